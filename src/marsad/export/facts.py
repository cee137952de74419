"""What formats for coders need beside an account: what the report says of its participants.

Accounts carry names, ids and countries; sectors, offices, identifiers and contexts stand in the report's record.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.tables import read_table
from marsad.model.record import Entity, Event, Record
from marsad.model.story import Account, Participant

from .reading import Options, Readable


@dataclass(frozen=True)
class Facts:
    """A record, asked by the ids of its entities and events."""

    record: Record

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for e in self.record.entities}

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {e.id: e for e in self.record.events}

    @cached_property
    def _offices(self) -> dict[str, str]:
        return {p.person: p.title for p in reversed(self.record.positions)}

    def entity(self, who: Participant) -> Entity | None:
        """The participant as its report has it."""
        return self._entities.get(who.entity or "")

    def event(self, account: Account) -> Event | None:
        """The event as it was analysed, before anybody's correction."""
        return self._events.get(account.event)

    def office(self, who: Participant) -> str | None:
        """The first title that the report gives."""
        return self._offices.get(who.entity or "")

    def sectors(self, who: Participant) -> tuple[str, ...]:
        """PLOVER sectors, none where the report's words name none."""
        found = self.entity(who)
        return found.sector if found else ()

    def named(self, *types: str) -> list[str]:
        """Names of the report's entities of these types, English where there is one."""
        return [e.name_en or e.name for e in self.record.entities if e.type in types]


class Library:
    """The records of the reports that were asked for last; a bounded number, whatever the size of the desk."""

    def __init__(self, desk: Readable, most: int = 64) -> None:
        self._desk, self._most = desk, most
        self._kept: OrderedDict[str, Facts] = OrderedDict()

    def __getitem__(self, report: str) -> Facts:
        if report in self._kept:
            self._kept.move_to_end(report)
        else:
            self._kept[report] = Facts(self._desk.report(report))
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return self._kept[report]


def told(desk: Readable, options: Options) -> Iterator[tuple[str, Account, Facts]]:
    """Every account that no analyst rejected, with its story's id and its report, by report and event.

    The formats that are read from it have no field that could say "rejected".
    """
    library = Library(desk)
    for story, account in desk.accounts(options.filters):
        if account.decision != "rejected":
            yield story, account, library[account.report]


def latin(who: Participant) -> str:
    """An English name for tables that are read in English.

    Groups and things that are only described keep the report's words: romanised they would tell nobody anything.
    """
    return who.name if who.type in ("group", "asset") else who.name_en or who.name


@lru_cache(maxsize=4096)
def _kinds(name: str, country: str | None) -> frozenset[str]:
    known = [e for e in gazetteer().named(name) if e.type == "place"]
    return frozenset(e.kind for e in known if country in (None, e.country))


def kind_of_place(place: Participant) -> str | None:
    """What sort of place it is (country, capital, town, province, port, ...), None where its name leaves that open."""
    kinds = _kinds(place.name, place.country)
    return next(iter(kinds)) if len(kinds) == 1 else None


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, str]]:
    return {row["alpha3"]: (row["en"], row["alpha2"]) for row in read_table("gazetteer/countries.tsv")}


def country_name(code: str | None) -> str | None:
    """The English name of an ISO 3166 alpha-3 code, None for IGO and unknown ones.

    >>> country_name("LBY"), country_name("IGO")
    ('Libya', None)
    """
    return _countries().get(code or "", (None, None))[0]


def alpha2(code: str | None) -> str | None:
    """The ISO 3166 alpha-2 code of an alpha-3 one, None for IGO and unknown ones.

    >>> alpha2("LBY")
    'LY'
    """
    return _countries().get(code or "", (None, None))[1]

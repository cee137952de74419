"""The 40 columns of POLECAT, tab-separated as its files are, for everything that reads POLECAT.

A row is a report's telling; several names of a cell are parted by "; ". POLECAT has no auxiliary modes, so what is only
announced (but for CONSULT, which PLOVER codes as AGREE), hypothetical or denied is left out: in these columns it
would read as done. Left empty, because nothing in the report says it: Intensity and the COW codes. City, District and
Province hold the place if it is one; what it lies in isn't looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.model.plover import QUAD_CLASS
from marsad.model.story import Account, Participant

from .cells import encodable, safe
from .facts import Facts, country_name, kind_of_place, latin, told
from .plover import plover_type
from .reading import Options, Readable, reference
from .tables import where

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
VERSION = "Marsad 1"


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The rows by report, in UTF-8 without a byte order mark. Tabs and line breaks of texts become spaces."""
    yield _line(COLUMNS)
    for _, account, facts in told(desk, options):
        if counts_as_done(account):
            yield _line(_row(account, facts))


def counts_as_done(account: Account) -> bool:
    """Whether a format without auxiliary modes may have it."""
    kind, _ = plover_type(account)
    open_ones = {"hypothetical", "negation"} if kind != account.type else {"future", "hypothetical", "negation"}
    return not open_ones & set(account.aux)


def _row(account: Account, facts: Facts) -> list[str]:
    kind, mode = plover_type(account)
    event = facts.event(account)
    latitude, longitude = where(account.place)
    places = [facts.entity(p) for p in account.place]
    return [
        reference(account), account.earliest or "", kind, mode or "", "", QUAD_CLASS[kind].upper(),
        _several(event.context if event else ()),
        *_side(account.actor, facts),
        *_side(account.recipient, facts),
        _several(latin(p) for p in account.place), *_regions(account.place),
        _several(country_name(p.country) or "" for p in account.place[:1]),
        _number(latitude), _number(longitude),
        _several(str(e.identifiers.geonames) for e in places if e and e.identifiers.geonames),
        _several(e.name for e in places if e), _several(kind_of_place(p) or "" for p in account.place[:1]),
        account.publisher or "", account.published or "",
        _several(facts.named("person")), _several(facts.named("organization")), _several(facts.named("place")),
        facts.record.language or "ar", VERSION,
    ]  # fmt: skip


def _regions(places: tuple[Participant, ...]) -> tuple[str, str, str]:
    """City, district and province: the first place is one of them, what it lies in nothing says."""
    first = next(iter(places), None)
    kind = kind_of_place(first) if first else None
    name = latin(first) if first else ""
    return (
        name if kind in ("capital", "town", "village") else "",
        name if kind == "district" else "",
        name if kind == "province" else "",
    )


def _side(who: tuple[Participant, ...], facts: Facts) -> list[str]:
    sectors = list(dict.fromkeys(s for p in who for s in facts.sectors(p)))
    entities = [facts.entity(p) for p in who]
    return [
        _several(latin(p) for p in who),
        _several(p.country or "" for p in who),
        "",
        sectors[0] if sectors else "",
        _several(sectors),
        _several(facts.office(p) or "" for p in who),
        _several(e.name if e else p.name for e, p in zip(entities, who, strict=True)),
        _several((e.identifiers.wikidata or "") if e else "" for e in entities),
    ]


def _several(values: Iterable[str]) -> str:
    listed = list(values)
    return "; ".join(listed) if any(listed) else ""


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(safe(" ".join(encodable(c).split())) for c in cells) + "\n").encode()

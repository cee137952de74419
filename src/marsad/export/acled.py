"""The 31 columns of ACLED's data, one row a story, for dashboards and scripts that read ACLED's files.

This is Marsad's record in ACLED's columns, not ACLED's data: ACLED's coders research and decide, Marsad records what
reports say. Only what ACLED collects has a row: violence, demonstrations and strategic developments that are told as
done and dated to a month at most. Left empty: fatalities (a number in a report says how many people, not that they
died), region, admin1 to admin3, source_scale and timestamp.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from io import StringIO

from marsad.lexicon.tables import read_table
from marsad.model.story import Account, Participant, Story

from .cells import encodable, safe
from .facts import Library, country_name, kind_of_place, latin
from .reading import Options, Readable

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_VIOLENCE, _DEMONSTRATIONS, _DEVELOPMENTS = "Political violence", "Demonstrations", "Strategic developments"
_DISORDER = {
    "Battles": _VIOLENCE, "Explosions/Remote violence": _VIOLENCE, "Violence against civilians": _VIOLENCE,
    "Protests": _DEMONSTRATIONS, "Riots": _DEMONSTRATIONS, "Strategic developments": _DEVELOPMENTS,
}  # fmt: skip
_REMOTE, _CIVILIANS, _STRATEGIC = "Explosions/Remote violence", "Violence against civilians", "Strategic developments"
_TYPES: dict[tuple[str, str | None], tuple[str, str]] = {
    ("ASSAULT", "aerial"): (_REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (_REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (_REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): (_REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (_REMOTE, "Suicide bomb"),
    ("ASSAULT", "unconventional"): (_REMOTE, "Chemical weapon"),
    ("ASSAULT", "abduct"): (_CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (_CIVILIANS, "Sexual violence"),
    ("ASSAULT", "torture"): (_CIVILIANS, "Attack"),
    ("ASSAULT", "destroy"): (_STRATEGIC, "Looting/property destruction"),
    ("ASSAULT", "crowd-control"): ("Protests", "Protest with intervention"),
    ("PROTEST", None): ("Protests", "Peaceful protest"),
    ("PROTEST", "demo"): ("Protests", "Peaceful protest"),
    ("PROTEST", "obstruct"): ("Protests", "Peaceful protest"),
    ("PROTEST", "riot"): ("Riots", "Violent demonstration"),
    ("PROTEST", "vandalize"): ("Riots", "Mob violence"),
    ("COERCE", "arrest"): (_STRATEGIC, "Arrests"),
    ("COERCE", "seize"): (_STRATEGIC, "Looting/property destruction"),
    ("COERCE", "curfew"): (_STRATEGIC, "Other"),
    ("COERCE", "martial-law"): (_STRATEGIC, "Other"),
    ("RETREAT", "ceasefire"): (_STRATEGIC, "Agreement"),
    ("RETREAT", "disarm"): (_STRATEGIC, "Change to group/activity"),
    ("RETREAT", "withdraw"): (_STRATEGIC, "Change to group/activity"),
    ("RETREAT", "release"): (_STRATEGIC, "Other"),
    ("MOBILIZE", "troops"): (_STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "weapons"): (_STRATEGIC, "Change to group/activity"),
    ("MOBILIZE", "militia"): (_STRATEGIC, "Change to group/activity"),
}
_ARMED = frozenset({"MIL", "REB", "PAR", "UAF", "COP", "SPY"})
_WIDE = frozenset({"country", "continent", "region", "province", "sea", "gulf", "desert"})
_AREA = frozenset({"district", "island", "mountain", "river", "strait"})


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """CSV in UTF-8 without a byte order mark, as ACLED's files are."""
    library = Library(desk)
    yield _line(COLUMNS)
    for story in desk.all_stories(options.filters):
        if row := _row(story, library):
            yield _line(row)


def _row(story: Story, library: Library) -> tuple[str, ...] | None:
    s = story.line
    told = [a for a in story.accounts if a.decision != "rejected" and not set(a.aux) - {"historical"}]
    days = _precision(s.earliest, s.latest)
    if not told or s.certainty == "denied" or not s.earliest or not days:
        return None
    first = next(iter(s.actor), None)
    others = [p for p in s.recipient or s.actor if first is None or p.actor != first.actor]
    second = next(iter(others), None)
    sectors = {p.actor: _sectors(p, told, library) for p in (first, second) if p}
    kind = _TYPES.get((s.type, s.mode)) or _fight(story, second, sectors)
    if kind is None:
        return None
    # the place that says most stands in the row
    place = min(s.place, key=lambda p: (p.latitude is None, p.country is None), default=None)
    here = place.country if place else None
    inter1 = _inter(kind[0], first, sectors, here) if first else ""
    inter2 = _inter("", second, sectors, here) if second else ""
    civilian = kind[0] == _CIVILIANS or (inter2 == "Civilians" and _DISORDER[kind[0]] == _VIOLENCE)
    others1 = s.actor[1:] if s.recipient else ()
    generic = {"Protests": "Protesters", "Riots": "Rioters"}.get(kind[0])
    actor1, assoc1 = _name(first), "; ".join(map(_name, others1))
    if generic:
        named = "; ".join(map(_name, s.actor))
        actor1, assoc1 = f"{generic} ({country_name(here)})" if country_name(here) else generic, named
    return (
        f"{here or 'XXX'}-{s.id}", s.earliest, s.earliest[:4], days, _DISORDER[kind[0]], *kind,
        actor1, assoc1, inter1, _name(second), "; ".join(map(_name, others[1:])), inter2,
        "-".join(x for x in (inter1, inter2) if x), "Civilians targeted" if civilian else "",
        _number(here), "", country_name(here) or "", "", "", "", _name(place),
        *(("", "", "") if place is None or place.latitude is None else
          (f"{place.latitude:.4f}", f"{place.longitude:.4f}", _geo_precision(place))),
        "; ".join(dict.fromkeys(a.publisher for a in told if a.publisher)), "", _notes(told), "",
        _tags(story), "",
    )  # fmt: skip


def _precision(earliest: str | None, latest: str | None) -> str:
    """1 a day, 2 a week, 3 a month; ACLED has nothing less exact."""
    if not earliest or not latest:
        return ""
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
    return "1" if days == 1 else "2" if days <= 7 else "3" if days <= 31 else ""


def _fight(story: Story, other: Participant | None, sectors: dict[str, frozenset[str]]) -> tuple[str, str] | None:
    """What hand weapons and unnamed means count as: by who is at the other end, nothing where that isn't said."""
    s = story.line
    if s.type != "ASSAULT" or other is None:
        return None
    if not s.recipient or sectors[other.actor] & _ARMED:
        return "Battles", "Armed clash"
    return (_CIVILIANS, "Attack") if other.type in ("person", "group") else None


def _sectors(who: Participant, told: list[Account], library: Library) -> frozenset[str]:
    for account in told[:5]:
        for p in (*account.actor, *account.recipient):
            if p.actor == who.actor:
                return frozenset(library[account.report].sectors(p))
    return frozenset()


def _inter(kind: str, who: Participant | None, sectors: dict[str, frozenset[str]], here: str | None) -> str:
    """ACLED's type of actor, empty where the report doesn't say."""
    if kind in ("Protests", "Riots"):
        return "Protesters" if kind == "Protests" else "Rioters"
    has = sectors.get(who.actor, frozenset()) if who else frozenset()
    if has & {"REB"}:
        return "Rebel group"
    if has & {"PAR", "UAF"}:
        return "Political militia"
    if has & {"MIL", "COP", "SPY", "GOV"}:
        foreign = who is not None and who.country and here and who.country != here
        return "External/Other forces" if foreign else "State forces"
    return "Civilians" if has & {"CVL", "MED", "NGO", "EDU", "HLH", "LAB", "REF", "BUS"} else ""


def _name(who: Participant | None) -> str:
    return latin(who) if who else ""


def _geo_precision(place: Participant) -> str:
    """1 a town or site, 2 an area, 3 a whole region or country."""
    kind = kind_of_place(place)
    return "3" if kind in _WIDE else "2" if kind in _AREA else "1"


@lru_cache(maxsize=1)
def _numbers() -> dict[str, str]:
    return {row["alpha3"]: row["number"] for row in read_table("gazetteer/country_numbers.tsv")}


def _number(country: str | None) -> str:
    return _numbers().get(country or "", "").lstrip("0")


def _notes(told: list[Account]) -> str:
    """Who says so, and in which words."""
    lines = []
    for a in told:
        chain = " ← ".join([a.publisher or a.report, *(h.name for h in a.chain)])
        lines.append(f"{chain}: " + " … ".join(f"«{q.exact}»" for q in a.evidence))
    return "; ".join(lines)


def _tags(story: Story) -> str:
    s = story.line
    tags = [f"marsad: {s.id}", f"certainty: {s.certainty}", f"reports: {s.reports}", f"origins: {s.origins}"]
    tags += [f"in conflict: {field}" for field in s.conflicts]
    tags += [f"plover: {s.type}{' ' + s.mode if s.mode else ''}"]
    return "; ".join(tags)


def _line(cells: tuple[str, ...]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer).writerow([safe(encodable(c)) for c in cells])
    return buffer.getvalue().encode()

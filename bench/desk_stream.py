"""A generated stream of records, as an analysis would have made them: seeded, of any length, one at a time.

Reports come in waves as news does: an event is told by a handful of outlets within days, most of them by way of an
agency, some as reprints; a few people and places are in the news all the time, most only once in a while.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random

from marsad.model.document import content_id
from marsad.model.record import (
    Attribution,
    Entity,
    Event,
    Identifiers,
    Mention,
    Position,
    Record,
    Relation,
    Time,
)

SEED = 11
_SKEW = 2.5
"""How uneven news is: of 2,400 people the first one is in it 4 times in 100, the first hundred 28 times."""
_FIRST = (
    *["سالم", "نبيل", "كريم", "حاتم", "رشيد", "فارس", "بشير", "جمال", "عمر", "طارق"],
    *["ياسر", "منذر", "سفيان", "هيثم", "ليث", "زياد", "أنس", "بدر", "عادل", "ماجد"],
)
_SECOND = ["عبدالله", "محمد", "علي", "حسن", "يوسف", "إبراهيم", "خالد", "موسى", "عيسى", "داود", "صالح", "منصور"]
_LAST = [
    f"{a}{b}"
    for a in ("المر", "القن", "الزو", "البر", "الشا", "الدر", "العو", "النج", "الحم", "السع")
    for b in ("سي", "طاوي", "اري", "قاني", "مي", "ويش", "امي", "داوي", "صوري", "لالي")
]
_TOWN_A = ["قرية", "مدينة", "بلدة", "ميناء", "قاعدة", "واحة"]
_TOWN_B = [
    f"{a}{b}"
    for a in ("النخي", "الزيت", "السدر", "العين", "البئر", "الوادي", "الجب")
    for b in ("لة", "ونة", "ية", "ات")
]
_BODY = [
    f"{a} {b}"
    for a in ("وزارة", "هيئة", "جبهة", "حركة", "مجلس")
    for b in ("النقل", "الموانئ", "الإنقاذ", "الشورى", "البناء")
]
_OUTLETS = [
    f"{a} {b}" for a in ("صحيفة", "وكالة", "قناة", "موقع") for b in ("الشراع", "الضفة", "المدى", "النورس", "الأفق")
]
_VERBS = {
    ("CONSULT", "visit"): "زار", ("CONSULT", "meet"): "التقى", ("ASSAULT", None): "هاجم", ("AID", None): "ساعد",
    ("MOBILIZE", "troops"): "حشد", ("AGREE", None): "وافق", ("ACCUSE", None): "اتهم", ("THREATEN", None): "هدد",
}  # fmt: skip
_COUNTRIES = ("LBY", "EGY", "TUN", "SDN", "DZA", "TUR", "SYR", "TCD")


class _Pool:
    """Names with the frequencies of news: the first few are everywhere, the last ones nearly nowhere."""

    def __init__(self, rng: Random, names: list[str]) -> None:
        self.names = names
        self._rng = rng

    def pick(self) -> int:
        return int(len(self.names) * self._rng.random() ** _SKEW)


def records(count: int, *, seed: int = SEED, tellings: float = 3.0) -> Iterator[Record]:
    """`count` records of about 1.5 events each; every event is told by about `tellings` reports."""
    rng = Random(seed)
    people = _Pool(rng, [f"{f} {s} {z}" for z in _LAST for s in _SECOND for f in _FIRST])
    towns = _Pool(rng, [f"{a} {b}" for b in _TOWN_B for a in _TOWN_A])
    rng.shuffle(people.names)
    day = datetime.date(2018, 1, 1)
    open_events: list[tuple[tuple[str, str | None], int, int, int, str]] = []
    for number in range(count):
        if number % 40 == 39:
            day += datetime.timedelta(days=1)
        told = []
        for _ in range(rng.choice((1, 1, 2, 2))):
            if open_events and rng.random() > 1 / tellings:
                told.append(rng.choice(open_events))
            else:
                kind = rng.choice(list(_VERBS))
                event = (kind, people.pick(), people.pick(), towns.pick(), day.isoformat())
                open_events.append(event)
                del open_events[:-60]
                told.append(event)
        yield _record(rng, number, day, told, people.names, towns.names)


def _record(
    rng: Random, number: int, day: datetime.date, told: list[tuple[tuple[str, str | None], int, int, int, str]],
    people: list[str], towns: list[str],
) -> Record:  # fmt: skip
    parts: list[str] = []
    size = 0
    entities: dict[str, Entity] = {}
    times: list[Time] = []
    claims: list[Attribution] = []
    events: list[Event] = []
    positions: list[Position] = []

    def write(words: str) -> Mention:
        nonlocal size
        start = size
        parts.append(words)
        size += len(words) + 1
        return Mention(start, start + len(words))

    def name(words: str, kind: str, country: str | None = None, index: int = 0) -> str:
        if words not in entities:
            here = write(words)
            place = kind == "place"
            entities[words] = Entity(
                f"E{len(entities) + 1}", kind, words, (here,), country=country,  # type: ignore[arg-type]
                identifiers=Identifiers(None, 900_000 + index if place else None),
                latitude=20 + index % 15 if place else None, longitude=10 + index % 25 if place else None,
            )  # fmt: skip
        return entities[words].id

    write(f"الخبر رقم {number}:")
    for kind, who, whom, where, when in told:
        actor = name(people[who], "person", _COUNTRIES[who % len(_COUNTRIES)])
        recipient = name(people[whom], "person", _COUNTRIES[whom % len(_COUNTRIES)])
        place = name(towns[where], "place", _COUNTRIES[where % len(_COUNTRIES)], where)
        evidence = write(f"{_VERBS[kind]} {people[who]} {people[whom]} في {towns[where]}")
        spot = write(when)
        times.append(Time(f"T{len(times) + 1}", spot.start, spot.end, when, when, "date", "day"))
        claim = None
        if rng.random() < 0.6:
            sources = [name(rng.choice(_OUTLETS), "organization")] if rng.random() < 0.5 else []
            sources.append(name(rng.choice(_BODY), "organization", "LBY"))
            claim = f"A{len(claims) + 1}"
            cue = write("قال")
            claims.append(Attribution(claim, tuple(dict.fromkeys(sources)), "say", (cue,), (evidence,)))
        if rng.random() < 0.2:
            body = name(rng.choice(_BODY), "organization", "LBY")
            title = write("رئيس")
            positions.append(Position(actor, "رئيس", body, title.start, title.end))
        recipients = (recipient,) if recipient != actor else ()
        events.append(
            Event(
                f"V{len(events) + 1}", kind[0], kind[1], (), (), (actor,), recipients, (place,), (),  # type: ignore[arg-type]
                times[-1].id, 4 if rng.random() < 0.01 else None, (), (evidence,), claim, confidence=rng.random(),
            )
        )  # fmt: skip
    relations: tuple[Relation, ...] = ()
    ids = [e.id for e in entities.values() if e.type == "person"]
    if len(ids) > 2 and rng.random() < 0.1:
        relations = (Relation(ids[0], "child_of", ids[1], 0, 5),)
    filler = " ".join(rng.choice(_SECOND) + rng.choice(_LAST) for _ in range(120))
    write(filler)
    text = " ".join(parts)
    return Record(
        content_id(text), f"الخبر {number}", rng.choice(_OUTLETS), day.isoformat(), "given",
        f"https://news.example/{number}", "ar", text, tuple(entities.values()), tuple(positions), relations,
        times=tuple(times), attributions=tuple(claims), events=tuple(events),
    )  # fmt: skip

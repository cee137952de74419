"""What two accounts have in common, feature by feature: days, names, places, numbers and words.

A third of all roles are read wrongly, so nothing here asks in which role somebody stands: only who and what is told.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.tables import read_table
from marsad.model.record import EntityType
from marsad.model.story import Account, Hop, Participant
from marsad.text.clitics import PRONOUNS, splits
from marsad.text.views import fold

from . import sounds
from .names import compare_persons

_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDINGS = (*PRONOUNS, "ات", "ون", "ين", "ان", "وا", "ت", "ا")
_SAME_PERSON = 0.5
_SAME_WORD = 0.8
_WIDE = frozenset({"country", "capital", "continent", "region", "sea", "ocean", "desert", "gulf"})
_WIDE_DAYS = 21
_MONTHS = 45
"""Days from which an interval holds a series of events rather than one that is dated by its month."""
_NAMED = frozenset({"person", "organization", "place", "asset"})
_TIME_TOLD = fold("للمرة")
_LEAD = 300
"""Code points within which a report says what it is about."""
_NEAR_KM = 40.0
_FAR_KM = 150.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Features of a pair. Shares are 0 to 1; `days` is the gap between the intervals, None where one is unknown,
    `series` says that one went on for months and the other has its days.

    `people`, `bodies` and `places` count names that both tell, `others` says that both name people and none is the
    same, `partners` that each names somebody besides those whom both name, `victims` that both name whom it befell and
    no word of these names is the same; `far` that both name places and none is near another, `foreign` that they name
    nobody and nothing in common and no country either. `about` counts what both reports name most, `named` the names of
    one account that only the words of the other tell, `elsewhere` those that only the rest of the other's report tells,
    where the other account names nothing itself. `headline` is the share of one report's title that the other's words
    repeat, `lead` says that both tell it where their reports begin.
    """

    days: int | None
    series: bool
    published: int | None
    people: int
    bodies: int
    places: int
    countries: int
    groups: float
    words: float
    common: int
    titles: float
    headline: float
    lead: bool
    about: int
    named: int
    elsewhere: int
    numbers: int
    others: bool
    partners: bool
    victims: bool
    far: bool
    foreign: bool
    names: tuple[str, ...]


class _Same:
    """An account as a key of a cache: itself, not one that says the same, so that looking it up costs nothing."""

    __slots__ = ("account",)

    def __init__(self, account: Account) -> None:
        self.account = account

    def __hash__(self) -> int:
        return id(self.account)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.account is other.account


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of one account. Taken out once, since an account is compared with hundreds of others."""

    everybody: frozenset[str]
    people: dict[str, Participant]
    bodies: dict[str, Participant]
    places: tuple[tuple[Participant, bool, frozenset[str]], ...]
    """Each with whether it is wide, and the consonants of its name."""
    groups: frozenset[str]
    words: frozenset[str]
    title: frozenset[str]
    named: tuple[tuple[str, frozenset[str]], ...]
    """Actors with narrow names, and the consonants of these."""
    sounds: frozenset[str]
    """The consonants of all words that tell the event, the title's too."""
    about: tuple[frozenset[str], ...]
    """The consonants of each name that the report is about, and those of all."""
    topic: frozenset[str]
    numbers: frozenset[tuple[float, str]]
    days: tuple[int, int] | None
    published: int | None
    lands: frozenset[str]
    """Countries of all who take part and of the places."""


@lru_cache(maxsize=1024)
def _told(of: _Same) -> _Told:
    account = of.account
    everybody = (*account.actor, *account.recipient, *account.place, *account.origin)
    said = [quote.exact for quote in account.evidence]
    about = tuple(bones for name in account.about if (bones := skeletons(name)))
    named = ((p.actor, skeletons(p.name)) for p in everybody if p.type in _NAMED and not is_wide(p))
    return _Told(
        everybody=frozenset(p.actor for p in everybody),
        people={p.actor: p for p in everybody if p.type == "person"},
        bodies={p.actor: p for p in everybody if p.type in ("organization", "asset")},
        places=tuple((p, is_wide(p), skeletons(p.name)) for p in everybody if p.type == "place"),
        groups=frozenset(w for p in everybody if p.type in ("group", "asset") for w in content_words(p.name)),
        words=frozenset(w for exact in said for w in content_words(exact)),
        title=content_words(account.title or ""),
        named=tuple((actor, bones) for actor, bones in named if bones),
        sounds=_skeletons(" ".join(said) + " " + (account.title or "")),
        about=about,
        topic=frozenset(k for bones in about for k in bones),
        numbers=frozenset((float(n.value), n.unit) for n in account.amounts if n.value is not None and n.value > 2),
        days=(_day(account.earliest), _day(account.latest)) if account.earliest and account.latest else None,
        published=_day(account.published) if account.published else None,
        lands=frozenset(p.country for p in everybody if p.country),
    )


def likeness(a: Account, b: Account) -> Likeness:
    """Compare two accounts of any type."""
    x, y = _told(_Same(a)), _told(_Same(b))
    people, names = _shared(x.people, y.people)
    bodies, more = _shared(x.bodies, y.bodies)
    near, wide, place_names, far = _places(x, y)
    common = len(x.words & y.words)
    named = _named(x, y) + _named(y, x)
    return Likeness(
        days=_days_apart(x, y),
        series=_series(x, y) or _series(y, x),
        published=abs(x.published - y.published) if x.published is not None and y.published is not None else None,
        people=people,
        bodies=bodies,
        places=near,
        countries=wide,
        groups=_share(x.groups, y.groups),
        words=_share(x.words, y.words),
        common=common,
        titles=_share(x.title, y.title),
        headline=(_share(x.title, y.words) + _share(y.title, x.words)) / 2,
        lead=_leads(a) and _leads(b),
        about=_topics(x, y),
        named=named,
        elsewhere=_elsewhere(x, y) + _elsewhere(y, x),
        numbers=len(x.numbers & y.numbers),
        others=bool(x.people and y.people and not people),
        partners=bool(people) and _alone(x, y) and _alone(y, x),
        victims=not people and _strangers(a, b),
        far=far,
        foreign=bool(x.lands and y.lands) and x.lands.isdisjoint(y.lands) and not (people or bodies or near or named),
        names=(*names, *more, *place_names),
    )


@lru_cache(maxsize=2048)
def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry content: folded, without particles, article, endings and function words.

    >>> content_words("وبالقصف على القافلة") == content_words("قصف القوافل والقافلة") - content_words("القوافل")
    True
    """
    return frozenset(stem(w) for w in _WORD.findall(fold(text)) if w not in _function_words())


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The folded word without particles, article and endings, as far as three letters stay.

    >>> stem("والمهاجرين"), stem("قصف")
    ('مهاجر', 'قصف')
    """
    best = word
    for prefix, rest in splits(word):
        if len(rest) >= 3 and (prefix.endswith(("ال", "لل")) or (prefix == "و" and len(rest) >= 4)):
            best = min(best, rest, key=len)
    for ending in _ENDINGS:
        if best.endswith(ending) and len(best) - len(ending) >= 3:
            return best[: -len(ending)]
    return best


def _days_apart(a: _Told, b: _Told) -> int | None:
    """Days between the two intervals, 0 where they overlap; None where one is open or too wide to tell anything."""
    if a.days is None or b.days is None:
        return None
    first, second = sorted((a.days, b.days))
    gap = max(0, second[0] - first[1])
    return None if gap == 0 and max(first[1] - first[0], second[1] - second[0]) > _WIDE_DAYS else gap


def _series(a: _Told, b: _Told) -> bool:
    """«تشهد المدينة منذ أشهر هجمات» is no telling of the one of Sunday."""
    if a.days is None or b.days is None:
        return False
    return a.days[1] - a.days[0] > _MONTHS and b.days[1] - b.days[0] <= _WIDE_DAYS


def _day(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def is_wide(place: Participant) -> bool:
    """Is the place a country, a region or a sea: too wide to tell one event from another?"""
    return _wide(place.name)


def same_name(a: Participant | Hop, b: Participant | Hop) -> bool:
    """Are these spellings of one name, as far as letters and sounds tell?"""
    return a.name == b.name or _same_name(a.name, b.name, a.type)


@lru_cache(maxsize=4096)
def _same_name(a: str, b: str, type: EntityType) -> bool:
    if type == "person":
        return compare_persons(a, b).score >= _SAME_PERSON
    first, second = sorted((_name_words(a), _name_words(b)), key=len)
    if not first:
        return False
    if all(any(_alike(x, y) for y in second) for x in first):
        return True
    # «إيفر نورد» and «إيفرنورد»
    return len(first) != len(second) and _alike("".join(first), "".join(second))


def _alike(x: str, y: str) -> bool:
    return x == y or (min(len(x), len(y)) >= 3 and sounds.likeness(x, y) >= _SAME_WORD)


def distance_km(a: Participant, b: Participant) -> float | None:
    """Great-circle distance, None where a coordinate is missing."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(half))


@lru_cache(maxsize=2048)
def _name_words(name: str) -> tuple[str, ...]:
    """The words that make the name, without heads such as "port of" unless there is nothing else."""
    words = [w.removeprefix("ال") if len(w) > 4 else w for w in _WORD.findall(fold(name))]
    return tuple(w for w in words if w not in heads()) or tuple(words)


@lru_cache(maxsize=256)
def points_back(name: str) -> bool:
    """Is the place one that was told before, by no name of its own?

    >>> points_back("السوق الكبير"), points_back("سوق أبو زبد"), points_back("القاهرة")
    (True, False, False)
    """
    first = fold(name).split()[0]
    return first.startswith("ال") and first.removeprefix("ال") in heads()


@cache
def heads() -> frozenset[str]:
    """The folded nouns of institutions and places that stand before their names."""
    return frozenset(fold(row["head"]) for row in read_table("ar/entities/heads.tsv"))


@lru_cache(maxsize=2048)
def _wide(name: str) -> bool:
    entries = gazetteer().named(fold(name))
    return bool(entries) and any(e.type == "place" and e.kind in _WIDE for e in entries)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("ar/words/function.tsv"))


def _shared(left: dict[str, Participant], right: dict[str, Participant]) -> tuple[int, tuple[str, ...]]:
    """How many of them are the same, and their names."""
    found: dict[str, str] = {}
    for ident, other in right.items():
        if ident in left:
            found[ident] = other.name
            continue
        match = next((p for p in left.values() if same_name(p, other)), None)
        if match:
            found[match.actor] = other.name
    return len(found), tuple(found.values())


def _alone(a: _Told, b: _Told) -> bool:
    """Does `a` name somebody whom `b` neither names nor tells?"""
    others = b.people.values()
    return any(
        ident not in b.people and not any(same_name(p, q) for q in others) and not _told_by(skeletons(p.name), b)
        for ident, p in a.people.items()
    )


def _strangers(a: Account, b: Account) -> bool:
    """Do both name whom the event befell, and nobody of them bears a word of the other's names?

    A name may be shortened to one of its words («غندور») or written in two («سترو بوليس»); of a name in other letters
    nothing is said.
    """
    mine, its = ([p.name for p in x.recipient if p.type == "person"] for x in (a, b))
    if not (mine and its) or any(name.isascii() for name in (*mine, *its)):
        return False
    return not any(_share_a_word(x, y) for x in mine for y in its)


@lru_cache(maxsize=512)
def _share_a_word(a: str, b: str) -> bool:
    x, y = ([sounds.skeleton(w) for w in _name_words(name)] for name in (a, b))
    joined = sorted(("".join(x), "".join(y)), key=len)
    return not set(x).isdisjoint(y) or joined[0] in joined[1]


def _places(a: _Told, b: _Told) -> tuple[int, int, tuple[str, ...], bool]:
    """Narrow places in common, wide ones in common, their names, and whether the two can't be one place.

    A place that the other's words tell too keeps nothing apart: one tells where somebody was caught, one where he was
    brought.
    """
    near: dict[str, str] = {}
    wide: set[str] = set()
    apart = False
    for p, p_wide, p_bones in a.places:
        for q, q_wide, q_bones in b.places:
            if p.actor == q.actor or same_name(p, q):
                if p_wide:
                    wide.add(p.actor)
                else:
                    near[p.actor] = p.name
            elif not p_wide and not q_wide:
                km = distance_km(p, q)
                if km is not None and km <= _NEAR_KM:
                    near[p.actor] = p.name
                elif (km is not None and km > _FAR_KM) or (p.country and q.country and p.country != q.country):
                    apart = apart or not (_told_by(p_bones, b) or _told_by(q_bones, a))
    return len(near), len(wide), tuple(near.values()), apart and not near


def _told_by(bones: frozenset[str], told: _Told) -> bool:
    """Do the account's words tell a name too?"""
    return bool(bones) and bones <= told.sounds


def _topics(a: _Told, b: _Told) -> int:
    """How many of the names that two reports are about are the same, whatever their spelling."""
    return sum(not mine.isdisjoint(b.topic) and any(mine <= its or its <= mine for its in b.about) for mine in a.about)


@lru_cache(maxsize=2048)
def skeletons(name: str) -> frozenset[str]:
    """The consonants of the words that make a name, as they sound; of a name of short words all together.

    >>> skeletons("ميناء تاغروست") == skeletons("تاغروسط")
    True
    """
    found = [sounds.skeleton(w) for w in _name_words(name)]
    long = frozenset(k for k in found if len(k) >= 3)
    if long or len("".join(found)) < 3:
        return long
    return frozenset({"".join(found)})


def _named(a: _Told, b: _Told) -> int:
    """How many narrow names of `a` stand only in the words of `b`."""
    return sum(actor not in b.everybody and bones <= b.sounds for actor, bones in a.named)


def _elsewhere(a: _Told, b: _Told) -> int:
    """How many narrow names of `a` the report of `b` tells only elsewhere: «سقط تسعة جنود في القصف» names no place."""
    if b.named:
        return 0
    return sum(
        actor not in b.everybody and not bones <= b.sounds and any(bones <= its or its <= bones for its in b.about)
        for actor, bones in a.named
    )


@lru_cache(maxsize=1024)
def _skeletons(text: str) -> frozenset[str]:
    return frozenset(sounds.skeleton(stem(w)) for w in _WORD.findall(fold(text)))


def how_many(account: Account) -> int:
    """How many events are told: one of a day that was the second time («التقاه الثلاثاء للمرة الثانية»)."""
    if account.granularity == "day" and account.earliest == account.latest:
        if any(_TIME_TOLD in fold(quote.exact).split() for quote in account.evidence):
            return 1
    return account.count or 1


def _leads(account: Account) -> bool:
    return any(quote.start < _LEAD for quote in account.evidence)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0

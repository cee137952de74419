"""What two accounts have in common, feature by feature: days, names, places, numbers and words.

A third of all roles are read wrongly, so nothing here asks in which role somebody stands: only who and what is told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
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
_NEAR_KM = 40.0
_FAR_KM = 150.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Features of a pair. Shares are 0 to 1; `days` is the gap between the intervals, None where one is unknown.

    `people`, `bodies` and `places` count names that both tell, `others` says that both name people and none is the
    same; `far` that both name places and none is near another. `about` counts what both reports name most, `named`
    the names of one account that only the words of the other tell.
    """

    days: int | None
    published: int | None
    people: int
    bodies: int
    places: int
    countries: int
    groups: float
    words: float
    common: int
    titles: float
    about: int
    named: int
    numbers: int
    others: bool
    far: bool
    names: tuple[str, ...]


def likeness(a: Account, b: Account) -> Likeness:
    """Compare two accounts of any type."""
    people, names = _shared(_of(a, "person"), _of(b, "person"))
    bodies, more = _shared(_of(a, "organization", "asset"), _of(b, "organization", "asset"))
    near, wide, place_names, far = _places(a, b)
    words_a, words_b = _evidence_words(a), _evidence_words(b)
    common = words_a & words_b
    return Likeness(
        days=days_apart(a, b),
        published=_published_apart(a, b),
        people=people,
        bodies=bodies,
        places=near,
        countries=wide,
        groups=_share(_group_words(a), _group_words(b)),
        words=_share(words_a, words_b),
        common=len(common),
        titles=_share(content_words(a.title or ""), content_words(b.title or "")),
        about=_topics(a.about, b.about),
        named=_named(a, b) + _named(b, a),
        numbers=len(_numbers(a) & _numbers(b)),
        others=bool(_of(a, "person") and _of(b, "person") and not people),
        far=far,
        names=(*names, *more, *place_names),
    )


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry content: folded, without particles, article, endings and function words.

    >>> content_words("وبالقصف على القافلة") == content_words("قصف القوافل والقافلة") - content_words("القوافل")
    True
    """
    return frozenset(stem(w) for w in _WORD.findall(fold(text)) if w not in _function_words())


@lru_cache(maxsize=65536)
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


def days_apart(a: Account, b: Account) -> int | None:
    """Days between the two intervals, 0 where they overlap; None where one is open or too wide to tell anything."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    first, second = sorted(((a.earliest, a.latest), (b.earliest, b.latest)))
    gap = max(0, _days(first[1], second[0]))
    return None if gap == 0 and max(_days(*first), _days(*second)) > _WIDE_DAYS else gap


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def is_wide(place: Participant) -> bool:
    """Is the place a country, a region or a sea: too wide to tell one event from another?"""
    return _wide(fold(place.name))


def same_name(a: Participant | Hop, b: Participant | Hop) -> bool:
    """Are these spellings of one name, as far as letters and sounds tell?"""
    return a.name == b.name or _same_name(a.name, b.name, a.type)


@lru_cache(maxsize=32_768)
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


@lru_cache(maxsize=65536)
def _name_words(name: str) -> tuple[str, ...]:
    """The words that make the name, without heads such as "port of" unless there is nothing else."""
    words = [w.removeprefix("ال") if len(w) > 4 else w for w in _WORD.findall(fold(name))]
    return tuple(w for w in words if w not in _heads()) or tuple(words)


@cache
def _heads() -> frozenset[str]:
    return frozenset(fold(row["head"]) for row in read_table("ar/entities/heads.tsv"))


@lru_cache(maxsize=65536)
def _wide(name: str) -> bool:
    entries = gazetteer().named(name)
    return bool(entries) and any(e.type == "place" and e.kind in _WIDE for e in entries)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("ar/words/function.tsv"))


def _of(account: Account, *types: str) -> tuple[Participant, ...]:
    return tuple(p for p in _everybody(account) if p.type in types)


def _everybody(account: Account) -> tuple[Participant, ...]:
    return (*account.actor, *account.recipient, *account.place, *account.origin)


def _shared(a: Iterable[Participant], b: Iterable[Participant]) -> tuple[int, tuple[str, ...]]:
    left = {p.actor: p for p in a}
    found: dict[str, str] = {}
    for other in b:
        if other.actor in left:
            found[other.actor] = other.name
            continue
        match = next((p for p in left.values() if same_name(p, other)), None)
        if match:
            found[match.actor] = other.name
    return len(found), tuple(found.values())


def _places(a: Account, b: Account) -> tuple[int, int, tuple[str, ...], bool]:
    """Narrow places in common, wide ones in common, their names, and whether the two can't be one place."""
    left, right = _of(a, "place"), _of(b, "place")
    near: dict[str, str] = {}
    wide: set[str] = set()
    apart = False
    for p in left:
        for q in right:
            if p.actor == q.actor or same_name(p, q):
                if is_wide(p):
                    wide.add(p.actor)
                else:
                    near[p.actor] = p.name
            elif not is_wide(p) and not is_wide(q):
                km = distance_km(p, q)
                if km is not None and km <= _NEAR_KM:
                    near[p.actor] = p.name
                elif (km is not None and km > _FAR_KM) or (p.country and q.country and p.country != q.country):
                    apart = True
    return len(near), len(wide), tuple(near.values()), apart and not near


@lru_cache(maxsize=65536)
def _topics(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many of the names that two reports are about are the same, whatever their spelling."""
    other = [skeletons(name) for name in b]
    return sum(any(mine <= its or its <= mine for its in other if its) for name in a if (mine := skeletons(name)))


@lru_cache(maxsize=65536)
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


def _named(a: Account, b: Account) -> int:
    """How many narrow names of `a` stand only in the words of `b`."""
    known = {p.actor for p in _everybody(b)}
    words = _skeletons(" ".join(q.exact for q in b.evidence) + " " + (b.title or ""))
    count = 0
    for p in _of(a, "person", "organization", "place", "asset"):
        if p.actor in known or is_wide(p):
            continue
        wanted = skeletons(p.name)
        count += bool(wanted) and wanted <= words
    return count


@lru_cache(maxsize=16384)
def _skeletons(text: str) -> frozenset[str]:
    return frozenset(sounds.skeleton(stem(w)) for w in _WORD.findall(fold(text)))


def _group_words(account: Account) -> frozenset[str]:
    return frozenset(w for p in _of(account, "group", "asset") for w in content_words(p.name))


def _evidence_words(account: Account) -> frozenset[str]:
    return frozenset(w for quote in account.evidence for w in content_words(quote.exact))


def _numbers(account: Account) -> set[tuple[float, str]]:
    return {(float(n.value), n.unit) for n in account.amounts if n.value is not None and n.value > 2}


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _published_apart(a: Account, b: Account) -> int | None:
    if not a.published or not b.published:
        return None
    return abs((date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])).days)

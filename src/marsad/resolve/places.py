"""Comparing names of places: the word for its kind and its country left out, the same kind where both name one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from marsad.analysis.words import nationality
from marsad.lexicon.tables import read_table
from marsad.model.judgement import Ground
from marsad.text.views import fold

from .known import known_entries
from .match import Match
from .sounds import is_latin, likeness, plain_latin, skeleton

_WORD = re.compile(r"[^\W_]+")
_NO_MATCH = Match(0.0, (Ground("names-differ"),))
_ALIKE = 0.88
_SHORTEST = 5
"""Letters under which two spellings may as well be two places."""
_KINDS = {
    "town": ("مدينة", "بلدة", "قرية", "دوار", "خربة", "نجع"),
    "area": ("منطقة", "ضاحية", "حي"),
    "district": ("ولاية", "محافظة", "قضاء", "مديرية", "إقليم", "مقاطعة", "ناحية", "ريف"),
    "base": ("قاعدة",), "port": ("ميناء", "مرفأ", "مرسى"), "airport": ("مطار",), "camp": ("مخيم",),
    "island": ("جزيرة",), "valley": ("وادي",), "mountain": ("جبل", "تل"), "river": ("نهر",), "prison": ("سجن",),
    "field": ("حقل",), "crossing": ("معبر", "منفذ"), "street": ("شارع", "طريق"), "square": ("ساحة", "ميدان"),
}  # fmt: skip


_DROPPED = frozenset({"town", "area", "camp", "base", "island", "valley", "port"})
"""Kinds that a report may leave out; «نهر كايا» is not «كايا»."""


@lru_cache(maxsize=1)
def _kind_of() -> dict[str, str]:
    listed = {fold(r["head"]): fold(r["head"]) for r in read_table("ar/entities/heads.tsv") if r["type"] == "place"}
    return listed | {fold(word): kind for kind, words in _KINDS.items() for word in words}


@lru_cache(maxsize=2048)
def take_apart(form: str) -> tuple[str, str]:
    """The kind and the own words of a place's name.

    >>> take_apart("منطقة البقاع اللبناني"), take_apart("البقاع")
    (('area', 'بقاع'), ('', 'بقاع'))
    """
    words = _WORD.findall(plain_latin(form) if is_latin(form) else fold(form))
    kind = ""
    while len(words) > 1 and (found := _kind_of().get(_bare(words[0]))):
        # «مخيم», «قاعدة»: the name goes on without it; «قاعدة تين أوكر الجوية» has an adjective at its end
        kind = kind or found
        words = words[1:]
    if kind == "base" and words[-1].startswith("ال") and words[-1].endswith("ه") and len(words) > 1:
        words = words[:-1]
    if len(words) > 1 and words[-1].startswith("ال") and nationality(words[-1]):
        words = words[:-1]
    return kind, " ".join(_bare(w) for w in words)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def place_keys(form: str) -> frozenset[str]:
    """Keys of a place's name: its words, and its consonants where it has enough of them."""
    _, own = take_apart(form)
    if not own:
        return frozenset()
    bones = skeleton(own.replace(" ", ""))
    return frozenset({"l:" + own} | ({"l+" + bones} if len(bones) > 2 else set()))


def compare_places(a: Iterable[str], b: Iterable[str]) -> Match:
    """The best pair of forms decides, unless both are named with kinds that differ."""
    best = _NO_MATCH
    a, b = sorted(set(a)), sorted(set(b))
    kinds = [{k for f in forms if (k := take_apart(f)[0])} for forms in (a, b)]
    for x in a:
        for y in b:
            match = _compare(x, y)
            if match.score > best.score:
                best = match
    if best.score and not kinds[0] & kinds[1] and (all(kinds) or (kinds[0] | kinds[1]) - _DROPPED):
        return Match(0.2, (*best.reasons, Ground("place-kinds")))
    return best


@lru_cache(maxsize=4096)
def _compare(x: str, y: str) -> Match:
    a, b = take_apart(x)[1], take_apart(y)[1]
    if not a or not b:
        return _NO_MATCH
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return Match(0.9, (Ground("same-name", (x, y)),))
    short = min(len(a), len(b)) < _SHORTEST
    if short or known_entries(x, "place") or known_entries(y, "place"):
        # a place that is on the map is not another one that is spelt nearly like it
        return _NO_MATCH
    alike = likeness(a.replace(" ", ""), b.replace(" ", ""))
    return Match(0.7 * alike, (Ground("sound-alike", (x, y)),)) if alike >= _ALIKE else _NO_MATCH

"""Comparing names of bodies: ministries by portfolio and country, outlets and companies by their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from marsad.analysis.words import function_class, nationality
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.lexicon.tables import read_table
from marsad.model.record import EntityType
from marsad.text.views import fold

from .match import Match
from .sounds import is_latin, likeness, skeleton

_WORD = re.compile(r"[^\W_]+")
_ENGLISH = frozenset(["the", "of", "for", "and", "to", "in", "on", "at", "a", "an", "de", "la", "le", "des", "du"])


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(fold(r["head"]) for r in read_table("ar/entities/heads.tsv"))


@lru_cache(maxsize=65_536)
def known_bodies(form: str) -> tuple[Entry, ...]:
    """The institutions and outlets of the knowledge base with exactly this name."""
    return tuple(e for e in gazetteer().named(form) if e.source in ("institutions", "outlets"))


@lru_cache(maxsize=65_536)
def parts(form: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The head nouns, own words and countries (alpha-3) of a body's name.

    >>> parts("وزارة الخارجية الروسية")
    (frozenset({'وزاره'}), frozenset({'خارجيه'}), frozenset({'RUS'}))
    """
    heads: set[str] = set()
    own: set[str] = set()
    countries: set[str] = set()
    for word in _WORD.findall(fold(form)):
        bare = word[2:] if word.startswith(("ال", "لل")) and len(word) > 3 else word
        if is_latin(word):
            if word not in _ENGLISH:
                own.add(word)
        elif (code := nationality(word)) is not None:
            countries.add(code)
        elif bare in _heads() and not heads and not own:
            heads.add(bare)
        elif function_class(word) is None:
            own.add(bare)
    if not own:
        # «السفارة الروسية»: the head noun is all there is
        own, heads = heads, set()
    return frozenset(heads), frozenset(own), frozenset(countries)


def body_keys(form: str, type: EntityType) -> frozenset[str]:
    """Keys of a body's or named asset's name."""
    mark = "o:" if type == "organization" else "t:"
    keys = {"g:" + e.id for e in known_bodies(form)} if type == "organization" else set()
    heads, own, countries = parts(form)
    core = sorted(skeleton(w) or w for w in own) or sorted(heads)
    if core:
        keys.add(mark + "|".join(core[:3]))
        keys.update(mark + "|".join(core[:3]) + "@" + c for c in countries)
    return frozenset(keys)


def compare_bodies(a: Sequence[str], b: Sequence[str], type: EntityType) -> Match:
    """The best pair of forms decides."""
    best = Match(0.0, ("the names differ",))
    for x in a:
        for y in b:
            match = _compare(x, y)
            if match.score > best.score:
                best = match
    return best


@lru_cache(maxsize=131_072)
def _compare(x: str, y: str) -> Match:
    left, right = {e.id for e in known_bodies(x)}, {e.id for e in known_bodies(y)}
    if left & right:
        return Match(0.97, (f"known names of {min(left & right).partition(':')[2]}: {x}, {y}",))
    if left and right:
        return Match(0.03, (f"known names of two bodies: {x}, {y}",))
    a_heads, a_own, a_countries = parts(x)
    b_heads, b_own, b_countries = parts(y)
    if a_countries and b_countries and not a_countries & b_countries:
        return Match(0.02, (f"bodies of different countries: {x}, {y}",))
    if not a_own and not b_own:
        same = a_heads == b_heads and a_countries == b_countries
        return (
            Match(0.6 if a_countries else 0.4, (f"the same words: {x}, {y}",))
            if same
            else Match(0.0, ("the names differ",))
        )
    if len(a_own) != len(b_own) or not a_own:
        return Match(0.0, ("the names differ",))
    if a_heads and b_heads and not a_heads & b_heads:
        return Match(0.2, (f"the same own name, different kinds of bodies: {x}, {y}",))
    worst = min(max(likeness(p, q) for q in b_own) for p in a_own)
    if worst < 0.85:
        return Match(0.0, ("the names differ",))
    score = 0.9 if a_countries == b_countries else 0.6
    return Match(score * (0.5 + worst / 2), (f"the same own words: {x}, {y}",))

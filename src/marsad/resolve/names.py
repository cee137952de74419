"""Comparing names, whatever their spelling and script; and the keys under which to look for their like.

Pure functions on forms: what a report calls somebody, no context. Whether two men of one name are one man is
the business of `actors`. Names are compared word by word on how they sound (`sounds`); what stands for
the same thing in Arabic names is made equal first: «عبد الحميد» and «عبدالحميد», «أبو» and «بو», the article,
«بن», titles before the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.lexicon.tables import read_table
from marsad.model.record import EntityType
from marsad.text.views import fold

from .match import Match
from .organizations import body_keys, compare_bodies
from .sounds import is_latin, likeness, skeleton

NO_MATCH = Match(0.0, ("the names differ",))
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "ال"
_FATHERS = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "اولد", "bin", "ben", "ibn", "bint", "ould", "al", "el"})
_OF_FAITH = frozenset({"الدين", "الاسلام", "الله", "العابدين", "الحق", "الزمان"})
_KUNYA = frozenset({"ابو", "ابي", "ابا", "بو", "abu", "abou", "bu", "bou", "abo"})
_SERVANT = frozenset({"عبد", "abd", "abdul", "abdel", "abdal", "abdol", "abdu"})
_ALIKE = 0.78
"""From here on two words count as one name's spellings."""

Words = tuple[str, ...]


@lru_cache(maxsize=1)
def _titles() -> frozenset[tuple[str, ...]]:
    rows = read_table("gazetteer/titles.tsv")
    return frozenset(
        tuple(fold(r["title"]).split())
        for r in rows
        if r["kind"] in ("rank", "honorific") or r["title"].startswith(_ARTICLE)
    )


def plain_latin(text: str) -> str:
    """Latin text in lower case without accents and apostrophes; other letters are left as they are.

    >>> plain_latin("Muʿammar al-Qaddāfī")
    'muammar al-qaddafi'
    """
    base = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub("['’‘`ʿʾʼ]", "", base).lower()


@lru_cache(maxsize=131_072)
def words(form: str) -> Words:
    """The words of a person's name in comparable form.

    >>> words("الرئيس عبدالحميد الدبيبة"), words("محمد بن سلمان"), words("Abdul Hamid al-Dbeibah")
    (('عبدحميد', 'دبيبه'), ('محمد', 'سلمان'), ('abdhamid', 'dbeibah'))
    """
    latin = is_latin(form)
    parts = _WORD.findall(plain_latin(form) if latin else fold(form))
    if not latin:
        parts = _untitled(parts)
    out: list[str] = []
    i = 0
    while i < len(parts):
        word, after = parts[i], parts[i + 1] if i + 1 < len(parts) else ""
        if word in _FATHERS and after and (out or not latin):
            i += 1
            continue
        if after and word in _SERVANT and (latin or after.startswith((_ARTICLE, "رب"))):
            if latin and after in ("al", "el", "ul") and i + 2 < len(parts):
                i, after = i + 1, parts[i + 2]
            out.append(("abd" if latin else "عبد") + _bare(after))
            i += 2
            continue
        if after and word in _KUNYA:
            out.append(("bu" if latin else "بو") + _bare(after))
            i += 2
            continue
        if out and (word in _OF_FAITH or (latin and word in ("din", "eddine", "addin", "uddin", "islam", "allah"))):
            out[-1] += _bare(word)
            i += 1
            continue
        out.append(_single(word, latin))
        i += 1
    return tuple(out)


def _untitled(parts: list[str]) -> list[str]:
    titles = _titles()
    while True:
        for size in (3, 2, 1):
            if len(parts) - size >= 1 and tuple(parts[:size]) in titles:
                parts = parts[size:]
                break
        else:
            return parts


def _bare(word: str) -> str:
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 3 else word


def _single(word: str, latin: bool) -> str:
    if latin:
        for start in ("abdul", "abdel", "abdal", "abdou"):
            if word.startswith(start) and len(word) > len(start) + 2:
                return "abd" + word[len(start) :]
        return word
    if word.startswith("عبدال") and len(word) > 6:
        return "عبد" + word[5:]
    if word in ("بلقاسم", "بالقاسم"):
        return "بوقاسم"
    if word.startswith("ابو") and len(word) > 5:
        return _joined_kunya(word[1:])
    if word.startswith("بوال") and len(word) > 6:
        return _joined_kunya(word)
    if word.startswith("بن") and len(word) > 5 and word not in gazetteer().given_names:
        return word[2:]
    word = _bare(word)
    return word[:-3] + "ه" if word.endswith("الله") and len(word) > 5 else word


def _joined_kunya(word: str) -> str:
    return "بو" + _bare(word[2:])


@lru_cache(maxsize=1)
def _arabic_given() -> frozenset[str]:
    return frozenset(
        w for r in read_table("gazetteer/given_names.tsv") if r["origin"] == "arabic" for w in words(r["name"])
    )


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(w for r in read_table("gazetteer/given_names.tsv") for w in words(r["name"]))


@lru_cache(maxsize=65_536)
def known_persons(form: str) -> tuple[Entry, ...]:
    """The people of the knowledge base with exactly this name (any spelling of hamza and ta marbuta)."""
    return tuple(e for e in gazetteer().named(form) if e.source == "persons")


def name_keys(type: EntityType, forms: Iterable[str]) -> frozenset[str]:
    """Keys under which names of the same thing meet: two spellings of one name nearly always share one.

    Few (one to four a form) and selective. Described groups have none.
    """
    keys: set[str] = set()
    if type == "person":
        for form in forms:
            keys |= _person_keys(form)
    elif type in ("organization", "asset"):
        for form in forms:
            keys |= body_keys(form, type)
    elif type == "place":
        keys = {"l:" + k for form in forms if (k := _place_key(form))}
    return frozenset(keys)


@lru_cache(maxsize=65_536)
def _person_keys(form: str) -> frozenset[str]:
    parts = words(form)
    if not parts:
        return frozenset()
    keys = {"g:" + e.id for e in known_persons(form)}
    bones = [skeleton(p) or "-" for p in parts]
    if len(parts) == 1:
        keys.add("s:" + bones[0])
        return frozenset(keys)
    keys.add(_pair_key(bones[0], bones[-1]))
    if len(parts) > 2:
        keys.add(_pair_key(bones[0], bones[1]))
    if parts[-1] not in _given():
        keys.add("s:" + bones[-1])
    return frozenset(keys)


def _pair_key(a: str, b: str) -> str:
    return "p:" + "|".join(sorted((a[:3], b[:4])))


def _place_key(form: str) -> str:
    return " ".join(_bare(w) for w in _WORD.findall(fold(form)))


def compare_names(
    a_forms: Iterable[str], b_forms: Iterable[str], type: EntityType, *, foreign: bool | None = None
) -> Match:
    """How surely two sets of forms are forms of one name. The best pair of forms decides.

    `foreign` says whether the name was written into Arabic from another language (None: judged from the given name).
    """
    a, b = sorted(set(a_forms)), sorted(set(b_forms))
    if type in ("organization", "asset"):
        return compare_bodies(a, b, type)
    if type == "place":
        shared = {_place_key(f) for f in a} & {_place_key(f) for f in b} - {""}
        return Match(0.9, (f"the same name: {min(shared)}",)) if shared else NO_MATCH
    if type == "group":
        return NO_MATCH
    return _compare_persons(tuple(a), tuple(b), foreign)


def _compare_persons(a: Words, b: Words, foreign: bool | None) -> Match:
    best = NO_MATCH
    against: Match | None = None
    for x in a:
        for y in b:
            match = compare_persons(x, y, foreign)
            if match.score > best.score:
                best = match
            full = len(words(x)) > 1 and len(words(y)) > 1
            if full and (against is None or match.score > against.score):
                against = match
    # a shared family name says little where the full names differ
    return against if against is not None and against.score < 0.5 and best.score < 0.9 else best


@lru_cache(maxsize=262_144)
def compare_persons(x: str, y: str, foreign: bool | None = None) -> Match:
    """Two forms of persons' names."""
    a, b = words(x), words(y)
    if not a or not b:
        return NO_MATCH
    if len(a) > len(b):
        a, b = b, a
    strict = _is_arabic_name(a, b) if foreign is None else not foreign
    if len(a) == 1:
        return _short(a[0], b, strict)
    sims = [likeness(p, q, strict=strict) for p, q in zip(a, b, strict=False)]
    first, last = sims[0], likeness(a[-1], b[-1], strict=strict)
    if first >= _ALIKE and last >= _ALIKE:
        score = 0.55 + 0.4 * (min(first, last) - _ALIKE) / (1 - _ALIKE)
        reason = "the same name" if min(first, last) == 1.0 else "names that sound alike"
        common = all(w in _given() for w in (a[-1], b[-1]))
        if common:
            score -= 0.1
        middle = _middle(a[1:-1], b[1:-1], strict)
        if middle is None:
            return Match(0.12, (f"first and family name agree, the names between differ: {x}, {y}",))
        return Match(min(0.98, score + middle), (f"{reason}: {x}, {y}",))
    if len(a) < len(b) and all(s >= _ALIKE for s in sims):
        return Match(0.62, (f"one name begins with the other: {x}, {y}",))
    if len(a) == 2 and likeness(a[0], b[-1], strict=strict) >= 0.9 and likeness(a[-1], b[0], strict=strict) >= 0.9:
        if len(b) == 2 and not (a[0] in _given() and a[1] in _given()):
            return Match(0.8, (f"the same names in another order: {x}, {y}",))
    if last >= _ALIKE:
        return Match(0.05, (f"the same family name, other given names: {x}, {y}",))
    return NO_MATCH


def _middle(a: Words, b: Words, strict: bool) -> float | None:
    """What the names between say: a bonus, nothing, or None where they contradict each other."""
    if not a or not b:
        return 0.0
    if any(likeness(p, q, strict=strict) >= _ALIKE for p in a for q in b):
        return 0.04
    return None


def _short(word: str, other: Words, strict: bool) -> Match:
    """A name of one word against another name: never enough alone."""
    if len(other) == 1:
        alike = likeness(word, other[0], strict=strict)
        return Match(0.5 * alike, (f"one word alone: {word}",)) if alike >= _ALIKE else NO_MATCH
    for at, score in ((-1, 0.45), (0, 0.3)):
        if likeness(word, other[at], strict=strict) >= _ALIKE:
            where = "family name" if at else "given name"
            return Match(score, (f"the {where} alone: {word}",))
    return NO_MATCH


def _is_arabic_name(a: Words, b: Words) -> bool:
    return a[0] in _arabic_given() and b[0] in _arabic_given()

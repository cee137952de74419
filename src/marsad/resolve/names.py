"""Comparing names, whatever their spelling and script; and the keys under which to look for their like.

Pure functions on forms: what a report calls somebody, no context. Whether two men of one name are one man is
the business of `actors`. Names are compared word by word on how they sound (`sounds`); what stands for
the same thing in Arabic names is made equal first: «عبد الحميد» and «عبدالحميد», «أبو» and «بو», the article,
«بن», titles before the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from marsad.lexicon.tables import read_table, values
from marsad.model.judgement import Ground
from marsad.model.record import EntityType
from marsad.text.views import fold

from .known import known_entries
from .match import Match
from .organizations import body_keys, compare_bodies
from .places import compare_places, place_keys
from .sounds import is_latin, likeness, plain_latin, skeletons, sounds

NO_MATCH = Match(0.0, (Ground("names-differ"),))
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "ال"
_FATHERS = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "اولد", "bin", "ben", "ibn", "bint", "ould", "al", "el"})
_OF_FAITH = frozenset({"الدين", "الاسلام", "الله", "العابدين", "الحق", "الزمان"})
_OF_FAITH_LATIN = frozenset(
    {
        "din",
        "eddine",
        "addin",
        "uddin",
        "deen",
        "eddin",
        "islam",
        "allah",
        "abidine",
        "abidin",
        "abedin",
        "haq",
        "zaman",
    }
)
_KUNYA = frozenset({"ابو", "ابي", "ابا", "بو", "abu", "abou", "bu", "bou", "abo", "abul", "aboul"})
_NOBLE = frozenset(
    (
        "فان", "فون", "دي", "دير", "دن", "دو", "دا", "لا", "لو", "van", "von", "de", "der", "den", "di", "da", "du",
        "la", "le",
    )
)  # fmt: skip
_YOUNGER = frozenset({"ابن", "جونيور", "ثاني", "جونير", "jr", "junior"})
_SERVANT = frozenset({"عبد", "abd", "abdul", "abdel", "abdal", "abdol", "abdu"})
_ALIKE = 0.8
_ALIKE_LISTED = 0.88
_ALIKE_GIVEN = 0.85
"""From here on two words count as one name's spellings; two listed given names must be nearer."""

_JOINED_ARTICLE = re.compile(r"\b(?:El|Al)(?=[A-Z][a-z])")
_FOREIGN_END = re.compile("(?:وف|وفا|يف|يفا|ين|ينا|ينكو|سكي|سكايا|تش|شفيلي|اوغلو|سون|مان)$")
_BELQASEM = re.compile("^bel(?=[qkg]a[sc])")

Words = tuple[str, ...]
_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=1)
def _titles() -> frozenset[tuple[str, ...]]:
    rows = read_table("gazetteer/titles.tsv")
    return frozenset(
        tuple(fold(r["title"]).split())
        for r in rows
        if r["kind"] in ("rank", "honorific") or r["title"].startswith(_ARTICLE)
    )


@lru_cache(maxsize=2048)
def words(form: str) -> Words:
    """The words of a person's name in comparable form.

    >>> words("الرئيس عبدالحميد الدبيبة"), words("محمد بن سلمان"), words("Abdul Hamid al-Dbeibah")
    (('عبدحميد', 'دبيبه'), ('محمد', 'سلمان'), ('abdhamid', 'dbeibah'))
    """
    latin = is_latin(form)
    parts = _WORD.findall(plain_latin(_JOINED_ARTICLE.sub("", form)) if latin else fold(form))
    if not latin:
        parts = _untitled(parts)
    out: list[str] = []
    i = 0
    while i < len(parts):
        word, after = parts[i], parts[i + 1] if i + 1 < len(parts) else ""
        if word in _FATHERS and after and (out or not latin or len(parts) > 2):
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
        if out and word in (_OF_FAITH_LATIN if latin else _OF_FAITH):
            out[-1] += _bare(word)
            i += 1
            continue
        if word in _NOBLE and after and (out or latin):
            # «فان دايك» and «فاندايك», «فون دير لاين»
            joined = word
            while i + 1 < len(parts) and parts[i] in _NOBLE:
                i += 1
                joined += parts[i]
            out.append(joined)
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
        if word.startswith("ben") and len(word) > 6:
            return word[3:]
        return _BELQASEM.sub("bu", word)
    if word.startswith("عبدال") and len(word) > 6:
        return "عبد" + word[5:]
    if word in ("بلقاسم", "بالقاسم"):
        return "بوقاسم"
    if word.startswith("ابو") and len(word) > 5:
        return _joined_kunya(word[1:])
    if word.startswith("بوال") and len(word) > 6:
        return _joined_kunya(word)
    if word.startswith("بن") and len(word) > 4 and word not in _given_folded():
        return word[2:]
    word = _bare(word)
    return word[:-4] + "له" if word.endswith("الله") and len(word) > 5 else word


def _joined_kunya(word: str) -> str:
    return "بو" + _bare(word[2:])


@lru_cache(maxsize=1)
def _given_folded() -> frozenset[str]:
    return frozenset(fold(r["name"]) for r in read_table("gazetteer/given_names.tsv"))


@lru_cache(maxsize=1)
def _arabic_given() -> frozenset[str]:
    return frozenset(
        w for r in read_table("gazetteer/given_names.tsv") if r["origin"] == "arabic" for w in words(r["name"])
    )


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    return frozenset(w for r in read_table("gazetteer/given_names.tsv") for w in words(r["name"]))


@lru_cache(maxsize=1)
def _variants() -> dict[str, frozenset[int]]:
    """Comparable word -> the rows of given names that it is a form of («جو» is one of «جوزيف»)."""
    out: dict[str, set[int]] = {}
    for number, row in enumerate(read_table("ar/names/variants.tsv")):
        for form in values(row["forms"]):
            out.setdefault("".join(words(form)), set()).add(number)
    return {word: frozenset(rows) for word, rows in out.items()}


def _feminine(a: str, b: str) -> bool:
    """Is one given name the other with a final a: «سمير» and «سميرة», «نيكول» and «نيكولا»?"""
    left, right = sounds(a), sounds(b)
    if len(left) < len(right):
        left, right = right, left
    return left[-1:] in ("a", "A") and bool(right) and right[-1] not in "aAeiouIUhY"


@lru_cache(maxsize=8192)
def _alike(a: str, b: str, strict: bool, *, given: bool = False) -> float:
    """How surely two words are one name: forms of one given name, or words that sound alike."""
    if a == b:
        return 1.0
    table = _variants()
    if table.get(a, _NONE) & table.get(b, _NONE):
        return 0.95
    if not given:
        return likeness(a, b, strict=strict)
    if a + "دين" == b or b + "دين" == a:
        # «بهاء» for «بهاء الدين»
        return 0.92
    if _feminine(a, b):
        return 0.5
    arabic = _arabic_given()
    alike = likeness(a, b, strict=strict or (a in arabic and b in arabic))
    # two given names that both exist are two names
    least = _ALIKE_LISTED if a in _given() and b in _given() else _ALIKE_GIVEN
    return alike if alike >= least else min(alike, _ALIKE - 0.05)


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
        for form in forms:
            keys |= place_keys(form)
    return frozenset(keys)


@lru_cache(maxsize=2048)
def _person_keys(form: str) -> frozenset[str]:
    parts = words(form)
    if not parts:
        return frozenset()
    keys = {"g:" + e.id for e in known_entries(form, "person")}
    if len(parts) == 1:
        keys |= _alone(parts[0])
        return frozenset(keys)
    keys |= _pair_keys(parts[0], parts[-1])
    if len(parts) > 2:
        keys |= _pair_keys(parts[0], parts[1])
        keys |= _pair_keys(parts[0], "".join(parts[1:]))
    if parts[-1] not in _given():
        keys |= _alone(parts[-1])
    return frozenset(keys)


def _alone(word: str) -> set[str]:
    """Keys of a name of one word; two consonants say too little, so there its letters count."""
    bones = skeletons(word)
    return {"s:" + b for b in bones if len(b) > 2} or {"s=" + word}


def _pair_keys(a: str, b: str) -> set[str]:
    firsts = _given_keys(a)
    return {"p:" + "|".join(sorted((x, y[:4]))) for x in firsts for y in skeletons(b)}


@lru_cache(maxsize=2048)
def _given_keys(word: str) -> frozenset[str]:
    rows = _variants().get(word)
    # the forms of one given name share a key
    return frozenset(f"={n}" for n in rows) if rows else frozenset(b[:3] for b in skeletons(word))


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
        return compare_places(a, b)
    if type == "group":
        return NO_MATCH
    return _compare_persons(tuple(a), tuple(b), foreign)


def _compare_persons(a: tuple[str, ...], b: tuple[str, ...], foreign: bool | None) -> Match:
    best = NO_MATCH
    against: Match | None = None
    for x in _told(a):
        for y in _told(b):
            match = compare_persons(x, y, foreign)
            if match.score > best.score:
                best = match
            full = len(words(x)) > 1 and len(words(y)) > 1
            if full and (against is None or match.score > against.score):
                against = match
    # a shared family name says little where the full names differ
    return against if against is not None and against.score < 0.5 and best.score < 0.9 else best


@lru_cache(maxsize=2048)
def _told(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms that say something: no two that differ in spelling alone, no part of a name beside the name."""
    by_words: dict[Words, str] = {}
    for form in forms:
        by_words.setdefault(words(form), form)
    within = {w for parts in by_words if len(parts) > 1 for w in parts}
    return tuple(form for parts, form in by_words.items() if parts and not (len(parts) == 1 and parts[0] in within))


@lru_cache(maxsize=4096)
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
    given = _alike(a[0], b[0], strict, given=True)
    family = _alike(a[-1], b[-1], strict)
    if given >= _ALIKE:
        if family >= _ALIKE and (len(a) == len(b) or b[-1] not in _YOUNGER):
            return _whole(x, y, a, b, given, family, strict)
        if a != b and _YOUNGER & {a[-1], b[-1]} and len(a) != len(b):
            return Match(0.05, (Ground("father-son", (x, y)),))
        rest = likeness("".join(a[1:]), "".join(b[1:]), strict=strict) if len(a) != len(b) else 0.0
        if rest >= _ALIKE_GIVEN:
            return Match(0.55 + 0.4 * rest - 0.05, (Ground("written-apart", (x, y)),))
        if len(a) < len(b) and all(_alike(p, q, strict) >= _ALIKE for p, q in zip(a[1:], b[1:], strict=False)):
            return Match(0.62, (Ground("begins-with", (x, y)),))
    elif len(a) != len(b) and likeness("".join(a), "".join(b), strict=strict) >= 0.9:
        return Match(0.85, (Ground("written-apart", (x, y)),))
    if given >= _ALIKE and strict and likeness(a[-1], b[-1]) >= _ALIKE_GIVEN:
        return Match(0.45, (Ground("near-family", (x, y)),))
    if len(a) == 2 and likeness("".join(a), b[-1], strict=strict) >= 0.9:
        # «سترو بوليس» for «ستروبوليس»
        return Match(0.45, (Ground("family-apart", (x, y)),))
    crossed = min(_alike(a[0], b[-1], strict), _alike(a[-1], b[0], strict))
    if len(b) == 2 and crossed >= 0.9 and not (a[0] in _given() and a[1] in _given()):
        return Match(0.8, (Ground("other-order", (x, y)),))
    if family >= _ALIKE:
        return Match(0.05, (Ground("other-given", (x, y)),))
    return NO_MATCH


def _whole(x: str, y: str, a: Words, b: Words, given: float, family: float, strict: bool) -> Match:
    """Given and family name agree."""
    least = min(given, family)
    # a long family name is seldom alike by chance
    length = min(len(a[-1]), len(b[-1]), 9)
    score = 0.6 + 0.01 * length + (0.35 - 0.01 * length) * (least - _ALIKE) / (1 - _ALIKE)
    ground = Ground("same-name", (x, y)) if least == 1.0 else Ground("sound-alike", (x, y))
    if all(w in _given() for w in (a[-1], b[-1])):
        # «أحمد محمد»: names that many share
        score -= 0.1
    between, others = a[1:-1], b[1:-1]
    if between and others:
        if not any(_alike(p, q, strict) >= _ALIKE for p in between for q in others):
            return Match(0.12, (Ground("between-differ", (x, y)),))
        score += 0.04
    return Match(min(0.98, score), (ground,))


def _short(word: str, other: Words, strict: bool) -> Match:
    """A name of one word against another name: never enough alone."""
    if len(other) == 1:
        alike = _alike(word, other[0], strict)
        return Match(0.5 * alike, (Ground("one-word", (word,)),)) if alike >= _ALIKE else NO_MATCH
    for at, score in ((-1, 0.45), (0, 0.3)):
        if _alike(word, other[at], strict) >= _ALIKE:
            return Match(score, (Ground("family-alone", (word,)) if at else Ground("given-alone", (word,)),))
    return NO_MATCH


def is_common(form: str) -> bool:
    """Is the name made of given names alone, as very many people's is?

    >>> is_common("أحمد محمد"), is_common("خليفة حفتر")
    (True, False)
    """
    return all(w in _given() for w in words(form))


def _is_arabic_name(a: Words, b: Words) -> bool:
    known = _arabic_given()
    if a[0] in known and b[0] in known:
        return True
    return (a[0] in known or b[0] in known) and not any(_FOREIGN_END.search(w) for w in (a[-1], b[-1]))

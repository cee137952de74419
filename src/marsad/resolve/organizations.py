"""Comparing names of bodies: ministries by portfolio and country, outlets and companies by their own words.

A name is taken apart into its kind ("ministry", "newspaper"), its own words, the countries it names and, behind
«في» or «لدى», where it sits. Words that every body may bear («وطني», «عام») count little, another country or
another own word makes another body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.words import function_class, nationality
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.lexicon.tables import read_table, values
from marsad.model.judgement import Ground
from marsad.model.record import EntityType
from marsad.text.views import fold

from .known import known_entries
from .match import Match
from .sounds import is_latin, likeness, plain_latin, skeleton

_WORD = re.compile(r"[^\W_]+")
_ENGLISH = frozenset(
    ("the", "of", "for", "and", "to", "in", "on", "at", "a", "an", "de", "la", "le", "des", "du", "al", "el")
)
_QUOTED = re.compile('[«“"]([^«»“”"]{2,})[»”"]')
_ARTICLES = frozenset({"لو", "لا", "ذا", "ذي", "دي", "ال"})
"""Foreign articles in Arabic letters."""
_AT = frozenset({"في", "لدي", "الي"})
_PHRASES = re.compile("(?:ال)?قوات (?:ال)?مسلحه|مجلس ال?نواب")
_DROPPED = frozenset({"service", "society", "ministry", "agency", "company"})
"""Kinds that a name may do without before another: «جهاز خفر السواحل», but not «قيادة الجيش»."""
_NO_MATCH = Match(0.0, (Ground("names-differ"),))
_ALIKE = 0.85
_KNOWN = 0.93
_OF_A_STATE = frozenset({"army", "parliament", "guard", "حكوم", "رئاس"})
"""Of which a state has one, so that the bare noun and the country say which."""
_LONGEST_COUNTRY = 3


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name taken apart. Words are folded, without article and feminine ending."""

    kind: str
    own: tuple[str, ...]
    common: frozenset[str]
    countries: frozenset[str]
    seat: frozenset[str]
    """Where it sits, as countries, where that isn't whose it is."""


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    rows = read_table("ar/entities/heads.tsv")
    listed = {fold(r["head"]) for r in rows if r["type"] != "place" and r["follow"] != "definite"}
    return frozenset(listed | set(_kinds()))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Head noun -> the class of kinds that stand for each other («مصرف» and «بنك»)."""
    out: dict[str, str] = {}
    for row in read_table("ar/names/kinds.tsv"):
        for noun in values(row["nouns"]):
            out[fold(noun)] = row["kind"]
    return out


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_stem(fold(r["word"])) for r in read_table("ar/names/common.tsv"))


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, frozenset[str]]:
    """Folded abbreviation -> the names it stands for, both ways."""
    out: dict[str, set[str]] = {}
    for row in read_table("ar/names/abbreviations.tsv"):
        forms = [" ".join(_WORD.findall(fold(f))) for f in values(row["forms"])]
        for form in forms:
            out.setdefault(form, set()).update(forms)
    return {form: frozenset(forms) for form, forms in out.items()}


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {
        fold(name): e.country for e in gazetteer().entries for name in e.names if e.source == "countries" and e.country
    }


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {
        fold(name): e.country for e in gazetteer().entries for name in e.names if e.source == "capitals" and e.country
    }


def _one_word(found: re.Match[str]) -> str:
    """«القوات المسلحة» is an army, «مجلس النواب» a parliament."""
    return "برلمان" if "نواب" in found[0] else "جيش"


def _stem(word: str) -> str:
    """Without particles, article and feminine ending."""
    for start in ("وال", "بال", "لل", "ال"):
        if word.startswith(start) and len(word) - len(start) > 2:
            word = word[len(start) :]
            break
    return word[:-1] if word.endswith("ه") and len(word) > 3 else word


@lru_cache(maxsize=2048)
def take_apart(form: str) -> Body:
    """A body's name by its parts.

    >>> take_apart("وزارة الخارجية الروسية")
    Body(kind='ministry', own=('خارجي',), common=frozenset(), countries=frozenset({'RUS'}), seat=frozenset())
    """
    around, quoted = "", _QUOTED.search(form)
    if quoted and quoted.start():
        # «السفينة الإنسانية «أورورا»»: the name stands in the quotes, its kind and country around them
        around, form = form[: quoted.start()] + " " + form[quoted.end() :], quoted[1]
    named = _take_apart(form)
    if not around:
        return named
    outer = _take_apart(around)
    kind = outer.kind or named.kind
    own = named.own if named.kind in ("", kind) else (named.kind, *named.own)
    return Body(kind, own, named.common, named.countries | outer.countries, named.seat | outer.seat)


def _take_apart(form: str) -> Body:
    words = _WORD.findall(plain_latin(form) if is_latin(form) else _PHRASES.sub(_one_word, fold(form)))
    kind = ""
    own: list[str] = []
    common: set[str] = set()
    countries: set[str] = set()
    seat: set[str] = set()
    behind_at = False
    i = 0
    while i < len(words):
        word = words[i]
        code, size = _country(words, i)
        if word.startswith("ب") and own and len(word) > 4 and known_entries(word[1:], "place"):
            # «محكمة الاستئناف بطرابلس»
            word = word[1:]
        stem = _stem(word)
        if word in _AT:
            behind_at = True
        elif word in _ARTICLES and len(words) > 1:
            pass
        elif is_latin(word):
            if word not in _ENGLISH:
                own.append(word)
        elif code:
            (seat if behind_at and (own or countries) else countries).add(code)
            i += size - 1
        elif behind_at and word in _capitals():
            seat.add(_capitals()[word])
        elif stem in _common():
            common.add(stem)
        elif not kind and not own and (stem in _kinds() or word in _heads() or _bare(word) in _heads()):
            kind = _kinds().get(stem) or _kinds().get(_bare(word)) or stem
        elif function_class(word) is None or len(words) == 1:
            own.append(_kinds().get(stem) or _kinds().get(_bare(word)) or stem)
        i += 1
    if not own and kind:
        # «السفارة الروسية», «الجيش السوداني»: the head noun is all there is
        own = [kind]
    return Body(kind, tuple(own), frozenset(common), frozenset(countries), frozenset(seat))


def _bare(word: str) -> str:
    return word[2:] if word.startswith(("ال", "لل")) and len(word) > 3 else word


def _country(words: list[str], i: int) -> tuple[str | None, int]:
    """The country named at word `i`, and in how many words."""
    names = _country_names()
    for size in range(min(_LONGEST_COUNTRY, len(words) - i), 0, -1):
        name = " ".join(words[i : i + size])
        if (code := names.get(name)) is not None:
            return code, size
    word = words[i]
    return (nationality(word), 1) if word.startswith(("ال", "وال", "بال", "لل")) else (None, 1)


@lru_cache(maxsize=2048)
def known_bodies(form: str) -> tuple[Entry, ...]:
    """The bodies of the knowledge base with exactly this name or an abbreviation of it."""
    folded = " ".join(_WORD.findall(fold(form)))
    found: dict[Entry, None] = {}
    for name in sorted({form, *_abbreviations().get(folded, ())}):
        found.update(dict.fromkeys(known_entries(name, "organization")))
    return tuple(found)


def body_keys(form: str, type: EntityType) -> frozenset[str]:
    """Keys of a body's or named asset's name."""
    keys: set[str] = set()
    if type == "organization":
        keys.update("g:" + e.id for e in known_bodies(form))
        folded = " ".join(_WORD.findall(fold(form)))
        if names := _abbreviations().get(folded):
            keys.add("o=" + min(names))
    body = take_apart(form)
    mark = "o:" if type == "organization" else "t:"
    bones = [skeleton(w)[:5] or w for w in body.own] or sorted(body.common)
    for row in (bones, [body.kind, *bones]) if body.kind else (bones,):
        first = sorted(set(row[:4]))
        # any two of the first words, so that a dropped or added one does no harm
        keys.update(mark + "|".join((a, b)) for n, a in enumerate(first) for b in first[n + 1 :])
    if len(set(bones)) == 1:
        keys.add(mark + bones[0])
    keys.add(mark + "+" + skeleton("".join(body.own))[:8])
    return frozenset(keys)


def compare_bodies(a: Sequence[str], b: Sequence[str], type: EntityType) -> Match:
    """The best pair of forms decides, unless the full names contradict each other."""
    best = _NO_MATCH
    left, right = _told(tuple(a)), _told(tuple(b))
    for x in left:
        for y in right:
            match = _compare(x, y)
            if match.score > best.score:
                best = match
    if 0.2 < best.score < _KNOWN and left and right:
        x, y = left[0], right[0]
        full = _compare(x, y)
        if full.score < 0.2 and min(len(take_apart(x).own), len(take_apart(y).own)) > 1:
            # «وزارة الداخلية» of both, the one at this government, the other at that
            return full
    return best


@lru_cache(maxsize=2048)
def _told(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms with most words of their own first; bare head nouns («الشركة») only where there is nothing else."""
    by_body: dict[Body, str] = {}
    for form in forms:
        by_body.setdefault(take_apart(form), form)
    named = {body: form for body, form in by_body.items() if not _bare_kind(body)} or by_body
    return tuple(form for _, form in sorted(named.items(), key=lambda item: (-len(item[0].own), item[1])))


@lru_cache(maxsize=2048)
def is_generic(forms: tuple[str, ...]) -> bool:
    """Is the body only named by words that every country's bodies bear («وزارة الداخلية», «الجيش»)?

    >>> is_generic(("وزارة الداخلية",)), is_generic(("وزارة الداخلية الأردنية",)), is_generic(("شركة «زهرة»",))
    (True, False, False)
    """
    bodies = [take_apart(form) for form in forms]
    return bool(bodies) and all(
        not b.countries and all(w == b.kind or w in _ordinary() or w in _kinds().values() for w in b.own)
        for b in bodies
    )


def _bare_kind(body: Body) -> bool:
    return body.own == (body.kind,) and not body.countries and not body.common


@lru_cache(maxsize=4096)
def _compare(x: str, y: str) -> Match:
    left, right = {e.id for e in known_bodies(x)}, {e.id for e in known_bodies(y)}
    if left & right:
        return Match(_KNOWN, (Ground("known-body", (x, y)),))
    a, b = take_apart(x), take_apart(y)
    if a.countries and b.countries and not a.countries & b.countries:
        return Match(0.02, (Ground("body-countries", (x, y)),))
    if a.seat and b.seat and not a.seat & b.seat:
        return Match(0.02, (Ground("body-seats", (x, y)),))
    names = _abbreviations().get(" ".join(_WORD.findall(fold(x))), frozenset())
    if " ".join(_WORD.findall(fold(y))) in names:
        return Match(_KNOWN, (Ground("abbreviation", (x, y)),))
    if left and right:
        return Match(0.03, (Ground("two-bodies", (x, y)),))
    if a.kind and b.kind and a.kind != b.kind and not _within(a, b) and not _within(b, a):
        return Match(0.1, (Ground("body-kinds", (x, y)),))
    if a.kind and a.kind == b.kind and (_bare_kind(a) or _bare_kind(b)) and a.kind not in _OF_A_STATE:
        return Match(0.25, (Ground("bare-noun", (x, y)),))
    share, extra = max(
        (_shared(x_own, y_own) for x_own, y_own in _readings(a, b)), key=lambda found: (found[0] >= _ALIKE, -found[1])
    )
    if share < _ALIKE:
        return _NO_MATCH
    score = 0.9 if a.countries == b.countries else 0.65
    if not a.countries and not b.countries and is_generic((x,)) and is_generic((y,)):
        # which country's, only the reports around them may tell
        score = 0.55
    differing = a.common ^ b.common
    if a.own == b.own == (a.kind,) and a.kind == b.kind and (differing or not (a.common or a.kind in _OF_A_STATE)):
        # «المحكمة» is any court
        return Match(0.1 if differing else 0.8 if a.countries & b.countries else 0.25, (Ground("bare-noun", (x, y)),))
    if a.common - b.common and b.common - a.common:
        return Match(0.1, (Ground("own-words-beside", (x, y)),))
    if extra:
        # «وزارة الاقتصاد والتجارة» is the ministry of the one and of the other
        score = 0.6 if a.kind == b.kind == "ministry" and extra == 1 else 0.3
    elif differing:
        score -= 0.15
    return Match(score * (0.5 + share / 2), (Ground("own-words", (x, y)),))


def _within(a: Body, b: Body) -> bool:
    return a.kind in b.own and b.kind in _DROPPED


def _readings(a: Body, b: Body) -> list[tuple[Sequence[str], Sequence[str]]]:
    """The own words, and with a kind that the other has among them: «خفر السواحل», «جهاز خفر السواحل»."""
    out: list[tuple[Sequence[str], Sequence[str]]] = [(a.own, b.own)]
    if a.kind and a.kind != b.kind:
        out.append(((a.kind, *a.own), b.own))
    if b.kind and a.kind != b.kind:
        out.append((a.own, (b.kind, *b.own)))
    return out


def _shared(a: Sequence[str], b: Sequence[str]) -> tuple[float, int]:
    """How alike the worst-matched own word of the shorter name is, and how many words the longer has beside."""
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return (1.0, 0) if not b else (0.0, len(b))
    joined = likeness("".join(a), "".join(b))
    if len(a) != len(b) and joined >= 0.95:
        return joined, 0
    free = list(b)
    worst = 1.0
    for word in a:
        best = max(free, key=lambda other: _word(word, other))
        worst = min(worst, _word(word, best))
        if worst < _ALIKE:
            return worst, len(b) - len(a)
        free.remove(best)
    return worst, len(free)


def _word(a: str, b: str) -> float:
    if a == b or a + "ا" == b or b + "ا" == a or a + "ي" == b or b + "ي" == a:
        # «أفريقي» and «أفريقيا», «نفط» and «نفطي»
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    # ordinary Arabic words aren't transliterated: one letter makes another word
    listed = a in _ordinary() and b in _ordinary()
    return 0.0 if listed else likeness(a, b, strict=len(a) < 4 and len(b) < 4)


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    """Stems of the words of institutions in the knowledge base that several of them share."""
    counts: dict[str, int] = {}
    for entry in gazetteer().entries:
        if entry.source == "institutions":
            for stem in {_stem(w) for name in entry.names for w in fold(name).split()}:
                counts[stem] = counts.get(stem, 0) + 1
    return frozenset(stem for stem, number in counts.items() if number > 1)

"""The words of time expressions, from the tables under `data/ar/times/`, and a cursor over a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from marsad.lexicon.tables import read_table, values
from marsad.text.tokens import Token
from marsad.text.views import fold

from .words import function_class, verb_readings

T = TypeVar("T")
_PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")


@lru_cache(maxsize=16_384)
def options(norm: str) -> tuple[tuple[int, str], ...]:
    """A folded word with ever more particles taken off: how many letters are skipped, and what is left.

    >>> options("للسبت")
    ((0, 'للسبت'), (1, 'السبت'), (1, 'لسبت'))
    """
    out = [(0, norm)]
    for prefix in ("لل", "ولل", "فلل"):
        if norm.startswith(prefix) and len(norm) > len(prefix) + 1:
            out.append((len(prefix) - 1, "ال" + norm[len(prefix) :]))
    for particle in _PARTICLES:
        # "باب" isn't "ب" and the month "آب"
        if norm.startswith(particle) and len(norm) > len(particle) + (1 if particle == "و" else 2):
            out.append((len(particle), norm[len(particle) :]))
    return tuple(out)


class Hit(NamedTuple, Generic[T]):
    """A phrase of a table found in a sentence; `skip` letters of its first token are particles."""

    value: T
    skip: int
    last: int


class Phrases(Generic[T]):
    """Phrases of a table, found by their first word; the longest wins."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in rows:
            words = tuple(fold(phrase).split())
            self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda item: -len(item[0]))

    def firsts(self) -> Iterable[str]:
        """The first words of all phrases."""
        return self._by_first

    def at(self, line: Line, i: int, particles: bool = True) -> Hit[T] | None:
        """The longest phrase at token `i`, with or without particles written onto it."""
        norm = line.norm(i)
        for skip, form in options(norm) if particles else ((0, norm),):
            for words, value in self._by_first.get(form, ()):
                if all(line.norm(i + k) == w for k, w in enumerate(words) if k):
                    return Hit(value, skip, i + len(words))
        return None


class Line:
    """A sentence under reading: tokens `first` to `last` (exclusive)."""

    def __init__(self, tokens: list[Token], first: int, last: int, source: str = "") -> None:
        self.tokens, self.first, self.last, self.source = tokens, first, last, source

    def norm(self, i: int) -> str:
        """The folded word, empty outside the sentence."""
        return self.tokens[i].norm if self.first <= i < self.last else ""

    def touches(self, i: int) -> bool:
        """Is token `i` written onto the one before it?"""
        return self.first < i < self.last and self.tokens[i].start == self.tokens[i - 1].end

    def written(self, i: int) -> str:
        """The word as it stands in the source, diacritics and all."""
        return self.source[self.tokens[i].start : self.tokens[i].end]

    def bare(self, i: int) -> str:
        """The word without a conjunction or preposition, for looking at neighbours."""
        norm = self.norm(i)
        return norm[1:] if len(norm) > 3 and norm[0] in "وف" else norm


class Month(NamedTuple):
    """`sure` months can be nothing else; the others need a preposition, a day or a year beside them."""

    number: int
    hijri: bool
    sure: bool


class Feast(NamedTuple):
    hijri: bool
    month: int
    day: int
    days: int


class Season(NamedTuple):
    first: tuple[int, int]
    last: tuple[int, int]


class Unit(NamedTuple):
    name: str
    number: str


class NamedDay(NamedTuple):
    """The year of a day that everybody knows by its date, and the words that tell it from others of its date."""

    nouns: frozenset[str]
    near: frozenset[str]
    year: int


class Words:
    """All tables, folded once."""

    def __init__(self) -> None:
        def phrases(table: str, column: str, value: Callable[[dict[str, str]], T]) -> Phrases[T]:
            return Phrases((row[column], value(row)) for row in read_table(f"ar/times/{table}.tsv"))

        self.months = phrases(
            "months", "form", lambda r: Month(int(r["month"]), r["calendar"] == "hijri", r["sure"] == "yes")
        )
        self.weekdays = phrases("weekdays", "form", lambda r: int(r["weekday"]))
        self.units = {fold(r["form"]): Unit(r["unit"], r["number"]) for r in read_table("ar/times/units.tsv")}
        self.modifiers = {fold(r["form"]): r["direction"] for r in read_table("ar/times/modifiers.tsv")}
        self.parts = phrases("parts_of_day", "form", lambda r: r["form"])
        self.deictics = phrases("deictics", "phrase", lambda r: int(r["days"]))
        self.edges = {fold(r["form"]): r["edge"] for r in read_table("ar/times/edges.tsv")}
        self.feasts = phrases(
            "feasts", "phrase",
            lambda r: Feast(r["calendar"] == "hijri", int(r["month"]), int(r["day"]), int(r["days"])),
        )  # fmt: skip
        self.decades = {fold(r["form"]): int(r["decade"]) for r in read_table("ar/times/decades.tsv")}
        self.seasons = {
            fold(r["form"]): Season(
                (int(r["first_month"]), int(r["first_day"])), (int(r["last_month"]), int(r["last_day"]))
            )
            for r in read_table("ar/times/seasons.tsv")
        }
        self.cues = {fold(r["form"]): r["direction"] for r in read_table("ar/times/cues.tsv")}
        self.year_nouns = frozenset(fold(r["noun"]) for r in read_table("ar/times/year_nouns.tsv"))
        self.named_days = {
            (int(r["month"]), int(r["day"])): NamedDay(
                frozenset(fold(w) for w in values(r["nouns"])), frozenset(fold(w) for w in values(r["near"])),
                int(r["year"]),
            )
            for r in read_table("ar/times/named_days.tsv")
        }  # fmt: skip
        self.contexts: dict[tuple[str, str, str], str] = {}
        for row in read_table("ar/times/contexts.tsv"):
            self.contexts[(fold(row["form"]), row["where"], row["bars"])] = row["kind"]


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read at first use."""
    return Words()


_FUTURE_VERB = re.compile("[وف]?س[يت]\\w{2,}$")
_NO_VERB = re.compile(
    "[وف]?س(?:ي(?:اس|ار|اد|اق|ناء|نما|طر(?:$|ت|ه|وا)|ول|ره|رت|ده|دن|رغي|ناري|رجي|ون|مون|سي|ف$)"
    "|ت(?:ي|وكهولم|ار|ون|يفن|اد|ه$|ه[مناي]|ميه|ر[اوي])|[يت](?:\\w?و|(?!حيا)\\w+ا)$)"
)
"""Nouns and names that begin like a verb of the future, some of them known by their ends: «ستامبا», «سينو»."""
_DEADLINES = frozenset({"قبل", "حلول", "بحلول"})
_PLANNED = frozenset({"مقرر", "مرتقب", "منتظر", "مزمع", "متوقع"})
"""Adjectives right before the day of what they say is planned."""
_NOT_HELD = 4
"""Tokens before one among which «لم» says that the day has passed: «لم تعقد الجلسة المقررة الأحد»."""
_NO_VERB_BEHIND = frozenset({"في", "من", "الي", "عن", "علي", "قرب"})
"""Behind these stands a name that begins like a verb of the future: «في سيشل»."""
_IN = frozenset({"في", "خلال", "شهر", "مطلع", "منتصف", "اواخر", "اوائل", "نهايه", "بدايه"})
_UNTIL = frozenset({"الي", "حتي", "قبل", "بعد"})
_AIMS = frozenset({"الي", "علي", "عن", "ان"})
"""Words behind a verb of the past that open what is meant for later."""
_PLEDGES = frozenset({"وعد", "تعهد", "دعا", "قرر"})
"""Verbs whose aim lies ahead."""
_PRONOUN = 3
"""Letters of a particle with a pronoun, which is no aim: «بها»."""
_IF = frozenset({"اذا", "لو"})
_WAS = frozenset({"كان", "كانت", "كانا", "كانتا", "كانوا"})
_HAD = 4
"""Tokens from "was" to "had", who had done it between."""
_VERB_NEAR = 6
"""Tokens before a date among which a verb of the past says that it is over."""
_REACH = 18
"""Tokens: a verb further away says nothing about a date."""


def is_future(line: Line, i: int) -> bool:
    """Does the nearest verb or particle before token `i` speak of the future?"""
    cues = words().cues
    before = i - 1 - (words().parts.at(line, i - 1) is not None)
    before -= line.norm(before) in ("يوم", "منتصف")
    if line.bare(before) in _DEADLINES:
        return True
    planned = line.bare(before).removeprefix("ال").removesuffix("ه") in _PLANNED
    if planned and not any(line.bare(k) == "لم" for k in range(max(line.first, before - _NOT_HELD), before)):
        # «القمة المقررة الأحد»
        return True
    aimed = False
    for at in range(i - 1, max(line.first, i - _REACH) - 1, -1):
        norm = line.norm(at)
        if norm in ";.":
            break
        if aimed and _pledges(norm):
            return True
        aimed = aimed or norm in _AIMS or (norm.startswith("ب") and len(norm) > _PRONOUN)
        direction = cues.get(norm) or cues.get(line.bare(at))
        if direction:
            return direction == "future" and line.bare(at - 1) != "لم"
        if _will(line, at):
            return True
        if at >= i - _VERB_NEAR and past(norm):
            return False
    return line.bare(before) == "حتي"


@lru_cache(maxsize=64)
def _pledges(norm: str) -> bool:
    """«دعا إلى اعتصام الأحد», «وعد بلقائهم الاثنين»: a verb whose aim lies ahead."""
    return any(lemma in _PLEDGES for lemma, _, _, _ in verb_readings(norm))


def _will(line: Line, at: int) -> bool:
    """Is token `at` a verb of the future, and no name that begins like one: «سيعقد»?"""
    norm = line.norm(at)
    if not _FUTURE_VERB.match(norm) or _NO_VERB.match(norm):
        return False
    # «لا سيشيليا» is an outlet where it stands in quotation marks
    quoted = line.norm(at + 1) == '"' and '"' in (line.norm(at - 1), line.norm(at - 2))
    return not quoted and line.bare(at - 1) not in _NO_VERB_BEHIND


def _was(line: Line, at: int) -> bool:
    """«كانت المحكمة قد برأته»: does "was" stand before "had"?"""
    return any(line.bare(k) in _WAS for k in range(max(line.first, at - _HAD), at))


def is_over(line: Line, i: int) -> bool:
    """«أدانتها في شباط», «دخلت قوة المنطقة في مايو», «كانت قد أوقفت أمه في مايو», «مغلقة منذ يناير»: it was then."""
    before = i - 1
    if line.norm(before) in _UNTIL:
        return False
    while before > line.first and line.norm(before) in _IN:
        before -= 1
    near = range(before, max(line.first, i - _VERB_NEAR) - 1, -1)
    if line.bare(before) == "منذ":
        return not any(_will(line, at) for at in near)
    aimed = False
    for at in near:
        norm = line.norm(at)
        if norm in ";.:,":
            return False
        if norm == "قد" and (past(line.norm(at + 1), ended=False) or _was(line, at)):
            return True
        if not norm.endswith("ه") and past(line.bare(at), ended=at < before):
            # «اتفقا على موعد في سبتمبر», «وعد بزيارة في مايو»: what a preposition aims at may be to come
            return not aimed and line.bare(at - 1) not in _IF
        aimed = aimed or norm in _AIMS or norm[:1] in "بل"
    return False


@lru_cache(maxsize=128)
def past(norm: str, ended: bool = True) -> bool:
    """A verb of the past, and, unless not `ended`, no noun («عقد»): «وزعها», «سلمت», «أطلقوا»."""
    found = verb_readings(norm) if norm else ()
    if not found or function_class(norm) is not None:
        return False
    # «جلسة» and «قضيتهم» may be read as verbs with a pronoun
    sure = not ended or (norm.endswith(("ت", "وا", "ها")) and not norm.endswith("تها"))
    return sure and all(form.tense == "past" for _, form, _, _ in found)


_NAMED_NEAR = 8
"""Tokens before a day among which it is told what it is known for."""


def named_year(line: Line, i: int, month: int, day: int) -> int | None:
    """«هجوم السابع من أكتوبر»: the year of a day known by its date, where the words before token `i` mean it."""
    known = words().named_days.get((month, day))
    if known is None:
        return None
    if any(form in known.nouns for _, form in options(line.norm(i - 1))):
        return known.year
    before = {form for k in range(max(line.first, i - _NAMED_NEAR), i) for _, form in options(line.norm(k))}
    # «هجوم حماس في 7 أكتوبر», «هجومها على البلدة في 7 أكتوبر»
    attack = known.nouns & (before | {form.removesuffix("ها") for form in before})
    return known.year if attack and known.near & before else None


def barred(line: Line, first: int, last: int, what: str) -> str:
    """Why the words around tokens `first` to `last` make a name or title of them, or no day ("" if they don't)."""
    contexts = words().contexts
    before = line.norm(first - 1)
    for _, form in options(before):
        if kind := contexts.get((form, "before", what)):
            return kind
    if line.norm(last) == '"' and any(line.norm(k) == '"' for k in range(first - 3, first)):
        return "name"  # an outlet or party: "القاش اليوم"
    return contexts.get((line.norm(last), "after", what), "")

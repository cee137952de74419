"""Which expression says when an event happened: the second reading's word weighed against where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from marsad.analysis.attributions.cues import cue_verb
from marsad.analysis.events import STATEMENT_TYPES
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.model.record import Time
from marsad.reader.model import Marked
from marsad.reader.votes import WHEN, Row, chances
from marsad.text.views import fold

from .words import between_words

CLASSES: Final = ("none", "when")
_FLOOR: Final = 0.02
_DISTANCES: Final = (2, 4, 8, 16, 32)
_SAYING: Final = 12
"""Tokens before a time among which «وفق ما أعلنت» stands."""
_AS_TOLD: Final = frozenset(fold(w) for w in ("حسبما", "وفقما", "بحسبما"))
_WHAT: Final = frozenset(fold(w) for w in ("ما", "لما"))
_AS: Final = frozenset(fold(w) for w in ("وفق", "وفقا", "بحسب", "حسب", "على"))
_LONG_AGO: Final = 60
"""Days before publication from which on a time is background."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression in words of the model."""

    first: int
    last: int
    time: Time


def features(
    reading: Reading, marked: Marked, kind: str, word: int, tokens: Sequence[int], found: Sequence[Placed],
    published: int | None, told: Sequence[int],
) -> list[Row]:  # fmt: skip
    """What speaks for each expression in the window of an event told by word `word`.

    `tokens` maps words to tokens, `published` is the day of publication as an ordinal, `told` the words that tell
    events.
    """
    sentence = reading.sentence_of(tokens[word])
    here = [p for p in found if sentence.first <= tokens[p.first] < sentence.last]
    flags = marked.flags("aux")
    aux = next((a for a in ("future", "historical", "negation") if flags[a] >= 0.5), "plain")
    best = max(found, key=lambda p: marked.chance("when", p.first, p.last), default=None)
    out: list[Row] = []
    for p in found:
        inside = p in here
        side = "after" if p.first > word else "before"
        low, high = sorted((tokens[p.first], tokens[word]))
        between = [t.norm for t in reading.tokens[low + 1 : high]]
        far = bisect_right(_DISTANCES, abs(p.first - word))
        age = _age(p.time, published)
        row: Row = {"when": log(marked.chance("when", p.first, p.last) + _FLOOR)}
        for name in (
            "bias", f"best {p is best}", f"here {inside} {side}", f"far {far} {side}",
            f"alone {inside and len(here) == 1}",
            f"age {age} {aux}", f"age {age}", f"comma {',' in between} {side}", f"grain {p.time.granularity}",
            f"events between {between_words(told, word, p.first)} {side}",
            f"type {kind}", f"nearest {inside and p is min(here, key=lambda o: abs(o.first - word))}",
            f"other words told {sum(o.first > min(p.first, word) and o.first < max(p.first, word) for o in found)}",
        ):  # fmt: skip
            row[name] = 1.0
        out.append(row)
    return out


def _age(time: Time, published: int | None) -> str:
    """Is it before, about or after publication, or not known?"""
    from datetime import date

    if published is None or not time.earliest or not time.latest:
        return "open"
    first, last = (date.fromisoformat(day[:10]).toordinal() for day in (time.earliest, time.latest))
    return "ahead" if first > published else "long ago" if last < published - _LONG_AGO else "near"


def dates_the_saying(reading: Reading, token: int, at: int) -> bool:
    """«قُتل ثلاثة، وفق ما أعلنت الشرطة الخميس»: does the time at `at` say when the event at `token` was told?"""
    tokens = reading.tokens
    for k in range(at - 2, max(token, at - _SAYING), -1):
        if not tokens[k].norm[0].isalnum():
            return False
        as_told = tokens[k].norm in _AS_TOLD or (tokens[k].norm in _WHAT and tokens[k - 1].norm in _AS)
        if as_told and cue_verb(tokens[k + 1].norm) is not None:
            return True
    return False


def may_date(reading: Reading, kind: str, token: int, at: int) -> bool:
    """May the time at `at` say when the event at `token` happened, for all that stands between?

    What is said is said in its sentence's own time, nothing is dated ahead by another sentence, and what somebody did
    is not of the day in a clause on somebody else: «استقبل الوزير السفير الذي وصل الثلاثاء».
    """
    sentence = reading.sentence_of(token)
    if not sentence.first <= at < sentence.last:
        return at < token and kind not in STATEMENT_TYPES
    if at < token:
        return True
    between = [t.norm for t in reading.tokens[token + 1 : at]]
    which = next((k for k in range(len(between) - 1, -1, -1) if function_class(between[k]) == "relative"), None)
    if which is None or "," in between[which:]:
        return True
    # «قمة البحيرات التي ترأسها الوزير الثلاثاء»: the clause may be on what a noun tells
    verb = any(r.kind == "verb" for r in readings_as(reading, token, kind))
    return not verb and "," not in between[:which]


def choose(
    reading: Reading, marked: Marked, kind: str, word: int, tokens: Sequence[int], found: Sequence[Placed],
    published: int | None, told: Sequence[int], least: float,
) -> tuple[Time | None, float]:  # fmt: skip
    """The expression that most probably says when, none if all are less probable than `least`."""
    rows = features(reading, marked, kind, word, tokens, found, published, told)
    table = marked.model.vote(WHEN)
    sure = [chances(row, table, len(CLASSES))[1] for row in rows]
    best = max(range(len(sure)), key=sure.__getitem__, default=None)
    if best is None or sure[best] < least:
        return None, 0.0
    return found[best].time, sure[best]

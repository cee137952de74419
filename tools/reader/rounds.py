"""What one round of training reads: which reports, and of some only a few sentences.

A report whose sentences always come whole teaches that a short text tells nothing: of single sentences the reader found
half the events that it found in the same sentences joined. So a share of the reports is read by the piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Final

from .data import Example, Marked, Span

WEIGHTS: Final = (("w13", 0.8), ("w20", 1.2), ("w27", 1.1), ("w29", 2.0), ("w99", 3.0))
"""How often the reports of writers before the one named are drawn: later batches are closer to what is read."""
PIECES: Final = 0.3
"""Share of the reports of which only a piece is read."""
_SIZES: Final = (1, 1, 2, 2, 3, 4)
"""Sentences of a piece."""
_LEAST_WORDS: Final = 6
_MOST: Final = 0.8
"""Share of a report above which a piece of it is no piece."""


def drawn(data: Sequence[Example], size: int, rng: Random) -> list[Example]:
    """`size` different reports, those of later batches more often."""
    weight = {ex.id: next(w for end, w in WEIGHTS if ex.id < end) for ex in data}
    return sorted(data, key=lambda ex: rng.random() ** (1 / weight[ex.id]), reverse=True)[:size]


def piece(ex: Example, rng: Random, share: float = PIECES) -> Example:
    """The report, or with probability `share` a run of its sentences that cuts no name and no claimed passage."""
    if rng.random() >= share:
        return ex
    size, sentences = rng.choice(_SIZES), ex.sentence[-1] + 1
    if sentences <= size + 1:
        return ex
    begin = rng.randrange(sentences - size + 1)
    low, high = _grown(ex, *_words(ex, begin, begin + size - 1))
    if high - low < _LEAST_WORDS or high - low > len(ex.words) * _MOST:
        return ex
    return replace(
        ex,
        words=ex.words[low:high],
        sentence=[n - ex.sentence[low] for n in ex.sentence[low:high]],
        named=_cut(ex.named, low, high),
        described=_cut(ex.described, low, high),
        backs=_cut(ex.backs, low, high),
        titles=_cut(ex.titles, low, high),
        contents=_cut(ex.contents, low, high),
        times=[],
        triggers={n - low: kind for n, kind in ex.triggers.items() if low <= n < high},
        told={n - low: kinds for n, kinds in ex.told.items() if low <= n < high},
        marked=[_within(m, low, high) for m in ex.marked if low <= m.marks[0] and m.marks[1] <= high],
        lexical={n - low: kinds for n, kinds in ex.lexical.items() if low <= n < high},
        swaps=[(n - low, letters, pool, form) for n, letters, pool, form in ex.swaps if low <= n < high],
    )


def _words(ex: Example, begin: int, end: int) -> tuple[int, int]:
    """The words of sentences `begin` to `end` (inclusive)."""
    return (
        next(n for n, s in enumerate(ex.sentence) if s >= begin),
        next((n for n, s in enumerate(ex.sentence) if s > end), len(ex.words)),
    )


def _grown(ex: Example, low: int, high: int) -> tuple[int, int]:
    """Whole sentences until nothing that is labelled lies across an end."""
    spans = [(s.first, s.last) for s in (*ex.contents, *ex.named, *ex.described)] + [m.marks for m in ex.marked]
    while across := [s for s in spans if s[0] < high and low < s[1] and not (low <= s[0] and s[1] <= high)]:
        first, last = across[0]
        low, high = _words(ex, ex.sentence[min(first, low)], ex.sentence[max(last, high) - 1])
    return low, high


def _cut(spans: Sequence[Span], low: int, high: int) -> list[Span]:
    return [replace(s, first=s.first - low, last=s.last - low) for s in spans if low <= s.first and s.last <= high]


def _within(m: Marked, low: int, high: int) -> Marked:
    return replace(
        m,
        marks=(m.marks[0] - low, m.marks[1] - low),
        window=(max(m.window[0], low) - low, min(m.window[1], high) - low),
        who=_cut(m.who, low, high),
        where=_cut(m.where, low, high),
        hops=_cut(m.hops, low, high),
        loose={head: {n - low for n in words if low <= n < high} for head, words in m.loose.items()},
    )

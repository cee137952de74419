"""Lines that aren't part of the report: share, follow, "read also", comment prompts.

The phrases are data (`data/ar/boilerplate/phrases.tsv`). A phrase stands at the start of a
paragraph or is the whole of it, so that a sentence which merely uses the words is kept.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_table
from marsad.text.spans import Span
from marsad.text.tokens import Token
from marsad.text.views import fold

from .sentences import Sentence

_MARKS = frozenset("\"'([{-*|·•#>:.,!")
_LONGEST_PROMPT = 30
"""Words: a longer paragraph that begins like a prompt is prose."""


@lru_cache(maxsize=1)
def _phrases() -> tuple[dict[str, list[tuple[str, ...]]], frozenset[tuple[str, ...]]]:
    starts: dict[str, list[tuple[str, ...]]] = {}
    wholes: set[tuple[str, ...]] = set()
    for row in read_table("ar/boilerplate/phrases.tsv"):
        words = tuple(fold(row["phrase"]).split())
        if row["where"] == "whole":
            wholes.add(words)
        else:
            starts.setdefault(words[0], []).append(words)
    return starts, frozenset(wholes)


def boilerplate(text: str, tokens: list[Token], parts: list[Sentence]) -> tuple[list[Span], set[int]]:
    """The spans of boilerplate paragraphs, and the indexes of their sentences."""
    starts, wholes = _phrases()
    spans: list[Span] = []
    skipped: set[int] = set()
    by_paragraph: dict[int, list[Sentence]] = {}
    for part in parts:
        by_paragraph.setdefault(part.paragraph, []).append(part)
    for group in by_paragraph.values():
        first, last = group[0].first, group[-1].last
        words = [t.norm for t in tokens[first : min(last, first + _LONGEST_PROMPT + 40)] if t.norm not in _MARKS]
        if not words or len(words) > _LONGEST_PROMPT:
            continue
        if tuple(words) in wholes or any(tuple(words[: len(p)]) == p for p in starts.get(words[0], ())):
            spans.append(Span(tokens[first].start, tokens[last - 1].end))
            skipped.update(p.index for p in group)
    return spans, skipped

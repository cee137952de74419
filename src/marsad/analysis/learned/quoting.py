"""Somebody's words in marks are one passage, over as many sentences as they run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from marsad.analysis.attributions.content import quoted_end
from marsad.analysis.reading import Reading
from marsad.reader.model import WordSpan

if TYPE_CHECKING:
    from .words import WordMap

_SHORTEST: Final = 4
"""Tokens of one of the sentences between two marks, one mark among them; shorter ones are rather titles."""


def quotations(reading: Reading) -> Iterator[tuple[int, int]]:
    """The tokens of the marks around every quotation of more than one sentence that stands in one line.

    Marks that are the same at both ends count where the line has an even number of them.
    """
    tokens, sentences = reading.tokens, reading.sentences
    k = 0
    while k < len(sentences):
        line = [k]
        while line[-1] + 1 < len(sentences) and sentences[line[-1] + 1].paragraph == sentences[k].paragraph:
            line.append(line[-1] + 1)
        first, last = sentences[k].first, sentences[line[-1]].last
        marks = [i for i in range(first, last) if tokens[i].norm == '"']
        straight = [i for i in marks if reading.text[tokens[i].start] == '"']
        behind = first
        for mark in marks if len(straight) % 2 == 0 else ():
            end = quoted_end(reading, mark, last) if mark >= behind else None
            if end is None:
                continue
            behind = end + 1
            if _long(reading, mark, end):
                yield mark, end
        k = line[-1] + 1


def _long(reading: Reading, first: int, last: int) -> bool:
    inside = [s for s in reading.sentences if s.first <= last and first < s.last]
    return len(inside) > 1 and all(min(last + 1, s.last) - max(first, s.first) >= _SHORTEST for s in inside)


def whole(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """The passages, those within one quotation of several sentences as one: «قال: «| لا نخاف. | سنعود غدا.»»."""
    out = list(contents)
    for opening, closing in quotations(at.reading):
        first, last = at.word[opening], at.word[closing]
        inside = [s for s in out if s.first <= last and first < s.last <= last + 1]
        if not inside:
            continue
        # «إن الجيش «باق هنا. | ولن يرحل»»: what leads to the marks is said too
        begins = min(first + 1, inside[0].first)
        sure = max(s.confidence for s in inside)
        one = inside[0]._replace(first=begins, last=last, confidence=sure)
        n = out.index(inside[0])
        out = [s for s in out if s not in inside]
        out.insert(n, one)
    return out

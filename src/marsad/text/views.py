"""Normalised views of a text that remember where every character came from.

Matching happens on a view, spans are given in the source: pySBD and CAMeL Tools
normalise in place and lose the offsets, which is what this module is for.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from . import characters as ch
from .spans import Span

_EXPANDING = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e\u2160-\u217f]")

_BELONGING = ch.DIACRITICS | {ch.TATWEEL}


@lru_cache(maxsize=1)
def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(c): None for c in ch.DROPPED}
    for mapping in (ch.HAMZA_FORMS, ch.LETTER_FORMS, ch.DIGITS, ch.QUOTES, ch.DASHES, ch.SPACES, ch.OTHER):
        table.update({ord(k): v for k, v in mapping.items()})
    # a lone surrogate has no UTF-8 form, which the pattern index needs
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    return table


@dataclass(frozen=True, slots=True)
class View:
    """A normalised text and the source offset of each of its characters."""

    source: str
    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> Span:
        """The span of the source that `text[start:end]` came from.

        Diacritics and tatweel that follow the last character belong to it.

        >>> folded("كِتَـاب").span(0, 4)
        Span(start=0, end=7)
        """
        last = self.offsets[end - 1] + 1
        source = self.source
        while last < len(source) and source[last] in _BELONGING:
            last += 1
        return Span(self.offsets[start], last)


def _fold_chars(text: str) -> str:
    folded_text = text.translate(_folding())
    lowered = folded_text.lower()
    # a few capitals grow when lowered (İ); a view keeps one character for one
    return (
        lowered
        if len(lowered) == len(folded_text)
        else "".join(low if len(low := c.lower()) == 1 else c for c in folded_text)
    )


def fold(text: str) -> str:
    """The form in which spelling variants of a word are equal.

    Hamza carriers, alef maqsura, ta marbuta, diacritics, tatweel, digits, quotes and case.

    >>> fold("إفكوروف، الكُفْرَة ١٢")
    'افكوروف, الكفره 12'
    """
    return folded(text).text if _EXPANDING.search(text) else _fold_chars(text)


def folded(source: str) -> View:
    """The view on which all lexicons and rules match. Linear in the length of the source."""
    dropped = ch.DROPPED
    if not _EXPANDING.search(source):
        offsets = array("I", (i for i, c in enumerate(source) if c not in dropped))
        return View(source, _fold_chars(source), offsets)
    pieces: list[str] = []
    offsets = array("I")
    for i, c in enumerate(source):
        # presentation forms and ligatures become their letters: one source character, several of the view
        wide = unicodedata.normalize("NFKC", c) if _EXPANDING.match(c) else c
        piece = _fold_chars(wide)
        pieces.append(piece)
        offsets.extend([i] * len(piece))
    return View(source, "".join(pieces), offsets)

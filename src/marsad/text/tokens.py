"""Words and punctuation of a view."""

from __future__ import annotations

import re
from typing import NamedTuple

from .views import View

# a number with its separators, a word (letters, with inner apostrophe), or one mark
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\n|[^\w\s]|_")


class Token(NamedTuple):
    """One word, number or mark. `start` and `end` are offsets of the source."""

    index: int  # type: ignore[assignment]
    start: int
    end: int
    norm: str
    """The folded form (see `views.fold`)."""
    at: int
    """Where it starts in the view."""
    is_word: bool

    @property
    def is_number(self) -> bool:
        return self.norm[0].isdigit()


def tokens(view: View) -> list[Token]:
    """All tokens of a view in order; line breaks are tokens too."""
    offsets, source = view.offsets, view.source
    out: list[Token] = []
    for index, m in enumerate(_TOKEN.finditer(view.text)):
        start, end = m.start(), m.end()
        if end - start == 1 and not m[0].isalpha():
            first, last = offsets[start], offsets[start] + 1
        else:
            span = view.span(start, end)
            first, last = span.start, span.end
        out.append(Token(index, first, last, m[0], start, m[0][0].isalpha()))
    assert len(source) >= (out[-1].end if out else 0)
    return out

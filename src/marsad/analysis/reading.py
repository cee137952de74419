"""One report while it is read: its view, tokens and sentences, which all layers share.

A `Reading` is made once and never changed; layers take it and what layers before them found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from marsad.model.document import Document
from marsad.text.spans import Span
from marsad.text.tokens import Token, tokens
from marsad.text.views import View, folded

from .boilerplate import boilerplate
from .sentences import Sentence, sentences


@dataclass(frozen=True)
class Reading:
    """The document with everything that can be said of its surface."""

    document: Document
    view: View
    tokens: list[Token]
    sentences: list[Sentence]
    boilerplate: list[Span]
    _skipped: frozenset[int] = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> Reading:
        """Read a document's surface. Linear in the text's length; survives any Unicode text."""
        view = folded(document.text)
        words = tokens(view)
        parts = sentences(words)
        spans, skipped = boilerplate(document.text, words, parts)
        return cls(document, view, words, parts, spans, frozenset(skipped))

    @property
    def text(self) -> str:
        """The original text."""
        return self.document.text

    @cached_property
    def body(self) -> list[Sentence]:
        """The sentences that belong to the report: boilerplate left out."""
        return [s for s in self.sentences if s.index not in self._skipped]

    @cached_property
    def norms(self) -> frozenset[str]:
        """All folded words of the report."""
        return frozenset(t.norm for t in self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    @cached_property
    def _view_starts(self) -> list[int]:
        return [t.at for t in self.tokens]

    def token_at_view(self, at: int) -> int:
        """Index of the token that covers or follows offset `at` of the view."""
        i = bisect_right(self._view_starts, at) - 1
        return max(i, 0)

    def token_at(self, offset: int) -> int:
        """Index of the token that covers offset `offset` of the source, or the one before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """First and last (exclusive) token that overlap the source span."""
        first = self.token_at(start)
        if self.tokens and self.tokens[first].end <= start:
            first += 1
        return first, max(bisect_left(self._starts, end), first)

    def span(self, first: int, last: int) -> Span:
        """The source span of tokens `first` to `last` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [s.first for s in self.sentences]

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[max(bisect_right(self._sentence_firsts, token) - 1, 0)]

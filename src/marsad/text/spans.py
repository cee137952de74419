"""Where something stands in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of the original text (never bytes, tokens or normalised text).

    A span may start inside a written word: in "وببنغازي" the name starts after two particles.

    >>> Span(2, 8).text("وببنغازي")
    'بنغازي'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"no span from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def text(self, source: str) -> str:
        """The words that stand there."""
        return source[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Does the other lie within this one (or equal it)?"""
        return self.start <= other.start and other.end <= self.end

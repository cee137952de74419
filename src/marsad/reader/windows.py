"""How far around a marked event or passage the second reading looks. The same in training as at run time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

LONGEST_EVENT = 56
LONGEST_CONTENT = 60
"""Words."""
_LEAD = 36
"""Words of a longer sentence that are kept before the mark."""


class Borders:
    """First words of the sentences, given the sentence of every word."""

    def __init__(self, sentence: Sequence[int]) -> None:
        changes = [n for n, (a, b) in enumerate(pairwise(sentence), 1) if a != b]
        self.firsts = [0, *changes] if sentence else []
        self.size = len(sentence)
        self.number = [0] * self.size
        for index, (a, b) in enumerate(pairwise([*self.firsts, self.size])):
            self.number[a:b] = [index] * (b - a)

    def last(self, index: int) -> int:
        """The word behind sentence `index`."""
        return self.firsts[index + 1] if index + 1 < len(self.firsts) else self.size

    def around(self, first: int, last: int, longest: int) -> tuple[int, int]:
        """The words to read when words `first` to `last` (exclusive) are marked.

        The sentences marked and, as long as there is room, up to two before and, for room left, the next one.
        """
        low, high = self.number[first], self.number[last - 1]
        start, end = self.firsts[low], self.last(high)
        if end - start > longest:
            start = max(start, first - _LEAD)
            return start, min(end, start + longest)
        for before in range(low - 1, max(low - 3, -1), -1):
            if end - self.firsts[before] > longest:
                break
            start = self.firsts[before]
        if high + 1 < len(self.firsts) and self.last(high + 1) - start <= longest:
            end = self.last(high + 1)
        return start, end

    def event(self, at: int) -> tuple[int, int]:
        """Words read for an event told by word `at`."""
        return self.around(at, at + 1, LONGEST_EVENT)

    def content(self, first: int, last: int) -> tuple[int, int]:
        """Words read for a claimed passage."""
        return self.around(first, last, LONGEST_CONTENT)

"""All mentions of a report in words of the model, and which of them the second reading means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.reader.model import Marked, WordSpan

from .words import WordMap

_EXACT: Final = 0.5
"""What the agreement of a mention with a marked span counts, beside the probability of its words."""


@dataclass(slots=True)
class Spot:
    """A mention of an entity in words of the model."""

    first: int
    last: int
    item: Found | Candidate


@dataclass(slots=True)
class Pick:
    """A mention that plays a part, with the part's probability."""

    value: float
    label: str
    spot: Spot


class Spots:
    """Mentions in order of the text: names, descriptions (also those around a name), references back."""

    def __init__(self, at: WordMap, table: EntityTable) -> None:
        self.at = at
        self.table = table
        self.speakers = Speakers(at.reading, table)
        out: list[Spot] = []
        covered: set[int] = set()
        tokens = at.reading.tokens
        for i in range(len(tokens)):
            for last, item in table.starting_at(i):
                place = at.words(i, last)
                if place is not None:
                    covered.update(range(i, last))
                    out.append(Spot(*place, item))
        for i in at.tokens:
            if i not in covered and tokens[i].is_word and (entity := self.speakers.refer_back(i)) is not None:
                out.append(Spot(at.word[i], at.word[i] + 1, entity))
        self.all = sorted(out, key=lambda s: (s.first, -s.last))
        self._firsts = [s.first for s in self.all]

    def entity(self, spot: Spot) -> Found:
        """Whom the mention means."""
        return self.table.entity(spot.item)

    def picks(
        self, marked: Marked, head: str, labels: Sequence[str], least: float,
        chance: Callable[[Spot, str], float] | None = None, leave: Callable[[Spot], bool] | None = None,
    ) -> list[Pick]:  # fmt: skip
        """The mentions in the window that play one of these parts, each entity once, the surest first.

        `chance` says how probably a mention plays a part; without it the second reading's own word is taken.
        Where mentions overlap the one that agrees best with the span that the model marks is taken.
        """
        spans = [s for s in marked.spans(head) if s.label in labels]
        scored: list[tuple[float, int, Pick]] = []
        for n, spot in enumerate(self.within(marked.window)):
            if leave is not None and leave(spot):
                continue
            values = [marked.chance(x, spot.first, spot.last) if chance is None else chance(spot, x) for x in labels]
            best = max(range(len(values)), key=values.__getitem__)
            if values[best] < least:
                continue
            fit = _EXACT * max((_agreement(spot, s) for s in spans if s.label == labels[best]), default=0.0)
            scored.append((values[best] + fit, n, Pick(values[best], labels[best], spot)))
        scored.sort(key=lambda x: (-x[0], x[1]))
        out: list[Pick] = []
        used: set[int] = set()
        seen: set[int] = set()
        for _, _, pick in scored:
            words = range(pick.spot.first, pick.spot.last)
            if not used.isdisjoint(words):
                continue
            used.update(words)
            entity = self.entity(pick.spot)
            if id(entity) not in seen:
                seen.add(id(entity))
                out.append(pick)
        return out

    def within(self, window: tuple[int, int]) -> Iterable[Spot]:
        """The mentions that lie in a window."""
        low, high = bisect_left(self._firsts, window[0]), bisect_left(self._firsts, window[1])
        return (s for s in self.all[low:high] if s.last <= window[1])


def _agreement(spot: Spot, span: WordSpan) -> float:
    shared = max(0, min(spot.last, span.last) - max(spot.first, span.first))
    return shared / (max(spot.last, span.last) - min(spot.first, span.first))

"""Everything of a report that its events are put together from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.events import Around
from marsad.analysis.times import infer_published
from marsad.model.record import Amount, Time
from marsad.reader.model import WordSpan

from .bounds import day_of
from .spots import Spots
from .when import Placed
from .words import Question, WordMap

TOLD_LEAST: Final = 0.5
"""How probably a word must tell an event for what stands behind it to be rather that event's."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything of a report that its events are put together from."""

    at: WordMap
    spots: Spots
    around: Around
    times: Sequence[Placed]
    published: int | None
    """The day of publication as an ordinal."""
    seen: int | None
    """The same, or where it isn't known the last day that the report tells as past."""
    titles: Sequence[WordSpan]
    """Offices, by the reader."""
    told: Sequence[int]
    """Words that probably tell an event."""

    @classmethod
    def of(
        cls, at: WordMap, spots: Spots, claims: Sequence[Claim], times: Sequence[Time], amounts: Sequence[Amount],
        published: str | None, titles: Sequence[WordSpan], questions: Sequence[Question],
    ) -> Scene:  # fmt: skip
        """With the times in words of the model."""
        placed = [
            Placed(*words, t) for t in times if (words := at.words(*at.reading.tokens_in(t.start, t.end))) is not None
        ]
        day, seen = (day_of(d) if d else None for d in (published, published or infer_published(at.reading)))
        around = Around(at.reading, claims, times, amounts)
        told = [q.word for q in questions if q.confidence >= TOLD_LEAST]
        return cls(at, spots, around, sorted(placed, key=lambda p: p.first), day, seen, titles, told)

    def claim(self, q: Question) -> Claim | None:
        """The claim that the word stands in."""
        token = self.at.tokens[q.word]
        return self.around.claim_at(self.at.reading.span(token, token + 1).start)

    def times_in(self, window: tuple[int, int]) -> list[Placed]:
        """The expressions of time in a window."""
        first = bisect_left(self.times, window[0], key=lambda t: t.first)
        last = bisect_left(self.times, window[1], key=lambda t: t.first)
        return list(self.times[first:last])

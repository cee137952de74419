"""The learned reader's proposals in the terms of the layers: candidates, claims, events.

The model says what stands where and who does what; names are still linked by the knowledge
base, times and amounts come from grammar, and every statement names the model and its
confidence as its reason. Where the model is silent the cascade's word stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Telling
from marsad.analysis.reading import Reading
from marsad.model.record import Amount, Time
from marsad.reader.model import Pages, ReaderModel

from .chains import claims
from .descriptions import descriptions
from .names import names
from .spots import Spots
from .tellings import tellings
from .words import Passage, Question, WordMap, passages, questions

__all__ = ["Learned"]


class Learned:
    """The model's reading of one report."""

    def __init__(self, reading: Reading, model: ReaderModel) -> None:
        self.map = WordMap(reading)
        words = [reading.text[reading.tokens[i].start : reading.tokens[i].end] for i in self.map.tokens]
        sentence = [reading.sentence_of(i).index for i in self.map.tokens]
        self.pages: Pages | None = model.read(words, sentence)
        self.questions: list[Question] = questions(self.map, self.pages) if self.pages else []
        self._passages: list[Passage] = passages(self.map, self.pages) if self.pages else []
        self._spots: Spots | None = None

    def names(self) -> list[Candidate]:
        """People, organizations and places."""
        return names(self.map, self.pages.named()) if self.pages else []

    def descriptions(self) -> list[Candidate]:
        """Groups and assets, among them those that take part in an event or speak."""
        return descriptions(self.map, self.pages, self.questions, self._passages) if self.pages else []

    def titles(self) -> list[tuple[int, int]]:
        """Token ranges of offices."""
        return [self.map.range(s.first, s.last) for s in self.pages.titles()] if self.pages else []

    def _mentions(self, table: EntityTable) -> Spots:
        if self._spots is None or self._spots.table is not table:
            self._spots = Spots(self.map, table)
        return self._spots

    def claims(self, table: EntityTable, publisher: str | None, cascade: Sequence[Claim]) -> list[Claim]:
        """Claims that the model sees, with the chain by its word; the cascade's chain where it gives none."""
        return claims(self.map, self._mentions(table), self._passages, publisher, cascade) if self.pages else []

    def events(
        self, table: EntityTable, found: Sequence[Claim], times: Sequence[Time], amounts: Sequence[Amount]
    ) -> list[Telling]:
        """Events that the model sees, before the tellings of one event are joined."""
        if self.pages is None:
            return []
        return tellings(self.map, self._mentions(table), self.questions, found, times, amounts)

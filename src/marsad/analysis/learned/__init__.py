"""The learned reader's proposals in the terms of the layers: candidates, claims, events.

The model says what stands where and who does what; names are still linked by the knowledge
base, times and amounts come from grammar, and every statement names the model and its
confidence as its reason. Where the model is silent the cascade's word stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Telling
from marsad.analysis.reading import Reading
from marsad.model.record import Amount, Time
from marsad.reader.model import Pages, ReaderModel
from marsad.text.spans import Span

from .antecedents import antecedents
from .chains import claims
from .descriptions import descriptions
from .misread import named
from .names import names
from .newswire import agreed
from .parties import parties
from .relatives import relatives
from .scene import Scene
from .sites import sites
from .spots import Spots
from .tellings import tellings
from .trust import trusted
from .words import Passage, Question, WordMap, passages, questions

__all__ = ["Learned"]


class Learned:
    """The model's reading of one report."""

    def __init__(self, reading: Reading, model: ReaderModel) -> None:
        self.map = WordMap(reading)
        words = [reading.text[reading.tokens[i].start : reading.tokens[i].end] for i in self.map.tokens]
        sentence = [s.index for s in reading.sentences for _ in range(s.first, s.last)]
        self.pages: Pages | None = model.read(words, sentence)
        self.questions: list[Question] = questions(self.map, self.pages) if self.pages else []
        self.passages: list[Passage] = passages(self.map, self.pages) if self.pages else []
        self._spots: Spots | None = None

    def names(self) -> list[Candidate]:
        """People, organizations and places."""
        if self.pages is None:
            return []
        newswire = self.pages.newswire()
        seen = agreed(self.map, names(self.map, named(self.map, self.pages.named()), newswire), newswire)
        return relatives(self.map.reading, seen)

    def descriptions(self) -> list[Candidate]:
        """Groups and assets, among them those that take part in an event or speak."""
        return descriptions(self.map, self.pages, self.questions, self.passages) if self.pages else []

    def trusted(self, found: Sequence[Found]) -> list[Found]:
        """The entities that are probably names."""
        return trusted(self.map, self.pages, found) if self.pages else list(found)

    def doubted(
        self, found: Sequence[Found], described: Sequence[Candidate], taken: Sequence[Span]
    ) -> list[Candidate]:  # fmt: skip
        """Participants and places of events that are none of the entities; `taken` are expressions of time."""
        if self.pages is None:
            return []
        doubted = parties(self.map, self.pages, self.questions, found, described)
        doubted += antecedents(self.map, self.questions, found, [*described, *doubted])
        return [*doubted, *sites(self.map, self.questions, found, taken)]

    def titles(self) -> list[tuple[int, int]]:
        """Token ranges of offices."""
        return [self.map.range(s.first, s.last) for s in self.pages.titles()] if self.pages else []

    def _mentions(self, table: EntityTable) -> Spots:
        if self._spots is None or self._spots.table is not table:
            self._spots = Spots(self.map, table)
        return self._spots

    def claims(self, table: EntityTable, publisher: str | None, cascade: Sequence[Claim]) -> list[Claim]:
        """Claims that the model sees; the cascade's reading is one of the voices that decide on the chain."""
        if self.pages is None:
            return []
        return claims(self._mentions(table), self.passages, self.questions, publisher, cascade)

    def events(
        self, table: EntityTable, found: Sequence[Claim], times: Sequence[Time], amounts: Sequence[Amount],
        published: str | None,
    ) -> list[Telling]:  # fmt: skip
        """Events that the model sees, before the tellings of one event are joined."""
        if self.pages is None:
            return []
        return tellings(self.scene(self._mentions(table), found, times, amounts, published), self.questions)

    def scene(
        self, spots: Spots, found: Sequence[Claim], times: Sequence[Time], amounts: Sequence[Amount],
        published: str | None,
    ) -> Scene:  # fmt: skip
        """Everything that the events are put together from."""
        titles = self.pages.titles() if self.pages is not None else []
        return Scene.of(self.map, spots, found, times, amounts, published, titles, self.questions)

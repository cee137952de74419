"""A stretch of the report that may name something, before the choice among rivals is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad.analysis.reading import Reading
from marsad.lexicon.gazetteer import Entry
from marsad.model.record import EntityType
from marsad.text.spans import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to `last` (exclusive); `span` leaves attached particles out.

    `aliases` are shorter spans inside that name the same thing ("نوفا" in «وكالة "نوفا" الإيطالية»).
    """

    first: int
    last: int
    span: Span
    type: EntityType
    by: str
    weight: int
    entries: tuple[Entry, ...] = ()
    aliases: tuple[Span, ...] = ()
    country: str | None = None
    sector: tuple[str, ...] = ()
    head: str = ""
    confidence: float | None = None
    placed: bool = False
    """A word before it («في», «مدينة») says that a place is meant."""

    def name(self, reading: Reading) -> str:
        """The words themselves, without quotes at the ends."""
        return self.span.text(reading.text)

    def lighter(self, by: int) -> Candidate:
        """The same with less weight."""
        return replace(self, weight=self.weight - by)


@dataclass(slots=True)
class Found:
    """One entity of the report while it is put together; `mentions` are token ranges with their spans."""

    type: EntityType
    name: str
    mentions: list[tuple[int, int, Span]] = field(default_factory=list)
    entry: Entry | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    by: str = ""
    confidence: float | None = None
    names: set[str] = field(default_factory=set)
    """Folded names, without article."""
    head: str = ""
    needed: bool = True
    """False for what is described: kept only where an event, a claim, a stance or an office needs it."""

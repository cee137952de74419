"""A document through all layers to its record."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.spelling import respelt
from marsad.model.document import Document
from marsad.model.record import (
    Alignment,
    Attribution,
    DateSource,
    Entity,
    Event,
    Interval,
    Mention,
    Position,
    Reason,
    Record,
    Relation,
)
from marsad.text.spans import Span

from .alignments import Stance, find_alignments
from .amounts import amounts
from .attributions import Claim, find_claims
from .entities import Found, describe, find_entities
from .entities.table import EntityTable
from .events import Telling, find_events, merge
from .events.denied import with_denials
from .events.scenes import go_on
from .learned import Learned
from .positions import Office, find_positions, learned_positions
from .reading import Reading
from .relations import Link, distinct, find_relations, group_relations
from .times import infer_published, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.reader.model import ReaderModel


class Analyser:
    """Reads reports. Make one and keep it: loading the lexicons and the tagger takes a second.

    `tagger=False` leaves the learned reader out: rules and lexicons alone, several times faster.
    """

    def __init__(self, *, tagger: bool = True) -> None:
        gazetteer()
        self._reader: ReaderModel | None = _load_reader() if tagger else None

    def analyze(self, document: Document, *, published_by: DateSource | None = None) -> Record:
        """The record of one report. Deterministic; never raises on any text.

        `published_by` says where the document's date came from; without a date, one is bounded
        from the text itself and marked as inferred.
        """
        # letters that the text leaves out are put back for all layers; what is quoted comes from the text itself
        reading = Reading.of(replace(document, text=respelt(document.text)))
        published = document.published
        source: DateSource | None = (published_by or "given") if published else None
        if published is None:
            inferred = infer_published(reading)
            if inferred is not None:
                source = "inferred"
        else:
            inferred = published
        told_times = times(reading, published)
        spans = [Span(t.start, t.end) for t in told_times]
        told_amounts = amounts(reading, spans)
        learned = Learned(reading, self._reader) if self._reader is not None else None
        names = learned.names() if learned else []
        found, described = find_entities(reading, spans, names, learned.descriptions() if learned else [])
        if learned:
            found = learned.trusted(found)
            described += learned.doubted(found, described, spans)
        table = EntityTable(reading, found, described)
        offices = learned_positions(reading, table, learned.titles()) if learned else find_positions(reading, table)
        links = find_relations(reading, table)
        stances = find_alignments(reading, table)
        claims = find_claims(reading, table, document.publisher)
        if learned is not None:
            claims = learned.claims(table, document.publisher, claims)
        if learned is not None:
            tellings = merge(learned.events(table, claims, told_times, told_amounts, published), reading)
        else:
            tellings = find_events(reading, table, claims, told_times, told_amounts, published)
        tellings = with_denials(reading, tellings, claims)
        go_on(reading, tellings, told_times, table.found)
        grouped = group_relations(table)
        table.found = _needed(table.found, offices, stances, claims, tellings, grouped)
        kept = {id(e) for e in table.found}
        links = distinct(x for x in (*links, *grouped) if id(x.subject) in kept and id(x.object) in kept)
        builder = _Builder(document.text, table, claims, {a.id: document.text[a.start : a.end] for a in told_amounts})
        return Record(
            id=document.id,
            title=document.title,
            publisher=document.publisher,
            published=published or inferred,
            published_by=source,
            url=document.url,
            language=_language(document.text),
            text=document.text,
            entities=builder.entities(),
            positions=tuple(builder.position(o) for o in offices),
            relations=tuple(builder.relation(x) for x in links),
            alignments=tuple(builder.alignment(s) for s in stances),
            times=tuple(told_times),
            amounts=tuple(told_amounts),
            attributions=tuple(builder.attribution(c) for c in claims),
            events=tuple(builder.event(n, e) for n, e in enumerate(tellings, 1)),
            boilerplate=tuple(Mention(s.start, s.end) for s in reading.boilerplate),
        )


@lru_cache(maxsize=1)
def _load_reader() -> ReaderModel:
    from marsad.reader.model import ReaderModel

    return ReaderModel()


def _needed(
    found: list[Found], offices: list[Office], stances: list[Stance], claims: list[Claim], tellings: list[Telling],
    grouped: list[Link],
) -> list[Found]:  # fmt: skip
    """Everything named; of what is described who speaks, takes part or holds an office, and units of named bodies."""
    told: list[Found | None] = [e for o in offices for e in (o.person, o.organization)]
    told += [e for s in stances for e in (s.subject, s.object)]
    told += [e for c in claims for e in c.chain]
    told += [e for t in tellings for e in (*t.actor, *t.recipient, *t.place, *t.origin)]
    told += [x.subject for x in grouped if x.relation == "part_of"]
    needed = {id(e) for e in told}
    return [e for e in found if e.needed or id(e) in needed]


def _when(e: Telling) -> str | Interval | None:
    """The expression that says when, or, where it says since or before when, the days from then on or until then."""
    if e.due is not None:
        return Interval(*e.due)
    if e.time is None:
        return None
    if e.until is not None and e.time.earliest is not None:
        return Interval(e.time.earliest, e.until)
    return e.time.id


def _language(text: str) -> str | None:
    from marsad.text.characters import is_arabic

    letters = [c for c in text[:20000] if c.isalpha()]
    if not letters:
        return None
    return "ar" if sum(map(is_arabic, letters)) * 4 >= len(letters) else None


def _mentions(spans: Iterable[Span]) -> tuple[Mention, ...]:
    return tuple(Mention(s.start, s.end) for s in sorted(set(spans)))


class _Builder:
    """Gives ids in order of the text and turns what the layers found into the record's types."""

    def __init__(self, text: str, table: EntityTable, claims: list[Claim], counted: Mapping[str, str]) -> None:
        self._counted = counted
        """The words of every amount, by its id."""
        self.text = text
        """As it arrived, while `table.reading` may hold it with letters put back."""
        self._read = table.reading.text
        order = sorted(
            (e for e in table.found if e.mentions), key=lambda e: min((m[2].start, m[2].end) for m in e.mentions)
        )
        self._order = order
        self._id = {id(e): f"E{n}" for n, e in enumerate(order, 1)}
        self._claim = {id(c): f"A{n}" for n, c in enumerate(claims, 1)}

    def entities(self) -> tuple[Entity, ...]:
        """All entities, ids E1, E2 … by first mention."""
        out: list[Entity] = []
        for e in self._order:
            e.mentions = sorted(set(e.mentions), key=lambda m: (m[2].start, -m[2].end))
            out.append(replace(describe(e, self._id[id(e)]), name=self._verbatim(e)))
        return tuple(out)

    def _verbatim(self, e: Found) -> str:
        """The name as the text spells it."""
        return next((s.text(self.text) for *_, s in e.mentions if s.text(self._read) == e.name), e.name)

    def ids(self, found: Iterable[Found]) -> tuple[str, ...]:
        """Ids of entities, each once."""
        return tuple(dict.fromkeys(self._id[id(e)] for e in found))

    def position(self, o: Office) -> Position:
        """An office."""
        organization = self._id[id(o.organization)] if o.organization is not None else None
        return Position(self._id[id(o.person)], o.span.text(self.text), organization, o.span.start, o.span.end, o.by)

    def relation(self, x: Link) -> Relation:
        """A relation."""
        return Relation(self._id[id(x.subject)], x.relation, self._id[id(x.object)], x.span.start, x.span.end, x.by)  # type: ignore[arg-type]

    def alignment(self, s: Stance) -> Alignment:
        """A stance."""
        return Alignment(
            self._id[id(s.subject)], self._id[id(s.object)], s.polarity, s.span.start, s.span.end, None, s.by
        )

    def attribution(self, c: Claim) -> Attribution:
        """A claim."""
        return Attribution(
            self._claim[id(c)],
            self.ids(c.chain),
            c.act,
            _mentions([c.cue]),
            _mentions([c.content]),
            c.distance,  # type: ignore[arg-type]
            c.by,
            c.confidence,
        )

    def _once(self, amounts: Sequence[str]) -> tuple[str, ...]:
        """Ids without those that say the same in the same words: a headline and the report both count."""
        kept: dict[str, str] = {}
        for ident in amounts:
            kept.setdefault(self._counted[ident], ident)
        return tuple(kept.values())

    def event(self, number: int, e: Telling) -> Event:
        """An event."""
        claim = next((c for c in e.claims), None)
        return Event(
            id=f"V{number}",
            type=e.type,  # type: ignore[arg-type]
            mode=e.mode,
            aux=e.aux,
            context=e.contexts,
            actor=self.ids(e.actor),
            recipient=self.ids(e.recipient),
            place=self.ids(e.place),
            origin=self.ids(e.origin),
            time=_when(e),
            count=e.count,
            amounts=self._once(e.amounts),
            evidence=_mentions(e.evidence),
            attribution=self._claim[id(claim)] if claim is not None else None,
            by=e.by,
            reasons=tuple(e.reasons) or (Reason("type", e.by, e.trigger.start, e.trigger.end),),
            confidence=e.confidence,
        )

"""Decisions as gold: reports in which an analyst decided on every event, in the format of the corpus.

What the analysis says beside the events (entities, times, claims …) comes along as it is: whoever publishes the files
as gold reads them once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Literal

from marsad.corpus.report import (
    GoldAlignment,
    GoldAmount,
    GoldClaim,
    GoldEntity,
    GoldEvent,
    GoldPosition,
    GoldRelation,
    GoldReport,
    GoldTime,
    report_to_json,
)  # fmt: skip
from marsad.model.record import Alignment, DateSource, Entity, Event, Mention, Record, Relation
from marsad.model.story import Account

from .output import json_line
from .reading import Options, Readable

_DATED_BY: dict[DateSource, Literal["given", "assumed"]] = {"given": "given", "page": "given", "inferred": "assumed"}
_NAMED = ("person", "organization", "place")


def gold_report(record: Record, accounts: Mapping[str, Account]) -> GoldReport:
    """The record as an annotated report with the events of `accounts` (by event id), as analysts left them.

    Names and pieces are verbatim text. Events that `accounts` doesn't hold are left out: they were rejected.
    """
    events = [_event(record, event, accounts[event.id]) for event in record.events if event.id in accounts]
    used = _used(record, events)
    entities = {_key(e.id): _entity(record, e) for e in record.entities if e.type in _NAMED or _key(e.id) in used}
    return GoldReport(
        id=record.id,
        text=record.text,
        published=record.published,
        publisher=record.publisher,
        title=record.title,
        published_source=_DATED_BY[record.published_by] if record.published and record.published_by else None,
        entities=entities,
        positions=tuple(
            GoldPosition(_key(p.person), record.text[p.start : p.end], p.organization and _key(p.organization))
            for p in record.positions
        ),
        relations=tuple(GoldRelation(_key(r.subject), r.relation, _key(r.object)) for r in record.relations),
        alignments=tuple(GoldAlignment(_key(a.subject), _key(a.object), a.polarity) for a in record.alignments),
        times=tuple(
            GoldTime(record.text[t.start : t.end], t.earliest, t.latest, _occurrence(record.text, t.start, t.end))
            for t in record.times
        ),
        amounts=tuple(
            GoldAmount(
                record.text[a.start : a.end], a.value, a.unit, a.approximate,
                next((_key(e.id) for e in record.events if a.id in e.amounts and e.id in accounts), None),
            )
            for a in record.amounts
        ),
        claims=tuple(
            GoldClaim(_longest(record.text, c.content), tuple(map(_key, c.sources)), c.act)
            for c in record.attributions
            if c.sources and c.content
        ),
        events=tuple(events),
        boilerplate=tuple(record.text[b.start : b.end] for b in record.boilerplate),
    )  # fmt: skip


def _event(record: Record, event: Event, account: Account) -> GoldEvent:
    said = next((a for a in record.attributions if a.id == event.attribution), None)
    time = (account.earliest, account.latest) if account.earliest and account.latest else None
    return GoldEvent(
        key=_key(event.id),
        type=account.type,
        mode=account.mode,
        aux=account.aux,
        actor=_keys(account, "actor"),
        recipient=_keys(account, "recipient"),
        place=_keys(account, "place"),
        origin=_keys(account, "origin"),
        time=time,
        evidence=tuple(record.text[m.start : m.end] for m in event.evidence),
        sources=(tuple(map(_key, said.sources)) if said else (),),
        count=account.count,
        context=event.context,
    )


def _keys(account: Account, role: str) -> tuple[str, ...]:
    return tuple(_key(p.entity) for p in getattr(account, role) if p.entity is not None)


def _entity(record: Record, entity: Entity) -> GoldEntity:
    forms = {record.text[m.start : m.end] for m in entity.mentions}
    names = sorted(forms, key=lambda form: (form != entity.name, -len(form.split()), -len(form), form))
    known = entity.name_en if entity.name_en_by == "known" else None
    return GoldEntity(_key(entity.id), entity.type, tuple(names), known, entity.country, entity.sector)


def _used(record: Record, events: list[GoldEvent]) -> set[str]:
    """Keys of all that something else speaks of: groups and assets are listed only then."""
    used = {key for event in events for _, key in event.participants()}
    used |= {key for event in events for chain in event.sources for key in chain}
    used |= {_key(source) for claim in record.attributions for source in claim.sources}
    for p in record.positions:
        used |= {_key(p.person), *([_key(p.organization)] if p.organization else [])}
    links: tuple[Relation | Alignment, ...] = (*record.relations, *record.alignments)
    for link in links:
        used |= {_key(link.subject), _key(link.object)}
    return used


def _key(ident: str) -> str:
    return ident.lower()


def _longest(text: str, places: tuple[Mention, ...]) -> str:
    longest = max(places, key=lambda place: place.end - place.start)
    return text[longest.start : longest.end]


def _occurrence(text: str, start: int, end: int) -> int:
    """Which occurrence of its own words the passage is, from 1; occurrences may overlap, as the scorer counts them.

    >>> _occurrence("اليوم ثم اليوم", 9, 14)
    2
    """
    words, number, at = text[start:end], 1, text.find(text[start:end])
    while at != start:
        number, at = number + 1, text.find(words, at + 1)
    return number


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """One annotated report a line, in the order of their ids: those in which people decided on every event.

    Filters would leave events of a report out and are passed over.
    """
    for ident, group in groupby((account for _, account in desk.accounts()), key=lambda account: account.report):
        accounts = list(group)
        if all(account.decision is not None for account in accounts):
            kept = {account.event: account for account in accounts if account.decision != "rejected"}
            yield json_line(report_to_json(gold_report(desk.report(ident), kept)))

"""The lines that `marsad explain` prints: statements with their spans, makers and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.model.record import Event, Interval, Mention, Record

from .text_output import quoted, shown

_FIELDS = (
    "type",
    "mode",
    "aux",
    "context",
    "actor",
    "recipient",
    "place",
    "from",
    "time",
    "count",
    "amounts",
    "attribution",
)


def covering(record: Record, offset: int) -> list[str]:
    """Every statement of the record that some span at `offset` supports, as lines; the place itself first."""
    text = record.text
    start, end = max(0, offset - 20), min(len(text), offset + 20)
    lines = [f"character {offset}: {shown(text[offset]) or ascii(text[offset])} in {shown(text[start:end])}"]
    for name, by, spans in _statements(record):
        here = [s for s in spans if s.start <= offset < s.end]
        if here:
            lines.append(f"{name}  {_place(here)}  {quoted(text, here)}  by {by or 'no rule named'}")
    return lines if len(lines) > 1 else [*lines, "nothing is said of it"]


def of_event(record: Record, event: Event) -> list[str]:
    """The event field by field: value, then who made it so and from which words."""
    lines = [f"event {event.id} by {event.by or 'no rule named'}" + _confidence(event.confidence)]
    values = _values(record, event)
    reasons = {field: [r for r in event.reasons if r.field == field] for field in values}
    for other in event.reasons:
        if other.field not in reasons:
            reasons[other.field] = [r for r in event.reasons if r.field == other.field]
    for field, why in reasons.items():
        lines.append(f"  {field}: {values.get(field) or 'nothing said'}")
        for reason in why:
            words = quoted(record.text, [Mention(reason.start, reason.end)])
            lines.append(f"      by {reason.by}{_confidence(reason.confidence)}  {reason.start}..{reason.end}  {words}")
    lines.append(f"  evidence: {_place(event.evidence)}  {quoted(record.text, event.evidence)}")
    used = [*event.actor, *event.recipient, *event.place, *event.origin, *event.amounts]
    used += [x for x in (event.time, event.attribution) if isinstance(x, str)]
    parts = [
        f"  {name}  {_place(spans)}  {quoted(record.text, spans)}  by {by or 'no rule named'}"
        for name, by, spans in _statements(record)
        if name.split(" ")[1] in used and not name.startswith(("position", "relation", "alignment", "event"))
    ]
    return [*lines, *(["made of"] if parts else []), *parts]


def _values(record: Record, event: Event) -> dict[str, str]:
    names = {e.id: f"{e.id} {shown(e.name)}" for e in record.entities}
    times = {t.id: f"{t.id} {t.earliest or 'open'} to {t.latest or 'open'}" for t in record.times}
    amounts = {a.id: f"{a.id} {a.value if a.value is not None else '?'} {a.unit}" for a in record.amounts}
    attributions = {a.id: a for a in record.attributions}
    told = attributions.get(event.attribution or "")
    time = event.time
    values = (
        event.type,
        event.mode or "",
        ", ".join(event.aux),
        ", ".join(event.context),
        *(", ".join(names.get(i, i) for i in ids) for ids in (event.actor, event.recipient, event.place, event.origin)),
        f"{time.earliest} to {time.latest}" if isinstance(time, Interval) else times.get(time or "", time or ""),
        "" if event.count is None else str(event.count),
        ", ".join(amounts.get(i, i) for i in event.amounts),
        " ← ".join([told.id, *(names.get(i, i) for i in told.sources)]) if told else "this report's own voice",
    )
    return dict(zip(_FIELDS, values, strict=True))


def _statements(record: Record) -> Iterator[tuple[str, str, tuple[Mention, ...]]]:
    """Name, maker and spans of everything the record says; the name's second word is the id, if it has one."""
    names = {e.id: shown(e.name) for e in record.entities}
    for e in record.entities:
        yield f"entity {e.id} {e.type} {shown(e.name)}" + _confidence(e.confidence), e.by, e.mentions
    for p in record.positions:
        of = f" of {names.get(p.organization, p.organization)}" if p.organization else ""
        yield f"position: {names.get(p.person, p.person)} is {shown(p.title)}{of}", p.by, _span(p)
    for r in record.relations:
        subject, obj = names.get(r.subject, r.subject), names.get(r.object, r.object)
        yield f"relation: {subject} {r.relation} {obj}", r.by, _span(r)
    for a in record.alignments:
        subject, obj = names.get(a.subject, a.subject), names.get(a.object, a.object)
        yield f"alignment: {subject} {a.polarity} to {obj}", a.by, _span(a)
    for t in record.times:
        days = f"{t.earliest or 'open'} to {t.latest or 'open'}"
        yield f"time {t.id} {t.type} by {t.granularity}: {days}" + _confidence(t.confidence), t.by, _span(t)
    for m in record.amounts:
        about = "about " if m.approximate else ""
        yield f"amount {m.id} {about}{m.value if m.value is not None else '?'} {m.unit}", m.by, _span(m)
    for c in record.attributions:
        chain = " ← ".join(names.get(s, s) for s in c.sources)
        yield f"attribution {c.id} {c.act} ← {chain}: cue" + _confidence(c.confidence), c.by, c.cue
        yield f"attribution {c.id} {c.act} ← {chain}: content" + _confidence(c.confidence), c.by, c.content
    for v in record.events:
        kind = f"{v.type} {v.mode}" if v.mode else v.type
        yield f"event {v.id} {kind}: evidence" + _confidence(v.confidence), v.by, v.evidence
        for reason in v.reasons:
            yield f"event {v.id} {kind}: {reason.field}", reason.by, (Mention(reason.start, reason.end),)
    for b in record.boilerplate:
        yield "boilerplate: not part of the report", "", (b,)


def _span(item: object) -> tuple[Mention, ...]:
    start, end = getattr(item, "start"), getattr(item, "end")  # noqa: B009
    return (Mention(start, end),)


def _place(spans: Iterable[Mention]) -> str:
    return ",".join(f"{s.start}..{s.end}" for s in spans)


def _confidence(value: float | None) -> str:
    return "" if value is None else f" ({value:.2f} sure)"

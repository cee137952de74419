"""The corpus in the formats of other tools: CoNLL columns, brat standoff and W3C Web Annotation.

All offsets are half-open ranges of Unicode code points of the report's text, line breaks counted. Names
are located as `locate` says, attached particles left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from marsad.analysis.sentences import sentences
from marsad.text.spans import Span
from marsad.text.tokens import tokens
from marsad.text.views import folded

from .locate import NAMED, Located, locate
from .report import GoldEvent, GoldReport

FORMATS = ("conll", "brat", "webanno")
COLUMNS = ("FORM", "START", "END", "ENTITY", "GROUP", "TITLE", "TIME", "AMOUNT", "CLAIM", "EVENT")
NAMESPACE = "urn:marsad:corpus:"
_CONTEXT = 32
_REFERENCES = ("actor", "recipient", "place", "from", "also", "person", "organization", "subject", "object", "event")
_VOCABULARY: dict[str, Any] = {
    "marsad": f"{NAMESPACE}vocabulary#",
    **{f"marsad:{name}": {"@type": "@id"} for name in _REFERENCES},
    # chains are in order
    "marsad:sources": {"@type": "@id", "@container": "@list"},
}
Labelled = list[tuple[Span, str]]


def export(reports: Iterable[GoldReport], form: str) -> Iterator[tuple[str, str]]:
    """(file name, content) of everything that an export in this format consists of.

    Raises `ValueError` for a format that isn't one of `FORMATS`.
    """
    if form not in FORMATS:
        raise ValueError(f"format {form!r}: one of {', '.join(FORMATS)}")
    if form == "brat":
        yield "annotation.conf", _brat_conf()
    for report in reports:
        found = locate(report)
        if form == "conll":
            yield f"{report.id}.conll", conll(found)
        elif form == "brat":
            yield f"{report.id}.txt", report.text
            yield f"{report.id}.ann", brat(found)
        else:
            yield f"{report.id}.jsonld", json.dumps(web_annotation(found), ensure_ascii=False, indent=1) + "\n"


def conll(found: Located) -> str:
    """A line a token, columns by tabs, sentences by empty lines; BIO labels in the columns from ENTITY on.

    A word is cut where an annotation starts or ends inside it ("ل", "ليبيا"), so that no span is lost;
    START and END say where its parts stand. A label names what it is and, after "#", the key of its
    entity or event; titles name their holder, claims their act and chain. Labels of overlapping claims or
    events stand side by side, with "|" between them, in the order in which they begin.
    """
    report = found.report
    entities, text = report.entities, report.text
    flat: list[Labelled] = [
        [(s, f"{entities[k].type}#{k}") for s, k in found.flat_mentions(NAMED)],
        [(s, f"{entities[k].type}#{k}") for s, k in found.flat_mentions(("group", "asset"))],
        [(s, f"title#{p.person}") for s, p in found.titles],
        [(s, f"{t.earliest or '-'}/{t.latest or '-'}") for s, t in found.times],
        [(s, f"{'-' if a.value is None else a.value}#{a.unit.replace(' ', '_')}") for s, a in found.amounts],
        [(s, f"{c.act}#{'>'.join(c.sources)}") for s, c in found.claims],
        [(s, f"{_event_type(e)}#{e.key}") for s, e in found.evidence],
    ]
    cuts = sorted({at for column in flat for s, _ in column for at in (s.start, s.end)})
    lines = [
        f"# id = {report.id}",
        f"# published = {report.published or '-'}",
        f"# split = {report.split or '-'}",
        f"# notice = {report.notice or '-'}",
        "# offsets = code points of the text",
        f"# columns = {' '.join(COLUMNS)}",
    ]
    columns = [_Bio(column) for column in flat]
    for sentence in _sentence_parts(text, cuts):
        for part in sentence:
            cells = [column.label(part) for column in columns]
            lines.append("\t".join([part.text(text), str(part.start), str(part.end), *cells]))
        lines.append("")
    return "\n".join(lines) + "\n"


class _Bio:
    """The labels of one column, asked for token by token from left to right."""

    def __init__(self, column: Labelled) -> None:
        self.waiting = sorted(column, key=lambda x: (x[0].start, -x[0].end, x[1]), reverse=True)
        self.open: list[tuple[Span, str, bool]] = []

    def label(self, part: Span) -> str:
        self.open = [(s, name, True) for s, name, _ in self.open if s.end > part.start]
        while self.waiting and self.waiting[-1][0].start < part.end:
            span, name = self.waiting.pop()
            if span.end > part.start:
                self.open.append((span, name, False))
        return "|".join(f"{'I' if begun else 'B'}-{name}" for _, name, begun in self.open) or "O"


def _sentence_parts(text: str, cuts: list[int]) -> Iterator[list[Span]]:
    """The tokens of each sentence, cut where an annotation begins or ends."""
    words = tokens(folded(text))
    at = 0
    for sentence in sentences(words):
        parts: list[Span] = []
        for token in words[sentence.first : sentence.last]:
            start = token.start
            while at < len(cuts) and cuts[at] <= start:
                at += 1
            while at < len(cuts) and cuts[at] < token.end:
                parts.append(Span(start, cuts[at]))
                start = cuts[at]
                at += 1
            parts.append(Span(start, token.end))
        yield parts


def _event_type(event: GoldEvent) -> str:
    return f"{event.type}.{event.mode}" if event.mode else event.type


class _Brat:
    """Lines of an .ann file, numbered as brat numbers them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.numbers = dict.fromkeys("TERA#", 0)

    def add(self, kind: str, content: str) -> str:
        self.numbers[kind] += 1
        ident = f"{kind}{self.numbers[kind]}"
        self.lines.append(f"{ident}\t{content}")
        return ident

    def span(self, label: str, span: Span) -> str:
        """A text-bound annotation; one over a line break is given in pieces, as brat wants it."""
        pieces = [p for p in _lines_of(self.text, span) if p.text(self.text).strip()]
        where = ";".join(f"{p.start} {p.end}" for p in pieces)
        return self.add("T", f"{label} {where}\t{' '.join(p.text(self.text) for p in pieces)}")

    def note(self, ident: str, value: object) -> None:
        self.add("#", f"AnnotatorNotes {ident}\t{json.dumps(value, ensure_ascii=False)}")


def _lines_of(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in span.text(text).split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def brat(found: Located) -> str:
    """The .ann file of a report; its .txt is the text as it is, in UTF-8 without a line break added.

    Mentions of one entity are joined by Equiv. An event stands once for each piece of its evidence; its
    arguments point to the first mention. What brat has no place for (keys, chains, days, values) is
    in the notes as JSON.
    """
    report = found.report
    out = _Brat(report.text)
    first: dict[str, str] = {}
    for key, spans in found.mentions.items():
        entity = report.entities[key]
        idents = [out.span(entity.type.capitalize(), s) for s in spans]
        if idents:
            first[key] = idents[0]
            out.note(idents[0], {k: v for k, v in asdict(entity).items() if k != "type"})
        if len(idents) > 1:
            out.lines.append(f"*\tEquiv {' '.join(idents)}")
    for span, position in found.titles:
        ident = out.span("Title", span)
        for name, holder in (("Holds", position.person), ("OfficeOf", position.organization)):
            if holder in first:
                out.add("R", f"{name} Arg1:{first[holder]} Arg2:{ident}")
    for link in report.relations:
        _brat_link(out, first, link.relation, link.subject, link.object)
    for stance in report.alignments:
        _brat_link(out, first, stance.polarity, stance.subject, stance.object)
    for span, time in found.times:
        out.note(out.span("Time", span), {"earliest": time.earliest, "latest": time.latest})
    for span, amount in found.amounts:
        out.note(out.span("Amount", span), asdict(amount))
    for span, claim in found.claims:
        ident = out.span("Claim", span)
        out.add("A", f"Act {ident} {claim.act}")
        for number, source in enumerate(claim.sources, 1):
            if source in first:
                out.add("R", f"Source{number if number > 1 else ''} Arg1:{ident} Arg2:{first[source]}")
        out.note(ident, {"sources": claim.sources})
    for span, event in found.evidence:
        _brat_event(out, first, span, event)
    return "\n".join(out.lines) + "\n" if out.lines else ""


def _brat_link(out: _Brat, first: dict[str, str], name: str, subject: str, obj: str) -> None:
    if subject in first and obj in first:
        out.add("R", f"{name} Arg1:{first[subject]} Arg2:{first[obj]}")


def _brat_event(out: _Brat, first: dict[str, str], span: Span, event: GoldEvent) -> None:
    trigger = out.span(event.type, span)
    arguments: list[str] = []
    seen: dict[str, int] = {}
    for role, key in event.participants():
        if key in first:
            seen[role] = seen.get(role, 0) + 1
            name = role.capitalize() + (str(seen[role]) if seen[role] > 1 else "")
            arguments.append(f"{name}:{first[key]}")
    ident = out.add("E", " ".join([f"{event.type}:{trigger}", *arguments]))
    if event.mode:
        out.add("A", f"Mode {ident} {event.mode}")
    for aux in event.aux:
        out.add("A", f"{aux.capitalize()} {ident}")
    rest = ("key", "sources", "time", "count", "context")
    out.note(ident, {name: getattr(event, name) for name in rest})


def _brat_conf() -> str:
    """brat's configuration for these annotations."""
    from typing import get_args

    from marsad.model.record import Act, Auxiliary, EntityType, EventType, Polarity, RelationName

    from .sheet import EVENT_MODES

    kinds = [k.capitalize() for k in get_args(EntityType)]
    links = [*get_args(RelationName), *get_args(Polarity)]
    roles = "Actor*:<ENTITY>, Recipient*:<ENTITY>, Place*:<ENTITY>, From*:<ENTITY>, Also*:<ENTITY>"
    modes = "|".join(dict.fromkeys(mode for given in EVENT_MODES.values() for mode in given.split()))
    lines = ["[entities]", *kinds, "Title", "Time", "Amount", "Claim", "", "[relations]"]
    lines += ["Holds Arg1:<ENTITY>, Arg2:Title", "OfficeOf Arg1:<ENTITY>, Arg2:Title"]
    lines += [f"Source{n} Arg1:Claim, Arg2:<ENTITY>" for n in ("", 2, 3, 4)]
    lines += [f"{link} Arg1:<ENTITY>, Arg2:<ENTITY>" for link in links]
    lines += [f"<EQUIV> Arg1:{k}, Arg2:{k}, <REL-TYPE>:symmetric-transitive" for k in kinds]
    lines += ["", "[events]", *(f"{kind} {roles}" for kind in get_args(EventType)), "", "[attributes]"]
    lines += [f"Act Arg:Claim, Value:{'|'.join(get_args(Act))}", f"Mode Arg:<EVENT>, Value:{modes}"]
    lines += [f"{aux.capitalize()} Arg:<EVENT>" for aux in get_args(Auxiliary)]
    return "\n".join(lines) + "\n"


def web_annotation(found: Located) -> dict[str, Any]:
    """An AnnotationPage (https://www.w3.org/TR/annotation-model/) of a report.

    Every annotation points to the text by position (code points, as the standard asks) and by quotation.
    What it says stands in its body in the words of this corpus' gold format; keys of entities and events
    are IRIs under `urn:marsad:corpus:ID#`.
    """
    report = found.report
    base = f"{NAMESPACE}{report.id}"
    items: list[dict[str, Any]] = []

    def iri(key: str) -> str:
        return f"{base}#{key}"

    def add(kind: str, spans: Iterable[Span], ident: str | None = None, **body: Any) -> None:
        items.append({
            "id": f"{base}#annotation-{len(items) + 1}",
            "type": "Annotation",
            "motivation": "classifying" if kind == "Entity" else "describing",
            "body": {"type": f"marsad:{kind}"}
            | ({"id": ident} if ident else {})
            | {f"marsad:{k}": v for k, v in body.items()},
            "target": [{"source": base, "selector": _selectors(report.text, s)} for s in spans],
        })  # fmt: skip

    for key, entity in report.entities.items():
        data = _without(asdict(entity), "key", "type")
        add("Entity", found.mentions[key], iri(key), entityType=entity.type, **data)
    for span, position in found.titles:
        office = iri(position.organization) if position.organization else None
        add("Position", [span], person=iri(position.person), organization=office)
    for span, time in found.times:
        add("Time", [span], earliest=time.earliest, latest=time.latest)
    for span, amount in found.amounts:
        of = f"{base}#event-{amount.event}" if amount.event else None
        add("Amount", [span], **_without(asdict(amount), "text", "event"), event=of)
    for span, claim in found.claims:
        add("Claim", [span], act=claim.act, sources=list(map(iri, claim.sources)))
    for event in report.events:
        spans = [s for s, e in found.evidence if e.key == event.key]
        add("Event", spans, f"{base}#event-{event.key}", **_event_body(event, iri))
    whole = [Span(0, len(report.text))] if report.text else []
    for link in report.relations:
        add("Relation", whole, subject=iri(link.subject), relation=link.relation, object=iri(link.object))
    for stance in report.alignments:
        add("Alignment", whole, subject=iri(stance.subject), polarity=stance.polarity, object=iri(stance.object))
    for span in found.boilerplate:
        add("Boilerplate", [span])
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", _VOCABULARY],
        "id": f"{base}#annotations",
        "type": "AnnotationPage",
        "marsad:notice": report.notice,
        "marsad:offsets": "code points of the text",
        "marsad:text": report.text,
        "items": [item for item in items if item["target"]],
    }


def _event_body(event: GoldEvent, iri: Callable[[str], str]) -> dict[str, Any]:
    data = _without(asdict(event), "key", "type", "evidence", "origin", "sources")
    for role in ("actor", "recipient", "place", "also"):
        data[role] = list(map(iri, data[role]))
    data["from"] = list(map(iri, event.origin))
    data["sources"] = [list(map(iri, chain)) for chain in event.sources]
    return {"eventType": event.type, **data}


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text(text),
            "prefix": text[max(0, span.start - _CONTEXT) : span.start],
            "suffix": text[span.end : span.end + _CONTEXT],
        },
    ]


def _without(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items() if k not in names}

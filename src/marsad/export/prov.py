"""PROV-O (https://www.w3.org/TR/prov-o/) as JSON-LD: where each telling comes from, hop by hop, and who decided what.

A report's text is an entity, attributed to its outlet, with its SHA-256. A telling is an entity that was derived from
the text by the analysis. Each hop of its chain is an entity of its own (what that source said), attributed to the
source; the telling was quoted from the nearest, that from the next, and the last one is the primary source. An
analyst's judgement is an activity that used the telling. The context is in the file: nothing has to be fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from marsad.model.judgement import MACHINE
from marsad.model.record import Record
from marsad.model.story import Account, Participant
from marsad.resolve.grounds import said

from .facts import Library
from .output import json_array, json_text
from .reading import CREED, NO_FILTERS, Options, Readable, reference

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "marsad": "urn:marsad:vocabulary#",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasGeneratedBy", "used",
            "wasAssociatedWith", "wasRevisionOf", "specializationOf", "hadMember", "actedOnBehalfOf",
        )
    },
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "value": "prov:value",
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "earliest": {"@id": "marsad:earliest", "@type": "xsd:date"},
    "latest": {"@id": "marsad:latest", "@type": "xsd:date"},
    "url": {"@id": "schema:url", "@type": "@id"},
    "evidence": {"@id": "marsad:evidence", "@container": "@list"},
    **{
        name: {"@id": f"marsad:{name}", "@type": "@id"}
        for name in ("actor", "recipient", "place", "from")
    },
    **{
        name: f"marsad:{name}"
        for name in (
            "start", "end", "exact", "eventType", "mode", "aux", "act", "certainty", "kind", "note", "field", "sha256",
            "country", "number", "judgement", "score",
        )
    },
}  # fmt: skip
SOFTWARE = "urn:marsad:software"


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """One JSON-LD document: a line a node."""
    head = f'{{"@context": {json_text(CONTEXT)}, "@graph": '
    yield from json_array(head, _nodes(desk, options), "}")


def _nodes(desk: Readable, options: Options) -> Iterator[dict[str, Any]]:
    yield {"id": SOFTWARE, "type": ["prov:Agent", "prov:SoftwareAgent"], "label": "Marsad", "note": CREED}
    for record in desk.records(options.filters):
        yield from _report(record)
    library = Library(desk)
    for story in desk.all_stories(options.filters):
        s = story.line
        yield {
            "id": _story(s.id), "type": ["prov:Entity", "prov:Collection"], "label": s.summary,
            "eventType": s.type, "certainty": s.certainty, "hadMember": [_telling(a) for a in story.accounts],
        }  # fmt: skip
        for account in story.accounts:
            yield from _account(account, library)
    for actor in desk.all_actors():
        agent = ["prov:Agent", {"person": "prov:Person", "organization": "prov:Organization"}.get(actor.type)]
        yield _tidy({
            "id": _actor(actor.id), "type": [t for t in agent if t], "label": [actor.name, actor.name_en],
            "kind": actor.type, "country": actor.country,
        })  # fmt: skip
    if options.filters == NO_FILTERS:
        yield from _judgements(desk)


def _report(record: Record) -> Iterator[dict[str, Any]]:
    sha = hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
    name = record.publisher
    outlet = f"urn:marsad:outlet:{hashlib.sha256(name.encode()).hexdigest()[:16]}" if name else None
    if outlet:
        yield {"id": outlet, "type": ["prov:Agent", "prov:Organization"], "label": name}
    yield _tidy({
        "id": _text(record.id), "type": "prov:Entity", "label": record.title, "wasAttributedTo": outlet,
        "datePublished": record.published, "url": record.url, "sha256": sha,
    })  # fmt: skip
    yield {
        "id": f"urn:marsad:analysis:{record.id}", "type": "prov:Activity", "used": _text(record.id),
        "wasAssociatedWith": SOFTWARE,
    }  # fmt: skip


def _account(a: Account, library: Library) -> Iterator[dict[str, Any]]:
    ident = _telling(a)
    said = [f"{ident}:said-{n}" for n in range(1, len(a.chain) + 1)]
    event = library[a.report].event(a)
    yield _tidy({
        "id": ident, "type": "prov:Entity", "wasDerivedFrom": _text(a.report),
        "wasGeneratedBy": f"urn:marsad:analysis:{a.report}", "wasQuotedFrom": said[:1], "hadPrimarySource": said[-1:],
        "eventType": a.type, "mode": a.mode, "aux": list(a.aux), "act": a.act,
        "actor": _ids(a.actor), "recipient": _ids(a.recipient), "place": _ids(a.place), "from": _ids(a.origin),
        "earliest": a.earliest, "latest": a.latest,
        "evidence": [{"start": q.start, "end": q.end, "exact": q.exact} for q in a.evidence],
        "note": f"read by {event.by}" if event and event.by else None,
    })  # fmt: skip
    if a.copy_of:
        yield {"id": _text(a.report), "wasDerivedFrom": _text(a.copy_of)}
    for number, hop in enumerate(a.chain):
        yield _tidy({
            "id": said[number], "type": "prov:Entity", "wasAttributedTo": _actor(hop.actor),
            "wasQuotedFrom": said[number + 1 : number + 2], "number": number + 1,
        })  # fmt: skip
        if hop.body:
            yield {"id": _actor(hop.actor), "actedOnBehalfOf": _actor(hop.body)}


def _judgements(desk: Readable) -> Iterator[dict[str, Any]]:
    cursor: str | None = None
    while True:
        page = desk.judgements(cursor=cursor)
        for j in page.items:
            who = SOFTWARE if j.by == MACHINE else f"urn:marsad:user:{j.by}"
            if j.by != MACHINE:
                yield {"id": who, "type": ["prov:Agent", "prov:Person"], "label": j.by}
            yield _tidy({
                "id": f"urn:marsad:judgement:{j.number}", "type": "prov:Activity", "judgement": j.kind,
                "used": [_reference(r) for r in (j.left, j.right) if r], "wasAssociatedWith": who, "endedAtTime": j.at,
                "field": j.field, "value": j.value, "score": j.score, "note": [j.note, *map(said, j.reasons)],
            })  # fmt: skip
        cursor = page.cursor
        if cursor is None:
            return


def _reference(ref: str) -> str:
    if "#V" in ref:
        return f"urn:marsad:telling:{ref}"
    return _story(ref) if ref.startswith("s-") else _actor(ref) if ref.startswith("a-") or "#" in ref else _text(ref)


def _telling(account: Account) -> str:
    return f"urn:marsad:telling:{reference(account)}"


def _text(report: str) -> str:
    return f"urn:marsad:report:{report}"


def _story(ident: str) -> str:
    return f"urn:marsad:story:{ident}"


def _actor(ident: str) -> str:
    return f"urn:marsad:actor:{ident}"


def _ids(who: tuple[Participant, ...]) -> list[str]:
    return [_actor(p.actor) for p in who]


def _tidy(node: dict[str, Any]) -> dict[str, Any]:
    """Without empty fields; lists without gaps."""
    kept = {k: [x for x in v if x is not None] if isinstance(v, list) else v for k, v in node.items()}
    return {k: v for k, v in kept.items() if v is not None and v != []}

"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): every statement on the words that bear it.

One AnnotationPage. Each annotation points into its report by position (code points, as the standard counts) and
by quotation, so that it is found again in a text that has changed. Its body is a tag for people (TextualBody) and
the statement of the record, whole, as a JSON literal (`marsad:record`). The first annotation of a report is about
all of it and holds what is known of it, with its text and SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from marsad.model.encoding import to_dict
from marsad.model.record import Record

from .output import json_array, json_text
from .reading import CREED, Options, Readable

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"marsad": "urn:marsad:vocabulary#", "marsad:record": {"@type": "@json"}},
]
AROUND = 32
"""Code points before and behind a quotation that help to find it again."""


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """All reports as one page, in the order of their ids."""
    head = (
        f'{{"@context": {json_text(CONTEXT)}, "id": "urn:marsad:annotations", "type": "AnnotationPage", '
        f'"marsad:note": {json_text(CREED)}, "items": '
    )
    yield from json_array(head, (a for r in desk.records(options.filters) for a in statements(r)), "}")


def statements(record: Record) -> Iterator[dict[str, Any]]:
    """The annotations of one report."""
    data = to_dict(record)
    source = f"urn:marsad:report:{record.id}"
    about = {k: data[k] for k in ("title", "publisher", "published", "published_by", "url", "language", "text")}
    about["sha256"] = hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
    yield {
        "id": f"{source}#report",
        "type": "Annotation",
        "motivation": "describing",
        "body": [_tag(record.title or record.id), {"type": "marsad:Report", "marsad:record": about}],
        "target": source,
    }
    names = {e.id: e.name for e in record.entities}
    for kind, items in _statements(data):
        for number, item in enumerate(items, 1):
            ident = item.get("id") or f"{kind}-{number}"
            spans, rest = _spans(item)
            yield {
                "id": f"{source}#{ident}",
                "type": "Annotation",
                "motivation": "classifying" if kind in ("entity", "time", "amount") else "describing",
                "body": [_tag(_label(kind, item, names)), {"type": f"marsad:{kind.capitalize()}",
                                                           "marsad:record": rest}],
                "target": [{"source": source, "selector": selectors(record.text, *s)} for s in spans] or source,
            }  # fmt: skip


def _statements(data: dict[str, Any]) -> Iterable[tuple[str, Sequence[dict[str, Any]]]]:
    yield "entity", data["entities"]
    yield "position", data["positions"]
    yield "relation", data["relations"]
    yield "alignment", data["alignments"]
    yield "time", data["times"]
    yield "amount", data["amounts"]
    yield "attribution", data["attributions"]
    yield "event", data["events"]
    yield "boilerplate", data["boilerplate"]


def _spans(item: dict[str, Any]) -> tuple[list[tuple[int, int]], dict[str, Any]]:
    """What a statement stands on, and the rest of it; the cue of a claim is part of the rest."""
    if "start" in item:
        return [(item["start"], item["end"])], {k: v for k, v in item.items() if k not in ("start", "end")}
    field = next(f for f in ("mentions", "content", "evidence") if f in item)
    return [(m["start"], m["end"]) for m in item[field]], {k: v for k, v in item.items() if k != field}


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Position and quotation of a span."""
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]


def _tag(value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _label(kind: str, item: dict[str, Any], names: dict[str, str]) -> str:
    """A few words that a reader can show."""
    if kind == "entity":
        return f"{item['type']}: {item['name']}"
    if kind == "event":
        return " ".join(x for x in (item["type"], item["mode"], *item["aux"]) if x)
    if kind == "attribution":
        return f"{item['act']}: " + " ← ".join(names.get(s, s) for s in item["sources"])
    if kind == "time":
        return "/".join(d or ".." for d in (item["earliest"], item["latest"]))
    if kind == "amount":
        return f"{'?' if item['value'] is None else item['value']} {item['unit']}"
    if kind == "position":
        return f"{item['title']}: {names.get(item['person'], item['person'])}"
    if kind in ("relation", "alignment"):
        return f"{names.get(item['subject'])} {item.get('relation') or item['polarity']} {names.get(item['object'])}"
    return kind

"""Records to JSON and back, and the JSON Schema that every record obeys.

Python's `origin` is `from` in JSON, which Python keeps for itself; nothing else differs.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .record import Record


def to_dict(record: Record) -> dict[str, Any]:
    """The record as plain JSON values, `from` named as the contract names it."""
    data = asdict(record)
    for event in data["events"]:
        # rebuilt, so that `from` keeps its place among the fields
        renamed = {("from" if k == "origin" else k): v for k, v in event.items()}
        event.clear()
        event.update(renamed)
    return data


def to_json(record: Record, indent: int | None = None) -> str:
    """One JSON object. Lone surrogates of the text are escaped, so that the result is valid UTF-8."""
    text = json.dumps(to_dict(record), ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(to_dict(record), ensure_ascii=True, indent=indent)
    return text


def from_dict(data: dict[str, Any]) -> Record:
    """A record from its JSON values. Raises `msgspec.ValidationError` naming the field that is wrong."""
    import msgspec

    events = [{("origin" if k == "from" else k): v for k, v in e.items()} for e in data.get("events", ())]
    return msgspec.convert({**data, "events": events}, Record)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    import msgspec

    schema: dict[str, Any] = msgspec.json.schema(Record)
    event = schema["$defs"]["Event"]
    event["properties"] = {("from" if k == "origin" else k): v for k, v in event["properties"].items()}
    event["required"] = ["from" if k == "origin" else k for k in event["required"]]
    for definition in schema["$defs"].values():
        definition["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Marsad record", **schema}

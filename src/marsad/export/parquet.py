"""Parquet: the events with all that belongs to them, nested and typed, for DuckDB, Spark, pandas, polars and R.

One row for each report's telling. Days are `date32`, which has no time zone. Several values are lists, participants,
hops, quotations and amounts are structs: nothing is flattened away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from .cells import encodable
from .output import Sink
from .reading import CREED, Options, Readable, reference
from .tables import origins_by_account, roles

if TYPE_CHECKING:
    import pyarrow as pa

    from marsad.model.story import Account, Participant, Story

ROWS = 5_000
"""Rows of a row group: what is in memory at a time."""


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The file, a row group at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    form = schema()
    sink = Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), form, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for story in desk.all_stories(options.filters):
            batch.extend(_rows(story))
            while len(batch) >= ROWS:
                writer.write_table(pa.Table.from_pylist(batch[:ROWS], form))
                del batch[:ROWS]
                yield sink.taken()
        writer.write_table(pa.Table.from_pylist(batch, form))
    yield sink.taken()


def schema() -> pa.Schema:
    """Names and types of the columns."""
    import pyarrow as pa

    text, number, whole, yes = pa.string(), pa.float64(), pa.int32(), pa.bool_()
    who = pa.list_(pa.struct([
        ("actor", text), ("name", text), ("name_en", text), ("type", text), ("country", text), ("entity", text),
        ("latitude", number), ("longitude", number),
    ]))  # fmt: skip
    quotes = pa.list_(pa.struct([("start", whole), ("end", whole), ("exact", text)]))
    hops = pa.list_(pa.struct([
        ("actor", text), ("name", text), ("name_en", text), ("type", text), ("named", yes), ("entity", text),
        ("body", text), ("body_name", text),
    ]))  # fmt: skip
    amounts = pa.list_(pa.struct([
        ("value", number), ("unit", text), ("approximate", yes), ("start", whole), ("end", whole), ("exact", text),
    ]))  # fmt: skip
    origin = pa.struct([("actor", text), ("name", text), ("name_en", text), ("kind", text), ("why", text)])
    fields = [
        ("story", text), ("event", text), ("report", text), ("type", text), ("mode", text), ("aux", pa.list_(text)),
        ("actor", who), ("recipient", who), ("place", who), ("from", who), ("earliest", pa.date32()),
        ("latest", pa.date32()), ("granularity", text), ("count", whole), ("amounts", amounts), ("evidence", quotes),
        ("chain", hops), ("act", text), ("cue", quotes), ("distance", text), ("origin", origin), ("title", text),
        ("publisher", text), ("published", pa.date32()), ("url", text), ("copy_of", text), ("confidence", number),
        ("decision", text), ("certainty", text), ("story_reports", whole), ("story_origins", whole),
        ("story_conflicts", pa.list_(text)),
    ]  # fmt: skip
    return pa.schema(fields, metadata={"marsad": CREED})


def _rows(story: Story) -> Iterator[dict[str, Any]]:
    origins = origins_by_account(story)
    for a in story.accounts:
        o = origins.get(reference(a))
        row: dict[str, Any] = {
            "story": story.line.id, "event": reference(a), "report": a.report, "type": a.type, "mode": a.mode,
            "aux": list(a.aux), **{role: [_who(p) for p in who] for role, who in roles(a)},
            "earliest": _day(a.earliest), "latest": _day(a.latest), "granularity": a.granularity, "count": a.count,
            "amounts": [_plain(n, "value", "unit", "approximate", "start", "end", "exact") for n in a.amounts],
            "evidence": [_plain(q, "start", "end", "exact") for q in a.evidence],
            "chain": [
                _plain(h, "actor", "name", "name_en", "type", "named", "entity", "body", "body_name") for h in a.chain
            ],
            "act": a.act, "cue": [_plain(q, "start", "end", "exact") for q in a.cue], "distance": a.distance,
            "origin": _plain(o, "actor", "name", "name_en", "kind", "why") if o else None, **_report(a),
            "confidence": a.confidence, "decision": a.decision, "certainty": story.line.certainty,
            "story_reports": story.line.reports, "story_origins": story.line.origins,
            "story_conflicts": list(story.line.conflicts),
        }  # fmt: skip
        yield row


def _report(a: Account) -> dict[str, Any]:
    return {
        **_plain(a, "title", "publisher", "url", "copy_of"),
        "published": _day(a.published),
    }


def _who(p: Participant) -> dict[str, Any]:
    return _plain(p, "actor", "name", "name_en", "type", "country", "entity", "latitude", "longitude")


def _plain(value: object, *names: str) -> dict[str, Any]:
    found = {n: getattr(value, n) for n in names}
    return {n: encodable(v) if isinstance(v, str) else v for n, v in found.items()}


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None

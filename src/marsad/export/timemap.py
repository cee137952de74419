"""The files of TimeMap, the map with a timeline of Forensic Architecture and Bellingcat.

An archive of what its `config.js` points to: `events.json` (EVENTS_EXT), `associations.json` (ASSOCIATIONS_EXT),
`sources.json` (SOURCES_EXT), `sites.json`, `regions.json` and `shapes.json` (empty). Set `DATE_FMT: "MM/DD/YYYY"`.

An event is a story. TimeMap can't show an event without a day; `left_out.json` lists those. Days are written as days,
without time or zone, so that no reader sees the day before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, get_args

from marsad.model.record import EventType
from marsad.model.story import Certainty, Story

from .output import archive, json_array, json_text
from .reading import CREED, Options, Readable
from .tables import where


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The archive."""
    return archive(_files(desk, options))


def _files(desk: Readable, options: Options) -> Iterator[tuple[str, Iterator[bytes]]]:
    dated = (s for s in desk.all_stories(options.filters) if s.line.earliest)
    yield "events.json", json_array("", map(event, dated), "")
    yield "associations.json", json_array("", associations(), "")
    yield "sources.json", _sources(desk, options)
    for empty in ("sites.json", "regions.json", "shapes.json"):
        yield empty, iter([b"[]\n"])
    # read again: a list of them would grow with the desk
    undated = (s.line for s in desk.all_stories(options.filters) if not s.line.earliest)
    why = "no day is known"
    lines = ({"id": s.id, "why": why, "type": s.type, "description": s.summary} for s in undated)
    yield "left_out.json", json_array("", lines, "")


def event(story: Story) -> dict[str, Any]:
    """One event. All values are strings or lists of strings, as TimeMap's schema has them."""
    s = story.line
    assert s.earliest is not None
    latitude, longitude = where(s.place)
    days = s.earliest if s.earliest == s.latest else f"{s.earliest} – {s.latest or '…'}"
    aux = f" ({', '.join(s.aux)})" if s.aux else ""
    return {
        "id": s.id,
        "description": f"{s.summary}\n{s.type}{' ' + s.mode if s.mode else ''}{aux} · reports: {s.reports} · "
        f"origins: {s.origins} · {s.certainty}\n{CREED}",
        "date": f"{s.earliest[5:7]}/{s.earliest[8:10]}/{s.earliest[:4]}",
        "time": "",
        "time_precision": s.granularity or "",
        "time_display": days,
        "location": "، ".join(p.name for p in s.place),
        "latitude": "" if latitude is None else str(latitude),
        "longitude": "" if longitude is None else str(longitude),
        "type": s.mode or s.type,
        "category": s.type,
        "associations": [s.type, s.certainty],
        "sources": list(dict.fromkeys(a.report for a in story.accounts)),
        "comments": "conflict: " + ", ".join(s.conflicts) if s.conflicts else "",
    }


def associations() -> Iterator[dict[str, Any]]:
    """The categories (PLOVER types) and filters (certainty) that events name by id."""
    for kind in get_args(EventType):
        yield {"id": kind, "title": kind, "desc": "PLOVER event type", "mode": "CATEGORY", "filter_paths": []}
    for sure in get_args(Certainty):
        yield {
            "id": sure, "title": sure, "desc": "how far independent origins bear it out", "mode": "FILTER",
            "filter_paths": ["certainty", sure],
        }  # fmt: skip


def _sources(desk: Readable, options: Options) -> Iterator[bytes]:
    """An object with a member for each report."""
    yield b"{"
    accounts = (a for _, a in desk.accounts(options.filters))
    for number, (report, told) in enumerate(groupby(accounts, key=lambda a: a.report)):
        first, *more = told
        source = {
            "id": report,
            "title": first.title or "",
            "url": first.url or "",
            "paths": [],
            "type": "Article",
            "author": first.publisher or "",
            "date": first.published or "",
            "description": "\n".join(f"«{q.exact}»" for a in (first, *more) for q in a.evidence),
        }
        yield f"{',' if number else ''}\n{json_text(report)}: {json_text(source)}".encode()
    yield b"\n}\n"

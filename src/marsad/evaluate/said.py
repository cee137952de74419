"""What an analysis says, as far as it is scored: read from a record's JSON, whoever wrote it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .gold import ROLES, GoldLink

Range = tuple[int, int]
Interval = tuple[str | None, str | None]
OPEN: Interval = (None, None)


class AnalysisError(ValueError):
    """An analysis that cannot be scored; the message names the document and the field."""


@dataclass(frozen=True)
class SaidEntity:
    id: str
    type: str
    name: str
    mentions: tuple[Range, ...]


@dataclass(frozen=True)
class SaidPosition:
    person: str
    title: str


@dataclass(frozen=True)
class SaidTime:
    range: Range
    interval: Interval


@dataclass(frozen=True)
class SaidAmount:
    range: Range
    value: float | int | None


@dataclass(frozen=True)
class SaidClaim:
    id: str
    sources: tuple[str, ...]
    act: str | None
    content: tuple[Range, ...]


@dataclass(frozen=True)
class SaidEvent:
    """An event with its time resolved to an interval and its attribution to a chain of entity ids."""

    id: str
    type: str
    mode: str | None
    aux: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    interval: Interval
    evidence: tuple[Range, ...]
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Analysis:
    """One report's analysis. `text` is None where nothing is said of the report at all."""

    id: str
    text: str | None = None
    entities: tuple[SaidEntity, ...] = ()
    positions: tuple[SaidPosition, ...] = ()
    relations: tuple[GoldLink, ...] = ()
    alignments: tuple[GoldLink, ...] = ()
    times: tuple[SaidTime, ...] = ()
    amounts: tuple[SaidAmount, ...] = ()
    claims: tuple[SaidClaim, ...] = ()
    events: tuple[SaidEvent, ...] = ()


def read_records(path: str | Path) -> dict[str, Analysis]:
    """The analyses of a JSON Lines file by document id; of two with one id the later counts.

    Raises `AnalysisError` naming the line, and `OSError`.
    """
    out: dict[str, Analysis] = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                analysis = read_analysis(json.loads(line))
            except ValueError as error:
                raise AnalysisError(f"{path}:{number}: {error}") from None
            out[analysis.id] = analysis
    return out


def read_analysis(data: Mapping[str, Any]) -> Analysis:
    """What a record's JSON says. Fields that are missing say nothing. Raises `AnalysisError`."""
    try:
        return _read(data)
    except (KeyError, TypeError, AttributeError) as error:
        name = data.get("id") if isinstance(data, Mapping) else None
        raise AnalysisError(f"{name or 'record'}: not an analysis record ({type(error).__name__}: {error})") from None


def _read(data: Mapping[str, Any]) -> Analysis:
    attributions = {a["id"]: a for a in data.get("attributions") or ()}
    intervals = {t["id"]: _interval(t) for t in data.get("times") or () if "id" in t}
    return Analysis(
        id=data["id"],
        text=data.get("text"),
        entities=tuple(
            SaidEntity(e["id"], e["type"], e.get("name") or "", _ranges(e.get("mentions")))
            for e in data.get("entities") or ()
        ),
        positions=tuple(SaidPosition(p["person"], p["title"]) for p in data.get("positions") or ()),
        relations=_links(data, "relations", "relation"),
        alignments=_links(data, "alignments", "polarity"),
        times=tuple(SaidTime((t["start"], t["end"]), _interval(t)) for t in data.get("times") or ()),
        amounts=tuple(SaidAmount((a["start"], a["end"]), a.get("value")) for a in data.get("amounts") or ()),
        claims=tuple(
            SaidClaim(a["id"], tuple(a["sources"] or ()), a.get("act"), _ranges(a["content"]))
            for a in attributions.values()
            if a.get("content")
        ),
        events=tuple(_event(e, attributions, intervals) for e in data.get("events") or ()),
    )


def _event(
    data: Mapping[str, Any], attributions: Mapping[str, Mapping[str, Any]], intervals: Mapping[str, Interval]
) -> SaidEvent:
    time = data.get("time")
    told = attributions.get(data.get("attribution") or "")
    return SaidEvent(
        id=data["id"],
        type=data["type"],
        mode=data.get("mode") or None,
        aux=frozenset(data.get("aux") or ()),
        roles={role: tuple(data.get(role) or ()) for role in ROLES},
        interval=intervals.get(time, OPEN) if isinstance(time, str) else _interval(time) if time else OPEN,
        evidence=_ranges(data.get("evidence")),
        chain=tuple(told["sources"] or ()) if told else (),
    )


def _links(data: Mapping[str, Any], field: str, kind: str) -> tuple[GoldLink, ...]:
    return tuple(GoldLink(x["subject"], x[kind], x["object"]) for x in data.get(field) or ())


def _ranges(items: Any) -> tuple[Range, ...]:
    return tuple((x["start"], x["end"]) for x in items or ())


def _interval(data: Mapping[str, Any]) -> Interval:
    days = data.get("earliest"), data.get("latest")
    for day in days:
        if day is not None:
            try:
                datetime.date.fromisoformat(day)
            except ValueError:
                raise AnalysisError(f"{day!r} is not an ISO date") from None
    return days

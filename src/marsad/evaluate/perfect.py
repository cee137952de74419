"""The record that says exactly what the gold says: shows what joining does when nothing before it went wrong.

The gold names neither mentions nor which passage is told on whose word. Mentions are searched; a passage belongs
to the chain whose claim it overlaps most, and each chain of an event becomes an event of its own (`V3`, `V3.1`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marsad.model.record import (
    Amount,
    Attribution,
    Entity,
    Event,
    Interval,
    Mention,
    Position,
    Record,
    Relation,
    Time,
)  # fmt: skip


def perfect_records(folder: str | Path) -> dict[str, Record]:
    """A record for every gold file of the folder, by id. Raises `OSError`, `ValueError` and `KeyError`."""
    paths = sorted(Path(folder).glob("*.json"))
    return {r.id: r for r in (perfect_record(json.loads(p.read_text(encoding="utf-8"))) for p in paths)}


def perfect_record(gold: Mapping[str, Any]) -> Record:
    """The record of one gold report (its JSON); event ids lead back by `event_key`."""
    text: str = gold["text"]
    amounts = tuple(
        Amount(f"N{n}", at, at + len(a["text"]), a["value"], a["unit"], a["approximate"])
        for n, a in enumerate(gold["amounts"])
        if (at := text.find(a["text"])) >= 0
    )
    attributions: list[Attribution] = []
    events: list[Event] = []
    for number, event in enumerate(gold["events"]):
        chains = [tuple(c) for c in event["sources"]] or [()]
        pieces = _by_chain(gold, event, chains)
        for n, chain in enumerate(chains):
            ident = f"V{number}" if n == 0 else f"V{number}.{n}"
            told = f"A-{ident}" if chain else None
            if told:
                act = _act(gold, chain, pieces[n])
                attributions.append(Attribution(told, chain, act, (), tuple(pieces[n])))
            counted = [
                f"N{i}"
                for i, a in enumerate(gold["amounts"])
                if a.get("event") == event["key"] and _tells(text, a["text"], pieces, n)
            ]
            time = event["time"]
            events.append(
                Event(
                    ident, event["type"], event["mode"], tuple(event["aux"]), (), tuple(event["actor"]),
                    tuple(event["recipient"]), tuple(event["place"]), tuple(event.get("from") or ()),
                    Interval(time[0], time[1]) if time else None, event.get("count"), tuple(counted),
                    tuple(pieces[n]), told,
                )
            )  # fmt: skip
    return Record(
        id=gold["id"], title=gold.get("title"), publisher=gold.get("publisher"), published=gold.get("published"),
        published_by=None, url=None, language="ar", text=text,
        entities=tuple(_entity(key, e, text) for key, e in gold["entities"].items()),
        positions=tuple(
            Position(p["person"], p["title"], p["organization"], at, at + len(p["title"]))
            for p in gold["positions"]
            if (at := max(0, text.find(p["title"]))) >= 0
        ),
        relations=tuple(Relation(r["subject"], r["relation"], r["object"], 0, 0) for r in gold["relations"]),
        times=tuple(
            Time(f"T{n}", at, at + len(t["text"]), t["earliest"], t["latest"], "date", "day")
            for n, t in enumerate(gold["times"])
            if (at := text.find(t["text"])) >= 0
        ),
        amounts=amounts, attributions=tuple(attributions), events=tuple(events),
    )  # fmt: skip


def event_key(gold: Mapping[str, Any], ident: str) -> str:
    """The gold key of a perfect record's event."""
    key: str = gold["events"][int(ident[1:].partition(".")[0])]["key"]
    return key


def _entity(key: str, gold: Mapping[str, Any], text: str) -> Entity:
    mentions = [Mention(at, at + len(name)) for name in gold["names"] if (at := text.find(name)) >= 0]
    return Entity(
        key, gold["type"], gold["names"][0], tuple(mentions), gold.get("en"), "known" if gold.get("en") else None,
        gold.get("country"), tuple(gold.get("sector") or ()),
    )  # fmt: skip


def _spans(text: str, pieces: list[str]) -> list[Mention]:
    return [Mention(at, at + len(p)) for p in pieces if (at := text.find(p)) >= 0]


def _overlap(a: Mention, b: Mention) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _by_chain(gold: Mapping[str, Any], event: Mapping[str, Any], chains: list[tuple[str, ...]]) -> list[list[Mention]]:
    """The event's evidence dealt out to its chains; one without a passage of its own gets its longest claim's."""
    text: str = gold["text"]
    told = [(spans, tuple(c["sources"])) for c in gold["claims"] if (spans := _spans(text, [c["content"]]))]
    dealt: list[list[Mention]] = [[] for _ in chains]
    every = _spans(text, event["evidence"])
    for piece in every:
        common = [
            sum(_overlap(piece, s) for spans, sources in told if sources == chain for s in spans) for chain in chains
        ]
        best = max(range(len(chains)), key=lambda n: common[n])
        if common[best] == 0 and () in chains:
            best = chains.index(())
        dealt[best].append(piece)
    claims = [
        max((spans for spans, sources in told if sources == chain), key=lambda s: s[0].end - s[0].start, default=every)
        for chain in chains
    ]
    return [pieces or claim for pieces, claim in zip(dealt, claims, strict=True)]


def _act(gold: Mapping[str, Any], chain: tuple[str, ...], pieces: list[Mention]) -> Any:
    claims = [c for c in gold["claims"] if tuple(c["sources"]) == chain]
    if not claims:
        return "say"
    text: str = gold["text"]
    return max(claims, key=lambda c: sum(_overlap(p, s) for p in pieces for s in _spans(text, [c["content"]])))["act"]


def _tells(text: str, words: str, pieces: list[list[Mention]], n: int) -> bool:
    """Is the amount told with this chain's passages? One that stands in no passage goes with the first chain."""
    holding = [i for i, own in enumerate(pieces) if any(words in text[p.start : p.end] for p in own)]
    return n in holding if holding else n == 0

"""How far two annotations of the same texts agree, track by track, as F1 by the project's scorer.

The scorer measures an analysis against a gold annotation. Here one annotation is turned into the analysis
that says what it says (`as_analysis`), scored against the other, and the other way round; a track's
agreement is F1 over the counts of both ways, so that neither annotator is the measure of the other.

The scorer is handed in, since this package lies below `marsad.evaluate`; `marsad corpus agreement` uses
the project's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .locate import find, locate_names
from .report import CorpusError, GoldEvent, GoldReport, Json, report_to_json

Counts = Mapping[str, tuple[int, int, int]]
"""Track -> how many statements are right, were said, are in the gold."""
Scorer = Callable[[Mapping[str, Json], Mapping[str, Json]], Counts]
"""From gold files and analysis records, both by report id, to the tracks' counts."""

# of several verdicts on events found by both there is no "said" and "gold": F1 is the share that agrees
HEADLINE = ("entities", "positions", "times", "claims", "event detection", "arguments", "events strict")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A track's agreement; `first` and `second` are how many statements each annotator made."""

    track: str
    f1: float
    first: int
    second: int


def agreement(first: Sequence[GoldReport], second: Sequence[GoldReport], score: Scorer) -> list[Agreement]:
    """Agreement of two annotations over the reports that both have, track by track, in the scorer's order.

    Raises `CorpusError` where they share no report, or a report's text differs.
    """
    one, two = ({r.id: r for r in reports} for reports in (first, second))
    common = sorted(one.keys() & two.keys())
    if not common:
        raise CorpusError("the two annotations share no report")
    for ident in common:
        if one[ident].text != two[ident].text:
            raise CorpusError(f"{ident}: the two annotations are of different texts")
    golds = [{i: report_to_json(reports[i]) for i in common} for reports in (one, two)]
    said = [{i: as_analysis(reports[i]) for i in common} for reports in (one, two)]
    forth, back = score(golds[0], said[1]), score(golds[1], said[0])
    out = []
    for track in (*forth, *(t for t in back if t not in forth)):
        ways = [counts.get(track, (0, 0, 0)) for counts in (forth, back)]
        right, stated, wanted = (sum(w[i] for w in ways) for i in range(3))
        both = stated + wanted
        out.append(Agreement(track, 2 * right / both if both else 1.0, first=ways[0][2], second=ways[1][2]))
    return out


def headline(tracks: Sequence[Agreement]) -> float:
    """The mean over the tracks that the scorer's headline is made of."""
    chosen = [t.f1 for t in tracks if t.track in HEADLINE]
    return sum(chosen) / len(chosen) if chosen else 0.0


def as_text(tracks: Sequence[Agreement]) -> str:
    """A table for people."""
    lines = [f"{'track':24}{'F1':>7}{'first':>8}{'second':>8}"]
    lines += [f"{t.track:24}{t.f1:>7.3f}{t.first:>8}{t.second:>8}" for t in tracks]
    return "\n".join([*lines, f"{'headline':24}{headline(tracks):>7.3f}"])


def as_markdown(tracks: Sequence[Agreement]) -> str:
    """The table for the datasheet."""
    lines = ["| track | F1 | first | second |", "|---|---|---|---|"]
    lines += [f"| {t.track} | {t.f1:.3f} | {t.first} | {t.second} |" for t in tracks]
    return "\n".join([*lines, f"| headline | {headline(tracks):.3f} | | |"])


def as_analysis(report: GoldReport) -> Json:
    """The analysis record that says exactly what an annotation says.

    Names, pieces and offsets are the scorer's; of an event told on several words the first counts.
    """
    text = report.text
    mentions = locate_names(report)
    attributions: list[Json] = [
        {"id": f"A{n}", "sources": list(c.sources), "act": c.act, "content": _spans(text, [c.content])}
        for n, c in enumerate(report.claims)
    ]
    events: list[Json] = []
    for n, event in enumerate(report.events):
        chain = list(event.sources[0]) if event.sources else []
        if chain:
            attributions.append({"id": f"E{n}", "sources": chain, "act": "say", "content": []})
        events.append(_event(f"V{n}", event, text, f"E{n}" if chain else None))
    return {
        "id": report.id,
        "text": text,
        "entities": [
            {
                "id": key,
                "type": entity.type,
                "name": entity.names[0],
                "mentions": [*_spans(text, entity.names), *({"start": s.start, "end": s.end} for s in mentions[key])],
            }
            for key, entity in report.entities.items()
        ],
        "positions": [{"person": p.person, "title": p.title} for p in report.positions],
        "relations": [{"subject": r.subject, "relation": r.relation, "object": r.object} for r in report.relations],
        "alignments": [{"subject": a.subject, "polarity": a.polarity, "object": a.object} for a in report.alignments],
        "times": [
            {"id": f"T{n}", "start": s.start, "end": s.end, "earliest": t.earliest, "latest": t.latest}
            for n, t in enumerate(report.times)
            if (s := find(text, t.text, t.n))
        ],
        "amounts": [
            {"start": s.start, "end": s.end, "value": a.value} for a in report.amounts if (s := find(text, a.text))
        ],
        "attributions": attributions,
        "events": events,
    }


def _event(ident: str, event: GoldEvent, text: str, attribution: str | None) -> Json:
    return {
        "id": ident,
        "type": event.type,
        "mode": event.mode,
        "aux": list(event.aux),
        "actor": list(event.actor),
        "recipient": list(event.recipient),
        "place": list(event.place),
        "from": list(event.origin),
        "time": {"earliest": event.time[0], "latest": event.time[1]} if event.time else None,
        "attribution": attribution,
        "evidence": _spans(text, event.evidence),
    }


def _spans(text: str, pieces: Sequence[str]) -> list[Json]:
    return [{"start": s.start, "end": s.end} for piece in pieces if (s := find(text, piece))]

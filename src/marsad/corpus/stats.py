"""What a corpus holds, counted, and the marks that it set out to reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .report import GoldReport, GoldStory
from .sheet import AUX, EVENT_MODES
from .times import forms

BEGIN, END = "<!-- counts: written by `marsad corpus stats --datasheet` -->", "<!-- end of counts -->"
_LENGTHS = (50, 100, 200, 300, 400)
_REPORTS, _STORIES, _NO_EVENT, _PER_TYPE, _PER_MODE, _PER_AUX = 400, 40, 0.10, 40, 15, 60
# the modes that the writers were asked for by name
_COMMON_MODES: dict[str, str] = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release ceasefire resign",
    "REQUEST": "assist change yield",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "change yield meet",
    "THREATEN": "restrict violence",
    "PROTEST": "demo strike obstruct",
    "SANCTION": "expel convict discontinue",
    "MOBILIZE": "troops weapons police",
    "COERCE": "seize restrict arrest deport",
    "ASSAULT": "firearms explosives aerial drone heavy-weapons abduct",
}
_SIGNS: dict[str, str] = {
    "Eastern digits": "[٠-٩۰-۹]",
    "Latin letters": "[A-Za-z]",
    "tanwin or vowel signs": "[\u064b-\u0652]",
    "tatweel": "\u0640",
    "hamza left out (ان، الى، او، اي، امس)": r"(?<!\w)و?(?:ان|الى|او|اي|امس|اكد|اعلن)(?!\w)",
    "quotation marks": '[«»“”"]',
}

Table = dict[str, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A least count that the corpus set out to reach."""

    what: str
    least: int
    found: int

    @property
    def reached(self) -> bool:
        return self.found >= self.least


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by heading, each a number or a table, in the order in which they are printed, and the marks."""

    counts: Mapping[str, int | Table]
    marks: tuple[Mark, ...]


def count(reports: Sequence[GoldReport], stories: Sequence[GoldStory] = ()) -> Stats:
    """Count a corpus. Hops are the sources of a chain: none is the report's own voice."""
    events = [e for r in reports for e in r.events]
    claims = [(r, c) for r in reports for c in r.claims]
    words = [len(r.text.split()) for r in reports]
    types = dict.fromkeys(EVENT_MODES, 0) | _tally(e.type for e in events)
    modes = _tally(f"{e.type} {e.mode}" for e in events if e.mode)
    aux = dict.fromkeys(AUX, 0) | _tally(a for e in events for a in e.aux)
    groups = {(r.id, k) for r in reports for k, e in r.entities.items() if e.type == "group"}
    without = sum(not r.events for r in reports)
    counts: dict[str, int | Table] = {
        "reports": len(reports),
        "reports without event": without,
        "reports by register": _tally(r.register or "-" for r in reports),
        "reports by split": _tally(r.split or "-" for r in reports),
        "reports by register and split": _tally(f"{r.register or '-'} {r.split or '-'}" for r in reports),
        "reports by writer": _tally(r.writer for r in reports),
        "reports with": {
            name: n for name, sign in _SIGNS.items() if (n := sum(bool(re.search(sign, r.text)) for r in reports))
        },
        "words": sum(words),
        "words of a report": {"least": min(words), "median": int(median(words)), "most": max(words)} if words else {},
        "reports by length": _tally(map(_length, words)),
        "entities": sum(len(r.entities) for r in reports),
        "entities by type": _tally(e.type for r in reports for e in r.entities.values()),
        "entities by country": _common((e.country or "none" for r in reports for e in r.entities.values()), least=10),
        "positions": sum(len(r.positions) for r in reports),
        "relations": _tally(x.relation for r in reports for x in r.relations),
        "alignments": _tally(x.polarity for r in reports for x in r.alignments),
        "times": sum(len(r.times) for r in reports),
        "times by form": _common(form for r in reports for t in r.times for form in forms(t)),
        "amounts": sum(len(r.amounts) for r in reports),
        "amounts by unit": _common((a.unit for r in reports for a in r.amounts), least=5),
        "amounts, how told": _tally(
            how for r in reports for a in r.amounts for how in _told(a.text, a.value, a.approximate)
        ),
        "claims": len(claims),
        "claims by act": _common(c.act for _, c in claims),
        "claims by hops": _tally(_hops(len(c.sources)) for _, c in claims),
        "claims of anonymous sources": sum(any((r.id, k) in groups for k in c.sources) for r, c in claims),
        "events": len(events),
        "events by type": types,
        "events by mode": modes,
        "events by auxiliary mode": aux,
        "events by hops": _tally(_hops(len(c)) for e in events for c in e.sources),
        "events told on several words": sum(len(e.sources) > 1 for e in events),
        "events of anonymous sources": sum(
            any((r.id, k) in groups for c in e.sources for k in c) for r in reports for e in r.events
        ),
        "stories": len(stories),
        "stories by reports": _tally(str(len({i for i, _ in s.tellings})) for s in stories),
        "stories by origins": _tally(str(s.independent) for s in stories),
        "stories with conflicts": sum(bool(s.conflicts) for s in stories),
        "conflicts by field": _common(c.field.split(" (")[0] for s in stories for c in s.conflicts),
    }
    return Stats(counts, tuple(_marks(len(reports), without, len(stories), types, modes, aux)))


def _marks(reports: int, without: int, stories: int, types: Table, modes: Table, aux: Table) -> Iterable[Mark]:
    yield Mark("reports", _REPORTS, reports)
    yield Mark("reports without event, percent", int(_NO_EVENT * 100), int(100 * without / reports) if reports else 0)
    yield Mark("stories", _STORIES, stories)
    yield from (Mark(name, _PER_TYPE, types.get(name, 0)) for name in EVENT_MODES)
    for name, wanted in _COMMON_MODES.items():
        yield from (Mark(f"{name} {mode}", _PER_MODE, modes.get(f"{name} {mode}", 0)) for mode in wanted.split())
    yield from (Mark(name, _PER_AUX, aux.get(name, 0)) for name in AUX)


def as_json(stats: Stats) -> dict[str, object]:
    """Counts and marks as JSON values."""
    marks = [{"what": m.what, "least": m.least, "found": m.found, "reached": m.reached} for m in stats.marks]
    return {**stats.counts, "marks": marks}


def as_text(stats: Stats) -> str:
    """For people: a heading a line, tables indented below it, then the marks not reached."""
    lines: list[str] = []
    for name, value in stats.counts.items():
        if isinstance(value, int):
            lines.append(f"{name:34}{value:>8}")
        else:
            lines.append(f"{name}:")
            lines += [f"  {key:40}{number:>8}" for key, number in value.items()]
    short = [m for m in stats.marks if not m.reached]
    lines.append(f"marks reached: {len(stats.marks) - len(short)} of {len(stats.marks)}")
    lines += [f"  {m.what:34}{m.found:>8} of {m.least}" for m in short]
    return "\n".join(lines)


def as_markdown(stats: Stats) -> str:
    """The counts for the datasheet: one table, small tables written out in their row."""
    rows = ["| count | |", "|---|---|"]
    for name, value in stats.counts.items():
        shown = f"{value:,}" if isinstance(value, int) else ", ".join(f"{k} {n:,}" for k, n in value.items())
        rows.append(f"| {name} | {shown or 'none'} |")
    short = [f"{m.what} {m.found} of {m.least}" for m in stats.marks if not m.reached]
    rows.append(f"| marks not reached | {', '.join(short) or 'none'} |")
    return "\n".join(rows)


def with_counts(document: str, stats: Stats) -> str:
    """A datasheet with the counts between its two marks brought up to date.

    Raises `ValueError` where the marks are missing.
    """
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no place for the counts, between {BEGIN} and {END}")
    return f"{before}{begin}\n{as_markdown(stats)}\n{end}{after}"


def _tally(values: Iterable[str]) -> Table:
    return dict(sorted(Counter(values).items()))


def _common(values: Iterable[str], least: int = 1) -> Table:
    """The commonest first; values rarer than `least` together."""
    found = Counter(values)
    out = {k: n for k, n in sorted(found.items(), key=lambda x: (-x[1], x[0])) if n >= least}
    rest = sum(found.values()) - sum(out.values())
    return {**out, "others": rest} if rest else out


def _hops(sources: int) -> str:
    return {0: "own voice", 1: "1 source"}.get(sources, f"{sources} sources")


_HOW: dict[str, Callable[[str], bool]] = {
    "in Western digits": lambda text: bool(re.search("[0-9]", text)),
    "in Eastern digits": lambda text: bool(re.search("[٠-٩۰-۹]", text)),
    "in words": lambda text: not re.search(r"\d", text),
}


def _told(text: str, value: float | None, approximate: bool) -> Iterable[str]:
    yield from (how for how, test in _HOW.items() if test(text))
    if approximate:
        yield "approximate"
    if value is None:
        yield "no value named"
    elif value != int(value):
        yield "fraction"


def _length(words: int) -> str:
    lower = 0
    for upper in _LENGTHS:
        if words < upper:
            return f"{lower:03} to {upper - 1:03} words"
        lower = upper
    return f"{lower} words and more"

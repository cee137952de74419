"""Reports and stories back to the sheet format that `sheet` reads, for editing by hand."""

from __future__ import annotations

from collections.abc import Iterable

from .report import GoldEvent, GoldReport, GoldStory
from .sheet import passage

_DOTS = "…"


def to_sheet(reports: Iterable[GoldReport], stories: Iterable[GoldStory] = ()) -> str:
    """A sheet that `sheet.parse` turns into the same reports and stories.

    Raises `ValueError` for what a sheet can't hold, such as a passage that is nowhere in the text.
    """
    lines: list[str] = []
    for report in reports:
        lines += [*_head(report), *_body(report), ""]
    for story in stories:
        tellings = " ".join(f"{ident}/{key}" for ident, key in story.tellings)
        lines.append(f"S {story.name} | {tellings} | {' ; '.join(story.root_sources)} | {story.independent}")
        for conflict in story.conflicts:
            lines.append(f"K {conflict.field} | {' '.join(f'{i}={v}' for i, v in conflict.values.items())}")
    return "\n".join(lines) + "\n"


def _head(report: GoldReport) -> list[str]:
    fields = ("published", "publisher", "title", "register", "topic", "story")
    head = [f"#id {report.id}", *(f"#{f} {getattr(report, f) or '-'}" for f in fields)]
    return [*head, "#text", *report.text.split("\n"), "#end"]


def _body(report: GoldReport) -> list[str]:
    out = [f"B {piece}" for piece in report.boilerplate]
    for key, e in report.entities.items():
        names, sector = " ; ".join(e.names), " ".join(e.sector)
        out.append(f"E {key} | {e.type} | {names} | {e.en or '-'} | {e.country or '-'} | {sector or '-'}")
    out += [f"P {p.person} | {p.title} | {p.organization or '-'}" for p in report.positions]
    out += [f"R {r.subject} {r.relation} {r.object}" for r in report.relations]
    out += [f"L {a.subject} {a.polarity} {a.object}" for a in report.alignments]
    for t in report.times:
        # the mark isn't needed for the first occurrence
        which = f" #{t.n}" if t.n > 1 else ""
        out.append(f"T {t.text}{which} | {f'{t.earliest} {t.latest}' if t.earliest else '-'}")
    for a in report.amounts:
        value = "-" if a.value is None else a.value
        out.append(f"A {a.text} | {value} {a.unit}{' ~' if a.approximate else ''} {a.event or '-'}")
    out += [f"C {c.act} | {' > '.join(c.sources)} | {_pattern(report.text, c.content)}" for c in report.claims]
    for event in report.events:
        out.append(_event(event))
        out += [f"X {_pattern(report.text, piece)}" for piece in event.evidence]
    return out


def _event(event: GoldEvent) -> str:
    fields: dict[str, str] = {
        "actor": ",".join(event.actor),
        "recipient": ",".join(event.recipient),
        "place": ",".join(event.place),
        "from": ",".join(event.origin),
        "also": ",".join(event.also),
        "time": ":".join(event.time or ()),
        "aux": ",".join(event.aux),
        "count": "" if event.count is None else str(event.count),
        "context": ",".join(event.context),
        "sources": ";".join(">".join(chain) or "own" for chain in event.sources),
    }
    given = " ".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"V {event.key} {event.type}{f'/{event.mode}' if event.mode else ''} {given}".rstrip()


def _pattern(text: str, piece: str) -> str:
    """The words that stand for a passage: itself, or its beginning and end where a line can't hold it."""
    if "\n" not in piece and passage(text, piece) == piece:
        return piece
    words = piece.split()
    for head in range(1, len(words)):
        for tail in range(1, len(words) - head + 1):
            begin, end = _upto(piece, head), _from(piece, tail)
            pattern = f"{begin} {_DOTS} {end}"
            if "\n" not in pattern and passage(text, pattern) == piece:
                return pattern
    raise ValueError(f"a sheet can't hold this passage: {piece[:60]!r}")


def _upto(piece: str, words: int) -> str:
    at = 0
    for word in piece.split()[:words]:
        at = piece.index(word, at) + len(word)
    return piece[:at]


def _from(piece: str, words: int) -> str:
    at = len(piece)
    for word in reversed(piece.split()[-words:]):
        at = piece.rindex(word, 0, at)
    return piece[at:]

"""Other names that a name holds within itself: without its nationality, without its town, in brackets."""

from __future__ import annotations

from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.analysis.words import nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span

from .candidate import Candidate


def with_alias(reading: Reading, c: Candidate) -> Candidate:
    """«بلدة نغيغمي النيجرية» is «بلدة نغيغمي» too: the adjective of nationality is not part of every telling."""
    if c.type not in ("place", "organization") or c.last - c.first < 3:
        return c
    if c.type == "organization" and (also := _in_brackets(reading, c)):
        return replace(c, aliases=(*c.aliases, *also))
    inside = reading.tokens[c.last - 1]
    if (
        c.type == "place"
        and inside.norm[0] == "ب"
        and not gazetteer().named(inside.norm)
        and any(
            e.type == "place" for prefix, stem in splits(inside.norm) if prefix == "ب" for e in gazetteer().named(stem)
        )
    ):
        # «حي النخيل بسبها» is «حي النخيل»
        return replace(c, aliases=(*c.aliases, Span(c.span.start, reading.tokens[c.last - 2].end)))
    last = reading.tokens[c.last - 1].norm
    if not has_article(last) or not nationality(last) or has_article(reading.tokens[c.last - 2].norm):
        return c
    return replace(c, aliases=(*c.aliases, Span(c.span.start, reading.tokens[c.last - 2].end)))


def _in_brackets(reading: Reading, c: Candidate) -> tuple[Span, ...]:
    """«جماعة أنصار الله (الحوثيون)»: what stands in brackets is a name of the body, as is what stands before."""
    tokens = reading.tokens
    opens = next((k for k in range(c.first + 1, c.last - 1) if tokens[k].norm == "("), None)
    if opens is None:
        return ()
    closes = next((k for k in range(opens + 1, c.last) if tokens[k].norm == ")"), c.last)
    inside = Span(tokens[opens + 1].start, tokens[closes - 1].end)
    # «وكالة (كذا)»: a mere kind is nobody's name
    return (inside,) if opens == c.first + 1 else (Span(c.span.start, tokens[opens - 1].end), inside)

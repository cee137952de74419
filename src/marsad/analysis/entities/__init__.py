"""People, organizations, places, groups and assets of one report, each with all its mentions.

Several ways propose candidates (knowledge base, head nouns, given names, the neural tagger);
the longest and best-founded wins where they overlap; mentions are then joined into entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.text.spans import Span

from .candidate import Candidate, Found
from .coreference import join
from .describe import choose, country_weights, describe
from .groups import groups
from .heads import heads
from .known import known
from .people import people, titled

__all__ = ["Candidate", "Found", "describe", "find_entities"]


def find_entities(reading: Reading, tagged: Sequence[Candidate], taken: Sequence[Span]) -> tuple[list[Found], list[Candidate]]:
    """Named entities, and the candidates for groups and assets that later layers may ask for.

    `tagged` are the tagger's proposals; no name is read inside `taken` (time expressions).
    """
    listed = known(reading)
    by_first: dict[int, Candidate] = {}
    for c in sorted(listed, key=lambda c: (c.last - c.first, c.weight)):
        by_first[c.first] = c
    for c in tagged:
        old = by_first.get(c.first)
        if old is None or old.last < c.last:
            by_first[c.first] = c
    guessed = people(reading)
    for c in guessed:
        by_first.setdefault(c.first, c)
    pool = [*listed, *heads(reading, by_first), *tagged, *(c for c in guessed if _supported(reading, c, tagged))]
    skip = [s for s in (*taken, *reading.boilerplate)]
    pool = [c for c in pool if not any(s.overlaps(c.span) for s in skip)]
    chosen = _best(pool)
    weights = country_weights(chosen)
    settled: list[Candidate] = []
    for c in chosen:
        if len(c.entries) > 1:
            entry, confidence = choose(c.entries, weights)
            c = replace(c, entries=(entry,), confidence=None if confidence >= 0.9 else confidence)
        settled.append(c)
    found = join(reading, settled)
    ends: dict[int, int] = {}
    for entity in found:
        for first, last, _ in entity.mentions:
            ends[first] = max(last, ends.get(first, 0))
    named = {i for c in settled for i in range(c.first, c.last)}
    described = [
        g for g in groups(reading, ends)
        if g.first not in named and not any(s.overlaps(g.span) for s in reading.boilerplate)
    ]  # fmt: skip
    return found, described


def _supported(reading: Reading, c: Candidate, tagged: Sequence[Candidate]) -> bool:
    """A guessed name needs a title before it, two known given names, or the tagger's word."""
    return True if not tagged else titled(reading, c.first, c.last) or any(
        t.type == "person" and t.span.overlaps(c.span) for t in tagged
    )


def _best(pool: list[Candidate]) -> list[Candidate]:
    """Candidates that don't overlap: the heavier and longer first."""
    order = sorted(pool, key=lambda c: (-(c.weight + 4 * (c.last - c.first)), c.first, c.by))
    used: set[int] = set()
    out: list[Candidate] = []
    for c in order:
        tokens = range(c.first, c.last)
        if used.isdisjoint(tokens):
            used.update(tokens)
            out.append(c)
    return sorted(out, key=lambda c: c.first)

"""People, organizations, places, groups and assets of one report, each with all its mentions.

Several ways propose candidates (knowledge base, head nouns, given names, the neural tagger);
the longest and best-founded wins where they overlap; mentions are then joined into entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate, Found
from .coreference import join
from .describe import choose, country_weights, describe
from .groups import groups
from .heads import head_of, heads, is_back_reference
from .known import known
from .people import people, titled

__all__ = ["Candidate", "Found", "describe", "find_entities"]


def find_entities(
    reading: Reading,
    tagged: Sequence[Candidate],
    taken: Sequence[Span],
    learned: Sequence[Candidate] = (),
    learned_groups: Sequence[Candidate] = (),
) -> tuple[list[Found], list[Candidate]]:
    """Named entities, and the candidates for groups and assets that later layers may ask for.

    `tagged` are the tagger's proposals, `learned` and `learned_groups` the reader's; no name is
    read inside `taken` (time expressions).
    """
    listed = known(reading)
    by_first: dict[int, Candidate] = {}
    for c in sorted(listed, key=lambda c: (c.last - c.first, c.weight)):
        by_first[c.first] = c
    for c in tagged:
        old = by_first.get(c.first)
        if old is None or old.last < c.last:
            by_first[c.first] = c
    if tagged:
        seen = {i for t in tagged for i in range(t.first, t.last)}
        listed = [c for c in listed if _borne_out(reading, c, seen)]
    guessed = people(reading)
    for c in guessed:
        by_first.setdefault(c.first, c)
    ends_at = {i: t for t in tagged if t.type == "person" for i in range(t.first, t.last)} if tagged else None
    pool = [*listed, *heads(reading, by_first), *tagged, *(c for c in guessed if _supported(reading, c, ends_at))]
    pool = [*pool, *learned] if not learned else [*_linked(reading, learned, pool), *_beside(learned, pool)]
    barred = {i for s in (*taken, *reading.boilerplate) for i in range(*reading.tokens_in(s.start, s.end))}
    pool = [c for c in pool if barred.isdisjoint(range(c.first, c.last))]
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
    described = [*learned_groups]
    held = {i for g in learned_groups for i in range(g.first, g.last)}
    described += [
        g for g in groups(reading, ends)
        if g.first not in named and held.isdisjoint(range(g.first, g.last))
    ]  # fmt: skip
    return found, described


def _linked(reading: Reading, learned: Sequence[Candidate], pool: Sequence[Candidate]) -> list[Candidate]:
    """The reader's names with what the knowledge base and the head nouns know of the same words."""
    by_token: dict[int, list[Candidate]] = {}
    for p in pool:
        by_token.setdefault(p.first, []).append(p)
    out: list[Candidate] = []
    for c in learned:
        if c.last - c.first == 1 and is_back_reference(reading.tokens[c.first].norm):
            continue
        touching = [p for i in range(c.first, c.last) for p in by_token.get(i, ()) if p.last <= c.last]
        c = _headed(reading, _retyped(c, touching))
        within = [p for p in touching if p.type == c.type]
        same = [p for p in within if p.first == c.first and p.last == c.last]
        inside = [p for p in within if p.entries]
        known = next((p for p in same if p.entries), None)
        if known is None and len(inside) == 1 and inside[0].last - inside[0].first >= c.last - c.first - 1:
            known = inside[0]
        head = next((p for p in same if p.head), None)
        start = c.span.start
        if known is not None and known.first == c.first:
            start = known.span.start
        aliases = (
            *c.aliases,
            *(head.aliases if head else ()),
            *((known.span,) if known and known.span != c.span else ()),
        )
        out.append(
            replace(
                c,
                span=Span(start, c.span.end),
                entries=known.entries if known else (),
                aliases=tuple(dict.fromkeys(aliases)),
                country=head.country if head else c.country,
                sector=head.sector if head else c.sector,
                head=head.head if head else c.head,
                by=f"{c.by}+{known.by}" if known else c.by,
            )
        )
    return out


def _retyped(c: Candidate, touching: Sequence[Candidate]) -> Candidate:
    """The knowledge base's type where it knows exactly these words and the model is unsure, or they are a country."""
    exact = [p for p in touching if p.first == c.first and p.last == c.last and p.entries]
    if not exact or any(p.type == c.type for p in exact):
        return c
    best = max(exact, key=lambda p: p.weight)
    country = any(e.source == "countries" for e in best.entries)
    town = all(e.source == "places" for e in best.entries)
    if country or (not town and (c.confidence or 0) < _SURE):
        return replace(c, type=best.type)
    return c


def _headed(reading: Reading, c: Candidate) -> Candidate:
    """The type that the head noun fixes: a tribe is no place and a valley no body."""
    hit = head_of(reading.tokens[c.first].norm) if c.last - c.first > 1 else None
    kinds = {h.type for h in hit[2]} if hit else set()
    if len(kinds) == 1 and c.type not in kinds and c.type != "person":
        return replace(c, type=kinds.pop())
    return c


_SURE = 0.9


def _beside(learned: Sequence[Candidate], pool: Sequence[Candidate]) -> list[Candidate]:
    """What the other ways found where the reader saw nothing, as far as it is well founded."""
    held = {i for c in learned for i in range(c.first, c.last)}
    return [p for p in pool if held.isdisjoint(range(p.first, p.last)) and _sure(p)]


def _sure(p: Candidate) -> bool:
    """A known name of several words, a country, or a known outlet with its kind noun."""
    if not p.entries:
        return False
    return p.last - p.first > 1 or any(e.source in ("countries",) for e in p.entries)


def _borne_out(reading: Reading, c: Candidate, tagged: set[int]) -> bool:
    """A one-word place needs the tagger's word too, unless it is a country, a capital or stands behind a place noun."""
    if c.type != "place" or c.last - c.first > 1 or any(e.source == "countries" for e in c.entries):
        return True
    if not tagged.isdisjoint(range(c.first, c.last)):
        return True
    before = reading.tokens[c.first - 1].norm if c.first else ""
    known = any(e.source in ("capitals", "overlay") or e.population >= _LARGE for e in c.entries)
    return known and (
        before in _PLACE_WORDS or (reading.tokens[c.first].norm != fold(c.name(reading)) and not has_article(before))
    )


_LARGE = 100_000
_PLACE_WORDS = frozenset(
    fold(w)
    for w in [
        "في",
        "إلى",
        "الى",
        "من",
        "مدينة",
        "بلدة",
        "قرية",
        "محافظة",
        "ولاية",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شرقي",
        "غربي",
        "شمالي",
        "جنوبي",
        "قرب",
        "بين",
    ]
)


def _supported(reading: Reading, c: Candidate, tagged: dict[int, Candidate] | None) -> bool:
    """A guessed name needs a title before it, or the tagger's word, which sees where a name ends."""
    if tagged is None:
        return True
    overlapping = [t for i in range(c.first, c.last) if (t := tagged.get(i)) is not None]
    if overlapping:
        return any(t.last == c.last for t in overlapping)
    return titled(reading, c.first, c.last) and c.last - c.first <= 3


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

"""Where the names and pieces of an annotated report stand in its text.

All spans are half-open ranges of code points of the text. A name is found where the scorer would
take it for the name (spelling variants of hamza, ta marbuta, digits, quotes and vowel signs are equal),
and its span leaves attached particles out: in "وللأمم المتحدة" it starts after "ولل".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.text.clitics import splits
from marsad.text.spans import Span
from marsad.text.tokens import Token, tokens
from marsad.text.views import folded

from .report import GoldAmount, GoldClaim, GoldEvent, GoldPosition, GoldReport, GoldTime

NAMED = ("person", "organization", "place")
_ARTICLE = "ال"
_INSIDE_NAMES = frozenset("\"'-()[]./")


@dataclass(frozen=True, slots=True)
class Located:
    """A report with the span of everything that has one.

    `mentions` holds the spans of each entity, in order; an entity whose names stand nowhere has none.
    A mention inside another entity's longer name is left out, but for names inside the description
    of a group or asset, and for an entity that has no other mention. `evidence` holds an event once
    for each of its pieces.
    """

    report: GoldReport
    mentions: Mapping[str, tuple[Span, ...]]
    titles: tuple[tuple[Span, GoldPosition], ...]
    times: tuple[tuple[Span, GoldTime], ...]
    amounts: tuple[tuple[Span, GoldAmount], ...]
    claims: tuple[tuple[Span, GoldClaim], ...]
    evidence: tuple[tuple[Span, GoldEvent], ...]
    boilerplate: tuple[Span, ...]

    def flat_mentions(self, kinds: Iterable[str]) -> list[tuple[Span, str]]:
        """(span, entity key) of the entities of these types, in order, none overlapping another."""
        wanted = frozenset(kinds)
        entities = self.report.entities
        spans = [(s, k) for k, found in self.mentions.items() if entities[k].type in wanted for s in found]
        return _longest(spans, [])


def locate(report: GoldReport) -> Located:
    """Find everything. What the text does not hold is left out; `validate` names it."""
    text = report.text
    mentions = locate_names(report)
    titles = [(_title(text, p, mentions.get(p.person, ())), p) for p in report.positions]
    evidence = [(find(text, piece), e) for e in report.events for piece in e.evidence]
    pieces: dict[str, list[Span]] = defaultdict(list)
    for span, event in evidence:
        if span:
            pieces[event.key].append(span)
    return Located(
        report=report,
        mentions=mentions,
        titles=tuple((s, p) for s, p in titles if s),
        times=tuple((s, t) for t in report.times if (s := find(text, t.text, t.n))),
        amounts=tuple((s, a) for a in report.amounts if (s := _amount(text, a, pieces.get(a.event or "", [])))),
        claims=tuple((s, c) for c in report.claims if (s := find(text, c.content))),
        evidence=tuple((s, e) for s, e in evidence if s),
        boilerplate=tuple(s for piece in report.boilerplate if (s := find(text, piece))),
    )


def find(text: str, piece: str, n: int = 1) -> Span | None:
    """The `n`-th place where `piece` stands letter for letter, counted as the scorer counts."""
    at = -1
    for _ in range(n):
        at = text.find(piece, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(piece)) if piece else None


def occurrences(text: str, piece: str) -> list[Span]:
    """Every place where `piece` stands, those that begin and end with a word first."""
    out, at = [], text.find(piece)
    while at >= 0 and piece:
        out.append(Span(at, at + len(piece)))
        at = text.find(piece, at + len(piece))
    return sorted(out, key=lambda s: (not _whole(text, s), s))


def locate_names(report: GoldReport) -> dict[str, tuple[Span, ...]]:
    """Entity key -> its mentions in order (see `Located`)."""
    index = _Index(report.text)
    named: list[tuple[Span, str]] = []
    described: list[tuple[Span, str]] = []
    for key, entity in report.entities.items():
        spans = {s for name in entity.names for s in index.find(name)}
        spans = spans or {s for name in entity.names for s in index.find(name, lenient=True)}
        spans = spans or {s for name in entity.names if (s := find(report.text, name))}
        (named if entity.type in NAMED else described).extend((s, key) for s in sorted(spans))
    kept = _longest(named, [], twins=True)
    kept += _longest(described, [s for s, _ in kept], twins=True)
    out: dict[str, list[Span]] = {key: [] for key in report.entities}
    for span, key in kept:
        out[key].append(span)
    nested = [(s, k) for s, k in (*named, *described) if not out[k]]
    for key in {k for _, k in nested}:
        out[key] = [s for s, _ in _longest([(s, k) for s, k in nested if k == key], [])]
    return {key: tuple(sorted(spans)) for key, spans in out.items()}


class _Index:
    """The words of a text by all their readings as particles and stem."""

    def __init__(self, text: str) -> None:
        self.view = folded(text)
        self.tokens = tokens(self.view)
        self.by_stem: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        for token in self.tokens:
            if token.is_number:
                self.by_stem[token.norm].append((token.index, token.start, True))
            elif token.is_word:
                self._add_word(token)

    def _add_word(self, token: Token) -> None:
        for prefix, stem in splits(token.norm):
            start = self.view.offsets[token.at + len(prefix)]
            article = prefix.endswith((_ARTICLE, "لل"))
            # after a split-off article the stem answers a name that is written with it
            self.by_stem[_ARTICLE + stem if article else stem].append(
                (token.index, start, not article or prefix.endswith("لل"))
            )

    def find(self, name: str, *, lenient: bool = False) -> list[Span]:
        """Places of a name; `lenient` takes words with and without article for the same."""
        words = [t.norm for t in tokens(folded(name)) if t.is_word or t.is_number]
        if not words:
            return []
        firsts = [words[0]]
        if lenient:
            firsts += [words[0][2:]] if words[0].startswith(_ARTICLE) else [_ARTICLE + words[0]]
        out = []
        for first in firsts:
            for index, start, usable in self.by_stem.get(first, ()):
                last = self._follow(index, words[1:], lenient) if usable else None
                if last is not None:
                    out.append(Span(start, self.tokens[last].end))
        return out

    def _follow(self, index: int, rest: list[str], lenient: bool) -> int | None:
        """The token at which the name's further words end, if they follow."""
        for word in rest:
            index += 1
            while index < len(self.tokens) and self.tokens[index].norm in _INSIDE_NAMES:
                index += 1
            if index >= len(self.tokens):
                return None
            norm = self.tokens[index].norm
            if norm != word and not (lenient and norm.removeprefix(_ARTICLE) == word.removeprefix(_ARTICLE)):
                return None
        return index


def _longest(spans: list[tuple[Span, str]], taken: list[Span], *, twins: bool = False) -> list[tuple[Span, str]]:
    """The spans that overlap no longer one, and lie in none of `taken`.

    With `twins`, several keys may have one and the same span; otherwise the first keeps it.
    """
    kept: list[tuple[Span, str]] = []
    starts: list[int] = []
    by_start: dict[int, Span] = {}
    for span, key in sorted(spans, key=lambda x: (-len(x[0]), x[0].start)):
        at = bisect_left(starts, span.start)
        around = [by_start[starts[i]] for i in (at - 1, at) if 0 <= i < len(starts)]
        clash = next((o for o in around if o.overlaps(span)), None)
        if (clash is not None and not (twins and clash == span)) or any(o.contains(span) for o in taken):
            continue
        if clash is None:
            starts.insert(at, span.start)
            by_start[span.start] = span
        kept.append((span, key))
    return sorted(kept, key=lambda x: x[0])


def _title(text: str, position: GoldPosition, person: Iterable[Span]) -> Span | None:
    """The occurrence of a title that stands nearest to its holder's name."""
    spans = occurrences(text, position.title)
    if not spans and position.title.startswith(_ARTICLE):
        # told with ل the article loses its alef: "للرئيس"
        merged = occurrences(text, "لل" + position.title[2:])
        spans = [Span(s.start + 2, s.end) for s in merged]
    holders = list(person)
    if not spans or not holders:
        return spans[0] if spans else None
    return min(spans, key=lambda s: min(abs(s.start - h.end) if s > h else abs(h.start - s.end) for h in holders))


def _amount(text: str, amount: GoldAmount, evidence: list[Span]) -> Span | None:
    """The occurrence of a quantity in its event's evidence, else the first whole one."""
    spans = occurrences(text, amount.text)
    return next((s for s in spans if any(e.overlaps(s) for e in evidence)), spans[0] if spans else None)


def _whole(text: str, span: Span) -> bool:
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    return not before.isdigit() and not after.isalnum()

"""One relation, and what the rules of relations look at: names in their order and the words between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.people import title_word
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.text.spans import Span
from marsad.text.views import fold

_SILENT = frozenset({",", '"', "(", ")", ":"})


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two entities; the span is that of the words that state it."""

    subject: Found
    relation: str
    object: Found
    span: Span
    by: str


@dataclass(frozen=True, slots=True)
class Item:
    """A name or description of the sentence: tokens `first` to `last` (exclusive), and the particles before it."""

    first: int
    last: int
    what: Found | Candidate
    particles: str

    @property
    def type(self) -> str:
        """The entity's type."""
        return self.what.type


def items(reading: Reading, table: EntityTable, sentence: Sentence) -> list[Item]:
    """Names and descriptions of a sentence in order, none inside another."""
    walk = table.walk(sentence.first, sentence.last)
    return [
        _item(reading, first, last, what, table.span_at(first) if isinstance(what, Found) else what.span)
        for first, last, what in walk
    ]


def inner(reading: Reading, table: EntityTable, first: int, last: int) -> list[Item]:
    """Names inside a description, in order."""
    out: list[Item] = []
    k = first
    while k < last:
        hit = table.named_at(k)
        if hit is None:
            k += 1
            continue
        out.append(_item(reading, k, hit[0], hit[1], table.span_at(k)))
        k = hit[0]
    return out


def _item(reading: Reading, first: int, last: int, what: Found | Candidate, span: Span | None) -> Item:
    start = reading.tokens[first].start
    before = reading.text[start : span.start] if span is not None and span.start > start else ""
    return Item(first, last, what, fold(before).removesuffix("ال"))


def between(reading: Reading, a: Item, b: Item) -> tuple[str, ...] | None:
    """Folded words between two items, commas, quotes and brackets left out; None across a stronger mark."""
    out: list[str] = []
    for k in range(a.last, b.first):
        token = reading.tokens[k]
        if token.is_word or token.is_number:
            out.append(token.norm)
        elif token.norm not in _SILENT:
            return None
    return tuple(out)


def without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with ranks, honorifics and offices at the end taken off («الشيخ», «اللواء الراحل»)."""
    rest = list(words)
    while rest and (rest[-1] in _LATE or title_word(rest[-1]) is not None):
        rest.pop()
    return tuple(rest)


_LATE = frozenset(fold(w) for w in ("الراحل", "الراحلة", "الأسبق", "السابق", "السابقة", "القتيل", "الحالي"))


def neighbours(line: list[Item]) -> Iterator[tuple[Item | None, Item, Item]]:
    """Each item with the next one, and the one before both."""
    for n in range(len(line) - 1):
        yield (line[n - 1] if n else None), line[n], line[n + 1]


def distinct(links: Iterable[Link]) -> list[Link]:
    """Each relation once, as it was first stated, and none of anything to itself."""
    out: dict[tuple[int, str, int], Link] = {}
    for link in links:
        if link.subject is not link.object:
            out.setdefault((id(link.subject), link.relation, id(link.object)), link)
    return list(out.values())

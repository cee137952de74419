"""Records against a newswire corpus whose words carry PERS, LOC and ORG: the same sentences as one running text, and
the record's names turned into the corpus' kind by its conventions (`conventions`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from marsad.model.record import EntityType, Record
from marsad.text.views import fold

from .conventions import AT, IN, LABELS, Conventions, place_at, seen_as

_CLOSING: Final = frozenset(".,;:!?)]}»%…،؛؟")
_OPENING: Final = frozenset("([{«")
_QUOTES: Final = frozenset("\"'")


class Name(NamedTuple):
    """Words `start` to `end` (exclusive) of a sentence."""

    sentence: int
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Layout:
    """Sentences of words as a running text; `words` holds start and end of each word, sentence by sentence."""

    text: str
    words: tuple[tuple[tuple[int, int], ...], ...]


def lay_out(sentences: Sequence[Sequence[str]]) -> Layout:
    """One paragraph a sentence, marks written onto the words that they belong to.

    >>> lay_out([["قال", '"', "نعم", '"', "."]]).text
    'قال "نعم".'
    """
    parts: list[str] = []
    at = 0
    out: list[tuple[tuple[int, int], ...]] = []
    for number, sentence in enumerate(sentences):
        rows: list[tuple[int, int]] = []
        glued, quoted = True, False
        if number:
            parts.append("\n")
            at += 1
        for word in sentence:
            quote = word in _QUOTES
            if not (glued or _CLOSING.issuperset(word) or (quote and quoted)):
                parts.append(" ")
                at += 1
            parts.append(word)
            rows.append((at, at + len(word)))
            at += len(word)
            quoted ^= quote
            glued = word in _OPENING or (quote and quoted)
        out.append(tuple(rows))
    return Layout("".join(parts), tuple(out))


def names_of(record: Record, layout: Layout, conventions: Conventions, first: int = 0) -> set[Name]:
    """The record's people, organizations and places as names of the corpus; `first` numbers the first sentence."""
    spans = [(m.start, m.end, e.type) for e in record.entities if e.type in LABELS for m in e.mentions]
    return laid_names(spans, layout, conventions, first)


def laid_names(
    spans: Iterable[tuple[int, int, EntityType]], layout: Layout, conventions: Conventions, first: int = 0
) -> set[Name]:
    """The same from spans of the text. Of spans that overlap, the one that begins first and is longest counts."""
    spans = sorted(spans, key=lambda s: (s[0], -s[1]))
    flat = [(n, k, start, end) for n, rows in enumerate(layout.words) for k, (start, end) in enumerate(rows)]
    starts = [start for _, _, start, _ in flat]
    ends = [end for _, _, _, end in flat]
    known: dict[str, EntityType] = {fold(layout.text[a:b]): kind for a, b, kind in spans if kind != "organization"}
    out: set[Name] = set()
    done = 0
    for start, end, kind in spans:
        if start < done:
            continue
        done = end
        low, high = bisect_right(ends, start), bisect_left(starts, end)
        inside = [row for row in flat[low:high] if row[0] == flat[low][0]] if low < high else []
        words = [fold(layout.text[a:b]) for _, _, a, b in inside]
        for at, part, of in _split(words, kind, known, conventions.closed):
            called = fold(layout.text[start:end]) if part is words else ""
            named = conventions.name(part, of, known, called)
            if named is not None:
                sentence, word = inside[at][0], inside[at][1]
                out.add(Name(first + sentence, word + named[0], word + named[1], named[2]))
    return out


def _split(
    words: list[str], kind: EntityType, known: Mapping[str, EntityType], closed: frozenset[str]
) -> list[tuple[int, list[str], EntityType]]:
    """A body's name before «في» or «ب» and the place behind it: their first word, words and type."""
    if kind != "organization":
        return [(0, words, kind)]
    if IN in closed and IN in words[1:-1]:
        at = words.index(IN)
        if seen_as(words[at + 1 :], known) == "LOC":
            return [(0, words[:at], kind), (at + 1, words[at + 1 :], "place")]
    last = len(words) - 1
    if AT in closed and last > 0 and place_at(words[last]):
        return [(0, words[:last], kind), (last, words[last:], "place")]
    return [(0, words, kind)]

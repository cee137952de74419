"""Is it a name at all? What the reader, the newswire head, the lexicon and grammar each think of an entity, weighed.

On a report of a new kind the reader takes verbs and common nouns for places and bodies; who else saw the name, how
often it stands and what words it is made of tell the true ones from these.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final

from marsad.analysis.entities import BODIES
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.coreference import plain
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.known import of_members
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.reader.model import Pages
from marsad.reader.votes import NAMES, Row, chances
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

from .relatives import BY as RELATIVE
from .words import WordMap

CLASSES: Final = ("none", "name")
LEAST: Final = 0.35
"""An entity less probable than this to be one is left out."""
_FLOOR: Final = 0.02
_WIRE: Final = {"PERS": "person", "LOC": "place", "ORG": "organization", "MISC": "other"}


def trusted(at: WordMap, pages: Pages, found: Sequence[Found]) -> list[Found]:
    """The entities that are probably names, in their order. Groups and assets are no names and stay."""
    table = pages.model.vote(NAMES)
    wire = newswire(at, pages)
    named = ("person", "organization", "place")
    kept = [
        e
        for e in found
        if e.type not in named
        or e.by == RELATIVE
        or known_name(at.reading, e)
        or (chances(features(at.reading, wire, e), table, len(CLASSES))[1] >= LEAST and not common_noun(at.reading, e))
    ]
    ids = {id(e) for e in kept}
    free(at.reading, [e for e in found if id(e) not in ids], kept)
    return kept


def known_name(reading: Reading, e: Found) -> bool:
    """A country's or known body's own name, no other word, is one however unsure the reader is («لبوروندي»)."""
    if e.entry is None:
        return False
    if e.entry.kind in BODIES and any(of_members(reading, first) for first, _, _ in e.mentions):
        # «القيادي في فتح»
        return True
    if e.entry.needs_context or fold(e.name) in gazetteer().ambiguous:
        return False
    if e.entry.source == "countries":
        return True
    first, last, _ = e.mentions[0]
    several = last - first > 1 or not is_adjective(reading.tokens[first].norm)
    return e.entry.kind in BODIES and fold(e.name) in map(fold, e.entry.names) and several


_PLACES: Final = frozenset(("countries", "capitals", "overlay"))
_AT: Final = frozenset(("ب", "ل"))
"""Prepositions that may be written onto the place at the end of what is no name."""


def free(reading: Reading, dropped: Sequence[Found], kept: list[Found]) -> None:
    """«متاحف فرنسا» and «سفارتها بالصين» are no names, but the known place at their end is one."""
    held = {i for e in kept for first, last, _ in e.mentions for i in range(first, last)}
    for first, last, _ in sorted({m for e in dropped for m in e.mentions}):
        for k in range(first + 1, last):
            span, entry = _place(reading, k, last)
            name = span.text(reading.text)
            if entry is None or not held.isdisjoint(range(k, last)) or fold(name) in gazetteer().ambiguous:
                continue
            home = next((e for e in kept if e.entry == entry), None)
            if home is None:
                home = Found("place", name, [], entry, entry.country, by=f"lexicon.{entry.id}", names={plain(name)})
                kept.append(home)
            home.mentions.append((k, last, span))
            home.mentions.sort(key=lambda m: m[0])
            held.update(range(k, last))
            break


def _place(reading: Reading, first: int, last: int) -> tuple[Span, Entry | None]:
    """The known place that these tokens name, with or without a preposition written onto the first of them."""
    token, end = reading.tokens[first], reading.tokens[last - 1].end
    starts = [token.start]
    if token.norm[:1] in _AT and len(token.norm) > 3:
        starts.append(reading.view.offsets[token.at + 1])
    for start in starts:
        span = Span(start, end)
        for e in gazetteer().named(span.text(reading.text)):
            if e.source in _PLACES and (e.source == "countries" or e.kind != "town" or start > token.start):
                return span, e
    return Span(token.start, end), None


def common_noun(reading: Reading, e: Found) -> bool:
    """«مغامرة» and «المغامرة»: a word nobody lists that stands with and without the article is a common noun."""
    if e.entry is not None or e.type == "person" or any(last - first > 1 for first, last, _ in e.mentions):
        return False
    heads = {reading.tokens[first].norm.removesuffix(fold(span.text(reading.text))) for first, _, span in e.mentions}
    bare = {fold(span.text(reading.text)).startswith("ال") for _, _, span in e.mentions}
    return len(bare) > 1 and not any(particles.endswith("لل") for particles in heads)


def newswire(at: WordMap, pages: Pages) -> dict[int, str]:
    """What the newswire head takes each token for."""
    return {
        token: _WIRE[s.label] for s in pages.newswire() for token in range(*at.range(s.first, s.last))
    }  # fmt: skip


def features(reading: Reading, wire: dict[int, str], e: Found) -> Row:
    """What speaks for and against an entity."""
    tokens = reading.tokens
    spans = [(first, last) for first, last, _ in e.mentions]
    first, last = max(spans, key=lambda s: (s[1] - s[0], -s[0]))
    words = [t.norm for t in tokens[first:last] if t.is_word]
    head = words[0] if words else ""
    by = e.by.split("+")[0].rsplit(".", 1)[0] if e.by.startswith("entities") else e.by.split("+")[0]
    linked = e.entry.source if e.entry is not None else "known" if "+" in e.by else "new"
    seen = [wire.get(i, "nothing") for s in spans for i in range(*s)]
    agrees = seen.count(e.type) / max(1, len(seen))
    size = min(last - first, 4)
    times = min(len({s[0] for s in spans}), 4)
    before = "mark"
    if first and tokens[first - 1].is_word:
        before = function_class(tokens[first - 1].norm) or "word"
    quoted = any(t.norm == '"' for t in tokens[max(0, first - 1) : first + 1])
    sentence = reading.sentence_of(first)
    out: Row = {"agrees": agrees, "sure": log((1.0 if e.confidence is None else e.confidence) + _FLOOR)}
    out[f"sure {e.type}"] = out["sure"]
    for name in (
        "bias", f"type {e.type}", f"by {by}", f"by {by} {e.type}", f"linked {linked}", f"linked {linked} {e.type}",
        f"size {size} {e.type}", f"times {times} {e.type}", f"times {times} {linked}",
        f"newswire {max(sorted(set(seen)), key=seen.count)} {e.type}",
        f"article {bool(head) and has_article(head)} {size > 1} {e.type}",
        f"head {bool(head) and head_of(head) is not None} {e.type}",
        f"verb {size == 1 and bool(head) and is_verb(head)}",
        f"nationality {bool(words) and nationality(words[-1]) is not None} {e.type}",
        f"behind {before} {e.type}", f"begins {first == sentence.first}",
        f"latin {head.isascii()}", f"quoted {quoted}",
        f"short {len(head) <= 3} {size > 1}",
    ):  # fmt: skip
        out[name] = 1.0
    return out

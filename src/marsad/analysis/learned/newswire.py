"""A second opinion on names: the reader's head for newswire beside its head for the record's own names.

Both heads read the same states, so that the second costs next to nothing. The record's head learnt from the
project's reports, whose people and villages are few; the newswire head learnt from thousands of names of real news.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.people import title_word
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.record import EntityType
from marsad.reader.model import WordSpan
from marsad.text.clitics import has_article

from .names import candidate
from .words import WordMap

_TYPES: Final[dict[str, EntityType]] = {"PERS": "person", "LOC": "place", "ORG": "organization"}
_ADDED: Final[dict[EntityType, float]] = {"person": 0.97, "place": 0.85, "organization": 0.9}
"""How probable a name must be that only the newswire head sees."""
_KNOWN: Final = 0.6
"""The same of a name that the knowledge base lists."""
_WEIGHT: Final = 70


def agreed(at: WordMap, names: Sequence[Candidate], newswire: Sequence[WordSpan]) -> list[Candidate]:
    """The reader's names, and those that only the newswire head sees. Which are none is decided later (`trust`)."""
    held = {i for c in names for i in range(c.first, c.last)}
    out = list(names)
    for span in newswire:
        if (kind := _TYPES.get(span.label)) is None or span.confidence < min(_KNOWN, _ADDED[kind]):
            continue
        other = candidate(at, span._replace(label=kind), f"reader.newswire.{kind}", _WEIGHT)
        if other is None:
            continue
        if span.confidence < _ADDED[kind] and not _listed(at, other) and not titled(at.reading, other):
            continue
        if held.isdisjoint(range(other.first, other.last)) and not _plain_word(at, other):
            out.append(other)
    return sorted(out, key=lambda c: c.first)


def titled(reading: Reading, c: Candidate) -> bool:
    """«الكاردينال كورفي»: a word behind a title, which a title doesn't describe, is somebody's name."""
    if c.type != "person" or c.first == 0:
        return False
    norm, before = reading.tokens[c.first].norm, reading.tokens[c.first - 1].norm
    if function_class(norm) is not None or is_verb(norm) or (has_article(norm) and is_adjective(norm)):
        return False
    hit = title_word(before) if has_article(before) else None
    return hit is not None and any(len(t.words) == 1 for t in hit[2])


def _listed(at: WordMap, o: Candidate) -> bool:
    """Does the knowledge base know these words as that kind of thing?"""
    return any(e.type == o.type and not e.needs_context for e in gazetteer().named(o.name(at.reading)))


def _plain_word(at: WordMap, o: Candidate) -> bool:
    """One word that no list bears out: a word of the language, or a person of no given name."""
    if o.last - o.first > 1 or titled(at.reading, o):
        return False
    norm = at.reading.tokens[o.first].norm
    return function_class(norm) is not None or (o.type == "person" and norm not in gazetteer().given_names)

"""Names that were doubted (`trust`) and whose bearers take part in an event all the same: the second reading saw both.

They stay out of the report where no event needs them, like whoever is described.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.heads import head_of, is_back_reference
from marsad.analysis.words import is_adjective, nationality
from marsad.reader.model import Pages
from marsad.text.clitics import has_article, splits

from .misread import named as unmistaken
from .names import candidate
from .words import Question, WordMap

_WEIGHT: Final = 20
_EVENT_LEAST: Final = 0.5
"""How probable the event must be."""
_LEAST: Final = 0.6
"""How probably exactly these words take part in it."""
_NAMED: Final = ("person", "organization")


def parties(
    at: WordMap, pages: Pages, questions: Sequence[Question], found: Sequence[Found], described: Sequence[Candidate]
) -> list[Candidate]:
    """Candidates for participants that the first reading names and that none of the entities is."""
    held = {i for e in found for first, last, _ in e.mentions for i in range(first, last)}
    held |= {i for c in described for i in range(c.first, c.last)}
    named = {(s.first, s.last): s for s in unmistaken(at, pages.named()) if s.label in _NAMED}
    out: dict[tuple[int, int], Candidate] = {}
    for q in questions:
        if q.confidence < _EVENT_LEAST:
            continue
        for span in q.marked.spans("who"):
            key = (span.first, span.last)
            if key not in named or key in out or span.confidence < _LEAST:
                continue
            if not held.isdisjoint(range(*at.range(*key))):
                continue
            if span.last - span.first == 1 and _ordinary(
                at.reading.tokens[at.tokens[span.first]].norm, named[key].label
            ):
                continue
            c = candidate(at, named[key], f"reader.{named[key].label}", _WEIGHT)
            if c is not None:
                out[key] = c
    return sorted(out.values(), key=lambda c: c.first)


def _ordinary(norm: str, label: str) -> bool:
    """«المحكمة» points back, «والروسي» and «المسلحون» say of what kind somebody is, «القادة» are nobody by name."""
    if label == "person" and has_article(norm):
        return True
    head = head_of(norm)
    if head is not None and not head[1]:
        # «مستشفى» alone
        return True
    forms = {stem for _, stem in splits(norm)}
    kinds = any(nationality(w) is not None or is_adjective(w) for w in forms)
    return is_back_reference(norm) or kinds or group_noun(norm) is not None

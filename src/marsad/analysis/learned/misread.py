"""What the model takes for somebody's name and is a description: «فلاحو غدامس», «تاجر سلاح»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.people import genders, title_word
from marsad.analysis.words import is_adjective, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.reader.model import WordSpan
from marsad.text.clitics import has_article

from .extents import completes
from .words import WordMap

_CONSTRUCT = "و"
"""The ending of a sound plural before whose they are."""


def named(at: WordMap, spans: Sequence[WordSpan]) -> list[WordSpan]:
    """The model's names without those that are descriptions; of «فلاحو غدامس» the town."""
    out: list[WordSpan] = []
    for span in spans:
        crowd = _crowd(at, span)
        if crowd is None:
            out.append(span)
        elif crowd.last < span.last:
            out.append(span._replace(first=crowd.last, label=_owner(at, crowd.last)))
    return out


def crowds(at: WordMap, spans: Sequence[WordSpan]) -> list[WordSpan]:
    """The descriptions among the model's names: «فلاحو», «تاجر سلاح»."""
    return [crowd for span in spans if (crowd := _crowd(at, span)) is not None]


def _crowd(at: WordMap, span: WordSpan) -> WordSpan | None:
    """The words of a person's name that describe somebody, from its first on."""
    if span.label != "person" or span.last - span.first < 2:
        return None
    given = genders()
    first, second = (_norm(at, n) for n in (span.first, span.first + 1))
    hit = group_noun(first)
    if hit is None or hit[0] or hit[1].type != "group" or first in given:
        return None
    if hit[1].plural and first.endswith(_CONSTRUCT) and group_noun(first + "ن") is not None:
        return span._replace(last=span.first + 1, label="group")
    if span.last - span.first > 2 or second in given or has_article(second) or title_word(first) is not None:
        return None
    said = is_adjective(second) or nationality(second) is not None or completes(first, second)
    return span._replace(label="group") if said else None


def _owner(at: WordMap, word: int) -> str:
    """What the owner of a crowd is: somebody, a body, or else where they live."""
    norm = _norm(at, word)
    head = head_of(norm)
    if norm in genders():
        return "person"
    if head is not None:
        kind: str = head[2][0].type
        return kind if kind in ("organization", "place") else "organization"
    entries = gazetteer().named(norm)
    return entries[0].type if entries and entries[0].type in ("person", "organization") else "place"


def _norm(at: WordMap, word: int) -> str:
    return at.reading.tokens[at.tokens[word]].norm

"""Relatives by their first name: «أخوه الأصغر مطلق», «شقيقته لينا», «زوجته الحاجة سعاد».

A name of one word that stands once is rarely sure enough to be one; behind a word of kinship with its pronoun a given
name is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.edges import rank
from marsad.analysis.entities.people import genders
from marsad.analysis.reading import Reading
from marsad.analysis.relations import kinship, owned
from marsad.analysis.words import function_class, is_adjective, is_verb
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

BY: Final = "reader.relative"
_WEIGHT: Final = 75
_BORN: Final = frozenset(
    fold(w)
    for w in (
        *("الأصغر", "الأكبر", "الأوسط", "البكر", "الوحيد", "الصغير", "الكبير", "الراحل", "التوأم"),
        *("الصغرى", "الكبرى", "الوسطى", "الوحيدة", "الصغيرة", "الكبيرة", "الراحلة", "الأول", "الثاني", "الثالث"),
    )
)
"""Which one of several, and whether he lives."""


def relatives(reading: Reading, names: Sequence[Candidate]) -> list[Candidate]:
    """The names with those of relatives that nobody saw, and without the titles before them."""
    out = list(names)
    at = {c.first: n for n, c in enumerate(out)}
    held = {i for c in out for i in range(c.first, c.last)}
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last - 1):
            norm = reading.tokens[i].norm
            if not reading.tokens[i].is_word or kinship(norm) is None or not owned(reading, i):
                continue
            first = _name(reading, i + 1, sentence.last)
            if first is None:
                continue
            token = reading.tokens[first]
            if first not in held:
                out.append(Candidate(first, first + 1, Span(token.start, token.end), "person", BY, _WEIGHT))
            elif (n := next((at[k] for k in range(i + 1, first) if k in at), None)) is not None:
                # «زوجته | الحاجة | سعاد»
                c = out[n]
                if c.type == "person" and c.last > first:
                    out[n] = replace(c, first=first, span=Span(token.start, c.span.end), by=BY, aliases=())
    return sorted(out, key=lambda c: c.first)


def _name(reading: Reading, k: int, end: int) -> int | None:
    """The token of the given name behind a word of kinship: «الأصغر», a comma and a title may stand between."""
    tokens = reading.tokens
    titled = False
    while k < end - 1 and (tokens[k].norm in _BORN or tokens[k].norm == "," or rank(tokens[k].norm)):
        titled = titled or rank(tokens[k].norm)
        k += 1
    token = tokens[k]
    if not token.is_word or function_class(token.norm) is not None:
        return None
    unlike = has_article(token.norm) or is_adjective(token.norm) or is_verb(token.norm)
    return k if token.norm in genders() or (titled and not unlike) else None

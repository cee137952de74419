"""Who speaks in a headline: «مصادر: الوفد يصل غدا», «صحيفة إيطالية: سفينتان …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.model.record import Act
from marsad.text.clitics import has_article

from .speakers import is_outlet

if TYPE_CHECKING:
    from . import Claim
    from .speakers import Speakers

HEADED: Final = "attributions.headed"
"""The name of the rule."""
_LONGEST: Final = 8
"""Tokens before the colon."""
_SHORTEST: Final = 3
"""Tokens of what is said."""
_QUOTES: Final = frozenset('"()')


def headed(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> tuple[list[Found], int, tuple[int, int], Act] | None:
    """Whoever alone stands before the colon of the first line, the colon, what is said, the act.

    A place there is what the line is about: «ليبيا: …».
    """
    sentence = next(iter(reading.body), None)
    if sentence is None:
        return None
    tokens = reading.tokens
    end = min(sentence.last, sentence.first + _LONGEST + 1)
    colon = next((k for k in range(sentence.first + 1, end) if tokens[k].norm == ":"), None)
    if colon is None or sentence.last - colon <= _SHORTEST:
        return None
    zone = speakers.in_zone(sentence.first, colon)
    told = {k for s in zone for k in range(s.first, s.last)}
    if not zone or any(s.entity.type == "place" for s in zone):
        return None
    if zone[0].entity.type == "group" and zone[0].last - zone[0].first == 1 and has_article(tokens[zone[0].first].norm):
        # «المصدر: …» says where the report is from
        return None
    if any(k not in told and tokens[k].norm not in _QUOTES for k in range(sentence.first, colon)):
        return None
    low, high = tokens[colon].start, tokens[sentence.last - 1].end
    chain = speakers.chain(sentence.first, colon, publisher)
    if any(c.content.start < high and low < c.content.end for c in claims):
        return None
    if not chain or any(speakers.is_publisher(e, publisher) for e in chain):
        return None
    return chain, colon, (colon + 1, sentence.last), "report" if is_outlet(chain[-1]) else "say"

"""From where to where: «قادما من طبرق», «رحلهم من الرمثا إلى درعا». Prepositions say it better than the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.events.roles import is_country
from marsad.text.clitics import splits
from marsad.text.views import fold

from .spots import Spot, Spots
from .words import WordMap, between_words

_FARTHEST: Final = 25
"""Words from the word that tells an event to where somebody came from."""
_FROM: Final = fold("من")
_TO: Final = frozenset(fold(w) for w in ("إلى", "نحو", "باتجاه", "صوب"))
_COMING: Final = frozenset(
    fold(w)
    for w in (
        *("قادم", "قادما", "قادمة", "قادمين", "قادمون", "قادمات", "قادمتين", "قادمان"),
        *("آت", "آتيا", "آتية", "آتين", "آتون"),
    )
)
_COMERS: Final = frozenset(("CONSULT", "MOBILIZE", "AID", "RETREAT"))
"""Events to which somebody comes."""


def journey(at: WordMap, spots: Spots, kind: str, word: int, told: Sequence[int]) -> tuple[Spot, Spot | None] | None:
    """Where those came from who take part in what a word tells, and where they went if that stands right behind."""
    tokens = at.reading.tokens
    sentence = at.reading.sentence_of(at.tokens[word])
    places = [s for s in spots.within((word + 1, word + 1 + _FARTHEST)) if s.item.type == "place"]
    for spot in places:
        first = at.tokens[spot.first]
        if first >= sentence.last or between_words(told, word, spot.first):
            break
        if tokens[first - 1].norm != _FROM or not tokens[first].is_word:
            continue
        # «أمام الطائرات القادمة من طبرق» says of the aircraft which they are
        coming = any(stem in _COMING and not prefix.endswith("ال") for prefix, stem in splits(tokens[first - 2].norm))
        behind = at.tokens[spot.last] if spot.last < len(at.tokens) else sentence.last
        leads = behind < sentence.last and tokens[behind].norm in _TO
        if coming and kind in _COMERS:
            return spot, None
        if leads and not is_country(spot.item):
            # who is attacked on the way is attacked between the two
            goal = next((s for s in places if at.tokens[s.first] == behind + 1), None)
            return spot, goal if kind != "ASSAULT" else None
    return None

"""From where to where: «قادما من طبرق», «رحلهم من الرمثا إلى درعا». Prepositions say it better than the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.groups import is_number_word
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.telling import Telling
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_verb, verb_readings
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .spots import Spot, Spots
from .words import WordMap, between_words

_FARTHEST: Final = 25
"""Words from the word that tells an event to where somebody came from."""
_LONGEST: Final = 6
"""Words of a place's name that is joined to another."""
_FROM: Final = fold("من")
_TO: Final = frozenset(fold(w) for w in ("إلى", "نحو", "باتجاه", "صوب"))
_COMING: Final = frozenset(
    fold(w)
    for w in (
        *("قادم", "قادما", "قادمة", "قادمين", "قادمون", "قادمات", "قادمتين", "قادمان"),
        *("آت", "آتيا", "آتية", "آتين", "آتون"),
    )
)
_STOPPED: Final = ("ASSAULT", "COERCE")
_WORDS_TO: Final = 4
"""Tokens before a place among which "bound" stands before "for"."""
GOING: Final = tuple(fold(w) for w in ("متجه", "متوجه"))
_SAID: Final = ("AGREE", "CONCEDE", "SUPPORT", "ACCUSE")
_LEFT: Final = fold("غادر")
_LEAVING: Final = frozenset(fold(w) for w in ("مغادرة", "مغادرته", "مغادرتها", "مغادرتهم", "مغادرا", "مغادرين"))
_LEAVER: Final = 5
"""Tokens before a place among which who left it stands behind the verb: «غادر | وفد من التجار | طبرق»."""
_COMERS: Final = frozenset(("CONSULT", "MOBILIZE", "AID", "RETREAT"))
"""Events to which somebody comes."""


def came_from(at: WordMap, spot: Spot) -> bool:
    """«السفينة القادمة من طبرق»: does it only say where somebody comes from, and so not where anything happened?"""
    tokens = at.reading.tokens
    first = at.tokens[spot.first]
    if first < 2 or tokens[first - 1].norm != _FROM:
        return False
    return any(stem.removeprefix("ال") in _COMING for _, stem in splits(tokens[first - 2].norm))


def bound_for(at: WordMap, spot: Spot, kind: str) -> bool:
    """«صادرت شاحنات كانت متجهة إلى السودان»: does it only say where those were bound for who were stopped or hit?"""
    tokens = at.reading.tokens
    first = at.tokens[spot.first]
    if kind not in _STOPPED or first < 2 or tokens[first - 1].norm not in _TO:
        return False
    return any(bare(t.norm).startswith(GOING) for t in tokens[max(0, first - _WORDS_TO) : first - 1])


def sent_there(reading: Reading, telling: Telling) -> bool:
    """«وافق على إرسال خيام | إلى طبرق»: what is said isn't said there where something shall go."""
    starts = [r.start for r in telling.reasons if r.field == "place"]
    first = [reading.token_at(start) for start in starts] if telling.type in _SAID else []
    return bool(first) and all(k > 0 and reading.tokens[k - 1].norm in _TO for k in first)


def departed(spots: Spots, spot: Spot) -> bool:
    """«غادرت الفرقاطة | قاعدة طبرق», «مغادرة | طبرق»: is it the place that somebody left?"""
    tokens = spots.at.reading.tokens
    first = spots.at.tokens[spot.first]
    for k in range(first - 1, max(spots.at.reading.sentence_of(first).first, first - _LEAVER) - 1, -1):
        norm = tokens[k].norm
        if any(stem in _LEAVING for _, stem in splits(norm)):
            return k == first - 1
        if any(lemma == _LEFT and not pronoun for lemma, _, _, pronoun in verb_readings(norm)):
            # «غادر رئيس | غانا» is the president of Ghana
            return k == first - 1 or is_whole(spots, first - 1)
        if not tokens[k].is_word or norm in _TO or is_verb(norm):
            return False
        if function_class(norm) not in (None, "quantifier"):
            return False
    return False


def is_whole(spots: Spots, k: int) -> bool:
    """Is the noun at a token one behind which no genitive follows: «الوفد», «وفد رسمي», «مئة جندي», a name?"""
    norm, before = spots.at.reading.tokens[k].norm, spots.at.reading.tokens[k - 1] if k else None
    counted = before is not None and (before.is_number or is_number_word(before.norm))
    if has_article(norm) or is_adjective(norm) or counted:
        return True
    return any(spots.at.tokens[s.last - 1] == k for s in spots.all if s.item.type in ("person", "organization"))


def only_way(at: WordMap, spot: Spot, kind: str) -> bool:
    """Does a place only say where somebody came from or was bound for?"""
    return came_from(at, spot) or bound_for(at, spot, kind)


def beside(at: WordMap, spots: Spots, spot: Spot) -> list[Spot]:
    """«في هيران وباي وبكول»: the places that "and" joins to one, right beside each other."""
    out = [spot]
    while _led(at, out[0]):
        near = spots.within((max(0, out[0].first - _LONGEST), out[0].first))
        found = next((s for s in near if s.item.type == "place" and s.last == out[0].first), None)
        if found is None:
            break
        out.insert(0, found)
    while True:
        near = spots.within((out[-1].last, out[-1].last + _LONGEST))
        found = next((s for s in near if s.item.type == "place" and s.first == out[-1].last and _led(at, s)), None)
        if found is None:
            break
        out.append(found)
    return [s for s in out if s is not spot]


def goes_to(at: WordMap, spot: Spot) -> bool:
    """«إلى القاعدة», «نحو محيط القاعدة»: does a word of going stand before a place, or before the noun before it?"""
    tokens = at.reading.tokens
    first = at.tokens[spot.first]
    return any(t.norm.lstrip("و") in _TO for t in tokens[max(0, first - 2) : first])


def heads_for(at: WordMap, token: int, spot: Spot) -> bool:
    """«انسحبت | إلى موقع في تلة كذا»: does a word of going stand right behind the verb, before a place?"""
    tokens, first = at.reading.tokens, at.tokens[spot.first]
    return token + 1 < first and tokens[token + 1].norm in _TO and all(t.norm != _FROM for t in tokens[token:first])


def _led(at: WordMap, spot: Spot) -> bool:
    """Does "and" stand before a place, right behind a word, and is it no letter of its name («وادان»)?"""
    token = at.tokens[spot.first]
    item = spot.item
    word = at.reading.tokens[token]
    if isinstance(item, Candidate):
        start = item.span.start
    else:
        # «والمدينة» that points back has no mention there
        start = next((s.start for first, _, s in item.mentions if first == token), word.start)
    between = spot.first > 0 and at.reading.tokens[at.tokens[spot.first - 1]].is_word
    return between and word.norm.startswith("و") and start > word.start


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

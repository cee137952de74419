"""Claims that the model sees, with the chain of sources that the second reading finds around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.content import trimmed
from marsad.analysis.attributions.cues import cue_noun, cue_participle, cue_verb
from marsad.analysis.attributions.speakers import CHANNELS, is_outlet
from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare
from marsad.model.record import Act
from marsad.reader.labels import HOPS
from marsad.reader.model import Marked
from marsad.text.spans import Span
from marsad.text.views import fold

from .spots import Spot, Spots
from .words import Passage, WordMap

HOP_LEAST: Final = 0.3
ACT_LEAST: Final = 0.9
"""Where the lexicon names another act for the cue, the model's word holds from this probability on."""
_DOCUMENTS: Final = frozenset(fold(w) for w in ("تقرير", "بيان", "منشور", "تصريح", "خبر", "مقال", "تغريدة", "منصة"))


def claims(
    at: WordMap, spots: Spots, passages: Sequence[Passage], publisher: str | None, cascade: Sequence[Claim]
) -> list[Claim]:
    """The model's claims. The cascade's reading of a passage lends its cue, and its chain where none is found."""
    reading = at.reading
    out: list[Claim] = []
    rivals = _BySentence(reading, cascade)
    held: tuple[int, Found | None] = (-1, None)
    for passage in passages:
        first, last = at.range(passage.span.first, passage.span.last)
        place = trimmed(reading, first, last)
        if place is None:
            continue
        chain = hops(spots, passage.marked, publisher)
        rival = max(rivals.near(place), key=lambda c: _shared(c.content, place), default=None)
        if rival is not None and _shared(rival.content, place) * 2 < min(len(place), len(rival.content)):
            rival = None
        if rival is not None and (not chain or _longer(rival.chain, chain)):
            chain = rival.chain
        paragraph = reading.sentence_of(first).paragraph
        if chain and paragraph != held[0]:
            held = (paragraph, None)
        if chain and held[1] is not None and held[1] not in chain and not any(map(is_outlet, chain)):
            # a press review goes on retelling its outlet to the end of the paragraph
            chain = [held[1], *chain]
        if chain and is_outlet(chain[0]) and not spots.speakers.is_publisher(chain[0], publisher):
            held = (paragraph, chain[0])
        if not chain:
            continue
        said, sure = passage.marked.act()
        act: Act = rival.act if rival is not None and sure < ACT_LEAST else said  # type: ignore[assignment]
        cue = rival.cue if rival is not None else _cue(reading, first, last)
        distance = rival.distance if rival is not None else None
        sentence = reading.sentence_of(first).index
        sure_of = passage.span.confidence
        out.append(Claim(chain, act, cue, place, "reader.claim", distance, (first, last), sentence, sure_of))
    return out


def hops(spots: Spots, marked: Marked, publisher: str | None) -> list[Found]:
    """The chain that the second reading finds, nearest transmitter first. The report's own outlet is no source."""
    picks = spots.picks(marked, "hops", HOPS, HOP_LEAST, leave=lambda s: _passes_on(spots, s))
    chain: list[Found] = []
    for hop in reversed(HOPS):
        best = max((p for p in picks if p.label == hop), key=lambda p: p.value, default=None)
        if best is None:
            continue
        entity = spots.entity(best.spot)
        if entity not in chain and not spots.speakers.is_publisher(entity, publisher):
            chain.append(entity)
    return chain


def _passes_on(spots: Spots, spot: Spot) -> bool:
    """A platform or a mere document ("تقرير", "بيان") is a channel and no source."""
    word = bare(spots.at.reading.tokens[spots.at.tokens[spot.first]].norm)
    return word in CHANNELS or (word in _DOCUMENTS and spot.item.type == "group")


def _cue(reading: Reading, first: int, last: int) -> Span:
    """The cue nearest before the content, else behind it, else the word before."""
    tokens = reading.tokens
    sentence = reading.sentence_of(first)
    for k in (*range(first - 1, max(sentence.first, first - 25) - 1, -1), *range(last, min(len(tokens), last + 8))):
        norm = tokens[k].norm
        if tokens[k].is_word and (cue_verb(norm) or cue_participle(norm) or cue_noun(norm)):
            return reading.span(k, k + 1)
    k = max(first - 1, sentence.first)
    return reading.span(k, k + 1)


def _longer(rival: list[Found], chain: list[Found]) -> bool:
    """Does the cascade see the same origin and more of the way to it?"""
    return len(rival) > len(chain) and rival[-len(chain) :] == chain


class _BySentence:
    """The cascade's claims by the sentence their content starts in."""

    def __init__(self, reading: Reading, claims: Sequence[Claim]) -> None:
        self._reading = reading
        self._claims: dict[int, list[Claim]] = {}
        for c in claims:
            self._claims.setdefault(c.sentence, []).append(c)

    def near(self, place: Span) -> list[Claim]:
        """Claims of the sentence in which a content starts."""
        return self._claims.get(self._reading.sentence_of(self._reading.token_at(place.start)).index, [])


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))

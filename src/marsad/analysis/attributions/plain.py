"""What is said in so many words: «وأعلنت سفارة بلاده حينها أنها …», «وصرح ربانهم فلان بأن …».

A verb of saying, who says it right behind, and "that" leave no doubt. It is read by grammar where no other claim has
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.analysis.words import verb_readings
from marsad.text.views import fold

from .content import clause_end, opener_at
from .cues import NEVER, STOPS, THAT, Cue, cue_noun, cue_participle, cue_verb, unsaid

if TYPE_CHECKING:
    from . import Claim
    from .speakers import Speaker, Speakers

PLAIN: Final = "attributions.plain"
"""The name of the rule."""
_SUBJECT: Final = 2
"""Tokens from the verb to who speaks, a title between."""
_REACH: Final = 12
"""Tokens from who speaks to "that"."""
_SHORTEST: Final = 2
_ALIKE: Final = frozenset(fold(w) for w in ("بين", "تقل", "يقل", "ذكر"))
"""Words that are rather others: «بين» | «الرجلين», «وكانت تقل» | «مريضتين», «على ذكر»."""
_OF_IT: Final = ("ه", "ها", "هم")
"""«في بيان أكده مسؤول»: said of what stands before."""
_NOT_THAT: Final = frozenset(
    fold(w) for w in ("إلى", "قبل", "بعد", "إلا", "غير", "دون", "بدون", "منذ", "حتى", "لولا", "بيد")
)
"""Words with which «أن» says no more than when, or "but"."""
_LEFT_OPEN: Final = frozenset(
    fold(w)
    for w in ("أن", "إذا", "لو", "حتى", "كي", "عندما", "حينما", "لأن", "ما", "هل", "إن", "الذي", "التي", "كان", "كانت")
)
"""Words behind which it is not told that somebody says it, or the clause is about somebody else."""


def plainly(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> list[tuple[list[Found], int, Cue, tuple[int, int]]]:
    """Whoever speaks, the token of the verb, the verb, and the tokens of what is said."""
    out: list[tuple[list[Found], int, Cue, tuple[int, int]]] = []
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last - _SHORTEST):
            cue = _says(reading, i, sentence)
            if cue is None:
                continue
            that = _that(reading, speakers, i, sentence)
            if that is None:
                continue
            first, last = that + 1, clause_end(reading, that + 1, sentence.last)
            low, high = reading.tokens[i].start, reading.tokens[last - 1].end
            if last - first < _SHORTEST or any(c.content.start < high and low < c.content.end for c in claims):
                continue
            chain = speakers.chain(i + 1, that, publisher)
            if chain and not any(speakers.is_publisher(e, publisher) for e in chain):
                out.append((chain, i, cue, (first, last)))
    return out


def _says(reading: Reading, i: int, sentence: Sentence) -> Cue | None:
    """The verb of saying at a token, if what it says is told as done."""
    norm = reading.tokens[i].norm
    hit = cue_verb(norm)
    if hit is None or hit[1].passive or "that" not in hit[1].word.opens or unsaid(reading, i, NEVER):
        return None
    if norm in _ALIKE or norm.endswith(_OF_IT) or (hit[1].present and norm[len(hit[0]) :][:1] not in "يت"):
        return None
    if i > sentence.first and reading.tokens[i - 1].norm in _LEFT_OPEN:
        return None
    planned = any(prefix.endswith("س") for _, _, prefix, _ in verb_readings(norm))
    return None if planned or cue_noun(norm) is not None else hit[1]


def _that(reading: Reading, speakers: Speakers, i: int, sentence: Sentence) -> int | None:
    """The token of "that" behind the verb and who speaks, no other word of saying between."""
    tokens = reading.tokens
    zone = speakers.in_zone(i + 1, min(sentence.last, i + 1 + _SUBJECT))
    if not zone or not all(t.is_word for t in tokens[i + 1 : zone[0].first]) or _told(reading, zone[0]):
        return None
    for k in range(zone[0].last, min(sentence.last, zone[0].last + _REACH)):
        norm = tokens[k].norm
        if norm in THAT:
            return k if tokens[k - 1].norm not in _NOT_THAT else None
        stops = norm in STOPS or norm == '"' or cue_verb(norm) is not None or cue_participle(norm) is not None
        if stops or opener_at(reading, k, sentence.last) is not None:
            return None
    return None


def _told(reading: Reading, s: Speaker) -> bool:
    """«وأعلن للناس أن …»: is it to whom something is said?"""
    token = reading.tokens[s.first]
    if token.norm[0] != "ل" or token.norm.startswith(fold("لجن")):
        return False
    item = s.entity
    if isinstance(item, Candidate):
        return item.span.start != token.start
    return next((span.start for first, _, span in item.mentions if first == s.first), token.start) != token.start

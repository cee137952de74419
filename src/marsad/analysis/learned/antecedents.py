"""Those whom a clause without "who" describes: «تسعة بحارة | أوقفهم الخفر», «واحد من سبعة صيادين | أوقفتهم دورية».

The verb's pronoun agrees with them, so they are whom it is done to, whoever is named before. Where nobody marked them,
the noun and what goes with it make a description.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.groups import described, group_noun
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_verb
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .spots import Spot, Spots
from .words import Question, WordMap

_THEM: Final = ("هم", "هما")
_WORDS: Final = 5
"""Tokens from the noun to the verb that describes it, adjectives and whose they are between."""
_LEAST: Final = 0.3
_HAD: Final = fold("قد")
_WAS: Final = frozenset(fold(w) for w in ("كان", "كانت"))
_CLAUSE: Final = 8
_LAUNCHES: Final = "أطلق"
_ONE_OF: Final = frozenset(fold(w) for w in ("واحد", "واحدا", "واحدة"))
_NO_MEN: Final = "ات"
"""The ending of nouns that «هم» doesn't mean."""


def antecedents(
    at: WordMap, questions: Sequence[Question], found: Sequence[Found], candidates: Sequence[Candidate]
) -> list[Candidate]:  # fmt: skip
    """Descriptions of those whom verbs that may tell an event describe, without those that were marked."""
    reading = at.reading
    ends = {first: last for e in found for first, last, _ in e.mentions}
    known = {(c.first, c.last) for c in candidates} | set(ends.items())
    out: dict[tuple[int, int], Candidate] = {}
    for q in questions:
        token = at.tokens[q.word]
        rows = readings_as(reading, token, q.type)
        if q.confidence < _LEAST or not rows or not describes(reading, token, rows[0]):
            continue
        sentence, edge = reading.sentence_of(token), clause_at(reading, token)
        for k in range(edge - 1, max(sentence.first - 1, edge - 1 - _WORDS), -1):
            norm = reading.tokens[k].norm
            if not reading.tokens[k].is_word or function_class(norm) == "complementizer":
                break
            hit = group_noun(norm)
            if hit is None or hit[0] or not _men(norm, plural=hit[1].plural, pronoun=rows[0].pronoun):
                continue
            made = described(reading, k, hit, (sentence.first, sentence.last), ends)
            if made.last == edge and (made.first, made.last) not in known:
                out[made.first, made.last] = made
            break
    return list(out.values())


def describes(reading: Reading, token: int, row: TriggerReading) -> bool:
    """Is the verb at a token one in the singular with «هم» or «هما» right behind a noun without the article?"""
    edge = clause_at(reading, token)
    if row.kind != "verb" or row.pronoun not in _THEM or row.plural or row.prefix or edge == 0:
        return False
    if row.trigger.lemma == _LAUNCHES:
        # «صاروخان أطلقتهما طائرة» hit others
        return False
    before = reading.tokens[edge - 1]
    return before.is_word and (has_article(before.norm) or not is_verb(before.norm))


def clause_at(reading: Reading, token: int) -> int:
    """Where the clause of the verb at a token begins: at itself, or at «كان | حرس الحدود قد احتجزهم»."""
    tokens = reading.tokens
    if token == 0 or tokens[token - 1].norm != _HAD:
        return token
    for k in range(token - 2, max(reading.sentence_of(token).first, token - _CLAUSE) - 1, -1):
        if not tokens[k].is_word:
            break
        if tokens[k].norm in _WAS:
            return k
    return token


def whom(spots: Spots, token: int, row: TriggerReading) -> Spot | None:
    """The mention of those whom the verb at a token describes and does something to."""
    if not describes(spots.at.reading, token, row):
        return None
    at, tokens, edge = spots.at, spots.at.reading.tokens, clause_at(spots.at.reading, token)
    here = [s for s in spots.all if at.tokens[s.last - 1] + 1 == edge and s.item.type in ("group", "asset")]
    for s in sorted(here, key=lambda s: -s.first):
        words = [t.norm for t in tokens[at.tokens[s.first] : edge]]
        hits = [(w, hit[1].plural) for w in words if (hit := group_noun(w)) is not None and not hit[0]]
        if hits and _men(hits[0][0], plural=hits[0][1], pronoun=row.pronoun):
            return s
    return None


def one_of(spots: Spots, spot: Spot) -> bool:
    """«فلان واحد من تسعة بحارة»: is he who is named before one of them?"""
    tokens, first = spots.at.reading.tokens, spots.at.tokens[spot.first]
    return first > 1 and tokens[first - 1].norm == "من" and tokens[first - 2].norm in _ONE_OF


def _men(norm: str, *, plural: bool, pronoun: str) -> bool:
    many = plural or norm.endswith(("ين", "ان", "ون"))
    return (many or pronoun == _THEM[1]) and not norm.endswith(_NO_MEN) and not has_article(norm)

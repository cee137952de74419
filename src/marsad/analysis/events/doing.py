"""Verbs that only say that what a verbal noun behind them tells was done: «أقدم على خطف», «أعلن توقيف», «أسفر عن مقتل».

Such a noun tells an event as surely as its verb would, and its condition may be met where the verb stands.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.lexicon.paradigms import conjugate
from marsad.lexicon.tables import read_table, values
from marsad.text.clitics import VERB_PREFIXES, has_article, splits
from marsad.text.views import fold

from .auxiliaries import NEGATIONS
from .triggers import trigger_readings

_REACH: Final = 18
"""Words before the noun among which the verb stands, its subject and an aside about the time between them."""
_ENDS: Final = frozenset(".;:!?؟()\n")
_BY: Final = fold("ب")


@lru_cache(maxsize=1)
def _verbs() -> dict[str, frozenset[str]]:
    """The folded forms of the verbs with the prepositions that they take; "" is none."""
    out: dict[str, frozenset[str]] = {}
    for row in read_table("ar/events/doing.tsv"):
        taken = frozenset(map(fold, values(row["with"]))) or frozenset({""})
        for form in conjugate(row["past"], row["present"]):
            if form.tense != "jussive":
                out[form.form] = out.get(form.form, frozenset()) | taken
    return out


@lru_cache(maxsize=1)
def _prepositions() -> frozenset[str]:
    return frozenset().union(*_verbs().values()) - {""}


def doing(reading: Reading, token: int) -> int | None:
    """The token of the verb that says that somebody does what the verbal noun at a token tells."""
    tokens = reading.tokens
    noun = next((r for r in trigger_readings(tokens[token].norm) if r.kind == "noun"), None)
    if noun is None or has_article(tokens[token].norm):
        return None
    sentence = reading.sentence_of(token)
    before = token - 1
    if noun.prefix.endswith(_BY):
        taken = _BY
    elif before > sentence.first and tokens[before].norm in _prepositions():
        taken, before = tokens[before].norm, before - 1
    elif function_class(tokens[before].norm):
        # «باشر عمله بعد قصف المدينة»
        return None
    else:
        taken = ""
    commas = 0
    for i in range(before, max(sentence.first, before - _REACH) - 1, -1):
        norm = tokens[i].norm
        if norm in _ENDS:
            return None
        commas += norm == ","
        if _takes(norm, taken):
            # an aside has a comma at both ends; «لم تتمكن من» says that it wasn't done
            return i if commas % 2 == 0 and tokens[i - 1].norm.lstrip("وف") not in NEGATIONS else None
        # «سارعت فرق الإنقاذ»: a verb doesn't follow a verb, and one in an aside says nothing
        aside = commas % 2 == 1
        if any(r.kind == "verb" for r in trigger_readings(norm)) and not (aside or _takes(tokens[i - 1].norm, taken)):
            return None
    return None


def _takes(norm: str, taken: str) -> bool:
    """Is the word one of the verbs, with this preposition?"""
    return any(p in VERB_PREFIXES and taken in _verbs().get(stem, ()) for p, stem in splits(norm))

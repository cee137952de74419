"""Where one candidate is two names: joined by «و», or side by side as subject and object are behind a verb."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import is_adjective, verb_readings
from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.tables import read_table
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .candidate import Candidate
from .heads import head_of

Known = dict[tuple[int, int], Candidate]


def side_by_side(reading: Reading, c: Candidate, first: int, last: int, known: Known) -> int | None:
    """Where the second name begins: «حمّلت قوات الدعم السريع | الجيش», «اتهم المجلس الرئاسي | الحكومة».

    Behind a definite word, a definite noun that is no adjective begins something else.
    """
    if (first, last) in known:
        return None
    tokens = reading.tokens
    end = known.get((last - 1, last))
    if end is not None and _does_to(reading, c, first, last, end, known):
        return last - 1
    if c.type != "organization":
        return None
    if (
        last - first > 1 and first and end is not None and _country(end) and verb_readings(tokens[first - 1].norm)
        and any((k, last - 1) in known for k in (first, first + 1))
    ):  # fmt: skip
        # «وتتهم حركة حماس | إسرائيل»
        return last - 1
    for k in range(first + 2, last):
        norm = tokens[k].norm
        # «مجلس محافظة دهوك | الحكومة الاتحادية»: a place is as definite as a word with the article
        place = known.get((k - 1, k))
        definite = has_article(tokens[k - 1].norm) or (
            place is not None and place.type == "place" and first > 0 and bool(verb_readings(tokens[first - 1].norm))
            and head_of(norm) is not None
        )  # fmt: skip
        if not (definite and norm.startswith("ال")) or is_adjective(norm):
            continue
        if not has_article(tokens[k - 1].norm):
            return k
        if (k, last) in known or ((first, k) in known and head_of(norm) is not None):
            return k
    return None


_TO = ("demand", "call", "act_on")
_FAR = 8
"""Tokens from such a verb to the end of who does it: an office and a name."""


def _does_to(reading: Reading, c: Candidate, first: int, last: int, end: Candidate, known: Known) -> bool:
    """«اتهمت مالي | أوكرانيا», «طالب مجلس التعاون | بغداد», «دعا المتحدث فلان بن فلان | أثينا»: whom it is done to.

    Behind a verb with somebody for its object the name of a country or capital stands where a name has ended.
    """
    tokens = reading.tokens
    land = any(e.source in ("countries", "capitals") for e in end.entries)
    if end.type != "place" or not land or end.span.start != tokens[last - 1].start:
        return False
    whole = (first, last - 1) in known
    if c.type == "person":
        whole = whole or last - first > 2
    if not whole or c.type not in ("person", "organization", "place"):
        return False
    near = range(max(reading.sentence_of(first).first, first - (_FAR if c.type == "person" else 1)), first)
    return any(_acts(tokens[k].norm) for k in near)


@lru_cache(maxsize=1)
def _lemmas() -> frozenset[str]:
    """Verbs with somebody for their object."""
    return frozenset(row["past"] for row in read_table("ar/events/triggers.tsv") if row["frame"] in _TO)


def _acts(norm: str) -> bool:
    return any(lemma in _lemmas() and not pronoun for lemma, *_, pronoun in verb_readings(norm))


def _country(c: Candidate) -> bool:
    return c.type == "place" and any(e.source == "countries" for e in c.entries)


def two_names(reading: Reading, c: Candidate, first: int, k: int, last: int, known: Known) -> bool:
    """«واشنطن ولندن», «جامعة الإمارات وجامعة القاهرة»: two names of one type joined by «و»."""
    if (first, last) in known:
        return False
    norm = reading.tokens[k].norm
    left, right = known.get((first, k)), known.get((k, last))
    if left is not None and right is not None:
        return True
    if c.type == "person":
        return _two_people(reading, first, k, last)
    head, own = head_of(norm), head_of(reading.tokens[first].norm)
    return head is not None and own is not None and head[0] == "و" and bool({h.noun for h in head[2]} & {
        h.noun for h in own[2]})  # fmt: skip


def _two_people(reading: Reading, first: int, k: int, last: int) -> bool:
    """«سالم المهدي وتوري سيلا»: «و» opens a second man, unless it is a name's own letter («أحمد ولد سالم»)."""
    norm = reading.tokens[k].norm
    given = gazetteer().given_names
    if norm in given or len(norm) < 4:
        return False
    return norm[1:] in given or (k - first > 1 and last - k > 1 and norm not in _W_PARTS)


_W_PARTS = frozenset(fold(w) for w in ("ولد", "واد", "والد", "ورد", "وان", "وون", "ويلز", "وولف", "وايت", "وود"))


def torn(c: Candidate, listed: Sequence[Candidate]) -> bool:
    """A person of one word that ends a known place's name is none: «زمور» of «والي تيرس زمور»."""
    return c.type == "person" and any(
        p.type == "place" and p.first < c.first and c.first + 1 == c.last == p.last for p in listed
    )

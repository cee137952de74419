"""Particles written onto a name that the learned reader marked as a whole word."""

from __future__ import annotations

from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.people import genders
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.record import EntityType
from marsad.text.clitics import BARE_PREFIXES, splits
from marsad.text.views import fold


def particle_letters(reading: Reading, first: int, kind: EntityType) -> int:
    """Letters of particles before the name: certain after ب/ل + ال, else where the rest is a known name or recurs."""
    norm = reading.tokens[first].norm
    if norm in _PARENTS or _led(reading, first):
        return 0
    for prefix in ("وبال", "وال", "بال", "فال", "كال"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            if prefix == "كال" and not _heard(reading, norm[1:]):
                # «كالينين» is a name: few things are likened in the news
                continue
            return len(prefix) - 2
    for prefix in ("ولل", "لل"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            return len(prefix)
    head = None if kind == "person" else head_of(norm)
    if head is not None and head[0]:
        return len(head[0]) - (2 if head[0].endswith("ال") else 0)
    described = group_noun(norm) if kind == "organization" else None
    if described is not None and described[0] in ("ل", "ب"):
        # «تقرير لفريق خبراء الأمم المتحدة»
        return 1
    start = reading.tokens[first].start
    if norm[0] in "بلكوف" and reading.text[start + 1 : start + 2] == "إ":
        # «بإينياكي»: no name has this hamza behind its first letter
        return 1
    given = gazetteer().given_names
    if kind == "place":
        if any(e.type == "place" for e in gazetteer().named(norm)):
            # «بنينا» is no «ب» before the woman's name
            return 0
        if norm[0] == "و" and len(norm) > 3 and head is None and _conjoined(reading, first):
            return 1
        for prefix in _AT:
            # «ببشار»: a town that is a given name too, which the lexicon alone doesn't dare to read
            rest = norm.removeprefix(prefix)
            if (
                rest != norm
                and len(rest) > 3
                and any(e.type == "place" and e.population >= _KNOWN for e in gazetteer().named(rest))
            ):
                return len(prefix)
    if kind == "person" and norm[:1] in "وفل" and norm[1:] in _BEGIN_NAMES and len(norm) > 3:
        return 1
    if kind == "person" and norm == _BY_FATHER and reading.text[start + 1 : start + 2] == "أ":
        # «المعروف بأبي خالد»: «بابي» is a name
        return 1
    for prefix in sorted(BARE_PREFIXES, key=len, reverse=True):
        if kind == "person" and (norm in given or prefix.endswith("ك")):
            # «كريم» is not «ك» and «ريم»: hardly anybody is likened in the news
            continue
        if prefix and norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            rest = norm[len(prefix) :]
            # «وهالة كامل»: a name that is a word too is none the less one where a person is marked
            listed = genders() if kind == "person" and prefix == "و" else given
            if (rest in listed and kind != "place") or (norm not in given and rest in reading.norms):
                return len(prefix)
    if (
        norm not in given
        and kind == "person"
        and norm[0] == "و"
        and norm[1:]
        and len(norm) > 5
        and norm not in _W_NAMES
    ):
        return 1
    return 0


def _led(reading: Reading, first: int) -> bool:
    """Does a preposition of its own stand before the name, or how somebody is addressed («السيدة وانغاري»)?

    No further particle stands between: «في بورتو» is no «ب». An article behind its particle is one all the same.
    """
    if first == 0 or any(p.endswith(("ال", "لل")) for p, _ in splits(reading.tokens[first].norm)):
        return False
    before = reading.tokens[first - 1]
    return before.norm in _PREPOSITIONS or before.norm in _ADDRESSED


_PREPOSITIONS = frozenset(fold(w) for w in ("في", "من", "إلى", "عن", "لدى", "مع", "نحو"))
_ADDRESSED = frozenset(fold(w) for w in ("السيد", "السيدة", "الآنسة"))
_BY_FATHER = fold("بأبي")
_AT = ("ب", "وب", "فب")
_KNOWN = 15_000
"""People in a town whose name is worth a preposition."""


def _heard(reading: Reading, name: str) -> bool:
    """Is a name listed, or written in the report without what may stand before it?"""
    return name in reading.norms or bool(gazetteer().named(name))


def _conjoined(reading: Reading, first: int) -> bool:
    """«في هيران | وباي»: "and" may stand before the name, since neither a preposition nor a kind of place does."""
    if first == 0:
        return False
    before = reading.tokens[first - 1]
    kind = head_of(before.norm)
    return before.is_word and function_class(before.norm) is None and (kind is None or kind[1])


_BEGIN_NAMES = frozenset(fold(w) for w in ("عبد", "أبو", "أبا", "أبي", "ابن"))
"""Words that open names and are none alone: «وعبد الكريم»."""
_PARENTS = frozenset(f"والد{end}" for end in ("ه", "ها", "هم", "ته", "تها", "اه", "اها", "يه", "يها", "ان", "ين"))
"""«والده», «والداها»: their letters before the dal are no article."""
_W_NAMES = frozenset(
    ("وليد", "وسيم", "وايل", "وجدي", "وهبه", "وحيد", "ويليام", "وليام", "والتر", "واين", "ولسون", "ويلسون")
)

"""What kind of word a token is, as far as spelling and small closed lists tell.

No tagger of parts of speech runs here: closed classes are lists, verbs come from paradigms,
adjectives from a list, the nisba ending and the article. Callers treat the answers as hints.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.paradigms import VerbForm, conjugate, without_object
from marsad.lexicon.tables import read_table, values
from marsad.text.clitics import PREFIXES, VERB_PREFIXES, has_article, splits
from marsad.text.tokens import Token
from marsad.text.views import fold


@lru_cache(maxsize=1)
def _functions() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in read_table("ar/words/function.tsv"):
        table.setdefault(fold(row["word"]), row["class"])
    return table


@lru_cache(maxsize=16_384)
def function_class(norm: str) -> str | None:
    """The closed class of a folded word ("preposition", "relative", ...), و and ف before it allowed.

    >>> function_class("والتي"), function_class("التي"), function_class("بنغازي")
    ('relative', 'relative', None)
    """
    table = _functions()
    if norm in table:
        return table[norm]
    if norm[0] in "وف" and len(norm) > 2 and norm[1:] in table:
        return table[norm[1:]]
    return None


@lru_cache(maxsize=1)
def _nationalities() -> dict[str, str]:
    """Folded masculine adjective -> ISO alpha-3."""
    out: dict[str, str] = {}
    for row in read_table("gazetteer/countries.tsv"):
        for adjective in values(row["adjectives"]):
            out.setdefault(fold(adjective), row["alpha3"])
    return out


@lru_cache(maxsize=1)
def _people() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in read_table("gazetteer/countries.tsv"):
        for people in values(row["people"]):
            out.setdefault(fold(people), row["alpha3"])
    return out


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    out: set[str] = set()
    for row in read_table("ar/words/adjectives.tsv"):
        out.update(adjective_forms(row["adjective"]))
    return frozenset(out)


def adjective_forms(masculine: str) -> tuple[str, ...]:
    """Gender and number forms of a masculine singular adjective, folded, article left out.

    >>> adjective_forms("غربي")
    ('غربي', 'غربيه', 'غربيون', 'غربيين', 'غربيان', 'غربيتين', 'غربيات', 'غربيا')
    """
    base = fold(masculine)
    feminine = base + "ه"
    if base.endswith("ي") and masculine.endswith("ى"):
        feminine = base
    return (base, feminine, base + "ون", base + "ين", base + "ان", base + "تين", base + "ات", base + "ا")


_NISBA_ENDS = ("ي", "يه", "يون", "يين", "يان", "يتين", "يات", "يتان")
_ENDINGS = ("يتين", "يتان", "ييين", "يون", "يين", "يان", "يات", "يه", "يا", "ي")


@lru_cache(maxsize=8192)
def bare(norm: str) -> str:
    """The word without conjunction, preposition and article.

    >>> bare("والامريكيه"), bare("للسفاره"), bare("وزير")
    ('امريكيه', 'سفاره', 'وزير')
    """
    for prefix in PREFIXES:
        if prefix.endswith(("ال", "لل")) and norm.startswith(prefix) and len(norm) - len(prefix) >= 2:
            return norm[len(prefix) :]
    return norm


@lru_cache(maxsize=16_384)
def nationality(norm: str) -> str | None:
    """ISO alpha-3 of a nationality adjective or people in any gender, number and particle, else None.

    >>> nationality("الروسيه"), nationality("روس"), nationality("وطني")
    ('RUS', 'RUS', None)
    """
    table, people = _nationalities(), _people()
    for _, stem in splits(norm):
        if stem in people:
            return people[stem]
        if stem in table:
            return table[stem]
        for ending in _ENDINGS:
            if stem.endswith(ending) and stem[: -len(ending)] + "ي" in table:
                return table[stem[: -len(ending)] + "ي"]
    return None


def is_people(norm: str) -> bool:
    """The broken plural of a people, particles before it or not.

    >>> is_people(fold("الأتراك")), is_people(fold("ليبيا"))
    (True, False)
    """
    return any(stem in _people() for _, stem in splits(norm))


_NO_NISBA = frozenset(fold(w) for w in ("أعيان", "جريان", "غليان", "فتيان", "صبيان", "كيان", "بيان", "عصيان"))
"""Nouns that end like the dual of a nisba."""


@lru_cache(maxsize=16_384)
def is_adjective(norm: str) -> bool:
    """Can the folded word be an adjective (listed, or a nisba by its ending)?

    >>> is_adjective("عسكريان"), is_adjective("اعيان")
    (True, False)
    """
    stem = bare(norm)
    return stem in _adjectives() or (len(stem) > 4 and stem.endswith(_NISBA_ENDS) and stem not in _NO_NISBA)


@lru_cache(maxsize=1)
def _verbs() -> dict[str, list[tuple[str, VerbForm]]]:
    out: dict[str, list[tuple[str, VerbForm]]] = {}
    for row in read_table("ar/words/verbs.tsv"):
        for form in conjugate(row["past"], row["present"]):
            out.setdefault(form.form, []).append((row["past"], form))
    return out


@lru_cache(maxsize=8192)
def verb_readings(norm: str) -> tuple[tuple[str, VerbForm, str, str], ...]:
    """Readings of a folded word as a verb: (lemma, form, prefix, object pronoun or "").

    >>> [(lemma, prefix, obj) for lemma, form, prefix, obj in verb_readings("وسيلتقيه")][:1]
    [('التقى', 'وس', 'ه')]
    """
    table = _verbs()
    out: list[tuple[str, VerbForm, str, str]] = []
    for prefix, stem in splits(norm):
        if prefix not in VERB_PREFIXES:
            continue
        for lemma, form in table.get(stem, ()):
            if prefix.endswith("س") and form.tense != "present":
                continue
            out.append((lemma, form, prefix, ""))
        for inner, pronoun in without_object(stem):
            for lemma, form in table.get(inner, ()):
                if prefix.endswith("س") and form.tense != "present":
                    continue
                out.append((lemma, form, prefix, pronoun))
    return tuple(out)


def is_verb(norm: str) -> bool:
    """Is one reading of the folded word a verb form?"""
    return bool(verb_readings(norm))


def is_definite(token: Token) -> bool:
    """Does the token carry the article (or look as if it did)?"""
    return has_article(token.norm)

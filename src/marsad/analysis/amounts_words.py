"""The words of counted quantities, from the tables under `data/ar/amounts/`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from marsad.lexicon.tables import read_table, values
from marsad.text.views import fold

from .times_words import Line, options

_DUALS = frozenset({
    "person", "vessel", "aircraft", "vehicle", "weapon", "missile", "shell", "patrol", "unit", "strike", "crate",
    "tonne", "kilometre", "nautical mile", "camera", "tent", "animal", "visit", "hectare", "metre", "generator", "well",
})  # fmt: skip
_CONSTRUCT = frozenset({"vessel", "aircraft", "vehicle", "patrol", "generator", "crate"})
_MARKED_DUAL = re.compile("\u064e\u064a\u0652?\u0646[\u0650\u0652]?$")
_SHORT = frozenset({"كم", "كلم", "كغ", "كغم", "كلغ", "ملم", "%", "$", "€"})
"""Abbreviations: they take no ending."""
UNCOUNTED = "-"
"""Unit of nouns that are counted but are no quantity for an analyst: states, sessions, goals."""


class Noun(NamedTuple):
    """The unit of a counted noun and the token after it."""

    unit: str
    last: int
    skip: int = 0


class Words:
    """All tables, folded once, with the forms that grammar adds to the nouns."""

    def __init__(self) -> None:
        self.forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.duals: dict[str, str] = {}
        self.constructs: dict[str, str] = {}
        self.plurals: dict[str, str] = {}
        self.people: set[str] = set()
        seen: set[tuple[str, ...]] = set()
        for row in read_table("ar/amounts/nouns.tsv"):
            unit = row["unit"]
            # «جنيه» takes an ending, «شاحنة» none
            bare = {fold(w) for w in (row["singular"] + " " + row["plural"]).replace("|", " ").split() if w[-1] in "ةا"}
            many = [tuple(fold(p).split()) for p in values(row["plural"])]
            one = tuple(fold(row["singular"]).split())
            for words in (one, *many):
                for form in (words, tuple(w if w in _SHORT | bare else w + "ا" for w in words)):
                    if form not in seen:
                        seen.add(form)
                        self.forms.setdefault(form[0], []).append((form, unit))
            for words in many:
                if len(words) == 1:
                    self.plurals.setdefault(words[0], unit)
            if unit == "person":
                self.people.add(one[0])
            if len(one) == 1 and unit in _DUALS and one[0] not in _SHORT and len(one[0]) > 2 - (unit == "tonne"):
                self._add_duals(one[0], unit, {w for m in many for w in m})
        for found in self.forms.values():
            found.sort(key=lambda item: -len(item[0]))
        self.approximations = sorted(
            (tuple(fold(r["phrase"]).split()) for r in read_table("ar/amounts/approximations.tsv")),
            key=len, reverse=True,
        )  # fmt: skip
        self.labels = frozenset(fold(r["word"]) for r in read_table("ar/amounts/labels.tsv"))
        self.heads = frozenset(fold(r["word"]) for r in read_table("ar/amounts/heads.tsv"))

    def _add_duals(self, word: str, unit: str, plurals: set[str]) -> None:
        stem = word[:-1] + "ت" if word.endswith("ه") else word
        # "مسلحين" may be many: only the nominative tells the dual of a noun with a sound plural
        for ending in ("ان", "ين"):
            if stem + ending not in plurals and word not in _NO_DUAL:
                self.duals[stem + ending] = unit
        if unit in _CONSTRUCT:
            for ending in ("ي", "ا"):
                if stem + ending not in self.forms:
                    self.constructs[stem + ending] = unit


_NO_DUAL = frozenset({"اخر", "حاله", "روح", "راس", "عامل", "زاير", "ابن", "حاج", "راع", "محام", "قاض", "ناج", "شيخ"})
_OTHER_WORDS = frozenset({"الي", "اليتا", "مسيري"})
_TALIBAN = "طالبان"


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read at first use."""
    return Words()


def noun_at(line: Line, i: int, definite: bool = False) -> Noun | None:
    """The counted noun that stands at token `i`, with or without the article."""
    norm = line.norm(i)
    forms = words().forms
    heads = [norm]
    if norm.startswith("ال") and len(norm) > 4:
        heads.append(norm[2:])
    for head in heads:
        for form, unit in forms.get(head, ()):
            if all(line.norm(i + k) == w or line.norm(i + k) == "ال" + w for k, w in enumerate(form) if k):
                return Noun(unit, i + len(form))
    return None


def dual_at(line: Line, i: int) -> Noun | None:
    """A noun that is two by its form, without the article: "سفينتين", "زورقي دورية"."""
    w = words()
    norm, nxt = line.norm(i), line.norm(i + 1)
    for skip, form in options(norm):
        if form in w.duals and form != _TALIBAN:
            return Noun(w.duals[form], i + 1, skip)
        if form.endswith("ين") and _MARKED_DUAL.search(line.written(i)) and form[:-2] in w.people:
            return Noun("person", i + 1, skip)
        if form not in w.constructs or form in _OTHER_WORDS:
            continue
        definite = nxt.startswith("ال") and not form.endswith("تي")
        if nxt.isalpha() and not definite and len(nxt) > 2:
            return Noun(w.constructs[form], i + 2, skip)
    return None

"""Finding many names in a text at once, particles attached or not.

The patterns stand in one Aho-Corasick automaton, so that the cost of a match doesn't grow
with the lexicon. A hit counts only where a word starts (or particles before it do) and
where a word ends: that keeps "لوموند" whole and finds "بنغازي" in "وببنغازي".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from marsad.text.clitics import ARTICLE_PREFIXES, BARE_PREFIXES
from marsad.text.views import View, fold

T = TypeVar("T")
_ARTICLE = "ال"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One entry found: `start` and `end` are offsets of the *view*, particles left out."""

    start: int
    end: int
    entry: T
    prefix: str
    """The particles written onto it, article included where the name doesn't own it."""


class NameIndex(Generic[T]):
    """All forms of many entries. Forms are folded here; entries are whatever the caller stores."""

    def __init__(self, forms: Iterable[tuple[str, T]]) -> None:
        patterns: dict[str, int] = {}
        self._entries: list[list[tuple[bool, T]]] = []
        for form, entry in forms:
            key = fold(form)
            article = key.startswith(_ARTICLE) and len(key) - len(_ARTICLE) >= _SHORTEST
            if article:
                # "للسفارة" drops the alef of the article: match behind it and look back
                key = key[len(_ARTICLE) :]
            if len(key) < _SHORTEST:
                continue
            at = patterns.setdefault(key, len(self._entries))
            if at == len(self._entries):
                self._entries.append([])
            self._entries[at].append((article, entry))
        self._automaton = AhoCorasick(list(patterns), matchkind=MatchKind.Standard) if patterns else None

    def find(self, view: View) -> Iterator[Hit[T]]:
        """All hits, overlapping ones included, in order of their end."""
        if self._automaton is None:
            return
        text = view.text
        size = len(text)
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end < size and text[end].isalnum() and text[end - 1].isalnum():
                continue
            word = start
            while word and text[word - 1].isalpha() and text[start].isalpha():
                word -= 1
                if start - word > 5:
                    break
            if start - word > 5 or (word and text[word - 1].isdigit() and text[start].isdigit()):
                continue
            prefix = text[word:start]
            for article, entry in self._entries[number]:
                if article:
                    if prefix in ARTICLE_PREFIXES:
                        # the article belongs to the name; "لل" has lost its alef, so the name starts behind it
                        first = start if prefix.endswith("لل") else start - len(_ARTICLE)
                        yield Hit(first, end, entry, prefix[: -len(_ARTICLE)] if first != start else prefix)
                elif prefix in BARE_PREFIXES:
                    yield Hit(start, end, entry, prefix)

"""Succession: «الفيلق الأفريقي ليحل محل قوات مجموعة فاغنر», «فلان خلفا لفلان»."""

from __future__ import annotations

from functools import lru_cache

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table, values
from marsad.text.clitics import splits
from marsad.text.views import fold

from .link import Item, Link

_BEFORE, _BEHIND = 12, 6
"""Words to look back for who succeeds, and ahead for who is succeeded."""


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(
        fold(form)
        for row in read_table("ar/relations/words.tsv")
        if row["pattern"] == "replaces"
        for form in values(row["forms"])
    )


def find_succession(reading: Reading, table: EntityTable, line: list[Item]) -> list[Link]:
    """Who takes whose place; both are people or both are bodies."""
    out: list[Link] = []
    sentence = reading.sentence_of(line[0].first)
    for i in range(sentence.first, sentence.last):
        token = reading.tokens[i]
        if not token.is_word or not any(stem in _words() for _, stem in splits(token.norm)):
            continue
        whole = _named_ahead(table, i, min(i + _BEHIND + 1, sentence.last))
        if whole is None:
            continue
        behind = [p for p in line if p.last <= i and p.last >= i - _BEFORE and p.type == whole.type]
        if behind:
            subject = table.entity(behind[-1].what)
            out.append(Link(subject, "successor_of", whole, reading.span(i, i + 1), "relations.replaces"))
    return out


def _named_ahead(table: EntityTable, token: int, last: int) -> Found | None:
    """The person or body named next, also within a description: «قوات | مجموعة فاغنر»."""
    named = (table.covering(k) for k in range(token + 1, last))
    return next((e for e in named if e is not None and e.type in ("person", "organization")), None)

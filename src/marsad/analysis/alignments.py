"""Stances: who is said to lean to whom, or against whom, as a lasting attitude and not an act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table, values
from marsad.model.record import Polarity
from marsad.text.clitics import splits
from marsad.text.spans import Span
from marsad.text.views import fold


@dataclass(frozen=True, slots=True)
class Stance:
    """Subject leans to or against object; the span is that of the words that say so."""

    subject: Found
    object: Found
    polarity: Polarity
    span: Span
    by: str


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Polarity]]]:
    out: dict[str, list[tuple[tuple[str, ...], Polarity]]] = {}
    for row in read_table("ar/relations/stances.tsv"):
        for phrase in values(row["words"]):
            words = tuple(fold(phrase).split())
            out.setdefault(words[0], []).append((words, row["polarity"]))  # type: ignore[arg-type]
    return out


def find_alignments(reading: Reading, table: EntityTable) -> list[Stance]:
    """All stances in order of the text, each pair once."""
    tokens = reading.tokens
    phrases = _phrases()
    out: dict[tuple[int, int], Stance] = {}
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            if not tokens[i].is_word:
                continue
            for _, stem in splits(tokens[i].norm):
                if stem not in phrases:
                    continue
                hit = next((h for h in phrases[stem] if _matches(reading, i, sentence.last, h[0])), None)
                if hit is None:
                    continue
                width = len(hit[0]) - (hit[0][-1] == "ل")
                subject = _near(table, max(sentence.first, i - 6), i, backwards=True)
                target = _near(table, i + width, min(sentence.last, i + width + 6), backwards=False)
                if subject is not None and target is not None and subject is not target:
                    stance = Stance(
                        subject, target, hit[1], reading.span(i, i + width), f"alignments.{'_'.join(hit[0])}"
                    )
                    out.setdefault((id(subject), id(target)), stance)
                break
    return list(out.values())


def _matches(reading: Reading, i: int, end: int, words: tuple[str, ...]) -> bool:
    for k, word in enumerate(words[1:], 1):
        if i + k >= end:
            return False
        norm = reading.tokens[i + k].norm
        if word == "ل":
            if not norm.startswith("ل"):
                return False
        elif norm != word:
            return False
    return True


def _near(table: EntityTable, first: int, last: int, *, backwards: bool) -> Found | None:
    order = range(last - 1, first - 1, -1) if backwards else range(first, last)
    for k in order:
        entity = table.covering(k)
        if entity is not None and entity.type in ("person", "organization", "place"):
            return entity
    return None

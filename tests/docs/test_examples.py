"""Every example that stands beside a row of the lexicon fires that row, as CONTRIBUTING.md promises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.analysis.attributions.content import opener_at
from marsad.analysis.attributions.speakers import back_reference
from marsad.analysis.entities.heads import head_of
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table, values
from marsad.model.document import Document
from marsad.text.clitics import splits
from marsad.text.views import fold

Row = dict[str, str]


def read(text: str) -> Reading:
    return Reading.of(Document(id="example", text=text))


def phrase(row: Row, reading: Reading) -> bool:
    return [span.text(reading.text) for span in reading.boilerplate] == [row["example"]]


def head(row: Row, reading: Reading) -> bool:
    hits = (head_of(t.norm) for t in reading.tokens if t.is_word)
    return any(h.noun == fold(row["head"]) for hit in hits if hit for h in hit[2])


def trigger(row: Row, reading: Reading) -> bool:
    return any(r.trigger.lemma == row["past"] for t in reading.tokens if t.is_word for r in trigger_readings(t.norm))


def participle(row: Row, reading: Reading) -> bool:
    hits = (r for t in reading.tokens if t.is_word for r in trigger_readings(t.norm) if r.kind == "participle")
    return any((r.trigger.lemma, r.trigger.type) == (row["past"], row["type"]) for r in hits)


def opener(row: Row, reading: Reading) -> bool:
    size = len(reading.tokens)
    hits = (opener_at(reading, i, size) for i, t in enumerate(reading.tokens) if t.is_word)
    return any(hit is not None and hit[1:] == (row["act"], row["place"]) for hit in hits)


def noun(row: Row, reading: Reading) -> bool:
    return any(hit[0] == fold(row["noun"]) for t in reading.tokens if t.is_word and (hit := back_reference(t.norm)))


def stems(column: str) -> Callable[[Row, Reading], bool]:
    def fires(row: Row, reading: Reading) -> bool:
        firsts = {fold(form).split()[0] for form in values(row[column])}
        return any(stem in firsts for t in reading.tokens if t.is_word for _, stem in splits(t.norm))

    return fires


TABLES: dict[str, Callable[[Row, Reading], bool]] = {
    "ar/boilerplate/phrases.tsv": phrase,
    "ar/entities/heads.tsv": head,
    "ar/events/triggers.tsv": trigger,
    "ar/events/needs.tsv": stems("words"),
    "ar/events/participles.tsv": participle,
    "ar/entities/pairs.tsv": stems("forms"),
    "ar/attributions/openers.tsv": opener,
    "ar/attributions/media.tsv": noun,
    "ar/relations/words.tsv": stems("forms"),
    "ar/relations/stances.tsv": stems("words"),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_example_that_fires_it(table: str) -> None:
    silent = [row for row in read_table(table) if not row["example"] or not TABLES[table](row, read(row["example"]))]
    assert silent == []

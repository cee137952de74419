"""Claims by the cascade: an example of every cue with its content, and a near miss that claims nothing."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.model.record import Record

ROWS = read_table("ar/attributions/examples.tsv")
ACTS = {row["past"]: row["act"] for row in read_table("ar/attributions/cues.tsv")}


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(tagger=False)


def read(analyser: Analyser, text: str, publisher: str | None = None) -> Record:
    return analyser.analyze(Document("example", text, publisher=publisher, published="2025-03-20"))


def told(record: Record) -> set[tuple[str, str, str]]:
    """Content, act and lemma of the cue of every claim."""
    return {
        (record.text[a.content[0].start : a.content[0].end], a.act, a.by.rsplit(".", 1)[1]) for a in record.attributions
    }


def chains(record: Record) -> list[list[str]]:
    names = {e.id: e.name for e in record.entities}
    return [[names[s] for s in a.sources] for a in record.attributions]


def test_every_cue_has_an_example() -> None:
    assert set(ACTS) == {row["lemma"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["lemma"])
def test_cue(analyser: Analyser, row: dict[str, str]) -> None:
    assert (row["content"], ACTS[row["lemma"]], row["lemma"]) in told(read(analyser, row["sentence"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["lemma"])
def test_near_miss_claims_nothing(analyser: Analyser, row: dict[str, str]) -> None:
    assert read(analyser, row["near_miss"]).attributions == ()

"""The corpus as it lies in the repository: well formed, its own in every phrase, its datasheet current."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from marsad.corpus import CorpusError, GoldReport, GoldStory, find_corpus, load, load_stories
from marsad.corpus.build import assign_splits
from marsad.corpus.loader import read_splits
from marsad.corpus.locate import locate
from marsad.corpus.overlap import borrowed, read_texts, repeated
from marsad.corpus.report import report_to_json
from marsad.corpus.stats import count, with_counts
from marsad.corpus.validate import validate
from marsad.evaluate.names import comparable

ROOT = find_corpus()
SHARED = ROOT.parents[1] / "shared" / "gold" / "dev"


def test_the_corpus_validates() -> None:
    assert [str(f) for f in validate(ROOT) if f.fault] == []


def test_loading_loses_nothing(reports: list[GoldReport]) -> None:
    for report in reports:
        raw = json.loads((ROOT / "reports" / f"{report.id}.json").read_text(encoding="utf-8"))
        assert report_to_json(report) == raw


def test_splits_are_disjoint_and_whole(reports: list[GoldReport]) -> None:
    parts = [{r.id for r in load(split=split)} for split in ("train", "dev", "test")]
    assert sum(map(len, parts)) == len(set.union(*parts)) == len(reports)


def test_splits_are_where_the_rule_puts_them(reports: list[GoldReport], stories: list[GoldStory]) -> None:
    assert assign_splits(reports, stories, read_splits(ROOT)) == read_splits(ROOT)


def test_no_phrase_recurs_and_none_is_taken(reports: list[GoldReport]) -> None:
    assert [str(r) for r in repeated(reports)] == []
    if SHARED.is_dir():
        assert [str(r) for r in borrowed(reports, read_texts(SHARED))] == []


def test_every_annotation_has_its_place(reports: list[GoldReport]) -> None:
    for report in reports:
        found = locate(report)
        for key, entity in report.entities.items():
            assert found.mentions[key], (report.id, key)
            forms = {comparable(name) for name in entity.names}
            for span in found.mentions[key]:
                # the scorer takes these words for the name, and no attached particle is among them
                assert comparable(span.text(report.text)) in forms, (report.id, key, span.text(report.text))
        located = (found.titles, found.times, found.amounts, found.claims)
        annotated = (report.positions, report.times, report.amounts, report.claims)
        assert list(map(len, located)) == list(map(len, annotated)), report.id
        assert len(found.evidence) == sum(len(e.evidence) for e in report.events)
        flat = found.flat_mentions(("person", "organization", "place"))
        assert all(a.end <= b.start for (a, _), (b, _) in pairwise(flat))


def test_the_datasheet_is_current(reports: list[GoldReport], stories: list[GoldStory]) -> None:
    sheet = (ROOT / "DATASHEET.md").read_text(encoding="utf-8")
    hint = "run: marsad corpus stats --datasheet corpus/DATASHEET.md"
    assert with_counts(sheet, count(reports, stories)) == sheet, hint


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no gold files"):
        load(tmp_path)
    with pytest.raises(CorpusError, match="one of train, dev, test"):
        load(split="validation")
    (tmp_path / "a-1.json").write_text('{"id": "a-1"}', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a-1\.json: not in the gold format"):
        load(tmp_path)
    assert load_stories(tmp_path) == []

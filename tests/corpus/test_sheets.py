"""Reports written as sheets and read again are the same reports."""

from __future__ import annotations

import pytest

from marsad.corpus import GoldReport, GoldStory
from marsad.corpus.report import GoldClaim, report_from_json, report_to_json, story_to_json
from marsad.corpus.sheet import parse
from marsad.corpus.sheet_writer import to_sheet


def test_the_whole_corpus_survives_a_sheet(reports: list[GoldReport], stories: list[GoldStory]) -> None:
    docs, told, problems = parse(to_sheet(reports, stories))
    assert problems == []
    assert docs == [report_to_json(r) for r in reports]
    assert told == [story_to_json(s) for s in stories]


def test_passages_over_paragraphs_and_dots() -> None:
    text = "قال: «نحن هنا… ولن نرحل.\nلن نرحل أبدا» ثم سكت."
    passage = "نحن هنا… ولن نرحل.\nلن نرحل أبدا"
    doc = parse(f"#id a-1\n#register wire\n#topic x\n#text\n{text}\n#end\n")[0][0]
    report = report_from_json(doc | {"claims": [{"content": passage, "sources": ["k"], "act": "say"}]})
    assert parse(to_sheet([report]))[0][0]["claims"][0]["content"] == passage
    nowhere = report_from_json(doc | {"claims": [{"content": "ليس\nهنا", "sources": ["k"], "act": "say"}]})
    assert nowhere.claims == (GoldClaim("ليس\nهنا", ("k",), "say"),)
    with pytest.raises(ValueError, match="can't hold"):
        to_sheet([nowhere])

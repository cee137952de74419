"""Descriptions that the model takes for somebody's name, with spans as the model gives them."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.misread import crowds, named
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import WordSpan


@pytest.mark.parametrize(
    ("text", "name", "names", "described"),
    [
        # a sound plural before whose they are
        ("واحتج فلاحو غدامس على الشركة", "فلاحو غدامس", [("غدامس", "place")], ["فلاحو"]),
        ("قال صيادو كرمات البحر ذلك", "صيادو كرمات", [("كرمات", "place")], ["صيادو"]),
        ("واحتج موظفو وزارة النقل أمس", "موظفو وزارة النقل", [("وزارة النقل", "organization")], ["موظفو"]),
        ("وصل مقاتلو سالم الفاضلي أمس", "مقاتلو سالم الفاضلي", [("سالم الفاضلي", "person")], ["مقاتلو"]),
        # somebody of a kind
        ("قال صياد هندي ذلك", "صياد هندي", [], ["صياد هندي"]),
        # names that begin with such a noun, and others
        ("قال كاتب ياسين ذلك", "كاتب ياسين", [("كاتب ياسين", "person")], []),
        ("قال تاجر سالم ذلك", "تاجر سالم", [("تاجر سالم", "person")], []),
        ("قال شيخ هندي ذلك", "شيخ هندي", [("شيخ هندي", "person")], []),
        ("قال سالم هندي ذلك", "سالم هندي", [("سالم هندي", "person")], []),
        ("قال رامو سالم ذلك", "رامو سالم", [("رامو سالم", "person")], []),
    ],
)
def test_a_description_is_no_name(
    text: str, name: str, names: list[tuple[str, str]], described: list[str]
) -> None:  # fmt: skip
    at = WordMap(Reading.of(Document("t", text)))
    start = text.index(name)
    words = at.words(*at.reading.tokens_in(start, start + len(name)))
    assert words is not None
    span = WordSpan(*words, "person", 0.9)

    def said(s: WordSpan) -> str:
        return at.reading.span(*at.range(s.first, s.last)).text(text)

    assert [(said(s), s.label) for s in named(at, [span])] == names
    assert [said(s) for s in crowds(at, [span])] == described

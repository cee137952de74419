"""How far a claimed passage reaches, and that something is told in it."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.content import trimmed
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("«الصمام أُقفل»،", "الصمام أُقفل"),
        ("، إن القافلة عادت.", "إن القافلة عادت"),
        ("12،", "12"),
        ("ما", None),
        ("ما الذي", None),
        ("،", None),
    ],
)
def test_a_passage_without_marks_around_it_and_only_where_it_tells_something(text: str, told: str | None) -> None:
    reading = Reading.of(Document("d", text))
    span = trimmed(reading, 0, len(reading.tokens))
    assert (span.text(text) if span is not None else None) == told

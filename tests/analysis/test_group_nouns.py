"""Nouns for people that are adjectives elsewhere."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("هددت تركيا بشن عملية عسكرية في المدينة.", []),
        ("قالت عسكرية إن الهجوم انتهى.", ["عسكرية"]),
        ("قُتل عسكري أمس.", ["عسكري"]),
        ("قُتل ثلاثة عسكريين أمس.", ["ثلاثة عسكريين"]),
    ],
)
def test_an_adjective_is_nobody(text: str, wanted: list[str]) -> None:
    _, described = find_entities(Reading.of(Document("t", text)), ())
    assert [c.span.text(text) for c in described if c.type == "group"] == wanted

"""Participants whose names were doubted: what both readings see comes back where an event needs it."""

from __future__ import annotations

from typing import cast

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.learned.parties import parties
from marsad.analysis.learned.words import Question, WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import Marked, Pages, WordSpan
from marsad.text.views import fold


class Says:
    """A second reading that marks these words as a participant."""

    def __init__(self, spans: list[WordSpan]) -> None:
        self._spans = spans

    def spans(self, head: str) -> list[WordSpan]:
        return self._spans if head == "who" else []


class Names:
    """A first reading that names these words."""

    def __init__(self, spans: list[WordSpan]) -> None:
        self._spans = spans

    def named(self) -> list[WordSpan]:
        return self._spans


def read(text: str, words: str, label: str, *, sure: float = 0.8, event: float = 0.9) -> list[str]:
    """The participants that come back, where both readings mark `words`."""
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    first, last = reading.tokens_in(text.index(words), text.index(words) + len(words))
    span = WordSpan(at.word[first], at.word[last - 1] + 1, label, sure)
    question = Question(0, "REQUEST", event, cast(Marked, Says([span])))
    found, described = find_entities(reading, ())
    return [c.span.text(text) for c in parties(at, cast(Pages, Names([span])), [question], found, described)]


@pytest.mark.parametrize(
    ("text", "words", "label", "wanted"),
    [
        ("طالبت المركزية النقابية بالصرف.", "المركزية النقابية", "organization", ["المركزية النقابية"]),
        ("خطفوا تالوفا أمس.", "تالوفا", "person", ["تالوفا"]),
        # known already, pointing back, of what kind somebody is, nobody by name, a kind of body alone
        ("طالبت وزارة الدفاع بالصرف.", "وزارة الدفاع", "organization", []),
        ("طالبت المحكمة بالصرف.", "المحكمة", "organization", []),
        ("زار الأميركي والروسي المدينة.", "والروسي", "person", []),
        ("قرر القادة ذلك.", "القادة", "person", []),
        ("تسلم مستشفى أجهزة.", "مستشفى", "organization", []),
        # a place acts only as a country, which is listed
        ("طالبت تالوفا بالصرف.", "تالوفا", "place", []),
    ],
)
def test_who_takes_part_after_all(text: str, words: str, label: str, wanted: list[str]) -> None:
    assert read(text, words, label) == wanted


def test_both_readings_must_be_sure() -> None:
    text, words = "طالبت المركزية النقابية بالصرف.", "المركزية النقابية"
    assert read(text, words, "organization", sure=0.5) == []
    assert read(text, words, "organization", event=0.4) == []


@pytest.mark.parametrize(
    ("word", "noun"), [("ومقاتلو", "مقاتل"), ("لمراقبي", "مراقب"), ("مقاتلون", "مقاتل"), ("مقاتلوها", None)]
)
def test_plurals_before_whose_they_are(word: str, noun: str | None) -> None:
    hit = group_noun(fold(word))
    assert (hit[1].noun if hit is not None else None) == noun

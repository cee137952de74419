"""Accusers did not do it; the accused did."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.accused import accused
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import Act
from marsad.text.spans import Span


def named(spots: Spots, *names: str) -> list[Found]:
    return [next(e for s in spots.all if (e := spots.entity(s)).name == name) for name in names]


@pytest.mark.parametrize(
    ("text", "content", "word", "act", "actor", "wanted"),
    [
        # the accuser was taken for whoever did it
        ("اتهمت فرنسا روسيا بقصف البلدة.", "روسيا", "بقصف", "accuse", ["فرنسا"], ["روسيا"]),
        ("اتهمت فرنسا روسيا بقصف البلدة.", "روسيا", "بقصف", "accuse", [], ["روسيا"]),
        ("اتهمت فرنسا روسيا بأن جيشها قصف البلدة.", "روسيا", "قصف", "accuse", ["فرنسا"], ["روسيا"]),
        # somebody else stands between, or nobody is accused by name: it wasn't the accuser
        ("اتهمت فرنسا روسيا بتسليح تشاد لقصف البلدة.", "روسيا", "لقصف", "accuse", ["تشاد"], ["تشاد"]),
        ("اتهمت فرنسا من قصفوا البلدة.", "من", "قصفوا", "accuse", ["فرنسا"], []),
        # who says, denies or warns may well have done it
        ("أعلنت فرنسا قصف البلدة.", "قصف", "قصف", "say", ["فرنسا"], ["فرنسا"]),
    ],
)
def test_accused(text: str, content: str, word: str, act: Act, actor: list[str], wanted: list[str]) -> None:
    reading = Reading.of(Document("t", text))
    spots = Spots(WordMap(reading), EntityTable(reading, *find_entities(reading, ())))
    start = text.index(content)
    claim = Claim(named(spots, "فرنسا"), act, Span(0, 5), Span(start, len(text) - 1), "test")
    roles = {"actor": named(spots, *actor), "recipient": [], "place": [], "from": []}
    accused(spots, claim, "ASSAULT", reading.token_at(text.index(word)), roles)
    assert [e.name for e in roles["actor"]] == wanted

"""What else somebody is called: one entity, and near misses that stay two."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType

Seen = tuple[str, EntityType, float]

MAN: Seen = ("سامي صالح", "person", 0.99)


def read(text: str, *names: Seen) -> list[Found]:
    """The entities where the reader saw `names`."""
    reading = Reading.of(Document("t", text))
    seen: list[Candidate] = []
    for name, kind, confidence in names:
        first, last = reading.tokens_in(text.index(name), text.index(name) + len(name))
        seen.append(Candidate(first, last, reading.span(first, last), kind, "reader", 80, confidence=confidence))
    return find_entities(reading, [], seen)[0]


@pytest.mark.parametrize(
    ("text", "other", "names"),
    [
        ("قتل سامي صالح الملقب بـ«الصقر» أمس.", ("الصقر", "organization", 0.7), ["سامي صالح"]),
        ("قتل سامي صالح، المعروف باسم جندورة، أمس.", ("جندورة", "person", 0.9), ["سامي صالح"]),
        ("أوقفوا سامي صالح الملقب «ميستر كريزي» أمس.", ("ميستر كريزي", "person", 0.9), ["سامي صالح"]),
        ("قتل سامي صالح المدعو جندورة أمس.", ("جندورة", "person", 0.9), ["سامي صالح"]),
        # known for something, to somebody, somebody else's
        ("قتل سامي صالح المعروف بولائه عند جندورة أمس.", ("جندورة", "person", 0.9), ["سامي صالح", "جندورة"]),
        ("قتل سامي صالح، وقال جندورة إنه بريء.", ("جندورة", "person", 0.9), ["سامي صالح", "جندورة"]),
        ("قتل سامي صالح المعروف في حي جندورة.", ("حي جندورة", "place", 0.9), ["سامي صالح", "حي جندورة"]),
        # two that are known are two
        ("سامي صالح المعروف باسم أوبك غائب.", ("أوبك", "organization", 0.9), ["سامي صالح", "أوبك"]),
    ],
)
def test_nicknames(text: str, other: Seen, names: list[str]) -> None:
    assert [e.name for e in read(text, MAN, other)] == names


def test_a_nickname_alone_is_the_man_later_on() -> None:
    text = "قتل سامي صالح، المعروف باسم جندورة، أمس."
    (man,) = read(text, MAN, ("جندورة", "person", 0.9))
    assert [s.text(text) for _, _, s in man.mentions] == ["سامي صالح", "جندورة"]

"""What several of these tests read texts with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.words import Question, WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document

Passages = Callable[[str], tuple[Reading, list[tuple[int, int]]]]
Scene = Callable[[str, str, str], tuple[WordMap, Spots, Question]]


@pytest.fixture(scope="session")
def passages() -> Passages:
    """Reads a text with passages in brackets: without them, and the passages in tokens."""

    def read(text: str) -> tuple[Reading, list[tuple[int, int]]]:
        places, plain = [], ""
        for n, part in enumerate(text.replace("]", "[").split("[")):
            if n % 2:
                places.append((len(plain), len(plain) + len(part)))
            plain += part
        reading = Reading.of(Document("d", plain))
        inside = [[t.index for t in reading.tokens if low <= t.start and t.end <= high] for low, high in places]
        return reading, [(tokens[0], tokens[-1] + 1) for tokens in inside]

    return read


@pytest.fixture(scope="session")
def scene() -> Scene:
    """Reads a text with all who are named in it, and asks whether one of its words tells an event of a type."""

    def read(text: str, word: str, kind: str) -> tuple[WordMap, Spots, Question]:
        reading = Reading.of(Document("t", text))
        at = WordMap(reading)
        spots = Spots(at, EntityTable(reading, *find_entities(reading, ())))
        token = reading.token_at(text.index(word))
        return at, spots, Question(at.word[token], kind, 0.9, None)  # type: ignore[arg-type]

    return read


Read = Callable[[str], tuple[Reading, EntityTable, list[tuple[int, int]]]]


@pytest.fixture
def read(passages: Passages) -> Read:
    """Reads a text with passages in brackets: without them, its entities, the passages in tokens."""

    def with_entities(text: str) -> tuple[Reading, EntityTable, list[tuple[int, int]]]:
        reading, found = passages(text)
        return reading, EntityTable(reading, *find_entities(reading, [], [], [])), found

    return with_entities

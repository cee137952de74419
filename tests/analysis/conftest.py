"""What several of these tests read texts with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.analysis.reading import Reading
from marsad.model.document import Document

Passages = Callable[[str], tuple[Reading, list[tuple[int, int]]]]


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

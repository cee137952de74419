"""The repository's corpus, read once."""

from __future__ import annotations

import pytest

from marsad.corpus import GoldReport, GoldStory, load, load_stories


@pytest.fixture(scope="session")
def reports() -> list[GoldReport]:
    return load()


@pytest.fixture(scope="session")
def stories() -> list[GoldStory]:
    return load_stories()

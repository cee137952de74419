from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.desk import Desk
from tests.sources.server import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "desk.db", tagger=False) as opened:
        yield opened

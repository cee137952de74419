"""A desk of sample reports behind a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.desk import Desk
from marsad.sources import Defaults
from marsad.web.settings import Settings

from .desks import PASSWORD, SAMPLES, Served, serving


@pytest.fixture(scope="session")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the sample reports, to be copied."""
    path = tmp_path_factory.mktemp("desk") / "samples.marsad"
    with Desk(path) as desk:
        outcomes = list(desk.add([str(SAMPLES)], Defaults(published="2024-06-10")))
        assert {outcome.status for outcome in outcomes} == {"added"}
        with desk.database.engine.connect() as db:
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def desk_file(sample_desk: Path, tmp_path: Path) -> Path:
    """A copy of the samples' desk of one's own."""
    return copied(sample_desk, tmp_path)


def copied(desk: Path, folder: Path) -> Path:
    """A copy of a desk in the folder."""
    copy = folder / "news.marsad"
    copy.write_bytes(desk.read_bytes())
    return copy


@pytest.fixture(scope="module")
def served(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk without users."""
    with serving(str(copied(sample_desk, tmp_path_factory.mktemp("served"))), Settings(user="layla")) as running:
        yield running


@pytest.fixture(scope="module")
def newsroom(sample_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with a reader, an analyst and an admin named after their roles."""
    settings = Settings(auth=True, upload_bytes=100_000, body_bytes=20_000)
    with serving(str(copied(sample_desk, tmp_path_factory.mktemp("newsroom"))), settings) as running:
        for role in ("reader", "analyst", "admin"):
            running.desk.users.add(role, PASSWORD, role)
        yield running

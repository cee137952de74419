"""Desks for tests: one in a SQLite file, one on a real PostgreSQL server that the tests start for themselves.

And records made by hand, so that a test says exactly what reports tell.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from marsad.desk import Desk
from marsad.model.record import (
    Attribution,
    Entity,
    EntityType,
    Event,
    EventType,
    Identifiers,
    Mention,
    Position,
    Record,
    Time,
)

# how long an example takes says something about the machine, nothing about the property
settings.register_profile("marsad", deadline=None)
settings.load_profile("marsad")

_names = count(1)


class Server:
    """A PostgreSQL server of our own, on a socket in a folder of its own."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="marsad-pg-", dir="/tmp"))
        # the server refuses to run as root
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.data = self.folder / "data"
        self._run("initdb", "-D", self.data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"desk{next(_names)}"
        self._run("createdb", "-h", self.folder, "-U", "marsad", name)
        return f"postgresql://marsad@/{name}?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self.binaries / command, *map(str, arguments)], user=self.user, cwd="/", text=True,
            # a pipe would be held open by the server that pg_ctl leaves behind
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if command == "pg_ctl" else subprocess.PIPE,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr}"


def _binaries() -> Path | None:
    found = shutil.which("pg_ctl") if shutil.which("initdb") else None
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return debian[-1].parent if debian else Path(os.path.realpath(found)).parent if found else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A running PostgreSQL server; skips where none is installed (make test installs Debian's)."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL isn't installed")
    server = Server(binaries)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes addresses of desks that don't exist yet, on each kind of database."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"desk{next(_names)}.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.database


@dataclass
class Maker:
    """Builds one record: its text grows with what is told."""

    ident: str
    published: str | None = "2024-06-05"
    publisher: str | None = None
    url: str | None = None
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    claims: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)

    def write(self, words: str) -> Mention:
        """Words at the end of the text, and where they stand."""
        start = len(self.text) + (1 if self.text else 0)
        self.text = f"{self.text} {words}" if self.text else words
        return Mention(start, start + len(words))

    def name(
        self, name: str, type: EntityType = "person", country: str | None = None, wikidata: str | None = None,
        at: tuple[float, float] | None = None,
    ) -> str:  # fmt: skip
        """An entity of this name; the same one for the same name."""
        if name not in self.entities:
            ident = f"E{len(self.entities) + 1}"
            self.entities[name] = Entity(
                ident, type, name, (self.write(name),), country=country, identifiers=Identifiers(wikidata),
                latitude=at[0] if at else None, longitude=at[1] if at else None, name_en_by="known",
            )  # fmt: skip
        return self.entities[name].id

    def tell(
        self,
        type: EventType = "CONSULT",
        mode: str | None = "visit",
        actor: Iterable[str] = (),
        recipient: Iterable[str] = (),
        place: Iterable[str] = (),
        day: str | None = "2024-06-04",
        source: str | None = None,
        words: str = "زار الوفد المدينة",
        count: int | None = None,
        confidence: float | None = None,
    ) -> str:
        """An event; the ids in the roles are those that `name` gave."""
        evidence = self.write(words)
        time = claim = None
        if day is not None:
            time = f"T{len(self.times) + 1}"
            spot = self.write("يوم كذا")
            self.times.append(Time(time, spot.start, spot.end, day, day, "date", "day"))
        if source is not None:
            claim = f"A{len(self.claims) + 1}"
            cue = self.write("قال")
            self.claims.append(Attribution(claim, (source,), "say", (cue,), (evidence,)))
        ident = f"V{len(self.events) + 1}"
        self.events.append(
            Event(
                ident, type, mode, (), (), tuple(actor), tuple(recipient), tuple(place), (), time, count, (),
                (evidence,), claim, confidence=confidence,
            )
        )  # fmt: skip
        return ident

    def record(self) -> Record:
        """The record of what was told."""
        return Record(
            self.ident, None, self.publisher, self.published, "given" if self.published else None, self.url, "ar",
            self.text, tuple(self.entities.values()), tuple(self.positions), times=tuple(self.times),
            attributions=tuple(self.claims), events=tuple(self.events),
        )  # fmt: skip


@pytest.fixture
def desk(new_address: Callable[[], str]) -> Iterator[Desk]:
    """An empty desk on each kind of database."""
    with Desk(new_address(), tagger=False) as opened:
        yield opened


@pytest.fixture
def report() -> type[Maker]:
    """Makes reports by hand."""
    return Maker


@pytest.fixture
def put(desk: Desk) -> Callable[..., list[str]]:
    """Adds made reports to the desk; gives their ids."""

    def add(*made: Maker) -> list[str]:
        outcomes = list(desk.add_records(((m.record(), "made") for m in made), analyser="by hand"))
        assert [o.status for o in outcomes if o.status == "failed"] == []
        return [o.report or "" for o in outcomes]

    return add

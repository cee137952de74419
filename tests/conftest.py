"""Desks for tests: one in a SQLite file, one on a real PostgreSQL server that the tests start for themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

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

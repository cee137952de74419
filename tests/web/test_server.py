"""`marsad serve` and `marsad user` as they are run: who may be reached, how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.desk import Desk
from marsad.web.server import ServeError, check_bind
from marsad.web.settings import Settings

from .desks import PASSWORD


def marsad(*arguments: str, stdin: str = "") -> Result:
    """A command's run."""
    return CliRunner().invoke(app, arguments, input=stdin)


@contextmanager
def served(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`marsad serve` in a process of its own, once it answers."""
    command = [sys.executable, "-m", "marsad", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http\S+/", line)
        assert found, line
        yield found[0], process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_others_are_not_let_in_without_users(tmp_path: Path, host: str) -> None:
    with pytest.raises(ServeError, match="--auth"):
        check_bind(host, Settings())
    check_bind(host, Settings(auth=True))


def test_a_public_address_needs_users_too() -> None:
    with pytest.raises(ServeError, match="--auth"):
        check_bind("127.0.0.1", Settings(public_url="https://desk.example"))


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    desk = str(tmp_path / "news.db")
    run = marsad("serve", "--desk", desk, "--host", "0.0.0.0")
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.stderr.startswith("marsad: 0.0.0.0 can be reached by others")
    assert not Path(desk).exists()
    run = marsad("serve", "--desk", desk, "--auth", "--port", "0")
    assert run.exit_code == 2
    assert "marsad user add" in run.stderr
    run = marsad("serve", "--desk", str(tmp_path / "no" / "such.db"), "--port", "0")
    assert run.exit_code == 1
    assert run.stderr.count("\n") == 1
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = marsad("serve", "--desk", desk, "--port", str(taken.getsockname()[1]))
    assert run.exit_code == 2
    assert "--port 0" in run.stderr
    run = marsad("serve", "--desk", desk, "--public-url", "desk.example/x", "--auth")
    assert run.exit_code == 2
    assert "not an address" in run.stderr


def test_users_are_kept_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    desk = ("--desk", str(path))
    run = marsad("user", "add", "Layla", "--role", "admin", "--password-stdin", *desk, stdin=PASSWORD + "\n")
    assert (run.exit_code, run.stdout) == (0, "layla\tadmin\n")
    run = marsad("user", "add", "omar", *desk, stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert (run.exit_code, run.stdout.endswith("omar\treader\n")) == (0, True)
    run = marsad("user", "add", "dina", *desk, stdin=f"{PASSWORD}\nanother one\n")
    assert (run.exit_code, run.stderr) == (1, "marsad: the two passwords differ\n")
    run = marsad("user", "add", "omar", "--password-stdin", *desk, stdin=PASSWORD)
    assert (run.exit_code, run.stderr) == (1, "marsad: there is a user omar already\n")
    assert marsad("user", "add", "x", "--password-stdin", *desk, stdin="short").exit_code == 1
    assert marsad("user", "role", "omar", "analyst", *desk).exit_code == 0
    with Desk(path) as opened:
        session = opened.users.open_session(opened.users.all()[1], 1)
        assert opened.users.session(session) is not None
        assert marsad("user", "password", "omar", "--password-stdin", *desk, stdin=PASSWORD[::-1]).exit_code == 0
        assert opened.users.session(session) is None
        assert opened.users.check("omar", PASSWORD) is None
        assert opened.users.check("OMAR ", PASSWORD[::-1]) is not None
    run = marsad("user", "remove", "layla", *desk)
    assert (run.exit_code, run.stderr) == (1, "marsad: layla is the last admin\n")
    assert marsad("user", "remove", "nobody", *desk).stderr == "marsad: no user nobody\n"
    assert marsad("user", "remove", "omar", *desk).exit_code == 0
    rows = [line.split("\t")[:3] for line in marsad("user", "list", *desk).stdout.splitlines()]
    assert rows == [["layla", "admin", "active"], ["omar", "analyst", "removed"]]


def test_it_serves_and_ends(tmp_path: Path) -> None:
    desk = ("--desk", str(tmp_path / "news.db"))
    assert marsad("user", "add", "omar", "--role", "admin", "--password-stdin", *desk, stdin=PASSWORD).exit_code == 0
    with served("--auth", *desk) as (address, process):
        with httpx.Client(base_url=address, headers={"origin": address.rstrip("/")}, timeout=60) as browser:
            assert browser.get("/api/stories").status_code == 401
            assert browser.post("/api/login", json={"name": "omar", "password": PASSWORD}).json()["role"] == "admin"
            assert browser.get("/api/status").json()["reports"] == 0
            assert browser.get("/").headers["content-security-policy"]
            with Desk(desk[1]) as opened:
                opened.users.add("dina", PASSWORD, "admin")
            assert marsad("user", "remove", "omar", *desk).exit_code == 0
            assert browser.get("/api/status").status_code == 401
        process.send_signal(signal.SIGINT)
        assert process.wait(60) in (0, 130)
        assert process.stderr is not None
        assert process.stderr.read() == ""

"""What commands say on standard error, and how they give up."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

FAILED = 1
WRONG_USE = 2


def one_line(message: object) -> str:
    """The message as one line that commands no terminal: what isn't printable of what it quotes is escaped."""
    return "marsad: " + "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(message))


def warn(message: object) -> None:
    """One line on standard error."""
    sys.stderr.write(one_line(message) + "\n")
    sys.stderr.flush()


def give_up(message: object, code: int = FAILED) -> NoReturn:
    """Say why on standard error and end the command. `code` 1: it failed; 2: it was used wrongly."""
    warn(message)
    raise typer.Exit(code)

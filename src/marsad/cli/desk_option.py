"""The option `--desk`, and opening what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .messages import give_up

if TYPE_CHECKING:
    from marsad.desk import Desk

DEFAULT = "marsad.db"
DeskOption = Annotated[
    str,
    typer.Option("--desk", metavar="DESK", envvar="MARSAD_DESK", help="The desk: a file, or a postgresql:// address."),
]


def open_desk(address: str, *, create: bool = False, tagger: bool = True) -> Desk:
    """Open the desk, or end the command with a message that says why not."""
    from marsad.desk import Desk, DeskError

    try:
        return Desk(address, create=create, tagger=tagger)
    except DeskError as error:
        give_up(error)

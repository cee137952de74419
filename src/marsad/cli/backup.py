"""`marsad backup` and `marsad restore`: a desk in one file, and back."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The backup to write; it must not exist.")],
    desk: DeskOption = DEFAULT,
) -> None:
    """Write a backup of a desk: one ZIP file with the desk and the hashes of what it holds.

    It shows one state of the desk, whatever is added meanwhile, and is checked before it is given its name.
    """
    from marsad.desk import BackupError, DeskError

    from .messages import give_up

    with open_desk(desk) as opened:
        try:
            made = opened.backup(file)
        except (BackupError, DeskError) as error:
            give_up(error)
    typer.echo(f"{file}: {made.reports} reports, {made.stories} stories, {made.judgements} judgements, checked")
    typer.echo(f"desk.db sha256 {made.sha256}")


def restore(file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.")], desk: DeskOption = DEFAULT) -> None:
    """Make a desk from a backup. All hashes are checked first; a desk that exists is never overwritten."""
    from marsad.desk import BackupError, DeskError
    from marsad.desk import restore as restored

    from .messages import give_up

    try:
        made = restored(file, desk)
    except (BackupError, DeskError) as error:
        give_up(error)
    typer.echo(f"{made.reports} reports, {made.stories} stories, {made.judgements} judgements of {made.made}, checked")

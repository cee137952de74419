"""`marsad search`: words and names in a desk."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words or a name, in Arabic or Latin letters.")],
    desk: DeskOption = DEFAULT,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="So many of each kind at most.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one hit a line.")] = False,
) -> None:
    """Find actors, stories and reports by words or names, in any spelling, with or without what is written onto them.

    Exit code 1 if nothing is found.
    """
    from marsad.store.packing import pack

    from .messages import FAILED
    from .text_output import DESK_CREED, shown

    with open_desk(desk) as opened:
        hits = opened.search(" ".join(words), limit)
    if as_json:
        for hit in hits:
            typer.echo(pack(hit).decode())
    else:
        for kind, heading in (("actor", "Actors"), ("story", "Stories"), ("report", "Reports")):
            found = [hit for hit in hits if hit.kind == kind]
            if found:
                typer.echo(heading)
            for hit in found:
                english = f" · {shown(hit.name_en)}" if hit.name_en else ""
                detail = f"  ({shown(hit.detail)})" if hit.detail else ""
                typer.echo(f"  {shown(hit.id)}  {shown(hit.name)}{english}{detail}")
        typer.echo(f"\n{DESK_CREED}" if hits else "nothing found")
    if not hits:
        raise typer.Exit(FAILED)

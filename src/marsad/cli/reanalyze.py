"""`marsad reanalyze`: a newer analyser over the texts of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk
from .progress import Progress

if TYPE_CHECKING:
    from marsad.desk import Change


def reanalyze(
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="[REPORT]", help="Ids of reports; all of them if none is named.")
    ] = None,
    desk: DeskOption = DEFAULT,
    every: Annotated[bool, typer.Option("--all", help="Also texts that this analyser has read already.")] = False,
    resolve_only: Annotated[
        bool, typer.Option("--resolve-only", help="Analyse nothing: derive actors and stories anew from the records.")
    ] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that analyse.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
    tagger: Annotated[
        bool, typer.Option("--tagger/--no-tagger", help="Find names that no list holds with the neural tagger.")
    ] = True,
) -> None:
    """Analyse the stored texts anew where another version of the analyser read them, and say what changed.

    Texts and decisions of people stay: each decision is looked for in the new record by the words it was made on, and
    one that finds nothing any more is named. Also reads texts whose analysis failed. Exit code 1 if one fails now.
    """
    from collections import Counter

    from marsad.desk import UnknownError

    from .messages import FAILED, give_up

    counts: Counter[str] = Counter()
    with open_desk(desk, tagger=tagger) as opened, Progress(enabled=not quiet) as progress:
        if resolve_only:
            typer.echo(f"{opened.rebuild()} reports resolved anew")
            return
        for ident in reports or ():
            try:
                opened.report_line(ident)
            except UnknownError as error:
                give_up(error)
        total = len(reports) if reports else opened.status().reports if every else None
        progress.begin(lambda: total)
        for change in opened.reanalyze(reports or None, every=every or bool(reports), jobs=jobs):
            counts[change.status] += 1
            if change.status == "failed" or change.lost:
                progress.say(_said(change))
            elif change.status == "changed" and not quiet:
                typer.echo(_said(change))
            progress.step()
    if not quiet:
        typer.echo(f"{counts['changed']} changed, {counts['same']} the same, {counts['failed']} failed")
    if counts["failed"]:
        raise typer.Exit(FAILED)


def _said(change: Change) -> str:
    if change.status == "failed":
        return f"{change.report}: {change.message}"
    parts = [f"- {event}" for event in change.gone] + [f"+ {event}" for event in change.come]
    for name, difference in (("entities", change.entities), ("claims", change.claims)):
        if difference:
            parts.append(f"{difference:+d} {name}")
    if change.lost:
        numbers = ", ".join(map(str, change.lost))
        parts.append(f"decisions that find nothing to hold on to any more: {numbers}")
    return f"{change.report}: {'; '.join(parts) or 'details changed'}"

"""`marsad add`: reports into a desk."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk
from .progress import Progress
from .reading import day


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, saved HTML pages, JSON Lines, folders, globs, or - for standard input.",
        ),
    ],
    desk: DeskOption = DEFAULT,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", parser=day, help="Day of publication (YYYY-MM-DD).")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet.")] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that analyse.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
    tagger: Annotated[
        bool, typer.Option("--tagger/--no-tagger", help="Find names that no list holds with the neural tagger.")
    ] = True,
) -> None:
    """Put reports and their analyses into a desk, which is made if it isn't there.

    What is known already is passed over; the same URL with another text is a new version, and the old one stays. A run
    that was interrupted is simply run again: nothing is lost and nothing doubled. Input that can't be read is named on
    standard error with file and line, everything else is added. Exit code 1 if anything failed, 0 otherwise.
    """
    from collections import Counter

    from marsad.sources import Defaults, how_many

    from .messages import FAILED

    counts: Counter[str] = Counter()
    with open_desk(desk, create=True, tagger=tagger) as opened, Progress(enabled=not quiet) as progress:
        progress.begin(lambda: how_many(paths))
        for outcome in opened.add(paths, Defaults(published, publisher), jobs=jobs):
            counts[outcome.status] += 1
            counts["reprint"] += outcome.copy_of is not None and outcome.status != "known"
            if outcome.status == "failed":
                kept = " (the text is kept; marsad reanalyze tries again)" if outcome.report else ""
                progress.say(f"{outcome.source}: {outcome.message}{kept}")
            progress.step()
    if not quiet:
        parts = [f"{counts[s]} {s}" for s in ("added", "new version", "known", "failed") if counts[s] or s == "added"]
        reprints = f" ({counts['reprint']} reprint another report)" if counts["reprint"] else ""
        typer.echo(f"{desk if '://' not in desk else opened.address}: {', '.join(parts)}{reprints}")
    if counts["failed"]:
        raise typer.Exit(FAILED)

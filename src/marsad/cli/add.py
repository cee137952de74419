"""`marsad add`: reports into a desk."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk
from .progress import Progress
from .reading import (
    AllowPrivate,
    Columns,
    Fetch,
    Offline,
    Pages,
    Pause,
    Published,
    Publisher,
    Verbose,
    defaults_of,
)

_MOST_NOTES = 5


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, saved HTML pages, JSON Lines, tables, feeds, sitemaps, WARC and WACZ archives, exports "
            "(docs/sources.md), folders, globs, URLs, or - for standard input.",
        ),
    ],
    desk: DeskOption = DEFAULT,
    published: Published = None,
    publisher: Publisher = None,
    columns: Columns = None,
    fetch: Fetch = False,
    offline: Offline = False,
    allow_private: AllowPrivate = False,
    pages: Pages = 500,
    pause: Pause = 1.0,
    verbose: Verbose = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that analyse.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
    tagger: Annotated[
        bool, typer.Option("--tagger/--no-tagger", help="Find names that no list holds with the neural tagger.")
    ] = True,
) -> None:
    """Put reports and their analyses into a desk, which is made if it isn't there.

    What is known already is passed over; the same URL with another text is a new version, and the old one stays. A run
    that was interrupted is simply run again: nothing is lost and nothing doubled. Input that can't be read is named on
    standard error with file and line, everything else is added. What an archive, feed or export holds beside reports
    is counted by reason and is no failure. Exit code 1 if anything failed, 0 otherwise.
    """
    from collections import Counter

    from marsad.sources import how_many
    from marsad.sources.report import SKIPPED, Skipped

    from .messages import FAILED, one_line

    counts: Counter[str] = Counter()
    skipped: Counter[Skipped] = Counter()
    notes: Counter[str] = Counter()
    defaults = defaults_of(
        published,
        publisher,
        None,
        columns,
        fetch=fetch,
        offline=offline,
        allow_private=allow_private,
        pages=pages,
        pause=pause,
    )
    with open_desk(desk, create=True, tagger=tagger) as opened, Progress(enabled=not quiet) as progress:
        progress.begin(lambda: how_many(paths))
        for outcome in opened.add(paths, defaults, jobs=jobs):
            counts[outcome.status] += 1
            counts["reprint"] += outcome.copy_of is not None and outcome.status != "known"
            if outcome.note:
                notes[outcome.note] += 1
            if outcome.reason:
                skipped[outcome.reason] += 1
            if outcome.status == "skipped" and verbose:
                progress.say(f"{outcome.source}: {outcome.message}")
            if outcome.status == "failed":
                kept = " (the text is kept; marsad reanalyze tries again)" if outcome.report else ""
                progress.say(f"{outcome.source}: {outcome.message}{kept}")
            progress.step()
    if not quiet:
        states = ("added", "new version", "known", "skipped", "failed")
        parts = [f"{counts[s]} {s}" for s in states if counts[s] or s == "added"]
        reprints = f" ({counts['reprint']} reprint another report)" if counts["reprint"] else ""
        typer.echo(f"{desk if '://' not in desk else opened.address}: {', '.join(parts)}{reprints}")
        for reason, count in skipped.most_common():
            typer.echo(f"  {count} skipped: {SKIPPED[reason]}")
        for note, count in notes.most_common(_MOST_NOTES):
            typer.echo(one_line(f"  {count} with a note: {note}").removeprefix("marsad: "))
    if counts["failed"]:
        raise typer.Exit(FAILED)

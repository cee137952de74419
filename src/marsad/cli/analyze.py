"""`marsad analyze`: reports in, records out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

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
    Title,
    Verbose,
    counted,
    defaults_of,
    say_account,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.analysis.pipeline import Analyser
    from marsad.model.record import Record
    from marsad.sources import Defaults, Problem, Report


class Form(StrEnum):
    """How records are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


def analyze(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, saved HTML pages, JSON Lines (id, text, title, publisher, published, url), tables, "
            "feeds, sitemaps, WARC and WACZ archives, exports (docs/sources.md), folders, globs, URLs, or - for "
            "standard input.",
        ),
    ],
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    columns: Columns = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="text: to read (default on a terminal); jsonl: one record a line (default "
            "otherwise); json: pretty printed.",
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write here instead of standard output, all or nothing.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar. Problems are still named.")] = False,
    fetch: Fetch = False,
    offline: Offline = False,
    allow_private: AllowPrivate = False,
    pages: Pages = 500,
    pause: Pause = 1.0,
    verbose: Verbose = False,
    tagger: Annotated[
        bool, typer.Option("--tagger/--no-tagger", help="Find names that no list holds with the neural tagger.")
    ] = True,
) -> None:
    """Analyse reports and write their records.

    Input that can't be read is named on standard error with file and line; everything else is still
    analysed and written. Exit code 1 if anything failed, 0 otherwise.

    --published, --publisher and --title hold for every report: a JSON line's own field wins over them, and
    they win over what a page's markup says.

    What an archive, feed or export holds beside reports (other languages, images, error pages) is counted at the
    end by reason and is no failure; --verbose names each.
    """
    import sys

    from .messages import FAILED, WRONG_USE, give_up
    from .output import NothingToWriteError, opened, write_records

    if output is not None and _is_input(output, paths):
        give_up(f"{output}: is also read as input; write to another file", WRONG_USE)
    on_terminal = output is None and sys.stdout.isatty()
    chosen = (form or (Form.text if on_terminal else Form.jsonl)).value
    run = _Run(tagger=tagger, verbose=verbose, progress=Progress(enabled=not quiet and not on_terminal))
    defaults = defaults_of(
        published,
        publisher,
        title,
        columns,
        fetch=fetch,
        offline=offline,
        allow_private=allow_private,
        pages=pages,
        pause=pause,
    )
    try:
        with opened(output) as stream:
            records = run.records(paths, defaults)
            count = write_records(records, chosen, stream, colour=on_terminal)
            if not count and run.failed:
                raise NothingToWriteError
    except NothingToWriteError:
        pass
    except BrokenPipeError:
        raise  # the reader has gone: the command line ends quietly
    except OSError as error:
        give_up(f"{output or 'standard output'}: {(error.strerror or str(error)).lower()}")
    say_account(run.tally)
    if run.failed:
        raise typer.Exit(FAILED)


def _is_input(output: str, paths: list[str]) -> bool:
    import os

    from marsad.sources import expand

    if not os.path.isfile(output):
        return False
    files = (p for p in expand(paths) if isinstance(p, str) and p != "-")
    return any(os.path.exists(p) and os.path.samefile(p, output) for p in files)


class _Run:
    """Analyses one report after another, names problems, and shows how far it is."""

    def __init__(self, *, tagger: bool, verbose: bool, progress: Progress) -> None:
        from marsad.sources import Tally

        self.failed = 0
        self.tally = Tally()
        self._verbose = verbose
        self._tagger = tagger
        self._progress = progress
        self._analyser: Analyser | None = None

    def records(self, paths: list[str], defaults: Defaults) -> Iterator[Record]:
        """The records of all reports that can be read, as they are made."""
        from marsad.sources import Problem, how_many, read_paths

        with self._progress as progress:
            progress.begin(lambda: how_many(paths))
            for item in counted(read_paths(paths, defaults), self.tally):
                if isinstance(item, Problem) and item.skipped:
                    if self._verbose:
                        progress.say(item)
                    continue
                found = item if isinstance(item, Problem) else self._analyze(item)
                if isinstance(found, Problem):
                    self.failed += 1
                    progress.say(found)
                else:
                    yield found
                progress.step()

    def _analyze(self, report: Report) -> Record | Problem:
        from marsad.sources import Problem

        from .loading import load_analyser

        self._analyser = self._analyser or load_analyser(tagger=self._tagger)
        try:
            return self._analyser.analyze(report.document, published_by=report.published_by)
        except Exception as error:  # a fault of ours in one report must not cost the user the others
            return Problem(report.source, None, f"the analysis failed ({type(error).__name__}: {error})")

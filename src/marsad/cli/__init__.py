"""The command line. One file a command; what is heavy is imported inside the commands, so that help is instant."""

from __future__ import annotations

import signal
import sys
from typing import Any

import typer

from . import corpus, user
from .actor import actor
from .add import add
from .analyze import analyze
from .audit import audit
from .backup import backup, restore
from .evaluate import evaluate
from .explain import explain
from .export import export
from .reanalyze import reanalyze
from .schema import schema
from .search import search
from .serve import serve
from .status import status
from .story import story
from .timeline import timeline
from .watch import watch

app = typer.Typer(
    help="Reads Arabic news and keeps the record: who did what, where, when, how many, and on whose word.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(analyze)
app.command()(explain)
app.command()(schema)
app.command()(add)
app.command()(reanalyze)
app.command()(search)
app.command()(status)
app.command()(backup)
app.command()(restore)
app.command()(story)
app.command()(actor)
app.command()(audit)
app.command()(timeline)
app.command()(export)
app.command()(serve)
app.command()(watch)
app.command()(evaluate)
app.add_typer(user.app, name="user")
app.add_typer(corpus.app, name="corpus")


def main() -> None:
    """Run the command line and exit: 0 done, 1 something failed, 2 wrong use, 130 and 143 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        # names of files may hold bytes that are no text; a message about them must still come out
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    app()


def _terminate(number: int, frame: Any) -> None:
    # as an exception, so that files in the making are removed on the way out
    sys.exit(128 + number)

"""Options of all commands that read reports: which column is what, and what may be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from .messages import warn

if TYPE_CHECKING:
    from marsad.sources import Defaults, Problem, Report, Tally


def day(value: str) -> str:
    """An option's date. Raises `typer.BadParameter`."""
    from marsad.sources.report import InputError, iso_day

    try:
        return iso_day(value)
    except InputError as error:
        raise typer.BadParameter(str(error)) from None


def _columns(value: str) -> str:
    from marsad.sources.fields import parse_columns
    from marsad.sources.report import InputError

    try:
        parse_columns(value)
    except InputError as error:
        raise typer.BadParameter(str(error)) from None
    return value


Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", parser=day, help="Day of publication (YYYY-MM-DD).")
]
Publisher = Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="The outlet.")]
Title = Annotated[str | None, typer.Option("--title", metavar="T", help="The headline.")]
Columns = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,...",
        parser=_columns,
        help="Which column (CSV) or key (JSON) holds id, text, title, publisher, published or url.",
    ),
]
Fetch = Annotated[
    bool, typer.Option("--fetch", help="Also fetch the pages that feeds, sitemaps and lists in files name.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing, whatever is named.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")
]  # fmt: skip
Pages = Annotated[int, typer.Option("--pages", metavar="N", min=1, help="At most N pages of one feed or sitemap.")]
Pause = Annotated[
    float, typer.Option("--pause", metavar="S", min=0.0, help="Seconds between two requests to one host.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name everything that was skipped.")]


def defaults_of(
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    columns: str | None = None,
    *,
    fetch: bool = False,
    offline: bool = False,
    allow_private: bool = False,
    pages: int = 500,
    pause: float = 1.0,
) -> Defaults:
    """What the options say, as `read_paths` takes it."""
    from marsad.sources import Defaults, Network
    from marsad.sources.fields import parse_columns

    network = Network(offline=offline, follow=fetch, allow_private=allow_private, pages=pages, pause=pause)
    return Defaults(published, publisher, title, parse_columns(columns) if columns else (), network)


def is_worth_saying(tally: Tally) -> bool:
    """Does the account of a run tell more than the messages before it?"""
    return bool(tally.skipped or tally.notes)


def say_account(tally: Tally) -> None:
    """The account of a run on standard error, where something was skipped or is only a summary."""
    if is_worth_saying(tally):
        for line in tally.lines():
            warn(line)


def counted(items: Iterator[Report | Problem], tally: Tally) -> Iterator[Report | Problem]:
    """The items as they come, counted."""
    for item in items:
        tally.add(item)
        yield item

"""`marsad status`: what is in a desk, and what failed."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk


def status(
    desk: DeskOption = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Say what is in a desk: reports, events, stories, who analysed them, and how its feeds are."""
    from marsad.store.packing import pack

    from .text_output import shown

    with open_desk(desk) as opened:
        found, address = opened.status(), opened.address
    if as_json:
        typer.echo(pack(found).decode())
        return
    typer.echo(f"{address}  (schema {found.schema}, Marsad {found.version})")
    rows = [
        ("reports", found.reports), ("yet to be analysed", found.pending), ("events", found.events),
        ("stories", found.stories), ("actors", found.actors), ("judgements", found.judgements),
    ]  # fmt: skip
    for name, count in rows:
        if count or name != "yet to be analysed":
            typer.echo(f"  {count:>9,} {name}")
    for name, count in found.analysers:
        typer.echo(f"  {count:>9,} analysed by {name}")
    if found.feeds:
        typer.echo("Feeds")
    for feed in found.feeds:
        if feed.failures:
            times = "failure" if feed.failures == 1 else "failures in a row"
            state = f"{feed.failures} {times}: {shown(feed.error or '')}"
        else:
            state = f"read, but {shown(feed.error)}" if feed.error else "well"
        last = feed.last_ok or "never read"
        typer.echo(f"  {shown(feed.title or feed.url)}  {feed.reports} reports, last read {last}, {state}")
        if feed.title:
            typer.echo(f"    {shown(feed.url)}")
        if feed.next_try:
            typer.echo(f"    next visit {feed.next_try}")

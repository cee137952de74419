"""`marsad watch`: a desk that stays current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk
from .reading import AllowPrivate, Pause

if TYPE_CHECKING:
    from marsad.watch import Visit


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED", help="Feeds' URLs, and OPML files of them. None: all that the desk watches."),
    ] = None,
    desk: DeskOption = DEFAULT,
    every: Annotated[str, typer.Option(metavar="TIME", help="Time between two visits: 90s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Visit each feed once and end, as for cron.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Watch these feeds no more; their reports stay.")] = False,
    summaries: Annotated[
        bool, typer.Option("--summaries", help="Take what feeds say; fetch no pages of their entries.")
    ] = False,
    workers: Annotated[int, typer.Option(metavar="N", min=1, max=64, help="Feeds visited at a time.")] = 4,
    pause: Pause = 1.0,
    allow_private: AllowPrivate = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but failures.")] = False,
    tagger: Annotated[
        bool, typer.Option("--tagger/--no-tagger", help="Find names that no list holds with the neural tagger.")
    ] = True,
) -> None:
    """Visit feeds on a schedule and put what is new into a desk, until it is interrupted.

    robots.txt is obeyed, unchanged feeds aren't sent again, and a feed that fails is tried ever more rarely, down to
    once a day; it never keeps the others waiting. An entry that is only a summary leads to its page. Every failure
    stands in the desk (marsad status). Exit code with --once: 1 if a feed failed, 0 otherwise.
    """
    from marsad.sources import Network
    from marsad.sources.fetch import Fetcher
    from marsad.watch import Watcher, parse_interval

    from .messages import FAILED, WRONG_USE, give_up, warn

    try:
        seconds = parse_interval(every)
    except ValueError as error:
        give_up(f"--every: {error}", WRONG_USE)
    wanted = _wanted(feeds or [])
    failed = 0
    with open_desk(desk, create=bool(wanted) and not forget, tagger=tagger) as opened:
        if forget:
            for url, _ in wanted:
                if opened.feed_state(url) is None:
                    warn(f"{url}: not watched")
                opened.forget_feed(url)
            return
        with Fetcher(Network(allow_private=allow_private, pause=pause)) as fetcher:
            watcher = Watcher(opened, fetcher, every=seconds, workers=workers, full_text=not summaries)
            urls = watcher.begin(wanted) if wanted else tuple(feed.url for feed in opened.feeds())
            if not urls:
                give_up(f"{opened.address}: watches no feed; name one", WRONG_USE)
            try:
                for visit in watcher.once(urls) if once else watcher.run(urls):
                    failed += visit.error is not None
                    _say(visit, quiet=quiet)
            except KeyboardInterrupt:
                watcher.stop()
    if once and failed:
        raise typer.Exit(FAILED)


def _wanted(feeds: list[str]) -> list[tuple[str, str | None]]:
    from pathlib import Path

    from marsad.sources.feed import feeds_of_list
    from marsad.sources.reader import is_url
    from marsad.sources.report import InputError

    from .messages import WRONG_USE, give_up

    found: list[tuple[str, str | None]] = []
    for name in feeds:
        if is_url(name):
            found.append((name, None))
            continue
        try:
            found += feeds_of_list(Path(name).read_bytes())
        except InputError as error:
            give_up(f"{name}: {error}", WRONG_USE)
        except OSError as error:
            give_up(f"{name}: {(error.strerror or str(error)).lower()}", WRONG_USE)
    return found


def _say(visit: Visit, *, quiet: bool) -> None:
    from .messages import one_line, warn

    if visit.error is not None:
        warn(f"{visit.url}: {visit.error}")
    for remark in visit.remarks:
        warn(f"{visit.url}: {remark}")
    if not quiet and visit.changed:
        parts = ", ".join(f"{count} {status}" for status, count in sorted(visit.counts.items()))
        typer.echo(one_line(f"{visit.url}: {parts}").removeprefix("marsad: "))

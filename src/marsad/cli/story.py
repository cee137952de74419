"""`marsad story`: one event as several reports tell it, with whose word each telling is."""

from __future__ import annotations

from typing import Annotated

import typer

from . import filters as f
from .desk_option import DEFAULT, DeskOption, open_desk
from .printing import Json, Limit


def story(
    what: Annotated[
        str | None,
        typer.Argument(metavar="[ID|WORDS]", help="A story's id, an event (REPORT#V2), or words to look for."),
    ] = None,
    desk: DeskOption = DEFAULT,
    json: Json = False,
    limit: Limit = 20,
    order: Annotated[
        str, typer.Option("--order", metavar="O", help="newest, oldest, latest, earliest, reports, origins or doubt.")
    ] = "newest",
    query: f.Query = None,
    type: f.Type = None,
    mode: f.Mode = None,
    aux: f.Aux = None,
    actor: f.Who = None,
    place: f.Place = None,
    source: f.Source = None,
    certainty: f.Certain = None,
    earliest: f.Since = None,
    latest: f.Until = None,
    conflict: f.InConflict = None,
) -> None:
    """Print a story: its accounts with their words, the independent origins and why they count once, the conflicts.

    Without an id, or where the words or filters fit several stories, these are listed. Marsad records what reports
    say, never what is true.
    """
    from dataclasses import replace
    from typing import get_args

    from marsad.desk import UnknownError
    from marsad.query.stories import Order

    from .messages import WRONG_USE, give_up
    from .printing import is_colourful, print_json, print_text
    from .story_output import render_stories, render_story

    if order not in get_args(Order):
        give_up(f"--order {order}: one of {', '.join(get_args(Order))}", WRONG_USE)
    chosen = f.filters(query, type, mode, aux, actor, place, source, certainty, earliest, latest, conflict)
    with open_desk(desk) as opened:
        ident = what
        if what is not None and not _is_id(what):
            if query is not None:
                give_up("words to look for are given twice", WRONG_USE)
            chosen, ident = replace(chosen, q=what), None
        if ident is None:
            page = opened.stories(chosen, order=order, limit=limit)
            if what is None or page.total != 1:
                if what is not None and not page.total:
                    give_up(f"{what}: no story tells this")
                if json:
                    print_json(page)
                else:
                    print_text(render_stories(page.items, page.total, colour=is_colourful()))
                return
            ident = page.items[0].id
        try:
            if "#" in ident:
                report, _, event = ident.rpartition("#")
                told_in = opened.report_state(report).stories
                if event not in told_in:
                    give_up(f"{ident}: no such event")
                ident = told_in[event]
            found = opened.story(ident)
        except UnknownError as error:
            give_up(error)
    if json:
        print_json(found)
    else:
        print_text(render_story(found, colour=is_colourful()))


def _is_id(what: str) -> bool:
    return what.startswith("s-") or "#" in what

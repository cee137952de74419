"""`marsad timeline`: stories in the order in which they are said to have happened."""

from __future__ import annotations

from typing import Annotated

import typer

from . import filters as f
from .desk_option import DEFAULT, DeskOption, open_desk
from .printing import Json

Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=100_000, help="At most so many.")]


def timeline(
    desk: DeskOption = DEFAULT,
    json: Json = False,
    limit: Limit = 200,
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
    """Print the newest stories that the filters choose, in order of time; undated ones come last.

    Where there are more than --limit, the last line says how many older ones there are and how to get them.
    """
    from .printing import is_colourful, print_json, print_text
    from .story_output import render_timeline

    chosen = f.filters(query, type, mode, aux, actor, place, source, certainty, earliest, latest, conflict)
    with open_desk(desk) as opened:
        page = opened.timeline(chosen, limit=limit)
    if json:
        print_json(page)
    else:
        print_text(render_timeline(page.items, page.total, colour=is_colourful()))

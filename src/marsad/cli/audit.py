"""`marsad audit`: "six visits since August" against the visits on record."""

from __future__ import annotations

from . import filters as f
from .desk_option import DEFAULT, DeskOption, open_desk
from .printing import Json


def audit(
    desk: DeskOption = DEFAULT,
    json: Json = False,
    query: f.Query = None,
    type: f.Type = None,
    mode: f.Mode = None,
    actor: f.Who = None,
    place: f.Place = None,
    source: f.Source = None,
    earliest: f.Since = None,
    latest: f.Until = None,
) -> None:
    """Compare every counted statement with the stories that it should cover, and list them.

    Stories of the same actor, type and place count that lie in the statement's interval; those that may lie outside
    are listed with "?". What is announced, rumoured or denied doesn't count. The desk holds what was added to it: fewer
    on record than said is a question to ask, not an error that was found.
    """
    from .printing import is_colourful, print_json, print_text
    from .story_output import render_audits

    chosen = f.filters(query, type, mode, None, actor, place, source, None, earliest, latest, None)
    with open_desk(desk) as opened:
        audits = opened.audits(chosen)
    if json:
        print_json(audits)
    else:
        print_text(render_audits(audits, colour=is_colourful()))

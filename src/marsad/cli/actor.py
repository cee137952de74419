"""`marsad actor`: one person, body, place, group or thing as the whole desk knows it."""

from __future__ import annotations

from typing import Annotated

import typer

from .desk_option import DEFAULT, DeskOption, open_desk
from .printing import Json, Limit


def actor(
    who: Annotated[
        str, typer.Argument(metavar="ID|NAME", help="An actor's id, or a name in any spelling, Arabic or Latin.")
    ],
    desk: DeskOption = DEFAULT,
    json: Json = False,
    limit: Limit = 20,
) -> None:
    """Print an actor: spellings, offices, ties and stories, each with the reports that say so.

    Where several have the name they are listed.
    """
    from marsad.desk import UnknownError

    from .messages import give_up
    from .printing import is_colourful, print_json, print_text
    from .story_output import render_actor
    from .text_output import shown

    with open_desk(desk) as opened:
        ident = who
        if not who.startswith("a-"):
            hits = [h for h in opened.search(who, limit) if h.kind == "actor"]
            if not hits:
                give_up(f"{who}: nobody in the desk has this name")
            if len(hits) > 1 and hits[0].score <= hits[1].score:
                if json:
                    print_json(hits)
                    return
                for hit in hits:
                    english = f" ({shown(hit.name_en)})" if hit.name_en and hit.name_en != hit.name else ""
                    print_text(f"{hit.id}  {shown(hit.name)}{english} · {hit.detail}\n")
                return
            ident = hits[0].id
        try:
            found = opened.actor(ident)
        except UnknownError as error:
            give_up(error)
    if json:
        print_json(found)
    else:
        print_text(render_actor(found, colour=is_colourful()))

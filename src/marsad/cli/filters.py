"""The options that choose what of a desk is meant, for every command that reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from .reading import day

if TYPE_CHECKING:
    from marsad.model.views import Filters

Many = list[str] | None
Query = Annotated[str | None, typer.Option("--query", "-q", metavar="WORDS", help="Words, in any spelling.")]
Type = Annotated[Many, typer.Option("--type", metavar="TYPE", help="PLOVER type, such as CONSULT. May be repeated.")]
Mode = Annotated[Many, typer.Option("--mode", metavar="MODE", help="PLOVER mode, such as visit. May be repeated.")]
Aux = Annotated[
    Many, typer.Option("--aux", metavar="AUX", help="future, hypothetical, negation, historical, none. Repeatable.")
]  # fmt: skip
Who = Annotated[Many, typer.Option("--actor", metavar="ID", help="An actor's id. May be repeated.")]
Place = Annotated[
    Many, typer.Option("--place", metavar="ID|CODE", help="A place's id or a country code. May be repeated.")
]
Source = Annotated[
    Many, typer.Option("--source", metavar="ID|NAME", help="A source's id or an outlet's name. May be repeated.")
]
Certain = Annotated[
    Many,
    typer.Option("--certainty", metavar="C", help="corroborated, single-origin, anonymous or denied. May be repeated."),
]
Since = Annotated[
    str | None, typer.Option("--from", metavar="DATE", parser=day, help="What may have happened on this day or later.")
]
Until = Annotated[
    str | None, typer.Option("--to", metavar="DATE", parser=day, help="What may have happened on this day or earlier.")
]
InConflict = Annotated[
    bool | None, typer.Option("--conflict/--no-conflict", help="Only stories with, or without, conflicts.")
]


def filters(
    query: str | None, type: Many, mode: Many, aux: Many, actor: Many, place: Many, source: Many, certainty: Many,
    earliest: str | None, latest: str | None, conflict: bool | None,
) -> Filters:  # fmt: skip
    """The filters that the options say; ends the command, naming the option, where a value isn't one."""
    from typing import get_args

    from marsad.model.record import Auxiliary, EventType
    from marsad.model.story import Certainty
    from marsad.model.views import Filters

    from .messages import WRONG_USE, give_up

    types = [t.upper() for t in type or ()]
    for option, given, known in (
        ("--type", types, get_args(EventType)),
        ("--aux", aux or (), (*get_args(Auxiliary), "none")),
        ("--certainty", certainty or (), get_args(Certainty)),
    ):
        for value in given:
            if value not in known:
                give_up(f"{option} {value}: one of {', '.join(known)}", WRONG_USE)
    if earliest and latest and earliest > latest:
        give_up(f"--from {earliest} is after --to {latest}", WRONG_USE)
    return Filters(
        q=query, type=cast("tuple[EventType, ...]", tuple(types)), mode=tuple(mode or ()),
        aux=cast("tuple[Auxiliary, ...]", tuple(aux or ())), actor=tuple(actor or ()), place=tuple(place or ()),
        source=tuple(source or ()), certainty=cast("tuple[Certainty, ...]", tuple(certainty or ())),
        earliest=earliest, latest=latest, conflict=conflict,
    )  # fmt: skip

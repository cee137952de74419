"""`marsad export`: a desk in the format of another program."""

from __future__ import annotations

from typing import Annotated

import typer

from . import filters as f
from .desk_option import DEFAULT, DeskOption, open_desk


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl, stories, csv, xlsx, datapackage, parquet, geojson, plover, polecat, acled, ftm, "
            "webannotation, timemap, graphml, prov, gold, dossier-html or dossier-pdf; see docs/exports.md.",
        ),
    ],
    desk: DeskOption = DEFAULT,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="The file; standard output without it.")
    ] = None,
    of: Annotated[
        str | None, typer.Option("--of", metavar="ID", help="The story or actor that a dossier is about.")
    ] = None,
    language: Annotated[str, typer.Option("--language", metavar="en|ar", help="Of a dossier's headings.")] = "en",
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
    """Write a desk, or the part of it that the filters choose, in the format of another program.

    Equal desks give equal files. The file is there whole or not at all. Marsad records what reports say, never what is
    true; so does every export.
    """
    import sys

    from marsad.desk import UnknownError
    from marsad.export import FORMATS, Options
    from marsad.export import export as exported
    from marsad.export.reading import NO_FILTERS

    from .messages import WRONG_USE, give_up
    from .output import opened_bytes

    chosen = f.filters(query, type, mode, aux, actor, place, source, certainty, earliest, latest, conflict)
    if form not in FORMATS:
        give_up(f"format {form}: one of {', '.join(FORMATS)}", WRONG_USE)
    if FORMATS[form].of and of is None:
        give_up(f"{form}: name the story or actor with --of", WRONG_USE)
    if FORMATS[form].of and chosen != NO_FILTERS:
        give_up(f"{form}: is about one story or actor and takes no filters", WRONG_USE)
    if of is not None and not FORMATS[form].of:
        give_up(f"{form}: --of is for dossiers", WRONG_USE)
    if language not in ("en", "ar"):
        give_up(f"--language {language}: en or ar", WRONG_USE)
    if output is None and FORMATS[form].binary and sys.stdout.isatty():
        give_up(f"{form} is not for a terminal: name a file with -o", WRONG_USE)
    options = Options(chosen, of, language)  # type: ignore[arg-type]
    with open_desk(desk) as opened:
        try:
            with opened_bytes(output) as stream:
                for chunk in exported(form, opened, options):
                    stream.write(chunk)
        except UnknownError as error:
            give_up(error.args[0] if error.args else error)
        except BrokenPipeError:
            raise  # the reader has gone: the command line ends quietly
        except OSError as error:
            give_up(f"{error.filename or output}: {(error.strerror or str(error)).lower()}")

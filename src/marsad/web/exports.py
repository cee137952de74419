"""Exports over the API: the desk, or what a filter leaves of it, in the formats of other programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from marsad.desk import Desk
from marsad.export import FORMATS, Format, Language, Options, export
from marsad.model.views import Filters

from .access import READER, TheDesk
from .filters import Filtered, Ident, Plain
from .reply import ERRORS, ApiError

router = APIRouter(prefix="/api", tags=["Export"], dependencies=READER, responses=ERRORS)


class Download(StreamingResponse):
    """A file, made while it is sent."""

    media_type = None


def _file(*forms: Format) -> dict[int | str, dict[str, Any]]:
    kinds = dict.fromkeys(form.media_type for form in forms)
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": "The file.", "content": dict.fromkeys(kinds, binary)}}


@router.get(
    "/export/{format}", operation_id="export", response_class=Download, responses=_file(*FORMATS.values()),
    description="The stories that match, their reports and actors, as a file. Formats: "
    + "; ".join(f"`{form.name}`: {form.holds}" for form in FORMATS.values()) + ".",
)  # fmt: skip
def export_as(
    desk: TheDesk,
    format: Ident,
    filters: Filtered,
    of: Annotated[
        Plain | None, Query(max_length=300, description="The story or actor that a dossier is about.")
    ] = None,
    language: Annotated[Language, Query(description="Of a dossier's headings.")] = "en",
) -> Download:
    """The stories that match as a file."""
    form = FORMATS.get(format)
    if form is None:
        raise ApiError(404, f"no format {format}; there are {', '.join(FORMATS)}", "format")
    return _sent(form, desk, Options(filters, of or None, language))


@router.get(
    "/decisions/gold", operation_id="gold", response_class=Download, responses=_file(FORMATS["gold"]), tags=["Review"]
)
def gold(desk: TheDesk) -> Download:
    """Reports in which people decided on every event, in the format of the corpus, one a line."""
    return _sent(FORMATS["gold"], desk, Options(Filters()))


def _sent(form: Format, desk: Desk, options: Options) -> Download:
    try:
        pieces = export(form.name, desk, options)
        # what can go wrong goes wrong before the answer has begun
        first = next(pieces, b"")
    except ValueError as error:
        raise ApiError(422, str(error), "of") from None
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    headers = {"content-disposition": f'attachment; filename="marsad-{day}{form.suffix}"'}
    body: Iterator[bytes] = chain((first,), pieces)
    return Download(body, media_type=form.media_type, headers=headers)

"""Filters as query parameters: what a view's address says, checked before the desk is asked."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Path, Query
from pydantic import AfterValidator

from marsad.model.record import Auxiliary, EventType
from marsad.model.story import Certainty
from marsad.model.views import Filters
from marsad.sources.report import InputError, iso_day

from .reply import ApiError


def plain(value: str) -> str:
    """The value, unless it holds what no database stores: NUL, or half of a surrogate pair."""
    if "\0" in value:
        raise ValueError("NUL is no character of a text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("half of a surrogate pair is no character of a text") from None
    return value


Plain = Annotated[str, AfterValidator(plain)]
Word = Annotated[str, Query(max_length=200), AfterValidator(plain)]
Cursor = Annotated[
    Plain | None, Query(max_length=500, description="Where the last page ended: its `cursor`, unchanged.")
]
PageSize = Annotated[int, Query(ge=1, le=200, description="At most so many on a page.")]
Described = Annotated[
    bool, Query(description="Also those who are only described (“a security source”): each of one report, and many.")
]
Drawn = Annotated[int, Query(ge=1, le=5_000, description="At most so many on one picture.")]
Ident = Annotated[str, Path(max_length=300), AfterValidator(plain)]
_MANY = 50


def day(value: str | None, field: str) -> str | None:
    """An ISO day. Raises `ApiError` naming the field."""
    if value is None:
        return None
    try:
        return iso_day(value)
    except InputError as error:
        raise ApiError(422, str(error), field) from None


def _filters(
    q: Annotated[Plain | None, Query(max_length=500, description="Free text in any spelling, Arabic or Latin.")] = None,
    type: Annotated[list[EventType], Query(max_length=_MANY, description="Types of events (PLOVER).")] = [],  # noqa: B006
    mode: Annotated[list[Word], Query(max_length=_MANY, description="Modes of events (PLOVER).")] = [],  # noqa: B006
    aux: Annotated[
        list[Auxiliary | Literal["none"]],
        Query(max_length=_MANY, description="Auxiliary modes; `none` is what was told as having happened."),
    ] = [],  # noqa: B006
    actor: Annotated[list[Word], Query(max_length=_MANY, description="Ids of actors that take part.")] = [],  # noqa: B006
    place: Annotated[
        list[Word], Query(max_length=_MANY, description="Ids of places, or countries as ISO 3166 alpha-3.")
    ] = [],  # noqa: B006
    source: Annotated[list[Word], Query(max_length=_MANY, description="Ids of sources, or names of publishers.")] = [],  # noqa: B006
    certainty: Annotated[list[Certainty], Query(max_length=_MANY)] = [],  # noqa: B006
    earliest: Annotated[
        Plain | None, Query(description="ISO day: keep what may have happened on it or later.", examples=["2024-06-01"])
    ] = None,
    latest: Annotated[Plain | None, Query(description="ISO day: keep what may have happened on it or before.")] = None,
    conflict: Annotated[bool | None, Query(description="Only stories with conflicts, or only those without.")] = None,
) -> Filters:
    first, last = day(earliest, "earliest"), day(latest, "latest")
    if first is not None and last is not None and first > last:
        raise ApiError(422, f"{last} is before {first}", "latest")
    return Filters(
        (q or "").strip() or None, tuple(type), tuple(mode), tuple(aux), tuple(actor), tuple(place), tuple(source),
        tuple(certainty), first, last, conflict,
    )  # fmt: skip


Filtered = Annotated[Filters, Depends(_filters)]
"""The filters of a request. A value that can't be used is answered with 422 naming its field."""

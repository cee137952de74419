"""Stories over the API."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from marsad.model.story import Story, StoryLine
from marsad.model.views import Facet, Page

from .access import READER, TheDesk
from .filters import Cursor, Filtered, Ident, PageSize
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api/stories", tags=["Stories"], dependencies=READER, responses=ERRORS)
Order = Literal["newest", "oldest", "latest", "earliest", "reports", "origins"]


@router.get("", response_model=Page[StoryLine], operation_id="stories")
def stories(
    desk: TheDesk,
    filters: Filtered,
    order: Annotated[Order, Query(description="By publication, by when it happened, by how many tell it.")] = "newest",
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Reply:
    """Stories that match, a page at a time."""
    return reply(desk.stories(filters, order, cursor, limit))


@router.get("/facets", response_model=tuple[Facet, ...], operation_id="facets")
def facets(desk: TheDesk, filters: Filtered) -> Reply:
    """How the stories that match spread over types, actors, places, certainty, auxiliary modes and sources."""
    return reply(desk.facets(filters))


@router.get("/{id}", response_model=Story, operation_id="story")
def story(desk: TheDesk, id: Ident) -> Reply:
    """One story: every account of it, the independent origins, the conflicts. A merged story's id leads on."""
    return reply(desk.story(id))

"""Actors over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from marsad.model.actor import Actor, ActorLine
from marsad.model.record import EntityType
from marsad.model.views import Page

from .access import READER, TheDesk
from .filters import Cursor, Described, Filtered, Ident, PageSize
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api/actors", tags=["Actors"], dependencies=READER, responses=ERRORS)


@router.get("", response_model=Page[ActorLine], operation_id="actors")
def actors(
    desk: TheDesk,
    filters: Filtered,
    kind: Annotated[EntityType | None, Query(description="People only, organizations only, and so on.")] = None,
    described: Described = False,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Reply:
    """Actors in the stories that match, the most frequent first; those who are only described if that is asked for,
    or groups are."""
    return reply(desk.actors(filters, kind, cursor, limit, described=described))


@router.get("/{id}", response_model=Actor, operation_id="actor")
def actor(desk: TheDesk, id: Ident) -> Reply:
    """One actor: names in all spellings, offices over time, ties, stories. A merged actor's id leads on."""
    return reply(desk.actor(id))

"""Sources over the API: whose word the reports pass on."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.actor import ActorLine, SourceProfile
from marsad.model.views import Page

from .access import READER, TheDesk
from .filters import Cursor, Described, Filtered, Ident, PageSize
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api/sources", tags=["Sources"], dependencies=READER, responses=ERRORS)


@router.get("", response_model=Page[ActorLine], operation_id="sources")
def sources(
    desk: TheDesk, filters: Filtered, described: Described = False, cursor: Cursor = None, limit: PageSize = 50
) -> Reply:
    """Outlets, bodies and people on whose word something is told, the most frequent first."""
    return reply(desk.sources(filters, cursor, limit, described=described))


@router.get("/{id}", response_model=SourceProfile, operation_id="source")
def source(desk: TheDesk, id: Ident) -> Reply:
    """What one source has said, as origin, as relay and as the outlet that tells it."""
    return reply(desk.source(id))

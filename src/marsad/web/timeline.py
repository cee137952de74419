"""The timeline over the API."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.views import TimelineItem

from .access import READER, TheDesk
from .filters import Drawn, Filtered
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/timeline", response_model=tuple[TimelineItem, ...], operation_id="timeline")
def timeline(desk: TheDesk, filters: Filtered, limit: Drawn = 1_000) -> Reply:
    """Stories with the interval in which each may have happened; undated ones come last, without one."""
    return reply(desk.timeline(filters, limit))

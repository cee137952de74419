"""The timeline over the API."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.views import Page, TimelineItem

from .access import READER, TheDesk
from .filters import Cursor, Drawn, Filtered
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/timeline", response_model=Page[TimelineItem], operation_id="timeline")
def timeline(desk: TheDesk, filters: Filtered, cursor: Cursor = None, limit: Drawn = 1_000) -> Reply:
    """The newest stories, in order of time, each with the interval in which it may have happened.

    `cursor` gets the next older ones; those without an interval come after all others, at the end of a page.
    """
    return reply(desk.timeline(filters, cursor, limit))

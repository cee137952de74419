"""The map over the API."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.views import MapItem

from .access import READER, TheDesk
from .filters import Drawn, Filtered
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/map", response_model=tuple[MapItem, ...], operation_id="map")
def map(desk: TheDesk, filters: Filtered, limit: Drawn = 1_000) -> Reply:
    """Stories with their place, where a movement came from, and how far off the place may be; unplaced ones too."""
    return reply(desk.map(filters, limit))

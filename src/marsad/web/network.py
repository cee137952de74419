"""The network of actors over the API."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.views import Network

from .access import READER, TheDesk
from .filters import Drawn, Filtered
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/network", response_model=Network, operation_id="network")
def network(desk: TheDesk, filters: Filtered, limit: Drawn = 200) -> Reply:
    """Actors and what ties them: meetings, movements, kinship, offices, stances, acts. `limit` counts actors."""
    return reply(desk.network(filters, limit))

"""Search over the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from marsad.model.views import SearchHit

from .access import READER, TheDesk
from .filters import PageSize, Plain
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/search", response_model=tuple[SearchHit, ...], operation_id="search")
def search(
    desk: TheDesk,
    q: Annotated[Plain, Query(min_length=1, max_length=500, description="Any spelling, Arabic or Latin.")],
    limit: PageSize = 20,
) -> Reply:
    """Stories, actors and reports, the best first."""
    return reply(desk.search(q, limit))

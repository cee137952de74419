"""Audits over the API."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.views import Audit

from .access import READER, TheDesk
from .filters import Filtered, PageSize
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/audits", response_model=tuple[Audit, ...], operation_id="audits")
def audits(desk: TheDesk, filters: Filtered, limit: PageSize = 50) -> Reply:
    """Counted statements ("six visits since …") beside the stories on record in their interval."""
    return reply(desk.audits(filters, limit))

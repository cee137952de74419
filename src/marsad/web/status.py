"""The state of the desk over the API."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.model.views import DeskStatus

from .access import READER, TheDesk
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api", tags=["Views"], dependencies=READER, responses=ERRORS)


@router.get("/status", response_model=DeskStatus, operation_id="status")
def status(desk: TheDesk) -> Reply:
    """What is in the desk, and how its feeds do."""
    return reply(desk.status())

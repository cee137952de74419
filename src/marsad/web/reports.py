"""Reports over the API: the record, and where the report stands in the desk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from marsad.model.encoding import to_dict
from marsad.model.views import Page, ReportLine, ReportVersion

from .access import READER, TheDesk
from .filters import Cursor, Filtered, Ident, PageSize
from .openapi import REPORT
from .reply import ERRORS, Reply, reply

router = APIRouter(prefix="/api/reports", tags=["Reports"], dependencies=READER, responses=ERRORS)


@router.get("", response_model=Page[ReportLine], operation_id="reports")
def reports(desk: TheDesk, filters: Filtered, cursor: Cursor = None, limit: PageSize = 50) -> Reply:
    """Reports that match, newest first. Filters of events keep the reports that tell such a story."""
    return reply(desk.reports(filters, cursor, limit))


# an id may hold slashes: it was given with the report
@router.get("/{id:path}/versions", response_model=tuple[ReportVersion, ...], operation_id="report_versions")
def versions(desk: TheDesk, id: Ident) -> Reply:
    """All texts that the report had, the oldest first."""
    return reply(desk.versions(id))


@router.get("/{id:path}", operation_id="report", responses={200: {"content": {"application/json": {"schema": REPORT}}}})
def report(
    desk: TheDesk,
    id: Ident,
    version: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Not the newest but this version.")] = None,
) -> Reply:
    """The record of a report, as `marsad analyze` gives it, and in `line` where the report stands in the desk."""
    return reply({**to_dict(desk.report(id, version)), "line": desk.report_state(id, version)})

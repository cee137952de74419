"""Reviewing over the API: what is in doubt, what was decided by whom, deciding and taking back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from marsad.model.judgement import Judgement
from marsad.model.record import Auxiliary, EventType
from marsad.model.story import Account
from marsad.model.views import Page

from .access import READER, Identity, TheDesk, needs
from .filters import Cursor, PageSize, Plain, day, plain
from .reply import ERRORS, ApiError, Error, Reply, reply

router = APIRouter(prefix="/api", tags=["Review"], responses=ERRORS)
CorrectedField = Literal["type", "mode", "aux", "actor", "recipient", "place", "origin", "time", "count"]
Reference = Annotated[Plain, Field(min_length=1, max_length=400)]
Analyst = Annotated[Identity, needs("analyst")]
_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Error, "description": "It can't be decided so, or is undone already."}
}
_ROLES = ("actor", "recipient", "place", "origin")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A telling that nobody has decided on, and its story."""

    story: str
    account: Account


class Deciding(BaseModel):
    """A decision. `left` and `right` are references: an event `REPORT#V2`, an entity `REPORT#E3`, an actor, a story or
    a report.

    `accept`, `reject` and `correct` are about the event `left`; `correct` gives `field` a new `value`. The others
    say whether `left` and `right` are the same.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal[
        "same-actor", "different-actor", "same-story", "different-story", "same-text", "different-text",
        "accept", "reject", "correct",
    ]  # fmt: skip
    left: Reference
    right: Reference | None = None
    field: CorrectedField | None = None
    value: JsonValue = Field(
        None,
        description="The type; the mode or null; a list of auxiliary modes; a list of entity ids of the report (E1); "
        "`{earliest, latest}` or null; a count or null.",
    )
    note: Annotated[Plain, Field(max_length=2_000)] | None = None


@router.get("/queue", response_model=tuple[Doubt, ...], operation_id="queue", dependencies=READER)
def queue(desk: TheDesk, limit: PageSize = 50) -> Reply:
    """Tellings that nobody has decided on, the most doubtful first."""
    return reply(tuple(Doubt(story, account) for story, account in desk.queue(limit)))


@router.get("/judgements", response_model=Page[Judgement], operation_id="judgements", dependencies=READER)
def judgements(
    desk: TheDesk,
    ref: Annotated[Plain | None, Query(max_length=400, description="Only those about this reference.")] = None,
    people: Annotated[bool, Query(description="Only what people decided, not what the machine joined.")] = False,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Reply:
    """What was decided, by whom, when and why; the newest first. Nothing is ever deleted from it."""
    return reply(desk.judgements(ref, cursor, limit, people=people))


@router.post("/judgements", status_code=201, response_model=Judgement, operation_id="judge", responses=_CONFLICT)
def judge(body: Deciding, desk: TheDesk, who: Analyst) -> Reply:
    """Decide. The effect shows in the very next answer, and survives a new analysis."""
    value = _checked(body)
    try:
        made = desk.judge(
            body.kind, body.left, body.right, by=who.name, field=body.field, value=value, note=body.note or None
        )
    except ValueError as error:
        raise ApiError(409, str(error)) from None
    return reply(made, 201)


@router.post(
    "/judgements/{number}/undo", status_code=201, response_model=Judgement, operation_id="undo", responses=_CONFLICT
)
def undo(number: Annotated[int, Path(ge=1, le=2**53)], desk: TheDesk, who: Analyst) -> Reply:
    """Take a decision back; that too can be taken back."""
    try:
        return reply(desk.undo(number, by=who.name), 201)
    except ValueError as error:
        raise ApiError(409, str(error)) from None


def _checked(body: Deciding) -> str | None:
    """The new value as JSON, once the parts of the decision fit together. Raises `ApiError` naming the field."""
    pair = "-" in body.kind
    if pair and body.right is None:
        raise ApiError(422, f"{body.kind} is about two references", "right")
    if pair and body.right == body.left:
        raise ApiError(422, "both references are the same", "right")
    if not pair and body.right is not None:
        raise ApiError(422, f"{body.kind} is about one reference", "right")
    if body.kind != "correct":
        for name in ("field", "value"):
            if getattr(body, name) is not None:
                raise ApiError(422, f"{body.kind} has no {name}", name)
        return None
    if body.field is None:
        raise ApiError(422, "which field is corrected?", "field")
    return json.dumps(_value(body.field, body.value), ensure_ascii=False)


def _value(field: CorrectedField, value: Any) -> Any:
    if field == "type":
        return _one_of(value, get_args(EventType))
    if field == "aux":
        return [_one_of(item, get_args(Auxiliary)) for item in _words(value)]
    if field in _ROLES:
        return _words(value)
    if value is None:
        return None
    if field == "mode":
        return _words([value])[0]
    if field == "count":
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1_000_000:
            raise ApiError(422, "a count is a whole number from 1, or null", "value")
        return value
    if not isinstance(value, dict) or set(value) != {"earliest", "latest"}:
        raise ApiError(422, "a time is {earliest, latest}, or null", "value")
    ends = [day(_words([value[end]])[0], "value") for end in ("earliest", "latest")]
    if ends[0] > ends[1]:  # type: ignore[operator]
        raise ApiError(422, f"{ends[1]} is before {ends[0]}", "value")
    return {"earliest": ends[0], "latest": ends[1]}


def _words(value: Any) -> list[str]:
    if (
        not isinstance(value, list)
        or len(value) > 100
        or not all(isinstance(v, str) and 0 < len(v) <= 100 for v in value)
    ):
        raise ApiError(422, "a list of words is needed", "value")
    try:
        return [plain(v) for v in value]
    except ValueError as error:
        raise ApiError(422, str(error), "value") from None


def _one_of(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ApiError(422, f"none of {', '.join(allowed)}", "value")
    return str(value)

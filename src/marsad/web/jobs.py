"""Adding reports over the API: files or a pasted text in, a job out; the job's progress, also as a stream."""

from __future__ import annotations

import asyncio
import json
import os
import unicodedata
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from marsad.sources import Defaults
from marsad.sources.report import InputError, check_text

from .access import Identity, needs
from .adding import Adding, Job, JobLine
from .filters import Plain, day
from .reply import ERRORS, ApiError, Error, Reply, encode, reply
from .settings import Settings
from .worker import Upload

router = APIRouter(prefix="/api", tags=["Adding"], responses=ERRORS)
PASTED = "pasted text"
_BEAT = 15.0
_STEP = 0.25


class Pasted(BaseModel):
    """A report as text, with what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: Plain = Field(min_length=1)
    title: Plain | None = Field(None, max_length=1_000)
    publisher: Plain | None = Field(None, max_length=300)
    published: Plain | None = Field(None, description="ISO day of publication.", examples=["2024-06-10"])
    url: Plain | None = Field(None, max_length=2_000)


_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
        "publisher": {"type": "string", "maxLength": 300, "description": "Holds for all files that name none."},
        "published": {"type": "string", "format": "date", "description": "Holds for all files that name none."},
    },
}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {"schema": _FORM},
        "application/json": {"schema": {**Pasted.model_json_schema(), "title": "Pasted"}},
    },
}


def _adding(request: Request) -> Adding:
    return request.app.state.adding  # type: ignore[no-any-return]


Jobs = Annotated[Adding, Depends(_adding)]
Analyst = Annotated[Identity, needs("analyst")]


@router.post(
    "/add", status_code=202, response_model=Job, openapi_extra={"requestBody": _BODY}, operation_id="add",
    responses={
        400: {"model": Error, "description": "A body that can't be read."},
        413: {"model": Error, "description": "Over the limit of size."},
        415: {"model": Error, "description": "Neither files nor JSON."},
        429: {"model": Error, "description": "Too many jobs wait."},
    },
)  # fmt: skip
async def add(request: Request, who: Analyst, jobs: Jobs) -> Reply:
    """Add reports: files of every kind that `marsad add` reads, or a pasted text. Answers at once with a job."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    settings: Settings = request.app.state.settings
    if kind == "multipart/form-data":
        async with request.form(max_files=settings.upload_files, max_fields=50) as form:
            return await run_in_threadpool(_add_files, jobs, who.name, form)
    if kind == "application/json":
        try:
            pasted = Pasted.model_validate_json(await request.body())
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise ApiError(422, first["msg"], ".".join(map(str, first["loc"])) or None) from None
        return await run_in_threadpool(_add_text, jobs, who.name, pasted)
    raise ApiError(415, "send files as multipart/form-data, or a text as application/json")


def _add_files(jobs: Adding, by: str, form: FormData) -> Reply:
    files = [item for item in form.getlist("files") if isinstance(item, UploadFile) and item.filename]
    if not files:
        raise ApiError(422, "no file was sent", "files")
    publisher, published = (_text(form, name) for name in ("publisher", "published"))
    defaults = Defaults(published=day(published, "published"), publisher=publisher)
    folder = jobs.folder()
    uploads = []
    for number, item in enumerate(files):
        inside = folder / str(number)
        inside.mkdir()
        path = inside / safe_name(item.filename or "")
        with path.open("wb") as target:
            while piece := item.file.read(1 << 20):
                target.write(piece)
        uploads.append(Upload(str(path), path.name))
    return reply(jobs.submit(by, folder, tuple(uploads), defaults), 202)


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    if not isinstance(value, str) or not value.strip():
        return None
    if "\0" in value or len(value) > 300:
        raise ApiError(422, "too long, or holds NUL", name)
    return value.strip()


def _add_text(jobs: Adding, by: str, pasted: Pasted) -> Reply:
    try:
        check_text(pasted.text)
    except InputError as error:
        raise ApiError(422, str(error), "text") from None
    published = day(pasted.published or None, "published")
    folder = jobs.folder()
    path = folder / "pasted.jsonl"
    path.write_text(json.dumps({**pasted.model_dump(), "published": published}) + "\n", encoding="utf-8")
    return reply(jobs.submit(by, folder, (Upload(str(path), PASTED),), Defaults()), 202)


def safe_name(name: str) -> str:
    """The last part of a sent file's name, without what could lead elsewhere or command a terminal.

    >>> safe_name("../../etc/خبر.txt"), safe_name("C:\\\\news\\\\a.html"), safe_name("..")
    ('خبر.txt', 'a.html', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ").strip(" .")
    stem, suffix = os.path.splitext(kept)
    stem = stem.encode()[:150].decode(errors="ignore")
    return (stem + suffix[:20]) or "file"


@router.get("/jobs", response_model=tuple[JobLine, ...], operation_id="jobs")
def all_jobs(who: Analyst, jobs: Jobs) -> Reply:
    """The jobs since the server started, newest first."""
    return reply(jobs.all())


@router.get("/jobs/{id}", response_model=Job, operation_id="job")
def one_job(id: str, who: Analyst, jobs: Jobs) -> Reply:
    """How far a job is, and what became of each report. Errors name file and line."""
    return reply(jobs.job(id))


@router.delete("/jobs/{id}", response_model=Job, operation_id="cancel_job")
def cancel_job(id: str, who: Analyst, jobs: Jobs) -> Reply:
    """Stop a job after the report in hand. What was added stays."""
    return reply(jobs.cancel(id))


@router.get(
    "/jobs/{id}/events", operation_id="job_events", response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)  # fmt: skip
def job_events(id: str, request: Request, who: Analyst, jobs: Jobs) -> StreamingResponse:
    """The job as server-sent events: its state now, at each change, and a last time when it is over."""
    jobs.job(id)
    return StreamingResponse(_events(id, request, jobs), media_type="text/event-stream")


async def _events(id: str, request: Request, jobs: Adding) -> AsyncIterator[bytes]:
    last: Job | None = None
    waited = 0.0
    while not jobs.stopping and not request.app.state.closing():
        job = jobs.job(id)
        if job != last:
            yield b"data: " + encode(job) + b"\n\n"
            last, waited = job, 0.0
        if job.line.state not in ("queued", "running"):
            return
        await asyncio.sleep(_STEP)
        waited += _STEP
        if waited >= _BEAT:
            yield b": still there\n\n"  # so that no proxy takes the line for dead
            waited = 0.0

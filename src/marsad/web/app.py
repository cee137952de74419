"""The application: every endpoint, the guard before them, the pages behind them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from marsad.desk import CursorError, Desk, UnknownError

from . import (
    actors,
    audits,
    exports,
    jobs,
    judgements,
    network,
    openapi,
    reports,
    search,
    sources,
    status,
    stories,
    timeline,
    users,
)
from . import map as map_
from .access import Access
from .adding import Adding
from .guard import Guard
from .pages import Pages
from .reply import ApiError, Reply, refusal
from .settings import Settings

ROUTERS = (
    stories, actors, sources, reports, timeline, map_, network, audits, search, status, judgements, jobs, exports,
    users, openapi,
)  # fmt: skip
_HTTP = {400: "the body can't be read", 404: "no such endpoint", 405: "the endpoint has no such method"}


def create_app(
    desk_url: str, settings: Settings | None = None, *, closing: Callable[[], bool] | None = None
) -> FastAPI:
    """The application for the desk at a path or `postgresql://…` address. It opens the desk, and closes it at the end.

    `closing` says whether the server is about to end, so that streams end with it.
    Raises `DeskError` where the desk can't be opened.
    """
    settings = settings or Settings()
    desk = Desk(desk_url)
    adding = Adding(desk_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        adding.start()
        threading.Thread(target=_warm, args=(desk,), name="marsad-warming", daemon=True).start()
        try:
            yield
        finally:
            adding.stop()
            desk.close()

    app = FastAPI(
        title="Marsad", version=version("marsad"), lifespan=lifespan, default_response_class=Reply,
        openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.state.desk = desk
    app.state.adding = adding
    app.state.settings = settings
    app.state.access = Access(desk.users, settings)
    app.state.closing = closing or (lambda: False)
    for module in ROUTERS:
        app.include_router(module.router)
    app.add_api_route("/api/{path:path}", _no_endpoint, methods=_METHODS, include_in_schema=False)
    app.mount("/", Pages(settings.static))
    app.openapi = lambda: openapi.describe(app)  # type: ignore[method-assign]
    _answer_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard, settings=settings)
    return app


def _warm(desk: Desk) -> None:
    """Load what the first map and the first search in Latin letters need: names of places, a second or two of work."""
    try:
        desk.map(limit=1)
        desk.search("Tripoli", 1)
    except Exception:
        # the desk may be closed again by now; if it is anything else, whoever asks next is told
        return


_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def _no_endpoint(path: str, request: Request) -> Reply:
    # this route takes what no other does: a known path with another method comes here too
    allowed = {
        method
        for module in ROUTERS
        for route in module.router.routes
        if isinstance(route, APIRoute) and route.path_regex.match(f"/api/{path}")
        for method in route.methods or ()
    }
    if allowed:
        raise ApiError(405, f"{request.method} can't be used here", None, {"allow": ", ".join(sorted(allowed))})
    raise ApiError(404, f"no endpoint /api/{path}")


def _answer_errors(app: FastAPI) -> None:
    """Every error is JSON that says what was wrong; none shows how the program is made."""

    @app.exception_handler(ApiError)
    def refused(request: Request, error: ApiError) -> Reply:
        return refusal(error.status, error.error, error.field, error.headers)

    @app.exception_handler(UnknownError)
    def unknown(request: Request, error: UnknownError) -> Reply:
        return refusal(404, str(error.args[0]) if error.args else "there is no such thing in the desk")

    @app.exception_handler(CursorError)
    def no_cursor(request: Request, error: CursorError) -> Reply:
        return refusal(422, str(error), "cursor")

    @app.exception_handler(DataError)
    @app.exception_handler(OverflowError)
    def unfit(request: Request, error: Exception) -> Reply:
        return refusal(422, "a value that the database can't hold")

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Reply:
        first: dict[str, Any] = error.errors()[0]
        if first["type"] == "json_invalid":
            return refusal(400, f"not JSON: {first['ctx']['error']}")
        place = [str(part) for part in first["loc"] if part not in ("body", "query", "path", "header")]
        message = first["msg"].removeprefix("Value error, ")
        return refusal(422, message, place[0] if place else None)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Reply:
        text = error.detail if error.status_code == 413 else _HTTP.get(error.status_code, error.detail)
        return refusal(error.status_code, text, None, dict(error.headers or {}))

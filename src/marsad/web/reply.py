"""Objects of the desk as JSON, and errors as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi.responses import JSONResponse


@dataclass(frozen=True, slots=True)
class Error:
    """What went wrong, in words, and the field of the request that it is about, where there is one."""

    error: str
    field: str | None = None


class ApiError(Exception):
    """A request that can't be served. `status` is HTTP's."""

    def __init__(
        self, status: int, error: str, field: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.field = field
        self.headers = headers


class Reply(JSONResponse):
    """A JSON answer, already encoded. Of this class, so that the description says JSON."""

    def render(self, content: bytes | None) -> bytes:
        """The content as it is."""
        return content or b""


def encode(value: Any) -> bytes:
    """The value as JSON. Lone surrogates, which a text may hold and UTF-8 can't, are written as escapes."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True).encode("ascii")


def reply(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    """An answer with the value as JSON."""
    return Reply(encode(value), status, headers)


def refusal(status: int, error: str, field: str | None = None, headers: dict[str, str] | None = None) -> Reply:
    """An answer that says what was wrong."""
    return reply(Error(error, field), status, headers)


ERRORS: dict[int | str, dict[str, Any]] = {
    401: {"model": Error, "description": "Nobody is logged in, or the token isn't valid."},
    403: {"model": Error, "description": "The role doesn't allow it, or the request came from another site."},
    404: {"model": Error, "description": "There is no such thing in the desk."},
    422: {"model": Error, "description": "A value that can't be used; `field` names it."},
}
"""What every endpoint may answer besides its own."""

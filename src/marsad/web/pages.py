"""The front-end: one page for every address of the desk, and the files that it loads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

INDEX = "index.html"
_HASHED = re.compile(r"[.-][\w-]{8,}\.\w+$")
_YEAR = "public, max-age=31536000, immutable"
MISSING = (
    "The pages of the desk are not built: run `npm ci && npm run build` in the folder web/ (or `make web`).\n"
    "The API works without them: see /api/docs.\n"
)


class Pages(StaticFiles):
    """Files of the build; any other path is a view of the desk, which the one page draws itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._folder = folder

    async def check_config(self) -> None:
        """Nothing: the folder may be built later, and `get_response` says so until then."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file of that path, else the page. Files whose name bears their content's hash are kept for good."""
        if not self._folder.joinpath(INDEX).is_file():
            return PlainTextResponse(MISSING, 503)
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as error:
            # a file that is missing must not come as a page that the browser takes for a script
            if error.status_code != 404 or path.startswith("assets/"):
                raise
            path = INDEX
            answer = await super().get_response(path, scope)
        lasting = path.startswith("assets/") and _HASHED.search(path)
        answer.headers["cache-control"] = _YEAR if lasting else "no-cache"
        return answer

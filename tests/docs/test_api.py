"""Every endpoint of the API is in docs/api.md, and every one that stands there exists."""

from __future__ import annotations

import re
from pathlib import Path

from marsad.web.app import create_app

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_endpoint_is_documented(tmp_path: Path) -> None:
    paths = create_app(str(tmp_path / "empty.marsad")).openapi()["paths"]
    real = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    written = set(re.findall(r"`(GET|POST|PATCH|DELETE) (/api/[^`?]*)`", PAGE.read_text(encoding="utf-8")))
    assert written == real
    assert len(real) > 30

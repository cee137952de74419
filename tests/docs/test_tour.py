"""The values shown in docs/tour.md are what the code says (`python tools/docs_sync.py` rewrites them)."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "tour.md"


def test_the_tour_shows_what_the_code_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    runner = doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    for block in re.finditer(r"```python\n(.*?)```", page, re.DOTALL):
        line = page.count("\n", 0, block.start(1))
        test = doctest.DocTestParser().get_doctest(block[1], names, "tour", str(PAGE), line)
        runner.run(test, out=told.append, clear_globs=False)
        names = test.globs
    assert runner.tries >= 25
    assert not runner.failures, "".join(told)

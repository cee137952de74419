"""The examples and the figures of docs/identity.md are true."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "identity.md").read_text(encoding="utf-8")


def test_examples_run() -> None:
    test = doctest.DocTestParser().get_doctest(PAGE.replace("```", ""), {}, "identity.md", "identity.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_figures_are_those_measured_last() -> None:
    figures = json.loads((ROOT / "eval" / "names" / "results.json").read_text())
    for name in ("held", "held, nobody known", "held, person", "held, organization"):
        f = figures[name]
        assert f"| {f['precision']:.3f} |" in PAGE, name
        assert f"| {f['right']} / {f['said']} / {f['gold']} |" in PAGE, name

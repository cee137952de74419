"""What the commands that read a desk print: JSON values, or text for people."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="As JSON, the objects of the Python API.")]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=1000, help="At most so many.")]


def is_colourful() -> bool:
    """Does standard output take colours?"""
    return sys.stdout.isatty()


def print_json(value: Any) -> None:
    """One JSON value on standard output, pretty printed, valid UTF-8 whatever the reports hold."""
    import json

    import msgspec

    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def print_text(text: str) -> None:
    """Text for people on standard output."""
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))

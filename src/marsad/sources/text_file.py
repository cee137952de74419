"""Plain text: the whole file is one report."""

from __future__ import annotations

from .encoding import decode
from .report import Defaults, Report, document


def read_text(data: bytes, source: str, defaults: Defaults) -> Report:
    """The report of a text file, its text byte for byte what the file holds (a byte order mark is left out).

    Raises `InputError` for what is empty, binary, in an unknown encoding or not Arabic.
    """
    made = document(decode(data), title=defaults.title, publisher=defaults.publisher, published=defaults.published)
    return Report(made, "given" if defaults.published else None, source)

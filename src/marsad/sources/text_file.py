"""Plain text: the whole file is one report."""

from __future__ import annotations

from collections.abc import Iterator

from .encoding import decode
from .given import Given
from .report import Problem, Report, document, sha256


def read_text(given: Given) -> Iterator[Report | Problem]:
    """The report of a text file, its text byte for byte what the file holds (a byte order mark is left out).

    Raises `InputError` for what is empty, binary, in an unknown encoding or not Arabic.
    """
    data, defaults = given.data(), given.defaults
    made = document(
        decode(data),
        title=defaults.title,
        publisher=defaults.publisher,
        published=defaults.published,
        url=given.url,
    )
    yield Report(made, "given" if defaults.published else None, given.source, sha256(data), "text", given.captured)

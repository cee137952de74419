"""What is analysed: one report as it was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `text` is exactly what was read and is never edited; offsets point into it.

    `published` is an ISO date (YYYY-MM-DD) or None where it isn't known.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def content_id(text: str) -> str:
    """A stable id for a text that came without one.

    >>> content_id("خبر")
    'd-44185590c5a95d34'
    """
    data = text.encode("utf-8", "surrogatepass")
    return "d-" + hashlib.sha256(data).hexdigest()[:16]

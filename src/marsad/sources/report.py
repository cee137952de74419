"""What reading gives: a report, or a problem that names its place. And the checks every report passes."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from marsad.model.document import Document, content_id
from marsad.model.record import DateSource
from marsad.text.characters import is_arabic

LIMIT_BYTES = 50_000_000
"""No report is longer than this; a larger file is refused (JSON Lines are limited by the line)."""
LIMIT_NAME = "50 MB"
_LEAST_ARABIC = 0.25


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: the file, the line (from 1) where there is one, and why."""

    source: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says about all the reports of a run.

    A field of a JSON line wins over it; what is only guessed from a page's markup does not.
    `published` is an ISO date.
    """

    published: str | None = None
    publisher: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document, who said when it was published ("given" or "page"), and the file (and line) it was read from."""

    document: Document
    published_by: DateSource | None
    source: str


class InputError(ValueError):
    """Input that cannot be taken; the message is what the user reads after the file's name."""


def iso_day(value: str) -> str:
    """The local day of an ISO date or date and time. A time zone is dropped and never converted.

    >>> iso_day("2024-06-05"), iso_day("2024-06-05T23:30:00-05:00")
    ('2024-06-05', '2024-06-05')

    Raises `InputError` for anything else.
    """
    text = value.strip()
    try:
        day = datetime.date.fromisoformat(text[:10])
        if len(text) > 10:
            if text[10] not in "Tt ":
                raise ValueError(text)
            datetime.datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{value[:40]!r} is not a date (YYYY-MM-DD)") from None
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        raise InputError(f"{value[:40]!r} is not a date (YYYY-MM-DD)")
    return day.isoformat()


def check_text(text: str) -> None:
    """Refuse what no Arabic report can be: nothing at all, or less than a quarter Arabic among the letters."""
    if not text.strip():
        raise InputError("empty: no text to analyse")
    letters = arabic = 0
    # counting first keeps this at one step for each different character
    for char, count in Counter(text).items():
        if char.isalpha():
            letters += count
            arabic += count * is_arabic(char)
    if arabic == 0:
        raise InputError("not Arabic: no Arabic letter in the text")
    if arabic < _LEAST_ARABIC * letters:
        raise InputError(f"not Arabic: {arabic * 100 // letters}% of its letters are Arabic, at least 25% are needed")


def document(
    text: str,
    *,
    ident: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Document:
    """A document whose text has passed the checks. Raises `InputError`."""
    check_text(text)
    return Document(ident or content_id(text), text, title or None, publisher or None, published, url or None)

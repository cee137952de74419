"""What reading gives: a report, or a problem that names its place. And the checks every report passes."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal

from marsad.model.document import Document, content_id
from marsad.model.record import DateSource
from marsad.text.characters import is_arabic

LIMIT_BYTES = 50_000_000
"""No report is longer than this; a larger file is refused (JSON Lines are limited by the line)."""
LIMIT_NAME = "50 MB"
_LEAST_ARABIC = 0.25
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
FIELDS = ("id", "text", "title", "publisher", "published", "url")
"""What a line, row or object may say of its report."""
Skipped = Literal["language", "article", "text", "double", "status", "type", "network", "limit"]
"""Why something in an archive, feed or export is no report, without being broken (`SKIPPED` has the words)."""
SKIPPED: dict[Skipped, str] = {
    "language": "not Arabic",
    "article": "no article on the page",
    "text": "no text",
    "double": "the same page again",
    "status": "a status other than 200",
    "type": "no web page (images, styles, scripts)",
    "network": "not fetched",
    "limit": "over a limit",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: the file, the line (from 1) where there is one, and why.

    In an archive the "line" is the number of the record, in a Telegram export that of the message.
    `skipped` is set where nothing is broken: an archive holds images, error pages and other languages by nature.
    """

    source: str
    line: int | None
    message: str
    skipped: Skipped | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Network:
    """What may be fetched. `offline`: nothing at all, and a URL among the paths is a problem.

    `follow`: the pages that a *file* names are fetched too (a URL among the paths is permission enough for
    what it leads to). `allow_private`: loopback, private and link-local addresses may be reached. `pages`: at
    most so many pages are fetched for one feed or sitemap. `pause`: seconds between two requests to one host.
    """

    offline: bool = False
    follow: bool = False
    allow_private: bool = False
    pages: int = 500
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says about all the reports of a run.

    A field of a JSON line or a table's row wins over it; what is only guessed from a page's markup does not.
    `published` is an ISO date. `columns` says which column or key holds a field: pairs (field, column) with a
    field of `FIELDS`.
    """

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    network: Network = Network()


@dataclass(frozen=True, slots=True)
class Report:
    """A document, who said when it was published ("given" or "page"), and the file (and line) it was read from.

    `raw_sha256` is the hash of the bytes it was read from, before any decoding: the file, the page (without
    the transfer's packing), the line, the row or the object. `kind` is what the input was taken for. `captured`
    is when an archive or the fetcher saved it (ISO 8601, UTC). `key` is the feed's own name for the entry. `note`
    is what a reader should know: that only a summary was to be had, that a message was forwarded.
    """

    document: Document
    published_by: DateSource | None
    source: str
    raw_sha256: str | None = None
    kind: str | None = None
    captured: str | None = None
    key: str | None = None
    note: str | None = None


class InputError(ValueError):
    """Input that cannot be taken; the message is what the user reads after the file's name.

    `skipped`: the same input would be nothing unusual inside an archive or a feed.
    """

    def __init__(self, message: str, skipped: Skipped | None = None) -> None:
        super().__init__(message)
        self.skipped = skipped

    def problem(self, source: str, line: int | None = None) -> Problem:
        """As a problem of something that an archive, feed or export holds."""
        return Problem(source, line, str(self), self.skipped)


def sha256(data: bytes) -> str:
    """The hash that goes with every report."""
    return hashlib.sha256(data).hexdigest()


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


def local_day(value: str) -> str:
    """The local day of a date as feeds, tables and markup write it: ISO 8601, RFC 2822, or year/month/day.

    >>> local_day("Wed, 05 Jun 2024 23:30:00 -0500"), local_day("٢٠٢٤/٦/٥ 10:00")
    ('2024-06-05', '2024-06-05')

    Raises `InputError`, also for 05/06/2024, which is one day here and another there.
    """
    text = value.strip().translate(_DIGITS)
    try:
        return iso_day(text)
    except InputError:
        pass
    if found := _YEAR_FIRST.match(text):
        try:
            return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            raise InputError(f"{value[:40]!r} is not a date") from None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        raise InputError(f"{value[:40]!r} is not a date (YYYY-MM-DD)") from None


def check_text(text: str) -> None:
    """Refuse what no Arabic report can be: nothing at all, or less than a quarter Arabic among the letters."""
    if not text.strip():
        raise InputError("empty: no text to analyse", "text")
    letters = arabic = 0
    # counting first keeps this at one step for each different character
    for char, count in Counter(text).items():
        if char.isalpha():
            letters += count
            arabic += count * is_arabic(char)
    if arabic == 0:
        raise InputError("not Arabic: no Arabic letter in the text", "language")
    if arabic < _LEAST_ARABIC * letters:
        share = arabic * 100 // letters
        raise InputError(f"not Arabic: {share}% of its letters are Arabic, at least 25% are needed", "language")


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

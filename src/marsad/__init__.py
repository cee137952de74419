"""Marsad reads Arabic news and keeps the record: who did what, where, when, how many, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from marsad.analysis.pipeline import Analyser
    from marsad.desk import Desk
    from marsad.model.record import Record

__all__ = ["analyze", "open"]

_analyser: Analyser | None = None


def analyze(text: str, published: str | None = None, publisher: str | None = None, title: str | None = None) -> Record:
    """The record of one Arabic report: people, offices, times, amounts, claims and events with their evidence.

    `text` is kept exactly as given; all offsets of the record are code points of it. `published` is the
    ISO date (or date and time, of which the local day is taken) against which "yesterday" is read;
    without it a date is bounded from the text, if possible, and marked as inferred. `publisher` is the
    outlet, in the words that its readers use for it.

    The first call loads the lexicons and the name tagger (a second or two), later calls don't.
    Any text is survived; what isn't Arabic gives an empty record. Raises `ValueError` where
    `published` isn't a date. Not for use from several threads at once before the first call has returned.
    """
    global _analyser
    from marsad.analysis.pipeline import Analyser
    from marsad.model.document import Document, content_id
    from marsad.sources.report import iso_day

    day = iso_day(published) if published else None
    if _analyser is None:
        _analyser = Analyser()
    document = Document(content_id(text), text, title, publisher, day)
    return _analyser.analyze(document, published_by="given" if day else None)


def open(address: str | os.PathLike[str] = "marsad.db", *, create: bool = True, tagger: bool = True) -> Desk:
    """A desk of reports: a SQLite file, or a `postgresql://` address. Use it as a context manager, or close it.

    What isn't there is made, unless `create` is false. `tagger=False` reads by rules alone, several times faster.
    Raises `marsad.desk.DeskError` for what is no desk or one of a newer Marsad.
    """
    from marsad.desk import Desk

    return Desk(address, create=create, tagger=tagger)

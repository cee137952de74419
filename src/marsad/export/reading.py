"""What an export reads: the part of a desk that streams, so that memory doesn't grow with the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from marsad.model.actor import Actor, ActorLine
from marsad.model.judgement import Judgement
from marsad.model.record import Record
from marsad.model.story import Account, Story
from marsad.model.views import Filters, Network, Page

NO_FILTERS = Filters()
CREED = "Marsad records what reports say, never what is true."
Language = Literal["en", "ar"]


class Readable(Protocol):
    """The reading methods of `marsad.desk.Desk`, in the order of which exports are made."""

    def accounts(self, filters: Filters = ..., /) -> Iterator[tuple[str, Account]]:
        """Story ids and accounts, by report, then by event."""

    def all_stories(self, filters: Filters = ..., /) -> Iterator[Story]:
        """Stories in full, by id."""

    def records(self, filters: Filters = ..., /) -> Iterator[Record]:
        """Records, by report."""

    def all_actors(self) -> Iterator[ActorLine]:
        """Actors, by id."""

    def report(self, ident: str, /) -> Record:
        """One record. Raises `KeyError` where there is none."""

    def story(self, ident: str, /) -> Story:
        """One story. Raises `KeyError` where there is none."""

    def actor(self, ident: str, /) -> Actor:
        """One actor. Raises `KeyError` where there is none."""

    def judgements(self, ref: str | None = None, cursor: str | None = None) -> Page[Judgement]:
        """Decisions about one reference, or all of them."""

    def network(self, filters: Filters = ..., /, limit: int = ...) -> Network:
        """Actors and what joins them."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to export. `of` is the story or actor that a dossier is about, `language` that of its headings."""

    filters: Filters = NO_FILTERS
    of: str | None = None
    language: Language = "en"


def reference(account: Account) -> str:
    """The desk-wide name of an account.

    An event of a report is named by both: `d-1f#V2`.
    """
    return f"{account.report}#{account.event}"

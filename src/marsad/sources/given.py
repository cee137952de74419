"""What is read, by what name and from where: the one argument that every reader takes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, cast

from .kinds import Kind
from .report import LIMIT_BYTES, LIMIT_NAME, Defaults, InputError, Problem, Report

if TYPE_CHECKING:
    from .fetch import Fetcher

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Given:
    """An input: its bytes, the name that reports and problems carry, and what the user said.

    `url` and `charset` are known where it was fetched. `fetcher` is there where the pages that it names may be
    fetched. `known` says of a URL that the desk has it already, so that it isn't fetched again.
    """

    stream: BinaryIO
    source: str
    kind: Kind
    defaults: Defaults = field(default_factory=Defaults)
    url: str | None = None
    charset: str | None = None
    captured: str | None = None
    fetcher: Fetcher | None = None
    known: Callable[[str], bool] = lambda url: False

    def data(self) -> bytes:
        """All the bytes. Raises `InputError` over `LIMIT_BYTES`, and where there are none."""
        data = self.stream.read(LIMIT_BYTES + 1)
        if len(data) > LIMIT_BYTES:
            raise InputError(f"over {LIMIT_NAME}, the limit for one report; split it or write JSON Lines", "limit")
        if not data:
            raise InputError("empty: the file holds nothing")
        return data

    def seekable(self) -> BinaryIO:
        """The bytes as a stream that can go back: a pipe is written to a temporary file first."""
        if self.stream.seekable():
            return self.stream
        spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=LIMIT_BYTES))  # noqa: SIM115
        while piece := self.stream.read(_CHUNK):
            spool.write(piece)
        spool.seek(0)
        return spool


Reader = Callable[[Given], Iterator[Report | Problem]]
"""Reads one kind of input. It raises `InputError` and `OSError`, and those only for the input as a whole."""

"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from marsad.model.encoding import to_json
from marsad.model.record import Record

from .text_output import render


class NothingToWriteError(Exception):
    """Raised inside `opened` to leave the file as it was, without that being an error."""


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """A stream to write to: standard output, or a file that replaces `path` when the block ends well.

    The new file is made beside the old one and takes its place in one step. Where the block fails or is
    interrupted nothing is left behind and an old file stays. Devices and pipes are written directly.
    Raises `OSError` where the folder can't be written to, before anything else is done.
    """
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    with opened_bytes(path) as raw:
        stream = TextIOWrapper(raw, encoding="utf-8", newline="\n")
        try:
            yield stream
            stream.flush()
        finally:
            stream.detach()


@contextmanager
def opened_bytes(path: str | None) -> Iterator[BinaryIO]:
    """The same for bytes."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    old = _status(path)
    if old is not None and not stat.S_ISREG(old.st_mode):
        with open(path, "wb") as stream:
            yield stream
        return
    # a link stays a link: what it leads to is replaced
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    try:
        with open(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, stat.S_IMODE(old.st_mode) if old is not None else 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException as error:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        if not isinstance(error, NothingToWriteError):
            raise


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_records(records: Iterable[Record], form: str, stream: TextIO, *, colour: bool = False) -> int:
    """Write records as `text`, `json` or `jsonl` as they come; returns how many there were.

    `json` is one object for one record and an array for any other number; at most one record is held back.
    """
    count = 0
    if form == "json":
        first: str | None = None
        for count, record in enumerate(records, 1):
            text = to_json(record, indent=2)
            if count == 1:
                first = text
                continue
            if first is not None:
                stream.write("[\n" + first)
                first = None
            stream.write(",\n" + text)
        stream.write((first if first is not None else "\n]" if count else "[]") + "\n")
        return count
    for count, record in enumerate(records, 1):
        if form == "text":
            stream.write(("\n" if count > 1 else "") + render(record, colour=colour))
        else:
            stream.write(to_json(record) + "\n")
    return count

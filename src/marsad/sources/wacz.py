"""WACZ: a zip file with WARC archives in its folder `archive/`, as browsers' archivers make it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from .given import Given
from .packed import MOST_RATIO
from .report import InputError, Problem, Report
from .warc import read_warc

_FREE = 4_000_000
_MOST_MEMBERS = 10_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError)


def read_wacz(given: Given) -> Iterator[Report | Problem]:
    """Reports of all its archives; a problem names the archive inside. Raises `InputError` where it is no WACZ."""
    stream = given.seekable()
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise InputError(f"broken zip archive: {str(error)[:100]}") from None
    with archive:
        members = [m for m in archive.infolist() if m.filename.lower().endswith((".warc", ".warc.gz"))]
        if not members:
            raise InputError("not text: a zip archive or office document, and no WACZ: no WARC archive in it")
        if len(members) > _MOST_MEMBERS:
            raise InputError(f"over {_MOST_MEMBERS} archives in one", "limit")
        for member in members:
            source = f"{given.source}/{member.filename}"
            if member.file_size > max(member.compress_size * MOST_RATIO, _FREE):
                yield Problem(source, None, f"unpacks to more than {MOST_RATIO} times its size: refused", "limit")
                continue
            try:
                with archive.open(member) as inside:
                    yield from read_warc(replace(given, stream=_forward(inside), source=source))
            except InputError as refused:
                yield Problem(source, None, str(refused))
            except _BROKEN as error:
                yield Problem(source, None, f"broken member of the zip archive: {str(error)[:100]}")


def _forward(inside: object) -> BinaryIO:
    return cast(BinaryIO, inside)

"""From paths to reports: which files are meant, what kind each is, and reading them one after another."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal, cast

from .html_page import read_page
from .json_lines import read_json_lines
from .report import LIMIT_BYTES, LIMIT_NAME, Defaults, InputError, Problem, Report
from .text_file import read_text

STANDARD_INPUT = "-"
_INPUT_NAME = "<stdin>"
Kind = Literal["text", "page", "lines"]
_SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "lines",
}  # fmt: skip
_GLOB = frozenset("*?[")
_UTF8_MARK = b"\xef\xbb\xbf"


def read_paths(paths: Sequence[str], defaults: Defaults) -> Iterator[Report | Problem]:
    """Every report that the paths name, in order; what can't be read comes as a `Problem` in its place.

    A path is a file, a folder (read with all its sub-folders, in order of names), a glob or `-` for
    standard input. Never raises for bad input. Memory: one file, or one line of JSON Lines, at a time.
    """
    for path in expand(paths):
        if isinstance(path, Problem):
            yield path
        else:
            yield from _read(path, defaults)


def how_many(paths: Sequence[str]) -> int | None:
    """About how many reports the paths hold: files, and lines of JSON Lines; None with standard input."""
    total = 0
    for path in expand(paths):
        if path == STANDARD_INPUT:
            return None
        if isinstance(path, str) and _SUFFIXES.get(Path(path).suffix.lower()) == "lines" and os.path.isfile(path):
            with open(path, "rb") as stream:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
        else:
            total += 1
    return total


def expand(paths: Sequence[str]) -> Iterator[str | Problem]:
    """The files that paths, folders and globs name; `-` stays `-`.

    In folders, hidden files and the `x_files` folder that a browser saves beside `x.html` are passed over.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield path
        elif os.path.isdir(path):
            yield from _folder(path)
        elif os.path.lexists(path):
            yield path
        elif _GLOB & set(path):
            names = sorted(glob.glob(path, recursive=True))
            if not names:
                yield Problem(path, None, "no file matches")
            for name in names:
                if os.path.isdir(name):
                    # "**" names a folder and its files; only the files are taken then
                    if "**" not in path:
                        yield from _folder(name)
                else:
                    yield name
        else:
            yield Problem(path, None, "no such file or folder")


def _folder(top: str) -> Iterator[str | Problem]:
    failed: list[OSError] = []
    some = False
    for folder, folders, files in os.walk(top, onerror=failed.append):
        pages = {Path(f).stem for f in files if _SUFFIXES.get(Path(f).suffix.lower()) == "page"}
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and not (f.endswith("_files") and f[: -len("_files")] in pages)
        )
        for name in sorted(files):
            if not name.startswith(".") and _is_file(os.path.join(folder, name)):
                some = True
                yield os.path.join(folder, name)
    for error in failed:
        yield Problem(str(error.filename), None, _reason(error))
    if not some and not failed:
        yield Problem(top, None, "no files in the folder")


def _read(path: str, defaults: Defaults) -> Iterator[Report | Problem]:
    source = _INPUT_NAME if path == STANDARD_INPUT else path
    with ExitStack() as stack:
        try:
            if path == STANDARD_INPUT:
                stream = cast(BinaryIO, sys.stdin.buffer)
            else:
                if stat.S_ISSOCK(os.stat(path).st_mode):
                    yield Problem(source, None, "a socket, not a file")
                    return
                stream = stack.enter_context(open(path, "rb"))
            yield from _reports(stream, source, Path(path).suffix.lower(), defaults)
        except InputError as refused:
            yield Problem(source, None, str(refused))
        except OSError as error:
            yield Problem(source, None, _reason(error))


def _reports(stream: BinaryIO, source: str, suffix: str, defaults: Defaults) -> Iterator[Report | Problem]:
    kind = _SUFFIXES.get(suffix)
    if kind == "lines":
        if suffix == ".json" and _spans_lines(stream):
            raise InputError("JSON, but not JSON Lines: write one object a line")
        yield from read_json_lines(stream, source, defaults)
        return
    # what may still be JSON Lines is not read whole: a stream of any length can come in
    head = stream.readline(LIMIT_BYTES + 1)
    if kind is None and _begins_json(head):
        yield from read_json_lines(cast(BinaryIO, _Rejoined(head, stream)), source, defaults)
        return
    data = head + stream.read(max(LIMIT_BYTES + 1 - len(head), 0))
    if len(data) > LIMIT_BYTES:
        raise InputError(f"over {LIMIT_NAME}, the limit for one report; split it or write JSON Lines")
    if not data:
        raise InputError("empty: the file holds nothing")
    if kind == "page" or (kind is None and _begins_page(data)):
        yield read_page(data, source, defaults)
    else:
        yield read_text(data, source, defaults)


def _begins_json(line: bytes) -> bool:
    start = line.removeprefix(_UTF8_MARK).strip()
    return start.startswith(b'{"') and start.endswith(b"}")


def _begins_page(data: bytes) -> bool:
    start = data[:2000].removeprefix(_UTF8_MARK).lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def _spans_lines(stream: BinaryIO) -> bool:
    """Does a .json file hold one value over many lines, or a list? Needs a stream that can go back."""
    if not stream.seekable():
        return False
    line = stream.readline(LIMIT_BYTES).removeprefix(_UTF8_MARK).strip()
    stream.seek(0)
    return line.startswith(b"[") or line == b"{" or (line.startswith(b"{") and line.endswith(b","))


class _Rejoined:
    """A stream whose first line was read ahead."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = BytesIO(head)
        self._rest = rest

    def readline(self, limit: int = -1) -> bytes:
        return self._head.readline(limit) or self._rest.readline(limit)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _is_file(path: str) -> bool:
    # a link that leads nowhere is worth a word; pipes and devices in a folder are not waited for
    return os.path.isfile(path) or not os.path.exists(path)

"""From paths to reports: which files are meant, what kind each is, and reading them one after another."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

from .auto_archiver import read_auto_archiver
from .feed import read_feed, read_feed_list
from .given import Given, Reader
from .html_page import read_pages
from .json_document import read_json
from .json_lines import read_json_lines
from .kinds import HEAD_BYTES, NAMES, SUFFIXES, Kind, recognise
from .news_article import read_news_article
from .packed import Unzipped
from .report import Defaults, InputError, Network, Problem, Report
from .sitemap import read_sitemap
from .table import read_table
from .telegram import read_telegram
from .text_file import read_text
from .wacz import read_wacz
from .warc import read_warc
from .zotero import read_zotero

if TYPE_CHECKING:
    from .fetch import Fetcher

STANDARD_INPUT = "-"
_INPUT_NAME = "<stdin>"
_NESTED = "/inside"
_GLOB = frozenset("*?[")
_BY_LINE = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv"})
_UTF8_MARK = b"\xef\xbb\xbf"


def read_paths(
    paths: Sequence[str],
    defaults: Defaults,
    *,
    fetcher: Fetcher | None = None,
    known: Callable[[str], bool] = lambda url: False,
) -> Iterator[Report | Problem]:
    """Every report that the paths name, in order; what can't be read comes as a `Problem` in its place.

    A path is a file, a folder (read with all its sub-folders, in order of names), a glob, a URL or `-` for
    standard input. Never raises for bad input. Memory: one report at a time, or one page of an archive.
    `fetcher` is used where there is one; `known` says which pages of a sitemap need no fetching.
    """
    lazy = _Lazy(defaults.network, fetcher)
    try:
        for path in expand(paths):
            if isinstance(path, Problem):
                yield path
            else:
                yield from _guarded(path, defaults, lazy, known)
    finally:
        lazy.close()


def _guarded(
    path: str, defaults: Defaults, fetcher: _Lazy, known: Callable[[str], bool]
) -> Iterator[Report | Problem]:  # fmt: skip
    try:
        yield from _read(path, defaults, fetcher, known)
    except Exception as error:  # a fault of ours, or of a library, in one input must not cost the user the others
        yield Problem(path, None, f"could not be read ({type(error).__name__}: {str(error)[:100]})")


def how_many(paths: Sequence[str]) -> int | None:
    """About how many reports the paths hold: files, lines of JSON and tables; None with standard input and URLs."""
    total = 0
    for path in expand(paths):
        if path == STANDARD_INPUT or (isinstance(path, str) and is_url(path)):
            return None
        if isinstance(path, str) and _suffix(path) in _BY_LINE and os.path.isfile(path):
            with open(path, "rb") as stream:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
        else:
            total += 1
    return total


def expand(paths: Sequence[str]) -> Iterator[str | Problem]:
    """The files that paths, folders and globs name; `-` and URLs stay as they are.

    In folders, hidden files and the `x_files` folder that a browser saves beside `x.html` are passed over.
    """
    for path in paths:
        if path == STANDARD_INPUT or is_url(path):
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
        pages = {Path(f).stem for f in files if SUFFIXES.get(_suffix(f)) == "page"}
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


def _read(path: str, defaults: Defaults, fetcher: _Lazy, known: Callable[[str], bool]) -> Iterator[Report | Problem]:
    source = _INPUT_NAME if path == STANDARD_INPUT else path
    with ExitStack() as stack:
        try:
            if is_url(path):
                yield from _fetched(path, defaults, fetcher, known)
                return
            if path == STANDARD_INPUT:
                stream = cast(BinaryIO, sys.stdin.buffer)
            else:
                if stat.S_ISSOCK(os.stat(path).st_mode):
                    yield Problem(source, None, "a socket, not a file")
                    return
                stream = stack.enter_context(open(path, "rb"))
            follow = fetcher.get() if defaults.network.follow and not defaults.network.offline else None
            yield from read_stream(Given(stream, source, "text", defaults, fetcher=follow, known=known), _suffix(path))
        except InputError as refused:
            yield Problem(source, None, str(refused))
        except OSError as error:
            yield Problem(source, None, _reason(error))


def _fetched(url: str, defaults: Defaults, fetcher: _Lazy, known: Callable[[str], bool]) -> Iterator[Report | Problem]:
    got = fetcher.get().get(url)
    if got.status != 200:
        raise InputError(f"status {got.status}")
    given = Given(
        BytesIO(got.body), url, "text", defaults, url=got.url, charset=got.charset, captured=got.captured,
        fetcher=fetcher.get(), known=known,
    )  # fmt: skip
    # a page's name says nothing of its kind, what the server says of it does
    yield from read_stream(given, ".html" if got.is_page else _suffix(urlsplit(got.url).path))


def read_stream(given: Given, suffix: str) -> Iterator[Report | Problem]:
    """Reports of one open input; its kind is found from its beginning and the name's ending.

    Raises `InputError` and `OSError` only where the input as a whole can't be read.
    """
    # what may be JSON Lines is not waited for: a stream of any length and any pace can come in
    stream = given.stream
    head = stream.readline(HEAD_BYTES)
    if not head:
        raise InputError("empty: the file holds nothing")
    kind: Kind | None = SUFFIXES.get(suffix)
    if kind != "lines" and not (suffix in {"", ".json"} and _one_object(head)):
        head += stream.read(max(HEAD_BYTES - len(head), 0))
    kind = recognise(head, suffix)
    if stream.seekable():
        stream.seek(0)
    else:
        stream = cast(BinaryIO, BufferedReader(_Rejoined(head, stream), HEAD_BYTES))
    if kind == "gzip":
        if suffix == _NESTED:
            raise InputError("not text: gzip data inside gzip data")
        inside = cast(BinaryIO, BufferedReader(Unzipped(stream), HEAD_BYTES))
        name = (Path(Path(given.source).stem).suffix.lower() if suffix == ".gz" else "") or _NESTED
        yield from read_stream(replace(given, stream=inside), _NESTED if name == ".gz" else name)
        return
    given = replace(given, stream=stream, kind=kind)
    sure = SUFFIXES.get(suffix) == kind
    try:
        for item in READERS[kind](given):
            yield item if sure or isinstance(item, Report) else _taken_for(item, kind)
    except InputError as refused:
        problem = Problem(given.source, None, str(refused))
        yield problem if sure else _taken_for(problem, kind)


def _taken_for(problem: Problem, kind: Kind) -> Problem:
    """Where the kind was found from the content, a problem with the whole says what it was taken for."""
    if problem.line is not None or problem.skipped or kind in {"text", "page"}:
        return problem
    return replace(problem, message=f"{problem.message} (taken for {NAMES[kind]})")


def _one_object(line: bytes) -> bool:
    start = line.removeprefix(_UTF8_MARK).strip()
    return start.startswith(b'{"') and start.endswith(b"}")


def _read_xml(given: Given) -> Iterator[Report | Problem]:
    raise InputError("XML, but neither a feed, a sitemap nor a page")
    yield


READERS: dict[Kind, Reader] = {
    "text": read_text,
    "page": read_pages,
    "lines": read_json_lines,
    "json": read_json,
    "table": read_table,
    "archiver": read_auto_archiver,
    "feed": read_feed,
    "opml": read_feed_list,
    "sitemap": read_sitemap,
    "warc": read_warc,
    "wacz": read_wacz,
    "news article": read_news_article,
    "telegram": read_telegram,
    "zotero": read_zotero,
    "xml": _read_xml,
}
"""The reader of each kind; gzip is unpacked and looked at again."""


class _Rejoined(RawIOBase):
    """A stream whose beginning was read ahead."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
        else:
            # take what is there: a slow stream is read as it comes
            piece = getattr(self._rest, "read1", self._rest.read)(size)
        buffer[: len(piece)] = piece
        return len(piece)


class _Lazy:
    """The fetcher of a run, made when the first thing is fetched."""

    def __init__(self, network: Network, ready: Fetcher | None) -> None:
        self._network = network
        self._made = ready
        self._own = ready is None

    def get(self) -> Fetcher:
        if self._made is None:
            from .fetch import Fetcher

            self._made = Fetcher(self._network)
        return self._made

    def close(self) -> None:
        if self._own and self._made is not None:
            self._made.close()


def is_url(path: str) -> bool:
    """Is it an address on the web and no path?"""
    return path.lower().startswith(("http://", "https://"))


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _is_file(path: str) -> bool:
    # a link that leads nowhere is worth a word; pipes and devices in a folder are not waited for
    return os.path.isfile(path) or not os.path.exists(path)

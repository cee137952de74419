"""WARC archives: a report for each page that was answered with 200 and holds an article.

fastwarc reads the records. It stops at the first broken one; here the next intact record behind it is looked
for, so that a broken member of a packed archive costs itself alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from .given import Given
from .html_page import read_page
from .packed import Body
from .report import LIMIT_BYTES, LIMIT_NAME, Defaults, InputError, Problem, Report, document, sha256

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHUNK = 1 << 16
_PIECE = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_SWALLOWED = b"\r\n\r\nWARC/1."
_STARTS = (b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC/0.18\r\n", b"WARC/0.17\r\n")


@dataclass(slots=True)
class _Seen:
    """What the archive held so far: hashes of pages, so that the same page a second time is one report.

    `broken` is the number of the last record whose bytes were broken, `swallowed` whether its wrong length led
    over the beginning of the next.
    """

    pages: dict[str, int] = field(default_factory=dict)
    broken: int = 0
    swallowed: bool = False


class _BrokenError(InputError):
    """The bytes of a record are broken; the reader of the archive will stumble over the same place."""


def read_warc(given: Given) -> Iterator[Report | Problem]:
    """Reports of an archive's pages, in order; `source` ends in the number of the record, from 1.

    Records that are no pages by nature (requests, metadata) don't count; all others come as a report, as
    skipped with the reason, or as a problem. Memory: one page.
    """
    stream = given.seekable()
    seen = _Seen()
    number = 0
    for record in _records(stream, seen):
        if isinstance(record, InputError):
            if not number or seen.broken != number:
                yield Problem(given.source, number + 1, str(record), record.skipped)
            continue
        number += 1
        try:
            report = _report(record, number, given, seen)
        except InputError as refused:
            if isinstance(refused, _BrokenError):
                seen.broken = number
            yield refused.problem(given.source, number)
            continue
        if report is not None:
            yield report
    if not number:
        yield Problem(given.source, None, "no record in the archive")


def _records(stream: BinaryIO, seen: _Seen) -> Iterator[Any]:
    """Records, and an `InputError` for each stretch that is broken."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    start = stream.tell()
    packed = stream.read(2) == _GZIP[:2]
    # an error is told once what follows it is known: the search for the next record may lead into the same place,
    # unless the place was led into already (`own`)
    pending: InputError | None = None
    own = False
    while True:
        broken: InputError | None = None
        stream.seek(start)
        last: Any = None
        length, base = 0, start
        try:
            found = ArchiveIterator(_Plain(stream), record_types=WarcRecordType.any_type, parse_http=False)
            for record in found:
                if pending is not None:
                    yield pending
                    pending = None
                last, length = record, record.content_length
                start = base + record.stream_pos
                if length > LIMIT_BYTES and packed:
                    # to go on, all of it would have to be unpacked
                    yield InputError(f"the record is over {LIMIT_NAME}; what is packed with it is not read", "limit")
                    raise _NextRecord
                yield record
                if seen.swallowed:
                    raise _NextRecord
            break
        except _NextRecord:
            pass
        except GeneratorExit:
            raise
        except (OSError, ValueError, RuntimeError) as error:
            broken = InputError(f"broken: {_words(error)}")
        except BaseException as error:
            # a fault inside fastwarc comes as a panic, which is no Exception
            if type(error).__name__ != "PanicException":
                raise
            broken = InputError("broken: the record can't be read")
        if broken is not None:
            if pending is not None and last is None and own:
                yield pending
            pending, own = broken, last is None
        behind = start + 1
        if last is not None and not packed and not seen.swallowed:
            behind += min(length, 1 << 40)
        seen.swallowed = False
        following = _next_start(stream, behind, packed)
        if following is None:
            break
        start = following
    if pending is not None:
        yield pending


class _NextRecord(Exception):  # noqa: N818 (it steers, nothing failed)
    pass


class _Plain:
    """Only what fastwarc needs of a stream, each in the form it expects."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._start = stream.tell()

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def tell(self) -> int:
        return self._stream.tell() - self._start

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset + self._start if whence == 0 else offset, whence) - self._start

    def close(self) -> None:
        """The stream is its opener's."""


def _next_start(stream: BinaryIO, start: int, packed: bool) -> int | None:
    """Where the next record (or packed member that begins with one) starts, at or behind `start`."""
    marks = (_GZIP,) if packed else _STARTS
    keep = max(map(len, marks)) - 1
    stream.seek(start)
    tail = b""
    at = start
    while piece := stream.read(_CHUNK):
        window = tail + piece
        base = at - len(tail)
        begin = 0
        while True:
            hits = [hit for hit in (window.find(mark, begin) for mark in marks) if hit >= 0]
            if not hits:
                break
            hit = min(hits)
            if not packed or _is_member(stream, base + hit):
                return base + hit
            begin = hit + 1
        at = base + len(window)
        tail = window[-keep:]
        stream.seek(at)
    return None


def _is_member(stream: BinaryIO, at: int) -> bool:
    stream.seek(at)
    try:
        return zlib.decompressobj(31).decompress(stream.read(512), 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _report(record: Any, number: int, given: Given, seen: _Seen) -> Report | None:
    kind = str(record.record_type)
    headers = record.headers
    url = (headers.get("WARC-Target-URI") or "").strip("<> ") or None
    source = f"{given.source}:{number}"
    if "revisit" in kind:
        raise InputError(f"{url}: unchanged since an earlier visit", "double")
    if not any(name in kind for name in ("response", "resource", "conversion")):
        return None
    if url is not None and not url.startswith(("http://", "https://")):
        # dns: lookups, the archiver's own notes
        return None
    if record.content_length > LIMIT_BYTES:
        raise InputError(f"{url}: over {LIMIT_NAME}, the limit for one report", "limit")
    captured = headers.get("WARC-Date")
    if "response" in kind:
        body, media_type, charset = _answer(record, url, seen)
    else:
        media_type, _, rest = (headers.get("Content-Type") or "").partition(";")
        charset = rest.partition("charset=")[2].strip(' "') or None
        body = _body(record, url, None, seen)
    media_type = media_type.strip().lower()
    if media_type and media_type not in _PAGES and not ("conversion" in kind and media_type == "text/plain"):
        raise InputError(f"{url}: no web page ({media_type[:60]})", "type")
    raw = sha256(body)
    if raw in seen.pages:
        raise InputError(f"{url}: the same page as record {seen.pages[raw]}", "double")
    seen.pages[raw] = number
    try:
        if "conversion" in kind and media_type == "text/plain":
            return _conversion(body, source, given.defaults, url, captured)
        page = read_page(body, source, given.defaults, url=url, charset=charset, captured=captured, kind="warc")
    except InputError as refused:
        raise InputError(f"{url}: {refused}", refused.skipped) from None
    return page


def _conversion(body: bytes, source: str, defaults: Defaults, url: str | None, captured: str | None) -> Report:
    text = body.decode("utf-8", "replace")
    made = document(
        text, title=defaults.title, publisher=defaults.publisher, published=defaults.published, url=url
    )  # fmt: skip
    by: Any = "given" if defaults.published else None
    return Report(made, by, source, sha256(body), "warc", captured, note="text made by the archive")


def _answer(record: Any, url: str | None, seen: _Seen) -> tuple[bytes, str, str | None]:
    """The body of an HTTP answer, unpacked, its media type and charset. Raises `InputError` unless it was 200."""
    try:
        record.parse_http(auto_decode="transfer", strict_mode=False)
        headers = record.http_headers
        status = headers.status_code if headers is not None else None
    except (OSError, ValueError, RuntimeError) as error:
        raise _BrokenError(f"{url}: broken HTTP answer: {_words(error)}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise InputError(f"{url}: broken HTTP answer") from None
    if status is None:
        raise InputError(f"{url}: no HTTP answer in the record")
    if status != 200:
        raise InputError(f"{url}: status {status}", "status")
    body = _body(record, url, headers, seen)
    media_type, _, rest = (headers.get("Content-Type") or "").partition(";")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return body, media_type, charset


def _body(record: Any, url: str | None, headers: Any, seen: _Seen) -> bytes:
    """The bytes of a record, or of the HTTP answer in it, unpacked. Raises `InputError`."""
    in_pieces = headers is not None and headers.get("Transfer-Encoding") is not None
    length = record.content_length
    size = 0
    before = b""
    try:
        body = Body(headers.get("Content-Encoding") if headers is not None else None)
        while piece := record.reader.read(_PIECE):
            size += len(piece)
            if _SWALLOWED in before + piece:
                seen.swallowed = True
                raise _BrokenError(f"{url}: broken: its length leads into the next record")
            before = piece[-len(_SWALLOWED) :]
            body.add(piece)
    except InputError as refused:
        if isinstance(refused, _BrokenError):
            raise
        raise InputError(f"{url}: {refused}", refused.skipped) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise _BrokenError(f"{url}: broken: {_words(error)}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _BrokenError(f"{url}: broken: the record can't be read") from None
    if size < length and not in_pieces:
        raise _BrokenError(f"{url}: cut off after {size} of {length} bytes")
    return body.bytes()


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__

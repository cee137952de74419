"""Unpacking within bounds: what unpacks to more than it should is refused before it fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import RawIOBase
from typing import Any, BinaryIO

from .report import LIMIT_BYTES, LIMIT_NAME, InputError

MOST_RATIO = 200
"""Text packs to a tenth, a page of nothing but menus to a fiftieth; more than this is made to do harm."""
_FREE = 4_000_000
_CHUNK = 65_536
_WBITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Body:
    """Collects a body that comes in pieces, unpacked as `encoding` (of HTTP) says, up to `limit` bytes."""

    def __init__(self, encoding: str | None, limit: int = LIMIT_BYTES, limit_name: str = LIMIT_NAME) -> None:
        name = (encoding or "identity").strip().lower()
        if name not in {"identity", "", *_WBITS}:
            raise InputError(f"packed as {name[:20]!r}, which is not read")
        self._packing = name if name in _WBITS else None
        self._unpack = zlib.decompressobj(_WBITS[name]) if name in _WBITS else None
        self._parts: list[bytes] = []
        self._size = 0
        self._limit = limit
        self._over = InputError(f"over {limit_name}, the limit for one page", "limit")

    def add(self, piece: bytes) -> None:
        """Take the next piece. Raises `InputError` where it is broken or too much."""
        while piece:
            try:
                if self._unpack is None:
                    got, piece = piece, b""
                else:
                    got = self._unpack.decompress(piece, self._limit + 1 - self._size)
                    piece = self._unpack.unconsumed_tail
            except zlib.error:
                if self._packing == "deflate" and not self._size:
                    # many servers send deflate without its header
                    self._packing, self._unpack = None, zlib.decompressobj(-15)
                    continue
                raise InputError("broken packing (gzip)") from None
            self._parts.append(got)
            self._size += len(got)
            if self._size > self._limit:
                raise self._over

    def bytes(self) -> bytes:
        """All that came."""
        return b"".join(self._parts)


def unpack(pieces: Iterable[bytes], encoding: str | None) -> bytes:
    """The whole of a packed body. Raises `InputError`."""
    body = Body(encoding)
    for piece in pieces:
        body.add(piece)
    return body.bytes()


class Unzipped(RawIOBase):
    """A gzip file (of one member or many) as a stream that stops with `InputError` where it is a bomb or broken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpack: Any = zlib.decompressobj(31)
        self._rest = b""
        self._in = self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        while True:
            if not self._rest:
                self._rest = self._stream.read(_CHUNK)
                self._in += len(self._rest)
                if not self._rest:
                    if not self._unpack.eof and self._in:
                        raise InputError("the gzip file is cut off")
                    return 0
            if self._unpack.eof:
                self._rest = self._rest.lstrip(b"\x00")
                if not self._rest:
                    continue
                self._unpack = zlib.decompressobj(31)
            try:
                got = self._unpack.decompress(self._rest, size)
            except zlib.error:
                raise InputError("broken packing (gzip)") from None
            self._rest = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
            self._out += len(got)
            if self._out > max(self._in * MOST_RATIO, _FREE):
                raise InputError(f"unpacks to more than {MOST_RATIO} times its size: refused", "limit")
            if got:
                buffer[: len(got)] = got
                return len(got)

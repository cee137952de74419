"""Frozen values to bytes of a column and back. Any text survives, lone surrogates included."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from marsad.model.encoding import from_dict, to_json
from marsad.model.record import Record

T = TypeVar("T")


def pack(value: Any) -> bytes:
    """The JSON of a value, as UTF-8."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        # what has no UTF-8 form is written as an escape
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def unpack(data: bytes, kind: type[T]) -> T:
    """The value again. Raises `msgspec.ValidationError` where the bytes hold something else."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(data), kind)


def pack_text(text: str) -> bytes:
    """A text, compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack_text(data: bytes) -> str:
    """The text again, character for character."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def pack_record(record: Record) -> bytes:
    """A record as the JSON that `marsad analyze` writes, compressed; its text is stored apart."""
    return zlib.compress(to_json(replace(record, text="")).encode(), 6)


def unpack_record(data: bytes, text: str) -> Record:
    """The record again, with the text it was made from."""
    return from_dict({**json.loads(zlib.decompress(data)), "text": text})


def line(text: str | None) -> str | None:
    """A text that any database holds in a column: what can't be stored is replaced (the record keeps it).

    >>> line("خبر\\x00\\ud800")
    'خبر\ufffd\ufffd'
    """
    if text is None:
        return None
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text

"""Items of a long JSON document one after another, each with the line it begins on and the bytes it was written in.

A Telegram export is one JSON document of any size. The scanner holds one item at a time; numbers, strings and
nesting are `json`'s affair.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from .encoding import mark
from .report import LIMIT_BYTES, LIMIT_NAME, InputError

_CHUNK = 262_144
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Item:
    """A value: where it stands (keys; lists leave no trace), its line (from 1), the bytes it was read from."""

    path: tuple[str, ...]
    value: Any
    line: int
    raw: bytes


def json_items(stream: BinaryIO, into: frozenset[tuple[str, ...]]) -> Iterator[Item]:
    """The values of a document that stand at or right below the paths `into`; a list there gives its elements.

    With `{("messages",)}` the document `{"name": "x", "messages": [1, 2]}` gives "x", 1 and 2: scalars on the
    way come too, in order. The empty path is the document itself, as one value or as a list. Raises `InputError`
    where the JSON is broken (all before was given), with the line.
    """
    scanner = _Scanner(stream)
    yield from _walk(scanner, (), into)
    if scanner.peek():
        raise scanner.broken("something behind the end")


def _walk(scanner: _Scanner, path: tuple[str, ...], into: frozenset[tuple[str, ...]]) -> Iterator[Item]:
    opens = scanner.peek()
    descend = any(len(goal) > len(path) and goal[: len(path)] == path for goal in into)
    if opens == "[" and (path in into or descend):
        scanner.take()
        yield from _list(scanner, path, into)
    elif opens == "{" and descend:
        scanner.take()
        yield from _members(scanner, path, into)
    elif not opens:
        raise scanner.broken("the document ends too early")
    else:
        line = scanner.line
        value, raw = scanner.value()
        yield Item(path, value, line, raw)


def _list(scanner: _Scanner, path: tuple[str, ...], into: frozenset[tuple[str, ...]]) -> Iterator[Item]:
    if scanner.peek() == "]":
        scanner.take()
        return
    while True:
        opens = scanner.peek()
        line = scanner.line
        if opens == "{" and any(len(goal) > len(path) and goal[: len(path)] == path for goal in into):
            scanner.take()
            yield from _members(scanner, path, into)
        else:
            value, raw = scanner.value()
            yield Item(path, value, line, raw)
        if scanner.after("]"):
            return


def _members(scanner: _Scanner, path: tuple[str, ...], into: frozenset[tuple[str, ...]]) -> Iterator[Item]:
    if scanner.peek() == "}":
        scanner.take()
        return
    while True:
        key, _ = scanner.value()
        if not isinstance(key, str):
            raise scanner.broken("a key is no string")
        if scanner.peek() != ":":
            raise scanner.broken("no colon behind a key")
        scanner.take()
        yield from _walk(scanner, (*path, key), into)
        if scanner.after("}"):
            return


class _Scanner:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        head = stream.read(_CHUNK)
        found = mark(head)
        self._decoder = codecs.getincrementaldecoder(found[1] if found else "utf-8")("strict")
        self._codec = found[1] if found else "utf-8"
        self._json = json.JSONDecoder(strict=False)
        self._ended = False
        self._text = ""
        self._at = 0
        self.line = 1
        self._feed(head[len(found[0]) :] if found else head)

    def broken(self, why: str) -> InputError:
        return InputError(f"broken JSON in line {self.line}: {why}; the rest is not read")

    def peek(self) -> str:
        """The next character that is no space, or nothing at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self.line += self._text[self._at] == "\n"
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self) -> None:
        self._at += 1

    def after(self, closer: str) -> bool:
        """Behind a value: is the list or object at its end? Goes over the comma if not."""
        found = self.peek()
        if found not in (closer, ","):
            raise self.broken(f"neither a comma nor {closer!r} behind a value" if found else "it ends too early")
        self.take()
        return found == closer

    def value(self) -> tuple[Any, bytes]:
        """The next value, and the bytes it was written in."""
        self.peek()
        wanted = 2 * _CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
                # a number could go on in the next piece
                if end < len(self._text) or self._ended:
                    break
                why = ""
            except json.JSONDecodeError as error:
                why = error.msg
                if error.pos < len(self._text) - 64 and self._certain(error):
                    raise self.broken(why) from None
            except (RecursionError, ValueError):
                raise self.broken("nested too deep or a number too long") from None
            if self._ended:
                raise self.broken(why or "it ends too early")
            if len(self._text) - self._at > LIMIT_BYTES:
                raise self.broken(f"an item is over {LIMIT_NAME}")
            while len(self._text) - self._at < wanted and self._more():
                pass
            wanted *= 2
        text = self._text[self._at : end]
        self.line += text.count("\n")
        self._at = end
        return value, text.encode(self._codec, "surrogatepass")

    @staticmethod
    def _certain(error: json.JSONDecodeError) -> bool:
        # a string that has no end yet is reported at its start
        return not error.msg.startswith("Unterminated string")

    def _more(self) -> bool:
        if self._ended:
            return False
        self._feed(self._stream.read(_CHUNK))
        return True

    def _feed(self, data: bytes) -> None:
        self._ended = not data
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise self.broken("not UTF-8") from None
        self._text = self._text[self._at :] + text
        self._at = 0

"""How exports write: JSON that is always valid UTF-8, archives and files without clock or machine in them."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import IO, Any

CHUNK = 1 << 16
PINNED = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, the earliest that ZIP knows."""


def json_text(value: object, indent: int | None = None) -> str:
    """JSON in the order given. Lone surrogates, which UTF-8 can't hold, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True, indent=indent)
    return text


def json_line(value: object) -> bytes:
    """One line of JSON Lines."""
    return (json_text(value) + "\n").encode()


def json_array(head: str, items: Iterator[object], tail: str) -> Iterator[bytes]:
    """A JSON document whose last member is an array, an item a line, never held whole.

    `head` is what stands before "[", `tail` what stands behind "]".
    """
    yield (head + "[").encode()
    for number, item in enumerate(items):
        yield ((",\n" if number else "\n") + json_text(item)).encode()
    yield ("\n]" + tail + "\n").encode()


class Sink(RawIOBase):
    """A file for libraries that want to write to one; `taken` hands on what was written and forgets it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._at += len(part)
        return len(part)

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        """What was written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


class PinnedZip(zipfile.ZipFile):
    """A ZIP archive in which every file has the same date and rights, so that equal content gives equal bytes."""

    def __init__(self, file: IO[bytes] | str) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)

    @staticmethod
    def pinned(name: str) -> zipfile.ZipInfo:
        """The entry of a file."""
        info = zipfile.ZipInfo(name, PINNED)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        info.create_system = 3
        return info

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(self.pinned(name), data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        with open(filename, "rb") as source, self.open(self.pinned(arcname or Path(filename).name), "w") as target:
            shutil.copyfileobj(source, target, CHUNK)


def archive(files: Iterator[tuple[str, Iterator[bytes]]]) -> Iterator[bytes]:
    """A ZIP archive of (name, content), handed on while it is made."""
    sink = Sink()
    with PinnedZip(sink) as made:  # type: ignore[arg-type]
        for name, content in files:
            with made.open(PinnedZip.pinned(name), "w", force_zip64=True) as target:
                for chunk in content:
                    target.write(chunk)
                    if part := sink.taken():
                        yield part
    yield sink.taken()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for files in the making, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="marsad-export-") as folder:
        yield Path(folder)


def through_file(make: Callable[[Path], None]) -> Iterator[bytes]:
    """What `make` writes to a file, for formats that need one."""
    with scratch() as folder:
        path = folder / "made"
        make(path)
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk

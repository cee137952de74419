"""Bytes to text: UTF-8, UTF-16 with its mark, and the two old single-byte encodings of Arabic.

Windows-1256 and ISO-8859-6 carry no mark. They are told apart, and from every other
encoding, by how well the letters that they would give fit the letters of Arabic prose:
mean log2 probability is near -4.4 for the right reading and below -5.8 for wrong ones
(Russian, Greek, Hebrew, Thai, Chinese and French in their encodings were tried, as was
Arabic read by the other of the two).
"""

from __future__ import annotations

import codecs
import math
import re
from contextlib import suppress

from marsad.text.characters import is_arabic

from .report import InputError

# letters of Arabic newspaper prose, per mille
_FREQUENCIES = {
    "ا": 166.5, "ل": 115.5, "ي": 79.7, "م": 61.8, "و": 55.2, "ن": 54.1, "ر": 49.5, "ت": 43.6, "ب": 35.2,
    "ة": 32.0, "ع": 31.3, "د": 30.7, "س": 25.8, "ف": 25.7, "ه": 22.9, "ق": 22.7, "ك": 18.4, "ح": 17.4,
    "ج": 14.5, "أ": 10.2, "ش": 10.1, "ط": 9.3, "ص": 8.9, "خ": 7.5, "ى": 7.4, "ز": 6.3, "ض": 6.3, "ث": 5.9,
    "ذ": 5.8, "ئ": 4.4, "غ": 4.4, "إ": 4.2, "ء": 3.0, "ظ": 2.0, "ؤ": 1.2, "آ": 0.6,
}  # fmt: skip
_FIT = {letter: math.log2(share / 1000) for letter, share in _FREQUENCIES.items()}
_MARKS_OF_PROSE = "،؛؟«»“”‘’–—…\u00a0\u200c\u200d\u200e\u200f\u0640" + "".join(map(chr, range(0x64B, 0x653)))
_FIT |= dict.fromkeys(_MARKS_OF_PROSE, -5.0)
_FOREIGN = -12.0
_LEAST_FIT = -5.3
_OLD_ENCODINGS = ("cp1256", "iso8859-6")
_SAMPLE = 200_000
_MOST_BROKEN = 0.002

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)


def binary_kind(data: bytes) -> str | None:
    """What kind of binary file begins like this, if one does; text gives None.

    >>> binary_kind(b"%PDF-1.7 ...")
    'a PDF file'
    """
    for magic, name in _BINARY:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP image"
    if data[4:8] == b"ftyp":
        return "a video or image container"
    if mark(data) is None and b"\x00" in data:
        return "binary data, or UTF-16 without its byte order mark"
    return None


def mark(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark at the start and the encoding that it announces."""
    return next(((bom, name) for bom, name in _MARKS if data.startswith(bom)), None)


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark and otherwise untouched (newlines included).

    Raises `InputError` for binary data and for encodings that are not read.

    >>> decode("خبر عاجل".encode("cp1256")), decode("خبر عاجل".encode("utf-16"))
    ('خبر عاجل', 'خبر عاجل')
    """
    kind = binary_kind(data)
    if kind is not None:
        raise InputError(f"not text: {kind}")
    found = mark(data)
    if found is not None:
        bom, name = found
        try:
            return data[len(bom) :].decode(name)
        except UnicodeDecodeError as error:
            raise InputError(f"marked as {name[:6].upper()} and broken at byte {len(bom) + error.start}") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        old = _old_encoding(data)
        if old is None:
            raise InputError(
                f"not UTF-8 (byte {error.start}), nor Windows-1256 or ISO-8859-6 Arabic; save it as UTF-8"
            ) from None
        return data.decode(old)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of an HTML page or XML document. `charset` is what the server said.

    A byte order mark decides. Arabic letters in valid UTF-8 are no accident, whatever is declared; then count
    the server's word, the document's own, and the letters. A few broken bytes in a page of UTF-8 are replaced.
    """
    as_declared: str | None = None
    if mark(data) is None and binary_kind(data) is None:
        found = _CHARSET.search(data[:4096])
        for name in ("utf-8", charset, found and found[1].decode("ascii")):
            # a page that declares wrongly is read by its letters; some names of codecs are no encodings at all
            with suppress(LookupError, ValueError, AssertionError, TypeError):
                text = data.decode(name) if name else ""
                if any(map(is_arabic, text)):
                    return text
                as_declared = text or as_declared
    try:
        return decode(data)
    except InputError:
        lenient = data.decode("utf-8", "replace")
        if binary_kind(data) is None and any(map(is_arabic, lenient)):
            if lenient.count("\ufffd") <= max(3, len(lenient) * _MOST_BROKEN):
                return lenient
        if as_declared is None:
            raise
        return as_declared


def fit(text: str) -> float:
    """How well the letters beyond ASCII fit Arabic prose: mean log2 probability (-4.4 is typical, -12 the worst)."""
    high = [c for c in text if c > "\x7f"]
    return sum(_FIT.get(c, _FOREIGN) for c in high) / len(high) if high else _FOREIGN


def _old_encoding(data: bytes) -> str | None:
    best, best_fit = None, _LEAST_FIT
    for name in _OLD_ENCODINGS:
        try:
            data.decode(name)
            found = fit(data[:_SAMPLE].decode(name))
        except UnicodeDecodeError:
            continue
        if found > best_fit:
            best, best_fit = name, found
    return best

"""Cells of spreadsheets: several values in one, and nothing that a spreadsheet would run.

Several values are parted by " | "; a "|" or "\\" inside a value is written with a "\\" before it. Text that a
spreadsheet would take for a formula (it begins with = + - @ or their full-width forms, a tab or a line break) gets
an apostrophe before it, and text that begins with an apostrophe another one, so that reading it back takes off
exactly one. No other character is added: direction marks are left to the program that shows the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = " | "
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def joined(values: Iterable[str | None]) -> str:
    """Several values as one cell.

    >>> joined(["Tripoli", None, "a|b"])
    'Tripoli |  | a\\\\|b'
    """
    return SEPARATOR.join((v or "").replace("\\", "\\\\").replace("|", "\\|") for v in values)


def parted(cell: str) -> list[str]:
    """The values of a cell.

    >>> parted(joined(["Tripoli", "", "a|b"]))
    ['Tripoli', '', 'a|b']
    """
    # a "|" of a value has a "\\" before it, never a space
    return [re.sub(r"\\(.)", r"\1", v, flags=re.DOTALL) for v in cell.split(SEPARATOR)] if cell else []


def safe(text: str) -> str:
    """Text that no spreadsheet runs as a formula.

    >>> safe("=HYPERLINK(1)"), safe("خبر"), safe("-33.9")
    ("'=HYPERLINK(1)", 'خبر', '-33.9')
    """
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def unsafe(cell: str) -> str:
    """The text as it was.

    >>> unsafe(safe("=1")), unsafe("'tis")
    ('=1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, as U+FFFD.

    >>> encodable("a\\ud800")
    'a�'
    """
    return _SURROGATES.sub("\ufffd", text)


def printable(text: str) -> str:
    """The text without what XML, HTML and spreadsheets forbid; as long as it was, so that offsets stay right.

    >>> printable("a\\x07b\\ud800")
    'a�b�'
    """
    return _UNPRINTABLE.sub("\ufffd", text)

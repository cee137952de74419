"""Reading the tables under `data/`: tab-separated, one header line, `|` between values.

Loading is strict: a row with a wrong number of cells, or a character that ordinary text
never has, stops the program with the file and line, since a silent gap in a lexicon looks
like a fault of the analysis.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
_FORBIDDEN = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\u0640\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\u06a9\u06cc]")


class TableError(ValueError):
    """A table under `data/` is malformed; the message names file and line."""


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as packed:
            yield from packed
    else:
        with path.open(encoding="utf-8") as plain:
            yield from plain


@lru_cache(maxsize=256)
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """All rows of `data/<name>` as column -> cell (empty string where the cell is empty).

    Lines starting with `#` are comments. Raises `TableError`.
    """
    path = DATA / name
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate(_lines(path), 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        if found := _FORBIDDEN.search(line):
            raise TableError(f"{path}:{number}: character U+{ord(found[0]):04X} never matches ordinary text")
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise TableError(f"{path}:{number}: {len(cells)} cells under {len(header)} headings")
        cells += [""] * (len(header) - len(cells))
        rows.append(dict(zip(header, cells, strict=True)))
    if header is None:
        raise TableError(f"{path}: no header line")
    return tuple(rows)


def values(cell: str) -> list[str]:
    """The values of a multi-valued cell.

    >>> values("روسيا|روسيا الاتحادية")
    ['روسيا', 'روسيا الاتحادية']
    """
    return [v.strip() for v in cell.split("|") if v.strip()]

"""XLSX: all tables as sheets of one workbook, with a first sheet that says what it is.

Cells hold text as text, so nothing is run; a cell that looks like a formula is marked as quoted, so that it
stays text when it is edited. What a sheet can't hold is changed and documented: control characters become
U+FFFD, text beyond 32,767 characters is cut with "…". Sheets go on in another one after 1,048,576 rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from .cells import joined, printable
from .output import PinnedZip, through_file
from .reading import CREED, Options, Readable
from .tables import TABLES, Row, Table, actor_row

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_FIRST_DAY = "1900-03-01"
"""Before it Excel's calendar has a day that never was; earlier days are written as text."""
_WIDTHS = {"text": 22, "integer": 9, "number": 11, "boolean": 9, "date": 12}


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The workbook. The desk is read once, so that the sheets agree with each other."""

    def make(path: Path) -> None:
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        _about(book)
        sheets = {t.name: _Sheet(book, t) for t in TABLES.values()}
        for story in desk.all_stories(options.filters):
            for sheet in sheets.values():
                if sheet.table.rows is not None:
                    sheet.add(sheet.table.rows(story))
        sheets["actors"].add(map(actor_row, desk.all_actors()))
        _save(book, path)

    yield from through_file(make)


def _about(book: Workbook) -> None:
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["C"].width = 100
    sheet.append([CREED])
    sheet.append(["Several values of a cell are parted by ' | '. Days are local days. Offsets count code points."])
    sheet.append([])
    sheet.append(["Sheet", "Column", "Meaning"])
    for table in TABLES.values():
        for column in table.columns:
            sheet.append([table.name, column.name, column.means])


class _Sheet:
    """A table's sheet, and its continuations."""

    def __init__(self, book: Workbook, table: Table) -> None:
        from openpyxl.cell import WriteOnlyCell

        self.book, self.table, self.new_cell = book, table, WriteOnlyCell
        self.parts = 0
        self._open()

    def _open(self) -> None:
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self.parts += 1
        self.sheet = self.book.create_sheet(self.table.name.capitalize() + (f" {self.parts}" if self.parts > 1 else ""))
        self.sheet.freeze_panes = "A2"
        for number, column in enumerate(self.table.columns, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[column.kind]
        heading = []
        for column in self.table.columns:
            cell = self.new_cell(self.sheet, column.name)
            cell.font = Font(bold=True)
            heading.append(cell)
        self.sheet.append(heading)
        self.rows = 1

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if self.rows == MOST_ROWS:
                self._open()
            self.sheet.append([self._cell(c.kind, v) for c, v in zip(self.table.columns, row, strict=True)])
            self.rows += 1

    def _cell(self, kind: str, value: Any) -> Any:
        if isinstance(value, tuple):
            value = joined(value)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        if kind == "date" and value >= _FIRST_DAY:
            cell = self.new_cell(self.sheet, date.fromisoformat(value))
            cell.number_format = "yyyy-mm-dd"
            return cell
        text = printable(value)
        if len(text) > MOST_CHARACTERS:
            text = text[: MOST_CHARACTERS - 1] + "…"
        if text[0] not in "=+-@":
            return text
        cell = self.new_cell(self.sheet, text)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell


def _save(book: Workbook, path: Path) -> None:
    """As openpyxl saves, without the time of day."""
    from openpyxl.writer.excel import ExcelWriter
    from openpyxl.xml.constants import ARC_CORE
    from openpyxl.xml.functions import tostring

    class Pinned(PinnedZip):
        def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
            if zinfo_or_arcname == ARC_CORE:
                day = datetime(1980, 1, 1)
                book.properties.created = book.properties.modified = day
                book.properties.creator = "Marsad"
                book.properties.description = CREED
                data = tostring(book.properties.to_tree())
            super().writestr(zinfo_or_arcname, data)

    ExcelWriter(book, Pinned(str(path))).save()

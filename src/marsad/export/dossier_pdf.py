"""A dossier as PDF, set with fpdf2 and HarfBuzz: Arabic and Latin in one line, words that can be copied and searched.

Needs no program of the system. The typeface is Amiri (SIL Open Font License), from the package fontpkg-amiri: it
sets lam-alef and its like from separate glyphs, so that quotations copied out of the file are the report's words.
What the typeface has no glyph for is printed as a hollow square; the text and its SHA-256 are those of the desk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from .cells import encodable
from .dossier import Dossier, Facts, FrozenText, Grid, Heading, Lines, Paragraph, Quotation, dossier
from .dossier_words import heading
from .reading import Options, Readable

_PINNED = datetime(1980, 1, 1, tzinfo=UTC)
"""The date in the file: equal dossiers are equal files."""
_DARK, _SOFT, _RULE = (20, 80, 92), (80, 87, 94), (201, 214, 217)
_WASH, _HEAD = (245, 248, 249), (238, 244, 245)
_MARGIN = 18.0
_LABEL = 40.0
_GAP = 4.0
_PAD = 1.2
_ROW_LINES = 24
"""Lines of a table's row; a longer one goes on in the next row."""
_MISSING = "\u25a1"


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The dossier of `options.of`."""
    content = dossier(desk, options)
    # set twice: the first time only counts the pages
    pages = _set(content, 0).page
    yield bytes(_set(content, pages).output())


def _set(content: Dossier, pages: int) -> Any:
    sheet = _Sheet(content, pages)
    sheet.title()
    for block in content.blocks:
        sheet.block(block)
    return sheet.pdf


@lru_cache(maxsize=1)
def _fonts() -> tuple[str, str]:
    import fontpkg_amiri

    folder = fontpkg_amiri.ROOT / "files"
    return str(folder / "Amiri-Regular.ttf"), str(folder / "Amiri-Bold.ttf")


def _is_rtl(text: str) -> bool:
    """The direction of a line is that of its first letter."""
    return next((unicodedata.bidirectional(c) in "RAL" for c in text if unicodedata.bidirectional(c) in "LRAL"), False)


class _Sheet:
    """The pages in the making. Widths and heights are millimetres, sizes of type points."""

    def __init__(self, content: Dossier, pages: int) -> None:
        from fpdf import FPDF

        self.content, self.rtl = content, content.language == "ar"

        class Paper(FPDF):
            def footer(paper) -> None:  # noqa: N805
                self._set(8, colour=_SOFT)
                ends = ("R", "L") if self.rtl else ("L", "R")
                number = f"{paper.page_no()} / {pages}"
                for text, align in ((content.ident, ends[0]), (content.creed, "C"), (number, ends[1])):
                    paper.set_y(-13)
                    paper.cell(0, 5, self._clean(text), align=align)

        self.pdf: Any = Paper(format="A4")
        regular, bold = _fonts()
        self.pdf.add_font("Amiri", "", regular)
        self.pdf.add_font("Amiri", "B", bold)
        self.pdf.set_text_shaping(True)
        self.pdf.set_margins(_MARGIN, 16, _MARGIN)
        self.pdf.set_auto_page_break(True, 18)
        self.pdf.set_creation_date(_PINNED)
        self.pdf.set_title(f"{content.kind}: {content.title}")
        self.pdf.set_creator("Marsad")
        self.pdf.set_subject(content.creed)
        self.pdf.set_lang(content.language)
        face: Any = self.pdf.fonts["amiri"]
        self.known = frozenset(face.cmap)
        self.links: dict[str, Any] = {}
        self.pdf.add_page()
        self.width = self.pdf.epw

    # --- blocks

    def title(self) -> None:
        self._set(9.5, bold=True, colour=_DARK)
        self._text(self.content.kind)
        self._set(18, bold=True)
        self._text(self.content.title, height=9)
        self._set(9.5, colour=_SOFT)
        self._text(self.content.creed)
        self.pdf.set_draw_color(*_DARK)
        self.pdf.set_line_width(0.5)
        y = self.pdf.get_y() + 2
        self.pdf.line(_MARGIN, y, _MARGIN + self.width, y)
        self.pdf.set_line_width(0.2)
        self.pdf.set_y(y + 3)

    def block(self, block: object) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Facts(rows):
                for label, values in rows:
                    self._fact(label, values)
                self.pdf.ln(1.5)
            case Grid(head, rows):
                self._grid(head, rows)
            case Quotation():
                self._quotation(block)
            case FrozenText(_, text, _):
                self._frozen(text)
            case Paragraph(text):
                self._set(11)
                self._text(text)
                self.pdf.ln(1)

    def _heading(self, block: Heading) -> None:
        size, space = {2: (14.0, 6.0), 3: (12.0, 4.0)}.get(block.level, (11.0, 2.5))
        self._room(space + 22)
        self.pdf.ln(space)
        if block.anchor:
            self.pdf.set_link(self._link(block.anchor), page=self.pdf.page, y=self.pdf.get_y())
        self.pdf.start_section(self._clean(block.text), level=block.level - 2)
        self._set(size, bold=True, colour=_DARK if block.level == 2 else (27, 31, 35))
        self._text(block.text, height=size * 0.55)
        if block.level == 2:
            self.pdf.set_draw_color(*_RULE)
            self.pdf.line(_MARGIN, self.pdf.get_y() + 0.5, _MARGIN + self.width, self.pdf.get_y() + 0.5)
            self.pdf.ln(2.5)

    def _fact(self, label: str, values: Lines) -> None:
        self._set(10.5)
        room = self.width - _LABEL - _GAP
        tall = max(self._tall(values, room, 6), self._tall((label,), _LABEL, 6))
        self._room(min(tall, 40))
        y, page = self.pdf.get_y(), self.pdf.page
        self._set(10.5, colour=_SOFT)
        self._lines((label,), self._column(0, _LABEL), _LABEL, 6, y)
        below = self.pdf.get_y()
        self._set(10.5)
        self._lines(values, self._column(_LABEL + _GAP, room), room, 6, y)
        if self.pdf.page == page:
            self.pdf.set_y(max(below, self.pdf.get_y()))

    def _grid(self, head: Lines, rows: Iterable[tuple[Lines, ...]]) -> None:
        listed = [part for row in rows for part in _parts(row)]
        widths = self._widths(head, listed)
        self._row(tuple((h,) for h in head), widths, bold=True)
        for row in listed:
            self._set(9.5)
            if self.pdf.get_y() + self._row_height(row, widths) > self.pdf.page_break_trigger:
                self.pdf.add_page()
                self._row(tuple((h,) for h in head), widths, bold=True)
            self._row(row, widths)
        self.pdf.ln(2)

    def _widths(self, head: Lines, rows: list[tuple[Lines, ...]]) -> list[float]:
        """Columns share the width by what their words need, none less than a tenth of it."""
        self._set(9.5)
        need = []
        for n, name in enumerate(head):
            longest = max((self.pdf.get_string_width(self._clean(v)) for row in rows for v in row[n]), default=0.0)
            need.append(min(max(longest, self.pdf.get_string_width(self._clean(name))), 90.0) + 2 * _PAD + 1)
        least = self.width / 10
        need = [max(n, least) for n in need]
        return [n * self.width / sum(need) for n in need]

    def _row_height(self, row: tuple[Lines, ...], widths: list[float]) -> float:
        return max(self._tall(c, w - 2 * _PAD, 5.2) for c, w in zip(row, widths, strict=True)) + 2 * _PAD

    def _row(self, row: tuple[Lines, ...], widths: list[float], *, bold: bool = False) -> None:
        self._set(9.5, bold=bold)
        tall = self._row_height(row, widths)
        self._room(tall)
        y, start = self.pdf.get_y(), 0.0
        self.pdf.set_draw_color(*_RULE)
        self.pdf.set_fill_color(*_HEAD)
        for lines, width in zip(row, widths, strict=True):
            x = self._column(start, width)
            self.pdf.rect(x, y, width, tall, style="DF" if bold else "D")
            self._lines(lines, x + _PAD, width - 2 * _PAD, 5.2, y + _PAD)
            start += width
        self.pdf.set_y(y + tall)

    def _quotation(self, block: Quotation) -> None:
        said = f"{heading('quotation', self.content.language)}: {block.place}"
        room = self.width - 8
        self._set(11)
        self._room(min(self._tall((block.exact,), room, 6.6) + 9, 60))
        top, page = self.pdf.get_y(), self.pdf.page
        inner = self._column(5, room)
        self._lines((block.exact,), inner, room, 6.6, top + 1, own_side=True)
        self._set(8.5, colour=_SOFT)
        self._lines((said,), inner, room, 4.6, self.pdf.get_y(), link=self._link(block.report))
        bottom = self.pdf.get_y() + 0.5
        if self.pdf.page == page:
            self.pdf.set_fill_color(*_DARK)
            self.pdf.rect(self._column(0, 0.9), top, 0.9, bottom - top, style="F")
        self.pdf.set_y(bottom + 2)

    def _frozen(self, text: str) -> None:
        self.pdf.ln(1)
        for line in text.split("\n"):
            self._set(11)
            if line.strip():
                self._lines((line,), _MARGIN, self.width, 6.6, self.pdf.get_y(), own_side=True)
            self.pdf.ln(1.5)

    # --- lines

    def _set(self, size: float, *, bold: bool = False, colour: tuple[int, int, int] = (27, 31, 35)) -> None:
        self.pdf.set_font("Amiri", "B" if bold else "", size)
        self.pdf.set_text_color(*colour)

    def _text(self, text: str, height: float = 6.2) -> None:
        self._lines((text,), _MARGIN, self.width, height, self.pdf.get_y())

    def _column(self, start: float, width: float) -> float:
        """Where something begins that stands `start` from the side where lines begin."""
        return _MARGIN + (self.width - start - width if self.rtl else start)

    def _lines(
        self, lines: Lines, x: float, width: float, height: float, y: float, *, own_side: bool = False, link: Any = ""
    ) -> None:
        """Each line with its own direction; set against the page's side, or that of its own direction."""
        self.pdf.set_y(y)
        for line in lines:
            right = _is_rtl(line) if own_side else self.rtl
            self.pdf.set_x(x)
            self.pdf.multi_cell(
                width, height, self._clean(line), align="R" if right else "L", new_x="LMARGIN", new_y="NEXT",
                padding=0, link=link,
            )  # fmt: skip

    def _tall(self, lines: Lines, width: float, height: float) -> float:
        count = 0
        for line in lines:
            count += len(self.pdf.multi_cell(width, height, self._clean(line), dry_run=True, output="LINES"))
        return max(count, 1) * height

    def _room(self, height: float) -> None:
        """A new page where this one has no room for it."""
        if self.pdf.get_y() + height > self.pdf.page_break_trigger:
            self.pdf.add_page()

    def _link(self, anchor: str) -> Any:
        if anchor not in self.links:
            self.links[anchor] = self.pdf.add_link()
        return self.links[anchor]

    def _clean(self, text: str) -> str:
        """What the typeface can set: invisible marks that it lacks go, other characters become a square."""
        out = []
        for c in encodable(text):
            if ord(c) in self.known:
                out.append(c)
            elif unicodedata.category(c) not in ("Cf", "Cc"):
                out.append(_MISSING if ord(_MISSING) in self.known else "?")
        return "".join(out)


def _parts(row: tuple[Lines, ...]) -> Iterator[tuple[Lines, ...]]:
    """A row in pieces of as many lines as stand well on a page."""
    most = max((len(c) for c in row), default=0)
    cut: Callable[[Lines, int], Lines] = lambda c, n: c[n : n + _ROW_LINES]  # noqa: E731
    for n in range(0, max(most, 1), _ROW_LINES):
        yield tuple(cut(c, n) for c in row)

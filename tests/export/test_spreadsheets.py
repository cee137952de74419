"""CSV, XLSX and the data package: read by others, and nothing in them runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.desk import Desk
from marsad.export import cells, xlsx
from marsad.export.csv import written
from marsad.export.tables import TABLES, Table, columns

from .readers import made

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(TEXT, min_size=1).filter(lambda values: values != [""]))
def test_several_values_are_parted_again(values: list[str]) -> None:
    assert cells.parted(cells.joined(values)) == values


@given(TEXT)
def test_a_safe_cell_begins_no_formula_and_is_undone(text: str) -> None:
    cell = cells.safe(text)
    assert cells.unsafe(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or cell[1:].replace(".", "", 1).isdigit()


@given(st.lists(st.tuples(TEXT, st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))))
def test_any_text_stays_in_its_cell(content: list[tuple[str, Any]]) -> None:
    table = Table("t", "T", columns("a = text", "b:number = number"), None)
    data = b"".join(written(table, content)).decode("utf-8-sig")
    head, *body = csv.reader(io.StringIO(data, newline=""))
    assert head == ["a", "b"]
    assert [(cells.unsafe(a), b) for a, b in body] == [(a, "" if b is None else str(b)) for a, b in content]


def test_csv_of_the_desk(desk: Desk) -> None:
    text = made(desk, "csv").decode("utf-8-sig")
    assert text.count("\r\n") >= 10
    rows = {row["event"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["r-02#V1"]["title"] == '\'=HYPERLINK("x")'
    assert rows["r-06#V1"]["publisher"] == "'+وكالة الجنوب"
    assert rows["r-09#V1"]["publisher"] == "'@الساحل"
    assert rows["r-05#V1"]["publisher"] == "موقع النيل | أخبار"  # one value: no list, no escape
    for row in rows.values():
        assert not [v for v in row.values() if v.startswith(("=", "+", "@"))]


@pytest.fixture(scope="module")
def package(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(made(desk, "datapackage"))) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    from frictionless import Package

    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "note"])[:5]
    assert [t.name for t in report.tasks] == list(TABLES)
    assert all(t.stats["rows"] for t in report.tasks), [t.stats for t in report.tasks]


def test_frictionless_finds_what_is_wrong(package: Path, tmp_path: Path) -> None:
    """The check above can fail: an event of no story, a day that is none."""
    from frictionless import Package

    for file in package.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    broken = (tmp_path / "quotes.csv").read_text("utf-8").replace("r-01#V1", "r-99#V1", 1)
    (tmp_path / "quotes.csv").write_text(broken, "utf-8")
    events = (tmp_path / "events.csv").read_text("utf-8").replace("2025-03-04", "2025-13-04", 1)
    (tmp_path / "events.csv").write_text(events, "utf-8")
    errors = Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])
    assert {e[0] for e in errors} >= {"foreign-key", "type-error"}


def test_the_package_describes_every_column(package: Path) -> None:
    data = json.loads((package / "datapackage.json").read_text("utf-8"))
    for resource, table in zip(data["resources"], TABLES.values(), strict=True):
        assert [f["name"] for f in resource["schema"]["fields"]] == [c.name for c in table.columns]
        assert all(f["description"] for f in resource["schema"]["fields"])


def test_workbook(desk: Desk) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(made(desk, "xlsx")))
    assert book.sheetnames == ["About", *(t.capitalize() for t in TABLES)]
    assert book["About"]["A1"].value == "Marsad records what reports say, never what is true."
    events = book["Events"]
    head = {c.value: n for n, c in enumerate(events[1])}
    rows = {row[head["event"]].value: row for row in events.iter_rows(min_row=2)}
    title = rows["r-02#V1"][head["title"]]
    assert (title.value, title.data_type) == ('=HYPERLINK("x")', "s")
    assert title.quotePrefix
    assert not [c for row in rows.values() for c in row if c.data_type == "f"]
    assert rows["r-01#V1"][head["earliest"]].value == datetime(2025, 3, 4)
    assert rows["r-01#V1"][head["earliest"]].number_format == "yyyy-mm-dd"
    assert isinstance(rows["r-01#V1"][head["latitude"]].value, float)
    assert events.freeze_panes == "A2"
    assert "\ufffd" in rows["r-09#V1"][head["title"]].value


def test_workbook_beyond_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook, load_workbook

    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    book = Workbook(write_only=True)
    sheet = xlsx._Sheet(book, Table("events", "T", columns("a = text", "b:date = day"), None))
    sheet.add([("x" * 40_000, "1899-12-31"), ("\x00=", date(2025, 3, 4).isoformat()), ("c", None), ("d", None)])
    xlsx._save(book, tmp_path / "made.xlsx")
    read = load_workbook(tmp_path / "made.xlsx")
    assert read.sheetnames == ["Events", "Events 2"]
    assert len(read["Events"]["A2"].value) == xlsx.MOST_CHARACTERS
    assert read["Events"]["A2"].value.endswith("…")
    assert read["Events"]["B2"].value == "1899-12-31"
    assert read["Events"]["A3"].value == "\ufffd="
    assert [r[0].value for r in read["Events 2"].iter_rows(min_row=2)] == ["c", "d"]

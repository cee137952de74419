"""What holds for the bytes of every format: equal desks give equal bytes, unknown formats are named."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet
import pytest

from marsad.desk import Desk
from marsad.export import FORMATS, Options, Readable, UnknownFormatError, export
from marsad.export.cells import encodable, printable
from marsad.export.output import json_array, json_line

PLAIN = [name for name, form in FORMATS.items() if not form.of]


@pytest.mark.parametrize("name", PLAIN)
def test_twice_the_same_bytes(desk: Readable, name: str) -> None:
    first = b"".join(export(name, desk, Options()))
    assert first
    assert first == b"".join(export(name, desk, Options()))


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormatError, match="'cvs': one of jsonl, "):
        export("cvs", None)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PLAIN)
def test_an_empty_desk_gives_a_valid_file(name: str, tmp_path: Path) -> None:
    """Nothing to tell is no error, and no broken file."""
    with Desk(tmp_path / "empty.db") as empty:
        data = b"".join(export(name, empty))
    suffix = FORMATS[name].suffix
    if suffix.endswith(".zip"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    elif suffix.endswith(("geojson", ".jsonld")):
        assert json.loads(data)
    elif suffix == ".xlsx":
        assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0] == "About"
    elif suffix == ".parquet":
        assert pyarrow.parquet.read_table(io.BytesIO(data)).num_rows == 0
    elif suffix == ".graphml":
        assert ElementTree.fromstring(data).tag.endswith("graphml")
    else:
        assert len(data.splitlines()) == (0 if suffix.endswith(".jsonl") else 1)


def test_lone_surrogates_and_control_characters_break_no_file() -> None:
    assert json_line({"a": "\ud800"}) == b'{"a": "\\ud800"}\n'
    assert b"".join(json_array("", iter([]), "")) == b"[\n]\n"
    assert encodable("\udcff") == printable("\x00") == "\ufffd"

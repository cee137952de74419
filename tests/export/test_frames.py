"""Data frames hold the same as the tables."""

from __future__ import annotations

import builtins
import sys
from datetime import date
from typing import Any

import pytest

from marsad.desk import Desk
from marsad.export import Options, frames
from marsad.export.tables import TABLES, rows
from marsad.model.views import Filters


@pytest.mark.parametrize("name", frames.NAMES)
def test_both_kinds_hold_the_table(desk: Desk, name: str) -> None:
    table = TABLES[name]
    content = list(rows(desk, table, Options()))
    pandas = frames.table(desk, name)
    polars = frames.table(desk, name, kind="polars")
    assert list(pandas.columns) == polars.columns == [c.name for c in table.columns]
    assert len(pandas) == len(polars) == len(content)
    for number, column in enumerate(table.columns):
        ours = [row[number] for row in content]
        theirs = polars[column.name].to_list()
        if column.kind == "date":
            assert [d and d.isoformat() for d in theirs] == ours
            assert [d and d.isoformat() for d in pandas[column.name]] == ours
        else:
            assert [tuple(v) if isinstance(v, list) else v for v in theirs] == ours


def test_types(desk: Desk) -> None:
    import polars as pl

    events = frames.events(desk, kind="polars")
    assert events.schema["earliest"] == pl.Date
    assert events.schema["actor"] == pl.List(pl.String)
    assert events.schema["latitude"] == pl.Float64
    row = frames.events(desk, Filters(type=("PROTEST",))).iloc[0]
    assert row["earliest"] == date(2024, 3, 1)
    assert list(row["amounts"]) == ["مئات المواطنين"]
    assert len(frames.stories(desk)) == sum(1 for _ in desk.all_stories())
    assert len(frames.actors(desk)) == sum(1 for _ in desk.all_actors())


def test_the_exported_names_are_there() -> None:
    assert all(hasattr(frames, name) for name in frames.__all__)
    import marsad.export as package

    assert all(hasattr(package, name) for name in package.__all__)


def test_a_missing_library_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "polars":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match="pip install polars"):
        frames.events(desk, kind="polars")
    with pytest.raises(ValueError, match="'arrow' of data frame"):
        frames.events(desk, kind="arrow")  # type: ignore[call-overload]

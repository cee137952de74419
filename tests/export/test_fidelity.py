"""What survives each format, found out by reading it back; docs/exports.md has the same table."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from marsad.desk import Desk
from marsad.export import FORMATS

from .readers import READERS, made, said

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
KEPT, PARTLY, LOST = "yes", "partly", "–"
EMPTY = (None, (), "")


def survival(ours: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]) -> dict[str, str]:
    """For each field: everywhere, somewhere, nowhere. Accounts where the field is empty tell nothing."""
    found = {}
    for field in next(iter(ours.values())):
        telling = [ref for ref, fields in ours.items() if fields[field] not in EMPTY]
        assert telling, f"no account of the tests has the field {field}"
        kept = sum(_order(field, theirs.get(ref, {}).get(field)) == _order(field, ours[ref][field]) for ref in telling)
        found[field] = KEPT if kept == len(telling) else PARTLY if kept else LOST
    return found


def _order(field: str, value: Any) -> Any:
    """The order of participants has no meaning, that of a chain has."""
    return sorted(value) if field == "their ids" and value else value


def table(desk: Desk) -> str:
    ours = said(desk)
    columns = {name: survival(ours, read(made(desk, name), desk)) for name, read in READERS.items()}
    lines = [f"| | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
    for field in next(iter(columns.values())):
        lines.append(f"| {field} | {' | '.join(c[field] for c in columns.values())} |")
    return "\n".join(lines)


def test_every_format_is_read_back() -> None:
    # the network has no tellings, the gold has only what people decided
    assert {n for n, f in FORMATS.items() if not f.of} - set(READERS) == {"graphml", "gold"}


def test_the_table_in_the_documentation_is_what_is_found(desk: Desk) -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"<!-- fidelity:begin -->\n(.*?)\n<!-- fidelity:end -->", text, re.DOTALL)
    assert found
    now = table(desk)
    assert found[1].strip() == now, f"put this into docs/exports.md:\n{now}"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("name", FORMATS)
def test_no_time_zone_moves_a_day(desk: Desk, name: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.export import Options, export

    of = next(s.line.id for s in desk.all_stories() if s.line.type == "CONSULT") if FORMATS[name].of else None
    options = Options(of=of)
    ours = said(desk)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        there = b"".join(export(name, desk, options))
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        here = b"".join(export(name, desk, options))
        assert here == there
        if name in READERS:
            for ref, fields in READERS[name](here, desk).items():
                days = ours[ref]["days"]
                assert "days" not in fields or fields["days"][0] == days[0] or name in ("acled", "timemap", "ftm")
                assert fields.get("day of publication") in (None, ours[ref]["day of publication"])
    finally:
        monkeypatch.undo()
        time.tzset()

"""A desk with the records of `records.jsonl` in it, and some decisions.

The reports are invented, each with something awkward: r-02 reprints r-01 and has a headline that looks like a formula,
r-05 gives another number than r-04, r-06 denies both, r-07 only announces, r-09 is told sceptically, with a control
character and a picture in its headline, r-10 counts, r-11 begins with an empty line. Their records were made by the
analysis once and are kept, so that these tests are about the exports alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.desk import Desk
from marsad.model.encoding import from_dict

RECORDS = Path(__file__).with_name("records.jsonl")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    lines = RECORDS.read_text(encoding="utf-8").splitlines()
    records = [from_dict(json.loads(line)) for line in lines]
    with Desk(tmp_path_factory.mktemp("desk") / "marsad.db") as made:
        for outcome in made.add_records(((r, f"{r.id}.txt") for r in records), analyser="kept"):
            assert outcome.status == "added", outcome
        made.judge("accept", "r-01#V1", by="هدى", note="=1+1")
        made.judge("correct", "r-08#V1", by="هدى", field="mode", value=json.dumps("riot"))
        made.judge("same-text", "r-02", "r-01", by="سامي")
        made.judge("reject", "r-05#V1", by="سامي")
        yield made

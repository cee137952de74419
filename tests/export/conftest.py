"""A desk with the reports of `reports.py` in it, and some decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from marsad.desk import Desk

from .reports import REPORTS


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "marsad.db") as made:
        for outcome in made.add_documents((d, "given", f"{d.id}.txt") for d in REPORTS):
            assert outcome.status == "added", outcome
        made.judge("accept", "r-01#V1", by="هدى", note="=1+1")
        made.judge("correct", "r-08#V1", by="هدى", field="mode", value=json.dumps("riot"))
        made.judge("same-text", "r-02", "r-01", by="سامي")
        made.judge("reject", "r-05#V1", by="سامي")
        yield made

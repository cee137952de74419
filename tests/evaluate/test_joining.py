"""Records that say what the gold says, joined in memory, and scored: on four reports of the corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.evaluate import load_gold, load_stories, score_stories
from marsad.evaluate.disputes import score_disputes
from marsad.evaluate.joining import join, said_stories
from marsad.evaluate.perfect import event_key, perfect_record
from marsad.evaluate.said import read_analysis
from marsad.model.encoding import to_dict
from marsad.model.record import Record

CORPUS = Path(__file__).parents[2] / "corpus"
IDENTS = ("w01-010", "w01-011", "w01-012", "w01-013")


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, Any]]:
    return {i: json.loads((CORPUS / "reports" / f"{i}.json").read_text(encoding="utf-8")) for i in IDENTS}


@pytest.fixture(scope="module")
def records(gold: dict[str, dict[str, Any]]) -> dict[str, Record]:
    return {ident: perfect_record(report) for ident, report in gold.items()}


def test_every_chain_of_an_event_is_a_telling(gold: dict[str, dict[str, Any]], records: dict[str, Record]) -> None:
    for ident, record in records.items():
        chains = {a.id: a.sources for a in record.attributions}
        said: dict[str, set[tuple[str, ...]]] = {}
        for event in record.events:
            key = event_key(gold[ident], event.id)
            said.setdefault(key, set()).add(chains.get(event.attribution or "", ()))
            assert event.evidence
            for piece in event.evidence:
                assert 0 <= piece.start < piece.end <= len(record.text)
        assert said == {e["key"]: {tuple(c) for c in e["sources"]} for e in gold[ident]["events"]}


def test_joined_and_scored(gold: dict[str, dict[str, Any]], records: dict[str, Record]) -> None:
    every = load_gold(CORPUS / "reports")
    reports = {i: every[i] for i in IDENTS}
    stories = [s for s in load_stories(CORPUS, every) if all(report in reports for report, _ in s.tellings)]
    assert len(stories) == 1
    joining = join(records.values())
    said = {i: read_analysis(to_dict(r)) for i, r in records.items()}
    scores = score_stories(reports, said, stories, said_stories(joining.stories()))
    assert scores.found == scores.tellings == 4
    assert scores.pairs.right >= 5
    assert scores.near.right == scores.pairs.right
    assert scores.near.said <= scores.pairs.said
    key_of = {(i, e.id): event_key(gold[i], e.id) for i, r in records.items() for e in r.events}
    told = [a for accounts in joining.told.values() for a in accounts]
    disputes = score_disputes(stories, told, key_of)
    assert (disputes.stories, disputes.wanted) == (1, {"number": 1, "day": 1})
    assert disputes.found == disputes.wanted
    nothing = score_disputes(stories, [], key_of)
    assert (nothing.origins_right, sum(nothing.found.values())) == (0, 0)
    assert len(nothing.remarks) == 3


def test_the_order_of_the_input_makes_no_difference(records: dict[str, Record]) -> None:
    there, back = join(records.values()), join(reversed(list(records.values())))
    assert there.stories() == back.stories()
    assert there.actors == back.actors

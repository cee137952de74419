"""The benchmark of names: its shape, its floors, and that looking up stays selective."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from marsad.evaluate.pairs import NamePair, PairsError, judge, load_pairs, score_pairs, share_a_key
from marsad.lexicon.gazetteer import gazetteer
from marsad.resolve.grounds import said
from marsad.resolve.names import name_keys
from marsad.text.views import fold

ROOT = Path(__file__).resolve().parents[2]
NAMES = ROOT / "eval" / "names"
PAIRS = load_pairs(NAMES / "pairs.tsv")
FLOORS = json.loads((NAMES / "floors.json").read_text())


def half(split: str) -> list[NamePair]:
    return [p for p in PAIRS if p.split == split]


def test_there_are_enough_pairs_and_enough_that_differ() -> None:
    assert len(PAIRS) >= 600
    for part in (half("tune"), half("held")):
        assert len(part) >= 300
        assert sum(not p.same for p in part) >= 0.4 * len(part)


def test_most_pairs_that_differ_are_hard() -> None:
    """They share a word or a key."""
    different = [p for p in PAIRS if not p.same]
    hard = [p for p in different if share_a_key(p) or set(fold(p.a.name).split()) & set(fold(p.b.name).split())]
    assert len(hard) > 0.8 * len(different)


@pytest.mark.parametrize("split", ["tune", "held"])
def test_figures_hold_their_floors(split: str) -> None:
    scores = score_pairs(half(split))
    assert scores.tally.precision >= FLOORS[split]["precision"]
    assert scores.tally.recall >= FLOORS[split]["recall"]
    assert scores.keyed / scores.tally.gold >= FLOORS[split]["keyed"]


def test_floors_are_what_is_promised() -> None:
    assert FLOORS["held"]["precision"] >= 0.97
    assert FLOORS["held"]["recall"] >= 0.85
    assert FLOORS["held"]["keyed"] >= 0.95


def test_comparing_is_the_same_in_both_directions() -> None:
    for pair in PAIRS:
        turned = NamePair(pair.subject, pair.type, pair.b, pair.a, pair.same, pair.why, pair.split)
        assert judge(pair).score == pytest.approx(judge(turned).score, abs=0.02), str(pair)


def test_every_judgement_has_its_reasons() -> None:
    for pair in PAIRS:
        match = judge(pair)
        assert 0 <= match.score <= 1
        assert match.reasons and all(map(said, match.reasons)), str(pair)


def test_a_look_up_of_a_known_person_meets_few() -> None:
    persons = [e for e in gazetteer().entries if e.source == "persons"]
    keys = [name_keys("person", e.names) for e in persons]
    holders = Counter(k for ks in keys for k in ks)
    by_key: dict[str, set[int]] = {}
    for n, ks in enumerate(keys):
        for k in ks:
            by_key.setdefault(k, set()).add(n)
    met = [len(set().union(*(by_key[k] for k in ks))) for ks in keys if ks]
    assert sum(met) / len(met) < 0.01 * len(persons)
    assert max(holders.values()) < 0.02 * len(persons)


def test_a_bad_table_is_named_by_line(tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text(
        "subject\ttype\ta\ta_context\tb\tb_context\tsame\twhy\tsplit\nx\tperson\tا\tage=7\tب\t\tno\t\theld\n"
    )
    with pytest.raises(PairsError, match=r"pairs\.tsv:2"):
        load_pairs(table)

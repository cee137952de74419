"""The scorer's rules, each on a report small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.evaluate import GoldReport, Scores, as_table, read_analysis, score_reports
from marsad.evaluate.gold import GoldStory, read_gold
from marsad.evaluate.names import comparable
from marsad.evaluate.said import Interval
from marsad.evaluate.stories import SaidStory, score_stories
from marsad.evaluate.tracks import same_time

TEXT = "زار سالم نصر مدينة الواحة أمس. وقالت وكالة السهل إن سالم نصر زار الواحة مع 40 جنديا."
GOLD: dict[str, Any] = {
    "id": "g", "text": TEXT, "published": "2024-06-05", "publisher": None, "title": None,
    "entities": {
        "salem": {"type": "person", "names": ["سالم نصر"]},
        "oasis": {"type": "place", "names": ["مدينة الواحة", "الواحة"]},
        "sahl": {"type": "organization", "names": ["وكالة السهل", "السهل"]},
        "soldiers": {"type": "group", "names": ["40 جنديا"]},
    },
    "positions": [], "relations": [{"subject": "salem", "relation": "child_of", "object": "sahl"}],
    "times": [{"text": "أمس", "n": 1, "earliest": "2024-06-04", "latest": "2024-06-04"}],
    "amounts": [{"text": "40 جنديا", "value": 40}],
    "claims": [{"content": "سالم نصر زار الواحة مع 40 جنديا", "sources": ["sahl"], "act": "say"}],
    "events": [
        {
            "key": "visit", "type": "CONSULT", "mode": "visit", "aux": [], "actor": ["salem"], "recipient": [],
            "place": ["oasis"], "from": [], "also": ["soldiers"], "time": ["2024-06-04", "2024-06-04"],
            "evidence": ["زار سالم نصر مدينة الواحة أمس", "سالم نصر زار الواحة"], "sources": [[], ["sahl"]],
        }
    ],
}  # fmt: skip


def at(words: str, n: int = 1) -> dict[str, int]:
    start = -1
    for _ in range(n):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def analysis(**fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": "g",
        "text": TEXT,
        "entities": [
            {"id": "E1", "type": "person", "name": "سالم نصر", "mentions": [at("سالم نصر")]},
            {"id": "E2", "type": "place", "name": "الواحة", "mentions": []},
            {"id": "E3", "type": "organization", "name": "السهل", "mentions": []},
            {"id": "E4", "type": "group", "name": "40 جنديا", "mentions": []},
        ],
        "times": [{"id": "T1", **at("أمس"), "earliest": "2024-06-04", "latest": "2024-06-04"}],
        "attributions": [{"id": "A1", "sources": ["E3"], "act": "say", "content": [at("سالم نصر زار الواحة")]}],
        "events": [event()],
    }
    return values | fields


def event(**fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": "V1", "type": "CONSULT", "mode": "visit", "aux": [], "actor": ["E1"], "recipient": [], "place": ["E2"],
        "from": [], "time": "T1", "evidence": [at("زار سالم نصر")], "attribution": None,
    }  # fmt: skip
    return values | fields


def gold() -> GoldReport:
    problems: list[str] = []
    report = read_gold(GOLD, "g.json", problems)
    assert problems == []
    return report


def score(**fields: Any) -> Scores:
    return score_reports({"g": gold()}, {"g": read_analysis(analysis(**fields))})


def counts(scores: Scores, track: str) -> tuple[int, int, int]:
    tally = scores.tracks[track]
    return tally.right, tally.said, tally.gold


def test_an_event_in_its_own_voice_or_on_its_word() -> None:
    for attribution in (None, "A1"):
        scores = score(events=[event(attribution=attribution)])
        assert counts(scores, "events strict") == (1, 1, 1)
    assert counts(score(events=[event(actor=["E1"], place=[])]), "event where") == (0, 1, 1)


def test_the_same_event_told_again_is_no_error() -> None:
    again = event(id="V2", attribution="A1", evidence=[at("سالم نصر زار الواحة")])
    assert counts(score(events=[event(), again]), "event detection") == (1, 1, 1)
    assert counts(score(events=[event(), event(id="V3", type="AID")]), "event detection") == (1, 2, 1)


def test_participants_that_may_be_listed_neither_help_nor_hurt() -> None:
    scores = score(events=[event(actor=["E1", "E4"])])
    assert counts(scores, "event who") == (1, 1, 1)
    assert counts(scores, "arguments") == (2, 2, 2)


def test_an_event_needs_its_type_a_participant_and_a_touch_of_its_evidence() -> None:
    for wrong in (
        event(type="AID"),
        event(actor=["E3"]),
        event(evidence=[at("جنديا")]),
    ):
        assert counts(score(events=[wrong]), "event detection") == (0, 1, 1)


def test_unknown_entities_are_wrong_arguments() -> None:
    scores = score(events=[event(actor=["E1", "E9"])])
    assert counts(scores, "event who") == (0, 1, 1)
    assert counts(scores, "arguments") == (2, 3, 2)


def test_relations_may_be_said_the_other_way_round() -> None:
    said = {"subject": "E3", "relation": "parent_of", "object": "E1"}
    assert counts(score(relations=[said]), "relations") == (1, 1, 1)


def test_claims_need_half_of_the_content_and_the_chain() -> None:
    scores = score()
    assert counts(scores, "claim detection") == (1, 1, 1)
    assert counts(scores, "claims") == (1, 1, 1)
    wrong = {"id": "A1", "sources": ["E1"], "act": "deny", "content": [at("سالم نصر زار الواحة")]}
    scores = score(attributions=[wrong])
    assert counts(scores, "claim detection") == (1, 1, 1)
    assert counts(scores, "claims") == counts(scores, "claim act") == (0, 1, 1)
    short = {"id": "A1", "sources": ["E3"], "act": "say", "content": [at("جنديا")]}
    assert counts(score(attributions=[short]), "claim detection") == (0, 1, 1)


def test_alignments_are_scored_only_where_they_were_annotated() -> None:
    assert "alignments" not in score().tracks


@pytest.mark.parametrize(
    ("want", "said", "same"),
    [
        (("2024-06-01", "2024-06-10"), ("2024-06-01", "2024-06-05"), True),
        (("2024-06-01", "2024-06-10"), ("2024-06-01", "2024-06-04"), False),
        (("2024-06-01", "2024-06-10"), ("2024-06-01", None), False),
        (("2024-06-01", "2024-06-10"), (None, None), False),
        (None, (None, None), True),
        (None, ("2024-06-01", "2024-06-01"), False),
    ],
)
def test_times_agree_from_half_of_their_union(want: tuple[str, str] | None, said: Interval, same: bool) -> None:
    assert same_time(want, said) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [("خليفة حفتر", "خليفه حفتر"), ("أُمّ", "ام"), ("القوات البريّة", "قوات بريه"), ("«نوفا»", "نوفا"), ("ﻻ", "لا")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_the_article_of_short_words_stays() -> None:
    assert comparable("الله") == "الله"
    assert comparable("المدن") == "مدن"


def test_stories_are_scored_by_pairs_across_reports() -> None:
    reports = {f"g{n}": gold() for n in range(3)}
    said = {ident: read_analysis(analysis(id=ident)) for ident in reports}
    wanted = [GoldStory("f", "visit", (("g0", "visit"), ("g1", "visit")), 1)]
    joined = [SaidStory("s", tuple((ident, "V1") for ident in reports), 1)]
    scores = score_stories(reports, said, wanted, joined)
    assert (scores.pairs.right, scores.pairs.said, scores.pairs.gold) == (1, 3, 1)
    assert (scores.origins_right, scores.stories, scores.found, scores.tellings) == (1, 1, 2, 2)
    assert scores.remarks == ["wrongly joined: g0/visit and g2/visit", "wrongly joined: g1/visit and g2/visit"]


def test_the_table_names_every_track_and_the_headline() -> None:
    table = as_table(score()).splitlines()
    assert table[-1].startswith("headline")
    assert any(line.startswith("events strict") for line in table)

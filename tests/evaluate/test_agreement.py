"""The project's scorer and the shared one give the same figures, on real and on damaged analyses."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from marsad.evaluate import (
    Scores,
    load_gold,
    load_stories,
    read_analysis,
    read_records,
    read_stories,
    score_reports,
    score_stories,
)
from marsad.evaluate.report import Tally

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"
DEV = SHARED / "dev"
pytestmark = pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the shared gold is not here")

Json = dict[str, Any]


@pytest.fixture(scope="module")
def other() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compare(other: ModuleType, analyses: dict[str, Json]) -> Scores:
    theirs = other.score(other.load_gold(str(DEV)), analyses)
    ours = score_reports(load_gold(DEV), {ident: read_analysis(a) for ident, a in analyses.items()})
    assert ours.headline == pytest.approx(theirs.pop("HEADLINE")["f1"], abs=0.0005)
    assert set(ours.tracks) == set(theirs)
    for track, row in theirs.items():
        tally = ours.tracks[track]
        assert (tally.right, tally.said, tally.gold) == (row["tp"], row["said"], row["gold"]), track
        for figure in ("precision", "recall", "f1"):
            assert getattr(tally, figure) == pytest.approx(row[figure], abs=0.0005), (track, figure)
    return ours


def perfect(other: ModuleType) -> dict[str, Json]:
    return {ident: json.loads(json.dumps(other.perfect(g))) for ident, g in other.load_gold(str(DEV)).items()}


def test_a_perfect_analysis(other: ModuleType) -> None:
    scores = compare(other, perfect(other))
    assert scores.headline == 1.0
    assert scores.remarks == []


def test_nothing_said(other: ModuleType) -> None:
    scores = compare(other, {})
    assert len(scores.missing) == len(load_gold(DEV))


@pytest.mark.parametrize("tagger", [False, True])
def test_what_the_pipeline_says(other: ModuleType, tagger: bool) -> None:
    from marsad.analysis.pipeline import Analyser
    from marsad.model.document import Document
    from marsad.model.encoding import to_dict

    analyser = Analyser(tagger=tagger)
    records = {
        g.id: to_dict(analyser.analyze(Document(g.id, g.text, g.title, g.publisher, g.published)))
        for g in load_gold(DEV).values()
    }
    analyses: dict[str, Json] = json.loads(json.dumps(records))
    compare(other, analyses)
    compare_stories(other, analyses, random.Random(7))


@pytest.mark.parametrize("seed", range(24))
def test_randomly_damaged_analyses(other: ModuleType, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    analyses = perfect(other)
    share = chance.choice([0.05, 0.2, 0.5, 0.8])
    for analysis in analyses.values():
        damage(analysis, chance, share)
    for ident in list(analyses):
        if chance.random() < share / 10:
            del analyses[ident]
    compare(other, analyses)
    compare_stories(other, analyses, chance)
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in analyses.values()), encoding="utf-8")
    assert read_records(path) == {ident: read_analysis(a) for ident, a in analyses.items()}


def compare_stories(other: ModuleType, analyses: dict[str, Json], chance: random.Random) -> None:
    gold = other.load_gold(str(DEV))
    events = [{"document": ident, "event": e["id"]} for ident, a in analyses.items() for e in a.get("events") or ()]
    chance.shuffle(events)
    stories = _gold_stories(other, analyses) if chance.random() < 0.7 else []
    while events:
        size = chance.choice([1, 1, 1, 2, 3, 5])
        stories.append({"id": str(len(stories)), "accounts": events[:size], "origins": ["x"] * chance.randrange(4)})
        events = events[size:]
    for story in stories:
        if chance.random() < 0.2:
            story["accounts"] = [*story["accounts"][:1], {"document": "none", "event": "V1"}]
    theirs = other.score_stories(gold, analyses, stories, str(DEV))
    reports = load_gold(DEV)
    ours = score_stories(
        reports,
        {ident: read_analysis(a) for ident, a in analyses.items()},
        load_stories(DEV, reports),
        _read_back(stories),
    )
    row = theirs["pairs"]
    assert ours.pairs == Tally(row["tp"], row["said"], row["gold"])
    assert ours.pairs.f1 == pytest.approx(row["f1"], abs=0.0005)
    assert [ours.origins_right, ours.stories] == theirs["origins right"]
    assert [ours.found, ours.tellings] == theirs["story events found"]


def _read_back(stories: list[Json]) -> Any:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as stream:
        stream.writelines(json.dumps(s) + "\n" for s in stories)
        stream.flush()
        return read_stories(stream.name)


def _gold_stories(other: ModuleType, analyses: dict[str, Json]) -> list[Json]:
    """The stories as the gold has them, as far as the analyses tell their events."""
    gold = other.load_gold(str(DEV))
    told = other.story_keys(gold, analyses)
    ids = {(document, key): event for (document, event), key in told.items()}
    out: list[Json] = []
    for path in sorted((DEV / "stories").glob("*.json")):
        for story in json.loads(path.read_text(encoding="utf-8")):
            refs = [tuple(r) for r in story["reports"] if tuple(r) in ids]
            accounts = [{"document": d, "event": ids[d, k]} for d, k in refs]
            out.append({"id": story["story"], "accounts": accounts, "origins": ["x"] * story["independent"]})
    return out


# --- damage ---------------------------------------------------------------------------------------------------------

_TYPES = ("person", "organization", "place", "group", "asset")
_LISTS = ("entities", "positions", "relations", "alignments", "times", "amounts", "attributions", "events")
_EVENT_TYPES = ("CONSULT", "ASSAULT", "MOBILIZE", "AID", "ACCUSE")
_ACTS = ("say", "report", "deny", "claim")


def damage(analysis: Json, chance: random.Random, share: float) -> None:
    """Spoil an analysis in place as analyses are spoilt in life: left out, shifted, doubled, mixed up."""

    def struck() -> bool:
        return chance.random() < share

    ids = [e["id"] for e in analysis["entities"]] + ["E999"]
    for name in _LISTS:
        items = analysis[name]
        items[:] = [x for x in items if not chance.random() < share / 2]
        items += [json.loads(json.dumps(x)) for x in items if chance.random() < share / 4]
        if struck():
            chance.shuffle(items)
        for item in items:
            if struck():
                _SPOIL[name](item, analysis, ids, chance)
    if chance.random() < share / 4:
        del analysis[chance.choice(_LISTS)]
    if chance.random() < share / 4:
        del analysis["text"]


def _shift(item: Json, analysis: Json, chance: random.Random) -> None:
    length = len(analysis["text"]) if "text" in analysis else 1000
    item["start"] = max(0, item["start"] + chance.randrange(-30, 30))
    item["end"] = min(length, max(item["start"] + 1, item["end"] + chance.randrange(-30, 30)))


def _entity(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    text = analysis["text"]
    start = chance.randrange(len(text) - 20)
    match chance.randrange(5):
        case 0:
            item["type"] = chance.choice(_TYPES)
        case 1:
            item["name"] = chance.choice(analysis["entities"])["name"]
        case 2:
            item["mentions"] = [{"start": start, "end": start + chance.randrange(1, 20)}]
        case 3:
            item["name"] = "ال" + item["name"].replace("أ", "ا").replace("ة", "ه")
        case _:
            twin = text.find(chance.choice(analysis["entities"])["name"])
            item["mentions"] = [{"start": twin, "end": twin + 5}] if twin >= 0 else []


def _position(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    if chance.random() < 0.5:
        item["person"] = chance.choice(ids)
    else:
        words = item["title"].split()
        chance.shuffle(words)
        item["title"] = " ".join(words[: chance.randrange(len(words) + 1)])


def _relation(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            item["subject"], item["object"] = item["object"], item["subject"]
        case 1 if item["relation"] == "child_of":
            item["subject"], item["object"] = item["object"], item["subject"]
            item["relation"] = "parent_of"
        case 2:
            item["relation"] = chance.choice(("sibling_of", "member_of", "spouse_of"))
        case _:
            item["object"] = chance.choice(ids)


def _alignment(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    item["polarity"] = chance.choice(("favourable", "hostile"))
    if chance.random() < 0.5:
        item["subject"] = chance.choice(ids)


def _time(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    if chance.random() < 0.5:
        _shift(item, analysis, chance)
    else:
        item["earliest"] = chance.choice([None, "2024-06-01", item["earliest"]])
        item["latest"] = chance.choice([None, "2025-12-31", item["latest"]])


def _amount(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    if chance.random() < 0.5:
        _shift(item, analysis, chance)
    else:
        item["value"] = chance.choice([None, 7, float(item["value"] or 0), item["value"]])


def _attribution(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    match chance.randrange(5):
        case 0:
            item["sources"] = item["sources"][::-1]
        case 1:
            item["sources"] = [*item["sources"][:1], chance.choice(ids)]
        case 2:
            item["act"] = chance.choice(_ACTS)
        case 3:
            for piece in item["content"]:
                _shift(piece, analysis, chance)
            if item["content"] and chance.random() < 0.5:
                item["content"].append({"start": 0, "end": 40})
        case _:
            item["content"] = []


def _event(item: Json, analysis: Json, ids: list[str], chance: random.Random) -> None:
    match chance.randrange(9):
        case 0:
            item["type"] = chance.choice(_EVENT_TYPES)
        case 1:
            item["mode"] = chance.choice([None, "visit", "arrest", ""])
        case 2:
            item["aux"] = chance.choice([[], None, ["future"], ["historical", "negation"]])
        case 3:
            role = chance.choice(("actor", "recipient", "place", "from"))
            item[role] = [*item[role][1:], chance.choice(ids)]
        case 4:
            item["actor"], item["recipient"] = item["recipient"], item["actor"]
        case 5:
            times = [t["id"] for t in analysis["times"]]
            days = {"earliest": "2024-05-20", "latest": "2024-06-10"}
            item["time"] = chance.choice([None, days, "T999", *times])
        case 6:
            item["attribution"] = chance.choice([None, "A999", *(a["id"] for a in analysis["attributions"])])
        case 7:
            for piece in item["evidence"]:
                _shift(piece, analysis, chance)
        case _:
            item["place"] = []


_SPOIL: dict[str, Callable[[Json, Json, list[str], random.Random], None]] = {
    "entities": _entity,
    "positions": _position,
    "relations": _relation,
    "alignments": _alignment,
    "times": _time,
    "amounts": _amount,
    "attributions": _attribution,
    "events": _event,
}

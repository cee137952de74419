"""Whose clause it is: behind "that" and "who", with near misses. The rules on sides are tried in test_sides."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.spots import Pick
from marsad.analysis.learned.subjects import here, leader, untold

from .conftest import Scene


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("قال أردوغان إن ماكرون سيزور روما.", "سيزور", "CONSULT", {"أردوغان"}),
        ("زار أردوغان أثينا، وقال إن ماكرون يرفض ذلك.", "زار", "CONSULT", {"ماكرون"}),
        # no subject of its own, a verb, a further clause, a participle, a pronoun
        ("قال أردوغان إن الأجواء إيجابية وسيزور روما.", "سيزور", "CONSULT", set()),
        ("يريد أردوغان أن يزور ماكرون في روما.", "يزور", "CONSULT", set()),
        ("قال أردوغان إن ماكرون بخير، وسيزور روما.", "وسيزور", "CONSULT", set()),
        ("قال أردوغان إن ماكرون بخير، مطالبا روما بالحوار.", "مطالبا", "REQUEST", set()),
        ("قال أردوغان إن ماكرون استقبله أمس.", "استقبله", "CONSULT", set()),
        ("التقى أردوغان ماكرون، وقال إن الرجلين سيزوران روما.", "سيزوران", "CONSULT", set()),
        # what is refused or demanded may be anybody's, and who was hit was hit by somebody
        ("قال أردوغان إن الحارسين أصيبا في روما.", "أصيبا", "ASSAULT", set()),
    ],
)
def test_that_parts_who_speaks_from_who_does(text: str, word: str, kind: str, wanted: set[str], scene: Scene) -> None:
    at, spots, q = scene(text, word, kind)
    assert {spots.entity(s).name for s in spots.all if untold(at, spots, q, s, "actor")} == wanted
    if kind == "REQUEST":
        assert not any(untold(at, spots, q, s, "recipient") for s in spots.all)


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("قال الوزير إن ماكرون سيزور روما.", "سيزور", "CONSULT", [("actor", "ماكرون")]),
        ("قال الوزير إن ماكرون لن يستقبل أردوغان.", "يستقبل", "CONSULT", [("recipient", "ماكرون")]),
        ("وكان ماكرون قد زار روما.", "زار", "CONSULT", [("actor", "ماكرون")]),
        ("التقى أردوغان ماكرون، الذي زار روما.", "زار", "CONSULT", [("actor", "ماكرون")]),
        ("التقى أردوغان ماكرون، الذي جدد دعم الخطة.", "دعم", "SUPPORT", [("actor", "ماكرون")]),
        ("قال الوزير إن القاهرة ستستضيف القمة.", "ستستضيف", "CONSULT", []),
        ("التقى أردوغان ماكرون، الذي لم تزر ممثلته روما.", "تزر", "CONSULT", []),
        # two who were named before, a verb between, a noun that its verb doesn't carry, a wound
        ("قال الوزير إن الطرفين التقيا في روما.", "التقيا", "CONSULT", []),
        ("قال الوزير إن ماكرون غاضب ولذلك زار روما.", "زار", "CONSULT", []),
        ("التقى أردوغان ماكرون، الذي تلقى دعم روما.", "دعم", "SUPPORT", []),
        ("قال الوزير إن ماكرون أصيب في روما.", "أصيب", "ASSAULT", []),
        ("قال الوزير إن ماكرون أوقف في روما.", "أوقف", "COERCE", []),
    ],
)
def test_who_leads_a_clause(text: str, word: str, kind: str, wanted: list[tuple[str, str]], scene: Scene) -> None:
    at, spots, q = scene(text, word, kind)
    assert [(p.label, spots.entity(p.spot).name) for p in leader(at, spots, q, [], 0.4)] == wanted
    known = [Pick(0.9, "actor", s) for s in spots.all]
    assert leader(at, spots, q, known, 0.4) == []


def test_who_acts_here_acts_without_those_of_the_sentence_before(scene: Scene) -> None:
    at, spots, q = scene("سافر أردوغان إلى روما. رفض ماكرون طلب أثينا.", "رفض", "REJECT")
    named = {spots.entity(s).name: s for s in spots.all}
    both = [Pick(0.9, "actor", named["أردوغان"]), Pick(0.9, "actor", named["ماكرون"])]
    assert here(at, q, both) == both[1:]
    assert here(at, q, both[:1]) == both[:1]
    other = [Pick(0.9, "recipient", named["أردوغان"]), both[1]]
    assert here(at, q, other) == other


@pytest.mark.parametrize(("verb", "alone"), [("قُتل", True), ("قتل", False)])
def test_a_passive_that_is_written_so_has_its_doer_beside_it(verb: str, alone: bool, scene: Scene) -> None:
    at, spots, q = scene(f"سافر أردوغان إلى روما. {verb} ماكرون أمس.", verb, "ASSAULT")
    named = {spots.entity(s).name: s for s in spots.all}
    both = [Pick(0.9, "actor", named["أردوغان"]), Pick(0.9, "recipient", named["ماكرون"])]
    assert here(at, q, both) == (both[1:] if alone else both)


def test_whom_only_a_later_sentence_names_takes_no_part_beside_somebody_named(scene: Scene) -> None:
    at, spots, q = scene("رفض ماكرون الطلب. وسافر أردوغان إلى روما.", "رفض", "REJECT")
    named = {spots.entity(s).name: s for s in spots.all}
    both = [Pick(0.9, "actor", named["ماكرون"]), Pick(0.9, "recipient", named["أردوغان"])]
    assert here(at, q, both) == both[:1]
    assert here(at, q, both[1:]) == both[1:]


@pytest.mark.parametrize(("word", "kind"), [("التقى", "CONSULT"), ("رفضه", "REJECT")])
def test_a_meeting_has_two_and_a_pronoun_means_somebody_before(word: str, kind: str, scene: Scene) -> None:
    at, spots, q = scene(f"سافر أردوغان إلى روما. {word} ماكرون أمس.", word, kind)
    named = {spots.entity(s).name: s for s in spots.all}
    both = [Pick(0.9, "actor", named["أردوغان"]), Pick(0.9, "actor", named["ماكرون"])]
    assert here(at, q, both) == both

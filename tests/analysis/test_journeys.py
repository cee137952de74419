"""From where to where: what prepositions say of a journey, with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.telling import Telling
from marsad.analysis.learned.journeys import (
    beside,
    bound_for,
    came_from,
    departed,
    goes_to,
    heads_for,
    journey,
    sent_there,
)
from marsad.analysis.learned.spots import Spot, Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EventType, Reason
from marsad.text.spans import Span


def mentioned(text: str, name: str) -> tuple[WordMap, Spots, Spot]:
    """The mention of a place in a report."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, found, described))
    return at, spots, next(s for s in spots.all if s.item.type == "place" and spots.entity(s).name == name)


def way(text: str, word: str, kind: str, *told: str) -> tuple[str, str | None] | None:
    """Origin and goal of what `word` tells, where `told` tell other events."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, found, described))

    def name(spot: Spot) -> str:
        return spots.entity(spot).name

    words = [at.word[reading.token_at(text.index(w))] for w in (word, *told)]
    hit = journey(at, spots, kind, words[0], sorted(words))
    return None if hit is None else (name(hit[0]), None if hit[1] is None else name(hit[1]))


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("وصل الوفد إلى بنغازي أمس قادما من طبرق.", "وصل", "CONSULT", ("طبرق", None)),
        ("حطت الطائرة في بنغازي، آتية من مصراتة.", "حطت", "AID", ("مصراتة", None)),
        ("رحلت السلطات عائلتين من طبرق إلى درنة.", "رحلت", "COERCE", ("طبرق", "درنة")),
        ("دفع الجيش بكتيبة من سبها نحو أوباري.", "دفع", "MOBILIZE", ("سبها", "أوباري")),
        ("خطفهم مسلحون في طريقهم من سبها إلى أوباري.", "خطفهم", "ASSAULT", ("سبها", None)),
        # a country sends, people of a town come from nowhere, nobody comes to an arrest
        ("سلمت مساعدات من تركيا إلى ليبيا.", "سلمت", "AID", None),
        ("استقبل الوزير وفدا من طبرق أمس.", "استقبل", "CONSULT", None),
        ("أوقفت الشرطة رجلا قادما من طبرق.", "أوقفت", "COERCE", None),
        ("زار الوزير الطائرات القادمة من طبرق.", "زار", "CONSULT", None),
        ("وصل الوفد إلى بنغازي أمس.", "وصل", "CONSULT", None),
        # the next sentence is another's
        ("وصل الوفد أمس. وعاد قادما من طبرق.", "وصل", "CONSULT", None),
    ],
)
def test_from_where_to_where(text: str, word: str, kind: str, wanted: tuple[str, str | None] | None) -> None:
    assert way(text, word, kind) == wanted


def test_another_event_in_between_has_the_journey() -> None:
    text = "اجتمع الوفد بالوزير ثم وصل السفير قادما من طبرق."
    assert way(text, "وصل", "CONSULT", "اجتمع") == ("طبرق", None)
    assert way(text, "اجتمع", "CONSULT", "وصل") is None


@pytest.mark.parametrize(
    ("text", "name", "coming"),
    [
        ("صادرت الجمارك من السفينة القادمة من طبرق مخدرات.", "طبرق", True),
        ("درب الضباط متطوعين قادمين من سبها.", "سبها", True),
        ("صادرت الجمارك من سفينة في طبرق مخدرات.", "طبرق", False),
        ("أوقفت الشرطة رجلا من سبها.", "سبها", False),
    ],
)
def test_where_somebody_comes_from_is_not_where_it_happened(text: str, name: str, coming: bool) -> None:
    at, _, spot = mentioned(text, name)
    assert came_from(at, spot) is coming


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("انتشر الجنود في طبرق وبنغازي ومصراتة أمس.", "طبرق", ["بنغازي", "مصراتة"]),
        ("زار الوفد طبرق ومصراتة.", "طبرق", ["مصراتة"]),
        ("انتشر الجنود في طبرق وبنغازي ومصراتة أمس.", "بنغازي", ["طبرق", "مصراتة"]),
        # another clause, a mark in between, a name that begins so, and no place
        ("زار الوفد طبرق، ومصراتة لم يزرها.", "طبرق", []),
        ("زار الوفد طبرق، ومصراتة لم يزرها.", "مصراتة", []),
        ("زار الوفد طبرق ووصل بنغازي.", "طبرق", []),
        ("زار الوفد طبرق ثم بنغازي والمدينة التي أحرقت.", "بنغازي", []),
        ("زار طبرق وفد من مصراتة.", "طبرق", []),
    ],
)
def test_places_joined_by_and_are_both_where_it_happened(text: str, name: str, others: list[str]) -> None:
    at, spots, spot = mentioned(text, name)
    assert [spots.entity(s).name for s in beside(at, spots, spot)] == others


def test_a_place_pointed_back_to_is_joined_to_none() -> None:
    at, spots, _ = mentioned("زار الوفد طبرق والمدينة آمنة.", "طبرق")
    assert [beside(at, spots, s) for s in spots.all if s.item.type == "place"] == [[], []]


@pytest.mark.parametrize(
    ("text", "name", "goal"),
    [
        ("انسحب الجنود إلى بنغازي.", "بنغازي", True),
        ("انسحب الجنود نحو ضواحي بنغازي.", "بنغازي", True),
        ("انسحب الجنود من بنغازي.", "بنغازي", False),
        ("أخلى الجنود ثلاث قواعد قرب بنغازي.", "بنغازي", False),
    ],
)
def test_who_leaves_goes_somewhere_only_if_a_word_says_so(text: str, name: str, goal: bool) -> None:
    at, _, spot = mentioned(text, name)
    assert goes_to(at, spot) is goal


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("انسحبت إلى موقع في تلة قرب بنغازي.", True),
        ("انسحبت إلى موقع آخر من بنغازي.", False),
        ("انسحبت أمس من موقع في بنغازي.", False),
    ],
)
def test_who_leaves_heads_for_what_stands_right_behind(text: str, goal: bool) -> None:
    at, _, spot = mentioned(text, "بنغازي")
    assert heads_for(at, 0, spot) is goal


@pytest.mark.parametrize(
    ("text", "name", "kind", "bound"),
    [
        ("صادرت الدورية شاحنات كانت متجهة إلى طبرق.", "طبرق", "COERCE", True),
        ("أصاب صاروخ سفينة متوجهة نحو طبرق.", "طبرق", "ASSAULT", True),
        ("هاجموا حافلة متجهة أمس إلى طبرق.", "طبرق", "ASSAULT", True),
        # who goes there himself, where something was brought to, and a place before
        ("غادرت الكتيبة متجهة إلى طبرق.", "طبرق", "MOBILIZE", False),
        ("نقلت الدورية الموقوفين إلى طبرق.", "طبرق", "COERCE", False),
        ("صادرت الدورية في طبرق شاحنات متجهة إلى بنغازي.", "طبرق", "COERCE", False),
    ],
)
def test_where_the_stopped_were_bound_for(text: str, name: str, kind: str, bound: bool) -> None:
    at, _, spot = mentioned(text, name)
    assert bound_for(at, spot, kind) is bound


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("غادرت الفرقاطة ميناء طبرق ليلا.", "ميناء طبرق", True),
        ("غادر وفد من التجار بنغازي أمس.", "بنغازي", False),
        ("غادر الوفد بنغازي أمس.", "بنغازي", True),
        ("غادر آخر مئة جندي ميناء طبرق.", "ميناء طبرق", True),
        ("قتل قبيل مغادرته بنغازي أمس.", "بنغازي", True),
        # whose he is, where they went, and what another verb says
        ("غادر عمدة بنغازي أمس.", "بنغازي", False),
        ("غادر الوفد إلى بنغازي أمس.", "بنغازي", False),
        ("غادر الوفد باتجاه بنغازي أمس.", "بنغازي", False),
        ("غادر الوفد وزار بنغازي أمس.", "بنغازي", False),
    ],
)
def test_the_place_that_somebody_left(text: str, name: str, left: bool) -> None:
    _, spots, spot = mentioned(text, name)
    assert departed(spots, spot) is left


@pytest.mark.parametrize(
    ("text", "kind", "sent"),
    [
        ("وعدت المنظمة بإرسال مئتي خيمة إلى طبرق.", "AGREE", True),
        # said there, and sent there
        ("وعدت المنظمة في طبرق بإرسال مئتي خيمة.", "AGREE", False),
        ("أرسلت المنظمة مئتي خيمة إلى طبرق.", "AID", False),
    ],
)
def test_what_is_said_is_not_said_where_something_shall_go(text: str, kind: EventType, sent: bool) -> None:
    begin = text.index("طبرق")
    reason = Reason("place", "reader.role", begin, begin + len("طبرق"))
    telling = Telling(kind, None, [], [], [], [], (), None, [], [], "reader.event", Span(0, 4), 0, reasons=[reason])
    assert sent_there(Reading.of(Document("t", text)), telling) is sent

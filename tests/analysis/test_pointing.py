"""Where something happened that only points back to a place, with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.learned.pointing import left, located, pointed
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document


def where(text: str, word: str, kind: str, *told: str) -> str | None:
    """The place that words behind `word` point to, where `told` tell other events."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))
    token = reading.token_at(text.index(word))
    others = [reading.token_at(text.index(w)) for w in told]
    spot = pointed(spots, kind, token, others, readings_as(reading, token, kind))
    return spots.entity(spot).name if spot is not None else None


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("تعيش طبرق أياما صعبة. وأوقفت الشرطة رجلين على مشارف المدينة.", "أوقفت", "COERCE", "طبرق"),
        ("عاد الهدوء إلى ميناء رأس لانوف. وانتشرت قوة حول الميناء.", "انتشرت", "MOBILIZE", "ميناء رأس لانوف"),
        ("يقيم الضباط في الجفرة. وقد زارهم هناك قائد الأركان.", "زارهم", "CONSULT", "الجفرة"),
        ("يقيم الضباط في الجفرة. وقتل جندي في المكان نفسه أمس.", "قتل", "ASSAULT", "الجفرة"),
        ("يقيم الضباط في طبرق. وزار الوزير المدينة أمس.", "زار", "CONSULT", "طبرق"),
        # what is attacked, what a sentence opens with, a capital
        ("عاد الهدوء إلى قاعدة الرمال. واقتحم المسلحون القاعدة أمس.", "واقتحم", "ASSAULT", "قاعدة الرمال"),
        ("يقيم الضباط في الجفرة. وفي المكان نفسه سلم الحلف زوارق.", "سلم", "AID", "الجفرة"),
        ("عاد الهدوء إلى ميناء طبرق. وأمام الميناء تجمع العمال.", "تجمع", "PROTEST", "ميناء طبرق"),
        ("وصل الوفد إلى نيامي ثم إلى سبها. وانتشرت قوة في العاصمة أمس.", "وانتشرت", "MOBILIZE", "نيامي"),
        ("وصل الوفد إلى سبها. وانتشرت قوة في العاصمة أمس.", "وانتشرت", "MOBILIZE", None),
        ("وصل الوفد إلى نيامي. وانتشرت قوة في العاصمة الثقافية.", "وانتشرت", "MOBILIZE", None),
        # a genitive is nothing that was visited or attacked
        ("يقيم الضباط في طبرق. وزار عمدة المدينة الوزير.", "وزار", "CONSULT", None),
        ("يقيم الضباط في طبرق. وهاجم سكان المدينة الدورية.", "وهاجم", "ASSAULT", None),
        ("عاد الهدوء إلى ميناء طبرق. وأمام الميناء وقف الوزير ثم سافر.", "سافر", "CONSULT", None),
        # nothing leads to it, nothing of that kind was named, an act that is only said
        ("يقيم الضباط في طبرق. وأوقفت شرطة المدينة رجلين.", "أوقفت", "COERCE", None),
        ("يقيم الضباط في طبرق. وأوقفت الشرطة رجلين قرب الميناء.", "أوقفت", "COERCE", None),
        ("يقيم الضباط في طبرق. ودعا العميد إلى تظاهرة في المدينة.", "دعا", "REQUEST", None),
        ("قتل جندي في المكان نفسه أمس.", "قتل", "ASSAULT", None),
        # behind a mark
        ("يقيم الضباط في طبرق. وأوقفت الشرطة رجلين، ويسود الهدوء في المدينة.", "أوقفت", "COERCE", None),
    ],
)
def test_back_to_a_place(text: str, word: str, kind: str, wanted: str | None) -> None:
    assert where(text, word, kind) == wanted


@pytest.mark.parametrize(
    ("text", "word", "kind", "chance", "wanted"),
    [
        ("وأوقفت الشرطة في طبرق رجلين.", "وأوقفت", "COERCE", 0.2, "طبرق"),
        ("ووصل لواء من الجيش إلى طبرق أمس.", "ووصل", "MOBILIZE", 0.2, "طبرق"),
        ("واقتادت الشرطة رجلين إلى طبرق.", "واقتادت", "COERCE", 0.2, None),
        ("سيزور الوفد طبرق قبل نهاية الشهر.", "سيزور", "CONSULT", 0.2, "طبرق"),
        # what the reader doesn't hear at all, what is said, a place of somebody, another clause
        ("وأوقفت الشرطة في طبرق رجلين.", "وأوقفت", "COERCE", 0.0, None),
        ("ودعا الوزير في طبرق إلى الهدوء.", "ودعا", "REQUEST", 0.2, None),
        ("وأوقفت الشرطة رجلين من طبرق.", "وأوقفت", "COERCE", 0.2, None),
        ("وأوقفت الشرطة رجلين، وساد الهدوء في طبرق.", "وأوقفت", "COERCE", 0.2, None),
    ],
)
def test_where_the_clause_says_it_was(text: str, word: str, kind: str, chance: float, wanted: str | None) -> None:
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))
    token = reading.token_at(text.index(word))
    spot = located(spots, kind, token, (), readings_as(reading, token, kind), lambda _: chance)
    assert (spots.entity(spot).name if spot is not None else None) == wanted


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("عاد الهدوء إلى ميناء طبرق. وانسحبت القوات من الميناء أمس.", "وانسحبت", "RETREAT", "ميناء طبرق"),
        ("عاد الهدوء إلى قاعدة الرمال. وغادر آخر مئة جندي القاعدة أمس.", "وغادر", "RETREAT", "قاعدة الرمال"),
        ("أقلعت طائرة الشحن من طبرق صباحا.", "أقلعت", "MOBILIZE", "طبرق"),
        # where they went, whose he is, and a verb of staying
        ("عاد الهدوء إلى ميناء طبرق. وانسحبت القوات إلى الميناء أمس.", "وانسحبت", "RETREAT", None),
        ("عاد الهدوء إلى قاعدة الرمال. وغادر قائد القاعدة أمس.", "وغادر", "RETREAT", None),
        ("وانتشرت قوة من طبرق.", "وانتشرت", "MOBILIZE", None),
    ],
)
def test_where_somebody_left_from(text: str, word: str, kind: str, wanted: str | None) -> None:
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))
    token = reading.token_at(text.index(word))
    spot = left(spots, token, (), readings_as(reading, token, kind))
    assert (spots.entity(spot).name if spot is not None else None) == wanted


def test_what_stands_behind_another_event_is_that_events() -> None:
    text = "عاد الهدوء إلى ميناء طبرق. وأوقفت الشرطة رجلين بعد تظاهرة في الميناء."
    assert where(text, "أوقفت", "COERCE") == "ميناء طبرق"
    assert where(text, "أوقفت", "COERCE", "تظاهرة") is None


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("غادرت السفينة ميناء طبرق أمس متجهة إلى بنغازي.", "MOBILIZE", "بنغازي"),
        ("غادرت الكتيبة القاعدة متوجهة برا إلى بنغازي.", "RETREAT", "بنغازي"),
        # who is stopped on the way never came there, and a road goes nowhere
        ("غادرت السفينة ميناء طبرق أمس متجهة إلى بنغازي.", "COERCE", None),
        ("غادرت السفينة ميناء طبرق في الطريق إلى بنغازي.", "MOBILIZE", None),
    ],
)
def test_where_somebody_is_bound_for(text: str, kind: str, wanted: str | None) -> None:
    assert where(text, "غادرت", kind) == wanted

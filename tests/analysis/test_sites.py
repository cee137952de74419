"""Places that no list holds: what the second reading marks as the place of an event, made whole."""

from __future__ import annotations

from typing import cast

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.sites import flown, holds, of_envoy, of_post, sites
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.words import Question, WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import Marked, WordSpan


class Says:
    """A second reading that marks these words as the place."""

    def __init__(self, spans: list[WordSpan]) -> None:
        self._spans = spans

    def spans(self, head: str) -> list[WordSpan]:
        return self._spans if head == "where" else []


def read(text: str, *marked: str, sure: float = 0.8, event: float = 0.9) -> list[tuple[str, list[str]]]:
    """The places that are read, with their shorter forms, where the second reading marks `marked`."""
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    spans = []
    for words in marked:
        first, last = reading.tokens_in(text.index(words), text.index(words) + len(words))
        spans.append(WordSpan(at.word[first], at.word[last - 1] + 1, "place", sure))
    question = Question(0, "CONSULT", event, cast(Marked, Says(spans)))
    found, _ = find_entities(reading, ())
    return [(c.span.text(text), [a.text(text) for a in c.aliases]) for c in sites(at, [question], found, ())]


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("التقى الوفد الأهالي في مقر الولاية أمس.", ["مقر الولاية"], [("مقر الولاية", [])]),
        ("أغلق الشبان الطريق الساحلي أمس.", ["الطريق الساحلي"], [("الطريق الساحلي", [])]),
        ("أوقف رجلان في المطار أمس.", ["المطار"], [("المطار", [])]),
        ("وصلت القافلة إلى تالوين أمس.", ["تالوين"], [("تالوين", [])]),
        # two marked pieces that follow on each other are one place
        ("قتل رجل بموقع تالوين أمس.", ["بموقع", "تالوين"], [("موقع تالوين", [])]),
        # a construct goes on to what it stands before
        ("اعتصموا في بهو البلدية أمس.", ["بهو"], [("بهو البلدية", [])]),
        # whether «ب» is a particle or the name's first letter nobody knows
        ("قصفت طائرة المنقبين بعقلة السدر أمس.", ["بعقلة السدر"], [("عقلة السدر", ["بعقلة السدر"])]),
        ("انتشروا عند مداخل تالوين أمس.", ["مداخل تالوين"], [("مداخل تالوين", ["تالوين"])]),
        # around a name, but no part of one
        ("تدربوا في معسكر قرب سبها أمس.", ["معسكر قرب سبها"], [("معسكر قرب سبها", [])]),
        ("هبطت في قاعدة الجفرة الجوية أمس.", ["الجفرة الجوية"], []),
        ("وصلوا إلى سبها أمس.", ["سبها"], []),
        # a kind of place without article, a verb, a noun with its owner, people
        ("أوقفوا عند حاجز أمس.", ["حاجز"], []),
        ("قال إن القوات في ترابها.", ["ترابها"], []),
        ("ذهب إلى المسلحين أمس.", ["المسلحين"], []),
        ("أصيب في سيارة إسعاف أمس.", ["سيارة إسعاف"], []),
    ],
)
def test_places_of_events(text: str, marked: list[str], wanted: list[tuple[str, list[str]]]) -> None:
    assert read(text, *marked) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("تجمعوا أمام مقر الوزارة أمس.", ["مقر الوزارة"]),
        ("التقوا بمبنى وزارة الدفاع أمس.", ["مبنى وزارة الدفاع"]),
        # no body behind it, or the house of no one named
        ("تجمعوا أمام مقر قديم أمس.", []),
        ("تجمعوا أمام المقر أمس.", []),
    ],
)
def test_houses_of_bodies(text: str, wanted: list[str]) -> None:
    assert [name for name, _ in read(text)] == wanted


def test_what_is_improbable_is_no_place() -> None:
    text = "التقى الوفد الأهالي في الساحة الكبرى أمس."
    assert read(text, "الساحة الكبرى", sure=0.3) == []
    assert read(text, "الساحة الكبرى", event=0.2) == []


def test_a_place_that_is_named_elsewhere_is_that_place() -> None:
    text = "قال من سبها إنهم اجتمعوا بتالوين، ثم عاد من تالوين إلى سبها."
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    first, last = reading.tokens_in(text.rindex("تالوين"), text.rindex("تالوين") + 6)
    town = Found("place", "تالوين", [(first, last, reading.span(first, last))], names={"تالوين"})
    k = reading.token_at(text.index("بتالوين"))
    question = Question(0, "CONSULT", 0.9, cast(Marked, Says([WordSpan(at.word[k], at.word[k] + 1, "place", 0.9)])))
    assert sites(at, [question], [town], ()) == []
    assert [s.text(text) for _, _, s in town.mentions] == ["تالوين", "تالوين"]


def test_no_expression_of_time_is_a_place() -> None:
    text = "اجتمعوا في الثالث من فبراير."
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    first, last = reading.tokens_in(text.index("الثالث"), text.index("."))
    question = Question(0, "CONSULT", 0.9, cast(Marked, Says([WordSpan(first, last, "place", 0.9)])))
    assert sites(at, [question], [], [reading.span(first, last)]) == []
    assert sites(at, [question], [], [])


@pytest.mark.parametrize(
    ("text", "place", "flag"),
    [
        ("غادرت سفينة ترفع علم بنما الميناء.", "بنما", True),
        ("غادرت سفينة ميناء بنما.", "بنما", False),
        ("رفعوا العلم في بنما.", "بنما", False),
        ("أفرج عن اثنين، وفق شبكة مقرها لندن.", "لندن", True),
        ("أفرج عن اثنين في مقر الشبكة بلندن.", "بلندن", False),
        ("اجتمعت الشبكة في مقرها بلندن.", "بلندن", False),
    ],
)
def test_a_flag_or_a_seat_is_no_place(text: str, place: str, flag: bool) -> None:
    reading = Reading.of(Document("t", text))
    assert flown(reading, reading.token_at(text.index(place))) is flag


@pytest.mark.parametrize(
    ("text", "word", "who", "held"),
    [
        ("قُتل ثلاثة في غارة على بلدة خاضعة لسيطرة الجماعة.", "غارة", "الجماعة", True),
        ("قُتل ثلاثة في غارة على مناطق تسيطر عليها الجماعة.", "غارة", "الجماعة", True),
        ("قُتل ثلاثة في غارة على بلدة واقعة تحت سيطرة الجماعة.", "غارة", "الجماعة", True),
        ("قُتل ثلاثة في غارة شنها مرتزقة تحت سيطرة الجماعة.", "غارة", "الجماعة", False),
        ("أعلن الناطق سيطرة الجماعة على البلدة.", "سيطرة", "الجماعة", False),
        ("شنت غارة سيطرة الجماعة.", "غارة", "الجماعة", False),
        ("قُتل ثلاثة في غارة شنتها الجماعة.", "غارة", "الجماعة", False),
        ("احتج السكان على لجوئها لإدارة الجماعة.", "احتج", "الجماعة", False),
    ],
)
def test_whoever_holds_a_place_did_nothing_there_yet(text: str, word: str, who: str, held: bool) -> None:
    reading = Reading.of(Document("t", text))
    assert holds(reading, reading.token_at(text.index(who)), reading.token_at(text.index(word))) is held


def test_whose_envoy_it_is() -> None:
    reading = Reading.of(Document("d", "استدعت سفيرة مالطا وأغلقت حدود مالطا"))
    places = [t.index for t in reading.tokens if t.norm == "مالطا"]
    assert [of_envoy(reading, k) for k in places] == [True, False]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("يصل المبعوث الأممي إلى السودان إلى القاهرة غدا.", {"السودان"}),
        ("وصل السفير الأميركي لدى ليبيا جون سميث إلى القاهرة أمس.", {"ليبيا"}),
        ("وصل المبعوث الأممي إلى السودان أمس.", set()),
        ("وصل المبعوث الأممي إلى السودان قبل أن يعود إلى القاهرة.", set()),
        ("وصل الوزير إلى السودان إلى القاهرة.", set()),
    ],
)
def test_where_an_envoy_is_sent_is_his_office(text: str, posts: set[str]) -> None:
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    found, described = find_entities(reading, ())
    spots = Spots(at, EntityTable(reading, found, described))
    assert {spots.entity(s).name for s in spots.all if s.item.type == "place" and of_post(at, spots, s)} == posts

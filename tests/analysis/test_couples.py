"""«الطرفان», «البلدان»: a noun in the dual means two who were named before, or nobody."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Telling
from marsad.analysis.learned.couples import couple_near, couple_noun, points_back, said_to, subject_of_dual
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document


def near(text: str, word: str, parties: tuple[str, ...] = ()) -> list[str] | None:
    """The names of the two beside a word of a text."""
    reading = Reading.of(Document("example", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    token = reading.token_at(text.index(word))
    held = [e for k in range(len(reading.tokens)) if (e := table.covering(k)) is not None]
    found: dict[str, Found] = {e.name: e for e in held}
    hit = couple_near(reading, table, token, [found[p] for p in parties])
    return None if hit is None else [e.name for e in hit[1]]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("الطرفان", "parties"),
        ("للجانبين", "parties"),
        ("والبلدان", "country"),
        ("بالوزيرين", "person"),
        ("القبيلتان", "organization"),
    ],
)  # fmt: skip
def test_nouns_that_mean_two(word: str, kind: str) -> None:
    assert couple_noun(word) == kind


@pytest.mark.parametrize("word", ["الطرف", "طرفان", "البلد", "الوزير", "الجانبية"])
def test_words_that_do_not(word: str) -> None:
    assert couple_noun(word) is None


def test_two_countries_named_last() -> None:
    text = "زار وفد من مصر تونس ثم الجزائر. وقال مصدر إن ليبيا بعيدة عن الملف. واتفق البلدان على فتح المعبر."
    assert near(text, "اتفق") == ["الجزائر", "ليبيا"]


def test_the_parties_of_the_event_before() -> None:
    text = "التقى وفد من مصر مسؤولين من تونس. ووقع الطرفان وثيقة."
    assert near(text, "وقع", ("مصر", "تونس")) == ["مصر", "تونس"]
    assert near(text, "وقع", ("مصر",)) is None


def test_a_noun_too_far_from_the_word_means_others() -> None:
    text = "وقعت الحكومة وثيقة طويلة جدا مع شركة من تونس بعد أيام من سفر إلى مصر عن البلدين."
    assert near(text, "وقعت") is None


def test_one_country_alone_is_no_couple() -> None:
    assert near("زار الوفد تونس. واتفق البلدان على فتح المعبر.", "اتفق") is None


def test_a_verb_of_two_means_the_parties_or_a_noun_before_it() -> None:
    text = "عقد وفد من مصر مع وفد من تونس اجتماعا، وخلاله اتفقا على فتح المعبر."
    assert near(text, "اتفقا", ("مصر", "تونس")) == ["مصر", "تونس"]
    assert near(text, "اتفقا", ("مصر",)) is None
    # a verb that says of how many only by its form, or that one may do alone
    assert near(text.replace("اتفقا", "اتفق"), "اتفق", ("مصر", "تونس")) is None
    assert near(text.replace("اتفقا", "قتلا"), "قتلا", ("مصر", "تونس")) is None
    far = "زارت مصر تونس. وكان البلدان في يناير من العام الماضي قد وقعا وثيقة."
    assert near(far, "وقعا") == ["مصر", "تونس"]


def test_an_event_named_again_has_the_parties_told_before() -> None:
    text = "قال الوزير عقب اللقاء إن اللقاء بين الجانبين جرى بعد لقاء آخر."
    reading = Reading.of(Document("example", text))
    meetings = [k for k, t in enumerate(reading.tokens) if t.norm.endswith("لقاء")]
    assert [points_back(reading, k) for k in meetings] == [True, False, False]


def test_a_city_before_the_couple_means_its_country() -> None:
    text = "رحبت النيجر بالخطوة، ووصل وفد من تشاد. وفي نيامي، أكد مصدر أن البلدين سيّرا دوريات."
    assert near(text, "سيّرا") == ["تشاد", "النيجر"]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("رحبت بوركينا فاسو بالخطوة. وفي واغادوغو، التقى الوزير السفير.", True),
        ("رحبت بوركينا فاسو بالخطوة. وإلى واغادوغو وصل السفير.", True),
        ("رحبت بوركينا فاسو بالخطوة. ثم أعلنت واغادوغو موقفها.", False),
        # the city that the press takes for the government
        ("رحبت إسرائيل بالخطوة. وفي تل أبيب، التقى الوزير السفير.", True),
        ("رحبت إسرائيل بالخطوة. ثم أعلنت تل أبيب موقفها.", False),
    ],
)
def test_a_capital_in_which_something_happens_is_a_city(text: str, apart: bool) -> None:
    found, _ = find_entities(Reading.of(Document("d", text)), [], [], [])
    names = ("واغادوغو", "بوركينا فاسو", "إسرائيل", "تل أبيب")
    assert (len({id(e) for e in found if e.name in names}) == 2) is apart


@pytest.mark.parametrize(
    ("text", "word", "noun", "wanted"),
    [
        # a verb in the dual has the noun for its subject, or nobody
        ("بحث الجانبان الملف واتفقا على الموعد.", "واتفقا", "الجانبان", True),
        ("قال إن الجانبين بحثا الملف واتفقا على الموعد.", "واتفقا", "الجانبين", True),
        ("ثم اتفقا على الموعد.", "اتفقا", "اتفقا", True),
        ("قال إن ضابطين من البلدين التقيا أمس.", "التقيا", "البلدين", False),
        ("بحث الجانبان الملف واتفق الوفد معهما.", "واتفق", "الجانبان", False),
        ("تلقى وعدا من الجانبين.", "وعدا", "وعدا", False),
    ],
)
def test_the_subject_of_two(text: str, word: str, noun: str, wanted: bool) -> None:
    reading = Reading.of(Document("example", text))
    token, at = (reading.token_at(text.index(w)) for w in (word, noun))
    assert subject_of_dual(reading, token, at) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("دعا المبعوث الأممي الطرفين إلى التهدئة.", True),
        ("دعا الطرفين إلى التهدئة.", True),
        # of the two, or to be with them
        ("دعا قادة الطرفين إلى التهدئة.", False),
        ("دعا الوزير إلى لقاء مع الطرفين.", False),
    ],
)
def test_what_is_said_to_two(text: str, wanted: bool) -> None:
    reading = Reading.of(Document("example", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    two = [Found("place", "مصر"), Found("place", "تونس")]
    span = reading.span(0, 1)
    telling = Telling("REQUEST", None, [], [], [], [], (), None, [span], [None], "t", span, 0)
    said_to(WordMap(reading), table, telling, reading.token_at(text.index("الطرفين")), two)
    assert (telling.recipient == two) is wanted


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("تقيم هنا حركة فتح وحركة حماس منذ أسبوع. وقال مصدر إن الجانبين اتفقا.", ["حركة فتح", "حركة حماس"]),
        ("انتهت الجلسة بين مصر وتونس مساء. وقال مصدر إن الجانبين اتفقا.", ["مصر", "تونس"]),
        ("بحثت مصر وتونس وليبيا الملف. وقال مصدر إن الجانبين اتفقا.", None),
        ("زار وفد تونس بعد مصر. وقال مصدر إن الجانبين اتفقا.", None),
    ],
)
def test_two_joined_by_and_are_the_parties_where_nobody_met(text: str, two: list[str] | None) -> None:
    assert near(text, "اتفقا") == two

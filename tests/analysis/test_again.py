"""«القصف وقع فجر الجمعة»: a noun and a word of happening tell an event; who took part was told before."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.again import attended, go_on, happens, joined, take_over
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.text.spans import Span


def told(text: str, word: str) -> bool:
    reading = Reading.of(Document("example", text))
    return happens(reading, reading.token_at(text.index(word)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("وقال شاهد إن القصف وقع فجر الجمعة.", "القصف"),
        ("الهجوم الذي وقع في ضاحية الميناء مساء السبت دبره سجناء.", "الهجوم"),
        ("وأكد العمدة أن إطلاق النار وقع عصر الأحد.", "إطلاق"),
        ("نفى المتحدث وقوع أي هجوم على المخيم.", "هجوم"),
        ("ونفت الشركة تعرض المستودع لأي هجوم بالمسيرات.", "هجوم"),
    ],
)
def test_a_noun_that_only_happens(text: str, word: str) -> None:
    assert told(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("شن المسلحون هجوما على المخيم فجر الجمعة.", "هجوما"),
        ("القصف أودى بحياة ثلاثة، وقد وقع الوزيران اتفاقا.", "القصف"),
        ("قصف وقع في ضاحية لا يعرفها أحد.", "قصف"),
        ("الاجتماع، كما جرى العرف، كان مغلقا.", "الاجتماع"),
        ("المستودع وقع على الطريق الساحلي.", "المستودع"),
    ],
)
def test_near_misses(text: str, word: str) -> None:
    assert not told(text, word)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("وأوضح أن اللقاء حضره السفير والقنصل.", "اللقاء", True),
        ("وأوضح أن اللقاء حضره السفير والقنصل.", "حضره", True),
        ("وحضر الاجتماع السفير والقنصل.", "الاجتماع", True),
        ("وعقد الاجتماع في مقر السفارة.", "الاجتماع", False),
        ("وحضر السفير اجتماعا في الوزارة.", "اجتماعا", False),
        ("وذكر أن السفير حضره مبكرا.", "حضره", False),
    ],
)
def test_who_else_was_at_a_meeting(text: str, word: str, wanted: bool) -> None:
    reading = Reading.of(Document("example", text))
    assert attended(reading, reading.token_at(text.index(word))) is wanted


def test_every_word_of_happening_is_known_beside_an_event() -> None:
    for row in read_table("ar/events/happening.tsv"):
        reading = Reading.of(Document("example", row["example"]))
        assert any(happens(reading, i) for i in range(len(reading.tokens))), row["past"]


def telling(kind: str, actor: list[str], mode: str | None = None) -> Telling:
    return Telling(kind, mode, actor, [], [], [], (), None, [], [], "test", Span(0, 4), 0)  # type: ignore[arg-type]


def test_the_nearest_telling_of_the_same_kind_says_who_took_part() -> None:
    bare = telling("ASSAULT", [], "aerial")
    take_over(
        bare, [telling("ASSAULT", ["first"]), telling("ASSAULT", ["second"], "abduct"), telling("AID", ["third"])]
    )
    assert bare.actor == ["first"]
    assert [(r.field, r.by) for r in bare.reasons] == [("actor", "events.told_before")]
    alone = telling("PROTEST", [])
    take_over(alone, [telling("ASSAULT", ["first"])])
    assert (alone.actor, alone.reasons) == ([], [])


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("أعلن القائد توقيف ثلاثة رجال في المدينة، وضبط أسلحة.", "توقيف"),
        ("أعلن القائد توقيف ثلاثة رجال واعتقال رابع.", "توقيف"),
        # a verb of its own, or none to join
        ("أعلن القائد توقيف ثلاثة رجال، وقال إن الجيش هاجمهم وضبط أسلحة.", ""),
        ("أعلن القائد وصول ثلاثة رجال ثم قتلوا وضبط أسلحة.", ""),
        ("التقى القائد ثلاثة رجال وضبط أسلحة.", ""),
    ],
)
def test_the_noun_that_and_joins(text: str, noun: str) -> None:
    reading = Reading.of(Document("example", text))
    word = "واعتقال" if "واعتقال" in text else "وضبط"
    token = reading.token_at(text.index(word))
    found = joined(reading, token)
    assert found == (reading.token_at(text.index(noun)) if noun else None)


def test_who_did_the_one_did_the_other() -> None:
    text = "أعلن القائد توقيف ثلاثة رجال وضبط أسلحة."
    reading = Reading.of(Document("example", text))
    army, men = Found("organization", "الجيش"), Found("group", "ثلاثة رجال")

    def telling(kind: str, word: str, actor: list[Found]) -> Telling:
        span = Span(text.index(word), text.index(word) + len(word))
        return Telling(kind, None, actor, [men], [], [], (), None, [span], [None], "example", span, 0)

    first, second = telling("COERCE", "توقيف", [army]), telling("COERCE", "وضبط", [])
    go_on(reading, reading.token_at(second.trigger.start), second, [first])
    assert second.actor == [army]
    spoken = telling("ACCUSE", "وضبط", [])
    go_on(reading, reading.token_at(spoken.trigger.start), spoken, [first])
    assert spoken.actor == []

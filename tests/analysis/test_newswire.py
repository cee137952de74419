"""The newswire head beside the record's head, with spans as both give them."""

from __future__ import annotations

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.learned.names import candidate, names
from marsad.analysis.learned.newswire import agreed
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import WordSpan

Seen = tuple[str, str, float]


def spans(at: WordMap, text: str, seen: list[Seen]) -> list[WordSpan]:
    out: list[WordSpan] = []
    for name, label, confidence in seen:
        start = text.index(name)
        words = at.words(*at.reading.tokens_in(start, start + len(name)))
        assert words is not None
        out.append(WordSpan(*words, label, confidence))
    return out


def heard(text: str, own: list[Seen], newswire: list[Seen]) -> list[tuple[str, str]]:
    """Names and types after both heads were heard."""
    at = WordMap(Reading.of(Document("t", text)))
    names: list[Candidate] = [
        c for s in spans(at, text, own) if (c := candidate(at, s, f"reader.{s.label}", 80)) is not None
    ]
    return [(c.span.text(text), c.type) for c in agreed(at, names, spans(at, text, newswire))]


TEXT = "هزم كاسبيان غريمه دورتموند في ليل أمام جمهور غفير."


def test_a_name_that_only_newswire_knows_is_added() -> None:
    assert heard(TEXT, [], [("دورتموند", "ORG", 0.95)]) == [("دورتموند", "organization")]


def test_an_unsure_or_foreign_label_adds_nothing() -> None:
    assert heard(TEXT, [], [("دورتموند", "ORG", 0.6), ("ليل", "MISC", 0.99)]) == []


def test_a_listed_name_needs_less() -> None:
    text = "خفضت أوبك الإنتاج أمس."
    assert heard(text, [], [("أوبك", "ORG", 0.7)]) == [("أوبك", "organization")]
    assert heard(text, [], [("أوبك", "LOC", 0.7)]) == []
    assert heard(text, [], [("أوبك", "ORG", 0.5)]) == []


def test_the_record_s_own_names_stay() -> None:
    own = [("جمهور", "organization", 0.7)]
    assert heard(TEXT, own, [("جمهور", "PERS", 0.99)]) == [("جمهور", "organization")]


def test_a_rank_of_two_words_is_no_part_of_the_name() -> None:
    text = "قال الفريق أول عبد الفتاح سالم ذلك، وفاز أول سالم."
    assert heard(text, [("أول عبد الفتاح سالم", "person", 0.9)], []) == [("عبد الفتاح سالم", "person")]
    assert heard("قال الفريق أول ذلك.", [("أول", "person", 0.9)], []) == []
    assert heard(text, [("أول سالم", "person", 0.9)], []) == [("أول سالم", "person")]


def test_a_title_says_that_a_single_word_is_a_name() -> None:
    text = "قال الكاردينال كورفيلي إن الاجتماع مفيد، وقالت كورماني نعم."
    unsure = [("كورفيلي", "PERS", 0.7), ("كورماني", "PERS", 0.7)]
    assert heard(text, [], unsure) == [("كورفيلي", "person")]


def test_what_describes_a_title_is_no_name() -> None:
    text = "قال الرئيس السابق إن الوزير أعلن ذلك."
    assert heard(text, [], [("السابق", "PERS", 0.9), ("أعلن", "PERS", 0.9)]) == []


def test_a_single_word_that_both_heads_take_for_a_man_is_one() -> None:
    text = "سجل تيفازي هدفا."
    at = WordMap(Reading.of(Document("t", text)))
    own = spans(at, text, [("تيفازي", "person", 0.9)])

    def found(newswire: list[Seen]) -> list[str]:
        return [c.span.text(text) for c in names(at, own, spans(at, text, newswire))]

    assert found([("تيفازي", "PERS", 0.95)]) == ["تيفازي"]
    assert found([("تيفازي", "PERS", 0.7)]) == found([("تيفازي", "LOC", 0.95)]) == found([]) == []


def test_a_verb_of_saying_behind_a_body_is_no_part_of_its_name() -> None:
    text = "أما السفارة اليابانية فنفت الخبر، وشارك فريق الفلاح."
    seen = [("السفارة اليابانية فنفت", "organization", 0.9), ("فريق الفلاح", "organization", 0.9)]
    assert [name for name, _ in heard(text, seen, [])] == ["السفارة اليابانية", "فريق الفلاح"]


def test_names_that_begin_with_the_word_before() -> None:
    for text, seen, name in (
        ("قال خير الله السالمي ذلك.", "الله السالمي", "خير الله السالمي"),
        ("أوقف محمد ولد سالم أمس.", "ولد سالم", "محمد ولد سالم"),
        ("قال الرئيس ولد سالم ذلك.", "ولد سالم", "ولد سالم"),
    ):
        assert heard(text, [(seen, "person", 0.9)], []) == [(name, "person")]

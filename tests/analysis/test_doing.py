"""«أقدم … على خطف», «قام بتفريق»: a verb that says that somebody does what the noun behind it tells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from marsad.analysis.events import lexicon_says
from marsad.analysis.events.doing import doing
from marsad.analysis.learned import verdicts
from marsad.analysis.learned.again import without_verbs_of_doing
from marsad.analysis.learned.moods import moods
from marsad.analysis.pipeline import Analyser
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table
from marsad.model.document import Document


def verb_of(text: str, word: str) -> str | None:
    reading = Reading.of(Document("d", text))
    found = doing(reading, reading.token_at(text.index(word)))
    return None if found is None else text[reading.tokens[found].start : reading.tokens[found].end]


@pytest.mark.parametrize("row", read_table("ar/events/doing.tsv"), ids=lambda row: row["past"])
def test_every_verb_of_the_table(row: dict[str, str]) -> None:
    for text, wanted in ((row["example"], True), (row["near_miss"], False)):
        reading = Reading.of(Document("d", text))
        assert any(doing(reading, i) is not None for i in range(len(reading.tokens))) is wanted, text


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("وذكر أن شبانا أقدموا، في ساعة متأخرة من ليل السبت، على إغلاق الصمام.", "إغلاق", "أقدموا"),
        ("ثم قام الحراس بإطلاق النار في الهواء.", "بإطلاق", "قام"),
        ("وستقوم الشرطة بتوقيف السائق.", "بتوقيف", "وستقوم"),
        ("ولم تتمكن الشرطة من توقيف السائق.", "توقيف", None),
        ("وتمكنت الشرطة من توقيف السائق.", "توقيف", "وتمكنت"),
        # an aside has a verb of its own
        ("كشفت الصحيفة، في تحقيق نشرته أمس، عن اعتقال السائق.", "اعتقال", "كشفت"),
        ("كشفت الصحيفة في تحقيق نشرته أمس عن اعتقال السائق.", "اعتقال", None),
        ("مدربون بدؤوا تدريب الكتيبة.", "تدريب", "بدؤوا"),
        # the noun has an article, another preposition, another verb or the end of an aside before it
        ("أقدم الحارس على القتل.", "القتل", None),
        ("قامت الشرطة بدوريات قبل اعتقال السائق.", "اعتقال", None),
        ("قامت اللجنة بعملها ثم نددت بقصف القرية.", "بقصف", None),
        ("أقدم نائب على الاستقالة، احتجاجا على قصف القرية.", "قصف", None),
        ("لجأت العائلات إلى الجبل. وأشار إلى قصف القرية.", "قصف", None),
    ],
)
def test_the_verb_stands_before_its_noun(text: str, word: str, verb: str | None) -> None:
    assert verb_of(text, word) == verb


def test_what_is_needed_is_not_done() -> None:
    for text, wanted in (
        ("أكدت الشرطة توقيف السائق.", True),
        ("أكدت الشرطة ضرورة توقيف السائق.", False),
        ("أكدت الشرطة أهمية توقيف السائق.", False),
    ):
        reading = Reading.of(Document("d", text))
        assert verdicts.done(reading, reading.token_at(text.index("توقيف"))) is wanted


def test_a_condition_may_be_met_beside_the_verb() -> None:
    for text, said in (
        ("أقدمت مجموعة من الشبان، في الساعات الأولى من يوم السبت الماضي، على إقفال البوابة.", "met"),
        ("رأى شبان من القرية أن على الشركة قبل نهاية الشهر الماضي كله إقفال البوابة.", "unmet"),
    ):
        reading = Reading.of(Document("d", text))
        assert lexicon_says(reading, reading.token_at(text.index("إقفال"))).get("PROTEST") == said


@pytest.mark.parametrize(
    ("said", "sure", "done", "told"),
    [
        ("free", 0.03, True, True),
        ("met", 0.03, True, True),
        ("free", 0.03, False, False),
        # a word of too many meanings asks for more, and a condition that isn't met for all
        ("reader", 0.03, True, False),
        ("reader", 0.15, True, True),
        ("unmet", 0.3, True, False),
        ("silent", 0.3, True, False),
        ("unmet", 0.4, True, True),
    ],
)
def test_how_sure_of_what_somebody_does(said: str, sure: float, done: bool, told: bool) -> None:
    question = cast(Any, SimpleNamespace(type="ASSAULT", confidence=0.5, share=0.9))
    assert verdicts.told(question, cast(Any, None), {f"lexicon {said}": 1.0}, sure, False, done) is told


def test_what_somebody_does_is_an_event() -> None:
    record = Analyser().analyze(
        Document("d", "قامت قوات الأمن صباح أمس بتفريق متظاهرين في ساحة الميناء.", published="2025-02-18")
    )
    names = {e.id: e.name for e in record.entities}
    assert [(e.type, [names[x] for x in e.recipient]) for e in record.events] == [("COERCE", ["متظاهرين"])]


def test_the_verb_tells_no_event_beside_its_noun() -> None:
    text = "مدربون بدؤوا تدريب الكتيبة."
    reading = Reading.of(Document("d", text))

    def telling(word: str, kind: str) -> Any:
        start = text.index(word)
        return SimpleNamespace(type=kind, trigger=SimpleNamespace(start=start, end=start + len(word)))

    verb, noun = telling("بدؤوا", "MOBILIZE"), telling("تدريب", "AID")
    assert without_verbs_of_doing(reading, [verb, noun]) == [noun]
    assert without_verbs_of_doing(reading, [verb]) == [verb]


def test_what_was_begun_is_no_plan() -> None:
    for text, wanted in (
        ("بدأ مدربون تدريب الكتيبة.", False),
        ("يبدأ مدربون تدريب الكتيبة.", True),
        ("أعلن مدربون تدريب الكتيبة.", True),
    ):
        reading = Reading.of(Document("d", text))
        told = moods(reading, reading.token_at(text.index("تدريب")), "AID", frozenset(("future",)))
        assert ("future" in told) is wanted, text

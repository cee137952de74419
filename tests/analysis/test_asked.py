"""Which words are read a second time, and who takes part if nobody probably does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.spots import Pick, surest
from marsad.analysis.learned.unharmed import handed_over
from marsad.analysis.learned.words import WordMap, questions, tells_nothing
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.model.record import EntityType
from marsad.reader.labels import TYPES


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("أشادت الوزارة بالبلدية.", "SUPPORT", True),
        ("قبلت الحركة المبادرة.", "AGREE", True),
        ("وجود مقاتلين أجانب في القاعدة.", "MOBILIZE", True),
        # the condition isn't met, or the word has many meanings, or none that tells an event
        ("قبلت الحركة الضيوف.", "AGREE", False),
        ("وجود خلاف في القاعدة.", "MOBILIZE", False),
        ("حضر الوزير.", "CONSULT", False),
        ("ابتسم الوزير.", "CONSULT", False),
    ],
)
def test_words_that_the_lexicon_is_sure_of_are_read_again_however_improbable(text: str, kind: str, asked: bool) -> None:
    reading = Reading.of(Document("d", text))
    first = np.full(len(TYPES), 0.03 / (len(TYPES) - 1))
    first[0] = 0.97
    marked = SimpleNamespace(types=lambda: first)
    pages = cast(Any, SimpleNamespace(triggers=lambda least: [(0, first)], event=lambda word: marked))
    assert kind in TYPES and [q.word for q in questions(WordMap(reading), pages)] == ([0] if asked else [])


@pytest.mark.parametrize(
    ("text", "word", "nothing"),
    [
        ("صمد اتفاق وقف إطلاق النار.", "إطلاق", True),
        ("سفينة على لائحة العقوبات.", "العقوبات", True),
        ("أحالته إلى قاضي التحقيق.", "التحقيق", True),
        ("وصلت حمولة لسفينتي شحن.", "شحن", True),
        ("واصلت فرق الإنقاذ عملها.", "الإنقاذ", True),
        ("هاجموا المخفر ثم لاذوا بالفرار.", "بالفرار", True),
        ("تبادلوا الاتهامات بالفرار.", "بالفرار", False),
        ("ونعى الحزب أحد قادته.", "ونعى", True),
        ("ورد الحزب على الغارة.", "ورد", False),
        ("انتشلت الفرق ثلاث جثث.", "انتشلت", True),
        ("أعلن الحرس انتشال جثامين الضحايا.", "انتشال", True),
        ("انتشلت الفرق ثلاثة ناجين.", "انتشلت", False),
        ("استقبل المستشفى تسعة جرحى أمس.", "استقبل", True),
        ("استقبل المستشفى تسعة أطباء أمس.", "استقبل", False),
        ("قُتل راع برصاص مهربين.", "برصاص", True),
        ("وصلت شحنة برصاص مهربين.", "برصاص", False),
        ("سقطت القذيفة من دون وقوع إصابات.", "إصابات", True),
        ("ولم تسجل أي إصابات في القصف.", "إصابات", True),
        ("سقطت القذيفة ووقعت إصابات.", "إصابات", False),
        ("اتهمت الإذاعة بالكذب متهمة إياها بالتحريض.", "إياها", True),
        ("أوقف الجنود رجالا يُشتبه في انتمائهم إلى الجماعة.", "يُشتبه", True),
        ("أوقف الجنود رجلا للاشتباه في صلته بالجماعة.", "للاشتباه", True),
        ("شب اشتباك بين الجنود والجماعة.", "اشتباك", False),
        ("خطفوا صيادين وأفرجوا عنهم.", "خطفوا", False),
        ("وقال إن المهاجمين خرجوا من الغابة.", "المهاجمين", True),
        ("استنكرت إطلاق النار.", "إطلاق", False),
        ("بدأت السفينة شحن الدبابات.", "شحن", False),
        ("نشرت أنقرة طائرات مسيرة في القاعدة.", "مسيرة", True),
        ("نظم الأهالي مسيرة في القاعدة.", "مسيرة", False),
        ("أعلن الخفر إنقاذ الصيادين.", "إنقاذ", False),
        ("فرضت واشنطن العقوبات.", "العقوبات", False),
        ("صمد اتفاق وقف إطلاق النار.", "وقف", False),
    ],
)
def test_words_of_set_phrases_tell_nothing(text: str, word: str, nothing: bool) -> None:
    reading = Reading.of(Document("d", text))
    assert tells_nothing(reading, reading.token_at(text.index(word))) is nothing


def test_every_set_phrase_tells_nothing_in_its_example() -> None:
    for row in read_table("ar/events/phrases.tsv"):
        reading = Reading.of(Document("d", row["example"]))
        assert any(tells_nothing(reading, i) for i in range(len(reading.tokens))), row["example"]


def test_of_unlikely_participants_the_likeliest() -> None:
    picks = [Pick(value, "actor", cast(Any, None)) for value in (0.2, 0.3, 0.16)]
    assert [p.value for p in surest(picks)] == [0.3]
    assert surest([]) == []


@pytest.mark.parametrize(
    ("text", "kind", "sides", "wanted"),
    [
        ("الموقوفون سُلموا إلى النيابة.", "AID", {"الموقوفون": "group", "النيابة": "organization"}, True),
        ("سلمهم القائد إلى الشرطة.", "COOPERATE", {"الشرطة": "organization"}, True),
        ("سلمت روما الشرطة زورقين.", "AID", {"روما": "place", "الشرطة": "organization"}, False),
        ("سلم الجيش الشرطة زورقين.", "AID", {"الجيش": "organization", "الشرطة": "organization"}, False),
        ("سلم الجيش الرعاة مؤونة.", "AID", {"الجيش": "organization", "الرعاة": "group"}, False),
        ("الموقوفون سُلموا إلى النيابة.", "COERCE", {"الموقوفون": "group", "النيابة": "organization"}, False),
    ],
)
def test_who_is_passed_on_to_the_law(text: str, kind: str, sides: dict[str, EntityType], wanted: bool) -> None:
    reading = Reading.of(Document("d", text))
    token = next(k for k, t in enumerate(reading.tokens) if "سلم" in t.norm)
    found = [Found(type_, name) for name, type_ in sides.items()]
    span = reading.span(token, token + 1)
    telling = Telling(kind, None, [], found, [], [], (), None, [span], [None], "example", span, 0)
    assert handed_over(reading, token, telling) is wanted

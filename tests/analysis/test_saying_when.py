"""Times that say when something was told, and not when it happened. All sentences are invented."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.when import dates_the_saying, may_date
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "event", "time", "said"),
    [
        ("قُتل ثلاثة في ضربة على السوق وفق ما أعلنت غرفة الطوارئ الخميس.", "ضربة", "الخميس", True),
        ("قُتل ثلاثة في ضربة على السوق، حسبما أفاد المتحدث باسم البلدية أمس.", "ضربة", "أمس", True),
        ("قُتل ثلاثة في ضربة على السوق، وفقا لما ذكرت الوكالة اليوم.", "ضربة", "اليوم", True),
        ("قُتل ثلاثة، وفق ما أعلنت غرفة الطوارئ، في ضربة مساء الخميس.", "قُتل", "مساء", False),
        ("وفق ما أعلنت غرفة الطوارئ قُتل ثلاثة الخميس.", "قُتل", "الخميس", False),
        ("قُتل ثلاثة في ضربة على ما تبقى من السوق الخميس.", "ضربة", "الخميس", False),
    ],
)
def test_the_day_of_an_announcement_is_not_that_of_the_event(text: str, event: str, time: str, said: bool) -> None:
    reading = Reading.of(Document("t", text))
    at = [reading.token_at(text.index(word)) for word in (event, time)]
    assert dates_the_saying(reading, *at) is said


@pytest.mark.parametrize(
    ("text", "kind", "event", "time", "may"),
    [
        ("استقبل الوزير الثلاثاء السفير.", "CONSULT", "استقبل", "الثلاثاء", True),
        # what the envoy did, and a clause that goes on behind the comma
        ("استقبل الوزير السفير الذي وصل الثلاثاء.", "CONSULT", "استقبل", "الثلاثاء", False),
        ("استقبل الوزير السفير الذي عين حديثا، الثلاثاء، في مكتبه.", "CONSULT", "استقبل", "الثلاثاء", True),
        # the relative clause is about what the noun tells
        ("شهدت المدينة قمة البحيرات التي ترأسها الوزير الثلاثاء.", "CONSULT", "قمة", "الثلاثاء", True),
        ("قتل جنود في المعارك، بحسب القائد، الذي زار الجبهة الخميس.", "ASSAULT", "المعارك", "الخميس", False),
        # another sentence: an act goes on, what is said doesn't, and nothing is dated ahead
        ("اندلع القتال الثلاثاء. وقصفت القوات السوق.", "ASSAULT", "وقصفت", "الثلاثاء", True),
        ("اندلع القتال الثلاثاء. وطالبت البلدية القوات بوقفه.", "REQUEST", "وطالبت", "الثلاثاء", False),
        ("قصفت القوات السوق. وزار المحافظ الجرحى الثلاثاء.", "ASSAULT", "قصفت", "الثلاثاء", False),
    ],
)
def test_a_time_dates_its_own_clause(text: str, kind: str, event: str, time: str, may: bool) -> None:
    reading = Reading.of(Document("t", text))
    at = [reading.token_at(text.index(word)) for word in (event, time)]
    assert may_date(reading, kind, *at) is may

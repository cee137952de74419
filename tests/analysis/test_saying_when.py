"""Times that say when something was told, and not when it happened. All sentences are invented."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.when import dates_the_saying
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

"""How long before or after what is told something else happened."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.analysis.learned.lapse import lapse
from marsad.analysis.learned.when import Placed
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.model.document import Document

DAY = "2025-03-20"


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("رفضت القبيلة، الثلاثاء، استقبال الوفد، بعد يومين من مقتل ابنها.", "مقتل", ("2025-03-16", "2025-03-16")),
        ("تبادلا القصف، الثلاثاء، بعد أربعة أيام فقط من إبرام الهدنة.", "إبرام", ("2025-03-14", "2025-03-14")),
        ("وصل الوفد الثلاثاء قبل أسبوع من لقاء الرئيسين.", "لقاء", ("2025-03-25", "2025-03-25")),
        # without a date it is the day told in its paragraph, else the report's
        ("التقى الوزيران الجمعة. وجاء اللقاء بعد يومين من استهداف ناقلة.", "استهداف", ("2025-03-12", "2025-03-12")),
        ("التقى الوزيران الجمعة.\nويأتي ذلك بعد يومين من استهداف ناقلة.", "استهداف", ("2025-03-18", "2025-03-18")),
        ("ويأتي ذلك بعد عشرة أيام على اقتحام البرلمان.", "اقتحام", ("2025-03-10", "2025-03-10")),
        # some days or hours, a duration, another word, and a month that is no day
        ("رفضت القبيلة، الثلاثاء، استقبال الوفد بعد ساعات من مقتل ابنها.", "مقتل", None),
        ("ويأتي ذلك بعد أيام من مقتل ثلاثة جنود.", "مقتل", None),
        ("أفرج عنه الثلاثاء بعد يومين في السجن ثم قتل.", "قتل", None),
        ("رفضت القبيلة، الثلاثاء، استقبال الوفد بعد يومين من مقتل ابنها.", "رفضت", None),
        ("رفضت القبيلة في فبراير استقبال الوفد بعد يومين من مقتل ابنها.", "مقتل", None),
        ("خرج ثلاثة رجال من مقر البلدية.", "مقر", None),
    ],
)
def test_so_long_after_what_is_told(text: str, word: str, days: tuple[str, str] | None) -> None:
    reading = Reading.of(Document("t", text))
    placed = [Placed(*reading.tokens_in(t.start, t.end), t) for t in times(reading, DAY)]
    tokens = range(len(reading.tokens))
    published = date.fromisoformat(DAY).toordinal()
    assert lapse(reading, reading.token_at(text.index(word)), tokens, placed, published) == days

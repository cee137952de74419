"""What a date and the word itself say of an event where the reader's own word doesn't settle it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from marsad.analysis.learned.tellings import _long_ago, _mode
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.model.document import Document

DAY = "2025-03-20"


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("أخلت القوة القواعد في صيف 2022.", True),
        ("أخلت القوة القواعد في يناير 2025.", False),
        # since then, or until then, is no day on which it happened
        ("تحاصر القوة القاعدة منذ صيف 2022.", False),
        ("تحاصر القوة القاعدة منذ اتفاق أغسطس 2023.", False),
        ("تخلي القوة القاعدة قبل مطلع عام 2024.", False),
    ],
)
def test_what_is_dated_long_ago_is_background(text: str, background: bool) -> None:
    reading = Reading.of(Document("d", text))
    (time,) = times(reading, DAY)
    assert _long_ago(reading, time, date.fromisoformat(DAY).toordinal()) is background
    assert not _long_ago(reading, time, None)


@pytest.mark.parametrize(
    ("text", "kind", "heard", "mode"),
    [
        # the reader's mode needs a word, the lexicon's is that of the word itself
        ("أضرب عمال الميناء أمس", "PROTEST", None, "strike"),
        ("أضرب عمال الميناء أمس", "PROTEST", "demo", "demo"),
        ("قصف الجيش القرية", "ASSAULT", "drone", "heavy-weapons"),
        ("قصف الجيش القرية بمسيرة", "ASSAULT", "drone", "drone"),
        # what is said by many words is left open
        ("استقبل الوزير السفير", "CONSULT", None, None),
        ("وقع الطرفان اتفاقا", "AGREE", None, None),
    ],
)
def test_a_word_has_a_mode_of_its_own(text: str, kind: str, heard: str | None, mode: str | None) -> None:
    reading = Reading.of(Document("d", text))
    question: Any = SimpleNamespace(type=kind, marked=SimpleNamespace(mode=lambda _: (heard, 0.7)))
    told, why = _mode(reading, question, 0)
    assert told == mode
    assert [r.by.split(".")[0] for r in why] == ([] if mode is None else ["reader" if mode == heard else "events"])

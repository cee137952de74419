"""When a denial is sure enough of an event, and the near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.denied_sides import denied_by
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EventType
from marsad.text.spans import Span


@pytest.mark.parametrize(
    ("text", "word", "kind", "who", "right"),
    [
        ("نفت الوزارة وجود مقاتلين أجانب في القاعدة.", "وجود", "MOBILIZE", "مقاتلين أجانب", True),
        ("لا صحة لوصول سفينة إلى الميناء، وفق الوزارة.", "لوصول", "MOBILIZE", "سفينة", True),
        # only who denies it is beside it
        ("نفت الوزارة وجود مقاتلين أجانب في القاعدة.", "وجود", "MOBILIZE", "الوزارة", False),
        # a clause with whatever was done in it
        ("نفت الوزارة أن تكون سفينة وصلت إلى الميناء.", "وصلت", "MOBILIZE", "سفينة", False),
        # not denied
        ("أكدت الوزارة وجود مقاتلين أجانب في القاعدة.", "وجود", "MOBILIZE", "مقاتلين أجانب", False),
        ("لا تنفي الوزارة وجود مقاتلين أجانب في القاعدة.", "وجود", "MOBILIZE", "مقاتلين أجانب", False),
    ],
)
def test_others_than_who_denies_take_part(text: str, word: str, kind: EventType, who: str, right: bool) -> None:
    reading = Reading.of(Document("d", text))
    ministry = Found("organization", "الوزارة")
    found = ministry if who == "الوزارة" else Found("group", who)
    span = reading.span(0, 1)
    claim = Claim([ministry], "deny", span, Span(0, len(text)), "reader.content")
    token = reading.token_at(text.index(word))
    told = Telling(kind, None, [found], [], [], [], (), None, [span], [claim], "reader.event", span, 0)
    assert denied_by(reading, token, told) is right

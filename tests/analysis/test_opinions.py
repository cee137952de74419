"""What is called for or thought is no event, and the near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.opinions import asked_for, no_event
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EventType


def at(text: str, word: str) -> tuple[Reading, int]:
    reading = Reading.of(Document("d", text))
    return reading, reading.token_at(text.index(word))


@pytest.mark.parametrize(
    ("text", "word", "asked"),
    [
        ("هدد رئيس الوزراء، الأحد، بقصف العاصمة.", "بقصف", True),
        ("ودعا النائب الحكومة إلى طرد السفير.", "طرد", True),
        ("تحدث النائب داعيا الطرفين إلى وقف القتال.", "وقف", True),
        ("طلبت الوزارة من القيادة إرسال جنود.", "إرسال", True),
        ("طلبت الوزارة إرسال جنود.", "إرسال", True),
        ("يشترط الجيش انسحاب المقاتلين.", "انسحاب", True),
        ("طلبت الوزارة في لقاء السفير مهلة.", "لقاء", False),
        ("طلبت الوزارة مهلة، واستقبال السفير جرى لاحقا.", "واستقبال", False),
        ("دعا الوزير بعد لقاء السفير إلى الهدوء.", "لقاء", False),
        ("دعا الوزير إلى الهدوء وزار السفير.", "زار", False),
        ("هددت الجبهة بالانسحاب من المدينة.", "بالانسحاب", True),
        ("أمرت المحكمة بمصادرة الشقة.", "بمصادرة", False),
        ("ندد الوزير بقصف العاصمة.", "بقصف", False),
        ("هدد الوزير الذي ندد بقصف العاصمة.", "بقصف", False),
    ],
)
def test_what_a_call_is_for(text: str, word: str, asked: bool) -> None:
    assert asked_for(*at(text, word)) is asked


def _told(reading: Reading, token: int, kind: EventType, actor: str, recipient: str = "") -> Telling:
    def found(name: str) -> Found:
        first = reading.token_at(reading.text.index(name))
        last = first + len(name.split())
        return Found("person", name, [(first, last, reading.span(first, last))])

    whom = [found(recipient)] if recipient else []
    span = reading.span(token, token + 1)
    return Telling(kind, None, [found(actor)], whom, [], [], (), None, [span], [None], "reader.event", span, 0)


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "recipient", "right"),
    [
        ("قال الخبير الاقتصادي رضا السالمي ذلك داعيا إلى مراجعة الدعم.", "داعيا", "REQUEST", "رضا السالمي", "", True),
        ("رفض الباحث في معهد الدراسات سالم الدرعي القول بذلك.", "رفض", "REJECT", "سالم الدرعي", "", True),
        ("قال الوزير رضا السالمي ذلك داعيا إلى مراجعة الدعم.", "داعيا", "REQUEST", "رضا السالمي", "", False),
        ("سمع الخبير الضجة، ثم دعا رضا السالمي إلى الهدوء.", "دعا", "REQUEST", "رضا السالمي", "", False),
        ("دعا الخبير رضا السالمي الحكومة إلى التنحي.", "دعا", "REQUEST", "رضا السالمي", "الحكومة", False),
        ("زار الخبير رضا السالمي المدينة.", "زار", "CONSULT", "رضا السالمي", "", False),
    ],
)  # fmt: skip
def test_what_an_expert_thinks(
    text: str, word: str, kind: EventType, actor: str, recipient: str, right: bool
) -> None:  # fmt: skip
    reading, token = at(text, word)
    assert no_event(reading, token, _told(reading, token, kind, actor, recipient)) is right

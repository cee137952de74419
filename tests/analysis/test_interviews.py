"""«قال في اتصال هاتفي مع رويترز» tells no meeting. Names are invented."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.interviews import interview
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span


@pytest.mark.parametrize(
    ("text", "word", "name", "sector", "wanted"),
    [
        ("وقال سالم المرسي في اتصال هاتفي مع وكالة الميناء إن الطريق مقطوع.", "اتصال", "وكالة الميناء", "MED", True),
        ("وقال سالم المرسي في لقاء مع قناة الضفة إن الطريق مقطوع.", "لقاء", "قناة الضفة", "MED", True),
        ("وقال سالم المرسي في اتصال هاتفي مع وزارة النقل إن الطريق مقطوع.", "اتصال", "وزارة النقل", "GOV", False),
        ("وقال سالم المرسي في لقاء حضرته قناة الضفة إن الطريق مقطوع.", "لقاء", "قناة الضفة", "MED", False),
        ("جرى أمس اتصال هاتفي مع وكالة الميناء.", "اتصال", "وكالة الميناء", "MED", False),
    ],
)
def test_who_speaks_to_an_outlet_meets_nobody(text: str, word: str, name: str, sector: str, wanted: bool) -> None:
    reading = Reading.of(Document("d", text))
    token = reading.token_at(text.index(word))
    at = text.index(name)
    first, last = reading.tokens_in(at, at + len(name))
    outlet = Found("organization", name, mentions=[(first, last, Span(at, at + len(name)))], sector=(sector,))
    told = Telling(
        "CONSULT", "phone", [outlet], [], [], [], (), None, [], [], "t", reading.span(token, token + 1), 0, None, []
    )
    assert interview(reading, token, told) is wanted

"""Who is held by men of no authority is abducted; near misses are arrests, seizures, and what an army does."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events import Telling
from marsad.analysis.learned.abductions import abducted, restricted
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EventType, Reason
from marsad.text.spans import Span

ARMED = Found("group", "مسلحون", sector=("UAF",))
MASKED = Found("group", "ملثمين")
GANG = Found("organization", "عصابة «الوادي»")
POLICE = Found("organization", "الشرطة", sector=("COP",))
DOCTOR = Found("person", "سالم المرسي")
LORRY = Found("asset", "شاحنة")
CONVOY = Found("group", "القافلة")


@pytest.mark.parametrize(
    ("text", "mode", "actors", "recipients", "wanted"),
    [
        ("اقتاد مسلحون سالم المرسي.", "arrest", [ARMED], [DOCTOR], "ASSAULT"),
        ("احتجزت عصابة «الوادي» سالم المرسي.", "arrest", [GANG], [DOCTOR], "ASSAULT"),
        ("أخذوه من أمام المتجر.", "seize", [MASKED], [], "ASSAULT"),
        ("احتجزها مسلحون.", "arrest", [ARMED], [DOCTOR], "ASSAULT"),
        # a convoy, a thing, nobody, nobody who takes, the police, a word of authority, another kind of coercion
        ("احتجزها مسلحون.", "arrest", [ARMED], [CONVOY], "COERCE"),
        ("احتجزها مسلحون.", "arrest", [ARMED], [], "COERCE"),
        ("أخذ مسلحون شاحنة.", "seize", [ARMED], [LORRY], "COERCE"),
        ("أخذ مسلحون كل شيء.", "seize", [ARMED], [], "COERCE"),
        ("أخذوه من أمام المتجر.", "seize", [], [DOCTOR], "COERCE"),
        ("اقتادت الشرطة سالم المرسي.", "arrest", [POLICE], [DOCTOR], "COERCE"),
        ("اقتاد سالم المرسي.", "arrest", [POLICE, ARMED], [DOCTOR], "COERCE"),
        ("اعتقل مسلحون سالم المرسي.", "arrest", [ARMED], [DOCTOR], "COERCE"),
        ("احتجز مسلحون سالم المرسي.", "restrict", [ARMED], [DOCTOR], "COERCE"),
    ],
)
def test_who_is_abducted(text: str, mode: str, actors: list[Found], recipients: list[Found], wanted: str) -> None:
    reading = Reading.of(Document("d", text))
    word = reading.span(0, 1)
    telling = Telling(
        "COERCE", mode, actors, recipients, [], [], (), None, [Span(0, len(text))], [None], "test", word, 0,
        reasons=[Reason("type", "test", word.start, word.end)],
    )  # fmt: skip
    abducted(reading, 0, telling)
    assert (telling.type, telling.mode) == ((wanted, "abduct") if wanted == "ASSAULT" else (wanted, mode))
    assert [r.by for r in telling.reasons if r.field == "type"] == [
        "events.abduction" if wanted == "ASSAULT" else "test"
    ]


@pytest.mark.parametrize(
    ("kind", "mode", "actors", "wanted"),
    [
        ("PROTEST", "obstruct", [POLICE], ("COERCE", "restrict")),
        ("PROTEST", "obstruct", [Found("group", "السلطات")], ("COERCE", "restrict")),
        # somebody else with them, another protest, nobody
        ("PROTEST", "obstruct", [POLICE, ARMED], ("PROTEST", "obstruct")),
        ("PROTEST", "strike", [POLICE], ("PROTEST", "strike")),
        ("PROTEST", "obstruct", [], ("PROTEST", "obstruct")),
    ],
)
def test_who_polices_bars_and_does_not_protest(
    kind: EventType, mode: str, actors: list[Found], wanted: tuple[str, str]
) -> None:
    telling = Telling(kind, mode, actors, [], [], [], (), None, [Span(0, 9)], [None], "test", Span(0, 4), 0)
    restricted(telling)
    assert (telling.type, telling.mode) == wanted

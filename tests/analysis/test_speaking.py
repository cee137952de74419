"""Who only speaks and is nothing that was said, by whose statement somebody spoke, and whether the report doubts it."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.cues import cue_participle
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.learned.chains import without_speakers
from marsad.analysis.learned.hearers import hears
from marsad.analysis.learned.papers import published
from marsad.analysis.learned.saying import cue_of, distance_of
from marsad.analysis.learned.spots import Spot, Spots
from marsad.analysis.learned.words import WordMap
from marsad.text.spans import Span
from marsad.text.views import fold

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("وأبلغه مسؤول محلي، بحسب بيان لوزارة الدفاع، بأن [الطريق مغلق].", ["وزارة الدفاع", "مسؤول محلي"]),
        ("قال مسؤول محلي إن [الطريق مغلق]، بحسب بيان لوزارة الدفاع.", ["وزارة الدفاع", "مسؤول محلي"]),
        ("وبحسب البيان الصادر عن وزارة الدفاع، أكد مسؤول محلي أن [الطريق مغلق].", ["وزارة الدفاع", "مسؤول محلي"]),
        # no statement, nobody's statement, a statement that says something else
        ("قال مسؤول محلي، بحسب وزارة الدفاع، إن [الطريق مغلق].", ["مسؤول محلي"]),
        ("قال مسؤول محلي، بحسب بيان قصير، إن [الطريق مغلق].", ["مسؤول محلي"]),
        ("قال مسؤول محلي إن [الطريق مغلق]. وعاد الوفد، بحسب بيان لوزارة الدفاع.", ["مسؤول محلي"]),
        ("رحب مسؤول محلي ببيان لوزارة الدفاع وقال إن [الطريق مغلق].", ["مسؤول محلي"]),
    ],
)
def test_what_a_statement_has_somebody_say_is_told_through_both(text: str, chain: list[str], read: Read) -> None:
    reading, table, (content,) = read(text)
    speaker = Found("group", "مسؤول محلي")
    out = published(reading, Speakers(reading, table), content, [speaker], None)
    assert [e.name for e in out] == chain
    body = Found("organization", "وزارة العدل")
    assert published(reading, Speakers(reading, table), content, [body], None) == [body]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("وقال بيان إن [مسؤولا محليا] أكد [وجود قافلة].", ["وجود قافلة"]),
        ("هدأ الطريق، بينما [نفت وزارة الدفاع] [وجود قافلة].", ["وجود قافلة"]),
        # something is said of him, or he alone is what was said
        ("وقال بيان إن [مسؤولا محليا غادر] وأكد [وجود قافلة].", ["مسؤولا محليا غادر", "وجود قافلة"]),
        ("ووصف البيان [مسؤولا محليا].", ["مسؤولا محليا"]),
        ("وقال بيان إن [نفت وزارة الدفاع].", ["نفت وزارة الدفاع"]),
    ],
)
def test_who_speaks_next_is_nothing_that_was_said(text: str, kept: list[str], read: Read) -> None:
    reading, table, found = read(text)
    claims = [Claim([Found("group", "مصدر")], "say", Span(0, 1), reading.span(*x), "test", tokens=x) for x in found]
    out = without_speakers(reading, Speakers(reading, table), claims)
    assert [c.content.text(reading.text) for c in out] == kept


@pytest.mark.parametrize(
    ("text", "who", "heard"),
    [
        ("ووعد أنصاره بأن [الهدنة قريبة].", "أنصاره", True),
        ("ودعا مقاتليه إلى [ضبط النفس].", "مقاتليه", True),
        ("وقال أنصاره إن [الرد قريب].", "أنصاره", False),
        ("ودعا أنصار الحزب إلى [ضبط النفس].", "أنصار", False),
        ("ودعا أمس أنصاره إلى [ضبط النفس].", "أنصاره", False),
    ],
)
def test_followers_behind_the_verb_are_urged(text: str, who: str, heard: bool, read: Read) -> None:
    reading, table, (content,) = read(text)
    spots = Spots(WordMap(reading), table)
    token = next(t.index for t in reading.tokens if t.norm == fold(who))
    spot = Spot(token, token + 1, Candidate(token, token + 1, reading.span(token, token + 1), "group", "test", 1))
    assert hears(spots, content, cue_of(reading, content), spot) is heard


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("زعم المتحدث أن [الطريق مغلق].", True),
        ("قال المتحدث إن [الطريق مغلق]، على حد قوله.", True),
        ("قال المتحدث إن [الطريق مغلق] وفق زعمه.", True),
        ("قال المتحدث إن [الطريق مغلق]، وفق البلدية.", False),
        ("قال المتحدث إن [الطريق مغلق] على حد سواء.", False),
        ("قال سائق يدعى سالم إن [الطريق مغلق].", False),
        ("قال إن [الطريق مغلق]. على حد قوله كان الجو باردا.", False),
    ],
)
def test_whether_the_report_doubts_what_is_said(text: str, doubted: bool, read: Read) -> None:
    reading, _, (content,) = read(text)
    assert distance_of(reading, cue_of(reading, content), content) == ("sceptical" if doubted else None)


def test_participles_of_weak_verbs() -> None:
    assert [cue_participle(fold(w)) is not None for w in ("داعيا", "وداعيا", "داعية", "عازيا", "الداعية")] == [
        True,
        True,
        True,
        True,
        False,
    ]

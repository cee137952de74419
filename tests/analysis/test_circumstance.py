"""Who speaks by a participle behind a clause of somebody else's."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.circumstance import said_nothing, subject_before, subject_behind, subject_beside
from marsad.analysis.learned.saying import cue_of
from marsad.analysis.reading import Reading
from marsad.model.document import Document

BEFORE = "قالت وزارة الدفاع إن الطريق آمن"


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("، لكن مسؤولا محليا شكك في ذلك، مؤكدا أن جسرا انهار.", "مسؤولا محليا"),
        ("، فيما رحب بها مسؤول محلي، مؤكدا أن جسرا انهار.", "مسؤول محلي"),
        ("، فيما رحب بها مسؤول محلي ووصفها بأن جسرا انهار.", "مسؤول محلي"),
        ("، وهو ما حذرت منه منظمة الهجرة الدولية، مؤكدة أن جسرا انهار.", "منظمة الهجرة الدولية"),
        ("، وعلقت لجنة الانتخابات عمل منظمة الهجرة الدولية، متهمة إياها بأن جسرا انهار.", "لجنة الانتخابات"),
        # nobody else stands in between, only whom it is done to, who is spoken of doesn't agree, or it is another verb
        ("، مؤكدة أن جسرا انهار.", None),
        ("، فيما سلمت الطريق إلى منظمة الهجرة الدولية، مؤكدة أن جسرا انهار.", None),
        ("، فيما رحب بها مسؤولون محليون، مؤكدا أن جسرا انهار.", None),
        ("، فيما رحب بها مسؤول محلي، وأكدت أن جسرا انهار.", None),
    ],
)
def test_who_speaks_by_a_participle(behind: str, who: str | None) -> None:
    text = BEFORE + behind
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    ministry = next(e for e in table.found if e.name == "وزارة الدفاع")
    start = text.index("جسرا")
    content = reading.tokens_in(start, start + len("جسرا انهار"))
    least = reading.tokens_in(0, len(BEFORE))[1]
    chain = subject_before(reading, Speakers(reading, table), cue_of(reading, content), least, [ministry], None)
    assert [e.name for e in chain] == [who or "وزارة الدفاع"]


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("، وهي رواية وصفتها منظمة الهجرة الدولية بأنها واهية.", "منظمة الهجرة الدولية"),
        ("، وهي رواية وصفها مستشار رئيس الوزراء خليفة حفتر بأنها واهية.", "خليفة حفتر"),
        # to whom it is said, and a verb whose object is said behind it
        ("، وهي رواية وصفتها لمنظمة الهجرة الدولية بأنها واهية.", "وزارة الدفاع"),
        ("، وقالت منظمة الهجرة الدولية بأنها واهية.", "وزارة الدفاع"),
    ],
)
def test_who_stands_right_behind_a_verb_that_says_it_of_what_was_told(behind: str, who: str) -> None:
    text = BEFORE + behind
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    ministry = next(e for e in table.found if e.name == "وزارة الدفاع")
    content = reading.tokens_in(text.index("واهية"), len(text) - 1)
    chain = subject_behind(reading, Speakers(reading, table), cue_of(reading, content), [ministry], None)
    assert [e.name for e in chain] == [who]


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("ولم تعلق | القيادة العامة على ما ورد.", True),
        ("لم يرد المتحدث | خليفة حفتر على الأسئلة.", True),
        ("وعلقت | القيادة العامة على ما ورد.", False),
        ("ولم تعلن | القيادة العامة عن شيء.", False),
    ],
)
def test_who_gives_no_answer(text: str, silent: bool) -> None:
    at = text.index("| ")
    reading = Reading.of(Document("d", text.replace("| ", "")))
    assert said_nothing(reading, reading.token_at(at)) is silent


@pytest.mark.parametrize(
    ("behind", "silent"),
    [
        ("لكنها عادة ما تنفي ذلك.", False),
        ("غير أن القناة تنفي ذلك.", True),
        ("لكن القناة التي تبث من هناك تنفي ذلك.", True),
    ],
)
def test_who_gives_no_answer_may_yet_speak(behind: str, silent: bool) -> None:
    text = "ولم تعلق القيادة العامة على ما ورد، " + behind
    reading = Reading.of(Document("d", text))
    cue = reading.token_at(text.index("تنفي"))
    assert said_nothing(reading, reading.token_at(text.index("القيادة")), cue) is silent


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        (" وأنقرة تنفي أن جسرا انهار.", "أنقرة"),
        # a town says nothing, a land with a preposition neither, and a verb of then has its subject behind
        (" في سبها وتنفي أن جسرا انهار.", "وزارة الدفاع"),
        (" مع أنقرة تنفي أن جسرا انهار.", "وزارة الدفاع"),
        (" وسبها تنفي أن جسرا انهار.", "وزارة الدفاع"),
        (" وأنقرة نفت أن جسرا انهار.", "وزارة الدفاع"),
    ],
)
def test_a_country_between_and_and_a_verb_of_now_says_it(behind: str, who: str) -> None:
    text = BEFORE + behind
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    ministry = next(e for e in table.found if e.name == "وزارة الدفاع")
    start = text.index("جسرا")
    cue = cue_of(reading, reading.tokens_in(start, start + len("جسرا انهار")))
    chain = subject_beside(reading, Speakers(reading, table), cue, [ministry], None)
    assert [e.name for e in chain] == [who]

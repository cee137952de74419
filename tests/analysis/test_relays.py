"""Who passes on what stands under a verb of saying, and whose verb it is."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.learned import relays
from marsad.analysis.learned.saying import cue_of

from .conftest import Read
from .test_onward import named, spoken


@pytest.mark.parametrize(
    ("text", "publisher", "out"),
    [
        ("ذكرت رويترز أن [الطريق مغلق]. وقال عامل في الميناء للوكالة إن [الحاجز باق].", None, True),
        ("ذكرت رويترز أن [الطريق مغلق]. وقال عامل في الميناء للوكالة نفسها إن [الحاجز باق].", None, True),
        ("ذكرت رويترز أن [الطريق مغلق]. وقال عامل في الميناء للوكالة إن [الحاجز باق].", "رويترز", False),
        ("ذكرت رويترز أن [الطريق مغلق]. وقال عامل في الميناء إن [الحاجز باق].", None, False),
        ("ذكرت رويترز أن [الطريق مغلق]. وقال عامل في الميناء للوزارة إن [الحاجز باق].", None, False),
    ],
)
def test_the_paper_that_told_something_passes_on_what_is_told_to_it(
    text: str, publisher: str | None, out: bool, read: Read
) -> None:
    reading, table, (first, content) = read(text)
    past = [spoken(table, reading, ["رويترز"], first)]
    chain = [named(table, "عامل في الميناء")]
    cue = cue_of(reading, content)
    found = relays.to_the_paper(reading, Speakers(reading, table), cue, content[0], chain, past, publisher)
    assert [e.name for e in found[:-1]] == (["رويترز"] if out else [])
    assert found[-1] is chain[0]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("ويقول عامل استشهدت به منظمة العفو الدولية إن [الطريق مغلق].", "منظمة العفو الدولية"),
        ("وقال عامل تحدثت إليه رويترز إن [الطريق مغلق].", "رويترز"),
        ("وقال عامل قابلته رويترز في الميناء إن [الطريق مغلق].", "رويترز"),
        ("وقال عامل تحدثت إليه منظمة العفو الدولية إن [الطريق مغلق].", None),
        ("وقال عامل إن [الطريق مغلق] تحدثت إليه رويترز.", None),
    ],
)
def test_who_cites_a_witness_passes_it_on(text: str, by: str | None, read: Read) -> None:
    reading, table, (content,) = read(text)
    chain = [named(table, "عامل")]
    cue = cue_of(reading, content)
    found = relays.cited_by(reading, Speakers(reading, table), cue, content[0], chain, None)
    assert [e.name for e in found[:-1]] == ([by] if by else [])


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("وصل الوفد، بحسب رويترز، وقالت إيطاليا إنها [قلقة].", "إيطاليا"),
        ("وصل الوفد، بحسب رويترز، وقالت إيطاليا أمس إنها [قلقة].", "رويترز"),
        ("وصل الوفد إلى إيطاليا، وقالت رويترز إنها [قلقة].", "رويترز"),
        ("وصل الوفد، وأبلغت إيطاليا أنها [قلقة].", "رويترز"),
        ("وصل الوفد، وقالت لإيطاليا إنها [قلقة].", "رويترز"),
    ],
)
def test_the_name_between_the_verb_and_that_says_it(text: str, out: str, read: Read) -> None:
    reading, table, (content,) = read(text)
    chain = [named(table, "رويترز")]
    cue = cue_of(reading, content)
    found = relays.its_subject(reading, Speakers(reading, table), cue, content[0], chain, None)
    assert [e.name for e in found] == [out]

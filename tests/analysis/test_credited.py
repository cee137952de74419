"""To whom an outlet credits what it told before, and who speaks in a headline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.credited import credited
from marsad.analysis.attributions.headlines import headed
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.model.document import Document

Passages = Callable[[str], tuple[Reading, list[tuple[int, int]]]]


@pytest.mark.parametrize(
    ("behind", "origin"),
    [
        ("ونسبت الصحيفة هذه المعلومات إلى مصادر دبلوماسية.", "مصادر دبلوماسية"),
        ("وتعزو ذلك إلى مسؤول محلي.", "مسؤول محلي"),
        ("وعزتها إلى مسؤول محلي.", "مسؤول محلي"),
        ("والخبر منسوب إلى مسؤول محلي.", "مسؤول محلي"),
        ("واستندت الصحيفة في ذلك إلى مصادر دبلوماسية.", "مصادر دبلوماسية"),
        # what happened is put down to somebody, and so is another thing than what was told
        ("ونسبت الصحيفة الهجوم إلى مسلحين من الجبل.", None),
        ("واستنكرت الهجوم الذي نسبته إلى مسلحين من الجبل.", None),
        ("ونسبت هذه العملية إلى مسلحين من الجبل.", None),
        ("وتستند الصحيفة إلى مسؤول محلي في أن الجسر سليم.", None),
        ("وعزا ذلك إلى ارتفاع الأسعار.", None),
    ],
)
def test_an_origin_that_is_told_only_behind(behind: str, origin: str | None, passages: Passages) -> None:
    reading, (content,) = passages("ذكرت صحيفة لوموند أن [الطريق مغلق]. " + behind)
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    paper = next(e for e in table.found if "لوموند" in e.name)
    claim = Claim([paper], "report", reading.span(0, 1), reading.span(*content), "test", tokens=content)
    (found,) = credited(reading, Speakers(reading, table), [claim], None)
    assert [e.name for e in found.chain[1:]] == ([origin] if origin else [])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("مصادر: الوفد يصل غدا إلى المدينة\nوصل الوفد.", "مصادر"),
        ("صحيفة لوموند: الوفد يصل غدا إلى المدينة\nوصل الوفد.", "صحيفة لوموند"),
        ("مسؤول محلي: الوفد يصل غدا إلى المدينة\nوصل الوفد.", "مسؤول محلي"),
        # what the line is about, where it is from, something between, and no headline
        ("ليبيا: الوفد يصل غدا إلى المدينة\nوصل الوفد.", None),
        ("المصدر: الوفد يصل غدا إلى المدينة\nوصل الوفد.", None),
        ("وزارة الدفاع تعلن: الوفد يصل غدا إلى المدينة\nوصل الوفد.", None),
        ("وصل الوفد.\nمصادر: الوفد يصل غدا إلى المدينة", None),
    ],
)
def test_who_speaks_in_a_headline(text: str, who: str | None) -> None:
    reading = Reading.of(Document("d", text))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    found = headed(reading, Speakers(reading, table), [], None)
    assert (found and found[0][-1].name) == who
    if found is not None:
        assert reading.span(*found[2]).text(text) == "الوفد يصل غدا إلى المدينة"

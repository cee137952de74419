"""What is told right behind something is of its day and place, unless its own sentence says otherwise."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.scenes import go_on
from marsad.analysis.events.telling import Telling
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.model.document import Document
from marsad.model.record import Auxiliary, Time
from marsad.text.spans import Span

DAY = "2025-03-20"


class Report:
    """A text with its names and times."""

    def __init__(self, text: str) -> None:
        self.reading = Reading.of(Document("example", text))
        self.table = EntityTable(self.reading, *find_entities(self.reading, [], [], []))
        self.times = times(self.reading, DAY)

    def name(self, text: str) -> Found:
        found = self.table.covering(self.reading.token_at(self.reading.text.index(text)))
        assert found is not None
        return found

    def told(
        self, kind: str, word: str, actor: str, recipient: str = "", place: str = "", time: Time | None = None,
        aux: tuple[Auxiliary, ...] = (),
    ) -> Telling:  # fmt: skip
        start = self.reading.text.index(word)
        span = Span(start, start + len(word))
        who, whom, where = ([self.name(n) for n in text.split()] for text in (actor, recipient, place))
        sentence = self.reading.sentence_of(self.reading.token_at(start)).index
        return Telling(kind, None, who, whom, where, [], aux, time, [span], [None], "example", span, sentence)

    def go_on(self, *told: Telling) -> None:
        go_on(self.reading, told, self.times, self.table.found)


@pytest.mark.parametrize(
    ("rest", "kind", "word", "actor", "recipient", "goes_on"),
    [
        # who met agreed, and who was stopped by those who met was stopped then
        ("ووعدت مصر بالدعم.", "AGREE", "ووعدت", "مصر", "", True),
        ("وأوقفت تونس قاربا.", "COERCE", "وأوقفت", "تونس", "مصر", True),
        # blame is of no day, and the peace of others is another matter
        ("واتهمت مصر جارتها.", "ACCUSE", "واتهمت", "مصر", "", False),
        ("ووعدت الجزائر بالدعم.", "AGREE", "ووعدت", "الجزائر", "", False),
        # a day of its own, and another paragraph
        ("ووعدت مصر السبت بالدعم.", "AGREE", "ووعدت", "مصر", "", False),
        ("\nووعدت مصر بالدعم.", "AGREE", "ووعدت", "مصر", "", False),
    ],
)
def test_what_follows_is_of_the_same_day(
    rest: str, kind: str, word: str, actor: str, recipient: str, goes_on: bool
) -> None:
    report = Report(f"التقت مصر تونس الثلاثاء. {rest}")
    met = report.told("CONSULT", "التقت", "مصر", "تونس", time=report.times[0])
    then = report.told(kind, word, actor, recipient)
    report.go_on(met, then)
    assert (then.time is met.time) is goes_on
    assert [r.by for r in then.reasons] == (["events.told_before"] if goes_on else [])


def test_what_is_denied_or_planned_is_of_no_day_told_before() -> None:
    report = Report("التقت مصر تونس الثلاثاء. ووعدت مصر بالدعم.")
    met = report.told("CONSULT", "التقت", "مصر", "تونس", time=report.times[0])
    planned = report.told("AGREE", "ووعدت", "مصر", aux=("future",))
    report.go_on(met, planned)
    assert planned.time is None
    asked = report.told("AGREE", "ووعدت", "مصر")
    met.aux = ("negation",)
    report.go_on(met, asked)
    assert asked.time is None


@pytest.mark.parametrize(
    ("rest", "kind", "word", "actor", "recipient", "goes_on"),
    [
        ("وأوقفت مصر قاربا.", "COERCE", "وأوقفت", "", "", False),
        ("وانتشرت الدوريات عند المدخل.", "MOBILIZE", "وانتشرت", "", "", True),
        ("وانتشرت الدوريات في درنة.", "MOBILIZE", "وانتشرت", "", "", False),
        ("واتهم الأهالي الشرطة.", "ACCUSE", "واتهم", "", "", False),
    ],
)
def test_what_follows_is_in_the_same_place(
    rest: str, kind: str, word: str, actor: str, recipient: str, goes_on: bool
) -> None:
    report = Report(f"قصفت الطائرات سوقا في بنغازي. {rest}")
    hit = report.told("ASSAULT", "قصفت", "", "", "بنغازي")
    then = report.told(kind, word, actor, recipient)
    report.go_on(hit, then)
    assert (then.place == hit.place) is goes_on


def test_a_call_is_in_no_place() -> None:
    report = Report("التقت مصر تونس في بنغازي. وأجرت مصر اتصالا.")
    met = report.told("CONSULT", "التقت", "مصر", "تونس", "بنغازي")
    called = report.told("CONSULT", "وأجرت", "مصر")
    called.mode = "phone"
    report.go_on(met, called)
    assert not called.place

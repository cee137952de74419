"""The mode that an object or a doer says, and what they leave to the reader."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.learned.modes import by_doer, by_object, mode_of
from marsad.analysis.learned.words import Question
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table, values
from marsad.model.document import Document
from marsad.text.views import fold


def behind(text: str) -> list[str]:
    return [t.norm for t in Reading.of(Document("d", text)).tokens]


@pytest.mark.parametrize("row", read_table("ar/events/objects.tsv"), ids=lambda r: f"{r['types']} {r['mode']}")
def test_every_object_has_an_example(row: dict[str, str]) -> None:
    over = next(iter(values(row["over"])), None)
    for kind in values(row["types"]):
        assert by_object(kind, None if over == "none" else over, behind(row["example"])) == row["mode"]


@pytest.mark.parametrize(
    ("text", "kind", "mode", "said"),
    [
        ("رفض الوزير لقاءهم", "REJECT", None, "meet"),
        ("طالب المجلس بالإفراج عن مراقبين أوفدهم", "REQUEST", "assist", "yield"),
        ("هددت العاصمة بقطع خطوط الكهرباء", "THREATEN", None, "restrict"),
        ("طالب المجلس القوات بنزع السلاح الثقيل", "REQUEST", "assist", "yield"),
        ("طالب المجلس القوات برفع العلم", "REQUEST", "change", None),
        ("هدد الوزير باستئناف القتال في الشمال", "THREATEN", None, "violence"),
        ("هدد الوزير باستئناف العمل في الميناء", "THREATEN", None, None),
        # when and where it was said
        ("طالب الوزير خلال لقاء في جدة الحكومة", "REQUEST", "change", None),
        ("طالب الوزير بعد إغلاق المعبر الحكومة", "REQUEST", "change", None),
        # what comes second
        ("دعا النائب الحكومة إلى الاعتذار وتعويض المزارعين", "REQUEST", "change", None),
        # another type, and a mode that no object overrules
        ("طالب النواب بطرد الملحق", "REQUEST", "change", None),
        ("أعيد الوزير إلى منزله", "RETREAT", "resign", None),
        ("استقال الوزير وعاد إلى بيته", "CONSULT", "withdraw", None),
        ("فرق الجنود المحتجين بعد رشقهم بالحجارة", "ASSAULT", "crowd-control", None),
        ("قتل حارسان بغارة على المخزن", "ASSAULT", "drone", None),
        # an adverb that begins like a verbal noun
        ("وعد المجلس بالنظر في المطالب", "REQUEST", "change", None),
    ],
)
def test_what_an_object_says(text: str, kind: str, mode: str | None, said: str | None) -> None:
    assert by_object(kind, mode, behind(text)) == said


@pytest.mark.parametrize("row", read_table("ar/events/doers.tsv"), ids=lambda r: f"{r['type']} {r['mode']}")
def test_every_doer_has_an_example(row: dict[str, str]) -> None:
    over = values(row["over"])[0]
    mode = None if over == "none" else over
    assert by_doer(row["type"], mode, [Found("asset", row["example"])]) == row["mode"]
    assert by_doer(row["type"], mode, [Found("group", "رعاة")]) == mode


@pytest.mark.parametrize(
    ("names", "kind", "mode", "said"),
    [
        (["السفينة"], "MOBILIZE", "troops", "weapons"),
        (["جنود", "زورقين حربيين"], "MOBILIZE", "troops", "troops"),
        (["تعزيزات من لواء مدرع"], "MOBILIZE", "troops", "troops"),
        (["الجيش", "الشرطة"], "MOBILIZE", "troops", "police"),
        # whom the reader hears torn down or beaten is so whoever did it
        (["طائرة مسيرة"], "ASSAULT", "destroy", "destroy"),
        (["مقاتلين من الحركة"], "ASSAULT", "firearms", "firearms"),
        (["مقاتلة هولندية"], "ASSAULT", "firearms", "aerial"),
        ([], "MOBILIZE", "troops", "troops"),
    ],
)
def test_what_a_doer_says(names: list[str], kind: str, mode: str | None, said: str | None) -> None:
    assert by_doer(kind, mode, [Found("asset", n) for n in names]) == said


def test_the_sector_of_a_body_tells_police() -> None:
    assert by_doer("MOBILIZE", "troops", [Found("organization", "القوة الخاصة", sector=("COP",))]) == "police"
    assert by_doer("MOBILIZE", "troops", [Found("organization", "القوة الخاصة", sector=("MIL",))]) == "troops"
    assert fold("شرطة").startswith(fold("شرط"))


class _Marked:
    """A second reading that hears one mode, whatever is asked."""

    def mode(self, kind: str) -> tuple[str | None, float]:
        return "torture", 0.9


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("اتهم الوزير الجماعة باختطاف موظفين وتعذيب آخرين.", "باختطاف", "abduct"),
        ("اتهم الوزير الجماعة بضرب موظفين وتعذيب آخرين.", "بضرب", "torture"),
    ],
)
def test_a_word_for_abduction_leaves_no_choice(text: str, at: str, wanted: str) -> None:
    reading = Reading.of(Document("d", text))
    question = Question(0, "ASSAULT", 0.9, _Marked())  # type: ignore[arg-type]
    token = next(k for k, t in enumerate(reading.tokens) if t.norm == fold(at))
    assert mode_of(reading, question, token)[0] == wanted

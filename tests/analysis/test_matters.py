"""Whose matter is refused, backed or condemned: a country's adjective says it; with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.learned.matters import governed, matter_behind, whose_matter
from marsad.analysis.learned.spots import Pick, Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document

from .conftest import Scene

SIDES = "وقالت فرنسا وإيطاليا والأمم المتحدة إنها تنتظر."


def sides(text: str, word: str, kind: str, actor: str = "", recipient: str = "") -> tuple[list[str], list[str]]:
    """The sides of what `word` tells, with whose matter it is."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))

    def known(name: str) -> list[Found]:
        return [next(e for s in spots.all if (e := spots.entity(s)).name == name)] if name else []

    roles = {"actor": known(actor), "recipient": known(recipient), "place": [], "from": []}
    token = reading.token_at(text.index(word))
    whose_matter(spots, token, kind, readings_as(reading, token, kind), roles)
    return [e.name for e in roles["actor"]], [e.name for e in roles["recipient"]]


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("رفضت تونس العرض الفرنسي.", "رفضت", "REJECT", ["فرنسا"]),
        ("رفضت تونس اقتراحا جديدا فرنسيا.", "رفضت", "REJECT", ["فرنسا"]),
        ("رحبت تونس بالجهود الفرنسية والإيطالية.", "رحبت", "SUPPORT", ["فرنسا", "إيطاليا"]),
        ("دانت تونس أمس الغارات الفرنسية على القرى.", "دانت", "ACCUSE", ["فرنسا"]),
        ("أيدت تونس مشروع القرار الفرنسي.", "أيدت", "SUPPORT", ["فرنسا"]),
        ("أيدت تونس خريطة الطريق الأممية.", "أيدت", "SUPPORT", ["الأمم المتحدة"]),
        # no matter of a country's, or one whom the report doesn't name
        ("رفضت تونس السفير الفرنسي.", "رفضت", "REJECT", []),
        ("رفضت تونس العرض الإسباني.", "رفضت", "REJECT", []),
        ("رفضت تونس العرض الجديد.", "رفضت", "REJECT", []),
        ("رفضت تونس سياسة الرئيس الفرنسي.", "رفضت", "REJECT", []),
        # its own, what another verb tells, what is said behind "that"
        ("رفضت تونس العرض التونسي.", "رفضت", "REJECT", []),
        ("رفضت تونس أن يحضر العرض الفرنسي.", "رفضت", "REJECT", []),
        ("رفضت تونس، وناقشت العرض الفرنسي.", "رفضت", "REJECT", []),
        # what somebody promises is no stand on it
        ("وعدت تونس بالعرض الفرنسي.", "وعدت", "AGREE", []),
    ],
)
def test_whose_matter_it_is(text: str, word: str, kind: str, wanted: list[str]) -> None:
    assert sides(f"{text} {SIDES}", word, kind, "تونس") == (["تونس"], wanted)


def test_one_who_was_heard_stays() -> None:
    """Whom the votes heard is only left where he stands in another clause."""
    text = f"أدانت تونس في اجتماع مع الجزائر الغارات الفرنسية، ورفضت ليبيا التعليق. {SIDES}"
    assert sides(text, "أدانت", "ACCUSE", "تونس", "الجزائر") == (["تونس"], ["الجزائر"])
    assert sides(text, "أدانت", "ACCUSE", "تونس", "ليبيا") == (["تونس"], ["فرنسا"])
    text = f"حثت تونس الجزائر، ورحبت بالخطة الفرنسية. {SIDES}"
    assert sides(text, "ورحبت", "SUPPORT", "تونس", "الجزائر") == (["تونس"], ["فرنسا"])
    text = f"حثت تونس الجزائر التي رحبت بالخطة الفرنسية. {SIDES}"
    assert sides(text, "رحبت", "SUPPORT", "تونس", "الجزائر") == (["تونس"], ["الجزائر"])


def test_who_refuses_a_request_was_asked() -> None:
    text = f"رفضت تونس طلبا فرنسيا بفتح الميناء. {SIDES}"
    assert sides(text, "طلبا", "REQUEST", "تونس") == (["فرنسا"], ["تونس"])
    text = f"رفضت تونس طلبا جديدا بفتح الميناء. {SIDES}"
    assert sides(text, "طلبا", "REQUEST", "تونس") == (["تونس"], [])
    text = f"جاء طلب فرنسي من تونس بفتح الميناء. {SIDES}"
    assert sides(text, "طلب", "REQUEST", "تونس") == (["تونس"], [])


def test_whom_a_noun_of_asking_names_was_asked() -> None:
    text = f"جددت تونس دعوة فرنسا إلى فتح الميناء. {SIDES}"
    assert sides(text, "دعوة", "REQUEST", "تونس") == (["تونس"], [])


def test_nobody_acts() -> None:
    assert sides(f"رُفض العرض الفرنسي. {SIDES}", "رُفض", "REJECT") == ([], [])


def test_what_it_is_about() -> None:
    reading = Reading.of(Document("t", "رفضت تونس العرض الفرنسي. رفضت تونس الحضور."))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))
    assert matter_behind(spots, 0) == 2
    assert matter_behind(spots, reading.token_at(reading.text.rindex("رفضت"))) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("كما أشاد بدور فرنسا.", "recipient"),
        ("كما أشاد بجهود وساطة فرنسا.", "recipient"),
        # in a body's place, behind a noun with the article, and a subject
        ("كما أشاد ببيت فرنسا.", "actor"),
        ("كما أشادت بالجهود فرنسا.", "actor"),
        ("كما أشادت فرنسا بالجهود.", "actor"),
    ],
)
def test_whose_matter_a_genitive_says_is_no_subject(text: str, wanted: str, scene: Scene) -> None:
    at, spots, q = scene(text, text.split()[1], "SUPPORT")
    who = [Pick(0.9, "actor", s) for s in spots.all if spots.entity(s).name == "فرنسا"]
    assert [p.label for p in governed(at, q, who)] == [wanted]

"""From where to where: what prepositions say of a journey, with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.journeys import journey
from marsad.analysis.learned.spots import Spot, Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document


def way(text: str, word: str, kind: str, *told: str) -> tuple[str, str | None] | None:
    """Origin and goal of what `word` tells, where `told` tell other events."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, found, described))

    def name(spot: Spot) -> str:
        return spots.entity(spot).name

    words = [at.word[reading.token_at(text.index(w))] for w in (word, *told)]
    hit = journey(at, spots, kind, words[0], sorted(words))
    return None if hit is None else (name(hit[0]), None if hit[1] is None else name(hit[1]))


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("وصل الوفد إلى بنغازي أمس قادما من طبرق.", "وصل", "CONSULT", ("طبرق", None)),
        ("حطت الطائرة في بنغازي، آتية من مصراتة.", "حطت", "AID", ("مصراتة", None)),
        ("رحلت السلطات عائلتين من طبرق إلى درنة.", "رحلت", "COERCE", ("طبرق", "درنة")),
        ("دفع الجيش بكتيبة من سبها نحو أوباري.", "دفع", "MOBILIZE", ("سبها", "أوباري")),
        ("خطفهم مسلحون في طريقهم من سبها إلى أوباري.", "خطفهم", "ASSAULT", ("سبها", None)),
        # a country sends, people of a town come from nowhere, nobody comes to an arrest
        ("سلمت مساعدات من تركيا إلى ليبيا.", "سلمت", "AID", None),
        ("استقبل الوزير وفدا من طبرق أمس.", "استقبل", "CONSULT", None),
        ("أوقفت الشرطة رجلا قادما من طبرق.", "أوقفت", "COERCE", None),
        ("زار الوزير الطائرات القادمة من طبرق.", "زار", "CONSULT", None),
        ("وصل الوفد إلى بنغازي أمس.", "وصل", "CONSULT", None),
        # the next sentence is another's
        ("وصل الوفد أمس. وعاد قادما من طبرق.", "وصل", "CONSULT", None),
    ],
)
def test_from_where_to_where(text: str, word: str, kind: str, wanted: tuple[str, str | None] | None) -> None:
    assert way(text, word, kind) == wanted


def test_another_event_in_between_has_the_journey() -> None:
    text = "اجتمع الوفد بالوزير ثم وصل السفير قادما من طبرق."
    assert way(text, "وصل", "CONSULT", "اجتمع") == ("طبرق", None)
    assert way(text, "اجتمع", "CONSULT", "وصل") is None

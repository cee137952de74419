"""Places by what stands around their names: the capital, the name behind its kind noun, the seat of a body."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.known import known
from marsad.analysis.particles import particle_letters
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType


def places(text: str, *seen: tuple[str, EntityType]) -> list[tuple[str, list[str]]]:
    """The report's places with their mentions, where the reader saw the names `seen`."""
    reading = Reading.of(Document("t", text))
    names: list[Candidate] = []
    for name, kind in seen:
        first, last = reading.tokens_in(text.index(name), text.index(name) + len(name))
        names.append(Candidate(first, last, reading.span(first, last), kind, "reader", 80, confidence=0.99))
    found, _ = find_entities(reading, (), names)
    return [(e.name, sorted({s.text(text) for _, _, s in e.mentions})) for e in found if e.type == "place"]


@pytest.mark.parametrize(
    ("text", "seen", "wanted"),
    [
        # a capital is told by its country, and is the city that is named so
        ("غادر الوفد العاصمة المصرية.", [], [("العاصمة المصرية", ["العاصمة المصرية"])]),
        ("وصل إلى العاصمة المصرية، ثم غادر القاهرة.", [], [("القاهرة", ["العاصمة المصرية", "القاهرة"])]),
        # «القاهرة» that acts is the country
        (
            "قالت القاهرة إن العاصمة المصرية ستستضيف اللقاء.",
            [],
            [("القاهرة", ["القاهرة"]), ("القاهرة", ["العاصمة المصرية"])],
        ),
        ("تحدث عن العاصمة الثقافية.", [], []),
        # an adjective in the accusative is written like the country
        ("أوقفت الدورية زورقا ليبيا وضابطا عسكريا روسيا.", [], []),
        ("زار الوفد أيضا ليبيا.", [], [("ليبيا", ["ليبيا"])]),
        ("زار جندي روسيا.", [], [("روسيا", ["روسيا"])]),
        # what nobody can help is no city
        ("أعلنت الشركة حالة القوة القاهرة في سبها.", [], [("سبها", ["سبها"])]),
        ("وصلت القوة إلى القاهرة.", [], [("القاهرة", ["القاهرة"])]),
        # a city witnesses what happens in it
        ("شهدت الخرطوم قصفا.", [], [("الخرطوم", ["الخرطوم"])]),
        ("التقى الوزير السفير في تونس العاصمة.", [], [("تونس العاصمة", ["تونس العاصمة"])]),
        ("زار موسكو العاصمة الروسية.", [], [("موسكو", ["العاصمة الروسية", "موسكو"])]),
        # the name behind its kind noun, and behind a word for its edge
        ("وصل إلى قرية السدر وفد.", [("قرية السدر", "place")], [("قرية السدر", ["السدر", "قرية السدر"])]),
        ("تجمعوا عند مشارف تالة أمس.", [("مشارف تالة", "place")], [("مشارف تالة", ["تالة", "مشارف تالة"])]),
        (
            "تجمعوا جنوب جبل السدر أمس.",
            [("جنوب جبل السدر", "place")],
            [("جنوب جبل السدر", ["جبل السدر", "جنوب جبل السدر"])],
        ),
        (
            "بين واحة السدر وبين معبر السدر.",
            [("واحة السدر", "place"), ("معبر السدر", "place")],
            [("واحة السدر", ["واحة السدر"]), ("معبر السدر", ["معبر السدر"])],
        ),
        # a region is no edge, and a mountain isn't called without its noun
        ("خرجوا في شرق تيمارين أمس.", [("شرق تيمارين", "place")], [("شرق تيمارين", ["شرق تيمارين"])]),
        ("صعدوا جبل السدر أمس.", [("جبل السدر", "place")], [("جبل السدر", ["جبل السدر"])]),
        # the seat of a body is a place besides, its country isn't
        ("أمرت محكمة في سبها بحبسه.", [("محكمة في سبها", "organization")], [("سبها", ["سبها"])]),
        ("نشرت بعثة الدعم في ليبيا بيانا.", [("بعثة الدعم في ليبيا", "organization")], []),
    ],
)
def test_places_and_their_surroundings(
    text: str, seen: list[tuple[str, EntityType]], wanted: list[tuple[str, list[str]]]
) -> None:
    assert places(text, *seen) == wanted


@pytest.mark.parametrize(
    ("text", "at", "kind", "letters"),
    [
        # «بنينا» is a place, and no «ب» before a woman's name
        ("هبطت طائرة في بنينا أمس.", 3, "place", 0),
        ("قال كالينين إن.", 1, "person", 0),
        ("دول كالجزائر تعترض.", 1, "place", 1),
        ("منتشرون في هيران وباي أمس.", 3, "place", 1),
        ("وصل إلى وبار أمس.", 2, "place", 0),
        ("نشرت في قرية وبار أمس.", 3, "place", 0),
        ("قصفت مدينة تالة وواحة السدر.", 3, "place", 1),
        ("عبروا تالة واحة السدر.", 2, "place", 0),
        ("خطف سالم وعبد الكريم أمس.", 2, "person", 1),
        ("قال وليد عبد الكريم أمس.", 1, "person", 0),
        ("قال بابا سانوغو أمس.", 1, "person", 0),
        # a given name that is a word too, and one that begins with the letter
        ("حضر سالم، وهالة كامل أمس.", 3, "person", 1),
        ("حضر سالم، وائل كامل أمس.", 3, "person", 0),
    ],
)
def test_first_letters_that_belong_to_a_name(text: str, at: int, kind: EntityType, letters: int) -> None:
    assert particle_letters(Reading.of(Document("t", text)), at, kind) == letters


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("يتدربون في معسكر قرب سبها.", []), ("وصل إلى معسكر في الجزائر.", []), ("وصلوا إلى معسكر، ثم عادوا.", ["معسكر"])],
)
def test_a_camp_near_a_town_is_no_town(text: str, wanted: list[str]) -> None:
    names = [c.span.text(text) for c in known(Reading.of(Document("t", text)))]
    assert [n for n in names if n == "معسكر"] == wanted

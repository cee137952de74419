"""Who is meant by office and country, with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.coreference import join
from marsad.analysis.entities.offices import counterpart
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.couples import couple_near
from marsad.analysis.learned.names import names
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.model import WordSpan


def read(text: str) -> tuple[Reading, EntityTable]:
    reading = Reading.of(Document("t", text))
    return reading, EntityTable(reading, *find_entities(reading, ()))


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("وصل الرئيس الفرنسي إيمانويل ماكرون، وقال الرئيس الفرنسي ذلك.", "الرئيس الفرنسي", "إيمانويل ماكرون"),
        ("وصل الملك محمد السادس، ووقع العاهل المغربي الوثيقة.", "العاهل المغربي", "الملك محمد السادس"),
        (
            "زار وزير الخارجية التركي هاكان فيدان وزير الخارجية المصري سامح شكري، وقال فيدان إن نظيره المصري وافق.",
            "نظيره المصري",
            "سامح شكري",
        ),
        # another country, another office, somebody named right behind, another ministry
        ("وصل الرئيس الفرنسي إيمانويل ماكرون، وقال الرئيس التركي ذلك.", "الرئيس التركي", None),
        ("وصل رئيس الوزراء الفرنسي ميشال بارنييه، وقال الرئيس الفرنسي ذلك.", "الرئيس الفرنسي", None),
        ("وصل نائب الرئيس الفرنسي ميشال بارنييه، وقال الرئيس الفرنسي ذلك.", "الرئيس الفرنسي", None),
        (
            "زار وزير الخارجية التركي هاكان فيدان وزير الدفاع المصري سامح شكري، وقال فيدان إن نظيره المصري وافق.",
            "نظيره المصري",
            None,
        ),
    ],
)
def test_whom_an_office_and_a_country_mean(text: str, words: str, meant: str | None) -> None:
    reading, table = read(text)
    begin = text.rindex(words)
    first, last = reading.tokens_in(begin, begin + len(words))
    found = counterpart(table, Candidate(first, last, reading.span(first, last), "group", "test", 20))
    assert (found.name if found is not None else None) == meant


@pytest.mark.parametrize(
    ("noun", "two"),
    [("الوزيران", {"هاكان فيدان", "سامح شكري"}), ("الرجلان", {"سامح شكري", "رجب طيب أردوغان"})],
)
def test_whom_two_of_an_office_mean(noun: str, two: set[str]) -> None:
    reading, table = read(f"زار هاكان فيدان روما والتقى سامح شكري وحمل رسالة من رجب طيب أردوغان، ووقع {noun} اتفاقا.")
    found = couple_near(reading, table, reading.token_at(reading.text.index("ووقع")), [])
    assert found is not None
    assert {e.name for e in found[1]} == two


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وصل رجب طيب أردوغان إلى روما بدعوة من [أردوغان].", "person"),
        ("وصل هاكان فيدان إلى روما بدعوة من [أردوغان].", "place"),
    ],
)
def test_a_last_name_taken_for_a_place(text: str, kind: str) -> None:
    begin = text.index("[")
    reading = Reading.of(Document("t", text.replace("[", "").replace("]", "")))
    found, _ = find_entities(reading, ())
    token = reading.token_at(begin)
    people = [m for e in found if e.type == "person" for m in e.mentions if m[1] - m[0] > 1]
    full = [Candidate(first, last, span, "person", "test", 80) for first, last, span in people]
    heard = Candidate(token, token + 1, reading.span(token, token + 1), "place", "reader.place", 80)
    joined = join(reading, [*full, heard])
    assert next(e.type for e in joined if any(first == token for first, _, _ in e.mentions)) == kind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # two whom the report names in full, one of them, a participle behind, a country with a letter like a particle
        ("[نجيب ميقاتي] [إيمانويل ماكرون] وشكر [ميقاتي ماكرون].", ["ميقاتي", "ماكرون"]),
        ("[نجيب ميقاتي] وشكر [ميقاتي ماكرون].", ["ميقاتي ماكرون"]),
        ("جهود المبعوث [سالم الدرعي الرامية] إلى الحوار.", ["سالم الدرعي"]),
        ("وردت [باكو باتهام] فرنسا.", []),
    ],
)
def test_what_one_man_is_called(text: str, wanted: list[str]) -> None:
    at = WordMap(Reading.of(Document("t", text.replace("[", "").replace("]", ""))))
    spans, plain = [], 0
    for n, part in enumerate(text.replace("]", "[").split("[")):
        words = at.words(*at.reading.tokens_in(plain, plain + len(part))) if n % 2 else None
        spans += [WordSpan(*words, "person", 0.99)] if words else []
        plain += len(part)
    last = at.reading.text.index(text[text.rindex("[") + 1 : text.rindex("]")])
    assert [c.name(at.reading) for c in names(at, spans) if c.span.start >= last] == wanted

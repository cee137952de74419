"""A word that may tell several types: what the words around it say of each, and which type it is read as."""

from __future__ import annotations

import pytest

from marsad.analysis.events import lexicon_says
from marsad.analysis.pipeline import Analyser
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("استدعت تونس سفيرها لدى روما.", "SANCTION", "met"),
        ("استدعت وزارة الخارجية السفير الإيطالي.", "SANCTION", "unmet"),
        ("استدعت وزارة الخارجية السفير الإيطالي.", "ACCUSE", "met"),
        ("استدعت الشرطة الناشط سامي القروي.", "COERCE", "reader"),
        ("التقى الوزير السفير.", "CONSULT", "free"),
        ("وصول سفينتي شحن إلى ميناء طبرق.", "MOBILIZE", "met"),
        ("وصول سفينتي شحن إلى ميناء طبرق.", "CONSULT", "unmet"),
        ("وصول المبعوث إلى ميناء طبرق.", "CONSULT", "free"),
    ],
)
def test_what_the_words_around_say_of_a_type(text: str, kind: str, said: str) -> None:
    assert lexicon_says(Reading.of(Document("example", text)), 0)[kind] == said


def test_a_word_that_the_lexicon_does_not_know_says_nothing() -> None:
    assert lexicon_says(Reading.of(Document("example", "نشر الباحث دراسة.")), 1) == {}


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        ("ألغت واشنطن تأشيرات ثلاثة مسؤولين كينيين.", "SANCTION", "CONCEDE"),
        ("التقى الوزير كمال بن يحيى السفير الألماني هانس كلاين في تونس.", "CONSULT", "SANCTION"),
    ],
)
def test_of_rival_types_the_likelier_is_told(analyser: Analyser, text: str, kind: str, wrong: str) -> None:
    types = {e.type for e in analyser.analyze(Document("example", text, published="2025-03-20")).events}
    assert kind in types
    assert wrong not in types

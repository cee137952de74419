"""Numbers in digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.numerals import WORDS, digits, number, ordinal
from marsad.text.tokens import tokens
from marsad.text.views import folded

NUMBERS = {
    "واحد": 1, "اثنان": 2, "اثنتين": 2, "ثلاثة": 3, "ثلاث": 3, "ثماني": 8, "عشر": 10, "عشرة": 10,
    "أحد عشر": 11, "إحدى عشرة": 11, "اثنا عشر": 12, "اثنتي عشرة": 12, "ثلاثة عشر": 13, "تسع عشرة": 19,
    "عشرون": 20, "خمسة وعشرين": 25, "إحدى وثلاثون": 31, "تسعة وتسعين": 99,
    "مئة": 100, "مائة": 100, "مئتان": 200, "مائتي": 200, "ثلاثمئة": 300, "ثلاثمائة": 300, "ثمانمئة": 800,
    "خمس مئة": 500,
    "مئة وخمسة": 105, "مئة وخمسة وعشرين": 125, "مئة وإحدى عشرة": 111, "مئتين وأربعين": 240,
    "ألف": 1000, "ألفان": 2000, "ألفي": 2000, "ثلاثة آلاف": 3000, "أحد عشر ألفا": 11000, "مئة ألف": 100_000,
    "ألف وثمانمئة": 1800, "ألف ومئة وخمسة": 1105, "ألفين وأربعة وعشرين": 2024, "خمسة وعشرون ألفا وثلاثمئة": 25300,
    "مليون": 1_000_000, "مليونين": 2_000_000, "ثلاثة ملايين": 3_000_000, "مليون ومئتي ألف": 1_200_000,
    "مليون ونصف المليون": 1_500_000, "مليونين ونصف مليون": 2_500_000, "ثلاثة ملايين ونصف": 3_500_000,
    "ملياري": 2_000_000_000, "نصف مليون": 500_000, "ربع مليون": 250_000, "ثلاثة ونصف": 3.5, "تريليون": 10**12,
    "12": 12, "١٢": 12, "12 ألف": 12000, "3,5 ملايين": 3_500_000, "3.5 مليون": 3_500_000, "12,000": 12000,
    "1.250.000": 1_250_000, "15 000": 15000, "10 آلاف و500": 10500, "2 مليون و300 ألف": 2_300_000, "28,8": 28.8,
}  # fmt: skip


@pytest.mark.parametrize("text,value", NUMBERS.items())
def test_number(text: str, value: float) -> None:
    words = tokens(folded(text))
    found = number(words, 0)
    assert found is not None
    assert (found.value, found.first, found.last) == (value, 0, len(words))


@pytest.mark.parametrize("text,skip,definite", [
    ("وخمسين", 1, False), ("بثلاثين", 1, False), ("الثلاثة", 0, True), ("والستة", 1, True), ("للخمسة", 1, True),
    ("وبعشرين", 2, False),
])  # fmt: skip
def test_particles_and_article(text: str, skip: int, definite: bool) -> None:
    found = number(tokens(folded(text)), 0)
    assert found is not None
    assert (found.skip, found.definite) == (skip, definite)


@pytest.mark.parametrize("text,value,length", [
    ("تسع نساء وستة أطفال", 9, 1), ("خمسة وستة", 5, 1), ("ألف وألفان", 1000, 1), ("مئة ومئتين", 100, 1),
    ("ثلاثة و20", 3, 1), ("5 800", 5800, 2), ("12 12", 12, 1),
])  # fmt: skip
def test_a_number_ends_where_another_begins(text: str, value: int, length: int) -> None:
    found = number(tokens(folded(text)), 0)
    assert found is not None
    assert (found.value, found.last) == (value, length)


@pytest.mark.parametrize("text", ["آلاف", "عشرات", "عشرات الآلاف", "مئات", "مئات آلاف", "ملايين", "وعشرات"])
def test_plurals_name_no_number(text: str) -> None:
    words = tokens(folded(text))
    found = number(words, 0)
    assert found is not None
    assert found.value is None
    assert found.last == len(words)


@pytest.mark.parametrize("text", ["رجل", "لست", "كمية", "17:30", "8/4/2024", "ستار", "عشرية", "-", "²"])
def test_no_number(text: str) -> None:
    assert number(tokens(folded(text)), 0) is None


def test_every_word_is_read_as_itself() -> None:
    for word in WORDS:
        assert number(tokens(folded(word)), 0) is not None, word


@pytest.mark.parametrize("text,value,length", [
    ("الأول", 1, 1), ("الثانية", 2, 1), ("العاشر", 10, 1), ("الحادي عشر", 11, 2), ("الثاني عشر", 12, 2),
    ("العشرين", 20, 1), ("الثاني والعشرين", 22, 2), ("الحادي والثلاثون", 31, 2), ("والثامن", 8, 1), ("للرابع", 4, 1),
    ("الأول والثامن", 1, 1),
])  # fmt: skip
def test_ordinal(text: str, value: int, length: int) -> None:
    found = ordinal(tokens(folded(text)), 0)
    assert found is not None
    assert found[:2] == (value, length)


@pytest.mark.parametrize("text", ["ثاني", "الحادي", "الرجل", "و", "ثالث"])
def test_no_ordinal(text: str) -> None:
    assert ordinal(tokens(folded(text)), 0) is None


def test_digits() -> None:
    assert digits("1,234.5") == 1234.5
    assert digits("1.2.3") is None
    assert digits("9" * 40) is None
    assert digits("0.125") == 0.125


PIECES = st.sampled_from([*WORDS, "و", "عشر", "12", "3,5", "الالاف", "رجل", "وعشرين", "والثلاثين", "ونصف"])


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_text_survives(text: str) -> None:
    words = tokens(folded(text))
    for i, word in enumerate(words):
        found = number(words, i)
        if found is not None:
            assert i == found.first < found.last <= len(words)
            assert 0 <= found.skip < len(word.norm)
        rank = ordinal(words, i)
        assert rank is None or (i < rank[1] <= len(words) and rank[0] > 0)

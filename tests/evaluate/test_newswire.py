"""Records and the newswire corpus: laying sentences out, counting what the corpus does, and comparing."""

from __future__ import annotations

import pytest

from marsad.evaluate.conventions import FEWEST, Conventions
from marsad.evaluate.newswire import Name, laid_names, lay_out
from marsad.model.record import EntityType
from marsad.text.views import fold


def labelled(text: str) -> list[tuple[str, str]]:
    """«مدينة طبرق/B-LOC» as words with labels."""
    pairs = [word.partition("/") for word in text.split()]
    return [(word, label or "O") for word, _, label in pairs]


COUNTED = Conventions.counted(
    [
        *[labelled("في مدينة طبرق/B-LOC")] * FEWEST,
        *[labelled("وزارة الداخلية أعلنت")] * FEWEST,
        # rare head nouns of places are counted together
        labelled("حديقة طبرق/B-LOC"),
        labelled("هضبة طبرق/B-LOC"),
        *[labelled("حزب/B-ORG الأمة/I-ORG")] * FEWEST,
        *[labelled("صحيفة الراية/B-ORG")] * FEWEST,
        *[labelled("جنوب لبنان/B-LOC")] * FEWEST,
        # the Orient is no point of the compass
        *[labelled("الشرق/B-LOC الأوسط/I-LOC")] * 2 * FEWEST,
        *[labelled("شرق لبنان/B-LOC")] * FEWEST,
        # what a noun and the word behind it are together
        *[labelled("المجلس قال")] * 3 * FEWEST,
        *[labelled("المجلس/B-ORG الاقتصادي/I-ORG")] * FEWEST,
        # a body ends before «في», the government of a land or man is none
        *[labelled("اتحاد/B-ORG الناشرين/I-ORG في طبرق/B-LOC")] * FEWEST,
        *[labelled("حكومة لبنان/B-LOC")] * FEWEST,
        # listed names that it doesn't mark, and places that it marks with their head noun
        *[labelled("في الدول العربية أمس")] * FEWEST,
        *[labelled("في المملكة/B-LOC المغربية/I-LOC")] * FEWEST,
        *[labelled("هذه المملكة قديمة")] * 9 * FEWEST,
        # before «ب» too, and a head noun that stands for nothing alone
        *[labelled("اتحاد/B-ORG الناشرين/I-ORG بالمغرب/B-LOC")] * FEWEST,
        *[labelled("المصرف قال نعم")] * FEWEST,
        *[labelled("المصرف/B-ORG الوطني/I-ORG قال")] * 4 * FEWEST,
        *[labelled("قاعدة جديدة"), labelled("القاعدة قريبة")] * FEWEST,
        # adjectives at a place's end
        *[labelled("مكة/B-LOC المكرمة")] * FEWEST,
    ]
)


def test_words_stand_where_the_layout_says() -> None:
    sentences = [["قال", "(", "أ", ")", ":", '"', "نعم", '"', "."], ["و", "(د", "ب", "أ)"]]
    layout = lay_out(sentences)
    assert layout.text == 'قال (أ): "نعم".\nو (د ب أ)'
    assert [[layout.text[a:b] for a, b in rows] for rows in layout.words] == sentences


@pytest.mark.parametrize(
    ("name", "kind", "wanted", "label"),
    [
        ("مدينة طبرق", "place", "طبرق", "LOC"),
        ("بمدينة طبرق", "place", "طبرق", "LOC"),
        ("حزب الأمة", "organization", "حزب الأمة", "ORG"),
        ('صحيفة " الراية " القطرية', "organization", "الراية", "ORG"),
        ("ميدان السدر", "place", "السدر", "LOC"),
        ("الميدان", "place", "الميدان", "LOC"),
        # a name in marks behind its kind
        ('حزب " الأمة " الحر', "organization", "الأمة", "ORG"),
        ('مدينة " السدر "', "place", "السدر", "LOC"),
        ('حزب " الأمة', "organization", 'حزب " الأمة', "ORG"),
        ("جنوب لبنان", "place", "لبنان", "LOC"),
        ("وزارة الداخلية العراقية", "organization", None, None),
        ("طبرق", "place", "طبرق", "LOC"),
        ("سامي صالح", "person", "سامي صالح", "PERS"),
        ("شرق لبنان", "place", "لبنان", "LOC"),
        ("الشرق الأوسط", "place", "الشرق الأوسط", "LOC"),
        ("جنوب أفريقيا", "place", "جنوب أفريقيا", "LOC"),
        ("لجنوب السودان", "place", "لجنوب السودان", "LOC"),
        ("المجلس الاقتصادي", "organization", "المجلس الاقتصادي", "ORG"),
        ("المجلس القبلي", "organization", None, None),
        ("حكومة مصر لشؤون النهر", "organization", "مصر", "LOC"),
        ("حكومة سامي صالح", "organization", "سامي صالح", "PERS"),
        ("مكة المكرمة", "place", "مكة", "LOC"),
        ("كوريا الجنوبية", "place", "كوريا الجنوبية", "LOC"),
        ("طبرق الحدودية", "place", "طبرق", "LOC"),
        ("الوادي الحدودي", "place", "الوادي الحدودي", "LOC"),
        ("وزارة تابعة للأمم المتحدة", "organization", "للأمم المتحدة", "ORG"),
        ("الدول العربية", "place", None, None),
        ("المملكة المتحدة", "place", "المملكة المتحدة", "LOC"),
        ("المملكة القديمة", "place", None, None),
        ("القاعدة", "organization", "القاعدة", "ORG"),
        ("المصرف العراقي", "organization", None, None),
        ("المصرف الوطني", "organization", "المصرف الوطني", "ORG"),
    ],
)
def test_a_name_of_the_record_as_the_corpus_has_it(
    name: str, kind: EntityType, wanted: str | None, label: str | None
) -> None:
    words = name.split()
    said = COUNTED.name([fold(w) for w in words], kind, {fold("سامي صالح"): "person"}, fold(name))
    assert (said and (" ".join(words[said[0] : said[1]]), said[2])) == (wanted and (wanted, label))


def test_spans_become_words_of_their_sentence() -> None:
    layout = lay_out([["وصل", "إلى", "مدينة", "طبرق", "."], ["وقال", "سامي", "صالح"]])
    at = layout.text.index
    spans: list[tuple[int, int, EntityType]] = [
        (at("مدينة"), at("."), "place"),
        (at("طبرق"), at("."), "place"),
        (at("سامي"), len(layout.text), "person"),
    ]
    assert laid_names(spans, layout, COUNTED, first=20) == {Name(20, 3, 4, "LOC"), Name(21, 1, 3, "PERS")}


@pytest.mark.parametrize(
    ("town", "title", "place"),
    [
        # a country with its preposition, a town with "in", and words that are neither
        (["بالمغرب"], ["بالرئيس"], 3),
        (["في", "طبرق"], ["في", "نعم"], 4),
    ],
)
def test_a_body_ends_before_its_place(town: list[str], title: list[str], place: int) -> None:
    body = ["اتحاد", "الملاحين"]
    layout = lay_out([["قال", *body, *town, "."], ["وقال", *body, *title]])
    at = layout.text.index
    second = at("اتحاد", at("وقال"))
    spans: list[tuple[int, int, EntityType]] = [
        (at("اتحاد"), at("."), "organization"),
        (second, len(layout.text), "organization"),
    ]
    assert laid_names(spans, layout, COUNTED) == {
        Name(0, 1, 3, "ORG"), Name(0, place, place + 1, "LOC"), Name(1, 1, 3 + len(title), "ORG"),
    }  # fmt: skip

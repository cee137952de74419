"""Letters that a text leaves out, put back."""

from __future__ import annotations

import pytest

from marsad.analysis.pipeline import Analyser
from marsad.lexicon.spelling import bare, respelt
from marsad.lexicon.tables import read_table
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # nothing of the three
        (
            "اعلنت الشرطه ان القوه التى وصلت الى المدينه امس عادت الى الثكنه فى المساء",
            "أعلنت الشرطة أن القوة التي وصلت إلى المدينة أمس عادت إلى الثكنة في المساء",
        ),
        # what stands behind a verb of saying
        (
            "قال الوزير ان الحكومه بدات اعمال الصيانه امس لانها ضروريه",
            "قال الوزير إن الحكومة بدأت أعمال الصيانة أمس لأنها ضرورية",
        ),
        # no dots under the last ya alone; «على» and names keep what is theirs
        (
            "التقى مصطفى المحمدى فى القاهرة الوزير الليبى الذى وصل على متن طائرة فى المساء",
            "التقى مصطفى المحمدي في القاهرة الوزير الليبي الذي وصل على متن طائرة في المساء",
        ),
        # «كان» is no «ك» before «أن»
        (
            "كان الوزير كانت معه ابنته الى جانب اخيه واحدا الى اخر امس",
            "كان الوزير كانت معه ابنته إلى جانب أخيه واحدا إلى آخر أمس",
        ),
    ],
)
def test_what_is_left_out_throughout_is_put_back(text: str, read: str) -> None:
    assert respelt(text) == read


@pytest.mark.parametrize(
    "text",
    [
        # spelt in full, with a slip
        "أعلنت الشرطة أن القوة التي وصلت إلى المدينة أمس عادت الى الثكنة في المساء",
        # too short to tell
        "وصل الى هنا",
        "",
        "The fleet left الى",
        # vowel signs
        "كَتَبَ الوَلَدُ إِلى أَبِيه",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert respelt(text) == text


def test_every_listed_word_comes_back_from_its_bare_form() -> None:
    context = " الى امس المدينه التى فى الشرطه القوه الذى اخر"
    for row in read_table("ar/words/spelling.tsv"):
        assert respelt(bare(row["word"]) + context).split()[0] == row["word"]


def test_the_record_quotes_the_text_as_it_is() -> None:
    text = "قالت وزاره الداخليه ان الشرطه اوقفت امس احمد السالمى مدير شركه النقل فى مدينه بنغازى"
    record = Analyser(tagger=False).analyze(Document("t", text, published="2025-06-02"))
    assert record.text == text
    names = {e.name for e in record.entities}
    assert "وزاره الداخليه" in names and all(n in text for n in names)
    assert all(
        text[m.start : m.end] == "وزاره الداخليه"
        for e in record.entities
        if e.name == "وزاره الداخليه"
        for m in e.mentions
    )
    assert all(p.title in text for p in record.positions)

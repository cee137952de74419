"""Words as they stand in print, each read as its row of the lexicon says: the examples of tables without such a column.

Add one line here for every row that you add to `data/ar/words/` or `data/ar/attributions/cues.tsv`.
"""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.cues import cue_noun, cue_participle, cue_verb
from marsad.analysis.words import function_class, is_adjective, verb_readings
from marsad.text.views import fold

FUNCTION = {"والتي": "relative", "لكن": "conjunction", "وفي": "preposition", "أن": "complementizer"}
ADJECTIVES = (
    *("الغربيين", "النووية", "المسلحة", "والمشتركة", "الوطني", "الكردية", "حوثيون", "الدرزية", "شيعيين", "السنية"),
    *("علوية", "القبلية", "كنسية", "السلفيين", "نوبية", "الزيدية", "صوفية", "القبطية", "بعثيون", "القومية", "جبلية"),
    "ملثمون",
)
NOT_ADJECTIVES = ("بنغازي", "كتاب", "سنين", "جبل")
VERBS = {"وسيلتقيه": "التقى", "قالت": "قال", "ونفوا": "نفى", "أكده": "أكد", "وتعتقد": "اعتقد", "ويصرون": "أصر"}
CUES = {
    "وأوضحت": "أوضح", "نفوا": "نفى", "مضيفا": "أضاف", "لافتة": "لفت", "قولها": "قال", "نافيا": "نفى", "مدعية": "ادعى",
}  # fmt: skip


@pytest.mark.parametrize("word,kind", FUNCTION.items())
def test_function_words(word: str, kind: str) -> None:
    assert function_class(fold(word)) == kind


@pytest.mark.parametrize("word", ADJECTIVES)
def test_adjectives(word: str) -> None:
    assert is_adjective(fold(word))


@pytest.mark.parametrize("word", NOT_ADJECTIVES)
def test_other_words_are_no_adjectives(word: str) -> None:
    # the ending alone makes "بنغازي" look like one: the names are looked up first
    assert is_adjective(fold(word)) == word.endswith("ي")


@pytest.mark.parametrize("word,lemma", VERBS.items())
def test_verbs(word: str, lemma: str) -> None:
    assert lemma in {reading[0] for reading in verb_readings(fold(word))}


@pytest.mark.parametrize("word,lemma", CUES.items())
def test_cues_of_attribution(word: str, lemma: str) -> None:
    hits = (read(fold(word)) for read in (cue_verb, cue_participle, cue_noun))
    assert lemma in {hit[1].word.lemma for hit in hits if hit}

"""Names across spellings and scripts: what is one name, what is not, and that both meet under a key."""

from __future__ import annotations

import pytest

from marsad.resolve.names import compare_names, name_keys, words

SAME = [
    ("يونس بك يفكيروف", "جونوس بيك إفكوروف"),
    ("جونوس بيك إفكوروف", "يونس بيك يوفكيورف"),
    ("صدام خليفة حفتر", "صدام حفتر"),
    ("صدام حفتر", "Saddam Haftar"),
    ("أنطونيو غوتيريش", "أنطونيو جوتيريش"),
    ("عبد الحميد الدبيبة", "عبدالحميد دبيبة"),
    ("محمد يونس المنفي", "محمد المنفي"),
]
OTHERS = [
    ("صدام حفتر", "بلقاسم حفتر"),
    ("خليفة حفتر", "صدام خليفة حفتر"),
    ("محمد بن سلمان", "محمد بن زايد"),
    ("سالم العبيدي", "سليم العبيدي"),
    ("حسن روحاني", "حسين روحاني"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert compare_names([a], [b], "person").score > 0.5
    assert name_keys("person", [a]) & name_keys("person", [b])


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_names_of_two_people(a: str, b: str) -> None:
    assert compare_names([a], [b], "person").score < 0.3


def test_a_family_name_alone_is_not_enough() -> None:
    assert 0 < compare_names(["حفتر"], ["صدام حفتر"], "person").score < 0.5


def test_titles_and_the_article_make_no_difference() -> None:
    assert words("المشير خليفة حفتر") == words("خليفة حفتر")
    assert words("محمد منفي") == words("محمد المنفي")


def test_a_ministry_with_and_without_its_head_noun() -> None:
    assert compare_names(["وزارة الخارجية الروسية"], ["الخارجية الروسية"], "organization").score > 0.7
    assert compare_names(["وزارة الخارجية الروسية"], ["وزارة الخارجية التركية"], "organization").score < 0.1


def test_groups_have_no_keys() -> None:
    assert name_keys("group", ["مهاجرون"]) == frozenset()

"""The finder of repeated phrases finds what is planted, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.corpus import CorpusError, GoldEntity, GoldReport
from marsad.corpus.overlap import borrowed, read_texts, repeated

PHRASE = "عاد الصيادون إلى بيوتهم قبيل الغروب بقليل"
WORDS = ["بيت", "نهر", "جبل", "ريح", "مطر", "حجر", "شجر", "قمر"]


def report(ident: str, text: str, story: str | None = None, **fields: object) -> GoldReport:
    empty: dict[str, object] = dict.fromkeys(("positions", "relations", "times", "amounts", "claims", "events"), ()) | {
        "entities": {},
        "published": None,
        "publisher": None,
        "title": None,
        "story": story,
    }
    return GoldReport(id=ident, text=text, **(empty | fields))  # type: ignore[arg-type]


def test_a_planted_phrase_is_found_across_spellings_and_punctuation() -> None:
    texts = [f"{n} قصة أولى. {PHRASE} ثم ناموا {n}" for n in "ابتث"]
    texts[1] = texts[1].replace("إلى", "الى").replace("بيوتهم", "«بيوتهم»،")
    found = repeated([report(f"a-{i}", text) for i, text in enumerate(texts)], most=3)
    assert [len(r.shared_by) for r in found] == [4]
    assert "عاد الصيادون الي بيوتهم قبيل الغروب بقليل ثم ناموا" in found[0].phrase
    place = next(p for p in found[0].places if p.report == "a-1")
    assert "الى «بيوتهم»، قبيل" in place.span.text(texts[1])


def test_reports_of_one_story_may_share() -> None:
    assert repeated([report(f"a-{i}", PHRASE, story="s") for i in range(9)], most=1) == []
    assert len(repeated([report(f"a-{i}", PHRASE, story=f"s{i}") for i in range(2)], most=1)) == 1


def test_boilerplate_and_long_names_dont_count() -> None:
    boilerplate = [report(f"a-{i}", f"خبر {i}\n{PHRASE}", boilerplate=(PHRASE,)) for i in range(5)]
    assert repeated(boilerplate, most=1) == []
    name = "اللجنة الدولية العليا المشتركة لمراقبة وقف إطلاق النار"
    body = {"c": GoldEntity("c", "organization", (name,))}
    named = [report(f"a-{i}", f"قالت {name} أمس {i}", entities=body) for i in range(5)]
    assert repeated(named, most=1) == []


def test_a_phrase_over_a_line_break_is_none() -> None:
    head, tail = PHRASE[:20], PHRASE[20:]
    assert repeated([report(f"a-{i}", f"{head}\n{tail}") for i in range(5)], most=1) == []


def test_what_is_taken_from_other_texts(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"text": f"سطر. {PHRASE}."}), encoding="utf-8")
    (tmp_path / "notes.json").write_text("[]", encoding="utf-8")
    (tmp_path / "y.txt").write_text("لا شيء هنا", encoding="utf-8")
    texts = read_texts(tmp_path)
    assert sorted(texts) == ["x.json", "y.txt"]
    found = borrowed([report("a-1", f"قيل {PHRASE}"), report("a-2", "كلام آخر تماما لا يشبه ما سبق")], texts)
    assert [(r.shared_by, {p.report for p in r.places}) for r in found] == [(("x.json",), {"a-1"})]
    (tmp_path / "sub").mkdir()
    with pytest.raises(CorpusError, match="no texts"):
        read_texts(tmp_path / "sub")


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=14), min_size=2, max_size=5))
def test_it_agrees_with_counting_every_phrase(texts: list[list[str]]) -> None:
    size = 3
    seen: dict[tuple[str, ...], set[int]] = {}
    for number, words in enumerate(texts):
        for at in range(len(words) - size + 1):
            seen.setdefault(tuple(words[at : at + size]), set()).add(number)
    expected = {" ".join(gram) for gram, where in seen.items() if len(where) > 1}
    reports = [report(f"a-{i}", " ".join(words)) for i, words in enumerate(texts)]
    found = set()
    for repeat in repeated(reports, size=size, most=1):
        words = repeat.phrase.split()
        found |= {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)}
        for place in repeat.places:
            assert place.span.text(" ".join(texts[int(place.report[2:])])) == repeat.phrase
    assert found == expected

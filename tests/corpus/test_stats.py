"""The counts add up, and the datasheet's place for them is filled."""

from __future__ import annotations

import pytest

from marsad.corpus import GoldReport, GoldStory, GoldTime
from marsad.corpus.stats import BEGIN, END, as_json, as_markdown, as_text, count, with_counts
from marsad.corpus.times import doubts, faults, forms


def test_counts_add_up(reports: list[GoldReport], stories: list[GoldStory]) -> None:
    stats = count(reports, stories)
    counts = stats.counts

    def total(name: str) -> int:
        table = counts[name]
        assert isinstance(table, dict)
        return sum(table.values())

    for name in ("register", "split", "register and split", "writer", "length"):
        assert total(f"reports by {name}") == counts["reports"] == len(reports)
    assert total("events by type") == counts["events"] == sum(len(r.events) for r in reports)
    assert total("claims by act") == total("claims by hops") == counts["claims"]
    assert total("amounts by unit") == counts["amounts"]
    assert total("stories by origins") == counts["stories"] == len(stories)
    assert {m.what: m.found for m in stats.marks}["reports"] == len(reports)
    assert as_json(stats)["reports"] == len(reports)
    assert "marks reached" in as_text(stats)


def test_an_empty_corpus_can_be_counted() -> None:
    stats = count([])
    assert stats.counts["reports"] == 0
    assert not any(m.reached for m in stats.marks)
    assert as_markdown(stats).count("\n") > 20


def test_the_datasheet_keeps_what_stands_around_the_counts() -> None:
    sheet = f"before\n{BEGIN}\noutdated\n{END}\nafter\n"
    filled = with_counts(sheet, count([]))
    assert filled.startswith("before\n")
    assert filled.endswith("\nafter\n")
    assert "outdated" not in filled
    assert with_counts(filled, count([])) == filled
    with pytest.raises(ValueError, match="no place for the counts"):
        with_counts("nothing", count([]))


def time(text: str, earliest: str | None, latest: str | None = None) -> GoldTime:
    return GoldTime(text, earliest, latest or earliest)


@pytest.mark.parametrize(
    ("expression", "wrong"),
    [
        (time("الثلاثاء", "2024-06-04"), False),
        (time("مساء الأربعاء", "2024-06-04"), True),
        (time("ليلة الأربعاء", "2024-06-04"), False),
        (time("يومي السبت والأحد", "2024-06-01", "2024-06-02"), False),
        (time("8 أبريل 2023", "2023-04-08"), False),
        (time("8 أبريل 2023", "2024-04-08"), True),
        (time("٨ نيسان", "2023-04-09"), True),
        (time("جوان 2025", "2025-06-01", "2025-06-30"), False),
        (time("جوان 2025", "2025-07-01", "2025-07-31"), True),
        (time("20 شعبان 1446 هـ", "2025-02-19"), False),
        (time("20 شعبان 1446 هـ", "2025-03-19"), True),
        (time("بين عامي 1961 و1974", "1961-01-01", "1974-12-31"), False),
        (time("الثلاثاء", None), False),
    ],
)
def test_days_that_cannot_be_right(expression: GoldTime, wrong: bool) -> None:
    assert bool(list(faults(expression))) == wrong


@pytest.mark.parametrize(
    ("expression", "odd"),
    [
        (time("أمس", "2024-06-04"), False),
        (time("أمس", "2024-06-03"), True),
        (time("أول من أمس", "2024-06-03"), False),
        (time("اليوم", "2024-06-05"), False),
        (time("اليوم التالي", "2024-06-09"), False),
        (time("غدا", "2024-06-06"), False),
        (time("الأحد الماضي", "2024-06-02"), False),
        (time("الأحد الماضي", "2024-06-09"), True),
        (time("الأحد المقبل", "2024-06-09"), False),
        (time("الأحد", "2024-05-19"), True),
    ],
)
def test_days_that_do_not_follow_from_publication(expression: GoldTime, odd: bool) -> None:
    assert bool(list(doubts(expression, "2024-06-05"))) == odd


def test_forms_of_times() -> None:
    assert forms(time("أمس", None)) == ["yesterday, today, tomorrow", "unresolved"]
    assert "Hijri" in forms(time("٢٠ شعبان ١٤٤٦هـ", "2025-02-19"))
    assert "Eastern digits" in forms(time("٢٠ شعبان ١٤٤٦هـ", "2025-02-19"))
    assert "Maghrebi month" in forms(time("17 غشت", "2025-08-17"))
    assert forms(time("الأسبوع الفائت", "2025-02-19")) == ["last"]
    assert forms(time("يومها", "2025-02-19")) == ["other"]

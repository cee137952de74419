"""Times: every row of the corpus of examples, every row of the lexicon, and what holds of any text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.analysis.reading import Reading
from marsad.analysis.times import infer_published, times
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.text.views import fold

EXAMPLES = read_table("ar/times/examples.tsv")
POSITIVE = [row for row in EXAMPLES if row["expression"] != "-"]
NEGATIVE = [row for row in EXAMPLES if row["expression"] == "-"]
PHRASES = {
    "months": "form", "weekdays": "form", "units": "form", "modifiers": "form", "parts_of_day": "form",
    "deictics": "phrase", "edges": "form", "feasts": "phrase", "decades": "form", "seasons": "form",
}  # fmt: skip


def read(text: str) -> Reading:
    return Reading.of(Document(id="t", text=text))


@pytest.mark.parametrize("row", POSITIVE, ids=lambda r: f"{r['expression']}: {r['sentence'][:40]}")
def test_example(row: dict[str, str]) -> None:
    reading = read(row["sentence"])
    found = times(reading, row["published"] or None)
    said = [(reading.text[t.start : t.end], t.earliest or "", t.latest or "", t.granularity) for t in found]
    assert (row["expression"], row["earliest"], row["latest"], row["granularity"]) in said


@pytest.mark.parametrize("row", NEGATIVE, ids=lambda r: r["sentence"][:50])
def test_near_miss(row: dict[str, str]) -> None:
    reading = read(row["sentence"])
    assert [reading.text[t.start : t.end] for t in times(reading, row["published"])] == []


def test_the_corpus_is_large_enough() -> None:
    assert len(POSITIVE) >= 220
    assert len(NEGATIVE) >= 60


@pytest.mark.parametrize("table,column", PHRASES.items())
def test_every_entry_stands_in_an_example(table: str, column: str) -> None:
    told = " | ".join(fold(row["expression"]) for row in POSITIVE)
    if table == "units":  # decades and centuries fix no time alone
        told += " | ".join(fold(row["sentence"]) for row in NEGATIVE)
    missing = [row[column] for row in read_table(f"ar/times/{table}.tsv") if fold(row[column]) not in told]
    assert missing == []


@pytest.mark.parametrize("table,column", [("cues", "form"), ("year_nouns", "noun")])
def test_every_cue_stands_beside_an_example(table: str, column: str) -> None:
    words = {w for row in POSITIVE for w in fold(row["sentence"]).split()}
    assert [r[column] for r in read_table(f"ar/times/{table}.tsv") if fold(r[column]) not in words] == []


def test_every_named_day_has_an_example() -> None:
    told = {row["earliest"] for row in POSITIVE}
    days = [(int(r["year"]), int(r["month"]), int(r["day"])) for r in read_table("ar/times/named_days.tsv")]
    assert [day for day in days if date(*day).isoformat() not in told] == []


def test_a_report_cannot_mean_a_day_that_became_known_later() -> None:
    (found,) = times(read("وقع الهجوم بعد هجوم السابع من أكتوبر."), "2022-12-01")
    assert found.earliest == "2022-10-07"


def test_every_context_bars_a_near_miss() -> None:
    words = {w.strip('.,"') for row in NEGATIVE for w in fold(row["sentence"]).split()}
    assert [r["form"] for r in read_table("ar/times/contexts.tsv") if fold(r["form"]) not in words] == []


def test_every_rule_is_fired() -> None:
    fired = {t.by for row in POSITIVE for t in times(read(row["sentence"]), row["published"] or None)}
    assert fired >= {
        "times.weekday", "times.weekday_last", "times.weekday_next", "times.weekday_date", "times.weekday_range",
        "times.weekday_of_week", "times.deictic", "times.part_of_day", "times.hours_of_day", "times.told_day",
        "times.from_told_day", "times.day_month", "times.day_of_month_told", "times.numeric", "times.english_month",
        "times.english_date", "times.month", "times.month_range", "times.year", "times.year_range", "times.from_to",
        "times.ago", "times.since_amount", "times.after", "times.last_units", "times.feast", "times.season",
        "times.part_of_year", "times.week_of_month", "times.decade", "times.century", "times.hijri_date",
        "times.hijri_month", "times.edge_start", "times.edge_middle", "times.edge_late", "times.edge_end",
        "times.clock",
        "times.this_unit", "times.unit_last", "times.unit_next", "times.bare_part_of_day",
    }  # fmt: skip


def test_double_dates_are_two_expressions() -> None:
    reading = read("احتضنت الكفرة، يوم الأحد 15 شوال 1446هـ الموافق 13 أبريل 2025، لقاء صلح.")
    found = times(reading, None)
    assert [reading.text[t.start : t.end] for t in found] == ["الأحد 15 شوال 1446هـ", "13 أبريل 2025"]
    assert {t.earliest for t in found} == {"2025-04-13"}


def test_clock_and_ids() -> None:
    reading = read("وصل الثلاثاء الساعة 10:30 صباحا بتوقيت غرينتش، وغادر أمس.")
    found = times(reading, "2025-03-20")
    assert [t.id for t in found] == ["T1", "T2"]
    assert found[0].clock == "10:30"


def test_boilerplate_is_not_read() -> None:
    reading = read("وصل الوفد.\nاقرأ أيضا: حصاد أمس")
    assert reading.boilerplate
    assert times(reading, "2025-03-20") == []


def test_publication_is_bounded_by_the_latest_date_told() -> None:
    reading = read("زار بنغازي منذ أغسطس 2023 مرات، ثم التقاهم في 13 أبريل 2025. ستجرى الانتخابات في 1 مايو 2026.")
    assert infer_published(reading) == "2025-04-13"
    assert infer_published(read("زار بنغازي مرارا منذ أغسطس 2023.")) == "2023-08-01"
    assert infer_published(read("زار بنغازي أمس.")) is None


@pytest.mark.parametrize("text", ["زار المدينة من 3 مايو إلى", "امتد الحصار من مايو 2024 حتى.", "بين 3 مايو و"])
def test_a_range_without_its_end_is_its_beginning(text: str) -> None:
    (found,) = times(read(text), "2025-03-20")
    assert found.earliest is not None and found.earliest[5:7] == "05"


PIECES = st.sampled_from(
    [row["expression"] for row in POSITIVE]
    + [w for r in EXAMPLES for w in r["sentence"].split()]
    + ["\n", ".", "،", "12", "و", "بين", "من"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_survives(text: str) -> None:
    reading = read(text)
    end = 0
    for published in ("2025-03-20", None):
        end = 0
        for t in times(reading, published):
            assert end <= t.start < t.end <= len(text)
            assert text[t.start : t.end].strip()
            assert (t.earliest is None) == (t.latest is None)
            if t.earliest and t.latest:
                assert date.fromisoformat(t.earliest) <= date.fromisoformat(t.latest)
            end = t.end
    infer_published(reading)


def test_cost_is_linear() -> None:
    sentence = "وصل الوفد بين الأول والثامن من نيسان/أبريل ومنذ مساء الأحد الماضي وقبل ثلاثة أيام و"
    seconds = []
    for times_over in (200, 1600):
        reading = read(sentence * times_over)
        start = time.process_time()
        times(reading, "2025-04-15")
        seconds.append((time.process_time() - start) / times_over)
    assert seconds[1] < 3 * seconds[0] + 1e-4


def test_what_had_been_done_before_is_no_day_to_point_back_to_in_another_paragraph() -> None:
    text = "اجتمع الوزراء الثلاثاء في أثينا. وكان الوفد قد وصل مساء الاثنين{}وفي اليوم نفسه أجرت البحرية مناورة."
    days = [times(read(text.format(mark)), "2025-03-20")[-1].earliest for mark in (".\n", ". ")]
    assert days == ["2025-03-18", "2025-03-17"]

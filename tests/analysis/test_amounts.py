"""Amounts: every row of the corpus of examples, every row of the lexicon, and what holds of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.analysis.amounts import amounts
from marsad.analysis.reading import Reading
from marsad.analysis.times import times
from marsad.lexicon.tables import read_table, values
from marsad.model.document import Document
from marsad.text.spans import Span
from marsad.text.views import fold

EXAMPLES = read_table("ar/amounts/examples.tsv")
POSITIVE = [row for row in EXAMPLES if row["expression"] != "-"]
NEGATIVE = [row for row in EXAMPLES if row["expression"] == "-"]


def read(text: str) -> Reading:
    return Reading.of(Document(id="a", text=text))


def taken(reading: Reading) -> list[Span]:
    return [Span(t.start, t.end) for t in times(reading, "2025-03-20")]


@pytest.mark.parametrize("row", POSITIVE, ids=lambda r: f"{r['expression']}: {r['sentence'][:40]}")
def test_example(row: dict[str, str]) -> None:
    reading = read(row["sentence"])
    found = amounts(reading, taken(reading))
    value = float(row["value"]) if row["value"] else None
    said = [(reading.text[a.start : a.end], a.value, a.unit, a.approximate) for a in found]
    assert (row["expression"], value, row["unit"], row["approximate"] == "yes") in said


@pytest.mark.parametrize("row", NEGATIVE, ids=lambda r: r["sentence"][:50])
def test_near_miss(row: dict[str, str]) -> None:
    reading = read(row["sentence"])
    assert [reading.text[a.start : a.end] for a in amounts(reading, taken(reading))] == []


def test_every_noun_stands_in_an_example() -> None:
    counted = " | ".join(fold(row["expression"]) for row in POSITIVE)
    uncounted = " | ".join(fold(row["sentence"]) for row in NEGATIVE)
    missing = [
        row["singular"]
        for row in read_table("ar/amounts/nouns.tsv")
        for form in (row["singular"], *values(row["plural"])[:1])
        if fold(form) not in (uncounted if row["unit"] == "-" else counted)
    ]
    assert missing == []


@pytest.mark.parametrize("table,column,rows", [
    ("approximations", "phrase", POSITIVE), ("heads", "word", POSITIVE), ("labels", "word", NEGATIVE),
])  # fmt: skip
def test_every_cue_stands_in_an_example(table: str, column: str, rows: list[dict[str, str]]) -> None:
    told = " | ".join(fold(row["sentence"]) for row in rows)
    assert [r[column] for r in read_table(f"ar/amounts/{table}.tsv") if fold(r[column]) not in told] == []


def test_every_rule_is_fired() -> None:
    fired = {a.by for row in POSITIVE for a in amounts(read(row["sentence"]), [])}
    assert fired >= {
        "amounts.number", "amounts.range", "amounts.number_of", "amounts.of_them", "amounts.person_by_form",
        "amounts.people_hurt", "amounts.number_after", "amounts.dual", "amounts.few", "amounts.visits", "amounts.money",
    }  # fmt: skip


def test_times_are_never_amounts() -> None:
    reading = read("وصل في 8 أبريل 2024 إلى طبرق 8 جنود.")
    found = amounts(reading, taken(reading))
    assert [(a.id, reading.text[a.start : a.end]) for a in found] == [("M1", "8 جنود")]


PIECES = st.sampled_from(
    [row["expression"] for row in POSITIVE]
    + [w for r in EXAMPLES for w in r["sentence"].split()]
    + ["\n", ".", "12", "و", "من", "-"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_survives(text: str) -> None:
    reading = read(text)
    blocked = taken(reading)
    end = 0
    for a in amounts(reading, blocked):
        assert end <= a.start < a.end <= len(text)
        assert text[a.start : a.end].strip()
        assert not any(b.overlaps(Span(a.start, a.end)) for b in blocked)
        end = a.end


def test_cost_is_linear() -> None:
    sentence = "وصل نحو ألف وثمانمئة جندي وسفينتان وعشرات الشبان ومئة وخمسة وعشرون ألفا و"
    seconds = []
    for times_over in (200, 1600):
        reading = read(sentence * times_over)
        start = time.process_time()
        amounts(reading, [])
        seconds.append((time.process_time() - start) / times_over)
    assert seconds[1] < 3 * seconds[0] + 1e-4


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ارتفعت الحصيلة أمس الأحد إلى 14 قتيلا.", 14),
        ("ارتفعت الحصيلة أمس الاثنين إلى 14 قتيلا.", 14),
        ("وصل من اثنين إلى 14 جنديا.", None),
    ],
)
def test_a_day_begins_no_range(text: str, value: int | None) -> None:
    reading = read(text)
    assert [a.value for a in amounts(reading, taken(reading))] == [value]

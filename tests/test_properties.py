"""What holds for every text whatsoever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import marsad
from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document, content_id
from marsad.model.encoding import from_dict, to_dict, to_json
from marsad.model.record import Record

# words and marks that make every layer work, between which anything may stand
_PIECES = (
    "قال", "قالت", "نقلا عن", "مصدر عسكري", "وأضاف", "إن", "أن", "زار", "وصل", "التقى", "نفى", "قصف", "اتهم", "حذر من",
    "وزير الدفاع الروسي", "خليفة حفتر", "الرئيس", "بنغازي", "وببنغازي", "طرابلس", "موسكو", "للسفارة", "الأمم المتحدة",
    "أمس", "غدا", "الثلاثاء الماضي", "منذ ثلاثة أشهر", "8 أبريل", "2024", "١٢", "رمضان 1445", "بين 3 و5 مايو",
    "1800 جندي", "سفينتين", "نحو", "آلاف", "ألف وثمانمئة", "مليون دولار", "%", "«", "»", '"', "“", "”", "،",
    "؛", "؟", ".", "…", ":", "(", ")", "-", "–", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200f", "\u202e",
    "\u2066", "\u2069", "\u200b", "\ufeff",
    "ـ", "َ", "ّ", "ﻻ", "ﷺ", "İ", "ß", "😀", "👨\u200d👩\u200d👧", "\x00", "\x1b", "\ud800", "\udfff",
    "و", "ف", "ب", "ل", "ال", "ء",
    "اقرأ أيضا", "All Eyes on Wagner", "https://x.org/a?b=1",
)  # fmt: skip
_PIECE = st.one_of(st.sampled_from(_PIECES), st.text(st.characters(exclude_categories=()), max_size=12))
_SEPARATOR = st.sampled_from((" ", " ", " ", "", "، ", "\n"))
TEXTS = st.one_of(
    st.lists(st.tuples(_PIECE, _SEPARATOR), max_size=40).map(lambda parts: "".join(a + b for a, b in parts)),
    st.text(st.characters(exclude_categories=()), max_size=200),
)
DAYS = st.one_of(st.none(), st.dates().map(str))


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    return Analyser(tagger=False)


def analyze(text: str, published: str | None = None) -> Record:
    return analyser().analyze(Document("d", text, published=published))


def spans(value: Any) -> Iterator[tuple[int, int]]:
    """Every start and end anywhere in a record's JSON."""
    if isinstance(value, dict):
        if "start" in value:
            yield value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from spans(inner)


often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(TEXTS, DAYS)
def test_any_text_is_survived_and_every_span_lies_in_it(text: str, published: str | None) -> None:
    record = analyze(text, published)
    assert record.text == text
    for start, end in spans(to_dict(record)):
        assert 0 <= start < end <= len(text)


@often
@given(TEXTS, DAYS)
def test_ids_are_unique_and_lead_somewhere(text: str, published: str | None) -> None:
    record = analyze(text, published)
    groups = [record.entities, record.times, record.amounts, record.attributions, record.events]
    ids = [{x.id for x in group} for group in groups]
    assert [len(i) for i in ids] == [len(g) for g in groups]
    entities, times, amounts, attributions, _ = ids
    used = [i for e in record.events for i in (*e.actor, *e.recipient, *e.place, *e.origin)]
    used += [i for a in record.attributions for i in a.sources]
    used += [i for p in record.positions for i in (p.person, p.organization) if i is not None]
    used += [i for r in (*record.relations, *record.alignments) for i in (r.subject, r.object)]
    assert set(used) <= entities
    for event in record.events:
        assert event.evidence
        assert not isinstance(event.time, str) or event.time in times
        assert set(event.amounts) <= amounts
        assert event.attribution is None or event.attribution in attributions


@often
@given(TEXTS, DAYS)
def test_records_survive_json(text: str, published: str | None) -> None:
    record = analyze(text, published)
    line = to_json(record)
    line.encode("utf-8")
    assert "\n" not in line
    assert from_dict(json.loads(line)) == record


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_records_are_deterministic(text: str) -> None:
    again = Analyser(tagger=False) if text.startswith("قال") else analyser()
    assert to_json(again.analyze(Document("d", text))) == to_json(analyze(text))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_ids_come_from_the_content(text: str) -> None:
    assert content_id(text) == content_id(text)
    assert content_id(text) != content_id(text + "x")


def test_the_package_offers_two_functions() -> None:
    assert marsad.__all__ == ["analyze", "open"]
    record = marsad.analyze("زار هاكان فيدان القاهرة أمس.", published="2024-06-05T10:00:00+03:00", publisher="جريدة")
    assert (record.published, record.published_by, record.publisher) == ("2024-06-05", "given", "جريدة")
    assert record.entities
    with pytest.raises(ValueError, match="is not a date"):
        marsad.analyze("خبر", published="أمس")


SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
CUTS = 10


@lru_cache(maxsize=1)
def whole_analyser() -> Analyser:
    return Analyser()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_report_cut_anywhere_or_without_marks_is_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for n in range(1, CUTS):
        cut = text[: len(text) * n // CUTS]
        for given_text in (cut, cut.rstrip(" .،\n") + "،", cut.replace(".", " ").replace("،", " ")):
            record = whole_analyser().analyze(Document("d", given_text, published="2024-05-05"))
            assert all(0 <= a < b <= len(given_text) for a, b in spans(to_dict(record)))


@pytest.mark.parametrize(
    "text",
    [
        "وصار القرار نافذا في مالي وبوركينا فاسو والنيجر، ويطلب الرئيس القماطي من إ",
        "وقال غوتيريش، الذي يزور داكار ويلتقي الوزير القماطي في القصر",
        "وقال غوتيريش، الذي يزور داكار ويلتقي الوزير القماطي في القصر،",
    ],
)
def test_a_text_may_end_within_a_clause_or_a_word(text: str) -> None:
    assert whole_analyser().analyze(Document("d", text)).entities

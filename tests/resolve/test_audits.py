"""Counted statements against what is on record. Names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.model.story import StoryLine
from marsad.resolve.audits import audit
from marsad.resolve.stories import summarise

from .tellings import telling, who

SALIM = who("a-salim", "سليم الورفي")
TOBRUK = who("a-tobruk", "طبرق", "place", country="LBY", latitude=32.08, longitude=23.96)
NEAR = who("a-near", "القعرة", "place", country="LBY", latitude=32.0, longitude=24.1)
FAR = who("a-far", "الكفرة", "place", country="LBY", latitude=24.18, longitude=23.29)
COUNT = telling(
    "r9", "زار الورفي طبرق ثلاث مرات منذ أغسطس 2024", earliest="2024-08-01", latest="2024-08-31", count=3,
    actor=(SALIM,), place=(TOBRUK,), published="2025-03-10",
)  # fmt: skip


def visit(day: str | None, **more: Any) -> StoryLine:
    return summarise("s-" + str(day), [telling("r1", "زار الورفي طبرق", day=day, **{
        "actor": (SALIM,), "place": (TOBRUK,), **more})]).line  # fmt: skip


def test_as_many_as_said() -> None:
    others = [visit("2024-09-01"), visit("2025-01-01"), visit("2024-12-01")]
    made = audit(COUNT, others)
    assert (made.said, made.on_record, made.uncertain, made.verdict) == (3, 3, 0, "equal")
    assert [s.earliest for s in made.stories] == ["2024-09-01", "2024-12-01", "2025-01-01"]
    # since August: to the day of publication
    assert (made.earliest, made.latest) == ("2024-08-01", "2025-03-10")
    assert made.exact == COUNT.evidence[0].exact


def test_what_does_not_count() -> None:
    others = [
        visit("2024-09-01"),
        visit("2024-10-01", aux=("future",)),
        visit("2024-11-01", aux=("negation",)),
        visit("2024-11-02", count=4),
        visit("2024-12-01", actor=(who("a-other", "نصر الدرسي"),)),
        visit("2024-12-02", type="ASSAULT", mode=None),
        visit("2024-12-03", mode="virtual"),
        visit("2024-12-04", place=(FAR,)),
        visit("2024-01-01"),
    ]
    made = audit(COUNT, others)
    assert [s.earliest for s in made.stories] == ["2024-09-01"]
    assert (made.on_record, made.uncertain, made.verdict) == (1, 0, "fewer")


def test_uncertain_ones_stand_apart() -> None:
    others = [
        visit(None),
        visit("2024-07-20", earliest="2024-07-20", latest="2024-08-10", granularity="interval"),
        visit("2024-09-03", place=()),
    ]
    made = audit(COUNT, others)
    assert (made.on_record, made.uncertain) == (0, 3)
    assert len(made.maybe) == 3


def test_the_outskirts_belong_to_the_town() -> None:
    assert audit(COUNT, [visit("2024-09-01", place=(NEAR,))]).on_record == 1


def test_more_on_record_than_said() -> None:
    others = [visit(f"2024-{month}-01") for month in ("09", "10", "11", "12")]
    assert audit(COUNT, others).verdict == "more"


def test_only_counts_are_audited() -> None:
    with pytest.raises(ValueError, match="r1#V1"):
        audit(telling("r1"), [])


@pytest.mark.parametrize(
    ("quote", "aux", "found"),
    [
        ("زار الورفي طبرق للمرة الثالثة منذ أغسطس 2024", (), 3),
        ("سيزور الورفي طبرق للمرة الثالثة منذ أغسطس 2024", ("future",), 2),
        ("زار الورفي طبرق ثلاث مرات منذ أغسطس 2024", (), 2),
    ],
)
def test_a_place_in_a_row_counts_itself(quote: str, aux: tuple[str, ...], found: int) -> None:
    told = telling(
        "r9", quote, earliest="2024-08-01", latest="2024-08-31", count=3, actor=(SALIM,), place=(TOBRUK,), aux=aux,
        published="2025-03-10",
    )  # fmt: skip
    made = audit(told, [visit("2024-09-01"), visit("2025-01-01")], visit("2025-03-09"))
    assert made.on_record == found

"""Where accounts disagree, and where they only say it otherwise. Texts and names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.lexicon.tables import read_table, values
from marsad.model.story import Account, Conflict
from marsad.resolve.conflicts import conflicts
from marsad.resolve.counted import counted

from .tellings import telling, who


def strike(report: str, words: str, *numbers: tuple[str, float], **more: Any) -> Account:
    return telling(report, words, **{"type": "ASSAULT", "mode": "drone", "numbers": numbers, **more})


def found(*accounts: Account) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(c.field, c.unit, tuple(v.value for v in c.values)) for c in conflicts(accounts)]


def test_numbers_of_the_same_thing_differ() -> None:
    a = strike("r1", "قتل خمسة عمال وأصيب سبعة آخرون", ("خمسة عمال", 5), ("سبعة آخرون", 7), published="2025-03-09")
    b = strike("r2", "مقتل تسعة أشخاص في القصف", ("تسعة أشخاص", 9), published="2025-03-10")
    (conflict,) = conflicts([a, b])
    assert (conflict.field, conflict.unit) == ("number", "person, killed")
    assert [(v.value, v.accounts, v.first_said) for v in conflict.values] == [
        ("5", ("r1#V1",), "2025-03-09"),
        ("9", ("r2#V1",), "2025-03-10"),
    ]


def test_the_dead_are_not_compared_with_the_wounded() -> None:
    a = strike("r1", "قتل خمسة عمال", ("خمسة عمال", 5))
    b = strike("r2", "أصيب تسعة أشخاص", ("تسعة أشخاص", 9))
    assert found(a, b) == []


def test_a_part_of_the_total_is_no_other_total() -> None:
    a = strike("r1", "قتل تسعة أشخاص بينهم ثلاثة أطفال", ("تسعة أشخاص", 9), ("ثلاثة أطفال", 3))
    b = strike("r2", "مقتل تسعة أشخاص", ("تسعة أشخاص", 9))
    assert found(a, b) == []


def test_those_who_act_are_not_counted_with_those_who_suffer() -> None:
    gunmen = who("r1#E1", "ستة مسلحين", "group")
    a = strike("r1", "خطف ستة مسلحين مهندسا", ("ستة مسلحين", 6), mode="abduct", actor=(gunmen,))
    b = strike("r2", "خطف أربعة مهندسين", ("أربعة مهندسين", 4), mode="abduct")
    assert found(a, b) == []


def test_the_event_says_what_people_are_counted_for() -> None:
    a = telling("r1", "اقتادت الدورية ثلاثة رعاة", type="COERCE", mode="arrest", numbers=(("ثلاثة رعاة", 3),))
    b = telling("r2", "عدد الموقوفين خمسة", type="COERCE", mode="arrest", numbers=(("خمسة", 5),))
    assert found(a, b) == [("number", "person, arrested", ("3", "5"))]


def test_days_that_touch_do_not_conflict() -> None:
    night = strike("r1", "", earliest="2025-03-07", latest="2025-03-08")
    assert found(night, strike("r2", "", day="2025-03-08")) == []
    assert found(strike("r1", "", day="2025-03-08"), strike("r2", "", day="2025-03-09")) == [
        ("day", None, ("2025-03-08", "2025-03-09"))
    ]


def test_a_month_does_not_conflict_with_a_day() -> None:
    month = strike("r1", "", earliest="2025-02-01", latest="2025-02-28")
    assert found(month, strike("r2", "", day="2025-03-08")) == []


def test_places_far_apart_and_places_corrected() -> None:
    a = strike("r1", "", place=(who("a-1", "الكفرة", "place", latitude=24.2, longitude=23.3),))
    b = strike("r2", "", place=(who("a-2", "تازربو", "place", latitude=25.7, longitude=21.1),))
    assert found(a, b) == [("place", None, ("الكفرة", "تازربو"))]
    quarter = strike("r1", "", place=(who("a-3", "حي النخيل", "place"),))
    gate = strike("r2", "بدأ القصف قرب البوابة لا في حي النخيل", place=(who("a-4", "البوابة", "place"),))
    assert found(quarter, gate) == [("place", None, ("حي النخيل", "البوابة"))]


def test_a_market_and_its_town_do_not_conflict() -> None:
    town = who("a-1", "الكفرة", "place", latitude=24.2, longitude=23.3)
    market = who("a-2", "سوق الكفرة", "place")
    assert found(strike("r1", "", place=(town,)), strike("r2", "", place=(market,))) == []


def test_another_attacker_is_a_conflict_of_participants() -> None:
    a = strike("r1", "", actor=(who("a-1", "جيش الشمال", "organization", country="XAA"),))
    b = strike("r2", "", actor=(who("a-2", "كتائب الجنوب", "organization", country="XBB"),))
    assert found(a, b) == [("participant", None, ("جيش الشمال", "كتائب الجنوب"))]


def test_a_denial_stands_against_the_tellings() -> None:
    a = strike("r1", "", published="2025-03-09")
    b = strike("r2", "", aux=("negation",), published="2025-03-11")
    (conflict,) = conflicts([a, b])
    assert conflict == Conflict("denial", conflict.values)
    assert [(v.value, v.accounts, v.first_said) for v in conflict.values] == [
        ("told", ("r1#V1",), "2025-03-09"),
        ("denied", ("r2#V1",), "2025-03-11"),
    ]


def test_about_four_hundred_and_412_agree() -> None:
    a = telling("r1", "نزح 412 شخصا", numbers=(("412 شخصا", 412),))
    about = telling("r2", "نزح نحو 400 شخص", numbers=(("400 شخص", 400),))
    rough = telling("r2", "نزح نحو 400 شخص", amounts=tuple(_rough(about)))
    assert found(a, rough) == []
    assert found(a, about) != []


def _rough(account: Account) -> list[Any]:
    from dataclasses import replace

    return [replace(n, approximate=True) for n in account.amounts]


def test_rejected_accounts_do_not_count() -> None:
    a, b = strike("r1", "", day="2025-03-08"), strike("r2", "", day="2025-03-01", decision="rejected")
    assert found(a, b) == []


@pytest.mark.parametrize("row", read_table("ar/amounts/counted.tsv"), ids=lambda r: r["counted"])
def test_every_row_of_counted_is_fired_by_its_example(row: dict[str, str]) -> None:
    words = row["example"].split()
    account = telling("r1", row["example"], numbers=((words[-1], 3),), type="CONSULT")
    assert counted(account, account.amounts[0]) == row["counted"]
    for event in values(row["events"]):
        type, _, mode = event.partition(" ")
        bare = telling("r1", "كانوا ثلاثة", numbers=(("ثلاثة", 3),), type=type, mode=mode or None)
        assert counted(bare, bare.amounts[0]) == row["counted"]


def test_a_number_that_nothing_explains_counts_nothing() -> None:
    account = telling("r1", "وصل ثلاثة", numbers=(("ثلاثة", 3),))
    assert counted(account, account.amounts[0]) is None


@pytest.mark.parametrize(
    "words,number,kind",
    [
        ("زورق دورية يحتجز سبعين مهاجرا", "سبعين مهاجرا", "arrested"),
        ("سفينة تجارية تنقذ عشرين بحارا", "عشرين بحارا", "rescued"),
        ("انفجار يقتل أربعة عمال", "أربعة عمال", "killed"),
        ("حريق يصيب ستة رجال", "ستة رجال", "wounded"),
        ("مسلحون يخطفون ثلاثة مهندسين", "ثلاثة مهندسين", "abducted"),
        ("المتمردون يفرجون عن خمسة معلمين", "خمسة معلمين", "freed"),
        ("الحكومة تطرد تسعة موظفين", "تسعة موظفين", "expelled"),
        ("المدير يستقبل تسعة موظفين", "تسعة موظفين", None),
    ],
)
def test_headlines_count_in_the_present_tense(words: str, number: str, kind: str | None) -> None:
    account = telling("r1", words, numbers=((number, 9),), type="CONSULT")
    assert counted(account, account.amounts[0]) == kind


@pytest.mark.parametrize(
    "words,number,kind,event",
    [
        # what befell them, and not what they are called
        ("الشرطة أوقفت 30 محتجا", "30 محتجا", "arrested", ("COERCE", "arrest")),
        ("الجماعة أفرجت عن 40 معتقلا", "40 معتقلا", "freed", ("RETREAT", "release")),
        ("مقتل 12 نازحا في القصف", "12 نازحا", "killed", ("ASSAULT", "drone")),
        ("تجمع 30 محتجا", "30 محتجا", "protesting", ("CONSULT", None)),
        # not all of them
        ("الأهالي دفنوا تسعة من الضحايا", "تسعة من الضحايا", None, ("ASSAULT", "drone")),
        ("الشرطة أوقفت سبعة من المحتجين", "سبعة من المحتجين", "arrested", ("COERCE", "arrest")),
        # a ward and no wound
        ("نقل ستة أطباء من قسم الجراحة", "ستة أطباء", None, ("CONSULT", None)),
    ],
)
def test_what_befell_those_counted(words: str, number: str, kind: str | None, event: tuple[str, str | None]) -> None:
    account = telling("r1", words, numbers=((number, 9),), type=event[0], mode=event[1])
    assert counted(account, account.amounts[0]) == kind

"""What an analyst reads on the terminal."""

from __future__ import annotations

import unicodedata

import pytest

from marsad.cli.text_output import CREED, FIRST_STRONG_ISOLATE, POP_ISOLATE, quoted, render, shown
from marsad.model.record import Amount, Attribution, Entity, Event, Interval, Mention, Position, Record, Time

TEXT = "قالت وكالة السهل إن الوزير سالم نصر سيزور تونس غدا مرتين مع 40 جنديا."


def at(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words))


def event(**fields: object) -> Event:
    values: dict[str, object] = {
        "id": "V1", "type": "CONSULT", "mode": "visit", "aux": ("future",), "context": (), "actor": ("E1",),
        "recipient": ("E2",), "place": ("E3",), "origin": (), "time": "T1", "count": 2, "amounts": ("M1",),
        "evidence": (at("سيزور تونس غدا"),),
        "attribution": "A1",
    }  # fmt: skip
    return Event(**(values | fields))  # type: ignore[arg-type]


def record(**fields: object) -> Record:
    values: dict[str, object] = {
        "id": "d-1", "title": None, "publisher": None, "published": "2024-06-05", "published_by": "given", "url": None,
        "language": "ar",
        "text": TEXT,
        "entities": (
            Entity("E1", "person", "سالم نصر", (at("سالم نصر"),), name_en="Salem Nasr", country="TUN"),
            Entity("E2", "organization", "وكالة السهل", (at("وكالة السهل"),)),
            Entity("E3", "place", "تونس", (at("تونس"),)),
        ),
        "positions": (Position("E1", "الوزير", None, 20, 26),),
        "times": (Time("T1", at("غدا").start, at("غدا").end, "2024-06-06", "2024-06-06", "date", "day"),),
        "amounts": (Amount("M1", at("40 جنديا").start, at("40 جنديا").end, 40, "person", False),),
        "attributions": (Attribution("A1", ("E2",), "say", (at("قالت"),), (at("الوزير سالم نصر سيزور تونس غدا"),)),),
        "events": (event(),),
    }  # fmt: skip
    return Record(**(values | fields))  # type: ignore[arg-type]


def plain(text: str) -> list[str]:
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "").splitlines()


def test_the_whole_page() -> None:
    assert plain(render(record())) == [
        "d-1",
        "2024-06-05 (given)",
        "",
        "People and offices",
        "  سالم نصر (Salem Nasr, TUN): الوزير",
        "",
        "Events",
        "  V1  CONSULT visit · سالم نصر → وكالة السهل · in تونس · 2024-06-06 · 2 times, 40 جنديا · planned",
        "      “سيزور تونس غدا”",
        "      this report ← وكالة السهل",
        "",
        "Claims",
        "  A1  say · this report ← وكالة السهل",
        "      “الوزير سالم نصر سيزور تونس غدا”",
        "",
        CREED,
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"aux": ("negation", "historical")}, "denied, past"),
        ({"aux": ("hypothetical",)}, "hypothetical"),
        ({"actor": ()}, "? → وكالة السهل"),
        ({"origin": ("E3",), "place": ("E2",)}, "from تونس to وكالة السهل"),
        ({"time": Interval("2024-06-01", "2024-06-30")}, "2024-06-01 to 2024-06-30"),
        (
            {"mode": None, "recipient": (), "place": (), "time": None, "count": None, "amounts": (), "aux": ()},
            "  V1  CONSULT · سالم نصر",
        ),
        ({"attribution": None}, "      this report"),
    ],
)
def test_an_event_says(fields: dict[str, object], expected: str) -> None:
    lines = plain(render(record(events=(event(**fields),))))
    assert any(line == expected or expected in line for line in lines)


def test_an_open_time_is_quoted() -> None:
    times = (Time("T1", at("غدا").start, at("غدا").end, None, None, "date", "day"),)
    assert any("· غدا ·" in line for line in plain(render(record(times=times))))


def test_an_empty_record_says_so() -> None:
    lines = plain(render(record(entities=(), positions=(), attributions=(), events=())))
    assert {"People and offices: none", "Events: none", "Claims: none"} <= set(lines)


@pytest.mark.parametrize(
    "evil", ["\x1b[31mخبر\x1b]0;x\x07", "خبر\u202e\u2066\u2069عاجل", "خبر\ud800", "خبر\u2028عاجل\r\nآخر", "خبر\x00\x9b"]
)
def test_the_text_can_neither_command_nor_reorder_the_terminal(evil: str) -> None:
    out = shown(evil)
    inner = out.removeprefix(FIRST_STRONG_ISOLATE).removesuffix(POP_ISOLATE)
    assert inner != out
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in inner)
    out.encode("utf-8")


def test_long_quotes_lose_their_middle() -> None:
    text = "ابدأ " + "كلمة " * 200 + "انته"
    out = quoted(text, [Mention(0, len(text))])
    assert len(out) < 320
    assert "ابدأ" in out
    assert "[…]" in out
    assert "انته" in out

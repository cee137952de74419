"""Judgements: who decided what belongs together, what is right, when and why. They are never edited, only undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal[
    "same-actor", "different-actor", "same-story", "different-story", "same-text", "different-text",
    "accept", "reject", "correct", "undo",
]  # fmt: skip
MACHINE = "marsad"
"""Who judges where no analyst did. An analyst's judgement always wins over the machine's."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a decision on an event finds it again after a new analysis: its type and its evidence's words and place."""

    type: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the machine takes two things for one, or for two: a `code` of `data/grounds.tsv` and what its words name.

    What a desk of an older Marsad holds is an English sentence: the code `text`, with the sentence as value.
    """

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference leads to, in words: a name, a headline, an event's words; `type` is an actor's or event's."""

    reference: str
    name: str
    name_en: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `left` and `right` are references: `REPORT#E3`, `REPORT#V2`, an actor, a story or a report.

    `correct` changes `field` of the event `left` to `value` (JSON); `undo` takes back judgement number `undoes`.
    `score` (0 to 1) and `reasons` say why the machine judged so; `note` is an analyst's. `at` is UTC, ISO 8601.
    `named` says what the two are; it isn't kept but looked up where the log is shown.
    """

    number: int
    kind: JudgementKind
    left: str
    right: str | None
    by: str
    at: str
    score: float | None = None
    reasons: tuple[Ground, ...] = ()
    field: str | None = None
    value: str | None = None
    note: str | None = None
    undoes: int | None = None
    anchor: Anchor | None = None
    right_anchor: Anchor | None = None
    named: tuple[Named, ...] = ()

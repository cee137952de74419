"""What every comparison answers: how alike two things are, and why."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model.judgement import Ground


@dataclass(frozen=True, slots=True)
class Match:
    """`score` is 0 (surely different) to 1 (surely the same); `reasons` come the strongest first."""

    score: float
    reasons: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which of the candidates something belongs to; `target` is None where it is new to the desk."""

    target: str | None
    match: Match | None = None

"""Counts to figures: precision, recall and F1 for each track, the headline, and how they are printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

HEADLINE = ("entities", "positions", "times", "claims", "event detection", "arguments", "events strict")
"""The tracks whose mean F1 is the headline."""
_DIGITS = 4


@dataclass
class Tally:
    """How many statements were right, were said, and are in the gold."""

    right: int = 0
    said: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; saying nothing is perfect where there is nothing to say."""
        return self.right / self.said if self.said else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; likewise."""
        return self.right / self.gold if self.gold else float(not self.said)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float | int]:
        """The figures, rounded to four digits, and the counts."""
        return {
            "precision": round(self.precision, _DIGITS),
            "recall": round(self.recall, _DIGITS),
            "f1": round(self.f1, _DIGITS),
            "right": self.right,
            "said": self.said,
            "gold": self.gold,
        }


@dataclass
class Scores:
    """Every track's counts, remarks on single mistakes, and the reports that have no analysis."""

    tracks: dict[str, Tally] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, track: str, right: int, said: int, gold: int) -> None:
        tally = self.tracks.setdefault(track, Tally())
        tally.right += right
        tally.said += said
        tally.gold += gold

    @property
    def headline(self) -> float:
        """Mean F1 (0 to 1) of the headline's tracks that were scored; 0 where there are none."""
        f1s = [round(self.tracks[track].f1, _DIGITS) for track in HEADLINE if track in self.tracks]
        return round(sum(f1s) / len(f1s), _DIGITS) if f1s else 0.0


def as_json(scores: Scores, stories: dict[str, Any] | None = None) -> dict[str, Any]:
    """All figures as JSON values."""
    out: dict[str, Any] = {
        "headline": scores.headline,
        "tracks": {name: tally.row() for name, tally in sorted(scores.tracks.items())},
        "missing": scores.missing,
    }
    if stories is not None:
        out["stories"] = stories
    return out


def as_table(scores: Scores) -> str:
    """A table for people, one track a line, the headline last."""
    lines = [f"{'track':20}{'P':>8}{'R':>8}{'F1':>8}{'right':>8}{'said':>7}{'gold':>7}"]
    for name, tally in sorted(scores.tracks.items()):
        row = tally.row()
        figures = "".join(f"{row[figure]:8.3f}" for figure in ("precision", "recall", "f1"))
        lines.append(f"{name:20}{figures}{tally.right:8}{tally.said:7}{tally.gold:7}")
    present = [track for track in HEADLINE if track in scores.tracks]
    lines.append(f"{'headline':20}{'':16}{scores.headline:8.3f}   mean of {', '.join(present)}")
    if scores.missing:
        lines.append(f"no analysis of {len(scores.missing)} reports: {', '.join(scores.missing[:5])}")
    return "\n".join(lines)

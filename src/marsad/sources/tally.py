"""What a run read, what it passed over and why: the account that ends every reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .kinds import NAMES
from .report import SKIPPED, Problem, Report, Skipped

_MOST_NOTES = 5


@dataclass(slots=True)
class Tally:
    """Counts reports, skipped things by reason, and problems.

    >>> tally = Tally()
    >>> tally.add(Problem("a.warc.gz", 3, "status 404", "status"))
    >>> list(tally.lines())
    ['0 reports read', '1 skipped: a status other than 200']
    """

    reports: int = 0
    problems: int = 0
    skipped: Counter[Skipped] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def add(self, item: Report | Problem) -> None:
        """Count one thing that `read_paths` gave."""
        if isinstance(item, Report):
            self.reports += 1
            if item.kind:
                self.kinds[item.kind] += 1
            if item.note:
                self.notes[item.note] += 1
        elif item.skipped:
            self.skipped[item.skipped] += 1
        else:
            self.problems += 1

    def lines(self) -> Iterator[str]:
        """The account, a line each: reports by kind, what was skipped by reason, problems."""
        kinds = ", ".join(f"{count} from {NAMES.get(kind, kind)}" for kind, count in self.kinds.most_common())
        yield f"{self.reports} report{'' if self.reports == 1 else 's'} read" + (f" ({kinds})" if kinds else "")
        for note, count in self.notes.most_common(_MOST_NOTES):
            yield f"{count} with a note: {note}"
        for reason, count in self.skipped.most_common():
            yield f"{count} skipped: {SKIPPED[reason]}"
        if self.problems:
            yield f"{self.problems} could not be read"

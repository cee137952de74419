"""Origins and conflicts of stories against the gold's: given the accounts that the gold joins, are they right?

This leaves out what joining gets wrong, which `score_stories` measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from marsad.model.story import Account
from marsad.resolve.conflicts import conflicts
from marsad.resolve.origins import origins

from .gold import GoldStory

_FIELDS = {"amount": "number", "time": "day", "claim": "denial", "place": "place", "actor": "participant"}
"""The gold's words for fields in conflict, and ours. Others aren't scored."""


@dataclass
class DisputeScores:
    """How many stories have the right number of origins, and which of the gold's conflicts are found, by field."""

    origins_right: int = 0
    stories: int = 0
    found: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def score_disputes(
    stories: Sequence[GoldStory], accounts: Iterable[Account], key_of: Mapping[tuple[str, str], str]
) -> DisputeScores:
    """Score the accounts that tell each gold story; `key_of` maps (report, event id) to the gold's event key.

    A conflict of numbers is found if two of the gold's values stand against each other.
    """
    by: dict[tuple[str, str], list[Account]] = {}
    for account in accounts:
        if key := key_of.get((account.report, account.event)):
            by.setdefault((account.report, key), []).append(account)
    scores = DisputeScores()
    for story in stories:
        told = [a for telling in story.tellings for a in by.get(telling, ())]
        told.sort(key=lambda a: (a.published or "9999", a.report, a.event))
        count = len(origins(told))
        scores.stories += 1
        scores.origins_right += count == story.independent
        if count != story.independent:
            scores.remarks.append(f"{story.name}: {story.independent} origins, said {count}")
        said = conflicts(told)
        for name, values in story.conflicts:
            if (wanted := _FIELDS.get(name)) is None:
                continue
            scores.wanted[wanted] = scores.wanted.get(wanted, 0) + 1
            hits = [c for c in said if c.field == wanted]
            if wanted == "number":
                hits = [c for c in hits if len(values & {v.value for v in c.values}) >= 2]
            scores.found[wanted] = scores.found.get(wanted, 0) + bool(hits)
            if not hits:
                scores.remarks.append(f"{story.name}: no conflict of {name} {', '.join(sorted(values))}")
    return scores

"""Stories: are the tellings of one event joined across reports, and are their origins counted rightly?"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from .gold import GoldReport, GoldStory
from .matching import match_report
from .report import Tally
from .said import Analysis, AnalysisError

Telling = tuple[str, str]
"""A report's id and a gold event's key."""
Pair = tuple[Telling, Telling]


@dataclass(frozen=True)
class SaidStory:
    """A story of the analysis: (document id, event id) of its accounts, and how many origins it counts."""

    id: str
    accounts: tuple[tuple[str, str], ...]
    origins: int


@dataclass
class StoryScores:
    """`pairs` counts pairs of found tellings that are joined; `found` of `tellings` gold tellings were found.

    `near` leaves out pairs of which neither telling belongs to a gold story: the gold doesn't say which of the other
    events are one.
    """

    pairs: Tally
    near: Tally
    origins_right: int
    stories: int
    found: int
    tellings: int
    remarks: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON values."""
        return {
            "pairs": self.pairs.row(),
            "pairs near a story": self.near.row(),
            "origins right": [self.origins_right, self.stories],
            "story events found": [self.found, self.tellings],
        }


def read_stories(path: str | Path) -> list[SaidStory]:
    """Stories of a JSON Lines file: `{"id", "accounts": [{"document", "event"}], "origins": [...]}`.

    Raises `AnalysisError` naming the line, and `OSError`.
    """
    stories: list[SaidStory] = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                accounts = tuple((a["document"], a["event"]) for a in data["accounts"])
                stories.append(SaidStory(str(data.get("id")), accounts, len(data.get("origins") or ())))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise AnalysisError(f"{path}:{number}: not a story ({type(error).__name__}: {error})") from None
    return stories


def score_stories(
    gold: Mapping[str, GoldReport],
    said: Mapping[str, Analysis],
    gold_stories: Sequence[GoldStory],
    said_stories: Sequence[SaidStory],
) -> StoryScores:
    """Pairwise precision and recall of joining, over the gold events that the analysis found at all.

    A pair counts when its two tellings stand in different reports. A gold event in no story is a story
    of its own.
    """
    told = {
        (ident, event): key
        for ident, report in gold.items()
        if ident in said
        for event, key in match_report(report, said[ident]).told().items()
    }
    joined_in: dict[Telling, set[int]] = defaultdict(set)
    for number, story in enumerate(said_stories):
        for document, event in story.accounts:
            if key := told.get((document, event)):
                joined_in[document, key].add(number)

    wanted = _wanted_pairs(gold_stories, joined_in.keys())
    joined = _joined_pairs(joined_in)
    right, remarks = 0, [f"wrongly joined: {_name(p)}" for p in sorted(joined - wanted)]
    remarks += [f"not joined: {_name(p)}" for p in sorted(wanted - joined)]
    for gold_story in gold_stories:
        # not sorted: of several stories with as many votes the first is taken, as the contract's scorer does
        votes = Counter(n for telling in gold_story.tellings for n in joined_in.get(telling, ()))
        origins = said_stories[votes.most_common(1)[0][0]].origins if votes else 0
        if origins == gold_story.independent:
            right += 1
        else:
            remarks.append(f"{gold_story.name}: {gold_story.independent} origins, said {origins}")
    tellings = [telling for story in gold_stories for telling in story.tellings]
    listed = set(tellings)
    return StoryScores(
        pairs=Tally(len(wanted & joined), len(joined), len(wanted)),
        near=Tally(len(wanted & joined), sum(x in listed or y in listed for x, y in joined), len(wanted)),
        origins_right=right,
        stories=len(gold_stories),
        found=sum(telling in joined_in for telling in tellings),
        tellings=len(tellings),
        remarks=remarks,
    )


def _wanted_pairs(stories: Sequence[GoldStory], found: Iterable[Telling]) -> set[Pair]:
    # a telling that two gold stories name belongs to the later one
    story_of = {telling: (story.file, story.name) for story in stories for telling in story.tellings}
    groups: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in found:
        if telling in story_of:
            groups[story_of[telling]].append(telling)
    return {pair for members in groups.values() for pair in _across_reports(members)}


def _joined_pairs(joined_in: Mapping[Telling, set[int]]) -> set[Pair]:
    members: dict[int, list[Telling]] = defaultdict(list)
    for telling, numbers in joined_in.items():
        for number in numbers:
            members[number].append(telling)
    return {pair for group in members.values() for pair in _across_reports(group)}


def _across_reports(members: Iterable[Telling]) -> Iterable[Pair]:
    return (pair for pair in combinations(sorted(members), 2) if pair[0][0] != pair[1][0])


def _name(pair: Pair) -> str:
    return " and ".join(f"{document}/{key}" for document, key in pair)

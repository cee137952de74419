"""Sheets to a corpus folder: gold files, stories, and splits that stay as they are once given."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from .report import GoldReport, GoldStory

_SHARES = 10


def assign_splits(
    reports: Iterable[GoldReport], stories: Iterable[GoldStory], known: Mapping[str, str]
) -> dict[str, str]:
    """A split for each report: a tenth of the groups for test, a tenth for dev, the others for train.

    Reports that a writer's topic or story joins, or a story's tellings, stand in one split. A split once given
    (`known`) is kept, and the rest of its group follows it; new groups fall where the hash of their
    first report's id puts them, so that the order of arrival changes nothing.
    """
    groups = _joined(reports, stories)
    out = dict(known)
    for members in groups:
        given = sorted({known[i] for i in members if i in known})
        split = given[0] if given else _drawn(min(members))
        for ident in members:
            out.setdefault(ident, split)
    return dict(sorted(out.items()))


def _drawn(ident: str) -> str:
    number = int(hashlib.sha256(ident.encode()).hexdigest(), 16) % _SHARES
    return {0: "test", 1: "dev"}.get(number, "train")


def _joined(reports: Iterable[GoldReport], stories: Iterable[GoldStory]) -> list[list[str]]:
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    idents = []
    for report in reports:
        idents.append(report.id)
        for field in ("topic", "story"):
            if value := getattr(report, field):
                parent[root(report.id)] = root(f"{report.writer}:{field}:{value}")
    for story in stories:
        for ident, _ in story.tellings[1:]:
            parent[root(ident)] = root(story.tellings[0][0])
    groups: dict[str, list[str]] = defaultdict(list)
    for ident in idents:
        groups[root(ident)].append(ident)
    return list(groups.values())

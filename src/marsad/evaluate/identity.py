"""Entities of annotated reports joined across reports: are those that are one joined, and no others?

Within a set of reports on one story, entities of one type with one English name are the same; groups and things
that are only described are left out. The knowledge base is asked as the reading of a report asks it; the English names
of the annotation decide what is right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from marsad.resolve.actors import ActorFacts, EntityFacts, actor_id, assign, entity_facts, merge
from marsad.resolve.known import known_entries
from marsad.resolve.names import name_keys

from .perfect import perfect_record
from .report import Tally


@dataclass
class IdentityScores:
    """Pairs of entities of different reports of one set: `tally` counts joined pairs. Mistakes are named."""

    tally: Tally
    looked_at: float
    """Actors compared with an entity, on average."""
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    actors: dict[str, ActorFacts] = field(default_factory=dict)


def story_sets(folder: str | Path) -> list[frozenset[str]]:
    """Sets of reports that tell one story, from `folder`/stories."""
    found: list[frozenset[str]] = []
    for path in sorted(Path(folder, "stories").glob("*.json")):
        for story in json.loads(path.read_text(encoding="utf-8")):
            found.append(frozenset(report for report, _ in story["reports"]))
    return found


def score_identity(reports: dict[str, dict[str, Any]], sets: Iterable[frozenset[str]]) -> IdentityScores:
    """All reports joined one after the other on one desk; pairs within a set are counted.

    `reports` are the JSON values of annotated reports by id. Raises `KeyError` where they aren't.
    """
    actors: dict[str, ActorFacts] = {}
    by_key: dict[str, set[str]] = defaultdict(set)
    actor_of: dict[tuple[str, str], str] = {}
    looked_at = entities = 0
    english: dict[tuple[str, str], tuple[str, str, str]] = {}
    for ident, report in sorted(reports.items(), key=lambda item: (item[1].get("published") or "9999", item[0])):
        for facts in entity_facts(perfect_record(report)):
            key = facts.ref.partition("#")[2]
            facts = _read(facts, report["entities"][key]["en"])
            keys = name_keys(facts.type, facts.forms) | ({f"en:{facts.name_en}"} if facts.known else set())
            near = sorted({a for k in keys for a in by_key[k]})
            looked_at += len(near)
            entities += 1
            target = assign(facts, [actors[a] for a in near]).target or actor_id(facts.ref)
            actors[target] = merge(actors.get(target), facts)
            for k in keys:
                by_key[k].add(target)
            gold = report["entities"][key]
            if not facts.described:
                actor_of[ident, key] = target
                english[ident, key] = (gold["type"], gold["en"].casefold(), gold["names"][0])
    tally = Tally()
    false: list[str] = []
    missed: list[str] = []
    done: set[tuple[tuple[str, str], tuple[str, str]]] = set()
    for members in sets:
        here = sorted(k for k in actor_of if k[0] in members)
        for a, b in combinations(here, 2):
            if a[0] == b[0] or (a, b) in done:
                continue
            done.add((a, b))
            same, joined = english[a][:2] == english[b][:2], actor_of[a] == actor_of[b]
            tally.gold += same
            tally.said += joined
            tally.right += same and joined
            if same != joined:
                line = (
                    f"{a[0]}#{a[1]} {english[a][2]} / {b[0]}#{b[1]} {english[b][2]} ({english[a][1]} / {english[b][1]})"
                )
                (missed if same else false).append(line)
    return IdentityScores(tally, looked_at / max(1, entities), false, missed, actors)


def _read(facts: EntityFacts, english: str) -> EntityFacts:
    """With what the knowledge base says instead of the annotation's English name.

    Which place of several a name means («روما», the city or the government) the reading of a report decides before
    any joining, so there the annotation chooses among the entries.
    """
    found = list(dict.fromkeys(e for form in facts.forms for e in known_entries(form, facts.type, facts.country)))
    if facts.type == "place":
        named = [e for e in (*found, *known_entries(english, "place", facts.country)) if e.en == english]
        found = named[:1] or [e for e in found if e.source != "capitals"]
    entry = found[0] if len(found) == 1 else None
    return replace(
        facts,
        name_en=entry.en if entry else None,
        known=entry is not None,
        wikidata=entry.wikidata if entry else None,
        geonames=entry.geonames if entry else None,
    )

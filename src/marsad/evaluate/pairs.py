"""Pairs of names of which it is known whether they name one person, body, place or thing: how many are judged rightly?

A pair is judged as the desk would: the first name with its context against an actor that a report with the second
name made. The table is `eval/names/pairs.tsv`, described in `docs/identity.md`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from marsad.model.record import EntityType
from marsad.resolve.actors import JOIN, ActorFacts, EntityFacts, companion, compare, is_described, merge
from marsad.resolve.known import known_entries
from marsad.resolve.match import Match
from marsad.resolve.names import name_keys

from .report import Tally

Split = Literal["tune", "held"]
_CONTEXT = ("country", "office", "with", "kin", "form")


class PairsError(ValueError):
    """A table of pairs that can't be used; the message names file, line and column."""


@dataclass(frozen=True)
class Side:
    """One name and what its report says around it. Values of the context are lists."""

    name: str
    country: str | None = None
    office: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamePair:
    """Two names, and whether they name the same. Pairs of one subject are all in one split."""

    subject: str
    type: EntityType
    a: Side
    b: Side
    same: bool
    why: str
    split: Split

    def __str__(self) -> str:
        return f"{self.a.name} / {self.b.name} ({self.why})"


@dataclass
class PairScores:
    """`tally` counts pairs judged the same; `wrong` holds the pairs judged wrongly and how they were judged."""

    tally: Tally
    pairs: int
    keyed: int
    """Pairs of the same that share a key."""
    wrong: list[tuple[NamePair, Match]] = field(default_factory=list)


def split_of(subject: str) -> Split:
    """The half that the pairs of a subject belong to, fixed by a hash so that nobody chooses it."""
    return "held" if int(hashlib.sha256(subject.encode()).hexdigest(), 16) % 2 else "tune"


def load_pairs(path: str | Path) -> list[NamePair]:
    """All pairs of a table. Raises `PairsError`."""
    out: list[NamePair] = []
    with open(path, encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            where = f"{path}:{number}"
            if None in row or None in row.values():
                raise PairsError(f"{where}: not as many cells as headings")
            for column, allowed in (
                ("type", get_args(EntityType)), ("same", ("yes", "no")), ("split", get_args(Split))
            ):  # fmt: skip
                if row.get(column) not in allowed:
                    raise PairsError(f"{where}: {column}: {row.get(column)!r} is none of {' '.join(allowed)}")
            if row["split"] != split_of(row["subject"]):
                raise PairsError(f"{where}: split: {row['subject']} belongs to {split_of(row['subject'])}")
            out.append(
                NamePair(
                    row["subject"],
                    cast(EntityType, row["type"]),
                    _side(row["a"], row["a_context"], f"{where}: a_context"),
                    _side(row["b"], row["b_context"], f"{where}: b_context"),
                    row["same"] == "yes",
                    row["why"],
                    cast(Split, row["split"]),
                )
            )
    if not out:
        raise PairsError(f"{path}: no pairs")
    return out


def _side(name: str, context: str, where: str) -> Side:
    given: dict[str, tuple[str, ...]] = {}
    for part in filter(None, context.split("; ")):
        key, _, value = part.partition("=")
        if key not in _CONTEXT or not value:
            raise PairsError(f"{where}: {part!r} is none of {'=… '.join(_CONTEXT)}=…")
        given[key] = tuple(value.split("|"))
    return Side(
        name,
        given["country"][0] if "country" in given else None,
        given.get("office", ()),
        given.get("with", ()),
        given.get("kin", ()),
        given.get("form", ()),
    )


def facts(type: EntityType, side: Side, report: str, *, knowledge: bool = True) -> EntityFacts:
    """What the reading of a report with this name would hand over; without `knowledge` nobody is known."""
    entries = known_entries(side.name, type, side.country) if knowledge else ()
    entry = entries[0] if len(entries) == 1 else None
    return EntityFacts(
        ref=f"{report}#E1",
        report=report,
        type=type,
        name=side.name,
        forms=(side.name, *side.forms),
        name_en=entry.en if entry else None,
        country=side.country,
        wikidata=entry.wikidata if entry else None,
        geonames=entry.geonames if entry else None,
        offices=tuple(side.office),
        companions=tuple(companion("person", name) for name in side.companions),
        kin=side.kin,
        known=entry is not None,
        described=is_described(type, side.name),
    )


def judge(pair: NamePair, *, knowledge: bool = True) -> Match:
    """How surely the two are one."""
    actor: ActorFacts = merge(None, facts(pair.type, pair.b, "d-2", knowledge=knowledge))
    return compare(facts(pair.type, pair.a, "d-1", knowledge=knowledge), actor)


def share_a_key(pair: NamePair) -> bool:
    """Would the one be looked at when the other is looked up?"""
    left, right = (name_keys(pair.type, (s.name, *s.forms)) for s in (pair.a, pair.b))
    return bool(left & right)


def score_pairs(pairs: Iterable[NamePair], *, knowledge: bool = True) -> PairScores:
    """Precision and recall of "the same", and the share of such pairs that a look-up would bring together.

    A pair without a common key is never compared on a desk, so it counts as judged different.
    """
    right = said = gold = keyed = number = 0
    wrong: list[tuple[NamePair, Match]] = []
    for pair in pairs:
        number += 1
        match = judge(pair, knowledge=knowledge)
        met = share_a_key(pair)
        joined = match.score >= JOIN and met
        gold += pair.same
        keyed += pair.same and met
        said += joined
        right += joined and pair.same
        if joined != pair.same:
            wrong.append((pair, match))
    return PairScores(Tally(right, said, gold), number, keyed, wrong)

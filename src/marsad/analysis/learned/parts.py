"""Who plays which part in an event: the second reading's word weighed against the syntax around it.

The model knows meaning better, the prepositions and positions that grammar looks at know some parts
better ("من" before a place a ship left). A linear vote over both decides (`votes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from marsad.analysis.events.roles import case_of
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.reader.labels import ROLES
from marsad.reader.model import Marked
from marsad.text.views import fold

CLASSES: Final = ("none", *ROLES)
_FLOOR: Final = 0.02
_LEAVING: Final = fold("غادر")
_DISTANCES: Final = (2, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Place:
    """A mention as the features see it: words, tokens, type, where its span begins, the role that syntax gives it."""

    first: int
    last: int
    token: int
    kind: str
    start: int
    syntax: str = ""
    acts: bool = False
    """A country, which may act like a person."""
    speaks: bool = False
    """Is it the speaker of the passage that the event stands in?"""
    inside: bool = False
    """Does it stand in that passage?"""
    whose: int = 0
    """Which entity it means."""
    within: str = ""
    """`title` for a mention inside an office («وزير خارجية مالي»), `mention` for one inside a longer mention."""
    between: int = 0
    """Words that tell other events between it and the word (`between_words`)."""


def features(
    reading: Reading, marked: Marked, kind: str, word: int, token: int, places: Sequence[Place]
) -> list[dict[str, float]]:
    """The features of every mention in the window of one event of this type, told by word `word` (token `token`)."""
    sentence = reading.sentence_of(token)
    rows = readings_as(reading, token, kind)
    told = (rows[0].kind, rows[0].trigger.frame) if rows else ("", "")
    behind = [p for p in places if p.first > word and p.token < sentence.last]
    before = [p for p in places if p.first < word and p.token >= sentence.first]
    rank = {id(p): f"+{min(n, 3)}" for n, p in enumerate(behind)}
    rank.update({id(p): f"-{min(n, 3)}" for n, p in enumerate(reversed(before))})
    marks = [(s.first, s.last, s.label) for head in ("who", "where") for s in marked.spans(head)]
    quoted = any(p.speaks for p in places)
    out: list[dict[str, float]] = []
    for p in places:
        chances = [marked.chance(r, p.first, p.last) for r in ROLES]
        rest = max(0.0, 1 - max(chances[0] + chances[1], chances[2] + chances[3]))
        f = {f"log {r}": log(v + _FLOOR) for r, v in zip(CLASSES, (rest, *chances), strict=True)}
        case = case_of(reading, p.token, p.start) or "bare"
        if case == "bare" and p.token and _LEAVING in reading.tokens[p.token - 1].norm:
            case = "left"
        side = "after" if p.first > word else "before"
        here = "here" if sentence.first <= p.token < sentence.last else "elsewhere"
        far = sum(abs(p.first - word) >= d for d in _DISTANCES)
        who = "country" if p.acts else p.kind
        place = rank.get(id(p), "elsewhere")
        for name in (
            "bias", f"is {who}", f"case {case}", f"{kind} {who}", f"{kind} {case}", f"{case} {who}", f"{here} {side}",
            f"far {far} {side}", f"rank {place}", f"rank {place} {who}", f"rank {place} {told[0]}",
            f"{kind} {side}", f"{kind} {side} {case} {who}", f"syntax {p.syntax}", f"{told[1]} {case}",
            f"{told[1]} {side} {who}", f"{told[0]} {case} {side}", f"{here} {who}", f"{told[1]} rank {place}",
            f"{told[1]} {told[0]} {case} {side}",
        ):  # fmt: skip
            f[name] = 1.0
        if p.first <= word < p.last:
            f["holds the word"] = 1.0
        f[f"events between {p.between} {side}"] = f[f"events between {p.between} {here}"] = 1.0
        if p.within:
            f[f"within {p.within}"] = f[f"within {p.within} {who}"] = f[f"within {p.within} {side}"] = 1.0
        if quoted:
            f["speaks" if p.speaks else "within" if p.inside else "outside"] = 1.0
            f[f"{'speaks' if p.speaks else 'within' if p.inside else 'outside'} {here} {side}"] = 1.0
        for first, last, label in marks:
            if p.first < last and first < p.last:
                shared = (min(last, p.last) - max(first, p.first)) / (max(last, p.last) - min(first, p.first))
                f[f"marked {label}"] = max(f.get(f"marked {label}", 0.0), shared)
        out.append(f)
    for role in ROLES:
        beside_others(role, [(marked.chance(role, p.first, p.last), p.whose) for p in places], out)
    return out


def beside_others(role: str, said: Sequence[tuple[float, int]], rows: Sequence[dict[str, float]]) -> None:
    """What the reader thinks of a mention in a role, beside the entity's other mentions and the other entities."""
    best: dict[int, float] = {}
    for value, whose in said:
        best[whose] = max(best.get(whose, 0.0), value)
    order = sorted(best, key=best.__getitem__, reverse=True)
    for (value, whose), f in zip(said, rows, strict=True):
        rank = order.index(whose)
        rival = best[order[1 - min(rank, 1)]] if len(order) > 1 else 0.0
        f[f"{role} place {min(rank, 3)}"] = 1.0
        f[f"{role} rival"] = rival
        f[f"log {role} margin"] = log((value + _FLOOR) / (rival + _FLOOR))
        f[f"log {role} anywhere"] = log(best[whose] + _FLOOR)
        if value >= best[whose]:
            f[f"{role} best mention"] = 1.0

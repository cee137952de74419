"""Who plays which part in an event: the second reading's word weighed against the syntax around it.

The model knows meaning better, the prepositions and positions that grammar looks at know some parts
better ("من" before a place a ship left). A linear vote over both decides (`votes`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.reader.labels import ROLES
from marsad.reader.model import Marked
from marsad.text.views import fold

CLASSES: Final = ("none", *ROLES)
_FLOOR: Final = 0.02
_LEAVING: Final = fold("غادر")
_DISTANCES: Final = (2, 4, 8, 16, 32)
_LOGS: Final = tuple(f"log {name}" for name in CLASSES)
_BESIDE: Final = {
    role: (
        tuple(f"{role} place {n}" for n in range(4)), f"{role} rival", f"log {role} margin", f"log {role} anywhere",
        f"{role} best mention",
    )
    for role in ROLES
}  # fmt: skip
"""Names of features that every mention has in every role."""


class Place(NamedTuple):
    """A mention as the features see it: words, token, type, the case it stands in, the role that syntax gives it."""

    first: int
    last: int
    token: int
    kind: str
    case: str
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
    heard = [[marked.chance(r, p.first, p.last) for r in ROLES] for p in places]
    out: list[dict[str, float]] = []
    for p, chances in zip(places, heard, strict=True):
        rest = max(0.0, 1 - max(chances[0] + chances[1], chances[2] + chances[3]))
        f = {name: log(v + _FLOOR) for name, v in zip(_LOGS, (rest, *chances), strict=True)}
        case = p.case or "bare"
        if case == "bare" and p.token and _LEAVING in reading.tokens[p.token - 1].norm:
            case = "left"
        side = "after" if p.first > word else "before"
        here = "here" if sentence.first <= p.token < sentence.last else "elsewhere"
        far = bisect_right(_DISTANCES, abs(p.first - word))
        who = "country" if p.acts else p.kind
        place = rank.get(id(p), "elsewhere")
        names = (
            "bias", f"is {who}", f"case {case}", f"{kind} {who}", f"{kind} {case}", f"{case} {who}", f"{here} {side}",
            f"far {far} {side}", f"rank {place}", f"rank {place} {who}", f"rank {place} {told[0]}",
            f"{kind} {side}", f"{kind} {side} {case} {who}", f"syntax {p.syntax}", f"{told[1]} {case}",
            f"{told[1]} {side} {who}", f"{told[0]} {case} {side}", f"{here} {who}", f"{told[1]} rank {place}",
            f"{told[1]} {told[0]} {case} {side}",
        )  # fmt: skip
        f.update(dict.fromkeys(names, 1.0))
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
    for n, role in enumerate(ROLES):
        beside_others(role, [(chances[n], p.whose) for p, chances in zip(places, heard, strict=True)], out)
    return out


def beside_others(role: str, said: Sequence[tuple[float, int]], rows: Sequence[dict[str, float]]) -> None:
    """What the reader thinks of a mention in a role, beside the entity's other mentions and the other entities."""
    best: dict[int, float] = {}
    for value, whose in said:
        best[whose] = max(best.get(whose, 0.0), value)
    order = sorted(best, key=best.__getitem__, reverse=True)
    rank = {whose: n for n, whose in enumerate(order)}
    first, second = (best[order[0]], best[order[1]]) if len(order) > 1 else (0.0, 0.0)
    placed, beside, margin, anywhere, foremost = _BESIDE[role]
    for (value, whose), f in zip(said, rows, strict=True):
        rival = first if rank[whose] else second
        f[placed[min(rank[whose], 3)]] = 1.0
        f[beside] = rival
        f[margin] = log((value + _FLOOR) / (rival + _FLOOR))
        f[anywhere] = log(best[whose] + _FLOOR)
        if value >= best[whose]:
            f[foremost] = 1.0

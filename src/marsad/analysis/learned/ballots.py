"""What speaks for and against the parts of every mention around a word that tells an event."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import clause
from marsad.analysis.events.roles import assign, is_country
from marsad.analysis.events.triggers import readings_as
from marsad.reader.votes import Row

from .parts import Place, features
from .scene import Scene
from .sites import of_envoy
from .spots import Spot
from .words import Question, WordMap, between_words


def ballots(scene: Scene, q: Question) -> list[tuple[Spot, Row]]:
    """Every mention around a word that tells an event, with what speaks for and against its parts."""
    at, spots, claim = scene.at, scene.spots, scene.claim(q)
    token = at.tokens[q.word]
    syntax = by_syntax(at, spots.table, token, q.type)
    found = list(spots.within(q.marked.window))
    places = [_place(scene, q, s, syntax.get(id(s.item), ""), claim, found) for s in found]
    return list(zip(found, features(at.reading, q.marked, q.type, q.word, token, places), strict=True))


def _place(scene: Scene, q: Question, spot: Spot, syntax: str, claim: Claim | None, found: Sequence[Spot]) -> Place:
    at, spots = scene.at, scene.spots
    token = at.tokens[spot.first]
    item = spot.item
    start = spots.start(spot)
    inside = claim is not None and claim.content.start <= start < claim.content.end
    speaks = claim is not None and not inside and spots.entity(spot) in claim.chain
    within = ""
    sent = item.type == "place" and q.type != "SANCTION" and of_envoy(at.reading, token)
    if sent or any(t.first <= spot.first and spot.last <= t.last for t in scene.titles):
        within = "title"
    elif any(
        o.first <= spot.first and spot.last <= o.last and spot.last - spot.first < o.last - o.first for o in found
    ):
        within = "mention"
    return Place(
        spot.first, spot.last, token, item.type, spots.case(spot), syntax, is_country(item), speaks, inside,
        id(spots.entity(spot)), within, between_words(scene.told, q.word, spot.first),
    )  # fmt: skip


def by_syntax(at: WordMap, table: EntityTable, token: int, kind: str) -> dict[int, str]:
    """What the cascade's syntax says of a trigger that the lexicon knows: item -> role."""
    rows = readings_as(at.reading, token, kind)
    if not rows:
        return {}
    roles = assign(at.reading, table, token, rows[0], *clause(at.reading, at.reading.sentence_of(token), token))
    out: dict[int, str] = {}
    for name, items in (
        ("actor", roles.actor), ("recipient", roles.recipient), ("place", roles.place), ("from", roles.origin),
    ):  # fmt: skip
        for item in items:
            out.setdefault(id(item), name)
    return out

"""Which statement of an analysis answers which statement of the gold.

Everything that is matched is matched one to one, best fit first, once for a report
(`match_report`); the tracks and the stories then only count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from marsad.text.spans import Span

from .gold import ROLES, Chain, GoldEvent, GoldReport
from .names import comparable, title_words
from .said import Analysis, AnalysisError, Range, SaidEntity, SaidEvent

G = TypeVar("G", int, str)
Pairs = list[tuple[int, int]]
"""Index in the analysis, index in the gold."""

_SAME_TYPE = 0.5
_TITLE_SHARE = 0.6
_CLAIM_COVERED = 0.5
_CLAIM_ON_TARGET = 0.3
_ARGUMENT_WEIGHT = 10
_CHAIN_WEIGHT = 3


class Names:
    """Turns the analysis' entity ids into gold keys. Several ids may stand for one key."""

    def __init__(self, keys: Mapping[str, str | None]) -> None:
        self._keys = keys

    def key(self, ident: str) -> str | None:
        """The gold entity that this id stands for, if any."""
        return self._keys.get(ident)

    def known(self, ident: str) -> str:
        """The gold key, or a mark that no gold key has."""
        return self._keys.get(ident) or f"?{ident}"

    def chain(self, idents: Iterable[str]) -> Chain:
        return tuple(map(self.known, idents))


@dataclass(frozen=True)
class EventView:
    """An event of the analysis in the gold's keys."""

    said: SaidEvent
    roles: Mapping[str, frozenset[str]]
    chain: Chain

    @property
    def participants(self) -> frozenset[str]:
        return self.roles["actor"] | self.roles["recipient"]


@dataclass(frozen=True)
class Match:
    """All answers of one report.

    `entities` pairs an index with a key. `echoes` are events that only tell again what a paired
    event tells: index in the analysis -> index in the gold. They are neither hits nor errors.
    """

    gold: GoldReport
    said: Analysis
    names: Names
    entities: list[tuple[int, str]]
    positions: Pairs
    times: Pairs
    amounts: Pairs
    claims: Pairs
    event_views: tuple[EventView, ...]
    events: Pairs
    echoes: Mapping[int, int]

    def told(self) -> dict[str, str]:
        """Gold event key by the analysis' event id, for every event that tells a gold event."""
        pairs = (*self.events, *self.echoes.items())
        return {self.said.events[i].id: self.gold.events[j].key for i, j in pairs}


def match_report(gold: GoldReport, said: Analysis) -> Match:
    """Pair off everything. Raises `AnalysisError` where the analysis was made of another text."""
    if said.text is not None and said.text != gold.text:
        raise AnalysisError(f"{gold.id}: the analysis holds another text than the gold file")
    entities, names = _match_entities(gold, said)
    views = tuple(
        EventView(e, {r: frozenset(names.chain(e.roles[r])) for r in ROLES}, names.chain(e.chain)) for e in said.events
    )
    events, echoes = _match_events(gold, views)
    return Match(
        gold, said, names, entities,
        positions=pair_off(_position_fits(gold, said, names)),
        times=pair_off(_time_fits(gold, said)),
        amounts=pair_off(_amount_fits(gold, said)),
        claims=pair_off(_claim_fits(gold, said)),
        event_views=views, events=events, echoes=echoes,
    )  # fmt: skip


def pair_off(fits: Iterable[tuple[float, int, G]]) -> list[tuple[int, G]]:
    """One-to-one pairs from (fit, left, right), the best fit first; of equal fits the first left, then right.

    >>> pair_off([(1.0, 0, 0), (2.0, 0, 1), (1.5, 1, 1)])
    [(0, 1)]
    """
    pairs: list[tuple[int, G]] = []
    lefts: set[int] = set()
    rights: set[G] = set()
    for _, left, right in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if left in lefts or right in rights:
            continue
        lefts.add(left)
        rights.add(right)
        pairs.append((left, right))
    return pairs


def shared(gold: Span, said: Range) -> int:
    """How many characters the two have in common."""
    return max(0, min(gold.end, said[1]) - max(gold.start, said[0]))


def _forms(entity: SaidEntity, text: str) -> set[str]:
    forms = {comparable(text[start:end]) for start, end in entity.mentions}
    return (forms | {comparable(entity.name)}) - {""}


def _match_entities(gold: GoldReport, said: Analysis) -> tuple[list[tuple[int, str]], Names]:
    forms_of = {key: {comparable(name) for name in entity.names} for key, entity in gold.entities.items()}
    fits: list[tuple[float, int, str]] = []
    keys: dict[str, str | None] = {}
    for i, entity in enumerate(said.entities):
        forms = _forms(entity, gold.text)
        nearest: str | None = None
        best = 0.0
        for key, names in forms_of.items():
            common = len(forms & names)
            if not common:
                continue
            same_type = entity.type == gold.entities[key].type
            fit = common + (_SAME_TYPE if same_type else 0.0)
            if same_type:
                fits.append((fit, i, key))
            if fit > best:
                best, nearest = fit, key
        keys[entity.id] = nearest
    return pair_off(fits), Names(keys)


def _position_fits(gold: GoldReport, said: Analysis, names: Names) -> Iterable[tuple[float, int, int]]:
    wanted = [title_words(position.title) for position in gold.positions]
    for i, position in enumerate(said.positions):
        words = title_words(position.title)
        person = names.key(position.person)
        for j, want in enumerate(wanted):
            if person != gold.positions[j].person or not words or not want:
                continue
            share = 2 * len(words & want) / (len(words) + len(want))
            if share >= _TITLE_SHARE:
                yield share, i, j


def _time_fits(gold: GoldReport, said: Analysis) -> Iterable[tuple[float, int, int]]:
    for i, time in enumerate(said.times):
        for j, want in enumerate(gold.times):
            if common := shared(want.span, time.range):
                yield common, i, j


def _amount_fits(gold: GoldReport, said: Analysis) -> Iterable[tuple[float, int, int]]:
    for i, amount in enumerate(said.amounts):
        for j, want in enumerate(gold.amounts):
            if amount.value == want.value and any(shared(span, amount.range) for span in want.spans):
                yield 1, i, j


def _claim_fits(gold: GoldReport, said: Analysis) -> Iterable[tuple[float, int, int]]:
    """A claim is found when its content covers half of the gold's and lies on it for three tenths of itself."""
    for i, claim in enumerate(said.claims):
        length = sum(end - start for start, end in claim.content) or 1
        for j, want in enumerate(gold.claims):
            wanted = len(want.span)
            common = sum(shared(want.span, piece) for piece in claim.content)
            if common / wanted >= _CLAIM_COVERED and common / length >= _CLAIM_ON_TARGET:
                yield common / max(length, wanted), i, j


def _event_fit(view: EventView, want: GoldEvent, length: int) -> float | None:
    """How well an event answers a gold event; None where it doesn't tell it at all.

    The types must agree, the evidence touch, and a participant be shared (if the gold names any).
    """
    if view.said.type != want.type:
        return None
    common = sum(shared(span, piece) for span in want.evidence for piece in view.said.evidence)
    wanted = want.roles["actor"] | want.roles["recipient"]
    who = len(view.participants & (wanted | want.also))
    if not common or (wanted and not who):
        return None
    arguments = sum(len(view.roles[role] & want.roles[role]) for role in ROLES)
    on_its_word = view.chain in want.chains
    return _ARGUMENT_WEIGHT * arguments + _CHAIN_WEIGHT * on_its_word + who + common / length


def _match_events(gold: GoldReport, views: tuple[EventView, ...]) -> tuple[Pairs, dict[int, int]]:
    fits = [
        (fit, i, j)
        for i, view in enumerate(views)
        for j, want in enumerate(gold.events)
        if (fit := _event_fit(view, want, len(gold.text))) is not None
    ]
    pairs = pair_off(fits)
    paired = {i for i, _ in pairs}
    found = {j for _, j in pairs}
    best: dict[int, tuple[float, int]] = {}
    for fit, i, j in fits:
        best[i] = max(best.get(i, (fit, j)), (fit, j))
    again = {i for _, i, j in fits if j in found} - paired
    return pairs, {i: best[i][1] for i in sorted(again)}

"""Whose word a passage is: the second reading's judgement of everyone around it weighed against syntax and memory.

The model sees who is meant, grammar knows the ways in which a source is named ("نقلا عن", "لقناة كذا", a subject
behind its verb), and who spoke before is whom "وأضاف" means. A linear vote over all of that decides (`votes`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.content import opener_at
from marsad.analysis.attributions.cues import GOING_ON, THAT
from marsad.analysis.attributions.speakers import PUBLISHED, THROUGH, is_outlet
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.events.roles import is_country
from marsad.reader.labels import HOPS
from marsad.reader.model import Marked
from marsad.reader.votes import Row
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .circumstance import said_nothing
from .hearers import hears, is_another, says_another
from .saying import CueHere, turns
from .spots import PASSED, Spot, Spots, agreement, unled

CLASSES: Final = ("origin", "further")
"""Two choices: whose word it is, and, again for each one found, who passed it on."""
_REMEMBERED: Final = 3
"""Chains before whose members may be meant where they are not named again."""
_FLOOR: Final = 0.02
_DISTANCES: Final = (2, 4, 8, 16, 32)
_LENGTHS: Final = (3, 6, 10, 20)
_LEAD: Final = 4
"""Tokens before a mention in which words like "في بيان نشرته" are looked for."""
_MARKS: Final = (",", ":", '"', ".")
_FROM: Final = fold("عن")
_TONGUE: Final = frozenset(fold(w) for w in ("لسان", "خلال", "عبر"))


@dataclass(frozen=True, slots=True)
class Setting:
    """A claimed passage among its surroundings: words, tokens, its cue, what the cascade and the readings say."""

    first: int
    last: int
    tokens: tuple[int, int]
    marked: Marked
    rival: Claim | None
    events: Sequence[Marked]
    """The second readings of the words inside that tell events."""
    cue: CueHere


@dataclass(slots=True)
class Memory:
    """Who spoke before: the chains of the passages so far, and the outlet that a paragraph retells."""

    chains: list[tuple[Sequence[Found], int, int]] = field(default_factory=list)
    """Chain, sentence, paragraph."""

    def outlet(self, paragraph: int) -> Found | None:
        """The outlet that passed on something in this paragraph before."""
        for chain, _, where in reversed(self.chains):
            if where == paragraph and is_outlet(chain[0]):
                return chain[0]
        return None

    def lately(self, item: Found | Candidate, paragraph: int) -> str:
        """Did this one pass on somebody's word in the last chains, and where?"""
        for chain, _, where in reversed(self.chains[-_REMEMBERED:]):
            if len(chain) > 1 and chain[0] is item:
                return "paragraph" if where == paragraph else "far"
        return "no"

    def passed_on(self, item: Found | Candidate, paragraph: int) -> tuple[Found | None, str]:
        """Who passed on the word of this one when he spoke last, and where that was; empty if he has not spoken."""
        for chain, _, where in reversed(self.chains):
            if any(e is item for e in chain):
                return _before_in(chain, item), "paragraph" if where == paragraph else "far"
        return None, ""


@dataclass(slots=True)
class Voice:
    """One whose word the passage may be, with the mentions in the window; none for one only remembered."""

    item: Found | Candidate
    spots: list[Spot] = field(default_factory=list)
    seen: Seen | None = field(default=None, compare=False, repr=False)
    """What was looked up when it was first weighed; it is weighed again for every step of the chain."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What holds of a voice whichever step of the chain is asked about."""

    who: str
    chances: list[float]
    best: Spot | None
    token: int = -1
    case: str = ""
    side: str = "unseen"
    led: str = "unseen"
    behind: str = ""
    """The token behind the mention."""
    back: bool = False
    """Does the mention only point back to the one it means?"""
    apart: int = 0
    """How many other words of saying stand between the mention and the cue or the passage; more than two are two."""


def _seen(spots: Spots, setting: Setting, voice: Voice) -> Seen:
    if voice.seen is not None:
        return voice.seen
    who, chances, spot = kind_of(voice.item), _chances(spots, setting, voice), best_of(spots, setting, voice)
    if spot is None:
        voice.seen = Seen(who, chances, None)
        return voice.seen
    reading = spots.at.reading
    token = spots.at.tokens[spot.first]
    behind = spots.at.tokens[spot.last - 1] + 1
    voice.seen = Seen(
        who, chances, spot, token, spots.case(spot) or "bare",
        _side(spots, setting, spot), _led(spots, spot),
        reading.tokens[behind].norm if behind < len(reading.tokens) else ".",
        isinstance(voice.item, Found) and spots.table.covering(token) is not voice.item,
        _apart(spots, setting, token, behind),
    )  # fmt: skip
    return voice.seen


def _apart(spots: Spots, setting: Setting, first: int, last: int) -> int:
    """Other words of saying between a mention and the word that says that the passage was said."""
    begin, end = setting.tokens
    cue = setting.cue.token
    if first >= end:
        own = end <= cue < first
        return min(2, spots.said_between(end, first) - own)
    return min(2, max(spots.said_between(last, min(cue, begin)), 0))


def voices(spots: Spots, setting: Setting, memory: Memory, publisher: str | None) -> list[Voice]:
    """Everyone in the window, whoever spoke before, whom the cascade names, and a publisher that is no outlet."""
    out: dict[int, Voice] = {}
    for spot in spots.within(setting.marked.window):
        if spots.passes_on(spot) or says_another(spots, setting.tokens, setting.cue, spot):
            continue
        if hears(spots, setting.tokens, setting.cue, spot):
            continue
        if said_nothing(spots.at.reading, spots.at.tokens[spot.first], setting.cue.token):
            continue
        item = spots.table.meant(spot.item)
        out.setdefault(id(item), Voice(item)).spots.append(spot)
    others = [e for chain, _, _ in memory.chains[-_REMEMBERED:] for e in chain]
    held = memory.outlet(spots.at.reading.sentence_of(setting.tokens[0]).paragraph)
    others += [held] if held is not None else []
    others += setting.rival.chain if setting.rival is not None else []
    others += [e for e in spots.table.found if spots.speakers.is_publisher(e, publisher) and not is_outlet(e)]
    for entity in others:
        out.setdefault(id(entity), Voice(entity))
    return [v for v in out.values() if not is_another(spots, setting.tokens[0], setting.cue, v.item)]


def origin_rows(
    spots: Spots, setting: Setting, memory: Memory, publisher: str | None, everyone: Sequence[Voice], sure: float
) -> list[Row]:
    """What speaks for each voice as the one whose word it is; the last row: for nobody, for no claim at all."""
    out = _rows(spots, setting, memory, publisher, everyone, HOPS[0])
    heard = max((setting.marked.chance(HOPS[0], s.first, s.last) for v in everyone for s in v.spots), default=0.0)
    cue, length = setting.cue, setting.last - setting.first
    tokens = spots.at.reading.tokens
    before = tokens[setting.tokens[0] - 1].norm if setting.tokens[0] else "."
    nobody: Row = {"nobody": 1.0, "nobody sure": sure, "nobody log origin": log(heard + _FLOOR)}
    rival = setting.rival is not None
    names = [
        f"nobody {cue.kind}", f"nobody act {cue.act} {rival}", f"nobody rival {rival}", f"nobody cue {cue.lemma}",
        f"nobody words {bisect_right(_LENGTHS, length)}", f"nobody rival {rival} {cue.kind}",
        f"nobody behind {before if before in _MARKS or before in THAT else 'word'}",
        f"nobody spoke {bool(memory.chains)}", f"nobody beside {setting.tokens[0] - cue.token == 1}",
    ]  # fmt: skip
    nobody.update(dict.fromkeys(names, 1.0))
    return [*out, nobody]


def further_rows(
    spots: Spots, setting: Setting, memory: Memory, publisher: str | None, everyone: Sequence[Voice],
    chain: Sequence[Voice],
) -> list[Row]:  # fmt: skip
    """The same for who passed on the word of the first in the chain so far; the last row: for nobody."""
    hop = HOPS[min(len(chain), 2)]
    out = _rows(spots, setting, memory, publisher, everyone, hop)
    told = chain[0]
    seen = _seen(spots, setting, told)
    whose, spot, led, side = seen.who, seen.best, seen.led, seen.side
    paragraph = spots.at.reading.sentence_of(setting.tokens[0]).paragraph
    held = memory.outlet(paragraph)
    rival = setting.rival.chain if setting.rival is not None else []
    passed_on = _before_in(rival, told.item) if any(e is told.item for e in rival) else "?"
    known, when = memory.passed_on(told.item, paragraph)
    stage = min(len(chain), 2)
    turn = turns(spots.at.reading, setting.cue)
    for voice, row in zip(everyone, out, strict=True):
        looked = _seen(spots, setting, voice)
        who, own = looked.who, looked.best
        order = "unseen" if own is None or spot is None else "before" if own.first < spot.first else "after"
        names = [
            f"stage {stage} {who}", f"passes on {whose} {who}", f"order {order} {who}", f"order {order} {who} {led}",
            f"led {led} {side} {who} {order}",
            f"rival passes on {passed_on is voice.item if passed_on != '?' else passed_on} {who}",
            f"passed on before {known is voice.item} {when} {who}", f"held {held is voice.item} {whose}",
            f"lately {memory.lately(voice.item, paragraph)} {who}", f"opening {voice.item is spots.opening} {whose}",
            f"opening {voice.item is spots.opening} {who} {len(memory.chains) > 0}",
            f"turn {turn} held {held is voice.item} {order}",
        ]  # fmt: skip
        row.update(dict.fromkeys(names, 1.0))
    heard = max((setting.marked.chance(hop, s.first, s.last) for v in everyone for s in v.spots), default=0.0)
    nobody: Row = {"nobody": 1.0, "nobody log": log(heard + _FLOOR)}
    names = [
        f"nobody stage {stage}", f"nobody behind {whose}", f"nobody held {held is not None} {whose}",
        f"nobody held itself {held is told.item}", f"nobody led {led} {side}", f"nobody cue {setting.cue.kind}",
        f"nobody rival {'?' if passed_on == '?' else passed_on is None} {whose}",
        f"nobody before {when if known is not None else 'stopped' if when else 'new'}",
        f"nobody cue {setting.cue.lemma}", f"nobody opening {_opens(spots, told)} {whose}",
        f"nobody turn {turn} held {held is not None} {whose}",
        f"nobody lately {any(memory.lately(v.item, paragraph) != 'no' for v in everyone)} {whose}",
    ]  # fmt: skip
    nobody.update(dict.fromkeys(names, 1.0))
    return [*out, nobody]


def _opens(spots: Spots, told: Voice) -> str:
    """Does the report begin with an outlet that it may retell?"""
    if spots.opening is None:
        return "none"
    return "itself" if spots.opening is told.item else "other"


def _rows(
    spots: Spots, setting: Setting, memory: Memory, publisher: str | None, everyone: Sequence[Voice], hop: str
) -> list[Row]:
    reading = spots.at.reading
    cue = setting.cue
    sentence = reading.sentence_of(setting.tokens[0])
    seen = [_seen(spots, setting, v) for v in everyone]
    chances = [s.chances for s in seen]
    k = HOPS.index(hop)
    total = sum(c[k] for c in chances) + _FLOOR
    most = max((c[k] for c in chances), default=0.0)
    best = [s.best for s in seen]
    standing = _standing(setting, best, [c[k] for c in chances])
    marks = [s for s in setting.marked.spans("hops") if s.label == hop]
    between = sorted(
        spots.at.tokens[s.first]
        for v, s in zip(everyone, best, strict=True)
        if s is not None and v.item.type != "place" and cue.token < spots.at.tokens[s.first] < setting.tokens[0]
    )
    before = memory.chains[-1] if memory.chains else None
    held = memory.outlet(sentence.paragraph)
    rival = setting.rival.chain if setting.rival is not None else []
    feminine = cue.kind == "verb" and (cue.norm.endswith("ت") or cue.norm.lstrip("وف").startswith("ت"))
    goes_on = cue.lemma in GOING_ON
    near = "start"
    if before is not None:
        near = "sentence" if before[1] == sentence.index else "paragraph" if before[2] == sentence.paragraph else "far"
    crowd = min(len(between), 2)
    out: list[Row] = []
    for voice, looked, stands in zip(everyone, seen, standing, strict=True):
        item, chance, spot = voice.item, looked.chances, looked.best
        row: Row = {"share": chance[k] / total, "event": chance[3 + k], stands: 1.0}
        row["exact"] = max((agreement(s, m) for m in marks for s in voice.spots), default=0.0)
        for n, name in enumerate(HOPS):
            row[f"log {name}"] = log(chance[n] + _FLOOR)
        if chance[k] == most > 0.1:
            row["most"] = 1.0
        who = looked.who
        was = _place_in(before[0], item) if before is not None else "none"
        in_rival = _place_in(rival, item) if rival else "no rival"
        names = [
            f"is {who}", f"was {was}", f"was {was} {near}", f"was {was} {cue.kind} {goes_on}",
            f"was {was} between {crowd}", f"was {was} between {crowd} {cue.kind}", f"was {was} {who}",
            f"rival {in_rival}", f"rival {in_rival} {who}", f"rival {in_rival} was {was}",
            f"held {item is held} {who}", f"opening {item is spots.opening} {who}",
            f"cue {cue.kind} {who}", f"feminine {feminine} {_ending(item)} {cue.kind}",
        ]  # fmt: skip
        if isinstance(item, Found) and spots.speakers.is_publisher(item, publisher):
            names += [f"own {who}"]
        if spot is None:
            names += ["unseen", f"unseen was {was} {near}", f"unseen was {was} {cue.kind} {goes_on}"]
        else:
            names += _where(spots, setting, voice, looked, spot, between)
        row.update(dict.fromkeys(names, 1.0))
        out.append(row)
    return out


def _where(
    spots: Spots, setting: Setting, voice: Voice, seen: Seen, spot: Spot, between: Sequence[int]
) -> list[str]:  # fmt: skip
    """Where the mention stands, and what leads to it."""
    cue, token = setting.cue, seen.token
    article = has_article(spots.at.reading.tokens[token].norm)
    who, case, side, led, following, back = seen.who, seen.case, seen.side, seen.led, seen.behind, seen.back
    edge = setting.first if spot.first < setting.first else setting.last
    far = bisect_right(_DISTANCES, abs(spot.first - edge))
    rank = min(between.index(token), 2) if token in between else "-"
    beside = abs(token - cue.token) == 1
    return [
        f"side {side}", f"side {side} {who}", f"case {case}", f"case {case} {who}", f"side {side} {case}",
        f"side {side} {case} {who}", f"far {far} {side}", f"lead {led}", f"lead {led} {who}", f"lead {led} {side}",
        f"rank {rank} {cue.kind}", f"rank {rank} {who}", f"rank {rank} {cue.act}",
        f"cue {cue.lemma} {side}", f"kind {cue.kind} {side}",
        f"kind {cue.kind} {side} {case}", f"back {back} {who}", f"article {article} {who}",
        f"mentions {min(len(voice.spots), 3)}", f"next {following if following in _MARKS else 'word'} {side}",
        f"beside cue {beside} {side} {cue.kind}", f"apart {seen.apart} {side}", f"apart {seen.apart} {side} {who}",
    ]  # fmt: skip


def _led(spots: Spots, spot: Spot) -> str:
    """The words of passing on that lead to a mention: «نقلا عن», «في بيان نشرته», «بحسب»."""
    reading = spots.at.reading
    token = spots.at.tokens[spot.first]
    sentence = reading.sentence_of(token)
    begin = max(sentence.first, token - _LEAD)
    lead = [t.norm for t in reading.tokens[begin:token]]
    found = [
        name
        for name, words in (("published", PUBLISHED), ("through", THROUGH), ("passed", PASSED), ("tongue", _TONGUE))
        if any(unled(w) in words or w in words for w in lead)
    ]
    if _FROM in lead[-2:]:
        found.append("from")
    if any(opener_at(reading, k, token) for k in range(begin, token)):
        found.append("opened")
    return "+".join(found) or "none"


def _side(spots: Spots, setting: Setting, spot: Spot) -> str:
    reading = spots.at.reading
    token = spots.at.tokens[spot.first]
    first, last = setting.tokens
    if first <= token < last:
        return "inside"
    if token >= last:
        return "behind" if token < reading.sentence_of(last - 1).last else "far behind"
    if token < reading.sentence_of(first).first:
        return "sentence before"
    return "between" if setting.cue.token < token else "before"


def _chances(spots: Spots, setting: Setting, voice: Voice) -> list[float]:
    """The second reading's word, of the passage and of the events in it: origin, relay, outer of each."""
    near = [s for s in voice.spots if not setting.first <= s.first < setting.last] or voice.spots
    out = [max((setting.marked.chance(h, s.first, s.last) for s in near), default=0.0) for h in HOPS]
    for hop in HOPS:
        values = [max((m.chance(hop, s.first, s.last) for s in near), default=0.0) for m in setting.events]
        out.append(sum(values) / len(values) if values else 0.0)
    return out


def best_of(spots: Spots, setting: Setting, voice: Voice) -> Spot | None:
    """The mention by which one is judged: before or behind the passage rather than inside, then the likeliest."""
    sentence = spots.at.reading.sentence_of(setting.tokens[0])

    def value(s: Spot) -> float:
        inside = setting.first <= s.first < setting.last
        here = sentence.first <= spots.at.tokens[s.first] < sentence.last
        return sum(setting.marked.chance(h, s.first, s.last) for h in HOPS) + 0.2 * here - 0.5 * inside

    return max(voice.spots, key=value, default=None)


def _place_in(chain: Sequence[Found], item: Found | Candidate) -> str:
    """Which hop of a chain this is."""
    for back, entity in enumerate(reversed(chain)):
        if entity is item:
            return f"{HOPS[min(back, 2)]} of {min(len(chain), 2)}"
    return "none"


def _ending(item: Found | Candidate) -> str:
    """Does the word that heads a name look feminine?"""
    if item.type == "person":
        return "person"
    head = item.head
    return "open" if not head else "feminine" if head.endswith("ه") else "masculine"


def _standing(setting: Setting, best: Sequence[Spot | None], heard: Sequence[float]) -> list[str]:
    """Does each one's mention stand alone, or is it the likeliest or another of those that overlap?"""
    marks = setting.marked.spans("hops")

    def value(n: int) -> float:
        spot = best[n]
        return heard[n] + 0.5 * max((agreement(spot, m) for m in marks), default=0.0) if spot is not None else 0.0

    out: list[str] = []
    values = [value(n) for n in range(len(best))]
    for n, spot in enumerate(best):
        if spot is None:
            out.append("remembered")
            continue
        rivals = [
            k for k, s in enumerate(best) if k != n and s is not None and s.first < spot.last and spot.first < s.last
        ]
        if not rivals:
            out.append("alone")
        else:
            out.append("foremost" if all(values[n] > values[k] for k in rivals) else "overlapped")
    return out


def kind_of(item: Found | Candidate) -> str:
    """An outlet and a country are kinds of their own, else the type of the entity."""
    return "outlet" if is_outlet(item) else "country" if is_country(item) else item.type


def _before_in(chain: Sequence[Found], item: Found | Candidate) -> Found | None:
    """Who passed on the word of one in a chain."""
    for before, entity in pairwise(chain):
        if entity is item:
            return before
    return None

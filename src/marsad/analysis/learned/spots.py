"""All mentions of a report in words of the model, and which of them the second reading means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from marsad.analysis.attributions.cues import cue_verb
from marsad.analysis.attributions.speakers import CHANNELS, Speakers, back_reference, is_outlet
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.roles import case_of, is_country
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare
from marsad.reader.model import Marked, WordSpan
from marsad.text.views import fold

from .back import described_before, named_before, unnamed
from .words import WordMap

_GAP: Final = 2
"""Words between two that "and" joins: a title, a word of kinship."""
_DOCUMENTS: Final = frozenset(fold(w) for w in ("تقرير", "بيان", "منشور", "تصريح", "خبر", "مقال", "تغريدة", "منصة"))
_OPENING: Final = 30
"""Words at the beginning of a report in which the outlet stands that it retells."""
PASSED: Final = frozenset(fold(w) for w in ("نقل", "نقلت", "نقلا", "تنقل", "ينقل", "نقلوا", "ناقلا", "ناقلة"))
"""Words of passing on what somebody said."""
NEEDING: Final = ("REQUEST", "THREATEN", "REJECT")
"""Types of what is done to somebody by saying so."""
NEEDED_LEAST: Final = 0.2
"""How probable the surest named so far must be, where nobody else suffers such an act."""
_EXACT: Final = 0.5
"""What the agreement of a mention with a marked span counts, beside the probability of its words."""


@dataclass(slots=True)
class Spot:
    """A mention of an entity in words of the model."""

    first: int
    last: int
    item: Found | Candidate


@dataclass(slots=True)
class Pick:
    """A mention that plays a part, with the part's probability."""

    value: float
    label: str
    spot: Spot


class Spots:
    """Mentions in order of the text: names, descriptions (also those around a name), references back."""

    def __init__(self, at: WordMap, table: EntityTable) -> None:
        self.at = at
        self.table = table
        self.speakers = Speakers(at.reading, table)
        out: list[Spot] = []
        covered: set[int] = set()
        tokens = at.reading.tokens
        for i in range(len(tokens)):
            for last, item in table.starting_at(i):
                place = at.words(i, last)
                if place is not None and not self._named_so(i, last, item):
                    covered.update(range(i, last))
                    out.append(Spot(*place, item))
        for i in at.tokens:
            if i in covered and not self._document(i):
                continue
            if not tokens[i].is_word:
                continue
            entity = self.speakers.refer_back(i)
            if entity is None and i not in covered:
                entity = named_before(at.reading, table, i)
            if entity is None and i not in covered:
                entity = described_before(at.reading, table, i)
            meant = entity if entity is not None or i in covered else unnamed(at.reading, i)
            if meant is not None:
                out.append(Spot(at.word[i], at.word[i] + 1, meant))
        self.all = sorted(out, key=lambda s: (s.first, -s.last))
        self._cases: dict[tuple[int, int], str] = {}
        self._firsts = [s.first for s in self.all]
        self.opening = next((s.item for s in self.all if s.first < _OPENING and is_outlet(s.item)), None)
        """The outlet that the report begins with: often all of it is retold after that one."""
        self._said = [i for i in at.tokens if _says(tokens[i].norm)]

    def said_between(self, first: int, last: int) -> int:
        """How many verbs of saying stand among the tokens `first` to `last` (exclusive)."""
        return max(0, bisect_left(self._said, last) - bisect_left(self._said, first))

    def _named_so(self, i: int, last: int, item: Found | Candidate) -> bool:
        """«الميناء» alone, taken for a place that has no name, where one of its kind was named before."""
        alone = isinstance(item, Candidate) and item.type == "place" and last == i + 1
        return alone and named_before(self.at.reading, self.table, i) is not None

    def _document(self, i: int) -> bool:
        """«التقرير», «الدراسة» alone: whoever made it may be meant by it."""
        group = self.table.group_at(i)
        hit = back_reference(self.at.reading.tokens[i].norm) if group is not None and group.last == i + 1 else None
        return hit is not None and hit[1] == "document" and self.table.covering(i) is None

    def start(self, spot: Spot) -> int:
        """Where the span of a mention begins, particles left out."""
        return start_of(self.at.reading, spot.item, self.at.tokens[spot.first])

    def case(self, spot: Spot) -> str:
        """The case that a mention stands in, looked up once: it is asked for beside every word that tells an event."""
        place = self.at.tokens[spot.first], self.start(spot)
        found = self._cases.get(place)
        if found is None:
            found = self._cases[place] = case_of(self.at.reading, *place)
        return found

    def entity(self, spot: Spot) -> Found:
        """Whom the mention means."""
        return self.table.entity(spot.item)

    def passes_on(self, spot: Spot) -> bool:
        """A platform or a mere document ("تقرير", "بيان") is a channel and no source."""
        norm = self.at.reading.tokens[self.at.tokens[spot.first]].norm
        word = bare(norm)
        channel = word in CHANNELS or (norm[0] == "ب" and norm[1:] in CHANNELS)
        return channel or (word in _DOCUMENTS and spot.item.type == "group")

    def picks(
        self, marked: Marked, head: str, labels: Sequence[str], least: float,
        chance: Callable[[Spot, str], float] | None = None, leave: Callable[[Spot], bool] | None = None,
    ) -> list[Pick]:  # fmt: skip
        """The mentions in the window that play one of these parts, each entity once, the surest first.

        `chance` says how probably a mention plays a part; without it the second reading's own word is taken.
        Where mentions overlap the one that agrees best with the span that the model marks is taken.
        """
        spans = [s for s in marked.spans(head) if s.label in labels]
        scored: list[tuple[float, int, Pick]] = []
        for n, spot in enumerate(self.within(marked.window)):
            if leave is not None and leave(spot):
                continue
            values = [marked.chance(x, spot.first, spot.last) if chance is None else chance(spot, x) for x in labels]
            best = max(range(len(values)), key=values.__getitem__)
            if values[best] < least:
                continue
            fit = _EXACT * max((agreement(spot, s) for s in spans if s.label == labels[best]), default=0.0)
            scored.append((values[best] + fit, n, Pick(values[best], labels[best], spot)))
        scored.sort(key=lambda x: (-x[0], x[1]))
        out: list[Pick] = []
        used: set[int] = set()
        seen: dict[int, int] = {}
        for _, _, pick in scored:
            words = range(pick.spot.first, pick.spot.last)
            if not used.isdisjoint(words):
                continue
            used.update(words)
            known = seen.setdefault(id(self.entity(pick.spot)), len(out))
            if known == len(out):
                out.append(pick)
            elif chance is not None and pick.value > out[known].value:
                # «عون يستقبل …»: a headline's mention may fit the marks, and another say the part more surely
                out[known] = pick
        return out

    def conjuncts(
        self, window: tuple[int, int], picks: Sequence[Pick], least: float, chance: Callable[[Spot, str], float]
    ) -> list[Pick]:
        """Mentions that "and" joins to one that plays a part, and that may well play it too."""
        used = {n for p in picks for n in range(p.spot.first, p.spot.last)}
        seen = {id(self.entity(p.spot)) for p in picks}
        out: list[Pick] = []
        for spot in self.within(window):
            if not used.isdisjoint(range(spot.first, spot.last)) or id(self.entity(spot)) in seen:
                continue
            for p in picks:
                value = chance(spot, p.label)
                if value >= least and self._joined(spot, p.spot):
                    out.append(Pick(value, p.label, spot))
                    used.update(range(spot.first, spot.last))
                    seen.add(id(self.entity(spot)))
                    break
        return out

    def _joined(self, a: Spot, b: Spot) -> bool:
        """«حفتر ونجله صدام»: does the second begin with "and", or a word or two before it?"""
        first, second = sorted((a, b), key=lambda s: s.first)
        gap = second.first - first.last
        tokens = self.at.reading.tokens
        word = tokens[self.at.tokens[first.last]] if 0 <= gap <= _GAP and first.last < len(self.at.tokens) else None
        return word is not None and word.norm.startswith("و") and (gap > 0 or len(word.norm) > 1)

    def joined_before(self, token: int, others: Sequence[Found]) -> list[Found]:
        """«باتفاق توصلت إليه | الحكومة والجهاز |، وحثت الطرفين»: two whom "and" joins before a token of a sentence.

        Others don't count.
        """
        first = self.at.reading.sentence_of(token).first
        here = [s for s in self.all if first <= self.at.tokens[s.first] < token and somebody(s)]
        here = [s for s in here if not any(self.entity(s) is o for o in others)]
        joined = [self._joined(a, b) for a, b in pairwise(here)]
        for n in pairs_alone(joined):
            one, two = (self.entity(s) for s in here[n : n + 2])
            if one is not two and here[n].last <= here[n + 1].first:
                return [one, two]
        return []

    def within(self, window: tuple[int, int]) -> Iterable[Spot]:
        """The mentions that lie in a window."""
        low, high = bisect_left(self._firsts, window[0]), bisect_left(self._firsts, window[1])
        return (s for s in self.all[low:high] if s.last <= window[1])


def pairs_alone(joined: Sequence[bool]) -> Iterator[int]:
    """Where only one and the next are joined, the last first: «أ وب وج» are more than two."""
    for n in range(len(joined) - 1, -1, -1):
        if joined[n] and not any(joined[k] for k in (n - 1, n + 1) if 0 <= k < len(joined)):
            yield n


def surest(picks: Sequence[Pick]) -> list[Pick]:
    """The one whose part is the most probable, alone."""
    return [max(picks, key=lambda p: p.value)] if picks else []


def sufferer(spots: Spots, picks: Sequence[Pick], doers: Sequence[Found]) -> Pick | None:
    """The surest of those who do nothing, if it was rather done to him."""
    others = [p for p in picks if not any(spots.entity(p.spot) is e for e in doers)]
    return next((p for p in surest(others) if p.label == "recipient"), None)


def _says(norm: str) -> bool:
    """A verb of saying or passing on."""
    return cue_verb(norm) is not None or unled(norm) in PASSED


def unled(norm: str) -> str:
    """The word without "and" before it."""
    return norm[1:] if norm[0] in "وف" and len(norm) > 3 else norm


def agreement(spot: Spot, span: WordSpan) -> float:
    """The share of words that a mention and a marked span have in common."""
    shared = max(0, min(spot.last, span.last) - max(spot.first, span.first))
    return shared / (max(spot.last, span.last) - min(spot.first, span.first))


def somebody(spot: Spot) -> bool:
    """Is it one who may act: people, a body or a country, and no thing or other place?"""
    return spot.item.type in ("person", "organization", "group") or is_country(spot.item)


def start_of(reading: Reading, item: Found | Candidate, token: int) -> int:
    """Where the span of a mention that begins at this token begins, particles left out."""
    if isinstance(item, Candidate):
        return item.span.start
    return next((span.start for first, _, span in item.mentions if first == token), reading.tokens[token].start)

"""Gold reports as training examples: spans found, triggers derived, pairs listed.

A gold file names things by words, not offsets, and marks no trigger: evidence is a whole
clause. The trigger of a piece of evidence is the word that tells its type best over the
whole corpus (pointwise association of word and type), verbs and verbal nouns preferred.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.analysis.attributions.speakers import back_reference
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.lexicon.index import NameIndex
from marsad.model.document import Document
from marsad.reader.labels import AUX, ENTITY_TYPES, HOPS, MODES, ROLES, TYPES
from marsad.text.clitics import splits
from marsad.text.views import fold

MAX_GAP = 90
"""Words between the two ends of a pair that is still looked at."""


@dataclass(slots=True)
class Span:
    """Words `first` to `last` (exclusive), what they are, whose they are."""

    first: int
    last: int
    label: str
    key: str


@dataclass(slots=True)
class Example:
    """One report: its words and every label."""

    id: str
    words: list[str]
    sentence: list[int]
    named: list[Span] = field(default_factory=list)
    described: list[Span] = field(default_factory=list)
    backs: list[Span] = field(default_factory=list)
    """References back ("المنظمة"), which take part in events but are no names."""
    titles: list[Span] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)
    acts: dict[int, str] = field(default_factory=dict)
    times: list[tuple[Span, tuple[str, str] | None]] = field(default_factory=list)
    triggers: dict[int, str] = field(default_factory=dict)
    modes: dict[int, str] = field(default_factory=dict)
    aux: dict[int, list[int]] = field(default_factory=dict)
    roles: list[tuple[int, int, int]] = field(default_factory=list)
    """(trigger word, index into mentions, role)"""
    when: list[tuple[int, int, int]] = field(default_factory=list)
    """(trigger word, index into times, 1 or 0)"""
    hops: list[tuple[int, int, int]] = field(default_factory=list)
    """(first word of a content, index into mentions, hop class)"""

    @property
    def mentions(self) -> list[Span]:
        """Named and described spans and references back, the candidates of every pair."""
        return [*self.named, *self.described, *self.backs]


def load(folders: Iterable[Path]) -> list[dict[str, Any]]:
    """Gold documents of the folders, in order of their ids."""
    out = [json.loads(p.read_text(encoding="utf-8")) for f in folders for p in sorted(f.glob("*.json"))]
    return out


class Words:
    """Tokens of a report without line breaks, and the way from offsets to words."""

    def __init__(self, doc: dict[str, Any]) -> None:
        self.reading = Reading.of(Document(doc["id"], doc["text"]))
        self.tokens = [t for t in self.reading.tokens if t.norm != "\n"]
        self.index = {t.index: n for n, t in enumerate(self.tokens)}
        text = doc["text"]
        self.words = [text[t.start : t.end] for t in self.tokens]
        self.sentence = [self.reading.sentence_of(t.index).index for t in self.tokens]

    def between(self, start: int, end: int) -> tuple[int, int] | None:
        """Words that overlap the source span."""
        inside = [n for n, t in enumerate(self.tokens) if t.start < end and start < t.end]
        return (inside[0], inside[-1] + 1) if inside else None


def spans_of(words: Words, doc: dict[str, Any], kinds: Sequence[str]) -> list[Span]:
    """All occurrences of the names of entities of these types, longest first, none overlapping."""
    forms = [(n, (k, e["type"])) for k, e in doc["entities"].items() if e["type"] in kinds for n in e["names"]]
    index: NameIndex[tuple[str, str]] = NameIndex(forms)
    hits = sorted(index.find(words.reading.view), key=lambda h: (h.start - h.end, h.start))
    used: set[int] = set()
    out: list[Span] = []
    for hit in hits:
        span = words.reading.view.span(hit.start, hit.end)
        place = words.between(span.start, span.end)
        if place is None or not used.isdisjoint(range(*place)):
            continue
        used.update(range(*place))
        out.append(Span(place[0], place[1], hit.entry[1], hit.entry[0]))
    return sorted(out, key=lambda s: s.first)


def back_references(words: Words, doc: dict[str, Any], ex: Example) -> list[Span]:
    """Definite nouns that point back to the entity of that kind named last before."""
    held = {n for s in (*ex.named, *ex.described) for n in range(s.first, s.last)}
    before = sorted(ex.named, key=lambda s: s.first)
    out: list[Span] = []
    for n, token in enumerate(words.tokens):
        hit = back_reference(token.norm) if n not in held and token.is_word else None
        if hit is None:
            continue
        noun, kind = hit
        for span in reversed([s for s in before if s.first < n]):
            entity = doc["entities"][span.key]
            outlet = "MED" in entity["sector"]
            heads = {fold(name).split()[0].removeprefix("ال") for name in entity["names"]}
            fits = (
                entity["type"] == "person"
                if kind == "person"
                else entity["type"] == "organization" and (outlet if kind == "outlet" else noun in heads)
            )
            if fits:
                out.append(Span(n, n + 1, entity["type"], span.key))
                break
    return out


def _find(words: Words, text: str, piece: str, n: int = 1) -> tuple[int, int] | None:
    at = -1
    for _ in range(n):
        at = text.find(piece, at + 1)
        if at < 0:
            return None
    return words.between(at, at + len(piece))


def stem(norm: str) -> str:
    """A word cut to what carries its meaning: no particles, no endings (crude on purpose)."""
    best = norm
    for prefix, rest in splits(norm):
        if prefix and len(rest) >= 3:
            best = rest
    for ending in ("تها", "ها", "هم", "تين", "تان", "وا", "ون", "ين", "ات", "ته", "ان", "تا", "ه", "ت", "ا"):
        if best.endswith(ending) and len(best) - len(ending) >= 3:
            return best[: -len(ending)]
    return best


class TriggerFinder:
    """Learns over all documents which word of an evidence tells its type."""

    def __init__(self, docs: Sequence[dict[str, Any]]) -> None:
        inside: dict[str, Counter[str]] = defaultdict(Counter)
        everywhere: Counter[str] = Counter()
        self.documents = [(doc, Words(doc)) for doc in docs]
        for doc, words in self.documents:
            everywhere.update({stem(t.norm) for t in words.tokens if t.is_word})
            for event in doc["events"]:
                for piece in event["evidence"]:
                    place = _find(words, doc["text"], piece)
                    if place:
                        inside[event["type"]].update(
                            {stem(t.norm) for t in words.tokens[place[0] : place[1]] if t.is_word}
                        )
        totals = {k: sum(v.values()) for k, v in inside.items()}
        grand = sum(everywhere.values())
        self.score: dict[tuple[str, str], float] = {}
        for kind, counts in inside.items():
            for word, n in counts.items():
                if n >= 2:
                    lift = (n / totals[kind]) / (everywhere[word] / grand)
                    self.score[kind, word] = math.log(lift) * min(1.0, n / 4)

    def trigger(
        self, words: Words, named: set[int], place: tuple[int, int], kind: str, first_spare: bool = True
    ) -> int:
        """The word of the evidence that tells the type."""
        best, at = -1e9, place[0]
        for n in range(*place):
            token = words.tokens[n]
            if not token.is_word or function_class(token.norm):
                continue
            value = self.score.get((kind, stem(token.norm)), 0.0)
            readings = trigger_readings(token.norm)
            if any(r.trigger.type == kind for r in readings):
                value += 2.5
            elif readings:
                value += 0.2
            if n in named:
                value -= 2.0
            value -= 0.02 * (n - place[0])
            if value > best:
                best, at = value, n
        return at


def _overlap_enough(a: tuple[str, str], b: tuple[str, str]) -> bool:
    from datetime import date

    s, e, f, g = (date.fromisoformat(x).toordinal() for x in (*a, *b))
    inter = max(0, min(e, g) + 1 - max(s, f))
    return inter / (max(e, g) + 1 - min(s, f)) >= 0.5


def examples(docs: Sequence[dict[str, Any]]) -> list[Example]:
    """Every document as an example."""
    finder = TriggerFinder(docs)
    return [_example(doc, words, finder) for doc, words in finder.documents]


def _example(doc: dict[str, Any], words: Words, finder: TriggerFinder) -> Example:
    text = doc["text"]
    ex = Example(doc["id"], words.words, words.sentence)
    ex.named = spans_of(words, doc, ENTITY_TYPES[:3])
    ex.described = spans_of(words, doc, ENTITY_TYPES[3:])
    ex.backs = back_references(words, doc, ex)
    for p in doc["positions"]:
        if place := _find(words, text, p["title"]):
            ex.titles.append(Span(*place, "title", p["person"]))
    for t in doc["times"]:
        if place := _find(words, text, t["text"], t.get("n", 1)):
            ex.times.append((Span(*place, "time", ""), (t["earliest"], t["latest"]) if t["earliest"] else None))
    named_words = {n for s in ex.named for n in range(s.first, s.last)}
    taken: set[int] = set()
    for c in sorted(doc["claims"], key=lambda c: -len(c["content"])):
        place = _find(words, text, c["content"])
        if place is None or place[0] in ex.acts:
            continue
        ex.contents.append(Span(*place, c["act"], ""))
        ex.acts[place[0]] = c["act"]
        taken.update(range(*place))
        _hops(ex, place, c["sources"])
    events_at: dict[int, dict[str, Any]] = {}
    for e in doc["events"]:
        for piece in e["evidence"]:
            place = _find(words, text, piece)
            if place is None:
                continue
            at = finder.trigger(words, named_words, place, e["type"])
            if at not in events_at:
                events_at[at] = e
                ex.triggers[at] = e["type"]
                ex.modes[at] = f"{e['type']}/{e['mode']}" if e["mode"] else "none"
                ex.aux[at] = [int(a in e["aux"]) for a in AUX]
                _roles(ex, at, place, e)
                _when(ex, at, place, e)
    return ex


def _nearest(mentions: list[Span], key: str, at: int, prefer: tuple[int, int] | None) -> int | None:
    own = [n for n, m in enumerate(mentions) if m.key == key and abs(m.first - at) <= MAX_GAP]
    if not own:
        return None
    if prefer:
        inside = [n for n in own if prefer[0] <= mentions[n].first < prefer[1]]
        own = inside or own
    return min(own, key=lambda n: abs(mentions[n].first - at) + (0 if mentions[n].first <= at or prefer else 6))


def _hops(ex: Example, place: tuple[int, int], chain: list[str]) -> None:
    mentions = ex.mentions
    positive: dict[int, int] = {}
    for back, key in enumerate(reversed(chain)):
        hop = HOPS.index(("origin", "relay", "outer")[min(back, 2)])
        nearest = _nearest(
            [m if not place[0] <= m.first < place[1] else Span(10**6, 0, "", "") for m in mentions], key, place[0], None
        )
        if nearest is None:
            nearest = _nearest(mentions, key, place[0], None)
        if nearest is not None:
            positive[nearest] = hop
    for n, m in enumerate(mentions):
        if abs(m.first - place[0]) > MAX_GAP:
            continue
        if n in positive:
            ex.hops.append((place[0], n, positive[n]))
        elif m.key not in chain:
            ex.hops.append((place[0], n, 0))


def _roles(ex: Example, at: int, place: tuple[int, int], event: dict[str, Any]) -> None:
    mentions = ex.mentions
    positive: dict[int, int] = {}
    involved: set[str] = set(event.get("also") or [])
    for role in ROLES[1:]:
        for key in event.get(role) or []:
            involved.add(key)
            nearest = _nearest(mentions, key, at, place)
            if nearest is not None:
                positive.setdefault(nearest, ROLES.index(role))
    for n, m in enumerate(mentions):
        if abs(m.first - at) > MAX_GAP:
            continue
        if n in positive:
            ex.roles.append((at, n, positive[n]))
        elif m.key not in involved:
            ex.roles.append((at, n, 0))


def _when(ex: Example, at: int, place: tuple[int, int], event: dict[str, Any]) -> None:
    matching: list[int] = []
    for n, (_, interval) in enumerate(ex.times):
        if event["time"] and interval and _overlap_enough(tuple(event["time"]), interval):
            matching.append(n)
    best = min(matching, key=lambda n: abs(ex.times[n][0].first - at), default=None)
    for n, (span, _) in enumerate(ex.times):
        if abs(span.first - at) > MAX_GAP or (n in matching and n != best):
            continue
        ex.when.append((at, n, int(n == best)))


assert set(ENTITY_TYPES)
assert TYPES
assert MODES

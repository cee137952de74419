"""Gold reports as training examples: spans found, triggers derived, pairs listed.

A gold file names things by words, not offsets, and marks no trigger: evidence is a whole
clause. The trigger of a piece of evidence is the word that tells its type best over the
whole corpus (pointwise association of word and type, sharpened over some rounds by what was
chosen elsewhere), verbs and verbal nouns preferred.
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
from marsad.analysis.words import function_class, is_verb
from marsad.lexicon.index import NameIndex
from marsad.model.document import Document
from marsad.reader.labels import AUX, CONTEXTS, ENTITY_TYPES, HOPS, MODES, ROLES, TYPES
from marsad.reader.windows import Borders
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

_ROUNDS = 4
"""Rounds in which the choice of triggers is sharpened."""


@dataclass(slots=True)
class Span:
    """Words `first` to `last` (exclusive), what they are, whose they are."""

    first: int
    last: int
    label: str
    key: str


@dataclass(slots=True)
class Marked:
    """One second reading: an event's trigger or a claimed passage is marked, the words around it are labelled."""

    kind: str
    """`event` or `content`"""
    marks: tuple[int, int]
    window: tuple[int, int]
    who: list[Span] = field(default_factory=list)
    where: list[Span] = field(default_factory=list)
    hops: list[Span] = field(default_factory=list)
    loose: dict[str, set[int]] = field(default_factory=dict)
    """Words whose label is left open, by head: further mentions of a participant, those under `also`."""
    type: str = "none"
    mode: str = "none"
    aux: list[int] = field(default_factory=list)
    contexts: list[int] = field(default_factory=list)
    act: str = ""


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
    times: list[tuple[Span, tuple[str, str] | None]] = field(default_factory=list)
    triggers: dict[int, str] = field(default_factory=dict)
    told: dict[int, set[str]] = field(default_factory=dict)
    """Types of the events whose evidence covers a word."""
    marked: list[Marked] = field(default_factory=list)
    lexical: dict[int, set[str]] = field(default_factory=dict)
    """Words that the lexicon knows as triggers, with their types."""
    swaps: list[tuple[int, int, str, str]] = field(default_factory=list)
    """(word, letters of particles before it, pool, its form) of people's and places' names."""

    @property
    def mentions(self) -> list[Span]:
        """Named and described spans and references back, the candidates of every role."""
        return [*self.named, *self.described, *self.backs]

    def negative(self, at: int, kinds: set[str]) -> bool:
        """Would an event of one of these types at this word be false?"""
        return at not in self.triggers and not kinds & self.told.get(at, set())


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
        pieces: list[tuple[Words, set[int], tuple[int, int], str]] = []
        for doc, words in self.documents:
            everywhere.update({stem(t.norm) for t in words.tokens if t.is_word})
            named = {n for s in spans_of(words, doc, ENTITY_TYPES[:3]) for n in range(s.first, s.last)}
            for event in doc["events"]:
                for piece in event["evidence"]:
                    place = _find(words, doc["text"], piece)
                    if place:
                        pieces.append((words, named, place, event["type"]))
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
        first = dict(self.score)
        for _ in range(_ROUNDS):
            chosen: Counter[tuple[str, str]] = Counter(
                (kind, stem(words.tokens[self.trigger(words, named, place, kind)].norm))
                for words, named, place, kind in pieces
            )
            # how often the word was chosen where it could have been: consistent choices win
            self.score = {
                (kind, word): first.get((kind, word), 0.0) + 0.8 * math.log((chosen[kind, word] + 0.4) / (n + 1.2))
                for kind, counts in inside.items()
                for word, n in counts.items()
            }

    def trigger(self, words: Words, named: set[int], place: tuple[int, int], kind: str) -> int:
        """The word of the evidence that tells the type."""
        best, at = -1e9, place[0]
        for n in range(*place):
            token = words.tokens[n]
            if not token.is_word or function_class(token.norm):
                continue
            value = self.score.get((kind, stem(token.norm)), -1.0)
            readings = trigger_readings(token.norm)
            if any(r.trigger.type == kind for r in readings):
                value += 2.5
            elif readings:
                value += 0.2
            if n in named:
                value -= 2.5
            if has_article(token.norm) and not readings:
                value -= 0.8
            if len(token.norm) < 3:
                value -= 1.0
            if not readings and is_verb(token.norm):
                value += 0.7
            value -= 0.03 * (n - place[0])
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
    borders = Borders(ex.sentence)
    named_words = {n for s in ex.named for n in range(s.first, s.last)}
    covering: list[tuple[tuple[int, int], list[str]]] = []
    for c in sorted(doc["claims"], key=lambda c: -len(c["content"])):
        place = _find(words, text, c["content"])
        if place is None:
            continue
        covering.append((place, c["sources"]))
        if any(s.first == place[0] for s in ex.contents):
            continue
        ex.contents.append(Span(*place, c["act"], ""))
        marked = Marked("content", place, borders.content(*place), act=c["act"])
        _hops(ex, marked, c["sources"], borders, place)
        ex.marked.append(marked)
    for e in doc["events"]:
        for number, piece in enumerate(e["evidence"]):
            place = _find(words, text, piece)
            if place is None:
                continue
            for n in range(*place):
                ex.told.setdefault(n, set()).add(e["type"])
            at = finder.trigger(words, named_words, place, e["type"])
            if at in ex.triggers:
                continue
            ex.triggers[at] = e["type"]
            marked = Marked(
                "event", (at, at + 1), borders.event(at), type=e["type"],
                mode=f"{e['type']}/{e['mode']}" if e["mode"] and f"{e['type']}/{e['mode']}" in MODES else "none",
                aux=[int(a in e["aux"]) for a in AUX], contexts=[int(c in (e.get("context") or [])) for c in CONTEXTS],
            )  # fmt: skip
            _roles(ex, marked, place, e, borders)
            _when(ex, marked, e)
            _hops(ex, marked, _chain_here(e, number, at, covering), borders, None)
            ex.marked.append(marked)
    for n, token in enumerate(words.tokens):
        if token.is_word and n not in named_words:
            kinds = {r.trigger.type for r in trigger_readings(token.norm)}
            if kinds:
                ex.lexical[n] = set(kinds)
    _swaps(ex, words, doc)
    return ex


def _chain_here(
    event: dict[str, Any], number: int, at: int, covering: list[tuple[tuple[int, int], list[str]]]
) -> list[str]:
    """The chain of this telling of an event: of the claim it stands in, else by the order of the evidence."""
    chains: list[list[str]] = event["sources"] or [[]]
    inside = sorted((c for c in covering if c[0][0] <= at < c[0][1]), key=lambda c: c[0][1] - c[0][0])
    for _, chain in inside:
        if chain in chains:
            return chain
    return chains[number] if len(chains) == len(event["evidence"]) else chains[0]


def _label(
    ex: Example, marked: Marked, key: str, label: str, into: list[Span], loose: set[int], near: tuple[int, int],
    prefer: tuple[int, int], avoid: tuple[int, int] | None = None,
) -> None:  # fmt: skip
    """The mentions of one participant in the window: those near are labelled, the others left open.

    `near` are the words of the marked sentences, `prefer` those of the evidence; mentions within `avoid` (the
    content itself) count only where there is no other.
    """
    own = [m for m in ex.mentions if m.key == key and marked.window[0] <= m.first and m.last <= marked.window[1]]
    if avoid is not None:
        outside = [m for m in own if not (avoid[0] <= m.first < avoid[1])]
        for m in own:
            if outside and m not in outside:
                loose.update(range(m.first, m.last))
        own = outside or own
    close = [m for m in own if near[0] <= m.first < near[1] or prefer[0] <= m.first < prefer[1]]
    if not close and own:
        before = [m for m in own if m.first < near[0]]
        nearest = max(before, key=lambda m: m.first) if before else min(own, key=lambda m: m.first)
        close = [m for m in own if ex.sentence[m.first] == ex.sentence[nearest.first]]
    for m in own:
        if m in close:
            into.append(Span(m.first, m.last, label, key))
        else:
            loose.update(range(m.first, m.last))


def _sentences(borders: Borders, marked: Marked) -> tuple[int, int]:
    low, high = borders.number[marked.marks[0]], borders.number[marked.marks[1] - 1]
    return borders.firsts[low], borders.last(high)


def _hops(ex: Example, marked: Marked, chain: list[str], borders: Borders, content: tuple[int, int] | None) -> None:
    loose = marked.loose.setdefault("hops", set())
    near = _sentences(borders, marked)
    for back, key in enumerate(reversed(chain)):
        _label(ex, marked, key, HOPS[min(back, 2)], marked.hops, loose, near, near, content)


def _roles(ex: Example, marked: Marked, evidence: tuple[int, int], event: dict[str, Any], borders: Borders) -> None:
    near = _sentences(borders, marked)
    for head, roles in (("who", ROLES[:2]), ("where", ROLES[2:])):
        into: list[Span] = getattr(marked, head)
        loose = marked.loose.setdefault(head, set())
        for role in roles:
            for key in event.get(role) or []:
                _label(ex, marked, key, role, into, loose, near, evidence)
        if head == "who":
            for m in ex.mentions:
                if m.key in (event.get("also") or []):
                    loose.update(range(m.first, m.last))


def _when(ex: Example, marked: Marked, event: dict[str, Any]) -> None:
    at = marked.marks[0]
    matching = [
        span
        for span, interval in ex.times
        if event["time"]
        and interval
        and marked.window[0] <= span.first
        and span.last <= marked.window[1]
        and _overlap_enough(tuple(event["time"]), interval)
    ]
    best = min(matching, key=lambda s: abs(s.first - at), default=None)
    for span in matching:
        if span is best:
            marked.where.append(Span(span.first, span.last, "when", ""))
        else:
            marked.loose.setdefault("where", set()).update(range(span.first, span.last))


def _swaps(ex: Example, words: Words, doc: dict[str, Any]) -> None:
    """Words of names that may be exchanged for others of their kind: people's, and places that are no countries."""
    for span in ex.named:
        entity = doc["entities"][span.key]
        if span.label == "person":
            pools = ["person-first", *["person-last"] * (span.last - span.first - 1)]
        elif span.label == "place" and span.last - span.first == 1 and not entity.get("sector"):
            pools = ["place"]
        else:
            continue
        forms = {fold(w): w for name in entity["names"] for w in name.split()}
        for n, pool in zip(range(span.first, span.last), pools, strict=True):
            norm = words.tokens[n].norm
            if not words.tokens[n].is_word or len(norm) < 3:
                continue
            hit = next((f for f in forms if norm.endswith(f) and len(norm) - len(f) <= 2 and len(f) >= 3), None)
            if hit is not None:
                ex.swaps.append((n, len(norm) - len(hit), pool, forms[hit]))


assert set(ENTITY_TYPES)
assert TYPES

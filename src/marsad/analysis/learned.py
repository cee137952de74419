"""The learned reader's proposals in the terms of the layers: candidates, claims, events.

The model says what stands where and who does what; names are still linked by the knowledge
base, times and amounts come from grammar, and every statement names the model and its
confidence as its reason. Where the model is silent the cascade's word stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.content import trimmed
from marsad.analysis.attributions.cues import cue_noun, cue_participle, cue_verb
from marsad.analysis.attributions.speakers import CHANNELS, Speakers, is_outlet
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Around, Telling, clause
from marsad.analysis.events.roles import assign
from marsad.analysis.events.triggers import mode_is_told, trigger_readings
from marsad.analysis.particles import particle_letters
from marsad.analysis.reading import Reading
from marsad.analysis.relations import kinship
from marsad.analysis.words import bare, is_adjective, nationality
from marsad.model.record import Amount, Auxiliary, EntityType, Time
from marsad.reader.labels import HOPS, ROLES
from marsad.reader.model import Pages, ReaderModel, TriggerWord, WordSpan
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

_TRIGGER_LEAST = 0.5
_ROLE_LEAST = 0.45
_HOP_LEAST = 0.4
_WHEN_LEAST = 0.5
_GAP = 90
_NEAR = 40
"""Characters between two triggers that still may tell one event."""
_AUX: tuple[Auxiliary, ...] = ("historical", "future", "hypothetical", "negation")
_NAME_WEIGHT = 80
_WEAK = 0.55
_FIRM = 0.97
_DIRECTED = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID", "COERCE", "SANCTION"))
_SYNTAX = 0.35
"""What the cascade's syntax adds to a role that it sees too, and takes from the others."""
_SYNTAX_ORIGIN = 0.15
_DOCUMENTS = frozenset(fold(w) for w in ("تقرير", "بيان", "منشور", "تصريح", "خبر", "مقال", "تغريدة", "منصة"))
_AGAINST = 0.2


@dataclass(slots=True)
class _Spot:
    """A mention of an entity in words of the model."""

    first: int
    last: int
    item: Found | Candidate


class Learned:
    """The model's reading of one report."""

    def __init__(self, reading: Reading, model: ReaderModel) -> None:
        self.reading = reading
        body = {s.index for s in reading.body}
        skipped = {i for s in reading.sentences if s.index not in body for i in range(s.first, s.last)}
        self.tokens = [t.index for t in reading.tokens if t.norm != "\n"]
        self._word = {t: n for n, t in enumerate(self.tokens)}
        self._skipped = skipped
        words = [reading.text[reading.tokens[i].start : reading.tokens[i].end] for i in self.tokens]
        sentence = [reading.sentence_of(i).index for i in self.tokens]
        self.pages: Pages | None = model.read(words, sentence)

    def _token(self, word: int) -> int:
        return self.tokens[word]

    def _range(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first], self.tokens[last - 1] + 1

    def names(self) -> list[Candidate]:
        """People, organizations and places."""
        return self._candidates(self.pages.named() if self.pages else [], _NAME_WEIGHT)

    def descriptions(self) -> list[Candidate]:
        """Groups and assets."""
        return self._candidates(self.pages.described() if self.pages else [], 20)

    def _candidates(self, spans: Sequence[tuple[int, int, str, float]], weight: int) -> list[Candidate]:
        out: list[Candidate] = []
        reading = self.reading
        for first_word, last_word, label, confidence in spans:
            first, last = self._range(first_word, last_word)
            if first in self._skipped:
                continue
            while last > first and not (
                reading.tokens[last - 1].is_word
                or reading.tokens[last - 1].is_number
                or reading.tokens[last - 1].norm in '")'
            ):
                last -= 1
            while first < last and not (reading.tokens[first].is_word or reading.tokens[first].is_number):
                first += 1
            if label == "person":
                while first < last - 1 and kinship(reading.tokens[first].norm):
                    first += 1
            marks = [k for k in range(first, last) if reading.tokens[k].norm == '"']
            if len(marks) % 2 and marks[-1] > first:
                # a closing mark whose opening one stands before the name
                last = marks[-1]
            if first >= last or (last - first == 1 and _is_nationality(reading.tokens[first].norm)):
                continue
            kind: EntityType = label  # type: ignore[assignment]
            letters = particle_letters(reading, first, kind) if reading.tokens[first].is_word else 0
            start = reading.view.offsets[reading.tokens[first].at + letters]
            end = reading.tokens[last - 1].end
            aliases = _quoted_core(reading, first, last)
            weight_now = weight if confidence >= _WEAK else weight - 40
            out.append(
                Candidate(
                    first, last, Span(start, end), kind, f"reader.{label}", weight_now, aliases=aliases,
                    confidence=round(confidence, 2),
                )
            )  # fmt: skip
        return out

    def titles(self) -> list[tuple[int, int]]:
        """Token ranges of offices."""
        return [self._range(s.first, s.last) for s in self.pages.titles()] if self.pages else []

    def _spots(self, table: EntityTable) -> list[_Spot]:
        """All mentions in words of the model, references back ("المنظمة") among them, in order."""
        out: list[_Spot] = []
        covered: set[int] = set()
        for first, last, item in table.walk(0, len(self.reading.tokens)):
            words = [self._word[i] for i in range(first, last) if i in self._word]
            covered.update(range(first, last))
            if words:
                out.append(_Spot(words[0], words[-1] + 1, item))
        speakers = Speakers(self.reading, table)
        for i in self.tokens:
            if i not in covered and self.reading.tokens[i].is_word and (entity := speakers.refer_back(i)) is not None:
                out.append(_Spot(self._word[i], self._word[i] + 1, entity))
        return sorted(out, key=lambda s: (s.first, s.last))

    def claims(self, table: EntityTable, publisher: str | None, cascade: Sequence[Claim]) -> list[Claim]:
        """Claims that the model sees, with the chain by its word; the cascade's chain where it gives none."""
        if self.pages is None:
            return []
        spots = self._spots(table)
        shapes = [(s.first, s.last, s.item.type) for s in spots]
        speakers = Speakers(self.reading, table)
        out: list[Claim] = []
        rivals = _BySentence(self.reading, cascade)
        held: tuple[int, Found | None] = (-1, None)
        for span, act in _joined(self.pages.contents()):
            first, last = self._range(span.first, span.last)
            place = trimmed(self.reading, first, last)
            if place is None or first in self._skipped:
                continue
            chain = self._chain(table, spots, shapes, span.first, speakers, publisher)
            rival = max(rivals.near(place), key=lambda c: _shared(c.content, place), default=None)
            overlapping = rival is not None and _shared(rival.content, place) * 2 >= min(len(place), len(rival.content))
            if overlapping and rival is not None and (not chain or _longer(rival.chain, chain)):
                chain = rival.chain
            paragraph = self.reading.sentence_of(first).paragraph
            if chain and paragraph != held[0]:
                held = (paragraph, None)
            if chain and held[1] is not None and held[1] not in chain and not any(map(is_outlet, chain)):
                # a press review goes on retelling its outlet to the end of the paragraph
                chain = [held[1], *chain]
            if chain and is_outlet(chain[0]) and not speakers.is_publisher(chain[0], publisher):
                held = (paragraph, chain[0])
            if not chain:
                continue
            cue = rival.cue if overlapping and rival is not None else self._cue(first, last)
            distance = rival.distance if overlapping and rival is not None else None
            if overlapping and rival is not None:
                # the lexicon knows what its cue does better than the model
                act = rival.act
            out.append(
                Claim(
                    chain,
                    act,  # type: ignore[arg-type]
                    cue,
                    place,
                    "reader.claim",
                    distance,
                    (first, last),
                    self.reading.sentence_of(first).index,
                    confidence=span.confidence,
                )
            )
        return out

    def _chain(
        self,
        table: EntityTable,
        spots: list[_Spot],
        shapes: Sequence[tuple[int, int, str]],
        at: int,
        speakers: Speakers,
        publisher: str | None,
    ) -> list[Found]:
        assert self.pages is not None
        near = [n for n in _near(spots, at) if not self._passes_on(spots[n])]
        if not near:
            return []
        scores = self.pages.pairs("hops", [(at, n) for n in near], shapes)
        best: dict[int, tuple[float, int, _Spot]] = {}
        for n, row in zip(near, scores, strict=True):
            hop = 1 + int(row[1:].argmax())
            value = float(row[1:].max())
            if value < _HOP_LEAST or row[0] > value:
                continue
            if hop not in best or value > best[hop][0]:
                best[hop] = (value, n, spots[n])
        chain: list[Found] = []
        for hop in sorted(best, reverse=True):
            entity = table.entity(best[hop][2].item)
            if entity not in chain and not speakers.is_publisher(entity, publisher):
                chain.append(entity)
        assert len(HOPS) == 4
        return chain

    def _passes_on(self, spot: _Spot) -> bool:
        """A platform or a mere document ("تقرير", "بيان") is a channel and no source."""
        word = bare(self.reading.tokens[self._token(spot.first)].norm)
        return word in CHANNELS or (word in _DOCUMENTS and spot.item.type == "group")

    def _cue(self, first: int, last: int) -> Span:
        """The cue nearest before the content, else behind it, else the word before."""
        tokens = self.reading.tokens
        sentence = self.reading.sentence_of(first)
        for k in (*range(first - 1, max(sentence.first, first - 25) - 1, -1), *range(last, min(len(tokens), last + 8))):
            norm = tokens[k].norm
            if tokens[k].is_word and (cue_verb(norm) or cue_participle(norm) or cue_noun(norm)):
                return self.reading.span(k, k + 1)
        k = max(first - 1, sentence.first)
        return self.reading.span(k, k + 1)

    def events(
        self, table: EntityTable, claims: Sequence[Claim], times: Sequence[Time], amounts: Sequence[Amount]
    ) -> list[Telling]:
        """Events that the model sees, before the tellings of one event are joined."""
        if self.pages is None:
            return []
        spots = self._spots(table)
        shapes = [(s.first, s.last, s.item.type) for s in spots]
        when_spans = [self._words_of(t) for t in times]
        around = Around(self.reading, claims, times, amounts)
        out: list[Telling] = []
        for trigger in self.pages.triggers(_TRIGGER_LEAST):
            if self._token(trigger.word) in self._skipped:
                continue
            telling = self._telling(trigger, table, spots, shapes, when_spans, times, around)
            if telling is not None:
                out.append(telling)
        return out

    def _words_of(self, t: Time) -> tuple[int, int, str]:
        first, last = self.reading.tokens_in(t.start, t.end)
        words = [self._word[i] for i in range(first, last) if i in self._word] or [0]
        return words[0], words[-1] + 1, "time"

    def _telling(
        self, trigger: TriggerWord, table: EntityTable, spots: list[_Spot], shapes: Sequence[tuple[int, int, str]],
        when_spans: list[tuple[int, int, str]], times: Sequence[Time], around: Around,
    ) -> Telling | None:  # fmt: skip
        assert self.pages is not None
        at = trigger.word
        near = _near(spots, at)
        roles: dict[str, list[Found]] = {r: [] for r in ROLES[1:]}
        used: list[_Spot] = []
        token = self._token(at)
        syntax = self._syntax(token, trigger, table)
        if near:
            scores = self.pages.pairs("roles", [(at, n) for n in near], shapes)
            ranked: list[tuple[float, int, str]] = []
            for n, row in zip(near, scores, strict=True):
                item = spots[n].item
                values = [float(v) for v in row[1:]]
                if syntax is not None:
                    told = syntax.get(id(item))
                    values = [
                        v + _SYNTAX + _SYNTAX_ORIGIN * (r == "from") if told == r else v - _AGAINST
                        for v, r in zip(values, ROLES[1:], strict=True)
                    ]
                best = max(range(len(values)), key=values.__getitem__)
                ranked.append((values[best], n, ROLES[1 + best]))
            ranked.sort(reverse=True)
            seen: set[int] = set()
            for value, n, role in ranked:
                if value < _ROLE_LEAST:
                    break
                entity = table.entity(spots[n].item)
                if id(entity) in seen:
                    continue
                seen.add(id(entity))
                if role in ("place", "from") and roles[role]:
                    continue
                roles[role].append(entity)
                used.append(spots[n])
        if not roles["actor"] and not roles["recipient"] and trigger.confidence < 0.6:
            return None
        self._repair(trigger, roles, used, table)
        for found in roles.values():
            found.sort(key=lambda e: min(m[2].start for m in e.mentions))
        time = self._time(at, when_spans, times)
        sentence = self.reading.sentence_of(token)
        inside = [s for s in used if sentence.first <= self._token(s.first) < sentence.last and abs(s.first - at) <= 30]
        first = min([token, *(self._token(s.first) for s in inside)])
        last = max([token + 1, *(self._token(s.last - 1) + 1 for s in inside)])
        evidence = self.reading.span(first, last)
        claim = around.claim_at(self.reading.tokens[token].start)
        counted, count = around.counted(sentence.index, evidence.start, evidence.end + 30)
        aux = {*trigger.aux, *(("negation",) if claim is not None and claim.act == "deny" else ())}
        kind, mode = _settled(self.reading.tokens[token].norm, trigger)
        norms = [t.norm for t in self.reading.tokens[sentence.first : sentence.last]]
        if mode is not None and not mode_is_told(kind, mode, norms):
            rows = [r.trigger for r in trigger_readings(self.reading.tokens[token].norm)]
            mode = next((t.mode for t in rows if t.type == kind), None)
        return Telling(
            kind, mode, roles["actor"], roles["recipient"], roles["place"], roles["from"],
            tuple(a for a in _AUX if a in aux), time, [evidence], [claim], "reader.event",
            self.reading.span(token, token + 1), sentence.index, count, counted,
            confidence=trigger.confidence,
        )  # fmt: skip

    def _repair(
        self, trigger: TriggerWord, roles: dict[str, list[Found]], used: list[_Spot], table: EntityTable
    ) -> None:
        """Mend two faults by word order: goods as givers, and both sides of a directed act as actors."""
        actors = roles["actor"]
        if trigger.type != "MOBILIZE" and any(a.type != "asset" for a in actors):
            actors[:] = [a for a in actors if a.type != "asset"]
        if trigger.type not in _DIRECTED or len(actors) < 2 or roles["recipient"]:
            return
        at = {id(table.entity(s.item)): s.first for s in reversed(used)}
        order = sorted(actors, key=lambda a: at.get(id(a), 0))
        before = [a for a in order if at.get(id(a), 0) < trigger.word]
        first = before or order[:1]
        rest = [a for a in order if a not in first]
        joined = [a for a in rest if not before and self.reading.tokens[self._token(at[id(a)])].norm.startswith("و")]
        roles["actor"] = [*first, *joined]
        roles["recipient"] = [a for a in rest if a not in joined]

    def _syntax(self, token: int, trigger: TriggerWord, table: EntityTable) -> dict[int, str] | None:
        """What the cascade's syntax says of a trigger that the lexicon knows: item -> role."""
        rows = [r for r in trigger_readings(self.reading.tokens[token].norm) if r.trigger.type == trigger.type]
        if not rows:
            return None
        sentence = self.reading.sentence_of(token)
        roles = assign(self.reading, table, token, rows[0], *clause(self.reading, sentence, token))
        out: dict[int, str] = {}
        for name, items in (
            ("actor", roles.actor),
            ("recipient", roles.recipient),
            ("place", roles.place),
            ("from", roles.origin),
        ):
            for item in items:
                out.setdefault(id(item), name)
        return out

    def _time(self, at: int, spans: list[tuple[int, int, str]], times: Sequence[Time]) -> Time | None:
        low, high = bisect_left(spans, (at - _GAP,)), bisect_right(spans, (at + _GAP + 1,))
        near = list(range(low, high))
        if not near:
            return None
        assert self.pages is not None
        scores = self.pages.pairs("when", [(at, n) for n in near], spans)
        value, best = max((float(row[1]), -n) for n, row in zip(near, scores, strict=True))
        return times[-best] if value >= _WHEN_LEAST else None


def _joined(contents: Sequence[tuple[WordSpan, str]]) -> list[tuple[WordSpan, str]]:
    """Contents that touch are one: the model sometimes begins anew in the middle of a clause."""
    out: list[tuple[WordSpan, str]] = []
    for span, act in contents:
        if out and out[-1][0].last == span.first:
            before, first_act = out[-1]
            out[-1] = (before._replace(last=span.last, confidence=min(before.confidence, span.confidence)), first_act)
        else:
            out.append((span, act))
    return out


def _is_nationality(norm: str) -> bool:
    return has_article(norm) and nationality(norm) is not None and is_adjective(norm)


def beside(seen: Sequence[Telling], cascade: Sequence[Telling]) -> list[Telling]:
    """The cascade's events where the model saw none near, as far as two roles are filled."""
    starts = sorted(s.trigger.start for s in seen)
    out: list[Telling] = []
    for t in cascade:
        k = bisect_left(starts, t.trigger.start - _NEAR)
        free = k == len(starts) or starts[k] > t.trigger.start + _NEAR
        if free and t.actor and (t.recipient or t.place):
            out.append(t)
    return out


def _longer(rival: list[Found], chain: list[Found]) -> bool:
    """Does the cascade see the same origin and more of the way to it?"""
    return len(rival) > len(chain) and rival[-len(chain) :] == chain


def _settled(norm: str, trigger: TriggerWord) -> tuple[str, str | None]:
    """Type and mode: the lexicon's where the word can only tell one type, else the model's."""
    rows = [r.trigger for r in trigger_readings(norm)]
    kinds = {t.type for t in rows}
    if len(kinds) == 1 and trigger.type not in kinds and trigger.confidence < _FIRM and not any(t.needs for t in rows):
        return rows[0].type, rows[0].mode
    return trigger.type, trigger.mode


def _near(spots: list[_Spot], at: int) -> list[int]:
    """Indexes of the spots (in order of the text) that a pair may reach from word `at`."""
    low = bisect_left(spots, at - _GAP, key=lambda s: s.first)
    high = bisect_right(spots, at + _GAP, key=lambda s: s.first)
    return list(range(low, high))


class _BySentence:
    """The cascade's claims by the sentence their content starts in."""

    def __init__(self, reading: Reading, claims: Sequence[Claim]) -> None:
        self._reading = reading
        self._claims: dict[int, list[Claim]] = {}
        for c in claims:
            self._claims.setdefault(c.sentence, []).append(c)

    def near(self, place: Span) -> list[Claim]:
        """Claims of the sentence in which a content starts."""
        return self._claims.get(self._reading.sentence_of(self._reading.token_at(place.start)).index, [])


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _quoted_core(reading: Reading, first: int, last: int) -> tuple[Span, ...]:
    """The quoted part of a name: «وكالة "نوفا" الإيطالية» is also «نوفا»."""
    marks = [k for k in range(first, last) if reading.tokens[k].norm == '"']
    if len(marks) == 2 and marks[1] > marks[0] + 1:
        return (reading.span(marks[0] + 1, marks[1]),)
    return ()

"""Claims that the model sees, each with the chain of sources that a vote over model and syntax finds (`hops`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.content import trimmed
from marsad.analysis.attributions.credited import credited
from marsad.analysis.attributions.cues import THAT, cue_participle, cue_verb
from marsad.analysis.attributions.denials import (
    CONFIRMED,
    DENIED,
    confirmations,
    denials,
    taken_up,
    without_pointers,
)
from marsad.analysis.attributions.disowned import DISOWNED, disowned
from marsad.analysis.attributions.documents import is_new
from marsad.analysis.attributions.headlines import HEADED, headed
from marsad.analysis.attributions.plain import PLAIN, plainly
from marsad.analysis.attributions.responsibility import RESPONSIBLE, responsible
from marsad.analysis.attributions.speakers import Speakers, is_outlet
from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.model.record import Act
from marsad.reader.votes import ACTS, SOURCES, Row, chances, choice
from marsad.text.spans import Span
from marsad.text.views import fold

from . import acts, hops, onward, relays
from .asides import around
from .circumstance import subject_before, subject_behind, subject_beside
from .hearers import answered, deed
from .hops import Memory, Setting, Voice, further_rows, kind_of, voices
from .papers import in_order, published, through
from .saying import cue_of, distance_of, verb_before
from .saying import told as says
from .spots import Spot, Spots
from .undone import EXPECTED
from .words import Passage, Question

NOBODY_MOST: Final = 0.65
"""How probably a passage may be nobody's word and still be taken for a claim."""
STOP_MOST: Final = 0.5
"""How probably nobody may have passed on a claim where the likeliest one is still taken."""
_LONGEST: Final = 3
_TITLE: Final = 2
"""Words before a name that may belong to it."""
_NEGATED: Final = frozenset(
    fold(w) for w in ("لا", "لم", "لن", "ليس", "ليست", "ليسوا", "ما", "غير", "عدم", "أي", "أية", "دون")
)
"""Words of what is confirmed where something is denied by it: «أكد أن أحدا لم يصب»."""
_SAID: Final = ("verb", "participle")
"""Cues that stand before the passage."""
_NAME_OF: Final = fold("باسم")
_RULES_OUT: Final = "استبعد"
_DATELINE: Final = frozenset("-(/")
"""Marks behind the town of a dateline."""
_INSIDE: Final = frozenset(',;:"()')
"""Marks that end no sentence."""


@dataclass(slots=True)
class Ballot:
    """A claimed passage with everyone whose word it may be and what speaks for each. Whoever decides sets `chain`."""

    passage: Passage
    place: Span
    setting: Setting
    everyone: list[Voice]
    memory: Memory
    origin: list[Row]
    act: Row
    chain: list[Found] = field(default_factory=list)
    behind: int = 0
    """The token behind the passage before."""
    taken_up: int | None = None
    """The token of the word by which was told what another denies: «نفى مصدر ما | أوردته | صحيفة كذا»."""

    def hear_speaker(self) -> None:
        """Add what the chain says of the act, once it is set."""
        self.act.update(acts.of_speaker(self.setting.cue, kind_of(self.chain[-1]), len(self.chain)))


def ballots(
    spots: Spots, passages: Sequence[Passage], questions: Sequence[Question], publisher: str | None,
    cascade: Sequence[Claim],
) -> Iterator[Ballot]:  # fmt: skip
    """The passages in order of the text. What was decided of one is remembered for those behind it."""
    at, reading = spots.at, spots.at.reading
    rivals = _BySentence(reading, cascade)
    memory = Memory()
    behind = 0
    for passage in passages:
        first, last = at.range(passage.span.first, passage.span.last)
        place = trimmed(reading, first, last)
        if place is None or _is_dateline(spots, first, last):
            continue
        events = [q.marked for q in questions if passage.span.first <= q.word < passage.span.last]
        setting = Setting(
            passage.span.first, passage.span.last, (first, last), passage.marked, rivals.of(place), events,
            cue_of(reading, (first, last)),
        )  # fmt: skip
        everyone = voices(spots, setting, memory, publisher)
        origin = hops.origin_rows(spots, setting, memory, publisher, everyone, passage.span.confidence)
        verb = verb_before(reading, first, setting.cue)
        act = acts.features(passage.marked.acts(), setting.cue, setting.rival, verb)
        ballot = Ballot(passage, place, setting, everyone, memory, origin, act, behind=behind)
        behind = last
        yield ballot
        if ballot.chain:
            ballot.hear_speaker()
            sentence = reading.sentence_of(first)
            memory.chains.append((ballot.chain, sentence.index, sentence.paragraph))


def _is_dateline(spots: Spots, first: int, last: int) -> bool:
    """«بورتسودان – أعلن الوزير …»: where a report comes from is nothing that is said."""
    reading = spots.at.reading
    named = spots.table.named_at(first)
    here = named is not None and named[1].type == "place" and named[0] == last
    behind = reading.tokens[last].norm if last < len(reading.tokens) else "."
    return here and behind in _DATELINE and first == reading.sentence_of(first).first


def decide(spots: Spots, ballot: Ballot, publisher: str | None) -> None:
    """Set the chain by the vote. The report's own outlet is no source."""
    table = ballot.passage.marked.model.vote(SOURCES)
    sure = choice(ballot.origin, table, 0)
    everyone = ballot.everyone
    if not everyone or sure[-1] > NOBODY_MOST:
        return
    setting = ballot.setting
    if setting.cue.kind == "none" and setting.rival is None and is_due(spots.at.reading, setting.tokens[0]):
        return
    chain = [_whole(spots, setting, everyone, everyone[max(range(len(everyone)), key=sure.__getitem__)])]
    while len(chain) < _LONGEST:
        rest = [v for v in everyone if v not in chain and not answered(spots, setting.first, v.spots)]
        rows = further_rows(spots, ballot.setting, ballot.memory, publisher, rest, chain)
        sure = choice(rows, table, 1)
        if not rest or sure[-1] > STOP_MOST:
            break
        chain.insert(0, rest[max(range(len(rest)), key=sure.__getitem__)])
    for voice in chain:
        entity = spots.table.entity(voice.item)
        if entity not in ballot.chain:
            ballot.chain.append(entity)
    ballot.chain = subject_before(
        spots.at.reading, spots.speakers, setting.cue, ballot.behind, ballot.chain, publisher
    )  # fmt: skip
    ballot.chain = subject_beside(spots.at.reading, spots.speakers, setting.cue, ballot.chain, publisher)
    ballot.chain = subject_behind(spots.at.reading, spots.speakers, setting.cue, ballot.chain, publisher)
    ballot.chain = through(
        spots.at.reading, spots.speakers, setting.cue, setting.tokens[0], ballot.chain, publisher
    )  # fmt: skip
    ballot.chain = published(spots.at.reading, spots.speakers, setting.tokens, ballot.chain, publisher)
    ballot.chain = in_order(spots.at.reading, spots.speakers, ballot.chain, setting.tokens)
    ballot.chain = _onward(spots, ballot, publisher)
    taken = taken_up(spots.at.reading, spots.speakers, setting.tokens[0], publisher)
    if taken is not None and taken[0] and taken[1] and taken[0][-1] in ballot.chain and taken[0][-1] not in taken[1]:
        # «نفى مصدر ما أوردته صحيفة كذا»: who denies it hasn't told it
        ballot.chain = taken[1]
        ballot.taken_up = taken[2]


def _whole(spots: Spots, setting: Setting, everyone: Sequence[Voice], voice: Voice) -> Voice:
    """«نفى | مصدر مقرب من صدام حفتر»: not whoever is named within the description, but all of it."""
    if len(voice.spots) == 0 or is_outlet(voice.item):
        return voice
    spot = hops.best_of(spots, setting, voice)
    if spot is None or not _led(spots, spot):
        return voice
    for other in everyone:
        if other.item.type == "group" and other is not voice and not any(_paper(spots, s) for s in other.spots):
            if any(s.first < spot.first and spot.last <= s.last for s in other.spots):
                return other
    return voice


def _paper(spots: Spots, spot: Spot) -> bool:
    """«رسالة من مركز كذا»: a document says what its maker says."""
    return is_new(spots.at.reading.tokens[spots.at.tokens[spot.first]].norm) or spots.passes_on(spot)


def _led(spots: Spots, spot: Spot) -> bool:
    """Does a preposition stand before a mention, or is one written onto it?"""
    token = spots.at.tokens[spot.first]
    before = spots.at.reading.tokens[token - 1].norm if token else "."
    return function_class(before) == "preposition" or before == _NAME_OF or bool(spots.case(spot))


def _onward(spots: Spots, ballot: Ballot, publisher: str | None) -> list[Found]:
    """The chain with those through whom somebody speaks who was not brought in anew."""
    reading, speakers, cue, before = spots.at.reading, spots.speakers, ballot.setting.cue, ballot.memory.chains
    first, last = ballot.setting.tokens
    chain = onward.another_one(reading, speakers, cue, first, ballot.chain, before, publisher)
    chain = onward.one_of_them(reading, cue, first, chain, before)
    chain = onward.passed_from(reading, speakers, first, chain)
    chain = onward.quoted_by(reading, speakers, (first, last), chain, before, publisher)
    chain = onward.passed_by_paper(reading, cue, first, chain, before)
    chain = onward.same_source(reading, speakers, cue, first, chain, before)
    chain = onward.both_agencies(reading, speakers, first, chain, publisher)
    chain = relays.its_subject(reading, speakers, cue, first, chain, publisher)
    chain = relays.to_the_paper(reading, speakers, cue, first, chain, before, publisher)
    chain = relays.cited_by(reading, speakers, cue, first, chain, publisher)
    chain = onward.begins_anew(reading, speakers, first, chain)
    return onward.we(reading, speakers, cue, chain, publisher)


def is_due(reading: Reading, first: int) -> bool:
    """«ومن المقرر أن يصل الوفد»: what is due is nobody's word. `first` is the passage's first token."""
    tokens = reading.tokens
    first -= first > 0 and tokens[first].norm not in THAT and tokens[first - 1].norm in THAT
    return first > 0 and tokens[first - 1].norm in EXPECTED


def claims(
    spots: Spots, passages: Sequence[Passage], questions: Sequence[Question], publisher: str | None,
    cascade: Sequence[Claim],
) -> list[Claim]:  # fmt: skip
    """The model's claims. The cascade's reading of a passage lends its cue."""
    reading = spots.at.reading
    out: list[Claim] = []
    for ballot in ballots(spots, passages, questions, publisher, cascade):
        decide(spots, ballot, publisher)
        if not ballot.chain:
            continue
        ballot.hear_speaker()
        first, last = ballot.setting.tokens
        rival = ballot.setting.rival
        likely = chances(ballot.act, ballot.passage.marked.model.vote(ACTS), len(acts.CLASSES))
        act: Act = acts.CLASSES[max(range(len(likely)), key=likely.__getitem__)]  # type: ignore[assignment]
        here = ballot.setting.cue
        lends = rival is not None and not (here.kind in _SAID and rival.cue.start < reading.tokens[here.token].start)
        cue = rival.cue if rival is not None and lends else _cue(reading, ballot.setting)
        distance = rival.distance if rival is not None and lends else None
        distance = distance or distance_of(reading, here, ballot.setting.tokens)
        act = _plain_act(reading, act, ballot)
        if acts.threatened(reading, first):
            act = "warn"
        if act == "say" and (acts.shown(reading, first) or acts.as_news(reading, first)):
            act = "report"
        if ballot.taken_up is not None:
            act, cue = "report", reading.span(ballot.taken_up, ballot.taken_up + 1)
        sentence = reading.sentence_of(first).index
        sure = ballot.passage.span.confidence
        if (begin := deed(spots, (first, last), here)) != first:
            first, ballot.place = begin, trimmed(reading, begin, last) or ballot.place
        out.append(Claim(ballot.chain, act, cue, ballot.place, "reader.claim", distance, (first, last), sentence, sure))
    out = around(reading, joined(reading, without_speakers(reading, spots.speakers, out)))
    out = without_pointers(reading, spots.speakers, out)
    out = credited(reading, spots.speakers, out, publisher)
    for chain, k, tokens in responsible(reading, spots.speakers, out, publisher):
        place = trimmed(reading, *tokens) or reading.span(*tokens)
        sentence = reading.sentence_of(k).index
        out.append(Claim(chain, "claim", reading.span(k, k + 1), place, RESPONSIBLE, None, tokens, sentence))
    if (head := headed(reading, spots.speakers, out, publisher)) is not None:
        chain, k, tokens, act = head
        place = trimmed(reading, *tokens) or reading.span(*tokens)
        sentence = reading.sentence_of(k).index
        out.append(Claim(chain, act, reading.span(k, k + 1), place, HEADED, None, tokens, sentence))
    for chain, k, said, tokens in plainly(reading, spots.speakers, out, publisher):
        place = trimmed(reading, *tokens) or reading.span(*tokens)
        sentence, distance = reading.sentence_of(k).index, said.word.distance
        out.append(Claim(chain, said.word.act, reading.span(k, k + 1), place, PLAIN, distance, tokens, sentence))
    for chain, k, tokens in disowned(reading, spots.speakers, out, publisher):
        place = trimmed(reading, *tokens) or reading.span(*tokens)
        sentence = reading.sentence_of(k).index
        out.append(Claim(chain, "deny", reading.span(k, k + 1), place, DISOWNED, None, tokens, sentence))
    answers: list[tuple[list[Found], int, Claim, Act, str]] = [
        *((*x, "deny", DENIED) for x in denials(reading, spots.speakers, out, publisher)),
        *((*x, "confirm", CONFIRMED) for x in confirmations(reading, spots.speakers, out, publisher)),
    ]
    for chain, k, told, does, by in answers:
        out.append(replace(told, chain=chain, act=does, cue=reading.span(k, k + 1), by=by, distance=None))
    return out


def _plain_act(reading: Reading, act: Act, ballot: Ballot) -> Act:
    """Who confirms that something is so doesn't deny it; an outlet before a colon that heads a report reports."""
    cue, (first, last) = ballot.setting.cue, ballot.setting.tokens
    if act == "deny" and cue.act == "confirm":
        negated = any(t.norm.lstrip("وفب") in _NEGATED for t in reading.tokens[first:last])
        return act if negated else "confirm"
    if act == "deny" and cue.kind == "noun" and cue.act == "predict" and cue.lemma != _RULES_OUT:
        return "predict"
    heads = cue.kind == "colon" and act == "say" and reading.sentence_of(first).index == 0
    return "report" if heads and kind_of(ballot.chain[-1]) == "outlet" else act


def without_speakers(reading: Reading, speakers: Speakers, claims: Sequence[Claim]) -> list[Claim]:
    """«وقال البيان إن | الوزير فلان | أكد …», «بينما | نفت المديرية | وجود …»: who speaks next is not what was said."""
    begins = {c.tokens[0] for c in claims}
    return [c for c in claims if not _only_speaks(reading, speakers, c.tokens, begins)]


def _only_speaks(reading: Reading, speakers: Speakers, content: tuple[int, int], begins: Set[int]) -> bool:
    tokens = reading.tokens
    first, last = content
    verb = cue_verb(tokens[first].norm) is not None
    zone = speakers.in_zone(first + verb, last)
    if len(zone) != 1 or zone[0].last != last or zone[0].first - first - verb > _TITLE:
        return False
    said = last < len(tokens) and not verb and says(tokens[last].norm)
    return said or (verb and last in begins)


def joined(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """Passages of one speaker between which no sentence ends and no word stands are one: «وعد بتحقيق «لا يجامل»»."""
    out: list[Claim] = []
    for claim in claims:
        before = out[-1] if out else None
        if before is not None and before.chain == claim.chain and _go_on(reading, before.tokens[1], claim.tokens[0]):
            first, last = before.tokens[0], claim.tokens[1]
            place = trimmed(reading, first, last) or before.content
            sure = min(before.confidence or 0.0, claim.confidence or 0.0)
            out[-1] = replace(before, content=place, tokens=(first, last), confidence=sure)
        else:
            out.append(claim)
    return out


def _go_on(reading: Reading, last: int, first: int) -> bool:
    """Do only marks inside a sentence stand between two passages, and does no other word of saying open the second?"""
    tokens = reading.tokens
    if last > first or cue_participle(tokens[first].norm):
        return False
    return all(t.norm in _INSIDE for t in tokens[last:first])


def _cue(reading: Reading, setting: Setting) -> Span:
    """The word of saying, where there is none the word before the passage."""
    first = setting.tokens[0]
    k = setting.cue.token if setting.cue.lemma else max(first - 1, reading.sentence_of(first).first)
    return reading.span(k, k + 1)


class _BySentence:
    """The cascade's claims by the sentence their content starts in."""

    def __init__(self, reading: Reading, claims: Sequence[Claim]) -> None:
        self._reading = reading
        self._claims: dict[int, list[Claim]] = {}
        for c in claims:
            self._claims.setdefault(c.sentence, []).append(c)

    def of(self, place: Span) -> Claim | None:
        """The claim that has at least half of the shorter content in common with a passage."""
        sentence = self._reading.sentence_of(self._reading.token_at(place.start)).index
        near = self._claims.get(sentence, [])
        best = max(near, key=lambda c: _shared(c.content, place), default=None)
        if best is None or _shared(best.content, place) * 2 < min(len(place), len(best.content)):
            return None
        return best


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))

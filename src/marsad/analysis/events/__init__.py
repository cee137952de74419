"""What happened: PLOVER events with participants, place, time, count and auxiliary mode.

A trigger (verb or verbal noun) opens an event, the context confirms its type, syntax gives
the roles. What is only a topic of talks, or the verb of a claim, yields none. An event told
twice is one event with two pieces of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.cues import THAT
from marsad.analysis.attributions.responsibility import RESPONSIBLE
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.analysis.words import bare, function_class, is_verb
from marsad.model.record import Amount, Auxiliary, Reason, Time
from marsad.text.clitics import has_article
from marsad.text.numerals import number, ordinal
from marsad.text.spans import Span
from marsad.text.views import fold

from .auxiliaries import auxiliaries
from .doing import doing
from .merging import merge
from .roles import Roles, assign
from .telling import Telling
from .triggers import Reading as TriggerReading
from .triggers import needed_words, readings_at

__all__ = ["Around", "Telling", "clause", "find_events", "is_topic", "lexicon_says", "merge"]


_TOPIC = frozenset(
    fold(w)
    for w in [
        "سبل",
        "آفاق",
        "تعزيز",
        "أهمية",
        "ضرورة",
        "ملف",
        "ملفات",
        "قضايا",
        "قضية",
        "إمكانية",
        "تطوير",
        "دعم",
        "بحث",
        "حول",
        "بشأن",
        "بهدف",
    ]
)
_CLAUSES = frozenset((";", *(fold(w) for w in ("حيث", "فيما", "بينما"))))
"""What begins another clause, before or behind a trigger."""
_WITH = frozenset((fold("مع"),))
_REINFORCED = fold("تعزيزات")
_TIME_TOLD = fold("للمرة")
_TWO_TIMES, _TWICE = fold("مرتين"), 2
_TIMES = frozenset(fold(w) for w in ("مرات", "مرة"))
_THAN = fold("من")
"""«أكثر من مرتين» counts nothing."""
_EACH = frozenset(fold(w) for w in ("كل", "يوميا", "أسبوعيا", "شهريا", "سنويا"))
_A_WEEK = [fold("في"), fold("الأسبوع")]
_OFTEN = 24
"""Tokens behind a word among which how often it happened may stand."""
_SECOND = 2
_RANK = 2
"""Tokens of «للمرة الثالثة» that may stand right before what happened."""
_MOVERS = ("asset", "person")
_BEHIND = 4
"""Words behind a trigger of moving among which who moves stands."""
STATEMENT_TYPES = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"))
"""Types of what is done by saying so."""


def find_events(
    reading: Reading,
    table: EntityTable,
    claims: Sequence[Claim],
    times: Sequence[Time],
    amounts: Sequence[Amount],
    published: str | None,
) -> list[Telling]:
    """All events in order of their first evidence."""
    around = Around(reading, claims, times, amounts)
    told: list[Telling] = []
    for sentence in reading.body:
        told.extend(_in_sentence(reading, table, sentence, around, published))
    return merge(told, reading)


class Around:
    """Claims, times and amounts by sentence, so that no layer scans the whole report for one event."""

    def __init__(
        self, reading: Reading, claims: Sequence[Claim], times: Sequence[Time], amounts: Sequence[Amount]
    ) -> None:
        self._reading = reading
        self.claims: dict[int, list[Claim]] = {}
        self.times: dict[int, list[Time]] = {}
        self.amounts: dict[int, list[Amount]] = {}
        self.timed: set[int] = set()
        for claim in claims:
            first = self._sentence(claim.content.start)
            for index in range(first, self._sentence(claim.content.end - 1) + 1):
                self.claims.setdefault(index, []).append(claim)
        for time in times:
            self.times.setdefault(self._sentence(time.start), []).append(time)
            self.timed.update(range(*reading.tokens_in(time.start, time.end)))
        for amount in amounts:
            self.amounts.setdefault(self._sentence(amount.start), []).append(amount)

    def _sentence(self, offset: int) -> int:
        return self._reading.sentence_of(self._reading.token_at(offset)).index

    def claim_at(self, offset: int) -> Claim | None:
        """The innermost claim whose content covers an offset, or that the word there makes of an attack."""
        near = self.claims.get(self._sentence(offset), ())
        inside = [c for c in near if c.content.start <= offset < c.content.end]
        if inside:
            return min(inside, key=lambda c: len(c.content))
        return next((c for c in near if c.by == RESPONSIBLE and c.cue.start <= offset < c.cue.end), None)

    def counted(
        self, sentence: int, start: int, end: int, at: int = -1, others: Sequence[int] = ()
    ) -> tuple[list[str], int | None]:
        """Ids of the amounts between two offsets, and how many times the event is said to have happened.

        `at` is the offset of the word that tells the event, `others` those of words that tell others: how often is
        said of the nearest.
        """
        found = [a for a in self.amounts.get(sentence, ()) if start <= a.start < end]
        nearest = (a for a in found if all(abs(o - a.start) > abs(at - a.start) for o in others))
        count = next((int(a.value) for a in nearest if a.unit == "visit" and a.value), None)
        if count is None:
            count = self._often(at, others)
        if count is None:
            count = self._ranked(start, end, at, others)
        return [a.id for a in found if a.unit != "visit"], count

    def _often(self, at: int, others: Sequence[int]) -> int | None:
        """«زار … طبرق مرتين», «التقاه أربع مرات منذ الصيف»: how often, behind the word at `at` and before the next."""
        if at < 0:
            return None
        tokens = self._reading.tokens
        first = self._reading.token_at(at)
        last = min(self._reading.sentence_of(first).last, first + _OFTEN)
        for k in range(first + 1, last - 1):
            if tokens[k].start in others or tokens[k].norm == ";":
                return None
            ends, times = k + 1, _TWICE if tokens[k].norm == _TWO_TIMES else 0
            if not times and (n := number(tokens, k, last)) and n.last < last and tokens[n.last].norm in _TIMES:
                ends, times = n.last + 1, int(n.value or 0)
            if times > 1 and tokens[k - 1].norm != _THAN:
                behind = [t.norm for t in tokens[ends : ends + 2]]
                # «مرتين في الأسبوع» is a habit
                return None if _EACH.intersection(behind) or behind == _A_WEEK else times
        return None

    def _ranked(self, start: int, end: int, at: int, others: Sequence[int]) -> int | None:
        """«للمرة الثالثة»: how often it had then happened, unless it was the first time."""
        tokens = self._reading.tokens
        first = self._reading.token_at(start)
        sentence = self._reading.sentence_of(first)
        last = sentence.last
        for k in range(max(sentence.first, first - _RANK), last - 1):
            if tokens[k].start >= end:
                break
            rank = ordinal(tokens, k + 1, last) if tokens[k].norm.removeprefix("و") == _TIME_TOLD else None
            if rank is None or rank[0] < _SECOND:
                continue
            low, high = sorted((at, tokens[k].start))
            between = range(*self._reading.tokens_in(low, high))
            if not any(low < o < high for o in others) and not any(
                tokens[j].norm == "," and is_verb(tokens[j + 1].norm) for j in between
            ):
                return rank[0]
        return None


def _in_sentence(
    reading: Reading, table: EntityTable, sentence: Sentence, around: Around, published: str | None
) -> list[Telling]:
    tokens = reading.tokens
    hits: list[tuple[int, TriggerReading]] = []
    for i in range(sentence.first, sentence.last):
        if not tokens[i].is_word:
            continue
        if table.covering(i) is not None or i in around.timed:
            continue
        for candidate in readings_at(reading, i):
            if _confirmed(reading, table, sentence, i, candidate):
                hits.append((i, candidate))
    out: list[Telling] = []
    done = -1
    for i, trigger in hits:
        if i == done:
            continue
        bounds = clause(reading, sentence, i)
        roles = assign(reading, table, i, trigger, *bounds)
        telling = _telling(reading, table, sentence, i, trigger, roles, around, published, bounds)
        if telling is not None:
            # the first reading of a word that finds its participants holds
            out.append(telling)
            done = i
    return out


def clause(reading: Reading, sentence: Sentence, i: int) -> tuple[int, int]:
    """The stretch of the sentence in which the trigger's participants are looked for."""
    tokens = reading.tokens
    first = sentence.first
    for k in range(i - 1, sentence.first - 1, -1):
        norm = tokens[k].norm
        if norm == ":" or norm in _CLAUSES or norm in THAT:
            first = k + 1
            break
    last = sentence.last
    for k in range(i + 1, sentence.last):
        norm = tokens[k].norm
        if norm in _CLAUSES or (k > i + 3 and norm in THAT):
            last = k
            break
        if (
            tokens[k - 1].norm == ","
            and norm[0] in "وف"
            and len(norm) > 3
            and is_verb(norm)
            and not has_article(norm)
            and table_free(reading, k)
        ):
            last = k
            break
    return first, last


def table_free(reading: Reading, k: int) -> bool:
    """Is the conjoined word a new clause rather than a name that begins with و?"""
    return function_class(reading.tokens[k].norm) is None


def _spellings(norm: str) -> Iterator[str]:
    """A folded word as it stands and without what may be written before it."""
    yield norm
    yield bare(norm)
    if norm[0] in "ولبف" and len(norm) > 3:
        yield norm[1:]


def _stands(words: frozenset[str], reading: Reading, first: int, last: int) -> bool:
    """Is one of these words among the tokens, with particles before it or not?"""
    return any(not words.isdisjoint(_spellings(t.norm)) for t in reading.tokens[first:last])


def _confirmed(reading: Reading, table: EntityTable, sentence: Sentence, i: int, hit: TriggerReading) -> bool:
    needs = hit.trigger.needs
    if needs == "reader":
        # a word of many meanings: the learned reader knows it for a hint, alone it would tell too much
        return False
    if hit.kind == "noun" and is_topic(reading, sentence, i):
        return False
    met = _met(reading, table, sentence, i, hit, doing(reading, i))
    return True if met is None else met


def _met(
    reading: Reading, table: EntityTable | None, sentence: Sentence, i: int, hit: TriggerReading, verb: int | None
) -> bool | None:
    """Do the words around a trigger meet its condition? None if it has none that words could meet.

    Of a verbal noun also those behind the `verb` that says that somebody does it.
    """
    tokens = reading.tokens
    needs = hit.trigger.needs
    near, far = min(sentence.last, i + 6), min(sentence.last, i + 14)
    condition = needed_words(needs)
    if condition is not None:
        reach, words = condition
        places = [(i + 1, far if reach == "far" else near)]
        if reach != "after":
            places.append((max(sentence.first, i - 6), i))
            if verb is not None:
                places.append((max(sentence.first, verb - 6), min(i, verb + 6)))
        return any(_stands(words, reading, *place) for place in places)
    if needs == "with":
        return hit.kind == "verb" and _stands(_WITH, reading, i + 1, far)
    if needs == "reinforce":
        return any(w.startswith(_REINFORCED) for t in tokens[i + 1 : near] for w in _spellings(t.norm))
    if needs == "people":
        behind = range(i + 1, min(sentence.last, i + 9))
        if any(tokens[k].is_word and group_noun(tokens[k].norm) for k in behind):
            return True
        covering = [table.covering(k) for k in behind if tokens[k].is_word] if table is not None else []
        return any(e is not None and e.type == "person" for e in covering)
    return None


def lexicon_says(reading: Reading, i: int, table: EntityTable | None = None) -> dict[str, str]:
    """What the lexicon says of the types that token `i` may tell.

    `met` where words around meet a condition, `free` where none is asked for or it is no matter of words, `reader`
    where the word alone has too many meanings, `unmet`. Without a table no person is known yet who may meet one.
    """
    sentence = reading.sentence_of(i)
    ranks = ("met", "free", "reader", "unmet")
    out: dict[str, str] = {}
    hits = readings_at(reading, i)
    verb = doing(reading, i) if hits else None
    for hit in hits:
        met = _met(reading, table, sentence, i, hit, verb)
        if met is None and hit.trigger.needs in _MOVERS:
            # «وصول سفينتي شحن» is a deployment, «وصول المبعوث» a visit
            met = (hit.trigger.needs == "asset") if _asset_behind(reading, sentence, i) else None
        said = ("reader" if hit.trigger.needs == "reader" else "free") if met is None else "met" if met else "unmet"
        kind = hit.trigger.type
        out[kind] = min(said, out.get(kind, said), key=ranks.index)
    return out


def _asset_behind(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Does one of the next words name a vessel, an aircraft or a vehicle?"""
    behind = reading.tokens[i + 1 : min(sentence.last, i + _BEHIND)]
    hits = (group_noun(t.norm) for t in behind if t.is_word)
    return any(hit is not None and hit[1].type == "asset" for hit in hits)


def is_topic(reading: Reading, sentence: Sentence, i: int) -> bool:
    """«بحثا سبل وقف …», «أهمية زيارة …»: a topic of talks, not an event."""
    tokens = reading.tokens
    return any(bare(tokens[k].norm) in _TOPIC or tokens[k].norm in _TOPIC for k in range(max(sentence.first, i - 3), i))


def _telling(
    reading: Reading, table: EntityTable, sentence: Sentence, i: int, hit: TriggerReading, roles: Roles,
    around: Around, published: str | None, bounds: tuple[int, int],
) -> Telling | None:  # fmt: skip
    first, last = bounds
    trigger = hit.trigger
    kind = trigger.needs
    actors, recipients = roles.actor, roles.recipient
    if kind == "person" and not any(_is_person_like(a) for a in actors):
        return None
    if kind == "asset" and not any(_is_force_like(a) for a in actors):
        return None
    if trigger.type == "CONSULT" and trigger.frame in ("meet", "visit", "receive", "arrive") and not actors:
        return None
    if (
        trigger.frame == "meet"
        and trigger.type == "CONSULT"
        and len({id(a) for a in actors}) < 2
        and hit.kind == "noun"
    ):
        return None
    if trigger.type in STATEMENT_TYPES and not actors:
        return None
    if trigger.type in ("REQUEST", "ACCUSE", "THREATEN") and not recipients and hit.kind == "noun":
        return None
    if trigger.type == "REQUEST" and not recipients and trigger.frame != "from":
        return None
    if not actors and not recipients:
        # «هاجم منذ البداية»: a word without anybody tells nothing that could be checked
        return None
    start, end = roles.first, roles.last
    time = _time_of(reading, sentence, i, first, last, around.times.get(sentence.index, ()))
    interval = (time.earliest, time.latest) if time and time.earliest and time.latest else None
    aux = auxiliaries(reading, i, first, hit, interval, published)
    if time is not None and first <= reading.token_at(time.start) < last and abs(reading.token_at(time.start) - i) < 20:
        end = max(end, reading.token_at(time.end - 1) + 1) if time.start > reading.tokens[i].start else end
    evidence = reading.span(start, max(end, start + 1))
    claim = around.claim_at(reading.tokens[i].start)
    inside, count = around.counted(sentence.index, evidence.start, evidence.end + 30)
    return Telling(
        trigger.type, trigger.mode, [table.entity(x) for x in actors], [table.entity(x) for x in recipients],
        [table.entity(x) for x in roles.place], [table.entity(x) for x in roles.origin], aux, time, [evidence], [claim],
        f"events.{hit.kind}.{trigger.lemma}", reading.span(i, i + 1), sentence.index, count, inside,
        reasons=_reasons(reading, i, hit, roles, aux, time, claim),
    )  # fmt: skip


def _reasons(
    reading: Reading, i: int, hit: TriggerReading, roles: Roles, aux: Sequence[Auxiliary], time: Time | None,
    claim: Claim | None,
) -> list[Reason]:  # fmt: skip
    """Why each field holds what it holds, by the rule and the words it looked at."""
    word = reading.span(i, i + 1)
    out = [Reason("type", f"events.{hit.kind}.{hit.trigger.lemma}", word.start, word.end)]
    if hit.trigger.mode:
        out.append(Reason("mode", f"events.{hit.kind}.{hit.trigger.lemma}", word.start, word.end))
    out += [Reason("aux", f"events.auxiliary.{name}", word.start, word.end) for name in aux]
    for role, items in (
        ("actor", roles.actor), ("recipient", roles.recipient), ("place", roles.place), ("from", roles.origin),
    ):  # fmt: skip
        for item in items:
            span = _mention_near(item, i)
            out.append(Reason(role, f"events.frame.{hit.trigger.frame}", span.start, span.end))
    if time is not None:
        out.append(Reason("time", "events.time_near", time.start, time.end))
    if claim is not None:
        out.append(Reason("attribution", "events.inside_claim", claim.cue.start, claim.cue.end))
    return out


def _mention_near(item: Found | Candidate, i: int) -> Span:
    if isinstance(item, Candidate):
        return item.span
    return min(item.mentions, key=lambda m: abs(m[0] - i))[2]


def _is_person_like(item: Found | Candidate) -> bool:
    if item.type == "person":
        return True
    return item.type == "group" and item.head in {
        fold(w) for w in ("وفد", "موفد", "مسؤول", "وزير", "ممثل", "دبلوماسي", "نائب")
    }


def _is_force_like(item: Found | Candidate) -> bool:
    return (
        item.type == "asset"
        or "MIL" in item.sector
        or (item.type == "group" and item.sector[:1] in (("MIL",), ("PAR",)))
    )


def _time_of(reading: Reading, sentence: Sentence, i: int, first: int, last: int, times: Sequence[Time]) -> Time | None:
    """The time expression nearest to the trigger in its clause, else the only one of the sentence."""
    at = reading.tokens[i].start
    start, end = reading.tokens[first].start, reading.tokens[last - 1].end
    inside = [t for t in times if start <= t.start < end]
    if inside:
        return min(inside, key=lambda t: abs(t.start - at) + (15 if t.start < at else 0))
    whole = reading.span(sentence.first, sentence.last)
    near = [t for t in times if whole.start <= t.start < whole.end]
    return near[0] if len(near) == 1 and abs(near[0].start - at) < 120 else None

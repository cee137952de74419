"""A record's events as accounts: one report's tellings, ready to be compared with those of other reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from marsad.model.actor import ActorLine
from marsad.model.record import Attribution, Entity, Event, Granularity, Mention, Record, Time
from marsad.model.story import Account, Hop, Number, Participant, Quote, Retelling
from marsad.text.views import fold

from .likeness import content_words, heads, is_wide
from .retold import retellings

UNNAMED = frozenset({"group", "asset"})
"""Entities that are described and not named."""
_ABOUT = 12
_BESIDE = 70
"""Code points before or after a name in which a title of its bearer stands."""
VOICES = frozenset(map(fold, ("متحدث", "متحدثة", "متحدثون", "ناطق", "ناطقة")))
"""Titles of those whose word is their body's."""
_ITS_VOICES = frozenset(voice.replace("ة", "ت") + its for voice in VOICES for its in ("ه", "ها", "هم"))
"""«على لسان ناطقها»."""
_IN_THE_NAME = re.compile(r"(?:باسم|بلسان)\s+(.+)")
_BODY_OF = dict.fromkeys(map(fold, ("محافظ", "حاكم", "والي")), "حكومة") | {
    fold(office): "وزارة" for office in ("وزير", "وزيرة")
}
"""What they head of whom a title tells only the place or the field."""
_WHERE = re.compile(r"\s(?:في|لدى|لشؤون|السابق|السابقة)\b")
_HEADS_OF_BODIES = frozenset(
    fold("رئيس رئيسة مدير مديرة وزير وزيرة قائد آمر أمين محافظ حاكم والي عميد زعيم مفوض مفوضة").split()
)


def accounts(
    record: Record,
    actor_of: Mapping[str, str],
    *,
    names: Mapping[str, ActorLine] | None = None,
    copy_of: str | None = None,
) -> tuple[Account, ...]:
    """The events of a record in its order, each with its participants, words, numbers and chain of sources.

    `actor_of` maps the record's entity ids to desk-wide actor ids; an entity that it lacks stands for itself
    (`REPORT#E3`). `names` gives names and countries that the desk knows better than the report. `copy_of` is the
    report whose text this one reprints.
    """
    return _Accounts(record, actor_of, names or {}, copy_of).all()


def participants(
    record: Record, actor_of: Mapping[str, str], names: Mapping[str, ActorLine] | None = None
) -> dict[str, Participant]:
    """Every entity of a record as it would take part in an event, by its id; arguments as for `accounts`."""
    made = _Accounts(record, actor_of, names or {}, None)
    return {entity.id: made.participant(entity) for entity in record.entities}


class _Accounts:
    def __init__(
        self, record: Record, actor_of: Mapping[str, str], names: Mapping[str, ActorLine], copy_of: str | None
    ) -> None:
        self.record = record
        self.actor_of = actor_of
        self.names = names
        self.copy_of = copy_of
        self.entities = {e.id: e for e in record.entities}
        self.times = {t.id: t for t in record.times}
        self.amounts = {a.id: a for a in record.amounts}
        self.attributions = {a.id: a for a in record.attributions}
        self.bodies, self.body_names = _bodies(record)
        self.about = self._about()
        self.retellings = retellings(record)

    def all(self) -> tuple[Account, ...]:
        return tuple(map(self._account, self.record.events))

    def _account(self, event: Event) -> Account:
        record = self.record
        told = self.attributions.get(event.attribution or "") or self._within(event)
        event = self._with_retellings(event)
        earliest, latest, granularity = self._when(event, told)
        return Account(
            report=record.id, event=event.id, title=record.title, publisher=record.publisher,
            published=record.published, url=record.url, type=event.type, mode=event.mode, aux=event.aux,
            actor=self._participants(event.actor), recipient=self._participants(event.recipient),
            place=self._participants(event.place), origin=self._participants(event.origin),
            earliest=earliest, latest=latest, granularity=granularity, count=event.count,
            amounts=tuple(self._number(self.amounts[a].id) for a in event.amounts if a in self.amounts),
            evidence=self._quotes(event.evidence), chain=self._chain(told),
            act=told.act if told else None, cue=self._quotes(told.cue) if told else (),
            distance=told.distance if told else None, confidence=event.confidence, copy_of=self.copy_of,
            about=self.about, retold=self._retold(event, told),
        )  # fmt: skip

    def _within(self, event: Event) -> Attribution | None:
        """The one statement in whose words the event is told, where the analysis tied it to none."""
        told = [
            a
            for a in self.record.attributions
            if a.sources and any(m.start < c.end and c.start < m.end for m in event.evidence for c in a.content)
        ]
        return told[0] if len({a.sources for a in told}) == 1 else None

    def _with_retellings(self, event: Event) -> Event:
        """The event with the statements that only point back to it, or count who suffered, as further evidence."""
        pieces = [m for statement in self.retellings.get(event.id, ()) for m in statement.content]
        if not pieces:
            return event
        counted = [a.id for a in self.record.amounts if any(m.start <= a.start and a.end <= m.end for m in pieces)]
        amounts = tuple(dict.fromkeys((*event.amounts, *counted)))
        return replace(event, evidence=(*event.evidence, *pieces), amounts=amounts)

    def _retold(self, event: Event, told: Attribution | None) -> tuple[Retelling, ...]:
        """One event may be told on several words («قال الناطق إن … فيما أفاد طبيب بأن القصف …»): the others' words."""
        pieces: dict[str, list[Mention]] = {}
        words: dict[str, Attribution] = {}
        for piece in event.evidence:
            claim = self._claim_of(piece)
            if claim is not None and (told is None or claim.sources[-1] != told.sources[-1]):
                words.setdefault(claim.sources[-1], claim)
                pieces.setdefault(claim.sources[-1], []).append(piece)
        return tuple(
            Retelling(self._chain(claim), claim.act, self._quotes(pieces[source])) for source, claim in words.items()
        )

    def _claim_of(self, piece: Mention) -> Attribution | None:
        """The statement that holds most of a piece of evidence, of several that hold each other the innermost."""
        holding = [
            a
            for a in self.record.attributions
            if a.sources and 2 * sum(_common(piece, c) for c in a.content) > piece.end - piece.start
        ]
        return min(holding, key=lambda a: sum(c.end - c.start for c in a.content), default=None)

    def _about(self) -> tuple[str, ...]:
        named = [e for e in self.record.entities if e.type not in UNNAMED and not is_wide(self.participant(e))]
        ranked = sorted(named, key=lambda e: (-len(e.mentions), e.mentions[0].start if e.mentions else 0))
        return tuple(dict.fromkeys(e.name for e in ranked))[:_ABOUT]

    def _actor(self, ident: str) -> str:
        return self.actor_of.get(ident) or f"{self.record.id}#{ident}"

    def _participants(self, idents: Iterable[str]) -> tuple[Participant, ...]:
        return tuple(self.participant(self.entities[i]) for i in idents if i in self.entities)

    def participant(self, entity: Entity) -> Participant:
        actor = self._actor(entity.id)
        known = self.names.get(actor)
        return Participant(
            actor=actor,
            name=known.name if known else entity.name,
            # a romanisation is a reading aid, no name
            name_en=(known.name_en if known else None)
            or (entity.name_en if entity.name_en_by in ("known", "translated") else None),
            type=entity.type,
            country=entity.country or (known.country if known else None),
            entity=entity.id,
            latitude=entity.latitude if entity.latitude is not None else known.latitude if known else None,
            longitude=entity.longitude if entity.longitude is not None else known.longitude if known else None,
        )

    def _chain(self, told: Attribution | None) -> tuple[Hop, ...]:
        return tuple(self._hop(self.entities[i]) for i in told.sources if i in self.entities) if told else ()

    def _hop(self, entity: Entity) -> Hop:
        who = self.participant(entity)
        body = self.bodies.get(entity.id)
        of = self.participant(self.entities[body]) if body and body in self.entities else None
        return Hop(
            who.actor, who.name, who.name_en, entity.type, entity.type not in UNNAMED, entity.id,
            of.actor if of else None, of.name if of else self.body_names.get(entity.id),
            "MED" in entity.sector,
        )  # fmt: skip

    def _when(self, event: Event, told: Attribution | None) -> tuple[str | None, str | None, Granularity | None]:
        """The event's days, but for the day on which somebody denied it («نفى الناطق اليوم وصول …»)."""
        time = self.times.get(event.time) if isinstance(event.time, str) else event.time
        # a denial of a meeting without its day could stand between two meetings of the same men
        if time is None or (isinstance(time, Time) and event.type != "CONSULT" and _of_the_denial(time, told)):
            return None, None, None
        if isinstance(time, Time):
            return time.earliest, time.latest, time.granularity
        return time.earliest, time.latest, "day" if time.earliest == time.latest else "interval"

    def _number(self, ident: str) -> Number:
        amount = self.amounts[ident]
        exact = self.record.text[amount.start : amount.end]
        return Number(amount.value, amount.unit, amount.approximate, amount.start, amount.end, exact)

    def _quotes(self, mentions: Iterable[Mention]) -> tuple[Quote, ...]:
        return tuple(Quote(m.start, m.end, self.record.text[m.start : m.end]) for m in mentions)


def _of_the_denial(time: Time, told: Attribution | None) -> bool:
    """Does the time stand before what is denied, beside the verb of denying?"""
    if told is None or told.act != "deny" or not told.content:
        return False
    return time.end <= min(c.start for c in told.content)


def _common(a: Mention, b: Mention) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _bodies(record: Record) -> tuple[dict[str, str], dict[str, str]]:
    """The body that each person or group speaks for: as its head or spokesman, not as anybody who works there.

    Entity ids of bodies, and the words that name the body where the report's analysis found no entity for them.
    """
    names = {e.id: e.name for e in record.entities}
    bodies: dict[str, str] = {}
    words: dict[str, str] = {}
    for position in record.positions:
        body = position.organization
        if body and speaks_for(position.title, names.get(body, "")):
            bodies.setdefault(position.person, body)
        elif not body and (name := _body_in(position.title)):
            words.setdefault(position.person, name)
    for entity in record.entities:
        if entity.type == "person" and entity.id not in bodies and (body := _spoken_for(record, entity)):
            bodies[entity.id] = body
    return bodies, words


def _body_in(title: str) -> str | None:
    """The words of a title that name the body whose voice its holder is.

    >>> _body_in("المتحدث باسم الحراك"), _body_in("مدير الشركة المالكة"), _body_in("مهندس في الشركة")
    ('الحراك', 'الشركة المالكة', None)
    >>> _body_in("والي شمال كردفان"), _body_in("رئيس جنوب السودان")
    ('حكومة شمال كردفان', None)
    """
    if name := _IN_THE_NAME.search(title):
        return name[1]
    first, _, rest = title.partition(" ")
    office, named = fold(first).removeprefix("ال"), rest.split()
    if office not in _HEADS_OF_BODIES or len(named) < 2:
        return None
    rest = _WHERE.split(rest)[0]
    if fold(named[0]).removeprefix("ال") in heads():
        return rest
    # what only names a place or a field is no body: «شرطة شمال كردفان» isn't the governor's word
    return f"{_BODY_OF[office]} {rest}" if office in _BODY_OF else None


def _spoken_for(record: Record, person: Entity) -> str | None:
    """The body whose spokesman somebody is called next to the name, where the analysis found no position of it."""
    for mention in person.mentions:
        for start, end in ((max(0, mention.start - _BESIDE), mention.start), (mention.end, mention.end + _BESIDE)):
            words = [w.removeprefix("ال") for w in fold(record.text[start:end]).split()]
            if not (VOICES | _ITS_VOICES) & set(words):
                continue
            told = [e.id for e in record.entities if e.type == "organization" and "MED" not in e.sector
                    and any(start <= m.start and m.end <= end for m in e.mentions)]  # fmt: skip
            if len(told) == 1:
                return told[0]
    return None


def speaks_for(title: str, body: str) -> bool:
    """Is whoever holds the title the body's voice?

    >>> speaks_for("المتحدث باسم الوزارة", "وزارة الدفاع"), speaks_for("مدير الاتصال في الوزارة", "وزارة الدفاع")
    (True, False)
    >>> speaks_for("مدير الهيئة", "هيئة الميناء"), speaks_for("مهندس في الهيئة", "هيئة الميناء")
    (True, False)
    """
    words = [w.removeprefix("ال") for w in fold(title).split()]
    if VOICES & set(words):
        return True
    if not words or words[0] not in _HEADS_OF_BODIES:
        return False
    return len(words) == 1 or bool(content_words(words[1]) & content_words(body))

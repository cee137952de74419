"""A record as an analyst reads it.

Arabic stands between Unicode isolates (FSI, PDI) in this format, on a terminal and in a file
alike: a terminal that orders right-to-left text then orders each name on its own, and the
English line around it keeps its direction. Letters are not reshaped, that is the terminal's
work. Bidi controls and control characters of the text itself are left out, since they would
reorder or command the terminal; JSON keeps them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from marsad.model.record import Attribution, Entity, Event, Interval, Mention, Record

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
CREED = "Marsad records what the report says, not what is true."
DESK_CREED = "Marsad records what reports say, never what is true."
OWN_VOICE = "this report"
_STATUS = {"future": "planned", "negation": "denied", "historical": "past", "hypothetical": "hypothetical"}
_LONGEST_QUOTE = 280
_UNSHOWN = ("Cc", "Cf", "Cs", "Co", "Cn")
_JOINERS = "\u200c\u200d"


def shown(text: str) -> str:
    """Words of the report on one line, harmless to a terminal and isolated from what stands around them.

    >>> ascii(shown("خبر\\n\\u202eعاجل"))
    "'\\\\u2068\\\\u062e\\\\u0628\\\\u0631 \\\\u0639\\\\u0627\\\\u062c\\\\u0644\\\\u2069'"
    >>> shown("Le Monde")
    'Le Monde'
    """
    flat = " ".join(text.split())
    clean = "".join(c for c in flat if c in _JOINERS or unicodedata.category(c) not in _UNSHOWN)
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in clean):
        return FIRST_STRONG_ISOLATE + clean + POP_ISOLATE
    return clean


def quoted(text: str, spans: Iterable[Mention]) -> str:
    """The words at the spans, in quotation marks, shortened in the middle where they are long."""
    words = " … ".join(text[s.start : s.end] for s in spans)
    if len(words) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        words = f"{words[:half].rstrip()} […] {words[-half:].lstrip()}"
    return f"“{shown(words)}”"


def render(record: Record, *, colour: bool = False) -> str:
    """The record as lines of text: people and offices, events, claims. Ends with a line break."""
    page = _Page(record, colour)
    return "\n".join([*page.head(), *page.people(), *page.events(), *page.claims(), "", CREED, ""])


class _Page:
    def __init__(self, record: Record, colour: bool) -> None:
        self.record = record
        self.colour = colour
        self.entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self.times = {t.id: t for t in record.times}
        self.amounts = {a.id: a for a in record.amounts}
        self.attributions: dict[str, Attribution] = {a.id: a for a in record.attributions}

    def head(self) -> list[str]:
        record = self.record
        lines = [self._bold(shown(record.title or record.id))]
        facts = [shown(record.id)] if record.title else []
        if record.publisher:
            facts.append(shown(record.publisher))
        if record.published:
            facts.append(f"{record.published} ({record.published_by})")
        else:
            facts.append("date unknown")
        if record.url:
            facts.append(shown(record.url))
        lines.append(" · ".join(facts))
        return lines

    def people(self) -> list[str]:
        people = [e for e in self.record.entities if e.type == "person"]
        lines = self._heading("People and offices", people)
        for person in people:
            facts = [f for f in (person.name_en, person.country) if f]
            line = shown(person.name) + (f" ({', '.join(map(shown, facts))})" if facts else "")
            offices = list(
                dict.fromkeys(
                    shown(p.title) + (f" of {self._name(p.organization)}" if p.organization else "")
                    for p in self.record.positions
                    if p.person == person.id
                )
            )
            lines.append(f"  {line}" + (f": {'; '.join(offices)}" if offices else ""))
        return lines

    def events(self) -> list[str]:
        lines = self._heading("Events", self.record.events)
        for event in self.record.events:
            facts = [
                f"{event.type} {event.mode}" if event.mode else event.type,
                self._who(event),
                self._where(event),
                self._when(event),
                self._how_many(event),
                ", ".join(_STATUS[aux] for aux in event.aux),
            ]
            lines.append(f"  {self._bold(event.id)}  " + " · ".join(fact for fact in facts if fact))
            lines.append(f"      {quoted(self.record.text, event.evidence)}")
            told = self.attributions.get(event.attribution or "")
            lines.append(f"      {self._chain(told.sources if told else ())}")
        return lines

    def claims(self) -> list[str]:
        claims = self.record.attributions
        lines = self._heading("Claims", claims)
        for claim in claims:
            distance = f" · {claim.distance}" if claim.distance else ""
            lines.append(f"  {self._bold(claim.id)}  {claim.act}{distance} · {self._chain(claim.sources)}")
            if claim.content:
                lines.append(f"      {quoted(self.record.text, claim.content)}")
        return lines

    def _who(self, event: Event) -> str:
        actors, recipients = self._names(event.actor), self._names(event.recipient)
        if recipients:
            return f"{actors or '?'} → {recipients}"
        return actors

    def _where(self, event: Event) -> str:
        parts = []
        if event.origin:
            parts.append(f"from {self._names(event.origin)}")
        if event.place:
            parts.append(f"{'to' if event.origin else 'in'} {self._names(event.place)}")
        return " ".join(parts)

    def _when(self, event: Event) -> str:
        if event.time is None:
            return ""
        if isinstance(event.time, Interval):
            return days(event.time.earliest, event.time.latest)
        time = self.times.get(event.time)
        if time is None:
            return ""
        return days(time.earliest, time.latest) or shown(self.record.text[time.start : time.end])

    def _how_many(self, event: Event) -> str:
        parts = [f"{event.count} times"] if event.count is not None else []
        amounts = [self.amounts[a] for a in event.amounts if a in self.amounts]
        parts += [shown(self.record.text[a.start : a.end]) for a in amounts]
        return ", ".join(parts)

    def _chain(self, sources: Sequence[str]) -> str:
        return " ← ".join([OWN_VOICE, *map(self._name, sources)])

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join(map(self._name, ids))

    def _name(self, ident: str) -> str:
        entity = self.entities.get(ident)
        return shown(entity.name) if entity else ident

    def _heading(self, name: str, items: Sequence[object]) -> list[str]:
        return ["", self._bold(name) + ("" if items else ": none")]

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text


def days(earliest: str | None, latest: str | None) -> str:
    """An interval of days in words; empty where neither end is known.

    >>> days("2024-06-04", "2024-06-04"), days("2024-06-04", "2024-06-06"), days(None, "2024-06-06")
    ('2024-06-04', '2024-06-04 to 2024-06-06', 'until 2024-06-06')
    """
    if earliest is None or latest is None:
        return f"from {earliest}" if earliest else f"until {latest}" if latest else ""
    return earliest if earliest == latest else f"{earliest} to {latest}"

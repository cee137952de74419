"""One event told several times is one event: which tellings are the same, and what each adds."""

from __future__ import annotations

from marsad.text.spans import Span

from .telling import Telling

_SCENE = ("place", "origin")
_SHARED = 2
"""Participants that two meetings share for one to be the other, where each has somebody of its own."""


def _same(a: Telling, b: Telling) -> bool:
    if a.type != b.type or (a.aux != b.aux and not _at_once(a, b)):
        return False
    if (a.type, {a.mode, b.mode}) == ("COERCE", {"arrest", "seize"}):
        # «أوقفوا خمسة مهربين وحجزوا شاحنتين»: people and things are taken in two acts
        return False
    if a.sentence == b.sentence and a.actor and a.actor == b.actor and a.recipient == b.recipient:
        # «هاجموا … ما أدى إلى مقتل …»: one attack told by two words, whatever mode each suggests
        return True
    if a.type == "MOBILIZE" and a.sentence == b.sentence and a.actor and b.actor and _one_in_other(a, b):
        # «غادرت … في الثاني من الشهر ووصلت … يوم الأحد»: one movement with its two ends
        return True
    if a.mode and b.mode and a.mode != b.mode:
        return False
    who_a = {id(e) for e in (*a.actor, *a.recipient)}
    who_b = {id(e) for e in (*b.actor, *b.recipient)}
    if not who_a & who_b:
        return False
    if a.type == "CONSULT" and (a.until is None) != (b.until is None):
        # «تكررت زياراته منذ أغسطس»: visits up to now are not the one of this week
        return False
    if a.type == "CONSULT" and who_a - who_b and who_b - who_a and len(who_a & who_b) < _SHARED:
        # who met one man and then another met twice
        return False
    if (
        a.type != "CONSULT"
        and {id(e) for e in a.recipient}
        and {id(e) for e in b.recipient}
        and not {id(e) for e in a.recipient} & {id(e) for e in b.recipient}
    ):
        return False
    if a.place and b.place and not {id(e) for e in a.place} & {id(e) for e in b.place}:
        return False
    if a.time and b.time and a.time.earliest and b.time.earliest and a.time.latest and b.time.latest:
        return a.time.earliest <= b.time.latest and b.time.earliest <= a.time.latest
    return a.count == b.count


def _at_once(a: Telling, b: Telling) -> bool:
    """«نفى … وصول سفينتي شحن», «يصل غدا للقاء …»: a clause tells no act both as denied or planned and done."""
    return (
        a.sentence == b.sentence
        and set(a.aux) ^ set(b.aux) in ({"negation"}, {"future"})
        and (a.actor, a.recipient, a.place) == (b.actor, b.recipient, b.place)
        and any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)
    )


def _one_in_other(a: Telling, b: Telling) -> bool:
    who_a, who_b = {id(e) for e in a.actor}, {id(e) for e in b.actor}
    return who_a <= who_b or who_b <= who_a


def _take_over(known: Telling, t: Telling) -> None:
    """Add a further telling: its evidence and chain, and what the first left open, with the reasons."""
    known.evidence.extend(s for s in t.evidence if s not in known.evidence)
    if t.aux != known.aux:
        marked = max(known, t, key=lambda x: len(x.aux))
        known.aux = marked.aux
        known.reasons = [r for r in known.reasons if r.field != "aux"] + [r for r in marked.reasons if r.field == "aux"]
    known.claims.extend(t.claims)
    taken: set[str] = set()
    for name in ("actor", "recipient", "place", "origin"):
        new = [e for e in getattr(t, name) if name in _SCENE or e not in (*known.actor, *known.recipient)]
        if not getattr(known, name) and new:
            setattr(known, name, new)
            taken.add("from" if name == "origin" else name)
    here = [p for p in known.place if not any(p is o for o in known.origin)]
    if len(here) < len(known.place):
        # one telling names where it left, the other where it went
        known.place = here or [p for p in t.place if not any(p is o for o in known.origin)]
        taken.add("place")
    arrived = "place" in taken and known.origin and t.time is not None
    if (known.time is None and t.time is not None) or arrived or (known.leaves and not t.leaves and t.time is not None):
        # a movement is of the day on which it reached the place that this telling adds
        known.time, known.until, known.due = t.time, t.until, t.due
        known.leaves = t.leaves
        taken.add("time")
    if t.mode is not None and (known.mode is None or (t.confidence or 0) > (known.confidence or 1)):
        known.mode = t.mode
        known.reasons = [r for r in known.reasons if r.field != "mode"]
        taken.add("mode")
    known.reasons += [r for r in t.reasons if r.field in taken]


_REMEMBERED = 40
"""Earlier events of a participant that a new telling is compared with."""


def merge(told: list[Telling]) -> list[Telling]:
    """One event told several times is one event with all its evidence and chains."""
    out: list[Telling] = []
    by_actor: dict[tuple[str, int], list[Telling]] = {}
    for t in told:
        # where something leaves is not where it goes
        t.place = [p for p in t.place if not any(p is o for o in t.origin)]
        keys = [(t.type, id(e)) for e in (*t.actor, *t.recipient)]
        known = next((e for key in keys for e in by_actor.get(key, ())[-_REMEMBERED:] if _same(e, t)), None)
        if known is None:
            out.append(t)
            known = t
        else:
            _take_over(known, t)
        for key in keys:
            if known not in by_actor.setdefault(key, []):
                by_actor[key].append(known)
    for event in out:
        event.evidence = _united(event.evidence)
    return out


def _united(spans: list[Span]) -> list[Span]:
    """Pieces of evidence of which none overlaps another: two words of one clause quote it once."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out

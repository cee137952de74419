"""Statements that tell an event again without naming it anew: on whose word it rests besides.

The analysis ties a statement to an event where words of the statement tell one. A second voice often says less: the
noun of what happened points back («الإغلاق وقع ليل الجمعة»), or only those who did or suffered it are counted («ستة
قتلى», «الخاطفون أربعة»), or another number is all that is said («قالت الشرطة إن 30 … والنقابة تقول 50»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice, pairwise
from typing import Final

from marsad.analysis.events.happening import happening_verbs
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.words import verb_readings
from marsad.lexicon.paradigms import conjugate
from marsad.model.record import Attribution, Event, Mention, Record
from marsad.model.story import Account, Quote
from marsad.text.clitics import has_article
from marsad.text.numerals import number
from marsad.text.tokens import Token, tokens
from marsad.text.views import fold, folded

from .counted import kinds

_WORD = re.compile(r"\w+")
_AND_THAT = re.compile(r"\sو[أإا]ن(?=\s)")
_OPENING: Final = 2
"""Words at a statement's beginning among which the noun of the event stands."""
_BEHIND: Final = 2
"""Words behind it among which the verb stands."""
_COUNTED: Final = 5
"""Words at a statement's beginning among which those who suffered are counted."""
_TELLING: Final = frozenset({"say", "report", "confirm", "claim", "accuse"})
_HURT: Final = frozenset({"killed", "wounded"})
_NUMBER: Final = fold("عدد")
_UNSURE: Final = frozenset({"future", "hypothetical", "negation"})
_PAST_OR_UNSURE: Final = _UNSURE | {"historical"}
_SUFFERED: Final[Mapping[str, tuple[str, str | None]]] = {
    "killed": ("ASSAULT", None), "wounded": ("ASSAULT", None), "abducted": ("ASSAULT", "abduct"),
    "arrested": ("COERCE", "arrest"), "freed": ("RETREAT", "release"),
}  # fmt: skip
"""Of what people are counted for, the event that befell them: «ستة قتلى», «عدد الموقوفين 34»."""
_NOT: Final = frozenset(map(fold, ("لا", "لم", "ولم", "ولا", "لن", "ليس", "عدم", "دون", "بلا", "أي", "قد", "قبل")))
"""Words with which nothing is said to have happened, or not this."""
_TO: Final = fold("إلى")
_WHO: Final = frozenset(map(fold, ("الذي", "التي", "الذين", "اللذين", "اللواتي")))
_DOERS: Final[Mapping[str, tuple[str, str | None]]] = {
    fold("خاطف"): ("ASSAULT", "abduct"),
    **dict.fromkeys(map(fold, ("مهاجم", "معتد", "مسلح", "منفذ")), ("ASSAULT", None)),
    **dict.fromkeys(map(fold, ("محتج", "متظاهر", "معتصم", "مضرب")), ("PROTEST", None)),
    **dict.fromkeys(map(fold, ("عبو", "مسير", "قذيف", "قذائف", "صاروخ", "صواريخ", "لغم", "ألغام")), ("ASSAULT", None)),
    fold("عقوب"): ("SANCTION", None),
}
"""What those who do something and what they do it with are called, without the endings of number, and what it is."""
_MANY: Final = frozenset(map(fold, ("", "ون", "ين", "ان", "ة", "ات")))
_BE: Final = frozenset(form.form for form in conjugate("كان", "يكون") if form.tense == "past")
_ROUGHLY: Final = frozenset(map(fold, ("نحو", "حوالي", "قرابة", "زهاء", "فقط", "لا", "غير", "أكثر", "وليس", "وليسوا")))
"""Words around a number that say how exact it is, or what it is not."""
_LIKE_THE_OTHER: Final = 250
"""Code points between two numbers of which one is told against the other."""
_GUILTY: Final = re.compile(
    fold("(?:بالوقوف (?:وراء|خلف)|بالضلوع في|بالتورط في|بالمسؤولية عن|بتدبير|بتنفيذ|بشن) ") + r"(ال\w+)"
)
"""Of what somebody is accused who is said to have done what was told: «بالوقوف وراء الهجوم»."""
_FIRED: Final = re.compile(fold("بإطلاق ال(?:نار|نيران|رصاص|مسير|قذيف|قذائف|صاروخ|صواريخ)"))
_OWNERS: Final = 3
"""Words behind a noun among which the one stands that makes it definite."""
_PREPOSITIONS: Final = frozenset(
    map(fold, ("في", "من", "على", "إلى", "عن", "بين", "قرب", "منذ", "خلال", "بعد", "قبل", "أمام"))
)


def retellings(record: Record) -> dict[str, list[Attribution]]:
    """The statements that tell an event of the record again, by the event's id."""
    found: dict[str, list[Attribution]] = {}
    for statement in record.attributions:
        for n, part in enumerate(_parts(record, statement)):
            event = _told_by(record, part, further=n > 0)
            if event is not None:
                found.setdefault(event.id, []).append(part)
    return found


def only_mentions(account: Account, words: Iterable[Quote]) -> bool:
    """Do the words call an event that readers are taken to know, and tell nothing of it?

    «تضاربت الروايات بشأن إغلاق الخط»: a definite noun of the event («الإغلاق», «إغلاق الخط»), no verb, nobody hurt
    («ضحايا الغارة»).
    """
    found = False
    for quote in words:
        tokens = _WORD.findall(fold(quote.exact))
        at = next((i for i, token in enumerate(tokens[:_OPENING]) if _is_noun_of(account.type, token)), None)
        if at is None or (at and tokens[at - 1] in _WHO) or not _HURT.isdisjoint(kinds(quote.exact)):
            return False
        behind = tokens[at + 1 :]
        if not (has_article(tokens[at]) or _owned(behind[:_OWNERS])) or any(map(_happened, behind)):
            return False
        found = True
    return found


def _is_noun_of(kind: str, word: str) -> bool:
    return any(r.kind == "noun" and r.trigger.type == kind for r in trigger_readings(word))


def _happened(word: str) -> bool:
    """Is it surely a verb of the past?"""
    return any(form.tense == "past" and not prefix for _, form, prefix, _ in verb_readings(word))


def _owned(behind: list[str]) -> bool:
    """Does a noun become definite by what it is of: «إغلاق خط الحمادة», «زيارة وفد من»?"""
    for word in behind:
        if word in _PREPOSITIONS or word.startswith(("بال", "لل")):
            return False
        if has_article(word):
            return True
    return False


def _parts(record: Record, statement: Attribution) -> list[Attribution]:
    """The statement clause by clause: «إن السفينة كانت تقل خبراء، | وإن عدد الموقوفين بلغ عشرة»."""
    clauses = []
    for piece in statement.content:
        words = record.text[piece.start : piece.end]
        cuts = [0, *(m.end() for m in _AND_THAT.finditer(words)), len(words)]
        clauses += [Mention(piece.start + a, piece.start + b) for a, b in pairwise(cuts) if b > a]
    if len(clauses) == len(statement.content):
        return [statement]
    return [replace(statement, content=(clause,)) for clause in clauses]


def _told_by(record: Record, statement: Attribution, *, further: bool = False) -> Event | None:
    """The event that a statement tells again, of those that are told before it the nearest.

    In `further` clauses of one a number says it alone: «إن … وإن زوجة الجريح وصلت» is about something else.
    """
    if not statement.sources or statement.act not in _TELLING or not statement.content:
        return None
    said = " ".join(record.text[m.start : m.end] for m in statement.content)
    if _only_number(said):
        return _numbered(record, statement)
    if statement.act == "accuse" and (deeds := _deeds(fold(said))):
        return _before(record, statement, deeds)
    words = _WORD.findall(fold(said))
    here = {e.type for e in record.events if _touch(e.evidence, statement.content)}
    pointed = _pointed_at(words, statement.act) - _told_in(record, statement, said)
    if pointed and (event := _before(record, statement, pointed)) is not None:
        return event
    for kind, mode in (*_suffered(words, numbered=further), *_did(words)):
        if kind in here:
            continue
        event = _before(record, statement, frozenset({kind})) or (_only(record, kind, mode) if mode else None)
        # who is abducted isn't hurt, and the dead of today aren't those of an attack long past
        if event is not None and not _PAST_OR_UNSURE & set(event.aux) and _befell(event.mode, mode):
            return event
    return None


def _deeds(said: str) -> frozenset[str]:
    """Types of the event that somebody is accused of: «الجيش بالوقوف وراء القصف», «الحركة بإطلاق النار»."""
    if _FIRED.search(said):
        return frozenset({"ASSAULT"})
    deed = _GUILTY.search(said)
    return frozenset(r.trigger.type for r in trigger_readings(deed[1]) if r.kind == "noun") if deed else frozenset()


def _told_in(record: Record, statement: Attribution, said: str) -> set[str]:
    """Types of the events told by a statement's first words, or by all of it if its pieces stand apart."""
    first = statement.content[0]
    opening = list(islice(re.finditer(r"\w+", said), _OPENING + _BEHIND))
    if opening and len(statement.content) == 1:
        first = Mention(first.start, first.start + opening[-1].end())
        return {e.type for e in record.events if _touch(e.evidence, [first])}
    return {e.type for e in record.events if _touch(e.evidence, statement.content)}


def _only_number(said: str) -> bool:
    """«خمسين», «14 فقط»: is a number all that is said?"""
    found = tokens(folded(said))
    at = _past(found, 0, _ROUGHLY)
    told = number(found, at)
    if told is None or told.value is None or told.definite:
        return False
    return _past(found, told.last, _ROUGHLY) == len(found)


def _past(found: list[Token], at: int, words: frozenset[str]) -> int:
    while at < len(found) and (found[at].norm in words or not found[at].norm[0].isalnum()):
        at += 1
    return at


def _numbered(record: Record, statement: Attribution) -> Event | None:
    """The event whose number stands nearest before the statement, which says another."""
    at = statement.content[0].start
    for amount in sorted(record.amounts, key=lambda a: -a.end):
        if amount.end <= at <= amount.end + _LIKE_THE_OTHER:
            for event in record.events:
                if not _PAST_OR_UNSURE & set(event.aux) and (
                    amount.id in event.amounts or _touch(event.evidence, (Mention(amount.start, amount.end),))
                ):
                    return event
    return None


def _did(words: list[str]) -> list[tuple[str, str | None]]:
    """Types of what those did whom a statement begins with counting: «الخاطفين أربعة», «المهاجمين كانوا نحو خمسين»."""
    if not words or not has_article(words[0]):
        return []
    found = tokens(folded(" ".join(words[1:_COUNTED])))
    if number(found, _past(found, 0, _BE | _ROUGHLY)) is None:
        return []
    word = words[0].removeprefix("ال")
    return [did for stem, did in _DOERS.items() if word.startswith(stem) and word[len(stem) :] in _MANY]


def _only(record: Record, kind: str, mode: str) -> Event | None:
    """The one event of its kind: «عدد الموقوفين بلغ عشرة» may stand before it."""
    told = [e for e in record.events if e.type == kind and e.mode == mode and not _UNSURE & set(e.aux)]
    return told[0] if len(told) == 1 else None


def _befell(told: str | None, counted: str | None) -> bool:
    """May those counted have suffered from an event of the mode told?"""
    return told == counted if counted is not None else told not in ("abduct", "destroy")


def _before(record: Record, statement: Attribution, types: frozenset[str]) -> Event | None:
    at = statement.content[0].start
    told = [
        (max(m.start for m in event.evidence if m.start < at), event)
        for event in record.events
        if event.type in types and not _UNSURE & set(event.aux) and any(m.start < at for m in event.evidence)
    ]
    return max(told, key=lambda t: t[0])[1] if told else None


def _pointed_at(words: list[str], act: str) -> frozenset[str]:
    """Types of the event that a definite noun at the beginning of a statement points back to."""
    for i, word in enumerate(words[:_OPENING]):
        types = frozenset(r.trigger.type for r in trigger_readings(word) if r.kind == "noun" and not r.pronoun)
        if not types or not has_article(word):
            continue
        behind = words[i + 1 : i + 1 + _BEHIND]
        happened = not happening_verbs().isdisjoint(behind) and _NOT.isdisjoint(behind)
        # «أكد الاعتقال», «نسب الهجوم إلى الجماعة»
        if happened or (act == "confirm" and len(words) == 1) or (act == "accuse" and behind[:1] == [_TO]):
            return types
    return frozenset()


def _suffered(words: list[str], *, numbered: bool) -> list[tuple[str, str | None]]:
    """Types and modes of what befell those whom a statement begins with counting, if need be with "the number of"."""
    opening = words[:_COUNTED]
    # «الخطف» tells the deed, «عدد المخطوفين» who suffered it, also where it "isn't above 12"
    number = _NUMBER in opening[:_OPENING] or (bool(opening) and opening[0].isdigit())
    if not number and (numbered or not _NOT.isdisjoint(opening)):
        return []
    found = [kind for kind in kinds(" ".join(opening)) if kind in _SUFFERED]
    return [_SUFFERED[kind] for kind in found if number or kind in _HURT]


def _touch(evidence: Iterable[Mention], content: Iterable[Mention]) -> bool:
    pieces = list(content)
    return any(m.start < c.end and c.start < m.end for m in evidence for c in pieces)

"""More of who acted and who was acted on: verbs that need somebody behind them, and nouns that say who did it.

«وحث الحوثيين على الحوار» has nobody but them behind a verb that must be said to somebody; «حارسان أوقفا أمس» has
nobody at all behind a verb that somebody suffers; behind «وساطة قادها الوالي» the mediator is named, whoever stands
before it. The rest is in `sides`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.people import title_word
from marsad.analysis.words import function_class
from marsad.lexicon.paradigms import without_object
from marsad.text.views import fold

from .sides import (
    ACTOR,
    MUTUAL,
    NEAR,
    RECIPIENT,
    Roles,
    Rule,
    Standing,
    Word,
    is_lemma,
    move,
    nothing_behind,
    right_beside,
    says,
    subject_of,
    those_before,
    those_behind,
)  # fmt: skip

_SUBJECTS: Final = "ون"
"""The ending of a plural that is no object: «وحث المقاتلون»."""
_BY_IT: Final = frozenset(fold(w) for w in ("به", "بها", "بهما"))
_TO_IT: Final = frozenset(fold(w) for w in ("له", "لها", "لهما"))


def settle(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """Move whoever these rules know better, behind those of `sides`."""
    for rule in _RULES:
        rule(word, who, roles)


def _needy(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وحث الحوثيين على …»: some verbs have whom they need behind them; «حارسان أوقفا أمس»: or else are passive."""
    if word.row.kind != "verb" or word.row.pronoun or word.row.gender == "first":
        return
    if word.agent_at > 0 or word.frame in MUTUAL or word.frame == "receive":
        return
    urged = is_lemma(word.row.trigger.lemma, "urges")
    if not urged and not is_lemma(word.row.trigger.lemma, "seizes"):
        return
    behind, near = those_behind(word, who), right_beside(word, who)
    if near is not None:
        if all(s.entity is near.entity for s in behind) and _is_all(word, near, urged=urged):
            move(near.entity, RECIPIENT, roles)
    elif not urged and not behind and nothing_behind(word, word.token + 1):
        subject = subject_of(word, who)
        if subject is not None and subject.kind != "organization" and len(roles[ACTOR]) == 1:
            move(subject.entity, RECIPIENT, roles)


def _is_all(word: Word, near: Standing, *, urged: bool) -> bool:
    """Can nobody else be meant behind the verb? "In" and "since" may stand before an object, "to" of urging can't."""
    tokens = word.reading.tokens
    gap = tokens[word.token + 1 : near.first]
    if tokens[near.first].norm.endswith(_SUBJECTS) or not all(title_word(t.norm) for t in gap):
        return False
    if near.last >= word.last or tokens[near.last].norm == ".":
        return True
    return urged and tokens[near.last].norm != "," and nothing_behind(word, near.last)


def _carried(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«انصرفوا بعد وساطة قادها الوالي»: who carried it out is named behind the noun, and nobody before it did."""
    if word.row.kind != "noun" or word.row.pronoun or not _circumstance(word):
        return
    tokens = word.reading.tokens
    part = ""
    for k in range(word.token + 1, min(word.last - 1, word.token + NEAR)):
        norm, behind = tokens[k].norm, tokens[k + 1].norm
        if not tokens[k].is_word:
            return
        if says(norm, "joins"):
            part = "all"
        elif any(says(inner, "does") for inner, _ in without_object(norm)) or (
            behind in _BY_IT and says(norm, "steps")
        ):
            part = ACTOR
        elif behind in _TO_IT and says(norm, "takes"):
            part = RECIPIENT
        if part:
            break
    named = sorted((s for s in who if k < s.first < word.last and s.case == ""), key=lambda s: s.first) if part else []
    if not named or named[0].first - k > NEAR:
        return
    if part != "all":
        move(named[0].entity, part, roles)
    kept = [s.entity for s in who if s.first > word.token]
    for s in who:
        if s.last <= word.token and not any(s.entity is e for e in kept):
            for role in (ACTOR, RECIPIENT) if part == "all" else (ACTOR,):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _circumstance(word: Word) -> bool:
    """Does a preposition or "that" stand before the noun: «إثر لقاء», «أن لقاء»?"""
    before = word.reading.tokens[word.token - 1].norm if word.token > word.first else ""
    attached = word.row.prefix.lstrip("وف") in ("ب", "ل", "لل")
    return attached or (bool(before) and function_class(before) in ("preposition", "complementizer", "time"))


def _invites(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استضاف الوزير محادثات بين وفدين»: whose guests others are is no guest himself."""
    if word.frame != "host" or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    before = those_before(word, who)
    subject = before[-1] if before and word.token - before[-1].last <= 1 else right_beside(word, who)
    if subject is not None and any(e is not subject.entity for e in roles[ACTOR]):
        move(subject.entity, RECIPIENT, roles)


_RULES: Final[tuple[Rule, ...]] = (_needy, _carried, _invites)

"""Words that tell an event: verbs, verbal nouns and participles with the PLOVER type they stand for.

The lexicon is `data/ar/events/triggers.tsv`; forms come from the paradigms. Participles that tell what somebody does
on the way («وخرج مطالبا …») or what state somebody is in («ما زال محتجزا») stand in `participles.tsv`. `frame` names
the pattern of roles (see `roles`), `needs` a condition that the context must meet, since
"وصل" is a visit when a minister arrives and a deployment when a frigate does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from marsad.analysis.reading import Reading as Text
from marsad.lexicon.paradigms import VerbForm, conjugate, noun_forms, passives, without_object
from marsad.lexicon.tables import read_table, values
from marsad.model.record import EventType
from marsad.text.clitics import VERB_PREFIXES, splits
from marsad.text.views import fold


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon."""

    lemma: str
    type: EventType
    mode: str | None
    frame: str
    needs: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded word read as a trigger."""

    trigger: Trigger
    kind: Literal["verb", "noun", "participle"]
    prefix: str
    future: bool
    present: bool
    pronoun: str
    """An attached pronoun: object of a verb, owner of a verbal noun."""
    plural: bool
    passive: bool = False
    """Does the spelling alone say that it was done to somebody?"""
    gender: str = ""
    """Of a verb: `m` or `f` as its form says, `first` where it says "I" or "we"."""


_BESIDE_THE_VERB = ("ا", "ة", "ين", "ات")
"""Endings of a participle that says what somebody does on the way."""
_STATES = ("", "ا", "ة", "ان", "ين", "ون", "ات", "تان", "تين")


@lru_cache(maxsize=1)
def _participles() -> dict[str, list[tuple[Trigger, bool]]]:
    """Folded forms without the article, each with what it tells and whether it was done to whoever it describes."""
    known = {(r["past"], r["type"]): r for r in read_table("ar/events/triggers.tsv")}
    out: dict[str, list[tuple[Trigger, bool]]] = {}
    for row in read_table("ar/events/participles.tsv"):
        of = known[row["past"], row["type"]]
        trigger = Trigger(of["past"], of["type"], of["mode"] or None, of["frame"], row["needs"])  # type: ignore[arg-type]
        done_to = row["voice"] == "passive"
        for ending in _STATES if row["voice"] != "beside" else _BESIDE_THE_VERB:
            out.setdefault(fold(row["participle"] + ending), []).append((trigger, done_to))
    return out


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[tuple[Trigger, VerbForm, bool]]], dict[str, list[tuple[Trigger, str]]]]:
    verbs: dict[str, list[tuple[Trigger, VerbForm, bool]]] = {}
    nouns: dict[str, list[tuple[Trigger, str]]] = {}
    for row in read_table("ar/events/triggers.tsv"):
        trigger = Trigger(row["past"], row["type"], row["mode"] or None, row["frame"], row["needs"])  # type: ignore[arg-type]
        for form in conjugate(row["past"], row["present"]):
            verbs.setdefault(form.form, []).append((trigger, form, False))
        for form in passives(row["past"], row["present"]):
            verbs.setdefault(form.form, []).append((trigger, form, True))
        for noun in values(row["masdars"]):
            base = fold(noun)
            for text in noun_forms(noun):
                pronoun = next((p for p in ("هما", "هم", "ها", "ه") if text != base and text.endswith(p)), "")
                nouns.setdefault(text, []).append((trigger, pronoun))
            if not noun.endswith(("ات", "ة")):
                for text in (base + "ين", base + "ان"):
                    nouns.setdefault(text, []).append((trigger, ""))
            elif noun.endswith("ة"):
                for text in (base[:-1] + "تين", base[:-1] + "تان", base[:-1] + "تا"):
                    nouns.setdefault(text, []).append((trigger, ""))
    return verbs, nouns


@lru_cache(maxsize=1)
def _needs() -> dict[str, tuple[str, frozenset[str]]]:
    rows = read_table("ar/events/needs.tsv")
    return {r["needs"]: (r["reach"], frozenset(f for w in values(r["words"]) for f in _cases(w))) for r in rows}


def _cases(word: str) -> tuple[str, ...]:
    """«تمرين» and «تمرينا»: a word as it is written, and in the accusative where that shows."""
    shows = not word.endswith(("ة", "ا", "ى", "ء", "ات", "ون", "ين")) and not word.startswith("ال")
    return (fold(word), fold(word + "ا")) if shows else (fold(word),)


def needed_words(needs: str) -> tuple[str, frozenset[str]] | None:
    """What a condition of the lexicon asks for: one of these folded words, and how far from the trigger it may stand.

    `after` is up to 5 words behind it, `near` also up to 6 before it, `far` up to 13 behind and 6 before. None for a
    condition that is no matter of words (`events` knows those), or for none at all.
    """
    return _needs().get(needs)


@lru_cache(maxsize=1)
def _mode_stems() -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (r["type"], r["mode"]): tuple(fold(s) for s in values(r["stems"])) for r in read_table("ar/events/modes.tsv")
    }


def mode_is_told(kind: str, mode: str, words: Iterable[str]) -> bool:
    """Do the folded words of a sentence bear a mode out? True for modes that need no word of their own."""
    stems = _mode_stems().get((kind, mode))
    return stems is None or any(stem in word for word in words for stem in stems)


@lru_cache(maxsize=8192)
def trigger_readings(norm: str) -> tuple[Reading, ...]:
    """All readings of a folded word as a trigger, particles and pronouns taken off.

    >>> [(r.trigger.lemma, r.kind) for r in trigger_readings("وسيلتقي")]
    [('التقى', 'verb')]
    >>> [(r.trigger.lemma, r.kind, r.passive) for word in ("وصودرت", "ملوحا") for r in trigger_readings(word)]
    [('صادر', 'verb', True), ('لوح', 'participle', False)]
    """
    verbs, nouns = _tables()
    participles = _participles()
    out: list[Reading] = []
    for prefix, stem in splits(norm):
        if prefix in VERB_PREFIXES:
            for trigger, form, passive in verbs.get(stem, ()):
                future = prefix.endswith("س")
                if not future or form.tense != "past":
                    out.append(_verb(trigger, form, prefix, "", passive))
            if not out:
                for inner, pronoun in without_object(stem):
                    out += [_verb(trigger, form, prefix, pronoun, False) for trigger, form, _ in verbs.get(inner, ())]
        if not prefix.endswith("س"):
            for trigger, pronoun in nouns.get(stem, ()):
                out.append(Reading(trigger, "noun", prefix, False, False, pronoun, False))
        if prefix in ("", "و", "ف"):
            for trigger, passive in participles.get(stem, ()):
                out.append(Reading(trigger, "participle", prefix, False, False, "", False, passive))
    # «دعوته» is rather "his call" than "I called him"
    out.sort(key=lambda r: r.gender == "first" and not r.plural)
    return tuple(dict.fromkeys(out))


def readings_at(text: Text, i: int) -> tuple[Reading, ...]:
    """The readings of token i that its letters allow: «إصابة» folds like «أصابه» and is no verb with a pronoun."""
    token = text.tokens[i]
    found = trigger_readings(token.norm)
    if "ة" in text.text[token.end - 2 : token.end]:
        return tuple(r for r in found if r.kind != "verb" or not r.pronoun)
    return found


def readings_as(reading: Text, i: int, kind: str) -> list[Reading]:
    """Those of them that tell an event of this type."""
    return [r for r in readings_at(reading, i) if r.trigger.type == kind]


def _verb(trigger: Trigger, form: VerbForm, prefix: str, pronoun: str, passive: bool) -> Reading:
    plural = form.number != "singular"
    gender = form.gender if form.person == 3 else "first"
    future, present = prefix.endswith("س"), form.tense != "past"
    return Reading(trigger, "verb", prefix, future, present, pronoun, plural, passive, gender)

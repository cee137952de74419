"""Words that tell an event: verbs and verbal nouns with the PLOVER type they stand for.

The lexicon is `data/ar/events/triggers.tsv`; forms come from the paradigms. `frame` names
the pattern of roles (see `roles`), `needs` a condition that the context must meet, since
"وصل" is a visit when a minister arrives and a deployment when a frigate does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from marsad.lexicon.paradigms import conjugate, noun_forms, without_object
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
    kind: Literal["verb", "noun"]
    prefix: str
    future: bool
    present: bool
    pronoun: str
    """An attached pronoun: object of a verb, owner of a verbal noun."""
    plural: bool


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[tuple[Trigger, bool, bool]]], dict[str, list[tuple[Trigger, str]]]]:
    verbs: dict[str, list[tuple[Trigger, bool, bool]]] = {}
    nouns: dict[str, list[tuple[Trigger, str]]] = {}
    for row in read_table("ar/events/triggers.tsv"):
        trigger = Trigger(row["past"], row["type"], row["mode"] or None, row["frame"], row["needs"])  # type: ignore[arg-type]
        for form in conjugate(row["past"], row["present"]):
            verbs.setdefault(form.form, []).append((trigger, form.tense != "past", form.number != "singular"))
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
    return {r["needs"]: (r["reach"], frozenset(fold(w) for w in values(r["words"]))) for r in rows}


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
    """
    verbs, nouns = _tables()
    out: list[Reading] = []
    for prefix, stem in splits(norm):
        if prefix in VERB_PREFIXES:
            for trigger, present, plural in verbs.get(stem, ()):
                future = prefix.endswith("س")
                if not future or present:
                    out.append(Reading(trigger, "verb", prefix, future, present, "", plural))
            if not out:
                for inner, pronoun in without_object(stem):
                    for trigger, present, plural in verbs.get(inner, ()):
                        out.append(Reading(trigger, "verb", prefix, prefix.endswith("س"), present, pronoun, plural))
        if not prefix.endswith("س"):
            for trigger, pronoun in nouns.get(stem, ()):
                out.append(Reading(trigger, "noun", prefix, False, False, pronoun, False))
    return tuple(dict.fromkeys(out))

"""Words that say that somebody said something: verbs, participles, verbal nouns, prepositions.

All forms come from the paradigms over `data/ar/attributions/cues.tsv`; no form is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from marsad.analysis.reading import Reading
from marsad.lexicon.paradigms import conjugate, noun_forms, without_object
from marsad.lexicon.tables import read_table, values
from marsad.model.record import Act
from marsad.text.clitics import VERB_PREFIXES, splits
from marsad.text.views import fold

Kind = Literal["verb", "participle", "masdar"]


@dataclass(frozen=True, slots=True)
class CueWord:
    """One lemma of saying: its act, and what opens the content behind it."""

    lemma: str
    act: Act
    opens: tuple[str, ...]
    distance: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """A folded word read as a cue."""

    word: CueWord
    kind: Kind
    plural: bool
    present: bool
    passive: bool
    pronoun: str


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, Cue], dict[str, Cue], dict[str, Cue]]:
    verbs: dict[str, Cue] = {}
    participles: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    for row in read_table("ar/attributions/cues.tsv"):
        word = CueWord(row["past"], row["act"], tuple(values(row["opens"])), row["distance"] or None)  # type: ignore[arg-type]
        for form in conjugate(row["past"], row["present"]):
            if form.person == 3 or form.gender == "u":
                verbs.setdefault(
                    form.form, Cue(word, "verb", form.number != "singular", form.tense != "past", False, "")
                )
        base = fold(row["participle"])
        for ending in ("ا", "ه", "ين", "ي" if len(base) > 3 and not base.endswith("ي") else "ا"):
            participles.setdefault(base + ending, Cue(word, "participle", ending == "ين", False, False, ""))
        if row["past"].endswith(("ى", "ا")):
            # «نافيا», «مدعية», «داعيا»: the last letter of the root comes back before an ending
            for ending in ("يا", "يه"):
                participles.setdefault(base + ending, Cue(word, "participle", False, False, False, ""))
        for form_text in noun_forms(row["masdar"]):
            pronoun = next(
                (p for p in ("هما", "هم", "ها", "ه") if form_text.endswith(p) and form_text != fold(row["masdar"])), ""
            )
            nouns.setdefault(form_text, Cue(word, "masdar", False, False, False, pronoun))
    return verbs, participles, nouns


@lru_cache(maxsize=16_384)
def cue_verb(norm: str) -> tuple[str, Cue] | None:
    """A folded word read as a verb of saying: (particles, cue). Object pronouns are allowed.

    >>> cue_verb("واوضحت")[1].word.lemma
    'أوضح'
    """
    verbs = _table()[0]
    for prefix, stem in splits(norm):
        if prefix in VERB_PREFIXES and stem in verbs:
            return prefix, verbs[stem]
    for prefix, stem in splits(norm):
        if prefix in VERB_PREFIXES:
            for inner, _ in without_object(stem):
                if inner in verbs and inner not in {"قال", "ذكر"}:
                    return prefix, verbs[inner]
    return None


@lru_cache(maxsize=16_384)
def cue_participle(norm: str) -> tuple[str, Cue] | None:
    """A folded word read as a participle of saying ("مضيفا", "لافتة")."""
    participles = _table()[1]
    for prefix, stem in splits(norm):
        if prefix in {"", "و"} and stem in participles:
            return prefix, participles[stem]
    return None


@lru_cache(maxsize=16_384)
def cue_noun(norm: str) -> tuple[str, Cue] | None:
    """A folded word read as a verbal noun of saying with its pronoun ("قوله", "نفيه")."""
    nouns = _table()[2]
    for prefix, stem in splits(norm):
        if stem in nouns and not prefix.endswith("س"):
            return prefix, nouns[stem]
    return None


GOING_ON = frozenset(
    (
        "أضاف",
        "تابع",
        "أردف",
        "استطرد",
        "ختم",
        "اختتم",
        "استدرك",
        "شدد",
        "جدد",
        "لفت",
        "أشار",
        "نوه",
        "أوضح",
        "بين",
        "شرح",
    )
)
"""Lemmas that go on with the speaker before when no other is named."""

STOPS = frozenset(".;:\n")
"""Marks behind which what is said doesn't go on."""
_UNSAID = frozenset((fold("لم"),))
_THAT = fold("أن")
_WITHOUT = frozenset(fold(w) for w in ("دون", "بدون"))
NEVER = frozenset(fold(w) for w in ("لم", "لا", "لن"))
"""Words before a verb by which what it says is not done, now or ever: «لا ينفي»."""


def unsaid(reading: Reading, i: int, words: frozenset[str] = _UNSAID) -> bool:
    """«لم يؤكد … ولم ينف», «دون أن تشير إلى»: does what stands before token i say that it was not done?

    Only of the past by default: «لا يستبعد» is said.
    """
    return i > 0 and (reading.tokens[i - 1].norm.lstrip("وف") in words or left_out(reading, i))


def left_out(reading: Reading, i: int) -> bool:
    """«دون أن | تشير»: does the verb at token i stand behind "without"?"""
    tokens = reading.tokens
    return i > 1 and tokens[i - 1].norm == _THAT and tokens[i - 2].norm in _WITHOUT


THAT = frozenset(
    fold(w)
    for w in [
        "أن",
        "إن",
        "بأن",
        "أنه",
        "أنها",
        "أنهم",
        "أنهما",
        "إنه",
        "إنها",
        "إنهم",
        "إنهما",
        "بأنه",
        "بأنها",
        "بأنهم",
        "إننا",
        "إنني",
        "إني",
        "أننا",
        "أنني",
        "بأننا",
    ]
)
THAT_PRONOUN = frozenset(
    fold(w)
    for w in [
        "أنه",
        "أنها",
        "أنهم",
        "أنهما",
        "إنه",
        "إنها",
        "إنهم",
        "إنهما",
        "بأنه",
        "بأنها",
        "بأنهم",
        "إننا",
        "إنني",
        "إني",
        "أننا",
        "أنني",
        "بأننا",
    ]
)

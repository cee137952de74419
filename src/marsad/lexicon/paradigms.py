"""Forms of Arabic verbs and verbal nouns as unvocalised print has them.

A verb is given by two words, past and present third person masculine ("التقى", "يلتقي"),
from which all forms that news text uses follow; nobody types forms by hand. Only spelling
matters here, so the classes are those that change letters: sound, weak-final (نفى، دعا)
and hollow (قال, whose jussive loses its middle: لم يقل).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from marsad.text.views import fold

Tense = Literal["past", "present", "jussive"]
Number = Literal["singular", "dual", "plural"]
Gender = Literal["m", "f", "u"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One folded form with what its spelling tells."""

    form: str
    tense: Tense
    person: int
    gender: Gender
    number: Number


@lru_cache(maxsize=4096)
def conjugate(past: str, present: str) -> tuple[VerbForm, ...]:
    """All forms of one verb, folded, particles and object pronouns left out.

    >>> sorted({f.form for f in conjugate("نفى", "ينفي") if f.tense == "past"})
    ['نفت', 'نفتا', 'نفوا', 'نفي', 'نفيا', 'نفيت', 'نفين', 'نفينا']
    >>> "يقل" in {f.form for f in conjugate("قال", "يقول") if f.tense == "jussive"}
    True
    """
    out: list[VerbForm] = []

    def add(form: str, tense: Tense, person: int, gender: Gender, number: Number) -> None:
        out.append(VerbForm(fold(form), tense, person, gender, number))

    if past[-1] in "ىا" and len(past) > 2:
        stem = past[:-1]
        weak = "و" if past[-1] == "ا" and len(past) == 3 else "ي"
        for form, gender, number in (
            (past, "m", "singular"), (stem + "ت", "f", "singular"), (stem + weak + "ا", "m", "dual"),
            (stem + "تا", "f", "dual"), (stem + "وا", "m", "plural"), (stem + weak + "ن", "f", "plural"),
        ):  # fmt: skip
            add(form, "past", 3, gender, number)  # type: ignore[arg-type]
        add(stem + weak + "ت", "past", 1, "u", "singular")
        add(stem + weak + "نا", "past", 1, "u", "plural")
    else:
        for form, gender, number in (
            (past, "m", "singular"), (past + "ت", "f", "singular"), (past + "ا", "m", "dual"),
            (past + "تا", "f", "dual"), (past + "وا", "m", "plural"),
        ):  # fmt: skip
            add(form, "past", 3, gender, number)  # type: ignore[arg-type]
        if past.endswith("أ"):
            # «بدؤوا» beside «بدأوا»
            add(past[:-1] + "ؤوا", "past", 3, "m", "plural")
        short = past[0] + past[2] if len(past) == 3 and past[1] == "ا" else past
        add(short + "ن", "past", 3, "f", "plural")
        add(short + "ت", "past", 1, "u", "singular")
        add(short + "نا", "past", 1, "u", "plural")
    body = present[1:]
    weak_end = body[-1] in "يوى" and len(body) >= 3
    stem = body[:-1] if weak_end else body
    dual = body[:-1] + "ي" if body[-1] == "ى" else body
    for prefix, person, gender, number in (
        ("ي", 3, "m", "singular"), ("ت", 3, "f", "singular"), ("ن", 1, "u", "plural"), ("أ", 1, "u", "singular"),
    ):  # fmt: skip
        add(prefix + body, "present", person, gender, number)  # type: ignore[arg-type]
        jussive = stem if weak_end else _hollow_jussive(past, body)
        if jussive != body:
            add(prefix + jussive, "jussive", person, gender, number)  # type: ignore[arg-type]
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        add(prefix + dual + "ان", "present", 3, gender, "dual")  # type: ignore[arg-type]
        add(prefix + dual + "ا", "jussive", 3, gender, "dual")  # type: ignore[arg-type]
        add(prefix + stem + "ون", "present", 3, "m", "plural")
        add(prefix + stem + "وا", "jussive", 3, "m", "plural")
    return tuple(dict.fromkeys(out))


def _hollow_jussive(past: str, body: str) -> str:
    """ "قول" -> "قل", "شير" -> "شر": the long vowel before the last letter is lost after لم.

    A middle letter that the past has as well is a consonant and stays («نوه», «حاول»).

    >>> [_hollow_jussive(*word) for word in (("قال", "قول"), ("نوه", "نوه"), ("حاول", "حاول"))]
    ['قل', 'نوه', 'حاول']
    """
    if len(body) >= 3 and body[-2] in "ويا" and past[-2] == "ا":
        return body[:-2] + body[-1]
    return body


def passives(past: str, present: str) -> tuple[VerbForm, ...]:
    """The passive forms that print spells otherwise than the active ones: «صودر», «اقتيدت», «يعاد».

    >>> [passives(past, present)[0].form for past, present in (("صادر", "يصادر"), ("اقتاد", "يقتاد"), ("دعا", "يدعو"))]
    ['صودر', 'اقتيد', 'دعي']
    >>> passives("قتل", "يقتل")
    ()
    """
    stem, body = past, present[1:]
    if len(past) >= 4 and past[1] == "ا":
        # «صادر», «قاضى»
        stem = past[0] + "و" + past[2:]
    elif len(past) == 5 and past[0] == "ت" and past[2] == "ا":
        stem = past[:2] + "و" + past[3:]
    elif len(past) >= 3 and past[-2] == "ا":
        # «قاد», «أعاد», «اقتاد»
        stem = past[:-2] + "ي" + past[-1]
        if len(body) >= 3 and body[-2] in "وي":
            body = body[:-2] + "ا" + body[-1]
    if past[-1] in "ىا":
        stem = stem[:-1] + "ي"
    if body[-1] in "يو" and len(body) >= 3:
        body = body[:-1] + "ى"
    out: list[VerbForm] = []
    # «دين», «عيد», «جيل» are nouns: of three letters only what an ending shows to be a verb
    bare = len(past) == 3 and past[1] == "ا"
    if fold(stem) != fold(past):
        for ending, gender, number in (
            ("", "m", "singular"), ("ت", "f", "singular"), ("ا", "m", "dual"), ("تا", "f", "dual"),
            ("وا", "m", "plural"),
        ):  # fmt: skip
            if bare and ending in ("", "ا"):
                continue
            form = stem[:-1] + ending if ending == "وا" and stem[-1] == "ي" else stem + ending
            out.append(VerbForm(fold(form), "past", 3, gender, number))  # type: ignore[arg-type]
    if fold(body) != fold(present[1:]):
        for prefix, gender in (("ي", "m"), ("ت", "f")):
            out.append(VerbForm(fold(prefix + body), "present", 3, gender, "singular"))  # type: ignore[arg-type]
        if body[-1] != "ى":
            out.append(VerbForm(fold("ي" + body + "ون"), "present", 3, "m", "plural"))
            out.append(VerbForm(fold("ي" + body + "وا"), "jussive", 3, "m", "plural"))
    return tuple(out)


@lru_cache(maxsize=4096)
def noun_forms(noun: str) -> tuple[str, ...]:
    """A verbal noun (or other noun) with the attached pronouns it takes, folded, article left out.

    >>> noun_forms("زيارة")[:4]
    ('زياره', 'زيارته', 'زيارتها', 'زيارتهم')
    >>> "لقايه" in noun_forms("لقاء") and "لقاوه" in noun_forms("لقاء")
    True
    """
    out = [fold(noun)]
    if noun.endswith("اء"):
        stems = [noun[:-1] + "ئ", noun[:-1] + "ؤ", noun]
    elif noun.endswith("ة"):
        stems = [noun[:-1] + "ت"]
    elif noun.endswith("ى"):
        stems = [noun[:-1] + "ا"]
    else:
        stems = [noun]
    for stem in stems:
        out.extend(fold(stem + p) for p in ("ه", "ها", "هم", "هما", "نا", "ي"))
    if not noun.endswith(("ة", "ى")):
        out.append(fold(noun + "ا"))
    return tuple(dict.fromkeys(out))


OBJECT_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "كم")


@lru_cache(maxsize=8192)
def without_object(word: str) -> tuple[tuple[str, str], ...]:
    """Ways to take an object pronoun off a folded verb form.

    The "ا" of a plural's "وا" comes back, and a final "ا" before a pronoun stands for "ى".

    >>> without_object("التقاه")
    (('التقا', 'ه'), ('التقي', 'ه'))
    >>> without_object("شنه")
    (('شن', 'ه'),)
    """
    out: list[tuple[str, str]] = []
    for pronoun in OBJECT_PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= 2:
            stem = word[: -len(pronoun)]
            out.append((stem, pronoun))
            if stem.endswith("ا"):
                out.append((stem[:-1] + "ي", pronoun))
            if stem.endswith("و"):
                out.append((stem + "ا", pronoun))
    return tuple(out)

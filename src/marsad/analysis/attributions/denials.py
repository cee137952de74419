"""Who denies or confirms what was told, in words that only point back: «وهو ما نفاه مكتبه», «ونفت الخارجية ذلك»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.analysis.words import function_class, is_adjective, nationality, verb_readings
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

from .cues import NEVER, STOPS, THAT, cue_noun, cue_participle, cue_verb, unsaid
from .speakers import PUBLISHED

if TYPE_CHECKING:
    from . import Claim
    from .speakers import Speakers

DENIED: Final = "attributions.denied"
CONFIRMED: Final = "attributions.confirmed"
"""The names of the rules."""
_THAT_ONE: Final = frozenset(fold(w) for w in ("ذلك", "هذا", "هذه"))
_TOLD: Final = frozenset(
    fold(w)
    for w in (
        *("الأمر", "الخبر", "التقرير", "النبأ", "الأنباء", "الأخبار", "المعلومات", "التقارير", "الكلام", "الرواية"),
        *("الادعاء", "الادعاءات", "المزاعم", "الاتهام", "الاتهامات", "التهمة", "التهم", "الواقعة", "الحادثة"),
        *("الشائعة", "الشائعات", "الإشاعة", "الإشاعات"),
    )
)
"""Nouns for what was told: «نفى مكتبه الأمر»."""
_NEWS: Final = frozenset(fold(w) for w in ("الخبر", "النبأ", "الأنباء", "الأخبار", "المعلومات", "التقارير", "التقرير"))
"""Those that mean what was reported rather than what somebody thinks of it."""
_REPORTED: Final = frozenset(("report", "claim", "confirm", "accuse"))
"""Acts by which something is reported."""
_BEHIND: Final = frozenset(
    fold(w) for w in ("في", "من", "عن", "على", "إلى", "بعد", "قبل", "منذ", "مع", "رغم", "خلاف", "غير")
)
"""Words behind which "that" is not what is denied: «نفى بعد ذلك أن …»."""
_TRUTH: Final = frozenset(fold(w) for w in ("صحة", "صحته", "صحتها"))
_IT: Final = ("ه", "ها")
"""Endings that mean what was told."""
_WHAT: Final = frozenset((fold("ما"), fold("لما")))
_UNLIKE: Final = frozenset(fold(w) for w in ("خلافا", "عكس", "بعكس", "بخلاف", "وفق", "وفقا", "تبعا"))
"""«نفت إطلاق النار، خلافا لما أعلنه العمدة»: behind these "what" is nothing that is denied."""
_WENT_ROUND: Final = frozenset(
    fold(w)
    for w in ("تداولته", "تداولتها", "تداوله", "تناقلته", "تناقله", "روجته", "روجه", "تردد", "أشيع", "راج", "نسب")
)
"""Words for what is told without one who says it."""
_REFUSED: Final = "رفض"
"""Behind this verb accusations and accounts are denied, nothing else."""
_ALLEGED: Final = frozenset(
    fold(w)
    for w in (
        *("الاتهام", "الاتهامات", "التهمة", "التهم", "المزاعم", "الادعاء", "الادعاءات", "الرواية", "الأرقام"),
        *("اتهام", "اتهامات", "تهمة", "تهم", "مزاعم", "ادعاء", "ادعاءات", "رواية", "أرقام"),
    )
)
_ALSO: Final = frozenset(fold(w) for w in ("وهو", "وهذا", "هو", "هذا"))
_THE_MATTER: Final = (fold("الأمر"), fold("الذي"))
_SHORT: Final = 8
"""Tokens of a passage that only points back."""
_ANY: Final = frozenset(fold(w) for w in ("أي", "دون"))
_FARTHEST: Final = 12
"""Tokens from the verb to the word that points back."""


def denials(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> list[tuple[list[Found], int, Claim]]:
    """Whoever denies, the token of the verb, and the claim before whose content is denied."""
    out: list[tuple[list[Found], int, Claim]] = []
    ordered = sorted(claims, key=lambda c: c.content.end)
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            if not _denies(reading, i) or unsaid(reading, i, NEVER):
                continue
            if i and reading.tokens[i - 1].norm in _ANY:
                # «لم يصدر أي نفي لهذه المعلومات»
                continue
            end = _end(reading, i, sentence)
            if (what := _what(reading, i, sentence)) is not None:
                reported = _told_behind(reading, what, sentence, ordered)
                chain = speakers.chain(i + 1, what, publisher)
                if reported is not None and chain and chain[-1] is not reported.chain[-1]:
                    out.append((chain, i, reported))
                continue
            denied = _denied(reading, i, end, ordered)
            if denied is None or not _points(reading, speakers, i, end) or _claimed(reading, claims, i, end):
                continue
            chain = speakers.chain(i + 1, end, publisher)
            if not chain and not (i > 0 and reading.tokens[i - 1].norm.removeprefix("ف") in THAT):
                # «فإنها ترفض هذا الاتهام»: whom the pronoun means needn't stand nearest
                chain = speakers.ahead(i, sentence.first, denied.content)
            if chain and chain[-1] is not denied.chain[-1]:
                out.append((chain, i, denied))
    return out


def confirmations(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> list[tuple[list[Found], int, Claim]]:
    """«…، وهو ما أكده مسؤول», «…، الأمر الذي أقرت به الشركة»: who confirms a claim, the verb's token, the claim."""
    out: list[tuple[list[Found], int, Claim]] = []
    ordered = sorted(claims, key=lambda c: c.content.end)
    tokens = reading.tokens
    for sentence in reading.body:
        for i in range(sentence.first + 2, sentence.last):
            hit = cue_verb(tokens[i].norm)
            if hit is None or hit[1].word.act != "confirm" or not tokens[i].norm.endswith(_IT):
                continue
            before = (tokens[i - 2].norm, tokens[i - 1].norm)
            if before != _THE_MATTER and not (before[0] in _ALSO and before[1] in _WHAT):
                continue
            end = _end(reading, i, sentence)
            told = _denied(reading, i, end, ordered)
            begins = i - 2 == sentence.first
            if told is None or not (begins or told.sentence == sentence.index) or _claimed(reading, claims, i, end):
                # «أن الطريق مغلق. وهذا ما أكده مسؤول»
                continue
            chain = speakers.chain(i + 1, end, publisher)
            if chain and chain[-1] is not told.chain[-1]:
                out.append((chain, i, told))
    return out


def without_pointers(reading: Reading, speakers: Speakers, claims: Sequence[Claim]) -> list[Claim]:
    """The claims but those whose passage only points back: «نفى | مكتبه ذلك لاحقا», «نفى محاميه | التسليم»."""
    ordered = sorted(claims, key=lambda c: c.content.end)
    return [c for c in claims if not _is_pointer(reading, speakers, c, ordered)]


def _is_pointer(reading: Reading, speakers: Speakers, claim: Claim, ordered: Sequence[Claim]) -> bool:
    first, last = claim.tokens
    sentence = reading.sentence_of(first)
    i = next((k for k in range(first - 1, max(sentence.first, first - _SHORT) - 1, -1) if _denies(reading, k)), None)
    if i is None or last - first > _SHORT or unsaid(reading, i, NEVER):
        return False
    end = _end(reading, i, sentence)
    others = [c for c in ordered if c is not claim]
    return last <= end and _points(reading, speakers, i, end) and _denied(reading, i, end, others) is not None


def taken_up(
    reading: Reading, speakers: Speakers, first: int, publisher: str | None
) -> tuple[list[Found], list[Found], int] | None:
    """«نفى مصدر ما أوردته صحيفة كذا عن | …»: who denies the passage at a token, who told it, the word of telling."""
    sentence = reading.sentence_of(first)
    for i in range(first - 1, max(sentence.first, first - 3 * _FARTHEST) - 1, -1):
        if not _denies(reading, i):
            continue
        what = _what(reading, i, sentence)
        if what is None or what >= first or unsaid(reading, i, NEVER):
            return None
        between = reading.tokens[what + 2 : first]
        if any(cue_verb(t.norm) and t.norm.startswith("و") for t in between):
            return None
        return speakers.chain(i + 1, what, publisher), speakers.chain(what + 2, first, publisher), what + 1
    return None


def _denies(reading: Reading, i: int) -> bool:
    """A verb of denying, or one of refusing before or behind a word for what is alleged: «ورفضت الحركة التهمة»."""
    tokens = reading.tokens
    norm = tokens[i].norm
    hit = cue_verb(norm)
    if hit is not None and hit[1].word.act == "deny":
        # «نفيه وجود …» is a noun
        noun = cue_noun(norm)
        return noun is None or not noun[1].pronoun
    if not any(lemma == _REFUSED for lemma, *_ in verb_readings(norm)):
        return False
    if norm.endswith(_IT) and i > 0:
        return tokens[i - 1].norm in _ALLEGED
    sentence = reading.sentence_of(i)
    return any(
        tokens[k].norm in _ALLEGED and has_article(tokens[k].norm) and not _goes_on(reading, k, sentence)
        for k in range(i + 1, min(sentence.last, i + _SHORT))
    )


def _goes_on(reading: Reading, k: int, sentence: Sentence) -> bool:
    """Is the noun at a token described further: «الاتهامات بأن …», «الاتهامات الموجهة إليه»?"""
    norm = reading.tokens[k + 1].norm if k + 1 < sentence.last else "."
    return norm[0].isalpha() and (has_article(norm) or norm.startswith("ب") or norm in THAT)


def points_back(
    reading: Reading, speakers: Speakers, i: int, sentence: Sentence, claims: Sequence[Claim]
) -> bool:  # fmt: skip
    """Does the denial at token i only point back to a claim before it?"""
    end = _end(reading, i, sentence)
    told = _denied(reading, i, end, sorted(claims, key=lambda c: c.content.end))
    return told is not None and _points(reading, speakers, i, end)


def _points(reading: Reading, speakers: Speakers, i: int, end: int) -> bool:
    return _points_back(reading, i, end) or _noun_alone(reading, speakers, i, end)


def _noun_alone(reading: Reading, speakers: Speakers, i: int, end: int) -> bool:
    """«ونفى محاميه التسليم»: behind who denies stands one definite noun and nothing else."""
    zone = speakers.in_zone(i + 1, end)
    if len(zone) != 1 or zone[0].first != i + 1:
        return False
    norms = [t.norm for t in reading.tokens[zone[0].last : end]]
    return len(norms) == 1 and has_article(norms[0]) and nationality(norms[0]) is None and not is_adjective(norms[0])


def _what(reading: Reading, i: int, sentence: Sentence) -> int | None:
    """«نفى فلان صحة | ما أوردته الصحيفة عن …»: the token of "what" before a word of telling that takes it up."""
    tokens = reading.tokens
    for k in range(i + 1, min(sentence.last - 1, i + _FARTHEST)):
        if tokens[k].norm in STOPS or tokens[k].norm in THAT:
            return None
        if tokens[k].norm in _WHAT:
            if tokens[k - 1].norm in _UNLIKE:
                return None
            verb = tokens[k + 1].norm
            told = verb in PUBLISHED or (cue_verb(verb) is not None and verb.endswith(_IT))
            return k if told or verb in _WENT_ROUND else None
    return None


def _told_behind(reading: Reading, what: int, sentence: Sentence, ordered: Sequence[Claim]) -> Claim | None:
    """The passage that is told there: the first that begins behind the word of telling, before another word of it."""
    tokens = reading.tokens
    start, end = tokens[what + 1].end, tokens[sentence.last - 1].end
    told = min((c for c in ordered if start < c.content.start < end), key=lambda c: c.content.start, default=None)
    if told is None or told.act == "deny":
        return None
    between = tokens[what + 2 : reading.token_at(told.content.start)]
    return told if not any(cue_verb(t.norm) and t.norm.startswith("و") for t in between) else None


def denying(reading: Reading, i: int) -> Span:
    """The clause of a denial whose verb stands at token i."""
    return reading.span(i, _end(reading, i, reading.sentence_of(i)))


def _end(reading: Reading, i: int, sentence: Sentence) -> int:
    """The token behind the clause of the verb: a mark, or a comma or «الذي» before another word of saying."""
    tokens = reading.tokens
    for k in range(i + 1, sentence.last):
        norm = tokens[k].norm
        if norm in STOPS or (k > i + 2 and norm[0] == "و" and _says_next(norm)):
            return k
        opens = norm == "," or function_class(norm) == "relative"
        following = tokens[k + 1].norm if opens and k + 1 < sentence.last else "."
        if cue_verb(following) or cue_participle(following):
            return k
    return sentence.last


def _says_next(norm: str) -> bool:
    """«ونفت السفارة التقرير | ووصفته بأنه …»: a verb of saying in the past with "and" before it."""
    hit = cue_verb(norm)
    return hit is not None and hit[0] == "و" and not hit[1].present


def _points_back(reading: Reading, i: int, end: int) -> bool:
    """«نفاه», «نفى … ذلك», «نفى … صحة الخبر»: the object is what was told, and nothing else is said."""
    tokens = reading.tokens
    last = i + 1 == reading.sentence_of(i).last or tokens[i + 1].norm in STOPS
    if tokens[i].norm.endswith(_IT) or last:
        # «… | والبنتاغون ينفي»
        return True
    for k in range(i + 1, min(end, i + 1 + _FARTHEST)):
        norm = tokens[k].norm
        if norm in THAT:
            return False
        alone = k + 1 >= end or tokens[k + 1].norm not in THAT
        if norm in _TRUTH or (norm == fold("ذلك") and alone):
            return tokens[k - 1].norm not in _BEHIND
        if norm in _THAT_ONE and k + 1 < end and tokens[k + 1].norm in _TOLD:
            return tokens[k - 1].norm not in _BEHIND
        if norm in _TOLD | _ALLEGED and has_article(norm) and (k + 1 == end or not tokens[k + 1].is_word):
            return True
    return False


def _denied(reading: Reading, i: int, end: int, ordered: Sequence[Claim]) -> Claim | None:
    """The last claim that ends before the verb, in its sentence or the one before.

    «نفت السفارة هذه المعلومات» means rather the last that is reported, even if somebody's opinion stands in between.
    """
    start = reading.tokens[i].start
    here = reading.sentence_of(i).index
    before = [c for c in ordered if c.content.end <= start]
    if not before:
        return None
    if any(t.norm in _NEWS for t in reading.tokens[i + 1 : min(end, i + _FARTHEST)]):
        reported = [c for c in before if c.act in _REPORTED and _since(reading, c, here) <= 2]
        if reported:
            return reported[-1]
    return before[-1] if _since(reading, before[-1], here) <= 1 else None


def _since(reading: Reading, claim: Claim, here: int) -> int:
    """Sentences from the end of a claim's content to sentence `here`."""
    return here - reading.sentence_of(reading.token_at(claim.content.end - 1)).index


def _claimed(reading: Reading, claims: Sequence[Claim], i: int, end: int) -> bool:
    """Does the clause have a content of its own?"""
    low, high = reading.tokens[i].start, reading.tokens[end - 1].end
    return any(c.content.start < high and low < c.content.end for c in claims)

"""What stands in the middle of a claimed passage and is no part of it, and what goes on behind: asides, asides' ends.

«السائق، بحسب الشرطة، | فر من المكان»: the clause around the words that say whose it is is told. «نفى …، لكنه أقر»: what
comes behind "but" is not denied. «أكد أن …، متهما خصومه بـ…»: what the speaker does next is another claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.content import opener_at, trimmed
from marsad.analysis.attributions.cues import THAT, cue_participle, cue_verb
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, verb_readings
from marsad.reader.model import WordSpan
from marsad.text.views import fold

if TYPE_CHECKING:
    from .words import WordMap

_LONGEST: Final = 14
"""Words of an aside."""
_BREAKS: Final = frozenset('.;:"!?؟()\n')
"""Marks that a clause around an aside doesn't cross."""
_AS: Final = frozenset(fold(w) for w in ("هو", "هي", "سبق"))
"""«كما هو متوقع» is nobody's word."""
BUT_HE: Final = frozenset(fold(a + w) for w in ("لكنه", "لكنها", "لكنهم", "لكنهما") for a in ("", "و"))
"""«لكنه»: whoever was spoken of does something else."""
_CLOSED: Final = frozenset(fold(w) for w in ("رفض", "رفضت", "امتنع", "امتنعت", "اكتفى", "اكتفت", "تحفظ", "تحفظت"))
"""What somebody does who says no more."""
_NOT: Final = fold("لم")
_NAMED: Final = frozenset(
    fold(w)
    for w in ("يسم", "تسم", "يسمه", "يسمها", "يسمهم", "يسموا", "يحدد", "تحدد", "يحددوا", "يقدم", "تقدم", "يدل", "تدل")
)
"""What somebody has not done who says no more, beside words of saying: «لم يسم أحدا»."""
_AMOUNT: Final = "أبلغ"
"""«مبلغا كبيرا» is rather a sum of money."""
_OF: Final = fold("من")
_DENY: Final = "deny"
_PASSES: Final = frozenset(fold(w) for w in ("نقل", "نقلت", "ينقل", "تنقل", "ناقلا", "ناقلة"))
_ABOUT: Final = fold("عن")
_URGES: Final = ("demand", "accuse", "warn")
_URGED: Final = 6
"""Words from such a verb to what is demanded."""
_TOWARDS: Final = frozenset(fold(w) for w in ("إلى", "على", "من"))

_ADDRESSEE: Final = 10
"""Words in which is said to whom it was said."""
_IN_FACT: Final = frozenset(fold(w) for w in ("إن", "إنه", "إنها", "إنهم"))


def around(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """«قدمت الوزارة، | بحسب الصحيفة، | خطة»: what is told behind an aside begins with the clause before it."""
    out: list[Claim] = []
    for claim in claims:
        first, last = claim.tokens
        comma = _aside_before(reading, first)
        before = next((c for c in reversed(out) if c.tokens[1] <= first), None)
        if comma is not None and before is not None and comma <= before.tokens[1] <= comma + 1:
            # both sides of an aside are one passage, unless something else is done with the later
            if claim.act == before.act:
                out.remove(before)
                claim = _from(reading, claim, before.tokens[0], last)
        elif comma is not None:
            least = before.tokens[1] if before is not None else 0
            claim = _from(reading, claim, _clause(reading, comma, least, first), last)
        out.append(claim)
    return out


def _from(reading: Reading, claim: Claim, first: int, last: int) -> Claim:
    place = trimmed(reading, first, last)
    return replace(claim, content=place, tokens=(first, last)) if place is not None else claim


def _aside_before(reading: Reading, first: int) -> int | None:
    """The comma that opens an aside which ends with the comma before token `first`."""
    tokens = reading.tokens
    if first < 3 or tokens[first - 1].norm != "," or _begins(tokens[first].norm):
        return None
    for n in range(first - 2, max(-1, first - 2 - _LONGEST), -1):
        norm = tokens[n].norm
        if norm in _BREAKS and norm != '"':
            return None
        if norm == ",":
            hit = cue_verb(tokens[n + 1].norm)
            said = hit is not None and not hit[0] and hit[1].present
            opened = opener_at(reading, n + 1, len(tokens))
            inside = {t.norm for t in tokens[n + 1 : first - 1]}
            if inside & THAT or inside & _AS or (opened is not None and opened[2] == "inside"):
                return None
            return n if said or opened is not None else None
    return None


def _begins(norm: str) -> bool:
    """«ولم يعلق», «وعاد»: a clause of its own begins."""
    verb = any(particles.startswith("و") for _, _, particles, _ in verb_readings(norm))
    return norm[0] == "و" and (verb or function_class(norm[1:]) is not None)


def _clause(reading: Reading, comma: int, least: int, first: int) -> int:
    """The token with which the clause before an aside begins; `first` if it says already that something is said."""
    tokens = reading.tokens
    least = max(least, reading.sentence_of(comma).first)
    n = comma
    while n > least:
        norm = tokens[n - 1].norm
        if norm in _BREAKS or norm == "," or function_class(norm) == "relative":
            break
        if norm in THAT or cue_verb(norm) or cue_participle(norm) or opener_at(reading, n - 1, len(tokens)):
            return first
        n -= 1
    return n if n < comma else first


def behind_that(at: WordMap, span: WordSpan) -> WordSpan:
    """«قال في رسالة إلى | الإذاعات التي تعيد بثها إن القرار سار»: what he said stands behind "that"."""
    tokens, first = at.reading.tokens, span.first
    if not first or function_class(tokens[at.tokens[first - 1]].norm) != "preposition" or _verb(at, first) is None:
        return span
    for n in range(first + 1, min(span.last - 1, first + _ADDRESSEE)):
        norm = tokens[at.tokens[n]].norm
        if norm in _IN_FACT:
            return span._replace(first=n + 1)
        if norm in THAT or cue_verb(norm) or cue_participle(norm) or not tokens[at.tokens[n]].is_word:
            return span
    return span


def cut(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """Passages without what somebody else says, or what the speaker does, behind them; what he says next apart."""
    out: list[WordSpan] = []
    for span in contents:
        first, last = span.first, span.last
        n = first + 1
        depth = 0
        while n < last - 1:
            norm = at.reading.tokens[at.tokens[n]].norm
            if norm == '"':
                depth = 1 - depth
            elif norm == "," and not depth:
                if _says_no_more(at, n + 1, first) or _passes_on(at, n + 1):
                    last = n
                elif _but_says(at, n + 1):
                    out.append(span._replace(first=first, last=n))
                    first = n = _behind_that(at, n + 3)
                elif _next_act(at, n + 1, first):
                    out.append(span._replace(first=first, last=n))
                    first = n = n + 2 + (at.reading.tokens[at.tokens[n + 2]].norm in THAT)
                elif (begins := _urges_next(at, n + 1, first)) is not None and begins < last:
                    out.append(span._replace(first=first, last=n))
                    first = n = begins
            elif not depth and _denies_next(norm):
                out.append(span._replace(first=first, last=n))
                first = n = n + 1 + (at.reading.tokens[at.tokens[n + 1]].norm in THAT)
            n += 1
        out.append(span._replace(first=first, last=last))
    return out


def _says_no_more(at: WordMap, n: int, first: int) -> bool:
    """«…، لكنه رفض الإفصاح», «…، لكنها لم تسم أحدا»; behind a denial any "but he"."""
    tokens = at.reading.tokens
    norms = [tokens[i].norm for i in at.tokens[n : n + 3]]
    if len(norms) < 3 or norms[0] not in BUT_HE:
        return False
    if norms[1] in _CLOSED or (norms[1] == _NOT and (norms[2] in _NAMED or cue_verb(norms[2]))):
        return True
    return _denied(at, first)


def _passes_on(at: WordMap, n: int) -> bool:
    """«…، | وينقل عن طبيبة أن», «…، | ناقلة عن مصدر قوله»: what another told begins."""
    norms = [at.reading.tokens[i].norm for i in at.tokens[n : n + 2]]
    return len(norms) == 2 and norms[0].removeprefix("و") in _PASSES and norms[1] == _ABOUT


def _but_says(at: WordMap, n: int) -> bool:
    """«…، لكنه | حمّل الوزارة المسؤولية»: whoever spoke says something else."""
    norms = [at.reading.tokens[i].norm for i in at.tokens[n : n + 4]]
    if len(norms) < 4 or norms[0] not in BUT_HE:
        return False
    hit = cue_verb(norms[1])
    return hit is not None and not hit[0] and not norms[1].endswith(("ه", "ها"))


def _behind_that(at: WordMap, n: int) -> int:
    """The word behind "that", with or without a preposition: «لكنه أقر | بأن», «لكنه أشار | إلى أن»."""
    for k in (n, n + 1):
        if k < len(at.tokens) and at.reading.tokens[at.tokens[k]].norm in THAT:
            return k + 1
    return n


def _denied(at: WordMap, first: int) -> bool:
    """Is a passage the object of a denial right before it: «نفى الحادث», «نفت الشركة أن …»?"""
    tokens = at.reading.tokens
    sentence = at.reading.sentence_of(at.tokens[first]).first
    for n in range(first - 1, max(-1, first - 9), -1):
        k = at.tokens[n]
        if k < sentence or tokens[k].norm in _BREAKS:
            return False
        hit = cue_verb(tokens[k].norm) or cue_participle(tokens[k].norm)
        if hit is not None:
            return hit[1].word.act == _DENY
    return False


def _next_act(at: WordMap, n: int, first: int) -> bool:
    """«أكد أن …، | متهما خصومه بـ…»: a participle of saying that agrees with who spoke before."""
    tokens = at.reading.tokens
    norm = tokens[at.tokens[n]].norm
    hit = cue_participle(norm)
    if hit is None or norm[-1] not in "اه" or hit[1].plural or hit[1].word.lemma == _AMOUNT:
        return False
    behind = [tokens[i].norm for i in at.tokens[n + 1 : n + 6]]
    if not any(b in THAT or (b.startswith("ب") and len(b) > 3) for b in behind) and behind[:1] != [_OF]:
        return False
    verb = _verb(at, first)
    return verb is not None and verb.endswith("ت") == (norm[-1] == "ه")


def _urges_next(at: WordMap, n: int, first: int) -> int | None:
    """«اعتبر أن … «منحازة»، | وطالب واشنطن ب|الضغط»: where what the speaker demands behind a quotation begins."""
    tokens = at.reading.tokens
    norm = tokens[at.tokens[n]].norm
    hit = cue_verb(norm)
    if tokens[at.tokens[n - 2]].norm != '"' or hit is None or hit[0] != "و" or hit[1].present:
        return None
    verb = _verb(at, first)
    if hit[1].word.act not in _URGES or verb is None or verb.endswith("ت") != norm.endswith("ت"):
        return None
    for k in range(n + 1, min(len(at.tokens) - 1, n + 1 + _URGED)):
        here = tokens[at.tokens[k]].norm
        if not tokens[at.tokens[k]].is_word:
            return None
        if here in THAT or here in _TOWARDS:
            return k + 1
        if k > n + 1 and here.startswith("ب") and len(here) > 3 and function_class(here) is None:
            return k
    return None


def _denies_next(norm: str) -> bool:
    """«… | وأنكرت خطف أحد», «… | فنفى علمه»."""
    hit = cue_verb(norm)
    return hit is not None and hit[1].word.act == _DENY and hit[0] in ("و", "ف") and not hit[1].present


def _verb(at: WordMap, first: int) -> str | None:
    """The word of saying before a passage."""
    tokens = at.reading.tokens
    sentence = at.reading.sentence_of(at.tokens[first]).first
    for n in range(first - 1, max(-1, first - 12), -1):
        k = at.tokens[n]
        if k < sentence:
            return None
        if cue_verb(tokens[k].norm):
            return tokens[k].norm
    return None

"""What somebody denies in words of his own: «ونفت المصفاة توقف الضخ», «كذبت الهيئة ما ورد في التقرير».

The passage is short and stands right behind who speaks, so that the reader often misses it. It is read by grammar
where no other claim has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.analysis.words import function_class, is_adjective
from marsad.lexicon.paradigms import noun_forms
from marsad.lexicon.tables import read_table
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .content import clause_end
from .cues import NEVER, STOPS, THAT, cue_noun, cue_verb, unsaid
from .denials import denying, points_back

if TYPE_CHECKING:
    from . import Claim
    from .speakers import Speakers

DISOWNED: Final = "attributions.disowned"
"""The name of the rule."""
_DENY: Final = "deny"
_SUBJECT: Final = 3
"""Tokens from the verb to who denies, an adverb between."""
_OBJECT: Final = 10
"""Tokens from who denies to what is denied, outside of commas."""
_ASIDE: Final = 14
"""Tokens between two commas that stand before what is denied."""
_DENIED: Final = frozenset(
    fold(w)
    for w in (
        *("أي", "أية", "وجود", "علاقة", "علاقته", "علاقتها", "علاقتهم", "صلة", "صلته", "صلتها", "صلتهم", "علمه"),
        *("علمها", "مسؤوليته", "مسؤوليتها", "ضلوع", "ضلوعه", "ضلوعها", "تورط", "تورطه", "تورطها", "رواية", "نية"),
        *("نيته", "نيتها", "امتلاك", "امتلاكه", "امتلاكها", "حيازة", "تلقيه", "تلقيها", "تلقي", "شائعات", "أنباء"),
    )
)
"""Words with which what is denied begins, beside verbal nouns."""
_WHAT: Final = fold("ما")
_STOOD: Final = frozenset(
    fold(w) for w in ("ورد", "جاء", "نشر", "ذكر", "قيل", "أثير", "أشيع", "تردد", "يتردد", "راج", "يروج")
)
"""«ما ورد في التقرير»: what was told and isn't said again here."""
_OF: Final = frozenset(fold(w) for w in ("من", "عن", "حول", "بشأن", "بخصوص"))
_ANY: Final = frozenset((fold("أي"), fold("أية")))
_OR: Final = frozenset(fold(w) for w in ("أو", "ولا", "سواء", "لا"))
_FLATLY: Final = tuple(fold(w) for w in ("نفيا", "تكذيبا", "إنكارا", "نقلا", "استنادا", "ردا", "تعليقا", "تعقيبا"))
"""«نفى نفيا قاطعا وجود …»: how, or in answer to what it is denied."""
_NOT_ONE: Final = frozenset(fold(w) for w in ("أي", "دون", "بدون"))


@lru_cache(maxsize=1)
def masdars() -> frozenset[str]:
    return frozenset(f for row in read_table("ar/words/verbs.tsv") if row["masdar"] for f in noun_forms(row["masdar"]))


def disowned(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> list[tuple[list[Found], int, tuple[int, int]]]:
    """Whoever denies something, the token of the verb, and the tokens of what is denied."""
    out: list[tuple[list[Found], int, tuple[int, int]]] = []
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last - 1):
            if not _denies(reading, i):
                continue
            subject = _subject(reading, speakers, i, sentence)
            if subject is None:
                continue
            if points_back(reading, speakers, i, sentence, claims):
                continue
            behind, ahead = subject
            first = _object(reading, behind, sentence)
            if first is None:
                continue
            last = _end(reading, first, sentence)
            low, high = reading.tokens[i].start, max(reading.tokens[last - 1].end, denying(reading, i).end)
            if last <= first or any(c.content.start < high and low < c.content.end for c in claims):
                continue
            chain = ahead or speakers.chain(i + 1, first, publisher)
            if chain and not any(speakers.is_publisher(e, publisher) for e in chain):
                out.append((chain, i, (first, last)))
    return out


def _denies(reading: Reading, i: int) -> bool:
    norm = reading.tokens[i].norm
    hit = cue_verb(norm)
    if hit is None or hit[1].word.act != _DENY or unsaid(reading, i, NEVER):
        return False
    noun = cue_noun(norm)
    return not (noun is not None and noun[1].pronoun) and not (i and reading.tokens[i - 1].norm in _NOT_ONE)


def _subject(
    reading: Reading, speakers: Speakers, i: int, sentence: Sentence
) -> tuple[int, list[Found]] | None:  # fmt: skip
    """The token behind who denies, and, if he stands before the verb, who he is."""
    tokens = reading.tokens
    zone = speakers.in_zone(i + 1, min(sentence.last, i + 1 + _SUBJECT))
    if zone and zone[0].first <= i + _SUBJECT and all(t.is_word for t in tokens[i + 1 : zone[0].first]):
        last = zone[0].last
        for s in speakers.in_zone(last, min(sentence.last, last + _SUBJECT)):
            # «المتحدث باسم الوزارة فلان»
            if all(t.is_word and function_class(t.norm) is None for t in tokens[last : s.first]):
                last = s.last
        return last, []
    before = speakers.in_zone(max(sentence.first, i - _SUBJECT), i)
    if before and before[-1].last == i and _opens(reading, i + 1):
        return i + 1, [speakers.table.entity(before[-1].entity)]
    return None


def _object(reading: Reading, k: int, sentence: Sentence) -> int | None:
    """The token with which what is denied begins, the nearest from token k on."""
    tokens = reading.tokens
    most = k + _OBJECT
    while k < min(sentence.last, most):
        norm = tokens[k].norm
        if norm in STOPS or (k > 0 and tokens[k - 1].norm != "," and cue_verb(norm) and norm[0] in "وف"):
            return None
        if norm == ",":
            comma = next((j for j in range(k + 1, min(sentence.last, k + _ASIDE)) if tokens[j].norm == ","), None)
            if comma is None:
                return None
            most += comma + 1 - k
            k = comma + 1
            continue
        if norm in THAT:
            return k + 1
        if norm == _WHAT and k + 1 < sentence.last and tokens[k + 1].norm in _STOOD:
            return _of_what(reading, k, sentence)
        if _opens(reading, k):
            return k
        k += 1
    return None


def _end(reading: Reading, first: int, sentence: Sentence) -> int:
    """The token behind what is denied: the end of the clause, or a comma behind which no "or" goes on with it."""
    tokens = reading.tokens
    last = clause_end(reading, first, sentence.last)
    for k in range(first + 1, last - 1):
        if tokens[k].norm == "," and tokens[k + 1].norm not in _OR:
            return k
    return last


def _of_what(reading: Reading, k: int, sentence: Sentence) -> int:
    """«ما نشرته صفحات عن | اقتحام …»: what was told, if that is said again."""
    tokens = reading.tokens
    for j in range(k + 2, min(sentence.last - 1, k + _OBJECT)):
        if tokens[j].norm in STOPS or tokens[j].norm == ",":
            break
        if tokens[j].norm in _OF:
            return j + 1 + (tokens[j + 1].norm in THAT)
    return k


def _opens(reading: Reading, k: int) -> bool:
    """Does a noun for something that is done or is there stand at a token, no preposition before it?"""
    tokens = reading.tokens
    norm = tokens[k].norm
    if norm.startswith(_FLATLY):
        return False
    if has_article(norm) or function_class(tokens[k - 1].norm) in ("preposition", "time") or is_adjective(norm):
        return norm in _DENIED
    if norm in _DENIED or norm in masdars() or any(r.kind == "noun" for r in readings_at(reading, k)):
        return True
    # «بيع أي سلاح»
    following = tokens[k + 1].norm if k + 1 < len(tokens) else "."
    return following in _ANY and tokens[k].is_word and function_class(norm) is None

"""Who passed on a document that is quoted: «ذكرت صحيفة كذا نقلا عن تقرير لمركز كذا … . ويقول التقرير إن …»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.content import opener_at
from marsad.analysis.attributions.cues import STOPS, cue_verb
from marsad.analysis.attributions.documents import author, brought_in, is_new, maker
from marsad.analysis.attributions.speakers import PUBLISHED, Speakers, back_reference, is_outlet
from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.text.views import fold

from .saying import CueHere

_BEHIND: Final = 3
"""Tokens from a word of saying to the document that says it."""
_LEANS: Final = frozenset(fold(w) for w in ("عن", "إلى", "على"))
"""Words between an outlet and the document that it passes on."""
_FROM: Final = frozenset(fold(w) for w in ("عن", "إلى", "على", "لسان"))
"""Words between a document and whom it quotes."""
_GOT: Final = frozenset(
    fold(w)
    for w in (
        *("اطلعت", "اطلع", "حصلت", "حصل", "نشرت", "نشر", "نشرتها", "نشرته", "نشرها", "نشره", "أوردت", "أوردتها"),
        *("أوردته", "نقلتها", "نقلته", "نقلها", "نقله", "كشفتها", "كشفته", "بثتها", "بثته", "تسلمت", "تسلمتها"),
    )
)
"""What an outlet does with a document: «اطلعت عليها صحيفة كذا»."""
_GOT_BEFORE: Final = 3


def through(
    reading: Reading, speakers: Speakers, cue: CueHere, first: int, chain: Sequence[Found], publisher: str | None
) -> list[Found]:
    """The chain of the passage that begins at a token, with who made the document that says it and who passed it on."""
    out = list(chain)
    if not 0 <= cue.token < first or not out:
        return out
    tokens = reading.tokens
    said = cue.token
    if _got(tokens[said].norm):
        # «وتفيد مذكرة …، ونشرت صحيفة كذا مقتطفات منها، بأن …»
        begin = reading.sentence_of(said).first
        said = next((k for k in range(said - 1, begin - 1, -1) if cue_verb(tokens[k].norm)), said)
    for d in range(said + 1, min(first, said + 1 + _BEHIND)):
        norm = tokens[d].norm
        if norm in STOPS or norm == ",":
            break
        made = k = None
        if is_new(norm):
            made, k = maker(reading, speakers.table, d), d
        elif (hit := back_reference(norm)) is not None and hit[1] == "document":
            made, k = author(reading, speakers.table, d, hit[0]), brought_in(reading, d, hit[0])
        if made is None or k is None:
            continue
        if speakers.is_publisher(made, publisher):
            break
        if made not in out:
            quoted = [s for s in speakers.in_zone(d + 1, first) if tokens[s.first - 1].norm in _FROM]
            if not any(speakers.table.meant(s.entity) is out[-1] for s in quoted):
                break
            out.insert(len(out) - 1, made)
        outlet = passed_by(reading, speakers, k)
        if outlet is not None and outlet not in out and not speakers.is_publisher(outlet, publisher):
            out.insert(out.index(made), outlet)
        break
    return out


def published(
    reading: Reading, speakers: Speakers, content: tuple[int, int], chain: Sequence[Found], publisher: str | None
) -> list[Found]:
    """«أبلغه الوزير، بحسب بيان للوزارة، بأن …»: what somebody said by a body's statement is told through both."""
    out = list(chain)
    if len(out) != 1 or out[0].type not in ("person", "group"):
        return out
    tokens = reading.tokens
    first, last = content
    sentence = reading.sentence_of(first)
    end = reading.sentence_of(last - 1).last
    for i in (*range(sentence.first, first), *range(last, min(end, last + _BEHIND))):
        opener = opener_at(reading, i, end)
        if opener is None or opener[2] == "inside":
            continue
        for d in range(opener[0], min(end, opener[0] + _BEHIND)):
            norm = tokens[d].norm
            if norm in STOPS or norm == ",":
                break
            back = back_reference(norm)
            if not is_new(norm) and (back is None or back[1] != "document"):
                continue
            made = maker(reading, speakers.table, d)
            body = made is not None and made.type == "organization" and not speakers.is_publisher(made, publisher)
            if made is not None and body and made not in out:
                return [made, *out]
    return out


def in_order(reading: Reading, speakers: Speakers, chain: Sequence[Found], content: tuple[int, int]) -> list[Found]:
    """«وذكر بيان للخلية، نشرته وكالة كذا، أن …»: the outlet that published it is the nearer."""
    out = list(chain)
    if len(out) != 2 or not is_outlet(out[1]) or is_outlet(out[0]):
        return out
    first = content[0]
    for s in speakers.in_zone(reading.sentence_of(first).first, first):
        before = reading.tokens[s.first - 1].norm if s.first else "."
        if speakers.table.meant(s.entity) is out[1] and before in PUBLISHED:
            return out[::-1]
    return out


def passed_by(reading: Reading, speakers: Speakers, k: int) -> Found | None:
    """The outlet that passes on a document brought in at token k.

    «ذكرت صحيفة كذا نقلا عن تقرير …», «استندت الصحيفة إلى مذكرة …», «مذكرة … حصلت عليها قناة كذا».
    """
    tokens = reading.tokens
    sentence = reading.sentence_of(k)
    if tokens[k - 1].norm in _LEANS:
        before = [s.entity for s in speakers.in_zone(sentence.first, k) if is_outlet(s.entity)]
        if before:
            return speakers.table.entity(before[-1])
    end = next((j for j in range(k + 1, sentence.last) if tokens[j].norm in STOPS), sentence.last)
    for s in speakers.in_zone(k + 1, end):
        if is_outlet(s.entity) and any(_got(t.norm) for t in tokens[max(k, s.first - _GOT_BEFORE) : s.first]):
            return speakers.table.entity(s.entity)
    return None


def _got(norm: str) -> bool:
    return norm.removeprefix("و") in _GOT

"""To whom an outlet credits what it has told before: «ونسبت الصحيفة هذه المعلومات إلى مصادر …», «وتعزو ذلك إلى …»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.text.views import fold

from .cues import STOPS, THAT

if TYPE_CHECKING:
    from . import Claim
    from .speakers import Speakers

_CREDITS: Final = frozenset(
    fold(w)
    for w in (
        *("نسب", "نسبت", "ينسب", "تنسب", "ناسبا", "ناسبة", "عزا", "عزت", "يعزو", "تعزو", "عازيا", "عازية"),
        *("أسند", "أسندت", "يسند", "تسند", "مسندا", "مسندة", "استند", "استندت", "يستند", "تستند"),
    )
)
_CREDITED: Final = frozenset(fold(w) for w in ("منسوب", "منسوبة", "منسوبا"))
_LEANS: Final = tuple(fold(w) for w in ("استند", "يستند", "تستند"))
"""Who leans on something for it: «استندت الصحيفة في ذلك إلى …»."""
_TOLD: Final = frozenset(
    fold(w)
    for w in (
        *("المعلومات", "المعلومة", "الخبر", "الأخبار", "النبأ", "الأنباء", "الرواية", "التفاصيل", "الأرقام", "الرقم"),
        *("الرقمين", "الحصيلة", "الكلام", "القول", "الأقوال", "التقديرات", "التقدير", "الاتهامات", "المعطيات"),
    )
)
"""Nouns for what was told."""
_THAT_ONE: Final = frozenset(fold(w) for w in ("ذلك", "هذا", "هذه"))
_IT: Final = ("ها", "ه")
_TO: Final = fold("إلى")
_REACH: Final = 9
"""Tokens from the verb to "to"."""
_NEAR: Final = 5
"""Tokens from "to" to who is named."""


def credited(
    reading: Reading, speakers: Speakers, claims: Sequence[Claim], publisher: str | None
) -> list[Claim]:  # fmt: skip
    """The claims, those with their origin that are credited to somebody only behind them."""
    out = list(claims)
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last - 1):
            to = _to_whom(reading, i, sentence)
            if to is None:
                continue
            zone = speakers.in_zone(to + 1, min(sentence.last, to + 1 + _NEAR))
            before = _claim_before(reading, out, i, sentence)
            if not zone or before is None or len(before.chain) > 1:
                continue
            origin = speakers.table.entity(zone[0].entity)
            teller = before.chain[-1]
            named = [speakers.table.meant(s.entity) for s in speakers.in_zone(sentence.first, to)]
            if origin is teller or speakers.is_publisher(origin, publisher) or not _tells(teller):
                continue
            if before.sentence != sentence.index and named and teller not in named:
                continue
            for n, claim in enumerate(out):
                if claim.chain == before.chain and claim.sentence == before.sentence and claim.tokens[1] <= i:
                    out[n] = replace(claim, chain=[*claim.chain, origin])
    return out


def _to_whom(reading: Reading, i: int, sentence: Sentence) -> int | None:
    """The token of "to" behind a verb of crediting at token i, where what is credited was told before."""
    tokens = reading.tokens
    norm = tokens[i].norm.removeprefix("و")
    pointed = norm in _CREDITED
    if not pointed and norm not in _CREDITS:
        stem = next((norm.removesuffix(e) for e in _IT if norm.removesuffix(e) in _CREDITS), None)
        goes_on = tokens[i].norm.startswith("و") or tokens[i - 1].norm == ","
        if stem is None or norm == stem or norm.startswith(_LEANS) or not goes_on:
            # «الهجوم الذي نسبته إلى …»: who did it, and not who told it
            return None
        pointed = True
    for k in range(i + 1, min(sentence.last - 1, i + 1 + _REACH)):
        here = tokens[k].norm
        if here == _TO:
            return k if pointed and tokens[k + 1].norm not in THAT else None
        if here in STOPS or here in THAT:
            return None
        if here in _TOLD or here in _THAT_ONE:
            # «هذه العملية» is no account of anything
            demonstrative = here in _THAT_ONE and here != fold("ذلك")
            pointed = pointed or not demonstrative or tokens[k + 1].norm in _TOLD
    return None


def _claim_before(reading: Reading, claims: Sequence[Claim], i: int, sentence: Sentence) -> Claim | None:
    """The claim that ends last before token i, in this sentence or the one before."""
    before = [c for c in claims if c.tokens[1] <= i and sentence.index - c.sentence <= 1]
    last = max(before, key=lambda c: c.tokens[1], default=None)
    far = last is None or sentence.paragraph - reading.sentence_of(last.tokens[0]).paragraph > 1
    return None if far else last


def _tells(entity: Found) -> bool:
    return entity.type in ("organization", "person")

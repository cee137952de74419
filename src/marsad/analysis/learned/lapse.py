"""How long before or after another event something happened: «رفضت القبيلة، الخميس، …، بعد يومين من مقتل ابنها»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from marsad.analysis.reading import Reading
from marsad.analysis.times_relative import amount_of_time, shifted
from marsad.analysis.times_words import Line
from marsad.text.views import fold

from .when import Placed

_SIGNS: Final = {fold("بعد"): -1, fold("قبل"): 1}
_OF: Final = frozenset(fold(w) for w in ("من", "على"))
_NEAR: Final = 3
"""Tokens from «من» to the word that tells the event."""
_LONG: Final = 7
"""Tokens of «بعد نحو خمسة وعشرين يوما فقط من»."""
_ONLY: Final = 1
"""Tokens between how long and «من»: «أربعة أيام فقط من»."""
_HOURS: Final = ("hour", "minute")


def lapse(
    reading: Reading, token: int, tokens: Sequence[int], times: Sequence[Placed], published: int | None
) -> tuple[str, str] | None:
    """The days on which the event at a token happened, as far from the one told before as the words between say.

    `tokens` maps words to tokens. Where the paragraph dates nothing before, it tells what is the report's news.
    """
    found, sentence = reading.tokens, reading.sentence_of(token)
    line = Line(found, sentence.first, sentence.last)
    for of in range(token - 1, max(sentence.first, token - 1 - _NEAR), -1):
        if found[of].norm not in _OF:
            continue
        for k in range(of - 1, max(sentence.first, of - _LONG) - 1, -1):
            sign = _SIGNS.get(line.bare(k)) or _SIGNS.get(found[k].norm)
            span = amount_of_time(line, k + 1) if sign else None
            if sign is None or span is None or not 0 <= of - span.last <= _ONLY:
                continue
            if span.value is None or span.unit in _HOURS:
                return None
            day = _told(reading, k, tokens, times, published)
            if day is None:
                return None
            moved = shifted(day, span.unit, span.value, sign)
            return (moved.isoformat(), moved.isoformat()) if moved else None
    return None


def _told(
    reading: Reading, k: int, tokens: Sequence[int], times: Sequence[Placed], published: int | None
) -> date | None:
    """The day of what is told before token k, in its sentence or else in its paragraph."""
    sentence = reading.sentence_of(k)
    told = [(tokens[p.first], p.time) for p in times if tokens[p.first] < k]
    before = [time for at, time in told if at >= sentence.first]
    if not before:
        near = [time for at, time in told if reading.sentence_of(at).paragraph == sentence.paragraph]
        before = [time for time in near if time.granularity == "day"]
    if not before:
        return date.fromordinal(published) if published is not None else None
    last = before[-1]
    if last.earliest is None or last.latest is None or last.earliest[:10] != last.latest[:10]:
        return None
    return date.fromisoformat(last.earliest[:10])

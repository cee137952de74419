"""Ministers by their portfolios: «وزراء الخارجية والداخلية الأتراك» are one group, «الداخلية» is no body there."""

from __future__ import annotations

from typing import Final

from marsad.analysis.reading import Reading
from marsad.analysis.words import is_adjective, nationality
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

_MINISTERS: Final = frozenset(fold(w) for w in ("وزراء", "وزيرا", "وزيري", "وزيرتا", "وزيرتي", "وزيرات"))
_FIELDS: Final = frozenset(
    fold("ال" + w)
    for w in (
        *("خارجية", "داخلية", "دفاع", "مالية", "اقتصاد", "نفط", "طاقة", "بترول", "عدل", "صحة", "تعليم", "تربية"),
        *("إعلام", "ثقافة", "تجارة", "صناعة", "زراعة", "نقل", "مواصلات", "اتصالات", "عمل", "سياحة", "بيئة"),
        *("تخطيط", "مياه", "كهرباء", "هجرة", "شؤون", "إسكان", "أشغال", "استثمار", "تعاون", "أمن", "أوقاف", "شباب"),
        *("رياضة", "موارد", "حكم", "تنمية", "استخبارات", "حرب", "مناجم", "صيد", "نساء", "طيران"),
    )
)
_HIGHER: Final = fold("العالي")
"""An adjective that no ending shows: «التعليم العالي»."""
_AND: Final = "و"


def portfolios_end(reading: Reading, token: int) -> int:
    """The token behind the portfolios of the ministers at `token`, and behind what is true of them; `token` if these
    are none, or have none."""
    tokens, end = reading.tokens, reading.sentence_of(token).last
    if not any(stem in _MINISTERS for _, stem in splits(tokens[token].norm)):
        return token
    k = token + 1
    if k >= end or tokens[k].norm not in _FIELDS:
        return token
    k += 1
    while k < end:
        norm = tokens[k].norm
        field = norm == _HIGHER or (norm[0] == _AND and norm.removeprefix(_AND) in _FIELDS)
        if not field and not (has_article(norm) and norm[0] != _AND and (is_adjective(norm) or nationality(norm))):
            break
        k += 1
    return k


def is_portfolio(reading: Reading, first: int, last: int) -> bool:
    """Do these tokens stand among the portfolios of several ministers?"""
    start = reading.sentence_of(first).first
    return any(k < first and last <= portfolios_end(reading, k) for k in range(first - 1, start - 1, -1))

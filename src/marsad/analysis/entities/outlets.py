"""Outlets: by which words of a name they are known, where the name begins, who only told them something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate, Found
from .coreference import plain
from .heads import head_of, media_noun

_PRESS = frozenset(
    fold(w)
    for w in (
        *("بريس", "برس", "نيوز", "تايمز", "بوست", "ميديا", "تلغراف", "تريبيون", "هيرالد", "جورنال", "كوريير"),
        *("بلس", "أونلاين", "تي في", "أخبار", "الأخبار", "الإخبارية", "للأنباء"),
    )
)
"""Words at the end of an outlet's name, many of them other languages' words for press and news."""


def press(entity: Found) -> bool:
    """«سودان بريس», «قناة ليبيا»: does a name of several words end or begin like an outlet's?"""
    for words in (n.split() for n in sorted(entity.names)):
        if len(words) < 2:
            continue
        if media_noun(words[0]) or (words[-1] in _PRESS and head_of(words[0]) is None):
            return True
    return False


def before_outlet(reading: Reading, g: Candidate, found: Sequence[Found]) -> Candidate:
    """«مصدر طبي لسودان بريس»: whom somebody told it is no part of who told it, where that is an outlet."""
    tokens = reading.tokens
    for k in range(g.first + 1, g.last):
        if not tokens[k].norm.startswith("ل") or not tokens[k - 1].is_word:
            continue
        word = tokens[k].norm
        forms = {plain(" ".join([w, *(t.norm for t in tokens[k + 1 : g.last])])) for w in (word[1:], "ا" + word[1:])}
        outlet = next((e for e in found if forms & e.names and _is_outlet(e)), None)
        if outlet is not None:
            end = tokens[k - 1].end
            apart = [m for m in outlet.mentions if m[1] <= k or m[0] >= g.last]
            outlet.mentions = [
                *apart,
                (k, g.last, Span(reading.view.offsets[tokens[k].at + 1], tokens[g.last - 1].end)),
            ]
            aliases = tuple(a for a in g.aliases if a.end <= end)
            return replace(g, last=k, span=Span(g.span.start, end), aliases=aliases)
    return g


def _is_outlet(e: Found) -> bool:
    return "MED" in (e.entry.sector if e.entry is not None else e.sector)


_ARTICLES = frozenset(
    fold(w)
    for w in (
        *("إل", "لا", "لو", "لي", "ليه", "لاس", "لوس", "ذا", "ذي", "دي", "دير", "داس", "دو", "إي", "أو", "تا", "إيل"),
        *("نيو", "يني", "سان", "سانت"),
    )
)
"""Articles of other languages, and words like them, with which names begin: «إل بايس», «لو موند», «ذا تايمز»."""


def with_article(reading: Reading, c: Candidate) -> Candidate:
    """«إل | بايس»: the first word of a name in quotation marks belongs to it."""
    tokens, first = reading.tokens, c.first
    if c.type != "organization" or c.last >= len(tokens) or tokens[c.last].norm != '"':
        return c
    if first < 2 or tokens[first - 1].norm not in _ARTICLES or tokens[first - 2].norm != '"':
        return c
    return replace(c, first=first - 1, span=Span(tokens[first - 1].start, c.span.end))

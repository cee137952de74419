"""Who is named twice in a row takes part once: «السفير هشام الدرعي», «القائد نفسه، العميد فلان», «ثلاثة رجال: …».

The reader marks a description and the name beside it as two participants. Of two that play the same part the one
that stands in apposition says nothing new, and neither does the owner of a noun in construct («أسرة النقيب فلان»).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.entities.groups import is_number
from marsad.analysis.entities.mending import OWNERS
from marsad.analysis.entities.people import title_word
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .spots import Pick, start_of
from .words import WordMap

_DESCRIBED: Final = ("group", "asset")
_IS: Final = frozenset(fold(w) for w in ("وهو", "وهي", "هو", "هي", "نفسه", "نفسها"))
_CALLED: Final = frozenset(fold(w) for w in ("المعروف", "المعروفة", "الملقب", "الملقبة", "المدعو", "المدعوة", "المكنى"))
_COUNTED: Final = tuple(fold(w) for w in ("قوامه", "قوامها", "عددهم", "عددها", "مجموعهم", "تعداده", "تعدادها"))
_SEVERAL: Final = tuple(fold(w) for w in ("ون", "ين", "ان", "ات"))
_GAP: Final = 4
"""Tokens between the two: a comma, a title, "who is"."""
_QUOTES: Final = frozenset('"«»()')


def once(at: WordMap, picks: Sequence[Pick]) -> list[Pick]:
    """The picks without those that name again who plays the same part."""
    order = sorted(picks, key=lambda p: p.spot.first)
    drop: set[int] = set()
    for n, a in enumerate(order):
        for m, b in enumerate(order[n + 1 :], n + 1):
            if id(a) in drop or id(b) in drop:
                continue
            if b.label != a.label:
                if _titles(at, a, b):
                    drop.add(id(a))
                continue
            third = order[m + 1] if m + 1 < len(order) else None
            which = _again(at, a, b, third)
            if which is not None:
                drop.add(id(which))
    return [p for p in picks if id(p) not in drop]


def _titles(at: WordMap, a: Pick, b: Pick) -> bool:
    """«وزير الخارجية | الأمير | فلان»: a title right before a name is no other participant."""
    if a.spot.last != b.spot.first or a.spot.last - a.spot.first > 1 or b.spot.item.type != "person":
        return False
    tokens = at.reading.tokens
    title, start = at.tokens[a.spot.first], at.tokens[b.spot.first]
    plain = tokens[start].start == start_of(at.reading, b.spot.item, start)
    # right behind a verb a title may be its subject («دعا السفير فلانا»)
    goes_on = title > 0 and has_article(tokens[title - 1].norm) and is_adjective(tokens[title - 1].norm)
    return plain and goes_on and title_word(tokens[title].norm) is not None


def _again(at: WordMap, a: Pick, b: Pick, third: Pick | None) -> Pick | None:
    """Which of two mentions, the second behind the first, says nothing new."""
    reading = at.reading
    first, last = at.range(a.spot.first, a.spot.last)
    start, end = at.range(b.spot.first, b.spot.last)
    if not 0 <= start - last <= _GAP or reading.sentence_of(first).index != reading.sentence_of(start).index:
        return None
    gap = [t.norm for t in reading.tokens[last:start] if t.norm not in _QUOTES]
    if any(w in _COUNTED or w[1:] in _COUNTED for w in gap):
        # «قوة قوامها 120 جنديا»
        return b
    if reading.tokens[start].start != start_of(reading, b.spot.item, start):
        # "and", "for" or "with" before it
        return None
    marks = gap[:1] == [","]
    words = gap[marks:]
    a_told = a.spot.item.type in _DESCRIBED
    # «ناقلة المشتقات «نجم طبرق»»: a ship in quotation marks is named
    b_told = b.spot.item.type in _DESCRIBED and reading.tokens[start - 1].norm != '"'
    if any(w in _IS or w in _CALLED for w in words) and len(words) == 1:
        # «السفينة، وهي ناقلة نفط», «القائد نفسه العميد فلان»
        return a if a_told and not b_told else b
    if not all(title_word(w) for w in words) or _several(reading, first):
        return None
    if not a_told or b.spot.item.type == "place":
        return _rank(reading, a, b, first, last) if not gap else None
    if b_told:
        return None
    if marks:
        return a if b.spot.item.type == "person" and not _listed(at, end, third) else None
    return a if _definite(reading, first, last) else b if _construct(reading, first, last) else None


def _rank(reading: Reading, a: Pick, b: Pick, first: int, last: int) -> Pick | None:
    """«اللواء فلان»: a rank before a name, taken for the brigade of that name."""
    alone = last == first + 1 and a.spot.item.type == "organization" and b.spot.item.type == "person"
    return a if alone and title_word(reading.tokens[first].norm) else None


def _several(reading: Reading, first: int) -> bool:
    norm = reading.tokens[first].norm
    return is_number(norm) or norm.endswith(_SEVERAL)


def _definite(reading: Reading, first: int, last: int) -> bool:
    """«السفير», «مدير الميناء», «موظفها»: what a name may stand beside."""
    tokens = reading.tokens
    owned = reading.text[tokens[first].start : tokens[first].end].endswith(OWNERS)
    return owned or has_article(tokens[last - 1].norm)


def _construct(reading: Reading, first: int, last: int) -> bool:
    """«أسرة» before a name: a noun without article that belongs to it."""
    norm = reading.tokens[first].norm
    return last == first + 1 and not is_adjective(norm) and not is_verb(norm) and function_class(norm) is None


def _listed(at: WordMap, end: int, third: Pick | None) -> bool:
    """Does the enumeration go on behind the second: «الوزير، فلان وفلان»?"""
    if third is None:
        return False
    return 0 <= at.tokens[third.spot.first] - end <= _GAP

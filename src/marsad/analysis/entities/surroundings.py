"""Places by what stands around their names: «تونس العاصمة», «مشارف سبها», a body's seat («محكمة في سبها»)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, is_adjective, nationality
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate
from .coreference import CAPITAL
from .groups import group_noun
from .heads import head_of
from .known import SHIPS

_WEIGHT = 48
_IN = fold("في")
_OWN_NAME = frozenset(
    fold(w)
    for w in (
        *("مدينة", "بلدة", "قرية", "جزيرة", "حي", "واحة", "ضاحية", "محافظة", "ولاية", "قضاء", "ناحية", "منطقة"),
        *("معبر", "منفذ", "معسكر", "ثكنة", "مقاطعة"),
    )
)
"""Kinds of places whose name is told without them too: «قرية عين السدر» is «عين السدر»."""
_EDGES = frozenset(
    fold(w)
    for w in (
        *("ضواحي", "أطراف", "مشارف", "محيط", "مدخل", "مداخل", "شوارع", "أحياء", "تخوم"),
        *("أرياف", "جوار", "قلب"),
    )
)
"""Parts and surroundings of a place."""
_BESIDE = frozenset(
    fold(w)
    for w in (
        *("وسط", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"),
        *("رصيف", "أرصفة", "مدرج", "ساحة", "بوابة"),
    )
)
"""The same before a kind of place; without one they open names of their own: «شرق ليبيا», «ساحة الشهداء»."""


def capital_cities(reading: Reading, chosen: Sequence[Candidate]) -> list[Candidate]:
    """«تونس العاصمة» is the city, whatever its first word alone means."""
    out: list[Candidate] = []
    tokens = reading.tokens
    begun = {c.first for c in chosen}
    for c in chosen:
        alone = c.type == "place" and c.last - c.first == 1 and c.last < len(tokens) and c.last not in begun
        behind = tokens[c.last + 1].norm if c.last + 1 < len(tokens) else ""
        # «موسكو العاصمة الروسية» says what the city is
        if alone and tokens[c.last].norm == CAPITAL and not (has_article(behind) and is_adjective(behind)):
            end = tokens[c.last].end
            entries = tuple(e for e in c.entries if e.source not in ("countries", "capitals"))
            c = replace(c, last=c.last + 1, span=Span(c.span.start, end), entries=entries, aliases=())
        out.append(c)
    return out


def of_countries(reading: Reading) -> list[Candidate]:
    """«العاصمة المصرية»: a capital by its country."""
    out: list[Candidate] = []
    tokens = reading.tokens
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last - 1):
            norm, behind = tokens[i].norm, tokens[i + 1].norm
            if not norm.endswith(CAPITAL) or not has_article(behind) or (country := nationality(behind)) is None:
                continue
            letters = len(norm) - len(CAPITAL)
            span = Span(reading.view.offsets[tokens[i].at + letters], tokens[i + 1].end)
            entry = _capitals().get(country)
            if entry is not None and letters <= 2:
                out.append(Candidate(i, i + 2, span, "place", "entities.capital", _WEIGHT, (entry,), placed=True))
    return out


@lru_cache(maxsize=1)
def _capitals() -> dict[str, Entry]:
    return {e.country: e for e in gazetteer().entries if e.source == "capitals" and e.country}


def with_own_names(reading: Reading, chosen: Sequence[Candidate]) -> list[Candidate]:
    """«قرية عين السدر» is «عين السدر»: what follows the first word names it too."""
    kinds: dict[str, set[str]] = {}
    for c in chosen:
        if c.type == "place" and c.last - c.first > 1:
            kind, *rest = (t.norm for t in reading.tokens[c.first : c.last])
            kinds.setdefault(" ".join(rest), set()).add(_noun(kind))
    # «واحة السدر» and «معبر السدر» are two, neither of which «السدر» means more than the other
    several = {name for name, told in kinds.items() if len(told & _OWN_NAME) > 1}
    return [_with_own_name(reading, c, several) if c.type == "place" else c for c in chosen]


def _with_own_name(reading: Reading, c: Candidate, several: Set[str]) -> Candidate:
    tokens = reading.tokens
    if c.last - c.first < 2 or not tokens[c.first + 1].is_word:
        return c
    norm = tokens[c.first].norm
    rest = tokens[c.first + 1]
    head = head_of(rest.norm)
    own = Span(rest.start, c.span.end)
    kind = head_of(norm)
    if kind is not None and not kind[1] and _noun(norm) in _OWN_NAME:
        named = not has_article(rest.norm) or c.last - c.first == 2
        named &= " ".join(t.norm for t in reading.tokens[c.first + 1 : c.last]) not in several
        return replace(c, aliases=(*c.aliases, own)) if named and own not in c.aliases else c
    if bare(norm) in _BESIDE and (head is None or head[1] or all(h.type != "place" for h in head[2])):
        return c
    inner = without_edge(reading, c)
    return replace(c, aliases=(*c.aliases, inner)) if inner is not None and inner not in c.aliases else c


def _noun(norm: str) -> str:
    hit = head_of(norm)
    return norm if hit is None else hit[2][0].noun


def without_edge(reading: Reading, c: Candidate) -> Span | None:
    """The place whose edge a name tells: «مشارف | سبها», «ساحة | بلدة السدر»."""
    tokens = reading.tokens
    if c.last - c.first < 2 or bare(tokens[c.first].norm) not in _EDGES | _BESIDE or not tokens[c.first + 1].is_word:
        return None
    return Span(tokens[c.first + 1].start, c.span.end)


def of_a_work(reading: Reading, c: Candidate) -> bool:
    """«رواية «القاهرة الجديدة»», «جائزة نوبل»: what a book or a prize is called is nobody and nowhere."""
    tokens = reading.tokens
    k = c.first - 1
    if k >= 0 and tokens[c.first].norm == _MAJEURE and tokens[k].norm.endswith(_FORCE):
        # «القوة القاهرة» is what nobody can help
        return True
    quoted = k > 0 and tokens[k].norm == '"'
    k -= quoted
    while (
        quoted
        and k > 0
        and has_article(tokens[k].norm)
        and (is_adjective(tokens[k].norm) or nationality(tokens[k].norm))
    ):
        # «الغواصة النووية الأميركية «كذا»»
        k -= 1
    if k < 0 or not tokens[k].is_word:
        return False
    stems = {bare(tokens[k].norm), *(stem for _, stem in splits(tokens[k].norm))}
    if quoted and c.type == "place" and c.last < len(tokens) and tokens[c.last].norm != '"':
        # «كتابه «صور ومدينتان»» tells of a town
        return False
    if c.type == "person":
        # «جائزة الشيخ فلان», «رواية «فلان»»: the man that the work is named after is one
        return False
    return not stems.isdisjoint(_WORKS if quoted else _PRIZES)


def of_a_people(reading: Reading, c: Candidate) -> bool:
    """«زورقا ليبيا», «ضابطا عسكريا روسيا»: an adjective in the accusative that is written like the country."""
    tokens = reading.tokens
    norm = tokens[c.first].norm
    if c.type != "place" or c.last - c.first > 1 or not norm.endswith(_YA) or nationality(norm[:-1]) is None:
        return False
    k = c.first - 1
    while (
        k > 0 and tokens[k].norm.endswith(_YA) and is_adjective(tokens[k].norm) and group_noun(tokens[k].norm) is None
    ):
        k -= 1
    hit = group_noun(tokens[k].norm) if k >= 0 else None
    return hit is not None and tokens[k].norm.endswith("ا") and not has_article(tokens[k].norm)


_MAJEURE = fold("القاهرة")
_FORCE = fold("القوة")
_YA = fold("يا")
_PRIZES = frozenset(map(fold, ("جائزة", "وسام", "ميدالية")))
_WORKS = (
    _PRIZES
    | frozenset(
        map(fold, ("رواية", "فيلم", "مسلسل", "مسرحية", "قصيدة", "أغنية", "ألبوم", "ديوان", "كتاب", "كتابه", "كتابها"))
    )
    | SHIPS
    | frozenset(map(fold, ("روايته", "فيلمه", "وثائقي", "بعنوان", "عنوانه", "عنوانها")))
)


def seats(reading: Reading, chosen: Sequence[Candidate], towns: Sequence[Candidate]) -> list[Candidate]:
    """«محكمة في سبها» ends in a town, which is a place of the report besides the body."""
    starts = {t.first: t for t in sorted(towns, key=lambda t: t.last) if t.type == "place"}
    out: list[Candidate] = []
    for c in chosen:
        if c.type != "organization":
            continue
        for k in range(c.first + 1, c.last - 1):
            town = starts.get(k + 1)
            if reading.tokens[k].norm == _IN and town is not None and town.last == c.last:
                kind = head_of(reading.tokens[town.first].norm)
                if kind is None and not any(e.source == "countries" for e in town.entries):
                    out.append(town)
                break
    return out

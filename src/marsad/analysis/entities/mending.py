"""The learned reader's names made whole: its edges follow sub-words, grammar knows where a name can end.

The reader cuts inside constructs («مجلس أعيان» | «يفرن»), runs over line ends and into the next name
(«واشنطن ولندن»), and keeps a preposition that it met once with a name. Each rule here is one of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, nationality, verb_readings
from marsad.lexicon.gazetteer import gazetteer
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate
from .heads import head_of

_LONGEST = 9
"""Words of a name that is put together from two."""
_OPENING = frozenset(("preposition", "complementizer", "relative", "auxiliary", "demonstrative", "particle"))
"""Function words that open what follows, so that no name ends with them."""
_ALI = fold("علي")
"""Folds like the preposition «على»."""
_COMMON = frozenset(fold(w) for w in ("فريق", "بطولة", "نقاط", "دولار", "يورو", "جنيه", "درهم", "شيكل"))
"""Nouns of sport and money, which the reader's training reports hardly have and which it takes for bodies or places."""
_TOWNS = frozenset(fold(w) for w in ("مدينة", "بلدة", "قرية", "جزيرة", "حي", "مخيم"))


def mended(reading: Reading, learned: Sequence[Candidate], listed: Sequence[Candidate]) -> list[Candidate]:
    """The reader's candidates with mended edges, in order of the text. `listed` are the knowledge base's."""
    known = {(c.first, c.last): c for c in listed}
    learned = [_grown(reading, _outlet(reading, c), listed) for c in learned]
    parts = [p for c in sorted(learned, key=lambda c: c.first) for p in _cut(reading, c, known)]
    out: list[Candidate] = []
    for c in parts:
        if out and (joined := _joined(reading, out[-1], c)) is not None:
            out[-1] = joined
        else:
            out.append(c)
    out = [_continued(reading, c, out, listed) for c in out]
    held = {i for c in out for i in range(c.first, c.last)}
    kept = [_with_kind(reading, _with_alias(reading, c), held) for c in out if not _bare_noun(reading, c, known)]
    towns = {c.first: c for c in (*listed, *kept) if c.type == "place"}
    return [_seated(reading, c, towns) for c in kept]


_IN = fold("في")
_MOVING = frozenset(("MIL", "MED", "UAF", "PAR"))
"""Bodies that are anywhere: what stands behind «في» says where they do something."""


def _seated(reading: Reading, c: Candidate, towns: dict[int, Candidate]) -> Candidate:
    """«محكمة في فاليتا» is «محكمة» too, «القنصلية البريطانية» | «في القدس» with its seat: both name the body."""
    if c.type != "organization":
        return c
    tokens = reading.tokens
    inside = next((k for k in range(c.first + 2, c.last) if tokens[k].norm == _IN), None)
    if inside is not None:
        return replace(c, aliases=(*c.aliases, Span(c.span.start, tokens[inside - 1].end)))
    seat = towns.get(c.last + 1)
    if c.last + 1 >= len(tokens) or tokens[c.last].norm != _IN or seat is None or c.last - c.first < 2:
        return c
    head = head_of(tokens[c.first].norm)
    if head is None or any(h.sector in _MOVING for h in head[2]):
        return c
    return replace(c, aliases=(*c.aliases, Span(c.span.start, seat.span.end)))


def _with_kind(reading: Reading, c: Candidate, held: set[int]) -> Candidate:
    """«معبر الكركرات» where the reader has the name alone: with its kind noun it is the same place."""
    k = c.first - 1
    if c.type != "place" or k < 0 or k in held or c.span.start != reading.tokens[c.first].start:
        return c
    hit = head_of(reading.tokens[k].norm)
    if hit is None or hit[1] or not any(h.type == "place" for h in hit[2]):
        return c
    start = reading.view.offsets[reading.tokens[k].at + len(hit[0])]
    return replace(c, aliases=(*c.aliases, Span(start, c.span.end)))


def _continued(reading: Reading, c: Candidate, learned: Sequence[Candidate], listed: Sequence[Candidate]) -> Candidate:
    """«مجلس أعيان» before a town that only the knowledge base saw: the body's name goes on."""
    ending = reading.tokens[c.last - 1]
    if c.type != "organization" or has_article(ending.norm) or not ending.is_word or is_adjective(ending.norm):
        return c
    if head_of(reading.tokens[c.first].norm) is None or any(o.first == c.last for o in learned):
        return c
    for p in listed:
        if p.first == c.last and p.type == "place" and p.span.start == reading.tokens[p.first].start:
            return replace(c, last=p.last, span=Span(c.span.start, p.span.end))
    return c


def _outlet(reading: Reading, c: Candidate) -> Candidate:
    """«صحيفة لوموند»: right behind its kind noun an outlet stands, whatever the reader takes the name for."""
    if c.type == "organization" or c.first == 0 or c.span.start != reading.tokens[c.first].start:
        return c
    before = head_of(reading.tokens[c.first - 1].norm)
    if before is None or before[1] or not any(h.sector == "MED" for h in before[2]):
        return c
    return replace(c, type="organization", sector=("MED",))


def _grown(reading: Reading, c: Candidate, listed: Sequence[Candidate]) -> Candidate:
    """«حفتر» inside «خليفة حفتر», «الفيلق» inside «الفيلق الأفريقي»: all of a known name of several words."""
    if c.type == "place" or c.last - c.first > 2:
        return c
    for whole in listed:
        longer = whole.last - whole.first > c.last - c.first
        if longer and whole.type == c.type and whole.first <= c.first and c.last <= whole.last:
            return replace(c, first=whole.first, last=whole.last, span=whole.span)
    return c


def _cut(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> Iterator[Candidate]:
    """The candidate without what stands behind a line end, without a function word at its end, split at «و»."""
    tokens = reading.tokens
    first, last = c.first, c.last
    breaks = [k for k in range(first + 1, last) if tokens[k].norm == "\n"]
    if breaks:
        last = breaks[0]
    while last - 1 > first and function_class(tokens[last - 1].norm) in _OPENING and tokens[last - 1].norm != _ALI:
        last -= 1
    if _before_place(reading, c, known):
        yield _part(reading, c, first, last - 1, c.span.start)
        yield replace(_part(reading, c, last - 1, last, tokens[last - 1].start), type="place")
        return
    if _before_country(reading, c, known):
        yield _part(reading, c, last - 1, last, tokens[last - 1].start)
        return
    for k in range(first + 1, last):
        if tokens[k].norm.startswith("و") and _two_names(reading, c, first, k, last, known):
            yield _part(reading, c, first, k, c.span.start)
            yield from _cut(reading, _part(reading, c, k, last, reading.view.offsets[tokens[k].at + 1]), known)
            return
    yield c if last == c.last else _part(reading, c, first, last, c.span.start)


_VISITING = frozenset(("زار", "غادر", "دخل", "بلغ"))
"""Verbs whose object is a place."""
_FAR = 6
"""Tokens before a visitor's name in which the verb stands."""


def _before_place(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> bool:
    """«زار سعيد المالح | نيامي», «اتهم الجيش الكونغولي | رواندا»: the name ends where the place begins."""
    tokens = reading.tokens
    place = known.get((c.last - 1, c.last))
    if c.type not in ("person", "organization") or c.last - c.first < 3 or (c.first, c.last) in known:
        return False
    if place is None or place.type != "place" or place.span.start != tokens[c.last - 1].start:
        return False
    if c.type == "organization":
        country = any(e.source == "countries" for e in place.entries)
        before = tokens[c.last - 2].norm
        return country and has_article(before) and nationality(before) is not None
    sentence = reading.sentence_of(c.first)
    return any(
        lemma in _VISITING
        for k in range(max(sentence.first, c.first - _FAR), c.first)
        for lemma, *_ in verb_readings(tokens[k].norm)
    )


def _before_country(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> bool:
    """«زار | تاياني ليبيا»: a name before its country, which is no name of a place together with it."""
    if c.type != "place" or c.last - c.first != 2 or (c.first, c.last) in known:
        return False
    country = known.get((c.last - 1, c.last))
    norm = reading.tokens[c.first].norm
    return (
        country is not None
        and any(e.source == "countries" for e in country.entries)
        and country.span.start == reading.tokens[c.last - 1].start
        and head_of(norm) is None
        and not any(stem in _PARTS for _, stem in splits(norm))
        and nationality(norm) is None
    )


_PARTS = frozenset(
    fold(w) for w in ("شرق", "غرب", "شمال", "جنوب", "وسط", "شرقي", "غربي", "شمالي", "جنوبي", "أقصى", "عموم")
)


def _part(reading: Reading, c: Candidate, first: int, last: int, start: int) -> Candidate:
    end = reading.tokens[last - 1].end
    aliases = tuple(a for a in c.aliases if start <= a.start and a.end <= end)
    return replace(c, first=first, last=last, span=Span(start, end), aliases=aliases)


def _two_names(
    reading: Reading, c: Candidate, first: int, k: int, last: int, known: dict[tuple[int, int], Candidate]
) -> bool:
    """«واشنطن ولندن», «جامعة الإمارات وجامعة القاهرة»: two names of one type joined by «و»."""
    if (first, last) in known:
        return False
    norm = reading.tokens[k].norm
    left, right = known.get((first, k)), known.get((k, last))
    if left is not None and right is not None:
        return True
    if c.type == "person":
        return _two_people(reading, first, k, last)
    head, own = head_of(norm), head_of(reading.tokens[first].norm)
    return head is not None and own is not None and head[0] == "و" and bool({h.noun for h in head[2]} & {
        h.noun for h in own[2]})  # fmt: skip


def _two_people(reading: Reading, first: int, k: int, last: int) -> bool:
    """«سالم المهدي وتوري سيلا»: «و» opens a second man, unless it is a name's own letter («أحمد ولد سالم»)."""
    norm = reading.tokens[k].norm
    given = gazetteer().given_names
    if norm in given or len(norm) < 4:
        return False
    return norm[1:] in given or (k - first > 1 and last - k > 1 and norm not in _W_PARTS)


_W_PARTS = frozenset(fold(w) for w in ("ولد", "واد", "والد", "ورد", "وان", "وون", "ويلز", "وولف", "وايت", "وود"))


def _joined(reading: Reading, a: Candidate, b: Candidate) -> Candidate | None:
    """«شركة» | «أنابيب الجبل», «مجلس أعيان» | «يفرن»: a construct goes on with the very next word."""
    if a.last != b.first or b.last - a.first > _LONGEST or a.type == "person":
        return None
    tokens = reading.tokens
    ending, beginning = tokens[a.last - 1], tokens[b.first]
    if not ending.is_word or not beginning.is_word or b.span.start != beginning.start or has_article(ending.norm):
        return None
    head = head_of(tokens[a.first].norm)
    if head is None:
        return None
    lone = a.last - a.first == 1
    if not lone and (b.type == "person" or is_adjective(ending.norm) or function_class(ending.norm)):
        return None
    if not lone and a.type == "place" and not (b.type == "place" and tokens[a.first].norm.lstrip("بلو") in _TOWNS):
        return None
    kinds = {h.type for h in head[2]}
    kind = a.type if a.type in kinds or a.type == b.type else next(iter(kinds))
    return replace(
        a, last=b.last, span=Span(a.span.start, b.span.end), type=kind, confidence=a.confidence, aliases=()
    )  # fmt: skip


def _bare_noun(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> bool:
    """«مكتب», «منطقة»: a common noun that opens names, left alone."""
    if c.last - c.first != 1 or (c.first, c.last) in known:
        return False
    token = reading.tokens[c.first]
    if reading.text[token.start : token.end] == "على":
        # folds like the given name «علي»
        return True
    if any(stem in _COMMON for _, stem in splits(token.norm)):
        return True
    hit = head_of(token.norm)
    return hit is not None and not hit[1] and token.norm not in gazetteer().given_names


def _with_alias(reading: Reading, c: Candidate) -> Candidate:
    """«بلدة نغيغمي النيجرية» is «بلدة نغيغمي» too: the adjective of nationality is not part of every telling."""
    if c.type not in ("place", "organization") or c.last - c.first < 3:
        return c
    last = reading.tokens[c.last - 1].norm
    if not has_article(last) or not nationality(last) or has_article(reading.tokens[c.last - 2].norm):
        return c
    return replace(c, aliases=(*c.aliases, Span(c.span.start, reading.tokens[c.last - 2].end)))

"""Places that are described or that nobody knows: «مقر الولاية», «الطريق الساحلي», «في تالة الزيتون».

The first reading marks names. The second one, asked where an event happened, also marks the words of a place that
has none, or whose name no list and no other report holds. They become places of the report where an event needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.coreference import plain
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.surroundings import without_edge
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.reader.model import WordSpan
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .names import candidate
from .spots import Spot, Spots
from .words import Question, WordMap

_WEIGHT: Final = 20
_NEEDED_LEAST: Final = 0.38
"""How probable an event must be for its place to be looked for."""
_LEAST: Final = 0.5
"""How probably the words must say where it happened."""
_WHERE: Final = ("place", "from")
_OWNERS: Final = ("ها", "هم", "هما", "نا")
"""Pronouns at the end of a noun: «ترابها» is no name."""
_COMMON: Final = frozenset(
    fold(w)
    for w in (
        *("حاجز", "دوار", "مرسى", "بهو", "بيت", "منزل", "شقة", "مقر", "مبنى", "مدخل", "قاعة", "فندق", "مقهى", "مكان"),
        *("نقطة", "بوابة", "كهف", "مزرعة", "مستودع", "مخزن", "مدرج", "محطة", "مركز", "خيمة", "ورشة", "مدرسة", "سيارة"),
        *("برميل", "براميل", "مصنع", "إشكال"),
    )
)
"""Nouns that are no names, without article and with nothing behind them."""
_HOUSES: Final = frozenset(fold(w) for w in ("مقر", "مبنى", "مقار", "مباني"))
_AT: Final = frozenset(
    fold(w) for w in ("في", "إلى", "من", "قرب", "قبالة", "داخل", "نحو", "صوب", "باتجاه", "عند", "أمام", "خارج", "على")
)
"""Words before a place that has one word."""
_ENVOYS: Final = frozenset(fold(w) for w in ("سفير", "سفيرة", "قنصل", "سفيري", "سفراء"))


def sites(
    at: WordMap, questions: Sequence[Question], found: Sequence[Found], taken: Sequence[Span]
) -> list[Candidate]:  # fmt: skip
    """Candidates for places that none of the entities is, in order of the text. `taken` are expressions of time."""
    times = {i for s in taken for i in range(*at.reading.tokens_in(s.start, s.end))}
    mentions = {(first, last) for e in found for first, last, _ in e.mentions}
    best: dict[tuple[int, int], float] = {}
    for q in questions:
        if q.confidence < _NEEDED_LEAST:
            continue
        for span in _whole(at, [s for s in q.marked.spans("where") if s.label in _WHERE]):
            first, last = at.range(span.first, span.last)
            if times.isdisjoint(range(first, last)) and _outside(first, last, mentions):
                key = (span.first, span.last)
                best[key] = max(best.get(key, 0.0), span.confidence)
    ends = dict(sorted(mentions))
    out: list[Candidate] = []
    used: set[int] = set()
    for (first, last), value in sorted(best.items(), key=lambda x: (-x[1], x[0])):
        words = range(first, last)
        if value < _LEAST or not used.isdisjoint(words):
            continue
        seen = candidate(at, WordSpan(first, last, "place", value), "reader.site", _WEIGHT)
        if seen is not None and _worth(at.reading, seen := _to_end(at.reading, seen, ends)):
            used.update(words)
            seen = _bare(at.reading, seen)
            if not _joins(at.reading, seen, found):
                out.append(seen)
    taken_by = {i for c in out for i in range(c.first, c.last)} | times
    out += [c for c in _buildings(at, ends) if taken_by.isdisjoint(range(c.first, c.last))]
    return sorted(out, key=lambda c: c.first)


def _joins(reading: Reading, c: Candidate, found: Sequence[Found]) -> bool:
    """A place that is named so elsewhere in the report has one mention more."""
    forms = {plain(c.name(reading)), *(plain(a.text(reading.text)) for a in c.aliases)}
    for e in found:
        if e.type == "place" and forms & e.names:
            e.mentions = sorted({*e.mentions, (c.first, c.last, c.span)}, key=lambda m: (m[2].start, -m[2].end))
            return True
    return False


def _buildings(at: WordMap, ends: Mapping[int, int]) -> Iterator[Candidate]:
    """«مقر المنظمة», «مبنى وزارة الدفاع»: the house of a body is a place, whether or not the model sees it."""
    reading = at.reading
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last - 1):
            norm, behind = reading.tokens[i].norm, reading.tokens[i + 1]
            prefix = next((p for p, stem in splits(norm) if stem in _HOUSES and not p.endswith(("ال", "لل"))), None)
            if prefix is None or i in ends or not behind.is_word or i not in at.word:
                continue
            if i + 1 in ends:
                last = ends[i + 1]
            elif behind.norm.startswith("ال") and head_of(behind.norm) is not None:
                last = i + 2
            else:
                continue
            span = Span(reading.view.offsets[reading.tokens[i].at + len(prefix)], reading.tokens[last - 1].end)
            yield Candidate(i, last, span, "place", "reader.site", _WEIGHT)


def _outside(first: int, last: int, mentions: set[tuple[int, int]]) -> bool:
    """No part of a name, but perhaps around one: «معسكر قرب المرج»."""
    return all(b <= first or last <= a or first < a <= b <= last for a, b in mentions)


def _whole(at: WordMap, spans: Sequence[WordSpan]) -> list[WordSpan]:
    """Spans that follow on each other are one: «بموقع» | «وادي السدر»."""
    out: list[WordSpan] = []
    for span in sorted(spans, key=lambda s: s.first):
        before = out[-1] if out else None
        if (
            before is not None
            and before.last == span.first
            and before.label == span.label
            and at.tokens[span.first] == at.tokens[span.first - 1] + 1
            and at.reading.tokens[at.tokens[span.first]].norm[0] != "و"
        ):
            out[-1] = before._replace(last=span.last, confidence=max(before.confidence, span.confidence))
        else:
            out.append(span)
    return out


def _to_end(reading: Reading, c: Candidate, ends: Mapping[int, int]) -> Candidate:
    """«بهو» | «البلدية», «مقر إقامة» | «المبعوث»: a noun in construct goes on to what it stands before."""
    tokens = reading.tokens
    last = c.last
    if last >= reading.sentence_of(c.first).last or not tokens[last].is_word or has_article(tokens[last - 1].norm):
        return c
    norm = tokens[last].norm
    if last in ends and norm[0] not in "وفبل":
        last = ends[last]
    elif norm.startswith("ال") and function_class(norm) is None and nationality(norm) is None:
        last += not is_adjective(norm) or head_of(norm) is not None
    return replace(c, last=last, span=Span(c.span.start, tokens[last - 1].end))


def _worth(reading: Reading, c: Candidate) -> bool:
    """Several words, a kind of place with its article, or a name behind a word that a place stands behind."""
    tokens = reading.tokens
    norm = tokens[c.first].norm
    if function_class(norm) is not None or nationality(norm) is not None or not tokens[c.first].is_word:
        return False
    head = head_of(norm)
    if c.last - c.first > 1:
        hit = group_noun(norm)
        if head is None and hit is not None and hit[1].type == "asset":
            # «قذيفة هاون» is a thing
            return False
        return not (is_verb(norm) and head is None and not has_article(norm))
    if head is not None:
        return head[1] and all(h.type == "place" for h in head[2])
    if norm in _COMMON or is_verb(norm) or is_adjective(norm) or group_noun(norm) is not None or norm.endswith(_OWNERS):
        return False
    return norm[0] == "ب" or (c.first > 0 and tokens[c.first - 1].norm.removeprefix("و") in _AT)


def _bare(reading: Reading, c: Candidate) -> Candidate:
    """«بعقلة كذا»: a particle before a name that nobody knows can't be told from its first letter, so both are read.

    So are «مداخل تالة» and «تالة».
    """
    if (inner := without_edge(reading, c)) is not None:
        return replace(c, aliases=(inner,))
    token = reading.tokens[c.first]
    if c.span.start != token.start or token.norm[0] not in "بو" or len(token.norm) < 5 or head_of(token.norm):
        return c
    if gazetteer().named(c.name(reading)) or gazetteer().named(token.norm):
        return c
    before = reading.tokens[c.first - 1] if c.first else None
    if before is None or not before.is_word or function_class(before.norm) == "preposition":
        return c
    return Candidate(
        c.first, c.last, Span(c.span.start + 1, c.span.end), c.type, c.by, c.weight, aliases=(c.span,),
        confidence=c.confidence,
    )  # fmt: skip


def flown(reading: Reading, token: int) -> bool:
    """«سفينة ترفع علم بنما», «شبكة مقرها لندن»: a ship's flag or a body's seat is not where something happened."""
    before = reading.tokens[token - 1].norm if token else ""
    # «اجتمعت في مقرها بحي المزة» is there
    seat = before in _SEATS and function_class(reading.tokens[token - 2].norm) != "preposition"
    return before in _FLAGS or seat


def of_envoy(reading: Reading, token: int) -> bool:
    """«سفيرة | أذربيجان»: is the place at a token the one that an envoy is sent by?"""
    return token > 0 and any(stem in _ENVOYS for _, stem in splits(reading.tokens[token - 1].norm))


def of_post(at: WordMap, spots: Spots, spot: Spot) -> bool:
    """«يصل المبعوث الأممي إلى | السودان | إلى القاهرة»: before another "to", where an envoy is sent is his office."""
    tokens = at.reading.tokens
    first, behind = at.tokens[spot.first], at.tokens[spot.last - 1] + 1
    k = first - 2
    while k > 0 and has_article(tokens[k].norm) and is_adjective(tokens[k].norm) and not _envoy(tokens[k].norm):
        k -= 1
    if k < 0 or tokens[first - 1].norm not in _SENT or not _envoy(tokens[k].norm):
        return False
    sentence = at.reading.sentence_of(first)
    for n in range(behind, min(sentence.last - 1, behind + _NAMED)):
        if tokens[n].norm == _SENT[0]:
            return any(s.item.type == "place" and at.tokens[s.first] == n + 1 for s in spots.all)
        if not tokens[n].is_word or is_verb(tokens[n].norm) or function_class(tokens[n].norm) is not None:
            return False
    return False


def _envoy(norm: str) -> bool:
    return any(stem in _SENT_OUT for _, stem in splits(norm))


def holds(reading: Reading, first: int, token: int) -> bool:
    """«سوق في بلدة خاضعة لسيطرة الجماعة», «مناطق تسيطر عليها القوات»: whoever holds a place did nothing there yet.

    `first` is the token of who holds it, `token` the word of the event, which may be the holding itself.
    """
    if first < 3 or first - _HELD <= token < first:
        return False
    tokens = reading.tokens
    before, last = tokens[first - 2].norm, tokens[first - 1].norm
    return (
        (last in _CONTROL and before.removeprefix("ال").startswith(_SUBJECT))
        or (last == _THE_CONTROL and before == _UNDER and tokens[first - 3].norm.removeprefix("ال") in _LYING)
        or (last in _ON_IT and before in _CONTROLS)
    )


_SENT: Final = (fold("إلى"), fold("لدى"))
_SENT_OUT: Final = frozenset(
    fold(w) for w in ("مبعوث", "مبعوثة", "موفد", "موفدة", "مندوب", "مندوبة", "ممثل", "ممثلة", "سفير", "سفيرة", "منسق")
)
_NAMED: Final = 5
"""Tokens of an envoy's name, behind where he is sent and before where he goes."""
_HELD: Final = 2
"""Words before who holds a place among which the holding itself is told: «سيطرة الجماعة», «تسيطر عليه الجماعة»."""
_SUBJECT: Final = fold("خاضع")
_CONTROL: Final = frozenset(fold(w) for w in ("لسيطرة", "لنفوذ", "لسلطة", "لحكم", "لإدارة"))
_THE_CONTROL: Final = fold("سيطرة")
_UNDER: Final = fold("تحت")
_LYING: Final = frozenset(fold(w) for w in ("واقعة", "واقع", "رازحة"))
"""A place lies under somebody's control; men may be under it too, who do as he says."""
_CONTROLS: Final = frozenset(fold(w) for w in ("تسيطر", "يسيطر", "سيطرت", "تهيمن", "يهيمن"))
_ON_IT: Final = frozenset(fold(w) for w in ("عليها", "عليه"))
_SEATS: Final = frozenset(fold(a + w) for w in ("مقرها", "مقره", "مقرهم", "مقرهما") for a in ("", "و"))
_FLAGS: Final = frozenset(fold(w) for w in ("علم", "العلم"))

"""People and things that are described and not named, as the model marks them.

Three of its heads see them: one of the first reading, and those of the second that say who takes
part in an event and whose word a passage is. The heads of the second reading know what the
description is needed for, so they come first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from marsad.analysis.attributions.cues import cue_noun, cue_participle, cue_verb
from marsad.analysis.attributions.speakers import back_reference
from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.groups import another, counts, demands, group_noun, is_unit
from marsad.analysis.entities.heads import head_of
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality, verb_readings
from marsad.model.record import EntityType
from marsad.reader.model import Pages, WordSpan
from marsad.text.clitics import PRONOUNS, has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .extents import (
    AIMS,
    OF_THEM,
    completes,
    counted,
    further_ends,
    leaning,
    left_out,
    matches,
    one_does,
    parted,
    particles,
    quantified,
)
from .misread import crowds
from .misread import named as unmistaken
from .names import candidate
from .portfolios import portfolios_end
from .saying import told
from .words import Passage, Question, WordMap

_WEIGHT: Final = 20
_NEEDED_LEAST: Final = 0.45
"""How probable an event must be for its participants to be looked for."""
_SAME: Final = frozenset(fold(w) for w in ("ذاته", "ذاتها", "نفسه", "نفسها", "المذكور", "المذكورة"))
_INSIDE: Final = frozenset(
    fold(w) for w in ("من", "في", "لدى", "باسم", "عن", "على", "إلى", "الذين", "الذي", "التي", "بينهم")
)

_THERE: Final = frozenset(fold(w) for w in ("هناك", "هنا", "هنالك"))
_KINDS: Final = frozenset(fold(w) for w in ("طراز", "نوع"))
"""«ثلاث طائرات من طراز كذا»: of what kind something is, and nothing beside it."""
_MEN: Final = "ون"
_FEMININE: Final = fold("ة")
_CONSTRUCT: Final = ("ي", "و")
_FOLLOWERS: Final = frozenset(fold(w) for w in ("أنصار", "أتباع", "مؤيدي", "نشطاء", "قادة"))
_TENS: Final = frozenset(fold(w) for w in ("عشر", "عشرة"))
_OF: Final = fold("من")
_ON: Final = fold("على")
_LETTERS: Final = frozenset("بكل")
"""Prepositions of one letter before a quotation mark: «مصدر وزاري ل» | «"السفير"»."""
_WHOEVER: Final = frozenset(fold(w) for w in ("من", "ما", "كل", "أي"))
"""Words whose verb is part of the description: «من يعترض», «كل من يحمل السلاح»."""
_OR: Final = frozenset(fold(w) for w in ("و", "أو", "ثم"))
_THAT_HE: Final = frozenset(
    fold(a + b + c) for a in ("", "و", "ب") for b in ("أن", "إن") for c in ("ه", "ها", "هم", "هما", "هن")
)
"""«أنه», «وإنها»: "that" with its subject."""


def descriptions(
    at: WordMap, pages: Pages, questions: Sequence[Question], passages: Sequence[Passage]
) -> list[Candidate]:
    """Candidates for groups and assets, none overlapping, in order."""
    named = unmistaken(at, pages.named())
    exact = {(s.first, s.last) for s in named}
    whose = {n: s for s in named for n in range(s.first, s.last)}
    pool: list[tuple[float, WordSpan]] = [(s.confidence, s) for s in (*pages.described(), *crowds(at, pages.named()))]
    votes: dict[tuple[int, int], float] = {}
    for q in questions:
        if q.confidence >= _NEEDED_LEAST:
            for s in q.marked.spans("who"):
                key = (s.first, s.last)
                votes[key] = votes.get(key, 0.0) + s.confidence * q.confidence
    for p in passages:
        for s in p.marked.spans("hops"):
            key = (s.first, s.last)
            votes[key] = votes.get(key, 0.0) + s.confidence
    for (first, last), value in votes.items():
        if all(n in whose for n in range(first, last)):
            # names, one or several, and nothing else
            continue
        pool.append((value + 0.25, WordSpan(first, last, pages.kind_of(first, last), min(1.0, value))))
    out: list[Candidate] = []
    used: set[int] = set()
    ends = {at.tokens[s.first]: at.tokens[s.last - 1] + 1 for s in named}
    for _, marked in sorted(pool, key=lambda x: (-x[0], x[1].first, x[1].last)):
        for span in parted(at, complete(at, counted(at, marked, whose), whose), whose):
            words = range(span.first, span.last)
            if not used.isdisjoint(words) or (span.first, span.last) in exact:
                continue
            found = candidate(at, span, f"reader.{span.label}", _WEIGHT)
            if found is None or not _worth(at.reading, found) or points_back(at.reading, found):
                continue
            used.update(words)
            out.append(headed(at.reading, found, ends))
    return sorted(out, key=lambda c: c.first)


def complete(at: WordMap, span: WordSpan, whose: Mapping[int, WordSpan]) -> WordSpan:
    """The words of a description: none that can't end it, none missing, and not what somebody came for."""
    span = _ended(at, span._replace(last=_before_aim(at, span.first, span.last)), whose)
    return span._replace(last=_before_aim(at, span.first, span.last))


def _ended(at: WordMap, span: WordSpan, whose: Mapping[int, WordSpan]) -> WordSpan:
    """No description ends in a preposition or a verb: «وفد عسكري من» goes on to the name behind, or stops before."""
    if _told_of(at, span):
        span = span._replace(first=span.first + 1)
    span = span._replace(last=_addressed(at, span, whose))
    last = _some(at, span.first, _before_clause(at, _predicate(at, span), span.first))
    last = _before_object(at, span.first, last)
    while last - span.first > 1:
        norm = at.reading.tokens[at.tokens[last - 1]].norm
        if norm in _INSIDE and last in whose:
            return span._replace(last=whose[last].last)
        if norm == _ON and (matter := _matter(at, last)) is not None:
            return span._replace(last=matter)
        if norm in _INSIDE and (quoted := _quoted(at, last, whose)) is not None:
            return span._replace(last=quoted)
        if not (
            norm in _INSIDE
            or norm in _OR
            or norm in _LETTERS
            or _present(norm)
            or told(norm)
            or (norm.endswith(PRONOUNS) and cue_noun(norm) is not None)
            or function_class(norm) == "preposition"
        ):
            break
        last -= 1
    last = _further(at, last, whose)
    ends = (portfolios_end(at.reading, at.tokens[n]) for n in range(span.first, last))
    last = max(last, *(bisect_left(at.tokens, end) for end in ends))
    return span._replace(last=leaning(at, last, whose) if last - span.first > 1 else last)


def _matter(at: WordMap, word: int) -> int | None:
    """The word behind what somebody knows of: «مطلع على» | «المحادثات»."""
    if word >= len(at.tokens) or at.tokens[word] != at.tokens[word - 1] + 1:
        return None
    norm = at.reading.tokens[at.tokens[word]].norm
    return word + 1 if norm.startswith("ال") and has_article(norm) and function_class(norm) is None else None


def _some(at: WordMap, first: int, last: int) -> int:
    """Where «مئتان وستون منهم» | «عريضة» ends: behind "of them", but for adjectives."""
    norms = [at.reading.tokens[t].norm for t in at.tokens[first:last]]
    for n in range(1, len(norms) - 1):
        if norms[n] in OF_THEM and counts(norms[n - 1]) and not is_adjective(norms[n + 1]):
            return first + n + 1
    return last


def _before_aim(at: WordMap, first: int, last: int) -> int:
    """«القائم بالأعمال» | «للاحتجاج على …»: what somebody came or was called for is no part of who he is."""
    return next((n for n in range(first + 1, last) if at.reading.tokens[at.tokens[n]].norm in AIMS), last)


def _addressed(at: WordMap, span: WordSpan, whose: Mapping[int, WordSpan]) -> int:
    """Where whom somebody told it begins, behind a verb of saying: «قال ناجون | لمنظمة «كذا»»."""
    tokens = at.reading.tokens
    if span.first == 0 or cue_verb(tokens[at.tokens[span.first - 1]].norm) is None:
        return span.last
    for n in range(span.first + 1, span.last):
        head = head_of(tokens[at.tokens[n]].norm)
        if head is not None and head[0] == "ل" and n in whose and whose[n].first == n:
            return n
    return span.last


def _told_of(at: WordMap, span: WordSpan) -> bool:
    """«شنّ | الطيران الحربي», «أنه | حرر | 23 رهينة»: the verb that opens a clause is no part of it."""
    if span.last - span.first < 2:
        return False
    first, second = (at.reading.tokens[at.tokens[n]].norm for n in (span.first, span.first + 1))
    if _behind_that(at.reading, at.tokens[span.first]):
        return True
    if demands(at.reading, at.tokens[span.first], _opens(at, span)):
        return True
    return _opens(at, span) and _past(first) and has_article(second) and group_noun(first) is None


def _behind_that(reading: Reading, token: int) -> bool:
    """«أنها | أسرت»: a verb right behind "that" with its subject."""
    return token > 0 and reading.tokens[token - 1].norm in _THAT_HE and _past(reading.tokens[token].norm)


def _past(norm: str) -> bool:
    past = [form.tense == "past" and not pronoun for _, form, _, pronoun in verb_readings(norm)]
    return any(past) and not has_article(norm)


def _opens(at: WordMap, span: WordSpan) -> bool:
    return at.reading.sentence_of(at.tokens[span.first]).first == at.tokens[span.first]


def _predicate(at: WordMap, span: WordSpan) -> int:
    """Where a description ends that opens a sentence: before its verb, as in headlines («مبعوث أممي | يصل عدن»)."""
    tokens = at.reading.tokens
    if not _opens(at, span) or tokens[at.tokens[span.first]].norm in _WHOEVER:
        return span.last
    return next(
        (n for n in range(span.first + 1, span.last) if _present(tokens[at.tokens[n]].norm)), span.last
    )  # fmt: skip


def _before_clause(at: WordMap, last: int, first: int) -> int:
    """«ستة جزائريين | والجزائر ترفض»: "and", who, and what they do begin a clause of their own."""
    tokens = at.reading.tokens
    if last - first < 2 or last >= len(at.tokens):
        return last
    opens = tokens[at.tokens[last - 1]].norm.startswith("وال") and one_does(tokens[at.tokens[last]].norm)
    return last - 1 if opens else last


def _before_object(at: WordMap, first: int, last: int) -> int:
    """«أكد | مصدر أمني | الحصيلة»: behind an adjective without the article no definite noun belongs to it."""
    tokens = at.reading.tokens
    hit = group_noun(tokens[at.tokens[first]].norm)
    if hit is None or hit[0].endswith(("ال", "لل")):
        return last
    for n in range(first + 2, last):
        before, norm = tokens[at.tokens[n - 1]].norm, tokens[at.tokens[n]].norm
        described = not has_article(before) and (is_adjective(before) or nationality(before) is not None)
        if not described:
            return last
        if norm.startswith("ال") and has_article(norm) and not is_adjective(norm) and nationality(norm) is None:
            return n
    return last


def _present(norm: str) -> bool:
    return norm[0] == "ي" and is_verb(norm) and group_noun(norm) is None


def _further(at: WordMap, last: int, whose: Mapping[int, WordSpan]) -> int:
    """The word behind what still belongs to a description: «ثماني عشرة», «قوة إسرائيلية», «قتيلان من الرعاة»."""
    tokens = at.reading.tokens
    while last < len(at.tokens) and at.tokens[last] == at.tokens[last - 1] + 1 and last - 1 not in whose:
        if (end := _followers(at, last, whose)) is not None:
            return end
        if (end := _owner(at, last, whose)) is not None:
            last = end
            continue
        before, norm = tokens[at.tokens[last - 1]].norm, tokens[at.tokens[last]].norm
        agrees = last not in whose and _agrees(norm, has_article(before)) and not is_verb(norm)
        if agrees and leaning(at, last + 1, whose) > last + 1:
            return leaning(at, last + 1, whose)
        # «مسلحون مجهولون | دورية»: a plural of men has no adjective of a woman
        agrees = agrees and not (before.endswith(_MEN) and norm.endswith(_FEMININE))
        agrees = agrees or (last not in whose and matches(before, norm))
        partly = norm in OF_THEM and counts(before)
        if agrees or partly or (norm in _TENS and is_unit(before)) or (last not in whose and completes(before, norm)):
            last += 1
        elif norm == _OF and (end := _whom(at, last + 1, whose)) is not None:
            return end
        else:
            break
    return last


def _owner(at: WordMap, word: int, whose: Mapping[int, WordSpan]) -> int | None:
    """The word behind whose they are, where the noun has lost its last letter for it: «طرفي» | «النزاع»."""
    before, norm = (at.reading.tokens[at.tokens[n]].norm for n in (word - 1, word))
    if has_article(before) or not before.endswith(_CONSTRUCT) or group_noun(before + "ن") is None:
        return None
    if word in whose:
        return whose[word].last if whose[word].first == word and norm[0] not in "وفبل" else None
    return word + 1 if norm.startswith("ال") and function_class(norm) is None else None


def _followers(at: WordMap, word: int, whose: Mapping[int, WordSpan]) -> int | None:
    """The word behind the body whose people are counted: «ثمانين من أنصار» | «حزب كذا», «مئتين من نشطاء» | «"كذا"»."""
    tokens = at.reading.tokens
    norm = tokens[at.tokens[word - 1]].norm
    noun = group_noun(norm)
    people = norm in _FOLLOWERS or (noun is not None and noun[1].plural and not noun[0])
    if word < 2 or not people or tokens[at.tokens[word - 2]].norm != _OF:
        return None
    if word in whose and whose[word].first == word:
        return whose[word].last if whose[word].label == "organization" else None
    return _quoted(at, word, whose) if word + 1 < len(at.tokens) else None


def _quoted(at: WordMap, word: int, whose: Mapping[int, WordSpan]) -> int | None:
    """The word behind a name in quotation marks: «صحافي من» | «"كسلا"»."""
    tokens = at.reading.tokens
    if word + 1 >= len(at.tokens) or tokens[at.tokens[word]].norm != '"':
        return None
    if word + 1 in whose:
        last = whose[word + 1].last
    elif has_article(tokens[at.tokens[word + 1]].norm):
        # «تسعة من | «المتطوعين»»
        last = word + 2
    else:
        return None
    closed = last < len(at.tokens) and tokens[at.tokens[last]].norm == '"'
    return last + 1 if closed else last


def _whom(at: WordMap, word: int, whose: Mapping[int, WordSpan]) -> int | None:
    """The word behind a body or a definite plural of people: out of whom somebody is counted."""
    if word >= len(at.tokens) or at.tokens[word] != at.tokens[word - 1] + 1:
        return None
    if word in whose:
        return whose[word].last if whose[word].label == "organization" and whose[word].first == word else None
    norm = at.reading.tokens[at.tokens[word]].norm
    hit = group_noun(norm)
    return word + 1 if hit is not None and hit[1].plural and hit[0] == "ال" else None


def _worth(reading: Reading, c: Candidate) -> bool:
    """A description holds a noun and no mere kind: no function word, bare pronoun or verb alone («مردفا», «فنفى»)."""
    first = reading.tokens[c.first].norm
    if any(stem in _KINDS for _, stem in splits(first)):
        return False
    if c.last - c.first == 1 and _behind_that(reading, c.first):
        return False
    if c.last - c.first == 1 and group_noun(first) is None and (cue_participle(first) or cue_verb(first)):
        return False
    if counts_another(reading, c) or is_apposed(reading, c):
        return False
    return any(
        t.is_word and function_class(t.norm) is None and len(t.norm) > 2 for t in reading.tokens[c.first : c.last]
    )


def is_apposed(reading: Reading, c: Candidate) -> bool:
    """«وأوضح الموقع، | المتخصص في الطاقة، أن»: what an outlet named before is."""
    tokens = reading.tokens
    if c.first < 2 or tokens[c.first - 1].norm != "," or not tokens[c.first].norm.startswith("ال"):
        return False
    hit = back_reference(tokens[c.first - 2].norm)
    outlet = hit is not None and hit[1] == "outlet"
    return outlet and group_noun(tokens[c.first].norm) is None


def counts_another(reading: Reading, c: Candidate) -> bool:
    """«أكثر من 90 | هجوما»: a number whose noun stands behind it, outside."""
    tokens = reading.tokens
    if not tokens[c.last - 1].norm.isdecimal() or c.last >= len(tokens):
        return False
    norm = tokens[c.last].norm
    return tokens[c.last].is_word and function_class(norm) is None and not is_verb(norm) and not has_article(norm)


def points_back(reading: Reading, c: Candidate) -> bool:
    """«الصحيفة», «الوكالة ذاتها»: a body named before, no description."""
    if c.last - c.first == 2 and function_class(reading.tokens[c.first].norm) == "demonstrative":
        # «هذا المسؤول»
        return back_reference(reading.tokens[c.first + 1].norm) is not None
    hit = back_reference(reading.tokens[c.first].norm)
    if hit is None or c.last - c.first > 2:
        return False
    if c.last - c.first == 2 and (behind := reading.tokens[c.last - 1].norm) not in _SAME:
        # «الصحيفة البريطانية»
        return hit[1] == "outlet" and has_article(behind) and nationality(behind) is not None
    return hit[1] not in ("person", "document")


def headed(reading: Reading, c: Candidate, names: Mapping[int, int]) -> Candidate:
    """The description with its head noun, without particles before it, with its shorter and longer forms."""
    tokens = reading.tokens
    head = next(
        (k for k in range(c.first, c.last) if tokens[k].is_word and group_noun(tokens[k].norm) is not None), c.first
    )
    hit = group_noun(tokens[head].norm)
    start = c.span.start
    if hit is not None and head == c.first:
        letters = len(hit[0]) - (2 if hit[0].endswith("ال") else 0)
        start = reading.view.offsets[tokens[c.first].at + letters]
    elif letters := particles(reading, c.first):
        start = max(start, reading.view.offsets[tokens[c.first].at + letters])
    core = _core(reading, head, c.last)
    ends = {core, *_breaks(reading, head, c.last), *left_out(reading, core, c.last)} - {c.last}
    longer = further_ends(reading, head, c.last, names)
    aliases = [Span(start, tokens[end - 1].end) for end in (*sorted(ends), *longer)]
    if (before := quantified(reading, c.first)) is not None:
        aliases += [Span(before, tokens[end - 1].end) for end in (c.last, *longer)]
    kind: EntityType = c.type
    if kind == "asset":
        # a vessel is called what stands in the marks
        aliases += c.aliases
    return replace(
        c, span=Span(start, c.span.end), type=kind, head=hit[1].noun if hit is not None else tokens[head].norm,
        aliases=tuple(a for a in aliases if a.start < a.end),
        country=next((n for t in tokens[head + 1 : c.last] if (n := nationality(t.norm))), None),
        sector=(hit[1].sector,) if hit is not None and hit[1].sector else (),
    )  # fmt: skip


def _core(reading: Reading, head: int, last: int) -> int:
    """The token behind the head noun and its adjectives: «وحدة» of «وحدة من الجيش»."""
    tokens = reading.tokens
    definite = has_article(tokens[head].norm)
    k = head + 1
    if k < last and not definite and has_article(tokens[k].norm) and not nationality(tokens[k].norm):
        # «أعضاء البرلمان»
        k += 1
        definite = True
    while k < last and tokens[k].norm not in _INSIDE and _agrees(tokens[k].norm, definite):
        k += 1
    return k


def _agrees(norm: str, definite: bool) -> bool:
    """An adjective with the article where the noun is definite, without where it is not."""
    return has_article(norm) == definite and (is_adjective(norm) or another(norm) or nationality(norm) is not None)


def _breaks(reading: Reading, head: int, last: int) -> list[int]:
    """Tokens before which a shorter form may end: prepositions and relative pronouns inside, «هناك» behind."""
    return [k for k in range(head + 1, last) if reading.tokens[k].norm in _INSIDE or reading.tokens[k].norm in _THERE][
        :3
    ]

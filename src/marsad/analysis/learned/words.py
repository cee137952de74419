"""From the model's words to tokens and back, and what the second reading was asked about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from marsad.analysis.attributions.content import opener_at
from marsad.analysis.attributions.cues import THAT, cue_noun, cue_participle, cue_verb, left_out
from marsad.analysis.entities.heads import head_of
from marsad.analysis.events import lexicon_says
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class
from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.tables import read_table, values
from marsad.reader.labels import TYPES
from marsad.reader.model import Marked, Pages, WordSpan
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .asides import behind_that, cut
from .quoting import whole
from .sides import reacts
from .unfit import nobodys_word, ruled_out
from .unharmed import unharmed

ASKED_LEAST: Final = 0.20
"""Words less probable than this to tell an event are not read a second time."""
KNOWN_ASKED_LEAST: Final = {"met": 0.01, "free": 0.02, "reader": 0.10, "unmet": 0.10}
"""The same for words of which the lexicon knows what they tell, by the best that it says (`lexicon_says`).

Words that have hardly another meaning are: of those between 0.01 and 0.06 whose condition is met half tell an event.
"""
REACTS_ASKED_LEAST: Final = 0.001
"""The same for verbs of condemning and welcoming (`reactions`)."""
FIRST_SHARE: Final = 0.4
"""Share of the first reading in the judgement what, if anything, a word tells."""
_THE_OBJECT: Final = fold("إيا") + "ه"
_SUSPICION: Final = ("شتبه", "شتباه")
_LONGEST: Final = 9
"""Letters of the longest word of suspicion («والمشتبه», «للاشتباه»)."""
_STOPS: Final = frozenset(',.;:"-!?؟()\n')
"""Marks at which a clause may end."""
_RIVAL_LEAST: Final = {"met": 0.0, "free": 0.02, "reader": 0.02, "unmet": 0.05, "silent": 0.12}
"""How probable a type must be, among the types, to be weighed beside a more probable one, by what the lexicon says."""


@lru_cache(maxsize=1)
def _set_phrases() -> frozenset[tuple[str, str]]:
    """Two words, without particles and article, of which the second tells no event by itself."""
    return frozenset(
        (fold(first), fold(second))
        for row in read_table("ar/events/phrases.tsv")
        for first in values(row["first"])
        for second in values(row["second"])
    )


class WordMap:
    """The model's words are the tokens without line breaks."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        body = {s.index for s in reading.body}
        self.skipped = {i for s in reading.sentences if s.index not in body for i in range(s.first, s.last)}
        """Tokens of boilerplate."""
        self.tokens = [t.index for t in reading.tokens if t.norm != "\n"]
        self.word = {t: n for n, t in enumerate(self.tokens)}

    def range(self, first: int, last: int) -> tuple[int, int]:
        """Tokens of words `first` to `last` (exclusive)."""
        return self.tokens[first], self.tokens[last - 1] + 1

    def words(self, first: int, last: int) -> tuple[int, int] | None:
        """Words of tokens `first` to `last` (exclusive)."""
        inside = [self.word[i] for i in range(first, last) if i in self.word]
        return (inside[0], inside[-1] + 1) if inside else None


@dataclass(slots=True)
class Question:
    """A word that may tell an event, and what both readings say of it."""

    word: int
    type: str
    confidence: float
    marked: Marked
    first: float = 0.0
    """How probably it tells anything, by the first reading alone; `second` by the second, `..._type` for this type."""
    second: float = 0.0
    first_type: float = 0.0
    second_type: float = 0.0
    share: float = 1.0
    """How probable this type is, given that the word tells any."""
    rivals: tuple[Question, ...] = ()
    """The same word asked about other types that it may tell, less probably."""


def between_words(told: Sequence[int], word: int, other: int) -> int:
    """How many of the words that tell events stand between one and another word; more than two are two."""
    low, high = sorted((word, other))
    return min(2, max(0, bisect_left(told, high) - bisect_right(told, low)))


@dataclass(slots=True)
class Passage:
    """A claimed passage and the second reading around it."""

    span: WordSpan
    marked: Marked


def questions(at: WordMap, pages: Pages) -> list[Question]:
    """Every word that may tell an event, with its type by both readings together, and the types that rival it."""
    out: list[Question] = []
    floor = min(KNOWN_ASKED_LEAST.values())
    for word, first in pages.triggers(REACTS_ASKED_LEAST):
        clear = reacts(at.reading, at.tokens[word])
        if 1 - first[0] < floor and not clear:
            continue
        if at.tokens[word] in at.skipped or tells_nothing(at.reading, at.tokens[word]):
            continue
        known = lexicon_says(at.reading, at.tokens[word])
        if not clear and 1 - first[0] < min((KNOWN_ASKED_LEAST[said] for said in known.values()), default=ASKED_LEAST):
            continue
        marked = pages.event(word)
        second = marked.types()
        both = (first + 1e-4) ** FIRST_SHARE * (second + 1e-4) ** (1 - FIRST_SHARE)
        both = both / both.sum()
        for kind in ruled_out(at.reading, at.tokens[word]):
            both[TYPES.index(kind)] = 0.0
        if not both[1:].any():
            continue
        shares = (both[1:] / both[1:].sum()).tolist()
        top = max(shares)
        confidence = round(float(1 - both[0]), 3)
        asked = [
            Question(
                word,
                TYPES[n],
                confidence,
                marked,
                float(1 - first[0]),
                float(1 - second[0]),
                float(first[n]),
                float(second[n]),
                share,
            )
            for n, share in enumerate(shares, 1)
            if share == top or share >= _RIVAL_LEAST[known.get(TYPES[n], "silent")]
        ]
        asked.sort(key=lambda q: -q.share)
        out.append(replace(asked[0], rivals=tuple(asked[1:])))
    return out


def tells_nothing(reading: Reading, token: int) -> bool:
    """Is the word part of a set phrase that names a thing («وقف إطلاق النار») or a pronoun («متهمة إياها»)?"""
    tokens = reading.tokens
    if not token:
        return unharmed(reading, token)
    second = bare(tokens[token].norm)
    if unharmed(reading, token) or tokens[token].norm.startswith(_THE_OBJECT) or _suspects(tokens[token].norm):
        return True
    return any(
        (first, second) in _set_phrases()
        for prefix, first in splits(tokens[token - 1].norm)
        if not prefix.endswith(("ال", "لل"))
    )


def _suspects(norm: str) -> bool:
    """«رجال يشتبه في انتمائهم», «للاشتباه في»: what somebody is suspected of is why something else was done."""
    return any(stem in norm for stem in _SUSPICION) and len(norm) <= _LONGEST


def passages(at: WordMap, pages: Pages) -> list[Passage]:
    """Every claimed passage outside of boilerplate."""
    return [
        Passage(span, pages.content(span.first, span.last))
        for span in contents(at, pages.contents())
        if at.tokens[span.first] not in at.skipped
    ]


def contents(at: WordMap, heard: Sequence[WordSpan]) -> list[WordSpan]:
    """The passages that the model hears, with the ends that lines, marks, and verbs of saying give them."""
    spans = to_speakers(at, to_marks(at, in_lines(at, _joined(heard))))
    spans = [behind_that(at, _behind_noun(at, s)) for s in spans if not _nickname(at, s)]
    spans = [s for s in cut(at, before_answers(at, from_commas(at, spans))) if not _unsaid(at, s.first)]
    return whole(at, spans)


def _behind_noun(at: WordMap, span: WordSpan) -> WordSpan:
    """«نقلت القناة عن مصدر نفيه | أي علاقة بالحادث»: the noun of saying is no part of what was said."""
    tokens, first = at.reading.tokens, at.tokens[span.first]
    hit = cue_noun(tokens[first].norm)
    if hit is None or hit[0] or not hit[1].pronoun or span.last - span.first < _LOST:
        return span
    sentence = at.reading.sentence_of(first)
    passed = any(t.norm.removeprefix("و") in _PASSED for t in tokens[max(sentence.first, first - _TELLER) : first])
    return span._replace(first=span.first + 1) if passed else span


def _nickname(at: WordMap, span: WordSpan) -> bool:
    """«الملقب بـ"الفار"»: what somebody is called is nothing that he says."""
    before = [at.reading.tokens[i].norm for i in at.tokens[max(0, span.first - _LOST) : span.first]]
    return span.last - span.first <= _LOST and any(norm.startswith(_CALLED) for norm in before)


def _unsaid(at: WordMap, first: int) -> bool:
    """«دون أن تشير إلى | وقوع إصابات», «دون أن | تسمي أحدا», «اتفقا على | تشكيل لجنة»: what nobody says."""
    if left_out(at.reading, at.tokens[first]):
        return True
    near = at.tokens[max(0, first - _LOST) : first]
    if any(cue_verb(at.reading.tokens[i].norm) is not None and left_out(at.reading, i) for i in near):
        return True
    return nobodys_word(at.reading, at.tokens[first])


def _joined(contents: Sequence[WordSpan]) -> list[WordSpan]:
    """Contents that touch are one: the model sometimes begins anew in the middle of a clause."""
    out: list[WordSpan] = []
    for span in contents:
        if out and out[-1].last == span.first:
            before = out[-1]
            out[-1] = before._replace(last=span.last, confidence=min(before.confidence, span.confidence))
        else:
            out.append(span)
    return out


def in_lines(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """Contents that run on over the end of a line are cut there: a headline ends without a mark."""
    out: list[WordSpan] = []
    for span in contents:
        ends = [n for n in range(span.first + 1, span.last) if at.tokens[n] - at.tokens[n - 1] > 1]
        out += [
            span._replace(first=first, last=last)
            for first, last in zip([span.first, *ends], [*ends, span.last], strict=True)
        ]
    return out


_IN: Final = fold("في")
_TURNS: Final = frozenset(fold(w) for w in ("حين", "فيما", "بينما", "لكن", "ولكن", "فقد", "وقد"))
"""Words that lead to who speaks next."""
_SPEAKER: Final = 4
"""Words that who speaks next may have."""


def to_speakers(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """«استهداف سفينة في البحر الأحمر | وواشنطن» تنفي: who speaks next is no part of what was said."""
    tokens = at.reading.tokens
    out: list[WordSpan] = []
    for span in contents:
        last = span.last
        behind = at.tokens[last] if last < len(at.tokens) else len(tokens)
        same_line = at.reading.sentence_of(at.tokens[last - 1]).last > behind
        if same_line and not tokens[behind].norm.startswith("و") and cue_verb(tokens[behind].norm) is not None:
            begins = range(last - 1, max(span.first, last - 1 - _SPEAKER), -1)
            last = next((n for n in begins if _joined_name(at, n, last)), last)
        while last - span.first > 1 and tokens[at.tokens[last - 1]].norm in _TURNS:
            # «استعاد البلدة، | في حين» نفت القوات ذلك
            last -= 1 + (tokens[at.tokens[last - 2]].norm == _IN)
        out.append(span._replace(last=max(last, span.first + 1)))
    return out


def _joined_name(at: WordMap, first: int, last: int) -> bool:
    """Are these words "and" with a name, or with a noun that has the article or heads one?"""
    norms = [at.reading.tokens[i].norm for i in at.tokens[first:last]]
    if not norms[0].startswith("و") or len(norms[0]) < 4:
        return False
    norms[0] = norms[0][1:]
    head = head_of(at.reading.tokens[at.tokens[first]].norm)
    return (
        norms[0].startswith("و")
        or has_article(norms[0])
        or (head is not None and head[0] == "و")
        or bool(gazetteer().named(" ".join(norms)))
    ) and all(function_class(n) is None for n in norms[1:])


def to_marks(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """Contents that stop amid a clause go on to its mark: «إبقاء المنشآت» | «بعيدا عن الخلاف».

    Whoever is named behind a content («…، بحسب فلان», «…، قال فلان») stays outside, and so does the next content.
    """
    out: list[WordSpan] = []
    end = len(at.tokens)
    for span in reversed(contents):
        out.append(span._replace(last=_mark_behind(at, span.last, end)))
        end = span.first
    return out[::-1]


_TELLER: Final = 16
"""Words from a word of passing on to the noun of saying."""
_PASSED: Final = frozenset(fold(w) for w in ("نقل", "نقلت", "نقلا", "تنقل", "ينقل", "نسب", "نسبت", "أوردت", "أورد"))
_LOST: Final = 3
"""Words behind a comma that a content may have lost at its beginning."""
_CALLED: Final = tuple(fold(w) for w in ("الملقب", "المعروف", "المكنى", "المدعو", "يلقب", "يكنى", "المسمى"))


def from_commas(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """«بحسب الصحيفة،» | «عرضت» | «الخرطوم …»: behind "according to" and its comma the whole clause is told."""
    tokens = at.reading.tokens
    out: list[WordSpan] = []
    for span in contents:
        comma = next((n for n in range(span.first - 1, span.first - 2 - _LOST, -1) if n < 0 or not _plain(at, n)), -1)
        begins = 0 <= comma < span.first - 1 and tokens[at.tokens[comma]].norm == ","
        free = not out or out[-1].last <= comma
        if begins and free and _opened(at, at.tokens[comma]):
            span = span._replace(first=comma + 1)
        out.append(span)
    return out


def _plain(at: WordMap, word: int) -> bool:
    """A word that neither is a mark nor says that something was said, nor opens a clause («فإن»)."""
    token = at.reading.tokens[at.tokens[word]]
    said = cue_verb(token.norm) is not None or cue_participle(token.norm) is not None
    return token.is_word and not said and token.norm.removeprefix("ف") not in THAT


def _opened(at: WordMap, comma: int) -> bool:
    """Does the sentence begin with words like "according to", before this comma and no other?"""
    tokens = at.reading.tokens
    first = at.reading.sentence_of(comma).first
    while first < comma and not tokens[first].is_word:
        first += 1
    return (
        tokens[first].norm.lstrip("و") != fold("كما")
        and opener_at(at.reading, first, comma) is not None
        and all(t.norm != "," for t in tokens[first:comma])
    )


_WHICH: Final = tuple(tuple(fold(p).split()) for p in ("الأمر الذي", "وهو ما", "وهو أمر", "وهو الأمر الذي"))
"""Words behind a comma that take up all that was said before."""


def before_answers(at: WordMap, contents: Sequence[WordSpan]) -> list[WordSpan]:
    """«أحد القتيلين قائد» | «، الأمر الذي نفاه رئيس البلدية»: what another says of a passage is no part of it."""
    tokens = at.reading.tokens
    out: list[WordSpan] = []
    for span in contents:
        end = span.last
        for n in range(span.first + 2, span.last - 2):
            norms = [tokens[i].norm for i in at.tokens[n : n + 5]]
            if norms[0] == "," and any(
                tuple(norms[1 : 1 + len(p)]) == p and len(norms) > len(p) + 1 and _of_it(norms[1 + len(p)])
                for p in _WHICH
            ):
                end = n
                break
        out.append(span._replace(last=end))
    return out


def _of_it(norm: str) -> bool:
    """«نفاه», «أكدته»: a word of saying whose object is what was told."""
    hit = cue_verb(norm)
    return hit is not None and norm.endswith(fold("ه"))


def _mark_behind(at: WordMap, word: int, end: int) -> int:
    """The word behind the clause that goes on at a word, which is itself if none does."""
    reading = at.reading
    sentence = reading.sentence_of(at.tokens[word - 1])
    end = min(end, next((n for n in range(word, end) if at.tokens[n] >= sentence.last), end))
    norm = reading.tokens[at.tokens[word]].norm if word < end else "."
    if cue_verb(norm) or cue_participle(norm):
        return word
    last = word
    while last < end and not _stops(at, last):
        last += 1
    return last


def _stops(at: WordMap, word: int) -> bool:
    """A mark, the end of a line, or words like "بحسب"."""
    reading, k = at.reading, at.tokens[word]
    line = k > 0 and reading.tokens[k - 1].norm == "\n"
    return line or reading.tokens[k].norm in _STOPS or opener_at(reading, k, len(reading.tokens)) is not None

"""Where in a sentence a clause begins that the words before take no part in: «…، ومن المقرر أن يصل فلان».

The votes on parts see how far a mention stands, and not what stands between. Who is named behind such a beginning
takes no part in what is told before it, and the other way round where the later clause has a subject of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marsad.analysis.attributions.cues import THAT, THAT_PRONOUN, cue_participle, cue_verb
from marsad.analysis.entities.mending import OWNERS
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import readings_as, trigger_readings
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, verb_readings
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .couples import couple_noun
from .extents import one_does
from .sides import ACTOR
from .spots import Spot, Spots, somebody
from .undone import EXPECTED
from .words import WordMap

_FROM: Final = fold("ومن")
WHILE: Final = frozenset(fold(w) for w in ("فيما", "بينما"))
_WAS: Final = frozenset(fold(w) for w in ("كان", "كانت", "كانوا", "كانا", "كن", "هو", "هي", "هم"))
"""«قُتل بينما كان يغادر بيته أمس»: what somebody was doing meanwhile has the day of what happened to him."""
_WHICH: Final = frozenset((fold(a), fold(b)) for a, b in (("وهو", "ما"), ("وهي", "ما"), ("الأمر", "الذي")))
"""«…، وهو ما نددت به الصين»: what another thinks of all that was told."""
_IN: Final = fold("في")
_MEAN: Final = fold("حين")
_TIME: Final = fold("وقت")
"""«في حين امتنعت», «في وقت أبلغ فيه»."""
_AND_THIS: Final = fold("وذلك")
"""«جددت دعمها، وذلك خلال لقاء»: the circumstances, with people of their own."""
_SPEAKER: Final = 14
"""Tokens from "and … said" to "that"."""
_AND_THAT: Final = fold("وأن")
"""«إن أربعة قتلوا، وإن سفينة أنقذت ستة»: the next that somebody says, with a subject of its own."""
_OF_THEM: Final = frozenset(fold(w) for w in ("منهم", "منها", "منهن", "منهما"))
_NO_CLAUSE: Final = frozenset(
    fold(w) for w in ("يتعلق", "يخص", "يلي", "يبدو", "يشبه", "بعد", "بين", "بينها", "بينهم", "بينهما", "بيننا", "عدا")
)
"""Words with which «فيما» opens no clause."""
_DATED: Final = frozenset(fold(w + e) for w in ("الموقع", "المبرم", "المؤرخ", "المعتمد") for e in ("", "ة"))
"""«الاتفاقية الموقعة عام 1968»: the time behind these is that of the noun before them."""
_SITE: Final = fold("الموقع")
"""A participle behind a definite noun («الاتفاق الموقع في مارس»), else a site («زار الموقع في مارس»)."""
_PAPER: Final = 6
"""Tokens before such a word in which the agreement stands, if that is what is told."""
_NEAR: Final = 6
"""Tokens behind a verb in which its subject stands, a title between."""
_SUBJECT: Final = 4
"""Tokens of a subject before its verb in a headline: «والقوات المسلحة السودانية | تعلن»."""
_BREAKS: Final = frozenset(',;:."()')
_MEETING: Final = "CONSULT"
_AS_WELL: Final = fold("كما")
_AND_IT: Final = frozenset(fold(w) for w in ("وهو", "وهي"))
_FRONT: Final = frozenset(fold(w) for w in ("بعد", "قبل", "عقب", "غداة", "قبيل", "إثر", "منذ"))
_WITHIN: Final = frozenset(fold(w) for w in ("خلال", "أثناء", "عقب", "بعد", "قبل", "لدى", "إثر"))
"""Words with which a circumstance between commas begins: «جدد الوزير، خلال لقائه نظيره، دعم بلاده»."""
_ASIDE: Final = 16
"""Tokens of a relative clause between commas."""
_WHO: Final = frozenset(fold(w) for w in ("الذي", "التي", "الذين"))
_BESIDE: Final = ("ا", "ه", "ين", "ات")
"""Endings of a participle that says what somebody does besides, folded."""
_COMING: Final = frozenset(fold(w) for w in ("زيارة", "وصول", "قدوم", "مجيء", "عودة", "توجه", "جولة"))
"""Nouns whose genitive is who came, if it is anybody."""
_TO: Final = frozenset(fold(w) for w in ("إلى", "نحو"))
_AFTER: Final = 5
"""Tokens from "after" to the noun of coming: «بعد بضعة أيام من زيارة»."""
_SPOKEN: Final = ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
_HARM: Final = ("ASSAULT", "COERCE")


@dataclass(frozen=True, slots=True)
class Wall:
    """The token at which the later clause begins, and whether somebody named there is its subject."""

    token: int
    subject: bool
    pronoun: bool = False
    """A pronoun is its subject: whoever was named before goes on, elsewhere or on another day."""
    elsewhere: bool = False
    """It says itself where."""


def walls(at: WordMap, spots: Spots, first: int, last: int) -> list[Wall]:
    """The beginnings among the tokens `first` to `last` (exclusive), in order."""
    tokens = at.reading.tokens
    out = [
        Wall(k, subject=False)
        for k in range(first + 1, last - 2)
        if (tokens[k].norm == _FROM and tokens[k + 1].norm in EXPECTED and tokens[k + 2].norm in THAT)
        or (tokens[k].norm in WHILE and tokens[k + 1].norm not in _NO_CLAUSE)
        or (tokens[k].norm == _IN and tokens[k + 1].norm == _MEAN)
        or (tokens[k].norm == _AND_THIS and function_class(tokens[k + 1].norm) in ("preposition", "time"))
        or (tokens[k].norm == _IN and tokens[k + 1].norm == _TIME and is_verb(tokens[k + 2].norm))
        or (tokens[k - 1].norm == "," and _takes_up(at.reading, k))
    ]
    out += [
        Wall(k, subject=False, pronoun=True)
        for k in range(first + 1, last)
        if _goes_on(tokens[k].norm) or (tokens[k].norm in THAT_PRONOUN and _now_says(at.reading, first, k))
    ]
    out += [
        Wall(k, subject=False, pronoun=True)
        for k in range(first + 2, last - 1)
        if tokens[k - 1].norm == "," and (_on_the_way(tokens[k].norm) or _as_well(at.reading, k))
    ]
    if (main := _behind_front(at.reading, spots, first, last)) is not None:
        out.append(Wall(main, subject=False))
    out += [
        Wall(k, subject=False, elsewhere=True)
        for k in range(first + 2, last - 3)
        if _after_another(at, spots, first, k, last)
    ]
    for spot in spots.within(at.words(first, last) or (0, 0)):
        k = at.tokens[spot.first]
        if first < k < last and _opens(at.reading, k, at.tokens[spot.last - 1] + 1, spot):
            out.append(Wall(k, subject=True))
        said = first + 1 < k < last and (tokens[k - 1].norm == _AND_THAT or _now_says(at.reading, first, k - 1))
        if said and _new(at, spot):
            out.append(Wall(k - 1, subject=False))
    if _is_headline(at.reading, first, last):
        known = {w.token for w in out}
        out += [
            Wall(k, subject=True)
            for k in range(first + 2, last - 1)
            if k not in known and _second_half(at.reading, first, k, last)
        ]
    return sorted(out, key=lambda w: w.token)


def _is_headline(reading: Reading, first: int, last: int) -> bool:
    """Is it the report's first line, which ends without a mark?"""
    line = last < len(reading.tokens) and "\n" in (reading.tokens[last].norm, reading.tokens[last - 1].norm)
    while last > first and reading.tokens[last - 1].norm == "\n":
        last -= 1
    return first == 0 and line and reading.tokens[last - 1].is_word


def _second_half(reading: Reading, first: int, k: int, last: int) -> bool:
    """«مسلحون يخطفون المصلين | والجيش يحرر رهينة»: "and", who, and a verb of now, behind what was told already."""
    tokens = reading.tokens
    norm = tokens[k].norm
    if norm[0] != "و" or len(norm) < _SUBJECT or is_verb(norm) or function_class(norm) is not None:
        return False
    if not any(_tells(t.norm) for t in tokens[first:k]):
        return False
    for n in range(k + 1, min(last, k + 1 + _SUBJECT)):
        norm = tokens[n].norm
        if _does(norm):
            return not norm.endswith("ان")
        if not tokens[n].is_word or norm[0] == "و" or function_class(norm) is not None or tokens[n - 1].norm == ",":
            return False
    return False


def _does(norm: str) -> bool:
    """A verb of now, without the article."""
    present = any(r.kind == "verb" and r.present for r in trigger_readings(norm))
    return norm[0] in "يت" and (present or (is_verb(norm) and not is_adjective(norm)))


def _tells(norm: str) -> bool:
    """Does a word of the first half tell by itself what was done: a verb of now, a noun of harm?"""
    return _does(norm) or any(r.kind == "noun" and r.trigger.type in _HARM for r in trigger_readings(norm))


def _goes_on(norm: str) -> bool:
    """«إن الوزير وصل إلى المدينة، | وإنه سيتوجه إلى العاصمة»."""
    return norm.startswith("و") and norm[1:] in THAT_PRONOUN


def _takes_up(reading: Reading, k: int) -> bool:
    """«…، | وهو ما نددت به الصين», «…، | وهو الموقف الذي احتجت عليه»: another's view of all that was told."""
    tokens = reading.tokens
    if (tokens[k].norm, tokens[k + 1].norm) in _WHICH:
        return True
    noun = tokens[k + 1].norm
    return (
        tokens[k].norm in _AND_IT and k + 2 < len(tokens) and has_article(noun) and not is_adjective(noun)
        and tokens[k + 2].norm in _WHO
    )  # fmt: skip


def _as_well(reading: Reading, k: int) -> bool:
    """«…، | كما دعا الأطراف إلى التهدئة»: what else is done, by whoever was named or by another."""
    tokens = reading.tokens
    if tokens[k].norm != _AS_WELL or not _plain_verb(tokens[k + 1].norm):
        return False
    # «، كما قال المتحدث، »
    return all(t.norm != "," for t in tokens[k + 1 : k + 1 + _NEAR])


def _plain_verb(norm: str) -> bool:
    return is_verb(norm) and not has_article(norm) and function_class(norm) is None


def _behind_front(reading: Reading, spots: Spots, first: int, last: int) -> int | None:
    """«بعد أيام من زيارة فلان إلى بنغازي، | وصل …»: the verb behind a circumstance that begins the sentence.

    A pronoun in the circumstance may mean the subject behind, and where nobody is named there he did it.
    """
    tokens = reading.tokens
    while first < last and not tokens[first].is_word:
        first += 1
    if first >= last or tokens[first].norm.lstrip("فو") not in _FRONT:
        return None
    comma = next((k for k in range(first + 2, min(last - 1, first + _ASIDE)) if tokens[k].norm in _BREAKS), None)
    if comma is None or tokens[comma].norm != "," or not _plain_verb(tokens[comma + 1].norm):
        return None
    if not any(not prefix for *_, prefix, _ in verb_readings(tokens[comma + 1].norm)):
        return None
    rows = (r for t in tokens[first:comma] for r in trigger_readings(t.norm))
    near = spots.within(spots.at.words(first, comma) or (0, 0))
    named = any(somebody(s) and _did_it(reading, spots.at.tokens[s.first], first) for s in near)
    return comma + 1 if named and not any(r.pronoun for r in rows) else None


def _after_another(at: WordMap, spots: Spots, first: int, k: int, last: int) -> bool:
    """«زيارة الوزير إلى بنغازي | بعد أيام من زيارة وفد كذا إلى سبها»: when somebody else came, and where to."""
    tokens = at.reading.tokens
    if tokens[k].norm not in _FRONT:
        return False
    coming = next((n for n in range(k + 1, min(last - 2, k + _AFTER)) if tokens[n].norm in _COMING), None)
    if coming is None or any(not t.is_word or t.norm in _TO for t in tokens[k:coming]):
        return False
    near = spots.within(at.words(coming + 1, min(last, coming + _ASIDE)) or (0, 0))
    comer = next((s for s in near if somebody(s) and at.tokens[s.first] == coming + 1), None)
    if comer is None:
        return False
    behind = range(at.tokens[comer.last - 1] + 1, min(last, coming + _ASIDE))
    return any(tokens[n].norm in _TO for n in behind) and any(
        not t.is_word or _tells(t.norm) or any(r.kind == "noun" for r in trigger_readings(t.norm))
        for t in tokens[first:k]
    )


def _did_it(reading: Reading, token: int, first: int) -> bool:
    """«زيارة | نائب الوزير | فلان»: does who is named at a token stand behind a noun that tells what he did?"""
    for k in range(token - 1, first, -1):
        norm = reading.tokens[k].norm
        if function_class(norm) is not None or not reading.tokens[k].is_word:
            return False
        if any(r.kind == "noun" for r in trigger_readings(norm)):
            return True
    return False


def _on_the_way(norm: str) -> bool:
    """«دعا الطرفين إلى التهدئة، | مرحبا بوساطة عمان»: what somebody does besides, with objects of its own."""
    if norm[0] == "و" or has_article(norm):
        return False
    said = cue_participle(norm) is not None and norm.endswith(_BESIDE)
    return said or any(r.kind == "participle" and r.trigger.type in _SPOKEN for r in trigger_readings(norm))


def _now_says(reading: Reading, first: int, that: int) -> bool:
    """«اغتيل الرجل أمام منزله، وقال مصدر إن | الشرطة أوقفت اثنين»: does somebody begin to speak before "that"?"""
    tokens = reading.tokens
    if tokens[that].norm not in THAT | THAT_PRONOUN:
        return False
    for k in range(that - 1, max(first + 1, that - _SPEAKER), -1):
        if tokens[k].norm in THAT:
            return False
        if tokens[k].norm[0] == "و" and tokens[k - 1].norm == "," and cue_verb(tokens[k].norm) is not None:
            return True
    return False


def _new(at: WordMap, spot: Spot) -> bool:
    """Is it somebody else than those before, and not «أحدهم», «ثلث المقاتلين منهم», «الرجلين»?"""
    tokens = at.reading.tokens[at.tokens[spot.first] : at.tokens[spot.last - 1] + 1]
    if spot.item.type == "place" and not is_country(spot.item):
        return False
    if spot.item.type not in ("group", "asset"):
        return True
    behind = at.tokens[spot.last - 1] + 1
    if at.reading.tokens[behind : behind + 1] and at.reading.tokens[behind].norm in _OF_THEM:
        return False
    owned = (at.reading.text[t.start : t.end].endswith(OWNERS) for t in tokens if t.is_word)
    return not any(owned) and not any(couple_noun(t.norm) for t in tokens)


def _opens(reading: Reading, first: int, behind: int, spot: Spot) -> bool:
    """«باريس ترحّل ستة والجزائر | ترفض»: "and", who, and right behind a verb in the singular of what they do."""
    norm = reading.tokens[first].norm
    if behind >= len(reading.tokens) or norm[0] != "و" or len(norm) < 4:
        return False
    # who says or does something is no town, whatever else is called so («وعون يندد»)
    somebody = spot.item.type in ("person", "organization", "place")
    if not somebody and not has_article(norm[1:]):
        return False
    return one_does(reading.tokens[behind].norm)


def behind(at: WordMap, found: Sequence[Wall], token: int, spot: Spot) -> bool:
    """Does the mention stand in a clause that begins behind the word at `token`?"""
    return any(token < w.token <= at.tokens[spot.first] for w in found)


def before(at: WordMap, found: Sequence[Wall], token: int, spot: Spot) -> bool:
    """Does the mention stand before the clause of the word at `token`, which says itself where?"""
    return any(w.elsewhere and at.tokens[spot.first] < w.token <= token for w in found)


def _aside(reading: Reading, token: int, *, said: bool = False) -> tuple[int, int] | None:
    """«غوتيريش | ، الذي يزور داكار ، | الأطراف»: the commas around the clause that a token stands in.

    Where something is `said`, a circumstance counts too: «، خلال لقائه فلانا،».
    """
    tokens, sentence = reading.tokens, reading.sentence_of(token)
    first = next((k for k in range(token, sentence.first, -1) if tokens[k].norm in _BREAKS), sentence.first)
    last = next((k for k in range(token, sentence.last) if tokens[k].norm in _BREAKS), sentence.last)
    if first + 2 >= last or last - first > _ASIDE or last + 1 >= sentence.last:
        # what runs to the end of the sentence has nothing behind it
        return None
    if tokens[first].norm != "," or tokens[last].norm != ",":
        return None
    which = tokens[first + 1].norm in _WHO and any(is_verb(t.norm) for t in tokens[first + 2 : first + 4])
    if not which and not (said and tokens[first + 1].norm in _WITHIN):
        return None
    behind = tokens[last + 1].norm
    goes_on = not tokens[last + 1].is_word or behind[0] == "و" or function_class(behind) in ("time", "preposition")
    return None if goes_on or not any(is_verb(t.norm) for t in tokens[sentence.first : first]) else (first, last)


def aside(at: WordMap, token: int, spot: Spot, kind: str, role: str = ACTOR) -> bool:
    """Does only one of the mention and the word stand in a clause between commas, and the mention not before it?

    Whom a visitor met is whom the visit was paid to: «زار وفد برئاسة فلان، الذي التقى الوزير، المدينة».
    """
    here = at.tokens[spot.first]
    sentence = at.reading.sentence_of(token)
    if not sentence.first <= here < sentence.last:
        return False
    around = _aside(at.reading, token)
    if around is not None:
        return here > around[1]
    # «تعهدت الوزارة، عقب اجتماع مع النقابة، بالدعم»: whom somebody met may be whom it is said to
    said = kind in _SPOKEN and role == ACTOR
    around = _aside(at.reading, here, said=said) if kind != _MEETING else None
    return around is not None and not around[0] < token < around[1]


def dated_apart(at: WordMap, found: Sequence[Wall], token: int, word: int) -> bool:
    """Does the time at a word of the model date another clause or noun than that of the word at `token`?"""
    tokens = at.reading.tokens
    here = at.tokens[word]
    dated = next((k for k in (here - 1, here - 2) if k > 0 and tokens[k].norm in _DATED), None)
    if dated is not None and tokens[dated].norm == _SITE and not has_article(tokens[dated - 1].norm):
        dated = None
    agreed = dated is not None and dated - _PAPER <= token <= here and bool(readings_as(at.reading, token, "AGREE"))
    if dated is not None and not agreed:
        return True
    between = [w for w in found if not w.subject and token < w.token <= at.tokens[word]]
    return any(tokens[w.token + 1].norm not in _WAS for w in between)


def apart(at: WordMap, spots: Spots, found: Sequence[Wall], token: int, spot: Spot) -> bool:
    """Does the mention stand in another clause than the word that tells an event at `token`?"""
    here = at.tokens[spot.first]
    if behind(at, found, token, spot):
        return True
    # «علقوا إضرابهم، وذلك بعد تعهد الوزارة»: what brought it about may have been done to those before
    between = [
        w for w in found
        if here < w.token <= token and at.reading.tokens[w.token].norm != _AND_THIS and not w.pronoun
    ]  # fmt: skip
    word = at.reading.tokens[token]
    if between and not between[-1].subject and at.reading.text[word.start : word.end].endswith(OWNERS):
        # «وإن النيابة أبلغتها بقرب ترحيلهم»: the pronoun means those of the clause before
        return False
    return bool(between) and (between[-1].subject or _own_subject(at, spots, between[-1].token, token))


def _own_subject(at: WordMap, spots: Spots, wall: int, token: int) -> bool:
    """Is somebody named in the later clause before the word or by it, or right behind it without a preposition?"""
    reading = at.reading
    sentence = reading.sentence_of(token)
    for spot in spots.within(at.words(sentence.first, sentence.last) or (0, 0)):
        first = at.tokens[spot.first]
        if somebody(spot):
            if wall < first <= token:
                return True
            # «بعد أيام من زيارة | وفد»: the preposition is the noun's
            noun = first == token + 1 and not is_verb(reading.tokens[token].norm)
            if token < first <= token + _NEAR and (noun or not spots.case(spot)):
                return True
    return False

"""Who takes no part, or another, by how a noun's own clause is built: what others only say of it, or did before it.

«أعلنت الدوحة توصل الحكومة والحركة إلى اتفاق» names those who agree behind the noun, so who announces it isn't one of
them; «أوقفت الشرطة أربعين شابا أُفرج عن تسعة منهم» tells of nine; «قبيل زيارة مرتقبة للوزير إلى سبها» has the minister
for visitor; and whoever does it alone («استقال», «استقالة») is acted on by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from marsad.analysis.attributions.cues import THAT, cue_verb
from marsad.analysis.entities.groups import counts
from marsad.analysis.events.roles import is_country, is_place
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, is_adjective, verb_readings
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .carried import MASCULINE_LANDS
from .extents import OF_THEM
from .sides import ACTOR, NEAR, RECIPIENT, Roles, Rule, Standing, Word, is_lemma, move, those_behind

_SAY: Final = ("say", "report", "claim", "deny", "confirm")
_FAR: Final = 14
"""Tokens from a verb of saying to the noun that tells what happened."""
_MEETS: Final = ("meet", "sign", "clash")
_GOES: Final = ("visit", "arrive", "leave", "station", "promise")
_DEMANDS: Final = ("demand", "call", "act_on")
_BESIDE: Final = ("", "between")
_PARTNER: Final = ("b", "with", "between", "to")
_TO: Final = fold("إلى")
_DESTINATION: Final = 6
"""Tokens behind a visitor among which «إلى» stands."""
_FEMININE: Final = fold("ة")
_WORD: Final = 5
"""Letters of the shortest word that may end in a case."""
_ADJECTIVES: Final = 2
"""Words between a visit and its visitor: «زيارة رسمية مرتقبة للوزير»."""
_TITLED: Final = 6
"""Tokens from a visit to its visitor, his title between."""
_PAPERS: Final = frozenset(
    fold(w) for w in ("اتفاق", "اتفاقا", "اتفاقية", "مذكرة", "تفاهم", "تفاهمات", "هدنة", "معاهدة")
)
_TO_IT: Final = frozenset(fold(w) for w in ("إليه", "إليها", "عليه", "عليها"))
_IT: Final = (fold("ه"), fold("ها"))


def stands_free(reading: Reading, first: int, kind: str) -> bool:
    """Can no preposition before govern a description: «في المطار | مساعد للوزير», «أمام المقر | المحتجون»?

    A noun without the article doesn't go on with one that has it, and «ون» ends no genitive.
    """
    norm = reading.tokens[first].norm
    if kind not in ("group", "asset") or first == 0 or len(norm) < _WORD:
        return False
    before = reading.tokens[first - 1]
    new = before.is_word and has_article(before.norm) and not has_article(norm) and norm[0] not in "وفبلك"
    return new or norm.endswith("ون")


def _says_so(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أعلنت الدوحة توصل الحكومة والحركة إلى اتفاق», «نفى المكتب زيارة الوزير»: who says so isn't one of them."""
    doer = _named_doer(word, who, roles)
    if doer is None:
        return
    tokens = word.reading.tokens
    for k in range(word.token - 1, max(word.first - 1, word.token - _FAR), -1):
        norm = tokens[k].norm
        if norm in (";", ":") or (norm in THAT and k < word.token - 1):
            return
        cue = cue_verb(norm)
        if cue is not None and cue[1].word.act in _SAY:
            break
    else:
        return
    behind = [s for s in who if k < s.first < word.token and s.case == ""]
    before = [s for s in who if k - NEAR <= s.last <= k and s.first >= word.first and s.case == ""]
    subject = min(behind, key=lambda s: s.first) if behind else max(before, key=lambda s: s.last, default=None)
    named = [s.entity for s in who if s.first > word.token]
    if subject is not None and not any(e is subject.entity for e in named):
        for role in (ACTOR, RECIPIENT):
            roles[role] = [e for e in roles[role] if e is not subject.entity]


def _named_doer(word: Word, who: Sequence[Standing], roles: Roles) -> Standing | None:
    """Who stands as the noun's own subject right behind it, where it can't be taken for its object."""
    noun = word.row.kind == "noun" or word.maybe_noun
    if not noun or word.row.pronoun or word.frame not in (*_MEETS, *_GOES):
        return None
    behind = sorted((s for s in who if word.token < s.first < word.last), key=lambda s: s.first)
    doer = next((s for s in behind if s.case in _BESIDE and s.entity in roles[ACTOR]), None)
    if doer is None or doer is not behind[0] or doer.first - word.token > NEAR:
        return None
    if doer.case == "" and doer.first != word.token + 1:
        return None
    if word.frame in _GOES:
        return doer if doer.kind in ("person", "group") else None
    # «نفى حماد لقاء البرهان» has him for one of the two
    others = [s for s in behind if s.entity is not doer.entity and s.entity in roles[ACTOR] and s.first > doer.first]
    return doer if any(s.case in _PARTNER or _and(word, s) for s in others) else None


def _and(word: Word, s: Standing) -> bool:
    return word.reading.tokens[s.first].norm.startswith("و")


def _some_of_them(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أربعين شابا أُفرج عن تسعة منهم»: it was done to the nine, and not to all of those named before."""
    tokens = word.reading.tokens
    for some in who:
        if some.kind != "group" or some.first < word.first or some.last > word.last:
            continue
        counted = tokens[some.first].is_number or counts(tokens[some.first].norm)
        if not counted or tokens[some.last - 1].norm not in OF_THEM:
            continue
        for role in (ACTOR, RECIPIENT):
            if some.entity in roles[role]:
                whole = [
                    s.entity for s in who
                    if s.kind == "group" and s.last <= some.first and s is not some and not _further(word, some)
                ]  # fmt: skip
                roles[role] = [e for e in roles[role] if e is some.entity or not any(e is w for w in whole)]


def _further(word: Word, s: Standing) -> bool:
    """«تفرقهم الشرطة | وتعتقل | عشرين منهم»: does a verb of its own stand between?"""
    return any(t.norm[0] in "وف" and verb_readings(t.norm) for t in word.reading.tokens[word.token + 1 : s.first])


def _by_himself(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استقال», «استقالة فلان»: nobody is acted on, so one who is thought to be did it."""
    if word.frame != "alone" or word.passive or word.row.pronoun or roles[ACTOR] or len(roles[RECIPIENT]) != 1:
        return
    alone = roles[RECIPIENT][0]
    if any(s.entity is alone and s.case == "" and s.kind != "asset" for s in who):
        move(alone, ACTOR, roles)


def _visitor(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«زيارة مرتقبة للوزير إلى سبها»: behind "of", before "to", stands who pays the visit."""
    if word.frame != "visit" or word.row.kind != "noun" or word.row.pronoun:
        return
    tokens = word.reading.tokens
    visitor = next((s for s in who if 0 < s.first - word.token <= _TITLED and s.case == "l"), None)
    if visitor is None or is_place(visitor.entity) or visitor.kind == "organization":
        return
    gap = [t.norm for t in tokens[word.token + 1 : visitor.first]]
    said = list(takewhile(lambda norm: not norm.startswith("ل"), gap))
    if len(said) > _ADJECTIVES or not all(is_adjective(norm) or norm.endswith(_FEMININE) for norm in said):
        return
    if not any(t.norm == _TO for t in tokens[visitor.last : min(word.last, visitor.last + _DESTINATION)]):
        return
    move(visitor.entity, ACTOR, roles)
    before = [s.entity for s in who if s.last <= word.token and s.entity is not visitor.entity]
    roles[ACTOR] = [e for e in roles[ACTOR] if not any(e is b for b in before)]


def _demands(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وطالبت القاهرة بالإفراج عنهم», where the verb begins the sentence: a land that it agrees with demands it."""
    if word.frame not in _DEMANDS or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    if (
        word.token != word.first
        or word.row.gender != "f"
        or word.row.plural
        or is_lemma(word.row.trigger.lemma, "urges")
    ):
        return
    behind = those_behind(word, who)
    if len(behind) != 1 or behind[0].first != word.token + 1 or not is_country(behind[0].entity):
        return
    land, tokens = behind[0], word.reading.tokens
    led = land.last < word.last and (tokens[land.last].norm.startswith("ب") or tokens[land.last].norm == _TO)
    if led and bare(tokens[land.first].norm) not in MASCULINE_LANDS:
        move(land.entity, ACTOR, roles)
        roles[ACTOR] = [land.entity]


def _parties(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«تسلم الجيش أسلحة تنفيذا لاتفاق | توصل إليه الرئيسان»: a clause about a paper has its parties behind its verb."""
    tokens = word.reading.tokens
    paper = next((k for k in (word.token, word.token - 1) if k >= word.first and _is_paper(tokens[k].norm)), None)
    if paper is None or paper + 2 >= word.last or not _is_paper_clause(tokens[paper + 1].norm, tokens[paper + 2].norm):
        return
    if any(s.first > paper for s in who):
        before = [s.entity for s in who if s.last <= paper]
        for role in (ACTOR, RECIPIENT):
            roles[role] = [e for e in roles[role] if not any(e is b for b in before)]


def _is_paper(norm: str) -> bool:
    return any(stem in _PAPERS for _, stem in splits(norm))


def _is_paper_clause(verb: str, behind: str) -> bool:
    """«توصل إليه», «وقعه الطرفان»: a verb that points back to the paper."""
    return bool(verb_readings(verb)) and (behind in _TO_IT or verb.endswith(_IT))


def _owner(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«اتهمت الفرقة السابعة | التابعة للجيش | الجماعة»: whose the one before is took no part beside it."""
    for s in who:
        if word.reading.tokens[s.first - 1].norm in _OWNED and any(o.last == s.first - 1 for o in who):
            for role in (ACTOR, RECIPIENT):
                roles[role] = [e for e in roles[role] if e is not s.entity]


_OWNED: Final = frozenset(map(fold, ("التابع", "التابعة", "التابعين", "التابعان")))

RULES: Final[tuple[Rule, ...]] = (_says_so, _some_of_them, _by_himself, _visitor, _demands, _parties, _owner)

"""Who attacks, who suffers, who only disperses or is suspected: sides of armed acts and protests that grammar settles.

The votes weigh a mention by how near it stands; here a word between it and the act says what it is to it: the dead do
nothing, «حاجزا لقوات …» belongs to those it was taken from, who disperses a demonstration doesn't demonstrate, and
«للاشتباه في تورطهم في خطف …» leaves the act to the suspects.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.groups import counts, group_noun, is_number
from marsad.analysis.entities.mending import OWNERS
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_verb, verb_readings
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .extents import LEANING, one_does
from .raids import AT_WHAT, SUFFERED, attack_behind, attacks
from .sides import (
    ACTOR,
    MUTUAL,
    NEAR,
    RECIPIENT,
    Roles,
    Rule,
    Standing,
    Word,
    is_joined,
    move,
    right_beside,
    those_before,
)

_HURT: Final = frozenset(
    fold(w)
    for w in (
        *("قتيل", "قتيلا", "قتيلان", "قتيلين", "قتلى", "جريح", "جريحا", "جريحان", "جريحين", "جرحى", "شهيد", "شهيدا"),
        *("شهيدان", "شهيدين", "شهداء", "ضحية", "ضحايا", "مصاب", "مصابا", "مصابون", "مصابين", "مفقود", "مفقودين"),
    )
)
_INVOLVED: Final = frozenset(
    fold(w)
    for w in (
        *("تورط", "ضلوع", "مشاركة", "اشتباه", "صلة", "وقوف", "متورط", "متورطين", "متورطون", "ضالع", "ضالعين"),
        *("ضالعون", "مشتبه", "متهم", "متهمين", "متهمون", "تهمة", "تهم", "مسؤولية", "اتهام"),
    )
)
"""Words that make the act before which they stand that of a suspect."""
_TO_IT: Final = frozenset(fold(w) for w in ("في", "ب", "وراء", "خلف", "بهم", "به", "عن", "لهم"))
_AIMED: Final = frozenset(fold(w) for w in ("على", "تابع", "تابعة", "ضد"))
_ACTS: Final = frozenset(
    fold(w)
    for w in (
        *("إصابة", "مقتل", "مهاجمة", "استهداف", "اغتيال", "خطف", "اختطاف", "قصف", "توقيف", "اعتقال", "اعتقالات"),
        *("اقتحام", "اقتحامات", "غارة", "غارات", "هجوم", "هجمات", "تفجير", "تفجيرات", "اشتباك", "اشتباكات"),
    )
)
_EXPOSED: Final = frozenset(fold(w) for w in ("تعرض", "تعرضت", "تعرضوا", "تعرضا", "أصيب", "أصيبت", "أصيبوا", "أصيبا"))
"""The same behind their subject: «دورية تعرضت لكمين»."""
_ASIDE: Final = 14
"""Tokens of an aside between a subject and its verb."""
_FROM: Final = fold("من")
_AGAINST: Final = fold("ضد")
_BELONGING: Final = LEANING | frozenset(
    fold(w + e) for w in ("انتماء", "انتمائ", "ارتباط", "صلت", "ولائ", "تبعيت") for e in ("ه", "ها", "هم", "هما")
)
"""Words between a body and the other that it leans to, also before a preposition: «يُشتبه في انتمائهم إلى تنظيم كذا»."""
_HELPED: Final = frozenset(fold(w + e) for w in ("مدعوم", "مسنود", "معزز") for e in ("", "ا", "ة", "ين", "ون"))
_HELP: Final = frozenset(
    fold(w) for w in ("بإسناد", "بدعم", "بالتنسيق", "بمساندة", "بمشاركة", "بالتعاون", "بتنسيق", "بمؤازرة", "بالاشتراك")
)
"""Words behind which stands who helped in an act, and didn't suffer it."""
_HARM: Final = ("ASSAULT", "COERCE", "MOBILIZE")
_OWN: Final = ("ASSAULT", "COERCE", "AID", "RETREAT")
_ALREADY: Final = frozenset(fold(w) for w in ("قد", "كان", "كانت"))
_DONE_TO: Final = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REQUEST")
_SUSPECTED: Final = 5
"""Tokens before the act among which such a word stands."""
_BLAMED: Final = ("ASSAULT", "COERCE", "PROTEST", "AID")
_OTHERS: Final = frozenset(map(fold, ("آخرون", "آخرين")))
_AMONG: Final = frozenset(map(fold, ("بينهم", "بينهما", "بينها", "منهم", "بينهن")))
_DISPERSED: Final = 8
"""Tokens before a demonstration among which what was done to it stands."""


def _leave_out(entity: object, roles: Roles) -> None:
    for role in (ACTOR, RECIPIENT):
        roles[role] = [e for e in roles[role] if e is not entity]


def _hurt(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«قتلى وجرحى في قصف»: the dead and the wounded suffered it."""
    if word.row.trigger.type != "ASSAULT":
        return
    for s in who:
        head = word.reading.tokens[s.first].norm
        if s.entity in roles[ACTOR] and s.kind == "group" and any(stem in _HURT for _, stem in splits(head)):
            move(s.entity, RECIPIENT, roles)


def _no_act(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«مقتل أربعة وإصابة آخرين», «شن تسع غارات»: a noun that tells an act itself is nobody, counted or not."""
    for s in who:
        norm = word.reading.tokens[s.first].norm
        number = s.last - s.first == 2 and counts(norm)
        act = word.reading.tokens[s.last - 1].norm
        if s.kind != "group" or not (number or s.last - s.first == 1):
            continue
        if any(stem in _ACTS for _, stem in splits(act)):
            _leave_out(s.entity, roles)


def _named_before(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وهدد المحافظ …»: where the subject stands right behind the verb, nobody of an earlier sentence did it too."""
    if word.row.kind != "verb" or word.row.pronoun or word.frame in MUTUAL or word.frame == "receive" or word.passive:
        return
    subject = right_beside(word, who)
    if subject is None or subject.entity not in roles[ACTOR] or subject.first > word.token + NEAR:
        return
    here = [s.entity for s in who if word.first <= s.first < word.last]
    roles[ACTOR] = [e for e in roles[ACTOR] if any(e is h for h in here)]


def _on_the_way(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«واتهم الوزير الجماعة …، مطالبا المجتمع الدولي»: who does it on the way is the subject, and not its object."""
    if word.row.kind != "participle" or word.row.passive or len(roles[ACTOR]) < 2:
        return
    tokens = word.reading.tokens
    verb = next((k for k in range(word.token - 1, word.first - 1, -1) if _finite(tokens[k].norm)), None)
    if verb is None:
        return
    behind = [s for s in who if s.entity in roles[ACTOR] and verb < s.first < word.token and s.case == ""]
    first = min(behind, key=lambda s: s.first, default=None)
    if first is None or first.first - verb > NEAR:
        return
    if not any(tokens[s.first].norm.startswith("و") for s in behind if s is not first):
        roles[ACTOR] = [first.entity]


def _finite(norm: str) -> bool:
    return is_verb(norm) and not has_article(norm) and not is_adjective(norm)


def _belongs(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«هاجمت حاجزا لقوات الأمن»: whose what was attacked is suffers too."""
    if word.row.trigger.type != "ASSAULT" or word.frame in MUTUAL or word.passive:
        return
    tokens = word.reading.tokens
    for s in who:
        if s.case != "l" or s.first <= word.token + 1 or s.entity not in roles[ACTOR]:
            continue
        between = tokens[word.token + 1 : s.first]
        # «غارات طالت منشآت تابعة للحزب»: behind the noun alone "of" names who did it («هجوم عنيف للحزب»)
        aimed = word.row.kind == "verb" or any(is_verb(t.norm) or t.norm in _AIMED for t in between)
        if aimed and not any(t.norm in (",", ";", ":") for t in between):
            move(s.entity, RECIPIENT, roles)


def _whose_raid(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«في قصف مدفعي لقوات كذا على المخيم»: "of" behind the noun of an attack and its adjectives names who made it."""
    if word.row.trigger.type != "ASSAULT" or word.agent_at > 0 or word.frame in MUTUAL:
        return
    tokens = word.reading.tokens
    noun = word.token if attacks(tokens[word.token].norm) else attack_behind(word.reading, word.token)
    if noun is None:
        return
    aimed = any(r.trigger.lemma in AT_WHAT for r in attacks(tokens[noun].norm))
    for s in who:
        gap = [t.norm for t in tokens[noun + 1 : s.first]]
        if s.case != "l" or s.first <= noun or s.kind not in ("organization", "group") or s.entity in roles[ACTOR]:
            continue
        if all(is_adjective(w) for w in gap) and (gap or not aimed):
            move(s.entity, ACTOR, roles)


def _dispersed(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«فرقت الشرطة مظاهرة نظمها طلاب»: who disperses a demonstration takes no part in it."""
    if word.row.trigger.type != "PROTEST" or word.row.kind != "noun":
        return
    tokens = word.reading.tokens
    for k in range(word.token - 1, max(word.first - 1, word.token - _DISPERSED), -1):
        if tokens[k].norm in (",", ";", ":"):
            continue
        if any(r.kind == "verb" and r.trigger.mode == "crowd-control" for r in trigger_readings(tokens[k].norm)):
            for s in who:
                if s.case == "" and (k < s.first < word.token or word.first <= s.last == k):
                    _leave_out(s.entity, roles)
            return


def _before_it(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«كان المجلس قد طرد القوات»: whose subject stands before the verb has its object right behind it."""
    if word.row.kind != "verb" or word.row.pronoun or word.frame in MUTUAL or word.frame == "receive" or word.passive:
        return
    tokens = word.reading.tokens
    behind = right_beside(word, who)
    before = [s for s in those_before(word, who) if all(t.norm in _ALREADY for t in tokens[s.last : word.token])]
    if behind is None or not before or behind.first != word.token + 1:
        return
    subject = max(before, key=lambda s: s.last)
    both = subject.entity in roles[ACTOR] and behind.entity in roles[ACTOR] and subject.entity is not behind.entity
    if both and word.row.gender != "first" and word.row.trigger.type in _DONE_TO:
        move(behind.entity, RECIPIENT, roles)


def _suspected(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أوقف الدرك أربعة للاشتباه في تورطهم في خطف رهينة»: the act is the suspects', and not of who took them."""
    if not (word.row.kind == "noun" or word.maybe_noun) or word.row.trigger.type not in _BLAMED:
        return
    tokens = word.reading.tokens
    cue = None
    for k in range(word.token - 1, max(word.first - 1, word.token - 1 - _SUSPECTED), -1):
        if not tokens[k].is_word:
            return
        if any(stem in _INVOLVED for _, stem in splits(_owned(tokens[k].norm))):
            cue = k
        elif function_class(tokens[k].norm) is None and bare(tokens[k].norm) not in _TO_IT:
            break
    if cue is None:
        return
    before = [s for s in who if word.first <= s.first and s.first < cue and s.kind in ("person", "group")]
    suspect = max(before, key=lambda s: s.first, default=None)
    if suspect is None:
        return
    for s in who:
        if s.first < cue:
            _leave_out(s.entity, roles)
    roles[ACTOR] = [suspect.entity]
    roles[RECIPIENT] = [e for e in roles[RECIPIENT] if e is not suspect.entity]


def _owned(norm: str) -> str:
    """«تورطهم» without the pronoun."""
    return next(
        (norm[: -len(p)] for p in ("هما", "هم", "ها", "ه") if norm.endswith(p) and len(norm) > len(p) + 3), norm
    )


def _hit(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وأصيب عشرات آخرون في قصف»: the subject of such a verb suffered, whatever word tells the attack."""
    if word.row.trigger.type != "ASSAULT":
        return
    tokens = word.reading.tokens
    for s in who:
        before = tokens[s.first - 1].norm if s.first else ""
        behind = tokens[_aside_end(word, s.last)].norm if s.last < word.last else ""
        hit = before in SUFFERED or behind in _EXPOSED
        if hit and s.kind in ("group", "person", "organization") and s.entity in roles[ACTOR]:
            move(s.entity, RECIPIENT, roles)


def _aside_end(word: Word, at: int) -> int:
    """«دورية، مدعومة بمروحية، | تعرضت لكمين»: where a clause goes on behind an aside that begins at a token."""
    tokens = word.reading.tokens
    if tokens[at].norm != ",":
        return at
    close = (k for k in range(at + 1, min(word.last - 1, at + _ASIDE)) if tokens[k].norm == ",")
    return next(close, at - 1) + 1


def _of_them(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«قُتل ضابطان من قوات الشرطة», «عناصر قوات الشرطة»: to whom the victims belong did nothing."""
    if word.row.trigger.type != "ASSAULT" or word.agent_at > 0 or word.frame in MUTUAL:
        return
    tokens = word.reading.tokens
    for s in who:
        if (
            s.kind == "organization"
            and s.case == ""
            and any(o.last == s.first and o.kind == "group" and o.entity in roles[RECIPIENT] for o in who)
        ):
            roles[ACTOR] = [e for e in roles[ACTOR] if e is not s.entity]
    for s in who if _suffers(word) else ():
        if s.kind == "organization" and s.case == "from" and s.entity in roles[ACTOR] and s.first > word.first + 1:
            norm = tokens[s.first - 2].norm
            if tokens[s.first - 1].norm == _FROM and (group_noun(norm) is not None or is_number(norm)):
                roles[ACTOR] = [e for e in roles[ACTOR] if e is not s.entity]


def _also_hurt(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«قُتل تسعة مدنيين وأصيب 23 آخرون», «12 شخصا بينهم طفلان»: one attack has one group of victims, told first."""
    if word.row.trigger.type != "ASSAULT" or len(roles[RECIPIENT]) < 2:
        return
    tokens = word.reading.tokens
    hit = sorted((s for s in who if s.entity in roles[RECIPIENT]), key=lambda s: s.first)
    for s in hit[1:]:
        others = s.last - s.first == 2 and bare(tokens[s.last - 1].norm) in _OTHERS
        among = tokens[s.first - 1].norm in _AMONG
        if s.kind == "group" and (others or among) and hit[0].kind == "group":
            roles[RECIPIENT] = [e for e in roles[RECIPIENT] if e is not s.entity]


def _of_that(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«مقتل جندي برصاص رجل قبل أن | تقتله | الشرطة»: who stands behind a verb behind "that" did only what it tells."""
    if word.row.trigger.type != "ASSAULT":
        return
    tokens = word.reading.tokens
    for s in who:
        if s.entity not in roles[ACTOR] or s.case or s.first - word.token <= 2:
            continue
        verb, that = tokens[s.first - 1].norm, tokens[s.first - 2].norm
        if that in THAT and any(pronoun for *_, pronoun in verb_readings(verb)):
            roles[ACTOR] = [e for e in roles[ACTOR] if e is not s.entity]


def _next_speaks(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«الحركة تستهدف الموكب | والحكومة تؤكد نجاته», told again below: the second half's subject did nothing."""
    if word.row.trigger.type not in _HARM:
        return
    tokens = word.reading.tokens
    before = sorted((s for s in who if s.last <= word.first and s.entity in roles[ACTOR]), key=lambda s: s.first)
    for one, other in pairwise(before):
        if other.first > one.last and is_joined(word.reading, other) and one_does(tokens[other.last].norm):
            roles[ACTOR] = [e for e in roles[ACTOR] if e is not other.entity]


def _suffers(word: Word) -> bool:
    """Is it told by what the victims suffered?"""
    return word.passive or word.reading.tokens[word.token].norm in SUFFERED or word.row.kind == "noun"


def _two_objects(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«حرر 23 رهينة وقتل سبعة مسلحين»: verbs of different acts have each their own object."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or word.row.trigger.type not in _OWN:
        return
    there = [s for s in who if s.entity in roles[RECIPIENT] and s.kind in ("group", "person", "asset")]
    own = [s for s in there if 0 <= s.first - word.token - 1 <= NEAR and not _theirs(word.reading, s)]
    if not own or len(there) < 2:
        return
    nxt = next((k for k in range(own[0].last, word.last) if _other_act(word, k)), None)
    before = next((k for k in range(word.token - 1, word.first - 1, -1) if _other_act(word, k, joined=False)), None)
    joined = word.reading.tokens[word.token].norm.startswith("و")
    for s in there:
        later = nxt is not None and s.first > nxt
        earlier = joined and before is not None and before < s.first < word.token
        if (later or earlier) and s.entity is not own[0].entity:
            roles[RECIPIENT] = [e for e in roles[RECIPIENT] if e is not s.entity]


def _theirs(reading: Reading, s: Standing) -> bool:
    """«وأطلقت سراحهما»: does a pronoun at its end mean somebody named before?"""
    return reading.text[: reading.tokens[s.last - 1].end].endswith(OWNERS)


def _other_act(word: Word, k: int, *, joined: bool = True) -> bool:
    """Does a verb of another kind of act stand at a token, joined by "and"?"""
    norm = word.reading.tokens[k].norm
    if joined and norm[0] != "و":
        return False
    types = {r.trigger.type for r in trigger_readings(norm) if r.kind == "verb" and not r.pronoun}
    return bool(types & {*_OWN}) and word.row.trigger.type not in types


def _they(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«هاجم مستوطنون القرية تحت حماية الجيش، ونهبوا»: several who did the last thing did this, and nobody between."""
    tokens = word.reading.tokens
    if word.row.kind != "verb" or not word.row.plural or word.row.pronoun or word.passive:
        return
    if word.row.gender == "first" or tokens[word.token].norm[0] != "و":
        return
    for k in range(word.token - 1, word.first - 1, -1):
        if not _finite(tokens[k].norm):
            continue
        subject = next((s for s in who if s.first == k + 1 and s.kind == "group" and s.case == ""), None)
        if subject is not None and tokens[k + 1].norm.endswith(("ون", "ان")):
            roles[ACTOR] = [subject.entity]
            roles[RECIPIENT] = [e for e in roles[RECIPIENT] if e is not subject.entity]
        if subject is not None or not tokens[k].norm.endswith("وا"):
            return


def _against(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«نفذت الوحدات عملية ضد المهربين أسفرت عن توقيف تسعة»: against whom it was did nothing beside who did it."""
    if word.row.trigger.type not in _DONE_TO or len(roles[ACTOR]) < 2:
        return
    for s in who:
        if s.first and word.reading.tokens[s.first - 1].norm == _AGAINST and s.entity in roles[ACTOR]:
            if roles[RECIPIENT]:
                _leave_out(s.entity, roles)
            else:
                move(s.entity, RECIPIENT, roles)


def _own_object(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«توقيف تسعة أجانب وضبط شاحنتين»: whoever stands before "and" with a noun that has its object was not seized."""
    tokens = word.reading.tokens
    noun = word.row.kind == "noun" or word.maybe_noun
    if not noun or word.row.pronoun or word.row.trigger.type != "COERCE" or word.row.prefix != "و":
        return
    behind = tokens[word.token + 1].norm if word.token + 1 < word.last else ""
    if not behind or not (counts(behind) or behind.isdecimal() or group_noun(behind) is not None):
        return
    later = [s.entity for s in who if s.first > word.token]
    before = [s.entity for s in who if s.last <= word.token and not any(s.entity is e for e in later)]
    roles[RECIPIENT] = [e for e in roles[RECIPIENT] if not any(e is b for b in before)]


def _leans(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«الجماعة الموالية لتنظيم القاعدة»: to whom somebody leans did not do it beside him."""
    tokens = word.reading.tokens
    for s in who:
        if s.first < 2 or not (tokens[s.first - 1].norm in LEANING or tokens[s.first - 2].norm in _BELONGING):
            continue
        for role in (ACTOR, RECIPIENT):
            if s.entity in roles[role] and any(
                o.entity is not s.entity and o.last <= s.first - 1 and o.entity in roles[role] for o in who
            ):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _helped(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«سيطر الجيش مدعوما بمقاتلين», «غارة بالتنسيق مع الحكومة»: who helped in it did not suffer it."""
    if word.row.trigger.type not in _HARM:
        return
    tokens = word.reading.tokens
    for s in who:
        if s.entity not in roles[RECIPIENT] or s.first < 2:
            continue
        near = [t.norm for t in tokens[s.first - 2 : s.first]]
        if near[1] in _HELPED:
            move(s.entity, ACTOR, roles)
        elif near[1] in _HELP or near[0] in _HELP:
            _leave_out(s.entity, roles)


RULES: Final[tuple[Rule, ...]] = (
    _they, _against, _own_object, _leans, _hurt, _no_act, _belongs, _whose_raid, _dispersed, _before_it, _named_before,
    _on_the_way, _suspected, _hit, _of_them, _of_that, _next_speaks, _helped, _two_objects,
    _also_hurt,
)  # fmt: skip

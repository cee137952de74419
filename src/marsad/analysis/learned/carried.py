"""More of who acted and who was acted on: verbs that need somebody behind them, and nouns that say who did it.

«وحث الحوثيين على الحوار» has nobody but them behind a verb that must be said to somebody; «حارسان أوقفا أمس» has
nobody at all behind a verb that somebody suffers; behind «وساطة قادها الوالي» the mediator is named, whoever stands
before it. The rest is in `sides`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from marsad.analysis.entities.mending import OWNERS
from marsad.analysis.entities.people import title_word
from marsad.analysis.events.roles import is_country, is_object
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, verb_readings
from marsad.lexicon.paradigms import without_object
from marsad.text.views import fold

from .sides import (
    ACTOR,
    MUTUAL,
    NEAR,
    RECIPIENT,
    Roles,
    Rule,
    Standing,
    Word,
    is_lemma,
    move,
    nothing_behind,
    right_beside,
    says,
    subject_of,
    those_before,
    those_behind,
)  # fmt: skip

_SUBJECTS: Final = "ون"
"""The ending of a plural that is no object: «وحث المقاتلون»."""
_BY_IT: Final = frozenset(fold(w) for w in ("به", "بها", "بهما"))
_IN: Final = fold("في")
_RECEPTION: Final = fold("استقبال")
_RECEIVERS: Final = frozenset(fold(w) for w in ("مستقبلي", "مستقبل"))
_NOUN: Final = 4
"""Letters of the shortest noun with its owner's pronoun."""
_ACCUSE: Final = "اتهم"
_SELF: Final = frozenset(
    fold(a + b) for a in ("نفس", "ذات", "كل", "جميع", "كاف", "وحد", "بأكمل") for b in ("ه", "ها", "هم", "هما")
)
"""Words that go on with who stands before them."""
_ASIDE: Final = 3
"""Tokens between subject and object: a time between commas."""
_HALL: Final = 8
"""Tokens from «في استقباله» to the host: the airport, a title."""
_THEIRS: Final = frozenset(fold(w) for w in ("سراحهم", "سبيلهم", "سراحهما", "سراحهن", "عنهم", "عنهما"))
"""Whose release it is, right behind the verb: «أُطلق | سراحهم»."""
_ONE_BODY: Final = frozenset(fold(w) for w in ("وفد", "فريق", "فصيل", "طاقم", "جيش", "تنظيم", "لواء"))
"""Groups that act as one man: «الفصيل أطلق سراحهم»."""
_THEREIN: Final = frozenset(fold(w) for w in ("فيه", "فيها", "به", "بها", "فيهما", "خلاله", "خلالها"))
_WHO: Final = frozenset(fold(w) for w in ("الذي", "التي"))
MASCULINE_LANDS: Final = frozenset(
    bare(fold(w)) for w in ("لبنان", "العراق", "المغرب", "السودان", "اليمن", "الأردن", "الصومال", "الفاتيكان", "جنوب")
)
"""Lands before which a verb stands in the masculine; the names of all others are feminine."""
_TOGETHER: Final = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "PROTEST")
"""Types in which who leads others takes part as they do."""
_HAD: Final = fold("قد")
_WAS: Final = frozenset(fold(w) for w in ("كان", "كانت", "كانوا", "كانا"))
_WAS_REACH: Final = 14
"""Tokens from «كان» to the verb behind «قد»."""
_NEAR_WAS: Final = 4
"""Tokens from «كان» to the subject, a title between."""
_SUFFERED: Final = ("ASSAULT", "COERCE", "RETREAT", "SANCTION", "AID")
"""Types of verbs that may be passive without a sign of it: «قد أوقفا»."""
_TO_IT: Final = frozenset(fold(w) for w in ("له", "لها", "لهما"))


def _needy(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وحث الحوثيين على …»: some verbs have whom they need behind them; «حارسان أوقفا أمس»: or else are passive."""
    if word.row.kind != "verb" or word.row.pronoun or word.row.gender == "first":
        return
    if word.agent_at > 0 or word.frame in MUTUAL or word.frame == "receive":
        return
    urged = is_lemma(word.row.trigger.lemma, "urges")
    if not urged and not is_lemma(word.row.trigger.lemma, "seizes"):
        return
    behind, near = those_behind(word, who), right_beside(word, who)
    if near is not None:
        if all(s.entity is near.entity for s in behind) and _is_all(word, near, urged=urged):
            move(near.entity, RECIPIENT, roles)
    elif not urged and not behind and nothing_behind(word, word.token + 1) and not _done_to_another(word, who, roles):
        subject = subject_of(word, who)
        if subject is not None and subject.kind != "organization" and len(roles[ACTOR]) == 1:
            move(subject.entity, RECIPIENT, roles)


def _done_to_another(word: Word, who: Sequence[Standing], roles: Roles) -> bool:
    """«كان مسلحون قد خطفوا في يناير الطبيب»: does whom it was done to stand behind a time or place?"""
    return any(s.first > word.token and s.entity in roles[RECIPIENT] for s in who)


def _is_all(word: Word, near: Standing, *, urged: bool) -> bool:
    """Can nobody else be meant behind the verb? "In" and "since" may stand before an object, "to" of urging can't."""
    tokens = word.reading.tokens
    gap = tokens[word.token + 1 : near.first]
    if tokens[near.first].norm.endswith(_SUBJECTS) or not all(title_word(t.norm) for t in gap):
        return False
    if near.last >= word.last or tokens[near.last].norm == ".":
        return True
    return urged and tokens[near.last].norm != "," and nothing_behind(word, near.last)


def _carried(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«انصرفوا بعد وساطة قادها الوالي»: who carried it out is named behind the noun, and nobody before it did."""
    if word.row.kind != "noun" or word.row.pronoun or not _circumstance(word):
        return
    tokens = word.reading.tokens
    part = ""
    for k in range(word.token + 1, min(word.last - 1, word.token + NEAR)):
        norm, behind = tokens[k].norm, tokens[k + 1].norm
        if not tokens[k].is_word:
            return
        if says(norm, "joins"):
            part = "all"
        elif any(says(inner, "does") for inner, _ in without_object(norm)) or (
            behind in _BY_IT and says(norm, "steps")
        ):
            part = ACTOR
        elif behind in _TO_IT and says(norm, "takes"):
            part = RECIPIENT
        if part:
            break
    named = sorted((s for s in who if k < s.first < word.last and s.case == ""), key=lambda s: s.first) if part else []
    if not named or named[0].first - k > NEAR:
        return
    if part != "all":
        move(named[0].entity, part, roles)
    kept = [s.entity for s in who if s.first > word.token]
    for s in who:
        if s.last <= word.token and not any(s.entity is e for e in kept):
            for role in (ACTOR, RECIPIENT) if part == "all" else (ACTOR,):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _circumstance(word: Word) -> bool:
    """Does a preposition or "that" stand before the noun: «إثر لقاء», «أن لقاء»?"""
    before = word.reading.tokens[word.token - 1].norm if word.token > word.first else ""
    attached = word.row.prefix.lstrip("وف") in ("ب", "ل", "لل")
    return attached or (bool(before) and function_class(before) in ("preposition", "complementizer", "time"))


def _invites(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استضاف الوزير محادثات بين وفدين»: whose guests others are is no guest himself."""
    if word.frame != "host" or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    before = those_before(word, who)
    subject = before[-1] if before and word.token - before[-1].last <= 1 else right_beside(word, who)
    if subject is not None and any(e is not subject.entity for e in roles[ACTOR]):
        move(subject.entity, RECIPIENT, roles)


def _receives(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استقبل الوزير في مكتبه السفير», «الوزير استقبل السفير»: the first of the two is the host."""
    if word.frame != "receive" or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    tokens = word.reading.tokens
    behind = [s for s in who if word.token < s.first < word.last and _free(word.reading, s)]
    behind.sort(key=lambda s: s.first)
    before = next((s for s in who if s.last == word.token and s.kind == "person"), None)
    host = before or next(iter(behind), None)
    if host is None or host.entity not in roles[ACTOR] or is_object(word.reading, host.first, host.kind):
        return
    if before is None and any(not t.is_word or _governs(t.norm) for t in tokens[word.token + 1 : host.first]):
        return
    guests = [s for s in behind if s.first >= host.last or before is not None]
    others = [s for s in guests if s.entity in roles[ACTOR] and s.entity is not host.entity]
    if before is None and others and not roles[RECIPIENT] and not tokens[others[0].first].norm.startswith("و"):
        # «استقبل الوزير في مكتبه السفير», both of whom were taken for guests
        move(host.entity, RECIPIENT, roles)
        return
    guests = [s for s in guests if s.entity in roles[RECIPIENT] and s.entity is not host.entity]
    if guests and not tokens[guests[0].first].norm.startswith("و"):
        if before is not None:
            # «استقبل السفير وأبلغه احتجاج الجزائر»: only whom he received was taken for the host
            roles[ACTOR] = [host.entity]
        for s in guests:
            move(s.entity, ACTOR, roles)
        move(host.entity, RECIPIENT, roles)


def _governs(norm: str) -> bool:
    return bool(verb_readings(norm)) or function_class(norm) in ("preposition", "complementizer", "relative")


def _free(reading: Reading, s: Standing) -> bool:
    """Is it governed by no preposition: «في استقباله | الوالي», «في مكتبه | السفير» end before it?"""
    before = reading.tokens[s.first - 1]
    return s.case == "" or reading.text[before.start : before.end].endswith(OWNERS)


def _welcomed(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وصل المبعوث وكان في استقباله الوالي»: who stands behind is the host, and so are those joined to him."""
    if word.frame not in ("arrive", "visit", "receive"):
        return
    tokens = word.reading.tokens
    reception = next((k for k in range(word.token, word.last) if _in_his_reception(word, k)), None)
    if reception is None:
        return
    hosts = sorted((s for s in who if s.first > reception), key=lambda s: s.first)
    hosts = [s for s in hosts if s.case == "also" or _free(word.reading, s) or tokens[s.first].norm.startswith("و")]
    guests = [s for s in who if s.last <= reception and not any(s.entity is h.entity for h in hosts)]
    if hosts and hosts[0].first - reception <= _HALL and guests and tokens[reception].is_word:
        for s in hosts:
            move(s.entity, RECIPIENT, roles)


def _in_his_reception(word: Word, k: int) -> bool:
    """«في استقباله», «باستقبالهم», «في مقدمة مستقبليه»."""
    norm, before = word.reading.tokens[k].norm, word.reading.tokens[k - 1].norm if k else ""
    stems = [inner for inner, _ in without_object(norm.removeprefix("ب"))]
    if any(inner == _RECEPTION for inner in stems):
        return norm[0] == "ب" or before == _IN
    return any(inner in _RECEIVERS for inner in stems)


def _lands(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«اتهم فيها الجزائر», «دعت لبنان»: a land that the verb doesn't agree with is no subject of it."""
    if word.row.kind != "verb" or word.row.pronoun or word.row.plural or word.frame in MUTUAL or word.passive:
        return
    land = right_beside(word, who)
    if word.maybe_noun or land is None or land.kind != "place" or not is_country(land.entity):
        return
    gap = word.reading.tokens[word.token + 1 : land.first]
    if len(gap) > 1 or any(t.norm not in _THEREIN for t in gap):
        return
    masculine = bare(word.reading.tokens[land.first].norm) in MASCULINE_LANDS
    if (word.row.gender == "m" and not masculine) or (word.row.gender == "f" and masculine):
        move(land.entity, ACTOR if word.frame == "receive" else RECIPIENT, roles)
        before = those_before(word, who)
        if not roles[ACTOR] and before and before[-1].entity in roles[RECIPIENT] and word.frame != "receive":
            # «تصريحات أدلى بها الوزير واتهم فيها الجزائر»
            move(before[-1].entity, ACTOR, roles)


def _owns(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«سحبت مالي سفراءها وأغلقت الجزائر مجالها»: before an object with its owner stands the subject, and none else."""
    if word.row.kind != "verb" or word.row.pronoun or word.passive or word.frame in (*MUTUAL, "receive"):
        return
    subject = right_beside(word, who)
    if subject is None or subject.first != word.token + 1 or subject.last >= word.last:
        return
    token = word.reading.tokens[subject.last]
    raw = word.reading.text[token.start : token.end]
    its = raw.endswith("ها" if word.row.gender == "f" else "ه") and len(raw) > _NOUN
    if not its or token.norm[0] in "بلكوف" or token.norm in _SELF or _governs(token.norm) or function_class(token.norm):
        return
    move(subject.entity, ACTOR, roles)
    if word.reading.tokens[word.token].norm[0] == "و":
        others = [s.entity for s in who if s.last <= word.token and s.entity is not subject.entity]
        roles[ACTOR] = [e for e in roles[ACTOR] if not any(e is o for o in others)]


def _went_on(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«القوات كبّدت المليشيا خسائر واستولت …»: who stood behind the verb before was its object."""
    tokens = word.reading.tokens
    if word.row.kind != "verb" or word.row.pronoun or tokens[word.token].norm[0] != "و":
        return
    before = [s for s in those_before(word, who) if s.entity in roles[ACTOR]]
    for one, other in pairwise(before):
        verb = [k for k in range(one.last, other.first) if _acts(tokens[k].norm)]
        if len(verb) == 1 and verb[0] == one.last and other.first == verb[0] + 1 and one.entity is not other.entity:
            roles[ACTOR] = [e for e in roles[ACTOR] if e is not other.entity]


def _acts(norm: str) -> bool:
    return any(not pronoun for *_, pronoun in verb_readings(norm))


def _second(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«سلمت السلطات، الجمعة، المغرب مواطنا»: of two behind a verb that one does to another the second is no subject."""
    if word.row.kind != "verb" or word.row.pronoun or word.row.plural or word.passive or roles[RECIPIENT]:
        return
    if word.frame in (*MUTUAL, "receive", "deploy", "transport") or word.row.trigger.type in _TOGETHER:
        return
    subject, tokens = right_beside(word, who), word.reading.tokens
    if subject is None or subject.entity not in roles[ACTOR]:
        return
    for s in those_behind(word, who):
        gap = tokens[subject.last : s.first]
        if s.entity is subject.entity or s.entity not in roles[ACTOR] or tokens[s.first].norm.startswith("و"):
            continue
        if len(gap) <= _ASIDE and not any(_governs(t.norm) or t.norm in (";", ":", ".") for t in gap):
            move(s.entity, RECIPIENT, roles)
        return


def _leader(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«قوات يقودها العميد … ضبطت»: who leads those who did it, or to whom it was done, is only named in passing."""
    if word.row.trigger.type in _TOGETHER:
        return
    tokens = word.reading.tokens
    for s in who:
        k = s.first - 1
        while k > max(word.first, s.first - NEAR) and title_word(tokens[k].norm):
            k -= 1
        led = any(pronoun and says(inner, "heads") for inner, pronoun in without_object(tokens[k].norm))
        if led and tokens[k - 1].norm in _WHO and any(e is not s.entity for e in (*roles[ACTOR], *roles[RECIPIENT])):
            for role in (ACTOR, RECIPIENT):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _freed(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«الرهائن، وبينهم تسع نساء، أُطلق سراحهم»: those whose the pronoun is were freed, and nobody here freed them."""
    tokens, at = word.reading.tokens, word.token
    if word.row.kind != "verb" or word.row.trigger.type != "RETREAT" or word.row.plural or word.row.gender != "m":
        return
    if at + 1 >= word.last or tokens[at + 1].norm not in _THEIRS or tokens[at].norm[0] == "و":
        return
    before = [s for s in those_before(word, who) if s.kind == "group" and not s.case]
    freed = next((s for s in before if s.entity in roles[ACTOR] and bare(tokens[s.first].norm) not in _ONE_BODY), None)
    if freed is None or any(s.entity in roles[ACTOR] for s in those_behind(word, who)):
        return
    roles[ACTOR] = [e for e in roles[ACTOR] if e is not freed.entity]
    roles[RECIPIENT] = [freed.entity]


def _accuser(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«بعد اتهام الحركة الطيران بالقصف»: two behind the noun are who accuses and whom, and nobody before it is."""
    if word.row.kind != "noun" or word.row.pronoun or word.row.trigger.lemma != _ACCUSE:
        return
    behind = those_behind(word, who)
    if len(behind) > 1 and behind[0].first == word.token + 1 and behind[1].first == behind[0].last:
        roles[ACTOR], roles[RECIPIENT] = [behind[0].entity], [behind[1].entity]


def _had(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وكان ضابطان قد أوقفا», «كانت الجزائر قد عارضت»: who stands between the two is the subject, and none before."""
    tokens = word.reading.tokens
    if word.row.kind != "verb" or word.frame in ("receive", "host") or tokens[word.token - 1].norm != _HAD:
        return
    first = max(word.first, word.token - _WAS_REACH)
    was = next((k for k in range(word.token - 2, first - 1, -1) if tokens[k].norm.lstrip("وف") in _WAS), None)
    if was is None:
        return
    here = sorted((s for s in who if was < s.first < word.token and s.case == ""), key=lambda s: s.first)
    if not here or here[0].first - was > _NEAR_WAS:
        return
    subject = here[0].entity
    suffers = subject in roles[RECIPIENT] and word.row.trigger.type in _SUFFERED
    if not suffers:
        move(subject, ACTOR, roles)
    part = RECIPIENT if suffers else ACTOR
    before = [s.entity for s in who if s.first < was and not any(s.entity is h.entity for h in here)]
    roles[part] = [e for e in roles[part] if not any(e is b for b in before)]


RULES: Final[tuple[Rule, ...]] = (
    _accuser, _needy, _carried, _invites, _receives, _welcomed, _lands, _owns, _went_on, _second, _leader, _freed,
    _had,
)  # fmt: skip

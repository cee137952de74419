"""To whom something is said, and who only reacts to what another did.

«رحب الوزير بإعلان الجزائر الإفراج» has the minister in no release, «احتجاجا على احتجاز السفينة» nobody before it in the
seizure; «…، مرحبا بوساطة عمان» has its doer before it; «طلبت من سفيرها نقل الرسالة إلى الوزير» asks him alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.people import title_word
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.words import function_class, verb_readings
from marsad.text.views import fold

from .sides import (
    ACTOR,
    NEAR,
    RECIPIENT,
    Roles,
    Rule,
    Standing,
    Word,
    is_joined,
    is_lemma,
    move,
    right_beside,
    says,
    those_before,
)

_FAR: Final = 14
_PROTEST: Final = frozenset(
    fold(w) for w in ("احتجاجا", "تنديدا", "استنكارا", "اعتراضا", "ردا", "انتقاما", "رفضا", "تعليقا", "إدانة", "احتجاج")
)
"""Nouns of reacting, behind which a preposition leads to what another did."""
_LEADS: Final = frozenset(fold(w) for w in ("على", "من", "ل"))
_ASKS: Final = "from"
_AND_FROM: Final = fold("ومن")
_SAME_CLAUSE: Final = 22
"""Tokens from a verb to the "and" that goes on with its subject."""
_URGES: Final = ("demand", "call")
_BODIES: Final = ("place", "organization", "group")
_AGAINST: Final = "against"
_COMPLAINS: Final = ("اشتكى", "شكا", "تقدم", "قدم", "أودع")
_HEADED: Final = frozenset(fold(w) for w in ("برئاسة", "بقيادة", "بزعامة"))
_ALONG: Final = frozenset(
    fold(w)
    for w in ("برفقة", "رفقة", "بمعية", "بصحبة", "صحبة", "يرافقه", "يرافقها", "ترافقه", "رافقه", "رافقها", "رافقهم")
)
_OFFICE: Final = 9
"""Tokens from such a word to a name, an office between."""
_BESIDE: Final = 5
"""Tokens from people to the word behind them that says who heads them."""
_TRAVELS: Final = ("visit", "arrive", "leave")


def _reaction(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استنكرت الوزارة غارة شنتها طائرة»: who condemns a raid takes no part in it."""
    if word.row.kind != "noun" or word.row.pronoun:
        return
    if (protest := _protest(word)) is not None:
        # «قصف الجيش البلدة ردا على هجوم»: who answers did not do it, but it may have been done to him
        before = [s.entity for s in who if s.last <= protest]
        behind = [s.entity for s in who if s.first > word.token]
        roles[ACTOR] = [e for e in roles[ACTOR] if not any(e is b for b in before) or any(e is b for b in behind)]
        return
    tokens = word.reading.tokens
    for k in range(word.token - 1, max(word.first - 1, word.token - _FAR), -1):
        norm = tokens[k].norm
        if norm in (",", ";", ":") or (norm in THAT and k < word.token - 1):
            return
        if says(norm, "reacts"):
            break
    else:
        return
    led = next((j for j in range(k + 1, word.token) if tokens[j].norm[0] == "ب"), word.token)
    # «رحب به | بإعلان الجزائر الإفراج»: behind the preposition stands whose doing is welcomed
    behind_it = [s for s in who if k < s.first < led and s.case == ""]
    before_it = [s for s in who if k - NEAR <= s.last <= k and s.first >= word.first and s.case == ""]
    subject = min(behind_it, key=lambda s: s.first) if behind_it else max(before_it, key=lambda s: s.last, default=None)
    if subject is not None and any(e is not subject.entity for e in (*roles[ACTOR], *roles[RECIPIENT])):
        for role in (ACTOR, RECIPIENT):
            roles[role] = [e for e in roles[role] if e is not subject.entity]


def _protest(word: Word) -> int | None:
    """The token of a noun of reacting whose preposition leads to the noun: «احتجاجا على | احتجاز»."""
    tokens, k = word.reading.tokens, word.token - 1
    if word.row.prefix in ("ب", "ل"):
        return k if k > word.first and tokens[k].norm in _PROTEST else None
    return k - 1 if k - 1 > word.first and tokens[k].norm in _LEADS and tokens[k - 1].norm in _PROTEST else None


def _beside(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«…، مرحبا بوساطة عمان», «…، متهما الحركة»: who does what a participle tells stands before it."""
    if word.row.kind != "participle" or word.row.passive or word.frame not in (*_URGES, "toward", "act_on", "promise"):
        return
    before = [s for s in who if s.last <= word.token and s.entity in roles[ACTOR]]
    behind = [s for s in who if s.first > word.token]
    if not before:
        return
    for s in behind:
        if all(s.entity is not b.entity for b in before):
            move(s.entity, RECIPIENT, roles)
    near = right_beside(word, who)
    if near is not None and near.first == word.token + 1 and near.entity in roles[RECIPIENT]:
        # whom it is said to stands behind it, and nobody before
        kept = [s.entity for s in behind]
        gone = [s.entity for s in who if s.last <= word.token and not any(s.entity is e for e in kept)]
        roles[RECIPIENT] = [e for e in roles[RECIPIENT] if not any(e is g for g in gone)]


def _asked(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«طلبت من سفيرها فلان نقل الرسالة إلى الوزير»: asked are those behind "from", and nobody whom they are to meet."""
    if word.frame != _ASKS or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    behind = sorted((s for s in who if s.first > word.token), key=lambda s: s.first)
    asked = [s for s in behind if s.case == "from"]
    if not asked or asked[0].first - word.token > NEAR:
        return
    for s in behind:
        of_them = s.case == "from" or any(is_joined(word.reading, s) and s.first == a.last for a in asked)
        if of_them:
            asked.append(s)
            if s.entity in roles[ACTOR] and not any(b.entity is s.entity for b in who if b.last <= word.token):
                move(s.entity, RECIPIENT, roles)
    gone = [s.entity for s in who if not any(s.entity is a.entity for a in asked)]
    roles[RECIPIENT] = [e for e in roles[RECIPIENT] if not any(e is g for g in gone)]


def _goes_on_to(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«ردت الجزائر …، وطالبت مدريد باحترام القانون»: behind "and" with such a verb stands to whom it is said."""
    if word.frame not in _URGES or word.row.kind != "verb" or word.row.pronoun or word.passive or word.row.plural:
        return
    near = right_beside(word, who)
    if not word.row.prefix.startswith("و") or near is None or near.first != word.token + 1:
        return
    if near.kind not in _BODIES or near.entity not in roles[ACTOR] or near.last >= word.last:
        return
    if any(s.first >= near.last and s.entity in roles[RECIPIENT] for s in who):
        return
    tokens = word.reading.tokens
    behind = tokens[near.last].norm
    if not behind.startswith("ب") and function_class(behind) != "preposition":
        return
    subjects = [s for s in those_before(word, who) if s.entity in roles[ACTOR] and s.entity is not near.entity]
    verb = next(
        (
            k
            for k in range(word.token - 1, max(word.first, word.token - _SAME_CLAUSE) - 1, -1)
            if any(form.gender == word.row.gender for _, form, *_ in verb_readings(tokens[k].norm))
        ),
        None,
    )
    if subjects and verb is not None:
        move(near.entity, RECIPIENT, roles)


def _before_whom(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«تقدم بشكوى إلى مجلس الأمن ضد كينيا»: whom a complaint is brought before is not accused."""
    if word.row.trigger.type != "ACCUSE":
        return
    complains = word.row.trigger.lemma in _COMPLAINS
    if complains or any(s.case == _AGAINST and s.entity in roles[RECIPIENT] for s in who):
        gone = [s.entity for s in who if s.case in ("to", "facing", "at") and s.first > word.token]
        roles[RECIPIENT] = [e for e in roles[RECIPIENT] if not any(e is g for g in gone)]


def _victim(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«ندد باغتيال الصحفي», «احتجاجا على احتجاز السفينة»: who suffered what is condemned is not blamed for it."""
    if word.row.trigger.type != "ACCUSE":
        return
    tokens = word.reading.tokens
    for s in who:
        if s.first <= word.token + 1 or s.entity not in roles[RECIPIENT] or s.kind not in ("person", "group", "asset"):
            continue
        k = s.first - 1
        while k > word.token + 1 and title_word(tokens[k].norm) is not None:
            k -= 1
        harmed = any(
            r.kind == "noun" and not r.pronoun
            and (r.trigger.frame == "arrest" or is_lemma(r.trigger.lemma, "suffers"))
            for r in trigger_readings(tokens[k].norm)
        )  # fmt: skip
        if harmed:
            roles[RECIPIENT] = [e for e in roles[RECIPIENT] if e is not s.entity]


def _of_party(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وفدا برئاسة فلان», «زار المدينة برفقة القائد»: who heads people, or goes along, is on their side."""
    if word.row.trigger.type != "CONSULT":
        return
    for s in sorted(who, key=lambda s: s.first):
        k = _led_by(word, s)
        if k is None:
            continue
        if word.reading.tokens[k].norm in _ALONG:
            if word.frame in _TRAVELS and k > word.token:
                move(s.entity, ACTOR, roles)
            continue
        led = [o for o in who if o.last <= k <= o.last + _BESIDE and o.kind in ("group", "organization")]
        party = max(led, key=lambda o: o.last, default=None)
        side = next((r for r in (ACTOR, RECIPIENT) if party is not None and party.entity in roles[r]), None)
        if side is not None:
            move(s.entity, side, roles)


def _led_by(word: Word, s: Standing) -> int | None:
    """The token of the word that names somebody as head or company of others: «برئاسة | رئيس البلدية فلان»."""
    tokens = word.reading.tokens
    for k in range(s.first - 1, max(word.first, s.first - _OFFICE) - 1, -1):
        norm = tokens[k].norm
        if norm in _HEADED or norm in _ALONG:
            return k
        if not tokens[k].is_word or norm[0] == "و" or verb_readings(norm) or function_class(norm) == "preposition":
            return None
    return None


RULES: Final[tuple[Rule, ...]] = (_reaction, _beside, _asked, _goes_on_to, _before_whom, _victim, _of_party)

"""To whom something is said, and who only reacts to what another did.

«رحب الوزير بإعلان الجزائر الإفراج» has the minister in no release, «احتجاجا على احتجاز السفينة» nobody before it in the
seizure; «…، مرحبا بوساطة عمان» has its doer before it; «طلبت من سفيرها نقل الرسالة إلى الوزير» asks him alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.people import title_word
from marsad.analysis.events import STATEMENT_TYPES
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.words import function_class, verb_readings
from marsad.lexicon.gazetteer import gazetteer
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .meetings import along, heads
from .reactions import who_reacts
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
    those_behind,
)

_FAR: Final = 14
_PROTEST: Final = frozenset(
    fold(w)
    for w in (
        *("احتجاجا", "تنديدا", "استنكارا", "اعتراضا", "ردا", "انتقاما", "رفضا", "تعليقا", "إدانة", "احتجاج"),
        *("للاحتجاج", "للتنديد", "للاعتراض", "للرد", "للتعليق"),
    )
)
"""Nouns of reacting, behind which a preposition leads to what another did."""
_LEADS: Final = frozenset(fold(w) for w in ("على", "من", "ل"))
_ASKS: Final = "from"
_AND_FROM: Final = fold("ومن")
_SAME_CLAUSE: Final = 22
"""Tokens from a verb to the "and" that goes on with its subject."""
_URGES: Final = ("demand", "call")
_BODIES: Final = ("place", "organization", "group")
_TO_WHAT: Final = frozenset(fold(w) for w in ("إلى", "على", "أن", "بأن", "ألا", "بعدم", "لعدم"))
_THEN: Final = frozenset(fold(w) for w in ("ثم", "كما", "حيث", "قبل", "بعد"))
_TO_THEM: Final = frozenset(fold(w) for w in ("له", "لها", "لهم", "لهما"))
_OWN_ENVOY: Final = frozenset(fold(w) for w in ("سفيرها", "سفيره", "سفراءها", "سفراءه", "قنصلها", "مبعوثها"))
_AGAINST: Final = "against"
_COMPLAINS: Final = ("اشتكى", "شكا", "تقدم", "قدم", "أودع")
_HEADED: Final = frozenset(fold(w) for w in ("برئاسة", "بقيادة", "بزعامة"))
_OFFICE: Final = 9
"""Tokens from such a word to a name, an office between."""
_BESIDE: Final = 5
"""Tokens from people to the word behind them that says who heads them."""
_VERB: Final = 3
"""Tokens from a verb to its subject."""
_TRAVELS: Final = ("visit", "arrive", "leave")


def _reaction(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استنكرت الوزارة غارة شنتها طائرة», «دانت الناطقة باسم كذا القصف»: who condemns a raid had no part in it."""
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
    between = sorted((s for s in who if k < s.first < word.token), key=lambda s: s.first)
    named = who_reacts(word.reading, k, between)
    behind_it = [between[named]] if named is not None else [s for s in between if s.first < led and s.case == ""]
    before_it = [s for s in who if k - NEAR <= s.last <= k and s.first >= word.first and s.case == ""]
    subject = min(behind_it, key=lambda s: s.first) if behind_it else max(before_it, key=lambda s: s.last, default=None)
    others = any(e is not subject.entity for e in (*roles[ACTOR], *roles[RECIPIENT])) if subject is not None else False
    if subject is not None and (named is not None or others or led < word.token):
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
        if along(word.reading.tokens[k].norm):
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
        if norm in _HEADED or along(norm):
            return k
        if not tokens[k].is_word or norm[0] == "و" or verb_readings(norm) or function_class(norm) == "preposition":
            return None
    return None


def _urged(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«وحثت القيادة على عدم منح روسيا قواعد»: of a verb that says it to somebody the object alone is spoken to."""
    if word.row.trigger.type != "REQUEST" or word.row.pronoun or word.passive:
        return
    near = right_beside(word, who)
    if word.row.kind == "noun" and (near is None or near.first != word.token + 1 or near.kind == "person"):
        # «دعوة | طهران | إلى مفاوضات مع الكويت»
        return
    if word.frame not in _URGES and not is_lemma(word.row.trigger.lemma, "urges"):
        return
    tokens = word.reading.tokens
    objects = [s for s in those_behind(word, who) if s.entity in roles[RECIPIENT]]
    gap = tokens[word.token + 1 : objects[0].first] if objects else []
    if not objects or any(_leads(t.norm) or not t.is_word or verb_readings(t.norm) for t in gap):
        return
    marker = next((k for k in range(objects[0].last, word.last) if _leads(tokens[k].norm)), word.last)
    kept = [s.entity for s in who if word.token < s.first < marker]
    gone = [s.entity for s in who if s.first >= marker or s.last <= word.token]
    subject = next((s for s in reversed(those_before(word, who)) if s.entity in roles[RECIPIENT]), None)
    if not roles[ACTOR] and subject is not None and not any(subject.entity is k for k in kept):
        # whoever stands before it says it
        move(subject.entity, ACTOR, roles)
    roles[RECIPIENT] = [e for e in roles[RECIPIENT] if any(e is k for k in kept) or not any(e is g for g in gone)]


def _leads(norm: str) -> bool:
    """«إلى», «على», «بأن», «بتصنيف»: does the word lead to what is asked for?"""
    return norm in _TO_WHAT or (norm[0] == "ب" and len(norm) > NEAR) or norm.startswith("بال")


def _of_the_next(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«انتقدت المنظمة الزيارة، ودعت الكونغرس»: whom a further verb of the same subject concerns is its own object."""
    if word.row.trigger.type not in STATEMENT_TYPES or word.row.kind == "noun":
        return
    tokens = word.reading.tokens
    further = next(
        (
            k for k in range(word.token + 2, word.last)
            if tokens[k - 1].norm == "," and tokens[k].norm[0] == "و" and verb_readings(tokens[k].norm)
            and not has_article(tokens[k].norm[1:])
        ),
        None,
    )  # fmt: skip
    if further is None:
        return
    kept = [s.entity for s in who if s.first < further]
    for role in (ACTOR, RECIPIENT):
        left = [e for e in roles[role] if any(e is k for k in kept) or all(e is not s.entity for s in who)]
        roles[role] = left or roles[role]


def _visit_of(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«خلال زيارة رئيس الوزراء فلان لأنقرة»: behind the noun stands who came, and behind "to" whom he visited."""
    if word.row.trigger.type != "CONSULT" or word.row.kind != "noun" or word.row.pronoun or word.frame != "visit":
        return
    guest = next((s for s in those_behind(word, who) if s.kind != "place" or s.first == word.token + 1), None)
    if guest is None or not _titled(word, guest):
        return
    move(guest.entity, ACTOR, roles)
    behind = [s.entity for s in who if s.first > word.token]
    for s in who:
        if s.last <= word.token and not any(s.entity is b for b in behind):
            roles[ACTOR] = [e for e in roles[ACTOR] if e is not s.entity]
        elif s.first > guest.last and s.case in ("l", "to") and s.entity is not guest.entity:
            move(s.entity, RECIPIENT, roles)


def _titled(word: Word, guest: Standing) -> bool:
    """Does nothing but an office stand between the word and who is named behind it?"""
    gap = word.reading.tokens[word.token + 1 : guest.first]
    if len(gap) >= _OFFICE or (gap and title_word(gap[0].norm) is None):
        return False
    return all(t.is_word and function_class(t.norm) is None and (_office(t.norm) or not _verbal(t.norm)) for t in gap)


def _office(norm: str) -> bool:
    """«وزير» is no "and" with a word behind it."""
    hit = title_word(norm)
    return hit is not None and hit[0] == ""


def _verbal(norm: str) -> bool:
    return norm[0] in "بلو" or bool(verb_readings(norm))


def _visitor(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«زار نائب الوزير فلان بنغازي، والتقى القائد»: between the verb and the town stands who came."""
    if word.frame != "visit" or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    guest = next((s for s in those_behind(word, who) if s.kind != "place"), None)
    if guest is None or guest.last >= word.last or not _titled(word, guest):
        return
    if any(e.type == "place" for e in gazetteer().named(word.reading.tokens[guest.last].norm)):
        move(guest.entity, ACTOR, roles)


def _on_tour(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«التقت رئيس المجلس فلانا، ثم زارت السراي واجتمعت بالوزير»: whom somebody met before isn't met again."""
    tokens = word.reading.tokens
    if word.row.trigger.type != "CONSULT" or word.row.kind != "verb" or word.row.pronoun or word.row.plural:
        return
    if word.frame not in ("visit", "arrive", "meet"):
        return
    before_that = tokens[word.token - 1].norm in THAT and tokens[word.token - 2].norm in _THEN
    if tokens[word.token].norm[0] not in "وف" and tokens[word.token - 1].norm not in _THEN and not before_that:
        return
    before = sorted(
        (s for s in who if word.first <= s.first < word.token and s.entity in roles[ACTOR]), key=lambda s: s.first
    )
    for prior, s in pairwise(before):
        met = any(
            r.kind == "verb" and r.trigger.type == "CONSULT" and not r.pronoun
            for t in (*tokens[max(word.first, prior.first - _VERB) : prior.first], *tokens[prior.last : s.first])
            for r in trigger_readings(t.norm)
        )
        gap = tokens[prior.last : s.first + 1]
        joined = any(heads(t.norm) or (t.norm[0] == "و" and not verb_readings(t.norm)) for t in gap)
        joined = joined or any(function_class(t.norm) == "relative" for t in tokens[prior.last : word.token])
        if met and not joined and s.entity is not before[0].entity:
            later = [o.entity for o in before if o.first >= s.first and o.entity is not before[0].entity]
            later = [e for e in later if all(o.entity is not e for o in who if o.first > word.token)]
            roles[ACTOR] = [e for e in roles[ACTOR] if not any(e is o for o in later)]
            return


def _between(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«رفضت المساواة بين الجيش والمليشيا», «دعم المفاوضات بين كذا وكذا»: nothing is said to those."""
    # «دانت الاشتباكات بين كذا وكذا» blames them
    if word.row.trigger.type not in ("REQUEST", "REJECT", "SUPPORT") or word.frame in ("meet", "sign", "mediate"):
        return
    led = [s for s in who if s.first > word.token and s.case == "between"]
    led += [s for s in who for o in led if s.first == o.last and is_joined(word.reading, s)]
    gone = [s.entity for s in led]
    roles[RECIPIENT] = [e for e in roles[RECIPIENT] if not any(e is g for g in gone)]


def _addressing(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استقبل الرئيس فلانا وفلانا، وأكد لهم دعم بلاده»: who says it is the first, they are whom it is said to."""
    noun = word.row.kind == "noun" or word.maybe_noun
    if word.row.trigger.type not in STATEMENT_TYPES or word.row.pronoun or not noun:
        return
    tokens = word.reading.tokens
    if word.token - 2 < word.first or tokens[word.token - 1].norm not in _TO_THEM:
        return
    verb = tokens[word.token - 2].norm
    if verb[0] != "و" or not verb_readings(verb):
        return
    before = sorted(
        (s for s in who if word.first <= s.first < word.token and s.entity in roles[ACTOR]), key=lambda s: s.first
    )
    first = next(iter(before), None)
    gone = [s.entity for s in before if first is not None and s.entity is not first.entity]
    roles[ACTOR] = [e for e in roles[ACTOR] if not any(e is g for g in gone)]


def _envoy(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استدعت سفيرها من باريس», «سحبت سفيرها لدى إسبانيا فلانا»: the country is treated so, and not her own envoy."""
    if word.row.trigger.type != "SANCTION" or word.row.trigger.mode != "withdraw":
        return
    tokens = word.reading.tokens
    reach = range(word.token + 1, min(word.last, word.token + NEAR))
    envoy = next((k for k in reach if tokens[k].norm in _OWN_ENVOY), None)
    if envoy is None:
        return
    lands = [s for s in who if envoy < s.first and s.kind == "place" and s.case in ("from", "at", "in", "to")]
    if lands:
        for s in lands[:1]:
            move(s.entity, RECIPIENT, roles)
        kept = lands[0].entity
        gone = [s.entity for s in who if s.first >= envoy and s.entity is not kept]
        roles[RECIPIENT] = [e for e in roles[RECIPIENT] if not any(e is g for g in gone)]


RULES: Final[tuple[Rule, ...]] = (
    _reaction, _beside, _asked, _goes_on_to, _before_whom, _victim, _of_party, _urged, _of_the_next, _visit_of,
    _visitor, _on_tour, _between, _addressing, _envoy,
)  # fmt: skip

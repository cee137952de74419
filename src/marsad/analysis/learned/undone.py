"""What the words before an event say of whether it came about: «دون أن يلتقي», «نفى أن يكون قد زار», «يعتزم زيارة».

The reader hears most of this from the words around; these are the constructions in which grammar leaves no choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from marsad.analysis.attributions.cues import NEVER, STOPS, THAT, cue_participle, cue_verb, unsaid
from marsad.analysis.events.denied import describes
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_verb
from marsad.lexicon.paradigms import conjugate, noun_forms, passives
from marsad.lexicon.tables import read_table, values
from marsad.model.record import Auxiliary
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

EXPECTED: Final = frozenset(
    fold(w) for w in ("المقرر", "المنتظر", "المرتقب", "المتوقع", "المفترض", "المزمع", "المحتمل", "المرجح")
)
"""«ومن المقرر أن»: what comes is somebody's plan."""
_THAT: Final = frozenset(fold(w) for w in ("أن", "وأن"))
_MARKS: Final = frozenset((",",))
_NOT: Final = frozenset(fold(a + w) for w in ("لم", "لن", "لا", "ليس", "ليست") for a in ("", "و", "ف"))
_NOT_YET: Final = fold("لم")
EXCEPT: Final = frozenset(fold(w) for w in ("إلا", "سوى", "غير"))
_WITHOUT: Final = frozenset(fold(w) for w in ("دون", "بدون", "ودون"))
_LACK: Final = fold("عدم")
ANY: Final = frozenset(fold(a + w) for w in ("أي", "أية") for a in ("", "ب", "ل"))
_TO: Final = frozenset(fold(w) for w in ("إلى", "أي", "أية", "أن"))
_FEW: Final = 3
"""Tokens between "without" and what didn't come about: «دون أن يجري أي لقاء»."""
_PLAN: Final = 6
"""Tokens between a word of planning and what is planned, who plans it between them."""
_THERE: Final = frozenset(
    fold(w) for w in ("توجد", "يوجد", "لدى", "لديه", "لديها", "لديهم", "أي", "أية", "ثمة", "هناك")
)
_PLANS: Final = frozenset(
    fold(w) for w in ("موعد", "موعدا", "خطة", "خطط", "خططا", "جدول", "ترتيبات", "تحضيرات", "استعدادات", "مشروع")
)
"""What is planned stands behind "for" and such a noun."""
_GOVERNED: Final = frozenset(fold(w) for w in ("من", "في", "على", "إلى", "عن"))
"""Prepositions between a word of planning or being able and what is planned: «لم يتمكن من الوصول بسبب القتال»."""
_COULD: Final = fold("ستط")
"""In every form of the one verb of being able whose object needs no preposition: «لم يستطع الوفد دخول المدينة»."""
_IF: Final = frozenset(fold(a + w) for w in ("إذا", "لو") for a in ("", "و"))
_WAS: Final = frozenset(fold(a + w) for w in ("كان", "كانت", "كانا", "كانوا") for a in ("", "و"))
_IF_IT: Final = _WAS | frozenset(fold(w) for w in ("ما", "لم"))
_CASE: Final = frozenset(fold(w) for w in ("حال", "حالة"))
_WHAT: Final = fold("ما")
_IN: Final = fold("في")
_THAT_OR_IF: Final = fold("إن")
_GOD_WILLING: Final = fold("شاء")
_MAY: Final = frozenset(fold(w) for w in ("قد", "وقد", "ربما", "وربما"))
_EVER: Final = frozenset(fold(w) for w in ("سبق", "وسبق"))
_EARLIER: Final = 4
"""Tokens between «سبق» and the verb: «سبق لها أن», «سبق ذلك أن»."""
_OPEN: Final = frozenset(
    fold(w) for w in ("احتمال", "احتمالات", "إمكانية", "شائعات", "الشائعات", "إشاعات", "تكهنات", "التكهنات", "أنباء")
)
_SOON: Final = fold("قرب")
_ABOUT: Final = frozenset(fold(w) for w in ("عن", "حول", "بشأن", "قرب", "وجود", "أي"))
_DENIAL: Final = 25
"""Tokens between a word of denying and what is denied."""
WHICH: Final = frozenset(
    fold(w) for w in ("الذي", "التي", "الذين", "اللذين", "ممن", "حيث", "بعدما", "عندما", "فيما", "لأن", "بأن")
)
_NEWS: Final = frozenset(
    fold(w) for w in ("صحة", "نبأ", "أنباء", "الأنباء", "خبر", "أخبار", "تقارير", "التقارير", "ما", "مزاعم", "معلومات")
)
"""«نفى صحة الأنباء عن وصول», «نفى ما تداولته صفحات عن وصول»: behind these what is denied stands after a preposition."""
_TRUTH: Final = fold("صحة")
_NONE: Final = fold("لا")
_OF: Final = frozenset(fold(w) for w in ("عن", "حول", "بشأن"))
_DOING_FAR: Final = 10
"""Tokens from the word for news to what it is of."""
_ON: Final = fold("على")
_BARE: Final = frozenset(fold(w) for w in ("عار", "عارية", "عاريا", "عاري"))
_OF_TRUTH: Final = fold("عن")
_OTHER_THAN: Final = fold("غير")
_TRUE: Final = frozenset(fold(w) for w in ("صحيح", "صحيحة", "صحيحا", "دقيق", "دقيقة", "حقيقي"))
_TOWARDS: Final = fold("إلى")
_AS_BEING: Final = frozenset(fold(w) for w in ("بأنه", "بأنها"))
_MADE_UP: Final = frozenset(
    fold(w + e) for w in ("مختلق", "مفبرك", "كاذب", "ملفق", "مزيف", "زائف", "باطل", "مضلل") for e in ("", "ة")
)
_GROUND: Final = fold("أساس")
_DOING: Final = fold("قيام")
_OWN_DOING: Final = frozenset(
    fold(w + e)
    for w in ("مسؤوليت", "مسئوليت", "صلت", "علاقت", "ضلوع", "تورط", "وقوف", "مشاركت")
    for e in ("ه", "ها", "هم")
) | frozenset(fold(w) for w in ("صلة", "علاقة", "مسؤولية", "مشاركة", "ضلوع", "تورط"))
_OWNED: Final = 8
"""Tokens from whose doing it was to the word that tells what was done: «مسؤوليتها عن مقتل الضابط في هجوم»."""
_CALLED_OFF: Final = frozenset(("CONSULT", "PROTEST", "ASSAULT", "MOBILIZE", "COOPERATE"))
"""What is called off did not take place; an agreement or a siege that is called off did."""
_PROVIDES: Final = frozenset(
    fold(a + w)
    for w in ("ينص", "تنص", "نص", "نصت", "يقضي", "تقضي", "قضى", "قضت", "يتضمن", "تتضمن", "تضمن", "يشمل", "تشمل")
    for a in ("", "و")
)
_AGREEMENTS: Final = frozenset(
    fold(w) for w in ("اتفاق", "اتفاقا", "اتفاقية", "هدنة", "تفاهم", "تفاهما", "مذكرة", "تسوية", "خطة", "مقترح")
)
"""What provides for something that is then to be done."""
_LATER: Final = 14
"""Tokens behind a noun in which it is said to be called off: «الزيارة التي كانت مقررة في مطلع الشهر ألغيت»."""
_WAS_TO_BE: Final = frozenset(
    fold(w) for w in ("التي", "الذي", "المقررة", "المقرر", "المرتقبة", "المرتقب", "كانت", "كان", "المزمعة")
)
_TURNED: Final = frozenset(fold(w) for w in ("عدل", "عدلت", "عدلوا", "تراجع", "تراجعت"))
_CAME: Final = frozenset(fold(w) for w in ("يصل", "تصل", "يصلوا", "يأت", "تأت", "يحضر", "تحضر", "يحضروا"))
_YET: Final = frozenset(fold(w) for w in ("لكن", "ولكن", "لكنه", "لكنها", "أنه", "أنها", "أن"))
_REACHED: Final = frozenset(
    fold(w) for w in ("قبل", "قبيل", "بعد", "إلى", "لبث", "يلبث", "تلبث", "لبثت", "اضطر", "اضطرت")
)
"""Words behind which "that" and a verb of now tell what came about: «قبل أن يعود», «إلى أن عاد»."""
_WOULD: Final = frozenset(fold(w) for w in ("لكان", "لكانت", "لكانوا"))
"""«لو سار كل شيء كما يجب لكان الوزيران قد التقيا»."""
_IT_IS: Final = frozenset(fold(w) for w in ("هو", "وهو"))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, bool]]:
    out: dict[str, tuple[str, bool]] = {}
    for row in read_table("ar/events/moods.tsv"):
        for form in (*conjugate(row["past"], row["present"]), *passives(row["past"], row["present"])):
            out.setdefault(form.form, (row["says"], True))
        for noun in values(row["masdars"]):
            for text in noun_forms(noun):
                out.setdefault(text, (row["says"], False))
    return out


@lru_cache(maxsize=1024)
def says(norm: str) -> tuple[str, bool]:
    """What a folded word says of what stands behind it, and whether it is a verb.

    >>> says("والغيت"), says("تعتزم"), says("السفير")
    (('off', True), ('plan', True), ('', False))
    """
    table = _table()
    return next((table[s] for prefix, s in splits(norm) if not prefix.endswith("س") and s in table), ("", False))


def undone(
    reading: Reading, first: int, token: int, last: int, told: Sequence[TriggerReading], kind: str
) -> tuple[set[Auxiliary], set[Auxiliary]]:
    """The modes that the words between `first` and `last` give the event at `token`, and those that they take."""
    norms = [t.norm for t in reading.tokens[first:last]]
    at = token - first
    verb = any(r.kind == "verb" for r in told)
    if at > 1 and norms[at - 1] == _NOT_YET and (norms[at - 2] in _IF or norms[at - 2] in _CASE | {_WHAT}):
        # «ما لم تنسحب», «إذا لم تنسحب»
        return {"hypothetical"}, {"negation", "future"}
    if at and norms[at - 1] in EXPECTED and any(r.kind == "noun" and r.pronoun for r in told):
        # «القوة المزمع نشرها»
        return {"future"}, {"negation", "hypothetical"}
    if told and (
        _without(norms, at)
        or _not_meant(norms, at, any(r.prefix.lstrip("وف")[:1] in ("ب", "ل") for r in told if r.kind == "noun"))
        or _denied(reading, first, token, told)
        or _called_untrue(norms, at)
        or (
            kind in _CALLED_OFF and (_but_off(norms, at, any(r.future for r in told)) or (not verb and _off(norms, at)))
        )
    ):
        return {"negation"}, {"hypothetical", "future"}
    if told and _doubted(norms, at):
        return {"negation"}, {"hypothetical", "future"}
    if told and _supposed(norms, at, told):
        return {"hypothetical"}, {"negation", "future"}
    if told and (_planned(norms, at, told) or _agreed(norms, at, told)):
        return {"future"}, {"hypothetical", "historical"}
    if verb and at > 1 and norms[at - 1] in _THAT and _EVER & set(norms[max(0, at - 1 - _EARLIER) : at - 1]):
        return {"historical"}, set()
    return set(), set()


def conditional(reading: Reading, token: int, last: int) -> bool:
    """«يعود الوزير في يونيو، إذا وافقت قيادته», «يصل الوفد غدا ما لم يطرأ طارئ»: a condition ends the clause."""
    tokens = reading.tokens
    for k in range(token + 1, min(last - 1, token + _DENIAL)):
        norm, behind = tokens[k].norm, tokens[k + 1].norm
        if norm in _IF and norm[-1] != "و":
            return True
        if (norm == _WHAT and behind == _NOT_YET) or (norm == _IN and behind in _CASE):
            return True
        if norm == _THAT_OR_IF and reading.text[tokens[k].start] != "أ" and behind != _GOD_WILLING:
            if cue_verb(tokens[k - 1].norm):
                return False
            if behind == _NOT_YET or (is_verb(behind) and says(behind)[0] != "plan"):
                return True
        if not norm[0].isalnum() and norm != '"' and not _opens_condition(tokens[k + 1].norm):
            return False
    return False


def _opens_condition(norm: str) -> bool:
    return norm in _IF or norm in (_WHAT, _IN, _THAT_OR_IF, '"')


def awaited(norms: Sequence[str], at: int, told: Sequence[TriggerReading]) -> bool:
    """«ينص الاتفاق على أن تفرج»: a verb of now behind "that", unless it stands behind "before" or "after"."""
    present = bool(told) and all(r.kind == "verb" and r.present and r.gender != "first" for r in told)
    if not present or at < 2 or norms[at - 1] not in _THAT:
        return False
    before = norms[max(0, at - 1 - _FEW) : at - 1]
    return norms[at - 2] not in _WITHOUT and not _REACHED & set(before) and all(says(n)[0] != "able" for n in before)


def _without(norms: Sequence[str], at: int) -> bool:
    """«دون أن يلتقي», «دون أي لقاء», «دون التوصل إلى اتفاق», «عدم استقبال»."""
    if at and norms[at - 1] == _LACK:
        return True
    k = next((n for n in range(at - 1, max(-1, at - 2 - _FEW), -1) if norms[n] in _WITHOUT), None)
    if k is None:
        return False
    between = norms[k + 1 : at]
    return all(n[0].isalpha() and (n in _TO or function_class(n) in (None, "auxiliary")) for n in between)


def _not_meant(norms: Sequence[str], at: int, led: bool) -> bool:
    """«لا ينوي إيقاف», «لا نية لدى الحكومة لعقد», «لم يتمكن من الوصول», «لم تنفذ أي ضربات».

    `led` says whether a preposition is written onto what is meant.
    """
    if _MAY & set(norms[at - 1 : at]) and _WOULD & set(norms[max(0, at - _DENIAL) : at]):
        return True
    for k in range(at - 2, max(-1, at - 3 - _PLAN), -1):
        if not norms[k][0].isalpha():
            return False
        if norms[k] not in _NOT:
            continue
        n = k + 1
        while n < at - 1 and norms[n] in _THERE:
            n += 1
        if k and norms[k - 1] in _IF | _CASE | {_WHAT}:
            # «إذا لم يتم التوصل», «في حال لم يتم التوصل»
            return False
        told, _ = says(norms[n])
        if told in ("plan", "thought", "able"):
            led = led or norms[at - 1] in _GOVERNED or norms[at - 1] in _THAT
            # «لم تنجح وساطة الوفد»: what stands right behind is who was not able to
            free = function_class(norms[at - 1]) != "preposition" and (told != "able" or _COULD in norms[n])
            return (led or free) and not EXCEPT & set(norms[n:at])
        if told == "done":
            return (n == at - 1 or norms[at - 1] in ANY) and not EXCEPT & set(norms[n : at + _PLAN])
        return False
    return False


def _off(norms: Sequence[str], at: int) -> bool:
    """«أرجأ المبعوث زيارته», «إلغاء المسيرة», «الزيارة التي كانت مقررة اليوم أرجئت»."""
    for k in range(at - 1, max(-1, at - 2 - _FEW), -1):
        if function_class(norms[k]) is not None or not norms[k][0].isalpha():
            break
        if says(norms[k])[0] == "off":
            before = norms[max(0, k - _PLAN) : k]
            doubted = any(n in _NOT or n in _IF or n in _OPEN or denies(n) for n in before)
            return not doubted
    behind = norms[at + 1 : at + 1 + _LATER]
    off = next((n for n, w in enumerate(behind) if says(w) == ("off", True)), None)
    if off is None or not all(w[0].isalpha() for w in behind[:off]):
        return False
    return off == 0 or bool(_WAS_TO_BE & set(behind[:off]))


def _but_off(norms: Sequence[str], at: int, future: bool) -> bool:
    """«كان من المقرر أن يعقد المجلس جلسة، لكن الجلسة تأجلت», «كان سيزور المدينة غير أنه عدل عن ذلك»."""
    before = norms[max(0, at - _FEW - 2) : at]
    meant = EXPECTED & set(before) or any(says(n)[0] == "plan" for n in before) or (future and norms[at - 1] in _WAS)
    if not (meant and _WAS & set(before)):
        return False
    yet = next((n for n in range(at + 1, len(norms)) if norms[n] in _YET), None)
    if yet is None:
        return False
    behind = norms[yet + 1 : yet + 2 + _FEW]
    not_done = any(
        a == _NOT_YET and (says(b)[0] == "done" or b in _CAME) for a, b in pairwise(norms[yet : yet + 2 + _FEW])
    )
    return not_done or any(says(n) == ("off", True) or n in _TURNED for n in behind)


def _supposed(norms: Sequence[str], at: int, told: Sequence[TriggerReading]) -> bool:
    """«قد تطلب», «إذا طلبت», «في حال طلبت», «احتمال شن هجوم», «لا يستبعد أن يزور»."""
    before = norms[max(0, at - 2) : at]
    if not before:
        return False
    verbs = [r for r in told if r.kind == "verb"]
    if before[-1] in _MAY and verbs and all(r.present for r in verbs):
        return True
    if before[-1] in _IF or (len(before) > 1 and before[0] in _IF and before[1] in _IF_IT):
        return True
    near = norms[max(0, at - 1 - _FEW) : at]
    if not all(n[0].isalpha() for n in near):
        near = near[max(n for n, w in enumerate(near) if not w[0].isalpha()) + 1 :]
    if len(near) > 1 and any(n in _CASE and near[i - 1] == _IN for i, n in enumerate(near) if i):
        return True
    if any(n in _OPEN and all(w in _ABOUT or says(w)[0] == "done" for w in near[i + 1 :]) for i, n in enumerate(near)):
        return True
    # «لم يستبعد مصدر في الوزارة تحدث إلى الصحيفة أن يزور», «لا يستبعد زيارة»
    reach = _DENIAL if before[-1] in _THAT else _PLAN
    doubts = (k for k in range(at - 2, max(-1, at - 3 - reach), -1) if says(norms[k + 1])[0] == "doubt")
    doubt = next(doubts, None)
    return doubt is not None and norms[doubt] in _NOT and not STOPS & set(norms[doubt:at])


def _doubted(norms: Sequence[str], at: int) -> bool:
    """«استبعد مصدر عقد لقاء قريب»: what somebody thinks will not be; «لا يستبعد» thinks that it may (`_supposed`)."""
    reach = _DENIAL if norms[max(0, at - 1)] in _THAT else _PLAN
    k = next((n for n in range(at - 1, max(-1, at - 1 - reach), -1) if says(norms[n])[0] == "doubt"), None)
    if k is None or norms[max(0, k - 1)] in _NOT or (STOPS | _MARKS | WHICH) & set(norms[k:at]):
        return False
    return norms[at - 1] in _THAT or all(function_class(n) is None or n in ANY for n in norms[k + 1 : at])


def _planned(norms: Sequence[str], at: int, told: Sequence[TriggerReading]) -> bool:
    """«يعتزم الرئيس زيارة», «تستعد المنظمة لإجلاء»: what somebody means to do."""
    if at and norms[at - 1] == _SOON and any(r.kind == "noun" for r in told):
        # «قرب وصول السفينة»
        return True
    if any(r.kind == "noun" and r.prefix.lstrip("وف").startswith("ل") for r in told):
        # «موعد نهائي لانسحاب القوات», «خطة لنشر قوات»
        near = ["" if has_article(n) else bare(n) for n in norms[max(0, at - 2) : at]]
        if near and (near[-1] in _PLANS or (near[0] in _PLANS and is_adjective(norms[at - 1]))):
            return True
    if not at or function_class(norms[at - 1]) == "preposition":
        return False
    for k in range(at - 1, max(-1, at - 2 - _PLAN), -1):
        if not norms[k][0].isalpha() or norms[k] in THAT - _THAT:
            return False
        if says(norms[k]) == ("plan", True):
            return not (k and norms[k - 1] in _NOT)
    return False


def _agreed(norms: Sequence[str], at: int, told: Sequence[TriggerReading]) -> bool:
    """«توصلوا إلى اتفاق يقضي بوقف القتال ومنع التسلل»: what an agreement provides for is yet to be done."""
    if not any(r.kind == "noun" for r in told):
        return False
    # «ينص الاتفاق الذي وقعاه أمس على | انسحاب»: right behind "on" a clause between says only of what it is
    led = at > 0 and norms[at - 1] == _ON
    for k in range(at - 1, max(-1, at - _DENIAL), -1):
        if norms[k] in STOPS or norms[k] in THAT or (norms[k] in WHICH and not led):
            return False
        if norms[k] in _PROVIDES:
            if k and norms[k - 1] in _NOT:
                return False
            return any(bare(n) in _AGREEMENTS for n in norms[max(0, k - _LATER) : min(at, k + _FEW)])
        if k < at - 1 and not led and norms[k][0] not in "وف" and is_verb(norms[k]) and not is_adjective(norms[k]):
            return False
    return False


def _untrue(reading: Reading, k: int) -> bool:
    """«لا صحة لما تردد عن …»: does a token say with the "no" before it that something is untrue?"""
    return k > 0 and reading.tokens[k].norm == _TRUTH and reading.tokens[k - 1].norm.lstrip("وف") == _NONE


def _news_before(between: Sequence[str], n: int) -> bool:
    """«كذبت الوزارة التقارير | التي تحدثت عن وصول سفينة»: is a clause about the news itself?"""
    return n > 0 and bare(between[n - 1]) in _NEWS and between[n - 1] != _WHAT


def _called_untrue(norms: Sequence[str], at: int) -> bool:
    """«ما نشر عن لقاء الوزيرين عار عن الصحة»: is the news of what is told said to be untrue behind it?"""
    before = norms[max(0, at - _DOING_FAR) : at]
    which = any(w in WHICH for w in before)
    of = next((n for n in range(len(before) - 1, 0, -1) if before[n] in _OF or (which and before[n] == _TOWARDS)), 0)
    if not any(w in _NEWS or bare(w) in _NEWS for w in before[:of]):
        return False
    if any(not w[0].isalpha() and w != '"' for w in before[of:]):
        return False
    behind = [w for w in norms[at + 1 : at + 1 + _LATER] if w != '"']
    end = next((n for n, w in enumerate(behind) if not w[0].isalnum()), len(behind))
    return any(
        (a in _BARE and b == _OF_TRUTH)
        or (a == _OTHER_THAN and b in _TRUE)
        or (a == _NONE and b == _GROUND)
        or (a in _AS_BEING and b in _MADE_UP)
        for a, b in pairwise(behind[:end])
    )


def denies(norm: str) -> bool:
    """Is it a word of denying?"""
    hit = cue_verb(norm) or cue_participle(norm)
    return hit is not None and hit[1].word.act == "deny"


def denied_at(reading: Reading, token: int, kind: str) -> int | None:
    """«نفت طهران | بيع أي سلاح», «نفت أن تكون قد | باعت»: the token of the word that denies what a token tells."""
    told = readings_as(reading, token, kind)
    first = reading.sentence_of(token).first
    if not told or not _denied(reading, first, token, told):
        return None
    return next(k for k in range(token - 1, first - 1, -1) if denies(reading.tokens[k].norm) or _untrue(reading, k))


def disclaimed(reading: Reading, token: int) -> int | None:
    """«نفت الجماعة مسؤوليتها عن | الهجوم»: the token of the word that denies only whose doing it was."""
    tokens, first = reading.tokens, reading.sentence_of(token).first
    owned = next((k for k in range(token - 1, max(first, token - _OWNED), -1) if tokens[k].norm in _OWN_DOING), None)
    if owned is None:
        return None
    # «صلتها | بالهجوم», «مسؤوليتها عن | الهجوم»
    near = [t.norm for t in tokens[owned + 1 : token]]
    if any(not w[0].isalpha() or cue_verb(w) for w in near):
        return None
    for k in range(owned - 1, max(first, owned - 2 * _PLAN) - 1, -1):
        if tokens[k].norm in STOPS or tokens[k].norm in THAT:
            return None
        if denies(tokens[k].norm):
            return None if unsaid(reading, k, NEVER) else k
    return None


def _denied(reading: Reading, first: int, token: int, told: Sequence[TriggerReading]) -> bool:
    """«نفى أن يكون قد التقى», «نفى المتحدث وصول السفن», «نفى صحة الأنباء عن وصول السفن»."""
    tokens = reading.tokens
    k = token - 1
    while k >= max(first, token - _DENIAL) and not (denies(tokens[k].norm) or _untrue(reading, k)):
        norm = tokens[k].norm
        if norm in STOPS or cue_participle(norm) or (norm[0] in "وف" and cue_verb(norm)):
            return False
        k -= 1
    untrue = k > first and _untrue(reading, k)
    if k < max(first, token - _DENIAL) or (not untrue and unsaid(reading, k, NEVER)) or tokens[k - 1].norm in _IT_IS:
        return False
    between = [t.norm for t in tokens[k + 1 : token]]
    opened = next((n for n, w in enumerate(between) if w in THAT), None)
    if opened is not None:
        verbs = [r for r in told if r.kind == "verb"]
        if all(r.prefix.startswith(("و", "ف")) for r in verbs) or describes(reading, token):
            return False
        return not any(w in WHICH or not w[0].isalpha() for w in between[opened + 1 :])
    nouns = [r for r in told if r.kind == "noun"]
    if untrue and not between:
        # «لا صحة لوصول السفن»
        return any(r.prefix.lstrip("وف") in ("ل", "لل") for r in nouns)
    if all(r.prefix.lstrip("وف") not in ("", "ال") for r in nouns) or between.count(",") % 2:
        return False
    if any((w in WHICH and not _news_before(between, n)) or says(w)[0] == "off" for n, w in enumerate(between)):
        return False
    last = between[-1] if between else ""
    if last in _OF:
        return untrue or any(w in _NEWS or bare(w) in _NEWS for w in between)
    if last in ANY and last[0] in "بل":
        return _DOING in between
    return function_class(last) != "preposition" if last else True

"""Who stands beside a word of saying and has not said the passage: to whom it is said, and who says something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.content import opener_at
from marsad.analysis.attributions.cues import STOPS, THAT
from marsad.analysis.attributions.disowned import masdars
from marsad.analysis.attributions.speakers import PUBLISHED, is_outlet
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.words import is_verb
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .pronouns import pronouns_of
from .saying import CueHere
from .spots import Spot, Spots, start_of, unled

_ANSWER: Final = 30
"""Words before a passage in which stands what its speaker answers."""
_WHAT: Final = fold("ما")
_OF: Final = fold("من")
_FROM: Final = fold("عن")
_ON: Final = frozenset(fold(w) for w in ("على", "عن", "إزاء", "حول", "بشأن"))
_TITLE: Final = 4
"""Tokens from a word of saying to its subject."""
_FOLLOWERS: Final = frozenset(
    fold(w)
    for w in (
        *("أنصار", "مناصري", "مؤيدي", "أتباع", "مقاتلي", "جنود", "قوات", "عناصر", "مريدي", "ناخبي", "متابعي", "رجال"),
        *("شعب", "مواطني", "زملاء", "جمهور", "رعايا", "حلفاء", "شركاء", "خصوم"),
    )
)
"""Those to whom somebody speaks: «دعا أنصاره»."""
_WE: Final = frozenset(
    fold(w)
    for w in (
        *("نطالب", "نؤكد", "نعرب", "نعبر", "نذكر", "نناشد", "ننفي", "نحمل", "ندعو", "ننبه", "نحذر", "نقول", "نعلن"),
        *("نوضح", "نجدد", "نتهم", "نعتبر", "نرى", "نشدد", "نشير", "نلفت", "نتعهد", "نحث", "نطلب", "نعلم"),
    )
)
"""Forms that are nothing but "we": «نشرة», «نقل» are other words."""
_TELLS: Final = ("أبلغ", "أخبر")
"""Verbs behind which stands who is told something."""
_WHICH: Final = frozenset(fold(w) for w in ("وهو", "هو", "الأمر"))
_TAKEN_UP: Final = frozenset(fold(w) for w in ("ما", "كما", "حسبما", "مثلما", "وفقما", "لما", "هكذا", "الذي", "التي"))

_DEEDS: Final = ("اتهم", "طالب")
"""Verbs with whom they are said to, and with "of" or "by" what of: «اتهم | الجيش | بقصف الجسر»."""
_ADDRESSED: Final = 7
"""Words that say whom somebody accuses."""
_BY: Final = "ب"
_PARTS: Final = frozenset(",:;(-")
"""Marks behind which nobody is named any more."""

_CALLING: Final = frozenset(
    fold(w)
    for w in ("واصفا", "واصفة", "واصفين", "معتبرا", "معتبرة", "مكذبا", "مكذبة", "نافيا", "نافية", "مستنكرا", "مستنكرة")
)
"""Participles of one who judges what was told."""


def says_another(spots: Spots, content: tuple[int, int], cue: CueHere, spot: Spot) -> bool:
    """«قالت مصادر إن …، فيما نقلت القناة عن …»: the subject of the next word of saying says what stands behind that.

    Not where that word takes up the passage as its own: «…، كما قال», «…، وفق ما أفادت». Who answers it says
    something else: «…، وهو ما نفاه».
    """
    tokens = spots.at.reading.tokens
    first = spots.at.tokens[spot.first]
    begin, end = content
    around = spots.table.group_covering(first)
    if around is not None and around.type == "group" and around.first > end and tokens[around.first - 1].norm == _FROM:
        # «ناقلة عن مستشار سابق في | البرلمان»
        first = around.first
    if first < end or not 0 <= cue.token < begin or not cue.lemma:
        return False
    if first >= spots.at.reading.sentence_of(end - 1).last:
        # whom the next sentence brings in has not spoken yet; where it was said may come later
        return not is_outlet(spot.item)
    verb = next((k for k in range(first - 1, max(end, first - 1 - _TITLE), -1) if spots.said_between(k, k + 1)), None)
    if verb is None or opener_at(spots.at.reading, verb - 1, first) is not None:
        return False
    answered = tokens[verb - 2].norm in _WHICH if verb > 1 else False
    return answered or tokens[verb - 1].norm not in _TAKEN_UP


def hears(spots: Spots, content: tuple[int, int], cue: CueHere, spot: Spot) -> bool:
    """«قال لمساعديه إن …», «قالت المتحدثة للصحفيين إن …»: people to whom something is said have not said it.

    Not behind a noun («في تصريح لوزير سابق»); an outlet that is told something may pass it on.
    """
    token = spots.at.tokens[spot.first]
    if says_we(cue) and token == cue.token + 1 < content[0] and not spots.case(spot) and not is_outlet(spot.item):
        # «نطالب الجانب الآخر ب», «نذكّر الجميع بأن»: "we" has no other subject
        return True
    if _urged(spots, cue, token) or _is_object(spots, cue, spot, token) or _disagrees(spots, content, cue, spot, token):
        return True
    if cue.kind != "verb" or not cue.token < token < content[0] or spot.item.type not in ("group", "person"):
        return False
    reading = spots.at.reading
    word = reading.tokens[token]
    if word.norm[0] != "ل" or start_of(reading, spot.item, token) == word.start or is_outlet(spot.item):
        return False
    return token == cue.token + 1 or any(
        spots.at.tokens[s.last - 1] + 1 == token and spots.at.tokens[s.first] == cue.token + 1 for s in spots.all
    )


def _urged(spots: Spots, cue: CueHere, token: int) -> bool:
    """«ووعد أنصاره بالرد», «ودعا مقاتليه إلى …»: somebody's followers right behind the verb are whom he urges."""
    tokens = spots.at.reading.tokens
    if cue.kind != "verb" or cue.act not in ("promise", "demand", "warn") or token != cue.token + 1:
        return False
    norm = tokens[token].norm
    return norm.endswith(("ه", "ها")) and norm.removesuffix("ها").removesuffix("ه") in _FOLLOWERS


def _is_object(spots: Spots, cue: CueHere, spot: Spot, token: int) -> bool:
    """«ودعت | العراق إلى …», «وحث | الحوثيين على …»: whom the verb doesn't agree with is urged, and says nothing."""
    urges = cue.act in ("promise", "demand", "warn", "accuse") or cue.lemma in _TELLS
    if cue.kind != "verb" or not urges or token != cue.token + 1 or spot.item.type == "person" or spots.case(spot):
        return False
    if is_outlet(spot.item):
        # «أبلغوا القناة أن»: she passes it on
        return False
    norm = spots.at.reading.tokens[token].norm
    if spot.item.type != "place" and spot.last - spot.first == 1 and norm.endswith("ين") and has_article(norm):
        return True
    whose = pronouns_of(spots.at.reading, spot.item, token)
    return whose == {"ه"} if _feminine(cue) else whose == {"ها"}


def _feminine(cue: CueHere) -> bool:
    return cue.norm.endswith("ت") or (cue.lemma[:1] != "ت" and unled(cue.norm)[0] == "ت")


def _disagrees(spots: Spots, content: tuple[int, int], cue: CueHere, spot: Spot, token: int) -> bool:
    """«الجزائر تستدعي سفير مالي | وتحذر من …»: a man who is only described is no subject of a verb in the feminine."""
    if cue.kind != "verb" or spot.item.type != "group" or not token < cue.token < content[0]:
        return False
    if cue.norm[0] != "و" or not _feminine(cue):
        return False
    reading = spots.at.reading
    if token < reading.sentence_of(cue.token).first or spots.case(spot):
        return False
    return pronouns_of(reading, spot.item, token) == {"ه"}


def answered(spots: Spots, first: int, mentions: Sequence[Spot]) -> bool:
    """«وفي تعليق على ما أوردته | الصحيفة، نفى …»: who is answered doesn't pass on the answer."""
    tokens = spots.at.reading.tokens
    if mentions and is_outlet(mentions[0].item) and _called(spots, first):
        return True
    near = [s for s in mentions if first - _ANSWER <= s.first < first]
    if not near:
        return False
    k = spots.at.tokens[near[-1].first]
    told = k > 2 and tokens[k - 1].norm in PUBLISHED and tokens[k - 2].norm == _WHAT
    begin = spots.at.tokens[first] if first < len(spots.at.tokens) else k
    if begin > 1 and tokens[begin - 1].norm in THAT and tokens[begin - 2].norm == _OF:
        # «تعقيبا على ما نقلته القناة من أن»: this is what she told
        return False
    return told and tokens[k - 3].norm in _ON and spots.said_between(k + 1, begin) > 0


def _called(spots: Spots, first: int) -> bool:
    """«نفى المتحدث وصول طائرات، | واصفا ما نشرته الصحيفة | بأنه شائعات»: a sentence that judges what an outlet told."""
    if first >= len(spots.at.tokens):
        return False
    sentence = spots.at.reading.sentence_of(spots.at.tokens[first])
    norms = [t.norm for t in spots.at.reading.tokens[sentence.first : sentence.last]]
    return any(
        a in _CALLING and b == _WHAT and c in PUBLISHED for a, b, c in zip(norms, norms[1:], norms[2:], strict=False)
    )


def deed(spots: Spots, content: tuple[int, int], cue: CueHere) -> int:
    """«اتهم الأهالي | الجيش المحلي | بقصف الجسر»: where what somebody is accused of or asked for begins.

    Whom it is said to is no part of it, unless the passage has nothing to show where he ends.
    """
    first, last = content
    tokens = spots.at.reading.tokens
    if cue.kind not in ("verb", "participle") or cue.lemma not in _DEEDS or not first - cue.token <= _ADDRESSED:
        return first
    between = tokens[cue.token + 1 : first]
    if is_verb(tokens[first].norm) and not has_article(tokens[first].norm) and spots.table.named_at(first) is None:
        return first
    if any(t.norm in THAT or t.norm.startswith(_BY) or not (t.is_word or t.norm == '"') for t in between):
        return first
    if tokens[first].norm in THAT or tokens[first].norm.startswith(_BY):
        return first
    for k in range(first + 1, min(last - 1, first + 1 + _ADDRESSED)):
        norm = tokens[k].norm
        if norm == _BY or (norm in THAT and norm.startswith(_BY)):
            return k + 1
        if _is_deed(spots, k):
            return k
        if norm in STOPS or norm in _PARTS or norm in THAT or (norm.startswith("و") and is_verb(norm)):
            break
    return first


def _is_deed(spots: Spots, k: int) -> bool:
    """«بقصف», «بالوقوف وراء»: a verbal noun with "by", and not where somebody is: «مدير المصرف | بطنجة»."""
    norm = spots.at.reading.tokens[k].norm
    stem = norm.removeprefix(_BY)
    if stem == norm or len(stem) <= len("عد") or spots.table.named_at(k) is not None:
        return False
    return stem.removeprefix("ال") in masdars() or any(r.kind == "noun" for r in readings_at(spots.at.reading, k))


def says_we(cue: CueHere) -> bool:
    """«ونطالب», «ننفي»: a verb of saying in the first person."""
    return cue.kind == "verb" and unled(cue.norm) in _WE


def is_another(spots: Spots, first: int, cue: CueHere, item: Found | Candidate) -> bool:
    """«قال أحد السائقين إن … . | وأضافت أن»: she who goes on is not the man who spoke last, if he is only described."""
    tokens = spots.at.reading.tokens
    if cue.kind != "verb" or not cue.token + 1 < first or tokens[cue.token + 1].norm not in THAT:
        return False
    if cue.norm[0] != "و" or not _feminine(cue) or item.type != "group":
        return False
    token = item.first if isinstance(item, Candidate) else item.mentions[0][0] if item.mentions else 0
    return pronouns_of(spots.at.reading, item, token) == {"ه"}

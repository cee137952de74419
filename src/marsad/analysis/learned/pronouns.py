"""Whom the pronoun means that an event is done to: «أوقفته دورية», «فاستقبله الوزير», «أُفرج عنه», «طلب منهم».

The votes on parts weigh mentions; a pronoun is none, and whoever it means is named in another clause or sentence.
The noun that a relative clause describes is meant; else of those who agree in gender and number and don't act
themselves whoever the text is about: named near, often, and without a preposition.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from math import log2
from typing import Final

from marsad.analysis.attributions.speakers import is_outlet
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.groups import counts, group_noun
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_verb
from marsad.reader.model import WordSpan
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .spots import Spot, Spots

_SENTENCES: Final = 2
"""Sentences before its own in which whoever a pronoun means may stand."""
_GAP: Final = 2
"""Tokens from the end of a mention to the clause that describes it: a quotation mark, an adjective."""
_CLAUSE: Final = 8
"""Tokens from a relative pronoun to the verb of its clause."""
_NEAR: Final = 1.2
"""What a sentence nearer counts, against twice as many mentions."""
_PLAIN: Final = 1.0
"""What it counts to stand without a preposition."""
_PEOPLE: Final = {"person": 1.0, "group": 0.5}
"""And to be somebody."""
_VISITS: Final = ("visit", "receive")
"""Frames of events in which people meet."""
_TYPES: Final = ("ASSAULT", "COERCE", "CONSULT", "AID", "ACCUSE", "THREATEN", "REQUEST", "SANCTION", "RETREAT")
"""Events whose verbs are done to somebody; what is refused, signed or promised is mostly a thing."""
_FRAMES: Final = (
    "act_on", "arrest", "attack", "rescue", "release", "toward", "give", "receive", "visit", "judge", "demand", "call",
)  # fmt: skip
_WHEN: Final = frozenset(
    fold(w)
    for w in (
        "أمس",
        "اليوم",
        "غدا",
        "مساء",
        "صباحا",
        "ظهرا",
        "فجرا",
        "ليلا",
        "مؤخرا",
        "أيضا",
        "لاحقا",
        "حينها",
        "هناك",
        "هنا",
    )
)
"""Adverbs, behind which a verb describes nothing."""
_ONE: Final = frozenset(fold(w) for w in ("أحد", "إحدى", "واحد", "واحدة"))
_ITSELF: Final = "ايا"
_BEHIND: Final = 3
"""Words behind the word in which the one with the pronoun stands: «ألقت الشرطة القبض عليه»."""
_GOVERNING: Final = {
    "REQUEST": ("من", fold("إلي")), "RETREAT": ("عن", fold("سراح"), fold("سبيل")), "COERCE": (fold("علي"),),
    "SANCTION": (fold("علي"),), "ASSAULT": (fold("علي"),), "AID": (fold("إلي"),),
}  # fmt: skip
"""Beginnings of the words with a pronoun that say to whom it was done."""
_HELD: Final = ("COERCE", "RETREAT", "AID", "ASSAULT")
_HELD_FRAMES: Final = ("arrest", "release", "rescue")
"""Events whose nouns have a pronoun for whom they befall, where nobody else is named: «جرى توقيفه»."""
_PROMISED: Final = "وعد"
"""A verb whose object is whoever was given the word."""
_HAD: Final = fold("قد")
_SHORT: Final = 3
"""Letters of the verbs whose noun may begin with the same «أ»: «أخذه»."""
_ALL: Final = ("ه", "ها", "هم", "هما")
_HIM: Final = frozenset(("ه",))
_HER: Final = frozenset(("ها",))
_THEM: Final = frozenset(("هم", "هما"))
_FEMININE: Final = ("ه", "ات", "اء")
_HER_NAME: Final = ("ة", "ى", "ا", "اء")
_HIS: Final = ("ته", "تها", "تهم")
_BODIES: Final = frozenset(
    fold(w)
    for w in (
        "وفد",
        "فريق",
        "مجموعة",
        "لجنة",
        "كتيبة",
        "سرية",
        "طاقم",
        "عصابة",
        "وحدة",
        "قوة",
        "دورية",
        "أسرة",
        "عائلة",
    )
)
"""Nouns in the singular for several people."""
_MASCULINE: Final = frozenset(
    fold(w) for w in ("العراق", "المغرب", "لبنان", "الأردن", "اليمن", "السودان", "الصومال", "الكويت")
)
"""Countries that are masculine."""


def object_meant(
    spots: Spots, token: int, row: TriggerReading, taken: Collection[int], titles: Sequence[WordSpan],
    among: Sequence[Found] | None = None,
) -> Spot | None:  # fmt: skip
    """The mention that the object's pronoun at the verb at a token means, or that of the words behind which it governs.

    `taken` are the ids of those who act, `titles` the words of offices, in which nobody is meant; `among` those of whom
    one is meant, if that is known.
    """
    reading = spots.at.reading
    pronoun = standing(reading, token) or _object(reading, token, row) or _governed(reading, token, row.trigger.type)
    if not pronoun:
        return None

    def fits(s: Spot) -> bool:
        if among is not None and spots.entity(s) not in among:
            return False
        agrees = pronoun in pronouns_of(reading, s.item, spots.at.tokens[s.first])
        comes = s.item.type in ("person", "group") or row.trigger.frame not in _VISITS
        return agrees and comes and id(spots.table.meant(s.item)) not in taken

    edge = _described(spots, token)
    if edge is not None:
        head = _ending_at(spots, edge)
        if head is None or id(spots.table.meant(head.item)) not in taken:
            return head if head is not None and fits(head) else None
    found = [s for s in _before(spots, token) if fits(s) and not _in_title(s, titles)]
    if standing(reading, token):
        # whoever was named last, and not in the name of another
        alone = [s for s in found if not any(o is not s and o.first <= s.first and s.last <= o.last for o in spots.all)]
        return max(alone, key=lambda s: s.first, default=None)
    return max(found, key=lambda s: (_weight(spots, s, token), s.first), default=None)


def standing(reading: Reading, token: int) -> str:
    """«متهمة | إياها»: the object's pronoun that is a word of its own right behind the word at a token, else empty."""
    behind = reading.tokens[token + 1].norm if token + 1 < reading.sentence_of(token).last else ""
    rest = behind.removeprefix(_ITSELF)
    return rest if behind != rest and rest in _ALL else ""


def _object(reading: Reading, token: int, row: TriggerReading) -> str:
    """The pronoun at a verb, empty if it has none or the verb is done to things."""
    if row.kind == "noun":
        return row.pronoun if row.trigger.type in _HELD and row.trigger.frame in _HELD_FRAMES else ""
    promised = row.trigger.lemma == _PROMISED
    if not promised and (row.trigger.type not in _TYPES or row.trigger.frame not in _FRAMES):
        return ""
    if any(_as_noun(reading, token, r) for r in readings_at(reading, token)) or _behind_verb(reading, token):
        # «تشدد قبضتها» is no "she seized her"
        return ""
    return row.pronoun


def _as_noun(reading: Reading, token: int, row: TriggerReading) -> bool:
    """Can a word with a pronoun be a noun as well: «قبضتها», but neither «أدانته» nor «قد نهبه» nor «، ووعده بكذا»?"""
    if row.kind != "noun":
        return False
    tokens = reading.tokens
    norm = tokens[token - 1].norm if token else ""
    written = reading.text[tokens[token].start : tokens[token].end].lstrip("وف")
    if norm == _HAD or (written.startswith("أ") and len(row.trigger.lemma) > _SHORT):
        return False
    behind = tokens[token + 1].norm if token + 1 < len(tokens) else ""
    return not (row.trigger.lemma == _PROMISED and row.prefix and behind.startswith("ب"))


def _governed(reading: Reading, token: int, kind: str) -> str:
    """The pronoun of the words behind that the event is done to: «طلب منهم», «أُفرج عنه», «أطلقوا سراحها»."""
    for t in reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + 1 + _BEHIND)]:
        if not t.is_word or is_verb(t.norm):
            break
        for word in _GOVERNING.get(kind, ()):
            rest = t.norm.removeprefix(word)
            if t.norm.startswith(word) and rest in _ALL:
                return rest
    return ""


def _in_title(s: Spot, titles: Sequence[WordSpan]) -> bool:
    return s.item.type != "person" and any(t.first <= s.first and s.last <= t.last for t in titles)


def _weight(spots: Spots, s: Spot, token: int) -> float:
    reading = spots.at.reading
    first = spots.at.tokens[s.first]
    back = reading.sentence_of(token).index - reading.sentence_of(first).index
    entity = spots.table.meant(s.item)
    often = sum(m[0] < token for m in set(entity.mentions)) if isinstance(entity, Found) else 1
    return log2(1 + often) - _NEAR * back + _PLAIN * (spots.case(s) == "") + _PEOPLE.get(s.item.type, 0.0)


def _before(spots: Spots, token: int) -> list[Spot]:
    """The mentions of people, bodies and things before a token, in its own sentence and those before."""
    reading, at = spots.at.reading, spots.at
    first = reading.sentences[max(0, reading.sentence_of(token).index - _SENTENCES)].first
    found = [
        s for s in spots.all if first <= at.tokens[s.first] and at.tokens[s.last - 1] < token and _may_be(spots, s)
    ]
    return [s for s in found if not any(_within(s, o) or _apposed(spots, s, o) for o in found)]


def _apposed(spots: Spots, s: Spot, o: Spot) -> bool:
    """«فلان، | الناشط في منظمة», «الصحافي | فلان»: is it a description of somebody who is named beside it?"""
    if s.item.type != "group" or o.item.type != "person":
        return False
    tokens = spots.at.reading.tokens
    first, end = spots.at.tokens[s.first], spots.at.tokens[s.last - 1] + 1
    if not has_article(tokens[first].norm):
        return False
    behind = tokens[first - 1].norm == "," and spots.at.tokens[o.last - 1] == first - 2 if first > 1 else False
    return behind or spots.at.tokens[o.first] == end


def _may_be(spots: Spots, s: Spot) -> bool:
    if spots.passes_on(s) or is_outlet(s.item):
        return False
    return s.item.type != "place" or is_country(s.item)


def _within(s: Spot, o: Spot) -> bool:
    return o is not s and o.first <= s.first and s.last <= o.last and s.last - s.first < o.last - o.first


def _behind_verb(reading: Reading, token: int) -> bool:
    if token == 0:
        return False
    norm = reading.tokens[token - 1].norm
    return (
        reading.tokens[token].norm[0] not in "وف"
        and function_class(norm) is None
        and is_verb(norm)
        and (not has_article(norm) and group_noun(norm) is None and norm not in _WERE)
    )


_WERE: Final = frozenset(fold(w) for w in ("كان", "كانت", "كانوا", "وكان", "وكانت", "وكانوا", "قد", "وقد", "لم", "سبق"))


def _described(spots: Spots, token: int) -> int | None:
    """The token behind the noun that the clause of the verb at a token describes, None if it describes none."""
    reading = spots.at.reading
    tokens = reading.tokens
    first = reading.sentence_of(token).first
    for k in range(token - 1, max(first - 1, token - _CLAUSE), -1):
        norm = tokens[k].norm
        if not tokens[k].is_word and norm not in ('"', "(", ")"):
            break
        if function_class(norm) == "relative":
            return k
        if is_verb(norm) and function_class(norm) is None and norm not in _WERE and not has_article(norm):
            if group_noun(norm) is None:
                break
    if token == first or tokens[token].norm[0] in "وف":
        return None
    before = tokens[token - 1]
    plain = before.is_word and function_class(before.norm) is None and before.norm not in _WERE
    if not plain or has_article(before.norm):
        return None
    if _ending_at(spots, token) is not None:
        return token
    return None if is_adjective(before.norm) or before.norm in _WHEN else token


def _ending_at(spots: Spots, token: int) -> Spot | None:
    """The longest mention that ends before a token, with nothing but marks and adjectives between."""
    at = spots.at
    found = [s for s in spots.all if 0 <= token - at.tokens[s.last - 1] - 1 <= _GAP and _may_be(spots, s)]
    found = [s for s in found if all(_trails(at.reading, k) for k in range(at.tokens[s.last - 1] + 1, token))]
    return min(found, key=lambda s: (token - at.tokens[s.last - 1], s.first), default=None)


def _trails(reading: Reading, k: int) -> bool:
    token = reading.tokens[k]
    return token.norm in ('"', ")") or (token.is_word and is_adjective(token.norm))


def pronouns_of(reading: Reading, item: Found | Candidate, token: int) -> frozenset[str]:
    """The pronouns that may mean this mention, by its gender and number."""
    name = item.name if isinstance(item, Found) else item.name(reading)
    words = fold(name).strip('"«»“”').split()
    head = words[0] if words else ""
    if item.type == "person":
        if _must_be_her(reading, token):
            return _HER
        return _HIM | _HER if _may_be_her(reading, name, token) else _HIM
    if item.type == "place":
        return _HIM if head in _MASCULINE else _HER
    return _of_described(head, item.type, reading.tokens[token].is_number)


def _may_be_her(reading: Reading, name: str, token: int) -> bool:
    """«السفيرة فلانة», «سلمى»: a title before the name or the name's ending allows a woman."""
    before = reading.tokens[token - 1] if token else None
    titled = before is not None and before.is_word and before.norm.endswith("ه")
    return titled or (name.split() or [""])[0].endswith(_HER_NAME)


def _must_be_her(reading: Reading, token: int) -> bool:
    """«السفيرة فلانة», «زوجته فلانة»: a title in the feminine before the name leaves no choice."""
    before = reading.tokens[token - 1].norm if token else ""
    return (has_article(before) and before.endswith("ه")) or before.endswith(_HIS)


@lru_cache(maxsize=2048)
def _of_described(head: str, kind: str, number: bool) -> frozenset[str]:
    hit = group_noun(head)
    many = number or (head not in _ONE and (counts(head) or counts(bare(head)))) or (hit is not None and hit[1].plural)
    # «ممرضو المستشفى»
    many = many or (hit is None and head.endswith("و") and len(head) > _SHORT)
    if kind == "group":
        one = _HER if head.endswith(_FEMININE) else _HIM
        return _THEM if many else one | _THEM if bare(head) in _BODIES else one
    if kind == "asset":
        return _HER if many or head.endswith(_FEMININE) else _HIM
    return _HER if head.endswith(_FEMININE) or head in ("قوات", "سلطات") else _HIM | _HER if hit is None else _HIM

"""Who acted and who was acted on, where grammar leaves no choice: what it overrules in the votes on parts.

The votes weigh every mention by itself. Voice, an object's pronoun, an ending and the word's own frame say of two
mentions at once which is which: «أنقذه رعاة» was done by the herders, «استقبل الوزير وفدا» has the minister for host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.events.auxiliaries import NEGATIONS
from marsad.analysis.events.roles import agent_word, is_object, signed_passive
from marsad.analysis.events.triggers import Reading as TriggerReading
from marsad.analysis.events.triggers import trigger_readings
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, verb_readings
from marsad.lexicon.paradigms import conjugate
from marsad.lexicon.tables import read_table
from marsad.text.views import fold

ACTOR: Final = "actor"
RECIPIENT: Final = "recipient"
MUTUAL: Final = ("meet", "sign", "clash", "host", "mediate", "protest", "arrive", "leave", "station", "alone", "visit")
"""Frames in which nobody is acted on."""
_PLURAL: Final = ("وا", "ون")
_MASCULINE: Final = frozenset(
    fold(w)
    for w in (
        "وزير", "رئيس", "مدير", "سفير", "قائد", "نائب", "مبعوث", "ممثل", "قنصل", "محافظ", "عميد", "حاكم", "قائم",
        "مجلس", "حزب", "جيش", "جهاز", "اتحاد", "برلمان", "مكتب", "موقع", "حرس", "مصرف", "مركز", "لواء", "بنك", "أمين",
    )
)  # fmt: skip
"""Nouns before which no verb in the feminine has its subject."""
_MOVING: Final = ("deploy", "transport")
"""Frames in which somebody is moved, who then is no participant beside who moves him."""
NEAR: Final = 4
"""Tokens from a verb to its subject or object, a title and a word of time between."""
_FAR: Final = 14
"""Tokens behind a word in which "by" names who did it."""
_TO: Final = fold("إلى")
_HANDS: Final = fold("تسلم")
_SHADDA: Final = "\u0651"
_BY_LEMMA: Final = ("suffers", "urges", "seizes", "alone")
"""What verbs say by their lemma."""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Verbs by what they say of sides (`data/ar/events/sides.tsv`), in all their forms, for some the lemmas."""
    out: dict[str, set[str]] = {}
    for row in read_table("ar/events/sides.tsv"):
        forms = out.setdefault(row["side"], set())
        if row["side"] in _BY_LEMMA:
            forms.add(row["past"])
        else:
            forms.update(form.form for form in conjugate(row["past"], row["present"]))
    return {side: frozenset(forms) for side, forms in out.items()}


def is_lemma(lemma: str, side: str) -> bool:
    """Is it one of the verbs that say this of sides by their lemma (`suffers`, `urges`, `seizes`, `alone`)?"""
    return lemma in _words()[side]


def says(norm: str, side: str) -> bool:
    """Is the folded word, with or without "and" before it, a form of a verb that says this of sides?

    >>> says("وانتقل", "comes"), says("وصل", "comes")
    (True, False)
    """
    forms = _words()[side]
    return norm in forms or (norm[0] in "وف" and norm[1:] in forms)


def reacts(reading: Reading, token: int) -> bool:
    """Is the word a verb of condemning or welcoming that nothing negates?

    `data/ar/events/sides.tsv` lists them, with others («رصد», «أسف») of which the lexicon of events knows nothing.
    """
    norm = reading.tokens[token].norm
    if not says(norm, "reacts") or (token and reading.tokens[token - 1].norm in NEGATIONS):
        return False
    return any(r.kind == "verb" and r.trigger.type in _REACTIONS for r in trigger_readings(norm))


_REACTIONS: Final = ("ACCUSE", "SUPPORT")


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention that takes part: whom it means, its tokens, and the preposition before it (empty for none)."""

    entity: Found
    kind: str
    first: int
    last: int
    case: str
    start: int


@dataclass(frozen=True, slots=True)
class Word:
    """The word that tells the event: its token, how the lexicon reads it, and the sentence's tokens."""

    reading: Reading
    token: int
    row: TriggerReading
    first: int
    last: int
    maybe_noun: bool = False
    """May the verb as well be its own noun («تعهد»)?"""

    @property
    def frame(self) -> str:
        """The pattern of roles."""
        return self.row.trigger.frame

    @property
    def passive(self) -> bool:
        """Spelling, a vowel sign or "by" says that what is named as subject was acted on."""
        signed = self.row.kind == "verb" and signed_passive(self.reading, self.token)
        return signed or self.row.passive or self.agent_at > 0

    @property
    def agent_at(self) -> int:
        """The token behind "by" (من قبل, على يد), -1 if there is none in the clause."""
        tokens = self.reading.tokens
        for k in range(self.token + 2, min(self.last, self.token + _FAR)):
            if tokens[k].norm in (",", ";", ":"):
                break
            if agent_word(self.reading, k):
                return k + 1
        return -1


Roles = dict[str, list[Found]]
Rule = Callable[[Word, Sequence[Standing], Roles], None]


def settle(rules: Iterable[Rule], word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """Move or leave out whoever grammar knows better, rule by rule: `RULES` here, then those that go further."""
    for rule in rules:
        rule(word, who, roles)


def move(entity: Found, to: str, roles: Roles) -> None:
    other = RECIPIENT if to == ACTOR else ACTOR
    if entity in roles[other]:
        roles[other].remove(entity)
        if entity not in roles[to]:
            roles[to].append(entity)


def those_behind(word: Word, who: Sequence[Standing]) -> list[Standing]:
    """Those without a preposition behind the word, nearest first."""
    return sorted((s for s in who if word.token < s.first < word.last and s.case == ""), key=lambda s: s.first)


def right_beside(word: Word, who: Sequence[Standing]) -> Standing | None:
    """The first of them, if nothing but a title or a time stands between."""
    found = those_behind(word, who)
    if not found or found[0].first - word.token > NEAR:
        return None
    gap = word.reading.tokens[word.token + 1 : found[0].first]
    return None if any(t.norm in (",", ";", ":", ".") or verb_readings(t.norm) for t in gap) else found[0]


def _pronoun(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«أنقذه رعاة», «انتقدتها المنظمة»: who stands behind a verb with a pronoun did it, to somebody named before."""
    if word.row.kind != "verb" or not word.row.pronoun or word.frame in MUTUAL or word.passive:
        return
    subject = right_beside(word, who)
    if subject is None:
        return
    host = word.frame == "receive"
    move(subject.entity, RECIPIENT if host else ACTOR, roles)
    before = [s for s in who if s.last <= word.token and s.entity is not subject.entity]
    if word.frame == "give" and hands_on(word.reading, word.token):
        return
    taken = roles[RECIPIENT if host else ACTOR]
    if before and all(s.entity in taken for s in before):
        move(before[-1].entity, ACTOR if host else RECIPIENT, roles)
    for s in before:
        # «اتهم الوزير فرنسا بتمويل مسلحين، وهي اتهامات رفضتها باريس»: whoever else stands before did nothing
        if s.entity in taken and word.row.trigger.type != "CONSULT":
            taken.remove(s.entity)


def hands_on(reading: Reading, token: int) -> bool:
    """«سلمها السفير إلى الوزير»: does "to" behind a verb of giving say that its pronoun is what was given?"""
    for t in reading.tokens[token + 1 : min(reading.sentence_of(token).last, token + _FAR)]:
        if t.norm in (",", ";", ":"):
            return False
        if t.norm == _TO:
            return True
    return False


def _voice(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«مُنعوا», «أحرقت على أيدي مسلحين»: the subject of a passive was acted on, "by" names who did it."""
    if word.frame in MUTUAL or not word.passive:
        return
    # «تعرضت لإطلاق نار من قبل مسلحين»: only guests are received "by" their host
    host = word.frame == "receive" and word.row.trigger.type == "CONSULT"
    # «سيُستقبل من الوزير»: without "by", "from" says who receives
    cases = ("by", "from") if host and word.agent_at < 0 else ("by",)
    agent = next((s for s in who if s.first == word.agent_at or (s.case in cases and s.first > word.token)), None)
    if agent is not None:
        move(agent.entity, RECIPIENT if host else ACTOR, roles)
    subject = subject_of(word, who)
    if subject is not None and (agent is None or subject.first < agent.first):
        move(subject.entity, ACTOR if host else RECIPIENT, roles)


def subject_of(word: Word, who: Sequence[Standing]) -> Standing | None:
    """Who stands as subject: right behind the word, or right before a verb."""
    found = right_beside(word, who)
    if found is not None or word.row.kind == "noun":
        return found
    before = [s for s in who if s.last <= word.token and s.first >= word.first and s.case == ""]
    if not before:
        return None
    last = max(before, key=lambda s: s.last)
    gap = word.reading.tokens[last.last : word.token]
    plain = all(t.norm == fold("قد") or function_class(t.norm) in ("relative", "auxiliary", "particle") for t in gap)
    return last if plain and len(gap) <= NEAR else None


def _victim(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«توقيف المختار»: behind these nouns stands who suffered, unless an object follows («اعتقال الشرطة ناشطا»)."""
    if word.row.kind != "noun" or word.row.pronoun:
        return
    if word.frame != "arrest" and not is_lemma(word.row.trigger.lemma, "suffers"):
        return
    behind = those_behind(word, who)
    if not behind or behind[0].first != word.token + 1 or behind[0].kind not in ("person", "group"):
        return
    others = [s for s in who if s.first >= behind[0].last and s.first - behind[0].last <= NEAR and s.case in ("", "l")]
    if not others:
        move(behind[0].entity, RECIPIENT, roles)


def _object(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«نطالب الحكومة», «وحث المقاتلين», «ودعا الحكومة»: by person, ending or gender a noun is its verb's object."""
    if word.row.kind != "verb" or word.row.pronoun or word.frame in (*MUTUAL, *_MOVING) or word.passive:
        return
    beside = right_beside(word, who)
    if beside is None:
        return
    we = word.row.gender == "first" and word.row.plural
    if we or is_object(word.reading, beside.first, beside.kind) or _disagrees(word, beside):
        move(beside.entity, ACTOR if word.frame == "receive" else RECIPIENT, roles)


def _disagrees(word: Word, s: Standing) -> bool:
    """«ودعا الحكومة», «ودعت مجلس النواب», «طالبوا الحكومة»: a verb before its subject is singular and of its gender."""
    if word.maybe_noun:
        # «تعهد الوزارة»: "the ministry's promise" has no gender to agree with
        return False
    norm = word.reading.tokens[word.token].norm
    if word.row.plural:
        return norm.endswith(_PLURAL)
    if s.first != word.token + 1 and s.kind != "person":
        return False
    head = word.reading.tokens[word.token + 1]
    if word.row.gender == "f":
        return bare(head.norm) in _MASCULINE
    marked = word.reading.text[head.start : head.end].endswith(("ة", "ات")) and not _broken(head.norm)
    return word.row.gender == "m" and s.first == word.token + 1 and s.kind in ("organization", "group") and marked


def _broken(norm: str) -> bool:
    """«القادة», «الطلبة»: a broken plural of men."""
    hit = group_noun(norm)
    return hit is not None and hit[1].plural and not norm.endswith("ات")


def _moved(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«تنقل روسيا جنودا», «دفعت الشرطة بعناصر»: who is moved takes no part beside who moves him."""
    if word.frame not in _MOVING:
        return
    for s in who:
        if s.first <= word.token or s.kind not in ("group", "asset"):
            continue
        others = [e for e in roles[ACTOR] if e is not s.entity]
        if others and (s.case == "b" or (s.case == "" and is_object(word.reading, s.first, s.kind))):
            for role in (ACTOR, RECIPIENT):
                roles[role] = [e for e in roles[role] if e is not s.entity]


def _host(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«استقبل الوزير وفدا»: the host receives and the guest comes; one alone behind the verb is the guest."""
    if word.frame != "receive" or word.row.kind != "verb" or word.row.pronoun or word.passive:
        return
    behind = those_behind(word, who)
    alone = behind[0] if len({id(s.entity) for s in behind}) == 1 else None
    if alone is not None and any(s.first > alone.first and s.entity in roles[ACTOR] for s in who):
        # «استقبل الوالي في مكتبه سفير اليونان لدى ليبيا فلانا»: the guest's office has a preposition of its own
        alone = None
    if word.row.trigger.type == "CONSULT" and alone is not None:
        if not roles[ACTOR] and len(roles[RECIPIENT]) == 1 and alone.entity in roles[RECIPIENT]:
            move(alone.entity, ACTOR, roles)
            return
        if nothing_behind(word, alone.last) and not those_before(word, who):
            # «ثم استقبلت مدير الميناء»: the host was named in a sentence before
            for entity in [e for e in roles[ACTOR] if e is not alone.entity]:
                move(entity, RECIPIENT, roles)
            move(alone.entity, ACTOR, roles)
            return
    hosts = [s for s in behind if s.entity in roles[RECIPIENT]]
    if not roles[ACTOR] and len(hosts) > 1 and hosts[0] is right_beside(word, who):
        if not is_joined(word.reading, hosts[1]):
            for s in hosts[1:]:
                if s.entity is not hosts[0].entity:
                    move(s.entity, ACTOR, roles)
        return
    guests = [s for s in behind if s.entity in roles[ACTOR]]
    if len(guests) > 1 and guests[0] is right_beside(word, who) and guests[1].entity is not guests[0].entity:
        if not is_object(word.reading, guests[0].first, guests[0].kind) and not is_joined(word.reading, guests[1]):
            move(guests[0].entity, RECIPIENT, roles)
        return
    before = [s for s in who if s.last <= word.token and s.first >= word.first and s.entity in roles[ACTOR]]
    if (
        guests
        and before
        and not any(s.entity is guests[0].entity for s in before)
        and not _subject_behind(word, who, roles)
    ):
        move(before[-1].entity, RECIPIENT, roles)


def _subject_behind(word: Word, who: Sequence[Standing], roles: Roles) -> bool:
    return any(s.entity in roles[RECIPIENT] for s in those_behind(word, who)[:1])


def is_joined(reading: Reading, s: Standing) -> bool:
    """Does "and" join the mention to what stands before?"""
    return reading.tokens[s.first].norm.startswith("و") and s.start > reading.tokens[s.first].start


def _takes(reading: Reading, k: int, *, given: bool) -> bool:
    token = reading.tokens[k]
    # «تسلم الوزارة …» is mostly "hands over" unless a sign on the letter or who gave says "gets"
    unsure = token.norm.removeprefix("و") == _HANDS and _SHADDA not in reading.text[token.start : token.end]
    return (given or not unsure) and says(token.norm, "takes")


def _given(word: Word, who: Sequence[Standing], roles: Roles) -> None:
    """«تلقى السفير تهديدا من مسلحين»: who is given something suffers or gets it, "from" names who gave."""
    tokens = word.reading.tokens
    given = any(s.first > word.token and s.case == "from" for s in who)
    takes = next(
        (
            k
            for k in range(word.token, max(word.first - 1, word.token - _FAR), -1)
            if _takes(word.reading, k, given=given) and (k == word.token or word.row.kind == "noun" or word.maybe_noun)
        ),
        None,
    )
    if takes is None or any(t.norm in (",", ";", ":") for t in tokens[takes : word.token]):
        return
    near = [s for s in who if s.case == "" and (takes < s.first <= takes + NEAR or takes - NEAR <= s.last <= takes)]
    near = [s for s in near if s.first != word.token]
    if near:
        move(min(near, key=lambda s: abs(s.first - takes)).entity, RECIPIENT, roles)
    giver = next((s for s in who if s.first > takes and s.case == "from"), None)
    if giver is not None:
        move(giver.entity, ACTOR, roles)


def those_before(word: Word, who: Sequence[Standing]) -> list[Standing]:
    """Those without a preposition before the word in its sentence."""
    return [s for s in who if word.first <= s.first and s.last <= word.token and s.case == ""]


def nothing_behind(word: Word, at: int) -> bool:
    """Can no object stand from token `at` on: an end, a mark or a preposition, words of time left out?"""
    tokens = word.reading.tokens
    while at < word.last and function_class(tokens[at].norm) == "time":
        at += 1
    if at >= word.last or not (tokens[at].is_word or tokens[at].is_number):
        return True
    norm = tokens[at].norm
    led = norm.startswith(("ب", "لل")) or (norm.startswith("و") and bool(verb_readings(norm)))
    return led or function_class(norm) in ("preposition", "complementizer", "conjunction", "relative")


RULES: Final[tuple[Rule, ...]] = (_pronoun, _voice, _victim, _object, _moved, _host, _given)

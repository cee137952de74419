"""Whose subject a word of saying has for its speaker, where the votes look elsewhere.

«…، لكن البلدية شككت في ذلك، | مؤكدة أن …»: who did the last thing; «وهي اتهامات وصفتها الوزارة | بأنها …»: who stands
right behind the verb.
"""

from __future__ import annotations

from typing import Final

from marsad.analysis.attributions.speakers import Speaker, Speakers, is_outlet
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.roles import is_country
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_verb, verb_readings
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .extents import one_does
from .pronouns import standing
from .saying import CueHere
from .spots import start_of

_TURNS: Final = frozenset(
    fold(w) for w in ("فيما", "بينما", "وبينما", "لكن", "ولكن", "وهو", "وهي", "بيد", "غير", "إلا", "حين")
)
"""Words with which a clause of another begins."""
_TITLE: Final = 2
"""Tokens of a title between a verb and its subject's name."""
_OFFICE: Final = 5
"""Tokens of an office before a name."""
_OF_IT: Final = frozenset(
    fold(p + e) for p in ("ب", "ل", "علي", "من", "في", "إلي", "عن") for e in ("ه", "ها", "هم", "هما")
)
_OF: Final = ("ب", "ل", "ك")
_CALLS: Final = ("وصف", "اعتبر")
_IT: Final = ("ه", "ها")
_ANSWERS: Final = ("علق", "عقب", "رد", "أدلي", "أدلى", "أصدر", "صدر")
_DID_NOT: Final = frozenset(fold(w) for w in ("لم", "ولم"))
_BUT_HE: Final = frozenset(fold(a + b) for a in ("لكن", "ولكن") for b in ("ه", "ها", "هم", "هما"))
_SAYS: Final = 4
"""Tokens from «لكنه» to the word of saying: «لكنها عادة ما | تنفي»."""
_PLURAL: Final = ("ين", "ون")


def said_nothing(reading: Reading, token: int, cue: int = -1) -> bool:
    """«ولم تعلق | القيادة العامة على ما ورد، غير أن القناة قالت إن»: does whoever begins at the token keep silent?

    Not in «ولم يصدر عن الحركة تعليق، لكنها | نفت»: there the word of saying, at token `cue`, is hers.
    """
    tokens = reading.tokens
    if any(t.norm in _BUT_HE for t in tokens[max(token, cue - _SAYS) : max(cue, 0)]):
        return False
    verb = next((k for k in range(token - 1, max(0, token - 1 - _TITLE), -1) if is_verb(tokens[k].norm)), None)
    if verb is None or not any(lemma in _ANSWERS for lemma, *_ in verb_readings(tokens[verb].norm)):
        return False
    return tokens[verb - 1].norm in _DID_NOT


def subject_before(
    reading: Reading, speakers: Speakers, cue: CueHere, least: int, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """The chain of a passage behind a participle, or behind "and" with a verb; its clause begins at `least` or later.

    «فيما رحب المجلس باللقاء ووصفه | بـ«خطوة»»: the council calls it so. Whoever was chosen stays if the clause names
    him or nobody else as its subject.
    """
    tokens = reading.tokens
    participle = cue.kind == "participle" and tokens[cue.token - 1].norm == ","
    if not chain or not (participle or (cue.kind == "verb" and cue.norm[0] == "و" and cue.lemma in _CALLS)):
        return chain
    first = max(least, reading.sentence_of(cue.token).first)
    turns = [k for k in range(first, cue.token) if tokens[k].norm in _TURNS]
    accuses = bool(standing(reading, cue.token))
    if not turns and not accuses:
        return chain
    zone = speakers.in_zone(turns[-1] + 1 if turns else first, cue.token - 1)
    if accuses and zone and speakers.table.meant(zone[-1].entity) is chain[-1]:
        # «علقت السلطات بث الهيئة، متهمة إياها ب»: whoever the pronoun means says nothing
        zone = zone[:-1]
    elif any(speakers.table.meant(s.entity) in chain for s in zone):
        return chain
    for s in zone:
        if _is_subject(reading, s, cue.token) and (not participle or _agrees(cue.norm, s, tokens[s.first].norm)):
            entity = speakers.table.entity(s.entity)
            held = [e for e in chain[:-1] if is_outlet(e) and e is not entity]
            return [*held, entity] if not speakers.is_publisher(entity, publisher) else chain
    return chain


def subject_beside(
    reading: Reading, speakers: Speakers, cue: CueHere, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """«… ووزير الخارجية في موسكو وواشنطن | تنفي …»: the country between "and" and a verb of now says it."""
    tokens = reading.tokens
    if cue.kind != "verb" or not chain or not one_does(cue.norm):
        return chain
    zone = speakers.in_zone(max(0, cue.token - 1 - _OFFICE), cue.token)
    zone = [s for s in zone if s.last == cue.token and is_country(s.entity)]
    if not zone or speakers.table.meant(zone[-1].entity) in chain:
        return chain
    first = zone[-1].first
    led = start_of(reading, zone[-1].entity, first) != tokens[first].start and tokens[first].norm[0] == "و"
    entity = speakers.table.entity(zone[-1].entity)
    return [entity] if led and not speakers.is_publisher(entity, publisher) else chain


def subject_behind(
    reading: Reading, speakers: Speakers, cue: CueHere, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """«اتهامات وصفتها | الوزارة بأنها …»: who stands right behind a verb that says it of what was told before."""
    if cue.kind != "verb" or cue.lemma not in _CALLS or not cue.norm.endswith(_IT) or not chain:
        return chain
    tokens = reading.tokens
    zone = speakers.in_zone(cue.token + 1, min(len(tokens), cue.token + 1 + _OFFICE))
    titled = zone and all(t.is_word and function_class(t.norm) is None for t in tokens[cue.token + 1 : zone[0].first])
    if not titled or speakers.table.meant(zone[0].entity) in chain:
        return chain
    entity = speakers.table.entity(zone[0].entity)
    led = start_of(reading, zone[0].entity, zone[0].first) != tokens[zone[0].first].start
    return chain if led or speakers.is_publisher(entity, publisher) else [entity]


def _is_subject(reading: Reading, s: Speaker, end: int) -> bool:
    """Does a verb stand right before or behind whoever it is, and no preposition in between?"""
    tokens = reading.tokens
    norm = tokens[s.first].norm
    if norm[0] in _OF and not is_verb(norm) and reading.text[tokens[s.first].start] in _OF and not has_article(norm):
        if start_of(reading, s.entity, s.first) != tokens[s.first].start:
            return False
    k = s.first - 1
    while k > s.first - 1 - _TITLE and _between(tokens[k].norm):
        k -= 1
    if is_verb(tokens[k].norm):
        return True
    if function_class(tokens[k].norm) == "preposition":
        return False
    return s.last < end and is_verb(tokens[s.last].norm) and not has_article(tokens[s.last].norm)


def _between(norm: str) -> bool:
    """A word of a title, or a pronoun with its preposition: «رحب | بها | محافظ البنك»."""
    return norm in _OF_IT or (norm.isalpha() and function_class(norm) is None and not is_verb(norm))


def _agrees(participle: str, s: Speaker, norm: str) -> bool:
    """«مؤكدة» of a body or a woman, «مؤكدا» of a man, «مؤكدين» of several."""
    plural = participle.endswith(_PLURAL)
    if s.entity.type == "person":
        return not plural
    if s.entity.type == "group":
        return plural == norm.endswith((*_PLURAL, "ات")) or participle.endswith("ه")
    return not plural

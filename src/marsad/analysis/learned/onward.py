"""Through whom somebody's word came who is not brought in anew: «أحد المسؤولين», «نقل عنه», «ونقل عن».

The votes look for who passed something on beside the passage. Where several spoke through an outlet, one of them did
so too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from marsad.analysis.attributions.cues import STOPS, cue_verb
from marsad.analysis.attributions.documents import is_new, maker
from marsad.analysis.attributions.speakers import Speaker, Speakers, is_outlet
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.groups import another, are_several, group_noun
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.text.clitics import has_article
from marsad.text.views import fold

from .hearers import says_we
from .saying import CueHere
from .spots import PASSED, unled

Spoken = tuple[Sequence[Found], int, int]
"""A chain with its sentence and paragraph."""
_ONE: Final = frozenset(fold(w) for w in ("أحد", "إحدى", "بعض", "ثاني", "ثالث"))
_ONE_OF_THEM: Final = frozenset(fold(w) for w in ("أحدهم", "أحدهما", "إحداهن", "إحداهما", "بعضهم", "آخرهم"))
_OTHER: Final = frozenset(fold(w) for w in ("الآخر", "الثاني", "الأول", "الثالث", "الأخرى", "الثانية", "الأولى"))
_ABOUT: Final = fold("عن")
_CREDIT: Final = frozenset(fold(w) for w in ("نسب", "نسبت", "ينسب", "تنسب"))
_TO_HIM: Final = frozenset(fold(w) for w in ("إليه", "إليها", "إليهم"))
_ABOUT_HIM: Final = frozenset(fold(w) for w in ("عنه", "عنها", "عنهم"))
_PASSED_FAR: Final = 14
"""Tokens from "from" to what is passed on."""
_NEAR: Final = 4
"""Tokens between a word of saying and its subject, or behind a passage to who passed it on."""


def one_of_them(
    reading: Reading, cue: CueHere, first: int, chain: list[Found], before: Sequence[Spoken]
) -> list[Found]:  # fmt: skip
    """«نقلت الصحيفة عن مسؤولين … . وقال | أحد المسؤولين إن …»: he told it to the same outlet.

    So did «المسؤول الآخر», and «أحدهم» if several spoke last.
    """
    if len(chain) != 1 or not cue.lemma:
        return chain
    paragraph = reading.sentence_of(first).paragraph
    for noun in _parts(reading, cue, first):
        for spoken, _, where in reversed(before):
            if not 0 <= paragraph - where <= 1:
                break
            if spoken[-1] is chain[0] or spoken[-1].type != "group" or not _several(spoken[-1]):
                continue
            if noun is None or spoken[-1].head == noun:
                return [*spoken[:-1], *chain]
            if noun is None:
                break
    return chain


def _parts(reading: Reading, cue: CueHere, first: int) -> Iterator[str | None]:
    """The noun of those of whom one speaks, None for "one of them"."""
    tokens = reading.tokens
    begin = max(reading.sentence_of(first).first, cue.token - _NEAR)
    for k in range(begin, min(len(tokens) - 1, cue.token + 1 + _NEAR)):
        norm, behind = unled(tokens[k].norm), tokens[k + 1].norm
        if function_class(behind) == "demonstrative" and k + 2 < len(tokens):
            # «أحد هؤلاء الأشخاص»
            behind = tokens[k + 2].norm
        if norm in _ONE_OF_THEM:
            yield None
        hit = group_noun(behind) if norm in _ONE and has_article(behind) else None
        if hit is None and behind in _OTHER and has_article(norm):
            hit = group_noun(norm)
        if hit is not None:
            yield hit[1].noun


def _several(entity: Found) -> bool:
    words = fold(entity.name).split()
    return bool(words) and are_several(words[0])


def quoted_by(
    reading: Reading, speakers: Speakers, content: tuple[int, int], chain: list[Found], before: Sequence[Spoken],
    publisher: str | None,
) -> list[Found]:  # fmt: skip
    """«أكد بري، وفق ما نقل عنه النائب فلان، أن …»: he said it, whoever stands behind the verb passed it on."""
    if len(chain) != 1:
        return chain
    tokens = reading.tokens
    first, last = content
    sentence = reading.sentence_of(first)
    end = reading.sentence_of(last - 1).last
    for k in (*range(first - 1, sentence.first, -1), *range(last, min(end, last + _NEAR + 1))):
        if k < first and tokens[k].norm in _TO_HIM and unled(tokens[k - 1].norm) in _CREDIT:
            return _credited(reading, speakers, sentence.first, k - 1, chain, before)
        if tokens[k].norm not in _ABOUT_HIM or unled(tokens[k - 1].norm) not in PASSED:
            continue
        by = next(iter(_right(reading, speakers, k + 1, end)), None)
        if by is None:
            return chain
        teller = speakers.table.entity(by.entity)
        said = [s for s in speakers.in_zone(sentence.first, k - 1) if s.entity.type == "person"]
        whose: Found | None = speakers.table.entity(said[0].entity) if said else None
        if whose is None and before and before[-1][2] == sentence.paragraph and before[-1][0][-1].type == "person":
            whose = before[-1][0][-1]
        if whose is None or whose is teller or chain[0] not in (whose, teller):
            return chain
        return [whose] if speakers.is_publisher(teller, publisher) else [teller, whose]
    return chain


def _credited(
    reading: Reading, speakers: Speakers, begin: int, verb: int, chain: list[Found], before: Sequence[Spoken]
) -> list[Found]:  # fmt: skip
    """«أوردت الوكالة أن الوزير تفقد …، ونسبت إليه القول إن»: the last man named before the verb."""
    said = [s for s in speakers.in_zone(begin, verb) if s.entity.type == "person"]
    whose = speakers.table.entity(said[-1].entity) if said else before[-1][0][-1] if before else None
    outlet = is_outlet(chain[0]) and whose is not None and whose not in chain and whose.type == "person"
    return [chain[0], whose] if outlet and whose is not None else chain


def _right(reading: Reading, speakers: Speakers, first: int, end: int) -> Sequence[Speaker]:
    """Who stands behind a token, a title of few words between."""
    last = next((k for k in range(first, end) if reading.tokens[k].norm in STOPS or reading.tokens[k].norm == ","), end)
    zone = speakers.in_zone(first, last)
    if len(zone) > 1 and zone[1].entity.type == "person" and zone[1].first - zone[0].last <= 1:
        zone = zone[1:]
    return [s for s in zone if s.first - first <= _NEAR]


def passed_by_paper(
    reading: Reading, cue: CueHere, first: int, chain: list[Found], before: Sequence[Spoken]
) -> list[Found]:  # fmt: skip
    """«وذكر التقرير أن … . | ونقل عن مسؤول قوله إن …»: no subject behind the verb; it is who spoke before."""
    if not before or not chain:
        return chain
    tokens = reading.tokens
    sentence = reading.sentence_of(first)
    spoken, _, where = before[-1]
    k = next((k for k in range(first - 1, sentence.first, -1) if tokens[k].norm == _ABOUT), None)
    if k is None or where != sentence.paragraph or unled(tokens[k - 1].norm) not in PASSED:
        return chain
    if tokens[k - 1].norm[0] not in "وف" and tokens[k - 2].norm != ",":
        return chain
    body = max((n for n, e in enumerate(spoken) if e.type == "organization"), default=-1)
    before_him = list(spoken[: body + 1])
    if not before_him or chain[-1] in before_him or any(e not in before_him for e in chain[:-1]):
        return chain
    masculine = not tokens[k - 1].norm.endswith("ت") and not unled(tokens[k - 1].norm).startswith("ت")
    if len(chain) > 1 and not masculine:
        # «ونقلت عن»: the agency itself
        return chain
    return [*before_him, chain[-1]]


def another_one(
    reading: Reading, speakers: Speakers, cue: CueHere, first: int, chain: list[Found], before: Sequence[Spoken],
    publisher: str | None,
) -> list[Found]:  # fmt: skip
    """«قال مصدر …، بينما استبعد | مصدر آخر …»: another one right behind the verb is its subject."""
    if cue.kind != "verb" or not chain or not cue.token + 1 < first or unled(cue.norm) in PASSED:
        return chain
    group = speakers.table.group_at(cue.token + 1)
    if group is None or group.type != "group" or group.last > first:
        return chain
    if not any(another(t.norm) for t in reading.tokens[group.first + 1 : group.last]):
        return chain
    entity = speakers.table.entity(group)
    if speakers.is_publisher(entity, publisher):
        return chain
    out = chain if entity in chain else [*chain[:-1], entity]
    last = before[-1] if before and before[-1][2] == reading.sentence_of(first).paragraph else None
    if out == [entity] and last is not None and last[0][-1].head == entity.head:
        # «قال عامل في المطار للصحيفة … . وقال عامل ثان إن»
        return [*last[0][:-1], entity]
    return out


def same_source(
    reading: Reading, speakers: Speakers, cue: CueHere, first: int, chain: list[Found], before: Sequence[Spoken]
) -> list[Found]:  # fmt: skip
    """«نقلت الصحيفة عن مصدر … . وزعم | المصدر أن …»: who has no name speaks through the same outlet as just before."""
    if not before or not chain or chain[-1].type != "group" or cue.kind not in ("verb", "participle"):
        return chain
    spoken, _, where = before[-1]
    sentence = reading.sentence_of(first)
    if where != sentence.paragraph or list(spoken[-len(chain) :]) != chain or not is_outlet(spoken[0]):
        return chain
    begin = max(sentence.first, min(cue.token, first) - _NEAR)
    named = any(is_outlet(s.entity) for s in speakers.in_zone(begin, first))
    return chain if named else list(spoken)


def both_agencies(
    reading: Reading, speakers: Speakers, first: int, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """«ذكرت صحيفة كذا أن | وكالة كذا نقلت عن مصدر قوله إن»: she passed on what the agency had passed on."""
    tokens = reading.tokens
    if len(chain) != 2 or not is_outlet(chain[0]):
        return chain
    for s in speakers.in_zone(reading.sentence_of(first).first, first):
        k = s.last + (s.last < first and tokens[s.last].norm == '"')
        if not is_outlet(s.entity) or k + 1 >= first or tokens[k].norm not in PASSED or tokens[k + 1].norm != _ABOUT:
            continue
        agency = speakers.table.entity(s.entity)
        if agency not in chain and not speakers.is_publisher(agency, publisher):
            return [chain[0], agency, chain[1]]
    return chain


def begins_anew(reading: Reading, speakers: Speakers, first: int, chain: list[Found]) -> list[Found]:
    """«ونقلت شبكة كذا عن ضابط»: an outlet that begins the sentence is not retold by one of the sentence before."""
    if len(chain) < 2 or not (is_outlet(chain[0]) and is_outlet(chain[1])):
        return chain
    begin = reading.sentence_of(first).first
    here = [speakers.table.meant(s.entity) for s in speakers.in_zone(begin, first)]
    opens = [s for s in speakers.in_zone(begin, min(first, begin + 2)) if speakers.table.meant(s.entity) is chain[1]]
    said = unled(reading.tokens[begin].norm) in PASSED or cue_verb(reading.tokens[begin].norm) is not None
    return chain[1:] if said and opens and chain[0] not in here else chain


def we(
    reading: Reading, speakers: Speakers, cue: CueHere, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """«ونطالب ب», «ننفي ما تردد»: in a body's own statement "we" is that body, outside of quotes."""
    if not chain or not says_we(cue):
        return chain
    first = reading.sentence_of(cue.token).first
    if sum(t.norm == '"' for t in reading.tokens[first : cue.token]) % 2:
        return chain
    body = next((e for e in speakers.table.found if speakers.is_publisher(e, publisher)), None)
    title = next(iter(reading.body), None)
    if body is None and title is not None:
        # «بيان صادر عن حزب كذا»
        papers = [k for k in range(title.first, title.last) if is_new(reading.tokens[k].norm)]
        body = maker(reading, speakers.table, papers[0]) if papers else None
    return chain if body is None or is_outlet(body) else [body]


def passed_from(reading: Reading, speakers: Speakers, first: int, chain: list[Found]) -> list[Found]:
    """«يرى الكاتب أن …، وينقل | عن طبيبة محاصرة أن …»: whom somebody has it from, right behind "from", has said it."""
    tokens = reading.tokens
    begin = max(reading.sentence_of(first).first, first - _PASSED_FAR)
    k = next((k for k in range(first - 1, begin, -1) if tokens[k].norm == _ABOUT), None)
    if not chain or len(chain) > 2 or k is None or unled(tokens[k - 1].norm) not in PASSED:
        return chain
    if any(cue_verb(t.norm) is not None for t in tokens[k + 1 : first]):
        return chain
    zone = [s for s in speakers.in_zone(k + 1, first) if s.first == k + 1]
    if not zone or zone[0].entity.type not in ("group", "person") or speakers.table.meant(zone[0].entity) in chain:
        return chain
    inside = any(k < n < first for e in chain for n, _, _ in e.mentions)
    return chain if inside else [*chain, speakers.table.entity(zone[0].entity)]

"""Who passes on what stands under a verb of saying: «قال عامل للصحيفة إن», «عامل استشهد به المعهد»; whose verb it is.

The votes look for who passed something on; here the words beside the subject say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.analysis.attributions.cues import STOPS, THAT, cue_verb
from marsad.analysis.attributions.speakers import Speakers, back_reference, is_outlet
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.roles import is_country
from marsad.analysis.reading import Reading
from marsad.text.views import fold

from .onward import Spoken
from .saying import CueHere
from .spots import start_of

_SAME: Final = frozenset(fold(w + e) for w in ("نفس", "ذات", "عين") for e in ("ه", "ها"))
_QUOTES: Final = frozenset(
    fold(w) for w in ("استشهد", "استشهدت", "يستشهد", "تستشهد", "نقل", "نقلت", "ينقل", "تنقل", "اقتبس", "تقتبس")
)
_BY_HIM: Final = frozenset(fold(w) for w in ("به", "بها", "بهم", "عنه", "عنها", "عنهم"))
_SPOKE: Final = frozenset(
    fold(w) for w in ("تحدثت", "تحدث", "اتصلت", "اتصل", "استمعت", "استمع", "تواصلت", "تواصل", "تكلمت")
)
_TO_HIM: Final = frozenset(fold(w + e) for w in ("إلي", "مع", "ب", "ل") for e in ("ه", "ها", "هم"))
_MET: Final = frozenset(
    fold(w + e) for w in ("قابلت", "حاورت", "التقت", "استجوبت", "سألت") for e in ("ه", "ها", "هم")
)  # fmt: skip
_PARAGRAPHS: Final = 2
"""Paragraphs behind what an outlet told in which it is «الصحيفة» to whom others speak."""
_TELLS: Final = ("أبلغ", "أخبر", "نقل")
"""Verbs behind which stands who is told, or that pass on what another says."""


def to_the_paper(
    reading: Reading, speakers: Speakers, cue: CueHere, first: int, chain: list[Found], before: Sequence[Spoken],
    publisher: str | None,
) -> list[Found]:  # fmt: skip
    """«ذكرت صحيفة كذا … . وقال عامل | للصحيفة نفسها إن …»: the paper that told something before passes it on."""
    tokens = reading.tokens
    if len(chain) != 1 or cue.kind not in ("verb", "participle") or is_outlet(chain[0]):
        return chain
    that = (
        first if tokens[first].norm in THAT else next((k for k in (first - 1, first - 2) if tokens[k].norm in THAT), -1)
    )
    k = that - 1 - (tokens[that - 1].norm in _SAME)
    if not cue.token < k or not tokens[k].norm.startswith("لل"):
        return chain
    hit = back_reference(tokens[k].norm)
    if hit is None or hit[1] != "outlet":
        return chain
    paper = speakers.refer_back(k)
    paragraph = reading.sentence_of(first).paragraph
    if not isinstance(paper, Found) or not is_outlet(paper) or speakers.is_publisher(paper, publisher):
        return chain
    told = any(paper in spoken and 0 <= paragraph - where <= _PARAGRAPHS for spoken, _, where in before)
    begin = next(s.first for s in reading.body if s.paragraph == paragraph)
    named = any(begin <= n < k for n, _, _ in paper.mentions)
    return [paper, *chain] if (told or named) and paper not in chain else chain


def cited_by(
    reading: Reading, speakers: Speakers, cue: CueHere, first: int, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """«ويقول ضابط | استشهد به المعهد إن …»: who cites a witness, or an outlet that met him, passes on what he says."""
    if len(chain) != 1 or cue.kind != "verb":
        return chain
    tokens = reading.tokens
    inner = tokens[cue.token].norm in _SPOKE and cue.token > reading.sentence_of(cue.token).first + 1
    for k in range(cue.token if inner else cue.token + 2, first - 2):
        if tokens[k].norm in STOPS or tokens[k].norm in THAT:
            break
        with_him = tokens[k + 1].norm
        met = tokens[k].norm in _MET
        cited = tokens[k].norm in _QUOTES and with_him in _BY_HIM
        if not met and not cited and not (tokens[k].norm in _SPOKE and with_him in _TO_HIM):
            continue
        at = k + 1 if met else k + 2
        by = next((s for s in speakers.in_zone(at, first) if s.first <= at + 1), None)
        if by is None or by.entity.type != "organization" or not (cited or is_outlet(by.entity)):
            return chain
        teller = speakers.table.entity(by.entity)
        return chain if teller in chain or speakers.is_publisher(teller, publisher) else [teller, *chain]
    return chain


def its_subject(
    reading: Reading, speakers: Speakers, cue: CueHere, first: int, chain: list[Found], publisher: str | None
) -> list[Found]:  # fmt: skip
    """«…، بحسب الوزارة، وقالت | إيطاليا | إنها …»: the name that alone stands between a verb and "that" says it."""
    tokens = reading.tokens
    if cue.kind != "verb" or not chain or cue.lemma in _TELLS or not cue.token + 1 < first:
        return chain
    that = next((k for k in range(cue.token + 2, first + 1) if tokens[k].norm in THAT), None)
    if that is None or that < first - 2 or cue_verb(tokens[cue.token].norm) is None:
        return chain
    zone = speakers.in_zone(cue.token + 1, that)
    if len(zone) != 1 or zone[0].first != cue.token + 1 or zone[0].last != that:
        return chain
    item = zone[0].entity
    if not isinstance(item, Found) or (item.type != "person" and item.type != "organization" and not is_country(item)):
        return chain
    if start_of(reading, item, zone[0].first) != tokens[zone[0].first].start:
        # «وقالت لإيطاليا إنها»
        return chain
    if item in chain or speakers.is_publisher(item, publisher) or back_reference(tokens[cue.token + 1].norm):
        return chain
    return [item]

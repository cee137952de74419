"""What a speaker does with a passage (say, warn, deny …): the second reading's word weighed against the cue's."""

from __future__ import annotations

from math import log
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.cues import THAT, cue_verb
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.reader.labels import ACTS
from marsad.reader.votes import Row
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .saying import CueHere
from .unfit import speaks

CLASSES: Final = ACTS
_FLOOR: Final = 0.01
_THREATS: Final = frozenset(("هدد", "لوح", "توعد"))
_THREAT_FAR: Final = 6
"""Tokens from a verb of threatening to the threat, who threatens and whom between."""
_THAT: Final = fold("بأن")
_TO: Final = fold("إلى")
_THEM: Final = fold("ها")
_DATA: Final = fold("بيانات")
_BASE: Final = fold("قاعدة")
_FIGURES: Final = frozenset(
    fold(w) for w in ("أرقام", "إحصاءات", "إحصائيات", "إحصائية", "استطلاعات", "معطيات", "سجلات", "لوائح", "بيانات")
)
_COMMUNIQUES_TOO: Final = frozenset(("قال", "ذكر", "أضاف", "تابع"))
"""What «بيانات» as communiques do, and figures seldom: «وقالت بيانات الجيش إن»."""
_FIGURES_FAR: Final = 14
"""Tokens from the verb over the figures and whose they are to what they show."""
_TO_THE_EFFECT: Final = frozenset(fold(w) for w in ("مفاده", "مفادها", "مؤداه", "مؤداها", "فحواه", "فحواها"))
_NEWS: Final = frozenset(fold(w) for w in ("خبر", "خبرا", "أخبار", "أخبارا", "نبأ", "أنباء"))
_NEWS_FAR: Final = 8
"""Tokens from the piece of news, over who brought it, to what it says."""


def features(probable: tuple[float, ...], cue: CueHere, rival: Claim | None, verb: str) -> Row:
    """What speaks for each act: the model's probabilities, the cue and the cascade's reading of the passage.

    `verb` is the lemma before the passage where it has no cue («هدد بـ», «يعتقد أن»).
    """
    row: Row = {f"log {act}": log(p + _FLOOR) for act, p in zip(ACTS, probable, strict=True)}
    best = ACTS[max(range(len(ACTS)), key=probable.__getitem__)]
    told = rival.act if rival is not None else "none"
    for name in (
        "bias", f"best {best}", f"cue {cue.lemma}", f"kind {cue.kind}", f"act {cue.act}", f"act {cue.act} {cue.kind}",
        f"rival {told}", f"rival {told} best {best}", f"act {cue.act} best {best}",
    ):  # fmt: skip
        row[name] = 1.0
    if verb:
        row[f"verb {verb}"] = 1.0
    return row


def of_speaker(cue: CueHere, who: str, hops: int) -> Row:
    """What the chain says of the act: a paper that says something reports it, and what is retold was said.

    `who` is the kind of the one whose word it is.
    """
    length = min(hops, 2)
    names = (
        f"speaker {who}", f"speaker {who} act {cue.act}", f"speaker {who} cue {cue.lemma}",
        f"speaker {who} {length} kind {cue.kind}", f"retold {length} act {cue.act}", f"retold {length} cue {cue.lemma}",
    )  # fmt: skip
    return dict.fromkeys(names, 1.0)


def threatened(reading: Reading, first: int) -> bool:
    """«هدد | بوقف التصدير», «ملوحا بأن | …»: does a passage begin with what somebody threatens to do?"""
    tokens = reading.tokens
    low = max(reading.sentence_of(first).first, first - _THREAT_FAR)
    start = first - 1 if tokens[first - 1].norm == _THAT or tokens[first - 1].norm == '"' else first
    if not tokens[start].norm.startswith("ب"):
        return False
    for k in range(start - 1, low - 1, -1):
        if any(r.trigger.lemma in _THREATS and r.kind != "noun" for r in readings_at(reading, k)):
            return True
        if not tokens[k].is_word or speaks(tokens[k].norm):
            return False
    return False


def _before_that(reading: Reading, first: int, reach: int) -> tuple[int, int]:
    """The tokens in its sentence before the "that" with which a passage begins, `reach` at most; none without it."""
    tokens = reading.tokens
    that = first if tokens[first].norm in THAT else first - 1
    low = max(reading.sentence_of(first).first, first - reach)
    return (low, that) if that >= low and tokens[that].norm in THAT else (low, low)


def shown(reading: Reading, first: int) -> bool:
    """«وتفيد أرقام الوزارة بأن | …», «تظهر بيانات الجمارك أن | …»: does a passage begin with what figures show?

    Figures report. Who has figures in mind and says something himself doesn't: «وقال عن الأرقام إن».
    """
    tokens = reading.tokens
    low, that = _before_that(reading, first, _FIGURES_FAR)
    if that <= low:
        return False
    for k in range(that - 1 - (tokens[that - 1].norm == _TO), low - 1, -1):
        if not tokens[k].is_word:
            if tokens[k].norm != '"':
                return False
            continue
        said = cue_verb(tokens[k].norm)
        if said is None or tokens[k].norm.endswith(_THEM):
            # «أرقام نشرتها الوزارة»: how the figures came
            continue
        noun, after = tokens[k + 1].norm, tokens[k + 2].norm
        if noun == _BASE:
            return after == _DATA
        bare = noun.removeprefix("ال") if has_article(noun) else noun
        return bare in _FIGURES and not (bare == _DATA and said[1].word.lemma in _COMMUNIQUES_TOO)
    return False


def as_news(reading: Reading, first: int) -> bool:
    """«انفرد الموقع بخبر مفاده أن | …»: does a passage begin with what a piece of news says? News reports."""
    tokens = reading.tokens
    low, that = _before_that(reading, first, _NEWS_FAR)
    if that <= low or tokens[that - 1].norm not in _TO_THE_EFFECT:
        return False
    return any(stem in _NEWS for t in tokens[low : that - 1] for _, stem in splits(t.norm))

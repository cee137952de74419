"""What a speaker does with a passage (say, warn, deny …): the second reading's word weighed against the cue's."""

from __future__ import annotations

from math import log
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.reader.labels import ACTS
from marsad.reader.votes import Row
from marsad.text.views import fold

from .saying import CueHere
from .unfit import speaks

CLASSES: Final = ACTS
_FLOOR: Final = 0.01
_THREATS: Final = frozenset(("هدد", "لوح", "توعد"))
_THREAT_FAR: Final = 6
"""Tokens from a verb of threatening to the threat, who threatens and whom between."""
_THAT: Final = fold("بأن")


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

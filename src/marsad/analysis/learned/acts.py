"""What a speaker does with a passage (say, warn, deny …): the second reading's word weighed against the cue's."""

from __future__ import annotations

from math import log
from typing import Final

from marsad.analysis.attributions import Claim
from marsad.reader.labels import ACTS
from marsad.reader.votes import Row

from .saying import CueHere

CLASSES: Final = ACTS
_FLOOR: Final = 0.01


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

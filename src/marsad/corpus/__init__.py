"""The annotated corpus: loading it, checking, counting, comparing and exporting it, and the sheets it is written in.

>>> from marsad.corpus import load
>>> reports = load(split="dev")                                    # doctest: +SKIP
>>> [(e.type, e.mode) for e in reports[0].events]                  # doctest: +SKIP
[('CONSULT', 'visit'), ('AID', None)]
"""

from .loader import find_corpus, load, load_stories
from .report import (
    CorpusError,
    GoldAlignment,
    GoldAmount,
    GoldClaim,
    GoldConflict,
    GoldEntity,
    GoldEvent,
    GoldPosition,
    GoldRelation,
    GoldReport,
    GoldStory,
    GoldTime,
)

__all__ = [
    "CorpusError",
    "GoldAlignment",
    "GoldAmount",
    "GoldClaim",
    "GoldConflict",
    "GoldEntity",
    "GoldEvent",
    "GoldPosition",
    "GoldRelation",
    "GoldReport",
    "GoldStory",
    "GoldTime",
    "find_corpus",
    "load",
    "load_stories",
]

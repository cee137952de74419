"""References: `REPORT#E3`, `REPORT#V2`, `a-…`, `s-…`, or a report's id."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

Kind = Literal["actor", "story", "entity", "event", "report"]
_GROUP = re.compile(r"[as]-[0-9a-f]{16}\Z")
_PART = re.compile(r"(.+)#([EVP]\d*)\Z", re.DOTALL)
PUBLISHER = "P"
"""The entity that stands for a report's publisher: `REPORT#P`."""


def kind_of(reference: str) -> Kind:
    """What a reference names.

    >>> kind_of("d-1f#V2"), kind_of("d-1f#E3"), kind_of("a-0123456789abcdef"), kind_of("d-1f")
    ('event', 'entity', 'actor', 'report')
    """
    if _GROUP.match(reference):
        return "actor" if reference[0] == "a" else "story"
    found = _PART.match(reference)
    if found is None:
        return "report"
    return "event" if found[2].startswith("V") else "entity"


def split(reference: str) -> tuple[str, str]:
    """The report's id and the part's.

    >>> split("x#y#V2")
    ('x#y', 'V2')
    """
    found = _PART.match(reference)
    if found is None:
        raise ValueError(f"{reference}: not a reference to a part of a report")
    return found[1], found[2]


def group_id(prefix: Literal["a", "s"], reference: str) -> str:
    """The id of an actor or story that this reference made."""
    data = reference.encode("utf-8", "surrogatepass")
    return f"{prefix}-" + hashlib.sha256(data).hexdigest()[:16]

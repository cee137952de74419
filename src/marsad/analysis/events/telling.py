"""One event while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.analysis.attributions import Claim
from marsad.analysis.entities.candidate import Found
from marsad.model.record import Auxiliary, Reason, Time
from marsad.text.spans import Span


@dataclass(slots=True)
class Telling:
    """One event while it is built."""

    type: str
    mode: str | None
    actor: list[Found]
    recipient: list[Found]
    place: list[Found]
    origin: list[Found]
    aux: tuple[Auxiliary, ...]
    time: Time | None
    evidence: list[Span]
    claims: list[Claim | None]
    by: str
    trigger: Span
    sentence: int
    count: int | None = None
    amounts: list[str] = field(default_factory=list)
    confidence: float | None = None
    contexts: tuple[str, ...] = ()
    leaves: bool = False
    """Is it told by a word of leaving: its day is not that of the arrival?"""
    until: str | None = None
    """The day until which it goes on, where the time says since when."""
    due: tuple[str, str] | None = None
    """The days in which it is to happen, where the time says before when."""
    result: bool = False
    """Is it told as what came of an act told before it: «ما أدى إلى مقتل …»?"""
    retold: bool = False
    """Does it only say whose an attack was that the report told before: «أعلن التنظيم مسؤوليته عن الهجوم»?"""
    faint: tuple[Found, Reason] | None = None
    """To whom it may have been done, where nobody was surely heard to suffer what somebody must."""
    reasons: list[Reason] = field(default_factory=list)
    """Why each field holds what it holds, in the order of the fields."""

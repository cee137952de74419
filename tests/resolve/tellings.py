"""Makes accounts for the tests of stories, origins, conflicts and audits. Names are invented."""

from __future__ import annotations

from typing import Any

from marsad.model.story import Account, Hop, Number, Participant, Quote


def who(actor: str, name: str = "", type: Any = "person", **more: Any) -> Participant:
    """A participant with a desk-wide id."""
    return Participant(actor, name or actor, None, type, **more)


def hop(actor: str, name: str = "", type: Any = "person", **more: Any) -> Hop:
    """One link of a chain; groups are only described."""
    return Hop(actor, name or actor, None, type, type != "group", **more)


def number(value: float | int | None, unit: str, exact: str) -> Number:
    """A counted quantity as the report words it."""
    return Number(value, unit, False, 0, len(exact), exact)


def telling(report: str, evidence: str = "", /, *, day: str | None = None, **more: Any) -> Account:
    """An account of one report; `day` sets both ends of the interval."""
    fields: dict[str, Any] = {
        "event": "V1", "title": None, "publisher": f"صحيفة {report}", "published": "2025-03-10", "url": None,
        "type": "CONSULT", "mode": "visit", "aux": (), "actor": (), "recipient": (), "place": (), "origin": (),
        "earliest": day, "latest": day, "granularity": "day" if day else None, "count": None, "amounts": (),
        "evidence": (Quote(0, len(evidence), evidence),) if evidence else (), "chain": (),
    }  # fmt: skip
    return Account(report=report, **{**fields, **more})

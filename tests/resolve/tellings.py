"""Makes accounts for the tests of stories, origins, conflicts and audits. Names are invented."""

from __future__ import annotations

from typing import Any

from marsad.model.story import Account, Hop, Number, Participant, Quote, Retelling


def who(actor: str, name: str = "", type: Any = "person", **more: Any) -> Participant:
    """A participant with a desk-wide id."""
    return Participant(actor, name or actor, None, type, **more)


def hop(actor: str, name: str = "", type: Any = "person", **more: Any) -> Hop:
    """One link of a chain; groups are only described."""
    return Hop(actor, name or actor, None, type, type != "group", **more)


def again(words: str, start: int, *chain: Hop) -> Retelling:
    """The event told again in words that begin at an offset."""
    return Retelling(chain, "say", (Quote(start, start + len(words), words),))


def telling(report: str, evidence: str = "", /, *, day: str | None = None, **more: Any) -> Account:
    """An account of one report; `day` sets both ends of the interval, `numbers` are (words, value) of the evidence."""
    numbers = tuple(
        Number(value, "person", False, at := evidence.index(words), at + len(words), words)
        for words, value in more.pop("numbers", ())
    )
    fields: dict[str, Any] = {
        "event": "V1", "title": None, "publisher": f"صحيفة {report}", "published": "2025-03-10", "url": None,
        "type": "CONSULT", "mode": "visit", "aux": (), "actor": (), "recipient": (), "place": (), "origin": (),
        "earliest": day, "latest": day, "granularity": "day" if day else None, "count": None, "amounts": numbers,
        "evidence": (Quote(0, len(evidence), evidence),) if evidence else (), "chain": (),
    }  # fmt: skip
    return Account(report=report, **{**fields, **more})

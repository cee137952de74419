"""Origins: whose word a story rests on, each counted once however many reports pass it on.

Every chain is walked to its last hop. Chains that end with the same actor are one origin, and so is a body with
those who speak for it; a reprint adds nothing to the report it was taken from; a telling in a report's own voice
has the outlet as its origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from marsad.lexicon.tables import read_table
from marsad.model.story import Account, Hop, Origin, OriginKind
from marsad.text.views import fold

_Code = Literal["chain-end", "own-word", "reprint", "unnamed"]
_NEWS = frozenset(map(fold, ("للأنباء", "الإخبارية", "الإخباري", "أنباء", "الأنباء")))
"""Words besides their heads that outlets' names come with and without."""


@dataclass(frozen=True, slots=True)
class _End:
    """Where one telling's chain ends. `key` is equal for tellings on one word."""

    key: str
    actor: str | None
    name: str
    name_en: str | None
    kind: OriginKind
    outlet: str | None


def origins(accounts: Sequence[Account]) -> tuple[Origin, ...]:
    """The independent origins of a story's accounts, those with most tellings first."""
    counted = [a for a in accounts if a.decision != "rejected"]
    groups: dict[str, list[tuple[_End, Account]]] = {}
    for account in counted:
        end = _end(account)
        groups.setdefault(end.key, []).append((end, account))
    made = [_origin(members) for members in groups.values()]
    return tuple(sorted(made, key=lambda o: (-len(o.accounts), o.accounts)))


def reference(account: Account) -> str:
    """The account's event reference, `REPORT#V2`."""
    return f"{account.report}#{account.event}"


def outlet_key(name: str) -> str:
    """A form in which an outlet's name with and without "agency", "newspaper" and the article is equal.

    >>> outlet_key("وكالة الميناء للأنباء") == outlet_key("الميناء")
    True
    """
    words = [w for w in fold(name).replace('"', " ").split() if w not in _NEWS]
    bare = [w.removeprefix("ال") if len(w) > 4 else w for w in words]
    return " ".join([w for w in bare if w not in _outlet_heads()] or bare)


@cache
def _outlet_heads() -> frozenset[str]:
    return frozenset(fold(row["head"]) for row in read_table("ar/entities/heads.tsv") if row["sector"] == "MED")


def _end(account: Account) -> _End:
    if not account.chain:
        name = account.publisher or account.report
        return _End(f"outlet:{outlet_key(name)}", None, name, None, "outlet", account.publisher)
    last = account.chain[-1]
    relay = account.chain[-2].name if len(account.chain) > 1 else account.publisher
    if not last.named:
        return _End(_unnamed_key(last, relay), last.actor, last.name, last.name_en, "anonymous", relay)
    if last.body:
        return _End(last.body, last.body, last.body_name or last.name, None, "named", relay)
    return _End(last.actor, last.actor, last.name, last.name_en, "named", relay)


def _unnamed_key(hop: Hop, relay: str | None) -> str:
    if hop.body:
        return hop.body
    return f"unnamed:{fold(hop.name)}|{outlet_key(relay or '')}"


def _origin(members: list[tuple[_End, Account]]) -> Origin:
    end = members[0][0]
    told = [account for _, account in members]
    names = tuple(dict.fromkeys(filter(None, (e.name for e, _ in members))))
    code, why = _why(end, told)
    return Origin(
        actor=end.actor, name=end.name, name_en=end.name_en, kind=end.kind, why=why, code=code, names=names,
        accounts=tuple(map(reference, told)), denies=all("negation" in a.aux for a in told),
    )  # fmt: skip


def _why(end: _End, told: Sequence[Account]) -> tuple[_Code, str]:
    reports = len({a.report for a in told})
    if end.kind == "outlet":
        return "own-word", f"{end.name} tells it in its own voice and names nobody"
    if end.kind == "anonymous":
        return "unnamed", f"{end.name} is described and not named"
    if reports == 1:
        return "chain-end", f"the chain ends with {end.name}"
    return "chain-end", f"the chains of {reports} reports end with {end.name}"

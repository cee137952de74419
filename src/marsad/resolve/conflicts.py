"""Conflicts: where the accounts of one story disagree, and who says which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.model.story import Account, Conflict, ConflictValue

from .origins import reference


def conflicts(accounts: Sequence[Account]) -> tuple[Conflict, ...]:
    """What the accounts of one story say differently, each version with those who say it and since when."""
    found: list[Conflict] = []
    affirming = [a for a in accounts if "negation" not in a.aux]
    denying = [a for a in accounts if "negation" in a.aux]
    units = {n.unit for a in affirming for n in a.amounts}
    for unit in sorted(units):
        found += _differing("number", affirming, lambda a, unit=unit: _number(a, unit), unit)  # type: ignore[misc]
    found += _differing("day", affirming, _day, None)
    if affirming and denying:
        found.append(Conflict("denial", (_value("told", affirming), _value("denied", denying))))
    return tuple(found)


def _differing(
    field: str, accounts: Sequence[Account], value: Callable[[Account], str | None], unit: str | None
) -> list[Conflict]:
    by: dict[str, list[Account]] = {}
    for account in accounts:
        if (said := value(account)) is not None:
            by.setdefault(said, []).append(account)
    if len(by) < 2:
        return []
    return [Conflict(field, tuple(_value(v, told) for v, told in sorted(by.items())), unit)]  # type: ignore[arg-type]


def _number(account: Account, unit: str) -> str | None:
    values = sorted({str(n.value) for n in account.amounts if n.unit == unit and n.value is not None})
    return values[0] if len(values) == 1 else None


def _day(account: Account) -> str | None:
    return account.earliest if account.earliest and account.earliest == account.latest else None


def _value(value: str, told: Sequence[Account]) -> ConflictValue:
    return ConflictValue(
        value, tuple(map(reference, told)), min((a.published for a in told if a.published), default=None)
    )

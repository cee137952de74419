"""Conflicts: where the accounts of one story disagree, who says which, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal

from marsad.model.story import Account, Conflict, ConflictValue, Participant
from marsad.text.views import fold

from .counted import counted
from .likeness import distance_km, is_wide, same_name
from .origins import reference

_Field = Literal["number", "day", "place", "participant"]
_NOT_HAPPENED = frozenset({"hypothetical", "negation"})
_LONGEST = 3
"""Days up to which an interval says on which day something happened."""
_APART_KM = 25.0
_NO_COUNT = frozenset(("kilometre", "metre", "mile", "nautical mile", "centimetre", "hour", "day", "week", "month",
                       "year", "minute", "unit"))  # fmt: skip
"""Units of how far and how long, and those that say nothing of what is counted."""
_NOT = frozenset(map(fold, ("لا", "ليس", "ليست", "ليسوا", "وليس", "وليست", "وليسوا")))


def conflicts(accounts: Sequence[Account]) -> tuple[Conflict, ...]:
    """What the accounts of one story say differently: numbers, days, places, participants, and whether it happened.

    Each version has the accounts that tell it and the first day of publication. Rejected accounts don't count.
    """
    told = [a for a in accounts if a.decision != "rejected"]
    affirming = [a for a in told if not _NOT_HAPPENED & set(a.aux)]
    denying = [a for a in told if "negation" in a.aux]
    found = [*_numbers(affirming), *_days(affirming)]
    for field, pick in (("place", _narrow_places), ("participant", _actors), ("participant", _hosts)):
        found += _names(field, affirming, pick)  # type: ignore[arg-type]
    if affirming and denying:
        found.append(Conflict("denial", (_value("told", affirming), _value("denied", denying))))
    return tuple(found)


def _numbers(accounts: Sequence[Account]) -> list[Conflict]:
    """Numbers of the same thing that differ. Of several of people in one account the greatest is the total."""
    by: dict[tuple[str, str], list[tuple[Account, set[float], bool]]] = {}
    for account in accounts:
        told: dict[tuple[str, str], tuple[set[float], bool]] = {}
        for number in account.amounts:
            what = counted(account, number)
            if number.value is None or what is None or number.unit in _NO_COUNT:
                continue
            values, rough = told.get((number.unit, what), (set(), False))
            told[number.unit, what] = values | {float(number.value)}, rough or number.approximate
        for kind, (values, rough) in told.items():
            by.setdefault(kind, []).append((account, {max(values)} if kind[1] else values, rough))
    found: list[Conflict] = []
    for (unit, what), rows in sorted(by.items()):
        if any(_differ(a, b) for a in rows for b in rows):
            versions: dict[float, list[Account]] = {}
            for account, values, _ in rows:
                versions.setdefault(max(values), []).append(account)
            told_as = tuple(_value(_written(v), accounts) for v, accounts in sorted(versions.items()))
            if len(told_as) > 1:
                found.append(Conflict("number", told_as, f"{unit}, {what}" if what else unit))
    return found


def _differ(a: tuple[Account, set[float], bool], b: tuple[Account, set[float], bool]) -> bool:
    """Can't both be right? "About 400" and 412 can."""
    if a[0].report == b[0].report and a[0].chain == b[0].chain:
        return False
    low, high = sorted((max(a[1]), max(b[1])))
    return not a[1] & b[1] and (high > low * 1.1 or not (a[2] or b[2]))


def _written(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _days(accounts: Sequence[Account]) -> list[Conflict]:
    """Days that can't both be right: intervals of few days of which two don't touch."""
    by: dict[tuple[str, str], list[Account]] = {}
    for account in accounts:
        if account.earliest and account.latest and _length(account.earliest, account.latest) <= _LONGEST:
            by.setdefault((account.earliest[:10], account.latest[:10]), []).append(account)
    spans = sorted(by)
    if not any(a[1] < b[0] for a in spans for b in spans):
        return []
    values = tuple(_value(first if first == last else f"{first}/{last}", by[first, last]) for first, last in spans)
    return [Conflict("day", values)]


def _length(earliest: str, latest: str) -> int:
    return (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days


def _names(
    field: _Field, accounts: Sequence[Account], pick: Callable[[Account], tuple[Participant, ...]]
) -> list[Conflict]:
    """Accounts of which each names somebody or somewhere else for the same thing."""
    named = [(a, people) for a in accounts if (people := pick(a))]
    if not any(_exclude(field, a, x, b, y) for a, x in named for b, y in named if a.report != b.report):
        return []
    by: dict[str, tuple[Participant, list[Account]]] = {}
    for account, people in named:
        first = people[0]
        known = next((k for k, (p, _) in by.items() if p.actor == first.actor or same_name(p, first)), None)
        if known is None:
            by[first.actor] = (first, [account])
        else:
            by[known][1].append(account)
    return [Conflict(field, tuple(_value(p.name, told) for p, told in by.values()))] if len(by) > 1 else []


def _exclude(field: _Field, a: Account, x: Sequence[Participant], b: Account, y: Sequence[Participant]) -> bool:
    """Can't both be meant? One corrects the other, or they are far apart, or of different countries."""
    everybody = [*b.actor, *b.recipient, *b.place, *b.origin]
    if any(p.actor == q.actor or same_name(p, q) for p in x for q in everybody):
        return False
    if _corrects(a, y):
        return True
    if field == "place":
        far = [distance_km(p, q) for p in x for q in y]
        return bool(far) and all(km is not None and km > _APART_KM for km in far)
    countries_x, countries_y = {p.country for p in x}, {p.country for p in y}
    if None in countries_x | countries_y:
        return False
    persons = all(p.type == "person" for p in (*x, *y))
    return countries_x.isdisjoint(countries_y) or (persons and a.type == "CONSULT")


def _corrects(account: Account, others: Iterable[Participant]) -> bool:
    """Do the account's words say "not" of one of the others («قرب المصفاة لا في الحي»)?"""
    for quote in account.evidence:
        words = fold(quote.exact).split()
        for at, word in enumerate(words):
            if word in _NOT:
                behind = " ".join(words[at + 1 : at + 6])
                if any(_told(behind, p.name) for p in others):
                    return True
    return False


def _told(words: str, name: str) -> bool:
    folded = fold(name)
    return len(folded) > 3 and (folded in words or folded.removeprefix("ال") in words)


def _narrow_places(account: Account) -> tuple[Participant, ...]:
    return tuple(p for p in account.place if not is_wide(p))


def _actors(account: Account) -> tuple[Participant, ...]:
    return tuple(p for p in account.actor if p.type in ("person", "organization"))


def _hosts(account: Account) -> tuple[Participant, ...]:
    return tuple(p for p in account.recipient if p.type in ("person", "organization"))


def _value(value: str, told: Sequence[Account]) -> ConflictValue:
    accounts = tuple(dict.fromkeys(map(reference, told)))
    return ConflictValue(value, accounts, min((a.published for a in told if a.published), default=None))

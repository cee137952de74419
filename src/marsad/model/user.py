"""People who use a shared desk, and the tokens of their programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "analyst", "admin"]
"""Reads; reads, judges and adds; all that, and keeps the users. Each role may do what the ones before it may."""
ROLES: tuple[Role, ...] = ("reader", "analyst", "admin")


def at_least(role: Role, needed: Role) -> bool:
    """May one with `role` do what `needed` may?

    >>> at_least("admin", "analyst"), at_least("reader", "analyst")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a password. One who was removed stays on the list, since judgements bear the name.

    `created` is UTC, ISO 8601.
    """

    name: str
    role: Role
    active: bool
    created: str


@dataclass(frozen=True, slots=True)
class Token:
    """A program's way in, on behalf of a user and with no more rights than `role`. Times are UTC, ISO 8601.

    The secret itself is shown once, when it is made; only its hash is kept.
    """

    id: str
    name: str
    user: str
    role: Role
    created: str
    expires: str | None
    last_used: str | None

"""The people of a shared desk: who they are, what they may do, and how they prove it."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import threading
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.model.judgement import MACHINE
from marsad.model.user import ROLES, Role, Token, User, at_least
from marsad.query import users as query
from marsad.store import users as store

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy import Connection

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1_024
_LONGEST_NAME = 64
_SECRET_BYTES = 32
_TOKEN_MARK = "marsad_"
_CHECKS_AT_ONCE = 2
_USE_NOTED_AFTER = datetime.timedelta(minutes=5)
Opened = Callable[[], AbstractContextManager["Connection"]]


class UserError(ValueError):
    """A user, password or token that can't be had so. `field` names what is wrong."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class Users:
    """People, sessions and tokens of one desk. Safe for many threads.

    Passwords are hashed with argon2id. A session's or token's secret is random and kept as a hash only.
    """

    def __init__(self, reading: Opened, writing: Opened) -> None:
        self._reading = reading
        self._writing = writing
        # each check takes 64 MB for a moment: a burst of logins must not take all memory
        self._checks = threading.BoundedSemaphore(_CHECKS_AT_ONCE)

    def all(self) -> tuple[User, ...]:
        """Everybody by name, those who were removed included."""
        with self._reading() as db:
            return query.all_users(db)

    def add(self, name: str, password: str, role: Role = "reader") -> User:
        """A new user, or one who was removed and comes back with the new password and role.

        Raises `UserError` for a name that is taken or can't be one, and for a weak password.
        """
        name = checked_name(name)
        hashed = self._hash(checked_password(password, name))
        with self._writing() as db:
            known = query.user(db, name)
            if known is None:
                made = User(name, _role(role), True, _now().isoformat(timespec="seconds"))
                store.add_user(db, made, hashed)
                return made
            if known.active:
                raise UserError(f"there is a user {name} already", "name")
            store.set_password(db, name, hashed)
            store.set_role(db, name, _role(role))
            store.set_active(db, name, True)
            return User(name, role, True, known.created)

    def change(self, name: str, *, password: str | None = None, role: Role | None = None) -> User:
        """Another password, another role. Either ends all sessions of the user; a new password all tokens too.

        Raises `KeyError` for a name that nobody has, `UserError` where no admin would be left.
        """
        hashed = None if password is None else self._hash(checked_password(password, name))
        with self._writing() as db:
            known = self._known(db, name)
            if role is not None:
                if not at_least(_role(role), "admin"):
                    self._keep_an_admin(db, known)
                store.set_role(db, known.name, role)
            if hashed is not None:
                store.set_password(db, known.name, hashed)
                store.remove_tokens(db, known.name)
            store.close_sessions(db, known.name)
            return User(known.name, role or known.role, known.active, known.created)

    def remove(self, name: str) -> User:
        """No way in any more: no password, no session, no token. The name stays with the judgements that bear it."""
        with self._writing() as db:
            known = self._known(db, name)
            self._keep_an_admin(db, known)
            store.set_active(db, known.name, False)
            store.forget_password(db, known.name)
            store.close_sessions(db, known.name)
            store.remove_tokens(db, known.name)
            return User(known.name, known.role, False, known.created)

    def check(self, name: str, password: str) -> User | None:
        """The user, if the password is right. Takes as long for a name that nobody has."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        name = _folded(name)
        with self._reading() as db:
            hashed = query.password(db, name)
            user = query.user(db, name)
        if len(password) > LONGEST_PASSWORD:
            return None
        with self._checks:
            try:
                self._hasher.verify(hashed or self._nobody, password.encode("utf-8", "surrogatepass"))
            except (Argon2Error, InvalidHashError):
                return None
        if hashed is None or user is None:
            return None
        if self._hasher.check_needs_rehash(hashed):
            renewed = self._hash(password)
            with self._writing() as db:
                store.set_password(db, name, renewed)
        return user

    def open_session(self, user: User, hours: float) -> str:
        """A secret that stands for the user for so many hours."""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        now = _now()
        expires = now + datetime.timedelta(hours=hours)
        with self._writing() as db:
            store.open_session(db, user.name, _digest(secret), expires.isoformat(), now.isoformat())
        return secret

    def session(self, secret: str) -> User | None:
        """Whose session it is, None if it is over."""
        with self._reading() as db:
            return query.session_user(db, _digest(secret), _now().isoformat())

    def close_session(self, secret: str) -> None:
        """End a session; nothing happens if it is over."""
        with self._writing() as db:
            store.close_session(db, _digest(secret))

    def add_token(self, user: User, name: str, role: Role, days: int | None) -> tuple[Token, str]:
        """A token of the user and its secret, which can't be had again. Without `days` it holds until removed.

        Raises `UserError` for a role above the user's.
        """
        if not at_least(user.role, _role(role)):
            raise UserError(f"a token of a {user.role} can't have the role {role}", "role")
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise UserError(f"a token's name has 1 to {_LONGEST_NAME} characters", "name")
        secret = _TOKEN_MARK + secrets.token_urlsafe(_SECRET_BYTES)
        now = _now()
        expires = None if days is None else (now + datetime.timedelta(days=days)).isoformat(timespec="seconds")
        ident = "t-" + secrets.token_hex(8)
        made = Token(ident, name, user.name, role, now.isoformat(timespec="seconds"), expires, None)
        with self._writing() as db:
            store.add_token(db, made, _digest(secret))
        return made, secret

    def tokens(self, user: str | None = None) -> tuple[Token, ...]:
        """The tokens of one user, or of everybody; newest first."""
        with self._reading() as db:
            return query.tokens(db, user)

    def token(self, secret: str) -> tuple[Token, User] | None:
        """The token of that secret and its user, None if there is none or it ran out. Its use is noted."""
        now = _now()
        with self._reading() as db:
            found = query.token_user(db, _digest(secret), now.isoformat())
        if found is not None:
            used = found[0].last_used
            if used is None or now - datetime.datetime.fromisoformat(used) > _USE_NOTED_AFTER:
                with self._writing() as db:
                    store.note_use(db, found[0].id, now.isoformat(timespec="seconds"))
        return found

    def remove_token(self, ident: str, owner: str | None = None) -> None:
        """End a token. With `owner` only one of that user. Raises `KeyError` where there is none such."""
        with self._writing() as db:
            if ident not in {token.id for token in query.tokens(db, owner)}:
                raise KeyError(ident)
            store.remove_token(db, ident)

    def _known(self, db: Connection, name: str) -> User:
        known = query.user(db, _folded(name))
        if known is None or not known.active:
            raise KeyError(name)
        return known

    def _keep_an_admin(self, db: Connection, leaving: User) -> None:
        others = (u for u in query.all_users(db) if u.active and u.role == "admin" and u.name != leaving.name)
        if leaving.role == "admin" and next(others, None) is None:
            raise UserError(f"{leaving.name} is the last admin", "role")

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_bytes(16))

    def _hash(self, password: str) -> str:
        with self._checks:
            return self._hasher.hash(password.encode("utf-8", "surrogatepass"))


def checked_name(name: str) -> str:
    """A user's name in the form it is kept in: letters of any script, digits, `.`, `-`, `_`, `@`; lower case.

    >>> checked_name("Layla.H")
    'layla.h'

    Raises `UserError`.
    """
    folded = _folded(name)
    if not 1 <= len(folded) <= _LONGEST_NAME or not all(_may_name(c) for c in folded):
        raise UserError(f"a user's name has 1 to {_LONGEST_NAME} letters, digits, '.', '-', '_' or '@'", "name")
    if folded == MACHINE:
        raise UserError(f"{MACHINE} is the name that the machine judges under", "name")
    return folded


def checked_password(password: str, name: str) -> str:
    """The password, unless it is too short, too long or the user's name. Raises `UserError`."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(f"a password has at least {SHORTEST_PASSWORD} characters", "password")
    if len(password) > LONGEST_PASSWORD:
        raise UserError(f"a password has at most {LONGEST_PASSWORD} characters", "password")
    if _folded(password) == _folded(name) or len(set(password)) < 4:
        raise UserError("that password is guessed at once", "password")
    return password


def _may_name(char: str) -> bool:
    return char.isalnum() or char in ".-_@" or unicodedata.combining(char) > 0


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _role(role: Role) -> Role:
    if role not in ROLES:
        raise UserError(f"{role!r} is no role: one of {', '.join(ROLES)}", "role")
    return role


def _digest(secret: str) -> str:
    # a random secret of 256 bits needs no slow hash
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)

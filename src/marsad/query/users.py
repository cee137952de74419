"""Who may use a shared desk, and whose session or token a secret is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from marsad.model.user import Token, User
from marsad.store.users import session, token, users

_USER = (users.c.name, users.c.role, users.c.active, users.c.created)
_TOKEN = (
    token.c.id, token.c.name, token.c.user, token.c.role, token.c.created, token.c.expires, token.c.last_used
)  # fmt: skip


def all_users(db: Connection) -> tuple[User, ...]:
    """Everybody, by name, those who were removed included."""
    return tuple(User(*row) for row in db.execute(select(*_USER).order_by(users.c.name)))


def user(db: Connection, name: str) -> User | None:
    """The user of that name, removed or not."""
    row = db.execute(select(*_USER).where(users.c.name == name)).one_or_none()
    return None if row is None else User(*row)


def password(db: Connection, name: str) -> str | None:
    """The hash of an active user's password."""
    found = select(users.c.password).where(users.c.name == name, users.c.active.is_(True))
    return db.execute(found).scalar_one_or_none()


def session_user(db: Connection, digest: str, now: str) -> User | None:
    """Whose session it is, if it still holds at `now` (UTC, ISO 8601)."""
    found = (
        select(*_USER)
        .join(session, session.c.user == users.c.name)
        .where(session.c.digest == digest, session.c.expires > now, users.c.active.is_(True))
    )
    row = db.execute(found).one_or_none()
    return None if row is None else User(*row)


def tokens(db: Connection, owner: str | None = None) -> tuple[Token, ...]:
    """All tokens of one user, or of everybody; newest first."""
    found = select(*_TOKEN).order_by(token.c.created.desc(), token.c.id)
    if owner is not None:
        found = found.where(token.c.user == owner)
    return tuple(_made(row) for row in db.execute(found))


def token_user(db: Connection, digest: str, now: str) -> tuple[Token, User] | None:
    """The token and its user, if both still hold at `now`."""
    found = (
        select(*_TOKEN, *_USER)
        .join(users, token.c.user == users.c.name)
        .where(token.c.digest == digest, users.c.active.is_(True))
        .where(or_(token.c.expires.is_(None), token.c.expires > now))
    )
    row = db.execute(found).one_or_none()
    return None if row is None else (_made(row), User(*row[len(_TOKEN) :]))


def _made(row: Any) -> Token:
    return Token(*row[: len(_TOKEN)])

"""People of a shared desk, their sessions and tokens: the tables, and everything that changes them.

Of passwords only an argon2 hash is kept, of sessions' and tokens' secrets a SHA-256. Times are UTC, ISO 8601.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Connection, ForeignKey, String, Table, delete, insert, update

from marsad.model.user import Role, Token, User

from .schema import metadata

users = Table(
    "users",
    metadata,
    Column("name", String, primary_key=True),
    Column("password", String),
    Column("role", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created", String, nullable=False),
)
"""One who was removed keeps the row, without a password."""

session = Table(
    "session",
    metadata,
    Column("digest", String, primary_key=True),
    Column("user", String, ForeignKey("users.name"), nullable=False, index=True),
    Column("expires", String, nullable=False, index=True),
)

token = Table(
    "token",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("user", String, ForeignKey("users.name"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String),
    Column("last_used", String),
)


def add_user(db: Connection, user: User, password: str) -> None:
    """A new user. `password` is its hash."""
    row = {"name": user.name, "password": password, "role": user.role, "active": user.active, "created": user.created}
    db.execute(insert(users).values(row))


def set_password(db: Connection, name: str, password: str) -> None:
    """Another hash for the user."""
    db.execute(update(users).where(users.c.name == name).values(password=password))


def set_role(db: Connection, name: str, role: Role) -> None:
    """Other rights for the user. Tokens keep theirs, but never give more than the user has."""
    db.execute(update(users).where(users.c.name == name).values(role=role))


def set_active(db: Connection, name: str, active: bool) -> None:
    """Let the user in, or no longer."""
    db.execute(update(users).where(users.c.name == name).values(active=active))


def forget_password(db: Connection, name: str) -> None:
    """No password opens the account any more."""
    db.execute(update(users).where(users.c.name == name).values(password=None))


def open_session(db: Connection, user: str, digest: str, expires: str, now: str) -> None:
    """A session of the user; those that ran out by `now` are cleared away."""
    db.execute(delete(session).where(session.c.expires <= now))
    db.execute(insert(session).values(digest=digest, user=user, expires=expires))


def close_session(db: Connection, digest: str) -> None:
    """End one session."""
    db.execute(delete(session).where(session.c.digest == digest))


def close_sessions(db: Connection, user: str) -> None:
    """End all sessions of the user."""
    db.execute(delete(session).where(session.c.user == user))


def add_token(db: Connection, made: Token, digest: str) -> None:
    """A new token of a user."""
    row = {
        "id": made.id, "digest": digest, "name": made.name, "user": made.user, "role": made.role,
        "created": made.created, "expires": made.expires, "last_used": made.last_used,
    }  # fmt: skip
    db.execute(insert(token).values(row))


def note_use(db: Connection, ident: str, now: str) -> None:
    """A token was used."""
    db.execute(update(token).where(token.c.id == ident).values(last_used=now))


def remove_token(db: Connection, ident: str) -> None:
    """End one token."""
    db.execute(delete(token).where(token.c.id == ident))


def remove_tokens(db: Connection, user: str) -> None:
    """End all tokens of the user."""
    db.execute(delete(token).where(token.c.user == user))

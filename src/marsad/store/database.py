"""Opening a desk's database: SQLite in one file, or PostgreSQL; one writer and many readers.

Readers see one state of the desk for as long as their block lasts. Writers queue, on SQLite by its own lock, on
PostgreSQL by an advisory one; a block that fails or is killed leaves nothing behind.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import make_url

SCHEMA = "0008"
"""The newest migration; a test holds it to what `migrations/` has."""
APPLICATION_ID = 0x4D525344
"""Marks the SQLite file as a desk ("MRSD")."""
_LOCK = 0x4D52534461
_WAIT_MS = 60_000


class DeskError(Exception):
    """A desk that can't be opened or used; the message names it and says why."""


class Database:
    """The open database of a desk. Safe for use from many threads. Close it, or use it as a context manager."""

    def __init__(self, address: str | os.PathLike[str], *, create: bool = True) -> None:
        self.address = os.fspath(address)
        self.is_sqlite = not self.address.startswith(("postgresql:", "postgres:", "postgresql+psycopg:"))
        self.engine = _sqlite(self.address, create) if self.is_sqlite else _postgresql(self.address)
        try:
            self._prepare(create)
        except exc.DatabaseError as error:
            self.engine.dispose()
            raise DeskError(f"{self.shown}: {_plain(error)}") from error
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def shown(self) -> str:
        """The address without a password."""
        return self.address if self.is_sqlite else make_url(self.address).render_as_string(hide_password=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def snapshot(self, path: Path) -> None:
        """Write one state of a SQLite desk into a new file, without stopping writers."""
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("VACUUM INTO ?", (str(path),))

    @staticmethod
    def settle(path: Path) -> None:
        """Make a SQLite desk that nobody has open one file, without a journal beside it."""
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the desk."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write; all or nothing of the block takes effect."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    def schema(self) -> str | None:
        """The migration that the database stands at; None where there is no desk in it."""
        with self.read() as connection:
            return _schema(connection)

    def _prepare(self, create: bool) -> None:
        found = self.schema()
        if found == SCHEMA:
            return
        if found is None:
            with self.read() as connection:
                if _holds_something(connection):
                    raise DeskError(f"{self.shown}: a database, but not a Marsad desk")
            if not create:
                raise DeskError(f"{self.shown}: no desk there")
        from .migrations import known, upgrade

        if found is not None and found not in known():
            raise DeskError(
                f"{self.shown}: made by a newer Marsad (schema {found}; this one knows up to {SCHEMA}). "
                "Install that version or a newer one"
            )
        with self.write() as connection:
            # somebody else may have done it while this one waited
            if _schema(connection) != SCHEMA:
                upgrade(connection)
                if self.is_sqlite:
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _sqlite(path: str, create: bool) -> Engine:
    path = path.removeprefix("sqlite:///")
    file = Path(path)
    if file.is_dir():
        raise DeskError(f"{path}: a folder, not a desk")
    if not file.exists():
        if not create:
            raise DeskError(f"{path}: no desk there; marsad add makes one")
        if not file.absolute().parent.is_dir():
            raise DeskError(f"{path}: the folder {file.absolute().parent} doesn't exist")
    elif file.stat().st_size:
        with open(file, "rb") as stream:
            head = stream.read(100)
        if not head.startswith(b"SQLite format 3\0"):
            raise DeskError(f"{path}: not a Marsad desk")
    engine = create_engine(f"sqlite:///{path}", pool_size=16, max_overflow=48)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, record: object) -> None:
    # the driver's own idea of when a transaction begins would let readers see two states in one block
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = -32000",
                   "temp_store = MEMORY", "journal_size_limit = 67108864", "wal_autocheckpoint = 8000"):  # fmt: skip
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(address: str) -> Engine:
    rest = address.partition(":")[2]
    try:
        url = make_url("postgresql+psycopg:" + rest)
    except (exc.ArgumentError, ValueError) as error:
        raise DeskError(f"not a PostgreSQL address: {error}") from None
    engine = create_engine(url, pool_size=8, max_overflow=24, pool_pre_ping=True)
    try:
        engine.connect().close()
    except exc.SQLAlchemyError as error:
        shown = url.render_as_string(hide_password=True)
        raise DeskError(f"{shown}: no connection ({_plain(error)})") from error
    return engine


def _schema(connection: Connection) -> str | None:
    from sqlalchemy import inspect

    if not inspect(connection).has_table("alembic_version"):
        return None
    if not inspect(connection).has_table("version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _holds_something(connection: Connection) -> bool:
    from sqlalchemy import inspect

    return bool(inspect(connection).get_table_names())


def _plain(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]

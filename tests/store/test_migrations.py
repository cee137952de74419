"""Desks of every schema that was ever released are brought up to date, with all they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from marsad.desk import Desk, DeskError
from marsad.model.record import Entity, Event, Mention, Record
from marsad.store import users  # noqa: F401
from marsad.store.database import SCHEMA, Database
from marsad.store.migrations import known, upgrade
from marsad.store.packing import pack_record, pack_text
from marsad.store.reports import digest
from marsad.store.schema import metadata

TEXT = "زار سالم المرسي مدينة طبرق."
VISIT = Event(
    "V1", "CONSULT", "visit", (), (), ("E1",), (), ("E2",), (), None, None, (), (Mention(0, 26),), None
)  # fmt: skip
RECORD = Record(
    "one", "زيارة", "صحيفة الشراع", "2024-06-05", "given", None, "ar", TEXT,
    (Entity("E1", "person", "سالم المرسي", (Mention(4, 15),)), Entity("E2", "place", "طبرق", (Mention(22, 26),))),
    events=(VISIT,),
)  # fmt: skip


def old_desk(database: Database) -> None:
    """A desk as the first release made it: one report, and a judgement on it."""
    with database.engine.connect() as connection, connection.begin():
        upgrade(connection, "0001")
        common = {"id": "one", "text": pack_text(TEXT), "record": pack_record(RECORD), "digest": digest(TEXT)}
        connection.execute(
            text(
                "INSERT INTO report (pk, id, version, title, publisher, published, published_by, added, source, words, "
                "events, claims, analyser) VALUES (1, :id, 1, 'زيارة', 'صحيفة الشراع', '2024-06-05', 'given', "
                "'2024-06-06T00:00:00Z', 'a.txt', 5, 1, 0, '0.1.0')"
            ),
            common,
        )
        connection.execute(
            text(
                "INSERT INTO version (pk, report, number, digest, text, record, title, publisher, published, "
                "published_by, added, source, analyser) VALUES (1, :id, 1, :digest, :text, :record, 'زيارة', "
                "'صحيفة الشراع', '2024-06-05', 'given', '2024-06-06T00:00:00Z', 'a.txt', '0.1.0')"
            ),
            common,
        )
        connection.execute(
            text(
                'INSERT INTO judgement (number, kind, "left", "by", at) '
                "VALUES (1, 'accept', 'one#V1', 'ليلى', '2024-06-06T00:00:00Z')"
            )
        )
        connection.execute(
            text("INSERT INTO target (number, side, was, now, active) VALUES (1, 'left', 'one#V1', 'one#V1', :yes)"),
            {"yes": True},
        )


def test_a_desk_of_the_first_release_is_read(new_address: Callable[[], str]) -> None:
    address = new_address()
    with _bare(address) as database:
        old_desk(database)
    with Desk(address) as desk:
        assert desk.status().schema == SCHEMA
        assert desk.report("one") == RECORD
        assert desk.rebuild() == 1
        ((_, account),) = desk.accounts()
        assert account.decision == "accepted"


def test_actors_of_an_older_desk_say_whether_they_have_a_name(new_address: Callable[[], str]) -> None:
    address = new_address()
    with _bare(address) as database, database.engine.connect() as connection, connection.begin():
        upgrade(connection, "0006")
        for pk, type, facts in ((1, "group", b'{"described":true}'), (2, "asset", b'{"described":false}')):
            connection.execute(
                text(
                    "INSERT INTO actor (pk, id, founder, type, name, sector, reports, stories, sayings, facts) "
                    "VALUES (:pk, :id, 'one#E1', :type, 'زورق', '', 1, 1, 0, :facts)"
                ),
                {"pk": pk, "id": f"a-{pk}", "type": type, "facts": facts},
            )
    with Desk(address) as desk:
        assert [a.id for a in desk.actors().items] == ["a-2"]
        assert [a.id for a in desk.actors(described=True).items] == ["a-1", "a-2"]


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_tables_are_those_of_the_migrations(new_address: Callable[[], str]) -> None:
    with Database(new_address()) as database, database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_the_newest_schema_is_known() -> None:
    assert max(known()) == SCHEMA


def test_a_newer_desk_is_refused(new_address: Callable[[], str]) -> None:
    address = new_address()
    with Database(address) as database, database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DeskError, match=f"newer Marsad.*9999.*{SCHEMA}"):
        Desk(address)


def test_what_is_no_desk_is_refused(tmp_path: Path, postgresql: object) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("عزيزي القارئ", encoding="utf-8")
    with pytest.raises(DeskError, match="not a Marsad desk"):
        Desk(letter)
    assert letter.read_text(encoding="utf-8") == "عزيزي القارئ"
    with pytest.raises(DeskError, match="a folder"):
        Desk(tmp_path)
    with pytest.raises(DeskError, match="doesn't exist"):
        Desk(tmp_path / "nowhere" / "marsad.db")
    with pytest.raises(DeskError, match="no desk there"):
        Desk(tmp_path / "nothing.db", create=False)
    assert not (tmp_path / "nothing.db").exists()
    with pytest.raises(DeskError, match="no connection"):
        Desk("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")


def test_another_database_is_refused(new_address: Callable[[], str]) -> None:
    address = new_address()
    with _bare(address) as database, database.engine.connect() as connection, connection.begin():
        connection.execute(text("CREATE TABLE recipe (name varchar)"))
    with pytest.raises(DeskError, match="not a Marsad desk"):
        Desk(address)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(DeskError) as refused:
        Desk("postgresql://reader:secret@127.0.0.1:1/none?connect_timeout=2")
    assert "secret" not in str(refused.value)


def _bare(address: str) -> Database:
    """The database without anything that opening a desk does."""
    bare = object.__new__(Database)
    from marsad.store import database as module

    bare.address = address
    bare.is_sqlite = not address.startswith("postgres")
    bare.engine = module._sqlite(address, True) if bare.is_sqlite else module._postgresql(address)
    return bare


def _ours(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    return not (kind == "table" and reflected and name is not None and ("_words" in name or name == "alembic_version"))

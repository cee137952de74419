"""Backups: a desk in one file, with hashes that a restore checks before anything takes effect.

A backup is a ZIP archive of `desk.db`, a SQLite desk whatever the desk's own database is, and `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from marsad.query.digest import digest
from marsad.query.status import status
from marsad.store.copying import copy
from marsad.store.database import SCHEMA, Database, DeskError
from marsad.store.judgements import now

from .analysing import package_version

_CONTENT = "desk.db"
_MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class BackupError(Exception):
    """A backup that can't be made, or isn't sound; the message names the file and says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `sha256` is that of `desk.db`, `digest` the desk's own (see `Desk.digest`)."""

    marsad: str
    schema: str
    made: str
    sha256: str
    digest: str
    reports: int
    stories: int
    judgements: int


def backup(database: Database, path: str | os.PathLike[str]) -> Manifest:
    """Write a backup of one state of the desk; others may write meanwhile. The file is there whole or not at all."""
    target = Path(path)
    if target.exists():
        raise BackupError(f"{target}: exists already; a backup overwrites nothing")
    try:
        with _beside(target) as folder:
            content = folder / _CONTENT
            _write(database, content)
            with Database(content) as made, made.read() as connection:
                counts = status(connection, package_version())
                said = digest(connection)
            _settle(content)
            manifest = Manifest(
                package_version(), SCHEMA, now(), _hash(content), said, counts.reports, counts.stories,
                counts.judgements,
            )  # fmt: skip
            archive = folder / "backup.zip"
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
                packed.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")
                packed.write(content, _CONTENT)
            check(archive)
            _sync(archive)
            os.replace(archive, target)
    except OSError as error:
        raise BackupError(f"{target}: {(error.strerror or str(error)).lower()}") from error
    return manifest


def check(path: str | os.PathLike[str]) -> Manifest:
    """The backup's manifest, once its content has the hash that it names. Raises `BackupError`."""
    manifest, packed = _opened(path)
    with packed, packed.open(_CONTENT) as stream:
        found = hashlib.sha256()
        try:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise BackupError(f"{path}: damaged ({error})") from None
    if found.hexdigest() != manifest.sha256:
        raise BackupError(f"{path}: damaged: the desk in it doesn't have the hash that the manifest names")
    return manifest


def restore(path: str | os.PathLike[str], address: str) -> Manifest:
    """Make a desk from a backup, where there is none yet. Nothing is made before all hashes have been checked."""
    manifest = check(path)
    if "://" in address or address.startswith("postgres"):
        with tempfile.TemporaryDirectory() as folder:
            content = _unpacked(path, Path(folder), manifest)
            _fill(content, address)
        return manifest
    target = Path(address)
    if target.exists():
        raise BackupError(f"{target}: exists already; restore under another name, or move it away")
    try:
        with _beside(target) as folder:
            content = _unpacked(path, folder, manifest)
            _sync(content)
            os.replace(content, target)
    except OSError as error:
        raise BackupError(f"{target}: {(error.strerror or str(error)).lower()}") from error
    return manifest


def _opened(path: str | os.PathLike[str]) -> tuple[Manifest, zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise BackupError(f"{path}: not a backup") from None
    except OSError as error:
        raise BackupError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        manifest = Manifest(**json.loads(packed.read(_MANIFEST)))
        packed.getinfo(_CONTENT)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile):
        packed.close()
        raise BackupError(f"{path}: not a backup (no manifest, or no desk in it)") from None
    return manifest, packed


def _unpacked(path: str | os.PathLike[str], folder: Path, manifest: Manifest) -> Path:
    """The desk of a backup as a file that has been read through and says what the manifest promises."""
    _, packed = _opened(path)
    with packed:
        packed.extract(_CONTENT, folder)
    content = folder / _CONTENT
    if _hash(content) != manifest.sha256:
        raise BackupError(f"{path}: damaged on the way to {folder}")
    try:
        with Database(content) as made, made.read() as connection:
            # an older desk has been brought up to date by being opened, and says the same in other tables
            same = manifest.schema != SCHEMA or digest(connection) == manifest.digest
    except DeskError as error:
        raise BackupError(f"{path}: {error}") from error
    if not same:
        raise BackupError(f"{path}: damaged: the desk in it doesn't say what the manifest promises")
    _settle(content)
    return content


def _fill(content: Path, address: str) -> None:
    with Database(content) as source, Database(address) as made:
        with made.read() as connection:
            if status(connection, "").reports:
                raise BackupError(f"{made.shown}: holds reports already; restore into an empty database")
        with source.read() as old, made.write() as new:
            copy(old, new)
        with source.read() as old, made.read() as new:
            if digest(old) != digest(new):
                raise BackupError(f"{made.shown}: doesn't say what the backup says")


def _write(database: Database, content: Path) -> None:
    if database.is_sqlite:
        database.snapshot(content)
        return
    with Database(content) as made, database.read() as old, made.write() as new:
        copy(old, new)


def _settle(content: Path) -> None:
    """Leave one file: nothing of the desk may stay behind in a journal beside it."""
    Database.settle(content)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.unlink(f"{content}{suffix}")


def _hash(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder on the same disk as the target, so that moving into place is one step."""
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as folder:
        yield Path(folder)

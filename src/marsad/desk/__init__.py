"""The desk: reports, their records and all that is derived, behind one object."""

from marsad.query.errors import CursorError, UnknownError
from marsad.store.database import DeskError

from .adding import Given, Outcome, Status
from .backup import BackupError, Manifest, restore
from .desk import Desk
from .reanalysing import Change

__all__ = [
    "BackupError",
    "Change",
    "CursorError",
    "Desk",
    "DeskError",
    "Given",
    "Manifest",
    "Outcome",
    "Status",
    "UnknownError",
    "restore",
]

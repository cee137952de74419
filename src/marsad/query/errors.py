"""What reading can complain of."""

from __future__ import annotations


class UnknownError(KeyError):
    """Nothing in the desk has this id; the message names it."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else "unknown"


class CursorError(ValueError):
    """A cursor that no list of this desk gave."""

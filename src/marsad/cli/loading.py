"""The analyser for a command, or the end of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .messages import give_up

if TYPE_CHECKING:
    from marsad.analysis.pipeline import Analyser


def load_analyser(*, tagger: bool) -> Analyser:
    """Load lexicons and tagger (a second or two). Ends the command with a message where that fails."""
    try:
        from marsad.analysis.pipeline import Analyser

        return Analyser(tagger=tagger)
    except Exception as error:
        hint = "; --no-tagger does without the name tagger" if tagger else ""
        give_up(f"the analyser can't be loaded ({type(error).__name__}: {error}){hint}")

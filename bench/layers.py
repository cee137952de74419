"""What every layer of the analysis costs, and how much of it is the encoder's.

Calls are wrapped where the pipeline and the learned reader look them up. What a call spends inside another wrapped call
is counted there alone, so that the shares sum to the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from unittest.mock import patch

from marsad.analysis import learned, pipeline
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.reader.model import ReaderModel
from marsad.tagger.encoder import Encoder

CLAIMS: Final = "claims: chains and acts"
CLAIMS_READ: Final = "claims: second readings"
EVENTS: Final = "events: parts, times, verdicts"
EVENTS_READ: Final = "events: second readings"
FIRST: Final = "first reading: names, titles, passages, triggers"
NAMES: Final = "entities"
REST: Final = "the rest"

_LAYERS: Final[dict[str, tuple[tuple[Any, str], ...]]] = {
    "sentences, tokens, boilerplate": ((Reading, "of"),),
    "times": ((pipeline, "infer_published"), (pipeline, "times")),
    "amounts": ((pipeline, "amounts"),),
    FIRST: ((ReaderModel, "read"), (learned.Learned, "__init__")),
    NAMES: (
        (learned.Learned, "names"), (learned.Learned, "descriptions"), (learned.Learned, "trusted"),
        (pipeline, "find_entities"), (EntityTable, "__init__"),
    ),
    "positions": (
        (learned.Learned, "titles"), (pipeline, "find_positions"), (pipeline, "learned_positions"),
    ),
    "relations and alignments": (
        (pipeline, "find_relations"), (pipeline, "find_alignments"), (pipeline, "group_relations"),
    ),
    CLAIMS: ((pipeline, "find_claims"), (learned.Learned, "claims")),
    CLAIMS_READ: ((learned, "passages"),),
    EVENTS: ((pipeline, "find_events"), (learned.Learned, "events"), (pipeline, "merge")),
    EVENTS_READ: ((learned, "questions"),),
}  # fmt: skip
_ENCODER: Final = ("lower", "upper", "second")


class Layers:
    """Processor seconds spent in each layer while `timed`, and how often and how long the encoder ran for it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.encoder: dict[str, float] = {}
        self.runs: dict[str, int] = {}
        self._layer = REST
        self._since = 0.0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """All that is analysed inside is counted."""
        with ExitStack() as stack:
            for layer, calls in _LAYERS.items():
                for owner, name in calls:
                    stack.enter_context(self._wrapped(owner, name, layer))
            for name in _ENCODER:
                stack.enter_context(self._wrapped(Encoder, name, None))
            self._layer, self._since = REST, time.process_time()
            yield
            self._change(REST)

    def _change(self, layer: str) -> float:
        """Count the time since the last change, go on in another layer."""
        now = time.process_time()
        spent = now - self._since
        self.seconds[self._layer] = self.seconds.get(self._layer, 0.0) + spent
        self._layer, self._since = layer, now
        return spent

    def _wrapped(self, owner: Any, name: str, layer: str | None) -> Any:
        call = getattr(owner, name)
        bound = isinstance(vars(owner)[name], classmethod)

        def run(*args: Any, **kwargs: Any) -> Any:
            before = self._layer
            self._change(layer or before)
            try:
                return call(*args, **kwargs)
            finally:
                spent = self._change(before)
                if layer is None:
                    self.encoder[before] = self.encoder.get(before, 0.0) + spent
                    self.runs[before] = self.runs.get(before, 0) + 1

        wrapped: Callable[..., Any] = staticmethod(run) if bound else run
        return patch.object(owner, name, wrapped)

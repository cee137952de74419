"""The compact encoder that marks names in one sentence at a time.

The model (``marsad/data/reader``) runs one sentence at a time, and the same
words give the same spans (see ``encoder``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

from .encoder import DEFAULT_FOLDER, HEADS, MAX_PIECES, SETTINGS, Encoder, TaggerError, clean_word, missing

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Scores = npt.NDArray[np.float32]

Label = Literal["PERS", "LOC", "ORG", "MISC"]

OVERLAP: Final = 64
"""Pieces that two windows of a long sentence share, at most."""

_TOUCHING: Final = 3.0
"""Cost of a name right after a name of its type, where no conjunction stands.

In the training data 83 of 3,683 words that follow a word of a name within its
type begin a new name; most of the others that the encoder cuts are one name."""

_ROUNDING: Final = 1e-3
"""More than sums of scores in single precision are off by."""


@dataclass(frozen=True, slots=True)
class TagSpan:
    """A name: words ``start`` to ``end`` (exclusive) of the sentence."""

    start: int
    end: int
    label: Label
    confidence: float
    """The lowest probability among its words to be of this label (B or I)."""


class _Window(NamedTuple):
    """Words ``start`` to ``end`` are read; ``keep`` to ``keep_end`` are taken."""

    start: int
    end: int
    keep: int
    keep_end: int


class Tagger:
    """Marks the names of a sentence. Not for use by two threads at once."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        self.folder = DEFAULT_FOLDER if folder is None else folder
        if lacking := missing(self.folder):
            raise TaggerError(
                f"tagger files missing in {self.folder}: {', '.join(lacking)}"
                " (tools/tagger/README.md tells how to build them)"
            )
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        self._threads = threads
        try:
            settings = json.loads((self.folder / SETTINGS).read_text(encoding="utf-8"))
            self._labels: tuple[str, ...] = tuple(settings["newswire_labels"])
            self.version: str = settings["version"]
        except (ValueError, KeyError, TypeError) as error:
            raise TaggerError(f"{self.folder / SETTINGS} cannot be read: {error}") from error
        self._encoder: Encoder | None = None
        self._head: tuple[Scores, ...] = ()

    def load(self) -> None:
        """Load the model now rather than with the first sentence."""
        self._loaded()

    def _loaded(self) -> Encoder:
        if self._encoder is not None:
            return self._encoder
        try:
            import numpy as np

            encoder = Encoder(self.folder, self._threads)
            with np.load(self.folder / HEADS) as stored:
                self._head = tuple(stored[f"words.aner.{part}"].astype(np.float32) for part in ("weight", "bias"))
        except ImportError as error:
            raise TaggerError(f"the tagger needs the package {error.name}") from error
        except Exception as error:  # the packages raise classes of their own
            raise TaggerError(f"tagger files in {self.folder} cannot be loaded: {error}") from error
        self._encoder = encoder
        return encoder

    def tag(self, words: Sequence[str]) -> list[TagSpan]:
        """The names of one sentence, in order, given its words and marks."""
        if not words:
            return []
        encoder = self._loaded()
        scores = self._scores(encoder, [encoder.pieces(word) for word in words])
        joined = [clean_word(word).startswith("و") for word in words]
        path = decode(scores, self._labels, joined)
        return list(self._spans(path, scores))

    def _scores(self, encoder: Encoder, pieces: list[tuple[int, ...]]) -> Scores:
        """Logarithms of the label probabilities, a row for each word."""
        import numpy as np

        rows: list[Scores] = []
        for window in _windows([len(p) for p in pieces]):
            states = encoder.lower(pieces[window.start : window.end])
            hidden = encoder.newswire(states, window.keep - window.start, window.keep_end - window.start)
            rows.append(hidden @ self._head[0].T + self._head[1])
        scores = np.concatenate(rows).astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores

    def _spans(self, path: list[int], scores: Scores) -> Iterator[TagSpan]:
        """Names of a valid label sequence."""
        at = 0
        while at < len(path):
            label = self._labels[path[at]]
            end = at + 1
            if label != "O":
                while end < len(path) and self._labels[path[end]] == "I-" + label[2:]:
                    end += 1
                name = label[2:]
                both = self._labels.index("B-" + name), self._labels.index("I-" + name)
                lowest = min(sum(exp(float(scores[i, k])) for k in both) for i in range(at, end))
                yield TagSpan(at, end, cast(Label, name), min(1.0, round(lowest, 4)))
            at = end


def _windows(sizes: list[int]) -> Iterator[_Window]:
    """Overlapping windows over words of so many pieces each.

    In the middle of what two windows share the later one takes over.
    """
    start = keep = 0
    while True:
        end, total = start, 0
        while end < len(sizes) and total + sizes[end] <= MAX_PIECES:
            total += sizes[end]
            end += 1
        if end == len(sizes):
            yield _Window(start, end, keep, end)
            return
        following, shared = end, 0
        while shared + sizes[following - 1] <= OVERLAP:
            following -= 1
            shared += sizes[following]
        middle = (following + end) // 2
        yield _Window(start, end, keep, middle)
        start, keep = following, middle


def _may_follow(label: str, before: str) -> bool:
    """I-X continues B-X or I-X; everything else may stand anywhere."""
    return not label.startswith("I-") or before[1:] == label[1:]


def _touches(label: str, before: str) -> bool:
    """A name begins right after a name of its type."""
    return label.startswith("B-") and before[1:] == label[1:]


@lru_cache(maxsize=32)
def _steps(labels: tuple[str, ...]) -> tuple[Scores, Scores]:
    """What each step to a label (rows) from another (columns) costs: where a name hardly follows one of its type,
    and where it may well."""
    import numpy as np

    barred = np.float32(-1e9)
    open_steps = np.array([[0.0 if _may_follow(b, a) else barred for a in labels] for b in labels], np.float32)
    cost = np.array([[_TOUCHING if _touches(b, a) else 0.0 for a in labels] for b in labels], np.float32)
    return open_steps - cost, open_steps


def decode(scores: Scores, labels: Sequence[str], joined: Sequence[bool]) -> list[int]:
    """The best label sequence that is valid BIO (Viterbi).

    ``joined`` tells which words begin with a conjunction: there a name may well
    follow a name of its type.
    """

    best: list[int] = scores.argmax(axis=1).tolist()
    if not any(best) and labels[0] == "O":
        return best
    named = [labels[i] for i in best]
    if all(
        label == "O" or (_may_follow(label, before) and (free or not _touches(label, before)))
        for before, label, free in zip(["O", *named], named, joined, strict=False)
    ):
        return best  # best at every word and free of cost, hence the best sequence

    path, open_words = _simple(scores, best, labels, joined)
    end = 0
    for first in [n for n, is_open in enumerate(open_words) if is_open]:
        if first < end:
            continue
        end = first + 1
        while end < len(path) and open_words[end]:
            end += 1
        before = path[first - 1] if first else list(labels).index("O")
        path[first:end] = _best_way(scores[first:end], labels, joined[first : end + 1], before, path[end : end + 1])
    return path


def _simple(
    scores: Scores, best: Sequence[int], labels: Sequence[str], joined: Sequence[bool]
) -> tuple[list[int], list[bool]]:
    """A valid sequence, and the words at which the best one may differ from it.

    Names that continue nothing begin anew. If the best sequence differs at some words in a row, then what it gains
    where this one is not the likeliest is no less than what it loses at the others.
    """
    import numpy as np

    path = list(best)
    two = np.partition(scores, -2, axis=1)[:, -2:]
    gain: list[float] = (two[:, 0] - two[:, 1]).tolist()
    before = "O"
    for n, k in enumerate(best):
        if not _may_follow(labels[k], before):
            path[n] = labels.index("B-" + labels[k][2:])
            gain[n] = float(scores[n, k] - scores[n, path[n]])
        if not joined[n] and _touches(labels[path[n]], before):
            gain[n] += _TOUCHING
            gain[n - 1] += _TOUCHING
        before = labels[path[n]]
    upto, onward = (accumulate(way, lambda most, here: max(most, 0.0) + here) for way in (gain, reversed(gain)))
    around = zip(upto, gain, reversed(list(onward)), strict=True)
    return path, [a + b - here > -_ROUNDING for a, here, b in around]


def _best_way(
    scores: Scores, labels: Sequence[str], joined: Sequence[bool], before: int, behind: Sequence[int]
) -> list[int]:
    """The best labels of words behind one label and before another, if there is one."""
    import numpy as np

    steps = _steps(tuple(labels))
    total = scores[0] + steps[joined[0]][:, before]
    ways = np.empty((len(scores), *steps[True].shape), np.float32)
    for n in range(1, len(scores)):
        total = np.add(total, steps[joined[n]], out=ways[n]).max(axis=1) + scores[n]
    back = ways[1:].argmax(axis=2).tolist()
    for label in behind:
        total = total + steps[joined[-1]][label]
    path = [int(total.argmax())]
    for origins in reversed(back):
        path.append(origins[path[-1]])
    return path[::-1]

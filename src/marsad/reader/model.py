"""Running the learned reader on one report.

It reads twice. The first reading says what stands where: names, descriptions, offices, claimed
passages, words that may tell an event. The second marks one such word or passage, runs upper
layers of its own around it and says what everything near is to it: participant, place, time,
source; it is told what the first has made of every word. The heads are small matrices in an
.npz file and run in numpy. Every window is run alone, since records must be reproducible (see
`marsad.tagger.encoder`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from marsad.tagger.encoder import DEFAULT_FOLDER, HEADS, MAX_PIECES, SETTINGS, Encoder, TaggerError, missing
from marsad.tagger.tagger import decode

from .labels import (
    AUX,
    CONTENTS,
    CONTEXTS,
    DESCRIBED,
    HOP_TAGS,
    MODES,
    NAMED,
    TITLES,
    WHERE_TAGS,
    WHO_TAGS,
)
from .votes import Weights, weights
from .windows import Borders

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]

OVERLAP_WORDS: Final = 24
_MARKS: Final = ("event", "content")
_TAGS: Final = {"who": WHO_TAGS, "where": WHERE_TAGS, "hops": HOP_TAGS}

_FIRST: Final = {
    "record": ("named", "described", "titles", "contents", "types"),
    "newswire": ("aner",),
}
"""Heads of the first reading by the layers they stand on, one product for each of these."""
_ROWS: Final = 48
"""Words of one product. Above a million multiplications numpy's library starts threads, which wait for the next product
at full speed and so take longer than all the heads together."""
_STACKS = {
    "event, every word": ("who", "where", "hops"),
    "event, the mark": ("types", "modes", "aux", "contexts"),
    "content, every word": ("hops",),
    "content, the mark": ("acts",),
}


@lru_cache(maxsize=64)
def _modes_of(kind: str) -> list[int]:
    """Columns of the modes that a type of event can have."""
    return [m for m, name in enumerate(MODES) if name == "none" or name.startswith(kind + "/")]


class WordSpan(NamedTuple):
    """Words `first` to `last` (exclusive) with a label and its probability."""

    first: int
    last: int
    label: str
    confidence: float


class Marked:
    """The second reading around one marked word or passage."""

    def __init__(self, model: ReaderModel, kind: str, window: tuple[int, int], at: int, vectors: Array) -> None:
        import numpy as np

        self.window = window
        self.model = model
        every = model.heads(f"{kind}, every word", vectors)
        self.tags: dict[str, Array] = {head: _log_softmax(scores) for head, scores in every.items()}
        self._mark = model.heads(f"{kind}, the mark", vectors[at : at + 1])
        self._chance: dict[str, list[float]] = {}
        """Sums of the probabilities of the words before."""
        for head, scores in self.tags.items():
            labels = _TAGS[head]
            values = np.exp(scores)
            sums = np.cumsum(values[:, 1::2] + values[:, 2::2], axis=0)
            for k, column in enumerate(sums.T.tolist()):
                self._chance[labels[2 * k + 1][2:]] = [0.0, *column]
        self._marks: dict[str, list[WordSpan]] = {}
        self._flags: dict[str, dict[str, float]] = {}

    def chance(self, label: str, first: int, last: int) -> float:
        """How probably words `first` to `last` (exclusive) are this to the marked word; 0 outside the window."""
        begin, end = self.window
        sums = self._chance.get(label)
        if first < begin or last > end or sums is None:
            return 0.0
        low, high = first - begin, last - begin
        return (sums[high] - sums[low]) / (high - low)

    def spans(self, head: str) -> list[WordSpan]:
        """The spans that a head marks, by the most probable valid sequence."""
        if head not in self._marks:
            self._marks[head] = _spans(self.tags[head], _TAGS[head], self.window[0])
        return self._marks[head]

    def types(self) -> Array:
        """Probability of every type (`TYPES`), "none" among them."""
        import numpy as np

        return cast("Array", np.exp(_log_softmax(self._mark["types"]))[0])

    def mode(self, kind: str) -> tuple[str | None, float]:
        """The most probable mode that this type of event can have, with its probability among those."""
        import numpy as np

        scores = self._mark["modes"][0]
        allowed = _modes_of(kind)
        values = np.exp(scores[allowed] - scores[allowed].max())
        best = int(values.argmax())
        name = MODES[allowed[best]]
        return None if name == "none" else name.split("/", 1)[1], float(values[best] / values.sum())

    def flags(self, head: str) -> dict[str, float]:
        """Probabilities of the auxiliary modes (`aux`) or of the contexts (`contexts`)."""
        if head not in self._flags:
            scores = self._mark[head][0].tolist()
            labels = AUX if head == "aux" else CONTEXTS
            self._flags[head] = {n: 1 / (1 + exp(-max(-60.0, v))) for n, v in zip(labels, scores, strict=True)}
        return self._flags[head]

    def acts(self) -> tuple[float, ...]:
        """Probability of everything that the speaker may do with the marked passage (`ACTS`)."""
        import numpy as np

        return tuple(np.exp(_log_softmax(self._mark["acts"]))[0].tolist())


class Pages:
    """What the model says of one report; the second reading happens on demand."""

    def __init__(self, model: ReaderModel, vectors: Array, newswire: Array, lower: Array, borders: Borders) -> None:
        self.model = model
        self._lower = lower
        self._borders = borders
        self._marks: dict[str, list[WordSpan]] = {}
        self._scores = model.first_heads("record", vectors) | model.first_heads("newswire", newswire)

    def spans(self, head: str, labels: Sequence[str]) -> list[WordSpan]:
        """Spans of a BIO head, by the most probable valid sequence."""
        if head not in self._marks:
            self._marks[head] = _spans(_log_softmax(self._scores[head]), labels, 0)
        return self._marks[head]

    def named(self) -> list[WordSpan]:
        """People, organizations and places."""
        return self.spans("named", NAMED)

    def newswire(self) -> list[WordSpan]:
        """The same by the labels of newswire corpora (PERS, LOC, ORG, MISC)."""
        return self.spans("aner", self.model.newswire_labels)

    def described(self) -> list[WordSpan]:
        """Groups and assets."""
        return self.spans("described", DESCRIBED)

    def kind_of(self, first: int, last: int) -> str:
        """Would a description at these words rather be a group or an asset?"""
        scores = self._scores["described"][first:last]
        return "asset" if scores[:, 3:5].max() > scores[:, 1:3].max() else "group"

    def titles(self) -> list[WordSpan]:
        """Offices."""
        return self.spans("titles", TITLES)

    def contents(self) -> list[WordSpan]:
        """Claimed passages."""
        return self.spans("contents", CONTENTS)

    def triggers(self, least: float) -> list[tuple[int, Array]]:
        """Words that tell an event with at least this probability, with the probabilities of the types (`TYPES`)."""
        import numpy as np

        scores = np.exp(_log_softmax(self._scores["types"]))
        return [(n, scores[n]) for n in range(len(scores)) if 1 - scores[n, 0] >= least]

    def event(self, at: int) -> Marked:
        """The second reading with word `at` marked as the word that tells an event."""
        return self._read("event", (at, at + 1), self._borders.event(at))

    def content(self, first: int, last: int) -> Marked:
        """The second reading with a claimed passage marked."""
        return self._read("content", (first, last), self._borders.content(first, last))

    def _read(self, kind: str, marks: tuple[int, int], window: tuple[int, int]) -> Marked:
        start, end = window
        states = self._lower[start:end].copy()
        states[marks[0] - start : marks[1] - start] += self.model.weights["marks"][_MARKS.index(kind)]
        vectors = self.model.encoder.second(states)
        return Marked(self.model, kind, window, marks[0] - start, vectors)


class ReaderModel:
    """The encoder and its heads. Loading takes some tenths of a second; not for two threads at once."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        import numpy as np

        self.folder = DEFAULT_FOLDER if folder is None else folder
        if lacking := missing(self.folder):
            raise TaggerError(f"reader files missing in {self.folder}: {', '.join(lacking)}")
        self.encoder = Encoder(self.folder, threads)
        with np.load(self.folder / HEADS) as stored:
            self.weights: dict[str, Array] = {k: stored[k].astype(np.float32) for k in stored.files}
        self._bridge = np.ascontiguousarray(self.weights["bridge.weight"].T)
        """Tells the second reading what the first has made of every word."""
        self._first = {name: self._stacked([f"words.{h}" for h in heads]) for name, heads in _FIRST.items()}
        self._stacks = {name: self._stacked([f"marked.{h}" for h in heads]) for name, heads in _STACKS.items()}
        settings = json.loads((self.folder / SETTINGS).read_text(encoding="utf-8"))
        self.newswire_labels: tuple[str, ...] = tuple(settings["newswire_labels"])
        self.version: str = settings["version"]
        self.tables: dict[str, Weights] = {}

    def vote(self, name: str) -> Weights:
        """A table of weights that lies beside the encoder, read when it is first asked for."""
        table = self.tables.get(name)
        if table is None:
            table = self.tables[name] = weights(self.folder / name)
        return table

    def _stacked(self, heads: Sequence[str]) -> tuple[Array, Array, list[tuple[str, int, int]]]:
        """Several heads as one matrix, and which columns are whose."""
        import numpy as np

        columns: list[tuple[str, int, int]] = []
        at = 0
        for head in heads:
            size = len(self.weights[f"{head}.bias"])
            columns.append((head.partition(".")[2], at, at + size))
            at += size
        matrix = np.concatenate([self.weights[f"{h}.weight"] for h in heads]).T
        bias = np.concatenate([self.weights[f"{h}.bias"] for h in heads])
        return np.ascontiguousarray(matrix), bias, columns

    def heads(self, name: str, x: Array) -> dict[str, Array]:
        """What some heads of the second reading say of states (`_STACKS` names them), in one product."""
        matrix, bias, columns = self._stacks[name]
        scores = x @ matrix + bias
        return {head: scores[:, low:high] for head, low, high in columns}

    def first_heads(self, name: str, x: Array) -> dict[str, Array]:
        """What some heads of the first reading say of every word (`_FIRST` names them)."""
        matrix, bias, columns = self._first[name]
        scores = _product(x, matrix) + bias
        return {head: scores[:, low:high] for head, low, high in columns}

    def read(self, words: Sequence[str], sentence: Sequence[int]) -> Pages | None:
        """The report's pages, None for a report without words. `sentence` holds the sentence of each word."""
        import numpy as np

        if not words:
            return None
        pieces = [self.encoder.pieces(w) for w in words]
        vectors: list[Array] = []
        newswire: list[Array] = []
        lower: list[Array] = []
        done = 0
        ranges = _windows([len(p) for p in pieces])
        for n, (start, end) in enumerate(ranges):
            states = self.encoder.lower(pieces[start:end])
            keep_end = end if n + 1 == len(ranges) else (ranges[n + 1][0] + end) // 2
            if keep_end > done:
                vectors.append(self.encoder.upper(states, done - start, keep_end - start))
                newswire.append(self.encoder.newswire(states, done - start, keep_end - start))
                lower.append(states[done - start + 1 : keep_end - start + 1])
            done = keep_end
        read, wire, states = (np.concatenate(rows) for rows in (vectors, newswire, lower))
        return Pages(self, read, wire, states + _product(read, self._bridge), Borders(sentence))


def _product(x: Array, matrix: Array) -> Array:
    """Rows times a matrix, some rows at a time (`_ROWS` says why)."""
    import numpy as np

    return np.concatenate([x[n : n + _ROWS] @ matrix for n in range(0, len(x), _ROWS)])


def _windows(sizes: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    start = 0
    while start < len(sizes):
        end, total = start, 0
        while end < len(sizes) and total + sizes[end] <= MAX_PIECES:
            total += sizes[end]
            end += 1
        out.append((start, end))
        if end == len(sizes):
            break
        start = max(end - OVERLAP_WORDS, start + 1)
    return out


def _spans(scores: Array, labels: Sequence[str], start: int) -> list[WordSpan]:
    path = decode(scores, labels, [True] * len(scores))
    outside = labels.index("O")
    out: list[WordSpan] = []
    end = 0
    for at in [n for n, k in enumerate(path) if k != outside]:
        if at < end:
            continue
        name = labels[path[at]][2:]
        inside, end = "I-" + name, at + 1
        while end < len(path) and labels[path[end]] == inside:
            end += 1
        value = float(sum(scores[i, path[i]] for i in range(at, end)) / (end - at))
        out.append(WordSpan(start + at, start + end, name, round(exp(value), 3)))
    return out


def _log_softmax(x: Array) -> Array:
    import numpy as np

    x = x - x.max(axis=1, keepdims=True)
    return cast("Array", x - np.log(np.exp(x).sum(axis=1, keepdims=True)))

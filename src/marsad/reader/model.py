"""Running the learned reader on one report.

The encoder is an ONNX file with 8-bit weights; the heads are small matrices in an .npz file
and run in numpy. A window is always run alone: with dynamic quantisation its neighbours in a
batch would change the result, and records must be reproducible.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from marsad.tagger.tagger import (
    DEFAULT_FOLDER,
    HEADS,
    MAX_PIECES,
    MODEL,
    PIECES_PER_WORD,
    SETTINGS,
    TOKENIZER,
    TaggerError,
    clean_word,
    decode,
)

from .labels import (
    ACTS,
    AUX,
    CONTENTS,
    DESCRIBED,
    ENTITY_TYPES,
    MODES,
    NAMED,
    TITLES,
    TYPES,
    distance_bucket,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]

OVERLAP_WORDS: Final = 24
_BOS, _EOS, _UNKNOWN = 0, 2, 3
_REMEMBERED: Final = 100_000


class WordSpan(NamedTuple):
    """Words `first` to `last` (exclusive) with a label and its probability."""

    first: int
    last: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """A word that tells an event."""

    word: int
    type: str
    confidence: float
    mode: str | None
    aux: tuple[str, ...]


class Pages:
    """What the model says of one report; pairs are scored on demand."""

    def __init__(self, model: ReaderModel, vectors: Array, sentence: Sequence[int]) -> None:
        self._model = model
        self._vectors = vectors
        self._sentence = sentence

    def spans(self, head: str, labels: Sequence[str]) -> list[WordSpan]:
        """Spans of a BIO head, by the most probable valid sequence."""
        scores = _log_softmax(self._model.linear(f"words.{head}", self._vectors))
        path = decode(scores, labels, [True] * len(scores))
        out: list[WordSpan] = []
        at = 0
        while at < len(path):
            label = labels[path[at]]
            end = at + 1
            if label != "O":
                while end < len(path) and labels[path[end]] == "I-" + label[2:]:
                    end += 1
                value = float(sum(scores[i, path[i]] for i in range(at, end)) / (end - at))
                out.append(WordSpan(at, end, label[2:], round(float(_exp(value)), 3)))
            at = end
        return out

    def named(self) -> list[WordSpan]:
        """People, organizations and places."""
        return self.spans("named", NAMED)

    def newswire(self) -> list[WordSpan]:
        """The same by the labels of newswire corpora (PERS, LOC, ORG, MISC)."""
        return self.spans("aner", self._model.newswire_labels)

    def described(self) -> list[WordSpan]:
        """Groups and assets."""
        return self.spans("described", DESCRIBED)

    def titles(self) -> list[WordSpan]:
        """Offices."""
        return self.spans("titles", TITLES)

    def contents(self) -> list[tuple[WordSpan, str]]:
        """Claimed passages with their act."""
        spans = self.spans("contents", CONTENTS)
        if not spans:
            return []
        scores = self._model.linear("words.acts", self._vectors[[s.first for s in spans]])
        return [(s, ACTS[int(row.argmax())]) for s, row in zip(spans, scores, strict=True)]

    def triggers(self, least: float) -> list[TriggerWord]:
        """Words that tell an event with at least this probability."""
        import numpy as np

        scores = np.exp(_log_softmax(self._model.linear("words.types", self._vectors)))
        events = scores[:, 1:]
        at = [n for n in range(len(events)) if 1 - scores[n, 0] >= least]
        if not at:
            return []
        modes = self._model.linear("words.modes", self._vectors[at])
        aux = self._model.linear("words.aux", self._vectors[at])
        out: list[TriggerWord] = []
        for n, mode_row, aux_row in zip(at, modes, aux, strict=True):
            kind = TYPES[1 + int(events[n].argmax())]
            allowed = [m for m, name in enumerate(MODES) if name == "none" or name.startswith(kind + "/")]
            mode = MODES[max(allowed, key=lambda m: mode_row[m])]
            out.append(
                TriggerWord(
                    n, kind, round(float(1 - scores[n, 0]), 3), None if mode == "none" else mode.split("/", 1)[1],
                    tuple(a for a, v in zip(AUX, aux_row, strict=True) if v > 0),
                )
            )  # fmt: skip
        return out

    def pairs(self, head: str, pairs: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]) -> Array:
        """Class probabilities of (word, index into spans) pairs."""
        import numpy as np

        first = np.array([spans[n][0] for _, n in pairs])
        last = np.array([spans[n][1] - 1 for _, n in pairs])
        left = self._vectors[[at for at, _ in pairs]]
        right = (self._vectors[first] + self._vectors[last]) / 2
        distance, kind, same = [], [], []
        for at, n in pairs:
            start, end, label = spans[n]
            gap = start - at if start > at else min(end - 1 - at, 0) if end - 1 < at else 0
            distance.append(distance_bucket(gap))
            kind.append(ENTITY_TYPES.index(label) if label in ENTITY_TYPES else len(ENTITY_TYPES))
            same.append(float(self._sentence[at] == self._sentence[start]))
        m = self._model
        a = np.maximum(m.linear(f"pairs.{head}.left", left), 0)
        b = np.maximum(m.linear(f"pairs.{head}.right", right), 0)
        x = np.concatenate(
            [
                a, b, a * b, m.weights[f"pairs.{head}.distance.weight"][distance],
                m.weights[f"pairs.{head}.kind.weight"][kind],
                np.array(same, np.float32)[:, None],
            ],
            axis=1,
        )  # fmt: skip
        inner = np.maximum(m.linear(f"pairs.{head}.inner", x), 0)
        return cast("Array", np.exp(_log_softmax(m.linear(f"pairs.{head}.out", inner))))


class ReaderModel:
    """The encoder and its heads. Loading takes some tenths of a second; not for two threads at once."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        import numpy as np

        self.folder = DEFAULT_FOLDER if folder is None else folder
        missing = [n for n in (MODEL, HEADS, TOKENIZER, SETTINGS) if not (self.folder / n).is_file()]
        if missing:
            raise TaggerError(f"reader files missing in {self.folder}: {', '.join(missing)}")
        runtime = cast(Any, import_module("onnxruntime"))
        tokenizers = cast(Any, import_module("tokenizers"))
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        options.log_severity_level = 3
        self._tokenizer = tokenizers.Tokenizer.from_file(str(self.folder / TOKENIZER))
        self._session = runtime.InferenceSession(str(self.folder / MODEL), options, providers=["CPUExecutionProvider"])
        with np.load(self.folder / HEADS) as stored:
            self.weights: dict[str, Array] = {k: stored[k].astype(np.float32) for k in stored.files}
        settings = json.loads((self.folder / SETTINGS).read_text(encoding="utf-8"))
        self.newswire_labels: tuple[str, ...] = tuple(settings["newswire_labels"])
        self.version: str = settings["version"]
        self._known: dict[str, tuple[int, ...]] = {}

    def linear(self, name: str, x: Array) -> Array:
        """One linear layer of the heads."""
        return cast("Array", x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])

    def read(self, words: Sequence[str], sentence: Sequence[int]) -> Pages | None:
        """The report's pages, None for a report without words."""
        import numpy as np

        if not words:
            return None
        pieces = [self._pieces(w) for w in words]
        out: list[Array] = []
        done = 0
        ranges = _windows([len(p) for p in pieces])
        for n, (start, end) in enumerate(ranges):
            ids, first = [_BOS], []
            for p in pieces[start:end]:
                first.append(len(ids))
                ids.extend(p)
            ids.append(_EOS)
            keep_end = end if n + 1 == len(ranges) else (ranges[n + 1][0] + end) // 2
            take = first[done - start : keep_end - start]
            if take:
                feed = {"ids": np.array([ids], np.int64), "first": np.array(take, np.int64)}
                (hidden,) = self._session.run(["hidden"], feed)
                out.append(hidden)
            done = keep_end
        return Pages(self, np.concatenate(out).astype(np.float32), sentence)

    def _pieces(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(clean_word(word), add_special_tokens=False).ids
            found = tuple(ids[:PIECES_PER_WORD]) or (_UNKNOWN,)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found


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


def _log_softmax(x: Array) -> Array:
    import numpy as np

    x = x - x.max(axis=1, keepdims=True)
    return cast("Array", x - np.log(np.exp(x).sum(axis=1, keepdims=True)))


def _exp(value: float) -> float:
    from math import exp

    return exp(value)

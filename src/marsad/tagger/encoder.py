"""The compact encoder, in four files, as its users run it: one window at a time.

`encoder.onnx` holds the embeddings and the lower layers, which see every piece of every word,
`upper.onnx` the layers above, which see words alone, each as the state of its first piece: there
are a third fewer of them, and what the other pieces say has been taken in below. The learned reader
then runs `second.onnx`, other layers on the same lower ones, around each word it asks about. Names of
newswire have two layers of their own there, `newswire.onnx`, which the tagger runs alone. Weights are
quantised dynamically: one activation scale per tensor, so that neighbours in a batch would change a
result. Nothing is therefore ever batched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]

MAX_PIECES: Final = 254
"""Pieces of one window, without the two marks at its ends."""
PIECES_PER_WORD: Final = 12
"""Further pieces of a word are left out: the label stands at the first."""

MODEL: Final = "encoder.onnx"
UPPER: Final = "upper.onnx"
SECOND: Final = "second.onnx"
NEWSWIRE: Final = "newswire.onnx"
HEADS: Final = "heads.npz"
TOKENIZER: Final = "tokenizer.json"
SETTINGS: Final = "settings.json"
FILES: Final = (MODEL, UPPER, SECOND, NEWSWIRE, HEADS, TOKENIZER, SETTINGS)
DEFAULT_FOLDER: Final = Path(__file__).parent.parent / "data" / "reader"
"""The encoder serves the learned reader too, which is trained on top of the tagger."""

_BOS, _EOS, _UNKNOWN = 0, 2, 3
_REMEMBERED: Final = 100_000
_LONGEST_WORD: Final = 128

_TATWEEL: Final = "\u0640"
_DROPPED: Final = (
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0653),
    *range(0x0656, 0x0660),
    0x0670,
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5),
    0x06E7,
    0x06E8,
    *range(0x06EA, 0x06EE),
    0x0640,
)
_FORMS: Final = str.maketrans(
    {
        **{chr(code): "" for code in _DROPPED},
        **{chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)},
        **dict.fromkeys("“”„‟«»″＂❝❞〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ٱ": "ا",
        "ک": "ك",
        "ی": "ي",
        "ے": "ي",
        "ہ": "ه",
        "ھ": "ه",
    }
)


_SLOWER = ["SkipLayerNormFusion"]
"""A rewriting of the graph by which a second reading takes a tenth longer (`bench/run.py`)."""


class TaggerError(RuntimeError):
    """The tagger cannot be used: a file or a package is missing or broken."""


def clean_word(word: str) -> str:
    """The spelling the model sees; the same in training and at run time.

    Presentation forms and digits are unified, diacritics, tatweel, controls
    and spaces go. Letters keep their hamza, ta marbuta and alif maqsura. The
    result may be empty (a word of invisible characters).
    """
    word = word[:_LONGEST_WORD]
    if word and not word.strip(_TATWEEL):
        return "-"
    text = unicodedata.normalize("NFKC", word.translate(_FORMS)).translate(_FORMS)
    kept = "".join(c for c in text if c > " " and unicodedata.category(c)[0] not in "CZ")
    return '"' if kept in ("''", "``") else kept


def missing(folder: Path) -> list[str]:
    """Files of the model that a folder lacks."""
    return [n for n in FILES if not (folder / n).is_file()]


class Encoder:
    """Pieces of words and their states. Loading takes some tenths of a second; not for two threads at once."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        runtime = cast(Any, import_module("onnxruntime"))
        tokenizers = cast(Any, import_module("tokenizers"))
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        options.log_severity_level = 3
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER))
        self._lower, self._upper, self._second, self._newswire = (
            runtime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
            for name in (MODEL, UPPER, SECOND, NEWSWIRE)
        )
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word, never none."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(clean_word(word), add_special_tokens=False).ids
            found = tuple(ids[:PIECES_PER_WORD]) or (_UNKNOWN,)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = found
        return found

    def lower(self, pieces: Sequence[Sequence[int]]) -> Array:
        """States of a window's words below the cut, between those of the two marks at its ends."""
        import numpy as np

        ids, first = [_BOS], [0]
        for word in pieces:
            first.append(len(ids))
            ids.extend(word)
        first.append(len(ids))
        ids.append(_EOS)
        feed = {"ids": np.array([ids], np.int64), "first": np.array(first, np.int64)}
        (states,) = self._lower.run(["states"], feed)
        return cast("Array", states)

    def upper(self, states: Array, first: int, last: int) -> Array:
        """Final states of the words `first` to `last` (exclusive) of a window, given what `lower` says of it."""
        return self._run(self._upper, states, first + 1, last + 1)

    def newswire(self, states: Array, first: int, last: int) -> Array:
        """The same by the layers that were trained for the names of newswire."""
        return self._run(self._newswire, states, first + 1, last + 1)

    def second(self, states: Array) -> Array:
        """Final states by the layers of the second reading, where a mark was added to some of the states of words."""
        return self._run(self._second, states, 0, len(states))

    @staticmethod
    def _run(session: Any, states: Array, first: int, last: int) -> Array:
        import numpy as np

        (hidden,) = session.run(["hidden"], {"states": states[None], "wanted": np.arange(first, last)})
        return cast("Array", hidden)

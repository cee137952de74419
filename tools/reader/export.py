"""Export the trained reader: the encoder as four ONNX files in 8 bits, heads as half-precision matrices.

PYTHONPATH=src:tools python -m reader.export --encoder DIR --run DIR --out src/marsad/data/reader

`--run` holds `reader.pt` and the `newswire.pt` that was trained on it (`newswire.py`).
"""

from __future__ import annotations

# mypy: disable-error-code="misc,no-any-return"
import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger.data import FINE_LABELS, LABELS
from tagger.net import SPLIT, Layer, TaggerNet
from tokenizers import Tokenizer
from torch import Tensor, nn

from marsad.tagger.encoder import HEADS, MAX_PIECES, MODEL, NEWSWIRE, SECOND, SETTINGS, TOKENIZER, UPPER

from .net import ReaderNet
from .newswire import LAYERS, Newswire

VERSION = "6"
OPSET = 17


class Lower(nn.Module):
    """States below the cut at the first pieces of the words (batch 1)."""

    def __init__(self, body: TaggerNet) -> None:
        super().__init__()
        self.body = body

    def forward(self, ids: Tensor, first: Tensor) -> Tensor:
        states: Tensor = self.body.lower(ids, first=first)[0]
        return states


class Upper(nn.Module):
    """Final states of the wanted words, given the states of a window's words below the cut (batch 1)."""

    def __init__(self, layers: Iterable[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, states: Tensor, wanted: Tensor) -> Tensor:
        x = states
        for layer in self.layers[:-1]:
            x = layer(x, None)
        last: Layer = self.layers[-1]
        return last.only(x, wanted)[0]


def quantised(
    module: nn.Module, example: tuple[Tensor, ...], names: list[str], out: str, axes: dict[str, Any], path: Path
) -> None:
    """Write a module as ONNX with 8-bit weights (7 bits used)."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            module, example, str(plain), input_names=names, output_names=[out], dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            plain, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8,
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--halfway", type=Path, help="the run that this one went on from: export the mean of both")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer_file = options.encoder / "tokenizer.json"
    pieces = Tokenizer.from_file(str(tokenizer_file)).get_vocab_size()
    body = TaggerNet(pieces, MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    model = ReaderNet(body)
    model.split()
    state = torch.load(options.run / "reader.pt", weights_only=True)
    if options.halfway:
        earlier = torch.load(options.halfway / "reader.pt", weights_only=True)
        state = {k: (v + earlier[k]) / 2 if v.is_floating_point() else v for k, v in state.items()}
    if not any(k.startswith("second.") for k in state):
        # only the first stage was trained: both readings still share their layers
        model.load_state_dict(state, strict=False)
        model.split()
    else:
        model.load_state_dict(state)
    assert model.second is not None
    model.eval()
    heads = {
        k: v.detach().numpy().astype(np.float16)
        for k, v in model.state_dict().items()
        if k.startswith(("words.", "marked.", "marks", "bridge."))
    }
    wire = Newswire(body.layers[SPLIT : SPLIT + LAYERS])
    wire.load_state_dict(torch.load(options.run / "newswire.pt", weights_only=True))
    wire.eval()
    heads["words.aner.weight"] = wire.head.weight.detach().numpy().astype(np.float16)
    heads["words.aner.bias"] = wire.head.bias.detach().numpy().astype(np.float16)
    np.savez(options.out / HEADS, **heads)
    body.quantise_rows()
    ids, first = torch.tensor([[0, 56, 135, 5, 38, 2]]), torch.tensor([0, 1, 3, 5])
    quantised(
        Lower(body), (ids, first), ["ids", "first"], "states",
        {"ids": {1: "pieces"}, "first": {0: "words"}, "states": {0: "words"}}, options.out / MODEL,
    )  # fmt: skip
    for name, layers in ((UPPER, body.layers[SPLIT:]), (SECOND, model.second), (NEWSWIRE, wire.layers)):
        quantised(
            Upper(layers), (body.lower(ids, first=first).detach(), torch.tensor([1, 2])),
            ["states", "wanted"], "hidden",
            {"states": {1: "words"}, "wanted": {0: "wanted"}, "hidden": {0: "wanted"}}, options.out / name,
        )  # fmt: skip
    shutil.copyfile(tokenizer_file, options.out / TOKENIZER)
    digests = {
        name: hashlib.sha256((options.out / name).read_bytes()).hexdigest() for name in (MODEL, UPPER, SECOND, NEWSWIRE)
    }
    settings = {"version": VERSION, "newswire_labels": list(LABELS), "base": "multilingual-e5-small", "sha256": digests}
    (options.out / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(p.stat().st_size for p in options.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

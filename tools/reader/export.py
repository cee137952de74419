"""Export the trained reader: encoder as ONNX in 8 bits, heads as half-precision matrices.

PYTHONPATH=src:tools python -m reader.export --encoder DIR --run DIR --out src/marsad/data/reader
"""

from __future__ import annotations

# mypy: disable-error-code="misc,no-any-return"
import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger.data import FINE_LABELS, LABELS
from tagger.net import TaggerNet
from tokenizers import Tokenizer
from torch import Tensor, nn

from marsad.tagger.tagger import HEADS, MAX_PIECES, MODEL, SETTINGS, TOKENIZER

from .net import ReaderNet

VERSION = "1"
OPSET = 17


class Encoder(nn.Module):
    """Hidden states at the first pieces of the words (batch 1)."""

    def __init__(self, body: TaggerNet) -> None:
        super().__init__()
        self.body = body

    def forward(self, ids: Tensor, first: Tensor) -> Tensor:
        hidden: Tensor = self.body.encode(ids)[0, first]
        return hidden


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer_file = options.encoder / "tokenizer.json"
    pieces = Tokenizer.from_file(str(tokenizer_file)).get_vocab_size()
    body = TaggerNet(pieces, MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    model = ReaderNet(body)
    model.load_state_dict(torch.load(options.run / "reader.pt", weights_only=True))
    model.eval()
    heads = {
        k: v.detach().numpy().astype(np.float16)
        for k, v in model.state_dict().items()
        if k.startswith(("words.", "pairs."))
    }
    heads["words.aner.weight"] = body.head.weight.detach().numpy().astype(np.float16)
    heads["words.aner.bias"] = body.head.bias.detach().numpy().astype(np.float16)
    np.savez(options.out / HEADS, **heads)
    body.quantise_rows()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            Encoder(body), (torch.tensor([[0, 56, 135, 5, 38, 2]]), torch.tensor([1, 3, 4])), str(plain),
            input_names=["ids", "first"], output_names=["hidden"],
            dynamic_axes={"ids": {1: "pieces"}, "first": {0: "words"}, "hidden": {0: "words"}}, 
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            plain, options.out / MODEL, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8,
        )  # fmt: skip
    shutil.copyfile(tokenizer_file, options.out / TOKENIZER)
    digest = hashlib.sha256((options.out / MODEL).read_bytes()).hexdigest()
    settings = {"version": VERSION, "newswire_labels": list(LABELS), "base": "multilingual-e5-small", "sha256": digest}
    (options.out / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(p.stat().st_size for p in options.out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

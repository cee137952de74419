"""Export the trained tagger: ONNX with 8-bit weights and dynamic activations.

    PYTHONPATH=src:tools python -m tagger.export --encoder DIR --run DIR \\
        --out src/marsad/data/tagger

Linear layers are quantised per output channel by ONNX Runtime. The embedding
table is stored here in 8 bits with a scale per row, which loses less than one
scale for the whole table. The label head stays in float.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from marsad.tagger.tagger import LABELS as LABELS_FILE
from marsad.tagger.tagger import MAX_PIECES, MODEL, TOKENIZER

from .data import FINE_LABELS, LABELS
from .net import TaggerNet

VERSION = "1"
OPSET = 17


def export_float(model: TaggerNet, path: Path) -> None:
    """The network as ONNX; inputs ``ids`` (1, pieces) and ``first`` (words)."""
    ids = torch.tensor([[0, 56, 135, 5, 38, 2]])
    torch.onnx.export(
        model,
        (ids, torch.tensor([1, 3, 4])),
        str(path),
        input_names=["ids", "first"],
        output_names=["scores"],
        dynamic_axes={"ids": {1: "pieces"}, "first": {0: "words"}, "scores": {0: "words"}},
        opset_version=OPSET,
        dynamo=False,
    )


def head_node(path: Path) -> str:
    """The name of the last matrix product: the label head."""
    graph = onnx.load(str(path)).graph
    names: list[str] = [n.name for n in graph.node if n.op_type in ("MatMul", "Gemm")]
    return names[-1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="do not quantise (to compare)")
    parser.add_argument("--full-range", action="store_true", help="8 rather than 7 bits a weight")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    tokenizer_file = options.encoder / "tokenizer.json"
    pieces = Tokenizer.from_file(str(tokenizer_file)).get_vocab_size()
    model = TaggerNet(pieces, MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    model.load_state_dict(torch.load(options.run / "model.pt", weights_only=True))
    model.eval()
    target = options.out / MODEL
    if options.float:
        export_float(model, target)
    else:
        model.quantise_rows()
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "float.onnx"
            export_float(model, plain)
            quantize_dynamic(
                plain,
                target,
                op_types_to_quantize=["MatMul"],
                nodes_to_exclude=[head_node(plain)],
                per_channel=True,
                reduce_range=not options.full_range,
                weight_type=QuantType.QInt8,
            )
    shutil.copyfile(tokenizer_file, options.out / TOKENIZER)
    settings = {
        "version": VERSION,
        "labels": LABELS,
        "base": "multilingual-e5-small",
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    text = json.dumps(settings, ensure_ascii=False, indent=1) + "\n"
    (options.out / LABELS_FILE).write_text(text, encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

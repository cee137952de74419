"""Give the layers below the cut back some of what they knew when they read newswire names alone.

    PYTHONPATH=src:tools python -m reader.blend --run DIR --names DIR --share 0.35 --out DIR

`--run` holds `reader.pt`, `--names` the `model.pt` of the name tagger that the reader began at. Where one set of
weights was trained on from another, those between them keep much of both (Wortsman et al. 2022, "Robust fine-tuning of
zero-shot models"). Decision 0021 has the figures. What is above the cut stays, and is to be trained on with
`reader.train --resume DIR/reader.pt --frozen 8`.
"""

from __future__ import annotations

# torch is not among the packages of the product: without it its classes are Any
# mypy: disable-error-code="misc"
import argparse
from collections.abc import Mapping
from pathlib import Path

import torch
from tagger.net import SPLIT
from torch import Tensor


def below(name: str) -> bool:
    """Whether a weight of the reader belongs to the embeddings or to a layer below the cut."""
    part, _, rest = name.removeprefix("body.").partition(".")
    if part == "layers":
        return int(rest.partition(".")[0]) < SPLIT
    return part in {"word", "pos", "eln"}


def blended(reader: Mapping[str, Tensor], names: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """The reader's weights, those below the cut moved by `share` (0 to 1) towards the name tagger's."""
    return {k: torch.lerp(v, names[k.removeprefix("body.")], share) if below(k) else v for k, v in reader.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.35)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    reader, names = (torch.load(f, weights_only=True) for f in (options.run / "reader.pt", options.names / "model.pt"))
    torch.save(blended(reader, names, options.share), options.out / "reader.pt")


if __name__ == "__main__":
    main()

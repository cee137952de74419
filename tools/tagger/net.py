"""The encoder (BERT body of multilingual-e5-small) with two tagging heads."""

from __future__ import annotations

# torch is not among the packages of the product: without it its classes are Any
# mypy: disable-error-code="misc,no-any-return"
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

HEADS = 12
EPS = 1e-12
DROPOUT = 0.1
SPLIT = 8
"""Layers below the cut between the two files of the exported encoder."""


class Layer(nn.Module):
    """Self-attention and feed-forward, normalised after each addition."""

    def __init__(self, hidden: int, inner: int) -> None:
        super().__init__()
        self.scale = (hidden // HEADS) ** -0.5
        """A number and no tensor, so that the exported graph's product takes it in."""
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, eps=EPS)
        self.fi = nn.Linear(hidden, inner)
        self.fo = nn.Linear(inner, hidden)
        self.oln = nn.LayerNorm(hidden, eps=EPS)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        q, k, v = self._heads(x)
        return self._behind(x, q, k, v, mask)

    def only(self, x: Tensor, first: Tensor) -> Tensor:
        """The states of some pieces, for which all others are looked at: what the last layer needs to give."""
        q, k, v = self._heads(x)
        return self._behind(x[:, first], q[:, :, first], k, v, None)

    def _heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, hidden // HEADS).permute(2, 0, 3, 1, 4)
        return q, k, v

    def _behind(self, x: Tensor, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        # plain products: for short windows faster on a CPU than the fused operator
        scores = q @ k.transpose(-1, -2) * self.scale
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        context = scores.softmax(-1).to(v.dtype) @ v
        context = context.transpose(1, 2).reshape(x.shape)
        x = self.aln(x + self.drop(self.ao(context)))
        inner = functional.gelu(self.fi(x))
        out: Tensor = self.oln(x + self.drop(self.fo(inner)))
        return out


class RowQuantised(nn.Module):
    """An embedding table in 8 bits, one scale a row."""

    table: Tensor
    scale: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        rows: Tensor = self.table[ids].float() * self.scale[ids]
        return rows


class TaggerNet(nn.Module):
    """Encoder and two linear heads: the product's labels and the fine classes."""

    def __init__(self, pieces: int, positions: int, labels: int, fine_labels: int, layers: int = 12) -> None:
        super().__init__()
        hidden, inner = 384, 1536
        self.word: nn.Module = nn.Embedding(pieces, hidden)
        self.pos = nn.Embedding(positions, hidden)
        self.eln = nn.LayerNorm(hidden, eps=EPS)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(hidden, inner) for _ in range(layers))
        self.head = nn.Linear(hidden, labels)
        self.fine_head = nn.Linear(hidden, fine_labels)

    def encode(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states of every piece; ``mask`` is True where a piece stands."""
        return self.upper(self.lower(ids, mask), mask)

    def lower(self, ids: Tensor, mask: Tensor | None = None, first: Tensor | None = None) -> Tensor:
        """States below the layers that may read twice (tools/reader), of every piece or of those that `first` names."""
        x = self.word(ids) + self.pos.weight[: ids.shape[1]]
        x = self.drop(self.eln(x))
        *below, last = self.layers[:SPLIT]
        for layer in below:
            x = layer(x, mask)
        return last(x, mask) if first is None else last.only(x, first)

    def upper(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """The layers above `lower`."""
        for layer in self.layers[SPLIT:]:
            x = layer(x, mask)
        return x

    def forward(self, ids: Tensor, first: Tensor) -> Tensor:
        """Label scores at the first pieces of the words (batch 1, for export)."""
        hidden = self.encode(ids)
        scores: Tensor = self.head(hidden[0, first])
        return scores

    def quantise_rows(self) -> None:
        """Store the embedding table in 8 bits (for export)."""
        if isinstance(self.word, nn.Embedding):
            self.word = RowQuantised(self.word.weight.detach())

    def load_encoder(self, path: Path) -> None:
        """Fill in the tensors written by get_encoder.py."""
        with np.load(path) as stored:
            t = {name: torch.from_numpy(stored[name]) for name in stored.files}
        state = {
            "word.weight": t["emb.word"],
            "pos.weight": t["emb.pos"] + t["emb.type"],
            "eln.weight": t["emb.ln.w"],
            "eln.bias": t["emb.ln.b"],
        }
        for i in range(len(self.layers)):
            for new, old in (("weight", "w"), ("bias", "b")):
                state[f"layers.{i}.qkv.{new}"] = torch.cat([t[f"l{i}.{x}.{old}"] for x in "qkv"])
                for part in ("ao", "aln", "fi", "fo", "oln"):
                    state[f"layers.{i}.{part}.{new}"] = t[f"l{i}.{part}.{old}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        if unexpected or any(not name.startswith(("head", "fine_head")) for name in missing):
            raise ValueError(f"encoder does not fit: {missing} {unexpected}")

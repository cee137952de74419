"""The encoder of the name tagger with the reader's heads on top."""

from __future__ import annotations

# torch is not among the packages of the product: without it its classes are Any
# mypy: disable-error-code="misc,no-any-return"
import torch
from tagger.net import TaggerNet
from torch import Tensor, nn

from marsad.reader.labels import (
    ACTS,
    AUX,
    CONTENTS,
    DESCRIBED,
    DISTANCE_BUCKETS,
    ENTITY_TYPES,
    HOPS,
    MODES,
    NAMED,
    ROLES,
    TITLES,
    TYPES,
)

HIDDEN = 384
PAIR = 192
DROPOUT = 0.15


class PairScorer(nn.Module):
    """Two words (or spans), their distance and the type of the second -> scores of a class."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCE_BUCKETS, 24)
        self.kind = nn.Embedding(len(ENTITY_TYPES) + 1, 16)
        self.left = nn.Linear(HIDDEN, PAIR)
        self.right = nn.Linear(HIDDEN, PAIR)
        self.inner = nn.Linear(3 * PAIR + 24 + 16 + 1, PAIR)
        self.out = nn.Linear(PAIR, classes)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, left: Tensor, right: Tensor, distance: Tensor, kind: Tensor, same: Tensor) -> Tensor:
        a = self.left(self.drop(left)).relu()
        b = self.right(self.drop(right)).relu()
        x = torch.cat([a, b, a * b, self.distance(distance), self.kind(kind), same[:, None]], dim=1)
        return self.out(self.drop(self.inner(x).relu()))


class ReaderNet(nn.Module):
    """All heads. `body` is the tagger's network, whose own head keeps serving newswire labels."""

    def __init__(self, body: TaggerNet) -> None:
        super().__init__()
        self.body = body
        self.words = nn.ModuleDict(
            {
                "named": nn.Linear(HIDDEN, len(NAMED)),
                "described": nn.Linear(HIDDEN, len(DESCRIBED)),
                "titles": nn.Linear(HIDDEN, len(TITLES)),
                "contents": nn.Linear(HIDDEN, len(CONTENTS)),
                "acts": nn.Linear(HIDDEN, len(ACTS)),
                "types": nn.Linear(HIDDEN, len(TYPES)),
                "modes": nn.Linear(HIDDEN, len(MODES)),
                "aux": nn.Linear(HIDDEN, len(AUX)),
            }
        )
        self.pairs = nn.ModuleDict(
            {"roles": PairScorer(len(ROLES)), "hops": PairScorer(len(HOPS)), "when": PairScorer(2)}
        )
        self.drop = nn.Dropout(DROPOUT)

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden states of the pieces of a batch of windows."""
        return self.body.encode(ids, mask)

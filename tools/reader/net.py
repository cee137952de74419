"""The encoder of the name tagger with the reader's heads on top, and its second, marked reading."""

from __future__ import annotations

# torch is not among the packages of the product: without it its classes are Any
# mypy: disable-error-code="misc,no-any-return"
from copy import deepcopy

import torch
from tagger.net import SPLIT, TaggerNet
from torch import Tensor, nn

from marsad.reader.labels import (
    ACTS,
    AUX,
    CONTENTS,
    CONTEXTS,
    DESCRIBED,
    HOP_TAGS,
    MODES,
    NAMED,
    TITLES,
    TYPES,
    WHERE_TAGS,
    WHO_TAGS,
)

HIDDEN = 384
DROPOUT = 0.15
MARKS = ("event", "content")
"""What may be marked; rows of the table of marks."""


class ReaderNet(nn.Module):
    """All heads. `body` is the tagger's network, whose own head is only trained with: what ships is in `newswire.py`.

    The lower layers read a report once. On top of them the upper layers read it unmarked (names, contents, triggers);
    copies of them, trained apart in the end, read again around each trigger and content, to whose words a learned
    vector is added. The `bridge` tells the second reading what the first has made of every word.
    """

    def __init__(self, body: TaggerNet) -> None:
        super().__init__()
        self.body = body
        self.words = nn.ModuleDict(
            {
                "named": nn.Linear(HIDDEN, len(NAMED)),
                "described": nn.Linear(HIDDEN, len(DESCRIBED)),
                "titles": nn.Linear(HIDDEN, len(TITLES)),
                "contents": nn.Linear(HIDDEN, len(CONTENTS)),
                "types": nn.Linear(HIDDEN, len(TYPES)),
            }
        )
        self.marked = nn.ModuleDict(
            {
                "who": nn.Linear(HIDDEN, len(WHO_TAGS)),
                "where": nn.Linear(HIDDEN, len(WHERE_TAGS)),
                "hops": nn.Linear(HIDDEN, len(HOP_TAGS)),
                "types": nn.Linear(HIDDEN, len(TYPES)),
                "modes": nn.Linear(HIDDEN, len(MODES)),
                "aux": nn.Linear(HIDDEN, len(AUX)),
                "contexts": nn.Linear(HIDDEN, len(CONTEXTS)),
                "acts": nn.Linear(HIDDEN, len(ACTS)),
            }
        )
        self.marks = nn.Parameter(torch.randn(len(MARKS), HIDDEN) * 0.3)
        self.bridge = nn.Linear(HIDDEN, HIDDEN, bias=False)
        nn.init.zeros_(self.bridge.weight)
        self.second: nn.ModuleList | None = None
        self.drop = nn.Dropout(DROPOUT)

    def split(self) -> None:
        """Give the second reading layers of its own, at first the same as those of the first."""
        self.second = nn.ModuleList(deepcopy(layer) for layer in self.body.layers[SPLIT:])

    def again(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """The layers of the second reading."""
        for layer in self.body.layers[SPLIT:] if self.second is None else self.second:
            x = layer(x, mask)
        return x

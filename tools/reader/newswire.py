"""Train the two layers that read newswire names above the cut; everything below it stays as it is.

    PYTHONPATH=src:tools python -m reader.newswire --run DIR --tagger DIR --encoder DIR --names DIR
        --data corpus/reports --only IDS

`--run` holds a reader's `reader.pt`, `--tagger` the `model.pt` of the name tagger, whose layers above the cut they
begin as. Writes `newswire.pt` beside `reader.pt`. The reports' own names are a second task, whose head doesn't ship.
What the layers compute with is rounded as in the file that ships, so that they learn to do with it. One run, fixed
seed; what is kept is the running mean of the weights at its end. The held-out tenth of the newswire
(`tools/tagger/data.py`) is scored after each epoch for the log only.
"""

from __future__ import annotations

# torch is not among the packages of the product: without it its classes are Any
# mypy: disable-error-code="misc,no-any-return"
import argparse
import json
import time
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Final

import torch
from tagger.augment import Augmenter, spans
from tagger.data import FINE_LABELS, LABELS, Sentence
from tagger.data import load as load_names
from tagger.net import SPLIT, TaggerNet
from tagger.train import (
    BOS,
    EOS,
    IGNORED,
    PAD,
    PIECE_DROPOUT,
    UNK,
    Pieces,
    batches,
    count,
    drop_pieces,
    encode,
    percent,
    tensors,
)
from tagger.train import Example as Row
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from marsad.reader.labels import NAMED
from marsad.tagger.encoder import MAX_PIECES, clean_word
from marsad.tagger.tagger import decode

from .data import Example, examples, load
from .net import ReaderNet
from .train import Swapper, bio, windows

SEED: Final = 20261130
LAYERS: Final = 2
RATE: Final = 1e-4
HEAD_RATE: Final = 5e-4
WARM_UP: Final = 0.06
FINE_WEIGHT: Final = 0.3
REPORTS_WEIGHT: Final = 0.5
REPORTS_EVERY: Final = 2
"""Steps from one pair of reports to the next."""
MEAN: Final = 0.99
ALONE: Final = 0.5
"""Share of sentences that are read alone; the others with up to four that follow, as in a report."""
TOGETHER: Final = 5


def rounded(x: Tensor, low: Tensor, high: Tensor, steps: int) -> Tensor:
    """The numbers as so many steps between two can say them; the gradient passes as if nothing happened."""
    scale = ((high - low) / steps).clamp_min(1e-8)
    zero = (-low / scale).round()
    return x + ((((x / scale).round() + zero).clamp(0, steps) - zero) * scale - x).detach()


class Rounded(nn.Linear):
    """A product as `export.py` writes it: 7-bit weights with a scale for each row, 8-bit states with one for all."""

    def forward(self, x: Tensor) -> Tensor:
        with torch.no_grad():
            most = self.weight.abs().amax(1, keepdim=True)
            low, high = x.detach().amin().clamp_max(0), x.detach().amax().clamp_min(0)
        return functional.linear(rounded(x, low, high, 255), rounded(self.weight, -most, most, 126), self.bias)


def as_exported(layers: nn.ModuleList) -> None:
    """Let every product of some layers be a rounded one."""
    for layer in layers:
        for name, part in list(layer.named_children()):
            if isinstance(part, nn.Linear):
                other = Rounded(part.in_features, part.out_features)
                other.load_state_dict(part.state_dict())
                setattr(layer, name, other)


class Newswire(nn.Module):
    """Layers above the cut and their heads: newswire labels, fine classes, the reports' names."""

    def __init__(self, layers: Iterable[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(deepcopy(layer) for layer in layers)
        self.head = nn.Linear(384, len(LABELS))
        self.fine_head = nn.Linear(384, len(FINE_LABELS))
        self.named_head = nn.Linear(384, len(NAMED))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Final states of the words, given those below the cut."""
        for layer in self.layers:
            x = layer(x, mask)
        return self.drop(x)


class Rows:
    """What a step reads, as numbers: newswire sentences in varied spelling, reports with exchanged names."""

    def __init__(self, pieces: Pieces, sentences: list[Sentence], reports: list[Example]) -> None:
        self._pieces, self._sentences, self._reports = pieces, sentences, reports
        self._augmenter, self._swapper = Augmenter(sentences), Swapper(reports)

    def epoch(self, rng: Random) -> list[list[Row]]:
        """All sentences once, alone or with those that follow, in batches."""
        drawn = [drop_pieces(encode(self._augmenter.draw(s, rng), self._pieces), rng) for s in self._sentences]
        out: list[Row] = []
        at = 0
        while at < len(drawn):
            end = at + (1 if rng.random() < ALONE else rng.randint(2, TOGETHER))
            size = 0
            ids, labels, fine = [BOS], [IGNORED], [IGNORED]
            for row in drawn[at:end]:
                size += len(row.ids) - 2
                if size > MAX_PIECES and len(ids) > 1:
                    break
                ids += row.ids[1:-1]
                labels += row.labels[1:-1]
                fine += row.fine[1:-1]
                at += 1
            out.append(Row([*ids, EOS], [*labels, IGNORED], [*fine, IGNORED]))
        return batches(out, rng)

    def reports(self, rng: Random) -> list[Row]:
        """The windows of two reports, with their own names in the place of newswire labels."""
        out: list[Row] = []
        for ex in rng.sample(self._reports, 2):
            cut = [self._pieces(w) for w in self._swapper.words(ex, rng)]
            labels = bio(ex.named, len(cut), NAMED)
            for first, last in windows(cut):
                ids, tags = [BOS], [IGNORED]
                for word, label in zip(cut[first:last], labels[first:last], strict=True):
                    ids += [UNK if rng.random() < PIECE_DROPOUT else p for p in word]
                    tags += [label, *[IGNORED] * (len(word) - 1)]
                out.append(Row([*ids, EOS], [*tags, IGNORED], [IGNORED] * (len(ids) + 1)))
        return out


def below(body: TaggerNet, rows: list[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States below the cut of the rows' words and marks, their mask, and both kinds of labels."""
    ids, mask, labels, fine = tensors(rows)
    first = ((labels != IGNORED) | (ids == BOS) | (ids == EOS)) & (ids != PAD)
    kept = nn.utils.rnn.pad_sequence([f.nonzero()[:, 0] for f in first], batch_first=True, padding_value=-1)
    real = kept >= 0
    kept = kept.clamp_min(0)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        states = body.lower(ids, mask)
    states = states.float().gather(1, kept[:, :, None].expand(-1, -1, states.shape[2]))
    labels, fine = (x.gather(1, kept).masked_fill(~real, IGNORED) for x in (labels, fine))
    return states, real[:, None, None, :], labels, fine


def loss_of(head: nn.Linear, states: Tensor, labels: Tensor) -> Tensor:
    """The mean loss of a head's labels."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = head(states)
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def score(body: TaggerNet, net: Newswire, sentences: list[Sentence], pieces: Pieces) -> dict[str, float]:
    """Strict entity F1 of single sentences in per cent, decoded as the product does (a progress figure)."""
    net.eval()
    hits: dict[str, list[int]] = {}
    for sentence in sentences:
        with torch.no_grad():
            states, _, _, _ = below(body, [encode(sentence, pieces)])
            scores = net.head(net(states)[0])[1:-1].log_softmax(-1).numpy()
        joined = [clean_word(w).startswith("و") for w in sentence.words]
        found = tuple(LABELS[i] for i in decode(scores, LABELS, joined))
        count(hits, set(spans(sentence.labels)), set(spans(found)))
    net.train()
    return percent(hits)


def train(options: argparse.Namespace) -> None:
    """The run."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = Random(SEED)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    pieces = Pieces(tokenizer)
    body, start = (
        TaggerNet(tokenizer.get_vocab_size(), MAX_PIECES + 2, len(LABELS), len(FINE_LABELS)) for _ in range(2)
    )
    reader = ReaderNet(body)
    reader.split()
    reader.load_state_dict(torch.load(options.run / "reader.pt", weights_only=True))
    body.eval()
    start.load_state_dict(torch.load(options.tagger / "model.pt", weights_only=True), strict=False)
    net = Newswire(list(start.layers[SPLIT : SPLIT + LAYERS]))
    as_exported(net.layers)
    sentences, held_out = load_names(options.names)
    keep = set(options.only.read_text(encoding="utf-8").split())
    rows = Rows(pieces, sentences, examples([d for d in load(options.data) if d["id"] in keep]))
    optimiser = torch.optim.AdamW(
        [
            {"params": list(net.layers.parameters()), "lr": RATE},
            {"params": [p for n, p in net.named_parameters() if "head" in n], "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = options.epochs * len(rows.epoch(Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.02, (steps - s) / (steps * (1 - WARM_UP))))
    )
    mean = deepcopy(net)
    began = time.monotonic()
    done = 0
    for epoch in range(options.epochs):
        for batch in rows.epoch(rng):
            states, mask, labels, fine = below(body, batch)
            with torch.autocast("cpu", torch.bfloat16):
                final = net(states, mask)
            loss = loss_of(net.head, final, labels)
            if (fine != IGNORED).any():
                loss = loss + FINE_WEIGHT * loss_of(net.fine_head, final, fine)
            if done % REPORTS_EVERY == 0:
                states, mask, labels, _ = below(body, rows.reports(rng))
                with torch.autocast("cpu", torch.bfloat16):
                    final = net(states, mask)
                loss = loss + REPORTS_WEIGHT * loss_of(net.named_head, final, labels)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            with torch.no_grad():
                for kept, now in zip(mean.parameters(), net.parameters(), strict=True):
                    kept.lerp_(now, 1 - min(MEAN, done / (done + 10)))
        line = {"epoch": epoch + 1, "seconds": round(time.monotonic() - began)} | score(body, mean, held_out, pieces)
        print(json.dumps(line), flush=True)
        torch.save(mean.state_dict(), options.run / "newswire.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--tagger", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--names", type=Path, required=True, help="folder of the name tagger's training text")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--only", type=Path, required=True, help="a file with one id a line: train on these reports")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()

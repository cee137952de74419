"""Train the reader on annotated reports, with newswire names as a second task.

    PYTHONPATH=src:tools nice python -m reader.train --encoder DIR --start model.pt --data corpus/reports --out DIR

`--names DIR` (optional) replays the name tagger's training text, so that the lower layers keep serving it.
`--workers 2` shares every step between two processes of one core each, which average their gradients. One run, fixed
seed; the weights kept are a running mean over the last steps (`MEAN`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

import torch
import torch.distributed as dist
from tagger.augment import Augmenter
from tagger.data import FINE_LABELS, LABELS, Sentence
from tagger.data import load as load_names
from tagger.net import TaggerNet
from tagger.train import BOS, EOS, IGNORED, UNK, Pieces, batches, drop_pieces, encode, tensors
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from marsad.reader.labels import (
    ACTS,
    CONTENTS,
    DESCRIBED,
    HOP_TAGS,
    MODES,
    NAMED,
    TITLES,
    TYPES,
    WHERE_TAGS,
    WHO_TAGS,
)
from marsad.reader.windows import Borders
from marsad.tagger.encoder import MAX_PIECES

from .data import Example, Marked, Span, examples, load
from .net import MARKS, ReaderNet
from .rounds import drawn, piece

SEED: Final = 20261122
_HALF: Final = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
"""Half precision is emulated on processors without it, which takes twenty times as long."""
RATE: Final = 1e-4
HEAD_RATE: Final = 1e-3
RESUMED: Final = 0.7
"""Share of the encoder's rate when going on from an earlier run."""
MEAN: Final = 0.995
"""How much of the running mean of the weights a step keeps."""
FROZEN: Final = 4
"""Lowest layers that stay as they are when going on from an earlier run, if nothing else is said."""
NAMES_EVERY: Final = 6
"""Steps from one batch of newswire names to the next."""
WARM_UP: Final = 0.06
OVERLAP_WORDS: Final = 24
PIECE_DROPOUT: Final = 0.07
SWAPPED: Final = 0.6
"""Share of readings in which the names of a report are exchanged."""
MOST: Final = {"event": 7, "content": 4, "negative": 3}
"""Marked readings of one report in one step."""
BATCH_WORDS: Final = 1000
OTHERS: Final = 0.5
"""Weight of words that are nothing to what is marked."""
WEIGHTS: Final = {
    "named": 2.0, "described": 1.5, "titles": 1.5, "contents": 1.5, "types": 1.2,
    "who": 3.0, "where": 1.5, "hops": 2.0, "event": 1.0, "modes": 0.6, "aux": 0.5, "contexts": 0.3, "acts": 1.5,
}  # fmt: skip


def bio(spans: list[Span], size: int, labels: tuple[str, ...], start: int = 0) -> list[int]:
    """BIO labels of words `start` to `start + size`."""
    out = [0] * size
    for s in spans:
        kind = "content" if labels is CONTENTS else s.label
        for n in range(max(s.first, start), min(s.last, start + size)):
            if out[n - start] == 0 or n == s.first:
                out[n - start] = labels.index(("B-" if n == s.first else "I-") + kind)
    return out


def windows(pieces: list[list[int]]) -> list[tuple[int, int]]:
    """Ranges of words that fit the encoder, overlapping a little."""
    out: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        end, total = start, 0
        while end < len(pieces) and total + len(pieces[end]) <= MAX_PIECES:
            total += len(pieces[end])
            end += 1
        out.append((start, end))
        if end == len(pieces):
            break
        start = max(end - OVERLAP_WORDS, start + 1)
    return out


class Swapper:
    """Exchanges the names of people and places for those of other reports, each the same in the whole report."""

    def __init__(self, data: list[Example]) -> None:
        pools: dict[str, set[str]] = defaultdict(set)
        for ex in data:
            for _, _, pool, form in ex.swaps:
                pools[pool].add(form)
        self.pools = {k: sorted(v) for k, v in pools.items()}

    def words(self, ex: Example, rng: Random) -> list[str]:
        """The report's words, some names exchanged. Particles before a name stay."""
        if rng.random() >= SWAPPED:
            return ex.words
        words = list(ex.words)
        chosen: dict[str, str] = {}
        for n, letters, pool, form in ex.swaps:
            if form not in chosen:
                chosen[form] = rng.choice(self.pools[pool]) if rng.random() < 0.8 else form
            words[n] = words[n][:letters] + chosen[form]
        return words


class Lower:
    """The states of a few reports' words below the cut, each that of its first piece."""

    def __init__(self, model: ReaderNet, reports: list[list[list[int]]], rng: Random | None) -> None:
        self.rows: list[Tensor] = []
        """Windows, with a mark at each end."""
        self.takes: list[list[tuple[int, int, int]]] = []
        """Per report: window, and which of its words are read in it."""
        kept: list[Tensor] = []
        self.starts: list[int] = []
        """Where the words of a report begin in `flat`."""
        for pieces in reports:
            ranges = windows(pieces)
            done = 0
            self.takes.append([])
            self.starts.append(sum(len(k) for k in kept))
            for n, (start, end) in enumerate(ranges):
                ids, first = [BOS], [0]
                for p in pieces[start:end]:
                    first.append(len(ids))
                    ids += p
                first.append(len(ids))
                ids.append(EOS)
                if rng is not None:
                    ids = [
                        UNK if 0 < k < len(ids) - 1 and rng.random() < PIECE_DROPOUT else i for k, i in enumerate(ids)
                    ]
                keep_end = end if n + 1 == len(ranges) else (ranges[n + 1][0] + end) // 2
                low, high = done - start + 1, keep_end - start + 1
                self.takes[-1].append((len(self.rows), low, high))
                # one row at a time, without padding: on one core that is the fastest
                states = model.body.lower(torch.tensor([ids]), first=torch.tensor(first))
                self.rows.append(states)
                kept.append(states[0, low:high])
                done = keep_end
        self.flat = torch.cat(kept)

    def words(self, model: ReaderNet) -> list[Tensor]:
        """One vector a word for each report, from the unmarked reading."""
        hidden = [model.body.upper(x)[0] for x in self.rows]
        return [torch.cat([hidden[row][low:high] for row, low, high in parts]) for parts in self.takes]

    def marked(self, model: ReaderNet, wanted: list[tuple[int, Marked]]) -> list[tuple[int, Marked, Tensor]]:
        """The marked readings: (report, what is marked, one vector for each word of its window)."""
        rows = sorted(wanted, key=lambda w: w[1].window[1] - w[1].window[0])
        out: list[tuple[int, Marked, Tensor]] = []
        while rows:
            take = 1
            while take < len(rows) and (take + 1) * length(rows[take][1]) <= BATCH_WORDS:
                take += 1
            batch, rows = rows[:take], rows[take:]
            width = -(-length(batch[-1][1]) // 8) * 8
            index = torch.zeros(len(batch), width, dtype=torch.long)
            mask = torch.zeros(len(batch), width, dtype=torch.bool)
            where = torch.zeros(len(batch), width, len(MARKS))
            for n, (report, m) in enumerate(batch):
                start, end = m.window
                index[n, : end - start] = torch.arange(start, end) + self.starts[report]
                mask[n, : end - start] = True
                where[n, m.marks[0] - start : m.marks[1] - start, MARKS.index(m.kind)] = 1
            where = where * mask[:, :, None]
            x = self.flat[index] + (where @ model.marks).to(self.flat.dtype)
            hidden = model.again(x, mask[:, None, None, :])
            out += [(report, m, hidden[n, : length(m)].float()) for n, (report, m) in enumerate(batch)]
        return out


def length(m: Marked) -> int:
    """Words of the window that is read around a mark."""
    return m.window[1] - m.window[0]


def report_losses(model: ReaderNet, ex: Example, vectors: Tensor) -> dict[str, Tensor]:
    """The losses of the unmarked reading of one report."""
    size = len(ex.words)
    dropped = model.drop(vectors)
    out: dict[str, Tensor] = {}
    for name, spans, labels in (
        ("named", ex.named, NAMED), ("described", ex.described, DESCRIBED), ("titles", ex.titles, TITLES),
        ("contents", ex.contents, CONTENTS),
    ):  # fmt: skip
        out[name] = functional.cross_entropy(model.words[name](dropped).float(), torch.tensor(bio(spans, size, labels)))
    target = torch.tensor([TYPES.index(ex.triggers.get(n, "none")) for n in range(size)])
    weight = torch.ones(len(TYPES))
    weight[0] = 0.5
    out["types"] = 2 * functional.cross_entropy(model.words["types"](dropped).float(), target, weight=weight)
    return out


def candidates(model: ReaderNet, ex: Example, vectors: Tensor, rng: Random, borders: Borders) -> list[Marked]:
    """Words that are no triggers but look like some: to the lexicon, or to the model as it is now."""
    with torch.no_grad():
        scores = model.words["types"](vectors).float().softmax(-1)
    likely = (1 - scores[:, 0]).tolist()
    best = (scores[:, 1:].argmax(-1) + 1).tolist()
    pool: list[tuple[float, int]] = []
    for n, p in enumerate(likely):
        kinds = set(ex.lexical.get(n, ()))
        if p > 0.08:
            kinds |= {TYPES[best[n]]}
        if kinds and ex.negative(n, kinds):
            pool.append((-(p + 0.1 * rng.random()), n))
    pool.sort()
    return [Marked("event", (n, n + 1), borders.event(n)) for _, n in pool[: MOST["negative"]]]


def marked_losses(model: ReaderNet, m: Marked, vectors: Tensor) -> dict[str, Tensor]:
    """The losses of one marked reading."""
    start, end = m.window
    size = end - start
    dropped = model.drop(vectors)
    at = m.marks[0] - start
    out: dict[str, Tensor] = {}
    if m.kind == "event":
        out["event"] = functional.cross_entropy(
            model.marked["types"](dropped[at : at + 1]).float(), torch.tensor([TYPES.index(m.type)])
        )
        if m.type == "none":
            return out
        out["modes"] = functional.cross_entropy(
            model.marked["modes"](dropped[at : at + 1]).float(), torch.tensor([MODES.index(m.mode)])
        )
        for name, target in (("aux", m.aux), ("contexts", m.contexts)):
            out[name] = functional.binary_cross_entropy_with_logits(
                model.marked[name](dropped[at]).float(), torch.tensor(target, dtype=torch.float), reduction="sum"
            )
    else:
        out["acts"] = functional.cross_entropy(
            model.marked["acts"](dropped[at : at + 1]).float(), torch.tensor([ACTS.index(m.act)])
        )
    heads: tuple[tuple[str, list[Span], tuple[str, ...]], ...] = (("hops", m.hops, HOP_TAGS),)
    if m.kind == "event":
        heads = (("who", m.who, WHO_TAGS), ("where", m.where, WHERE_TAGS), *heads)
    for name, spans, labels in heads:
        tags = bio(spans, size, labels, start)
        for n in m.loose.get(name, ()):
            if start <= n < end and tags[n - start] == 0:
                tags[n - start] = IGNORED
        target_tags = torch.tensor(tags)
        scores = model.marked[name](dropped).float()
        weight = torch.tensor([OTHERS, *[1.0] * (len(labels) - 1)])
        loss = functional.cross_entropy(scores, target_tags, weight, ignore_index=IGNORED, reduction="sum")
        out[name] = loss / 12
    return out


class Shared:
    """Several processes that train one model: each takes its part of the reports, gradients are averaged."""

    def __init__(self, rank: int, workers: int, port: int) -> None:
        self.rank, self.workers = rank, workers
        if workers > 1:
            dist.init_process_group("gloo", f"tcp://127.0.0.1:{port}", rank=rank, world_size=workers)

    def average(self, parameters: list[Tensor]) -> None:
        """The mean of everybody's gradients, nothing counting as zero."""
        if self.workers == 1:
            return
        for p in parameters:
            if p.grad is None:
                p.grad = torch.zeros_like(p)
        flat = torch.cat([p.grad.flatten() for p in parameters if p.grad is not None])
        dist.all_reduce(flat)
        flat /= self.workers
        at = 0
        for p in parameters:
            if p.grad is not None:
                p.grad.copy_(flat[at : at + p.numel()].view_as(p))
                at += p.numel()

    def say(self, line: str) -> None:
        """Print, once for all."""
        if self.rank == 0:
            print(line, flush=True)


class Mean:
    """A running mean of the weights: what a long last part of the training at low rates would lead to."""

    def __init__(self, model: ReaderNet) -> None:
        self.state = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.steps = 0

    def take(self, model: ReaderNet) -> None:
        """One step more; at first the mean is short."""
        self.steps += 1
        keep = min(MEAN, self.steps / (self.steps + 10))
        for k, v in model.state_dict().items():
            self.state[k].lerp_(v.detach(), 1 - keep)


def losses(
    model: ReaderNet, together: list[Example], pieces: Pieces, swapper: Swapper, borders: Mapping[str, Borders],
    rng: Random,
) -> Iterator[tuple[str, Tensor, float]]:  # fmt: skip
    """All losses of a few reports by both readings, with their weights."""
    with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
        lower = Lower(model, [[pieces(w) for w in swapper.words(ex, rng)] for ex in together], rng)
        vectors = [v.float() for v in lower.words(model)]
        lower.flat = lower.flat + model.bridge(torch.cat(vectors))
        wanted: list[tuple[int, Marked]] = []
        for k, (ex, v) in enumerate(zip(together, vectors, strict=True)):
            for kind in ("event", "content"):
                own = [m for m in ex.marked if m.kind == kind]
                rng.shuffle(own)
                wanted += [(k, m) for m in own[: MOST[kind]]]
            wanted += [(k, m) for m in candidates(model, ex, v, rng, borders[ex.id])]
        readings = lower.marked(model, wanted) if wanted else []
    for ex, v in zip(together, vectors, strict=True):
        for name, value in report_losses(model, ex, v).items():
            yield name, value, WEIGHTS[name]
    for _, m, v in readings:
        for name, value in marked_losses(model, m, v).items():
            yield name if m.type != "none" or name != "event" else "negative", value, WEIGHTS[name] / 8


def names_loss(model: ReaderNet, batch: list[Any], rng: Random) -> Tensor:
    """The loss of the newswire head on a batch of sentences."""
    ids, mask, labels, _ = tensors([drop_pieces(e, rng) for e in batch])
    # a word is its first piece; the marks at both ends stay
    first = (labels != IGNORED) | (ids == BOS) | (ids == EOS)
    kept = torch.nn.utils.rnn.pad_sequence([f.nonzero()[:, 0] for f in first], batch_first=True, padding_value=-1)
    real = kept >= 0
    kept = kept.clamp_min(0)
    with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
        states = model.body.lower(ids, mask)
        states = states.gather(1, kept[:, :, None].expand(-1, -1, states.shape[2]))
        scores = model.body.head(model.drop(model.body.upper(states, real[:, None, None, :])))
    labels = labels.gather(1, kept).masked_fill(~real, IGNORED)
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def train(
    model: ReaderNet, source: Callable[[int], list[Example]], pieces: Pieces, names: list[Sentence],
    options: argparse.Namespace, shared: Shared,
) -> None:  # fmt: skip
    """All layers at once, for so many steps; `source` gives the reports of a round."""
    # what every text needs stays as it is: freezing it saves a fourth of the time
    for p in (*model.body.word.parameters(), *model.body.pos.parameters(), *model.body.eln.parameters()):
        p.requires_grad_(not options.resume)
    for layer in model.body.layers[: options.frozen if options.resume else 0]:
        for p in layer.parameters():
            p.requires_grad_(False)
    order = Random(SEED)
    rng = Random(SEED + shared.rank)
    parameters = [p for p in model.parameters() if p.requires_grad]
    body = {*model.body.parameters(), *model.bridge.parameters(), *(model.second.parameters() if model.second else ())}
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p in body], "lr": RATE * (RESUMED if options.resume else 1.0)},
            {"params": [p for p in parameters if p not in body], "lr": HEAD_RATE * (0.5 if options.resume else 1.0)},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = options.steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.02, (steps - s) / (steps * (1 - WARM_UP))))
    )
    mean = Mean(model)
    augmenter = Augmenter(names)
    began = time.time()
    step = number = 0
    left: list[Any] = []
    model.train()
    while step < steps:
        data = source(number)
        number += 1
        swapper = Swapper(data)
        borders = {ex.id: Borders(ex.sentence) for ex in data}
        order.shuffle(data)
        size = 2 * shared.workers
        sums: dict[str, list[float]] = defaultdict(list)
        for n in range(0, len(data) - size + 1, size):
            optimiser.zero_grad(set_to_none=True)
            together = data[n + 2 * shared.rank : n + 2 * shared.rank + 2]
            total = torch.zeros(())
            for name, value, weight in losses(model, together, pieces, swapper, borders, rng):
                total = total + weight * value
                sums[name].append(float(value.detach()))
            if names and step % NAMES_EVERY == 0:
                left = left or batches([encode(augmenter.draw(s, rng), pieces) for s in names], rng)
                value = names_loss(model, left.pop(), rng)
                total = total + value
                sums["aner"].append(float(value.detach()))
            total.backward()
            shared.average(parameters)
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            mean.take(model)
            step += 1
            if step % 25 == 0:
                shared.say(f"  {step}/{steps} {time.time() - began:.0f} s")
            if step >= steps:
                break
        shown = {k: round(sum(v) / len(v), 3) for k, v in sums.items()}
        shared.say(json.dumps({"round": number, "reports": len(data), "seconds": round(time.time() - began), **shown}))
        if shared.rank == 0:
            torch.save(mean.state, options.out / "reader.pt")


def work(rank: int, options: argparse.Namespace, source: Callable[[int], list[Example]] | None = None) -> None:
    """One of the processes of a training run."""
    torch.manual_seed(SEED + rank)
    torch.set_num_threads(1)
    shared = Shared(rank, options.workers, options.port)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    pieces = Pieces(tokenizer)
    body = TaggerNet(tokenizer.get_vocab_size(), MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    model = ReaderNet(body)
    if options.resume:
        state = torch.load(options.resume, weights_only=True)
        if any(name.startswith("second.") for name in state):
            model.split()
        # readers before version 6 have no bridge
        model.load_state_dict(model.state_dict() | state)
    else:
        body.load_state_dict(torch.load(options.start, weights_only=True))
    if options.split and model.second is None:
        model.split()
    if source is None:
        docs = load(options.data)
        if options.only:
            keep = set(Path(options.only).read_text(encoding="utf-8").split())
            docs = [d for d in docs if d["id"] in keep]
        # an even spread over the batches the reports were composed in
        docs = sorted(docs, key=lambda d: d["id"][::-1])[: options.first]
        data = examples(docs)
        draw = Random(SEED)

        def rounds(_: int) -> list[Example]:
            return [piece(ex, draw) for ex in drawn(data, options.round, draw)]

        source = rounds
        shared.say(
            f"{len(data)} reports, {sum(len(e.words) for e in data)} words, {sum(len(e.marked) for e in data)} marked"
        )
    names = load_names(options.names)[0] if options.names else []
    options.out.mkdir(parents=True, exist_ok=True)
    train(model, source, pieces, names, options, shared)


def arguments() -> argparse.ArgumentParser:
    """The options of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--start", type=Path, help="the name tagger's model.pt, to begin with")
    parser.add_argument("--resume", type=Path, help="a reader.pt to go on from instead, at lower rates")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--names", type=Path, help="folder of the name tagger's training text")
    parser.add_argument("--only", default="", help="a file with one id a line: train on these")
    parser.add_argument("--first", type=int, default=10**9, help="train on so many reports (for a learning curve)")
    parser.add_argument("--steps", type=int, default=2000, help="of two reports for each worker")
    parser.add_argument("--round", type=int, default=160, help="reports drawn for one round")
    parser.add_argument("--frozen", type=int, default=FROZEN, help="lowest layers that stay as they are, with --resume")
    parser.add_argument("--split", action="store_true", help="give the second reading layers of its own")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--port", type=int, default=29511, help="through which the workers speak, on this machine only")
    parser.add_argument("--out", type=Path, required=True)
    return parser


def main() -> None:
    options = arguments().parse_args()
    if options.workers == 1:
        work(0, options)
    else:
        torch.multiprocessing.spawn(work, args=(options,), nprocs=options.workers)


if __name__ == "__main__":
    main()

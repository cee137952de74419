"""Train the reader on annotated reports, with newswire names as a second task.

    PYTHONPATH=src:tools nice python -m reader.train --encoder DIR --start model.pt --data corpus/reports --out DIR

`--names DIR` (optional) replays the name tagger's training text so that its head keeps serving.
One run, fixed seed; the weights kept are those of the last epoch.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from random import Random
from typing import Any, Final

import torch
from tagger.data import FINE_LABELS, LABELS
from tagger.data import load as load_names
from tagger.net import TaggerNet
from tagger.train import BOS, EOS, IGNORED, PAD, PIECE_DROPOUT, UNK, Pieces, batches, drop_pieces, encode, tensors
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from marsad.reader.labels import (
    ACTS,
    CONTENTS,
    DESCRIBED,
    ENTITY_TYPES,
    MODES,
    NAMED,
    TITLES,
    TYPES,
    distance_bucket,
)
from marsad.tagger.tagger import MAX_PIECES

from .data import Example, Span, examples, load
from .net import ReaderNet

SEED: Final = 20261122
RATE: Final = 1e-4
HEAD_RATE: Final = 1.5e-3
WARM_UP: Final = 0.08
OVERLAP_WORDS: Final = 24
WEIGHTS: Final = {
    "named": 2.0, "described": 1.5, "titles": 2.0, "contents": 1.5, "acts": 0.4, "types": 1.2, "modes": 0.6, "aux": 0.5,
    "roles": 1.2, "hops": 0.7, "when": 0.4,
}  # fmt: skip


def bio(spans: list[Span], size: int, labels: tuple[str, ...]) -> list[int]:
    """BIO labels of the words."""
    out = [0] * size
    for s in spans:
        kind = "content" if labels is CONTENTS else s.label
        for n in range(s.first, s.last):
            if out[n] == 0 or n == s.first:
                out[n] = labels.index(("B-" if n == s.first else "I-") + kind)
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


def word_vectors(model: ReaderNet, reports: list[list[list[int]]], rng: Random | None) -> list[Tensor]:
    """One vector a word for each report: the hidden state at its first piece.

    Where two windows overlap the later one takes over in the middle. All windows run as one batch.
    """
    rows: list[list[int]] = []
    takes: list[list[list[int]]] = []
    for pieces in reports:
        ranges = windows(pieces)
        done = 0
        takes.append([])
        for n, (start, end) in enumerate(ranges):
            ids, first = [BOS], []
            for p in pieces[start:end]:
                first.append(len(ids))
                ids += p
            ids.append(EOS)
            if rng is not None:
                ids = [UNK if 0 < k < len(ids) - 1 and rng.random() < PIECE_DROPOUT else i for k, i in enumerate(ids)]
            rows.append(ids)
            keep_end = end if n + 1 == len(ranges) else (ranges[n + 1][0] + end) // 2
            takes[-1].append([first[w - start] for w in range(done, keep_end)])
            done = keep_end
    width = -(-max(map(len, rows)) // 8) * 8
    ids_tensor = torch.tensor([r + [PAD] * (width - len(r)) for r in rows])
    hidden = model.encode(ids_tensor, (ids_tensor != PAD)[:, None, None, :])
    out: list[Tensor] = []
    row = 0
    for parts in takes:
        out.append(torch.cat([hidden[row + k, take] for k, take in enumerate(parts)]))
        row += len(parts)
    return out


def span_vectors(vectors: Tensor, spans: list[Span]) -> Tensor:
    """Mean of the first and last word."""
    first = torch.tensor([s.first for s in spans], dtype=torch.long)
    last = torch.tensor([s.last - 1 for s in spans], dtype=torch.long)
    return (vectors[first] + vectors[last]) / 2


def losses(model: ReaderNet, ex: Example, vectors: Tensor) -> dict[str, Tensor]:
    """The loss of every head on one report."""
    size = len(ex.words)
    dropped = model.drop(vectors)
    heads = model.words
    out: dict[str, Tensor] = {}
    for name, spans, labels in (
        ("named", ex.named, NAMED), ("described", ex.described, DESCRIBED), ("titles", ex.titles, TITLES),
        ("contents", ex.contents, CONTENTS),
    ):  # fmt: skip
        out[name] = functional.cross_entropy(heads[name](dropped).float(), torch.tensor(bio(spans, size, labels)))
    target = [TYPES.index(ex.triggers.get(n, "none")) for n in range(size)]
    weight = torch.ones(len(TYPES))
    weight[0] = 0.5
    out["types"] = functional.cross_entropy(heads["types"](dropped).float(), torch.tensor(target), weight=weight) * 2
    if ex.acts:
        at = torch.tensor(sorted(ex.acts))
        out["acts"] = functional.cross_entropy(
            heads["acts"](dropped[at]).float(), torch.tensor([ACTS.index(ex.acts[int(n)]) for n in at])
        )
    if ex.triggers:
        at = torch.tensor(sorted(ex.triggers))
        out["modes"] = functional.cross_entropy(
            heads["modes"](dropped[at]).float(),
            torch.tensor([MODES.index(m) if (m := ex.modes[int(n)]) in MODES else 0 for n in at]),
        )
        out["aux"] = (
            functional.binary_cross_entropy_with_logits(
                heads["aux"](dropped[at]).float(), torch.tensor([ex.aux[int(n)] for n in at], dtype=torch.float)
            )
            * 2
        )
    mentions = ex.mentions
    for name, pairs, spans in (
        ("roles", ex.roles, mentions), ("hops", ex.hops, mentions), ("when", ex.when, [t for t, _ in ex.times]),
    ):  # fmt: skip
        if pairs:
            out[name] = _pair_loss(model, name, ex, vectors, pairs, spans)
    return out


def pair_inputs(
    ex_sentence: list[int], pairs: list[tuple[int, int]], spans: list[Span]
) -> tuple[list[int], list[int], list[float]]:
    """Distance buckets, kinds and same-sentence flags of (word, span index) pairs."""
    distance, kind, same = [], [], []
    for at, n in pairs:
        s = spans[n]
        gap = s.first - at if s.first > at else min(s.last - 1 - at, 0) if s.last - 1 < at else 0
        distance.append(distance_bucket(gap))
        kind.append(ENTITY_TYPES.index(s.label) if s.label in ENTITY_TYPES else len(ENTITY_TYPES))
        same.append(float(ex_sentence[at] == ex_sentence[s.first]))
    return distance, kind, same


def _pair_loss(
    model: ReaderNet, name: str, ex: Example, vectors: Tensor, pairs: list[tuple[int, int, int]], spans: list[Span]
) -> Tensor:
    left = vectors[torch.tensor([p[0] for p in pairs])]
    right = span_vectors(vectors, spans)[torch.tensor([p[1] for p in pairs])]
    distance, kind, same = pair_inputs(ex.sentence, [(a, b) for a, b, _ in pairs], spans)
    scores = model.pairs[name](left, right, torch.tensor(distance), torch.tensor(kind), torch.tensor(same))
    target = torch.tensor([p[2] for p in pairs])
    loss = functional.cross_entropy(scores.float(), target, reduction="sum")
    positives = max(int((target > 0).sum()), 1)
    return loss / (3 * positives)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--start", type=Path, required=True, help="the name tagger's model.pt")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--names", type=Path, help="folder of the name tagger's training text")
    parser.add_argument("--skip", default="", help="ids that end in these digits are left out (for development)")
    parser.add_argument("--only", default="", help="a file with one id a line: train on these")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--resume", type=Path, help="a reader.pt to go on from, at half the rates")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    rng = Random(SEED)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    pieces = Pieces(tokenizer)
    body = TaggerNet(tokenizer.get_vocab_size(), MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    body.load_state_dict(torch.load(options.start, weights_only=True))
    model = ReaderNet(body)
    if options.resume:
        model.load_state_dict(torch.load(options.resume, weights_only=True))
    docs = load(options.data)
    if options.only:
        keep = set(Path(options.only).read_text(encoding="utf-8").split())
        docs = [d for d in docs if d["id"] in keep]
    if options.skip:
        docs = [d for d in docs if not d["id"].endswith(tuple(options.skip.split(",")))]
    data = examples(docs)
    cut = {ex.id: [pieces(w) for w in ex.words] for ex in data}
    names: list[Any] = []
    if options.names:
        names = [encode(s, pieces) for s in load_names(options.names)[0]]
    print(f"{len(data)} reports, {sum(len(e.words) for e in data)} words, {len(names)} sentences of names", flush=True)
    head = [p for n, p in model.named_parameters() if not n.startswith("body")]
    share = 0.6 if options.resume else 1.0
    optimiser = torch.optim.AdamW(
        [{"params": body.parameters(), "lr": RATE * share}, {"params": head, "lr": HEAD_RATE * share}],
        weight_decay=0.01,
    )
    steps = options.epochs * len(data) // 2
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.02, (steps - s) / (steps * (1 - WARM_UP))))
    )
    began = time.time()
    name_batches: list[Any] = []
    for epoch in range(1, options.epochs + 1):
        model.train()
        rng.shuffle(data)
        sums: dict[str, float] = {}
        for n in range(0, len(data) - 1, 2):
            optimiser.zero_grad()
            together = data[n : n + 2]
            with torch.autocast("cpu", torch.bfloat16):
                vectors = word_vectors(model, [cut[ex.id] for ex in together], rng)
            total = torch.zeros(())
            for ex, rows in zip(together, vectors, strict=True):
                for k, v in losses(model, ex, rows.float()).items():
                    total = total + WEIGHTS[k] * v
                    sums[k] = sums.get(k, 0.0) + float(v.detach())
            total.backward()
            if names and n % 4 == 0:
                if not name_batches:
                    name_batches = batches(names, rng)
                ids, mask, labels, _ = tensors([drop_pieces(e, rng) for e in name_batches.pop()])
                with torch.autocast("cpu", torch.bfloat16):
                    scores = body.head(body.encode(ids, mask))
                    loss = functional.cross_entropy(
                        scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED
                    )
                loss.backward()
                sums["aner"] = sums.get("aner", 0.0) + float(loss.detach())
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        shown = {k: round(v / len(data), 3) for k, v in sums.items()}
        print(json.dumps({"epoch": epoch, "seconds": round(time.time() - began), **shown}), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "reader.pt")


if __name__ == "__main__":
    main()

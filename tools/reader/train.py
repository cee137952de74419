"""Train the reader on annotated reports, with newswire names as a second task.

    PYTHONPATH=src:tools nice python -m reader.train --encoder DIR --start model.pt --data corpus/reports --out DIR

`--names DIR` (optional) replays the name tagger's training text so that its head keeps serving.
One run, fixed seed; the weights kept are those of the last epoch.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any, Final

import torch
from tagger.data import FINE_LABELS, LABELS
from tagger.data import load as load_names
from tagger.net import SPLIT, TaggerNet
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

SEED: Final = 20261122
RATE: Final = 1e-4
HEAD_RATE: Final = 1e-3
SECOND_RATE: Final = 2e-4
"""Rate of the layers of the second reading, trained alone."""
SETTLING_RATE: Final = 5e-5
RESUMED: Final = 0.7
"""Share of the encoder's rate when going on from an earlier run."""
WARM_UP: Final = 0.06
OVERLAP_WORDS: Final = 24
PIECE_DROPOUT: Final = 0.05
SWAPPED: Final = 0.6
"""Share of readings in which the names of a report are exchanged."""
MOST: Final = {"event": 7, "content": 4, "negative": 3}
"""Marked readings of one report in one step."""
BATCH_PIECES: Final = 1600
OTHERS: Final = 0.5
"""Weight of words that are nothing to what is marked."""
WEIGHTS: Final = {
    "named": 2.0, "described": 1.5, "titles": 1.5, "contents": 1.5, "types": 1.2,
    "who": 3.0, "where": 1.5, "hops": 2.0, "event": 1.0, "modes": 0.6, "aux": 0.5, "contexts": 0.3, "acts": 0.5,
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
    """The states of a few reports below the cut, and where the words' pieces stand in them."""

    def __init__(self, model: ReaderNet, reports: list[list[list[int]]], rng: Random | None) -> None:
        rows: list[list[int]] = []
        self.takes: list[list[tuple[int, list[int]]]] = []
        self.pieces: list[list[list[int]]] = []
        places: list[list[list[tuple[int, int]]]] = []
        for pieces in reports:
            ranges = windows(pieces)
            done = 0
            self.takes.append([])
            places.append([])
            for n, (start, end) in enumerate(ranges):
                ids, first = [BOS], []
                for p in pieces[start:end]:
                    first.append(len(ids))
                    ids += p
                ids.append(EOS)
                if rng is not None:
                    ids = [
                        UNK if 0 < k < len(ids) - 1 and rng.random() < PIECE_DROPOUT else i for k, i in enumerate(ids)
                    ]
                keep_end = end if n + 1 == len(ranges) else (ranges[n + 1][0] + end) // 2
                self.takes[-1].append((len(rows), [first[w - start] for w in range(done, keep_end)]))
                for w in range(done, keep_end):
                    at = first[w - start]
                    places[-1].append([(len(rows), at + k) for k in range(len(pieces[w]))])
                done = keep_end
                rows.append(ids)
        # one row at a time, without padding: on one core that is the fastest
        self.rows = [model.body.lower(torch.tensor([r])) for r in rows]
        starts = [sum(len(r) for r in rows[:n]) for n in range(len(rows))]
        self.flat = torch.cat([x[0] for x in self.rows])
        self.places = [[[starts[r] + c for r, c in word] for word in report] for report in places]

    def words(self, model: ReaderNet) -> list[Tensor]:
        """One vector a word for each report, from the unmarked reading: the state at its first piece."""
        hidden = [model.body.upper(x)[0] for x in self.rows]
        return [torch.cat([hidden[row][take] for row, take in parts]) for parts in self.takes]

    def marked(self, model: ReaderNet, wanted: list[tuple[int, Marked]]) -> list[tuple[int, Marked, Tensor]]:
        """The marked readings: (report, what is marked, one vector for each word of its window)."""
        rows = []
        for report, m in wanted:
            words = self.places[report][m.window[0] : m.window[1]]
            flat = [k for w in words for k in w]
            first, at = [], 0
            for w in words:
                first.append(at)
                at += len(w)
            low = first[m.marks[0] - m.window[0]]
            high = first[m.marks[1] - m.window[0]] if m.marks[1] < m.window[1] else at
            rows.append((len(flat), flat, first, low, high, report, m))
        rows.sort(key=lambda r: r[0])
        out: list[tuple[int, Marked, Tensor]] = []
        while rows:
            take = 1
            while take < len(rows) and (take + 1) * rows[take][0] <= BATCH_PIECES:
                take += 1
            batch, rows = rows[:take], rows[take:]
            width = -(-batch[-1][0] // 8) * 8
            index = torch.tensor([r[1] + [0] * (width - r[0]) for r in batch])
            mask = torch.tensor([[1] * r[0] + [0] * (width - r[0]) for r in batch], dtype=torch.bool)
            where = torch.zeros(len(batch), width, len(MARKS))
            for n, (_, _, _, low, high, _, m) in enumerate(batch):
                where[n, low:high, MARKS.index(m.kind)] = 1
            x = self.flat[index] + (where @ model.marks).to(self.flat.dtype)
            hidden = model.again(x, mask[:, None, None, :])
            for n, (_, _, first, _, _, report, m) in enumerate(batch):
                out.append((report, m, hidden[n, first].float()))
        return out


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


def second_stage(
    model: ReaderNet, data: list[Example], pieces: Pieces, swapper: Swapper, options: argparse.Namespace, rng: Random
) -> None:
    """Train the second reading alone, on layers of its own: everything that the first reading uses stays as it is."""
    model.split()
    assert model.second is not None
    for p in model.parameters():
        p.requires_grad_(False)
    layers = list(model.second.parameters())
    heads = [model.marks, *model.marked.parameters()]
    for p in (*layers, *heads):
        p.requires_grad_(True)
    optimiser = torch.optim.AdamW(
        [{"params": layers, "lr": SECOND_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    steps = options.epochs * (len(data) // 2)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.01, (steps - s) / (steps * (1 - WARM_UP))))
    )
    borders = {ex.id: Borders(ex.sentence) for ex in data}
    began = time.time()
    for epoch in range(1, options.epochs + 1):
        model.train()
        rng.shuffle(data)
        sums: dict[str, list[float]] = {}
        for n in range(0, len(data) - 1, 2):
            optimiser.zero_grad()
            together = data[n : n + 2]
            with torch.autocast("cpu", torch.bfloat16):
                with torch.no_grad():
                    lower = Lower(model, [[pieces(w) for w in swapper.words(ex, rng)] for ex in together], rng)
                    vectors = [v.float() for v in lower.words(model)]
                wanted: list[tuple[int, Marked]] = []
                for k, (ex, v) in enumerate(zip(together, vectors, strict=True)):
                    for kind in ("event", "content"):
                        own = [m for m in ex.marked if m.kind == kind]
                        rng.shuffle(own)
                        wanted += [(k, m) for m in own[: MOST[kind]]]
                    wanted += [(k, m) for m in candidates(model, ex, v, rng, borders[ex.id])]
                readings = lower.marked(model, wanted) if wanted else []
            if not readings:
                continue
            total = torch.zeros(())
            for _, m, v in readings:
                for name, value in marked_losses(model, m, v).items():
                    total = total + WEIGHTS[name] * value / 8
                    key = name if m.type != "none" or name != "event" else "negative"
                    sums.setdefault(key, []).append(float(value.detach()))
            total.backward()
            torch.nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
            optimiser.step()
            schedule.step()
            if n % 40 == 0:
                print(f"  {n}/{len(data)} {time.time() - began:.0f} s", flush=True)
        shown = {k: round(sum(v) / len(v), 3) for k, v in sums.items()}
        print(json.dumps({"epoch": epoch, "seconds": round(time.time() - began), **shown}), flush=True)
        torch.save(model.state_dict(), options.out / "reader.pt")


def settle(
    model: ReaderNet, data: list[Example], pieces: Pieces, swapper: Swapper, names: list[Any],
    options: argparse.Namespace, rng: Random,
) -> None:  # fmt: skip
    """Bring the first reading to rest: its upper layers and heads, at low rates, newswire names at every step.

    The layers below the cut, which both readings share, and the second reading stay as they are.
    """
    for p in model.parameters():
        p.requires_grad_(False)
    layers = list(model.body.layers[SPLIT:].parameters())
    heads = [*model.words.parameters(), *model.body.head.parameters()]
    for p in (*layers, *heads):
        p.requires_grad_(True)
    optimiser = torch.optim.AdamW(
        [{"params": layers, "lr": SETTLING_RATE}, {"params": heads, "lr": 6 * SETTLING_RATE}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    steps = options.epochs * (len(data) // 2)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.01, (steps - s) / (steps * (1 - WARM_UP))))
    )
    began = time.time()
    left: list[Any] = []
    for epoch in range(1, options.epochs + 1):
        model.train()
        rng.shuffle(data)
        sums: dict[str, list[float]] = {}
        for n in range(0, len(data) - 1, 2):
            optimiser.zero_grad()
            together = data[n : n + 2]
            left = left or batches(names, rng)
            ids, mask, labels, _ = tensors([drop_pieces(e, rng) for e in left.pop()])
            with torch.autocast("cpu", torch.bfloat16):
                with torch.no_grad():
                    lower = Lower(model, [[pieces(w) for w in swapper.words(ex, rng)] for ex in together], rng)
                    states = model.body.lower(ids, mask)
                vectors = [v.float() for v in lower.words(model)]
                scores = model.body.head(model.body.upper(states, mask))
            total = functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
            sums.setdefault("aner", []).append(float(total.detach()))
            for ex, v in zip(together, vectors, strict=True):
                for name, value in report_losses(model, ex, v).items():
                    total = total + WEIGHTS[name] * value
                    sums.setdefault(name, []).append(float(value.detach()))
            total.backward()
            torch.nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
            optimiser.step()
            schedule.step()
            if n % 40 == 0:
                print(f"  {n}/{len(data)} {time.time() - began:.0f} s", flush=True)
        shown = {k: round(sum(v) / len(v), 3) for k, v in sums.items()}
        print(json.dumps({"epoch": epoch, "seconds": round(time.time() - began), **shown}), flush=True)
        torch.save(model.state_dict(), options.out / "reader.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--start", type=Path, required=True, help="the name tagger's model.pt")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--names", type=Path, help="folder of the name tagger's training text")
    parser.add_argument("--only", default="", help="a file with one id a line: train on these")
    parser.add_argument("--first", type=int, default=10**9, help="train on so many reports (for a learning curve)")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--resume", type=Path, help="a reader.pt to go on from, at lower rates")
    parser.add_argument("--settle", action="store_true", help="bring the first reading to rest (needs --resume)")
    parser.add_argument("--second", action="store_true", help="train the second reading alone (needs --resume)")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = Random(SEED)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    pieces = Pieces(tokenizer)
    body = TaggerNet(tokenizer.get_vocab_size(), MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    body.load_state_dict(torch.load(options.start, weights_only=True))
    model = ReaderNet(body)
    if options.resume:
        state = torch.load(options.resume, weights_only=True)
        if any(name.startswith("second.") for name in state):
            model.split()
        model.load_state_dict(state)
    docs = load(options.data)
    if options.only:
        keep = set(Path(options.only).read_text(encoding="utf-8").split())
        docs = [d for d in docs if d["id"] in keep]
    # an even spread over the batches the reports were composed in
    docs = sorted(docs, key=lambda d: d["id"][::-1])[: options.first]
    data = examples(docs)
    swapper = Swapper(data)
    borders = {ex.id: Borders(ex.sentence) for ex in data}
    names: list[Any] = []
    if options.names:
        names = [encode(s, pieces) for s in load_names(options.names)[0]]
    print(
        f"{len(data)} reports, {sum(len(e.words) for e in data)} words, {sum(len(e.marked) for e in data)} marked, "
        f"{len(names)} sentences of names",
        flush=True,
    )
    options.out.mkdir(parents=True, exist_ok=True)
    if options.settle:
        settle(model, data, pieces, swapper, names, options, rng)
        return
    if options.second:
        second_stage(model, data, pieces, swapper, options, rng)
        return
    head = [p for n, p in model.named_parameters() if not n.startswith("body")]
    optimiser = torch.optim.AdamW(
        [
            {"params": body.parameters(), "lr": RATE * (RESUMED if options.resume else 1.0)},
            {"params": head, "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = options.epochs * (len(data) // 2)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (WARM_UP * steps), max(0.02, (steps - s) / (steps * (1 - WARM_UP))))
    )
    began = time.time()
    name_batches: list[Any] = []
    for epoch in range(1, options.epochs + 1):
        model.train()
        rng.shuffle(data)
        sums: dict[str, float] = {}
        counts: dict[str, int] = {}

        def note(name: str, value: Tensor, sums: dict[str, float] = sums, counts: dict[str, int] = counts) -> None:
            sums[name] = sums.get(name, 0.0) + float(value.detach())
            counts[name] = counts.get(name, 0) + 1

        for n in range(0, len(data) - 1, 2):
            optimiser.zero_grad()
            together = data[n : n + 2]
            with torch.autocast("cpu", torch.bfloat16):
                lower = Lower(model, [[pieces(w) for w in swapper.words(ex, rng)] for ex in together], rng)
                vectors = [v.float() for v in lower.words(model)]
                wanted: list[tuple[int, Marked]] = []
                for k, (ex, v) in enumerate(zip(together, vectors, strict=True)):
                    for kind in ("event", "content"):
                        own = [m for m in ex.marked if m.kind == kind]
                        rng.shuffle(own)
                        wanted += [(k, m) for m in own[: MOST[kind]]]
                    wanted += [(k, m) for m in candidates(model, ex, v, rng, borders[ex.id])]
                readings = lower.marked(model, wanted) if wanted else []
            total = torch.zeros(())
            for ex, v in zip(together, vectors, strict=True):
                for name, value in report_losses(model, ex, v).items():
                    total = total + WEIGHTS[name] * value
                    note(name, value)
            for _, m, v in readings:
                for name, value in marked_losses(model, m, v).items():
                    total = total + WEIGHTS[name] * value / 8
                    note(name if m.type != "none" or name != "event" else "negative", value)
            total.backward()
            if names and n % 8 == 0:
                if not name_batches:
                    name_batches = batches(names, rng)
                ids, mask, labels, _ = tensors([drop_pieces(e, rng) for e in name_batches.pop()])
                with torch.autocast("cpu", torch.bfloat16):
                    scores = body.head(body.encode(ids, mask))
                    loss = functional.cross_entropy(
                        scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED
                    )
                loss.backward()
                note("aner", loss)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if n % 40 == 0:
                print(f"  {n}/{len(data)} {time.time() - began:.0f} s", flush=True)
        shown = {k: round(v / counts[k], 3) for k, v in sums.items()}
        print(json.dumps({"epoch": epoch, "seconds": round(time.time() - began), **shown}), flush=True)
        torch.save(model.state_dict(), options.out / "reader.pt")
        if epoch in (options.epochs // 2, options.epochs - 2):
            torch.save(model.state_dict(), options.out / f"reader-{epoch}.pt")


if __name__ == "__main__":
    main()

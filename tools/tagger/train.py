"""Fine-tune the trimmed encoder on ANERcorp, with NewsFANE as a second task.

    PYTHONPATH=src:tools nice -n 5 python -m tagger.train --encoder DIR --data DIR --out DIR

One run, fixed seed, no search. The held-out tenth (see ``data.py``) is scored
after each epoch for the log only: the weights kept are those of the last epoch.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from marsad.tagger.encoder import MAX_PIECES, PIECES_PER_WORD, clean_word

from .augment import Augmenter, spans
from .data import FINE_LABELS, LABELS, Sentence, load, load_plain
from .net import TaggerNet

SEED: Final = 20240607
RATE: Final = 1e-4
HEAD_RATE: Final = 1e-3
WARM_UP: Final = 0.1
BATCH_PIECES: Final = 1024
FINE_WEIGHT: Final = 0.3
PIECE_DROPOUT: Final = 0.04
"""Share of pieces read as unknown, so that the context is learnt too."""

BOS, PAD, EOS, UNK, IGNORED = 0, 1, 2, 3, -100


class Example(NamedTuple):
    """One sentence as numbers; labels stand at the first pieces only."""

    ids: list[int]
    labels: list[int]
    fine: list[int]


class Pieces:
    """Pieces of words, as the runtime cuts them; remembers words."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        ids = self._known.get(word)
        if ids is None:
            found = self._tokenizer.encode(clean_word(word), add_special_tokens=False).ids
            ids = self._known[word] = found[:PIECES_PER_WORD] or [UNK]
        return ids


def encode(sentence: Sentence, pieces: Pieces) -> Example:
    """Numbers of a sentence, cut at the longest window."""
    ids, labels, fine = [BOS], [IGNORED], [IGNORED]
    for word, label, f in zip(sentence.words, sentence.labels, sentence.fine, strict=True):
        cut = pieces(word)
        if len(ids) + len(cut) > MAX_PIECES + 1:
            break
        rest = [IGNORED] * (len(cut) - 1)
        ids += cut
        labels += [LABELS.index(label), *rest]
        fine += [IGNORED if f is None else FINE_LABELS.index(f), *rest]
    return Example([*ids, EOS], [*labels, IGNORED], [*fine, IGNORED])


def batches(examples: list[Example], rng: Random) -> list[list[Example]]:
    """Batches of about equal numbers of pieces, sentences of like length together."""
    order = sorted(examples, key=lambda e: len(e.ids) + 6 * rng.random())
    made: list[list[Example]] = [[]]
    for example in order:
        width = -(-len(example.ids) // 8) * 8
        if made[-1] and width * (len(made[-1]) + 1) > BATCH_PIECES:
            made.append([])
        made[-1].append(example)
    rng.shuffle(made)
    return made


def tensors(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, attention mask, labels and fine labels, padded to a multiple of 8."""
    width = -(-max(len(e.ids) for e in batch) // 8) * 8
    rows = [
        [values + [fill] * (width - len(values)) for values in column]
        for column, fill in (
            ([e.ids for e in batch], PAD),
            ([e.labels for e in batch], IGNORED),
            ([e.fine for e in batch], IGNORED),
        )
    ]
    ids, labels, fine = (torch.tensor(r) for r in rows)
    return ids, (ids != PAD)[:, None, None, :], labels, fine


def drop_pieces(example: Example, rng: Random) -> Example:
    """Some pieces read as unknown."""
    ids = [UNK if at and i != EOS and rng.random() < PIECE_DROPOUT else i for at, i in enumerate(example.ids)]
    return example._replace(ids=ids)


def count(hits: dict[str, list[int]], gold: set[Any], got: set[Any]) -> None:
    """Add a sentence's names, the last part of each its type: right, said and wanted, by type and all together."""
    for name in {x[2] for x in gold | got}:
        for key in (name, "all", *(["all three"] if name != "MISC" else [])):
            tally = hits.setdefault(key, [0, 0, 0])
            tally[0] += sum(x[2] == name for x in gold & got)
            tally[1] += sum(x[2] == name for x in got)
            tally[2] += sum(x[2] == name for x in gold)


def percent(hits: dict[str, list[int]]) -> dict[str, float]:
    """F1 in per cent."""
    return {k: round(200 * t[0] / max(1, t[1] + t[2]), 1) for k, t in sorted(hits.items())}


def held_out_score(model: TaggerNet, sentences: list[Sentence], pieces: Pieces) -> dict[str, float]:
    """Strict entity F1 of the float model, greedy decoding (a progress figure)."""
    model.eval()
    hits: dict[str, list[int]] = {}
    for sentence in sentences:
        example = encode(sentence, pieces)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            scores = model.head(model.encode(torch.tensor([example.ids]))[0])
        keep = [i for i, label in enumerate(example.labels) if label != IGNORED]
        found: list[str] = []
        for i in scores[keep].argmax(-1).tolist():
            label = LABELS[i]
            if label.startswith("I-") and (not found or found[-1][1:] != label[1:]):
                label = "B-" + label[2:]
            found.append(label)
        count(hits, set(spans(sentence.labels)), set(spans(tuple(found))))
    model.train()
    return percent(hits)


def train(options: argparse.Namespace) -> None:
    """The run."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = Random(SEED)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    pieces = Pieces(tokenizer)
    sentences, held_out = (load_plain if options.plain else load)(options.data)
    augmenter = Augmenter(sentences)
    model = TaggerNet(tokenizer.get_vocab_size(), MAX_PIECES + 2, len(LABELS), len(FINE_LABELS))
    model.load_encoder(options.encoder / "encoder.npz")
    model.train()

    heads = [*model.head.parameters(), *model.fine_head.parameters()]
    body = [p for n, p in model.named_parameters() if "head" not in n]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    steps = options.epochs * len(batches([encode(s, pieces) for s in sentences], Random(SEED)))
    warm = int(WARM_UP * steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda i: i / warm if i < warm else max(0.0, (steps - i) / (steps - warm)),
    )
    print(f"{len(sentences)} sentences, {len(held_out)} held out, {steps} steps", flush=True)
    begun = time.monotonic()
    done = 0
    for epoch in range(options.epochs):
        varied = not options.plain and (epoch or options.augment_first)
        drawn = [augmenter.draw(s, rng) if varied else s for s in sentences]
        examples = [encode(s, pieces) for s in drawn]
        if not options.plain:
            examples = [drop_pieces(e, rng) for e in examples]
        total = 0.0
        for batch in batches(examples, rng):
            ids, mask, labels, fine = tensors(batch)
            with torch.autocast("cpu", torch.bfloat16):
                hidden = model.drop(model.encode(ids, mask))
                scores, fine_scores = model.head(hidden), model.fine_head(hidden)
            loss = functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
            if (fine != IGNORED).any():
                loss = loss + FINE_WEIGHT * functional.cross_entropy(
                    fine_scores.float().flatten(0, 1), fine.flatten(), ignore_index=IGNORED
                )
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            done += 1
            if done % 50 == 0:
                print(f"  step {done}/{steps} {time.monotonic() - begun:.0f} s", flush=True)
            if done >= options.stop_after:
                return
        score = held_out_score(model, held_out, pieces)
        line = {"epoch": epoch + 1, "loss": round(total * options.epochs / steps, 4), **score}
        print(json.dumps(line), f"{time.monotonic() - begun:.0f} s", flush=True)
        options.out.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), options.out / "model.pt")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--augment-first", action="store_true", help="also in the first epoch")
    parser.add_argument("--plain", action="store_true", help="ANERcorp alone and as it stands: what to compare with")
    parser.add_argument("--stop-after", type=int, default=10**9, help="steps; to time a run")
    train(parser.parse_args())


if __name__ == "__main__":
    main()

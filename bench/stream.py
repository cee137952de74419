"""A generated stream of reports: paragraphs of the corpus put together anew, seeded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
SEED = 7
WORDS = 200


def paragraphs() -> list[str]:
    """All paragraphs of the corpus' training part."""
    splits = json.loads((ROOT / "corpus" / "splits.json").read_text(encoding="utf-8"))
    out: list[str] = []
    for path in sorted((ROOT / "corpus" / "reports").glob("*.json")):
        if splits.get(path.stem) == "train":
            out.extend(p for p in json.loads(path.read_text(encoding="utf-8"))["text"].split("\n") if len(p) > 80)
    return out


def reports(count: int, words: int = WORDS) -> Iterator[str]:
    """Texts of about `words` words each; the same ones every time."""
    rng = Random(SEED)
    pool = paragraphs()
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(p.split()) for p in chosen) < words:
            chosen.append(rng.choice(pool))
        yield "\n".join(chosen)


def long_text(size: int) -> str:
    """One paragraph of `size` characters."""
    rng = Random(SEED)
    pool = paragraphs()
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.extend(rng.choice(pool) for _ in range(50))
    return " ".join(parts)[:size]

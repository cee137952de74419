"""What a round of training reads: pieces of reports whose labels lie where they lay."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tools() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "tools"))
    yield
    sys.path.remove(str(ROOT / "tools"))


def test_a_piece_holds_the_labels_of_its_words(tools: None) -> None:
    from reader.data import Span, examples
    from reader.rounds import piece

    reports = sorted((ROOT / "corpus" / "reports").glob("w1[3-5]-00*.json"))
    rng = Random(1)
    pieces = 0
    for ex in examples([json.loads(p.read_text(encoding="utf-8")) for p in reports]):
        for _ in range(4):
            cut = piece(ex, rng, share=1.0)
            if cut is ex:
                continue
            pieces += 1
            low = next(n for n in range(len(ex.words)) if ex.words[n : n + len(cut.words)] == cut.words)

            def inside(spans: list[Span], low: int = low, high: int = low + len(cut.words)) -> list[Span]:
                return [Span(s.first - low, s.last - low, s.label, s.key) for s in spans if low <= s.first < high]

            # nothing that is named or claimed is cut in two
            assert cut.named == inside(ex.named)
            assert cut.contents == inside(ex.contents)
            words = {n: kind for n, kind in ex.triggers.items() if low <= n < low + len(cut.words)}
            assert [cut.words[n] for n in cut.triggers] == [ex.words[n] for n in words]
            assert cut.sentence[0] == 0
            assert all(0 <= m.window[0] <= m.marks[0] and m.window[1] <= len(cut.words) for m in cut.marked)
    assert pieces > 50


def test_later_batches_are_drawn_more_often(tools: None) -> None:
    from reader.data import Example
    from reader.rounds import drawn

    data = [Example(f"w{n:02d}-001", [], []) for n in range(1, 41)]
    rng = Random(1)
    seen = [ex.id for _ in range(200) for ex in drawn(data, 10, rng)]
    assert len(set(seen)) == len(data)
    assert sum(i > "w29" for i in seen) / 12 > 1.5 * sum(i < "w13" for i in seen) / 12

"""Phrases that recur across reports of different matters, or that stand in texts from elsewhere.

A corpus by many hands should not sound like one, and it should copy nobody. Phrases of six words are
compared in their folded form (spelling variants and punctuation make no difference). Left out are
boilerplate, and phrases that are but a long official name with its title: fewer than three of their words
stand outside names and titles. Reports of one story may share their quotations: only different
groups of reports count. Linear in the number of words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.text.spans import Span
from marsad.text.tokens import Token, tokens
from marsad.text.views import folded

from .locate import locate
from .report import CorpusError, GoldReport

SIZE = 6
"""Words of a phrase."""
MOST = 3
"""In how many groups of reports a phrase may stand."""
_OWN_WORDS = 3

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands; the span is of the report's text."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """A phrase, its places in the corpus, and how many groups of reports or outside texts share it."""

    phrase: str
    places: tuple[Place, ...]
    shared_by: tuple[str, ...]

    def __str__(self) -> str:
        return f"{len(self.shared_by)} × «{self.phrase}» in {' '.join(sorted({p.report for p in self.places}))}"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one paragraph, or what boilerplate leaves of it; `own` are those outside names and titles."""

    tokens: tuple[Token, ...]
    own: tuple[bool, ...]

    def grams(self, size: int) -> Iterator[tuple[int, Gram]]:
        norms = [t.norm for t in self.tokens]
        need = min(_OWN_WORDS, size)
        for at in range(len(norms) - size + 1):
            if sum(self.own[at : at + size]) >= need:
                yield at, tuple(norms[at : at + size])


def repeated(reports: Iterable[GoldReport], *, size: int = SIZE, most: int = MOST) -> list[Repeat]:
    """Phrases of at least `size` words that stand in more than `most` groups of reports, the commonest first."""
    stretches = [(r, words) for r in reports for words in _stretches(r)]
    groups: dict[Gram, set[str]] = defaultdict(set)
    for report, words in stretches:
        for _, gram in words.grams(size):
            groups[gram].add(report.group)
    return _gathered(stretches, {g: frozenset(found) for g, found in groups.items() if len(found) > most}, size)


def borrowed(reports: Iterable[GoldReport], others: Mapping[str, str], *, size: int = SIZE) -> list[Repeat]:
    """Phrases of at least `size` words that also stand in one of the other texts (name -> text)."""
    stretches = [(r, words) for r in reports for words in _stretches(r)]
    wanted = {gram for _, words in stretches for _, gram in words.grams(size)}
    found: dict[Gram, set[str]] = defaultdict(set)
    for name, text in others.items():
        for run in _runs(text, [], []):
            norms = [t.norm for t in run.tokens]
            for at in range(len(norms) - size + 1):
                gram = tuple(norms[at : at + size])
                if gram in wanted:
                    found[gram].add(name)
    return _gathered(stretches, {g: frozenset(names) for g, names in found.items()}, size)


def read_texts(folder: Path) -> dict[str, str]:
    """The texts of a folder of gold files (`*.json` with a text) or plain texts (`*.txt`), by file name.

    Raises `CorpusError` where there is none.
    """
    texts: dict[str, str] = {}
    for path in sorted((*folder.rglob("*.json"), *folder.rglob("*.txt"))):
        try:
            content = path.read_text(encoding="utf-8")
            if path.suffix == ".json":
                data = json.loads(content)
                if not isinstance(data, dict) or "text" not in data:
                    continue
                content = f"{data.get('title') or ''}\n{data['text']}"
        except (OSError, ValueError) as error:
            raise CorpusError(f"{path}: not readable ({error})") from None
        texts[str(path.relative_to(folder))] = content
    if not texts:
        raise CorpusError(f"{folder}: no texts (*.json with a text, or *.txt)")
    return texts


def _stretches(report: GoldReport) -> list[_Words]:
    found = locate(report)
    names = [s for spans in found.mentions.values() for s in spans] + [s for s, _ in found.titles]
    return list(_runs(report.text, names, list(found.boilerplate)))


def _runs(text: str, names: list[Span], left_out: list[Span]) -> Iterator[_Words]:
    """The words of each paragraph; what is left out cuts it in two."""
    named, dropped = _covered(names), _covered(left_out)
    run: list[Token] = []
    for token in tokens(folded(text)):
        if token.norm == "\n" or token.start in dropped:
            yield _Words(tuple(run), tuple(t.end - 1 not in named for t in run))
            run = []
        elif token.is_word or token.is_number:
            run.append(token)
    yield _Words(tuple(run), tuple(t.end - 1 not in named for t in run))


def _covered(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _gathered(
    stretches: list[tuple[GoldReport, _Words]], shared: Mapping[Gram, frozenset[str]], size: int
) -> list[Repeat]:
    """Neighbouring phrases that the same ones share become one longer phrase."""
    places: dict[tuple[str, frozenset[str]], set[Place]] = defaultdict(set)
    for report, words in stretches:
        runs: list[list[int]] = []
        for at, gram in words.grams(size):
            if gram not in shared:
                continue
            last = runs[-1] if runs else None
            if last and last[1] == at - 1 and shared[gram] == shared[_gram(words, last[1], size)]:
                last[1] = at
            else:
                runs.append([at, at])
        for first, final in runs:
            chosen = words.tokens[first : final + size]
            phrase = " ".join(t.norm for t in chosen)
            by = shared[_gram(words, first, size)]
            places[phrase, by].add(Place(report.id, Span(chosen[0].start, chosen[-1].end)))
    out = [
        Repeat(phrase, tuple(sorted(found, key=lambda p: (p.report, p.span))), tuple(sorted(by)))
        for (phrase, by), found in places.items()
    ]
    return sorted(out, key=lambda r: (-len(r.shared_by), -len(r.places), r.phrase))


def _gram(words: _Words, at: int, size: int) -> Gram:
    return tuple(t.norm for t in words.tokens[at : at + size])

"""Reprints and lightly edited wire copy: which report's text another report's text comes from.

MinHash bands (`signature`) find candidates at a low likeness; aligning sentences decides. Short texts,
shared boilerplate and a quotation that two reports have in common make no copy.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel
from rensa import RMinHash

from marsad.analysis.boilerplate import boilerplate
from marsad.analysis.sentences import sentences
from marsad.model.judgement import Ground
from marsad.text.tokens import tokens
from marsad.text.views import folded

from .match import Assignment, Match

COPY = 0.7
"""From this score on a text is another's copy."""
_SHINGLE = 3
_BANDS, _ROWS = 40, 3
_FEWEST = 40
"""Words in common under which nothing is called a copy."""
_SENTENCE = 0.6
"""Likeness of two sentences, as sequences of words, from which on one was made from the other."""
_TRIED = 3
_MOST = 50


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text as a candidate original. `published` is an ISO date or None; `order` says which came in first."""

    report: str
    text: str
    published: str | None = None
    order: int = 0


def _sentences(text: str) -> list[tuple[str, ...]]:
    found = tokens(folded(text))
    parts = sentences(found)
    _, skipped = boilerplate(text, found, parts)
    out = []
    for part in parts:
        if part.index not in skipped:
            words = tuple(t.norm for t in found[part.first : part.last] if t.is_word or t.is_number)
            if words:
                out.append(words)
    return out


def signature(text: str) -> tuple[str, ...]:
    """Keys that copies of the text share, at least one of them nearly always; none for a very short text."""
    words = [w for s in _sentences(text) for w in s]
    if len(words) < _FEWEST // 2:
        return ()
    sketch = RMinHash(_BANDS * _ROWS, 42)
    sketch.update([" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)])
    digest = sketch.digest()
    out = []
    for band in range(_BANDS):
        rows = digest[band * _ROWS : (band + 1) * _ROWS]
        data = f"{band}:" + ",".join(map(str, rows))
        out.append(hashlib.sha256(data.encode()).hexdigest()[:12])
    return tuple(out)


def compare_texts(a: str, b: str) -> Match:
    """How surely one of two texts was made from the other, by the sentences that they share."""
    left, right = _sentences(a), _sentences(b)
    a_words, b_words = sum(map(len, left)), sum(map(len, right))
    if not a_words or not b_words:
        return Match(0.0, (Ground("no-text"),))
    if a_words > b_words:
        left, right, a_words, b_words = right, left, b_words, a_words
    shared = 0
    number = 0
    places: dict[tuple[str, str], list[int]] = {}
    for n, sentence in enumerate(right):
        for pair in set(_pairs(sentence)):
            places.setdefault(pair, []).append(n)
    for s in left:
        # only sentences with words in common are aligned, so the cost is linear in the length of the texts
        near = Counter(n for pair in set(_pairs(s)) for n in places.get(pair, ())[:_MOST])
        tried = (right[n] for n, _ in near.most_common(_TRIED))
        if any(Indel.normalized_similarity(s, t, score_cutoff=_SENTENCE) for t in tried):
            shared += len(s)
            number += 1
    if shared < _FEWEST:
        return Match(0.0, (Ground("few-words", (str(shared),)),))
    part = shared / a_words
    return Match(round(min(1.0, part), 4), (Ground("sentences", (str(number), str(len(left)))),))


def _pairs(sentence: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return pairwise(sentence) if len(sentence) > 1 else [(sentence[0], "")]


def copied_from(report_text: str, published: str | None, candidates: Sequence[Text]) -> Assignment:
    """The report whose text this one reprints, or none. The original is the earliest of the best candidates.

    Only candidates published no later than this text count (where both dates are known).
    """
    found: list[tuple[Match, Text]] = []
    for candidate in candidates:
        if published and candidate.published and candidate.published > published:
            continue
        match = compare_texts(report_text, candidate.text)
        if match.score >= COPY:
            found.append((match, candidate))
    if not found:
        return Assignment(None)
    found.sort(key=lambda pair: (-pair[0].score, pair[1].published or "", pair[1].order, pair[1].report))
    match, original = found[0]
    return Assignment(original.report, match)

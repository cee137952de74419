"""Paragraphs that aren't part of the report: share buttons, "read also", comment prompts, bylines, captions, sign-offs.

The phrases are data (`data/ar/boilerplate/phrases.tsv`). A phrase stands at the start of a paragraph, is the whole of
it, is a label before a colon, or (only phrases that no news has) stands anywhere in a short one; so a sentence that
merely uses the words is kept. What has a shape and no words (hashtags, addresses, desks' initials) is known by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from marsad.lexicon.tables import read_table
from marsad.text.spans import Span
from marsad.text.tokens import Token
from marsad.text.views import fold

from .sentences import Sentence

_MARKS = frozenset("\"'([{-*|·•#>:.,!/])}؟?«»–—…_")
_LABEL_ENDS = frozenset(":|/-")
_LONGEST_PROMPT = 30
"""Words: a longer paragraph that begins like a prompt is prose."""
_LONGEST_INSIDE = 14
_LONGEST_LABELLED = 12
_LONGEST_NOTE = 20
_LONGEST_SHAPE = 200
"""Characters of a paragraph that may be nothing but addresses, or initials."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[#@][\w\u0640]+|(?:[\w-]+\.)+[a-z]{2,}/\S*", re.I
)
_INITIALS = re.compile(r"[\s/().\[\]-]*(?:[^\W\d_]{1,2}[\s./-]+){1,8}[^\W\d_]{1,2}[\s/().\[\]-]*")
_SLASHED = re.compile(r"\s*/+\s*[^\W\d_]{2,6}\s*/+\s*")
_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}\s*(?:ت\.?\s?م\.?|غرينتش|gmt|utc)?\s*|\s*\d{3,5}\s*", re.I)
_Words = tuple[str, ...]


@dataclass(frozen=True)
class _Phrases:
    """The table by where a phrase may stand; `start`, `label` and `note` by their first word."""

    start: dict[str, list[_Words]] = field(default_factory=dict)
    label: dict[str, list[_Words]] = field(default_factory=dict)
    note: dict[str, list[_Words]] = field(default_factory=dict)
    inside: dict[str, list[_Words]] = field(default_factory=dict)
    whole: set[_Words] = field(default_factory=set)


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    found = _Phrases()
    for row in read_table("ar/boilerplate/phrases.tsv"):
        words = tuple(fold(row["phrase"]).split())
        if row["where"] == "whole":
            found.whole.add(words)
        else:
            by_first: dict[str, list[_Words]] = getattr(found, row["where"])
            by_first.setdefault(words[0], []).append(words)
    return found


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Words by which a sentence passes on what somebody said: no prompt has them."""
    said = (fold(row["past"]) for row in read_table("ar/attributions/cues.tsv") if "that" in row["opens"].split("|"))
    openers = (fold(row["phrase"]) for row in read_table("ar/attributions/openers.tsv") if row["place"] == "around")
    return frozenset(form for past in said for form in (past, past + "ت")) | {o for o in openers if " " not in o}


def boilerplate(text: str, tokens: list[Token], parts: list[Sentence]) -> tuple[list[Span], set[int]]:
    """The spans of boilerplate paragraphs, and the indexes of their sentences."""
    spans: list[Span] = []
    skipped: set[int] = set()
    by_paragraph: dict[int, list[Sentence]] = {}
    for part in parts:
        by_paragraph.setdefault(part.paragraph, []).append(part)
    for group in by_paragraph.values():
        first, last = group[0].first, group[-1].last
        if _is_boilerplate(text, tokens, first, last):
            spans.append(Span(tokens[first].start, tokens[last - 1].end))
            skipped.update(p.index for p in group)
    return spans, skipped


def _is_boilerplate(text: str, tokens: list[Token], first: int, last: int) -> bool:
    norms = [t.norm for t in tokens[first : min(last, first + _LONGEST_PROMPT + 40)]]
    words = tuple(n for n in norms if n not in _MARKS and (n[0].isalnum()))
    if len(words) <= _LONGEST_PROMPT and words and _by_phrase(norms, words):
        return True
    start, end = tokens[first].start, tokens[last - 1].end
    return end - start <= _LONGEST_SHAPE and _by_shape(text[start:end])


def _by_phrase(norms: list[str], words: _Words) -> bool:
    known = _phrases()
    if words in known.whole:
        return True
    if begun := _begins(words, known.start):
        # verbs that ask readers for something are written like those that tell what people did
        return not any(word in _telling() for word in words[begun:])
    if len(words) <= _LONGEST_LABELLED and _labelled(norms, words, known.label):
        return True
    if norms[0] == "*" and len(words) <= _LONGEST_NOTE and _begins(words, known.note):
        return True
    return len(words) <= _LONGEST_INSIDE and any(_begins(words[at:], known.inside) for at in range(len(words)))


def _begins(words: _Words, phrases: dict[str, list[_Words]]) -> int:
    """The length of the longest phrase that the words begin with, 0 if there is none."""
    return max((len(p) for p in phrases.get(words[0], ()) if words[: len(p)] == p), default=0)


def _labelled(norms: list[str], words: _Words, labels: dict[str, list[_Words]]) -> bool:
    """Is the first word or two a label, with a colon (or dash, slash, bar) behind it and a name after that?"""
    at = next(i for i, n in enumerate(norms) if n[0].isalnum())
    for label in labels.get(words[0], ()):
        behind = at + len(label)
        if tuple(norms[at:behind]) == label and behind < len(norms) and norms[behind] in _LABEL_ENDS:
            return not any(n in {'"', "«"} for n in norms[behind + 1 : behind + 2])
    return False


def _by_shape(paragraph: str) -> bool:
    rest, count = _ADDRESS.subn(" ", paragraph)
    if count and not any(c.isalnum() for c in rest):
        return True
    if _INITIALS.fullmatch(paragraph):
        return "/" in paragraph or "." in paragraph
    return _SLASHED.fullmatch(paragraph) is not None or _CLOCK.fullmatch(paragraph) is not None

"""Paragraphs and sentences.

A sentence ends at a full stop, question or exclamation mark followed by space, or at the
end of a paragraph. A stop inside a number, an abbreviation or just before a closing quote
that goes on with a comma ends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.text.tokens import Token

_ENDS = frozenset(".!?")
_CLOSERS = frozenset("\")'])}")
_INITIALS = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of the report; line breaks and blank ends left out."""

    index: int
    paragraph: int
    first: int
    last: int


def sentences(tokens: list[Token]) -> list[Sentence]:
    """All sentences in order. Every token but line breaks stands in exactly one."""
    out: list[Sentence] = []
    paragraph, first = 0, 0

    def close(last: int) -> None:
        nonlocal first
        if last > first:
            out.append(Sentence(len(out), paragraph, first, last))
        first = last

    size = len(tokens)
    i = 0
    while i < size:
        norm = tokens[i].norm
        if norm == "\n":
            close(i)
            first = i + 1
            if out and (i == 0 or tokens[i - 1].norm != "\n"):
                paragraph += 1
        elif norm in _ENDS and _ends_sentence(tokens, i):
            last = i + 1
            # closing quotes and further marks belong to the sentence they close
            while last < size and (
                tokens[last].norm in _ENDS
                or (tokens[last].norm in _CLOSERS and tokens[last].start == tokens[last - 1].end)
            ):
                last += 1
            if last < size and tokens[last].norm in {",", ";"}:
                i = last
                continue
            close(last)
            i = last - 1
        i += 1
    close(size)
    return out


def _ends_sentence(tokens: list[Token], i: int) -> bool:
    if tokens[i].norm in "!?":
        return True
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.norm == "\n":
        return True
    touching = after.start == tokens[i].end
    if touching and after.norm not in _CLOSERS:
        return False
    # an initial ("د. أحمد", "أ. ف. ب") is no end
    return not (before is not None and before.is_word and len(before.norm) == _INITIALS)

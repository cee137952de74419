"""How far the claimed passage reaches."""

from __future__ import annotations

from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.lexicon.tables import read_table
from marsad.text.spans import Span
from marsad.text.views import fold

from .cues import cue_participle, cue_verb

_TURNS = frozenset(fold(w) for w in ["فيما", "بينما", "حين", "غير", "لكن", "لكنه", "لكنها", "كما", "وكما", "أما"])
_MARKS = frozenset(",;")


@lru_cache(maxsize=1)
def openers() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Prepositional cues by first folded word: (words, act, place), longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in read_table("ar/attributions/openers.tsv"):
        words = tuple(fold(row["phrase"]).split())
        out.setdefault(words[0], []).append((words, row["act"], row["place"]))
    return {k: sorted(v, key=lambda x: -len(x[0])) for k, v in out.items()}


def opener_at(reading: Reading, i: int, end: int) -> tuple[int, str, str] | None:
    """A prepositional cue at token i: the token behind it, its act and where it may stand."""
    norm = reading.tokens[i].norm
    for lead in ("", "و", "ف"):
        if lead and not norm.startswith(lead):
            continue
        for words, act, place in openers().get(norm[len(lead) :], ()):
            if i + len(words) <= end and all(
                reading.tokens[i + k].norm.startswith(w) if k else True for k, w in enumerate(words)
            ):
                return i + len(words), act, place
    return None


def quoted_end(reading: Reading, opening: int, end: int) -> int | None:
    """The token of the quote mark that closes the one at `opening`; paragraphs may lie between."""
    tokens = reading.tokens
    source = reading.text
    mark = source[tokens[opening].start]
    pairs = {"“": "”", "«": "»", "„": "“", "❝": "❞"}
    closer = pairs.get(mark)
    depth = 0
    for k in range(opening + 1, end):
        char = source[tokens[k].start]
        if closer:
            if char == mark and mark != closer:
                depth += 1
            elif char == closer:
                if depth == 0:
                    return k
                depth -= 1
        elif tokens[k].norm == '"':
            return k
    return None


def clause_end(reading: Reading, first: int, end: int) -> int:
    """The token behind the clause that starts at `first`: up to the next cue of the same level, or the sentence."""
    tokens = reading.tokens
    depth = 0
    k = first
    while k < end:
        norm = tokens[k].norm
        if norm == '"':
            depth = 1 - depth
        if norm == "(":
            depth += 1
        elif norm == ")":
            depth = max(0, depth - 1)
        if depth == 0 and k > first and norm in _MARKS and k + 1 < end and _turns(reading, k + 1, end):
            return k
        k += 1
    while k > first and tokens[k - 1].norm in ".,;:!-":
        k -= 1
    return k


def _turns(reading: Reading, k: int, end: int) -> bool:
    """Does another voice, or the same with a new cue, begin at token k?"""
    tokens = reading.tokens
    norm = tokens[k].norm
    if cue_participle(norm) and k + 1 < end:
        return True
    if opener_at(reading, k, end):
        return True
    verb = cue_verb(norm)
    if verb and (norm.startswith(("و", "ف"))) and verb[0] and _opens_soon(reading, k + 1, end):
        return True
    if norm in _TURNS and k + 1 < end:
        for j in range(k + 1, min(k + 4, end)):
            if cue_verb(tokens[j].norm) and _opens_soon(reading, j + 1, end):
                return True
    return False


def _opens_soon(reading: Reading, k: int, end: int) -> bool:
    from .cues import THAT

    return any(
        t.norm in THAT or t.norm in {":", '"', "عن", fold("إلى"), "من"} for t in reading.tokens[k : min(end, k + 14)]
    )


def trimmed(reading: Reading, first: int, last: int) -> Span | None:
    """The span of tokens without marks at its ends; quotes go when they enclose the whole. None if nothing is told."""
    tokens = reading.tokens
    while first < last and tokens[first].norm in {",", ";", ":", "-", "\n", ".", "،"}:
        first += 1
    while last > first and tokens[last - 1].norm in {",", ";", ":", "-", "\n", "."}:
        last -= 1
    if first < last and tokens[first].norm == '"':
        closing = quoted_end(reading, first, last)
        if closing is not None and closing == last - 1:
            first, last = first + 1, last - 1
        elif closing is None:
            first += 1
    elif last - first > 1 and tokens[last - 1].norm == '"' and sum(t.norm == '"' for t in tokens[first:last]) % 2 == 1:
        last -= 1
    while last > first and tokens[last - 1].norm in {",", ";", ":", "-", "\n", "."}:
        last -= 1
    told = any(t.is_number or (t.is_word and function_class(t.norm) is None) for t in tokens[first:last])
    return reading.span(first, last) if told else None

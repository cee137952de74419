"""The neural tagger's proposals as candidates: names that no list holds."""

from __future__ import annotations

from typing import Protocol

from marsad.analysis.entities import Candidate
from marsad.analysis.entities.heads import head_of
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.record import EntityType
from marsad.text.clitics import BARE_PREFIXES
from marsad.text.spans import Span

_TYPES: dict[str, EntityType] = {"PERS": "person", "LOC": "place", "ORG": "organization"}
_WEIGHTS: dict[EntityType, int] = {"person": 46, "place": 38, "organization": 40}
_LEAST = 0.5


class TagSpanLike(Protocol):
    """What a tagger returns: word indexes, label, confidence."""

    start: int
    end: int
    label: str
    confidence: float


class TaggerLike(Protocol):
    """Anything that tags the words of one sentence."""

    def tag(self, words: list[str]) -> list[TagSpanLike]:
        """Spans over word indexes."""
        ...


def tagged_names(reading: Reading, tagger: TaggerLike) -> list[Candidate]:
    """Candidates for every sentence of the body, particles taken off where the rest is a name."""
    out: list[Candidate] = []
    for sentence in reading.body:
        tokens = reading.tokens[sentence.first : sentence.last]
        words = [reading.text[t.start : t.end] for t in tokens]
        for span in tagger.tag(words):
            kind = _TYPES.get(span.label)
            if kind is None or span.confidence < _LEAST:
                continue
            first, last = sentence.first + span.start, sentence.first + span.end
            while last > first and not (reading.tokens[last - 1].is_word or reading.tokens[last - 1].is_number):
                last -= 1
            while first < last and not reading.tokens[first].is_word:
                first += 1
            if first >= last or (last - first == 1 and function_class(reading.tokens[first].norm)):
                continue
            start = reading.view.offsets[reading.tokens[first].at + particle_letters(reading, first, kind)]
            out.append(
                Candidate(
                    first, last, Span(start, reading.tokens[last - 1].end), kind, f"tagger.{span.label}",
                    _WEIGHTS[kind],
                    confidence=round(span.confidence, 2),
                )
            )  # fmt: skip
    return out


def particle_letters(reading: Reading, first: int, kind: EntityType) -> int:
    """Letters of particles before the name: certain after ب/ل + ال, else where the rest is a known name or recurs."""
    norm = reading.tokens[first].norm
    for prefix in ("وبال", "وال", "بال", "فال", "كال"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            return len(prefix) - 2
    for prefix in ("ولل", "لل"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            return len(prefix)
    if kind != "person" and (head := head_of(norm)) is not None and head[0]:
        return len(head[0]) - (2 if head[0].endswith("ال") else 0)
    given = gazetteer().given_names
    for prefix in sorted(BARE_PREFIXES, key=len, reverse=True):
        if prefix and norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            rest = norm[len(prefix) :]
            if rest in given or (norm not in given and any(t.norm == rest for t in reading.tokens)):
                return len(prefix)
    if (
        norm not in given
        and kind == "person"
        and norm[0] == "و"
        and norm[1:]
        and len(norm) > 5
        and norm not in _W_NAMES
    ):
        return 1
    return 0


_W_NAMES = frozenset(
    ("وليد", "وسيم", "وايل", "وجدي", "وهبه", "وحيد", "ويليام", "وليام", "والتر", "واين", "ولسون", "ويلسون")
)

"""Records against a newswire corpus whose words carry PERS, LOC and ORG: where the two mark names differently.

The corpus (ANERcorp) leaves out of a name what the record keeps: the noun that says what a place or body is
(«مدينة»، «صحيفة»), a point of the compass, the nationality behind a body's name, and whole bodies that only such a
noun names («وزارة الداخلية»). `Conventions` holds what the corpus does with each of these words. The table is counted,
never written by hand, from text that nothing is scored on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from marsad.analysis.entities.heads import head_of
from marsad.analysis.words import function_class, is_verb, nationality
from marsad.model.record import EntityType, Record
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

Label = Literal["PERS", "LOC", "ORG"]
Ruling = Literal["whole", "rest", "none"]

LABELS: Final[dict[EntityType, Label]] = {"person": "PERS", "place": "LOC", "organization": "ORG"}
FEWEST: Final = 3
"""Head nouns that the counted text holds less often have no ruling: the record's own name stands."""
FEWEST_OTHERS: Final = 5
"""Other words that are left out before a name ("الرئيس", "فريق") must stand before one this often."""
_COMPASS: Final = frozenset(
    fold(w)
    for w in [
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "وسط",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "أنحاء",
        "شمالا",
        "جنوبا",
        "شرقا",
        "غربا",
    ]
)
_INSIDE: Final = 1 / 3
_FOLLOWED: Final = 1 / 5
_CLOSING: Final = frozenset(".,;:!?)]}»%…،؛؟")
_OPENING: Final = frozenset("([{«")
_QUOTES: Final = frozenset("\"'")


class Name(NamedTuple):
    """Words `start` to `end` (exclusive) of a sentence."""

    sentence: int
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Layout:
    """Sentences of words as a running text; `words` holds start and end of each word, sentence by sentence."""

    text: str
    words: tuple[tuple[tuple[int, int], ...], ...]


def lay_out(sentences: Sequence[Sequence[str]]) -> Layout:
    """One paragraph a sentence, marks written onto the words that they belong to.

    >>> lay_out([["قال", '"', "نعم", '"', "."]]).text
    'قال "نعم".'
    """
    parts: list[str] = []
    at = 0
    out: list[tuple[tuple[int, int], ...]] = []
    for number, sentence in enumerate(sentences):
        rows: list[tuple[int, int]] = []
        glued, quoted = True, False
        if number:
            parts.append("\n")
            at += 1
        for word in sentence:
            quote = word in _QUOTES
            if not (glued or _CLOSING.issuperset(word) or (quote and quoted)):
                parts.append(" ")
                at += 1
            parts.append(word)
            rows.append((at, at + len(word)))
            at += len(word)
            quoted ^= quote
            glued = word in _OPENING or (quote and quoted)
        out.append(tuple(rows))
    return Layout("".join(parts), tuple(out))


@dataclass(frozen=True)
class Custom:
    """How the corpus marks a head noun: how often outside and inside of names, how often a name follows."""

    noun: str
    outside: int
    inside: int
    followed: int
    label: str
    """What the names behind it mostly are."""
    kind: bool
    """Is it a head noun or a point of the compass? Other words are only ever left out before a name."""

    @property
    def ruling(self) -> Ruling:
        """Does the name hold the noun, begin behind it, or is there none?"""
        if self.inside >= _INSIDE * (self.inside + self.outside):
            return "whole"
        if self.followed >= max(1, _FOLLOWED * self.outside):
            return "rest"
        return "none" if self.kind else "whole"


class Conventions:
    """What the corpus does with each head noun, indefinite and definite apart."""

    def __init__(self, customs: Iterable[Custom]) -> None:
        self.customs = {c.noun: c for c in customs}

    @classmethod
    def counted(cls, sentences: Iterable[Sequence[tuple[str, str]]]) -> Conventions:
        """From sentences of words with their labels (B-, I-, O)."""
        outside: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        kinds: set[str] = set()
        followers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            for (word, label), (_, following) in zip(sentence, [*sentence[1:], ("", "O")], strict=True):
                noun, kind = _noun(fold(word))
                if kind:
                    kinds.add(noun)
                if label.startswith("B-"):
                    inside[noun] += 1
                elif label == "O":
                    outside[noun] += 1
                    if following.startswith("B-") and following[2:] in LABELS.values():
                        followers[noun][following[2:]] += 1
        customs: list[Custom] = []
        for noun in sorted(outside):
            behind = followers[noun]
            seen = outside[noun] + inside[noun] if noun in kinds else behind.total() if _nominal(noun) else 0
            if seen >= (FEWEST if noun in kinds else FEWEST_OTHERS):
                label = max(sorted(behind), key=behind.__getitem__, default="")
                customs.append(Custom(noun, outside[noun], inside[noun], behind.total(), label, noun in kinds))
        return cls(c for c in customs if c.ruling != "whole")

    def name(self, words: Sequence[str], kind: EntityType) -> tuple[int, int, str] | None:
        """What the corpus would mark of a record's name: its folded words from first to last, and a label."""
        label: str = LABELS[kind]
        first, last = 0, len(words)
        while first < last:
            custom = self.customs.get(_noun(words[first])[0])
            if not _says(words[first]):
                first += 1
            elif custom is None or (kind == "person" and not (custom.label == "PERS" and last - first > 1)):
                break
            elif custom.ruling == "none":
                return None
            else:
                first, label = first + 1, label if kind == "person" else custom.label
        nation = kind == "organization" or (kind == "place" and first > 0)
        while last > first and (not _says(words[last - 1]) or (nation and _of_a_nation(words[last - 1]))):
            last -= 1
        return (first, last, label) if first < last else None


def _of_a_nation(word: str) -> bool:
    return has_article(word) and nationality(word) is not None


def _says(word: str) -> bool:
    """Has it a letter or digit?"""
    return any(map(str.isalnum, word))


def _nominal(norm: str) -> bool:
    return _says(norm) and function_class(norm) is None and not is_verb(norm)


def _noun(norm: str) -> tuple[str, bool]:
    """The key of a folded word, and whether it is a head noun (with its article) or a point of the compass.

    >>> _noun(fold("بمدينة")), _noun(fold("المدينة")), _noun(fold("وشرق")), _noun(fold("طبرق"))
    (('مدينه', True), ('المدينه', True), ('شرق', True), ('طبرق', False))
    """
    hit = head_of(norm) if norm else None
    if hit is not None:
        return ("ال" if hit[1] else "") + hit[2][0].noun, True
    point = next((stem for _, stem in splits(norm) if stem in _COMPASS), None) if norm else None
    return (norm, False) if point is None else (point, True)


def names_of(record: Record, layout: Layout, conventions: Conventions, first: int = 0) -> set[Name]:
    """The record's people, organizations and places as names of the corpus; `first` numbers the first sentence."""
    spans = [(m.start, m.end, e.type) for e in record.entities if e.type in LABELS for m in e.mentions]
    return laid_names(spans, layout, conventions, first)


def laid_names(
    spans: Iterable[tuple[int, int, EntityType]], layout: Layout, conventions: Conventions, first: int = 0
) -> set[Name]:
    """The same from spans of the text. Of spans that overlap, the one that begins first and is longest counts."""
    flat = [(n, k, start, end) for n, rows in enumerate(layout.words) for k, (start, end) in enumerate(rows)]
    starts = [start for _, _, start, _ in flat]
    ends = [end for _, _, _, end in flat]
    out: set[Name] = set()
    done = 0
    for start, end, kind in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start < done:
            continue
        done = end
        low, high = bisect_right(ends, start), bisect_left(starts, end)
        inside = [row for row in flat[low:high] if row[0] == flat[low][0]] if low < high else []
        named = conventions.name([fold(layout.text[a:b]) for _, _, a, b in inside], kind)
        if named is not None:
            sentence, word = inside[0][0], inside[0][1]
            out.add(Name(first + sentence, word + named[0], word + named[1], named[2]))
    return out

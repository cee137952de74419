"""Reading, splitting and aligning the training data.

ANERcorp gives the labels. NewsFANE Gold is the same text with letters folded
and particles split; where a sentence of it is letter for letter a sentence of
ANERcorp it lends (a) a second spelling of that sentence, with the ANERcorp
labels carried over, and (b) fine classes for the auxiliary head.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

COARSE: Final = ("PERS", "LOC", "ORG", "MISC")
LABELS: Final = ("O", *(f"{part}-{name}" for name in COARSE for part in "BI"))

# The 50 classes of NewsFANE Gold, collapsed.
_FINE: Final = {
    "politician": "Politician",
    "athlete": "Athlete",
    "artist": "Artist",
    "person": "Other_PER Religious_PER Scientist Businessperson Lawyer Engineer Police",
    "group": "Group",
    "nation": "Nation",
    "city": "Population-Center",
    "region": "State-or-Province County-or-District GPE-Cluster Continent",
    "nature": "Water-Body Land Land-Region-Natural",
    "facility": "Building-Grounds Airport Path Subarea-Facility Plant",
    "government": "Government",
    "organization": "Non-Governmental Religious_ORG Medical-Science Entertainment",
    "sports": "Sports",
    "media": "Media",
    "commercial": "Commercial",
    "education": "Educational",
    "military": "Air Water Projectile Shooting",
    "work": "Movie Book Software",
}
FINE_OF: Final = {old: new for new, olds in _FINE.items() for old in olds.split()}
FINE_LABELS: Final = (
    "O",
    *(f"{part}-{name}" for name in (*_FINE, "other") for part in "BI"),
)

HELD_OUT: Final = 0.10
"""The last tenth of the ANERcorp sentences, in file order, is never trained on."""

LONGEST_SENTENCE: Final = 100
_FOLD: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": None} | {chr(code): None for code in range(0x064B, 0x0653)}
)


@dataclass(frozen=True)
class Sentence:
    """Words with their labels; ``fine`` is None where nothing is known."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    fine: tuple[str | None, ...]
    variant: Sentence | None = field(default=None, repr=False)
    """The same sentence in the spelling of NewsFANE."""


def read_columns(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, label); empty lines separate them."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts:
            sentences[-1].append((parts[0], parts[-1]))
        elif sentences[-1]:
            sentences.append([])
    return [s for s in sentences if s]


def valid_bio(labels: list[str]) -> list[str]:
    """Turn every I- without a matching predecessor into a B-."""
    fixed: list[str] = []
    for label in labels:
        if label.startswith("I-") and (not fixed or fixed[-1][1:] != label[1:]):
            label = "B-" + label[2:]
        fixed.append(label)
    return fixed


def folded(text: str) -> str:
    """Letters and digits alone, in the spelling of NewsFANE."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return "".join(c for c in plain if c.isalnum())


def split_point(columns: list[list[tuple[str, str]]]) -> int:
    """Number of sentences of the training part."""
    return round(len(columns) * (1.0 - HELD_OUT))


def carry_labels(source: list[str], labels: list[str], target: list[str], *, to_pieces: bool) -> list[str]:
    """Labels of ``source`` on the words of ``target``, the same text otherwise cut.

    With ``to_pieces`` the target is the finer one: particles before a name are
    left out of it, and what follows its first piece continues it.
    """
    owner = [(i, label) for i, (w, label) in enumerate(zip(source, labels, strict=True)) for _ in folded(w)]
    out: list[str] = []
    at = 0
    entered: set[int] = set()
    for word in target:
        size = len(folded(word))
        covered = owner[at : at + size]
        at += size
        if not covered:
            out.append("?")
            continue
        first, label = covered[0]
        if to_pieces:
            rest = size < sum(1 for i, _ in owner if i == first)
            prefix = rest and first not in entered and word in ("و", "ف", "ب", "ل", "ك")
            if prefix and owner[at - size - 1 : at - size] and owner[at - size - 1][0] == first:
                prefix = False
            if label.startswith("B-") and prefix:
                out.append("O")
                continue
            if label.startswith("B-") and first in entered:
                label = "I-" + label[2:]
            entered.add(first)
        else:
            named = [x for _, x in covered if x != "O"]
            starts = [x for x in named if x.startswith("B-")]
            label = (starts or named or ["O"])[0]
        out.append(label)
    for i in range(len(out) - 1, -1, -1):  # marks: inside a name or outside
        if out[i] == "?":
            following = out[i + 1] if i + 1 < len(out) else "O"
            out[i] = following if following.startswith("I-") else "O"
    return valid_bio(out)


def collapse(label: str) -> str:
    """A NewsFANE label in the collapsed classes."""
    return label if label == "O" else label[:2] + FINE_OF.get(label[2:], "other")


# Names that NewsFANE marks and ANERcorp missed are added in these classes only;
# for organisations the two guidelines differ.
_REPAIR: Final = {
    **dict.fromkeys(("politician", "athlete", "artist", "person"), "PERS"),
    **dict.fromkeys(("nation", "city"), "LOC"),
}


def repair(labels: list[str], fine: list[str]) -> list[str]:
    """Add the names that only the finer annotation has."""
    fixed = list(labels)
    at = 0
    while at < len(labels):
        end = at + 1
        if fine[at].startswith("B-") and fine[at][2:] in _REPAIR:
            while end < len(fine) and fine[end] == "I-" + fine[at][2:]:
                end += 1
            free = all(label == "O" for label in labels[at:end])
            if free and not (end < len(labels) and labels[end].startswith("I-")):
                name = _REPAIR[fine[at][2:]]
                fixed[at:end] = ["B-" + name] + ["I-" + name] * (end - at - 1)
        at = end
    return fixed


def build(columns: list[list[tuple[str, str]]], fine_columns: list[list[tuple[str, str]]]) -> list[Sentence]:
    """Sentences with fine labels and second spellings where they align."""
    known = {folded("".join(w for w, _ in s)): s for s in fine_columns}
    sentences: list[Sentence] = []
    for rows in columns:
        words = [w for w, _ in rows]
        labels = valid_bio([x for _, x in rows])
        match = known.get(folded("".join(words)))
        fine: list[str | None] = [None] * len(words)
        variant: Sentence | None = None
        if match:
            pieces = [w for w, _ in match]
            piece_fine = valid_bio([collapse(x) for _, x in match])
            carried = carry_labels(pieces, piece_fine, words, to_pieces=False)
            fine = list(carried)
            labels = repair(labels, carried)
            variant = Sentence(
                tuple(pieces),
                tuple(carry_labels(words, labels, pieces, to_pieces=True)),
                tuple(piece_fine),
            )
        sentences.append(Sentence(tuple(words), tuple(labels), tuple(fine), variant))
    return sentences


def cut(sentence: Sentence, longest: int = LONGEST_SENTENCE) -> list[Sentence]:
    """Cut a long sentence, after a mark if one is near, never inside a name."""
    parts: list[Sentence] = []
    words, labels, fine = sentence.words, sentence.labels, sentence.fine
    while len(words) > longest:
        ends = [i for i in range(longest // 2, longest) if not labels[i].startswith("I-")]
        after_mark = [i for i in ends if not folded(words[i - 1])]
        at = max(after_mark or ends or [longest])
        parts.append(Sentence(words[:at], labels[:at], fine[:at]))
        words, labels, fine = words[at:], labels[at:], fine[at:]
    if not parts:
        return [sentence]
    return [*parts, Sentence(words, labels, fine)]


def load_plain(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """The same two parts by ANERcorp alone, as it stands: what the plain recipe trains on."""
    columns = read_columns(folder / "anercorp_train.txt")
    at = split_point(columns)
    train, held_out = ([_as_it_stands(rows) for rows in part] for part in (columns[:at], columns[at:]))
    return [part for s in train for part in cut(s)], held_out


def _as_it_stands(rows: list[tuple[str, str]]) -> Sentence:
    return Sentence(tuple(w for w, _ in rows), tuple(valid_bio([x for _, x in rows])), (None,) * len(rows))


def load(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """The training part and the held-out part (the latter as it stands)."""
    columns = read_columns(folder / "anercorp_train.txt")
    at = split_point(columns)
    train = build(columns[:at], read_columns(folder / "newsfane_train.txt"))
    held_keys = {folded("".join(w for w, _ in rows)) for rows in columns[at:]}
    train = [s for s in train if folded("".join(s.words)) not in held_keys]
    return [part for s in train for part in cut(s)], [_as_it_stands(rows) for rows in columns[at:]]

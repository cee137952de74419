"""Arabic names in Latin letters as they are usually spelt, learnt from the people of the knowledge base.

«محمد» is Mohamed and not what its letters give. Each person of the knowledge base has an Arabic
and an English name; where their words pair off, the commonest English spelling of a word is its
usual one. Words that nobody there bears are spelt by rule (`marsad.text.romanise`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from marsad.text.romanise import romanise
from marsad.text.views import fold

from .gazetteer import gazetteer
from .tables import read_table

_OPENS = frozenset(map(fold, ("عبد", "أبو", "أم", "آل")))
"""Words that are one name with the next («عبد الله», «أبو شهاب»)."""
_LATIN_OPENS = frozenset(("abdul", "abdel", "abd", "abu", "abou", "umm", "al"))
_HELD = {"عبد": "Abdel", "ابو": "Abu", "ام": "Umm", "ال": "Al", "ابن": "Ibn", "ابنه": "bint", "بنت": "bint"}
_QUOTES = str.maketrans(dict.fromkeys('“”«»"', " "))


def latin(name: str) -> str:
    """A name in Latin letters: words as they are usually spelt, others by rule.

    >>> latin("عيسى ولد الطالب"), latin("فيصل بن عبد الله المطيري"), latin("عبد الودود قزمان")
    ('Issa Ould al-Taleb', 'Faisal bin Abdullah al-Mutairi', 'Abdel Wadud Qazman')
    """
    return " ".join(_word(w) for w in _parts(name.translate(_QUOTES).split(), _OPENS))


def latin_word(word: str) -> str | None:
    """The usual spelling of one word, None if nobody known bears it."""
    norm = fold(word)
    if hit := _usual().get(norm):
        return hit
    if norm.startswith("ال") and len(norm) > 4:
        return f"al-{hit}" if (hit := _usual().get(norm[2:])) else None
    hit = _usual().get("ال" + norm)
    return re.sub(r"^[Aa]l-", "", hit) if hit else None


def _word(part: str) -> str:
    if usual := latin_word(part):
        return usual
    first, _, rest = part.partition(" ")
    norm = fold(part)
    if not rest and norm.startswith("عبدال") and len(norm) > 6:
        # «عبدالكريم» is written in one
        return _word(f"{part[:3]} {part[3:]}")
    if rest:
        behind = re.sub(r"^al-", "", _word(rest)) if fold(first) == "عبد" else _word(rest)
        return f"{_HELD[fold(first)]} {behind}"
    if norm.startswith("لل") and len(norm) > 4:
        return "lil-" + re.sub(r"^[Aa]l-", "", _word("ال" + part[2:]))
    return romanise(part)


def _parts(words: list[str], opens: frozenset[str]) -> list[str]:
    """The words, those that are one name with the next joined to it."""
    out: list[str] = []
    for word in words:
        if out and " " not in out[-1] and (fold(out[-1]) in opens or out[-1].lower() in opens):
            out[-1] += " " + word
        else:
            out.append(word)
    return out


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for entry in gazetteer().entries:
        if entry.source != "persons":
            continue
        english = re.sub(r"\(.*?\)", " ", entry.en).split()
        ours = _parts(entry.names[0].split(), _OPENS)
        theirs = _parts(english, _LATIN_OPENS)
        if len(ours) != len(theirs):
            continue
        for word, spelt in zip(ours, theirs, strict=True):
            if _bones(romanise(word)) == _bones(spelt):
                votes.setdefault(fold(word), Counter())[spelt] += 1
    # the first of equally common spellings is the one that the table has first
    usual = {word: max(spelt, key=lambda s: spelt[s]) for word, spelt in votes.items()}
    usual.update((fold(row["word"]), row["latin"]) for row in read_table("ar/names/latin.tsv"))
    return usual


_SAME = (
    ("kh", "x"), ("gh", "j"), ("sh", "s"), ("ch", "s"), ("dj", "j"), ("th", "t"), ("dh", "d"), ("q", "k"), ("c", "k"),
    ("g", "j"),
)  # fmt: skip


def _bones(latin: str) -> str:
    """The consonants of a Latin spelling, those that stand for one Arabic letter alike."""
    out = re.sub(r"^(al|el)-", "", latin.lower())
    for written, bone in _SAME:
        out = out.replace(written, bone)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]|[aeiouwy]", "", out))

"""Letters as dictionaries spell them, for texts that leave them out: «الى», «مدينه», «فى».

Much of the Egyptian press writes every final ya without its dots, letters and posts often no hamza and no ta marbuta.
Rules match on folded words and don't mind; the learned reader has rarely seen such words. What a text leaves out
throughout is put back letter for letter, so that offsets stay what they are. Other texts stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from marsad.text.clitics import BARE_PREFIXES

from .gazetteer import gazetteer
from .tables import read_table

_LETTER = "ء-غف-ي"
_MARK = "\u0640\u064b-\u0652\u0670"
_WORD = re.compile(f"(?<![{_LETTER}{_MARK}])[{_LETTER}]{{2,}}(?![{_MARK}])")
"""A word without vowel signs: who writes those leaves no letters out."""
_PREFIXES = sorted(BARE_PREFIXES, key=len)
_BARE = str.maketrans("أإآ", "ااا")
_LAST = {"ة": "ه", "ي": "ى"}
_FEWEST = 3
"""Words that must lack a letter before a text is taken to leave any out."""
_WITHOUT = 0.8
"""The share of words without it among those that could have it."""
_SAYS = re.compile(r"[وف]?(?:قال(?:ت|وا|ا)?|[يت]قول|قائل[اه]?|القول|قول(?:ه|ها|هم))\Z")
THAT = re.compile("([وف]?[بل]?)ان(|ه|ها|هم|هما|نا)")
"""«ان», «بانه»: «إن» right behind a verb of saying, else «أن»."""


def bare(word: str) -> str:
    """The word without hamza over or under alef, its last letter as such texts write it.

    >>> bare("إلى"), bare("الأمنية"), bare("في")
    ('الى', 'الامنيه', 'فى')
    """
    word = word.translate(_BARE)
    return word[:-1] + _LAST.get(word[-1:], word[-1:])


def respelt(text: str) -> str:
    """The text with the letters that it leaves out throughout, itself where it leaves out none. As long as `text`.

    >>> respelt("قالت الوزاره ان الوفد سافر الى مدينه بعيده فى الشمال امس")
    'قالت الوزارة إن الوفد سافر إلى مدينة بعيدة في الشمال أمس'
    >>> respelt("قالت الوزارة إن الوفد سافر الى المدينة")
    'قالت الوزارة إن الوفد سافر الى المدينة'
    """
    missing = _missing(text)
    if not missing:
        return text
    out = list(text)
    said = False
    for match in _WORD.finditer(text):
        word = match[0]
        that = THAT.fullmatch(word)
        if that:
            written = f"{that[1]}{'إ' if said and not that[1] else 'أ'}ن{that[2]}"
        else:
            # «وادى» in a text with its hamzas is no «وأدى»
            written = next((w for w in _options(word) if _allowed(word, w, missing)), _by_shape(word))
        said = bool(_SAYS.match(word)) or (said and not that and text[match.end() : match.end() + 1] == " ")
        for n, (old, new) in enumerate(zip(word, written, strict=True)):
            if old != new and new in missing:
                out[match.start() + n] = new
    return "".join(out)


def _missing(text: str) -> frozenset[str]:
    """The letters that the text leaves out: «أ», «إ» and «آ» together, «ة» and «ي» each by itself."""
    with_it: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match[0]
        written = _listed().get(bare(word))
        if written is None:
            continue
        for old, new, plain in zip(word, written, bare(written), strict=True):
            if new != plain:
                kind = "أ" if new in "أإآ" else new
                (without if old == plain else with_it)[kind] += 1
    left_out = {k for k, n in without.items() if n >= _WITHOUT * (n + with_it[k])}
    if sum(without[k] for k in left_out) < _FEWEST:
        return frozenset()
    return frozenset(left_out | set("إآ" if "أ" in left_out else ""))


def _options(word: str) -> Iterator[str]:
    """How the word may be spelt: as it is listed, with particles before it or not, then as part of a known name."""
    plain = bare(word)
    for table in (_listed(), _names()):
        for prefix in _PREFIXES:
            rest = plain.removeprefix(prefix)
            if plain.startswith(prefix) and rest in table and (len(rest) > 2 or not prefix):
                yield prefix + table[rest]


def _allowed(word: str, written: str, missing: frozenset[str]) -> bool:
    """Does a spelling differ from the word only by letters that the text leaves out?"""
    return all(old == new or new in missing for old, new in zip(word, written, strict=True))


def _by_shape(word: str) -> str:
    """A word that no list has: no pronoun ends it behind an article or a nisba («ضروريه»); ya is commoner than alef."""
    if word[-1] == "ه" and len(word) > 4 and (word[-2] == "ي" or re.match("[وف]?(?:[بك]?ال|لل)", word)):
        return word[:-1] + "ة"
    return word[:-1] + "ي" if word[-1] == "ى" else word


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    return {bare(row["word"]): row["word"] for row in read_table("ar/words/spelling.tsv")}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Words of known names by their bare form, the first that has one."""
    out: dict[str, str] = {}
    for word in _of_names():
        out.setdefault(bare(word), word)
    return out


def _of_names() -> Iterator[str]:
    for row in read_table("gazetteer/given_names.tsv"):
        yield row["name"]
    for entry in gazetteer().entries:
        if entry.source != "places":
            for name in entry.names:
                yield from _WORD.findall(name)

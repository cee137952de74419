"""When two Arabic names count as the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# not text.fold: the scorer's idea of sameness is part of the gold's contract and must not move with the extractor
_SAME = str.maketrans("أإآٱىةؤئگڤپچ", "اااايهويكفبج", "ـ")
_NOT_WORD = re.compile(r"[^\w\s]")
_ARTICLE = "ال"


@lru_cache(maxsize=20_000)
def comparable(name: str) -> str:
    """A form in which the spellings of one name are equal.

    Compatibility forms, case, vowel signs, hamza carriers, final ya and ta, tatweel, punctuation,
    spacing and the article of words longer than four letters make no difference.

    >>> comparable("الكُفْـرَة") == comparable("كفره"), comparable("«أبو سليم»")
    (True, 'ابو سليم')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(filter(_is_base, plain)).translate(_SAME)
    return " ".join(_without_article(word) for word in _NOT_WORD.sub(" ", plain).split())


def title_words(title: str) -> frozenset[str]:
    """The words of an office's title, compared as names are."""
    return frozenset(comparable(title).split())


def _is_base(char: str) -> bool:
    return unicodedata.combining(char) == 0


def _without_article(word: str) -> str:
    return word[len(_ARTICLE) :] if len(word) > 4 and word.startswith(_ARTICLE) else word

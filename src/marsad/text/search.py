"""Words as a search index holds them: folded, with and without what Arabic writes onto them.

An index of these words finds «ببنغازي» by "بنغازي" and the other way round, with any hamza, diacritic or tatweel, and
"José" by "jose".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .clitics import splits
from .views import fold

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LEAST_STEM = 3
_ARTICLES = frozenset({"ال", "al", "el"})


def words(text: str) -> list[str]:
    """The folded words and numbers of a text in order, Latin ones without accents.

    >>> words("Al-Sisi à بِنغـازي، ٢٠٢٤")
    ['al', 'sisi', 'a', 'بنغازي', '2024']
    """
    found = fold(text)
    if not found.isascii() and any("\u00c0" <= c <= "\u024f" for c in found):
        found = "".join(c for c in unicodedata.normalize("NFKD", found) if not unicodedata.combining(c))
    return _WORD.findall(found)


def index_terms(text: str) -> str:
    """All that an index should hold of a text, separated by blanks, each once and in order of the text.

    >>> index_terms("وببنغازي")
    'وببنغازي ببنغازي بنغازي'
    """
    return " ".join(dict.fromkeys(form for word in words(text) for form in forms(word)))


def query_terms(query: str) -> list[tuple[str, ...]]:
    """What to look for: one tuple of alternatives a word, the word itself first; all words are wanted.

    >>> query_terms("في القاهرة")
    [('في',), ('القاهره', 'قاهره')]
    """
    found = [word for word in dict.fromkeys(words(query)) if word not in _ARTICLES]
    return [forms(word) for word in found]


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """A folded word and what is left of it without particles and article."""
    if word.isascii():
        return (word,)
    return tuple(dict.fromkeys(stem for prefix, stem in splits(word) if not prefix or len(stem) >= _LEAST_STEM))

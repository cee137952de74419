"""Particles that Arabic writes onto the next word, and pronouns written onto its end."""

from __future__ import annotations

from functools import lru_cache

# conjunction, then preposition or future particle, then article
PREFIXES: tuple[str, ...] = tuple(
    sorted(
        {c + p for c in ("", "و", "ف") for p in ("", "ب", "ل", "ك", "س")}
        | {c + p + "ال" for c in ("", "و", "ف") for p in ("", "ب", "ك")}
        | {c + "لل" for c in ("", "و", "ف")},
        key=len,
        reverse=True,
    )
)
BARE_PREFIXES = frozenset(p for p in PREFIXES if not p.endswith(("ال", "لل")) and not p.endswith("س"))
ARTICLE_PREFIXES = frozenset(p for p in PREFIXES if p.endswith(("ال", "لل")))
VERB_PREFIXES = frozenset({"", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل"})
PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه", "ك", "ي")


@lru_cache(maxsize=8192)
def splits(word: str) -> tuple[tuple[str, str], ...]:
    """Every way to read a folded word as particles and a stem, the whole word first.

    The article stays visible in the particle part ("وال", "لل"). A stem has at least two letters.

    >>> splits("وببنغازي")
    (('', 'وببنغازي'), ('و', 'ببنغازي'), ('وب', 'بنغازي'))
    """
    out = [("", word)]
    for prefix in reversed(PREFIXES):
        if prefix and word.startswith(prefix) and len(word) - len(prefix) >= 2:
            out.append((prefix, word[len(prefix) :]))
    return tuple(out)


@lru_cache(maxsize=8192)
def has_article(word: str) -> bool:
    """Does the folded word carry the article, particles before it or not? (May be part of a name.)

    >>> has_article("والقوات"), has_article("للسفاره"), has_article("قوات")
    (True, True, False)
    """
    return any(word.startswith(p) and len(word) - len(p) >= 2 for p in ARTICLE_PREFIXES)

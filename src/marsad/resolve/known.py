"""Names that the knowledge base has, Arabic in any spelling or English."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.model.record import EntityType

from .sounds import is_latin, plain_latin

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def _by_english() -> dict[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = {}
    for entry in gazetteer().entries:
        for name in re.split(r"[()]", entry.en):
            if key := _english_key(name):
                table.setdefault(key, []).append(entry)
    return {key: tuple(dict.fromkeys(found)) for key, found in table.items()}


def _english_key(name: str) -> str:
    return " ".join(w for w in _WORD.findall(plain_latin(name)) if w not in ("the", "of", "al", "el"))


@lru_cache(maxsize=2048)
def known_entries(name: str, type: EntityType, country: str | None = None) -> tuple[Entry, ...]:
    """The entries of the knowledge base with exactly this name, Arabic in any spelling or English.

    `country` leaves out those of another country.

    >>> [e.en for e in known_entries("عبدالحميد ادبيبة", "person")]
    ['Abdul Hamid Dbeibah']
    >>> [e.names[0] for e in known_entries("Reuters", "organization")]
    ['رويترز']
    """
    found = _by_english().get(_english_key(name), ()) if is_latin(name) else gazetteer().named(name)
    return tuple(e for e in found if e.type == type and (not country or not e.country or e.country == country))

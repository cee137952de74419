"""English names of bodies and places that no list knows but whose words are regular.

«وزارة الدفاع النيجرية» is put together from a small dictionary and the country's name;
where a word isn't known the whole name is romanised instead, and either way is marked.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.analysis.words import bare, nationality
from marsad.lexicon.tables import read_table
from marsad.text.romanise import romanise
from marsad.text.views import fold

from .coreference import country_entry


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for row in read_table("ar/entities/english.tsv"):
        base = fold(row["word"])
        out.setdefault(base, (row["en"], row["role"]))
        if row["role"] == "adjective":
            for form in (base + "ه", base + "ين", base + "ات"):
                out.setdefault(form, (row["en"], "adjective"))
    out.setdefault(fold("عليا"), ("Supreme", "adjective"))
    out.setdefault(fold("متحدة"), ("United", "adjective"))
    return out


def english(name: str, head: str) -> tuple[str, bool]:
    """An English name and whether it was translated (else romanised).

    A head noun with a proper name keeps the name in Latin letters:

    >>> english("ميناء طبرق", "ميناء"), english("وكالة الضفة للأنباء", "وكالة")
    (('Port of Tabraq', True), ('News Agency of al-Dafa', True))
    """
    words = _words()
    tokens = list("".join(c if c.isalnum() or c.isspace() else " " for c in fold(name)).split())
    original = list("".join(c if c.isalnum() or c.isspace() else " " for c in name).split())
    if not head or not tokens or len(tokens) != len(original) or bare(tokens[0]) not in words:
        return romanise(name), False
    first, role = words[bare(tokens[0])]
    if role != "head":
        first = first + " of"
    nouns: list[str] = []
    adjectives: list[str] = []
    country: str | None = None
    for token, written in zip(tokens[1:], original[1:], strict=True):
        stem = bare(token)
        code = nationality(token)
        if stem in words:
            en, kind = words[stem]
            (adjectives if kind == "adjective" else nouns).append(en)
        elif code is not None and (entry := country_entry(code)) is not None:
            country = entry.en
        else:
            nouns.append(romanise(written))
    bare_head = first.removesuffix(" of")
    core = " ".join([*adjectives, bare_head])
    if nouns and first.endswith(" of"):
        core += " of " + " ".join(nouns)
    elif nouns:
        core = " ".join([*nouns, *adjectives, bare_head])
    if country:
        core = f"{core} ({country})" if nouns else f"{core} of {country}"
    return core[:1].upper() + core[1:], True

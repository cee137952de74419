"""Words that only say that something happened: «وقع», «جرى», «وقوع»."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.paradigms import conjugate
from marsad.lexicon.tables import read_table
from marsad.text.views import fold


@lru_cache(maxsize=1)
def happening_verbs() -> frozenset[str]:
    """All folded forms of the verbs."""
    rows = read_table("ar/events/happening.tsv")
    return frozenset(form.form for row in rows for form in conjugate(row["past"], row["present"]))


@lru_cache(maxsize=1)
def happening_nouns() -> frozenset[str]:
    """Their folded verbal nouns, without the article."""
    return frozenset(fold(row["masdar"]) for row in read_table("ar/events/happening.tsv") if row["masdar"])

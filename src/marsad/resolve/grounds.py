"""The words of reasons: `data/grounds.tsv` has a sentence for every code, in English and Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from marsad.lexicon.tables import read_table, values
from marsad.model.judgement import Ground

VALUE = re.compile(r"\{(\d)(?::(\w+))?(…)?\}")
"""Where a sentence takes a value: its number, what kind of code it is, and whether those after it follow."""


def said(ground: Ground, language: Literal["en", "ar"] = "en") -> str:
    """The reason in words. One of an older desk keeps its English ones.

    >>> said(Ground("same-country", ("LBY",))), said(Ground("same-country", ("LBY",)), "ar")
    ('the same country: Libya', 'البلد نفسه: ليبيا')
    >>> said(Ground("text", ("the same day",)), "ar")
    'the same day'
    """
    template = words().get(ground.code)
    if template is None:
        return " ".join(ground.values) or ground.code

    def put(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        taken = ground.values[at:] if match[3] else ground.values[at : at + 1]
        if match[2] == "country":
            taken = tuple(_countries().get(code, {}).get(language, code) for code in taken)
        return ("، " if language == "ar" else ", ").join(taken)

    return VALUE.sub(put, template[language])


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """The sentences of every code. `VALUE` finds where its values go."""
    return {row["code"]: {"en": row["en"], "ar": row["ar"]} for row in read_table("grounds.tsv")}


@lru_cache(maxsize=1)
def _countries() -> dict[str, dict[str, str]]:
    rows = read_table("gazetteer/countries.tsv")
    return {row["alpha3"]: {"en": row["en"], "ar": values(row["names"])[0]} for row in rows}

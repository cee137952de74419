"""Particles written onto a name that the learned reader marked as a whole word."""

from __future__ import annotations

from marsad.analysis.entities.heads import head_of
from marsad.analysis.reading import Reading
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.record import EntityType
from marsad.text.clitics import BARE_PREFIXES


def particle_letters(reading: Reading, first: int, kind: EntityType) -> int:
    """Letters of particles before the name: certain after ب/ل + ال, else where the rest is a known name or recurs."""
    norm = reading.tokens[first].norm
    if norm in _PARENTS:
        return 0
    for prefix in ("وبال", "وال", "بال", "فال", "كال"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            return len(prefix) - 2
    for prefix in ("ولل", "لل"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            return len(prefix)
    if kind != "person" and (head := head_of(norm)) is not None and head[0]:
        return len(head[0]) - (2 if head[0].endswith("ال") else 0)
    start = reading.tokens[first].start
    if norm[0] in "بلكوف" and reading.text[start + 1 : start + 2] == "إ":
        # «بإينياكي»: no name has this hamza behind its first letter
        return 1
    given = gazetteer().given_names
    for prefix in sorted(BARE_PREFIXES, key=len, reverse=True):
        if kind == "person" and (norm in given or prefix.endswith("ك")):
            # «كريم» is not «ك» and «ريم»: hardly anybody is likened in the news
            continue
        if prefix and norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            rest = norm[len(prefix) :]
            if rest in given or (norm not in given and rest in reading.norms):
                return len(prefix)
    if (
        norm not in given
        and kind == "person"
        and norm[0] == "و"
        and norm[1:]
        and len(norm) > 5
        and norm not in _W_NAMES
    ):
        return 1
    return 0


_PARENTS = frozenset(f"والد{end}" for end in ("ه", "ها", "هم", "ته", "تها", "اه", "اها", "يه", "يها", "ان", "ين"))
"""«والده», «والداها»: their letters before the dal are no article."""
_W_NAMES = frozenset(
    ("وليد", "وسيم", "وايل", "وجدي", "وهبه", "وحيد", "ويليام", "وليام", "والتر", "واين", "ولسون", "ويلسون")
)

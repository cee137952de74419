"""What a number of an account counts: the dead or the wounded, the arrested or the freed, or things."""

from __future__ import annotations

import re
from functools import cache

from marsad.lexicon.tables import read_table, values
from marsad.model.story import Account, Number
from marsad.text.clitics import splits
from marsad.text.views import fold

from .likeness import content_words, stem

_WORD = re.compile(r"\w+")
_AROUND = 60
"""Characters before and after a number in which the word that says what is counted is looked for."""
_PART = re.compile(r"\sمن ال")
_SAYS_WHO = frozenset({"arrested", "abducted", "displaced", "protesting"})
"""What people are called whatever befell them: «أفرج عن 40 معتقلا», «مقتل 12 نازحا», «أوقفت 30 محتجا»."""
_SURGERY = frozenset(map(fold, ("جراحة", "الجراحة", "للجراحة")))
"""Words that only look like one of counting."""
_BREAK = re.compile(r"[.،,؛;:\n]|\sبينهم\s|\sفيما\s|\sبينما\s")


def counted(account: Account, number: Number) -> str | None:
    """What of `data/ar/amounts/counted.tsv` the number counts; "" for things, None where it can't be told.

    People are counted as the words nearest the number say, else as the event suggests (those detained in an
    arrest). Who acts is not counted with those who suffer.
    """
    if number.unit != "person":
        return ""
    own = kinds(number.exact)
    if own and own[0] != "protesting" and _PART.search(number.exact):
        # «دفنت تسعة من الضحايا»: not all of them
        return None
    if own and own[0] not in _SAYS_WHO:
        return own[0]
    acting = {w for p in account.actor for w in content_words(p.name)}
    if content_words(number.exact) & acting and account.type != "PROTEST":
        return None
    events = _events()
    implied = events.get(f"{account.type} {account.mode}") or events.get(account.type)
    for quote in account.evidence:
        if quote.start <= number.start and number.end <= quote.end:
            before = quote.exact[: number.start - quote.start][-_AROUND:]
            after = quote.exact[number.end - quote.start :][:_AROUND]
            # the nearer word counts; a comma keeps off what belongs to the next number
            left, right = kinds(_BREAK.split(before)[-1]), kinds(_BREAK.split(after)[0])
            found = left[-1:] or right[:1] or ([implied] if implied else own or kinds(before)[-1:])
            if found:
                return found[0]
    return implied or (own[0] if own else None)


def kinds(text: str) -> list[str]:
    """All words of counting in the text, in their order, as what they count."""
    table = _table()
    words = (word for word in _WORD.findall(fold(text)) if word not in _SURGERY)
    stems = ([stem(rest) for _, rest in splits(word)] for word in words)
    return [table[known[0]] for found in stems if (known := [s for s in found if s in table])]


@cache
def _table() -> dict[str, str]:
    rows = read_table("ar/amounts/counted.tsv")
    return {stem(fold(word)): row["counted"] for row in rows for word in values(row["words"])}


@cache
def _events() -> dict[str, str]:
    rows = read_table("ar/amounts/counted.tsv")
    return {event: row["counted"] for row in rows for event in values(row["events"])}

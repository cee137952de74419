"""Numbers written in digits and words: "12 ألف", "خمسة وعشرين", "ألف وثمانمئة", "الثاني والعشرين".

Works on folded tokens (`views.fold`, `tokens.tokens`). The words are a closed class, so they
stand here and not in a table. Every reader looks a bounded number of tokens ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .tokens import Token

_UNIT_STEMS = {3: "ثلاث", 4: "اربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_TEN_STEMS = {2: "عشر", 3: "ثلاث", 4: "اربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_ORDINAL_STEMS = {
    2: "ثاني", 3: "ثالث", 4: "رابع", 5: "خامس", 6: "سادس", 7: "سابع", 8: "ثامن", 9: "تاسع", 10: "عاشر",
}  # fmt: skip
_HUNDRED = ("ميه", "مايه")
_TEEN = frozenset({"عشر", "عشره"})
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*$")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$")
_LONGEST_DIGITS = 15
_LONGEST = 24
"""Tokens: no number that people write is longer."""


class Part(NamedTuple):
    """A word of a number: `kind` is unit, ten, hundred, scale or fraction."""

    kind: str
    value: float


class Number(NamedTuple):
    """A number of tokens `first` to `last` (exclusive). `skip` letters of the first token are particles.

    `value` is null for a plural that names no number ("آلاف", "عشرات الآلاف").
    """

    first: int
    last: int
    skip: int
    value: int | float | None
    definite: bool
    digits: bool


def _words() -> dict[str, Part]:
    words: dict[str, Part] = {}
    for form in ("واحد", "واحده", "احد", "احدي", "واحدا"):
        words[form] = Part("unit", 1)
    for form in ("اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي"):
        words[form] = Part("unit", 2)
    for digit, stem in _UNIT_STEMS.items():
        for ending in ("", "ه", "ا"):
            words[stem + ending] = Part("unit", digit)
    words["ثماني"] = words["ثمانيه"] = words["ثمانيا"] = Part("unit", 8)
    words["عشره"] = words["عشر"] = Part("unit", 10)
    for digit, stem in _TEN_STEMS.items():
        for ending in ("ون", "ين"):
            words[stem + ending] = Part("ten", digit * 10)
    for hundred in _HUNDRED:
        words[hundred] = Part("hundred", 100)
        for ending in ("تان", "تين", "تا", "تي"):
            words[hundred[:-1] + ending] = Part("hundred", 200)
        for digit, stem in _UNIT_STEMS.items():
            words[stem + hundred] = Part("hundred", digit * 100)
        words["ثماني" + hundred] = Part("hundred", 800)
    scales = (("الف", "الاف", 1e3), ("مليون", "ملايين", 1e6), ("مليار", "مليارات", 1e9), ("بليون", "بلايين", 1e9))
    for one, many, value in (*scales, ("تريليون", "تريليونات", 1e12)):
        words[one] = words[one + "ا"] = words[many] = Part("scale", value)
        for ending in ("ان", "ين", "ي"):
            words[one + ending] = Part("scale", 2 * value)
    words["نصف"], words["ربع"], words["ثلث"] = Part("fraction", 0.5), Part("fraction", 0.25), Part("fraction", 1 / 3)
    return words


WORDS = _words()
VAGUE = frozenset({"عشرات", "ميات", "الاف", "ملايين", "مليارات"})
"""Plurals that stand for a number nobody gives."""
_VAGUE_FORMS = {p + word: len(p) for p in ("", "و", "ب", "ل", "ف", "وب", "ك", "ول") for word in VAGUE}
"""The same behind particles, and how many letters those have."""
_VAGUE_SCALES = frozenset({"الالاف", "الاف", "الملايين", "ملايين", "المليارات", "مليارات", "الميات"})


@lru_cache(maxsize=4096)
def digits(norm: str) -> int | float | None:
    """The value of a number in digits, with separators of thousands or of decimals; null if it's none.

    >>> digits("12,000"), digits("3,5"), digits("1.250.000"), digits("17:30")
    (12000, 3.5, 1250000, None)
    """
    if not _DIGITS.match(norm) or len(norm) > _LONGEST_DIGITS:
        return None
    if norm.isdecimal():
        return int(norm)
    if _GROUPED.match(norm):
        return int(norm.replace(",", "").replace(".", ""))
    commas, stops = norm.count(","), norm.count(".")
    if commas + stops == 1:
        return float(norm.replace(",", "."))
    if stops == 1 and norm.rfind(",") < norm.find("."):
        return float(norm.replace(",", ""))
    return None


def _tidy(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 6)


_OTHER_WORDS = frozenset({"لست", "كميه", "بست", "فاحد", "كست", "فست", "كسبع"})
"""Words that only look like a particle and a number: "لست" (I am not), "كمية" (quantity)."""


def _first_parts() -> dict[str, tuple[Part, int, bool]]:
    out: dict[str, tuple[Part, int, bool]] = {}
    for prefix in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب"):
        for article in ("", "ال"):
            for word, part in WORDS.items():
                if (form := prefix + article + word) not in _OTHER_WORDS:
                    out.setdefault(form, (part, len(prefix), bool(article)))
    for at, prefix in enumerate(("لل", "ولل")):
        for word, part in WORDS.items():
            out.setdefault(prefix + word, (part, at + 1, True))
    return out


_FIRST_PARTS = _first_parts()
"""First words of a number: the part, how many letters of particles stand before it, and has it the article?"""


def _added_part(tokens: Sequence[Token], i: int, end: int) -> tuple[Part, int] | None:
    """What "و" adds at token `i`: the part and the token after it."""
    norm = tokens[i].norm
    if norm == "و" and i + 1 < end:
        nxt = tokens[i + 1].norm
        if (value := digits(nxt)) is not None:
            return Part("digits", value), i + 2
        part = WORDS.get(nxt)
        return (part, i + 2) if part else None
    if norm.startswith("و"):
        rest = norm[1:].removeprefix("ال")
        if (part := WORDS.get(rest)) is not None:
            return part, i + 1
    return None


def _is_power(value: float) -> bool:
    return value in (1e3, 1e6, 1e9, 1e12)


class _Sum:
    """A number under construction."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group = 0.0
        self.scale = 1e18
        self.last = ""

    def begin(self, part: Part, bare_dual: bool) -> None:
        if part.kind == "scale":
            self.total = part.value * (2 if bare_dual else 1)
            self.scale = part.value if _is_power(part.value) else part.value / 2
        else:
            self.group = part.value
        self.last = part.kind

    def multiply(self, part: Part) -> bool:
        """A hundred or a scale that stands after its number: "ثلاث مئة", "12 ألف"."""
        if part.kind == "hundred" and part.value == 100 and self.last == "unit" and 3 <= self.group % 100 <= 9:
            low = self.group % 10
            self.group += low * 99
        elif part.kind == "scale" and self.group and part.value < self.scale and _is_power(part.value):
            self.total += self.group * part.value
            self.scale, self.group = part.value, 0.0
        else:
            return False
        self.last = part.kind
        return True

    def add(self, part: Part) -> bool:
        """A part that "و" joins: "وعشرين", "وثمانمئة", "ونصف"."""
        kind, value = part
        whole = self.group == int(self.group)
        if kind == "ten":
            fits = (self.last == "unit" and self.group % 10 > 0 and self.group % 100 < 10) or (
                self.last in ("hundred", "scale") and self.group % 100 == 0
            )
        elif kind == "unit":
            fits = self.last in ("hundred", "scale") and self.group % 100 == 0
        elif kind == "hundred":
            fits = self.last == "scale" and self.group == 0
        elif kind == "scale" or kind == "digits":
            fits = self.last == "scale" and self.group == 0 and value < self.scale
        else:
            fits = whole and self.last in ("unit", "ten", "digits", "scale")
            value = value * self.scale if fits and self.last == "scale" else value
        if not fits:
            return False
        if kind == "scale":
            self.total, self.scale = self.total + value, value
        elif kind == "fraction" and self.last == "scale":
            self.total += value
        else:
            self.group += value
        self.last = kind
        return True

    @property
    def value(self) -> int | float:
        return _tidy(self.total + self.group)


def number(tokens: Sequence[Token], i: int, end: int | None = None) -> Number | None:
    """The longest number that starts at token `i` and ends before token `end`.

    Particles before the first word are skipped ("وبخمسين"); an article makes it definite.

    >>> from marsad.text.tokens import tokens
    >>> from marsad.text.views import folded
    >>> number(tokens(folded("ألف وثمانمئة جندي")), 0).value
    1800
    """
    stop = min(len(tokens), i + _LONGEST) if end is None else min(end, i + _LONGEST)
    if i >= stop:
        return None
    norm = tokens[i].norm
    vague = _vague(tokens, i, stop)
    if vague is not None:
        return vague
    total = _Sum()
    in_digits = norm[0].isdecimal()
    skip, definite = 0, False
    at = i + 1
    if in_digits:
        value = digits(norm)
        if value is None:
            return None
        # thousands set apart by spaces: "15 000"
        while at < stop and len(norm) <= 3 and value and value < 10**9 and _is_group(tokens, at):
            value = value * 1000 + int(tokens[at].norm)
            at += 1
        total.begin(Part("digits", value), False)
    else:
        found = _FIRST_PARTS.get(norm)
        if found is None:
            return None
        part, skip, definite = found
        construct = norm[skip:] in ("الفا", "مليونا", "مليارا")
        following = tokens[at].norm if at < stop else ""
        total.begin(part, construct and following[:1].isalpha() and following[0] != "و" and following not in WORDS)
    while at < stop:
        norm = tokens[at].norm
        bare = norm[2:] if norm.startswith("ال") and definite else norm
        if total.last == "unit" and bare in _TEEN and 0 < total.group % 100 < 10:
            total.group += 10
            total.last = "ten"
            at += 1
            continue
        following_part = WORDS.get(bare)
        if following_part is not None and total.multiply(following_part):
            at += 1
            continue
        added = _added_part(tokens, at, stop)
        if added is None or not total.add(added[0]):
            break
        at = added[1]
        if added[0].kind == "fraction" and at < stop and tokens[at].norm.removeprefix("ال") in WORDS:
            at += 1  # "مليون ونصف المليون"
    return Number(i, at, skip, total.value, definite, in_digits)


def _is_group(tokens: Sequence[Token], i: int) -> bool:
    """Three digits, one space after what stands before."""
    norm = tokens[i].norm
    return len(norm) == 3 and norm.isdecimal() and tokens[i].start == tokens[i - 1].end + 1


def _vague(tokens: Sequence[Token], i: int, stop: int) -> Number | None:
    skip = _VAGUE_FORMS.get(tokens[i].norm)
    if skip is None:
        return None
    at = i + 1
    while at < stop and tokens[at].norm in _VAGUE_SCALES:
        at += 1
    return Number(i, at, skip, None, False, False)


def _ordinals() -> dict[str, int]:
    out = {"اول": 1, "اولي": 1, "حادي": 1, "حاديه": 1}
    for value, stem in _ORDINAL_STEMS.items():
        out[stem] = value
        out[stem + "ه"] = value
    for value, stem in _TEN_STEMS.items():
        out[stem + "ون"] = out[stem + "ين"] = value * 10
    return out


ORDINALS = _ordinals()
"""Ordinals without the article and their values; "حادي" only stands before "عشر" and tens."""
ORDINAL_FORMS = {
    # "للرابع": the article without its first letter
    prefix + article + word: (value, word, len(prefix) + (article == "لل"))
    for prefix in ("", "و", "ف", "ب", "ك", "ل", "وب")
    for article in ("ال", "لل")[: 1 if prefix == "ل" else 2]
    for word, value in ORDINALS.items()
}
"""The same with the article: value, the bare ordinal, the letters that stand before the article."""


def ordinal(tokens: Sequence[Token], i: int, end: int | None = None) -> tuple[int, int, int] | None:
    """An ordinal with the article at token `i`: its value, the token after it, the letters skipped before it.

    >>> from marsad.text.tokens import tokens
    >>> from marsad.text.views import folded
    >>> ordinal(tokens(folded("في الثاني والعشرين من الشهر")), 1)
    (22, 3, 0)
    """
    stop = len(tokens) if end is None else end
    if i >= stop:
        return None
    form = ORDINAL_FORMS.get(tokens[i].norm)
    if form is None:
        return None
    value, rest, skip = form
    at = i + 1
    if value < 10 and at < stop:
        nxt = tokens[at].norm
        if nxt in _TEEN:
            return value + 10, at + 1, skip
        if nxt.startswith("وال"):
            ten = WORDS.get(nxt[3:])
            if ten is not None and ten.kind == "ten":
                return value + int(ten.value), at + 1, skip
    return (value, at, skip) if rest not in ("حادي", "حاديه") else None

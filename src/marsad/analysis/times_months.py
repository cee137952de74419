"""Months and years that are named: "مارس الماضي", "أبريل (نيسان) 2024", "منذ 2011", "عامي 2014 و2019"."""

from __future__ import annotations

from . import times_calendar as cal
from .times_dates import TO, YEAR_WORDS, Context, Found, english, month_at, resolve_month, tail, year_number
from .times_words import Line, Month, barred, options, words

_MONTH_CUES = frozenset({
    "في", "منذ", "خلال", "شهر", "لشهر", "بشهر", "شهري", "حتي", "قبل", "بعد", "الي", "بين", "مطلع", "منتصف",
    "اواخر", "اوائل", "مستهل", "نهايه", "بدايه", "ختام", "متم", "اواسط", "غضون", "طيله", "عقب",
})  # fmt: skip
_YEAR_CUES = frozenset({
    "في", "منذ", "خلال", "حتي", "قبل", "بعد", "الي", "بين", "اواخر", "اوائل", "مطلع", "نهايه", "بدايه",
    "منتصف", "من", "ومنذ", "وفي", "وحتي", "لغايه",
})  # fmt: skip
_BEFORE_MONTH_OF_FAST = frozenset({
    "في", "منذ", "خلال", "قبل", "نهايه", "اواخر", "مطلع", "منتصف", "بدايه", "طيله", "شهر", "حتي", "بعد",
})  # fmt: skip


def month_date(ctx: Context, line: Line, i: int, sure: bool = False) -> Found | None:
    """A month: "مارس الماضي", "شهر أيار/مايو 2024", "مارس ويونيو 2024" after "بين".

    `sure` where the words before leave no doubt that a month follows.
    """
    at = i
    word = False
    skip = 0
    for letters, form in options(line.norm(i)):
        if form in ("شهر", "شهري"):
            at, word, skip = i + 1, True, letters
            break
    found = month_at(line, at, not word)
    if found is None:
        return None
    month, letters, last = found
    skip = skip if word else letters
    if line.norm(i).isascii():
        return english(ctx, line, i)
    rest = tail(ctx, line, last, month.hijri)
    kind = barred(line, i, rest.last, "month")
    if kind == "name" or (kind == "event" and not rest.year):
        return None
    before = line.norm(i - 1)
    attached = line.norm(i)[:skip].endswith(("ب", "ل")) and not word and len(line.norm(i)) > 4
    evidence = word or attached or before in _MONTH_CUES or rest.last > last or line.bare(i - 1) in _MONTH_CUES
    # "بين مارس ويونيو 2024": one expression
    joint = line.norm(rest.last)
    following = month_at(line, rest.last, True) if joint[:1] == "و" or joint in TO else None
    start = rest.last + (line.norm(rest.last) in TO)
    if line.norm(rest.last) in TO:
        following = month_at(line, start, False)
    elif following and line.norm(rest.last)[: following[1]] != "و":
        following = None
    opened = before in ("بين", "من", "وبين", "ومن", "منذ", "شهري") or line.norm(i).endswith("شهري")
    if following and opened and following[0].hijri == month.hijri:
        second = tail(ctx, line, following[2], month.hijri)
        one_rest = rest if rest.last > last else second
        value = cal.join(
            resolve_month(ctx, line, i, month, one_rest), resolve_month(ctx, line, i, following[0], second)
        )
        return Found(i, skip, second.last, value, "interval", "times.month_range")
    if not evidence and not month.sure and not sure:
        return None
    if rest.last == last and not word and not sure and _is_hijri_name(line, i, month):
        return None
    value = resolve_month(ctx, line, i, month, rest)
    if month.hijri and not rest.year and before == "من" and not word and not sure:
        return None
    return Found(i, skip, rest.last, value, "month", "times.hijri_month" if month.hijri else "times.month")


def _is_hijri_name(line: Line, i: int, month: Month) -> bool:
    """رجب, شعبان, رمضان and محرم are names of people too."""
    return month.hijri and not month.sure and line.bare(i - 1) not in _BEFORE_MONTH_OF_FAST


def year_date(ctx: Context, line: Line, i: int) -> Found | None:
    """A year that is named: "عام 2019", "منذ 2011", "عامي 2014 و2019", "2011-2014"."""
    norm = line.norm(i)
    for skip, form in options(norm):
        if form in ("عامي", "سنتي", "اعوام", "سنوات"):
            if (found := year_number(line, i + 1)) and line.norm(i + 1).isdecimal():
                return _year_range(line, i, skip, found, True)
            return None
        if form in YEAR_WORDS:
            found = year_number(line, i + 1)
            if found is None:
                return None
            if found[2]:
                value = cal.join(cal.hijri_month(found[0], 1), cal.hijri_month(found[0], 12))
                return Found(i, skip, found[1], value, "year", "times.hijri_year")
            return _year_range(line, i, skip, found, False)
    if not norm.isdecimal() or len(norm) != 4:
        return None
    found = year_number(line, i)
    if found is None or (found[2] and found[1] == i + 1):
        return None
    before = line.bare(i - 1)
    marked = found[1] > i + 1
    nxt = line.norm(i + 1)
    if found[2]:
        value = cal.join(cal.hijri_month(found[0], 1), cal.hijri_month(found[0], 12))
        return Found(i, 0, found[1], value, "year", "times.hijri_year")
    second = year_number(line, i + 2) if nxt == "-" and line.touches(i + 1) else None
    ranged = second is not None and second[0] > found[0]
    if not marked and not ranged and before not in _YEAR_CUES and line.norm(i - 1) not in words().year_nouns:
        return None
    if not 1900 <= found[0] <= 2100:
        return None
    if not ranged and before == "من" and nxt[:1].isalpha() and not nxt.startswith(("و", "ف")) and nxt not in TO:
        return None  # "من 2000 شخص"
    return _year_range(line, i, 0, found, before == "بين")


def _year_range(line: Line, i: int, skip: int, found: tuple[int, int, bool], pair: bool) -> Found:
    first, last = found[0], found[1]
    norm = line.norm(last)
    second = None
    opened = line.bare(i - 1) in ("من", "بين", "منذ")
    if norm == "-" or (norm in ("الي", "حتي") and opened) or (norm == "و" and (pair or opened)):
        at = last + 1
        at += line.norm(at) in YEAR_WORDS
        second = year_number(line, at) if line.norm(at).isdecimal() else None
    elif opened and norm in ("وعام", "والعام", "وسنه"):
        second = year_number(line, last + 1)
    if second and second[0] > first and not second[2]:
        return Found(i, skip, second[1], cal.years(first, second[0]), "interval", "times.year_range")
    return Found(i, skip, last, cal.years(first, first), "year", "times.year")

"""Times: every expression that fixes a time, as an interval of days with its granularity.

"الأحد الماضي" is resolved against the day of publication, "اليوم التالي" against the day told
before; what can't be fixed is left open. Each rule reads a bounded number of tokens, so that
the cost is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from marsad.model.record import Time
from marsad.text.numerals import ORDINALS, WORDS
from marsad.text.spans import Span
from marsad.text.views import fold

from . import times_calendar as cal
from .reading import Reading
from .times_calendar import Interval
from .times_dates import Context, Found, day_date
from .times_hours import part_of_day
from .times_months import month_date, year_date
from .times_parts import edge_of, era, feast, fraction_of_year, season, this_or_that
from .times_relative import (
    DAYPART,
    ZONES,
    clock,
    deictic,
    last_units,
    since_or_ago,
    told_day,
    weekday_date,
)
from .times_words import Line, barred, is_future, options, words

Finder = Callable[[Context, Line, int], Found | None]


def _unit_phrase(ctx: Context, line: Line, i: int) -> Found | None:
    found = this_or_that(ctx, line, i)
    if found is None:
        return None
    inner, unit = found
    if unit == "year" and line.norm(i).endswith("العام") and barred(line, i, inner.last, "year"):
        return None
    return inner


_FINDERS: tuple[Finder, ...] = (
    part_of_day, told_day, deictic, weekday_date, fraction_of_year, edge_of, feast, since_or_ago, last_units, era,
    day_date, _unit_phrase, season, month_date, year_date,
)  # fmt: skip
_NUMERIC_FINDERS: tuple[Finder, ...] = (day_date, year_date)
_OPENERS = (
    "عام سنه العام السنه عامي سنتي اعوام سنوات شهر شهري هذا هذه ذلك تلك نفس ذات اليوم الليله يومه نهار المساء "
    "الصباح الفجر الظهر فجرا صباحا ظهرا عصرا مساء غداه منذ قبل بعد خلال غضون "
    "قبلها بعدها قبله بعده الربع الثلاثي السداسي النصف الفصل الثلث القرن العقد الشهر الاسبوع "
    "عطله اخر ال اول فاتح غره الساعات ساعات ساعه وقت الايام الاشهر الشهور الاسابيع الاعوام السنوات الليالي العقود "
    "القرون الساعات اليومين الاسبوعين الشهرين العامين السنتين"
)


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Words (without particles) with which an expression can begin."""
    w = words()
    out = set(fold(_OPENERS).split())
    for table in (w.months, w.weekdays, w.parts, w.deictics, w.feasts):
        out.update(table.firsts())
    for forms in (w.edges, w.decades, w.seasons):
        out.update(forms)
        out.update("ال" + f for f in forms)
    return frozenset(out)


@lru_cache(maxsize=16_384)
def _may_open(norm: str) -> bool:
    openers = _openers()
    for _, form in options(norm):
        if form in openers or (form.startswith("ال") and (form[2:] in WORDS or form[2:] in ORDINALS)):
            return True
    return False


def _find(ctx: Context, line: Line, i: int) -> Found | None:
    norm = line.norm(i)
    if not norm:
        # «من 3 مايو إلى»: a sentence may end before the second end of a range
        return None
    if norm[0].isdecimal():
        finders = _NUMERIC_FINDERS
    elif _may_open(norm):
        finders = _FINDERS
    else:
        return None
    for finder in finders:
        found = finder(ctx, line, i)
        if found is not None:
            return found
    return None


def _sentence(ctx: Context, line: Line) -> Iterator[Found]:
    """The expressions of a sentence in order, and the context kept up to date."""
    i = line.first
    ctx.sentence_day = None
    while i < line.last:
        time = clock(line, i)
        if time is not None:
            at = time[2] + (line.norm(time[2]) in ("من", ","))
            follows = _find(ctx, line, at) if at < line.last else None
            if follows and not follows.skip and follows.granularity == "day":
                found: Found | None = follows._replace(first=i, skip=time[0], clock=time[3])
            elif _has_part_of_day(line, time[2]):
                found = _alone(ctx, time)
            else:
                i = time[2]
                continue
        else:
            found = _find(ctx, line, i)
        if found is None or not found.rule:
            i = found.last if found else i + 1
            continue
        after = found.last + (line.norm(found.last) in (",", "عند", "في"))
        if found.clock is None and found.granularity == "day" and (hour := clock(line, after)):
            found = found._replace(clock=hour[3], last=hour[2])
        found = _ranged(ctx, line, found)
        if found.value:
            ctx.tell(found.value, not found.rule.startswith("times.edge"))
            ctx.sentence_day = found.value.earliest if found.value.is_day else ctx.sentence_day
            ctx.paragraph_day = ctx.sentence_day or ctx.paragraph_day
        yield found
        i = max(found.last, i + 1)


def _has_part_of_day(line: Line, last: int) -> bool:
    return any(line.norm(k) in DAYPART or line.norm(k) in ZONES for k in range(last - 3, last))


def _alone(ctx: Context, time: tuple[int, int, int, str]) -> Found:
    """ "عند الثالثة عصرا": the day told in the sentence, else that of publication."""
    return Found(time[1], time[0], time[2], cal.one(ctx.sentence_day or ctx.published), "day", "times.clock", time[3])


def _ranged(ctx: Context, line: Line, first: Found) -> Found:
    """Two full expressions that "بين … و…" or "من … إلى …" joins are one."""
    before = line.bare(first.first - 1)
    if first.skip or before not in ("بين", "من"):
        return first
    at = first.last
    if before == "من":
        return _from_to(ctx, line, first) if line.norm(at) in ("الي", "حتي", "-") else first
    if line.norm(at) == "و":
        at += 1
    elif not line.norm(at).startswith("و"):
        return first
    second = _find(ctx, line, at)
    if second is None or not second.rule or second.skip != (at == first.last):
        return first
    return Found(first.first, 0, second.last, cal.join(first.value, second.value), "interval", "times.between")


def _from_to(ctx: Context, line: Line, first: Found) -> Found:
    """ "من 29 أكتوبر إلى 4 نوفمبر 2025": the second end may tell the year of the first."""
    second = _find(ctx, line, first.last + 1)
    if second is None or not second.rule or second.skip or "times.part_of_day" in (first.rule, second.rule):
        return first
    begin = first.value
    if second.value and first.rule == second.rule == "times.day_month":
        near = Context(second.value.latest)
        again = day_date(near, line, first.first)
        begin = again.value if again else begin
    if begin and second.value and second.value.earliest < begin.latest and first.rule.startswith("times.weekday"):
        later = cal.plus(second.value.earliest, 7)
        second = second._replace(value=cal.one(later))
    return Found(first.first, 0, second.last, cal.join(begin, second.value), "interval", "times.from_to")


def _span(reading: Reading, found: Found) -> Span:
    tokens = reading.tokens
    start = tokens[found.first].start
    if found.skip:
        at = tokens[found.first].at + found.skip
        start = reading.view.offsets[at]
    return Span(start, tokens[found.last - 1].end)


_BOUNDS = frozenset({"day", "month", "year", "interval"})


def _date(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


_WAS = frozenset({"كان", "كانت", "كانوا", "كانا"})
_HAD_NEAR = 10
"""Tokens of a subject between "was" and "had"."""


def _had(line: Line) -> bool:
    """Does a sentence tell what had been done before?"""
    return line.bare(line.first) in _WAS and any(line.norm(line.first + k) == "قد" for k in range(1, _HAD_NEAR))


def _all(reading: Reading, ctx: Context) -> Iterator[tuple[Line, Found]]:
    told: tuple[Interval | None, date | None, date | None] | None = None
    paragraph = here = 0
    for sentence in reading.body:
        line = Line(reading.tokens, sentence.first, sentence.last)
        if sentence.paragraph != here:
            here, ctx.paragraph_day = sentence.paragraph, None
        if told is not None and sentence.paragraph != paragraph:
            # «وكان الوفد قد وصل مساء الاثنين.» and, in another paragraph, «في اليوم نفسه»: that of what was told before
            ctx.told, ctx.told_day, ctx.told_past = told
        if not _had(line):
            told = None
        elif told is None and ctx.told_day is not None:
            told, paragraph = (ctx.told, ctx.told_day, ctx.told_past), sentence.paragraph
        for found in _sentence(ctx, line):
            yield line, found


def times(reading: Reading, published: str | None) -> list[Time]:
    """The time expressions of a report in text order, resolved against `published` (an ISO date or null).

    `earliest` and `latest` are ISO dates, both null where the text and `published` don't fix them.
    `by` is the name of the rule. Survives any text.
    """
    out: list[Time] = []
    for _, found in _all(reading, Context(_date(published))):
        place = _span(reading, found)
        value = found.value
        out.append(
            Time(
                id=f"T{len(out) + 1}",
                start=place.start,
                end=place.end,
                earliest=value.earliest.isoformat() if value else None,
                latest=value.latest.isoformat() if value else None,
                type="date",
                granularity=found.granularity,
                clock=found.clock,
                by=found.rule,
            )
        )
    return out


def infer_published(reading: Reading) -> str | None:
    """The day before which a report can't have been published: the latest date that it tells as past.

    Only dates that need no anchor count; of a month or year its first day. Null if there is none.
    """
    known = [
        found.value.earliest
        for line, found in _all(reading, Context(None))
        if found.value and found.granularity in _BOUNDS and not is_future(line, found.first)
    ]
    return max(known).isoformat() if known else None

"""When what the model hears was: the words that say so, until when it went on, days that no words give."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from marsad.model.record import Auxiliary, Reason, Time

from .bounds import due, from_then_on, lasting, nth_day, of_denial, of_saying, on_the_day, since_when
from .lapse import lapse
from .scene import Scene
from .walls import Wall, dated_apart
from .when import choose, dates_the_saying, may_date
from .words import Question

WHEN_LEAST: Final = 0.35
_COUNTED: Final = 40
"""Characters behind a word in which how often it happened may stand."""


def when(
    scene: Scene, q: Question, others: Sequence[int], found_walls: Sequence[Wall]
) -> tuple[Time | None, list[Reason], bool]:
    """The expression that says when, why, and whether it says since when something went on up to the report.

    `others` are the offsets of words that tell other events.
    """
    reading, token = scene.at.reading, scene.at.tokens[q.word]
    word = reading.tokens[token]
    times = [p for p in scene.times_in(q.marked.window) if not dated_apart(scene.at, found_walls, token, p.first)]
    said = [p for p in times if dates_the_saying(reading, token, scene.at.tokens[p.first])]
    times = [p for p in times if p not in said and not of_saying(reading, token, p.time)]
    times = [p for p in times if not of_denial(reading, token, p.time)]
    times = [p for p in times if may_date(reading, q.type, token, scene.at.tokens[p.first])]
    sentence = reading.sentence_of(token).index
    if scene.around.counted(sentence, word.start, word.end + _COUNTED, word.start, others)[1] is not None:
        since = since_when(reading, times, token)
        if since is not None:
            return since, [Reason("time", "events.time_near", since.start, since.end)], True
    time, sure = choose(reading, q.marked, q.type, q.word, scene.at.tokens, times, scene.seen, scene.told, WHEN_LEAST)
    why = [] if time is None else [Reason("time", "reader.time", time.start, time.end, round(sure, 3))]
    return time, why, time is not None and from_then_on(reading, time, token)


def interval(
    scene: Scene, q: Question, time: Time | None, aux: AbstractSet[Auxiliary]
) -> tuple[Time | None, str | None, tuple[str, str] | None, str | None]:
    """When it was, until when it went on, the days that no words give, and the rule that gives these."""
    reading, token = scene.at.reading, scene.at.tokens[q.word]
    days = lapse(reading, token, scene.at.tokens, scene.times_in(q.marked.window), scene.published)
    if days is None and not aux & {"future", "negation"}:
        told = [scene.at.tokens[w] for w in scene.told if w != q.word]
        days = nth_day(reading, q.type, token, told, scene.published)
    if days is not None:
        return None, None, days, "events.lapse"
    if time is None:
        of_report = None if aux else on_the_day(reading, q.type, token, scene.published)
        return None, None, of_report, "events.in_report" if of_report else None
    if "historical" in aux:
        return time, None, None, None
    return time, lasting(reading, time, scene.published, token), due(reading, time, scene.published), None

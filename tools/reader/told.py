"""What the gold says, in the place of the model: grammar and memory are weighed on reports that it was trained on too.

On its training reports the model is surer than it has a right to be, so votes that hear it are fitted on others.
What a vote knows of grammar alone (who stands where, who spoke before) can be learned from all of them: here the
gold's spans stand for the model's, and nothing is heard of how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marsad.analysis.attributions import find_claims
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import is_topic, lexicon_says
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.learned import Learned
from marsad.analysis.learned.names import names
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.verdicts import by_word
from marsad.analysis.times import times
from marsad.analysis.words import function_class
from marsad.reader.labels import ACTS, ENTITY_TYPES, ROLES
from marsad.reader.model import WordSpan
from marsad.reader.votes import Row
from marsad.reader.windows import Borders
from marsad.text.clitics import has_article
from marsad.text.spans import Span

from . import chains
from .data import Words, _find, spans_of

HEARD = ("share", "event", "exact", "most", "alone", "foremost", "overlapped", "nobody sure")
"""Features that say what the model says; those of its probabilities ("log") and of the act it hears ("best") do too."""


def grammatical(name: str) -> bool:
    """Is a feature one of grammar and memory?"""
    return name not in HEARD and not name.startswith(("log ", "best ")) and " log" not in name and " best " not in name


def grammatical_part(name: str) -> bool:
    """The same for the features of parts: nothing of probabilities, marked spans, and rivals by these."""
    first, _, rest = name.partition(" ")
    return first not in ("log", "marked") and not (first in ROLES and rest.startswith(("place", "rival", "best")))


def bare(case: tuple[Row, int], keep: Callable[[str], bool]) -> tuple[Row, int]:
    """A case with the features alone that are kept."""
    row, kind = case
    return {name: value for name, value in row.items() if keep(name)}, kind


class _Marked:
    """A claimed passage of the gold; the nearer a mention, the sooner it is looked at."""

    def __init__(self, window: tuple[int, int], first: int, last: int) -> None:
        self.window = window
        self._place = first, last

    def chance(self, label: str, first: int, last: int) -> float:
        begin, end = self._place
        far = begin - last if last <= begin else first - end
        return 0.3 / (2 + max(0, far))

    def spans(self, head: str) -> list[WordSpan]:
        return []

    def acts(self) -> tuple[float, ...]:
        return tuple([1 / len(ACTS)] * len(ACTS))


class _Pages:
    """The gold's spans."""

    def __init__(self, doc: dict[str, Any], sentence: list[int]) -> None:
        words = Words(doc)
        self._borders = Borders(sentence)
        self._named = [_span(s) for s in spans_of(words, doc, ENTITY_TYPES[:3])]
        self._described = [_span(s) for s in spans_of(words, doc, ENTITY_TYPES[3:])]
        found = {p for c in doc["claims"] if (p := _find(words, doc["text"], c["content"])) is not None}
        self._contents: list[WordSpan] = []
        for first, last in sorted(found):
            if not self._contents or first >= self._contents[-1].last:
                self._contents.append(WordSpan(first, last, "content", 1.0))

    def named(self) -> list[WordSpan]:
        return self._named

    def described(self) -> list[WordSpan]:
        return self._described

    def kind_of(self, first: int, last: int) -> str:
        return "group"

    def contents(self) -> list[WordSpan]:
        return self._contents

    def content(self, first: int, last: int) -> _Marked:
        return _Marked(self._borders.content(first, last), first, last)

    def triggers(self, least: float) -> list[tuple[int, Any]]:
        return []


def _span(s: Any) -> WordSpan:
    return WordSpan(s.first, s.last, s.label, 1.0)


class _Model:
    def __init__(self, doc: dict[str, Any]) -> None:
        self._doc = doc

    def read(self, words: list[str], sentence: list[int]) -> _Pages:
        return _Pages(self._doc, sentence)


def cases(doc: dict[str, Any]) -> tuple[list[chains.Choice], list[chains.Choice], list[tuple[Row, int]]]:
    """Whose word the gold's passages are, who passed it on, what is done with it, by grammar and memory alone."""
    words = Words(doc)
    learned = Learned(words.reading, _Model(doc))  # type: ignore[arg-type]
    pages: Any = learned.pages
    taken = [Span(t.start, t.end) for t in times(words.reading, doc["published"])]
    found, described = find_entities(words.reading, taken, names(learned.map, pages.named()), learned.descriptions())
    table = EntityTable(words.reading, found, described)
    cascade = find_claims(words.reading, table, doc["publisher"])
    origins, further, done = chains.cases(doc, learned, Spots(learned.map, table), cascade, forced=True)
    # every passage is a claim here, so nothing is learned of what is none
    origins = [(rows[:-1], right) for rows, right in origins if right != [len(rows) - 1]]
    return (
        [([_bare(row) for row in rows], right) for rows, right in origins],
        [([_bare(row) for row in rows], right) for rows, right in further],
        [bare(case, grammatical) for case in done],
    )


def words(doc: dict[str, Any]) -> list[tuple[Row, int]]:
    """Every word of the lexicon with every type it may tell, and whether the gold has an event of the type there."""
    text = Words(doc)
    reading = text.reading
    told: dict[int, set[str]] = {}
    for event in doc["events"]:
        for piece in event["evidence"]:
            for n in range(*(_find(text, doc["text"], piece) or (0, 0))):
                told.setdefault(n, set()).add(event["type"])
    out: list[tuple[Row, int]] = []
    for n, token in enumerate(text.tokens):
        if not token.is_word:
            continue
        i, sentence = token.index, reading.sentence_of(token.index)
        before = function_class(reading.tokens[i - 1].norm) if i > sentence.first else None
        for kind, needs in lexicon_says(reading, i).items():
            form = next(r.kind for r in readings_at(reading, i) if r.trigger.type == kind)
            row = dict.fromkeys(by_word(reading, i, kind, needs), 1.0)
            for name in (
                "bias", f"lexicon {needs}", f"type {kind}", f"kind {form}", f"article {has_article(token.norm)} {form}",
                f"first {i == sentence.first}", f"behind {before}", f"topic {is_topic(reading, sentence, i)}",
            ):  # fmt: skip
                row[name] = 1.0
            out.append((row, int(kind in told.get(n, ()))))
    return out


def _bare(row: Row) -> Row:
    return {name: value for name, value in row.items() if grammatical(name)}

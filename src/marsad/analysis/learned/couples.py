"""«وقع الطرفان», «البلدان سيرا دوريات»: a noun in the dual that means two who were named before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from marsad.analysis.attributions.cues import THAT
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Telling
from marsad.analysis.events.roles import is_country
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, verb_readings
from marsad.lexicon.tables import read_table, values
from marsad.model.record import Reason
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .spots import pairs_alone

if TYPE_CHECKING:
    from .words import WordMap

_DURING: Final = frozenset(
    fold(w) for w in ("عقب", "بعد", "خلال", "أثناء", "إثر", "قبل", "قبيل", "غداة", "هامش", "ختام", "أعقاب")
)
OF_TWO: Final = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE")
"""Types of events that two tell together: «اتفقا», «التقيا», «وقعا»."""
PARTIES: Final = "parties"
_BEFORE: Final = 4
_BEHIND: Final = 5
"""Words from the word that tells the event to the noun."""
OBJECT: Final = "ين"
_SUBJECT: Final = "ان"
_MINISTER: Final = fold("وزير")
_OFFICES: Final = {_MINISTER: ("minister",), fold("رئيس"): ("president", "prime minister")}
"""Nouns of which only holders of the office are meant, with words of known offices."""
_TITLE: Final = 8
"""Tokens from an office to its holder's name."""
_FARTHEST: Final = 120
"""Words that it may point back over."""


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {fold(form): row["of"] for row in read_table("ar/entities/pairs.tsv") for form in values(row["forms"])}


def couple_noun(norm: str) -> str | None:
    """Of what kind the two are whom a word means: a type of entity, `country`, or the parties of an event."""
    nouns = _nouns()
    if norm in nouns:
        return nouns[norm]
    for prefix, stem in splits(norm):
        # particles are taken off, the article belongs to the noun: «للطرفين», «والجانبان»
        if prefix.endswith(("ال", "لل")) and (kind := nouns.get("ال" + stem)):
            return kind
    return None


def couple_near(
    reading: Reading, table: EntityTable, token: int, parties: Sequence[Found]
) -> tuple[int, tuple[Found, Found]] | None:
    """The noun beside the word that tells an event, and the two it means. `parties` took part in the event before.

    «اتفقا», a verb in the dual, has a noun anywhere before it in its sentence, or means the parties by itself.
    """
    sentence = reading.sentence_of(token)
    dual = is_dual(reading, token)
    first, last = (
        sentence.first if dual else max(sentence.first, token - _BEFORE),
        min(sentence.last, token + _BEHIND + 1),
    )
    for i in sorted(range(first, last), key=lambda i: (i < token, abs(i - token))):
        kind = couple_noun(reading.tokens[i].norm) if i != token and reading.tokens[i].is_word else None
        if kind is None or table.covering(i) is not None:
            continue
        if kind == PARTIES:
            two = parties if len(parties) == 2 else _joined_before(reading, table, i)
        else:
            two = _of_office(table, i, reading.tokens[i].norm) or _named_before(table, i, kind)
        if len(two) == 2:
            return i, (two[0], two[1])
    alone = (
        dual and len(parties) == 2 and not any(table.covering(k) or table.group_at(k) for k in (token - 1, token + 1))
    )
    return (token, (parties[0], parties[1])) if alone else None


def subject_of_dual(reading: Reading, token: int, noun: int) -> bool:
    """«إن الجانبين بحثا … واتفقا», «اتفقا»: does a verb in the dual have the noun, or nobody, for its subject?"""
    tokens = reading.tokens
    if not is_dual(reading, token) or any(r.kind == "noun" for r in readings_at(reading, token)):
        return False
    return noun == token or tokens[noun].norm.endswith(_SUBJECT) or tokens[noun - 1].norm in THAT


def said_to(at: WordMap, table: EntityTable, telling: Telling, noun: int, two: Sequence[Found]) -> None:
    """«دعا المبعوث الطرفين إلى التهدئة»: the two behind a verb, in the dual of an object, are whom it is said to."""
    tokens, norm = at.reading.tokens, at.reading.tokens[noun].norm
    if (
        len(two) != 2
        or not norm.endswith("ين")
        or not norm.startswith(("ال", "لل"))
        or any(e in two for e in telling.actor)
    ):
        return
    before = tokens[noun - 1].norm
    verb = is_verb(before) and at.reading.text[tokens[noun - 1].end - 1] != "ة"
    if function_class(before) == "preposition" or not (
        has_article(before) or verb or is_adjective(before) or table.covering(noun - 1) is not None
    ):
        # «قادة | البلدين»
        return
    telling.recipient = list(two)
    span = at.reading.span(noun, noun + 1)
    telling.reasons = [r for r in telling.reasons if r.field != "recipient"]
    telling.reasons.append(Reason("recipient", "events.couple", span.start, span.end))


def points_back(reading: Reading, token: int) -> bool:
    """«عقب اللقاء», «خلال الزيارة»: an event named before, whose parties need not be those beside the word."""
    before = reading.tokens[token - 1].norm if token else ""
    return before.removeprefix("و") in _DURING and has_article(reading.tokens[token].norm)


def is_dual(reading: Reading, token: int) -> bool:
    """Is the word a verb of two and nothing else: «اتفقا», «سيلتقيان»?"""
    if not any(r.trigger.type in OF_TWO for r in readings_at(reading, token)):
        return False
    numbers = {form.number for _, form, _, pronoun in verb_readings(reading.tokens[token].norm) if not pronoun}
    return numbers == {"dual"}


def _land(table: EntityTable, found: Found) -> Found | None:
    """The country that a mention means: a capital in which something happens is a city of one that may be named too."""
    if not is_country(found):
        return None
    home = found.entry.country if found.entry else None
    named = (e for e in table.found if e.entry and e.entry.source == "countries" and e.entry.country == home)
    return next(named, found)


def _of_office(table: EntityTable, token: int, norm: str) -> tuple[Found, ...]:
    """«الوزيران», «الرئيسان»: the last two before who hold the office, by the report or by what is known of them."""
    noun, known = next(((n, k) for n, k in _OFFICES.items() if n in norm), ("", ()))
    if not noun:
        return ()
    out: list[Found] = []
    for k in range(token - 1, max(-1, token - _FARTHEST), -1):
        found = table.covering(k)
        if found is None or found.type != "person" or found in out:
            continue
        office = found.entry.kind.lower() if found.entry is not None else ""
        holds = any(w in office for w in known) and not ("prime" in office and noun == _MINISTER)
        if holds or any(table.titled(m, noun) is found for m in range(max(0, k - _TITLE), k)):
            out.append(found)
        if len(out) == 2:
            return (out[1], out[0])
    return ()


def _joined_before(reading: Reading, table: EntityTable, token: int) -> tuple[Found, ...]:
    """«وفدا حركتي فتح وحماس», «بين الحكومة والنقابة»: the last two bodies or countries that "and" joins."""
    near = range(max(0, token - _FARTHEST), token)
    mentions = (((first, last), e) for e in table.found if _side(e) for first, last, _ in e.mentions)
    named = sorted((m for m in mentions if m[0][0] in near and m[0][1] <= token), key=lambda m: m[0])
    joined = [
        a[1] == b[0] and one.type == two.type and reading.tokens[b[0]].norm.startswith("و")
        for (a, one), (b, two) in pairwise(named)
    ]
    pairs = ((named[n][1], named[n + 1][1]) for n in pairs_alone(joined))
    return next((pair for pair in pairs if pair[0] is not pair[1]), ())


def _side(e: Found) -> bool:
    """May it be one of two parties: a body that is no outlet, a country?"""
    return (e.type == "organization" and "MED" not in e.sector) or is_country(e)


def _named_before(table: EntityTable, token: int, kind: str) -> tuple[Found, ...]:
    """The two of a kind that were named last before a token, in the order of the text."""
    out: list[Found] = []
    for k in range(token - 1, max(-1, token - _FARTHEST), -1):
        found = table.covering(k)
        if found is not None and kind == "country":
            found = _land(table, found)
        if found is None or found in out:
            continue
        if kind in ("country", found.type):
            out.append(found)
            if len(out) == 2:
                return (out[1], out[0])
    return ()

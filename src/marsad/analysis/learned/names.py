"""Names as the model marks them, cut to where a name may begin and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.entities.edges import rank
from marsad.analysis.entities.people import genders, title_word
from marsad.analysis.particles import particle_letters
from marsad.analysis.reading import Reading
from marsad.analysis.relations import kinship
from marsad.analysis.words import function_class, is_adjective, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.record import EntityType
from marsad.reader.model import WordSpan
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

from .extents import AIMS
from .portfolios import is_portfolio
from .saying import told
from .words import WordMap

_NAME_WEIGHT = 80
_UNSURE = 40
"""What a name loses of its weight when the model is unsure of it."""
_WEAK = 0.55
_ALONE = 0.95
"""How probable a person of one word must be that nothing else in the report supports."""


_SECOND = 0.9
"""How sure the newswire head must be to be such support."""


def names(at: WordMap, spans: Sequence[WordSpan], newswire: Sequence[WordSpan] = ()) -> list[Candidate]:
    """Candidates for people, organizations and places; `newswire` are the names by the newswire head."""
    out: list[Candidate] = []
    tokens = at.reading.tokens
    persons = [at.range(s.first, s.last) for s in spans if s.label == "person"]
    longer = {tokens[i].norm for first, last in persons if last - first > 1 for i in range(first, last)}
    heard = Counter(t.norm for t in tokens)
    seconded = {(s.first, s.last) for s in newswire if s.label == "PERS" and s.confidence >= _SECOND}
    for span in spans:
        if span.label == "person" and span.last - span.first == 1 and span.confidence < _ALONE:
            norm = tokens[at.tokens[span.first]].norm
            supported = norm in longer or norm in gazetteer().given_names or (span.first, span.last) in seconded
            if not supported and heard[norm] < 2:
                # one word, once, that no list, no longer name and no other head supports
                continue
        weight = _NAME_WEIGHT if span.confidence >= _WEAK else _NAME_WEIGHT - _UNSURE
        for part in _two(at, span, persons):
            found = candidate(at, part, f"reader.{span.label}", weight)
            if found is not None:
                out.append(found)
    return out


def _two(at: WordMap, span: WordSpan, persons: Sequence[tuple[int, int]]) -> list[WordSpan]:
    """«شكر | ميقاتي | ماكرون»: two men, each of whom the report names in full elsewhere."""
    if span.label == "person" and span.last - span.first == 2:
        tokens = at.reading.tokens
        first, second = (tokens[at.tokens[n]].norm for n in (span.first, span.last - 1))
        full = [[tokens[i].norm for i in range(low, high)] for low, high in persons if high - low > 1]
        ends = [w[-1] for w in full if w[:2] != [first, second] and w[-2:] != [first, second]]
        if len(ends) == len(full) - full.count([first, second]) and first in ends and second in ends:
            return [span._replace(last=span.first + 1), span._replace(first=span.first + 1)]
    return _apart(at, span)


def _apart(at: WordMap, span: WordSpan) -> list[WordSpan]:
    """«بلقاسم نجلي حفتر» is two men: a word of kinship inside a person's name parts it."""
    if span.label != "person":
        return [span]
    for k in range(span.first + 1, span.last - 1):
        if kinship(at.reading.tokens[at.tokens[k]].norm):
            return [span._replace(last=k), *_apart(at, span._replace(first=k + 1))]
    return [span]


def candidate(at: WordMap, span: WordSpan, by: str, weight: int) -> Candidate | None:
    """What the model marked as a candidate: no marks at its ends, nothing behind the end of its paragraph."""
    reading = at.reading
    first, last = at.range(span.first, span.last)
    if first in at.skipped:
        return None
    tokens = reading.tokens
    last = next((k for k in range(first + 1, last) if tokens[k].norm == "\n"), last)
    while last > first and not (
        tokens[last - 1].is_word or tokens[last - 1].is_number or tokens[last - 1].norm in '")'
    ):
        last -= 1
    while first < last and not (tokens[first].is_word or tokens[first].is_number):
        first += 1
    if span.label == "person":
        if first and _goes_on(tokens[first].norm, tokens[first - 1].norm):
            first -= 1
        while first < last - 1 and (kinship(tokens[first].norm) or _is_nationality(tokens[first].norm)):
            first += 1
        if (
            first
            and tokens[first].norm in _GRADES
            and has_article(tokens[first - 1].norm)
            and rank(tokens[first - 1].norm)
        ):
            # «الفريق | أول عبد الفتاح البرهان»
            first += 1
    while last - first > 1 and tokens[last - 1].norm[0] == "ف" and told(tokens[last - 1].norm):
        # «أما السفارة فنفت»
        last -= 1
    # «سفارة الجزائر | للاحتجاج»
    last = next((k for k in range(first + 1, last) if tokens[k].norm in AIMS), last)
    while span.label == "person" and last - first > 1 and _of_kin(reading, last - 1):
        # «الأمير فلان | شقيق الملك»
        last -= 1
    while span.label == "person" and last - first > 1 and tokens[last - 1].norm in _AIMED:
        # «المبعوث عبد الله فلان | الرامية إلى …»
        last -= 1
    marks = [k for k in range(first, last) if tokens[k].norm == '"']
    if len(marks) % 2 and marks[-1] > first:
        # a closing mark whose opening one stands before the name
        last = marks[-1]
    if first >= last or (last - first == 1 and _is_nationality(tokens[first].norm)):
        return None
    if span.label == "organization" and is_portfolio(reading, first, last):
        return None
    kind: EntityType = span.label  # type: ignore[assignment]
    letters = particle_letters(reading, first, kind) if tokens[first].is_word else 0
    if letters and kind == "person" and _is_land(tokens[first].norm):
        # «باكو»
        return None
    start = reading.view.offsets[tokens[first].at + letters]
    aliases = _quoted_core(reading, first, last, start)
    return Candidate(
        first, last, Span(start, tokens[last - 1].end), kind, by, weight, aliases=aliases,
        confidence=round(span.confidence, 2),
    )  # fmt: skip


_AIMED = frozenset(
    fold(w + e)
    for w in ("الرامي", "الهادف", "الداعي", "الساعي", "المتعلق", "المكلف", "الموجه", "المعروف")
    for e in ("", "ة")
)
"""Participles behind a name that are true of a noun before it."""
_GOD = fold("الله")
_SONS = frozenset(map(fold, ("ولد", "بن", "ابن", "بنت", "ابنة")))
_GRADES = frozenset(map(fold, ("أول", "ثان", "ثاني", "ركن", "الركن")))
"""Words behind a rank that are part of it."""


def _of_kin(reading: Reading, k: int) -> bool:
    """Is the word at a name's end whose kin somebody is («قرينة الرئيس»), and no given name («كريمة», «عقيلة»)?"""
    norm = reading.tokens[k].norm
    if norm in _SONS or (kinship(norm) is None and norm not in _IN_LAWS):
        return False
    following = reading.tokens[k + 1].norm if k + 1 < len(reading.tokens) else ""
    return norm not in genders() or title_word(following) is not None


_IN_LAWS = frozenset(map(fold, ("صهر", "أرملة", "خطيبة", "حفيد", "حفيدة")))
"""Kin that no relation of the record holds."""


def _goes_on(norm: str, before: str) -> bool:
    """«خير | الله السالمي», «محمد | ولد سالم»: a name that begins with the word before what the model marked."""
    if norm == _GOD:
        return before.isalpha() and function_class(before) is None
    return norm in _SONS and before in gazetteer().given_names


def _is_land(norm: str) -> bool:
    return any(e.source in ("countries", "capitals") for e in gazetteer().named(norm))


def _is_nationality(norm: str) -> bool:
    return has_article(norm) and nationality(norm) is not None and is_adjective(norm)


def _quoted_core(reading: Reading, first: int, last: int, start: int) -> tuple[Span, ...]:
    """The quoted part of a name: «صحيفة "نوفا" العبرية» is also «نوفا» and «صحيفة "نوفا"»."""
    marks = [k for k in range(first, last) if reading.tokens[k].norm == '"']
    if len(marks) != 2 or marks[1] == marks[0] + 1:
        return ()
    core = reading.span(marks[0] + 1, marks[1])
    if marks[0] == first or marks[1] == last - 1:
        return (core,)
    return core, Span(start, reading.tokens[marks[1]].end)

"""The mode of an event: the reader's where words bear it out, and what the object and the doer say better.

«طالب بالإفراج عنه» demands that somebody yield, «ناشد الحكومة إرسال تعزيزات» help (`data/ar/events/objects.tsv`);
police who are sent are police whatever they drive, and what a drone did is done by a drone (`doers.tsv`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.triggers import mode_is_told, readings_as
from marsad.analysis.reading import Reading
from marsad.analysis.words import bare
from marsad.lexicon.paradigms import noun_forms
from marsad.lexicon.tables import read_table, values
from marsad.model.record import Reason
from marsad.text.clitics import splits
from marsad.text.views import fold

from .sides import reacts
from .words import Question

_OPEN: Final = ("ACCUSE", "CONSULT")
"""Types whose words don't settle the mode."""
_REACH: Final = 10
"""Tokens behind a word in which its object stands."""
_AROUND: Final = frozenset(
    fold(w) for w in ("خلال", "أثناء", "بعد", "قبل", "قبيل", "في", "إثر", "عقب", "منذ", "لدى", "عند", "مع", "رغم")
)
"""Words behind which stands when or where it was said, and no object."""
_ABDUCT: Final = "abduct"
_POLICE: Final = "COP"


def mode_of(reading: Reading, q: Question, token: int) -> tuple[str | None, list[Reason]]:
    """What the object says, else the reader's mode if the sentence has words for it, else that of the word itself."""
    span = reading.span(token, token + 1)
    heard, sure = q.marked.mode(q.type)
    sentence = reading.sentence_of(token)
    norms = [t.norm for t in reading.tokens[sentence.first : sentence.last]]
    if heard is not None and not mode_is_told(q.type, heard, norms):
        heard = None
    rows = readings_as(reading, token, q.type)
    own = rows[0].trigger.mode if q.type not in _OPEN and len({r.trigger.mode for r in rows}) == 1 else None
    asked = by_object(q.type, heard or own, norms[token - sentence.first + 1 :][:_REACH])
    condemns = q.type == "ACCUSE" and bool(rows) and reacts(reading, token)
    own = rows[0].trigger.mode if condemns else own
    if own != heard and (own == _ABDUCT or condemns):
        # «باختطاف 13 موظفا», «نددت الوزارة»: the word itself leaves no choice
        return own, [Reason("mode", f"events.{rows[0].kind}.{rows[0].trigger.lemma}", span.start, span.end)]
    if asked is not None and asked != heard:
        return asked, [Reason("mode", "events.object", span.start, span.end)]
    if heard is not None:
        return heard, [Reason("mode", "reader.mode", span.start, span.end, round(sure, 3))]
    if own is None:
        return None, []
    return own, [Reason("mode", f"events.{rows[0].kind}.{rows[0].trigger.lemma}", span.start, span.end)]


def by_object(kind: str, mode: str | None, behind: Sequence[str]) -> str | None:
    """The mode that the first word behind says for which there is a row, None if there is none or it must not."""
    rows = _objects()
    for k, norm in enumerate(behind):
        if k and behind[k - 1] in _AROUND:
            continue
        # «إلى الاعتذار وتعويضهم»: what "and" joins is not what is asked for first
        stems = [stem for prefix, stem in splits(norm) if prefix[:1] not in ("و", "ف")]
        for stem in stems:
            for second, types, said, over in rows.get(stem, ()):
                if kind in types and (not second or bare(behind[k + 1] if k + 1 < len(behind) else "") == second):
                    return said if not over or (mode or "none") in over else None
    return None


def by_doer(kind: str, mode: str | None, doers: Sequence[Found]) -> str | None:
    """The mode that goes with who or what did it, else the one given."""
    for said, over, stems, sector, every in _doers().get(kind, ()):
        if over and (mode or "none") not in over:
            continue
        hits = [_is(e, stems, sector) for e in doers]
        if hits and (all(hits) if every else any(hits)):
            return said
    return mode


def _is(doer: Found, stems: tuple[str, ...], sector: str) -> bool:
    words = {w for n in (fold(doer.name), *doer.names) for word in n.split() for w in (word, bare(word))}
    return (bool(sector) and sector in doer.sector) or any(w.startswith(stems) for w in words)


@lru_cache(maxsize=1)
def _objects() -> dict[str, list[tuple[str, frozenset[str], str, frozenset[str]]]]:
    """Folded first words, each with the second or none, the types, the mode and the modes that it may overrule."""
    out: dict[str, list[tuple[str, frozenset[str], str, frozenset[str]]]] = {}
    for row in read_table("ar/events/objects.tsv"):
        types, over = frozenset(values(row["types"])), frozenset(values(row["over"]))
        for phrase in values(row["words"]):
            first, _, second = phrase.partition(" ")
            for form in (fold(first),) if second else noun_forms(first):
                out.setdefault(form, []).append((bare(fold(second)), types, row["mode"], over))
    for found in out.values():
        # what two words say is said by both
        found.sort(key=lambda x: not x[0])
    return out


@lru_cache(maxsize=1)
def _doers() -> dict[str, list[tuple[str, frozenset[str], tuple[str, ...], str, bool]]]:
    out: dict[str, list[tuple[str, frozenset[str], tuple[str, ...], str, bool]]] = {}
    for row in read_table("ar/events/doers.tsv"):
        sector = _POLICE if row["mode"] == "police" else ""
        out.setdefault(row["type"], []).append(
            (
                row["mode"],
                frozenset(values(row["over"])),
                tuple(fold(s) for s in values(row["stems"])),
                sector,
                bool(row["all"]),
            )
        )
    return out

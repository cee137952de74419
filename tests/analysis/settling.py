"""Sides as rules settle them, for the tests of these rules."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.roles import case_of, is_accusative
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.learned.sides import Rule, Standing, Word, settle
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType

TYPES: dict[str, EntityType] = {"p": "person", "g": "group", "o": "organization", "l": "place", "a": "asset"}
KNOWN = "c"
"""The form of a place that is found in the text, so that it is known for a country."""


def settled_by(rules: Sequence[Rule], text: str, word: str, kind: str, taking_part: str) -> str:
    """The sides as settled: `taking_part` has the mentions as "words type role", "|" between them."""
    reading = Reading.of(Document("d", text))
    token = reading.token_at(text.index(word))
    rows = [r for r in readings_at(reading, token) if r.trigger.type == kind]
    who: list[Standing] = []
    roles: dict[str, list[Found]] = {"actor": [], "recipient": [], "place": [], "from": []}
    for part in taking_part.split("|"):
        words, form, role = part.rsplit(" ", 2)
        begin = text.index(words)
        first, last = reading.tokens_in(begin, begin + len(words))
        known = next(e for e in find_entities(reading, ())[0] if e.name == words) if form == KNOWN else None
        entity = known or Found(TYPES[form], words)
        roles[role].append(entity)
        case = "" if is_accusative(reading, first, entity.type) else case_of(reading, first, begin)
        who.append(Standing(entity, entity.type, first, last, case, begin))
    sentence = reading.sentence_of(token)
    maybe_noun = any(r.kind == "noun" for r in rows)
    settle(rules, Word(reading, token, rows[0], sentence.first, sentence.last, maybe_noun), who, roles)
    return "|".join(f"{s.entity.name} {next((r for r in roles if s.entity in roles[r]), '-')}" for s in who)

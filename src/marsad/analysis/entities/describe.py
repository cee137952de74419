"""What is known of an entity: which entry of the knowledge base it is, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter

from marsad.lexicon.gazetteer import Entry
from marsad.model.record import Entity, Identifiers, Mention
from marsad.text.views import fold

from .candidate import Candidate, Found
from .english import english
from .heads import head_of

_SOURCE_BONUS = {
    "countries": 6.0,
    "capitals": 4.0,
    "overlay": 2.0,
    "places": 0.0,
    "persons": 3.0,
    "institutions": 3.0,
    "outlets": 2.0,
}


def country_weights(chosen: list[Candidate]) -> Counter[str]:
    """How often the report speaks of each country: names, nationalities, known people."""
    weights: Counter[str] = Counter()
    for c in chosen:
        codes = {e.country for e in c.entries if e.country} if c.entries else ({c.country} if c.country else set())
        if len(codes) == 1:
            weights[codes.pop()] += 1
    return weights


def choose(entries: tuple[Entry, ...], weights: Counter[str]) -> tuple[Entry, float]:
    """The likeliest of several entries with one name, by the report's countries and by size; confidence 0 to 1."""
    if len(entries) == 1:
        return entries[0], 1.0
    scores = [
        (math.log10(e.population + 10) + _SOURCE_BONUS[e.source] + 2.5 * min(weights[e.country or ""], 3), -n)
        for n, e in enumerate(entries)
    ]
    ranked = sorted(range(len(entries)), key=lambda n: scores[n], reverse=True)
    best, second = scores[ranked[0]][0], scores[ranked[1]][0]
    return entries[ranked[0]], round(min(0.99, 0.5 + 0.12 * (best - second)), 2)


def _own_head(found: Found) -> str:
    """The head noun that a name begins with, where the reader marked it and no rule did («الجيش», «موقع كذا»)."""
    words = fold(found.name).split()
    if not words or not (found.type == "organization" or (found.type == "place" and len(words) > 1)):
        return ""
    hit = head_of(words[0])
    return hit[2][0].noun if hit is not None and hit[0] in ("", "ال") else ""


def describe(found: Found, ident: str) -> Entity:
    """The record's entity."""
    entry = found.entry
    country = (entry.country if entry else None) or found.country
    name_en: str | None
    name_en, translated = (entry.en, False) if entry else english(found.name, found.head or _own_head(found))
    if found.type in ("group", "asset") and not entry and not translated:
        # a description is no name: its sounds in Latin letters would tell nobody anything
        name_en = None
    return Entity(
        id=ident,
        type=found.type,
        name=found.name,
        mentions=tuple(Mention(s.start, s.end) for _, _, s in found.mentions),
        name_en=name_en,
        name_en_by=None if name_en is None else "known" if entry else "translated" if translated else "romanised",
        country=country,
        sector=entry.sector if entry and entry.sector else found.sector,
        identifiers=Identifiers(entry.wikidata, entry.geonames) if entry else Identifiers(),
        latitude=entry.latitude if entry and entry.type == "place" else None,
        longitude=entry.longitude if entry and entry.type == "place" else None,
        by=found.by,
        confidence=found.confidence,
    )

"""People, organizations, places, groups and assets of one report, each with all its mentions.

Several ways propose candidates (knowledge base, head nouns, given names, the neural tagger);
the longest and best-founded wins where they overlap; mentions are then joined into entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, is_adjective, nationality
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.text.clitics import has_article
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate, Found
from .coreference import adjectival, join
from .describe import choose, country_weights, describe
from .edges import purpose
from .groups import groups
from .heads import SETTLEMENTS, head_of, heads, is_back_reference, media_noun
from .known import known
from .mending import listed_outlets, mended
from .nicknames import nicknamed
from .outlets import before_outlet, press
from .parting import torn
from .people import genders, people
from .surroundings import capital_cities, of_a_people, of_a_work, of_countries, seats, with_own_names

__all__ = ["BODIES", "Candidate", "Found", "describe", "find_entities"]


def find_entities(
    reading: Reading,
    taken: Sequence[Span],
    learned: Sequence[Candidate] = (),
    learned_groups: Sequence[Candidate] = (),
) -> tuple[list[Found], list[Candidate]]:
    """Named entities, and the candidates for groups and assets that later layers may ask for.

    `learned` and `learned_groups` are the reader's proposals; no name is read inside `taken`
    (time expressions).
    """
    listed = known(reading)
    by_first: dict[int, Candidate] = {}
    for c in sorted(listed, key=lambda c: (c.last - c.first, c.weight)):
        by_first[c.first] = c
    guessed = people(reading)
    for c in guessed:
        by_first.setdefault(c.first, c)
    pool = [*listed, *of_countries(reading), *heads(reading, by_first), *guessed]
    learned = _namesakes(reading, mended(reading, learned, listed))
    pool = [*pool, *learned] if not learned else [*_linked(reading, learned, pool), *_beside(reading, learned, pool)]
    barred = {i for s in (*taken, *reading.boilerplate) for i in range(*reading.tokens_in(s.start, s.end))}
    pool = [c for c in pool if barred.isdisjoint(range(c.first, c.last))]
    chosen = [c for c in _best(pool) if not (of_a_work(reading, c) or of_a_people(reading, c))]
    chosen = with_own_names(reading, capital_cities(reading, chosen))
    chosen = sorted((*chosen, *seats(reading, chosen, listed)), key=lambda c: c.first)
    weights = country_weights(chosen)
    settled: list[Candidate] = []
    for c in chosen:
        if len(c.entries) > 1:
            entry, confidence = choose(c.entries, weights)
            c = replace(c, entries=(entry,), confidence=None if confidence >= 0.9 else confidence)
        settled.append(c)
    found = nicknamed(reading, join(reading, settled))
    for entity in found:
        if entity.type == "organization" and not entity.sector and entity.entry is None and press(entity):
            entity.sector = ("MED",)
    ends: dict[int, int] = {}
    for entity in found:
        for first, last, _ in entity.mentions:
            ends[first] = max(last, ends.get(first, 0))
    named = {i for c in settled for i in range(c.first, c.last)}
    mentions = (m for e in found if e.type == "organization" for m in e.mentions)
    bodies = {first: last for first, last, _ in mentions if last - first > 1}
    # «موقع «كذا» المتخصص في رصد الهجمات» is the site that is named there and no further one
    own = [g for g in learned_groups if g.type != "group" or bodies.get(g.first, g.last + 1) > g.last]
    described = [before_outlet(reading, _whole(g, found), found) for g in own]
    held = {i for g in learned_groups for i in range(g.first, g.last)}
    described += [
        g for g in groups(reading, ends)
        if g.first not in named and held.isdisjoint(range(g.first, g.last))
    ]  # fmt: skip
    return found, described


def _whole(g: Candidate, found: Sequence[Found]) -> Candidate:
    """A description that ends inside a name goes on to the name's end: «زورق لخفر السواحل» | «الإيطالي»."""
    for entity in found:
        for first, last, span in entity.mentions:
            if g.first < first < g.last < last:
                return replace(g, last=last, span=Span(g.span.start, span.end))
    return g


def _namesakes(reading: Reading, learned: Sequence[Candidate]) -> list[Candidate]:
    """«ونجليه خالد | وصدام»: a given name that "and" joins to somebody's is somebody's."""
    out: list[Candidate] = []
    for c in learned:
        norm = reading.tokens[c.first].norm
        given = norm.removeprefix("و")
        joined = bool(out) and out[-1].type == "person" and out[-1].last == c.first and given != norm
        if joined and c.type == "place" and c.last - c.first == 1 and given in genders():
            place = any(e.type == "place" for e in gazetteer().named(given))
            start = reading.view.offsets[reading.tokens[c.first].at + 1]
            c = c if place else replace(c, type="person", span=Span(start, c.span.end))
        out.append(c)
    return out


def _linked(reading: Reading, learned: Sequence[Candidate], pool: Sequence[Candidate]) -> list[Candidate]:
    """The reader's names with what the knowledge base and the head nouns know of the same words."""
    by_token: dict[int, list[Candidate]] = {}
    for p in pool:
        by_token.setdefault(p.first, []).append(p)
    out: list[Candidate] = []
    for c in learned:
        if c.last - c.first == 1 and is_back_reference(reading.tokens[c.first].norm) and not _called_so(reading, c):
            continue
        if _named_before(reading, c, (*learned, *pool)):
            continue
        touching = [p for i in range(c.first, c.last) for p in by_token.get(i, ()) if p.last <= c.last]
        c = _headed(reading, _retyped(reading, c, touching), touching)
        within = [p for p in touching if p.type == c.type]
        same = [p for p in within if p.first == c.first and p.last == c.last]
        inside = [p for p in within if p.entries]
        known = next((p for p in same if p.entries), None)
        if c.type == "person":
            # «خالد خليفة حفتر» holds his father's name: only a known name that begins with his counts
            inside = [p for p in inside if p.first == c.first and not _suffixed(reading, c, p)]
        if known is None and inside:
            # «ميناء مصوع الإريتري» is the known «ميناء مصوع»
            part = min(inside, key=lambda p: (p.first != c.first, p.first - p.last))
            near = part.last - part.first >= c.last - c.first - 1 or (
                part.last < c.last and purpose(reading.tokens[part.last].norm)
            )
            near = near and (len(inside) == 1 or part.first == c.first)
            # «شركة «إيني» الإيطالية», «الهيئة الحكومية للتنمية «إيغاد»»
            near = near or _in_marks(reading, c, part) or _one_entry(reading, c, inside)
            known = part if near and _same_thing(reading, c, part) else None
        head = next((p for p in same if p.head), None)
        start = c.span.start
        if known is not None and known.first == c.first:
            start = known.span.start
        aliases = (
            *c.aliases,
            *(head.aliases if head else ()),
            *((known.span,) if known and known.span != c.span else ()),
        )
        out.append(
            replace(
                c,
                span=Span(start, c.span.end),
                entries=known.entries if known else c.entries or _town(reading, c),
                aliases=tuple(dict.fromkeys(aliases)),
                country=head.country if head else c.country,
                sector=head.sector if head else c.sector,
                head=head.head if head else c.head,
                by=f"{c.by}+{known.by}" if known else c.by,
            )
        )
    return out


def _in_marks(reading: Reading, c: Candidate, part: Candidate) -> bool:
    """«شركة «إيني» الإيطالية»: a body whose kind and known name in quotation marks are all that it is called."""
    tokens = reading.tokens
    if c.type != "organization" or part.first < c.first + 2 or part.last >= c.last:
        return False
    if tokens[part.first - 1].norm != '"' or tokens[part.last].norm != '"':
        return False
    hit = head_of(tokens[c.first].norm)
    behind = (*tokens[c.first + 1 : part.first - 1], *tokens[part.last + 1 : c.last])
    return hit is not None and hit[2][0].noun in _KINDS and all(nationality(t.norm) is not None for t in behind)


_KINDS = frozenset(
    map(fold, ("شركة", "مجمع", "مجموعة", "حركة", "حزب", "جماعة", "تنظيم", "منظمة", "صحيفة", "قناة", "وكالة", "موقع"))
)
"""Nouns that say of what kind a body is, and not that it is a part of one («فرع «القاعدة»»)."""


def _one_entry(reading: Reading, c: Candidate, inside: Sequence[Candidate]) -> bool:
    """Is a body's name made of two known ones of one and the same body, the second in marks?"""
    ids = {e.id for p in inside for e in p.entries}
    marked = reading.tokens[c.last - 1].norm in '")'
    begins = any(p.first == c.first for p in inside)
    return c.type == "organization" and len(ids) == 1 and len(inside) > 1 and begins and marked


def _suffixed(reading: Reading, c: Candidate, part: Candidate) -> bool:
    """«سلجوق بيرقدار أوغلو»: the end of a family name makes another of the known name before it."""
    return part.last < c.last and reading.tokens[part.last].norm in _FAMILY_ENDS


_FAMILY_ENDS = frozenset(map(fold, ("أوغلو", "أوغلي", "زاده", "زادة", "بور", "نجاد")))


def _named_before(reading: Reading, c: Candidate, others: Sequence[Candidate]) -> bool:
    """«الصحيفة الفرنسية»: the outlet that was named before, by its kind and where it is from, is no other one."""
    if c.last - c.first != 2 or c.entries or nationality(reading.tokens[c.last - 1].norm) is None:
        return False
    norm = reading.tokens[c.first].norm
    if not media_noun(norm) or not has_article(norm):
        return False
    return any(
        o.first < c.first and o.last - o.first > 1 and o.type == "organization"
        and media_noun(reading.tokens[o.first].norm)
        for o in others
    )  # fmt: skip


def _town(reading: Reading, c: Candidate) -> tuple[Entry, ...]:
    """«دبي», «مأرب»: a big town, or the one of that name, where the reader sees a place and the lexicon alone can't."""
    if c.type != "place" or c.last - c.first > 1:
        return ()
    name = c.name(reading)
    named = [e for e in gazetteer().named(name) if e.type == "place"]
    sure = (c.confidence or 0) >= _SURE and len(named) == 1
    if fold(name) in gazetteer().ambiguous:
        # «بشار» is a given name too
        return tuple(e for e in named if sure and e.population >= _MIDDLING)
    return tuple(e for e in named if e.population >= (_SMALL if sure else _BIG))


_BIG = 200_000
"""People in a town that a reader of news knows."""
_MIDDLING = 100_000
"""The same of the only place of a name that is another word too."""
_SMALL = 10_000
"""The same of the only place of a name."""


def _same_thing(reading: Reading, c: Candidate, part: Candidate) -> bool:
    """Is a name that holds a known one the known thing? «مدينة طبرق» is, «نهر كايا» and «سجن بحر دار» aren't."""
    hit = head_of(reading.tokens[c.first].norm)
    if c.type == "organization" and part.first > c.first and hit is not None:
        # «بعثة الأمم المتحدة» is none of them, «حركة النهضة» is
        return hit[2][0].noun not in _ARMS
    if c.type != "place" or part.first == c.first or hit is None:
        return True
    return bare(reading.tokens[c.first].norm) in SETTLEMENTS


_ARMS = frozenset(
    map(
        fold,
        ("بعثة", "مكتب", "فرع", "سفارة", "لجنة", "وفد", "مفوضية", "رئاسة", "قيادة", "أمانة", "جناح", "كتلة", "قسم"),
    )
)  # fmt: skip
"""Nouns of a part of a body, or of one that it sends."""


def _retyped(reading: Reading, c: Candidate, touching: Sequence[Candidate]) -> Candidate:
    """The knowledge base's type where it knows exactly these words and the model is unsure, or they are a country."""
    exact = [p for p in touching if p.first == c.first and p.last == c.last and p.entries]
    if not exact or any(p.type == c.type for p in exact):
        return c
    best = max(exact, key=lambda p: p.weight)
    country = any(e.source == "countries" for e in best.entries)
    town = all(e.source == "places" for e in best.entries)
    several = c.last - c.first > 1 and not any(e.source in ("places", "overlay") for e in best.entries)
    sure = (c.confidence or 0) >= _SURE
    if sure and c.type == "organization" and best.type == "place" and not country:
        # «الجزيرة» is a region and an outlet, which the reader's word for a body tells apart
        return replace(c, entries=listed_outlets(reading, c))
    body = best.type == "organization" and c.type == "place" and all(e.source == "institutions" for e in best.entries)
    if country or several or body or (not town and not sure):
        return replace(c, type=best.type)
    return c


def _called_so(reading: Reading, c: Candidate) -> bool:
    """«الجزيرة»: the reader is sure of a body, one bears the name, the noun is never a body's; likewise «الخليج»."""
    hit = head_of(reading.tokens[c.first].norm)
    if (c.confidence or 0) < _SURE or hit is None:
        return False
    entries = [e for e in gazetteer().named(c.name(reading)) if e.type == c.type]
    if c.type == "place":
        return any(e.source == "overlay" for e in entries) and c.name(reading) not in gazetteer().ambiguous
    return c.type == "organization" and bool(entries) and all(h.type == "place" for h in hit[2])


def _headed(reading: Reading, c: Candidate, touching: Sequence[Candidate]) -> Candidate:
    """The type that the head noun fixes: a tribe is no place and a valley no body.

    Not where the knowledge base has the whole name («الدار البيضاء», «قطاع غزة»), and no head noun is a word with
    the article before one without («الجزيرة نت»).
    """
    hit = head_of(reading.tokens[c.first].norm) if c.last - c.first > 1 else None
    if hit is None or any(p.entries and p.type == c.type and (p.first, p.last) == (c.first, c.last) for p in touching):
        return c
    behind = reading.tokens[c.first + 1]
    kinds = {h.type for h in hit[2]}
    if hit[1] and behind.is_word and not has_article(behind.norm):
        return c
    if hit[1] and c.type == "organization" and (c.confidence or 0) >= _SURE:
        # «المنطقة العسكرية الشرقية» is a command
        return c
    if len(kinds) == 1 and c.type not in kinds and c.type != "person":
        # «وصلوا إلى مستشفى السدر», «طالب مستشفى السدر بالدواء»: a house is a place or a body, as the reader hears it
        return c if c.type == "place" and hit[2][0].noun in _HOUSES else replace(c, type=kinds.pop())
    return c


_HOUSES = frozenset(map(fold, ("مستشفى", "مجمع", "مركز", "موقع", "بوابة", "ديوان")))
_SURE = 0.9


def _beside(reading: Reading, learned: Sequence[Candidate], pool: Sequence[Candidate]) -> list[Candidate]:
    """What the other ways found where the reader saw nothing, as far as it is well founded."""
    held = {i for c in learned for i in range(c.first, c.last)}
    out = [p for p in pool if held.isdisjoint(range(p.first, p.last)) and _sure(reading, p) and not torn(p, pool)]
    return [p for p in out if p.type != "place" or p.last - p.first > 1 or not adjectival(reading, p.first)]


def _sure(reading: Reading, p: Candidate) -> bool:
    """What needs no second witness: known names of several words, countries, people known by one name, cities
    that their surroundings bear out, and bodies whose head noun is never anything else."""
    if not p.entries:
        return p.head in _FIRM_HEADS and p.last - p.first > 1
    if p.last - p.first > 1 or p.placed:
        return True
    if p.type == "organization":
        return all(e.kind in BODIES for e in p.entries) and not is_adjective(reading.tokens[p.first].norm)
    name = fold(p.name(reading))
    if (
        p.type == "place"
        and name.startswith("ال")
        and name in gazetteer().ambiguous
        and any(e.source == "capitals" for e in p.entries)
    ):
        # «العيون» are eyes too, «بنك العيون»
        return False
    return p.type == "person" or any(e.source in ("countries", "capitals") or e.kind == "continent" for e in p.entries)


BODIES = frozenset(("igo", "government", "militia", "movement", "party", "army", "intelligence"))
"""Kinds of bodies whose names of one word are hardly anything else: «أوبك», but not «إلبيت»."""
_FIRM_HEADS = frozenset(
    fold(w) for w in ("سفارة", "استخبارات", "بلدية", "فيلق", "مستشفى", "جامعة", "وزارة", "إدارة", "طيران")
)


def _best(pool: list[Candidate]) -> list[Candidate]:
    """Candidates that don't overlap: the heavier and longer first."""
    order = sorted(pool, key=lambda c: (-(c.weight + 4 * (c.last - c.first)), c.first, c.by))
    used: set[int] = set()
    out: list[Candidate] = []
    for c in order:
        tokens = range(c.first, c.last)
        if used.isdisjoint(tokens):
            used.update(tokens)
            out.append(c)
    return sorted(out, key=lambda c: c.first)

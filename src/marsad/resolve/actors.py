"""From the entities of one report to the actors of the desk: who is whom across reports, how surely, and why.

Names come first (`names`), then what the reports say around them: identifiers, countries, offices, companions,
kin. Described groups and things stay within their report.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.analysis.words import bare, function_class
from marsad.lexicon.tables import read_table, values
from marsad.model.judgement import Ground
from marsad.model.record import EntityType, Record
from marsad.text.views import fold

from .known import known_entries
from .match import Assignment, Match
from .names import compare_names, is_common, words
from .organizations import is_generic, known_bodies, take_apart
from .sounds import skeleton

JOIN = 0.7
"""From this score on an entity is taken for the actor."""
_CLOSE = 0.05
_ARAB = frozenset(
    (
        "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "ESH", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE",
        "QAT", "SAU", "SDN", "SOM", "SYR", "TUN", "YEM",
    )
)  # fmt: skip
"""Where names are Arabic, so that every vowel letter of theirs counts."""
_HOME = "@"
_WELL_KNOWN = "~"
"""Marks of companions that many reports share: the country that a report is about, bodies of the knowledge base."""
_FEW = 15
_MOST = 60
"""Companions and references that an actor keeps for comparing."""


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """What one report says of one entity that helps to recognise it elsewhere.

    `ref` is `REPORT#E3`. `forms` are the words the report calls it by, the fullest first. `name_en` is null where
    it is only a romanisation; `known` says that the knowledge base has it under this English name.
    `offices` are titles, `companions` comparable names of others named beside it, `kin` those of relatives.
    `described` things ("a patrol boat") have no name of their own.
    """

    ref: str
    report: str
    type: EntityType
    name: str
    forms: tuple[str, ...]
    name_en: str | None = None
    country: str | None = None
    sector: tuple[str, ...] = ()
    wikidata: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    offices: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    published: str | None = None
    known: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What the desk knows of an actor. Counts are numbers of reports; `forms` has the commonest first.

    `id` is `a-` and 16 hex digits of the SHA-256 of the first reference that made it.
    """

    id: str
    type: EntityType
    forms: tuple[tuple[str, int], ...]
    name_en: str | None = None
    countries: tuple[tuple[str, int], ...] = ()
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    offices: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    known: bool = False
    described: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(form for form, _ in self.forms)


def actor_id(ref: str) -> str:
    """The id of an actor that this reference made.

    >>> actor_id("d-1f#E3")
    'a-d06ad64ca96974e9'
    """
    return "a-" + hashlib.sha256(ref.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _vessels() -> tuple[str, ...]:
    """Beginnings of the nouns for things, long enough to hold for dual and plural («ناقلتين»)."""
    nouns: set[str] = set()
    for row in read_table("ar/entities/groups.tsv"):
        if row["type"] == "asset":
            nouns |= {fold(row["noun"]), *(fold(v) for v in values(row["plural"]))}
    nouns |= {fold(r["head"]) for r in read_table("ar/entities/heads.tsv") if r["type"] == "asset"}
    return tuple(sorted(n[:-1] if n.endswith("ه") else n for n in nouns if len(n) > 3))


def is_described(type: EntityType, name: str) -> bool:
    """Has the group or asset only a description and no name of its own?

    >>> is_described("asset", "زورق دورية"), is_described("asset", "الناقلة «سيلين»"), is_described("group", "مهاجرون")
    (True, False, True)
    >>> is_described("asset", "ناقلتين"), is_described("asset", "برنسيس زيلع")
    (True, False)
    """
    if type == "group":
        return True
    if type != "asset":
        return False
    if any(q in name for q in '«“"') or any(c.isascii() and c.isalpha() for c in name):
        return False
    parts = [bare(w) for w in fold(name).split()]
    return not 1 < len(parts) < 4 or any(w.startswith(_vessels()) or w.isdigit() for w in parts)


def _home(record: Record) -> str:
    """The country that most of the report's names belong to, as a companion; empty where there is none."""
    counts = Counter(e.country for e in record.entities if e.country and e.country != "IGO")
    if not counts:
        return ""
    code, number = counts.most_common(1)[0]
    return f"{_HOME}{code}" if number > 1 and 2 * number > counts.total() else ""


def companion(type: EntityType, name: str) -> str:
    """A name in a form in which its spellings are equal, for finding the same company; empty where it says nothing.

    >>> companion("person", "أنطونيو غوتيريش") == companion("person", "أنطونيو جوتيريش")
    True
    """
    if type == "person":
        parts = words(name)
        return " ".join(skeleton(w) for w in parts) if len(parts) > 1 else ""
    if type == "organization":
        entries = known_bodies(name)
        if entries:
            return _WELL_KNOWN + entries[0].en
        body = take_apart(name)
        return " ".join(sorted((body.kind, *body.own, *body.countries)))
    if type == "place":
        entries = known_entries(name, "place")
        # every report names countries and capitals
        return "" if any(e.source in ("countries", "capitals") for e in entries) else fold(name)
    return ""


def entity_facts(record: Record) -> tuple[EntityFacts, ...]:
    """The facts of all entities of a record, in its order."""
    names = {e.id: e.name for e in record.entities}
    beside = {e.id: companion(e.type, e.name) for e in record.entities}
    home = _home(record)
    offices: dict[str, dict[str, str]] = {}
    for p in record.positions:
        # one of each spelling that reads alike
        offices.setdefault(p.person, {}).setdefault(fold(p.title), p.title)
    kin: dict[str, list[str]] = {}
    for r in record.relations:
        if (
            r.relation in ("child_of", "parent_of", "sibling_of", "spouse_of")
            and r.object in names
            and r.subject in names
        ):
            kin.setdefault(r.subject, []).append(names[r.object])
            kin.setdefault(r.object, []).append(names[r.subject])
    out: list[EntityFacts] = []
    for e in record.entities:
        forms = [e.name, *(record.text[m.start : m.end] for m in e.mentions)]
        out.append(
            EntityFacts(
                ref=f"{record.id}#{e.id}", report=record.id, type=e.type, name=e.name,
                forms=tuple(dict.fromkeys(forms)),
                name_en=e.name_en if e.name_en_by in ("known", "translated") else None,
                country=e.country, sector=e.sector, wikidata=e.identifiers.wikidata, geonames=e.identifiers.geonames,
                latitude=e.latitude, longitude=e.longitude, offices=tuple(offices.get(e.id, {}).values()),
                companions=tuple(dict.fromkeys(c for c in (home, *(c for i, c in beside.items() if i != e.id)) if c)),
                kin=tuple(dict.fromkeys(kin.get(e.id, ()))), published=record.published,
                known=e.name_en_by == "known", described=is_described(e.type, e.name),
            )
        )  # fmt: skip
    return tuple(out)


def _counted(counts: Iterable[tuple[str, int]], more: Iterable[str]) -> tuple[tuple[str, int], ...]:
    table = dict(counts)
    for key in dict.fromkeys(more):
        table[key] = table.get(key, 0) + 1
    return tuple(sorted(table.items(), key=lambda item: (-item[1], item[0])))


def merge(actor: ActorFacts | None, entity: EntityFacts) -> ActorFacts:
    """The actor with one more report's entity; a new one where there was none."""
    base = actor or ActorFacts(actor_id(entity.ref), entity.type, ())
    return replace(
        base,
        forms=_counted(base.forms, entity.forms),
        name_en=entity.name_en if entity.known and not base.known else base.name_en or entity.name_en,
        countries=_counted(base.countries, [entity.country] if entity.country else []),
        sectors=tuple(dict.fromkeys((*base.sectors, *entity.sector))),
        wikidata=base.wikidata or entity.wikidata,
        geonames=base.geonames or entity.geonames,
        latitude=base.latitude if base.latitude is not None else entity.latitude,
        longitude=base.longitude if base.longitude is not None else entity.longitude,
        offices=tuple(dict.fromkeys((*base.offices, *entity.offices)))[:_MOST],
        companions=tuple(dict.fromkeys((*base.companions, *entity.companions)))[:_MOST],
        kin=tuple(dict.fromkeys((*base.kin, *entity.kin)))[:_MOST],
        refs=tuple(dict.fromkeys((*base.refs, entity.ref))),
        known=base.known or entity.known,
        described=base.described if actor else entity.described,
    )


def compare(entity: EntityFacts, actor: ActorFacts) -> Match:
    """How surely the entity of a report is the actor, and why."""
    if entity.type != actor.type:
        return Match(0.0, (Ground("other-kind"),))
    if entity.described or actor.described:
        return Match(0.0, (Ground("described"),))
    if entity.type == "place":
        return _compare_places(entity, actor)
    if entity.wikidata and actor.wikidata:
        if entity.wikidata == actor.wikidata:
            return Match(1.0, (Ground("same-id", ("Wikidata", entity.wikidata)),))
        return Match(0.0, (Ground("other-id", ("Wikidata", entity.wikidata, actor.wikidata)),))
    countries = [c for c, _ in actor.countries]
    if entity.known and actor.known and entity.name_en and actor.name_en:
        if entity.name_en != actor.name_en:
            return Match(0.02, (Ground("two-entries", (str(entity.name_en), str(actor.name_en))),))
        if not entity.country or not countries or entity.country in countries:
            return Match(0.97, (Ground("one-entry", (entity.name_en,)),))
    foreign = True if {entity.country, *countries} - _ARAB - {None} else None
    match = compare_names(entity.forms, actor.names, entity.type, foreign=foreign)
    if match.score < 0.1:
        return match
    if any(compare_names([k], actor.names, "person").score >= JOIN for k in entity.kin):
        # nobody is his own son
        return Match(0.03, (Ground("relative", (actor.names[0], *entity.kin)),))
    odds = math.log(match.score / (1 - min(match.score, 0.99)))
    reasons = list(match.reasons)
    generic = entity.type == "organization" and (is_generic(entity.forms) or is_generic(actor.names))
    homes = [{c for c in facts.companions if c.startswith(_HOME)} for facts in (entity, actor)]
    if entity.country and countries:
        if entity.country in countries:
            odds += 1.4 if generic else 0.8
            reasons.append(Ground("same-country", (entity.country,)))
        else:
            odds -= 3.5
            reasons.append(Ground("other-country", (entity.country, *countries)))
    elif all(homes):
        # what a report is about says which «وزارة الداخلية» it means, and a little about its people
        same = bool(homes[0] & homes[1])
        odds += (1.4 if same else -3.0) if generic else (0.4 if same else -0.4)
        reasons.append(Ground("reports-country") if same else Ground("reports-countries"))
    if entity.offices and actor.offices:
        alike, office = max((_alike_offices(a, b), a) for a in entity.offices for b in actor.offices)
        if alike >= 0.5:
            odds += 1.0
            reasons.append(Ground("same-office", (office,)))
        elif not alike and match.score < 0.9:
            odds -= 2.0 if entity.type == "person" and is_common(entity.name) else 1.0
            reasons.append(Ground("other-office", (office,)))
    together = sorted(c for c in {*entity.companions} & {*actor.companions} if not c.startswith(_HOME))
    if together:
        weight = sum(0.15 if c.startswith(_WELL_KNOWN) else 0.4 for c in together)
        # one who was named beside very many shares company with everybody
        odds += min(weight, 1.6) * min(1.0, _FEW / max(1, len(actor.companions)))
        reasons.append(Ground("company", (str(len(together)),)))
    return Match(round(1 / (1 + math.exp(-odds)), 4), tuple(reasons))


@lru_cache(maxsize=4096)
def _alike_offices(a: str, b: str) -> float:
    """The share of the shorter title's words that the other has."""
    left, right = ({bare(w) for w in fold(title).split() if function_class(w) is None} for title in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))


def _compare_places(entity: EntityFacts, actor: ActorFacts) -> Match:
    for kind, a, b in (("GeoNames", entity.geonames, actor.geonames), ("Wikidata", entity.wikidata, actor.wikidata)):
        if a and b:
            if a == b:
                return Match(1.0, (Ground("same-id", (kind, str(a))),))
            return Match(0.0, (Ground("other-id", (kind, str(a), str(b))),))
    countries = [c for c, _ in actor.countries]
    if entity.known and actor.known and entity.name_en != actor.name_en:
        return Match(0.02, (Ground("two-entries", (str(entity.name_en), str(actor.name_en))),))
    match = compare_names(entity.forms, actor.names, "place")
    if not match.score and entity.name_en and entity.name_en == actor.name_en:
        match = Match(0.9, (Ground("same-english", (entity.name_en,)),))
    if not match.score:
        return match
    if entity.country and countries:
        if entity.country in countries:
            return Match(min(0.95, match.score + 0.15), (*match.reasons, Ground("same-country", (entity.country,))))
        return Match(0.02, (*match.reasons, Ground("other-country", (entity.country, *countries))))
    return Match(match.score - 0.15, (*match.reasons, Ground("country-unknown")))


def _says_little(entity: EntityFacts) -> bool:
    if entity.known:
        return False
    if entity.type == "person":
        return all(len(words(form)) < 2 for form in entity.forms)
    return entity.type == "organization" and is_generic(entity.forms)


def assign(
    entity: EntityFacts,
    candidates: Sequence[ActorFacts],
    *,
    same: frozenset[str] = frozenset(),
    different: frozenset[str] = frozenset(),
) -> Assignment:
    """The actor that the entity is, or none. `same` and `different` are ids of actors an analyst judged.

    Where a family name alone or a body of no country fits two actors about equally well it is neither: it stays
    an actor of its own.
    """
    for actor in candidates:
        if actor.id in same:
            return Assignment(actor.id, Match(1.0, (Ground("analyst"),)))
    if same:
        return Assignment(min(same), Match(1.0, (Ground("analyst"),)))
    scored = sorted(
        ((compare(entity, actor), actor) for actor in candidates if actor.id not in different),
        key=lambda pair: (-pair[0].score, -len(pair[1].refs), pair[1].id),
    )
    if not scored or scored[0][0].score < JOIN:
        return Assignment(None, scored[0][0] if scored else None)
    best, actor = scored[0]
    if len(scored) > 1 and _says_little(entity) and best.score - scored[1][0].score < _CLOSE:
        return Assignment(None, Match(best.score, (*best.reasons, Ground("another-fits"))))
    return Assignment(actor.id, best)

"""FollowTheMoney entities for Aleph, OpenAleph, yente and everything that reads `ftm` streams.

An archive: `entities.ftm.json` (an entity a line), `manifest.json`, which names what the model can't hold, and
`tellings.jsonl`, which holds it: spans, chains and participants of each telling, by the id of its event entity.

Reports are Articles, stories Events, people Persons, bodies Organizations or PublicBodies, described groups
LegalEntities, things Assets, places Addresses. Offices are Occupancies, kinship Families, the other ties Memberships
or UnknownLinks. Ids are the desk's own, those of links come from what they link.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.model.actor import Actor, ActorLine, Tie
from marsad.model.record import Record
from marsad.model.story import Story

from .cells import printable
from .facts import alpha2
from .output import archive, json_line, json_text
from .reading import CREED, NO_FILTERS, Options, Readable, reference
from .stories import as_json

_PUBLIC = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_ROLES = {
    "part_of": "part of", "successor_of": "successor of", "favourable": "said to be favourable to",
    "hostile": "said to be hostile to",
}  # fmt: skip
_KIN = {"child_of": "child", "parent_of": "parent", "sibling_of": "sibling", "spouse_of": "spouse"}
NOT_HELD = (
    ("spans", "offsets of names, evidence and cues in the text", "tellings.jsonl"),
    ("chains", "on whose word a report tells an event, in order", "tellings.jsonl; as words in Event:notes"),
    ("participants by role", "who acts and who it is done to; Event:involved holds both", "tellings.jsonl"),
    ("things that take part", "Event:involved takes no Assets", "tellings.jsonl; as words in Event:keywords"),
    ("auxiliary modes", "announced, hypothetical, denied or past", "tellings.jsonl; as words in Event:keywords"),
    ("independent origins and conflicts of a story", "no such entity", "tellings.jsonl"),
    ("where a movement starts", "Event has one location", "tellings.jsonl"),
    ("granularity of a time", "Event has a start and an end", "tellings.jsonl"),
    ("white space at the ends of a text", "the library trims", "the format jsonl"),
    ("confidence and the rule that read a field", "no such property", "the format jsonl"),
)


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The archive."""
    return archive(_files(desk, options))


def _files(desk: Readable, options: Options) -> Iterator[tuple[str, Iterator[bytes]]]:
    counts: Counter[str] = Counter()
    yield "entities.ftm.json", _counted(entities(desk, options), counts)
    yield "tellings.jsonl", (json_line(as_json(s)) for s in desk.all_stories(options.filters))
    manifest = {
        "note": CREED,
        "entities": dict(sorted(counts.items())),
        "not_held": [{"what": what, "why": why, "kept_in": kept} for what, why, kept in NOT_HELD],
    }
    yield "manifest.json", iter([(json_text(manifest, indent=1) + "\n").encode()])


def _counted(made: Iterable[dict[str, Any]], counts: Counter[str]) -> Iterator[bytes]:
    for entity in made:
        counts[entity["schema"]] += 1
        yield json_line(entity)


def entities(desk: Readable, options: Options) -> Iterator[dict[str, Any]]:
    """Articles, events, then actors with their ties; with filters, only actors that take part."""
    for record in desk.records(options.filters):
        yield _article(record)
    wanted: set[str] | None = None if options.filters == NO_FILTERS else set()
    for story in desk.all_stories(options.filters):
        yield _event(story)
        if wanted is not None:
            for a in story.accounts:
                wanted |= {p.actor for p in (*a.actor, *a.recipient, *a.place, *a.origin)} | {h.actor for h in a.chain}
    for line in desk.all_actors():
        if wanted is None or line.id in wanted:
            yield from _actor(desk, line)


def _entity(ident: str, schema: str, **properties: Iterable[str | None]) -> dict[str, Any]:
    """An entity; properties are lists of strings without gaps."""
    held = {k: [printable(v) for v in dict.fromkeys(values) if v] for k, values in properties.items()}
    return {"id": ident, "schema": schema, "properties": {k: v for k, v in held.items() if v}}


def _article(record: Record) -> dict[str, Any]:
    return _entity(
        record.id, "Article", title=[record.title], publisher=[record.publisher], publishedAt=[record.published],
        sourceUrl=[record.url], bodyText=[record.text], language=["ara"],
        contentHash=[hashlib.sha1(record.text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()],
    )  # fmt: skip


def _event(story: Story) -> dict[str, Any]:
    s = story.line
    told = [a for a in story.accounts if a.decision != "rejected"] or list(story.accounts)
    what = f"{s.type} {s.mode}" if s.mode else s.type
    who = [*s.actor, *s.recipient]
    addresses = [p for p in s.place if p.actor.startswith("a-")]
    return _entity(
        s.id, "Event",
        name=[f"{what}: {s.summary}"[:380]],
        summary=[s.summary],
        startDate=[s.earliest], endDate=[s.latest],
        location=[p.name for p in s.place],
        addressEntity=[p.actor for p in addresses],
        country=[_country(p.country) for p in s.place],
        involved=[p.actor for p in who if p.type in ("person", "organization", "group")],
        keywords=[s.type, s.mode, *s.aux, f"certainty: {s.certainty}", *(p.name for p in who if p.type == "asset")],
        recordId=[reference(a) for a in told],
        proof=[a.report for a in told],
        sourceUrl=[a.url for a in told],
        publisher=[a.publisher for a in told],
        notes=[CREED, *(_note(a.publisher or a.report, a.chain, a.evidence) for a in told)],
    )  # fmt: skip


def _note(outlet: str, chain: Iterable[Any], evidence: Iterable[Any]) -> str:
    return " ← ".join([outlet, *(h.name for h in chain)]) + ": " + " … ".join(f"«{q.exact}»" for q in evidence)


def _country(code: str | None) -> str | None:
    found = alpha2(code)
    return found.lower() if found else None


def _schema(line: ActorLine) -> str:
    if line.type == "organization":
        return "PublicBody" if _PUBLIC & set(line.sector) else "Organization"
    return {"person": "Person", "group": "LegalEntity", "asset": "Asset", "place": "Address"}[line.type]


def _actor(desk: Readable, line: ActorLine) -> Iterator[dict[str, Any]]:
    schema = _schema(line)
    common: dict[str, Any] = {"name": [line.name], "country": [_country(line.country)], "wikidataId": [line.wikidata]}
    if schema == "Address":
        yield _entity(
            line.id, schema, **common, full=[line.name], alias=[line.name_en],
            latitude=[_number(line.latitude)], longitude=[_number(line.longitude)],
        )  # fmt: skip
        return
    if line.type not in ("person", "organization"):
        yield _entity(line.id, schema, **common, alias=[line.name_en])
        return
    actor = desk.actor(line.id)
    alias = [line.name_en, *(s.form for s in actor.spellings if s.form != line.name)]
    more: dict[str, Any] = {"position": [o.title for o in actor.offices]} if schema == "Person" else {}
    yield _entity(line.id, schema, **common, alias=alias, sector=line.sector, **more)
    if schema == "Person":
        yield from _offices(actor)
    for tie in actor.ties:
        if tie.outgoing and (link := _tie(line, tie)):
            yield link


def _offices(actor: Actor) -> Iterator[dict[str, Any]]:
    for o in actor.offices:
        post = _id("post", o.title, o.organization or "")
        seen = " to ".join(dict.fromkeys(day for day in (o.first_seen, o.last_seen) if day))
        yield _entity(
            post, "Position", name=[o.title], organization=[o.organization],
            description=[o.organization_name],
        )  # fmt: skip
        yield _entity(
            _id("office", actor.line.id, post), "Occupancy", holder=[actor.line.id], post=[post],
            description=[f"named so in reports of {seen}" if seen else None], recordId=o.reports,
        )  # fmt: skip


def _tie(line: ActorLine, tie: Tie) -> dict[str, Any] | None:
    ident = _id(tie.kind, line.id, tie.actor)
    if tie.kind in _KIN and line.type == "person":
        return _entity(
            ident, "Family", person=[line.id], relative=[tie.actor],
            relationship=[f"{_KIN[tie.kind]} of"], recordId=tie.reports,
        )  # fmt: skip
    if tie.kind == "member_of":
        return _entity(ident, "Membership", member=[line.id], organization=[tie.actor], recordId=tie.reports)
    if tie.kind in _ROLES:
        return _entity(
            ident, "UnknownLink", subject=[line.id], object=[tie.actor], role=[_ROLES[tie.kind]], recordId=tie.reports
        )
    return None


def _id(*parts: str) -> str:
    return "l-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _number(value: float | None) -> str | None:
    return None if value is None else str(value)

"""PLOVER's own JSON, an event a line, with the field names of the PLOVER manual ("JSON Data Fields"; its
`source` is `actor` in the later manuals and here).

What PLOVER calls AGREE (an announced meeting) is CONSULT with the auxiliary mode `future` on the desk; it goes out as
AGREE, and `told_as` keeps what it was. Actors and recipients are lists, as PLOVER wants compound actors. Fields
that the manual doesn't have, and allows, are `aux`, `chain`, `act`, `distance`, `story`, `told_as`, `event_loc_from`
and the offsets of names.
The report's text isn't in it: the manual reserves `text` for those who own the rights.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.model.plover import QUAD_CLASS
from marsad.model.record import EventType
from marsad.model.story import Account, Participant

from .facts import Facts, country_name, kind_of_place, told
from .output import json_line
from .reading import Options, Readable, reference

QUAD_CODE = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The events by report, rejected ones left out."""
    for story, account, facts in told(desk, options):
        yield json_line(as_json(story, account, facts))


def plover_type(account: Account) -> tuple[EventType, str | None]:
    """Type and mode as PLOVER codes them."""
    if account.type == "CONSULT" and "future" in account.aux:
        return "AGREE", None
    return account.type, account.mode


def as_json(story: str, account: Account, facts: Facts) -> dict[str, Any]:
    """One record. Fields that nothing supports are left out."""
    kind, mode = plover_type(account)
    event = facts.event(account)
    chain = [{"name": h.name, "name_en": h.name_en, "id": h.actor, "named": h.named} for h in account.chain]
    data = {
        "id": reference(account),
        "has_event": True,
        "date": account.earliest,
        "enddate": account.latest,
        "actor": [_actor(p, facts) for p in account.actor],
        "recipient": [_actor(p, facts) for p in account.recipient],
        "event": [kind],
        "mode": [mode] if mode else [],
        "context": list(event.context) if event else [],
        "aux": list(account.aux),
        "quad_code": QUAD_CODE[QUAD_CLASS[kind]],
        "event_loc": [_location(p, facts) for p in account.place],
        "event_loc_from": [_location(p, facts) for p in account.origin],
        "event_text": [q.exact for q in account.evidence],
        "text_info": [{"start": q.start, "end": q.end} for q in account.evidence],
        "count": account.count,
        "size": [
            {"value": n.value, "unit": n.unit, "approximate": n.approximate, "text": n.exact} for n in account.amounts
        ],
        "chain": chain,
        "act": account.act,
        "distance": account.distance,
        "story": story,
        "told_as": {"event": account.type, "mode": account.mode} if kind != account.type else None,
        "cite_info": _without_gaps({
            "id": account.report, "headline": account.title, "source": account.publisher,
            "date": account.published, "url": account.url, "reprint_of": account.copy_of,
        }),
        "coder": "Marsad",
        "comment": "Records what the report says, not what is true.",
    }  # fmt: skip
    # the manual requires a date, which may be unknown
    return {"id": data["id"], "date": data["date"], **_without_gaps(data)}


def _actor(who: Participant, facts: Facts) -> dict[str, Any]:
    entity = facts.entity(who)
    first = entity.mentions[0] if entity and entity.mentions else None
    return _without_gaps({
        "code": who.country,
        "sector": list(facts.sectors(who)),
        "entity_text": entity.name if entity else who.name,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "identifier_id": entity.identifiers.wikidata if entity else None,
        "identifier_text": who.name_en,
        "office": facts.office(who),
        "type": who.type,
        "id": who.actor,
    })  # fmt: skip


def _location(place: Participant, facts: Facts) -> dict[str, Any]:
    entity = facts.entity(place)
    return _without_gaps({
        "extracted_place": entity.name if entity else place.name,
        "resolved_place": place.name_en or place.name,
        "geonameid": entity.identifiers.geonames if entity else None,
        "identifier_id": entity.identifiers.wikidata if entity else None,
        "lat": place.latitude,
        "lon": place.longitude,
        "resolution": kind_of_place(place),
        "country": country_name(place.country),
        "country_code": place.country,
        "id": place.actor,
    })  # fmt: skip


def _without_gaps(data: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in data.items() if v is not None and v != []}

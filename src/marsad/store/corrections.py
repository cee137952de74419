"""What an analyst set in place of what was read: kept so that it can be found again after a new analysis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from marsad.model.record import Entity, Record
from marsad.model.story import Account, Participant

ROLES = ("actor", "recipient", "place", "origin")
FIELDS = ("type", "mode", "aux", "time", "count", *ROLES)


def kept(record: Record, telling: Account, field: str, value: str) -> str:
    """The new value (JSON) as the log keeps it: entities by type and name too, which a new analysis may number anew.

    Raises `ValueError` naming what is wrong.
    """
    given = _given(field, value)
    if field in ROLES:
        entities = {e.id: e for e in record.entities}
        unknown = [g for g in given if g not in entities]
        if unknown:
            raise ValueError(f"{field}: the report has no entity {', '.join(map(str, unknown))}")
        given = [{"entity": g, "type": entities[g].type, "name": entities[g].name} for g in given]
    made = json.dumps(given, ensure_ascii=False)
    corrected(record, {e.id: _bare(e) for e in record.entities}, telling, field, made)
    return made


def corrected(
    record: Record, participants: Mapping[str, Participant], telling: Account, field: str, value: str
) -> Account:
    """The account with one field as an analyst set it; `value` is what `kept` gave.

    `participants` are the record's entities as the desk knows them. Raises `ValueError` naming what is wrong, or what
    the record has no longer.
    """
    given = _given(field, value)
    changes: dict[str, Any]
    if field in ROLES:
        changes = {field: [msgspec.to_builtins(participants[_found(record, field, g)]) for g in given]}
    elif field == "time":
        earliest, latest = _ends(given)
        granularity = None if earliest is None else "day" if earliest == latest else "interval"
        changes = {"earliest": earliest, "latest": latest, "granularity": granularity}
    else:
        changes = {field: given}
    try:
        return msgspec.convert({**msgspec.to_builtins(telling), **changes}, Account)
    except msgspec.ValidationError as error:
        raise ValueError(f"{field}: {error}") from None


def _given(field: str, value: str) -> Any:
    if field not in FIELDS:
        raise ValueError(f"{field}: can't be corrected; one of {', '.join(FIELDS)}")
    try:
        given = json.loads(value)
    except ValueError as error:
        raise ValueError(f"{field}: not JSON ({error})") from None
    if field in ROLES and not isinstance(given, list):
        raise ValueError(f"{field}: a list of entities of the report is wanted")
    return given


def _ends(given: Any) -> tuple[str | None, str | None]:
    if given is None:
        return None, None
    if not isinstance(given, dict) or set(given) != {"earliest", "latest"}:
        raise ValueError("time: {earliest, latest} is wanted, or null")
    ends = given["earliest"], given["latest"]
    if not all(isinstance(end, str) for end in ends) or ends[0] > ends[1]:
        raise ValueError("time: two days are wanted, the earlier one first")
    return ends


def _found(record: Record, field: str, given: Any) -> str:
    """The entity that is meant: of the same name and type, the one of the same id before others."""
    name, kind, ident = given["name"], given["type"], given["entity"]
    same = [e.id for e in record.entities if e.name == name and e.type == kind]
    if not same:
        raise ValueError(f"{field}: the report no longer has {name}")
    return ident if ident in same else same[0]


def _bare(entity: Entity) -> Participant:
    return Participant(entity.id, entity.name, entity.name_en, entity.type, entity.country, entity.id)

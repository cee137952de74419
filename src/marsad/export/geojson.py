"""GeoJSON (RFC 7946): each report's telling on the map, for QGIS, kepler.gl, Leaflet, MapLibre and Felt.

A place is a Point, several are a MultiPoint, a movement whose start is known too is a LineString from there to its
destination. What has no coordinates keeps its place in the file with `geometry: null`. Coordinates are those of the
named place; a country or region is a point as well, and `place` says so by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.model.story import Account, Participant

from .output import json_array, json_text
from .reading import CREED, Options, Readable
from .tables import EVENT_COLUMNS, event_rows

_HERE = frozenset({"latitude", "longitude", "from_latitude", "from_longitude"})
"""Columns that are the geometry."""


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """A FeatureCollection; properties are the columns of the table `events`, several values as arrays."""
    head = f'{{"type": "FeatureCollection", "marsad": {json_text(CREED)}, "features": '
    yield from json_array(head, _features(desk, options), "}")


def _features(desk: Readable, options: Options) -> Iterator[dict[str, Any]]:
    for story in desk.all_stories(options.filters):
        for account, row in zip(story.accounts, event_rows(story), strict=True):
            values = zip(EVENT_COLUMNS, row, strict=True)
            properties = {c.name: list(v) if isinstance(v, tuple) else v for c, v in values if c.name not in _HERE}
            yield {
                "type": "Feature",
                "id": properties["event"],
                "geometry": geometry(account),
                "properties": properties,
            }


def geometry(account: Account) -> dict[str, Any] | None:
    """Where an account tells that it happened; longitude stands first, as GeoJSON wants it."""
    places = _coordinates(account.place)
    starts = _coordinates(account.origin)
    if starts and places:
        return {"type": "LineString", "coordinates": [starts[0], places[0]]}
    found = places or starts
    if not found:
        return None
    if len(found) == 1:
        return {"type": "Point", "coordinates": found[0]}
    return {"type": "MultiPoint", "coordinates": found}


def _coordinates(places: tuple[Participant, ...]) -> list[list[float]]:
    return [[p.longitude, p.latitude] for p in places if p.longitude is not None and p.latitude is not None]

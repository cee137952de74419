"""Stories on the map."""

from __future__ import annotations

from sqlalchemy import Connection, exists, select

from marsad.model.story import Participant, StoryLine
from marsad.model.views import Filters, MapItem
from marsad.store.schema import story, story_actor

from .filters import conditions
from .stories import lines

_COUNTRY_KM = 300.0
"""How uncertain a place is that is a country only."""
_REGION_KM = 50.0


def items(connection: Connection, filters: Filters, limit: int = 2000) -> tuple[MapItem, ...]:
    """The newest `limit` stories that match, those that have a place first; unplaced ones have none."""
    placed = exists().where(
        story_actor.c.story == story.c.pk, story_actor.c.role.in_(("place", "origin")), story_actor.c.located
    )
    wanted = conditions(connection, filters)
    newest = (story.c.newest.desc(), story.c.pk.desc())
    pks = list(connection.execute(select(story.c.pk).where(*wanted, placed).order_by(*newest).limit(limit)).scalars())
    if len(pks) < limit:
        others = select(story.c.pk).where(*wanted, ~placed).order_by(*newest).limit(limit - len(pks))
        pks += connection.execute(others).scalars()
    found = lines(connection, pks)
    return tuple(_item(found[pk]) for pk in pks)


def _item(line: StoryLine) -> MapItem:
    place = _located(line.place)
    return MapItem(line, place, _located(line.origin), _radius(place))


def _located(places: tuple[Participant, ...]) -> Participant | None:
    """The finest place there is: a town rather than its country."""
    known = [p for p in places if p.latitude is not None and p.longitude is not None]
    return min(known, key=lambda p: (_radius(p) or 0.0, -p.reports), default=None)


def _radius(place: Participant | None) -> float | None:
    if place is None:
        return None
    return extent(place.name, place.country)


def extent(name: str, country: str | None) -> float | None:
    """How far from its point a place may reach, in kilometres; None for a town or a spot.

    A country or region is drawn as an area, so that nobody takes its middle for the place of the event.
    """
    from marsad.lexicon.gazetteer import gazetteer

    kinds = {(e.source, e.kind) for e in gazetteer().named(name) if not country or e.country in (country, None)}
    if any(source == "countries" for source, _ in kinds):
        return _COUNTRY_KM
    if any(kind in ("region", "governorate", "province", "state", "desert", "sea", "gulf") for _, kind in kinds):
        return _REGION_KM
    return None

"""Who accuses did not do it, who is accused did: «اتهمت البعثة | مسيرة إسرائيلية | بإلقاء قنبلة»."""

from __future__ import annotations

from typing import Final

from marsad.analysis.attributions import Claim

from .sides import Roles
from .spots import Spot, Spots, somebody

_WITH: Final = "ب"


def accused(spots: Spots, claim: Claim | None, kind: str, token: int, roles: Roles) -> Spot | None:
    """Take the accuser out of those who did what he accuses of, and put in whoever stands behind the accusing; that
    mention, if the roles lacked it."""
    if claim is None or claim.act != "accuse" or kind == "ACCUSE" or not claim.chain:
        return None
    accuser = claim.chain[-1]
    roles["actor"] = [e for e in roles["actor"] if e is not accuser]
    at, tokens = spots.at, spots.at.reading.tokens
    opening = at.reading.token_at(claim.content.start)
    named = [s for s in spots.all if at.tokens[s.first] == opening and at.tokens[s.last - 1] < token]
    named = [s for s in named if somebody(s) or s.item.type == "asset"]
    spot = max(named, key=lambda s: s.last, default=None)
    if spot is None or not tokens[at.tokens[spot.last - 1] + 1].norm.startswith(_WITH):
        return None
    entity = spots.entity(spot)
    others = any(at.tokens[spot.last - 1] < at.tokens[s.first] < token and somebody(s) for s in spots.all)
    if entity is accuser or others or any(e is entity for e in roles["actor"]):
        return None
    roles["actor"] = [entity]
    roles["recipient"] = [e for e in roles["recipient"] if e is not entity]
    return spot

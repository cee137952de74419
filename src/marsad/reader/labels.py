"""The label sets of the learned reader, in the order the model was trained with."""

from __future__ import annotations

ENTITY_TYPES = ("person", "organization", "place", "group", "asset")
NAMED = ("O", *(f"{b}-{t}" for t in ENTITY_TYPES[:3] for b in "BI"))
DESCRIBED = ("O", *(f"{b}-{t}" for t in ENTITY_TYPES[3:] for b in "BI"))
TITLES = ("O", "B-title", "I-title")
CONTENTS = ("O", "B-content", "I-content")
ACTS = ("say", "report", "claim", "warn", "deny", "confirm", "accuse", "promise", "demand", "predict", "ask")
TYPES = (
    "none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
MODES = ("none", *(f"{t}/{m}" for t, names in _MODES.items() for m in names.split()))
AUX = ("historical", "future", "hypothetical", "negation")
ROLES = ("none", "actor", "recipient", "place", "from")
HOPS = ("none", "origin", "relay", "outer")
DISTANCES = (1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45, 65, 90)


def distance_bucket(gap: int) -> int:
    """Signed distance in words as one of 2 * len(DISTANCES) + 1 buckets."""
    size = sum(abs(gap) >= d for d in DISTANCES)
    return len(DISTANCES) + (size if gap > 0 else -size)


DISTANCE_BUCKETS = 2 * len(DISTANCES) + 1

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
ROLES = ("actor", "recipient", "place", "from")
WHO_TAGS = ("O", *(f"{b}-{r}" for r in ROLES[:2] for b in "BI"))
"""What a word is to the marked event: one of its participants."""
WHERE_TAGS = ("O", *(f"{b}-{r}" for r in (*ROLES[2:], "when") for b in "BI"))
"""Its place, its origin, its time. A head of its own, since places stand inside of descriptions of people."""
HOPS = ("origin", "relay", "outer")
HOP_TAGS = ("O", *(f"{b}-{h}" for h in HOPS for b in "BI"))
"""Whose word the marked event or passage is: who said it, who passed it on, who passed that on."""
CONTEXTS = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip

"""Sheets: the compact hand-writing form of a gold file.

Writing gold JSON by hand means typing every quoted passage in full and every key again
and again. A *sheet* holds the same information in a tenth of the keystrokes; `parse`
turns it into gold documents (the format of `corpus/GUIDE.md`), and refuses whatever the
text does not bear out, naming the sheet's line.

One file holds any number of reports, and after them story lines:

    #id w01-001
    #published 2024-05-06            (or -)
    #publisher وكالة الساقية للأنباء   (or -)
    #title عنوان الخبر                (or -)
    #register wire
    #topic migration
    #text
    ... paragraphs, one a line ...
    #end
    B boilerplate line
    E key | type | name ; other name | English name | LBY | GOV MIL
    P person | title as in the text | organization or -
    R subject child_of object
    L subject favourable object
    T الثلاثاء #2 | 2024-06-04 2024-06-04        (#n: n-th occurrence; - for an open interval)
    A نحو 40 جنديا | 40 person ~ event_key       (~ approximate; value - when unknown; event optional)
    C say | source > inner source | first words … last words
    V key TYPE/mode actor=a,b recipient=c place=p from=q also=r time=2024-06-01:2024-06-02
      aux=future count=6 context=military sources=own;a>b                    (one line)
    X first words … last words                   (evidence of the V line above)

    S story name | w01-001/key w01-002/key | Root source ; Other root | 2
    K amount | w01-001=46 w01-002=64             (a conflict of the S line above)

`…` in C and X lines stands for everything between the first words and the next
occurrence of the last words, so that the passage need not be typed again.
"""

from __future__ import annotations

import re
from typing import Any

GoldDoc = dict[str, Any]

NOTICE = (
    "Composed for the Marsad corpus with the help of a language model. Not news: "
    "people, outlets, villages and events are invented unless they are well-known public facts."
)
TYPES = ("person", "organization", "place", "group", "asset")
ACTS = "say report claim warn deny confirm accuse promise demand predict ask".split()
RELATIONS = "child_of parent_of sibling_of spouse_of member_of part_of successor_of".split()
AUX = ("historical", "future", "hypothetical", "negation")
EVENT_MODES: dict[str, str] = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
CONTEXTS = (
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security "
    "gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration "
    "disasters natural_resource environment technology terrorism cbrn cyber misinformation crime "
    "corruption illegal_drugs trafficking"
).split()
REGISTERS = (
    "wire press_review communique newsletter tv flash translated correction opinion control"
).split()
_ISO = re.compile(r"\d{4}-\d\d-\d\d$")
_ALPHA3 = re.compile(r"[A-Z]{3}$")


class SheetError(ValueError):
    """A line of a sheet that can't be taken; the message names file and line."""


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.line = 0
        self.problems: list[str] = []

    def complain(self, message: str) -> None:
        self.problems.append(f"{self.source}:{self.line}: {message}")


def passage(text: str, pattern: str) -> str | None:
    """The verbatim piece of `text` that `pattern` (with at most one `…`) stands for."""
    pattern = pattern.strip()
    head, dots, tail = pattern.partition("…")
    head, tail = head.strip(), tail.strip()
    if not dots or not tail:
        return head if head and head in text else None
    start = text.find(head)
    while start >= 0:
        end = text.find(tail, start + len(head))
        if end >= 0:
            piece = text[start : end + len(tail)]
            if "\n" not in piece or len(piece) < 1500:
                return piece
        start = text.find(head, start + 1)
    return None


def _keys(value: str) -> list[str]:
    return [k.strip() for k in value.split(",") if k.strip() and k.strip() != "-"]


def parse(content: str, source: str = "sheet") -> tuple[list[GoldDoc], list[dict[str, Any]], list[str]]:
    """Gold documents, stories and problems of one sheet file.

    Problems are lines `source:line: what is wrong`; a document with problems is still
    returned, so that all its problems are seen at once. `source` names the file.
    """
    reader = _Reader(source)
    docs: list[GoldDoc] = []
    stories: list[dict[str, Any]] = []
    doc: GoldDoc | None = None
    body: list[str] | None = None
    for number, raw in enumerate(content.split("\n"), 1):
        reader.line = number
        if body is not None:
            if raw.strip() == "#end":
                assert doc is not None
                doc["text"], body = "\n".join(body), None
            else:
                body.append(raw.rstrip())
            continue
        line = raw.strip()
        if not line:
            continue
        if line.startswith("#"):
            field, _, value = line[1:].partition(" ")
            value = value.strip()
            if field == "id":
                doc = _new_doc(value)
                docs.append(doc)
            elif doc is None:
                reader.complain("the first line of a report is #id")
            elif field == "text":
                body = []
            elif field in ("published", "publisher", "title", "register", "topic", "story"):
                doc[field] = None if value in ("", "-") else value
            else:
                reader.complain(f"unknown field #{field}")
            continue
        kind, _, rest = line.partition(" ")
        if kind in ("S", "K"):
            _story_line(kind, rest, stories, docs, reader)
        elif doc is None:
            reader.complain("no report begun")
        else:
            handler = _LINES.get(kind)
            if handler is None:
                reader.complain(f"a line starts with one of {' '.join(_LINES)} S K, not {kind[:20]!r}")
            else:
                try:
                    handler(doc, rest.strip(), reader)
                except (ValueError, IndexError) as error:
                    reader.complain(f"can't read this {kind} line ({error})")
    for doc in docs:
        _check(doc, reader)
    return docs, stories, reader.problems


def _new_doc(ident: str) -> GoldDoc:
    return {
        "id": ident, "notice": NOTICE, "register": None, "topic": None, "story": None,
        "published": None, "published_source": "given", "publisher": None, "title": None, "text": "",
        "boilerplate": [], "entities": {}, "positions": [], "relations": [], "alignments": [],
        "times": [], "amounts": [], "claims": [], "events": [],
    }  # fmt: skip


def _boilerplate(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    if rest not in doc["text"]:
        reader.complain(f"boilerplate not in the text: {rest[:50]}")
    doc["boilerplate"].append(rest)


def _entity(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    key, kind, names, english, country, sectors = [p.strip() for p in rest.split("|")]
    if kind not in TYPES:
        reader.complain(f"entity type {kind}")
    if key in doc["entities"]:
        reader.complain(f"entity {key} twice")
    if not re.fullmatch(r"[a-z0-9_]+", key):
        reader.complain(f"entity key {key!r}: small letters, digits and _ only")
    forms = [n.strip() for n in names.split(" ; ")] if " ; " in names else [n.strip() for n in names.split(";")]
    for form in forms:
        if form not in doc["text"] and form.removeprefix("ال") not in doc["text"]:
            reader.complain(f"entity {key}: name not in the text: {form}")
    if country not in ("-", "IGO") and not _ALPHA3.match(country):
        reader.complain(f"entity {key}: country {country}")
    doc["entities"][key] = {
        "type": kind, "names": forms, "en": english,
        "country": None if country == "-" else country,
        "sector": [] if sectors == "-" else sectors.split(),
    }  # fmt: skip


def _position(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    person, title, org = [p.strip() for p in rest.split("|")]
    if title not in doc["text"] and "لل" + title[2:] not in doc["text"]:
        reader.complain(f"position title not in the text: {title}")
    doc["positions"].append({"person": person, "title": title, "organization": None if org == "-" else org})


def _relation(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    subject, relation, obj = rest.split()
    if relation not in RELATIONS:
        reader.complain(f"relation {relation}")
    doc["relations"].append({"subject": subject, "relation": relation, "object": obj})


def _alignment(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    subject, polarity, obj = rest.split()
    if polarity not in ("favourable", "hostile"):
        reader.complain(f"polarity {polarity}")
    doc["alignments"].append({"subject": subject, "object": obj, "polarity": polarity})


def _time(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    text, interval = [p.strip() for p in rest.split("|")]
    n = 1
    if found := re.search(r"\s#(\d+)$", text):
        n, text = int(found[1]), text[: found.start()].strip()
    if doc["text"].count(text) < n:
        reader.complain(f"time not in the text {n} times: {text}")
    dates = interval.split()
    if dates in ([], ["-"], ["-", "-"]):
        earliest = latest = None
    else:
        earliest, latest = dates[0], dates[-1]
        _interval(earliest, latest, reader)
    doc["times"].append({"text": text, "n": n, "earliest": earliest, "latest": latest})


def _interval(earliest: str, latest: str, reader: _Reader) -> None:
    if not (_ISO.match(earliest) and _ISO.match(latest)) or earliest > latest:
        reader.complain(f"interval {earliest} {latest}")


def _amount(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    text, values = [p.strip() for p in rest.split("|")]
    if text not in doc["text"]:
        reader.complain(f"amount not in the text: {text}")
    words = values.split()
    value: int | float | None = None
    if words[0] != "-":
        number = float(words[0])
        value = int(number) if number == int(number) else number
    approximate = "~" in words
    words = [w for w in words[1:] if w != "~"]
    event = words[-1] if len(words) > 1 and words[-1] != "mile" else None
    unit = " ".join(words[:-1] if event else words)
    doc["amounts"].append(
        {"text": text, "value": value, "unit": unit, "approximate": approximate, "event": None if event == "-" else event}
    )


def _claim(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    act, chain, content = [p.strip() for p in rest.split("|", 2)]
    if act not in ACTS:
        reader.complain(f"claim act {act}")
    piece = passage(doc["text"], content)
    if piece is None:
        reader.complain(f"claim not in the text: {content[:60]}")
    doc["claims"].append({"content": piece or content, "sources": [s.strip() for s in chain.split(">")], "act": act})


def _event(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    key, kind, *fields = rest.split()
    name, _, mode = kind.partition("/")
    given = dict(f.split("=", 1) for f in fields)
    if unknown := set(given) - set("actor recipient place from also time aux count context sources".split()):
        reader.complain(f"event {key}: unknown {' '.join(sorted(unknown))}")
    if name not in EVENT_MODES:
        reader.complain(f"event {key}: type {name}")
    elif mode not in ("", "-") and mode not in EVENT_MODES[name].split():
        reader.complain(f"event {key}: {name} has no mode {mode}")
    for context in _keys(given.get("context", "")):
        if context not in CONTEXTS:
            reader.complain(f"event {key}: context {context}")
    for aux in _keys(given.get("aux", "")):
        if aux not in AUX:
            reader.complain(f"event {key}: aux {aux}")
    time: list[str] | None = None
    if given.get("time", "-") != "-":
        earliest, _, latest = given["time"].partition(":")
        time = [earliest, latest or earliest]
        _interval(time[0], time[1], reader)
    chains: list[list[str]] = []
    for chain in given.get("sources", "own").split(";"):
        chains.append([] if chain in ("own", "-", "") else [s.strip() for s in chain.split(">")])
    event: dict[str, Any] = {
        "key": key, "type": name, "mode": None if mode in ("", "-") else mode,
        "aux": _keys(given.get("aux", "")), "actor": _keys(given.get("actor", "")),
        "recipient": _keys(given.get("recipient", "")), "place": _keys(given.get("place", "")),
        "from": _keys(given.get("from", "")), "also": _keys(given.get("also", "")), "time": time,
        "count": int(given["count"]) if given.get("count", "-") != "-" else None,
        "evidence": [], "sources": chains, "context": _keys(given.get("context", "")),
    }  # fmt: skip
    doc["events"].append(event)


def _evidence(doc: GoldDoc, rest: str, reader: _Reader) -> None:
    piece = passage(doc["text"], rest)
    if piece is None:
        reader.complain(f"evidence not in the text: {rest[:60]}")
    doc["events"][-1]["evidence"].append(piece or rest)


_LINES = {
    "B": _boilerplate, "E": _entity, "P": _position, "R": _relation, "L": _alignment,
    "T": _time, "A": _amount, "C": _claim, "V": _event, "X": _evidence,
}  # fmt: skip


def _story_line(kind: str, rest: str, stories: list[dict[str, Any]], docs: list[GoldDoc], reader: _Reader) -> None:
    parts = [p.strip() for p in rest.split("|")]
    if kind == "S":
        if len(parts) != 4:
            reader.complain("S name | report/event ... | root ; root | number of origins")
            return
        reports = [ref.split("/") for ref in parts[1].split()]
        known = {d["id"]: {e["key"] for e in d["events"]} for d in docs}
        for ref in reports:
            if len(ref) != 2 or ref[1] not in known.get(ref[0], ()):
                reader.complain(f"story: no event {'/'.join(ref)} above")
        roots = [r.strip() for r in parts[2].split(";") if r.strip()]
        stories.append(
            {"story": parts[0], "reports": reports, "root_sources": roots, "independent": int(parts[3]), "conflicts": []}
        )
    elif not stories:
        reader.complain("K belongs to the S line above it")
    else:
        values: dict[str, Any] = {}
        for pair in parts[1].split():
            report, _, value = pair.partition("=")
            values[report] = int(value) if re.fullmatch(r"-?\d+", value) else value
        stories[-1]["conflicts"].append({"field": parts[0], "values": values})


def _check(doc: GoldDoc, reader: _Reader) -> None:
    def say(message: str) -> None:
        reader.problems.append(f"{reader.source}: {doc['id']}: {message}")

    keys = set(doc["entities"])
    if not doc["text"].strip():
        say("no text")
    if doc["register"] not in REGISTERS:
        say(f"register {doc['register']}: one of {' '.join(REGISTERS)}")
    if not doc["topic"]:
        say("no topic")
    if doc["published"] is not None and not _ISO.match(doc["published"]):
        say(f"published {doc['published']}")
    for p in doc["positions"]:
        for key in (p["person"], p["organization"]):
            if key is not None and key not in keys:
                say(f"position: unknown entity {key}")
    for r in (*doc["relations"], *doc["alignments"]):
        for key in (r["subject"], r["object"]):
            if key not in keys:
                say(f"relation: unknown entity {key}")
    events = [e["key"] for e in doc["events"]]
    for a in doc["amounts"]:
        if a["event"] is not None and a["event"] not in events:
            say(f"amount {a['text']}: unknown event {a['event']}")
    for c in doc["claims"]:
        for key in c["sources"]:
            if key not in keys:
                say(f"claim: unknown source {key}")
    if len(events) != len(set(events)):
        say("event keys repeat")
    for e in doc["events"]:
        if not e["evidence"]:
            say(f"event {e['key']}: no evidence line")
        for key in (*e["actor"], *e["recipient"], *e["place"], *e["from"], *e["also"], *sum(e["sources"], [])):
            if key not in keys:
                say(f"event {e['key']}: unknown entity {key}")

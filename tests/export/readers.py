"""Reads every format back with its own library, account by account, to see what came through.

A reader gives, by reference (`REPORT#V2`), the fields that it finds; formats with a row a story say what they say of
each of its accounts. `SAID` is what the desk says.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from marsad.desk import Desk
from marsad.export import Options, export
from marsad.export.cells import parted, unsafe
from marsad.export.reading import reference
from marsad.model.encoding import from_dict
from marsad.model.story import Account, Story

Said = dict[str, dict[str, Any]]
ROLES = ("actor", "recipient", "place", "from")


def _roles(a: Account) -> Iterator[tuple[str, Any]]:
    for role, who in zip(ROLES, (a.actor, a.recipient, a.place, a.origin), strict=True):
        for p in who:
            yield role, p


def _spans(quotes: Any) -> tuple[tuple[int, int], ...]:
    return tuple((q.start, q.end) for q in quotes)


def said(desk: Desk) -> Said:
    """What the desk says of each account."""
    found: Said = {}
    for story in desk.all_stories():
        for a in story.accounts:
            found[reference(a)] = _said(story, a, desk.report(a.report).text)
    return found


def _said(story: Story, a: Account, text: str) -> dict[str, Any]:
    origin = next((o for o in story.origins if reference(a) in o.accounts), None)
    return {
        "report and event": reference(a),
        "story": story.line.id,
        "type": a.type,
        "mode": a.mode,
        "auxiliary modes": tuple(a.aux),
        "participants by role": tuple((role, p.name) for role, p in _roles(a)),
        "their ids": tuple((role, p.actor) for role, p in _roles(a)),
        "their countries": tuple((role, p.country) for role, p in _roles(a) if p.country),
        "coordinates": tuple((p.latitude, p.longitude) for p in a.place if p.latitude is not None),
        "days": (a.earliest, a.latest),
        "how exact the days are": a.granularity,
        "count": a.count,
        "numbers with unit": tuple((n.value, n.unit) for n in a.amounts),
        "words of the numbers": tuple(n.exact for n in a.amounts),
        "evidence": tuple(q.exact for q in a.evidence),
        "its offsets": _spans(a.evidence),
        "chain, in order": tuple(h.name for h in a.chain),
        "ids in the chain": tuple(h.actor for h in a.chain),
        "act": a.act,
        "cue": tuple(q.exact for q in a.cue),
        "sceptical distance": a.distance,
        "origin": (origin.name, origin.kind) if origin else None,
        "why it is the origin": origin.why if origin else None,
        "headline": a.title,
        "outlet": a.publisher,
        "day of publication": a.published,
        "address": a.url,
        "reprint of": a.copy_of,
        "confidence": a.confidence,
        "decision": a.decision,
        "certainty": story.line.certainty,
        "conflicts": tuple(story.line.conflicts),
        "text of the report": text,
    }


def made(desk: Desk, name: str) -> bytes:
    """The whole export."""
    return b"".join(export(name, desk, Options()))


def _row(get: Callable[[str], Any], many: Callable[[str], tuple[Any, ...]]) -> dict[str, Any]:
    """The columns of the table `events`."""

    def aligned(suffix: str) -> tuple[tuple[str, Any], ...]:
        return tuple((role, v) for role in ROLES for v in many(role + suffix) if v)

    latitude, longitude = get("latitude"), get("longitude")
    return {
        "report and event": get("event"), "story": get("story"), "type": get("type"), "mode": get("mode"),
        "auxiliary modes": many("aux"), "participants by role": aligned(""), "their ids": aligned("_id"),
        "their countries": aligned("_country"),
        "coordinates": ((float(latitude), float(longitude)),) if latitude is not None else (),
        "days": (get("earliest"), get("latest")), "how exact the days are": get("granularity"),
        "count": int(get("count")) if get("count") else None, "words of the numbers": many("amounts"),
        "evidence": many("evidence"),
        "its offsets": tuple(tuple(map(int, s.split("-"))) for s in many("evidence_at")),
        "chain, in order": many("chain"), "ids in the chain": many("chain_id"), "act": get("act"),
        "cue": many("cue"), "sceptical distance": get("distance"),
        "origin": (get("origin"), get("origin_kind")) if get("origin") else None,
        "why it is the origin": get("origin_why"), "headline": get("title"), "outlet": get("publisher"),
        "day of publication": get("published"), "address": get("url"), "reprint of": get("copy_of"),
        "confidence": float(get("confidence")) if get("confidence") else None, "decision": get("decision"),
        "certainty": get("certainty"), "conflicts": many("story_conflicts"),
    }  # fmt: skip


def _csv_rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def _events_csv(content: str) -> Said:
    out = {}
    for cells in _csv_rows(content):
        row = {k: unsafe(v) for k, v in cells.items()}
        found = _row(lambda c, r=row: r[c] or None, lambda c, r=row: tuple(parted(r[c])))  # type: ignore[misc]
        out[found["report and event"]] = found
    return out


def _amounts(rows: list[dict[str, Any]], out: Said) -> None:
    for found in out.values():
        found["numbers with unit"] = ()
    for row in rows:
        value = row["value"]
        number = None if value in ("", None) else float(value)
        out[row["event"]]["numbers with unit"] += ((number, row["unit"]),)


def read_csv(data: bytes, desk: Desk) -> Said:
    assert data.startswith(b"\xef\xbb\xbf")
    return _events_csv(data.decode("utf-8-sig"))


def read_datapackage(data: bytes, desk: Desk) -> Said:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        out = _events_csv(archive.read("events.csv").decode("utf-8-sig"))
        _amounts(_csv_rows(archive.read("amounts.csv").decode("utf-8-sig")), out)  # type: ignore[arg-type]
    return out


def read_xlsx(data: bytes, desk: Desk) -> Said:
    from datetime import datetime

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))

    def rows(sheet: str) -> Iterator[dict[str, Any]]:
        head, *body = book[sheet].iter_rows(values_only=True)
        for line in body:
            days = (v.date().isoformat() if isinstance(v, datetime) else v for v in line)
            yield dict(zip(head, days, strict=True))

    out = {}
    for row in rows("Events"):
        found = _row(lambda c, r=row: r[c], lambda c, r=row: tuple(parted(r[c] or "")))  # type: ignore[misc]
        out[found["report and event"]] = found
    _amounts(list(rows("Amounts")), out)
    return out


def read_parquet(data: bytes, desk: Desk) -> Said:
    import pyarrow.parquet as pq

    out = {}
    for row in pq.read_table(io.BytesIO(data)).to_pylist():
        who = [(role, p) for role in ROLES for p in row[role]]
        origin = row["origin"]
        day = {k: row[k].isoformat() if row[k] else None for k in ("earliest", "latest", "published")}
        out[row["event"]] = {
            "report and event": row["event"], "story": row["story"], "type": row["type"], "mode": row["mode"],
            "auxiliary modes": tuple(row["aux"]), "participants by role": tuple((r, p["name"]) for r, p in who),
            "their ids": tuple((r, p["actor"]) for r, p in who),
            "their countries": tuple((r, p["country"]) for r, p in who if p["country"]),
            "coordinates": tuple(
                (p["latitude"], p["longitude"]) for r, p in who if r == "place" and p["latitude"] is not None
            ),
            "days": (day["earliest"], day["latest"]), "how exact the days are": row["granularity"],
            "count": row["count"], "numbers with unit": tuple((a["value"], a["unit"]) for a in row["amounts"]),
            "words of the numbers": tuple(a["exact"] for a in row["amounts"]),
            "evidence": tuple(q["exact"] for q in row["evidence"]),
            "its offsets": tuple((q["start"], q["end"]) for q in row["evidence"]),
            "chain, in order": tuple(h["name"] for h in row["chain"]),
            "ids in the chain": tuple(h["actor"] for h in row["chain"]), "act": row["act"],
            "cue": tuple(q["exact"] for q in row["cue"]), "sceptical distance": row["distance"],
            "origin": (origin["name"], origin["kind"]) if origin else None,
            "why it is the origin": origin["why"] if origin else None, "headline": row["title"],
            "outlet": row["publisher"], "day of publication": day["published"], "address": row["url"],
            "reprint of": row["copy_of"], "confidence": row["confidence"], "decision": row["decision"],
            "certainty": row["certainty"], "conflicts": tuple(row["story_conflicts"]),
        }  # fmt: skip
    return out


def read_geojson(data: bytes, desk: Desk) -> Said:
    import geojson

    out = {}
    for feature in geojson.loads(data)["features"]:
        p = feature["properties"]
        found = _row(
            lambda c, p=p: p.get(c), lambda c, p=p: tuple(p.get(c) or ())  # type: ignore[misc]
        )  # fmt: skip
        geometry = feature["geometry"]
        if geometry:
            points = geometry["coordinates"] if geometry["type"] != "Point" else [geometry["coordinates"]]
            if geometry["type"] == "LineString":
                points = points[1:]
            found["coordinates"] = tuple((lat, lon) for lon, lat in points)
        out[feature["id"]] = found
    return out


def read_stories(data: bytes, desk: Desk) -> Said:
    out = {}
    for line in data.decode().splitlines():
        story = json.loads(line)
        for a in story["accounts"]:
            ref = f"{a['document']}#{a['event']}"
            who = [(role, p) for role in ROLES for p in a["origin" if role == "from" else role]]
            origin = next((o for o in story["origins"] if ref in o["accounts"]), None)
            out[ref] = {
                "report and event": ref, "story": story["id"], "type": a["type"], "mode": a["mode"],
                "auxiliary modes": tuple(a["aux"]), "participants by role": tuple((r, p["name"]) for r, p in who),
                "their ids": tuple((r, p["actor"]) for r, p in who),
                "their countries": tuple((r, p["country"]) for r, p in who if p["country"]),
                "coordinates": tuple(
                    (p["latitude"], p["longitude"]) for r, p in who if r == "place" and p["latitude"] is not None
                ),
                "days": (a["earliest"], a["latest"]), "how exact the days are": a["granularity"],
                "count": a["count"], "numbers with unit": tuple((n["value"], n["unit"]) for n in a["amounts"]),
                "words of the numbers": tuple(n["exact"] for n in a["amounts"]),
                "evidence": tuple(q["exact"] for q in a["evidence"]),
                "its offsets": tuple((q["start"], q["end"]) for q in a["evidence"]),
                "chain, in order": tuple(h["name"] for h in a["chain"]),
                "ids in the chain": tuple(h["actor"] for h in a["chain"]), "act": a["act"],
                "cue": tuple(q["exact"] for q in a["cue"]), "sceptical distance": a["distance"],
                "origin": (origin["name"], origin["kind"]) if origin else None,
                "why it is the origin": origin["why"] if origin else None, "headline": a["title"],
                "outlet": a["publisher"], "day of publication": a["published"], "address": a["url"],
                "reprint of": a["copy_of"], "confidence": a["confidence"], "decision": a["decision"],
                "certainty": story["certainty"],
                "conflicts": tuple(dict.fromkeys(c["field"] for c in story["conflicts"])),
            }  # fmt: skip
    return out


def _of_record(data: dict[str, Any]) -> Said:
    """What a record alone says of its events; actors and stories are the desk's."""
    from marsad.resolve.accounts import accounts

    record = from_dict(data)
    out = {}
    for a in accounts(record, {}):
        out[reference(a)] = _by_record(a, record.text)
    return out


def _by_record(a: Account, text: str) -> dict[str, Any]:
    return {
        "report and event": reference(a), "type": a.type, "mode": a.mode, "auxiliary modes": tuple(a.aux),
        "participants by role": tuple((role, p.name) for role, p in _roles(a)),
        "their countries": tuple((role, p.country) for role, p in _roles(a) if p.country),
        "coordinates": tuple((p.latitude, p.longitude) for p in a.place if p.latitude is not None),
        "days": (a.earliest, a.latest), "how exact the days are": a.granularity, "count": a.count,
        "numbers with unit": tuple((n.value, n.unit) for n in a.amounts),
        "words of the numbers": tuple(n.exact for n in a.amounts), "evidence": tuple(q.exact for q in a.evidence),
        "its offsets": _spans(a.evidence), "chain, in order": tuple(h.name for h in a.chain), "act": a.act,
        "cue": tuple(q.exact for q in a.cue), "sceptical distance": a.distance, "headline": a.title,
        "outlet": a.publisher, "day of publication": a.published, "address": a.url, "confidence": a.confidence,
        "text of the report": text,
    }  # fmt: skip


def read_jsonl(data: bytes, desk: Desk) -> Said:
    return {k: v for line in data.decode().splitlines() for k, v in _of_record(json.loads(line)).items()}


def read_webannotation(data: bytes, desk: Desk) -> Said:
    """Records put together again from their annotations."""
    reports: dict[str, dict[str, Any]] = {}
    fields = {
        "entity": "entities", "position": "positions", "relation": "relations", "alignment": "alignments",
        "time": "times", "amount": "amounts", "attribution": "attributions", "event": "events",
        "boilerplate": "boilerplate",
    }  # fmt: skip
    for item in json.loads(data)["items"]:
        source = item["id"].removeprefix("urn:marsad:report:").partition("#")[0]
        kind = item["body"][1]["type"].removeprefix("marsad:").lower()
        value = item["body"][1]["marsad:record"]
        if kind == "report":
            kept = {k: v for k, v in value.items() if k != "sha256"}
            reports[source] = {"id": source, **kept, **{f: [] for f in fields.values()}}
            continue
        targets = item["target"] if isinstance(item["target"], list) else []
        spans = [{k: t["selector"][0][k] for k in ("start", "end")} for t in targets]
        text = reports[source]["text"]
        assert all(
            text[s["start"] : s["end"]] == t["selector"][1]["exact"] for s, t in zip(spans, targets, strict=True)
        )
        many = {"entity": "mentions", "attribution": "content", "event": "evidence"}.get(kind)
        reports[source][fields[kind]].append(value | ({many: spans} if many else spans[0]))
    return {k: v for record in reports.values() for k, v in _of_record(record).items()}


def read_plover(data: bytes, desk: Desk) -> Said:
    out = {}
    for line in data.decode().splitlines():
        r = json.loads(line)
        lists = {"actor": "actor", "recipient": "recipient", "place": "event_loc", "from": "event_loc_from"}
        who = [(role, p) for role, field in lists.items() for p in r.get(field, ())]
        told = r.get("told_as", {})
        cite = r["cite_info"]
        out[r["id"]] = {
            "report and event": r["id"], "story": r["story"], "type": told.get("event", r["event"][0]),
            "mode": told.get("mode", next(iter(r.get("mode", ())), None)), "auxiliary modes": tuple(r.get("aux", ())),
            "participants by role": tuple((role, p.get("entity_text") or p["extracted_place"]) for role, p in who),
            "their ids": tuple((role, p["id"]) for role, p in who),
            "their countries": tuple(
                (role, c) for role, p in who if (c := p.get("code") or p.get("country_code"))
            ),
            "coordinates": tuple((p["lat"], p["lon"]) for role, p in who if role == "place" and "lat" in p),
            "days": (r["date"], r.get("enddate")), "count": r.get("count"),
            "numbers with unit": tuple((n["value"], n["unit"]) for n in r.get("size", ())),
            "words of the numbers": tuple(n["text"] for n in r.get("size", ())),
            "sceptical distance": r.get("distance"), "evidence": tuple(r["event_text"]),
            "its offsets": tuple((s["start"], s["end"]) for s in r["text_info"]),
            "chain, in order": tuple(h["name"] for h in r.get("chain", ())),
            "ids in the chain": tuple(h["id"] for h in r.get("chain", ())), "act": r.get("act"),
            "headline": cite.get("headline"), "outlet": cite.get("source"), "day of publication": cite.get("date"),
            "address": cite.get("url"), "reprint of": cite.get("reprint_of"),
        }  # fmt: skip
    return out


def read_polecat(data: bytes, desk: Desk) -> Said:
    out = {}
    for row in csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE):
        sides = {"actor": "Actor Name Raw", "recipient": "Recipient Name Raw", "place": "Raw Placename"}
        countries = {"actor": "Actor Country", "recipient": "Recipient Country"}
        out[row["Event ID"]] = {
            "report and event": row["Event ID"], "type": row["Event Type"], "mode": row["Event Mode"] or None,
            "participants by role": tuple((r, unsafe(n)) for r, c in sides.items() for n in row[c].split("; ") if n),
            "their countries": tuple((r, n) for r, c in countries.items() for n in row[c].split("; ") if n),
            "coordinates": ((float(row["Latitude"]), float(row["Longitude"])),) if row["Latitude"] else (),
            "days": (row["Event Date"] or None, row["Event Date"] or None), "outlet": unsafe(row["Source"]) or None,
            "day of publication": row["Publication Date"] or None,
        }  # fmt: skip
    return out


def _by_story(desk: Desk, told: dict[str, dict[str, Any]]) -> Said:
    """What a row of a story says of each account."""
    out = {}
    for story in desk.all_stories():
        if story.line.id in told:
            for a in story.accounts:
                found = dict(told[story.line.id])
                outlets = found.pop("outlets", ())
                if a.publisher in outlets:
                    found["outlet"] = a.publisher
                for field in ("evidence", "address"):
                    one = {"evidence": tuple(q.exact for q in a.evidence), "address": a.url}[field]
                    held = found.pop(f"all {field}", ())
                    if one and (
                        one in held or (isinstance(one, tuple) and all(any(x in h for h in held) for x in one))
                    ):
                        found[field] = one
                out[reference(a)] = found
    return out


def read_acled(data: bytes, desk: Desk) -> Said:
    told = {}
    for row in _csv_rows(data.decode()):
        ident = row["event_id_cnty"][4:]
        tags = row["tags"].split("; ")
        what = next(t for t in tags if t.startswith("plover: ")).removeprefix("plover: ").split(" ")
        told[ident] = {
            "story": ident, "type": what[0], "mode": what[1] if len(what) > 1 else None,
            "coordinates": ((float(row["latitude"]), float(row["longitude"])),) if row["latitude"] else (),
            "days": (row["event_date"], row["event_date"]), "outlets": [unsafe(s) for s in row["source"].split("; ")],
            "all evidence": [row["notes"]],
            "certainty": next(t for t in tags if t.startswith("certainty: ")).removeprefix("certainty: "),
            "conflicts": tuple(t.removeprefix("in conflict: ") for t in tags if t.startswith("in conflict: ")),
        }  # fmt: skip
    return _by_story(desk, told)


def read_timemap(data: bytes, desk: Desk) -> Said:
    told = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        events, sources = (json.loads(archive.read(f"{n}.json")) for n in ("events", "sources"))
    for e in events:
        month, day, year = e["date"].split("/")
        last = e["time_display"].split(" – ")[-1]
        own = [sources[s] for s in e["sources"]]
        told[e["id"]] = {
            "story": e["id"], "type": e["category"], "days": (f"{year}-{month}-{day}", last),
            "coordinates": ((float(e["latitude"]), float(e["longitude"])),) if e["latitude"] else (),
            "how exact the days are": e["time_precision"] or None, "certainty": e["associations"][1],
            "conflicts": tuple(e["comments"].removeprefix("conflict: ").split(", ")) if e["comments"] else (),
            "outlets": [s["author"] for s in own], "all address": [s["url"] for s in own],
            "all evidence": [s["description"] for s in own],
        }  # fmt: skip
    return _by_story(desk, told)


def read_ftm(data: bytes, desk: Desk) -> Said:
    """The events among the entities, without what the archive keeps beside them."""
    from followthemoney import model

    told: dict[str, dict[str, Any]] = {}
    texts: dict[str, dict[str, Any]] = {}
    points: dict[str, tuple[float, float]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for line in archive.read("entities.ftm.json").splitlines():
            entity = model.get_proxy(json.loads(line))
            if entity.schema.name == "Article":
                first = {p: next(iter(entity.get(p)), None) for p in ("title", "publisher", "publishedAt", "bodyText")}
                texts[entity.id] = first
            if entity.schema.name == "Address" and entity.first("latitude"):
                points[entity.id] = (float(entity.first("latitude")), float(entity.first("longitude")))
            if entity.schema.name == "Event":
                told[entity.id] = {
                    "story": entity.id, "days": (entity.first("startDate"), entity.first("endDate")),
                    "outlets": entity.get("publisher"), "all address": entity.get("sourceUrl"),
                    "all evidence": entity.get("notes"), "type": entity.get("keywords")[0],
                    "places": entity.get("addressEntity"),
                }  # fmt: skip
    for found in told.values():
        found["coordinates"] = tuple(points[p] for p in found.pop("places") if p in points)
    out = _by_story(desk, told)
    for ref, found in out.items():
        article = texts[ref.partition("#")[0]]
        found |= {
            "headline": article["title"], "day of publication": article["publishedAt"],
            "text of the report": article["bodyText"], "report and event": ref, "outlet": article["publisher"],
        }  # fmt: skip
    return out


def read_prov(data: bytes, desk: Desk) -> Said:
    from rdflib import RDF, RDFS, Graph, Namespace
    from rdflib.collection import Collection

    prov, vocabulary = Namespace("http://www.w3.org/ns/prov#"), Namespace("urn:marsad:vocabulary#")
    schema = Namespace("https://schema.org/")
    graph = Graph().parse(data=data, format="json-ld")

    def texts(subject: Any, predicate: Any) -> tuple[Any, ...]:
        return tuple(str(o) for o in graph.objects(subject, predicate))

    def one(subject: Any, predicate: Any) -> Any:
        return next(iter(texts(subject, predicate)), None)

    members = {str(m): s for s, m in graph.subject_objects(prov.hadMember)}
    out = {}
    for telling in graph.subjects(RDF.type, prov.Entity):
        if not str(telling).startswith("urn:marsad:telling:") or ":said-" in str(telling):
            continue
        ref = str(telling).removeprefix("urn:marsad:telling:")
        story = members[str(telling)]
        chain: list[Any] = []
        said = graph.value(telling, prov.wasQuotedFrom)
        while said is not None:
            chain.append(graph.value(said, prov.wasAttributedTo))
            said = graph.value(said, prov.wasQuotedFrom)
        quotes = list(Collection(graph, graph.value(telling, vocabulary.evidence)))
        text = graph.value(telling, prov.wasDerivedFrom)
        outlet = graph.value(text, prov.wasAttributedTo)
        copied = graph.value(text, prov.wasDerivedFrom)
        out[ref] = {
            "report and event": ref, "story": str(story).removeprefix("urn:marsad:story:"),
            "type": one(telling, vocabulary.eventType), "mode": one(telling, vocabulary.mode),
            "auxiliary modes": tuple(sorted(texts(telling, vocabulary.aux))),
            "days": (one(telling, vocabulary.earliest), one(telling, vocabulary.latest)),
            "their ids": tuple(
                (role, str(o).removeprefix("urn:marsad:actor:"))
                for role in ROLES
                for o in graph.objects(telling, vocabulary[role])
            ),
            "act": one(telling, vocabulary.act),
            "evidence": tuple(str(graph.value(q, vocabulary.exact)) for q in quotes),
            "its offsets": tuple(
                tuple(int(str(graph.value(q, vocabulary[end]))) for end in ("start", "end")) for q in quotes
            ),
            "ids in the chain": tuple(str(c).removeprefix("urn:marsad:actor:") for c in chain),
            "chain, in order": tuple(one(c, RDFS.label) for c in chain),
            "headline": one(text, RDFS.label), "outlet": one(outlet, RDFS.label) if outlet else None,
            "day of publication": one(text, schema.datePublished), "address": one(text, schema.url),
            "reprint of": str(copied).removeprefix("urn:marsad:report:") if copied else None,
            "certainty": one(story, vocabulary.certainty),
        }  # fmt: skip
    return out


READERS: dict[str, Callable[[bytes, Desk], Said]] = {
    "stories": read_stories, "jsonl": read_jsonl, "csv": read_csv, "xlsx": read_xlsx,
    "datapackage": read_datapackage, "parquet": read_parquet, "geojson": read_geojson, "plover": read_plover,
    "polecat": read_polecat, "acled": read_acled, "ftm": read_ftm, "webannotation": read_webannotation,
    "timemap": read_timemap, "prov": read_prov,
}  # fmt: skip
"""By format; GraphML holds the network and no accounts, a dossier is for people."""

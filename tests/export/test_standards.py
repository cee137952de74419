"""Each format's own library or validator reads what is written for it."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from marsad.desk import Desk
from marsad.export import Options, export
from marsad.export.acled import COLUMNS as ACLED
from marsad.export.polecat import COLUMNS as POLECAT
from marsad.model.views import Filters

from .readers import made

SHARED = Path(__file__).parents[3] / "shared"


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def test_records_obey_the_schema(desk: Desk) -> None:
    from jsonschema import Draft202012Validator

    from marsad.model.encoding import json_schema

    validator = Draft202012Validator(json_schema())
    records = lines(made(desk, "jsonl"))
    assert len(records) == 11
    for record in records:
        validator.validate(record)


def test_geojson_is_valid(desk: Desk) -> None:
    import geojson

    collection = geojson.loads(made(desk, "geojson"))
    assert isinstance(collection, geojson.FeatureCollection)
    assert collection.is_valid, collection.errors()
    assert collection["marsad"].startswith("Marsad records what reports say")
    features = {f["id"]: f for f in collection["features"]}
    benghazi = features["r-07#V1"]["geometry"]["coordinates"]
    assert 19 < benghazi[0] < 21 and 31 < benghazi[1] < 33, "longitude stands first"
    kinds = {f["geometry"]["type"] if f["geometry"] else None for f in features.values()}
    assert kinds >= {"Point", None}
    assert features["r-03#V1"]["geometry"]["type"] == "LineString", "from Alexandria to Benghazi"


def test_parquet_schema_has_days_and_no_instants(desk: Desk) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(made(desk, "parquet")))
    assert table.schema.field("earliest").type == pa.date32()
    assert not [f for f in table.schema if pa.types.is_timestamp(f.type)]
    assert table.schema.metadata[b"marsad"].startswith(b"Marsad records")
    assert table.num_rows == sum(1 for _ in desk.accounts())


def test_plover(desk: Desk) -> None:
    records = {r["id"]: r for r in lines(made(desk, "plover"))}
    assert "r-05#V1" not in records, "an analyst rejected it"
    announced = records["r-07#V1"]
    assert announced["event"] == ["AGREE"]
    assert announced["quad_code"] == 1
    assert announced["aux"] == ["future"]
    assert announced["told_as"] == {"event": "CONSULT", "mode": "visit"}
    assert records["r-08#V1"]["mode"] == ["riot"], "corrected by an analyst"
    for record in records.values():
        assert {"id", "date", "event"} <= set(record)
        text = desk.report(record["cite_info"]["id"]).text
        for words, place in zip(record["event_text"], record["text_info"], strict=True):
            assert text[place["start"] : place["end"]] == words
        for who in (*record.get("actor", ()), *record.get("recipient", ())):
            assert text[who["start"] : who["end"]]


def test_polecat_has_its_forty_columns_and_nothing_that_was_not_done(desk: Desk) -> None:
    head, *rows = (line.split("\t") for line in made(desk, "polecat").decode().splitlines())
    assert tuple(head) == POLECAT
    assert len(POLECAT) == 40
    assert {len(row) for row in rows} == {40}
    events = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert "r-06#V1" not in events, "a denied attack"
    assert events["r-07#V1"]["Event Type"] == "AGREE"
    assert events["r-07#V1"]["City"] == "Benghazi"
    assert events["r-01#V1"]["Actor Title"].startswith("وزير الخارجية التركي")


def test_acled(desk: Desk) -> None:
    import csv

    rows = list(csv.DictReader(io.StringIO(made(desk, "acled").decode(), newline="")))
    assert tuple(rows[0]) == ACLED
    assert len(ACLED) == 31
    khartoum = next(r for r in rows if r["country"] == "Sudan")
    assert (khartoum["event_type"], khartoum["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (khartoum["event_date"], khartoum["year"], khartoum["time_precision"]) == ("2025-02-02", "2025", "1")
    assert khartoum["iso"] == "729"
    assert khartoum["fatalities"] == ""
    assert "«" in khartoum["notes"] and "الوادي" in khartoum["source"]
    assert not [r for r in rows if "plover: CONSULT" in r["tags"]], "ACLED collects no visits"


@pytest.fixture(scope="module")
def ftm(desk: Desk) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made(desk, "ftm")))


def test_followthemoney_validates_every_entity(ftm: zipfile.ZipFile) -> None:
    from followthemoney import model

    entities = lines(ftm.read("entities.ftm.json"))
    idents = {e["id"] for e in entities}
    schemata = set()
    for data in entities:
        entity = model.get_proxy(json.loads(json.dumps(data)), cleaned=False)
        entity.schema.validate(data)
        schemata.add(entity.schema.name)
        assert entity.id == data["id"]
        for name, values in data["properties"].items():
            # the library drops what it finds malformed, and trims
            assert sorted(entity.get(name)) == sorted(v.strip() for v in values), (data["schema"], name)
            prop = entity.schema.get(name)
            if prop.type.name == "entity":
                assert set(values) <= idents, (data["schema"], name)
                for value in values:
                    other = next(e for e in entities if e["id"] == value)
                    assert model.get(other["schema"]).is_a(prop.range), (data["schema"], name, other["schema"])
    assert schemata >= {"Article", "Event", "Person", "Organization", "PublicBody", "Address", "Occupancy", "Position"}


def test_the_manifest_names_what_is_lost_and_it_is_kept_beside(ftm: zipfile.ZipFile, desk: Desk) -> None:
    manifest = json.loads(ftm.read("manifest.json"))
    assert {"spans", "chains"} <= {x["what"] for x in manifest["not_held"]}
    assert sum(manifest["entities"].values()) == len(lines(ftm.read("entities.ftm.json")))
    assert ftm.read("tellings.jsonl") == made(desk, "stories")


def test_with_filters_only_actors_that_take_part(desk: Desk) -> None:
    data = b"".join(export("ftm", desk, Options(Filters(type=("PROTEST",)))))
    entities = lines(zipfile.ZipFile(io.BytesIO(data)).read("entities.ftm.json"))
    assert {e["id"] for e in entities if e["schema"] == "Article"} == {"r-08"}
    assert 0 < len([e for e in entities if e["schema"] == "LegalEntity"]) < 3


def test_web_annotation_as_rdf(desk: Desk) -> None:
    """As RDF by the standard's context, whose terms stand here, since tests fetch nothing."""
    from rdflib import RDF, Graph, Namespace

    oa = Namespace("http://www.w3.org/ns/oa#")
    terms: dict[str, Any] = {
        "oa": str(oa), "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "Annotation": "oa:Annotation", "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector", "TextualBody": "oa:TextualBody",
        "AnnotationPage": "as:OrderedCollectionPage", "items": {"@id": "as:items", "@container": "@list"},
        "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "describing": "oa:describing",
        "classifying": "oa:classifying", "tagging": "oa:tagging",
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "value": "rdf:value", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    }  # fmt: skip
    data = json.loads(made(desk, "webannotation"))
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    idents = [item["id"] for item in data["items"]]
    assert len(idents) == len(set(idents))
    data["@context"][0] = terms
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    assert len(set(graph.subjects(RDF.type, oa.Annotation))) == len(idents)
    for quote in graph.subjects(RDF.type, oa.TextQuoteSelector):
        assert graph.value(quote, oa.exact)
    wanted = [item for item in data["items"] if item["id"].endswith("#report")]
    for item in wanted:
        about = item["body"][1]["marsad:record"]
        assert about["sha256"] == hashlib.sha256(about["text"].encode()).hexdigest()


def test_timemap(desk: Desk) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(desk, "timemap")))
    files = {n: json.loads(archive.read(n)) for n in archive.namelist()}
    known = {a["id"] for a in files["associations.json"]}
    for event in files["events.json"]:
        for name, value in event.items():
            assert isinstance(value, list if name in ("associations", "sources") else str), name
        assert set(event["associations"]) <= known
        assert set(event["sources"]) <= set(files["sources.json"])
        assert bool(event["latitude"]) == bool(event["longitude"])
    visit = next(e for e in files["events.json"] if "r-01" in e["sources"])
    assert visit["date"] == "03/04/2025"
    assert files["sites.json"] == files["shapes.json"] == []
    stories = {s.line.id for s in desk.all_stories()}
    assert {e["id"] for e in files["events.json"]} | {e["id"] for e in files["left_out.json"]} == stories


def test_networkx_reads_the_network(desk: Desk) -> None:
    import networkx

    graph = networkx.read_graphml(io.BytesIO(made(desk, "graphml")), force_multigraph=True)
    network = desk.network(limit=10_000)
    assert network.edges
    assert {(n, d["name"]) for n, d in graph.nodes(data=True)} == {(n.id, n.name) for n in network.nodes}
    ours = sorted((e.source, e.target, e.kind, e.weight, e.earliest) for e in network.edges)
    theirs = sorted(
        (a, b, d["kind"], d["weight"], d.get("earliest")) for a, b, d in graph.edges(data=True)
    )  # fmt: skip
    assert ours == theirs
    assert {d["mutual"] for *_, d in graph.edges(data=True) if d["kind"] == "meeting"} <= {True}


def test_prov_follows_a_chain_to_its_end(desk: Desk) -> None:
    from rdflib import RDFS, Graph, Namespace, URIRef

    prov = Namespace("http://www.w3.org/ns/prov#")
    graph = Graph().parse(data=made(desk, "prov"), format="json-ld")
    telling = URIRef("urn:marsad:telling:r-03#V1")
    first = graph.value(telling, prov.wasQuotedFrom)
    last = graph.value(first, prov.wasQuotedFrom)
    assert graph.value(telling, prov.hadPrimarySource) == last
    source = graph.value(last, prov.wasAttributedTo)
    assert "دبلوماسي أوروبي" in {str(x) for x in graph.objects(source, RDFS.label)}
    decided = list(graph.subjects(prov.used, URIRef("urn:marsad:telling:r-01#V1")))
    users = {str(graph.value(a, prov.wasAssociatedWith)) for a in decided}
    assert "urn:marsad:user:هدى" in users


def test_stories_are_scored(desk: Desk, tmp_path: Path) -> None:
    scorer = SHARED / "gold" / "score.py"
    if not scorer.is_file():
        pytest.skip("the second collection isn't here")
    story = next(s for s in desk.all_stories() if len(s.accounts) > 1)
    (first, second) = story.accounts[:2]
    gold = tmp_path / "gold"
    (gold / "stories").mkdir(parents=True)
    for account in (first, second):
        event = {
            "key": "e", "type": account.type, "mode": account.mode, "aux": [], "place": [], "time": None, "count": None,
            "actor": [f"k{n}" for n, _ in enumerate(account.actor)], "recipient": [],
            "evidence": [q.exact for q in account.evidence], "sources": [[]],
        }  # fmt: skip
        text = desk.report(account.report).text
        names = {f"k{n}": p for n, p in enumerate(account.actor)}
        record = desk.report(account.report)
        forms = {e.id: [text[m.start : m.end] for m in e.mentions] for e in record.entities}
        entities = {k: {"type": p.type, "names": forms[str(p.entity)]} for k, p in names.items()}
        report = {
            "id": account.report, "text": text, "entities": entities, "positions": [], "relations": [], "times": [],
            "amounts": [], "claims": [], "events": [event],
        }  # fmt: skip
        (gold / f"{account.report}.json").write_text(json.dumps(report), "utf-8")
    told = [{"story": "s", "reports": [[a.report, "e"] for a in (first, second)], "independent": len(story.origins)}]
    (gold / "stories" / "s.json").write_text(json.dumps(told), "utf-8")
    for name, file in (("jsonl", "records.jsonl"), ("stories", "stories.jsonl")):
        (tmp_path / file).write_bytes(made(desk, name))
    done = subprocess.run(
        [sys.executable, str(scorer), "stories", str(gold), str(tmp_path / "records.jsonl"),
         str(tmp_path / "stories.jsonl")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["pairs"]["f1"] == 1.0
    assert figures["origins right"] == [1, 1]

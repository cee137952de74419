"""Exports are read again with small readers of their own; every span must quote the text it came from."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.characters import TATWEEL
from marsad.corpus import GoldClaim, GoldEntity, GoldReport
from marsad.corpus.export import COLUMNS, export
from marsad.corpus.locate import NAMED, locate

Ranges = list[tuple[int, int]]


def read_conll(content: str) -> tuple[list[tuple[str, int, int]], dict[str, list[tuple[str, int, int]]]]:
    """The tokens, and each column's labelled ranges put together from its BIO labels."""
    words: list[tuple[str, int, int]] = []
    spans: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    going: dict[str, list[list[object]]] = defaultdict(list)
    for line in content.splitlines():
        if not line or line.startswith("# "):
            continue
        cells = line.split("\t")
        assert len(cells) == len(COLUMNS)
        start, end = int(cells[1]), int(cells[2])
        words.append((cells[0], start, end))
        for name, cell in zip(COLUMNS[3:], cells[3:], strict=True):
            still: list[list[object]] = []
            for part in [] if cell == "O" else re.split(r"\|(?=[BI]-)", cell):
                label = part[2:]
                if part[0] == "B":
                    still.append([label, start, end])
                else:
                    span = next(s for s in going[name] if s[0] == label)
                    going[name].remove(span)
                    still.append([label, span[1], end])
            spans[name] += [(str(s[0]), s[1], s[2]) for s in going[name]]  # type: ignore[misc]
            going[name] = still
    for name, left in going.items():
        spans[name] += [(str(s[0]), s[1], s[2]) for s in left]  # type: ignore[misc]
    return words, spans


def test_conll(reports: list[GoldReport]) -> None:
    files = dict(export(reports, "conll"))
    assert len(files) == len(reports)
    for report in reports:
        text, found = report.text, locate(report)
        words, spans = read_conll(files[f"{report.id}.conll"])
        assert all(text[start:end] == form for form, start, end in words)
        assert all(a[2] <= b[1] for a, b in pairwise(words))
        covered = {at for _, start, end in words for at in range(start, end)}
        assert all(text[at].isspace() or at in covered for at in range(len(text)) if text[at].isalnum() and text[at] != TATWEEL)
        entities = {(f"{report.entities[k].type}#{k}", s.start, s.end) for s, k in found.flat_mentions(NAMED)}
        assert set(spans["ENTITY"]) == entities
        claims = Counter((f"{c.act}#{'>'.join(c.sources)}", _trim(text, s.start, s.end)) for s, c in found.claims)
        assert Counter((label, _trim(text, start, end)) for label, start, end in spans["CLAIM"]) == claims
        keys = Counter((e.key, _trim(text, s.start, s.end)) for s, e in found.evidence)
        assert Counter((x.split("#")[1], _trim(text, start, end)) for x, start, end in spans["EVENT"]) == keys


def _trim(text: str, start: int, end: int) -> str:
    """Without marks at the ends that the tokens may leave out (spaces, tatweel)."""
    return re.sub(r"^[\s\u0640]+|[\s\u0640]+$", "", text[start:end])


def test_brat(reports: list[GoldReport]) -> None:
    files = dict(export(reports, "brat"))
    assert "[events]" in files["annotation.conf"]
    for report in reports:
        text = files[f"{report.id}.txt"]
        assert text == report.text
        known: dict[str, str] = {}
        events: Counter[str] = Counter()
        for line in files[f"{report.id}.ann"].splitlines():
            ident, content, *rest = line.split("\t")
            if ident[0] == "T":
                label, _, places = content.partition(" ")
                pieces = [tuple(map(int, place.split())) for place in places.split(";")]
                assert " ".join(text[start:end] for start, end in pieces) == rest[0], line
                assert "\n" not in rest[0]
                known[ident] = label
            elif ident[0] == "E":
                trigger, *arguments = content.split()
                kind, _, where = trigger.partition(":")
                assert known[where] == kind
                assert all(a.partition(":")[2] in known for a in arguments)
                known[ident] = kind
            elif ident[0] == "#":
                note = json.loads(rest[0])
                about = content.split()[1]
                assert about in known
                if about[0] == "E":
                    events[note["key"]] += 1
            elif ident[0] in "RA":
                assert all(x in known for x in re.findall(r"\b[TE]\d+\b", content))
        assert events == Counter({e.key: len(e.evidence) for e in report.events if e.evidence})


def test_web_annotation(reports: list[GoldReport]) -> None:
    files = dict(export(reports, "webanno"))
    for report in reports:
        page = json.loads(files[f"{report.id}.jsonld"])
        assert page["type"] == "AnnotationPage"
        kinds: Counter[str] = Counter()
        for item in page["items"]:
            assert item["type"] == "Annotation"
            kinds[item["body"]["type"]] += 1
            for target in item["target"]:
                position, quote = target["selector"]
                start, end = position["start"], position["end"]
                assert report.text[start:end] == quote["exact"]
                assert report.text[:start].endswith(quote["prefix"])
                assert report.text[end:].startswith(quote["suffix"])
        assert kinds["marsad:Entity"] == len(report.entities)
        assert kinds["marsad:Claim"] == len(report.claims)
        assert kinds["marsad:Event"] == len(report.events)
        assert kinds["marsad:Time"] == len(report.times)
        ids = [item["id"] for item in page["items"]]
        assert len(ids) == len(set(ids))


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="one of conll, brat, webanno"):
        list(export([], "xml"))


def small(text: str, names: dict[str, tuple[str, str]], claims: tuple[str, ...] = ()) -> GoldReport:
    entities = {key: GoldEntity(key, kind, (name,)) for key, (kind, name) in names.items()}  # type: ignore[arg-type]
    passages = tuple(GoldClaim(c, ("a",), "say") for c in claims)
    return GoldReport("x-1", text, None, None, None, entities, (), (), (), (), passages, ())


def test_particles_are_left_out() -> None:
    names = {"un": ("organization", "الأمم المتحدة"), "libya": ("place", "ليبيا"), "army": ("organization", "الجيش")}
    report = small("قال للأمم المتحدة وبليبيا والجيش ولِلجَيش، ثم الأمم\nالمتحدة", names)
    found = locate(report).mentions
    quoted = {key: [s.text(report.text) for s in spans] for key, spans in found.items()}
    assert quoted["un"] == ["أمم المتحدة"]
    assert quoted["libya"] == ["ليبيا"]
    assert quoted["army"] == ["الجيش", "جَيش"]


def test_names_inside_longer_names() -> None:
    names = {"port": ("place", "ميناء طبرق"), "town": ("place", "طبرق"), "men": ("group", "عمال من ميناء طبرق")}
    report = small("أضرب عمال من ميناء طبرق في طبرق", names)
    found = {key: [s.start for s in spans] for key, spans in locate(report).mentions.items()}
    assert found == {"port": [13], "town": [27], "men": [5]}
    alone = small("أضرب عمال ميناء طبرق", {k: names[k] for k in ("port", "town")})
    assert [s.text(alone.text) for s in locate(alone).mentions["town"]] == ["طبرق"]
    assert locate(alone).flat_mentions(NAMED) == [(locate(alone).mentions["port"][0], "port")]


@given(st.text(alphabet="ابو لم،.\n\u064b\U0001f600", min_size=1, max_size=40), st.data())
def test_any_passage_comes_back_with_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    report = small(text, {"a": ("person", "لم")}, (text[start:end],))
    spans = locate(report).claims
    assert spans[0][0].text(text) == text[start:end]
    words, _ = read_conll(dict(export([report], "conll"))["x-1.conll"])
    assert all(text[a:b] == form for form, a, b in words)
    page = json.loads(dict(export([report], "webanno"))["x-1.jsonld"])
    for item in page["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]

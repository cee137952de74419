"""What kind an input is: content first, the name where content leaves it open."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.sources.kinds import NAMES, SUFFIXES, recognise
from marsad.sources.reader import READERS

XML = b'<?xml version="1.0" encoding="utf-8"?>\n<!-- a comment -->'
TELEGRAM = '{\n "name": "قناة",\n "type": "public_channel",\n "id": 12,\n "messages": [\n'.encode()


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        ("خبر".encode(), "", "text"),
        (b"<rss>", ".txt", "text"),
        (b"<!DOCTYPE html><html>", "", "page"),
        (b"\xef\xbb\xbf  <html lang=ar>", "", "page"),
        (b"<p>x", ".html", "page"),
        (XML + b'<rss version="2.0">', ".xml", "feed"),
        (XML + b'<rss version="2.0">', "", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', ".atom", "feed"),
        (b'<rdf:RDF xmlns:rdf="x">', ".rdf", "feed"),
        ('<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"), ".xml", "feed"),
        (XML + b"<urlset>", ".xml", "sitemap"),
        (XML + b"<sitemapindex>", "", "sitemap"),
        (XML + b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml>", "", "opml"),
        (XML + b"<html>", ".xml", "page"),
        (XML + b"<note>", ".xml", "xml"),
        (b'{"text": "x"}\n{"text": "y"}\n', "", "lines"),
        (b'{"text": "x"}\n', ".json", "lines"),
        (b'{"@type": "NewsArticle", "articleBody": "x"}\n{"@type": "NewsArticle"}', ".jsonl", "lines"),
        (b'[{"text": "x"}]', ".json", "json"),
        (b'{\n  "text": "x"\n}', ".json", "json"),
        (b'{"@context": "https://schema.org", "@type": "NewsArticle"}', ".json", "news article"),
        (b'{\n "@context": "https://schema.org",', ".jsonld", "news article"),
        (TELEGRAM, ".json", "telegram"),
        (b'{\n "about": "x",\n "chats": {\n  "about": "x",\n  "list": [', ".json", "telegram"),
        (b'[\n {"id": "a", "type": "article-newspaper", "title": "x", "URL": "x"}]', ".json", "zotero"),
        (b"title,text\n", ".csv", "table"),
        (b"title\ttext\n", ".tsv", "table"),
        (b"Link,Archive status,Archive location,Upload title\n", ".csv", "archiver"),
        (b"status,metadata,media\n", ".csv", "archiver"),
        (b"WARC/1.1\r\n", "", "warc"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"), "", "warc"),
        (gzip.compress(b"<urlset>"), ".gz", "gzip"),
        (b"PK\x03\x04", ".wacz", "wacz"),
    ],
)
def test_kinds(head: bytes, suffix: str, kind: str) -> None:
    assert recognise(head, suffix) == kind


def test_every_kind_has_a_name_and_a_reader() -> None:
    assert set(NAMES) == set(READERS) | {"gzip"}
    assert set(SUFFIXES.values()) <= set(READERS)


@given(st.binary(max_size=300), st.sampled_from(["", *SUFFIXES, ".json", ".xml", ".gz"]))
def test_any_bytes_are_some_kind(head: bytes, suffix: str) -> None:
    assert recognise(head, suffix) in NAMES

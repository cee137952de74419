"""What kind of input it is: its first bytes decide, its name where they leave it open."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from .encoding import mark

Kind = Literal[
    "text", "page", "lines", "json", "table", "archiver", "feed", "sitemap", "opml", "warc", "wacz", "gzip",
    "news article", "telegram", "zotero", "xml",
]  # fmt: skip
NAMES: dict[str, str] = {
    "text": "plain text",
    "page": "web pages",
    "lines": "JSON Lines",
    "json": "JSON objects",
    "table": "a table (CSV)",
    "archiver": "auto-archiver's table",
    "feed": "a feed",
    "sitemap": "a sitemap",
    "opml": "a list of feeds (OPML)",
    "warc": "a WARC archive",
    "wacz": "a WACZ archive",
    "gzip": "a gzip file",
    "news article": "schema.org JSON-LD",
    "telegram": "a Telegram export",
    "zotero": "CSL-JSON (Zotero)",
    "xml": "XML",
}
HEAD_BYTES = 65_536
"""So many bytes of an input are enough to know its kind."""
SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "page", ".htm": "page", ".xhtml": "page",
    ".shtml": "page", ".jsonl": "lines", ".ndjson": "lines", ".csv": "table", ".tsv": "table", ".warc": "warc",
    ".wacz": "wacz", ".rss": "feed", ".atom": "feed", ".opml": "opml", ".jsonld": "news article",
}  # fmt: skip
_UTF8_MARK = b"\xef\xbb\xbf"
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.I)
_ROOTS: dict[str, Kind] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap", "opml": "opml",
    "html": "page",
}  # fmt: skip
_TELEGRAM = re.compile(
    r'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|(?:public|private)_(?:group|supergroup|channel))"'
)
_SCHEMA_ORG = re.compile(r'"@(?:context|type|graph)"\s*:')
_CSL = re.compile(r'"(?:container-title|issued|accessed|title-short|publisher-place|abstract|citation-key)"\s*:')
_CSL_TYPE = re.compile(r'"type"\s*:\s*"(?:article|webpage|post|report|book|chapter|document|speech|manuscript)')
_ARCHIVER = ("archive status", "archive location")


def recognise(head: bytes, suffix: str) -> Kind:
    """The kind of an input that begins with `head`. `suffix` (with its dot, lower case) settles what is open.

    >>> recognise(b"WARC/1.1\\r\\n", ""), recognise(b'<?xml version="1.0"?><rss>', ".xml"), recognise(b"a;b", ".csv")
    ('warc', 'feed', 'table')
    """
    named = SUFFIXES.get(suffix)
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _unpacked_start(head).startswith(b"WARC/") or ".warc" in suffix else "gzip"
    if head.startswith(b"PK"):
        return "wacz"
    if head.startswith(b"WARC/"):
        return "warc"
    if named in {"text", "lines", "warc", "wacz"}:
        return named
    if named == "table":
        return "archiver" if _is_archiver(head) else "table"
    text = _text(head)
    root = _root(text)
    if root is not None:
        return root
    if named == "page":
        return "page"
    if text.startswith("<?xml") or (suffix == ".xml" and text.startswith("<")):
        return "xml"
    if suffix == ".json" or named == "news article" or _begins_json(text):
        return _json(text, named)
    if begins_page(head):
        return "page"
    return named or "text"


def begins_page(data: bytes) -> bool:
    """Does it begin as an HTML page does?"""
    start = data[:2000].removeprefix(_UTF8_MARK).lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def is_article_type(name: object) -> bool:
    """Is this a schema.org type of an article?"""
    return isinstance(name, str) and (
        name.removeprefix("http://schema.org/").removeprefix("https://schema.org/").endswith("Article")
        or name in {"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"}
    )


def _text(head: bytes) -> str:
    found = mark(head)
    if found is not None:
        return head[len(found[0]) :].decode(found[1], "replace").lstrip()
    return head.decode("utf-8", "replace").lstrip()


def _root(text: str) -> Kind | None:
    if not text.startswith("<"):
        return None
    found = _ROOT.search(_PROLOG.sub("", text[:20_000]))
    return _ROOTS.get(found[1].lower()) if found else None


def _begins_json(text: str) -> bool:
    return re.match(r'\{\s*"|\[\s*\{\s*"', text) is not None


def _json(text: str, named: Kind | None) -> Kind:
    if _TELEGRAM.search(text) and '"messages"' in text:
        return "telegram"
    if '"chats"' in text and '"list"' in text and re.match(r"\{\s*\"", text):
        return "telegram"
    first, _, rest = text.partition("\n")
    one_a_line = first.startswith("{") and first.rstrip().endswith("}") and not rest.lstrip().startswith(("]", ","))
    if _SCHEMA_ORG.search(text) and not (one_a_line and rest.strip()):
        return "news article"
    if text.startswith("[") and _CSL_TYPE.search(text) and (_CSL.search(text) or '"URL"' in text):
        return "zotero"
    if text.startswith("[") or (text.startswith("{") and not one_a_line):
        return "json"
    return "news article" if named == "news article" else "lines"


def _is_archiver(head: bytes) -> bool:
    line = _text(head).split("\n", 1)[0].lower()
    if all(name in line for name in _ARCHIVER):
        return True
    return [cell.strip(' "\r') for cell in line.split(",")] == ["status", "metadata", "media"]


def _unpacked_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""

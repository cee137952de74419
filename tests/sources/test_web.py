"""Feeds, sitemaps and pages as files: what is read, what is refused, what is said."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from marsad.sources import Defaults, Network, Problem, Report, read_paths
from marsad.sources.feed import feeds_of_list, parse_feed
from marsad.sources.html_page import read_page
from marsad.sources.html_text import html_text
from marsad.sources.report import InputError
from marsad.sources.sitemap import parse_sitemap
from marsad.sources.xml import xml_text

from . import news

NONE = Defaults()


def read(path: Path, data: str | bytes, defaults: Defaults = NONE) -> list[Report | Problem]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_paths([str(path)], defaults))


def item(number: int, body: str = "", content: str = "") -> str:
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{news.title(number)}</title><link>https://sahl.example/{number}</link><guid>n{number}</guid>"
        f"<pubDate>Wed, 05 Jun 2024 23:30:00 -0500</pubDate><description>{body}</description>{full}</item>"
    )


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>جريدة السهل</title>{''.join(items)}</channel></rss>"
    )


LONG = "".join(f"<p>{p}</p>" for n in range(4) for p in news.paragraphs(n))


def test_a_feed(tmp_path: Path) -> None:
    data = rss(
        item(1, "ملخص قصير", LONG), item(2, f"&lt;b&gt;{news.sentence(2)}&lt;/b&gt;"), item(3), item(4, "x" * 90)
    )
    found = read(tmp_path / "feed.xml", data)
    one, two, three = (x for x in found if isinstance(x, Report))
    assert one.document.text.split("\n")[0] == news.paragraphs(0)[0]
    assert (one.note, one.kind, one.key) == (None, "feed", "n1")
    assert (one.document.title, one.document.publisher) == (news.title(1), "جريدة السهل")
    assert (one.document.published, one.published_by) == ("2024-06-05", "page")
    assert one.document.url == "https://sahl.example/1"
    assert one.raw_sha256 == hashlib.sha256(data.encode()).hexdigest()
    assert two.document.text == news.sentence(2)
    assert two.note == "summary only: not fetched: --fetch was not given"
    assert three.document.text == news.title(3)
    assert three.note is not None
    assert three.note.startswith("headline only")
    (skipped,) = (x for x in found if isinstance(x, Problem))
    assert (skipped.line, skipped.skipped) == (4, "language")


def test_an_atom_feed_and_what_the_user_says() -> None:
    data = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title><entry><id>tag:1</id>
    <title>ع</title><link href="https://x.example/1"/><updated>2024-06-05T23:59:59+03:00</updated>
    <content type="html">{LONG.replace("<", "&lt;")}</content></entry></feed>"""
    feed = parse_feed(data.encode())
    (entry,) = feed.entries
    assert (feed.title, entry.key, entry.published, entry.full) == ("وكالة", "tag:1", "2024-06-05", True)
    assert entry.text.count("\n") == 11


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1"])
@pytest.mark.parametrize("real", ["utf-8", "cp1256", "utf-16"])
def test_feeds_that_declare_a_wrong_encoding(declared: str, real: str) -> None:
    data = rss(item(1, news.sentence(1)), head=f'<?xml version="1.0" encoding="{declared}"?>').encode(real)
    feed = parse_feed(data, charset=declared)
    assert (feed.title, feed.entries[0].text) == ("جريدة السهل", news.sentence(1))


def test_a_broken_feed_gives_what_it_can(tmp_path: Path) -> None:
    data = rss(*(item(n, news.sentence(n)) for n in range(5)))
    found = read(tmp_path / "feed.xml", data[: data.index("<item><title>" + news.title(4)) + 30])
    assert isinstance(found[0], Problem)
    assert "broken XML" in found[0].message
    assert sum(isinstance(x, Report) for x in found) >= 4


BOMB = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        (BOMB + "]>", "entities that grow"),
        ("<!DOCTYPE r [<!ENTITY a '" + "a" * 5_000 + "'>]>", "entities that grow"),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "from outside"),
        ('<!DOCTYPE r [<!ENTITY % a SYSTEM "http://x.example/">%a;]>', "from outside"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("root", ["rss", "urlset", "opml"])
def test_entities_that_expand_or_reach_out_are_refused(
    tmp_path: Path, declaration: str, message: str, encoding: str, root: str
) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<{root}><a>&a;</a></{root}>'.encode(encoding)
    (only,) = read(tmp_path / "a.xml", data)
    assert isinstance(only, Problem)
    assert message in only.message


def test_harmless_entities_are_read() -> None:
    data = rss(item(1, f"{news.sentence(1)}&nbsp;"), head='<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>')
    assert parse_feed(data.encode()).entries[0].text == news.sentence(1)
    assert xml_text(b"<?xml version='1.0'?>\x0b<a/>") == "<a/>"


@pytest.mark.parametrize("data", [b"", b" ", b"<rss", b"<html><p>x</html>", b"x"])
def test_what_is_no_feed(data: bytes) -> None:
    with pytest.raises(InputError, match="not a feed"):
        parse_feed(data)


def test_a_list_of_feeds(tmp_path: Path) -> None:
    data = """<opml><body><outline text="مجلد"><outline title="أ" xmlUrl="https://a.example/rss"/>
    <outline text="ب" xmlURL="https://b.example/rss"/><outline xmlUrl="https://a.example/rss"/>
    <outline text="x" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    assert feeds_of_list(data.encode()) == (("https://a.example/rss", "أ"), ("https://b.example/rss", "ب"))
    found = read(tmp_path / "feeds.opml", data)
    assert [type(x) for x in found] == [Problem, Problem]
    with pytest.raises(InputError, match="no feed"):
        feeds_of_list(b"<opml/>")


SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/x">
<url><loc> https://sahl.example/1 </loc><lastmod>2024-06-09</lastmod><news:news><news:publication>
<news:name>جريدة السهل</news:name></news:publication><news:publication_date>2024-06-05T01:00:00+03:00
</news:publication_date><news:title>عنوان</news:title></news:news></url>
<url><loc>https://sahl.example/2</loc><lastmod>2024-06-09</lastmod></url><url><loc>https://sahl.example/1</loc></url>
<url><loc>javascript:x</loc></url></urlset>"""


def test_a_sitemap(tmp_path: Path) -> None:
    places, broken = parse_sitemap(SITEMAP.encode())
    assert broken is None
    assert [p.url for p in places] == ["https://sahl.example/1", "https://sahl.example/2"]
    assert (places[0].publisher, places[0].title) == ("جريدة السهل", "عنوان")
    # the day of the last change is no day of publication
    assert [p.published for p in places] == ["2024-06-05", None]
    for name, data in (("sitemap.xml", SITEMAP.encode()), ("sitemap.xml.gz", gzip.compress(SITEMAP.encode()))):
        found = read(tmp_path / name, data)
        assert [p.skipped for p in found if isinstance(p, Problem)] == ["network", "network"]
        assert "https://sahl.example/1: not fetched" in str(found[0])
    assert parse_sitemap(SITEMAP[:-30].encode())[1] is not None


def test_nothing_is_fetched_offline(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(SITEMAP, encoding="utf-8")
    defaults = Defaults(network=Network(offline=True, follow=True))
    found = list(read_paths([str(tmp_path / "sitemap.xml"), "https://sahl.example/3"], defaults))
    assert "offline" in str(found[-1])
    assert [type(x) for x in found] == [Problem] * 3


# -- pages

ARTICLE = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": news.title(1),
    "articleBody": news.report(1), "datePublished": "2024-06-05", "publisher": {"name": "جريدة السهل"},
}  # fmt: skip


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def test_an_article_in_linked_data_of_an_empty_shell() -> None:
    script = f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script>'
    data = page("<div id=app></div>", script)
    found = read_page(data, "a.html", NONE, url="https://sahl.example/7")
    assert found.document.text == news.report(1)
    assert (found.document.publisher, found.document.title) == ("جريدة السهل", news.title(1))
    assert (found.document.published, found.published_by) == ("2024-06-05", "page")
    assert (found.document.url, found.raw_sha256) == ("https://sahl.example/7", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("script", ["{", "[" * 5000, "null", '{"@type": "NewsArticle", "articleBody": 5}', '"x"'])
def test_broken_linked_data_harms_nothing(script: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in news.paragraphs(1))
    found = read_page(
        page(f"<article>{body}</article>", f'<script type="application/ld+json">{script}</script>'), "a", NONE
    )
    assert news.paragraphs(1)[0] in found.document.text


def test_the_canonical_address_wins_and_must_be_one() -> None:
    body = "<article>" + "".join(f"<p>{p}</p>" for p in news.paragraphs(1)) + "</article>"
    for href, url in (("https://sahl.example/c", "https://sahl.example/c"), ("javascript:x", "https://sahl.example/7")):
        found = read_page(page(body, f'<link rel=canonical href="{href}">'), "a", NONE, url="https://sahl.example/7")
        assert found.document.url == url


def test_a_page_with_a_few_broken_bytes_and_one_declared_wrongly() -> None:
    body = "<article>" + "".join(f"<p>{p}</p>" for n in range(9) for p in news.paragraphs(n)) + "</article>"
    data = page(body)
    broken = data.replace(b"</p>", b"\xd8</p>", 1)
    assert news.paragraphs(1)[0] in read_page(broken, "a", NONE).document.text
    assert news.paragraphs(1)[0] in read_page(data, "a", NONE, charset="windows-1256").document.text
    old = page(body).decode().encode("cp1256")
    assert news.paragraphs(1)[0] in read_page(old, "a", NONE, charset="utf-8").document.text


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(InputError, match="50,000 elements"):
        read_page(page("<p>" + "<b>x</b>" * 50_000 + "".join(news.paragraphs(1))), "a", NONE)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("خبر\nعاجل", "خبر\nعاجل"),
        ("<p>أ\nب</p>ج<br>د<script>x</script>ه", "أ ب\nج\nده"),
        ("أ &amp; ب", "أ & ب"),
        ("<ul><li>أ</li><li>ب</li></ul><!-- x -->ج", "أ\nب\nج"),
        ("", ""),
    ],
)
def test_the_text_of_markup(markup: str, text: str) -> None:
    assert html_text(markup) == text

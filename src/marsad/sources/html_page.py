"""Saved web pages: the article, with the title, outlet, date and address that the page's markup declares."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from .encoding import binary_kind, decode_page
from .given import Given
from .news_article import article_fields, articles_of, linked_data
from .report import Defaults, InputError, Problem, Report, document, iso_day, sha256

MOST_ELEMENTS = 50_000
"""Pages have some thousands. Looking for the article costs more than in proportion to them."""
_LEAST_WORDS = 5
_DATE_HINT = re.compile(r"date|publish|posted|time(?!line)", re.I)
_NO_ARTICLE = "no article found on the page"

# what the libraries have to say of a page is said once, by us; a program that wants their log still gets it
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_pages(given: Given) -> Iterator[Report | Problem]:
    """The report of a page. Raises `InputError`."""
    yield read_page(
        given.data(), given.source, given.defaults, url=given.url, charset=given.charset, captured=given.captured
    )


def read_page(
    data: bytes,
    source: str,
    defaults: Defaults,
    *,
    url: str | None = None,
    charset: str | None = None,
    captured: str | None = None,
    kind: str = "page",
) -> Report:
    """The report of a saved page. What the user says of it (`defaults`) wins over the page's markup.

    `url` is where the page was found, which its own canonical address replaces; `charset` what the server said.
    Where no article stands in the page's text, one in its linked data (schema.org) is taken.
    Raises `InputError` where the page holds no article (a menu, a login form, an empty shell for scripts).
    """
    import trafilatura
    from trafilatura.settings import Document as Page

    if (binary := binary_kind(data)) is not None:
        raise InputError(f"not text: {binary}", "type")
    tree: Any = trafilatura.load_html(_printable(decode_page(data, charset)))
    if tree is None:
        raise _no_article()
    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise InputError(f"over {MOST_ELEMENTS:,} elements, the limit for one page", "limit")
    declared = _declared_dates(tree)
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")
    data_of = [article_fields(a) for s in scripts for a in articles_of(linked_data(s.text or ""))]
    linked: dict[str, Any] = data_of[0] if len(data_of) == 1 else {}
    links = {" ".join(a.text_content().split()) for a in tree.iter("a")}
    for element in list(tree.iter("noscript")):
        element.drop_tree()
    page = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    found: Any = page if isinstance(page, Page) and page.text and _is_article(page.text, links) else None
    text = found.text if found else linked.get("text")
    body = linked.get("text")
    if body and text and text.split() == body.split():
        # taken from the linked data, where its lines are still apart
        text = body
    if not text:
        raise _no_article()
    published = defaults.published or declared or linked.get("published")
    made = document(
        text,
        title=defaults.title or (found and found.title) or linked.get("title"),
        publisher=defaults.publisher or linked.get("publisher") or (found and found.sitename),
        published=published,
        url=_web(found and found.url) or _web(linked.get("url")) or url,
    )
    by: Any = ("given" if defaults.published else "page") if published else None
    return Report(made, by, source, sha256(data), kind, captured)


def _no_article() -> InputError:
    return InputError(_NO_ARTICLE, "article")


def _web(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname else None
    except ValueError:
        return None


def _printable(html: str) -> str:
    # the parser stops at NUL and refuses surrogates; neither means anything in a page
    return html.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _is_article(text: str, links: set[str]) -> bool:
    """Is there a line of running text: five words or more that are not just a link's?"""
    lines = (" ".join(line.split()).removeprefix("- ") for line in text.split("\n"))
    return any(line not in links and len(line.split()) >= _LEAST_WORDS for line in lines)


def _declared_dates(tree: Any) -> str | None:
    """The day the page says it was published, from its markup alone.

    The date finder guesses from any date in the text (a copyright line, an archive link), so it is
    shown only the head, the structured data and the elements that are marked as a date.
    """
    import htmldate
    from lxml.html import document_fromstring, tostring

    small: Any = document_fromstring("<html><head></head><body><article></article></body></html>")
    for child in tree.xpath("//head/*[self::meta or self::link or self::script]"):
        small.find("head").append(deepcopy(child))
    body = small.find("body/article")
    for element in tree.xpath("//body//*[not(ancestor::footer or ancestor::aside or ancestor::nav)]"):
        if not isinstance(element.tag, str):
            continue
        hints = " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))
        structured = element.tag == "script" and "ld+json" in element.get("type", "")
        marked = element.tag in ("time", "abbr") or _DATE_HINT.search(hints)
        if structured or (marked and len(element.text_content()) < 100):
            copy = deepcopy(element)
            copy.tail = None
            body.append(copy)
    try:
        found = htmldate.find_date(tostring(small, encoding="unicode"), extensive_search=False, original_date=True)
        return iso_day(found) if found else None
    except (InputError, ValueError, OverflowError):
        return None

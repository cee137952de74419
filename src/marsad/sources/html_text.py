"""The text of a piece of HTML that is an article and nothing else, as feeds and linked data hold it."""

from __future__ import annotations

import re
from typing import Any

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr",
    "ul",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title"})
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def html_text(markup: str) -> str:
    """One line a block, spaces as a browser shows them; scripts and styles left out. Plain text stays as it is.

    >>> html_text("<p>وصل <b>الوفد</b></p><p>أمس&nbsp;مساء</p>")
    'وصل الوفد\\nأمس مساء'
    """
    if not _TAG.search(markup):
        return markup.strip()
    from lxml import etree, html

    try:
        tree: Any = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            parts.append(element.tail or "")
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            parts.append("\n")
        if event == "start":
            if tag not in _SILENT:
                parts.append(element.text or "")
        elif element is not tree:
            parts.append("" if element.getparent().tag in _SILENT else (element.tail or ""))
    lines = (" ".join(line.split()) for line in _joined(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _joined(parts: list[str]) -> str:
    # a line break in the source of a page is a space; only blocks break lines
    return "".join(part if part == "\n" else part.replace("\n", " ") for part in parts)

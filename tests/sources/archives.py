"""A WARC archive of original generated pages, and what must become of each of its records."""

from __future__ import annotations

import gzip
import random
import zlib
from dataclasses import dataclass, field

from . import news

CHROME = (
    '<nav><a href="/">الرئيسية</a><a href="/s">سياسة</a></nav>',
    "<header><h2>بوابة الخبر</h2></header>",
)


def template(number: int, kind: int) -> str:
    """A page of one of five designs, with the report's three paragraphs."""
    title, paragraphs = news.title(number), news.paragraphs(number)
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    if kind == 0:
        return f"<article><h1>{title}</h1>{body}</article><aside><h3>الأكثر قراءة</h3><a href=/1>خبر</a></aside>"
    if kind == 1:
        return f"<div class=main><div class=post-content><h1>{title}</h1>{body}</div></div>"
    if kind == 2:
        return f"<main><h1>{title}</h1><section>{body}</section></main><footer>جميع الحقوق محفوظة</footer>"
    if kind == 3:
        return f"<div id=story><h1>{title}</h1>{'<br><br>'.join(paragraphs)}</div>"
    return f"<article itemscope><header><h1>{title}</h1></header><div itemprop=articleBody>{body}</div></article>"


def page(number: int, kind: int) -> bytes:
    """A whole page."""
    head = (
        f"<title>{news.title(number)} | بوابة الخبر</title><meta property='og:site_name' content='بوابة الخبر'>"
        f"<meta property='article:published_time' content='2024-0{number % 9 + 1}-1{number % 8}T09:00:00+03:00'>"
    )
    chrome = CHROME[number % 2]
    return (
        f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8>{head}</head><body>{chrome}"
        f"{template(number, kind)}</body></html>"
    ).encode()


def record(
    url: str, body: bytes, *, kind: str = "response", status: str = "200 OK", headers: str = "", number: int = 0
) -> bytes:
    """One WARC record."""
    block = body
    content = "application/http; msgtype=response"
    if kind == "response":
        block = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body
    elif kind == "resource":
        content = "text/html"
    elif kind == "warcinfo":
        content = "application/warc-fields"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-06-05T10:00:00Z\r\nContent-Type: {content}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


HTML = "Content-Type: text/html; charset=utf-8\r\n"


@dataclass
class Archive:
    """Records, one packed member each, and how many of each outcome there must be."""

    records: list[bytes] = field(default_factory=list)
    members: list[bytes] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def add(self, outcome: str, data: bytes, packed: bytes | None = None) -> None:
        self.records.append(data)
        self.members.append(gzip.compress(data, mtime=0) if packed is None else packed)
        self.expected[outcome] = self.expected.get(outcome, 0) + 1


def archive(pages: int = 240, seed: int = 7) -> Archive:
    """About a third more records than `pages`: other languages, menus, doubles, errors, images, broken members."""
    made = Archive()
    chance = random.Random(seed)
    made.add("none", record("urn:x", b"software: test\r\n", kind="warcinfo"))
    number = 0

    def url() -> str:
        return f"https://bawaba.example/{number}"

    for n in range(pages):
        number += 1
        raw = page(n, n % 5)
        made.texts.append(news.paragraphs(n)[1])
        headers = HTML
        if n % 7 == 0:
            raw, headers = gzip.compress(raw, mtime=0), HTML + "Content-Encoding: gzip\r\n"
        elif n % 11 == 0:
            raw = raw.decode().replace("charset=utf-8", "charset=windows-1256").encode("cp1256")
            headers = "Content-Type: text/html\r\n"
        made.add("report", record(url(), raw, headers=headers, number=number))
        if n % 3 == 0:
            number += 1
            extra = chance.choice(["english", "menu", "empty", "double", "404", "302", "500", "image", "broken", "cut"])
            if extra == "english":
                text = "<article><p>The minister said today that the harvest began early.</p></article>" * 2
                made.add("language", record(url(), f"<html>{text}{number}</html>".encode(), headers=HTML))
            elif extra == "menu":
                links = "".join(f"<li><a href=/{i}>قسم {i}</a></li>" for i in range(30))
                made.add("article", record(url(), f"<html><ul>{links}{number}</ul></html>".encode(), headers=HTML))
            elif extra == "empty":
                made.add(
                    "article", record(url(), f"<html><body><!-- {number} --></body></html>".encode(), headers=HTML)
                )
            elif extra == "double":
                made.add("double", record(url(), page(n, n % 5) if n % 7 and n % 11 else page(0, 0), headers=HTML))
            elif extra == "image":
                made.add("type", record(url(), b"\x89PNG\r\n\x1a\n", headers="Content-Type: image/png\r\n"))
            elif extra in {"404", "302", "500"}:
                made.add("status", record(url(), page(n + 1000, 0), status=f"{extra} X", headers=HTML))
            else:
                data = record(url(), page(n + 2000, 0), headers=HTML)
                packed = bytearray(gzip.compress(data, mtime=0))
                if extra == "cut":
                    packed = packed[: len(packed) // 2]
                else:
                    packed[len(packed) // 2] ^= 0xFF
                    packed[len(packed) // 2 + 9] ^= 0x55
                made.add("broken", data, bytes(packed))
    return made


def bomb(size: int) -> bytes:
    """A packed member whose record claims and holds `size` zeros."""
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-ffffffffffff>\r\n"
        "WARC-Target-URI: https://bomb.example/\r\nWARC-Date: 2024-06-05T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {size + 39}\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    )
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    parts = [packer.compress(head.encode())]
    zeros = bytes(1 << 20)
    parts += [packer.compress(zeros) for _ in range(size >> 20)]
    return b"".join([*parts, packer.flush()])

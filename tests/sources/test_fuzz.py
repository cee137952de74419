"""Any bytes give reports or problems, whatever they are taken for: no reader raises anything but `InputError`."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.sources import Problem, Report
from marsad.sources.given import Given
from marsad.sources.kinds import Kind
from marsad.sources.reader import READERS, read_stream
from marsad.sources.report import InputError

from . import archives, news
from .test_web import SITEMAP, item, rss


@cache
def sample(kind: Kind) -> bytes:
    """A good input of the kind."""
    records = archives.archive(3).records
    telegram = {"name": "x", "type": "public_channel", "id": 1, "messages": [{"id": 1, "text": [news.report(1), {}]}]}
    article = {"@type": "NewsArticle", "articleBody": news.report(1), "datePublished": "2024-06-05"}
    csl = [{"id": "a", "type": "webpage", "abstract": news.report(1), "issued": {"date-parts": [[2024, 1, 2]]}}]
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as wacz:
        wacz.writestr("archive/a.warc", b"".join(records))
    made: dict[Kind, bytes | str] = {
        "text": news.report(1),
        "page": archives.page(1, 0),
        "lines": "\n".join(json.dumps({"text": news.report(n), "published": "2024-06-05"}) for n in range(3)),
        "json": json.dumps([{"text": news.report(n)} for n in range(3)], indent=1),
        "table": f'text,title,published\n"{news.report(1)}",x,2024-06-05\n{news.sentence(2)},y,\n',
        "archiver": f"link,archive status,archive location,text content\nx,success,y,{news.sentence(1)}\n",
        "feed": rss(item(1, news.sentence(1)), item(2, "", f"<p>{news.report(2)}</p>")),
        "opml": '<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>',
        "sitemap": SITEMAP,
        "warc": b"".join(records),
        "wacz": zipped.getvalue(),
        "gzip": gzip.compress(news.report(1).encode()),
        "news article": json.dumps(article, indent=1),
        "telegram": json.dumps(telegram, indent=1),
        "zotero": json.dumps(csl, indent=1),
        "xml": "<?xml version='1.0'?><a/>",
    }
    data = made[kind]
    return data.encode() if isinstance(data, str) else data


def survive(kind: Kind, data: bytes) -> None:
    inputs = Given(io.BytesIO(data), "input", kind)
    with suppress(InputError):
        for found in READERS[kind](inputs):
            assert isinstance(found, Report | Problem)
            assert str(found.source).startswith("input") or kind == "opml"


@pytest.mark.parametrize("kind", [k for k in READERS if k not in {"opml", "sitemap", "xml"}])
def test_the_samples_are_good(kind: Kind) -> None:
    assert any(isinstance(x, Report) for x in READERS[kind](Given(io.BytesIO(sample(kind)), "input", kind)))


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=2000) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes(kind: Kind, data: bytes) -> None:
    survive(kind, data)


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1 << 30))
def test_damaged_inputs(kind: Kind, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(sample(kind))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        what = chance.randrange(5)
        if what == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del data[at : at + chance.randint(1, 40)]
        elif what == 2:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 9)))
        elif what == 3:
            data[at:at] = chance.choice(
                [b"\xef\xbb\xbf", b"\x00", b"&a;", b'"', b"]]>", b"[" * 400, b"\r\n\r\n", b"9" * 5000]
            )
        else:
            del data[at:]
        data = data or bytearray(b"x")
    survive(kind, bytes(data))


@settings(max_examples=80, deadline=None)
@given(
    data=st.binary(max_size=400), kind=st.sampled_from(sorted(READERS)), suffix=st.sampled_from(["", ".json", ".gz"])
)
def test_streams_that_cannot_go_back(data: bytes, kind: Kind, suffix: str) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    for whole in (data, sample(kind) + data, data + sample(kind)):
        with suppress(InputError):
            for found in read_stream(Given(Pipe(whole), "input", "text"), suffix):
                assert isinstance(found, Report | Problem)

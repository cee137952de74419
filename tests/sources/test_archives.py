"""WARC and WACZ archives: every page is a report, or is explained; what is broken or a bomb costs itself alone."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from marsad.sources import Defaults, Problem, Report, Tally, read_paths
from marsad.sources.packed import Body, Unzipped, unpack
from marsad.sources.report import LIMIT_BYTES, InputError

from . import archives, news

NONE = Defaults()


def read(path: Path, data: bytes) -> list[Report | Problem]:
    path.write_bytes(data)
    return list(read_paths([str(path)], NONE))


def check(found: list[Report | Problem], made: archives.Archive, *, broken: int) -> None:
    tally = Tally()
    for item in found:
        tally.add(item)
    expected = made.expected
    assert {k: tally.skipped[k] for k in ("language", "article", "double", "status", "type")} == {
        k: expected.get(k, 0) for k in ("language", "article", "double", "status", "type")
    }
    assert tally.problems == broken
    texts = [r.document.text for r in found if isinstance(r, Report)]
    assert len(texts) == len(made.texts) == expected["report"]
    assert [t for t, wanted in zip(texts, made.texts, strict=True) if wanted not in t] == []


def test_three_hundred_pages_in_a_packed_archive(tmp_path: Path) -> None:
    made = archives.archive()
    assert len(made.members) > 300
    assert min(made.expected.get(k, 0) for k in ("language", "article", "double", "status", "type", "broken")) > 0
    found = read(tmp_path / "news.warc.gz", b"".join(made.members))
    check(found, made, broken=made.expected["broken"])
    reports = [x for x in found if isinstance(x, Report)]
    assert {(r.kind, r.captured, r.document.publisher, r.published_by) for r in reports} == {
        ("warc", "2024-06-05T10:00:00Z", "بوابة الخبر", "page")
    }
    assert reports[0].document.url == "https://bawaba.example/1"
    assert all(r.raw_sha256 for r in reports)
    assert len({r.source for r in reports}) == len(reports)
    for problem in found:
        if isinstance(problem, Problem):
            assert problem.line is not None
            assert problem.source == str(tmp_path / "news.warc.gz")


def test_the_same_archive_unpacked_and_in_a_wacz(tmp_path: Path) -> None:
    made = archives.archive(60)
    check(
        read(tmp_path / "news.warc", b"".join(made.records)), made, broken=0
    ) if "broken" not in made.expected else None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as wacz:
        wacz.writestr("datapackage.json", "{}")
        wacz.writestr("archive/data.warc.gz", b"".join(made.members))
        wacz.writestr("indexes/index.cdx", "x")
    found = read(tmp_path / "news.wacz", out.getvalue())
    check(found, made, broken=made.expected.get("broken", 0))
    assert str(found[0].source).startswith(f"{tmp_path}/news.wacz/archive/data.warc.gz:")


def test_an_unpacked_archive_goes_on_behind_what_is_broken(tmp_path: Path) -> None:
    good = [archives.record(f"https://x.example/{n}", archives.page(n, 0), headers=archives.HTML) for n in range(5)]
    short = good[1].replace(b"Content-Length: ", b"Content-Length: 1", 1)
    data = good[0] + b"garbage\r\n\r\nmore\r\n" + good[2] + b"WARC/1.1\r\nContent-Length: x\r\n\r\n" + good[3]
    found = read(tmp_path / "a.warc", data)
    assert [r.document.url for r in found if isinstance(r, Report)] == [f"https://x.example/{n}" for n in (0, 2, 3)]
    assert any(isinstance(x, Problem) and "broken" in x.message for x in found)
    found = read(tmp_path / "b.warc", good[0] + short + good[2] + good[4])
    assert next(r.document.url for r in found if isinstance(r, Report)) == "https://x.example/0"
    assert any(isinstance(x, Problem) for x in found)


def test_an_archive_cut_in_the_middle_and_one_of_nothing(tmp_path: Path) -> None:
    made = archives.archive(20)
    data = b"".join(made.members)
    found = read(tmp_path / "cut.warc.gz", data[: len(data) * 2 // 3])
    assert sum(isinstance(x, Report) for x in found) > 8
    for name, junk in (("a.warc.gz", b"\x1f\x8b\x08junk"), ("b.warc", b"junk"), ("c.warc.gz", gzip.compress(b"x"))):
        assert all(isinstance(x, Problem) for x in read(tmp_path / name, junk)), name
        assert read(tmp_path / name, junk), name


def test_two_broken_members_in_a_row_are_two_problems(tmp_path: Path) -> None:
    members = [
        bytearray(gzip.compress(archives.record(f"https://x.example/{n}", archives.page(n, 0), headers=archives.HTML)))
        for n in range(6)
    ]
    for n in (0, 2, 3):
        members[n][len(members[n]) // 2] ^= 0xFF
        members[n][len(members[n]) // 2 + 9] ^= 0x55
    found = read(tmp_path / "a.warc.gz", b"".join(map(bytes, members)))
    assert [type(x) for x in found] == [Problem, Report, Problem, Problem, Report, Report]


def test_all_records_in_one_packed_member(tmp_path: Path) -> None:
    records = [
        archives.record(f"https://x.example/{n}", archives.page(n, n % 5), headers=archives.HTML) for n in range(9)
    ]
    found = read(tmp_path / "one.warc.gz", gzip.compress(b"".join(records)))
    assert [type(x) for x in found] == [Report] * 9


def test_other_records_and_answers(tmp_path: Path) -> None:
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (archives.page(2, 0)[:50], archives.page(2, 0)[50:]))
        + b"0\r\n\r\n"
    )
    records = [
        archives.record("https://x.example/1", archives.page(1, 0), kind="resource"),
        archives.record("https://x.example/2", chunked, headers=archives.HTML + "Transfer-Encoding: chunked\r\n"),
        archives.record("https://x.example/3", b"", kind="revisit"),
        archives.record("https://x.example/4", b"x", kind="request"),
        archives.record("dns:x.example", b"x", kind="resource"),
        archives.record("https://x.example/5", b"\xff" * 99, headers=archives.HTML + "Content-Encoding: gzip\r\n"),
        archives.record("https://x.example/6", b"x", headers=archives.HTML + "Content-Encoding: br\r\n"),
    ]
    found = read(tmp_path / "a.warc", b"".join(records))
    assert [(r.document.url, r.source) for r in found if isinstance(r, Report)] == [
        ("https://x.example/1", f"{tmp_path}/a.warc:1"),
        ("https://x.example/2", f"{tmp_path}/a.warc:2"),
    ]
    rest = [(p.line, p.skipped, p.message) for p in found if isinstance(p, Problem)]
    assert [(line, skipped) for line, skipped, _ in rest] == [(3, "double"), (6, None), (7, None)]
    assert "https://x.example/5: broken packing" in rest[1][2]
    assert "'br'" in rest[2][2]


def test_bombs_are_refused_without_being_unpacked(tmp_path: Path) -> None:
    size = 300_000_000
    good = gzip.compress(archives.record("https://x.example/1", archives.page(1, 0), headers=archives.HTML))
    inner = gzip.compress(bytes(LIMIT_BYTES + (1 << 20)))
    encoded = archives.record("https://x.example/2", inner, headers=archives.HTML + "Content-Encoding: gzip\r\n")
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(archives.bomb(size) + good + gzip.compress(encoded))
    tracemalloc.start()
    found = list(read_paths([str(path)], NONE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(isinstance(x, Report) for x in found) == 1
    over = [p for p in found if isinstance(p, Problem) and p.skipped == "limit"]
    assert len(over) == 2
    assert all("over 50 MB" in p.message for p in over)
    assert peak < 4 * LIMIT_BYTES


def test_a_zip_bomb_and_a_broken_zip(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as wacz:
        wacz.writestr("archive/bomb.warc", bytes(80_000_000))
        wacz.writestr(
            "archive/good.warc", archives.record("https://x.example/1", archives.page(1, 0), headers=archives.HTML)
        )
    first, second = read(tmp_path / "a.wacz", out.getvalue())
    assert isinstance(first, Problem)
    assert "200 times" in first.message
    assert isinstance(second, Report)
    damaged = bytearray(out.getvalue())
    at = damaged.rindex(b"archive/good.warc", 0, damaged.rindex(b"PK\x01\x02"))
    damaged[at + 60 : at + 90] = bytes(30)
    found = read(tmp_path / "b.wacz", bytes(damaged))
    assert all(isinstance(x, Problem) for x in found)
    (only,) = read(tmp_path / "c.wacz", out.getvalue()[:-40])
    assert "broken zip" in str(only)


def test_packed_files_of_other_kinds(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.txt.gz", gzip.compress(news.report(1).encode()))
    assert isinstance(found, Report)
    assert found.document.text == news.report(1)
    (bomb,) = read(tmp_path / "b.txt.gz", gzip.compress(bytes(60_000_000)))
    assert "200 times" in str(bomb)
    (twice,) = read(tmp_path / "c.gz", gzip.compress(gzip.compress(b"x")))
    assert "inside" in str(twice)


def test_bodies() -> None:
    data = news.report(1).encode() * 50
    packed = gzip.compress(data)
    assert unpack([packed[:10], packed[10:]], "gzip") == data
    body = Body("gzip", limit=1000)
    with pytest.raises(InputError, match="limit"):
        body.add(packed)
    with pytest.raises(InputError, match="broken"):
        unpack([b"junk junk"], "gzip")
    assert io.BufferedReader(Unzipped(io.BytesIO(packed + packed))).read() == data * 2
    with pytest.raises(InputError, match="cut off"):
        io.BufferedReader(Unzipped(io.BytesIO(packed[:-9]))).read()

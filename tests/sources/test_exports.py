"""Exports of other programs: tables, Telegram, Zotero, auto-archiver, linked data. Items are named by line."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from marsad.sources import Defaults, Problem, Report, Tally, read_paths
from marsad.sources.fields import parse_columns
from marsad.sources.report import InputError

from . import news

NONE = Defaults()


def read(path: Path, data: str | bytes, defaults: Defaults = NONE) -> list[Report | Problem]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_paths([str(path)], defaults))


def reports(found: Sequence[Report | Problem]) -> list[Report]:
    assert [x for x in found if not isinstance(x, Report)] == []
    return [x for x in found if isinstance(x, Report)]


def problems(found: Sequence[Report | Problem]) -> list[Problem]:
    return [x for x in found if isinstance(x, Problem)]


def table(*rows: Sequence[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


# -- tables


def test_a_table_with_its_own_names(tmp_path: Path) -> None:
    text = table(
        ["headline", "body", "paper", "day", "link"],
        [news.title(1), news.report(1), "جريدة السهل", "2024-06-05", "https://sahl.example/1"],
        [news.title(2), news.report(2), "", "Wed, 05 Jun 2024 23:30:00 -0500", ""],
    )
    columns = parse_columns("title=headline,text=body,publisher=paper,published=day,url=link")
    one, two = reports(read(tmp_path / "a.csv", text, Defaults(publisher="وكالة", columns=columns)))
    assert one.document.text == news.report(1)
    assert (one.document.title, one.document.publisher) == (news.title(1), "جريدة السهل")
    assert (one.document.url, one.document.published) == ("https://sahl.example/1", "2024-06-05")
    assert (two.document.publisher, two.document.published) == ("وكالة", "2024-06-05")
    # a report of three lines: the second row begins on line 5
    assert (one.source, two.source) == (f"{tmp_path}/a.csv:2", f"{tmp_path}/a.csv:5")
    raw = text.encode().split(b"\r\n")[1]
    assert one.raw_sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_in_every_encoding_with_known_names(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = table(["العنوان", "النص"], *([news.title(i), news.report(i)] for i in range(30)), delimiter=delimiter)
    found = reports(read(tmp_path / "a.csv", text.encode(encoding)))
    assert [r.document.text for r in found] == [news.report(i) for i in range(30)]
    assert {r.kind for r in found} == {"table"}


def test_a_broken_row_costs_itself_alone(tmp_path: Path) -> None:
    good = table([news.report(1).replace("\n", " "), "2024-01-01"]).encode()
    data = b"text,published\r\n" + good + b'"never closed,2024-01-01\r\n' + good.replace(b"2024-01-01", b"05/06/2024")
    data += b"\xff\xfe\xfd,2024-01-01\r\n" + good.replace(b",", b",a,b,") + good
    found = read(tmp_path / "a.csv", data)
    assert [type(x) for x in found] == [Report, Problem, Problem, Problem, Problem, Report]
    assert [p.line for p in problems(found)] == [3, 4, 5, 6]
    messages = [p.message for p in problems(found)]
    assert messages[0].startswith("broken row")
    assert '"published"' in messages[1]
    assert "UTF-8" in messages[2]
    assert "4 cells under 2 columns" in messages[3]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("a,b\n1,2\n", "", "no column for the text"),
        ("text,b\n1,2\n", "title=c", "no column 'c'"),
        ("text,text\n1,2\n", "", "two columns"),
        ("text,b\n", "", "empty"),
        ("", "", "empty"),
    ],
)
def test_tables_that_cannot_be_read(tmp_path: Path, text: str, columns: str, message: str) -> None:
    (only,) = read(tmp_path / "a.csv", text, Defaults(columns=parse_columns(columns) if columns else ()))
    assert isinstance(only, Problem)
    assert message in only.message


@pytest.mark.parametrize("value", ["title", "title=", "headline=title", "text=a,text=b"])
def test_mappings_that_mean_nothing(value: str) -> None:
    with pytest.raises(InputError):
        parse_columns(value)


def test_json_lines_with_a_mapping(tmp_path: Path) -> None:
    columns = parse_columns("text=content.body,title=head")
    line = json.dumps({"content": {"body": news.report(3)}, "head": "عنوان"}, ensure_ascii=False)
    found = read(tmp_path / "a.jsonl", line + '\n{"text": "x"}\n', Defaults(columns=columns))
    assert isinstance(found[0], Report)
    assert (found[0].document.text, found[0].document.title) == (news.report(3), "عنوان")
    assert found[0].raw_sha256 == hashlib.sha256(line.encode()).hexdigest()
    assert '"content.body"' in str(found[1])


def test_a_json_list_and_a_single_object(tmp_path: Path) -> None:
    items = [{"text": news.report(i), "published": "2024-06-05"} for i in range(3)]
    data = json.dumps([*items, 7], ensure_ascii=False, indent=1)
    found = read(tmp_path / "a.json", data)
    assert [x.document.text for x in found if isinstance(x, Report)] == [news.report(i) for i in range(3)]
    assert [p.message for p in problems(found)] == ["not a JSON object"]
    (one,) = reports(read(tmp_path / "b.json", json.dumps(items[0], indent=2)))
    assert one.document.published == "2024-06-05"


def test_what_was_read_before_json_breaks_is_kept(tmp_path: Path) -> None:
    data = json.dumps([{"text": news.report(i)} for i in range(5)], ensure_ascii=False, indent=1)
    found = read(tmp_path / "a.json", data[: len(data) * 3 // 5])
    assert [type(x) for x in found[:2]] == [Report, Report]
    assert isinstance(found[-1], Problem)
    assert "broken JSON in line" in found[-1].message
    assert "JSON objects" in found[-1].message


# -- Telegram


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    return {"id": number, "type": "message", "date": "2024-06-05T23:50:00", "text": text, **more}


CHAT = {"name": "قناة السهل", "type": "public_channel", "id": 1234567}


def test_a_telegram_channel(tmp_path: Path) -> None:
    messages = [
        {"id": 1, "type": "service", "action": "create_channel"},
        message(2, news.report(1)),
        message(3, ["عاجل: ", {"type": "bold", "text": "وصول الوفد"}, " إلى المدينة"]),
        message(4, ""),
        message(5, news.report(2), forwarded_from="وكالة الميناء"),
        message(6, "English only, nothing else in it"),
        message(7, news.report(4), date="yesterday"),
        "no message",
    ]
    found = read(tmp_path / "result.json", json.dumps({**CHAT, "messages": messages}, ensure_ascii=False, indent=1))
    good = [x for x in found if isinstance(x, Report)]
    assert [r.document.text for r in good] == [news.report(1), "عاجل: وصول الوفد إلى المدينة", news.report(2)]
    assert [r.document.url for r in good] == [f"https://t.me/c/1234567/{n}" for n in (2, 3, 5)]
    assert [r.document.publisher for r in good] == ["قناة السهل", "قناة السهل", "وكالة الميناء"]
    assert [r.note for r in good] == [None, None, "forwarded in قناة السهل"]
    assert {(r.document.published, r.published_by) for r in good} == {("2024-06-05", "given")}
    assert good[0].source == f"{tmp_path}/result.json:2"
    assert [(p.line, p.skipped) for p in problems(found)][:3] == [(4, "text"), (6, "language"), (7, None)]
    assert problems(found)[3].message == "not a message"


def test_an_export_of_all_chats_and_a_long_one(tmp_path: Path) -> None:
    chats = [
        {**CHAT, "name": f"قناة {c}", "messages": [message(i, news.report(i)) for i in range(700)]} for c in (1, 2)
    ]
    saved = {"type": "saved_messages", "id": 9, "messages": [message(1, news.report(9))]}
    data = {"about": "x", "contacts": {"list": [{"a": 1}]}, "chats": {"about": "y", "list": [*chats, saved]}}
    found = reports(read(tmp_path / "result.json", json.dumps(data, indent=1)))
    assert len(found) == 1401
    assert [found[i].document.publisher for i in (0, 699, 700, 1400)] == ["قناة 1", "قناة 1", "قناة 2", None]
    assert found[1400].document.url is None
    assert len({r.raw_sha256 for r in found}) == 701


# -- auto-archiver


def test_auto_archiver_sheet(tmp_path: Path) -> None:
    text = table(
        ["Link", "Archive status", "Archive location", "Upload timestamp", "Upload title", "Text content", "Hash"],
        ["https://t.me/x/1", "telethon: success", "a.mp4", "2024-06-05T10:00:00+00:00", "عنوان", news.report(1), "ab"],
        ["https://t.me/x/2", "nothing archived", "", "", "", "", ""],
        ["https://t.me/x/3", "success", "a.jpg", "", "", "", ""],
    )
    found = read(tmp_path / "sheet.csv", text)
    assert isinstance(found[0], Report)
    assert found[0].kind == "archiver"
    document = found[0].document
    assert (document.text, document.url, document.title) == (news.report(1), "https://t.me/x/1", "عنوان")
    assert document.published == "2024-06-05"
    assert [p.skipped for p in problems(found)] == ["text", "text"]
    assert "nothing archived" in problems(found)[0].message


def test_auto_archiver_file(tmp_path: Path) -> None:
    metadata = {
        "_processed_at": datetime.datetime(2024, 6, 6, 1, 2, 3, 4, tzinfo=datetime.UTC),
        "url": "https://x.example/1",
        "title": "عنوان",
        "content": news.report(5),
        "timestamp": datetime.datetime(2024, 6, 5, 10, 0, tzinfo=datetime.UTC),
    }
    text = table(["status", "metadata", "media"], ["success", str(metadata), "[]"], ["success", "__import__('os')", ""])
    found = read(tmp_path / "db.csv", text)
    assert isinstance(found[0], Report)
    assert (found[0].document.text, found[0].document.published) == (news.report(5), "2024-06-05")
    assert '"metadata"' in str(found[1])


# -- Zotero


def test_zotero(tmp_path: Path) -> None:
    items = [
        {
            "id": "sahl1", "type": "article-newspaper", "title": news.title(1), "container-title": "جريدة السهل",
            "abstract": f"<p>{news.sentence(1)}</p>", "URL": "https://sahl.example/1",
            "issued": {"date-parts": [["2024", 6, 5]]},
        },
        {"id": "b", "type": "webpage", "title": "بلا ملخص", "URL": "https://sahl.example/2"},
        {"id": "c", "type": "report", "abstract": news.sentence(3), "issued": {"date-parts": [[2023]]}},
    ]  # fmt: skip
    found = read(tmp_path / "library.json", json.dumps(items, ensure_ascii=False, indent="\t"))
    one, three = (x for x in found if isinstance(x, Report))
    assert (one.document.text, one.document.publisher) == (news.sentence(1), "جريدة السهل")
    assert (one.document.published, one.key, one.note) == ("2024-06-05", "sahl1", "abstract only")
    assert (three.document.published, three.published_by) == (None, None)
    assert [(p.line, p.skipped) for p in problems(found)] == [(19, "text")]


# -- linked data


def test_linked_data(tmp_path: Path) -> None:
    article = {
        "@type": ["NewsArticle"], "headline": news.title(1), "articleBody": f"<p>{news.report(1)}</p>",
        "datePublished": "2024-06-05T23:00:00-05:00", "publisher": {"@type": "Organization", "name": "جريدة السهل"},
        "mainEntityOfPage": {"@id": "https://sahl.example/1"},
    }  # fmt: skip
    graph = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebSite"}, article, {"@type": "ReportageNewsArticle"}],
    }
    found = read(tmp_path / "a.jsonld", json.dumps(graph, ensure_ascii=False))
    assert isinstance(found[0], Report)
    document = found[0].document
    assert document.text.startswith("قال مراسلنا")
    assert (document.publisher, document.url) == ("جريدة السهل", "https://sahl.example/1")
    assert (document.published, found[0].published_by) == ("2024-06-05", "page")
    assert [p.skipped for p in problems(found)] == ["text"]
    lines = "\n".join(json.dumps({"@context": "https://schema.org", **article, "n": i}) for i in range(3))
    assert len(reports(read(tmp_path / "b.jsonl", lines))) == 3


def test_the_account_says_what_was_read_and_why_not(tmp_path: Path) -> None:
    messages = [message(1, news.report(1)), message(2, ""), message(3, "only English here"), message(4, 5)]
    tally = Tally()
    for item in read(tmp_path / "result.json", json.dumps({**CHAT, "messages": messages})):
        tally.add(item)
    assert list(tally.lines()) == [
        "1 report read (1 from a Telegram export)",
        "2 skipped: no text",
        "1 skipped: not Arabic",
    ]

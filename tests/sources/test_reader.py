"""Paths to reports: kinds, folders, globs, limits, and one clear problem for each thing that can't be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from marsad.model.document import content_id
from marsad.sources import LIMIT_BYTES, Defaults, Problem, Report, expand, how_many, read_paths
from marsad.sources.report import InputError, iso_day

NEWS = "وصل وفد من وزارة الصحة إلى المدينة أمس، وقال الوزير إن الزيارة تستمر يومين."
NONE = Defaults()


def read(*paths: Path | str, defaults: Defaults = NONE) -> list[Report | Problem]:
    return list(read_paths([str(p) for p in paths], defaults))


def report(*paths: Path | str, defaults: Defaults = NONE) -> Report:
    (only,) = read(*paths, defaults=defaults)
    assert isinstance(only, Report), only
    return only


def problem(*paths: Path | str) -> Problem:
    (only,) = read(*paths)
    assert isinstance(only, Problem), only
    return only


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = f"\n  {NEWS}\r\n\u202e😀\u200f ـ \r\t{NEWS}\n\n "
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = report(path, defaults=Defaults("2024-06-05", "صحيفة", "عنوان"))
    assert found.document.text == text
    assert found.document.id == content_id(text)
    assert (found.document.published, found.published_by) == ("2024-06-05", "given")
    assert (found.document.publisher, found.document.title) == ("صحيفة", "عنوان")
    assert found.source == str(path)


def test_without_a_date_nobody_gave_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    assert report(tmp_path / "a.txt").published_by is None


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf", "empty"),
        ("empty.jsonl", b"\n\n", "empty"),
        ("empty.html", b"", "empty"),
        ("a.pdf", b"%PDF-1.4 ...", "a PDF file"),
        ("a.docx", b"PK\x03\x04....", "zip"),
        ("a.jsonl", b"PK\x03\x04....\n", "zip"),
        ("image", b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        ("nul.txt", b"a\x00b", "binary"),
        ("latin.txt", b"Only Latin letters here.", "not Arabic"),
        ("digits.txt", b"12345 ...", "not Arabic"),
        ("mixed.txt", ("خبر " + "x" * 100).encode(), "2% of its letters"),
        ("utf16.jsonl", '{"text":"خبر"}'.encode("utf-16"), "UTF-16"),
        ("list.json", b'[{"text": "x"}]', "not Arabic"),
        ("pretty.json", b'{\n "text": "x"\n}', "not Arabic"),
        ("note.xml", b"<?xml version='1.0'?><note>x</note>", "neither a feed"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = problem(path)
    assert found.source == str(path)
    assert message in found.message
    assert "\n" not in str(found)


def test_a_quarter_of_arabic_letters_is_enough(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبرعاجلي" + "x" * 24, encoding="utf-8")
    assert report(tmp_path / "a.txt")


def test_files_over_the_limit_are_refused_and_the_limit_is_named(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with open(path, "wb") as stream:
        stream.write(NEWS.encode())
        stream.truncate(LIMIT_BYTES + 1)
    assert "over 50 MB" in problem(path).message


def test_missing_files_globs_and_folders(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    assert "no such file" in problem(tmp_path / "gone.txt").message
    assert "no such file" in problem(tmp_path / "broken.txt").message
    assert "no file matches" in problem(tmp_path / "*.nothing").message
    assert "no files" in problem(tmp_path / "void").message


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    path.chmod(0)
    assert "permission" in problem(path).message


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden/x.txt", ".x.txt", "page_files/style.css", "page.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    names = [os.path.relpath(str(p), tmp_path) for p in expand([str(tmp_path)])]
    assert names == ["a.txt", "page.html", "b/1.txt", "b/2.txt"]


def test_globs_and_names_that_look_like_globs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "[1].txt", "c.md"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    assert [Path(str(p)).name for p in expand([f"{tmp_path}/*.txt"])] == ["[1].txt", "a.txt", "b.txt"]
    assert [Path(str(p)).name for p in expand([f"{tmp_path}/[1].txt"])] == ["[1].txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00")
    (tmp_path / "c.txt").write_text(NEWS, encoding="utf-8")
    assert [type(x) for x in read(tmp_path)] == [Report, Problem, Report]


@pytest.mark.parametrize(
    ("head", "kind"),
    [('{"text": "%s"}\n', "lines"), ("<!DOCTYPE html><html><body><p>%s</p></body></html>", "page"), ("%s", "text")],
)
def test_files_without_a_telling_name_are_known_by_their_beginning(tmp_path: Path, head: str, kind: str) -> None:
    path = tmp_path / "download"
    path.write_text(head % NEWS, encoding="utf-8")
    assert report(path).document.text == NEWS
    assert report(path).source == (f"{path}:1" if kind == "lines" else str(path))


def test_a_text_file_that_begins_like_something_else_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<html>" + NEWS, encoding="utf-8")
    assert report(path).document.text == "<html>" + NEWS


def test_how_many(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text":"x"}\n' * 7, encoding="utf-8")
    assert how_many([str(tmp_path), "missing"]) == 9
    assert how_many([str(tmp_path), "-"]) is None


def lines(path: Path, *items: object) -> list[Report | Problem]:
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in items), encoding="utf-8")
    return read(path)


def test_json_lines_go_on_after_a_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    found = lines(
        path,
        {
            "id": "n1",
            "text": NEWS,
            "title": "ت",
            "publisher": "ن",
            "published": "2024-06-05T23:59:00+09:00",
            "url": "u",
        },
        "{broken",
        "",
        [1],
        {"text": 5},
        {"id": "x"},
        {"text": NEWS, "published": "أمس"},
        {"text": NEWS, "title": 7},
        "[" * 100_000,
        '{"text": ' + "9" * 5000 + "}",
        {"id": 12, "text": NEWS, "published": None, "more": 1},
    )
    good = [x for x in found if isinstance(x, Report)]
    bad = [x for x in found if isinstance(x, Problem)]
    assert [g.document.id for g in good] == ["n1", "12"]
    assert good[0].document.published == "2024-06-05"
    assert (good[0].document.title, good[0].document.publisher, good[0].document.url) == ("ت", "ن", "u")
    assert [g.source for g in good] == [f"{path}:1", f"{path}:11"]
    assert [b.line for b in bad] == [2, 4, 5, 6, 7, 8, 9, 10]
    assert all(str(b).startswith(f"{path}:{b.line}: ") for b in bad)


def test_json_text_of_every_kind_is_kept(tmp_path: Path) -> None:
    text = f"{NEWS}\r\n\x00\ud83d\u202e\u2066😀 \udfff"
    (found,) = lines(tmp_path / "a.jsonl", {"text": text})
    assert isinstance(found, Report)
    assert found.document.text == text


def test_a_line_wins_over_what_holds_for_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"text": NEWS, "published": "2024-01-01", "publisher": "ن"}) + "\n" + json.dumps({"text": NEWS}),
        encoding="utf-8",
    )
    found = read(path, defaults=Defaults("2025-02-02", "م", None))
    assert [(r.document.published, r.document.publisher, r.published_by) for r in found if isinstance(r, Report)] == [
        ("2024-01-01", "ن", "given"),
        ("2025-02-02", "م", "given"),
    ]


def test_lines_that_are_not_utf8_or_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": NEWS}, ensure_ascii=False).encode()
    with open(path, "wb") as stream:
        stream.write(b'{"text": "\xc7\xe1"}\n')
        stream.write(b'{"text": "' + b"a" * LIMIT_BYTES + b'"}\n')
        stream.write(good)
    first, second, third = read(path)
    assert "not UTF-8" in str(first)
    assert str(second) == f"{path}:2: the line is over 50 MB"
    assert isinstance(third, Report)
    assert third.source == f"{path}:3"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-06-05", "2024-06-05"),
        (" 2024-06-05 ", "2024-06-05"),
        ("2024-06-05T00:30:00Z", "2024-06-05"),
        ("2024-06-05 23:30", "2024-06-05"),
        ("2024-02-29T23:59:59.123-11:00", "2024-02-29"),
    ],
)
def test_days(value: str, day: str) -> None:
    assert iso_day(value) == day


@pytest.mark.parametrize(
    "value", ["", "2024", "2024-6-5", "20240605", "2024-02-30", "05/06/2024", "2024-06-05x", "أمس"]
)
def test_no_days(value: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        iso_day(value)

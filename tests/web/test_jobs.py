"""Adding over HTTP: progress, errors per file, one at a time, readers go on meanwhile, a clean end."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.desk import Desk
from marsad.web.settings import Settings

from .desks import SAMPLES, Served, serving, until

STATEMENT = "قال وزير الخارجية التركي هاكان فيدان إن الاجتماع مع نظيره المصري عقد في القاهرة أمس الثلاثاء."


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of an empty desk; its process for adding is started once."""
    with serving(str(tmp_path_factory.mktemp("empty") / "new.db"), Settings(user="layla")) as running:
        yield running


def listen(url: str, heard: threading.Event) -> None:
    """Read a stream to its end; `heard` is set with its first line."""
    with httpx.stream("GET", url, timeout=60) as stream:
        for _ in stream.iter_lines():
            heard.set()


def finished(browser: httpx.Client, answer: httpx.Response) -> dict[str, Any]:
    """The job when it is over."""
    assert answer.status_code == 202, answer.text
    ident = answer.json()["line"]["id"]
    until(lambda: browser.get(f"/api/jobs/{ident}").json()["line"]["state"] not in ("queued", "running"), 120)
    job: dict[str, Any] = browser.get(f"/api/jobs/{ident}").json()
    return job


def test_files_of_every_kind_and_errors_for_each(empty: Served) -> None:
    lines = [json.dumps({"id": "one", "text": STATEMENT, "publisher": "صحيفة الشراع"}), "{broken", '{"text": "hello"}']
    body = f"<article><p>{STATEMENT}</p><p>{STATEMENT * 4}</p></article>"
    page = f"<html><head><title>خبر</title></head><body>{body}</body></html>"
    files = [
        ("files", ("../../لقاء.txt", (SAMPLES / "1-wire.txt").read_bytes())),
        ("files", ("lines.jsonl", "\n".join(lines).encode())),
        ("files", ("page.html", page.encode())),
        ("files", ("empty.txt", b"")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100))),
    ]
    with empty.browser() as browser:
        job = finished(browser, browser.post("/api/add", files=files, data={"published": "2024-06-05"}))
        outcomes = {o["source"]: o for o in job["outcomes"]}
        assert {s: o["status"] for s, o in outcomes.items()} == {
            "لقاء.txt": "added", "lines.jsonl:1": "added", "lines.jsonl:2": "failed", "lines.jsonl:3": "failed",
            "page.html": "added", "empty.txt": "failed", "picture.png": "failed",
        }  # fmt: skip
        assert "JSON" in outcomes["lines.jsonl:2"]["message"]
        line = job["line"]
        assert (line["state"], line["added"], line["failed"], line["done"], line["by"]) == ("done", 3, 4, 7, "layla")
        assert browser.get("/api/reports/one").json()["publisher"] == "صحيفة الشراع"
        report = browser.get(f"/api/reports/{outcomes['لقاء.txt']['report']}").json()
        assert report["line"]["report"]["source"] == "لقاء.txt"
        assert report["published"] == "2024-06-05"
        again = finished(browser, browser.post("/api/add", files=files[:1]))
        assert again["line"]["known"] == 1
    assert list(empty.app.state.adding._root.iterdir()) == []


def test_a_text_is_pasted(empty: Served) -> None:
    body = {"text": STATEMENT + " وعاد مساء.", "title": "لقاء", "publisher": "صحيفة الشراع", "published": "2024-06-05",
            "url": "https://alshiraa.example/1"}  # fmt: skip
    with empty.browser() as browser:
        job = finished(browser, browser.post("/api/add", json=body))
        (outcome,) = job["outcomes"]
        report = browser.get(f"/api/reports/{outcome['report']}").json()
        assert {key: report[key] for key in body} == body
        # the same address with another text is a new version; the first one stays
        again = finished(browser, browser.post("/api/add", json={**body, "text": STATEMENT}))
        assert again["line"]["new_versions"] == 1
        versions = browser.get(f"/api/reports/{outcome['report']}/versions").json()
        assert [v["number"] for v in versions] == [1, 2]
        old = browser.get(f"/api/reports/{outcome['report']}", params={"version": 1}).json()
        assert old["text"] == body["text"]
        assert (old["line"]["version"], old["line"]["stories"]) == (1, {})


@pytest.mark.parametrize(
    ("body", "field"),
    [({"text": "hello, world"}, "text"), ({"text": ""}, "text"), ({"title": "x"}, "text"),
     ({"text": "خبر", "x": 1}, "x"), ({"text": "خبر", "published": "yesterday"}, "published"),
     ({"text": 1}, "text"), ({"text": "خبر\0"}, "text")],
)  # fmt: skip
def test_a_text_that_can_not_be_added(empty: Served, body: dict[str, Any], field: str) -> None:
    with empty.browser() as browser:
        answer = browser.post("/api/add", json=body)
    assert answer.status_code == 422
    assert answer.json()["field"] == field


def test_uploads_that_are_none(empty: Served) -> None:
    with empty.browser() as browser:
        assert browser.post("/api/add", content=b"x", headers={"content-type": "text/plain"}).status_code == 415
        nothing = browser.post("/api/add", files={"other": ("a.txt", b"x")})
        assert (nothing.status_code, nothing.json()["field"]) == (422, "files")
        broken = browser.post("/api/add", content=b"x", headers={"content-type": "multipart/form-data"})
        assert broken.status_code == 400
        dated = browser.post("/api/add", files={"files": ("a.txt", b"x")}, data={"published": "soon"})
        assert (dated.status_code, dated.json()["field"]) == (422, "published")


def test_progress_comes_as_a_stream_and_readers_go_on(empty: Served) -> None:
    many = 120  # enough that the stream tells of some while they are added
    texts = "\n".join(json.dumps({"text": f"{STATEMENT} العدد {n}."}) for n in range(many))
    with empty.browser() as browser:
        ident = browser.post("/api/add", files={"files": ("many.jsonl", texts.encode())}).json()["line"]["id"]
        slowest = 0.0
        seen: list[dict[str, Any]] = []
        with browser.stream("GET", f"/api/jobs/{ident}/events") as stream, empty.client() as reader:
            assert stream.headers["content-type"].startswith("text/event-stream")
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    seen.append(json.loads(line[6:])["line"])
                    began = time.monotonic()
                    reader.get("/api/stories").raise_for_status()
                    slowest = max(slowest, time.monotonic() - began)
    assert seen[-1]["state"] == "done"
    assert seen[-1]["added"] == seen[-1]["total"] == many
    assert [s["done"] for s in seen] == sorted(s["done"] for s in seen)
    assert len(seen) > 2


def test_a_job_is_cancelled_after_the_report_in_hand(empty: Served) -> None:
    texts = "\n".join(json.dumps({"text": f"{STATEMENT} الرقم {n}."}) for n in range(300))
    with empty.browser() as browser:
        running = browser.post("/api/add", files={"files": ("many.jsonl", texts.encode())}).json()["line"]["id"]
        waiting = browser.post("/api/add", json={"text": STATEMENT}).json()["line"]["id"]
        assert browser.delete(f"/api/jobs/{waiting}").json()["line"]["state"] == "cancelled"
        until(lambda: browser.get(f"/api/jobs/{running}").json()["line"]["done"] > 0)
        browser.delete(f"/api/jobs/{running}")
        until(lambda: browser.get(f"/api/jobs/{running}").json()["line"]["state"] == "cancelled")
        job = browser.get(f"/api/jobs/{running}").json()
        assert 0 < job["line"]["added"] < 300
        assert job["line"]["added"] == len([o for o in job["outcomes"] if o["report"]])
        assert {j["id"] for j in browser.get("/api/jobs").json()} >= {running, waiting}
        # the next one is served as before
        assert finished(browser, browser.post("/api/add", json={"text": STATEMENT + " ثم."}))["line"]["added"] == 1


def test_the_end_of_the_server_ends_the_job_and_keeps_the_desk_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    texts = "\n".join(json.dumps({"text": f"{STATEMENT} الرقم {n}."}) for n in range(300))
    with serving(str(path), Settings()) as running, running.browser() as browser:
        ident = browser.post("/api/add", files={"files": ("many.jsonl", texts.encode())}).json()["line"]["id"]
        until(lambda: browser.get(f"/api/jobs/{ident}").json()["line"]["done"] > 1)
        # somebody who listens doesn't keep the server from ending
        heard = threading.Event()
        listener = threading.Thread(target=listen, args=(f"{running.url}/api/jobs/{ident}/events", heard))
        listener.start()
        assert heard.wait(60)
        process = running.app.state.adding._process
    listener.join(10)
    assert not listener.is_alive()
    assert not process.is_alive()
    with Desk(path) as desk:
        assert 1 < desk.status().reports < 300
        assert desk.status().pending == 0
        with desk.database.read() as db:
            assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_process_that_dies_is_told_and_replaced(tmp_path: Path) -> None:
    with serving(str(tmp_path / "news.db"), Settings()) as running, running.browser() as browser:
        finished(browser, browser.post("/api/add", json={"text": STATEMENT}))
        running.app.state.adding._process.kill()
        job = finished(browser, browser.post("/api/add", json={"text": STATEMENT + " ثم عاد."}))
        if job["line"]["state"] == "failed":  # the death was noticed in the middle of the job
            assert "unexpectedly" in job["line"]["error"]
            job = finished(browser, browser.post("/api/add", json={"text": STATEMENT + " ثم عاد."}))
        assert job["line"]["added"] == 1

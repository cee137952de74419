"""What the guard lets through, and what an article can't do."""

from __future__ import annotations

import http.client
import json
from pathlib import Path

import httpx
import pytest

from marsad.web.guard import same_site
from marsad.web.settings import Settings

from .desks import PASSWORD, Served, serving, until

JUDGEMENT = {"kind": "accept", "left": "d#V1"}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "10.0.0.5"])
def test_a_strangers_name_for_this_machine_is_refused(served: Served, host: str) -> None:
    with served.client(host=host) as client:
        answer = client.get("/api/stories")
    assert answer.status_code == 421
    assert "localhost" in answer.json()["error"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9999", "[::1]:80", "LOCALHOST:8000"])
def test_own_names_are_answered(served: Served, host: str) -> None:
    with served.client(host=host) as client:
        assert client.get("/api/stories").status_code == 200


def test_another_machine_is_refused_without_users(served: Served) -> None:
    # the proxy's word is believed from this machine: the desk is shown to others behind one
    with served.client(**{"x-forwarded-for": "203.0.113.9"}) as client:
        assert client.get("/api/stories").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:3000"},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"origin": "https://evil.example", "authorization": "Basic eDp5"}],
)  # fmt: skip
def test_a_page_of_somebody_else_changes_nothing(served: Served, headers: dict[str, str]) -> None:
    before = served.desk.judgements().total
    with served.client(**headers) as client:
        assert client.post("/api/judgements", json=JUDGEMENT).status_code == 403
        files = {"files": ("a.txt", "خبر".encode())}
        assert client.post("/api/add", files=files).status_code == 403
        assert client.delete("/api/jobs/j-1").status_code == 403
    assert served.desk.judgements().total == before


def test_a_cookie_without_an_origin_changes_nothing(newsroom: Served) -> None:
    with newsroom.browser("analyst") as browser:
        del browser.headers["origin"]
        assert browser.get("/api/stories").status_code == 200
        assert browser.post("/api/judgements", json=JUDGEMENT).status_code == 403
        assert (
            browser.post("/api/judgements", json=JUDGEMENT, headers={"sec-fetch-site": "same-origin"}).status_code
            == 404
        )


def test_a_bearer_needs_no_origin() -> None:
    assert same_site({"origin": "https://evil.example", "authorization": "Bearer x"}, {"desk.example"})


def test_a_page_can_not_borrow_a_session_by_naming_a_bearer(newsroom: Served) -> None:
    with newsroom.browser("analyst") as browser:
        evil = {"origin": "https://evil.example", "authorization": "Bearer x"}
        assert browser.post("/api/judgements", json=JUDGEMENT, headers=evil).status_code == 401


@pytest.mark.parametrize("path", ["/api/stories", "/api/nothing", "/", "/api/docs", "/api/stories?limit=0"])
def test_every_answer_bears_the_headers(served: Served, path: str) -> None:
    with served.client() as client:
        headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    assert headers.get("server") in (None, "uvicorn")


def test_what_is_too_large_is_refused(newsroom: Served) -> None:
    with newsroom.browser("analyst") as browser:
        files = {"files": ("a.txt", b"x" * 200_000)}
        answer = browser.post("/api/add", files=files)
        assert answer.status_code == 413
        assert "0.1 MB" in answer.json()["error"]
        assert browser.post("/api/judgements", json={**JUDGEMENT, "note": "x" * 30_000}).status_code == 413
        assert browser.post("/api/add", json={"text": "خبر " * 10_000}).status_code == 413


def test_what_is_too_large_is_refused_though_it_does_not_say_so(newsroom: Served) -> None:
    # chunked: no length is announced
    with newsroom.browser("analyst") as browser:
        answer = browser.post("/api/judgements", content=(b"[" * 1000 for _ in range(100)))
    assert answer.status_code == 413
    assert answer.json()["error"]


@pytest.mark.parametrize("body", [b"{", b"[" * 15_000, b"\xff\xfe", b'{"kind": 1}', b"null", b""])
def test_a_broken_body_is_no_fault_of_ours(newsroom: Served, body: bytes) -> None:
    with newsroom.browser("analyst") as browser:
        for path in ("/api/judgements", "/api/add", "/api/login"):
            answer = browser.post(path, content=body, headers={"content-type": "application/json"})
            assert answer.status_code in (400, 422), (path, answer.text)
            assert set(answer.json()) == {"error", "field"}


def test_an_article_stays_text(served: Served) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> قال وزير الخارجية إن الاجتماع عقد في طرابلس أمس."
    with served.browser() as browser:
        job = browser.post("/api/add", json={"text": evil, "title": "<b>x</b>", "published": "2024-06-05"}).json()
        until(lambda: browser.get(f"/api/jobs/{job['line']['id']}").json()["line"]["state"] == "done")
        (outcome,) = browser.get(f"/api/jobs/{job['line']['id']}").json()["outcomes"]
        answer = browser.get(f"/api/reports/{outcome['report']}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["text"] == evil
    assert answer.json()["title"] == "<b>x</b>"


def test_a_fault_shows_nothing_of_the_program(desk_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with serving(str(desk_file), Settings()) as running:
        with running.desk.database.write() as db:
            db.exec_driver_sql("DROP TABLE story_source")
        with running.client() as client:
            answer = client.get("/api/stories/facets")
    assert answer.status_code == 500
    assert answer.json() == {"error": "a fault of ours: the server's log has it", "field": None}
    assert "story_source" in caplog.text


def test_paths_do_not_lead_out_of_the_pages(desk_file: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "assets").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><title>desk</title>")
    (pages / "assets" / "index-AbCd1234.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    with serving(str(desk_file), Settings(static=pages)) as running:
        with running.client() as client:
            view = client.get("/stories?type=AID")
            assert view.text.startswith("<!doctype html>")
            assert view.headers["cache-control"] == "no-cache"
            assert "immutable" in client.get("/assets/index-AbCd1234.js").headers["cache-control"]
            assert client.get("/assets/gone-AbCd1234.js").status_code == 404
            assert client.post("/stories").status_code == 405
        raw = http.client.HTTPConnection(running.url.removeprefix("http://"))
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd"):
            raw.request("GET", path)
            body = raw.getresponse().read()
            assert b"secret" not in body.replace(b"secret.txt", b"")
            assert b"root:" not in body
        raw.close()


def test_a_proxy_s_address_is_known(desk_file: Path) -> None:
    settings = Settings(auth=True, public_url="https://desk.example")
    with serving(str(desk_file), settings) as running:
        running.desk.users.add("layla", PASSWORD, "reader")
        proxy = {"host": "desk.example", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
        login = json.dumps({"name": "layla", "password": PASSWORD})
        with running.client(**proxy, origin="https://desk.example") as browser:
            answer = browser.post("/api/login", content=login, headers={"content-type": "application/json"})
            assert answer.status_code == 200
            cookie = answer.headers["set-cookie"]
            assert cookie.startswith("__Host-marsad_session=")
            for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
                assert part in cookie
        with running.client(host="other.example") as stranger:
            assert stranger.get("/api/session").status_code == 421
        # a proxy that puts its own name in place of the host's
        with running.client(origin="https://desk.example") as plain:
            assert plain.post("/api/login", json={"name": "layla", "password": PASSWORD}).status_code == 200


def test_httpx_sends_what_is_tested() -> None:
    # the tests above rest on headers that a client may decide to set itself
    assert httpx.Request("GET", "http://localhost/", headers={"host": "evil.example"}).headers["host"] == "evil.example"

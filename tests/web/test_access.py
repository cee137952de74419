"""Who may do what: roles, sessions, tokens, wrong passwords."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.web.settings import Settings

from .desks import PASSWORD, Served, serving

OTHER = "كلمة مرور أخرى طويلة"


def status(client: httpx.Client, method: str, path: str, body: Any = None) -> int:
    return client.request(method, path, json=body).status_code


def test_nobody_sees_anything(newsroom: Served) -> None:
    with newsroom.browser() as browser:
        for path in newsroom.app.openapi()["paths"]:
            if path not in ("/api/session", "/api/login", "/api/logout", "/api/add"):
                here = path.replace("{id}", "x").replace("{format}", "csv").replace("{number}", "1")
                method = "POST" if path.endswith(("/undo", "/password")) else "PATCH" if "{name}" in path else "GET"
                method = "DELETE" if path == "/api/tokens/{id}" else method
                assert status(browser, method, here) in (401, 422), path
        assert status(browser, "POST", "/api/add", {"text": "خبر"}) == 401
        session = browser.get("/api/session").json()
        assert (session["auth"], session["user"], session["role"]) == (True, None, None)


WANTED = {
    ("GET", "/api/stories"): "reader", ("GET", "/api/queue"): "reader", ("GET", "/api/export/csv"): "reader",
    ("GET", "/api/tokens"): "reader", ("POST", "/api/judgements"): "analyst", ("GET", "/api/jobs"): "analyst",
    ("POST", "/api/judgements/1/undo"): "analyst", ("POST", "/api/add"): "analyst",
    ("DELETE", "/api/jobs/j-0"): "analyst", ("GET", "/api/users"): "admin", ("POST", "/api/users"): "admin",
    ("PATCH", "/api/users/nobody"): "admin",
}  # fmt: skip
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/api/judgements"): {"kind": "accept", "left": "d-0#V1"},
    ("POST", "/api/users"): {"name": "reader", "password": PASSWORD},
    ("PATCH", "/api/users/nobody"): {"role": "reader"},
}  # fmt: skip


@pytest.mark.parametrize("role", ["reader", "analyst", "admin"])
def test_roles(newsroom: Served, role: str) -> None:
    order = ["reader", "analyst", "admin"]
    with newsroom.browser(role) as browser:
        assert browser.get("/api/session").json()["role"] == role
        for (method, path), needed in WANTED.items():
            refused = status(browser, method, path, BODIES.get((method, path))) == 403
            assert refused == (order.index(role) < order.index(needed)), (method, path)


def test_a_session_ends(newsroom: Served) -> None:
    newsroom.desk.users.add("dina", PASSWORD, "analyst")
    with newsroom.browser("dina") as one, newsroom.browser("dina") as other:
        secret = one.cookies["marsad_session"]
        assert one.post("/api/logout").status_code == 204
        assert "marsad_session" not in one.cookies
        one.cookies["marsad_session"] = secret
        assert status(one, "GET", "/api/stories") == 401
        assert status(other, "GET", "/api/stories") == 200
        newsroom.desk.users.change("dina", role="reader")
        assert status(other, "GET", "/api/stories") == 401


def test_a_session_runs_out(desk_file: Path) -> None:
    with serving(str(desk_file), Settings(auth=True, session_hours=0)) as running:
        running.desk.users.add("layla", PASSWORD, "reader")
        secret = running.desk.users.open_session(running.desk.users.all()[0], 0)
        with running.client(cookie=f"marsad_session={secret}") as client:
            assert status(client, "GET", "/api/stories") == 401


def test_secrets_are_kept_as_hashes(newsroom: Served) -> None:
    with newsroom.browser("reader") as browser:
        token = browser.post("/api/tokens", json={"name": "script"}).json()["secret"]
        session = browser.cookies["marsad_session"]
        with newsroom.desk.database.read() as db:
            kept = [
                str(row)
                for table in ("users", "session", "token")
                for row in db.exec_driver_sql(f"SELECT * FROM {table}")
            ]
        assert kept
        for secret in (token, session, PASSWORD):
            assert not any(secret in row for row in kept)
        assert any("$argon2id$" in row for row in kept)


def test_a_new_session_does_not_take_the_old_secret(newsroom: Served) -> None:
    with newsroom.browser("reader") as browser:
        first = browser.cookies["marsad_session"]
        browser.post("/api/login", json={"name": "reader", "password": PASSWORD}).raise_for_status()
        assert browser.cookies["marsad_session"] != first
        with newsroom.client(cookie=f"marsad_session={first}") as stolen:
            assert status(stolen, "GET", "/api/stories") == 401


def test_wrong_passwords_are_slowed_down(desk_file: Path) -> None:
    with serving(str(desk_file), Settings(auth=True)) as running:
        running.desk.users.add("layla", PASSWORD, "reader")
        with running.browser() as browser:
            wrong = {"name": "layla", "password": "not that one"}
            answers = [browser.post("/api/login", json=wrong) for _ in range(6)]
            assert [a.status_code for a in answers] == [401] * 5 + [429]
            assert int(answers[-1].headers["retry-after"]) > 60
            # the right one doesn't help either, but another name isn't barred
            assert browser.post("/api/login", json={"name": "Layla", "password": PASSWORD}).status_code == 429
            assert browser.post("/api/login", json={"name": "omar", "password": PASSWORD}).status_code == 401


def test_tokens(newsroom: Served) -> None:
    with newsroom.browser("analyst") as browser:
        assert browser.post("/api/tokens", json={"name": "x", "role": "admin"}).status_code == 422
        made = browser.post("/api/tokens", json={"name": "feeds", "role": "analyst", "days": 3}).json()
        assert made["token"]["user"] == "analyst"
        with newsroom.client(authorization=f"Bearer {made['secret']}") as program:
            assert status(program, "GET", "/api/jobs") == 200
            assert status(program, "POST", "/api/judgements", {"kind": "accept", "left": "d-0#V1"}) == 404
            assert status(program, "GET", "/api/users") == 403
            assert status(program, "GET", "/api/tokens") == 403
            (shown,) = [t for t in browser.get("/api/tokens").json() if t["name"] == "feeds"]
            assert shown["last_used"] is not None
            assert "secret" not in shown
            newsroom.desk.users.change("analyst", role="reader")
            assert status(program, "GET", "/api/stories") == 200
            assert status(program, "GET", "/api/jobs") == 403
            newsroom.desk.users.change("analyst", role="analyst")
        with newsroom.browser("reader") as reader:
            assert reader.delete(f"/api/tokens/{shown['id']}").status_code == 404
        with newsroom.browser("admin") as admin:
            assert admin.delete(f"/api/tokens/{shown['id']}").status_code == 204
        with newsroom.client(authorization=f"Bearer {made['secret']}") as program:
            assert status(program, "GET", "/api/stories") == 401


def test_users_over_the_api(newsroom: Served) -> None:
    with newsroom.browser("admin") as admin:
        made = admin.post("/api/users", json={"name": "Sāmī", "password": PASSWORD, "role": "analyst"})
        assert (made.status_code, made.json()["name"]) == (201, "sāmī")
        again = admin.post("/api/users", json={"name": "sāmī", "password": PASSWORD})
        assert (again.status_code, again.json()["field"]) == (409, "name")
        short = admin.post("/api/users", json={"name": "omar", "password": "short"})
        assert (short.status_code, short.json()["field"]) == (422, "password")
        assert admin.post("/api/users", json={"name": "marsad", "password": PASSWORD}).status_code == 422
        assert admin.post("/api/users", json={"name": "a b", "password": PASSWORD}).status_code == 422
        with newsroom.browser("sāmī") as sami:
            assert sami.post("/api/password", json={"current": "wrong one", "password": OTHER}).status_code == 401
            assert sami.post("/api/password", json={"current": PASSWORD, "password": OTHER}).status_code == 200
            assert status(sami, "GET", "/api/stories") == 401
            assert sami.post("/api/login", json={"name": "sāmī", "password": OTHER}).status_code == 200
            assert admin.patch("/api/users/sāmī", json={"active": False}).json()["active"] is False
            assert status(sami, "GET", "/api/stories") == 401
            assert sami.post("/api/login", json={"name": "sāmī", "password": OTHER}).status_code == 401
        assert admin.patch("/api/users/sāmī", json={"role": "admin"}).status_code == 404
        assert admin.patch("/api/users/admin", json={"role": "reader"}).status_code == 409
        assert admin.patch("/api/users/admin", json={"active": False}).status_code == 409
        assert (
            admin.post("/api/users", json={"name": "sāmī", "password": PASSWORD, "role": "reader"}).status_code == 201
        )
        assert {u["name"] for u in admin.get("/api/users").json()} >= {"reader", "analyst", "admin", "sāmī"}


def test_without_users_there_are_none(served: Served) -> None:
    with served.browser() as browser:
        session = browser.get("/api/session").json()
        assert (session["auth"], session["user"], session["role"]) == (False, "layla", "admin")
        for method, path, body in [("GET", "/api/users", None), ("GET", "/api/tokens", None),
                                   ("POST", "/api/login", {"name": "x", "password": "y"}),
                                   ("POST", "/api/tokens", {"name": "x"})]:  # fmt: skip
            assert status(browser, method, path, body) == 409

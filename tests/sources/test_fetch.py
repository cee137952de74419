"""Fetching over real sockets: polite, bounded, and never to where it must not go."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.sources import Defaults, Network, Problem, Report, read_paths
from marsad.sources.addresses import is_public
from marsad.sources.fetch import CONTACT, Fetcher, FetchError, _seconds, user_agent
from marsad.sources.report import InputError

from . import news, server
from .server import HTML, XML, Answer, Site

LOCAL = Network(allow_private=True, pause=0.0)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(LOCAL, deadline=1.0, limit=2_000_000) as made:
        yield made


def test_an_answer(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = Answer(b"x", headers={"Content-Type": 'Text/HTML; charset="windows-1256"'}, etag='"1"')
    got = fetcher.get(f"{site.base}/a")
    assert (got.status, got.body, got.media_type, got.charset, got.etag) == (
        200,
        b"x",
        "text/html",
        "windows-1256",
        '"1"',
    )
    assert fetcher.get(f"{site.base}/a", etag='"1"').status == 304
    sent = site.requests[-1][2]
    assert sent["user-agent"] == user_agent()
    assert sent["user-agent"].startswith("Marsad/")
    assert "cookie" not in sent


def test_the_contact_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONTACT, "desk@example.org\r\nX-Bad: 1")
    assert "desk@example.orgX-Bad: 1" in user_agent()
    assert "\n" not in user_agent()


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Answer(b"User-agent: *\nDisallow: /a"), False),
        (Answer(b"User-agent: *\nDisallow: /*.html$\nAllow: /"), True),
        (Answer(b"User-agent: marsad\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        (Answer(b"User-agent: other\nDisallow: /"), True),
        (Answer(status=404), True),
        (Answer(status=403), True),
        (Answer(status=503), False),
        (Answer(server.cut), False),
        (Answer(b"\xff\xfe\x00junk" * 99), True),
    ],
)
def test_robots(site: Site, fetcher: Fetcher, robots: Answer, allowed: bool) -> None:
    site.answers |= {"/robots.txt": robots, "/a": Answer(b"x"), "/b": Answer(b"x")}
    if allowed:
        assert fetcher.get(f"{site.base}/a").status == 200
        fetcher.get(f"{site.base}/b")
        assert [path for _, path, _ in site.requests] == ["/robots.txt", "/a", "/b"]
    else:
        with pytest.raises(FetchError, match=r"robots\.txt|no answer"):
            fetcher.get(f"{site.base}/a")
        assert site.paths() == []


def test_robots_are_asked_at_redirects_too(site: Site, fetcher: Fetcher) -> None:
    with server.serve() as other:
        other.answers |= {"/robots.txt": Answer(b"User-agent: *\nDisallow: /"), "/b": Answer(b"secret")}
        site.answers["/a"] = Answer(status=302, headers={"Location": f"{other.base}/b"})
        with pytest.raises(FetchError, match="forbids"):
            fetcher.get(f"{site.base}/a")
        assert other.paths() == []


def test_requests_to_a_host_keep_their_distance(site: Site) -> None:
    site.answers |= {f"/{n}": Answer(b"x") for n in range(4)}
    began = time.monotonic()
    with Fetcher(Network(allow_private=True, pause=0.2)) as fetcher:
        threads = [threading.Thread(target=fetcher.get, args=(f"{site.base}/{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    times = sorted(at for at, path, _ in site.requests if path != "/robots.txt")
    assert len(times) == 4
    assert [n for n, at in enumerate(times) if at - began < 0.2 * n] == []
    assert len(site.requests) == 5


def test_a_host_that_asks_to_wait_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/a": Answer(status=429, headers={"Retry-After": "3000"}), "/b": Answer(b"x")}
    got = fetcher.get(f"{site.base}/a")
    assert (got.status, got.retry_after, got.temporary) == (429, 3000.0, True)
    with pytest.raises(FetchError, match="asked to wait") as refused:
        fetcher.get(f"{site.base}/b")
    assert refused.value.temporary
    assert site.paths() == ["/a"]


def test_redirects(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/old": Answer(status=301, headers={"Location": "/new"}),
        "/new": Answer(b"x"),
        "/now": Answer(status=302, headers={"Location": "/new"}),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/bad": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        "/none": Answer(status=302),
    }
    got = fetcher.get(f"{site.base}/old")
    assert (got.url, got.moved) == (f"{site.base}/new", f"{site.base}/new")
    got = fetcher.get(f"{site.base}/now")
    assert (got.url, got.moved) == (f"{site.base}/new", None)
    with pytest.raises(FetchError, match="redirects"):
        fetcher.get(f"{site.base}/loop")
    with pytest.raises(FetchError, match="not an address"):
        fetcher.get(f"{site.base}/bad")
    assert fetcher.get(f"{site.base}/none").status == 302


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (server.endless, "over"),
        (server.dripping, "took over 1 s"),
        (server.dripping_head, "took over 1 s"),
        (server.silent, "gave up"),
        (server.cut, "no answer"),
    ],
)
def test_answers_without_an_end_are_given_up(site: Site, fetcher: Fetcher, body: object, message: str) -> None:
    site.answers["/a"] = Answer(body)  # type: ignore[arg-type]
    began = time.monotonic()
    with pytest.raises(InputError, match=message):
        fetcher.get(f"{site.base}/a")
    assert time.monotonic() - began < 10


def test_packed_bodies_are_unpacked_and_bombs_are_not(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/a": Answer(gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"}),
        "/b": Answer(gzip.compress(bytes(2_000_001)), headers={"Content-Encoding": "gzip"}),
        "/c": Answer(b"x", headers={"Content-Encoding": "br"}),
    }
    assert fetcher.get(f"{site.base}/a").body == b"x" * 1000
    with pytest.raises(InputError, match="over"):
        fetcher.get(f"{site.base}/b")
    with pytest.raises(InputError, match="'br'"):
        fetcher.get(f"{site.base}/c")


# -- addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.192", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fe80::1%eth0", "fd00:ec2::254", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "2002:7f00:1::", "not an address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_reached_by_any_of_its_names(site: Site, host: str) -> None:
    site.answers["/a"] = Answer(b"secret")
    port = site.base.rpartition(":")[2]
    with Fetcher(Network(pause=0.0), deadline=2.0) as fetcher, pytest.raises(FetchError) as refused:
        fetcher.get(f"http://{host}:{port}/a")
    assert "private or local" in str(refused.value) or "resolved" in str(refused.value)
    assert site.requests == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A name server of the test's own: each name gives one answer after the other, the last for ever."""
    zone: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **more: object) -> object:
        if host not in zone:
            return real(host, port, *args, **more)  # type: ignore[arg-type]
        answers = zone[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return zone


def test_a_name_that_changes_its_mind_gains_nothing(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when asked first, this machine a moment later. Only what was checked is connected to."""
    port = site.base.rpartition(":")[2]
    names["rebind.example"] = [["93.184.216.34"], ["127.0.0.1"]]
    tried: list[str] = []
    real = socket.create_connection

    def connect(address: tuple[str, int], *args: object, **more: object) -> socket.socket:
        tried.append(address[0])
        if address[0] != "127.0.0.1":
            raise ConnectionRefusedError("no network in tests")
        return real(address, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    with Fetcher(Network(pause=0.0), deadline=2.0) as fetcher:
        with pytest.raises(FetchError):
            fetcher.get(f"http://rebind.example:{port}/a")
        with pytest.raises(FetchError):
            fetcher.get(f"http://rebind.example:{port}/a")
    assert "127.0.0.1" not in tried
    assert site.requests == []


def test_only_the_public_addresses_of_a_name_are_tried(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names["mixed.example"] = [["127.0.0.1", "10.0.0.1", "93.184.216.34"]]
    tried: list[str] = []

    def connect(address: tuple[str, int], *args: object, **more: object) -> socket.socket:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with Fetcher(Network(pause=0.0), deadline=2.0) as fetcher, pytest.raises(FetchError):
        fetcher.get("http://mixed.example/a")
    assert set(tried) == {"93.184.216.34"}


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first hop is public (the test's server stands in for it), the second is this machine."""
    port = int(site.base.rpartition(":")[2])
    names["public.example"] = [["93.184.216.34"]]
    real = socket.create_connection

    def connect(address: tuple[str, int], *args: object, **more: object) -> socket.socket:
        to = ("127.0.0.1", port) if address[0] == "93.184.216.34" else address
        return real(to, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    for target in (
        f"http://127.0.0.1:{port}/secret",
        f"http://localhost:{port}/secret",
        "http://169.254.169.254/latest",
    ):
        site.answers["/a"] = Answer(status=302, headers={"Location": target})
        with (
            Fetcher(Network(pause=0.0), deadline=2.0) as fetcher,
            pytest.raises(FetchError, match="private or local"),
        ):
            fetcher.get(f"http://public.example:{port}/a")
    assert set(site.paths()) == {"/a"}


@pytest.mark.parametrize(
    "url", ["ftp://x.example/", "http://", "http:///a", "http://x:99999/", "http://[::1", "file:///etc"]
)
def test_what_is_no_address(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError, match="not an address"):
        fetcher.get(url)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("0", 0.0), ("nan", None), ("-5", None), ("", None), (None, None), ("9" * 30, 86_400.0),
     ("Wed, 05 Jun 2024 23:30:00 GMT", 0.0), ("Fri, 31 Dec 2999 23:59:59 GMT", 86_400.0)],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert _seconds(value) == seconds


# -- URLs among the paths


def test_urls_are_paths(site: Site, tmp_path: Path) -> None:
    site.answers |= {
        "/a/1": Answer(server.article(1), headers=HTML),
        "/feed": Answer(server.feed(site.base, [1, 2, 3], summary=True), headers=XML),
        "/a/2": Answer(status=500),
        "/a/3": Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        "/map.xml": Answer(
            f"<urlset><url><loc>{site.base}/a/1</loc></url><url><loc>{site.base}/gone</loc></url></urlset>".encode()
        ),
        "/index.xml": Answer(
            f"<sitemapindex><sitemap><loc>{site.base}/map.xml</loc></sitemap></sitemapindex>".encode()
        ),
    }
    defaults = Defaults(network=LOCAL)
    with Fetcher(LOCAL) as fetcher:
        (page,) = read_paths([f"{site.base}/a/1"], defaults, fetcher=fetcher)
        feed = list(read_paths([f"{site.base}/feed"], defaults, fetcher=fetcher))
        sitemap = list(read_paths([f"{site.base}/index.xml"], defaults, fetcher=fetcher))
        known = list(read_paths([f"{site.base}/map.xml"], defaults, fetcher=fetcher, known=lambda url: True))
        (missing,) = read_paths([f"{site.base}/missing"], defaults, fetcher=fetcher)
    assert isinstance(page, Report)
    assert (page.kind, page.document.url, page.published_by) == ("page", f"{site.base}/a/1", "page")
    assert page.captured is not None
    texts = [r.document.text for r in feed if isinstance(r, Report)]
    assert news.paragraphs(1)[2] in texts[2]
    assert [r.note for r in feed if isinstance(r, Report)] == [
        "summary only: no web page (application/pdf)",
        "summary only: status 500",
        None,
    ]
    assert [type(x) for x in sitemap] == [Report, Problem]
    assert "status 404" in str(sitemap[1])
    assert [x.skipped for x in known if isinstance(x, Problem)] == ["double", "double"]
    assert "status 404" in str(missing)


def test_at_most_so_many_pages_of_a_feed_are_fetched_and_no_entry_is_lost(site: Site) -> None:
    site.answers |= {f"/a/{n}": Answer(server.article(n), headers=HTML) for n in range(5)}
    site.answers["/feed"] = Answer(server.feed(site.base, list(range(5)), summary=True), headers=XML)
    few = Network(allow_private=True, pause=0.0, pages=2)
    found = list(read_paths([f"{site.base}/feed"], Defaults(network=few)))
    notes = [r.note for r in found if isinstance(r, Report)]
    assert notes == [None, None, *["summary only: more than 2 pages (--pages)"] * 3]


def test_files_fetch_nothing_unless_asked(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(server.feed(site.base, [1], summary=True))
    site.answers["/a/1"] = Answer(server.article(1), headers=HTML)
    (alone,) = read_paths([str(tmp_path / "feed.xml")], Defaults(network=LOCAL))
    assert site.requests == []
    asked = Defaults(network=Network(allow_private=True, follow=True, pause=0.0))
    (whole,) = read_paths([str(tmp_path / "feed.xml")], asked)
    assert isinstance(alone, Report)
    assert isinstance(whole, Report)
    assert len(whole.document.text) > len(alone.document.text)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_pages_whose_server_names_a_wrong_encoding(site: Site, encoding: str) -> None:
    site.answers["/a"] = Answer(
        server.article(1).decode().encode(encoding), headers={"Content-Type": "text/html; charset=iso-8859-1"}
    )
    (found,) = read_paths([f"{site.base}/a"], Defaults(network=LOCAL))
    assert isinstance(found, Report)
    assert news.paragraphs(1)[0] in found.document.text

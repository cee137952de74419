"""Watching feeds of a real server: nothing is lost, nothing doubled, and no feed keeps another waiting."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.desk import Desk
from marsad.model.views import FeedStatus
from marsad.sources import Network
from marsad.sources.fetch import Fetcher
from marsad.watch import Visit, Watcher
from tests.sources import news, server
from tests.sources.server import HTML, XML, Answer, Site

LOCAL = Network(allow_private=True, pause=0.0)


def once(desk: Desk, *urls: str, deadline: float = 3.0, network: Network = LOCAL, due: bool = True) -> dict[str, Visit]:
    """One round of visits; `due`: failed ones too."""
    with Fetcher(network, deadline=deadline, limit=2_000_000) as fetcher:
        watcher = Watcher(desk, fetcher, chance=lambda: 0.5)
        watcher.begin((url, None) for url in urls)
        if due:
            for url in urls:
                state = desk.feed_state(url)
                assert state is not None
                desk.save_feed(type(state)(**{n: getattr(state, n) for n in state.__slots__} | {"next_try": None}))
        return {visit.url: visit for visit in watcher.once(urls)}


def texts(desk: Desk) -> list[str]:
    return sorted(record.text for record in desk.records())


def feeds(desk: Desk) -> dict[str, FeedStatus]:
    return {feed.url.rpartition("/")[2]: feed for feed in desk.feeds()}


def full(number: int) -> str:
    return "\n".join(p for k in range(3) for p in news.paragraphs(number * 100 + k))


def test_new_entries_are_added_once(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    site.answers["/feed"] = Answer(server.feed(site.base, [1, 2, 3]), headers=XML, etag='"1"')
    first = once(desk, url)[url]
    assert dict(first.counts) == {"added": 3}
    second = once(desk, url)[url]
    assert second.unchanged
    assert site.requests[-1][2]["if-none-match"] == '"1"'
    site.answers["/feed"] = Answer(server.feed(site.base, [2, 3, 4, 5]), headers=XML, etag='"2"')
    assert dict(once(desk, url)[url].counts) == {"added": 2}
    # a server that knows no conditions sends all of it again
    site.answers["/feed"] = Answer(server.feed(site.base, [2, 3, 4, 5]), headers=XML)
    assert dict(once(desk, url)[url].counts) == {}
    assert texts(desk) == sorted(full(n) for n in range(1, 6))
    status = feeds(desk)["feed"]
    assert (status.title, status.failures, status.error, status.reports) == ("جريدة السهل", 0, None, 5)
    assert status.last_ok == status.last_tried
    assert desk.status().feeds == desk.feeds()


def test_the_same_entry_under_another_name_is_not_doubled(site: Site, desk: Desk) -> None:
    url, other = f"{site.base}/feed", f"{site.base}/other"
    data = server.feed(site.base, [1, 2])
    site.answers["/feed"] = Answer(data, headers=XML)
    once(desk, url)
    # new guids; tracking in the addresses; another feed with the same pages
    site.answers["/feed"] = Answer(data.replace(b">n1<", b">x1<").replace(b">n2<", b">x2<"), headers=XML)
    once(desk, url)
    site.answers["/feed"] = Answer(
        data.replace(b">n1<", b">y1<").replace(b"/a/1<", b"/a/1?utm_source=rss<"), headers=XML
    )
    once(desk, url)
    site.answers["/feed"] = Answer(data.replace(b">n1<", b">z1<").replace(b"/a/1<", b"/b/1<"), headers=XML)
    once(desk, url)
    site.answers["/other"] = Answer(data, headers=XML)
    once(desk, other)
    assert desk.status().reports == 2


def test_a_changed_entry_is_a_new_version(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    data = server.feed(site.base, [1])
    site.answers["/feed"] = Answer(data, headers=XML)
    once(desk, url)
    site.answers["/feed"] = Answer(data.replace("قال مراسلنا".encode(), "ذكر مراسلنا".encode()), headers=XML)
    assert dict(once(desk, url)[url].counts) == {"new version": 1}
    (line,) = desk.reports().items
    assert line.versions == 2
    assert "ذكر مراسلنا" in desk.report(line.id).text
    assert "قال مراسلنا" in desk.report(line.id, 1).text


def test_summaries_lead_to_their_pages(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    site.answers |= {
        "/feed": Answer(server.feed(site.base, [1, 2, 3], summary=True), headers=XML),
        "/a/1": Answer(server.article(1), headers=HTML),
        "/a/2": Answer(status=404),
        "/a/3": Answer(b"<html><body><a href=/>x</a></body></html>", headers=HTML),
    }
    assert dict(once(desk, url)[url].counts) == {"added": 3}
    by_url = {line.url: desk.report(line.id).text for line in desk.reports().items}
    assert news.paragraphs(1)[2] in by_url[f"{site.base}/a/1"]
    assert by_url[f"{site.base}/a/2"] == news.sentence(2)
    notes = {line.url: desk.provenance(line.id)[0].note for line in desk.reports().items}
    assert notes == {
        f"{site.base}/a/1": None,
        f"{site.base}/a/2": "summary only: status 404",
        f"{site.base}/a/3": "summary only: no article found on the page",
    }
    page = next(desk.provenance(line.id)[0] for line in desk.reports().items if line.url == f"{site.base}/a/1")
    assert (page.kind, len(page.raw_sha256 or "")) == ("feed", 64)
    assert page.captured is not None


def test_a_page_that_fails_for_now_is_asked_for_again(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    site.answers |= {
        "/feed": Answer(server.feed(site.base, [1], summary=True), headers=XML, etag='"1"'),
        "/a/1": [Answer(status=503), Answer(status=503), Answer(server.article(1), headers=HTML)],
    }
    once(desk, url)
    (line,) = desk.reports().items
    assert desk.report(line.id).text == news.sentence(1)
    once(desk, url)
    assert dict(once(desk, url)[url].counts) == {"new version": 1}
    (line,) = desk.reports().items
    assert news.paragraphs(1)[2] in desk.report(line.id).text
    assert once(desk, url)[url].unchanged
    assert site.paths().count("/a/1") == 3


def test_pages_that_robots_forbid_are_not_fetched(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    site.answers |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /a/"),
        "/feed": Answer(server.feed(site.base, [1], summary=True), headers=XML),
        "/a/1": Answer(server.article(1), headers=HTML),
    }
    once(desk, url)
    (line,) = desk.reports().items
    assert desk.report(line.id).text == news.sentence(1)
    assert "forbids" in (desk.provenance(line.id)[0].note or "")
    assert "/a/1" not in site.paths()


BAD = {
    "not-found": (Answer(status=404), "status 404"),
    "error": (Answer(status=500), "status 500"),
    "busy": (Answer(status=429, headers={"Retry-After": "7200"}), "status 429"),
    "private": (Answer(status=302, headers={"Location": "http://10.255.255.1:9/feed"}), ""),
    "loop": (Answer(status=302, headers={"Location": "/loop"}), "redirects"),
    "endless": (Answer(server.endless), "over"),
    "dripping": (Answer(server.dripping), "took over"),
    "slow-head": (Answer(server.dripping_head), "took over"),
    "silent": (Answer(server.silent), "gave up"),
    "cut": (Answer(server.cut), "no answer"),
    "page": (Answer(server.article(1), headers=HTML), "not a feed"),
    "nothing": (Answer(b""), "not a feed"),
    "junk": (Answer(bytes(range(256)) * 9), ""),
    "bomb": (Answer(b"<!DOCTYPE a [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><rss>&b;</rss>"), "entities"),
}


def test_one_broken_feed_never_stops_the_others(site: Site, desk: Desk) -> None:
    site.answers |= {f"/{name}": answer for name, (answer, _) in BAD.items()}
    site.answers |= {
        "/good": Answer(server.feed(site.base, [1, 2]), headers=XML),
        "/moved": Answer(status=301, headers={"Location": "/new"}),
        "/new": Answer(server.feed(site.base, [3]), headers=XML),
        "/old-encoding": Answer(
            server.feed(site.base, [4, 5]).decode().encode("cp1256"),
            headers={"Content-Type": "text/xml; charset=utf-8"},
        ),
        "/broken-xml": Answer(server.feed(site.base, [6, 7])[:-16] + b"<item><b>", headers=XML),
    }
    names = [*BAD, "good", "moved", "old-encoding", "broken-xml"]
    # the host that asked to wait is this whole server: it comes last
    names.remove("busy")
    visits = once(desk, *(f"{site.base}/{name}" for name in names))
    visits |= once(desk, f"{site.base}/busy")
    assert len(visits) == len(names) + 1
    assert texts(desk) == sorted(full(n) for n in range(1, 8))
    status = feeds(desk)
    for name, (_, message) in BAD.items():
        assert status[name].failures == 1, name
        assert message in (status[name].error or ""), name
        assert status[name].last_ok is None
        assert (status[name].next_try or "") > (status[name].last_tried or ""), name
        assert visits[f"{site.base}/{name}"].error == status[name].error
    assert [status[n].failures for n in ("good", "moved", "old-encoding", "broken-xml")] == [0] * 4
    assert "broken XML" in (status["broken-xml"].error or "")
    moved = desk.feed_state(f"{site.base}/moved")
    assert moved is not None
    assert moved.address == f"{site.base}/new"
    # what the server asked for counts
    wait = _seconds(status["busy"].next_try) - _seconds(status["busy"].last_tried)
    assert 7190 < wait < 7260
    shown = run("status", "--desk", desk.address).stdout
    assert f"{site.base}/endless" in shown
    assert "1 failure: over 50 MB" in shown
    assert "read, but broken XML" in shown
    # a failed feed is left alone until it is due, and it comes back
    site.answers["/error"] = Answer(server.feed(site.base, [8]), headers=XML)
    assert once(desk, f"{site.base}/error", due=False) == {}
    assert dict(once(desk, f"{site.base}/error")[f"{site.base}/error"].counts) == {"added": 1}
    assert (feeds(desk)["error"].failures, feeds(desk)["error"].error) == (0, None)


def _seconds(value: str | None) -> float:
    import datetime

    assert value is not None
    return datetime.datetime.fromisoformat(value).timestamp()


def test_private_addresses_are_refused_unless_allowed(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    site.answers["/feed"] = Answer(server.feed(site.base, [1]), headers=XML)
    visit = once(desk, url, network=Network(pause=0.0))[url]
    assert "private or local" in (visit.error or "")
    assert site.requests == []
    assert dict(once(desk, url)[url].counts) == {"added": 1}


def test_failures_add_up_and_waits_grow(site: Site, desk: Desk) -> None:
    url = f"{site.base}/feed"
    site.answers["/feed"] = Answer(status=500)
    waits = []
    for count in range(1, 5):
        once(desk, url)
        status = feeds(desk)["feed"]
        assert status.failures == count
        waits.append(_seconds(status.next_try) - _seconds(status.last_tried))
    assert all(later > 1.7 * earlier for earlier, later in itertools.pairwise(waits))


# -- the command


def command(*arguments: str, **more: str) -> list[str]:
    return [sys.executable, "-m", "marsad", *arguments]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=90)


def test_the_command_reads_a_list_once(site: Site, tmp_path: Path) -> None:
    desk = str(tmp_path / "d.db")
    site.answers |= {"/feed": Answer(server.feed(site.base, [1, 2]), headers=XML), "/bad": Answer(status=500)}
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        f'<opml><body><outline text="أ" xmlUrl="{site.base}/feed"/><outline xmlUrl="{site.base}/bad"/></body></opml>',
        encoding="utf-8",
    )
    options = ("--desk", desk, "--once", "--no-tagger", "--allow-private", "--pause", "0")
    done = run("watch", str(opml), *options)
    assert done.returncode == 1
    assert done.stdout == f"{site.base}/feed: 2 added\n"
    assert done.stderr == f"marsad: {site.base}/bad: status 500\n"
    site.answers["/feed"] = Answer(server.feed(site.base, [1, 2, 3]), headers=XML)
    # all that the desk watches; what failed isn't due yet
    done = run("watch", *options)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{site.base}/feed: 1 added\n", "")
    assert run("watch", f"{site.base}/bad", "--forget", "--desk", desk).returncode == 0
    with Desk(desk) as opened:
        assert [feed.url for feed in opened.feeds()] == [f"{site.base}/feed"]
        assert opened.status().reports == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.opml"], "no such file"),
        (["--every", "x", "http://x.example/"], "no interval"),
        ([], "no desk"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run("watch", *arguments, "--desk", str(tmp_path / "d.db"))
    assert done.returncode in {1, 2}
    assert message in done.stderr


def wait_until(check: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_watch_that_is_killed_loses_and_doubles_nothing(site: Site, tmp_path: Path, how: signal.Signals) -> None:
    """Killed in the middle of a feed, started again, killed again: in the end every entry is there once."""
    desk = str(tmp_path / "d.db")
    numbers = list(range(1, 13))
    pages = {f"/a/{n}": Answer(server.article(n), headers=HTML) for n in numbers}
    site.answers |= {"/feed": Answer(server.feed(site.base, numbers, summary=True), headers=XML, etag='"1"'), **pages}
    arguments = command(
        "watch",
        f"{site.base}/feed",
        "--desk",
        desk,
        "--every",
        "1s",
        "--pause",
        "0.05",
        "--no-tagger",
        "--allow-private",
        "-q",
    )
    asked = 0
    for _ in range(2):
        before = len(site.paths())
        process = subprocess.Popen(arguments, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda before=before: len(site.paths()) > before + 3)  # type: ignore[misc]
        finally:
            process.send_signal(how)
            process.wait(60)
        asked = len(site.paths())
    process = subprocess.Popen(arguments, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def all_there() -> bool:
        with Desk(desk) as opened:
            return opened.status().reports >= len(numbers) and bool(opened.feeds()[0].last_ok)

    try:
        wait_until(all_there)
    finally:
        process.terminate()
        assert process.wait(60) in {128 + signal.SIGTERM, 0}
    assert asked
    with Desk(desk) as opened:
        assert opened.status().reports == len(numbers)
        urls = [line.url for line in opened.reports(limit=100).items]
        assert sorted(urls) == sorted(f"{site.base}/a/{n}" for n in numbers)
        assert {line.versions for line in opened.reports(limit=100).items} == {1}
        assert json.dumps([feed.failures for feed in opened.feeds()]) == "[0]"

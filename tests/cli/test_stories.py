"""story, actor, audit and timeline over a real desk, run in this process. Texts and names are invented."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.cli.story_output import CREED
from marsad.desk import Desk

NEWS = (
    ("a", "وكالة الضفة للأنباء", "2024-06-05",
     "التقى وزير الخارجية التركي هاكان فيدان في القاهرة نظيره المصري بدر عبد العاطي أمس الثلاثاء.\n"),
    ("b", "صحيفة المدار", "2024-06-06",
     "قالت وكالة «الساحل» إن وزير الخارجية التركي هاكان فيدان التقى في القاهرة بدر عبد العاطي الثلاثاء.\n"),
    ("c", "قناة الوادي", "2024-06-07",
     "قتل خمسة أشخاص في قصف استهدف مدينة الكفرة يوم الخميس 6 يونيو 2024، بحسب ما قال مصدر طبي.\n"),
    ("d", "صحيفة المدار", "2024-06-08",
     "زار هاكان فيدان القاهرة ثلاث مرات منذ يناير 2024.\n"),
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("stories")
    lines = (
        json.dumps({"id": i, "publisher": p, "published": d, "text": t}, ensure_ascii=False) for i, p, d, t in NEWS
    )
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    desk = str(folder / "desk.db")
    done = CliRunner().invoke(app, ["add", str(folder / "news.jsonl"), "--desk", desk, "--no-tagger"])
    assert done.exit_code == 0, done.output
    return desk


def marsad(address: str, *args: str) -> Result:
    return CliRunner().invoke(app, [*args, "--desk", address])


def test_stories_are_listed_with_their_ids(address: str) -> None:
    done = marsad(address, "story")
    assert done.exit_code == 0
    with Desk(address, create=False) as desk:
        lines = desk.stories().items
    assert [x for x in done.stdout.split() if x.startswith("s-")] == [line.id for line in lines]
    assert done.stdout.rstrip().endswith(CREED)


def test_a_story_leads_to_the_words_of_its_reports(address: str) -> None:
    with Desk(address, create=False) as desk:
        line = max(desk.stories().items, key=lambda s: s.reports)
        story = desk.story(line.id)
        texts = {a.report: desk.report(a.report).text for a in story.accounts}
    assert line.reports == 2
    shown = marsad(address, "story", line.id).stdout
    for account in story.accounts:
        for quote in account.evidence:
            assert f"{account.report}#{account.event} {account.evidence[0].start}-{account.evidence[0].end}" in shown
            assert texts[account.report][quote.start : quote.end] == quote.exact
            assert quote.exact in shown
    for origin in story.origins:
        assert origin.name in shown
    assert "Origins" in shown and "Conflicts" in shown and "Accounts" in shown


def test_json_is_the_python_api(address: str) -> None:
    def said(*args: str) -> Any:
        return json.loads(marsad(address, *args, "--json").stdout)

    def plain(value: Any) -> Any:
        return json.loads(msgspec.json.encode(value))

    with Desk(address, create=False) as desk:
        line = desk.stories().items[0]
        assert said("story", line.id) == plain(desk.story(line.id))
        assert said("story") == plain(desk.stories(limit=20))
        assert said("audit") == plain(desk.audits())
        assert said("timeline") == plain(desk.timeline(limit=200))
        fidan = desk.actors(type="person").items[0]
        assert said("actor", fidan.id) == plain(desk.actor(fidan.id))


def test_a_story_by_event_and_by_words(address: str) -> None:
    with Desk(address, create=False) as desk:
        story = next(s for s in (desk.story(x.id) for x in desk.stories().items) if s.accounts[0].report == "c")
    reference = f"c#{story.accounts[0].event}"
    assert story.line.id in marsad(address, "story", reference).stdout
    assert story.line.id in marsad(address, "story", "الكفرة").stdout
    assert story.line.id in marsad(address, "story", "--type", "assault").stdout


def test_an_actor_by_any_spelling(address: str) -> None:
    done = marsad(address, "actor", "Hakan Fidan")
    assert done.exit_code == 0
    for part in ("هاكان فيدان", "Spellings", "Offices", "وزير الخارجية التركي", "Stories"):
        assert part in done.stdout


def test_an_audit_lists_what_it_counts(address: str) -> None:
    with Desk(address, create=False) as desk:
        (made,) = desk.audits()
    done = marsad(address, "audit").stdout
    assert made.said == 3
    assert f"said 3, on record {made.on_record}" in done
    assert made.exact in done
    for story in (*made.stories, *made.maybe):
        assert story.id in done


def test_a_timeline_is_in_order(address: str) -> None:
    rows = [line for line in marsad(address, "timeline").stdout.splitlines() if "  s-" in line]
    known = [row[:10] for row in rows if not row.startswith("undated")]
    assert known == sorted(known) and len(rows) > 2


def test_a_timeline_says_what_it_leaves_out(address: str) -> None:
    with Desk(address, create=False) as desk:
        every = desk.timeline()
    assert f"{every.total} stories" in marsad(address, "timeline").stdout
    newest = max((item.story for item in every.items if item.story.latest), key=lambda s: s.latest or "")
    done = marsad(address, "timeline", "--limit", "1").stdout
    assert [x for x in done.split() if x.startswith("s-")] == [newest.id]
    assert f"the newest 1 of {every.total} stories" in done
    assert f"{every.total - 1} older or undated ones are not shown" in done
    # the option that it names leads on to what came before
    assert f"--to {newest.latest}" in done
    earlier = marsad(address, "timeline", "--to", newest.latest or "").stdout
    dated = {item.story.id for item in every.items if item.story.earliest}
    assert dated <= set(earlier.split())


@pytest.mark.parametrize("args", [
    ("story", "s-0123456789abcdef"), ("story", "a#V99"), ("story", "zz#V1"), ("actor", "a-0123456789abcdef"),
    ("actor", "لاأحديعرفه"), ("story", "لاأحديعرفه"),
])  # fmt: skip
def test_what_is_not_there_is_named(address: str, args: tuple[str, ...]) -> None:
    done = marsad(address, *args)
    assert done.exit_code == 1
    assert args[1].rpartition("#")[0] or args[1] in done.stderr
    assert done.stdout == ""


def test_wrong_use_is_named(address: str) -> None:
    done = marsad(address, "story", "--order", "loudest")
    assert (done.exit_code, "loudest" in done.stderr) == (2, True)

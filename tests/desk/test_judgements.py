"""Decisions of people: they win, take effect at once, can be taken back, and survive a new analysis."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from marsad.desk import Desk, UnknownError
from marsad.model.judgement import MACHINE, Ground
from marsad.model.views import Filters
from marsad.store.packing import pack
from marsad.store.schema import judgement

Report = Callable[..., Any]
Put = Callable[..., list[str]]


def visit(
    report: Report, ident: str, who: str, where: str = "مدينة البيضاء", day: str = "2024-06-04", **more: Any
) -> Any:
    made = report(ident, **more)
    made.write(f"التقرير {ident}.")
    person, city = made.name(who), made.name(where, "place", "LBY")
    made.tell(actor=[person], place=[city], day=day, words=f"زار {who} {where}")
    return made


def whose(desk: Desk, reference: str) -> str:
    """The actor that an entity is."""
    (found,) = [a.id for a in desk.all_actors() if reference in desk.actor(a.id).merged]
    return found


def stories_of(desk: Desk, *references: str) -> list[str]:
    of = {f"{a.report}#{a.event}": story for story, a in desk.accounts()}
    return [of[r] for r in references]


def test_actors_are_merged_and_taken_apart_again(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"), visit(report, "two", "نبيل القنطاوي", day="2024-03-01"))
    left, right = whose(desk, "one#E1"), whose(desk, "two#E1")
    assert left != right
    before = desk.digest()
    made = desk.judge("same-actor", right, left, by="ليلى", note="one man, two names")
    assert whose(desk, "two#E1") == left
    assert desk.actor(right).line.id == left, "the old id leads on"
    assert desk.actor(left).line.reports == 2
    assert {s.form for s in desk.actor(left).spellings} == {"سالم المرسي", "نبيل القنطاوي"}
    assert {p.actor for _, a in desk.accounts() for p in a.actor} == {left}
    assert desk.stories(Filters(actor=(right,))).total == 2
    desk.undo(made.number, by="ليلى")
    assert (whose(desk, "one#E1"), whose(desk, "two#E1")) == (left, right)
    assert {p.actor for _, a in desk.accounts() for p in a.actor} == {left, right}
    assert desk.digest() != before, "the log keeps both decisions"
    assert [j.kind for j in desk.judgements(people=True).items] == ["undo", "same-actor"]


def test_an_undo_can_be_undone(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"), visit(report, "two", "نبيل القنطاوي"))
    left, right = whose(desk, "one#E1"), whose(desk, "two#E1")
    first = desk.judge("same-actor", right, left, by="ليلى")
    back = desk.undo(first.number, by="ليلى")
    with pytest.raises(ValueError, match="undone already"):
        desk.undo(first.number, by="ليلى")
    desk.undo(back.number, by="كريم")
    assert whose(desk, "two#E1") == left


def test_one_entity_is_split_off(desk: Desk, report: Report, put: Put) -> None:
    put(*(visit(report, f"r{n}", "سالم المرسي", day=f"2024-0{n}-01") for n in (1, 2, 3)))
    actor = whose(desk, "r1#E1")
    assert desk.actor(actor).line.reports == 3
    made = desk.judge("different-actor", "r2#E1", actor, by="ليلى")
    other = whose(desk, "r2#E1")
    assert other != actor
    assert set(desk.actor(actor).merged) == {"r1#E1", "r3#E1"}
    desk.undo(made.number, by="ليلى")
    assert desk.actor(actor).line.reports == 3


def test_the_founder_can_be_split_off(desk: Desk, report: Report, put: Put) -> None:
    put(*(visit(report, f"r{n}", "سالم المرسي", day=f"2024-0{n}-01") for n in (1, 2, 3)))
    actor = whose(desk, "r1#E1")
    desk.judge("different-actor", "r1#E1", actor, by="ليلى")
    assert set(desk.actor(actor).merged) == {"r2#E1", "r3#E1"}
    assert whose(desk, "r1#E1") != actor


def test_what_people_keep_apart_is_not_joined_by_a_new_report(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"), visit(report, "two", "نبيل القنطاوي", day="2024-03-01"))
    left = whose(desk, "one#E1")
    desk.judge("same-actor", "two#E1", left, by="ليلى")
    assert whose(desk, "two#E1") == left
    put(visit(report, "three", "نبيل القنطاوي", day="2024-04-01"))
    assert whose(desk, "three#E1") == left, "the name is known for him now"


def test_stories_are_merged_and_taken_apart_again(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي", day="2024-06-04"), visit(report, "two", "نبيل القنطاوي", day="2024-01-01"))
    left, right = stories_of(desk, "one#V1", "two#V1")
    assert left != right
    made = desk.judge("same-story", left, right, by="ليلى")
    assert len(set(stories_of(desk, "one#V1", "two#V1"))) == 1
    assert desk.story(left) == desk.story(right)
    assert desk.story(left).line.reports == 2
    assert desk.stories().total == 1
    desk.undo(made.number, by="ليلى")
    assert stories_of(desk, "one#V1", "two#V1") == [left, right]
    assert desk.stories().total == 2


def test_an_account_is_moved_out_of_a_story(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"), visit(report, "two", "سالم المرسي"))
    one, two = stories_of(desk, "one#V1", "two#V1")
    assert one == two
    made = desk.judge("different-story", "two#V1", one, by="ليلى")
    one, two = stories_of(desk, "one#V1", "two#V1")
    assert one != two
    assert desk.story(one).line.reports == desk.story(two).line.reports == 1
    desk.undo(made.number, by="ليلى")
    assert len(set(stories_of(desk, "one#V1", "two#V1"))) == 1


def test_merging_actors_joins_their_stories(desk: Desk, report: Report, put: Put) -> None:
    put(
        visit(report, "one", "سالم المرسي", "قرية النخيلة"),
        visit(report, "two", "نبيل القنطاوي", "قرية النخيلة"),
    )
    left, right = whose(desk, "one#E1"), whose(desk, "two#E1")
    if len(set(stories_of(desk, "one#V1", "two#V1"))) == 1:
        pytest.skip("the machine joins them anyway")
    desk.judge("same-actor", left, right, by="ليلى")
    assert len(set(stories_of(desk, "one#V1", "two#V1"))) == 1


def test_rejected_accounts_count_no_more(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"))
    (story,) = stories_of(desk, "one#V1")
    made = desk.judge("reject", "one#V1", by="ليلى", note="a plan only")
    assert desk.stories().total == 0
    assert desk.story(story).accounts[0].decision == "rejected"
    assert [a.event for _, a in desk.queue()] == []
    desk.undo(made.number, by="ليلى")
    assert desk.stories().total == 1
    desk.judge("accept", "one#V1", by="ليلى")
    assert desk.story(story).accounts[0].decision == "accepted"


def test_a_field_is_corrected(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"))
    desk.judge("correct", "one#V1", by="ليلى", field="mode", value=json.dumps("meet"))
    desk.judge("correct", "one#V1", by="ليلى", field="count", value="3")
    desk.judge("correct", "one#V1", by="ليلى", field="place", value="[]")
    ((_, account),) = desk.accounts()
    assert (account.mode, account.count, account.place, account.decision) == ("meet", 3, (), "corrected")
    assert desk.report("one").events[0].mode == "visit", "the record itself stays"


@pytest.mark.parametrize(
    ("kind", "left", "right", "more", "message"),
    [
        ("same-actor", "one#E1", None, {}, "two references"),
        ("same-actor", "one#E1", "one#E1", {}, "both references"),
        ("same-actor", "one#E1", "one#V1", {}, "reference to a event"),
        ("accept", "one#V1", "one#V1", {}, "one reference"),
        ("accept", "one#E1", None, {}, "reference to a entity"),
        ("correct", "one#V1", None, {}, "field and a value"),
        ("correct", "one#V1", None, {"field": "text", "value": '"x"'}, "text: can't be corrected"),
        ("correct", "one#V1", None, {"field": "count", "value": '"many"'}, "count:"),
        ("correct", "one#V1", None, {"field": "type", "value": '"DANCE"'}, "type:"),
        ("guess", "one#V1", None, {}, "no kind of judgement"),
    ],
)  # fmt: skip
def test_wrong_decisions_are_refused(
    desk: Desk, report: Report, put: Put, kind: Any, left: str, right: str | None, more: dict[str, str], message: str
) -> None:
    put(visit(report, "one", "سالم المرسي"))
    before = desk.status().judgements
    with pytest.raises(ValueError, match=message):
        desk.judge(kind, left, right, by="ليلى", **more)
    assert desk.status().judgements == before


def test_decisions_on_nothing_are_refused(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"))
    for reference in ("one#V9", "two#V1"):
        with pytest.raises(UnknownError, match=reference):
            desk.judge("accept", reference, by="ليلى")
    with pytest.raises(UnknownError):
        desk.judge("same-actor", "one#E1", "a-0123456789abcdef", by="ليلى")
    with pytest.raises(UnknownError):
        desk.undo(99, by="ليلى")
    with pytest.raises(ValueError, match="say who decides"):
        desk.judge("accept", "one#V1", by=MACHINE)


def test_the_machine_says_why(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"), visit(report, "two", "سالم المرسي"))
    log = desk.judgements("two#E1").items
    assert [(j.kind, j.by, j.right) for j in log] == [("same-actor", MACHINE, whose(desk, "one#E1"))]
    assert log[0].score and log[0].reasons
    # codes and values come back as they went in, and the references are named
    assert Ground("same-name", ("سالم المرسي", "سالم المرسي")) in log[0].reasons
    assert {n.reference: n.name for n in log[0].named} == {
        "two#E1": "سالم المرسي", whose(desk, "one#E1"): "سالم المرسي",
    }  # fmt: skip
    (story,) = [j for j in desk.judgements("two#V1").items if j.kind == "same-story"]
    assert "سالم المرسي" in story.named[0].name and story.named[0].type == "CONSULT"
    with pytest.raises(ValueError, match="the machine's"):
        desk.undo(log[0].number, by="ليلى")


def test_reasons_of_an_older_desk_stay_sentences(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي"), visit(report, "two", "سالم المرسي"))
    with desk.database.write() as connection:
        old = pack(["the same name: سالم المرسي, سالم المرسي", "the same country LBY"])
        connection.execute(update(judgement).where(judgement.c.left == "two#E1").values(reasons=old))
    (log,) = desk.judgements("two#E1").items
    assert log.reasons[1] == Ground("text", ("the same country LBY",))


def test_decisions_survive_a_new_version(desk: Desk, report: Report, put: Put) -> None:
    put(visit(report, "one", "سالم المرسي", url="https://news.example/1"))
    desk.judge("reject", "one#V1", by="ليلى")
    changed = report("one", url="https://news.example/1")
    changed.write("تحديث عاجل:")
    other, person = changed.name("كريم الزواري"), changed.name("سالم المرسي", country="LBY")
    city = changed.name("مدينة البيضاء", "place", "LBY")
    changed.tell("ASSAULT", None, actor=[other], place=[city], words="هاجم كريم الزواري نقطة تفتيش")
    changed.tell(actor=[person], place=[city], words="زار سالم المرسي مدينة البيضاء")
    put(changed)
    assert desk.report_line("one").versions == 2
    assert [a.event for _, a in desk.accounts()] == ["V1"], "the visit is still rejected"
    assert [(j.kind, j.left) for j in desk.judgements("one#V2").items] == [("reject", "one#V1")]
    assert desk.judgements("one#V2").items[0].anchor is not None
    assert len(desk.report("one", 1).events) == 1
    assert len(desk.report("one", 2).events) == 2


def test_everything_derived_can_be_rebuilt(desk: Desk, report: Report, put: Put) -> None:
    put(
        visit(report, "one", "سالم المرسي"),
        visit(report, "two", "سالم المرسي"),
        visit(report, "three", "نبيل القنطاوي", day="2024-03-01"),
        visit(report, "four", "سالم المرسي", day="2024-01-01"),
    )
    desk.judge("same-actor", whose(desk, "three#E1"), whose(desk, "one#E1"), by="ليلى")
    desk.judge("different-actor", "four#E1", whose(desk, "one#E1"), by="ليلى")
    desk.judge("reject", "two#V1", by="ليلى")
    desk.judge("same-story", *stories_of(desk, "three#V1", "four#V1"), by="ليلى")
    before = desk.digest()
    assert desk.rebuild() == 4
    assert desk.digest() == before

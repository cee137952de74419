"""What is the same report, what a new version, what a reprint; failures; several processes; readers beside a writer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from marsad.desk import Desk, Outcome, UnknownError
from marsad.model.document import Document
from marsad.model.record import DateSource, Record
from marsad.sources import Defaults, Report

FIRST = "زار وزير الخارجية التركي هاكان فيدان القاهرة أمس الثلاثاء والتقى نظيره المصري بدر عبد العاطي."
SECOND = "زار وزير الخارجية التركي هاكان فيدان القاهرة يوم الاثنين والتقى نظيره المصري بدر عبد العاطي ثم غادر."
URL = "https://news.example/visit"
WIRE = " ".join(
    f"وأضاف البيان رقم {n} أن الوفد زار المدينة {word} واطلع على سير العمل في مرافقها العامة."
    for n, word in enumerate(("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة"))
)


def add(desk: Desk, text: str, **more: Any) -> Outcome:
    ident = more.pop("id", None)
    from marsad.model.document import content_id

    document = Document(ident or content_id(text), text, **more)
    (outcome,) = desk.add_documents([(document, "given" if document.published else None, "here")])
    return outcome


def test_the_same_address_with_another_text_is_a_new_version(desk: Desk) -> None:
    first = add(desk, FIRST, url=URL, published="2024-06-05")
    second = add(desk, SECOND, url=URL, published="2024-06-05")
    assert (first.status, second.status, second.report) == ("added", "new version", first.report)
    assert add(desk, SECOND, url=URL, published="2024-06-05").status == "known"
    ident = first.report or ""
    assert desk.report(ident).text == SECOND
    assert desk.report(ident, 1).text == FIRST
    assert desk.report(ident, 1).entities
    assert desk.report_line(ident).versions == 2
    assert desk.reports().total == 1
    assert {a.report for _, a in desk.accounts()} <= {ident}
    with pytest.raises(UnknownError, match="no version 3"):
        desk.report(ident, 3)


def test_going_back_to_an_old_text_is_a_version_too(desk: Desk) -> None:
    for text in (FIRST, SECOND, FIRST):
        outcome = add(desk, text, url=URL)
    assert outcome.status == "new version"
    assert desk.report(outcome.report or "").text == FIRST
    assert desk.report_line(outcome.report or "").versions == 3


def test_the_same_text_is_the_same_report(desk: Desk) -> None:
    first = add(desk, FIRST)
    assert add(desk, FIRST).status == "known"
    assert add(desk, FIRST, id="another-name").report == first.report
    assert desk.reports().total == 1


def test_a_day_that_was_not_known_makes_a_version(desk: Desk) -> None:
    first = add(desk, FIRST)
    dated = add(desk, FIRST, published="2024-06-05")
    assert (dated.status, dated.report) == ("new version", first.report)
    assert desk.report(first.report or "").published == "2024-06-05"
    assert add(desk, FIRST).status == "known", "what says less than is known changes nothing"


def test_a_reprint_is_a_report_of_its_own(desk: Desk) -> None:
    first = add(desk, WIRE, publisher="وكالة الضفة", published="2024-06-05", url="https://a.example/1")
    second = add(desk, WIRE, publisher="صحيفة الشراع", published="2024-06-06", url="https://b.example/2")
    assert second.status == "added"
    assert second.report != first.report
    assert second.copy_of == first.report
    assert desk.report_line(second.report or "").copy_of == first.report
    log = desk.judgements(second.report).items
    assert [(j.kind, j.right) for j in log if j.kind == "same-text"] == [("same-text", first.report)]
    desk.judge("different-text", second.report or "", first.report, by="ليلى")
    assert desk.report_line(second.report or "").copy_of is None
    assert {a.copy_of for _, a in desk.accounts()} <= {None}


def test_an_original_that_comes_later_is_found(desk: Desk) -> None:
    copy = add(desk, WIRE + " نقلا عن الوكالة.", publisher="صحيفة الشراع", published="2024-06-06")
    original = add(desk, WIRE, publisher="وكالة الضفة", published="2024-06-05")
    assert original.copy_of is None
    assert desk.report_line(copy.report or "").copy_of == original.report
    assert {a.copy_of for _, a in desk.accounts() if a.report == copy.report} <= {original.report}


def test_what_was_read_is_kept_to_the_character(desk: Desk) -> None:
    odd = "زار الوزير\u00a0القاهـرة \u202bأمس\u202c\r\nوغادر \ud800 ثم \x00 عاد."
    outcome = add(desk, odd, title="عنوان \x00", publisher="صحيفة \ud800")
    assert desk.report(outcome.report or "").text == odd
    assert add(desk, odd, title="عنوان \x00", publisher="صحيفة \ud800").status == "known"
    assert desk.search("القاهرة")


def test_a_failed_analysis_keeps_the_text(new_address: Callable[[], str]) -> None:
    def fails(document: Document, published_by: DateSource | None) -> Record:
        raise RuntimeError("no luck")

    address = new_address()
    with Desk(address, analyse=fails) as desk:
        outcome = add(desk, FIRST)
        assert (outcome.status, outcome.message) == ("failed", "the analysis failed (RuntimeError: no luck)")
        assert desk.report(outcome.report or "").text == FIRST
        assert desk.status().pending == 1
    with Desk(address, tagger=False) as desk:
        (change,) = desk.reanalyze()
        assert (change.report, change.status) == (outcome.report, "changed")
        assert desk.status().pending == 0
        assert desk.stories().total
        assert list(desk.reanalyze()) == []


def test_several_processes_add_the_same_in_the_same_order(new_address: Callable[[], str], tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"{FIRST} الخبر {n}.", encoding="utf-8")
    (folder / "empty.txt").touch()
    digests, statuses = [], []
    for jobs in (1, 2):
        with Desk(new_address(), tagger=False) as desk:
            outcomes = list(desk.add([str(folder)], Defaults("2024-06-05"), jobs=jobs))
            statuses.append([(Path(o.source).name, o.status) for o in outcomes])
            digests.append(desk.digest())
    assert statuses[0] == statuses[1]
    assert statuses[0][-1] == ("empty.txt", "failed")
    assert digests[0] == digests[1]


def test_readers_see_one_state_while_one_writes(desk: Desk, report: Callable[..., Any]) -> None:
    def made(n: int) -> Record:
        one = report(f"r{n}")
        one.write(f"التقرير {n}.")
        one.tell(actor=[one.name("سالم المرسي", country="LBY")], place=[one.name("طبرق", "place", "LBY")])
        record: Record = one.record()
        return record

    trouble: list[BaseException] = []
    over = threading.Event()

    def look() -> None:
        try:
            while not over.is_set():
                page = desk.stories()
                assert page.total == len(page.items)
                for line in page.items:
                    story = desk.story(line.id)
                    assert len({a.report for a in story.accounts}) == story.line.reports
                desk.facets()
                desk.search("طبرق")
        except BaseException as error:
            trouble.append(error)

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        outcomes = list(desk.add_records(((made(n), "here") for n in range(20)), analyser="by hand"))
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert trouble == []
    assert {o.status for o in outcomes} == {"added"}


def test_two_writers_wait_for_each_other(new_address: Callable[[], str], report: Callable[..., Any]) -> None:
    address = new_address()

    def records(who: int) -> Any:
        for n in range(10):
            one = report(f"w{who}-{n}")
            one.write(f"التقرير {n} من {who}.")
            one.tell(actor=[one.name("سالم المرسي", country="LBY")])
            yield one.record(), "here"

    results: list[list[str]] = []

    def write(who: int) -> None:
        with Desk(address) as desk:
            results.append([o.status for o in desk.add_records(records(who), analyser="by hand")])

    with Desk(address) as desk:
        writers = [threading.Thread(target=write, args=(who,)) for who in range(3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert results == [["added"] * 10] * 3
        assert desk.status().reports == 30
        before = desk.digest()
        desk.rebuild()
        assert desk.digest() == before


def test_the_hash_of_what_was_read_is_kept(desk: Desk) -> None:
    document = Document("one", FIRST)
    (outcome,) = desk.add_documents([Report(document, None, "page.html", raw_sha256="ab" * 32, kind="page")])
    assert [p.raw_sha256 for p in desk.provenance(outcome.report or "")] == ["ab" * 32]

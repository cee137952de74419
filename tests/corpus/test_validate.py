"""Each fault and doubt is found where it is planted in a sound report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from marsad.corpus import GoldReport, GoldStory
from marsad.corpus.report import report_from_json
from marsad.corpus.sheet import parse
from marsad.corpus.validate import check_report, check_splits, check_stories

SHEET = """\
#id t01-001
#published 2024-06-05
#publisher -
#title -
#register wire
#topic visit
#text
وصل وزير الخارجية التركي هاكان فيدان، أمس الثلاثاء، إلى القاهرة برفقة 12 دبلوماسيا، وقال إن بلاده لن تغلق قنصليتها.
وكان صيادون من قرية عزبة النخيل قد احتجوا في 3 يونيو الجاري على إغلاق الميناء للأمم المتحدة.
شاركوا الخبر
#end
B شاركوا الخبر
E fidan | person | هاكان فيدان | Hakan Fidan | TUR | GOV
E cairo | place | القاهرة | Cairo | EGY | -
E ezba | place | عزبة النخيل | Ezbet al-Nakhil | EGY | -
E un | organization | الأمم المتحدة | United Nations | IGO | IGO
E fishermen | group | صيادون من قرية عزبة النخيل | fishermen | EGY | CVL
P fidan | وزير الخارجية التركي | -
T أمس الثلاثاء | 2024-06-04
T 3 يونيو الجاري | 2024-06-03
A 12 دبلوماسيا | 12 person visit
C promise | fidan | بلاده لن تغلق قنصليتها
V visit CONSULT/visit actor=fidan place=cairo time=2024-06-04
X وصل وزير الخارجية التركي هاكان فيدان … إلى القاهرة
V rally PROTEST/demo actor=fishermen place=ezba time=2024-06-03
X صيادون من قرية عزبة النخيل قد احتجوا
"""

Json = dict[str, Any]


def sound() -> Json:
    docs, _, problems = parse(SHEET)
    assert problems == []
    return docs[0]


def messages(doc: Json, *, fault: bool = True) -> str:
    return "\n".join(f.message for f in check_report(report_from_json(doc)) if f.fault == fault)


def test_a_sound_report_has_no_findings() -> None:
    assert check_report(report_from_json(sound())) == []


def entity(**changes: Any) -> Callable[[Json], None]:
    return lambda doc: doc["entities"]["fidan"].update(changes)


def event(**changes: Any) -> Callable[[Json], None]:
    return lambda doc: doc["events"][0].update(changes)


def item(field: str, **changes: Any) -> Callable[[Json], None]:
    return lambda doc: doc[field][0].update(changes)


def top(**changes: Any) -> Callable[[Json], None]:
    return lambda doc: doc.update(changes)


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (top(notice=None), "the notice that the text is composed is missing"),
        (top(register="poem"), "register poem"),
        (top(topic=None), "no topic"),
        (top(published="2024-6-5"), "not an ISO date"),
        (top(published_source=None), "published_source"),
        (top(boilerplate=["تابعونا"]), "boilerplate not in the text"),
        (entity(names=["خالد"]), "none of its names is in the text"),
        (entity(names=["هاكان فيدان", "هو"]), "a pronoun is no name"),
        (entity(country="TUK"), "no ISO 3166 code"),
        (entity(sector=["GOVT"]), "sector GOVT"),
        (entity(en=""), "no English name"),
        (item("positions", title="رئيس الوزراء"), "position title not in the text"),
        (item("positions", person="nobody"), "unknown entity nobody"),
        (item("times", n=2), "time not in the text 2 times"),
        (item("times", earliest="2024-06-03", latest="2024-06-03"), "2024-06-03 is no الثلاثاء"),
        (lambda doc: doc["times"][1].update(earliest="2024-06-04", latest="2024-06-04"), "is not day 3"),
        (lambda doc: doc["times"][1].update(earliest="2024-05-03", latest="2024-05-03"), "is not in month 6"),
        (item("times", latest=None), "one end of the interval is open"),
        (item("times", earliest="2024-02-30"), "not an ISO date"),
        (item("amounts", text="13 دبلوماسيا"), "amount not in the text"),
        (item("amounts", event="gone"), "unknown event gone"),
        (item("amounts", value=None), "neither a value nor approximate"),
        (item("claims", content="بلاده ستغلق"), "claim not in the text"),
        (item("claims", sources=[]), "claim: no sources"),
        (item("claims", sources=["nobody"]), "unknown source nobody"),
        (lambda doc: doc["claims"].append(doc["claims"][0]), "claim twice"),
        (event(mode="troops"), "CONSULT has no mode troops"),
        (event(evidence=[]), "no evidence"),
        (event(evidence=["غادر"]), "evidence not in the text"),
        (event(sources=[]), "no chain"),
        (event(sources=[["nobody"]]), "unknown entity nobody"),
        (event(actor=["nobody"]), "unknown entity nobody"),
        (event(time=["2024-06-05", "2024-06-04"]), "before it starts"),
        (event(context=["sport"]), "context sport"),
        (event(key="rally"), "event key rally repeats"),
    ],
)
def test_faults(plant: Callable[[Json], None], message: str) -> None:
    doc = sound()
    plant(doc)
    assert message in messages(doc)


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (lambda doc: doc["events"].pop(), "group fishermen takes part in nothing"),
        (event(time=["2024-07-01", "2024-07-01"]), "after publication and is not future"),
        (event(aux=["future"]), "is future, but over"),
        (event(actor=[]), "a visit without visitor"),
        (event(place=["fishermen"]), "is a place of it, but a group"),
        (event(recipient=["fidan"]), "actor and recipient at once"),
        (top(register="control"), "a control report with events"),
        (top(published="2024-06-30"), "الثلاثاء (أمس الثلاثاء) is -26 days from publication"),
    ],
)
def test_doubts(plant: Callable[[Json], None], message: str) -> None:
    doc = sound()
    plant(doc)
    assert message in messages(doc, fault=False)


def report(ident: str, **fields: Any) -> GoldReport:
    return replace(report_from_json(sound()), id=ident, **fields)


def test_splits() -> None:
    pair = [report("a-1", topic="x"), report("a-2", topic="x"), report("b-1", topic="x")]
    # another writer's topic of the same name is another topic
    assert check_splits(pair, {"a-1": "dev", "a-2": "dev", "b-1": "train"}) == []
    found = [str(f) for f in check_splits(pair, {"a-1": "dev", "a-2": "test", "c-1": "trial"})]
    assert "a: topic x stands in dev and test" in found
    assert "b-1: no split" in found
    assert "splits.json: no report c-1" in found
    assert "c-1: split 'trial': one of train, dev, test" in found


def test_stories() -> None:
    known = {i: report(i) for i in ("a-1", "a-2")}
    story = GoldStory("visit", (("a-1", "visit"), ("a-2", "visit")), ("Hakan Fidan", "United Nations"), 2)
    assert check_stories(known, [story]) == []
    bad = replace(story, tellings=(("a-1", "visit"), ("a-1", "gone")), root_sources=("Nobody",), independent=0)
    found = "\n".join(str(f) for f in check_stories(known, [story, bad]))
    for message in ("no event a-1/gone", "at least two reports", "0 origins", "event visit is in 2 stories"):
        assert message in found
    assert "'Nobody' is no entity's English name" in found

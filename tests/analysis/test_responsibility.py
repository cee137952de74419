"""Who takes an attack on himself, and what he says he did."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.responsibility import RESPONSIBLE, responsible
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events import Around
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span


def read(text: str) -> tuple[Reading, Speakers]:
    reading = Reading.of(Document("d", text))
    return reading, Speakers(reading, EntityTable(reading, *find_entities(reading, [], [], [])))


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("وتبنت حركة الشباب الهجوم في بيان.", ["حركة الشباب"], "الهجوم"),
        ("وتبنت حركة الشباب، وهي جماعة مسلحة، العملية.", ["حركة الشباب"], "العملية"),
        ("حركة الشباب تبنت قصف خزان في المصفاة أمس، وهددت بالمزيد.", ["حركة الشباب"], "قصف خزان في المصفاة أمس"),
        ("تبنت الهجوم حركة الشباب.", ["حركة الشباب"], "الهجوم"),
        (
            "وتبنت حركة الشباب الهجوم في تسجيل بثته قناة «الساحل».",
            ["قناة «الساحل»", "حركة الشباب"],
            "الهجوم",
        ),
        ("وأعلنت حركة الشباب مسؤوليتها عن الهجوم في بيان.", ["حركة الشباب"], "الهجوم"),
        ("حركة الشباب أعلنت مسؤوليتها عن تفجير السوق، وهددت بالمزيد.", ["حركة الشباب"], "تفجير السوق"),
        ("لم تعلن حركة الشباب مسؤوليتها عن الهجوم.", None, None),
        ("أعلنت حركة الشباب مسؤوليتها عن النظافة بعد الهجوم.", None, None),
        ("أعلنت حركة الشباب رفضها الهجوم.", None, None),
        # what is taken on is no attack, nobody did, somebody did not
        ("تبنت حركة الشباب نهجا جديدا.", None, None),
        ("تبنى مجلس النواب القرار بعد الهجوم.", None, None),
        ("لم تتبن حركة الشباب الهجوم.", None, None),
        ("ولا تبنت حركة الشباب الهجوم.", None, None),
        ("تبنت حركة الشباب نهجا. عاد الهجوم.", None, None),
        ("نفذت حركة الشباب الهجوم.", None, None),
    ],
)
def test_who_takes_an_attack_on_himself(text: str, who: list[str] | None, what: str | None) -> None:
    reading, speakers = read(text)
    found = responsible(reading, speakers, [], None)
    assert [[e.name for e in chain] for chain, _, _ in found] == ([who] if who else [])
    assert [reading.span(*tokens).text(text) for _, _, tokens in found] == ([what] if what else [])


def test_a_passage_that_was_found_stays_as_it_is() -> None:
    text = "وتبنت حركة الشباب الهجوم في بيان."
    reading, speakers = read(text)
    start = text.index("الهجوم")
    told = Claim([Found("group", "مصدر")], "say", Span(0, 3), Span(start, start + 6), "test")
    assert responsible(reading, speakers, [told], None) == []


def test_the_attack_that_the_word_tells_stands_in_the_claim() -> None:
    text = "وتبنت حركة الشباب الهجوم في بيان."
    reading, _ = read(text)
    start = text.index("الهجوم")
    told = Claim([Found("group", "مصدر")], "claim", Span(0, 5), Span(start, start + 6), RESPONSIBLE)
    assert Around(reading, [told], [], []).claim_at(1) is told
    assert Around(reading, [told], [], []).claim_at(start) is told
    assert Around(reading, [told], [], []).claim_at(text.index("بيان")) is None
    said = Claim([Found("group", "مصدر")], "say", Span(0, 5), Span(start, start + 6), "reader.claim")
    assert Around(reading, [said], [], []).claim_at(1) is None

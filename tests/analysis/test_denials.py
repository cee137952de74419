"""Denials that only point back to what was told, and whose a document is that a noun points back to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.denials import DENIED, confirmations, denials, taken_up, without_pointers
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.denied import with_denials
from marsad.analysis.events.telling import Telling
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.text.spans import Span
from marsad.text.views import fold

TOLD = "قال مصدر أمني إن القافلة عادت إلى طبرق"


def read(text: str) -> tuple[Reading, EntityTable]:
    reading = Reading.of(Document("d", text))
    return reading, EntityTable(reading, *find_entities(reading, [], [], []))


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("، وهو ما نفاه مسؤول محلي.", "مسؤول محلي"),
        (". ونفى مسؤول محلي ذلك.", "مسؤول محلي"),
        (". ونفى ذلك مسؤول محلي في اتصال.", "مسؤول محلي"),
        (". ونفى مسؤول محلي صحة الخبر.", "مسؤول محلي"),
        (". ونفت وزارة الدفاع هذه الأنباء.", "وزارة الدفاع"),
        (". ونفى مسؤول محلي الأمر.", "مسؤول محلي"),
        ("، الأمر الذي نفاه مسؤول محلي.", "مسؤول محلي"),
        (". ونفى مسؤول محلي ذلك، وقال إن الطريق مغلق.", "مسؤول محلي"),
        ("، ومسؤول محلي ينفي.", "مسؤول محلي"),
        ("، وهو ما نفاه مسؤول محلي الذي أكد أن الطريق مغلق.", "مسؤول محلي"),
        (". ونفى مسؤول محلي التقرير ووصفه بأنه مضلل.", "مسؤول محلي"),
        # something else is denied, or nothing
        ("، ومسؤول محلي لا ينفي.", None),
        (". وزارة الدفاع نفت، عبر إذاعة محلية، أن تكون القافلة عادت.", None),
        (". ونفى مسؤول محلي التقرير المنشور ووصفه بأنه مضلل.", None),
        (". ولم ينف مسؤول محلي ذلك.", None),
        (". ولم يصدر عن مسؤول محلي أي نفي لهذه المعلومات.", None),
        (". ونفى مسؤول محلي أن تكون هناك قافلة.", None),
        (". ونفى مسؤول محلي بعد ذلك وجود شاحنات.", None),
        (". ونفى مسؤول محلي الأمر الصادر عن المحكمة.", None),
        (". وأكد مسؤول محلي ذلك.", None),
        (". ونفى مسؤول محلي وجود شاحنات.", None),
        (". شركة الخليج كذبت ذلك.", "شركة الخليج"),
        (". ونفى مسؤول محلي العودة.", "مسؤول محلي"),
        (". ورفضت وزارة الدفاع هذه الاتهامات.", "وزارة الدفاع"),
        ("، وهي رواية ترفضها وزارة الدفاع.", "وزارة الدفاع"),
        # a noun with more behind it, something else refused
        (". ونفى مسؤول محلي العودة إلى طبرق.", None),
        (". وإذ تأسف الوكالة لوزارة الدفاع فإنها تنفي ذلك.", None),
        (". ورفضت وزارة الدفاع عودة القافلة.", None),
        (". ورفضت وزارة الدفاع الاتهامات الموجهة إلى جنودها.", None),
        ("، وهي خطة ترفضها وزارة الدفاع.", None),
        # what was told stands too far before
        (". هدأ الطريق. عاد السكان. ونفى مسؤول محلي ذلك.", None),
    ],
)
def test_a_denial_that_points_back_denies_what_was_told_before(behind: str, who: str | None) -> None:
    reading, table = read(TOLD + behind)
    start = reading.text.index("القافلة")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, len(TOLD)), "test")
    found = denials(reading, Speakers(reading, table), [told], None)
    assert [chain[-1].name for chain, _, _ in found] == ([who] if who else [])
    assert all(denied is told for _, _, denied in found)


@pytest.mark.parametrize(
    ("noun", "second", "denied"), [("هذه المعلومات", "say", 0), ("هذه المعلومات", "claim", 1), ("ذلك", "say", 1)]
)
def test_information_that_is_denied_was_reported(noun: str, second: str, denied: int) -> None:
    text = f"ذكرت الصحيفة أن القافلة عادت إلى طبرق. وقال مسؤول محلي إن الوضع غامض. ونفت وزارة الدفاع {noun}."
    reading, table = read(text)
    claims = []
    for act, words in (("report", "القافلة عادت إلى طبرق"), (second, "الوضع غامض")):
        at = text.index(words)
        claims.append(Claim([Found("group", act)], act, Span(0, 3), Span(at, at + len(words)), "test"))
    found = denials(reading, Speakers(reading, table), claims, None)
    assert [told for _, _, told in found] == [claims[denied]]


def test_the_title_before_a_name_is_no_reference_back() -> None:
    text = "قال العقيد يوسف القماطي إن القافلة عادت إلى طبرق. ونفى المتحدث باسم الشركة، العقيد هشام الدرعي، ذلك."
    reading, table = read(text)
    speaker = next(e for e in table.found if e.name == "يوسف القماطي")
    at = text.index("القافلة")
    told = Claim([speaker], "say", Span(0, 3), Span(at, text.index(". ونفى")), "test")
    ((chain, _, denied),) = denials(reading, Speakers(reading, table), [told], None)
    assert [e.name for e in chain] == ["هشام الدرعي"]
    assert denied is told


def test_whoever_is_told_about_does_not_deny_it() -> None:
    text = "قال مصدر أمني إن الشاحنات أفرغت عند وزارة الدفاع، وهو ما تنفيه."
    reading, table = read(text)
    start, end = text.index("الشاحنات"), text.index("،")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, end), "test")
    assert denials(reading, Speakers(reading, table), [told], None) == []
    shorter = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, text.index(" عند")), "test")
    assert [c[-1].name for c, _, _ in denials(reading, Speakers(reading, table), [shorter], None)] == ["وزارة الدفاع"]


def test_a_passage_of_its_own_is_what_is_denied() -> None:
    reading, table = read(TOLD + ". ونفى مسؤول محلي ذلك.")
    start, other = reading.text.index("القافلة"), reading.text.index("ذلك")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, len(TOLD)), "test")
    own = Claim([Found("group", "مسؤول محلي")], "deny", Span(0, 3), Span(other, other + 3), "test")
    assert denials(reading, Speakers(reading, table), [told, own], None) == []


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (". ونفى [مسؤول محلي ذلك لاحقا].", False),
        (". ونفى مسؤول محلي [العودة].", False),
        (". ونفى مسؤول محلي [صحة ذلك].", False),
        (". ونفى مسؤول محلي [وجود قافلة].", True),
        (". ولم ينف مسؤول محلي [ذلك].", True),
        ("، بعد نفيه [وجود شاحنات].", True),
    ],
)
def test_a_passage_that_only_points_back_is_none(behind: str, kept: bool) -> None:
    reading, table = read((TOLD + behind).replace("[", "").replace("]", ""))
    low, high = (TOLD + behind).index("["), (TOLD + behind).index("]") - 1
    tokens = [t.index for t in reading.tokens if low <= t.start and t.end <= high]
    start = reading.text.index("القافلة")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, len(TOLD)), "test")
    own = Claim(
        [Found("group", "مسؤول")], "deny", Span(0, 3), Span(low, high), "test", tokens=(tokens[0], tokens[-1] + 1)
    )
    told.tokens = (4, 8)
    assert without_pointers(reading, Speakers(reading, table), [told, own]) == ([told, own] if kept else [told])
    # nothing else was told
    assert without_pointers(reading, Speakers(reading, table), [own]) == [own]


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("، وهو ما أكده مسؤول محلي.", "مسؤول محلي"),
        ("، الأمر الذي أقرته وزارة الدفاع.", "وزارة الدفاع"),
        ("، وهذا ما أكدته وزارة الدفاع لاحقا.", "وزارة الدفاع"),
        # another act, another thing, another sentence
        ("، وهو ما رحب به مسؤول محلي.", None),
        ("، وهو ما نفاه مسؤول محلي.", None),
        ("، وهو رقم أكده مسؤول محلي.", None),
        ("، وهو ما أكده مسؤول محلي قال إن الطريق مغلق.", "مسؤول محلي"),
        (". هدأ الطريق، وهو ما أكده مسؤول محلي.", None),
        # a sentence that begins with it takes up the one before, and no other
        (". وهذا ما أكدته وزارة الدفاع في بيان.", "وزارة الدفاع"),
        (". هدأ الطريق. وهذا ما أكدته وزارة الدفاع في بيان.", None),
    ],
)
def test_who_confirms_what_was_told(behind: str, who: str | None) -> None:
    reading, table = read(TOLD + behind)
    start = reading.text.index("القافلة")
    told = Claim([Found("group", "مصدر أمني")], "say", Span(0, 3), Span(start, len(TOLD)), "test", sentence=0)
    found = confirmations(reading, Speakers(reading, table), [told], None)
    assert [chain[-1].name for chain, _, _ in found] == ([who] if who else [])


@pytest.mark.parametrize(
    ("text", "denier", "teller"),
    [
        ("نفى مسؤول محلي ما أوردته صحيفة «الساحل» عن [وصول قافلة].", "مسؤول محلي", "صحيفة «الساحل»"),
        ("نفى مسؤول محلي صحة ما نقلته صحيفة «الساحل» من أن [قافلة وصلت].", "مسؤول محلي", "صحيفة «الساحل»"),
        ("نفى مسؤول محلي ما يتردد عن [وصول قافلة].", None, None),
        ("نفى مسؤول محلي الحادث، خلافا لما أوردته صحيفة «الساحل» عن [وصول قافلة].", None, None),
        ("أكد مسؤول محلي ما أوردته صحيفة «الساحل» عن [وصول قافلة].", None, None),
        ("نفى مسؤول محلي ما أوردته صحيفة «الساحل» وقال إن [قافلة وصلت].", None, None),
        ("نفى مسؤول محلي [وصول قافلة].", None, None),
    ],
)
def test_who_told_what_another_denies(text: str, denier: str | None, teller: str | None) -> None:
    reading, table = read(text.replace("[", "").replace("]", ""))
    first = next(t.index for t in reading.tokens if t.start >= text.index("["))
    hit = taken_up(reading, Speakers(reading, table), first, None)
    if denier is None:
        assert hit is None
    else:
        assert hit is not None
        assert ([e.name for e in hit[0]], [e.name for e in hit[1]]) == ([denier], [teller])
        assert reading.tokens[hit[2]].norm[:2] in (fold("أوردته")[:2], fold("نقلته")[:2])


def test_nothing_was_told_that_could_be_denied() -> None:
    reading, table = read("وصلت القافلة إلى طبرق. ونفى مسؤول محلي ذلك.")
    assert denials(reading, Speakers(reading, table), [], None) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("صدر تقرير لمنظمة العفو الدولية عن السجون. ونقل التقرير عن تاجر أن السوق مغلق.", "منظمة العفو الدولية"),
        ("نشرت منظمة العفو الدولية تقريرا عن السجون. وبحسب التقرير أغلق السوق.", "منظمة العفو الدولية"),
        ("قالت منظمة العفو الدولية في تقرير إن السوق مغلق. ويضيف التقرير أن الطريق مغلق.", "منظمة العفو الدولية"),
        ("صدر تقرير أعدته منظمة العفو الدولية. وبحسب التقرير أغلق السوق.", "منظمة العفو الدولية"),
        ("صدرت مذكرة لمنظمة العفو الدولية عن السجون. وبحسب الوثيقة أغلق السوق.", "منظمة العفو الدولية"),
        # of another kind, by nobody named, about somebody, or made by whoever stands in another sentence
        ("صدرت دراسة لمنظمة العفو الدولية. وبحسب التقرير أغلق السوق.", None),
        ("صدر تقرير سري. رحبت منظمة العفو الدولية. وبحسب التقرير أغلق السوق.", None),
        ("صدر تقرير ينتقد منظمة العفو الدولية. وبحسب التقرير أغلق السوق.", None),
        ("رحبت منظمة العفو الدولية. صدر تقرير. وبحسب التقرير أغلق السوق.", None),
    ],
)
def test_a_document_means_whoever_made_it(text: str, who: str | None) -> None:
    reading, table = read(text)
    nouns = [t.index for t in reading.tokens if t.norm.endswith((fold("التقرير"), fold("الوثيقة")))]
    maker = Speakers(reading, table).refer_back(nouns[-1])
    assert (maker.name if maker is not None else None) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("نفى مسؤول محلي صحة ما أوردته صحيفة «الساحل» عن [وصول قافلة].", "مسؤول محلي"),
        ("ونفت وزارة الدفاع ما تداولته صفحات بشأن [وصول قافلة].", "وزارة الدفاع"),
        # nothing is denied, or a passage of his own, or what nobody told, or what another says behind it
        ("أكد مسؤول محلي ما أوردته صحيفة «الساحل» عن [وصول قافلة].", None),
        ("لم ينف مسؤول محلي ما أوردته صحيفة «الساحل» عن [وصول قافلة].", None),
        ("نفى مسؤول محلي أن يكون ما أوردته صحيفة «الساحل» عن [وصول قافلة].", None),
        ("نفى مسؤول محلي ما يعرفه الناس عن [وصول قافلة].", None),
        ("نفى مسؤول محلي ما أوردته صحيفة «الساحل» وأكد [وصول قافلة].", None),
    ],
)
def test_who_denies_what_an_outlet_told(text: str, who: str | None) -> None:
    plain = text.replace("[", "").replace("]", "")
    reading, table = read(plain)
    place = Span(text.index("["), text.index("]") - 1)
    told = Claim([Found("organization", "صحيفة «الساحل»")], "report", Span(0, 3), place, "test")
    found = denials(reading, Speakers(reading, table), [told], None)
    assert [chain[-1].name for chain, _, _ in found] == ([who] if who else [])
    assert all(denied is told for _, _, denied in found)


def test_what_one_tells_and_another_denies_is_told_twice() -> None:
    reading, _ = read("قال مصدر إن القافلة عادت إلى طبرق. ونفى مسؤول محلي ذلك.")
    start, end = reading.text.index("القافلة"), reading.text.index(". ")
    at = reading.text.index("نفى")
    told = Claim([Found("group", "مصدر")], "say", Span(0, 3), Span(start, end), "test")
    denied = Claim([Found("group", "مسؤول محلي")], "deny", Span(at, at + 3), Span(start, end), DENIED)
    trigger = Span(reading.text.index("عادت"), reading.text.index("عادت") + 4)
    event = Telling(
        "MOBILIZE", None, [], [], [], [], ("future",), None, [Span(start, end)], [told], "test", trigger, 0,
    )  # fmt: skip
    first, second = with_denials(reading, [event], [told, denied])
    assert first is event
    assert first.aux == ("future",)
    assert second.aux == ("future", "negation")
    assert second.claims == [denied]
    assert [s.text(reading.text) for s in second.evidence] == ["ونفى مسؤول محلي ذلك"]
    # in the report's own voice, another's claim of its own, another passage
    assert len(with_denials(reading, [replace(event, claims=[None])], [told, denied])) == 1
    assert len(with_denials(reading, [event], [told, replace(denied, by="reader.claim")])) == 1
    assert len(with_denials(reading, [event], [told, replace(denied, content=Span(0, 3))])) == 1


def test_a_denial_behind_a_passage_is_no_negation_in_it() -> None:
    reading, _ = read("قال مصدر إن القافلة لم تعد إلى طبرق. ونفى مسؤول محلي ذلك.")
    start, end = reading.text.index("القافلة"), reading.text.index(". ")
    told = Claim([Found("group", "مصدر")], "say", Span(0, 3), Span(start, end), "test")
    denied = replace(told, by=DENIED, act="deny", cue=reading.span(11, 12))
    trigger = Span(reading.text.index("تعد"), reading.text.index("تعد") + 3)
    event = Telling(
        "MOBILIZE", None, [], [], [], [], ("negation",), None, [Span(start, end)], [told], "test", trigger, 0,
    )  # fmt: skip
    # here the passage itself says that it did not happen
    assert [t.aux for t in with_denials(reading, [event], [told, denied])] == [("negation",)]
    elsewhere = replace(event, trigger=Span(start, start + 7))
    assert [t.aux for t in with_denials(reading, [elsewhere], [told, denied])] == [(), ("negation",)]

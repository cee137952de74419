"""Through whom somebody's word came who is not brought in anew, and who beside a word of saying has not said it."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned import onward
from marsad.analysis.learned.hearers import answered, deed, hears, is_another
from marsad.analysis.learned.saying import cue_of
from marsad.analysis.learned.spots import Spot, Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading

from .conftest import Read


def named(table: EntityTable, name: str) -> Found:
    """The entity of this name, made if nobody needed it before; another one where there is none."""
    for e in table.found:
        if name in (e.name, *e.names):
            return e
    for i in range(len(table.reading.tokens)):
        group = table.group_at(i)
        if group is not None and group.name(table.reading) == name:
            return table.entity(group)
    return Found("group", name)


def spoken(table: EntityTable, reading: Reading, chain: list[str], content: tuple[int, int]) -> onward.Spoken:
    sentence = reading.sentence_of(content[0])
    return [named(table, n) for n in chain], sentence.index, sentence.paragraph


@pytest.mark.parametrize(
    ("text", "before", "chain", "out"),
    [
        (
            "نقلت رويترز عن مسؤولين محليين أن [الطريق مغلق]. وقال أحد المسؤولين إن [الحاجز باق].",
            ["رويترز", "مسؤولين محليين"], "أحد المسؤولين", ["رويترز", "أحد المسؤولين"],
        ),
        (
            "نقلت رويترز عن مسؤولين محليين أن [الطريق مغلق]. وقال أحد هؤلاء المسؤولين إن [الحاجز باق].",
            ["رويترز", "مسؤولين محليين"], "أحد المسؤولين", ["رويترز", "أحد المسؤولين"],
        ),
        (
            "نقلت رويترز عن مسؤولين محليين أن [الطريق مغلق]. وقال أحدهم، وهو ضابط، إن [الحاجز باق].",
            ["رويترز", "مسؤولين محليين"], "ضابط", ["رويترز", "ضابط"],
        ),
        # people of another kind, one who was alone, and those who spoke to nobody
        (
            "نقلت رويترز عن مسؤولين محليين أن [الطريق مغلق]. وقال أحد السكان إن [الحاجز باق].",
            ["رويترز", "مسؤولين محليين"], "أحد السكان", ["أحد السكان"],
        ),
        (
            "نقلت رويترز عن مسؤول محلي أن [الطريق مغلق]. وقال أحد المسؤولين إن [الحاجز باق].",
            ["رويترز", "مسؤول محلي"], "أحد المسؤولين", ["أحد المسؤولين"],
        ),
        (
            "قال مسؤولون محليون إن [الطريق مغلق]. وقال أحد المسؤولين إن [الحاجز باق].",
            ["مسؤولون محليون"], "أحد المسؤولين", ["أحد المسؤولين"],
        ),
    ],
)  # fmt: skip
def test_one_of_several_spoke_through_the_same_outlet(
    text: str, before: list[str], chain: str, out: list[str], read: Read
) -> None:
    reading, table, (first, content) = read(text)
    past = [spoken(table, reading, before, first)]
    found = onward.one_of_them(reading, cue_of(reading, content), content[0], [Found("group", chain)], past)
    assert [e.name for e in found] == out


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("قال عامل في الميناء لرويترز إن [الطريق مغلق]. وقال عامل ثان إن [الحاجز باق].", ["رويترز", "عامل ثان"]),
        ("قال عامل في الميناء لرويترز إن [الطريق مغلق]. وقال مصدر آخر إن [الحاجز باق].", ["مصدر آخر"]),
        ("قال عامل في الميناء لرويترز إن [الطريق مغلق]. وقال العامل إن [الحاجز باق].", ["عامل في الميناء"]),
        ("قال عامل في الميناء لرويترز إن [الطريق مغلق].\nوقال عامل ثان إن [الحاجز باق].", ["عامل ثان"]),
    ],
)
def test_another_one_behind_the_verb_speaks(text: str, out: list[str], read: Read) -> None:
    reading, table, (first, content) = read(text)
    speakers = Speakers(reading, table)
    past = [spoken(table, reading, ["رويترز", "عامل في الميناء"], first)]
    chain = [named(table, "عامل في الميناء")]
    found = onward.another_one(reading, speakers, cue_of(reading, content), content[0], chain, past, None)
    assert [e.name for e in found] == out


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("نقلت رويترز عن مصدر أمني أن [الطريق مغلق]. وزعم المصدر أن [الحاجز باق].", ["رويترز", "مصدر أمني"]),
        ("نقلت رويترز عن مصدر أمني أن [الطريق مغلق].\nوزعم المصدر أن [الحاجز باق].", ["مصدر أمني"]),
        ("نقلت رويترز عن مصدر أمني أن [الطريق مغلق]. وزعم المصدر لقناة الجزيرة أن [الحاجز باق].", ["مصدر أمني"]),
    ],
)
def test_a_source_without_a_name_goes_on_through_the_same_outlet(text: str, out: list[str], read: Read) -> None:
    reading, table, (first, content) = read(text)
    past = [spoken(table, reading, ["رويترز", "مصدر أمني"], first)]
    chain = [named(table, "مصدر أمني")]
    speakers = Speakers(reading, table)
    found = onward.same_source(reading, speakers, cue_of(reading, content), content[0], chain, past)
    assert [e.name for e in found] == out


@pytest.mark.parametrize(
    ("text", "chain", "out"),
    [
        (
            "أكد عقيلة صالح، وفق ما نقل عنه خليفة حفتر، أن [الطريق مغلق].",
            "خليفة حفتر",
            ["خليفة حفتر", "عقيلة صالح"],
        ),
        ("وصل عقيلة صالح أمس، ونقلت عنه رويترز أن [الطريق مغلق].", "رويترز", ["رويترز", "عقيلة صالح"]),
        (
            "أوردت رويترز أن عقيلة صالح وصل، ونسبت إليه القول إن [الطريق مغلق].",
            "رويترز",
            ["رويترز", "عقيلة صالح"],
        ),
        # he is only spoken of
        ("تحدث عنه خليفة حفتر وقال إن [الطريق مغلق].", "خليفة حفتر", ["خليفة حفتر"]),
        ("وصل عقيلة صالح أمس، ونقلت رويترز أن [الطريق مغلق].", "رويترز", ["رويترز"]),
    ],
)
def test_whom_the_pronoun_means_has_said_it(text: str, chain: str, out: list[str], read: Read) -> None:
    reading, table, (content,) = read(text)
    teller = named(table, chain)
    found = onward.quoted_by(reading, Speakers(reading, table), content, [teller], [], None)
    assert [e.name for e in found] == out


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("وذكرت منظمة العفو الدولية أن [الطريق مغلق]. ونقل عن مصدر أمني أن [الحاجز باق].", True),
        ("وذكرت منظمة العفو الدولية أن [الطريق مغلق].\nونقل عن مصدر أمني أن [الحاجز باق].", False),
        ("وذكرت منظمة العفو الدولية أن [الطريق مغلق]، ناقلة عن مصدر أمني قوله إن [الحاجز باق].", True),
        ("وذكرت منظمة العفو الدولية أن [الطريق مغلق]. ونقل مراسل عن مصدر أمني أن [الحاجز باق].", False),
    ],
)
def test_who_passed_it_on_is_whoever_spoke_before(text: str, out: bool, read: Read) -> None:
    reading, table, (first, content) = read(text)
    past = [spoken(table, reading, ["منظمة العفو الدولية"], first)]
    source = named(table, "مصدر أمني")
    found = onward.passed_by_paper(reading, cue_of(reading, content), content[0], [source], past)
    assert [e.name for e in found] == (["منظمة العفو الدولية"] if out else []) + ["مصدر أمني"]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        (
            "ذكرت صحيفة لوموند أن وكالة رويترز نقلت عن مصدر أمني قوله إن [الطريق مغلق].",
            ["صحيفة لوموند", "وكالة رويترز", "مصدر أمني"],
        ),
        ("ذكرت صحيفة لوموند أن وكالة رويترز أغلقت مكتبها وأن مصدرا قال إن [الطريق مغلق].", None),
    ],
)
def test_what_an_agency_passed_on_a_paper_passes_on(text: str, out: list[str] | None, read: Read) -> None:
    reading, table, (content,) = read(text)
    chain = [named(table, "صحيفة لوموند"), Found("group", "مصدر أمني")]
    found = onward.both_agencies(reading, Speakers(reading, table), content[0], chain, None)
    assert [e.name for e in found] == (out or ["صحيفة لوموند", "مصدر أمني"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ونقلت قناة الجزيرة عن ضابط أن [الطريق مغلق].", False),
        ("وكتبت صحيفة لوموند أن قناة الجزيرة نقلت عن ضابط أن [الطريق مغلق].", True),
        ("ويضيف المقال أن قناة الجزيرة نقلت عن ضابط أن [الطريق مغلق].", True),
    ],
)
def test_an_outlet_that_begins_the_sentence_is_not_retold(text: str, kept: bool, read: Read) -> None:
    reading, table, (content,) = read("صدرت صحيفة لوموند أمس.\n" + text)
    paper, channel = named(table, "صحيفة لوموند"), named(table, "قناة الجزيرة")
    found = onward.begins_anew(reading, Speakers(reading, table), content[0], [paper, channel])
    assert found == ([paper, channel] if kept else [channel])


@pytest.mark.parametrize(
    ("text", "who", "heard"),
    [
        ("ودعت العراق إلى [احترام الاتفاق].", "العراق", True),
        ("وحثت روسيا على [احترام الاتفاق].", "روسيا", False),
        ("ودعا روسيا إلى [احترام الاتفاق].", "روسيا", True),
        ("وطالبت مسؤولا محليا ب[احترام الاتفاق].", "مسؤولا", True),
        ("ونطالب روسيا بـ[احترام الاتفاق].", "روسيا", True),
        ("ونقول لروسيا إن [الاتفاق قائم].", "لروسيا", False),
        ("ونشرت روسيا أن [الاتفاق قائم].", "روسيا", False),
        ("وقالت نشرة روسيا إن [الاتفاق قائم].", "روسيا", False),
        ("وقالت العراق إن [الاتفاق قائم].", "العراق", False),
        ("ودعت أمس العراق إلى [احترام الاتفاق].", "العراق", False),
        ("روسيا تستدعي سفير مالي وتحذر من [التصعيد].", "سفير", True),
        ("جارتي العجوز تقول إن [الاتفاق قائم].", "جارتي", False),
        ("سفير مالي غادر وحذر من [التصعيد].", "سفير", False),
        ("وأعلن سفير مالي أمس أن الحكومة ترحب وقال إن [الاتفاق قائم].", "سفير", False),
    ],
)
def test_whom_the_verb_does_not_agree_with_says_nothing(text: str, who: str, heard: bool, read: Read) -> None:
    reading, table, (content,) = read(text)
    spots = Spots(WordMap(reading), table)
    token = reading.token_at(text.replace("[", "").index(who))
    mention = next((s for s in spots.all if s.first == spots.at.word[token]), None)
    described = Candidate(token, token + 2, reading.span(token, token + 2), "group", "test", 1)
    spot = mention or Spot(spots.at.word[token], spots.at.word[token] + 2, described)
    assert hears(spots, content, cue_of(reading, content), spot) is heard


@pytest.mark.parametrize(
    ("text", "is_answered"),
    [
        ("وفي تعليق على ما أوردته رويترز، نفى الوزير [وجود عرض].", True),
        ("وتعقيبا على ما أوردته رويترز عن مصدر وصفته بالمطلع من أن [الطريق مغلق].", False),
        ("وفق ما أوردته رويترز، نفى الوزير [وجود عرض].", False),
        ("وفي بيان أوردته رويترز، نفى الوزير [وجود عرض].", False),
        ("تحدثت رويترز عن عرض. ونفى الوزير [وجود عرض]، واصفا ما نشرته الوكالة بأنه شائعات.", True),
        ("تحدثت رويترز عن عرض. ونفى الوزير [وجود عرض]، واصفا الخبر بأنه شائعات.", False),
    ],
)
def test_who_is_answered_does_not_pass_on_the_answer(text: str, is_answered: bool, read: Read) -> None:
    reading, table, (content,) = read(text)
    spots = Spots(WordMap(reading), table)
    outlet = [s for s in spots.all if s.item is named(table, "رويترز")]
    assert outlet and answered(spots, spots.at.word[content[0]], outlet) is is_answered


@pytest.mark.parametrize(
    ("text", "publisher", "who"),
    [
        (
            "عقدت منظمة العفو الدولية اجتماعا مع مسؤول محلي. ونطالب بـ[فتح الطريق].", "منظمة العفو الدولية",
            "منظمة العفو الدولية",
        ),
        ("عقدت منظمة العفو الدولية اجتماعا مع مسؤول محلي. ويطالب بـ[فتح الطريق].", "منظمة العفو الدولية", "مسؤول محلي"),
        ('قال مسؤول محلي لمنظمة العفو الدولية "نطالب بـ[فتح الطريق]".', "منظمة العفو الدولية", "مسؤول محلي"),
        ("بيان صادر عن منظمة العفو الدولية\nزارنا مسؤول محلي. ونطالب بـ[فتح الطريق].", None, "منظمة العفو الدولية"),
        ("زارنا مسؤول محلي.\nونطالب بـ[فتح الطريق].\nبيان صادر عن منظمة العفو الدولية", None, "مسؤول محلي"),
        ("زار مسؤول محلي قناة الجزيرة. ونطالب بـ[فتح الطريق].", "قناة الجزيرة", "مسؤول محلي"),
    ],
)  # fmt: skip
def test_we_is_the_body_whose_statement_it_is(text: str, publisher: str | None, who: str, read: Read) -> None:
    reading, table, (content,) = read(text)
    chain = [named(table, "مسؤول محلي")]
    out = onward.we(reading, Speakers(reading, table), cue_of(reading, content), chain, publisher)
    assert [e.name for e in out] == [who]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("كتب الوزير مقالا، وينقل عن مصدر أمني أن [الدواء نفد].", ["منظمة العفو الدولية", "مصدر أمني"]),
        ("كتب الوزير مقالا، وينقل الدواء عن طريق الجبل لأن [المعبر مغلق].", ["منظمة العفو الدولية"]),
        ("ونقلت عن مصدر أمني مقالا قالت فيه منظمة العفو الدولية إن [المعبر مغلق].", ["منظمة العفو الدولية"]),
    ],
)
def test_whom_somebody_has_it_from_has_said_it(text: str, out: list[str], read: Read) -> None:
    reading, table, (content,) = read(text)
    chain = [named(table, "منظمة العفو الدولية")]
    chain[0].name = "منظمة العفو الدولية"
    found = onward.passed_from(reading, Speakers(reading, table), content[0], chain)
    assert [e.name for e in found] == out


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("قال أحد السائقين إن [الطريق مغلق]. وأضافت أن [الحاجز باق].", True),
        ("قال أحد السائقين إن [الطريق مغلق]. وأضاف أن [الحاجز باق].", False),
        ("قال أحد السائقين إن [الطريق مغلق]. وأضافت الصحيفة أن [الحاجز باق].", False),
    ],
)
def test_she_who_goes_on_is_not_the_man_who_spoke(text: str, another: bool, read: Read) -> None:
    reading, table, (_, content) = read(text)
    spots = Spots(WordMap(reading), table)
    driver = named(table, "أحد السائقين")
    assert is_another(spots, content[0], cue_of(reading, content), driver) is another


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("اتهم الصيادون [حرس السواحل بإطلاق النار].", "بإطلاق"),
        ("وطالبت النقابة [الحكومة المركزية بالإفراج عن العمال].", "بالإفراج"),
        ("واتهمت المعارضة [الوزارة بأنها أخفت التقارير].", "أخفت"),
        ("واتهمت النقابة [إدارة المنجم ب«تجويع العمال»].", "«"),
        # near misses: where he is, no one accused, another verb, another clause
        ("واتهم النائب [مدير المصرف بطنجة].", "مدير"),
        ("وطالب الأهالي [بفتح الطريق وبإقالة المدير].", "بفتح"),
        ("وأكدت النقابة أن [السلطات بدأت بإطلاق العمال].", "السلطات"),
        ("واتهم النائب [الوزارة، وبدأت بإطلاق حملة].", "الوزارة"),
    ],
)
def test_whom_somebody_accuses_is_no_part_of_the_accusation(text: str, begins: str, read: Read) -> None:
    reading, table, (content,) = read(text)
    first = deed(Spots(WordMap(reading), table), content, cue_of(reading, content))
    assert reading.text[reading.tokens[first].start :].startswith(begins)

"""To whom something is said, and who only reacts: each rule with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.learned.addressed import RULES
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.unheard import unheard
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document

from .settling import settled_by


@pytest.mark.parametrize(
    ("text", "word", "kind", "given", "right"),
    [
        # who welcomes takes no part, and behind the preposition stands whose doing it is
        ("رحب القماطي بإعلان الوزارة إطلاق سراح بحارين.", "إطلاق", "RETREAT",
         "القماطي p actor|الوزارة o actor", "القماطي -|الوزارة actor"),
        ("رحبت الوزارة أمس بإطلاق سراح بحارين.", "بإطلاق", "RETREAT",
         "الوزارة o actor|بحارين g recipient", "الوزارة -|بحارين recipient"),
        # who thinks something of others' doings
        ("استنكرت الوزارة غارة شنتها طائرة.", "غارة", "ASSAULT",
         "الوزارة o actor|طائرة a actor", "الوزارة -|طائرة actor"),
        ("نفذت الوزارة غارة بواسطة طائرة.", "غارة", "ASSAULT",
         "الوزارة o actor|طائرة a actor", "الوزارة actor|طائرة actor"),
        ("استنكرت الوزارة ذلك، ونفذ الجيش غارة على مسلحين.", "غارة", "ASSAULT",
         "الجيش o actor|مسلحين g recipient", "الجيش actor|مسلحين recipient"),
        # whatever office stands before the name, and though nobody else is told
        ("ودانت هدى سالم القصف على القرية.", "القصف", "ASSAULT", "هدى سالم p actor", "هدى سالم -"),
        ("ودانت الناطقة باسم المفوضية في تشاد هدى سالم القصف.", "القصف", "ASSAULT",
         "هدى سالم p actor", "هدى سالم -"),
        ("نددت هدى سالم، وشنت القوات القصف على القرية.", "القصف", "ASSAULT", "القوات o actor", "القوات actor"),
        # who protests did not do it, but who answers may have been hit
        ("أغلقت الوزارة السفارة احتجاجا على احتجاز زورق صيد.", "احتجاز", "COERCE",
         "الوزارة o actor|زورق g recipient", "الوزارة -|زورق recipient"),
        ("استدعت الوزارة السفير للاحتجاج على ترحيل عمال.", "ترحيل", "COERCE",
         "السفير g actor|عمال g recipient", "السفير -|عمال recipient"),
        ("استدعت الوزارة السفير للتشاور، ووافق على ترحيل عمال.", "ترحيل", "COERCE",
         "السفير g actor|عمال g recipient", "السفير actor|عمال recipient"),
        ("قصفت القوات التل ردا على هجوم شنته الكتيبة عليها.", "هجوم", "ASSAULT",
         "القوات g recipient|الكتيبة o actor", "القوات recipient|الكتيبة actor"),
        ("وافقت الوزارة على احتجاز زورق صيد.", "احتجاز", "COERCE",
         "الوزارة o actor|زورق g recipient", "الوزارة actor|زورق recipient"),
        # a participle has its doer before it
        ("دعا القماطي إلى الهدوء، مرحبا بوساطة عمان.", "مرحبا", "SUPPORT",
         "القماطي p actor|عمان l actor", "القماطي actor|عمان recipient"),
        ("قال القماطي إن الوزارة ترفض ذلك، متهما الكتيبة بالكذب.", "متهما", "ACCUSE",
         "القماطي p actor|الوزارة o recipient|الكتيبة o recipient",
         "القماطي actor|الوزارة -|الكتيبة recipient"),
        ("قال القماطي إن الوزارة ترفض ذلك، متهما بالكذب الكتيبة.", "متهما", "ACCUSE",
         "القماطي p actor|الوزارة o recipient|الكتيبة o recipient",
         "القماطي actor|الوزارة recipient|الكتيبة recipient"),
        ("رحب بوساطة عمان.", "رحب", "SUPPORT", "عمان l actor", "عمان actor"),
        # asked is who stands behind "from"
        ("طلبت الوزارة من السفير القماطي نقل الرسالة إلى الرئيس الدرعي.", "طلبت", "REQUEST",
         "الوزارة o actor|القماطي p actor|الدرعي p recipient", "الوزارة actor|القماطي recipient|الدرعي -"),
        ("طلبت الوزارة لقاء عاجلا مع الرئيس الدرعي.", "طلبت", "REQUEST",
         "الوزارة o actor|الدرعي p recipient", "الوزارة actor|الدرعي recipient"),
        # the subject goes on, and the body behind the verb is spoken to
        ("ردت الوزارة على البيان، وطالبت الشركة بدفع الرسوم.", "وطالبت", "REQUEST",
         "الوزارة o actor|الشركة o actor", "الوزارة actor|الشركة recipient"),
        ("رد القماطي على البيان، وطالبت الشركة بدفع الرسوم.", "وطالبت", "REQUEST",
         "القماطي p actor|الشركة o actor", "القماطي actor|الشركة actor"),
        ("ردت الوزارة على البيان، وطالبت الشركة النقابة بدفع الرسوم.", "وطالبت", "REQUEST",
         "الوزارة o actor|الشركة o actor|النقابة o recipient", "الوزارة actor|الشركة actor|النقابة recipient"),
        # whom a complaint is brought before
        ("تقدمت الوزارة بشكوى إلى مجلس الأمن ضد الشركة.", "تقدمت", "ACCUSE",
         "الوزارة o actor|مجلس الأمن o recipient|الشركة o recipient",
         "الوزارة actor|مجلس الأمن -|الشركة recipient"),
        ("وجهت الوزارة إلى مجلس الأمن انتقادا.", "انتقادا", "ACCUSE",
         "الوزارة o actor|مجلس الأمن o recipient", "الوزارة actor|مجلس الأمن recipient"),
        # who suffered what is condemned
        ("نددت الوزارة باغتيال الصحفي القماطي.", "نددت", "ACCUSE",
         "الوزارة o actor|القماطي p recipient", "الوزارة actor|القماطي -"),
        ("نددت الوزارة بتصريحات القماطي.", "نددت", "ACCUSE",
         "الوزارة o actor|القماطي p recipient", "الوزارة actor|القماطي recipient"),
        # who heads people, and who goes along
        ("استقبل القماطي وفدا تركيا برئاسة رئيس البلدية نوري أصلان.", "استقبل", "CONSULT",
         "القماطي p recipient|وفدا تركيا g actor|نوري أصلان p recipient",
         "القماطي recipient|وفدا تركيا actor|نوري أصلان actor"),
        ("استقبل القماطي وفدا تركيا، ورئيس البلدية نوري أصلان.", "استقبل", "CONSULT",
         "القماطي p recipient|وفدا تركيا g actor|نوري أصلان p recipient",
         "القماطي recipient|وفدا تركيا actor|نوري أصلان recipient"),
        ("زار القماطي البلدة برفقة قائد المنطقة الدرعي.", "زار", "CONSULT",
         "القماطي p actor|الدرعي p recipient", "القماطي actor|الدرعي actor"),
        ("زار القماطي البلدة للقاء قائد المنطقة الدرعي.", "زار", "CONSULT",
         "القماطي p actor|الدرعي p recipient", "القماطي actor|الدرعي recipient"),
        # of a verb that says it to somebody the object alone is spoken to
        ("وحثت الوزارة القيادة على عدم منح الشركة قواعد.", "وحثت", "REQUEST",
         "الوزارة o actor|القيادة o recipient|الشركة o recipient", "الوزارة actor|القيادة recipient|الشركة -"),
        ("رحب المجلس بقرار الكتيبة، ودعا الوزارة إلى التهدئة.", "ودعا", "REQUEST",
         "المجلس o recipient|الوزارة o recipient", "المجلس actor|الوزارة recipient"),
        ("وحثت الوزارة على عدم منح الشركة قواعد.", "وحثت", "REQUEST",
         "الوزارة o actor|الشركة o recipient", "الوزارة actor|الشركة recipient"),
        ("وحثت الوزارة القيادة والشركة على التهدئة.", "وحثت", "REQUEST",
         "الوزارة o actor|القيادة o recipient|الشركة o recipient", "الوزارة actor|القيادة recipient|الشركة recipient"),
        # whom a further verb concerns, unless nobody else is blamed
        ("اتهمت النقابة الشركة بالكذب، ودعت الوزارة إلى التدخل.", "اتهمت", "ACCUSE",
         "النقابة o actor|الشركة o recipient|الوزارة o recipient", "النقابة actor|الشركة recipient|الوزارة -"),
        ("رفضت النقابة العرض، ودعت الوزارة إلى التدخل.", "رفضت", "REJECT",
         "النقابة o actor|الوزارة o recipient", "النقابة actor|الوزارة recipient"),
        ("اتهمت النقابة الشركة بالكذب والوزارة بالصمت.", "اتهمت", "ACCUSE",
         "النقابة o actor|الشركة o recipient|الوزارة o recipient",
         "النقابة actor|الشركة recipient|الوزارة recipient"),
        # between a verb of visiting and the town stands who came
        (
            "زار نائب وزير الدفاع محمد سالم بنغازي، والتقى المشير خالد حسن.", "زار", "CONSULT",
            "محمد سالم p recipient|خالد حسن p recipient", "محمد سالم actor|خالد حسن recipient",
        ),
        ("زار الوزير محمد سالم، أمس.", "زار", "CONSULT", "محمد سالم p recipient", "محمد سالم recipient"),
        # behind the noun of a visit stands who came
        ("تعهدت الوزارة، خلال زيارة رئيس المجلس القماطي الأخيرة لها، بالدعم.", "زيارة", "CONSULT",
         "الوزارة o actor|القماطي p recipient", "الوزارة -|القماطي actor"),
        ("قام القماطي بزيارة إلى الوزير الدرعي.", "بزيارة", "CONSULT",
         "القماطي p actor|الدرعي p recipient", "القماطي actor|الدرعي recipient"),
        # whom somebody met before is not at the next meeting
        ("التقت السفيرة القماطي، ثم زارت السرايا واجتمعت بالوزير الدرعي.", "واجتمعت", "CONSULT",
         "السفيرة p actor|القماطي p actor|الدرعي p actor", "السفيرة actor|القماطي -|الدرعي actor"),
        ("ذهبت السفيرة والنائب القماطي، ثم اجتمعت بالوزير الدرعي.", "اجتمعت", "CONSULT",
         "السفيرة p actor|القماطي p actor|الدرعي p actor", "السفيرة actor|القماطي actor|الدرعي actor"),
        ("زار وفد يرأسه القماطي سبها والتقى الوزير الدرعي.", "والتقى", "CONSULT",
         "وفد g actor|القماطي p actor|الدرعي p actor", "وفد actor|القماطي actor|الدرعي actor"),
        # behind "before" the first goes on
        ("أجرى القماطي مشاورات مع الدرعي قبل أن يتوجه إلى سبها.", "يتوجه", "CONSULT",
         "القماطي p actor|الدرعي p actor", "القماطي actor|الدرعي -"),
        # of a noun with whom it is said to: «دعوة الوزارة إلى»
        ("جدد القماطي دعوة الوزارة إلى مفاوضات مع الشركة.", "دعوة", "REQUEST",
         "القماطي p actor|الوزارة o recipient|الشركة o recipient", "القماطي actor|الوزارة recipient|الشركة -"),
        # between whom something is to be
        ("رفضت الوزارة المساواة بين الكتيبة والشركة.", "رفضت", "REJECT",
         "الوزارة o actor|الكتيبة o recipient|الشركة o recipient", "الوزارة actor|الكتيبة -|الشركة -"),
        ("دانت الوزارة الاشتباكات بين الكتيبة والشركة.", "دانت", "ACCUSE",
         "الوزارة o actor|الكتيبة o recipient|الشركة o recipient", "الوزارة actor|الكتيبة recipient|الشركة recipient"),
        # they are whom it is said to
        ("استقبل القماطي النائبين الدرعي، وأكد لهم دعم الحوار.", "دعم", "SUPPORT",
         "القماطي p actor|الدرعي p actor", "القماطي actor|الدرعي -"),
        ("استقبل القماطي النائب الدرعي، وأكدا دعم الحوار.", "دعم", "SUPPORT",
         "القماطي p actor|الدرعي p actor", "القماطي actor|الدرعي actor"),
        # the country is treated so, and not her own envoy
        ("استدعت الوزارة سفيرها لدى إسبانيا القماطي للتشاور.", "استدعت", "SANCTION",
         "الوزارة o actor|إسبانيا l recipient|القماطي p recipient", "الوزارة actor|إسبانيا recipient|القماطي -"),
        ("استدعت الوزارة سفيرها القماطي للتشاور.", "استدعت", "SANCTION",
         "الوزارة o actor|القماطي p recipient", "الوزارة actor|القماطي recipient"),
    ],
)  # fmt: skip
def test_sides(text: str, word: str, kind: str, given: str, right: str) -> None:
    assert settled_by(RULES, text, word, kind, given) == right


CALL = "تلقى وزير الخارجية أسعد الشيباني اتصالا من نظيره التركي هاكان فيدان"


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "wanted"),
    [
        # whoever called says what is said in the call
        (f"{CALL}، أكد فيه دعم بلاده للحوار.", "دعم", "SUPPORT", "أسعد الشيباني", ["هاكان فيدان"]),
        (f"{CALL}، وأكد دعم بلاده للحوار.", "دعم", "SUPPORT", "أسعد الشيباني", ["أسعد الشيباني"]),
        (f"{CALL}، أكد فيه أن الوزارة تنوي دعم الحوار.", "دعم", "SUPPORT", "أسعد الشيباني", ["أسعد الشيباني"]),
        ("أجرى أسعد الشيباني اتصالا مع هاكان فيدان، أكد فيه دعم الحوار.", "دعم", "SUPPORT",
         "أسعد الشيباني", ["أسعد الشيباني"]),
        (f"{CALL}، أكد فيه أسعد الشيباني دعم بلاده للحوار.", "دعم", "SUPPORT", "أسعد الشيباني", ["أسعد الشيباني"]),
        # two names in a row behind such a verb
        ("وطالب مجلس التعاون الخليجي بغداد بخطوات عاجلة.", "وطالب", "REQUEST", "", ["مجلس التعاون الخليجي"]),
        ("وطالب مجلس التعاون الخليجي وبغداد بخطوات عاجلة.", "وطالب", "REQUEST", "", []),
        ("وطالب النائب أسعد الشيباني رئيس الحكومة هاكان فيدان بالرد.", "وطالب", "REQUEST", "", ["أسعد الشيباني"]),
        ("وطالب النائب أسعد الشيباني ورئيس الحكومة هاكان فيدان بالرد.", "وطالب", "REQUEST", "", []),
    ],
)  # fmt: skip
def test_who_called(text: str, word: str, kind: str, actor: str, wanted: list[str]) -> None:
    assert asked(text, word, kind, actor, "")[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("طلبت فرنسا من إسرائيل وقف القصف، ومن الأمم المتحدة إرسال بعثة.", ["إسرائيل", "الأمم المتحدة"]),
        ("طلبت فرنسا من إسرائيل وقف القصف، ومن المقرر أن تزور الأمم المتحدة البلدة.", ["إسرائيل"]),
        ("طلبت فرنسا من إسرائيل وقف القصف، وعاد وفد من الأمم المتحدة أمس.", ["إسرائيل"]),
    ],
)
def test_who_else_is_asked(text: str, wanted: list[str]) -> None:
    assert asked(text, "طلبت", "REQUEST", "فرنسا", "إسرائيل")[1] == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("وذكر التقرير أن فرنسا سلمت النيجر طائرتين.", "سلمت", (["فرنسا"], ["النيجر"])),
        ("فرنسا سلمت النيجر طائرتين.", "سلمت", (["فرنسا"], ["النيجر"])),
        # where it was, or who does it behind the verb
        ("وذكر التقرير أن الشركة في فرنسا سلمت النيجر طائرتين.", "سلمت", ([], [])),
        ("وذكر التقرير أن فرنسا سلمت طائرتين.", "سلمت", ([], [])),
        ("وذكر التقرير أن طائرات فرنسا سلمتها النيجر.", "سلمتها", ([], [])),
    ],
)
def test_who_gives_and_to_whom(text: str, word: str, wanted: tuple[list[str], list[str]]) -> None:
    assert asked(text, word, "AID", "", "") == wanted


def asked(text: str, word: str, kind: str, actor: str, recipient: str) -> tuple[list[str], list[str]]:
    """The sides of what `word` tells, with whom grammar adds to those whom the votes gave."""
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, *find_entities(reading, ())))
    token = reading.token_at(text.index(word))

    def known(name: str) -> list[Found]:
        return [next(e for s in spots.all if (e := spots.entity(s)).name == name)] if name else []

    roles = {"actor": known(actor), "recipient": known(recipient), "place": [], "from": []}
    rows = [r for r in readings_at(reading, token) if r.trigger.type == kind]
    list(unheard(spots, token, kind, rows, roles))
    return [e.name for e in roles["actor"]], [e.name for e in roles["recipient"]]


def test_who_is_asked_over_the_phone() -> None:
    text = "أجرى أسعد الشيباني مكالمة هاتفية مع هاكان فيدان، طلب خلالها ضمان السلامة."
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, *find_entities(reading, ())))
    token = reading.token_at(text.index("طلب"))
    both = [next(e for s in spots.all if (e := spots.entity(s)).name == n) for n in ("أسعد الشيباني", "هاكان فيدان")]
    rows = [r for r in readings_at(reading, token) if r.trigger.type == "REQUEST"]
    roles = {"actor": list(both), "recipient": [], "place": [], "from": []}
    list(unheard(spots, token, "REQUEST", rows, roles))
    assert (roles["actor"], roles["recipient"]) == ([both[0]], [both[1]])
    roles = {"actor": list(both), "recipient": [], "place": [], "from": []}
    list(unheard(spots, token, "SUPPORT", rows, roles))
    assert roles["actor"] == both


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("رحبت البعثة باتفاق توصلت إليه وزارة الدفاع ووزارة العدل، وحثت الطرفين.", ["وزارة الدفاع", "وزارة العدل"]),
        ("رحبت البعثة باتفاق وزارة الدفاع ووزارة العدل ووزارة الصحة، وحثت الطرفين.", []),
        ("رحبت البعثة باتفاق وزارة الدفاع مع وزارة العدل، وحثت الطرفين.", []),
    ],
)
def test_two_who_are_joined_before(text: str, wanted: list[str]) -> None:
    reading = Reading.of(Document("t", text))
    spots = Spots(WordMap(reading), EntityTable(reading, *find_entities(reading, ())))
    found = spots.joined_before(reading.token_at(text.index("وحثت")), [])
    assert [e.name for e in found] == wanted

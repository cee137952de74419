"""Who acted and who was acted on, where voice, pronoun, ending or frame say it: each rule with a near miss."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.roles import case_of, is_accusative
from marsad.analysis.events.triggers import readings_at, trigger_readings
from marsad.analysis.learned import carried, subjects
from marsad.analysis.learned.meetings import of_meeting
from marsad.analysis.learned.sides import RULES, Standing, Word, is_lemma, says, settle
from marsad.analysis.pipeline import Analyser
from marsad.analysis.reading import Reading
from marsad.lexicon.paradigms import without_object
from marsad.lexicon.tables import read_table
from marsad.model.document import Document
from marsad.model.record import EntityType
from marsad.text.views import fold


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(tagger=False)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        # "by" in its several forms
        ("اعتقل ثلاثة ناشطين في سبها من طرف وزارة الداخلية.", "COERCE", "وزارة الداخلية", "ثلاثة ناشطين"),
        ("قتل ثلاثة ناشطين على أيدي عناصر الشرطة.", "ASSAULT", "الشرطة", "ثلاثة ناشطين"),
        ("اعتقلت وزارة الداخلية ثلاثة ناشطين قبل يومين.", "COERCE", "وزارة الداخلية", "ثلاثة ناشطين"),
        ("اعتقلت وزارة الداخلية ثلاثة ناشطين في طرف المدينة.", "COERCE", "وزارة الداخلية", "ثلاثة ناشطين"),
        # host and guest
        ("استُقبل الوزير يوسف القماطي من طرف السفير هشام الدرعي.", "CONSULT", "يوسف القماطي", "هشام الدرعي"),
        ("وصل الوزير يوسف القماطي واستقبله السفير هشام الدرعي.", "CONSULT", "يوسف القماطي", "هشام الدرعي"),
        # the ending of the oblique case behind a verb, and that of the nominative
        ("زار السفير هشام الدرعي سبها وحث المقاتلين على الانسحاب.", "REQUEST", "هشام الدرعي", "المقاتلين"),
        ("اتهمت وزارة الداخلية المقاتلين بالقتل.", "ACCUSE", "وزارة الداخلية", "المقاتلين"),
    ],
)  # fmt: skip
def test_syntax_knows_the_sides(analyser: Analyser, text: str, kind: str, actor: str, recipient: str) -> None:
    record = analyser.analyze(Document("example", text, published="2025-03-20"))
    names = {e.id: e.name for e in record.entities}
    told = [
        (" ".join(names[i] for i in e.actor), " ".join(names[i] for i in e.recipient))
        for e in record.events
        if e.type == kind
    ]
    assert any(actor in a and recipient in r for a, r in told), told


def test_a_word_is_read_as_its_letters_allow() -> None:
    reading = Reading.of(Document("d", "إصابة القبطان، وأصابه الجندي"))
    assert {r.kind for r in readings_at(reading, 0)} == {"noun"}
    assert {r.kind for r in readings_at(reading, 3)} >= {"verb"}
    # "his call" before "I called him"
    assert trigger_readings("دعوته")[0].kind == "noun"


@pytest.mark.parametrize("row", read_table("ar/events/sides.tsv"), ids=lambda r: r["past"])
def test_every_verb_has_an_example(row: dict[str, str]) -> None:
    norms = [t.norm for t in Reading.of(Document("d", row["example"])).tokens]
    if row["side"] in ("suffers", "urges", "seizes", "alone"):
        kind = "noun" if row["side"] == "suffers" else "verb"
        assert any(r.kind == kind and r.trigger.lemma == row["past"] for r in trigger_readings(norms[0]))
        assert is_lemma(row["past"], row["side"]) and not is_lemma("وصل", row["side"])
    else:
        forms = [form for n in norms for form in (n, *(inner for inner, _ in without_object(n)))]
        assert any(says(form, row["side"]) for form in forms)
        assert not says(fold("وصل"), row["side"])


def settled(text: str, verb: str, kind: str, taking_part: str, mode: str | None = None) -> tuple[str, str | None]:
    """The sides as settled: `taking_part` has the mentions as "words type role", "|" between them, in any order."""
    reading = Reading.of(Document("d", text))
    start = text.index(verb)
    token = reading.token_at(start)
    rows = [r for r in readings_at(reading, token) if r.trigger.type == kind]
    who: list[Standing] = []
    roles: dict[str, list[Found]] = {"actor": [], "recipient": [], "place": [], "from": []}
    types: dict[str, EntityType] = {"p": "person", "g": "group", "o": "organization", "a": "asset"}
    for part in taking_part.split("|"):
        words, form, role = part.rsplit(" ", 2)
        begin = text.index(words)
        first, last = reading.tokens_in(begin, begin + len(words))
        entity = Found(types[form], words)
        roles[role].append(entity)
        case = "" if is_accusative(reading, first, types[form]) else case_of(reading, first, begin)
        who.append(Standing(entity, types[form], first, last, case, begin))
    sentence = reading.sentence_of(token)
    maybe_noun = any(r.kind == "noun" for r in rows)
    word = Word(reading, token, rows[0], sentence.first, sentence.last, maybe_noun)
    settle((*RULES, *carried.RULES, *subjects.RULES), word, who, roles)
    told = of_meeting(word, who, roles, mode) if kind == "CONSULT" else mode
    out = [f"{s.entity.name} {next((r for r in roles if s.entity in roles[r]), '-')}" for s in who]
    return "|".join(out), told


@pytest.mark.parametrize(
    ("text", "verb", "kind", "given", "right"),
    [
        # a pronoun on the verb: who stands behind did it
        ("تاه رحالة في الجبل وأنقذه رعاة من القرية.", "أنقذه", "AID",
         "رحالة g actor|رعاة g recipient", "رحالة recipient|رعاة actor"),
        ("وقال إن رحالة أنقذ رعاة من السيل.", "أنقذ", "AID",
         "رحالة g actor|رعاة g recipient", "رحالة actor|رعاة recipient"),
        # whoever else stands before it did nothing
        ("اتهم رحالة مهربين، وهي تهمة رفضها رعاة من القرية.", "رفضها", "REJECT",
         "رحالة g actor|مهربين g recipient|رعاة g actor", "رحالة -|مهربين recipient|رعاة actor"),
        ("اتهم رحالة مهربين، ورفض التهمة رعاة من القرية.", "رفض", "REJECT",
         "رحالة g actor|مهربين g recipient|رعاة g actor", "رحالة actor|مهربين recipient|رعاة actor"),
        # a vowel sign, or "by"
        ("الرعاة مُنعوا من بلوغ الينابيع.", "مُنعوا", "COERCE", "الرعاة g actor", "الرعاة recipient"),
        ("الرعاة مَنعوا من بلوغ الينابيع.", "مَنعوا", "COERCE", "الرعاة g actor", "الرعاة actor"),
        ("أحرق الجسر على أيدي مسلحين.", "أحرق", "ASSAULT", "مسلحين g recipient", "مسلحين actor"),
        ("اقتحام المصرف من طرف مسلحين ليلا.", "اقتحام", "ASSAULT",
         "المصرف o actor|مسلحين g actor", "المصرف recipient|مسلحين actor"),
        ("تعرض المصرف لهجوم من قبل مسلحين.", "تعرض", "ASSAULT",
         "المصرف o actor|مسلحين g recipient", "المصرف recipient|مسلحين actor"),
        ("اقتحم مسلحين المصرف من طرف الشارع.", "اقتحم", "ASSAULT", "المصرف o recipient", "المصرف recipient"),
        # behind some nouns stands who suffered, unless an object follows
        ("توقيف المختار في المطار ليلا.", "توقيف", "COERCE", "المختار p actor", "المختار recipient"),
        ("توقيف الشرطي ناشطا في المطار.", "توقيف", "COERCE",
         "الشرطي p actor|ناشطا g recipient", "الشرطي actor|ناشطا recipient"),
        ("توقيف الشرطة في المطار.", "توقيف", "COERCE", "الشرطة o actor", "الشرطة actor"),
        ("مقتل مسلحين في كمين.", "مقتل", "ASSAULT", "مسلحين g actor", "مسلحين recipient"),
        ("هجوم مسلحين على الحاجز.", "هجوم", "ASSAULT", "مسلحين g actor", "مسلحين actor"),
        # "we" are nobody whom the sentence names; an ending that only an object has
        ("نطالب الوزارة بفتح تحقيق.", "نطالب", "REQUEST", "الوزارة o actor", "الوزارة recipient"),
        ("تطالب الوزارة بفتح تحقيق.", "تطالب", "REQUEST", "الوزارة o actor", "الوزارة actor"),
        ("وحث المقاتلين على الانسحاب.", "وحث", "REQUEST", "المقاتلين g actor", "المقاتلين recipient"),
        ("الدورية أوقفت 12 رجلا في السوق.", "أوقفت", "COERCE", "الدورية g actor", "الدورية actor"),
        ("حارسان أوقفا أمس.", "أوقفا", "COERCE", "حارسان g actor", "حارسان recipient"),
        ("وحث المقاتلون على الانسحاب.", "وحث", "REQUEST", "المقاتلون g actor", "المقاتلون actor"),
        # a verb before its subject is singular and of its gender
        ("ودعا الحكومة إلى الحوار.", "ودعا", "REQUEST", "الحكومة o actor", "الحكومة recipient"),
        ("ودعت الحكومة إلى الحوار.", "ودعت", "REQUEST", "الحكومة o actor", "الحكومة actor"),
        ("ودعا صباح أمس وزارة النفط.", "ودعا", "REQUEST", "وزارة النفط o actor", "وزارة النفط actor"),
        ("ودعت مجلس النواب إلى الحوار.", "ودعت", "REQUEST", "مجلس النواب o actor", "مجلس النواب recipient"),
        ("ودعت مصادر محلية إلى الحوار.", "ودعت", "REQUEST", "مصادر محلية g actor", "مصادر محلية actor"),
        ("وطالبوا المجلس بالرواتب.", "وطالبوا", "REQUEST", "المجلس o actor", "المجلس recipient"),
        ("بعد تعهد الحكومة بالرواتب.", "تعهد", "AGREE", "الحكومة o actor", "الحكومة actor"),
        ("وطالب المجلس بالرواتب.", "وطالب", "REQUEST", "المجلس o actor", "المجلس actor"),
        # «القادة» are men, whatever the ending
        ("وأدان القادة في بيان الانقلاب.", "وأدان", "ACCUSE", "القادة g actor", "القادة actor"),
        ("وأدان الوزارة في بيان.", "وأدان", "ACCUSE", "الوزارة o actor", "الوزارة recipient"),
        # who is moved
        ("نشر الجيش جنودا في القرية.", "نشر", "MOBILIZE", "الجيش o actor|جنودا g actor", "الجيش actor|جنودا -"),
        ("نشر الجيش والشرطة في القرية.", "نشر", "MOBILIZE", "الجيش o actor|الشرطة o actor", "الجيش actor|الشرطة actor"),
        # who is given something
        ("تلقى السفير تهديدا من مسلحين.", "تهديدا", "THREATEN",
         "السفير p actor|مسلحين g recipient", "السفير recipient|مسلحين actor"),
        ("وجه السفير تهديدا إلى مسلحين.", "تهديدا", "THREATEN",
         "السفير p actor|مسلحين g recipient", "السفير actor|مسلحين recipient"),
        ("تسلّم الجيش طائرتين هدية من أنقرة.", "تسلّم", "COERCE", "الجيش o actor", "الجيش recipient"),
        # without a sign on the letter who gave says so
        ("وتسلم الجيش، الأحد، زورقين من البحرية.", "وتسلم", "AID",
         "الجيش o actor|البحرية o actor", "الجيش recipient|البحرية actor"),
        ("وتسلم الوزارة المستشفى سيارتين.", "وتسلم", "AID",
         "الوزارة o actor|المستشفى o recipient", "الوزارة actor|المستشفى recipient"),
        # what is handed on to somebody is no receiver
        ("منحت الوزارة سيارتين، سلمها السفير إلى المستشفى.", "سلمها", "AID",
         "الوزارة o actor|السفير p actor", "الوزارة actor|السفير actor"),
        ("وصلت الوزارة أمس وسلمها السفير سيارتين.", "وسلمها", "AID",
         "الوزارة o actor|السفير p actor", "الوزارة recipient|السفير actor"),
        # behind "who" its antecedent does it, with a noun that the verb carries too
        ("التقت المبعوثة الوزير، الذي رفض القرار.", "رفض", "REJECT",
         "المبعوثة p actor|الوزير p actor", "المبعوثة -|الوزير actor"),
        ("التقت المبعوثة الوزير، الذي أكد دعمه للخطة.", "دعمه", "SUPPORT",
         "المبعوثة p actor|الوزير p actor", "المبعوثة -|الوزير actor"),
        ("التقت المبعوثة الوزير الذي رفضت خطته.", "رفضت", "REJECT",
         "المبعوثة p actor|الوزير p actor", "المبعوثة actor|الوزير actor"),
        ("التقت المبعوثة الوزير، الذي تلقى دعمه من الجيش.", "دعمه", "SUPPORT",
         "المبعوثة p actor|الوزير p recipient", "المبعوثة actor|الوزير recipient"),
        # whom it was said to
        ("الوزير أبلغ السفير رفض القرار.", "رفض", "REJECT",
         "الوزير p actor|السفير p actor", "الوزير actor|السفير recipient"),
        ("استدعت الوزارة السفير احتجاجا على القرار.", "احتجاجا", "ACCUSE",
         "الوزارة o actor|السفير p actor", "الوزارة actor|السفير recipient"),
        ("استدعت الوزارة السفير وأبلغته احتجاجها على القرار.", "احتجاجها", "ACCUSE",
         "الوزارة o actor|السفير p actor", "الوزارة actor|السفير recipient"),
        ("أبلغ الوزير وسائل الإعلام أن السفير أعلن رفضه للقرار.", "رفضه", "REJECT",
         "الوزير p actor|السفير p actor", "الوزير actor|السفير actor"),
        ("أعلن الوزير والسفير رفض القرار.", "رفض", "REJECT",
         "الوزير p actor|السفير p actor", "الوزير actor|السفير actor"),
        # a verb in the singular goes on with the subject of the one before
        ("عين الاتحاد القماطي مبعوثا إلى الساحل، وحث الوزارة على الحوار.", "وحث", "REQUEST",
         "الاتحاد o actor|القماطي p actor|الوزارة o recipient", "الاتحاد actor|القماطي -|الوزارة recipient"),
        ("عين الاتحاد القماطي مبعوثا إلى الساحل، وحثا الوزارة على الحوار.", "وحثا", "REQUEST",
         "الاتحاد o actor|القماطي p actor|الوزارة o recipient", "الاتحاد actor|القماطي actor|الوزارة recipient"),
        ("أصدر الاتحاد والقماطي بيانا، وحث الوزارة على الحوار.", "وحث", "REQUEST",
         "الاتحاد o actor|القماطي p actor|الوزارة o recipient", "الاتحاد actor|القماطي actor|الوزارة recipient"),
        # the visitor is who was sent, whether the sender stands before the verb or behind
        ("أوفد الرئيس نائبه القماطي إلى سبها.", "أوفد", "CONSULT",
         "الرئيس p actor|القماطي p actor", "الرئيس -|القماطي actor"),
        ("النقابة أوفدت لجنة إلى سبها.", "أوفدت", "CONSULT",
         "النقابة o actor|لجنة g actor", "النقابة -|لجنة actor"),
        ("أوفد الرئيس إلى سبها للقاء القماطي.", "أوفد", "CONSULT",
         "الرئيس p actor|القماطي p recipient", "الرئيس actor|القماطي recipient"),
        # who only wrote was not there
        ("استقبل الوزير السفير الذي نقل إليه رسالة خطية من القماطي.", "استقبل", "CONSULT",
         "الوزير p recipient|السفير p actor|القماطي p actor", "الوزير recipient|السفير actor|القماطي -"),
        ("استقبل الوزير السفير القادم من القماطي.", "استقبل", "CONSULT",
         "الوزير p recipient|السفير p actor|القماطي p actor", "الوزير recipient|السفير actor|القماطي actor"),
    ],
)  # fmt: skip
def test_who_acts_on_whom(text: str, verb: str, kind: str, given: str, right: str) -> None:
    assert settled(text, verb, kind, given)[0] == right


@pytest.mark.parametrize(
    ("text", "verb", "mode", "given", "right"),
    [
        # the host receives, the guest comes
        ("استقبل الوزير صباح الأحد وفدا يمنيا.", "استقبل", "visit",
         "الوزير p actor|وفدا g actor", "الوزير recipient|وفدا actor"),
        ("الوزير نفسه قد استقبل في مكتبه وفدا يمنيا.", "استقبل", "visit",
         "الوزير p actor|وفدا g actor", "الوزير recipient|وفدا actor"),
        ("استقبل الوزير السفير والقنصل.", "استقبل", "visit",
         "الوزير p recipient|السفير p recipient|القنصل p recipient", "الوزير recipient|السفير actor|القنصل actor"),
        ("استقبل الوزير والقنصل السفير.", "استقبل", "visit",
         "الوزير p recipient|القنصل p recipient|السفير p actor", "الوزير recipient|القنصل recipient|السفير actor"),
        ("استقبل الوزير السفير والقنصل.", "استقبل", "visit",
         "الوزير p recipient|السفير p actor|القنصل p actor", "الوزير recipient|السفير actor|القنصل actor"),
        ("وكان قد استقبل السفير اليوناني.", "استقبل", "visit", "السفير p recipient", "السفير actor"),
        ("وكان قد استقبله السفير اليوناني.", "استقبله", "visit", "السفير p recipient", "السفير recipient"),
        # who meet are equals
        ("التقى الوزير السفير.", "التقى", "visit", "الوزير p actor|السفير p actor", "الوزير actor|السفير actor"),
        ("التقى الوزير السفير.", "التقى", None, "الوزير p actor|السفير p recipient", "الوزير actor|السفير actor"),
        ("زار الوزير سبها والتقى السفير.", "التقى", "visit",
         "الوزير p actor|السفير p actor", "الوزير actor|السفير recipient"),
        ("انتقل الوزير إلى سبها والتقى بالسفير.", "التقى", "visit",
         "الوزير p actor|السفير p actor", "الوزير actor|السفير recipient"),
        ("بعد زيارة إلى سبها التقى الوزير السفير.", "التقى", "visit",
         "الوزير p actor|السفير p actor", "الوزير actor|السفير actor"),
        ("قال الوزير إنه لم يلتق السفير قط.", "يلتق", "visit", "الوزير p actor", "الوزير actor"),
        # a visit has one who comes, alone or in company
        ("زار الوزير القائد في مكتبه.", "زار", "visit",
         "الوزير p actor|القائد p actor", "الوزير actor|القائد recipient"),
        ("زار الوزير سبها برفقة القائد.", "زار", "visit", "الوزير p actor|القائد p actor", "الوزير actor|القائد actor"),
        ("حضر اللقاء ممثله السيد القماطي.", "حضر", "visit",
         "ممثله g actor|القماطي p actor", "ممثله actor|القماطي actor"),
        ("سيُستقبل الوفد من الوزير.", "سيُستقبل", "visit",
         "الوفد g actor|الوزير p actor", "الوفد actor|الوزير recipient"),
        ("زار الوزير والقائد سبها.", "زار", "visit", "الوزير p actor|القائد p actor", "الوزير actor|القائد actor"),
        ("زار وفد يرأسه القائد سبها.", "زار", "visit", "وفد g actor|القائد p actor", "وفد actor|القائد actor"),
        ("بكى الشيخ حين زاره القائد.", "زاره", "visit", "الشيخ p actor|القائد p actor", "الشيخ recipient|القائد actor"),
        # the verb of meeting goes on with who came; whoever came along did not come to himself
        ("وصل المبعوث إلى عدن والتقى الوزير.", "وصل", "visit", "المبعوث p actor|الوزير p actor",
         "المبعوث actor|الوزير recipient"),
        ("وصل المبعوث والوزير إلى عدن والتقيا الأعيان.", "وصل", "visit",
         "المبعوث p actor|الوزير p actor|الأعيان g actor", "المبعوث actor|الوزير actor|الأعيان recipient"),
        ("وصل المبعوث إلى عدن مع الوزير.", "وصل", "visit", "المبعوث p actor|الوزير p actor",
         "المبعوث actor|الوزير actor"),
    ],
)  # fmt: skip
def test_host_and_guest(text: str, verb: str, mode: str | None, given: str, right: str) -> None:
    assert settled(text, verb, "CONSULT", given, mode)[0] == right


def test_a_meeting_is_no_visit_unless_somebody_came() -> None:
    given = "الوزير p actor|السفير p actor"
    assert settled("التقى الوزير السفير.", "التقى", "CONSULT", given, "visit")[1] is None
    assert settled("زار الوزير سبها والتقى السفير.", "التقى", "CONSULT", given, "visit")[1] == "visit"
    by_phone = "الوزير p actor|السفير p recipient"
    told = settled("أجرى الوزير اتصالا هاتفيا بالسفير.", "أجرى", "CONSULT", by_phone, None)
    assert told == ("الوزير actor|السفير actor", "phone")
    assert settled("التقى الوزير السفير، وتحدث هاتفيا مع غيره.", "التقى", "CONSULT", given, None)[1] is None
    assert settled("لم يلتق الوزير أحدا.", "يلتق", "CONSULT", "الوزير p actor", "visit")[1] is None
    # who heads a delegation doesn't meet it
    given = "وفدا g actor|القائد p actor"
    told = settled("بعد الزيارة استقبلنا وفدا ترأسه القائد.", "ترأسه", "CONSULT", given, "visit")
    assert told == ("وفدا actor|القائد actor", "visit")
    assert settled("اتصل الوزير بالسفير.", "اتصل", "CONSULT", "الوزير p actor|السفير p actor", "phone")[1] == "phone"


def test_a_meeting_under_somebodys_auspices_has_a_third_party() -> None:
    given = "الوزير p actor|السفير p actor"
    for text in ("التقى الوزير السفير برعاية الأمم المتحدة.", "التقى الوزير السفير أمس تحت رعاية عمان."):
        assert settled(text, "التقى", "CONSULT", given, "visit")[1] == "third-party"
    # who is cared for, and what was brought about by somebody else before
    for text in ("التقى الوزير السفير في دار رعاية الأيتام.", "بعد هدنة برعاية عمان التقى الوزير السفير."):
        assert settled(text, "التقى", "CONSULT", given, None)[1] is None
    assert settled("اتصل الوزير بالسفير برعاية عمان.", "اتصل", "CONSULT", given, "phone")[1] == "phone"


@pytest.mark.parametrize(
    ("text", "verb", "kind", "given", "right"),
    [
        # verbs that are said to somebody: one alone behind them is he, and not the speaker
        ("جدد المجلس دعمه وحث الأهالي على الهدوء.", "حث", "REQUEST", "الأهالي g actor", "الأهالي recipient"),
        ("وناشد الوزير السكان مساعدته.", "ناشد", "REQUEST", "الوزير g actor", "الوزير actor"),
        ("قال إنه لم يدفع شيئا، وشكر السلطان هشام الدرعي.", "شكر", "SUPPORT",
         "هشام الدرعي p actor", "هشام الدرعي recipient"),
        ("نشرت رسالة شكر وجهها هشام الدرعي إلى العاصمة.", "شكر", "SUPPORT",
         "هشام الدرعي p actor", "هشام الدرعي actor"),
        # verbs that somebody suffers, with nobody behind them
        ("حارسان أوقفا أمس على ذمة التحقيق.", "أوقفا", "COERCE", "حارسان g actor", "حارسان recipient"),
        ("حارسان أوقفا أمس شابا على الطريق.", "أوقفا", "COERCE", "حارسان g actor", "حارسان actor"),
        ("وقد أوقف الشرطي.", "أوقف", "COERCE", "الشرطي g actor", "الشرطي recipient"),
        ("وقد أوقف الشرطي في سبها ثلاثة.", "أوقف", "COERCE", "الشرطي g actor", "الشرطي actor"),
        ("الشرطة أوقفت أمس في سبها ثلاثة.", "أوقفت", "COERCE", "الشرطة o actor", "الشرطة actor"),
        # who carried it out is named behind the noun
        ("انصرف المحتجون إثر لقاء ضم القائد والوالي.", "لقاء", "CONSULT",
         "المحتجون g actor|القائد g actor|الوالي g actor", "المحتجون -|القائد actor|الوالي actor"),
        ("انصرف المحتجون إثر لقاء مع القائد والوالي.", "لقاء", "CONSULT",
         "المحتجون g actor|القائد g actor|الوالي g actor", "المحتجون actor|القائد actor|الوالي actor"),
        ("فتح الجهاز تحقيقا إثر شكوى تقدم بها مهاجر.", "شكوى", "ACCUSE",
         "الجهاز o actor|مهاجر g recipient", "الجهاز -|مهاجر actor"),
        ("أضرب الممرضون بعد اعتداء تعرضت له زميلة لهم.", "اعتداء", "ASSAULT",
         "الممرضون g actor|زميلة g actor", "الممرضون -|زميلة recipient"),
        ("نفذ المسلحون هجوما قاده ضابط سابق.", "هجوما", "ASSAULT",
         "المسلحون g actor|ضابط g actor", "المسلحون actor|ضابط actor"),
        # but for whom it was done to behind a time
        ("كان مسلحون قد خطفوا في يناير الطبيب من منزله.", "خطفوا", "ASSAULT",
         "مسلحون g actor|الطبيب p recipient", "مسلحون actor|الطبيب recipient"),
        ("كان مسلحون قد خطفوا في يناير من المنزل.", "خطفوا", "ASSAULT", "مسلحون g actor", "مسلحون recipient"),
        # two behind the noun are who accuses and whom
        ("نفى الجيش ذلك بعد اتهام الحركة الشرطة بالقصف.", "اتهام", "ACCUSE",
         "الجيش o actor|الحركة o recipient|الشرطة o recipient", "الجيش -|الحركة actor|الشرطة recipient"),
        ("كرر الجيش اتهام الحركة بالقصف.", "اتهام", "ACCUSE",
         "الجيش o actor|الحركة o recipient", "الجيش actor|الحركة recipient"),
        # whose guests others are
        ("الجهاز استضاف في طبرق محادثات بين مبعوثين.", "استضاف", "CONSULT",
         "الجهاز o actor|مبعوثين g actor", "الجهاز recipient|مبعوثين actor"),
        ("الجهاز استضاف محادثات في طبرق.", "استضاف", "CONSULT", "الجهاز o actor", "الجهاز actor"),
        # who stands between «كان» and «قد» is the subject
        ("أضرب الجرحى أمس، وكان حارس قد أصيب برصاصة.", "أصيب", "ASSAULT",
         "الجرحى g recipient|حارس g recipient", "الجرحى -|حارس recipient"),
        ("أضرب الجرحى أمس، وكانت المنظمة قد عارضت ذلك.", "عارضت", "REJECT",
         "الجرحى g actor|المنظمة o recipient", "الجرحى -|المنظمة actor"),
        ("أضرب الجرحى أمس، وقد أصيب حارس برصاصة.", "أصيب", "ASSAULT",
         "الجرحى g recipient|حارس g recipient", "الجرحى recipient|حارس recipient"),
        ("أضرب الجرحى أمس، وكانت قد عارضت المنظمة ذلك.", "عارضت", "REJECT",
         "الجرحى g actor|المنظمة o recipient", "الجرحى actor|المنظمة recipient"),
        ("أضرب الجرحى أمس، وكان المجلس قد استقبل وفدا.", "استقبل", "CONSULT",
         "المجلس o recipient|وفدا g actor", "المجلس recipient|وفدا actor"),
        # who was exposed to something suffered it; a promise is given by whom it comes from
        ("وتعرض سائق لهجوم من قناص.", "تعرض", "ASSAULT", "سائق g actor|قناص g recipient", "سائق recipient|قناص actor"),
        ("الوالي قد تلقى أمس وعدا من الأركان.", "وعدا", "AGREE",
         "الوالي g actor|الأركان o recipient", "الوالي recipient|الأركان actor"),
        # one alone behind a verb of receiving is the guest, and the host was named a sentence before
        ("لم تجتمع نادية العمري بأحد. واستقبلت مدير الميناء في مكتبها.", "استقبلت", "CONSULT",
         "نادية العمري p actor|مدير الميناء g recipient", "نادية العمري recipient|مدير الميناء actor"),
        ("لم تجتمع نادية العمري بأحد. واستقبلت المديرة وفدا في مكتبها.", "استقبلت", "CONSULT",
         "وفدا g actor|المديرة g recipient", "وفدا actor|المديرة recipient"),
    ],
)  # fmt: skip
def test_whom_a_verb_needs_and_who_carried_it_out(text: str, verb: str, kind: str, given: str, right: str) -> None:
    assert settled(text, verb, kind, given)[0] == right


@pytest.mark.parametrize(
    ("text", "verb", "kind", "given", "right"),
    [
        # the first of two behind a verb of receiving is the host
        ("استقبل السفير هشام الدرعي في مكتبه المدير العام.", "استقبل", "CONSULT",
         "هشام الدرعي p actor|المدير العام g recipient", "هشام الدرعي recipient|المدير العام actor"),
        ("استقبل الوزير هشام الدرعي والوفد المرافق.", "استقبل", "CONSULT",
         "هشام الدرعي p actor|الوفد المرافق g recipient", "هشام الدرعي actor|الوفد المرافق recipient"),
        ("استقبل السفير هشام الدرعي في مكتبه المدير العام.", "استقبل", "CONSULT",
         "هشام الدرعي p actor|المدير العام g actor", "هشام الدرعي recipient|المدير العام actor"),
        ("استقبل الوزير هشام الدرعي والوفد المرافق.", "استقبل", "CONSULT",
         "هشام الدرعي p actor|الوفد المرافق g actor", "هشام الدرعي actor|الوفد المرافق actor"),
        ("هشام الدرعي استقبل السفير وأبلغه احتجاج الأركان.", "استقبل", "CONSULT",
         "هشام الدرعي p actor|السفير g recipient|الأركان o actor",
         "هشام الدرعي recipient|السفير actor|الأركان -"),
        # before an object with its owner stands the subject
        ("سحبت المنظمة سفراءها، وأغلقت الشرطة مكاتبها.", "وأغلقت", "SANCTION",
         "المنظمة o actor|الشرطة o recipient", "المنظمة -|الشرطة actor"),
        ("دخلت القوات البلدة، وأغلقت الشرطة فيها.", "وأغلقت", "SANCTION",
         "القوات o actor|الشرطة o recipient", "القوات actor|الشرطة recipient"),
        # who stood behind the verb before was its object
        ("القوات هاجمت الجماعة واستولت على عربات.", "واستولت", "COERCE",
         "القوات o actor|الجماعة o actor", "القوات actor|الجماعة -"),
        ("القوات في الجماعة واستولت على عربات.", "واستولت", "COERCE",
         "القوات o actor|الجماعة o actor", "القوات actor|الجماعة actor"),
        # whose the pronoun is was freed, unless one body freed them or somebody behind the verb
        ("وقال إن الرهائن، وبينهم تسع نساء، أطلق سراحهم أمس.", "أطلق", "RETREAT",
         "الرهائن g actor|تسع نساء g recipient", "الرهائن recipient|تسع نساء -"),
        ("وقال إن الرهائن أطلق سراحهم الخاطفون أمس.", "أطلق", "RETREAT",
         "الرهائن g actor|الخاطفون g actor", "الرهائن actor|الخاطفون actor"),
        ("وقال إن الخاطفين أطلقوا سراحهم أمس.", "أطلقوا", "RETREAT", "الخاطفين g actor", "الخاطفين actor"),
        ("وقال إن الفصيل أطلق سراحهم أمس.", "أطلق", "RETREAT", "الفصيل g actor", "الفصيل actor"),
        # of two behind a verb the second is no subject, unless joined to the first
        ("اعتقلت الشرطة، الجمعة، سائقا في سبها.", "اعتقلت", "COERCE",
         "الشرطة o actor|سائقا g actor", "الشرطة actor|سائقا recipient"),
        ("اتهمت الشرطة، الجمعة، المنظمة بالقتل.", "اتهمت", "ACCUSE",
         "الشرطة o actor|المنظمة o actor", "الشرطة actor|المنظمة recipient"),
        ("اتهمت الشرطة والمنظمة الحكومة بالقتل.", "اتهمت", "ACCUSE",
         "الشرطة o actor|والمنظمة o actor|الحكومة o recipient",
         "الشرطة actor|والمنظمة actor|الحكومة recipient"),
        # who waits for a guest is the host
        ("وصل هشام الدرعي إلى سبها وكان في استقباله الوالي والقائد.", "وصل", "CONSULT",
         "هشام الدرعي p actor|الوالي g actor|القائد g actor", "هشام الدرعي actor|الوالي recipient|القائد recipient"),
        ("وصل هشام الدرعي وكان في مقدمة مستقبليه الوالي والقائد.", "وصل", "CONSULT",
         "هشام الدرعي p actor|الوالي g actor", "هشام الدرعي actor|الوالي recipient"),
        ("وصل هشام الدرعي إلى سبها بعد استقبال حافل نظمه الوالي.", "وصل", "CONSULT",
         "هشام الدرعي p actor|الوالي g actor", "هشام الدرعي actor|الوالي actor"),
        # whom a visitor is received by behind the verb of coming
        ("وصل هشام الدرعي إلى سبها واستقبله الوالي.", "وصل", "CONSULT",
         "هشام الدرعي p actor|الوالي g actor", "هشام الدرعي actor|الوالي recipient"),
        # behind "who" the one right before it acts
        ("التقى الوالي السفيرة نادية العمري، التي دعت الحكومة إلى الحوار.", "دعت", "REQUEST",
         "الوالي g actor|نادية العمري p actor|الحكومة o recipient",
         "الوالي -|نادية العمري actor|الحكومة recipient"),
        ("الوالي ونادية العمري دعت الحكومة إلى الحوار.", "دعت", "REQUEST",
         "الوالي g actor|نادية العمري p actor", "الوالي actor|نادية العمري actor"),
        # who leads those who did it is only named in passing
        ("ضبطت الشرطة التي يقودها هشام الدرعي المركب.", "ضبطت", "COERCE",
         "الشرطة o actor|هشام الدرعي p recipient", "الشرطة actor|هشام الدرعي -"),
        ("ضبطت الشرطة، ومنها ضابط يقوده الشك، هشام الدرعي.", "ضبطت", "COERCE",
         "الشرطة o actor|هشام الدرعي p recipient", "الشرطة actor|هشام الدرعي recipient"),
        ("التقى وفد المدينة الذي يرأسه هشام الدرعي الوالي.", "التقى", "CONSULT",
         "وفد المدينة g actor|هشام الدرعي p actor|الوالي g actor",
         "وفد المدينة actor|هشام الدرعي actor|الوالي actor"),
    ],
)  # fmt: skip
def test_hosts_and_who_is_named_in_passing(text: str, verb: str, kind: str, given: str, right: str) -> None:
    told = settled(text, verb, kind, given, "visit" if kind == "CONSULT" else None)[0]
    assert told == right


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        # the names of most lands are feminine
        ("وهي رسالة اتهم فيها الجزائر بالتدخل.", ["الجزائر"]),
        ("وهي رسالة اتهمت فيها لبنان بالتدخل.", ["لبنان"]),
        ("وهي رسالة اتهمت فيها الجزائر جارتها بالتدخل.", []),
        ("وهي رسالة اتهم فيها لبنان جارته بالتدخل.", []),
        ("اتهم وزير الجزائر جارته بالتدخل.", []),
    ],
)
def test_a_land_that_the_verb_does_not_agree_with_is_its_object(text: str, lands: list[str]) -> None:
    reading = Reading.of(Document("d", text))
    found, _ = find_entities(reading, ())
    land = next(e for e in found if e.name in ("الجزائر", "لبنان"))
    verb = next(k for k, t in enumerate(reading.tokens) if t.norm.startswith("اتهم"))
    row = next(r for r in readings_at(reading, verb) if r.kind == "verb")
    first, last, span = land.mentions[0]
    roles = {"actor": [land], "recipient": list[Found]()}
    who = [Standing(land, "place", first, last, "", span.start)]
    settle(carried.RULES, Word(reading, verb, row, 0, len(reading.tokens)), who, roles)
    assert [e.name for e in roles["recipient"]] == lands

"""Who does it in a clause of its own, and who goes on with it: each rule with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.chained import goes_on
from marsad.analysis.learned.doers import RULES
from marsad.analysis.learned.spots import Pick

from .conftest import Scene
from .settling import settled_by


@pytest.mark.parametrize(
    ("text", "verb", "kind", "given", "right"),
    [
        # behind the verb stands its subject, and its object behind him
        ("انتقدت النقابة الخطة، واتهم أمينها القماطي الوزارة بالتسرع.", "واتهم", "ACCUSE",
         "النقابة o actor|القماطي p actor|الوزارة o recipient", "النقابة -|القماطي actor|الوزارة recipient"),
        ("انتقدت النقابة الخطة، واتهمت الوزارة بالتسرع.", "واتهمت", "ACCUSE",
         "النقابة o actor|الوزارة o recipient", "النقابة actor|الوزارة recipient"),
        ("انتقدت النقابة الخطة، واتهمت الوزارة والمجلس بالتسرع.", "واتهمت", "ACCUSE",
         "النقابة o actor|الوزارة o actor|المجلس o recipient", "النقابة actor|الوزارة actor|المجلس recipient"),
        # who goes or comes behind "and" is who stands behind it, and so is a land that its verb agrees with
        ("استعاد الجيش المدينة، وانسحبت الكتيبة إلى الجنوب.", "وانسحبت", "RETREAT",
         "الجيش o actor|الكتيبة o actor", "الجيش -|الكتيبة actor"),
        ("استعاد الجيش المدينة ثم انسحبت الكتيبة إلى الجنوب.", "انسحبت", "RETREAT",
         "الجيش o actor|الكتيبة o actor", "الجيش actor|الكتيبة actor"),
        ("استعاد الجيش المدينة، وانسحب إلى الكتيبة.", "وانسحب", "RETREAT",
         "الجيش o actor|الكتيبة o actor", "الجيش actor|الكتيبة actor"),
        # the one body that the verb agrees with did it, if nobody else did
        ("ودعت بعثة الوادي إلى الهدوء.", "ودعت", "REQUEST", "بعثة الوادي o recipient", "بعثة الوادي actor"),
        ("ودعا بعثة الوادي إلى الهدوء.", "ودعا", "REQUEST", "بعثة الوادي o recipient", "بعثة الوادي recipient"),
        ("زار القماطي سبها ودعت بعثة الوادي إلى الهدوء.", "ودعت", "REQUEST",
         "القماطي p actor|بعثة الوادي o recipient", "القماطي actor|بعثة الوادي recipient"),
        # verbs with nobody for object
        ("زارت السفيرة المدينة، ولوح الوزير القماطي بالاستقالة.", "ولوح", "THREATEN",
         "السفيرة p actor|القماطي p recipient", "السفيرة -|القماطي actor"),
        ("تظاهر معلمون، وأغلق محتجون الطريق.", "وأغلق", "PROTEST",
         "معلمون g actor|محتجون g actor", "معلمون -|محتجون actor"),
        ("دعا القماطي إلى الهدوء، ورحب بموافقة الجيش على الهدنة.", "ورحب", "SUPPORT",
         "القماطي p actor|الجيش o recipient", "القماطي actor|الجيش recipient"),
        ("دعا القماطي إلى الهدوء، ورحب بالقرار الجيش.", "ورحب", "SUPPORT",
         "القماطي p actor|الجيش o recipient", "القماطي actor|الجيش recipient"),
        # asked is whom the verb before was done to
        ("قال المتحدث إن القماطي اتصل بالسفير الدرعي وطلب منه التدخل.", "وطلب", "REQUEST",
         "المتحدث g recipient|القماطي p actor|الدرعي p actor", "المتحدث -|القماطي actor|الدرعي recipient"),
        ("اتصل القماطي بالسفير الدرعي وطلب من الوزارة التدخل.", "وطلب", "REQUEST",
         "القماطي p actor|الدرعي p actor|الوزارة o recipient", "القماطي actor|الدرعي actor|الوزارة recipient"),
        # whoever stands behind a further verb takes no part, and of two objects the first is the subject
        ("طردت الحكومة السفير واتهمت الوزارة الشركة.", "طردت", "SANCTION",
         "الحكومة o actor|السفير p recipient|الوزارة o actor", "الحكومة actor|السفير recipient|الوزارة -"),
        ("في حين اتهمت النقابة الشركة بالتسرع.", "اتهمت", "ACCUSE",
         "النقابة o recipient|الشركة o recipient", "النقابة actor|الشركة recipient"),
        ("في حين اتهمت النقابة والشركة بالتسرع.", "اتهمت", "ACCUSE",
         "النقابة o recipient|الشركة o recipient", "النقابة recipient|الشركة recipient"),
        ("استضاف القماطي مؤتمرا، وتعهد خلاله المانحون بالدعم.", "وتعهد", "AGREE",
         "القماطي p actor|المانحون g actor", "القماطي -|المانحون actor"),
        # the pronoun on the verb means who was named last
        ("التقى القماطي الدرعي في سبها، وحثه على الحوار.", "وحثه", "REQUEST",
         "القماطي p actor|الدرعي p actor", "القماطي actor|الدرعي recipient"),
        ("التقى القماطي الدرعي في سبها، وحث على الحوار.", "وحث", "REQUEST",
         "القماطي p actor|الدرعي p actor", "القماطي actor|الدرعي actor"),
        # behind the noun stands who does it where it goes on to whom it is done
        ("وعبر القماطي عن دعم الحكومة لجهود الوزارة.", "دعم", "SUPPORT",
         "القماطي p actor|الحكومة o recipient", "القماطي -|الحكومة actor"),
        ("وعبر القماطي عن دعم الحكومة في كل وقت.", "دعم", "SUPPORT",
         "القماطي p actor|الحكومة o recipient", "القماطي actor|الحكومة recipient"),
        ("والقماطي دعم الحكومة لأسباب كثيرة.", "دعم", "SUPPORT",
         "القماطي p actor|الحكومة o recipient", "القماطي actor|الحكومة recipient"),
        ("وأيد القماطي مطالبة الحكومة بتحقيق.", "مطالبة", "REQUEST",
         "القماطي p actor|الحكومة o recipient", "القماطي actor|الحكومة recipient"),
    ],
)  # fmt: skip
def test_who_does_it_in_a_clause_of_its_own(text: str, verb: str, kind: str, given: str, right: str) -> None:
    assert settled_by(RULES, text, verb, kind, given) == right


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("سيصل أردوغان إلى روما قبل أن يرفض المقترح.", "يرفض", "REJECT", [("actor", "أردوغان")]),
        ("وصل أردوغان إلى روما وندد بالقرار.", "وندد", "ACCUSE", [("actor", "أردوغان")]),
        # somebody of its own, another gender, nothing that links the two, the report's next sentence
        ("سيصل أردوغان إلى روما قبل أن يرفض ماكرون المقترح.", "يرفض", "REJECT", []),
        ("سيصل أردوغان إلى روما قبل أن ترفض المقترح.", "ترفض", "REJECT", []),
        ("وصل أردوغان إلى روما وقتل في الطريق.", "وقتل", "ASSAULT", []),
        # a sentence goes on with who did what the one before tells, and with the one before that
        ("وصل أردوغان إلى روما. كما ندد بالحصار.", "ندد", "ACCUSE", [("actor", "أردوغان")]),
        ("وصل أردوغان إلى روما. وكان قد ندد بالحصار.", "ندد", "ACCUSE", [("actor", "أردوغان")]),
        ("وصل أردوغان إلى روما.\nوأشاد بالجهود. كما ندد بالحصار.", "ندد", "ACCUSE", [("actor", "أردوغان")]),
        ("وصل أردوغان إلى روما.\nوأشاد بالجهود، وندد بالحصار.", "وندد", "ACCUSE", [("actor", "أردوغان")]),
        ("وصل أردوغان إلى روما. كما ندد باستمرار حصار إيطاليا.", "ندد", "ACCUSE", [("actor", "أردوغان")]),
        (
            "دعا وزير الخارجية إبراهيم السالمي إلى الهدوء. كما ندد بالحصار.",
            "ندد",
            "ACCUSE",
            [("actor", "إبراهيم السالمي")],
        ),
        ("وطالب الناتو إيطاليا بالهدوء. كما ندد بالحصار.", "ندد", "ACCUSE", [("actor", "الناتو")]),
        # what opens a sentence demands and is no student
        ("طالب أردوغان إيطاليا بالهدوء، وندد بالحصار.", "وندد", "ACCUSE", [("actor", "أردوغان")]),
        # a land or body that the verb right before it can't have is its object, others may be its subject
        ("وصل أردوغان إلى روما، ودعا واشنطن إلى الهدوء.", "ودعا", "REQUEST", [("actor", "أردوغان")]),
        ("وصل أردوغان إلى روما، ودعا العراق إلى الهدوء.", "ودعا", "REQUEST", []),
        # another gender, a subject of its own, a clause that doesn't go on, a sentence between
        ("وصل أردوغان إلى روما. كما نددت بالحصار.", "نددت", "ACCUSE", []),
        ("وصل أردوغان إلى روما. كما ندد ماكرون بالحصار.", "ندد", "ACCUSE", []),
        ("وصل أردوغان إلى روما. وفي باريس ندد بالحصار.", "ندد", "ACCUSE", []),
        ("وصل أردوغان إلى روما. الطقس هناك معتدل. كما ندد بالحصار.", "ندد", "ACCUSE", []),
        ("كما ندد بالحصار.", "ندد", "ACCUSE", []),
    ],
)
def test_who_goes_on(text: str, word: str, kind: str, wanted: list[tuple[str, str]], scene: Scene) -> None:
    at, spots, q = scene(text, word, kind)
    assert [(p.label, spots.entity(p.spot).name) for p in goes_on(at, spots, q, [], 0.4)] == wanted
    known = [Pick(0.9, "actor", s) for s in spots.all]
    assert goes_on(at, spots, q, known, 0.4) == []


@pytest.mark.parametrize(
    ("text", "met", "wanted"),
    [
        ("سيصل أردوغان إلى روما حيث يلتقي وفدا من التجار.", "وفدا", ["أردوغان"]),
        ("سيصل أردوغان إلى روما حيث يلتقي ماكرون.", "ماكرون", []),
    ],
)
def test_who_meets_goes_on_where_the_other_is_an_object(text: str, met: str, wanted: list[str], scene: Scene) -> None:
    at, spots, q = scene(text, "يلتقي", "CONSULT")
    known = [Pick(0.9, "actor", s) for s in spots.all if text.index(met) == at.reading.tokens[at.tokens[s.first]].start]
    assert known
    assert [spots.entity(p.spot).name for p in goes_on(at, spots, q, known, 0.4)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وصل أردوغان إلى روما واعتقل مسلحين في الطريق.", ["أردوغان"]),
        # without an object's ending the verb may be a passive
        ("وصل أردوغان إلى روما واعتقل مسلحون في الطريق.", []),
        ("وصل أردوغان إلى روما واعتقل في الطريق مسلحين.", []),
    ],
)
def test_who_goes_on_with_an_act_that_has_its_object(text: str, wanted: list[str], scene: Scene) -> None:
    at, spots, q = scene(text, "واعتقل", "COERCE")
    known = [Pick(0.9, "recipient", s) for s in spots.all if s.item.type == "group"]
    assert known
    assert [spots.entity(p.spot).name for p in goes_on(at, spots, q, known, 0.4)] == wanted

"""Sides of armed acts and protests that a word between them and a mention settles, each with a near miss."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from marsad.analysis.entities.candidate import Found
from marsad.analysis.events.roles import case_of
from marsad.analysis.events.triggers import readings_as
from marsad.analysis.learned.armed import RULES
from marsad.analysis.learned.raids import attackers_meant, is_result, is_retold
from marsad.analysis.learned.sides import Standing, Word, settle
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType


def settled(
    text: str, at: str, kind: str, mentions: dict[str, EntityType], actor: str, recipient: str = ""
) -> tuple[str, str]:
    """The sides after the rules; mentions are words of the text, `actor` and `recipient` what was voted."""
    reading = Reading.of(Document("d", text))
    token = next(k for k, t in enumerate(reading.tokens) if t.norm == Reading.of(Document("w", at)).tokens[0].norm)
    entities = {name: Found(type_, name) for name, type_ in mentions.items()}
    who = []
    for name, entity in entities.items():
        start = text.index(name)
        first, last = reading.tokens_in(start, start + len(name))
        who.append(Standing(entity, entity.type, first, last, case_of(reading, first, start), start))
    roles = {
        "actor": [entities[n] for n in actor.split("|") if n],
        "recipient": [entities[n] for n in recipient.split("|") if n],
    }
    rows = readings_as(reading, token, kind)
    sentence = reading.sentence_of(token)
    noun = any(r.kind == "noun" for r in rows)
    settle(RULES, Word(reading, token, rows[0], sentence.first, sentence.last, noun), who, roles)
    return "|".join(e.name for e in roles["actor"]), "|".join(e.name for e in roles["recipient"])


@pytest.mark.parametrize(
    ("text", "at", "mentions", "actor", "wanted"),
    [
        ("قتلى وجرحى في قصف على السوق", "قصف", {"قتلى": "group"}, "قتلى", ("", "قتلى")),
        ("مسلحون في قصف على السوق", "قصف", {"مسلحون": "group"}, "مسلحون", ("مسلحون", "")),
        # whose the post is was attacked too; before a noun "of" names who did it
        ("هاجمت خلايا حاجزا لقوات الوادي", "هاجمت", {"خلايا": "group", "قوات الوادي": "organization"},
         "خلايا|قوات الوادي", ("خلايا", "قوات الوادي")),
        ("غارات طالت مخازن تابعة لقوات الوادي", "غارات", {"قوات الوادي": "organization"}, "قوات الوادي",
         ("", "قوات الوادي")),
        ("وقع هجوم عنيف لقوات الوادي", "هجوم", {"قوات الوادي": "organization"}, "قوات الوادي", ("قوات الوادي", "")),
        # behind "of" stands who made it where the noun has an adjective or can't be done to anybody
        ("وقع قصف مدفعي لقوات الوادي على السوق", "قصف", {"قوات الوادي": "organization"}, "", ("قوات الوادي", "")),
        ("قتل ثلاثة في قصف مدفعي لقوات الوادي", "قتل", {"قوات الوادي": "organization"}, "", ("قوات الوادي", "")),
        ("وقع قصف لقوات الوادي على السوق", "قصف", {"قوات الوادي": "organization"}, "", ("", "قوات الوادي")),
        ("وقع قصف طال قاعدة لقوات الوادي", "قصف", {"قوات الوادي": "organization"}, "", ("", "قوات الوادي")),
        # a noun that tells an act is nobody
        ("مقتل أربعة وإصابة آخرين", "مقتل", {"إصابة": "group"}, "إصابة", ("", "")),
        ("شن الطيران تسع غارات على السوق", "غارات", {"تسع غارات": "group"}, "تسع غارات", ("", "")),
        ("شن الطيران تسع مرات على السوق غارات", "غارات", {"تسع مرات": "group"}, "تسع مرات", ("تسع مرات", "")),
        ("مقتل أربعة وأسرة أمس", "مقتل", {"أسرة": "group"}, "أسرة", ("أسرة", "")),
        ("وقع هجوم لقوات الوادي", "هجوم", {"قوات الوادي": "organization"}, "قوات الوادي", ("قوات الوادي", "")),
    ],
)  # fmt: skip
def test_who_was_hit(
    text: str, at: str, mentions: dict[str, EntityType], actor: str, wanted: tuple[str, str]
) -> None:  # fmt: skip
    suffers = "" if actor else next(iter(mentions))
    assert settled(text, at, "ASSAULT", mentions, actor, suffers) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("فرقت الشرطة مظاهرة نظمها طلاب", "طلاب"),
        ("راقبت الشرطة مظاهرة نظمها طلاب", "الشرطة|طلاب"),
    ],
)
def test_who_disperses_a_demonstration_does_not_demonstrate(text: str, wanted: str) -> None:
    mentions: dict[str, EntityType] = {"الشرطة": "organization", "طلاب": "group"}
    assert settled(text, "مظاهرة", "PROTEST", mentions, "الشرطة|طلاب") == (wanted, "")


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("كان المجلس قد طرد القوات من البلاد", "طرد", ("المجلس", "القوات")),
        ("المجلس يطرد القوات من البلاد", "يطرد", ("المجلس", "القوات")),
        # the subject may be behind, or something stand between
        ("اجتمع المجلس، ثم طرد القوات من البلاد", "طرد", ("المجلس|القوات", "")),
        ("المجلس يطرد بمساعدة القوات من البلاد", "يطرد", ("المجلس|القوات", "")),
    ],
)
def test_whose_subject_stands_before_the_verb_has_its_object_behind(
    text: str, at: str, wanted: tuple[str, str]
) -> None:  # fmt: skip
    mentions: dict[str, EntityType] = {"المجلس": "organization", "القوات": "group"}
    assert settled(text, at, "SANCTION", mentions, "المجلس|القوات") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أوقف الدرك أربعة رجال للاشتباه في تورطهم في خطف طبيب", ("أربعة رجال", "طبيب")),
        ("أوقف الدرك أربعة رجال بتهمة خطف طبيب", ("أربعة رجال", "طبيب")),
        ("أوقف الدرك أربعة رجال بعد خطف طبيب", ("الدرك", "أربعة رجال|طبيب")),
    ],
)
def test_the_act_is_that_of_the_suspects(text: str, wanted: tuple[str, str]) -> None:
    mentions: dict[str, EntityType] = {"الدرك": "organization", "أربعة رجال": "group", "طبيب": "person"}
    assert settled(text, "خطف", "ASSAULT", mentions, "الدرك", "أربعة رجال|طبيب") == wanted


@pytest.mark.parametrize(
    ("text", "at", "kind", "actor", "wanted"),
    [
        # the subject stands behind the verb, or nobody does
        ("هاجم مسلحون البلدة. وهدد المحافظ بالرد", "وهدد", "THREATEN", "مسلحون|المحافظ", "المحافظ"),
        ("هاجم مسلحون البلدة. وهددوا المحافظ بالقتل", "وهددوا", "THREATEN", "مسلحون", "مسلحون"),
        # who does it on the way is the subject, and two who are joined are two
        ("واتهم المحافظ مسلحون بذلك، مطالبا الحكومة بالرد", "مطالبا", "REQUEST", "المحافظ|مسلحون", "المحافظ"),
        (
            "المحافظ الذي يقول إن مسلحون اتصلوا به مطالبين الحكومة بالرد",
            "مطالبين",
            "REQUEST",
            "المحافظ|مسلحون",
            "المحافظ|مسلحون",
        ),
        ("المحافظ، وهو من مسلحون، غائب، مطالبا الحكومة بالرد", "مطالبا", "REQUEST", "المحافظ|مسلحون", "المحافظ|مسلحون"),
        ("وندد المحافظ ومسلحون بذلك، مطالبين الحكومة بالرد", "مطالبين", "REQUEST", "المحافظ|مسلحون", "المحافظ|مسلحون"),
    ],
)
def test_who_did_it_stands_in_the_clause(text: str, at: str, kind: str, actor: str, wanted: str) -> None:
    mentions: dict[str, EntityType] = {"مسلحون": "group", "المحافظ": "person"}
    assert settled(text, at, kind, mentions, actor)[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قصفت الطائرة السوق، ما أسفر عن مقتل اثنين", True),
        ("قصفت الطائرة السوق وأدى ذلك إلى مقتل اثنين", True),
        ("قصفت الطائرة السوق، وأعلنت الشرطة مقتل اثنين", False),
        ("أسفر القصف عن حريق، ثم مقتل اثنين", False),
    ],
)
def test_what_came_of_an_attack(text: str, wanted: bool) -> None:
    reading = Reading.of(Document("d", text))
    token = next(k for k, t in enumerate(reading.tokens) if t.norm == "مقتل")
    assert is_result(reading, token) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلنت الحركة مسؤوليتها عن الهجوم في بيان.", True),
        ("تبنت الحركة الهجوم.", True),
        ("تبنت الحركة الموالية للتنظيم ذاك الهجوم.", True),
        ("تبنت الحركة هجوما على السوق.", False),
        ("تبنت الحركة الهجوم الذي هز السوق.", False),
        ("دانت الحركة الهجوم.", False),
    ],
)
def test_the_attack_that_somebody_owns_is_the_one_told_before(text: str, wanted: bool) -> None:
    reading = Reading.of(Document("d", text))
    token = next(k for k, t in enumerate(reading.tokens) if "هجوم" in t.norm)
    assert is_retold(reading, token) is wanted
    assert is_retold(reading, 0) is wanted


@pytest.mark.parametrize(
    ("text", "at", "kind", "mentions", "sides", "wanted"),
    [
        # the subject of such a verb was hit
        ("قُتل راع وأصيب ثلاثة رعاة في قصف", "قصف", "ASSAULT", {"ثلاثة رعاة": "group"}, ("ثلاثة رعاة", ""),
         ("", "ثلاثة رعاة")),
        ("حارسان قرب دورية تعرضت لكمين", "لكمين", "ASSAULT", {"حارسان": "group", "دورية": "group"},
         ("حارسان|دورية", ""), ("حارسان", "دورية")),
        ("قالت دورية، مدعومة بعربات، تعرضت لكمين", "لكمين", "ASSAULT", {"دورية": "group"},
         ("دورية", ""), ("", "دورية")),
        ("قالت دورية، مدعومة بعربات، وصلت بعد كمين", "كمين", "ASSAULT", {"دورية": "group"},
         ("دورية", ""), ("دورية", "")),
        ("قُتل راع وأصاب ثلاثة رعاة جنديا", "قتل", "ASSAULT", {"ثلاثة رعاة": "group"}, ("ثلاثة رعاة", ""),
         ("ثلاثة رعاة", "")),
        # whom the victims belong to did nothing, unless the attack came from them
        ("مقتل ضابطان من شرطة الوادي في كمين", "مقتل", "ASSAULT",
         {"ضابطان": "group", "شرطة الوادي": "organization"}, ("شرطة الوادي", "ضابطان"), ("", "ضابطان")),
        ("مقتل ضابطان تحت ضغط من شرطة الوادي", "مقتل", "ASSAULT",
         {"ضابطان": "group", "شرطة الوادي": "organization"}, ("شرطة الوادي", "ضابطان"), ("شرطة الوادي", "ضابطان")),
        # verbs of different acts have each their own object
        ("حرر الجيش 23 رهينة وقتل سبعة", "حرر", "AID", {"23 رهينة": "group", "سبعة": "group"},
         ("", "23 رهينة|سبعة"), ("", "23 رهينة")),
        ("حرر الجيش 23 رهينة وقتل سبعة", "وقتل", "ASSAULT", {"23 رهينة": "group", "سبعة": "group"},
         ("", "23 رهينة|سبعة"), ("", "سبعة")),
        ("احتجز الجيش رجلين ثم هاجم المخفر وأطلق سراحهما", "وأطلق", "RETREAT", {"رجلين": "group", "سراحهما": "group"},
         ("", "رجلين|سراحهما"), ("", "رجلين|سراحهما")),
        ("أصاب الجيش راعيا وقتل سبعة", "وقتل", "ASSAULT", {"راعيا": "group", "سبعة": "group"},
         ("", "راعيا|سبعة"), ("", "راعيا|سبعة")),
        ("عناصر شرطة الوادي قتلوا في كمين", "قتلوا", "ASSAULT",
         {"عناصر": "group", "شرطة الوادي": "organization"}, ("شرطة الوادي", "عناصر"), ("", "عناصر")),
        ("عناصر شرطة الوادي قتلوا في كمين", "قتلوا", "ASSAULT",
         {"عناصر": "group", "شرطة الوادي": "organization"}, ("عناصر|شرطة الوادي", ""), ("عناصر|شرطة الوادي", "")),
        # who stands behind a verb of his own, or in a headline's second half
        ("مقتل جندي في السوق قبل أن تعتقله الشرطة", "مقتل", "ASSAULT", {"جندي": "group", "الشرطة": "organization"},
         ("الشرطة", "جندي"), ("", "جندي")),
        ("مقتل جندي في السوق يوم عادت الشرطة", "مقتل", "ASSAULT", {"جندي": "group", "الشرطة": "organization"},
         ("الشرطة", "جندي"), ("الشرطة", "جندي")),
        ("الحركة تستهدف الموكب والحكومة تنفي\nواستهدف تفجير الموكب", "واستهدف", "ASSAULT",
         {"الحركة": "organization", "الحكومة": "organization"}, ("الحركة|الحكومة", ""), ("الحركة", "")),
        ("الحركة والحكومة تنفي\nواستهدف تفجير الموكب", "واستهدف", "ASSAULT",
         {"الحركة": "organization", "الحكومة": "organization"}, ("الحركة|الحكومة", ""), ("الحركة|الحكومة", "")),
        # to whom somebody leans takes no part beside him
        ("هاجمت الحركة الموالية لتنظيم الوادي المخفر", "هاجمت", "ASSAULT",
         {"الحركة": "organization", "تنظيم الوادي": "organization"}, ("الحركة|تنظيم الوادي", ""), ("الحركة", "")),
        ("هاجم مسلحون يشتبه في انتمائهم إلى تنظيم الوادي المخفر", "هاجم", "ASSAULT",
         {"مسلحون": "group", "تنظيم الوادي": "organization"}, ("مسلحون|تنظيم الوادي", ""), ("مسلحون", "")),
        ("هاجمت كتيبة موالية لتنظيم الوادي المخفر", "هاجمت", "ASSAULT",
         {"كتيبة": "group", "تنظيم الوادي": "organization"}, ("كتيبة|تنظيم الوادي", ""), ("كتيبة", "")),
        ("هاجمت الحركة وتنظيم الوادي المخفر", "هاجمت", "ASSAULT",
         {"الحركة": "organization", "تنظيم الوادي": "organization"}, ("الحركة|تنظيم الوادي", ""),
         ("الحركة|تنظيم الوادي", "")),
        # several who did the last thing did this too
        ("هاجم مستوطنون القرية تحت حماية الجيش ونهبوا المخزن", "ونهبوا", "COERCE",
         {"مستوطنون": "group", "الجيش": "organization"}, ("الجيش", "مستوطنون"), ("مستوطنون", "")),
        ("هاجم مستوطنون القرية وأحرقوا الجامع تحت حماية الجيش ونهبوا المخزن", "ونهبوا", "COERCE",
         {"مستوطنون": "group", "الجيش": "organization"}, ("الجيش", "مستوطنون"), ("مستوطنون", "")),
        ("هاجم مستوطنون القرية ثم اقتحم الجيش المخفر ونهبوا المخزن", "ونهبوا", "COERCE",
         {"مستوطنون": "group", "الجيش": "organization"}, ("الجيش", "مستوطنون"), ("الجيش", "مستوطنون")),
        # against whom it was did nothing, and what is seized stands behind its noun
        ("نفذت الكتيبة عملية ضد مهربين أسفرت عن توقيف رجلين", "توقيف", "COERCE",
         {"الكتيبة": "group", "مهربين": "group", "رجلين": "group"}, ("الكتيبة|مهربين", "رجلين"), ("الكتيبة", "رجلين")),
        ("نفذت الكتيبة هجوما ضد مهربين", "هجوما", "ASSAULT",
         {"الكتيبة": "group", "مهربين": "group"}, ("الكتيبة|مهربين", ""), ("الكتيبة", "مهربين")),
        ("نفذت الكتيبة هجوما مع مهربين", "هجوما", "ASSAULT",
         {"الكتيبة": "group", "مهربين": "group"}, ("الكتيبة|مهربين", ""), ("الكتيبة|مهربين", "")),
        ("أعلن الجيش توقيف رجلين وضبط شاحنتين", "وضبط", "COERCE",
         {"الجيش": "organization", "رجلين": "group"}, ("الجيش", "رجلين"), ("الجيش", "")),
        ("أعلن الجيش توقيف رجلين وضبط ما معهما", "وضبط", "COERCE",
         {"الجيش": "organization", "رجلين": "group"}, ("الجيش", "رجلين"), ("الجيش", "رجلين")),
        # who helps suffers nothing
        ("سيطر الجيش مدعوما بمقاتلي العشائر على البلدة", "سيطر", "COERCE",
         {"الجيش": "organization", "مقاتلي العشائر": "group"}, ("الجيش", "مقاتلي العشائر"),
         ("الجيش|مقاتلي العشائر", "")),
        ("قصف الجيش البلدة بالتنسيق مع قوة الوادي", "قصف", "ASSAULT",
         {"الجيش": "organization", "قوة الوادي": "organization"}, ("الجيش", "قوة الوادي"), ("الجيش", "")),
        ("قصف الجيش البلدة والتقى مع قوة الوادي", "قصف", "ASSAULT",
         {"الجيش": "organization", "قوة الوادي": "organization"}, ("الجيش", "قوة الوادي"), ("الجيش", "قوة الوادي")),
    ],
)  # fmt: skip
def test_who_belongs_to_helps_or_suffers(
    text: str, at: str, kind: str, mentions: dict[str, EntityType], sides: tuple[str, str], wanted: tuple[str, str]
) -> None:
    assert settled(text, at, kind, mentions, *sides) == wanted


def test_the_attackers_are_those_of_the_attack_told_before() -> None:
    gunmen, soldiers, them = Found("group", "مئات المسلحين"), Found("group", "40 جنديا"), Found("group", "المهاجمين")

    def told(kind: str, actor: list[Found], recipient: list[Found]) -> SimpleNamespace:
        return SimpleNamespace(type=kind, actor=actor, recipient=recipient, sentence=0)

    attack, result = told("ASSAULT", [gunmen], [soldiers]), told("ASSAULT", [soldiers], [])
    seized, answered, meeting = told("COERCE", [them], []), told("ASSAULT", [soldiers], [them]), told("CONSULT", [], [])
    attackers_meant(cast(Any, [attack, result, meeting, seized, answered]))
    assert (seized.actor, answered.recipient, answered.actor) == ([gunmen], [gunmen], [soldiers])
    # nobody attacked before
    seized, meeting = told("COERCE", [them], []), told("CONSULT", [gunmen], [])
    attackers_meant(cast(Any, [meeting, seized]))
    assert seized.actor == [them]


def test_one_attack_has_one_group_of_victims() -> None:
    hurt: dict[str, EntityType] = {"تسعة مدنيين": "group", "23 آخرون": "group"}
    text = "قتل تسعة مدنيين وأصيب 23 آخرون في قصف أمس."
    assert settled(text, "قتل", "ASSAULT", hurt, "", "تسعة مدنيين|23 آخرون")[1] == "تسعة مدنيين"
    among: dict[str, EntityType] = {"12 شخصا": "group", "طفلان": "group"}
    text = "قتل 12 شخصا، بينهم طفلان، في قصف أمس."
    assert settled(text, "قتل", "ASSAULT", among, "", "12 شخصا|طفلان")[1] == "12 شخصا"
    two: dict[str, EntityType] = {"تسعة مدنيين": "group", "جنديان": "group"}
    text = "قتل تسعة مدنيين وأصيب جنديان في قصف أمس."
    assert settled(text, "قتل", "ASSAULT", two, "", "تسعة مدنيين|جنديان")[1] == "تسعة مدنيين|جنديان"

"""Who takes part by grammar alone: whom a pronoun means, who stands behind a weapon; with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.filled import fill, taken_for_doer, weapon_at
from marsad.analysis.learned.pronouns import pronouns_of
from marsad.analysis.learned.spots import Pick, Spots, sufferer
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType

MET = "التقى السفير هشام الدرعي في سبها ثلاثة صيادين."


def filled(text: str, word: str, kind: str, actor: str = "", recipient: str = "") -> tuple[list[str], list[str]]:
    """The sides of what `word` tells, with whom grammar adds to those whom the votes gave."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, found, described))

    def known(name: str) -> list[Found]:
        return [next(e for s in spots.all if (e := spots.entity(s)).name == name)] if name else []

    roles = {"actor": known(actor), "recipient": known(recipient), "place": [], "from": []}
    fill(spots, kind, reading.token_at(text.index(word)), [], roles)
    return [e.name for e in roles["actor"]], [e.name for e in roles["recipient"]]


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "wanted"),
    [
        # who comes, and whom he finds
        ("وصل السفير هشام الدرعي إلى سبها واستقبله المحافظ.", "استقبله", "CONSULT", "", "هشام الدرعي"),
        ("أضرب عشرات العمال أمس. وقد زارهم وزير الصحة.", "زارهم", "CONSULT", "", "عشرات العمال"),
        # the noun that a relative clause describes, though another is named more often
        ("قال هشام الدرعي إن ثلاثة جنود اختطفهم مسلحون عادوا.", "اختطفهم", "ASSAULT", "مسلحون", "ثلاثة جنود"),
        ("قال السفير هشام الدرعي إن الجنود الذين اختطفهم مسلحون عادوا.", "اختطفهم", "ASSAULT", "مسلحون", "الجنود"),
        # number decides
        (f"{MET} وكانت دورية أوقفتهم.", "أوقفتهم", "COERCE", "دورية", "ثلاثة صيادين"),
        (f"{MET} وكانت دورية أوقفته.", "أوقفته", "COERCE", "دورية", "هشام الدرعي"),
        # the words that govern it say to whom it was done, each in its own event
        (f"{MET} ثم طلب منهم الرحيل.", "طلب", "REQUEST", "", "ثلاثة صيادين"),
        (f"{MET} وقبض عليه.", "وقبض", "COERCE", "", "هشام الدرعي"),
        (f"{MET} وأطلق سراحهم.", "أطلق", "RETREAT", "", "ثلاثة صيادين"),
        (f"{MET} وأطلق عنهم.", "أطلق", "ASSAULT", "", ""),
        (f"{MET} ثم طلب الرحيل منهم.", "طلب", "REQUEST", "", "ثلاثة صيادين"),
        (f"{MET} ثم طلب من الجيش أن يمنعهم.", "طلب", "REQUEST", "", ""),
        # a pronoun that is a word of its own
        ("علقت وزارة الصحة عمل وزارة العدل، متهمة إياها بالكذب.", "متهمة", "ACCUSE", "وزارة الصحة", "وزارة العدل"),
        ("علقت وزارة الصحة عمل وزارة العدل، متهمة أياما بالكذب.", "متهمة", "ACCUSE", "وزارة الصحة", ""),
        # what a clause describes is a thing, an accord is nobody, a grip no seizing
        ("قال السفير هشام الدرعي إن كتابا منعته السلطات عاد.", "منعته", "COERCE", "", ""),
        ("التقى السفير هشام الدرعي الوزير. وأشاد باتفاق وقعه ضباط.", "وقعه", "SUPPORT", "", ""),
        ("التقى السفير هشام الدرعي وزيرة العدل. والشرطة تشدد قبضتها.", "قبضتها", "COERCE", "", ""),
        # a verb by its letters or by "had", and who was given a word
        (f"{MET} وكانت محكمة قد أدانته.", "أدانته", "SANCTION", "", "هشام الدرعي"),
        (f"{MET} وكانت محكمة هناك، إدانته عادلة.", "إدانته", "SANCTION", "", ""),
        (f"{MET} ووعدهم بقوارب جديدة.", "ووعدهم", "AGREE", "هشام الدرعي", "ثلاثة صيادين"),
        (f"{MET} ونقض وعدهم القديم.", "وعدهم", "AGREE", "", ""),
        # a noun of holding has whom it befalls, one of striking who does it
        (f"{MET} وأعلن المجلس توقيفهم.", "توقيفهم", "COERCE", "", "ثلاثة صيادين"),
        (f"{MET} وأعلن المجلس هجومهم.", "هجومهم", "ASSAULT", "", ""),
        # nobody does it to himself, and a town is no host
        ("عاد السفير هشام الدرعي. وقد زاره.", "زاره", "CONSULT", "هشام الدرعي", ""),
        ("تقع سبها في الجنوب. وقد زارها.", "زارها", "CONSULT", "", ""),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means(text: str, word: str, kind: str, actor: str, wanted: str) -> None:
    sides = filled(text, word, kind, actor)
    assert sides[0 if "استقبل" in word else 1] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "kind", "name", "wanted"),
    [
        # a title in the feminine leaves no choice
        ("وقالت زوجته سلمى إن", "person", "سلمى", {"ها"}),
        ("وقالت السفيرة سلمى إن", "person", "سلمى", {"ها"}),
        ("وقال نظيره أسامة إن", "person", "أسامة", {"ه", "ها"}),
        # a plural before its genitive, and a word in the singular that ends like one
        ("أضرب ممرضو المستشفى", "group", "ممرضو المستشفى", {"هم", "هما"}),
        ("أضرب عضو المجلس", "group", "عضو المجلس", {"ه"}),
    ],
)
def test_which_pronouns_mean_a_mention(text: str, kind: EntityType, name: str, wanted: set[str]) -> None:
    reading = Reading.of(Document("t", text))
    assert pronouns_of(reading, Found(kind, name), reading.token_at(text.index(name))) == wanted


def test_who_was_taken_for_the_doer_suffers_it() -> None:
    """Of several who would act a pronoun means the one whom the verb is not beside."""
    text = "علقت وزارة الصحة عملها، وجهاز المخابرات اتهمها بالكذب."
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))
    ministry = next(e for s in spots.all if (e := spots.entity(s)).name == "وزارة الصحة")
    service = next(e for s in spots.all if (e := spots.entity(s)).name == "جهاز المخابرات")
    token = reading.token_at(text.index("اتهمها"))
    assert taken_for_doer(spots, token, [ministry, service]) == [ministry]
    roles = {"actor": [ministry, service], "recipient": [], "place": [], "from": []}
    fill(spots, "ACCUSE", token, [], roles)
    assert (roles["actor"], roles["recipient"]) == ([service], [ministry])
    # who acts alone is not meant
    roles = {"actor": [ministry], "recipient": [], "place": [], "from": []}
    fill(spots, "ACCUSE", token, [], roles)
    assert ministry not in roles["recipient"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # he is named as one of them, or only tells of them, or it was done to him
        ("عاد السفير هشام الدرعي، وهو واحد من سبعة صيادين أوقفتهم دورية.", ["هشام الدرعي", "سبعة صيادين"]),
        ("روى السفير هشام الدرعي أن سبعة صيادين أوقفتهم دورية.", ["سبعة صيادين"]),
        ("قال السفير هشام الدرعي إنه مع سبعة صيادين أوقفته دورية.", ["هشام الدرعي"]),
    ],
)
def test_whom_a_clause_without_who_describes(text: str, wanted: list[str]) -> None:
    word = "أوقفتهم" if "أوقفتهم" in text else "أوقفته"
    assert filled(text, word, "COERCE", "دورية", "هشام الدرعي") == (["دورية"], wanted)


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "recipient", "wanted"),
    [
        ("قالت وزارة الصحة: كانت دورية قد أوقفتهم.", "أوقفتهم", "COERCE", "وزارة الصحة", "", ["دورية"]),
        ("قالت وزارة الصحة: كانت دورية هناك وقد أوقفتهم.", "أوقفتهم", "COERCE", "وزارة الصحة", "", ["وزارة الصحة"]),
        # who was held, and who suffers it already
        ("قالت وزارة الصحة: كان ثلاثة جنود قد أوقفوا.", "أوقفوا", "COERCE", "وزارة الصحة", "", ["وزارة الصحة"]),
        ("قالت وزارة الصحة: كانت دورية قد أوقفتهم.", "أوقفتهم", "COERCE", "وزارة الصحة", "دورية", ["وزارة الصحة"]),
        # hurt in a chase, not behind it
        ("قالت وزارة الصحة إنه أصيب ثلاثة جنود خلال مطاردة نفذتها وزارة الداخلية.", "أصيب", "ASSAULT",
         "وزارة الصحة", "ثلاثة جنود", ["وزارة الداخلية"]),
        ("قالت وزارة الصحة إنه أصيب ثلاثة جنود خلال مباراة نفذتها وزارة الداخلية.", "أصيب", "ASSAULT",
         "وزارة الصحة", "ثلاثة جنود", ["وزارة الصحة"]),
        # a ministry is no verb of going on
        ("أعلنت وزارة الصحة مقتل ثلاثة جنود في غارة نفذتها وزارة الداخلية.", "أعلنت", "ASSAULT",
         "وزارة الصحة", "ثلاثة جنود", ["وزارة الداخلية"]),
        ("أعلنت وزارة الصحة ذلك وقتل ثلاثة جنود في غارة نفذتها وزارة الداخلية.", "أعلنت", "ASSAULT",
         "وزارة الصحة", "ثلاثة جنود", ["وزارة الصحة"]),
    ],
)  # fmt: skip
def test_who_had_done_it(
    text: str, word: str, kind: str, actor: str, recipient: str, wanted: list[str]
) -> None:  # fmt: skip
    assert filled(text, word, kind, actor, recipient)[0] == wanted


def test_the_surest_who_may_suffer_it() -> None:
    text = "طالبت وزارة الصحة أمس السفير هشام الدرعي بحضور دورية."
    reading = Reading.of(Document("t", text))
    spots = Spots(WordMap(reading), EntityTable(reading, *find_entities(reading, ())))
    by_name = {spots.entity(s).name: s for s in spots.all}
    doer, man, patrol = by_name["وزارة الصحة"], by_name["هشام الدرعي"], by_name["دورية"]
    heard = [Pick(0.9, "actor", doer), Pick(0.3, "recipient", man), Pick(0.25, "recipient", patrol)]
    found = sufferer(spots, heard, [spots.entity(doer)])
    assert found is not None and found.spot is man
    # rather one more who does it; who does it already; nobody
    assert sufferer(spots, [*heard, Pick(0.35, "actor", patrol)], [spots.entity(doer)]) is None
    assert sufferer(spots, [Pick(0.3, "recipient", doer)], [spots.entity(doer)]) is None
    assert sufferer(spots, [], []) is None


def test_whoever_was_heard_stays() -> None:
    assert filled(f"{MET} وكانت دورية أوقفته.", "أوقفته", "COERCE", "دورية", "ثلاثة صيادين") == (
        ["دورية"],
        ["ثلاثة صيادين"],
    )


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "wanted"),
    [
        ("مقتل ثلاثة مهربين برصاص الشرطة أمس.", "", "ثلاثة مهربين", (["الشرطة"], ["ثلاثة مهربين"])),
        ("مقتل ثلاثة مهربين بنيران الجيش.", "ثلاثة مهربين", "", (["الجيش"], ["ثلاثة مهربين"])),
        ("مقتل ثلاثة مهربين برصاص الشرطة.", "", "الشرطة", (["الشرطة"], [])),
        # nobody stands behind it
        ("مقتل ثلاثة مهربين برصاص طائش قرب الشرطة.", "", "ثلاثة مهربين", ([], ["ثلاثة مهربين"])),
        ("مقتل ثلاثة مهربين بتفجير الشرطة.", "", "ثلاثة مهربين", ([], ["ثلاثة مهربين"])),
    ],
)  # fmt: skip
def test_the_genitive_of_a_weapon_names_who_did_it(
    text: str, actor: str, recipient: str, wanted: tuple[list[str], list[str]]
) -> None:
    assert filled(text, "مقتل", "ASSAULT", actor, recipient) == wanted


def test_a_weapon_is_the_clause_s_own() -> None:
    reading = Reading.of(Document("t", "قتل راع برصاص الجنود؛ وأصيب آخر"))
    assert weapon_at(reading, 0) == 2
    assert weapon_at(reading, 2) is None
    for text in ("قتل راع في حين أصيب آخر برصاص الجنود", "قتل راع بينما أصيب آخر برصاص الجنود"):
        assert weapon_at(Reading.of(Document("t", text)), 0) is None
    assert weapon_at(Reading.of(Document("t", "قتل راع في السوق برصاص الجنود")), 0) == 4
    # another act, told with its own weapon
    assert weapon_at(Reading.of(Document("t", "قتل راع في السوق بعد مقتل آخر برصاص الجنود")), 0) is None


@pytest.mark.parametrize(
    ("text", "word", "actor", "recipient", "wanted"),
    [
        # who tells of a death takes no part in the raid that somebody else flew
        ("أعلنت وزارة الصحة مقتل السفير هشام الدرعي في قصف نفذته وزارة الداخلية.", "مقتل", "وزارة الصحة", "هشام الدرعي",
         (["وزارة الداخلية"], ["هشام الدرعي"])),
        ("تعرض السفير هشام الدرعي لهجوم نفذه ثلاثة مسلحين.", "تعرض", "", "ثلاثة مسلحين", (["ثلاثة مسلحين"], [])),
        ("أعلنت وزارة الصحة أنه قُتل ثلاثة جنود في قصف نفذته وزارة الداخلية.", "قُتل", "وزارة الصحة", "ثلاثة جنود",
         (["وزارة الداخلية"], ["ثلاثة جنود"])),
        ("أعلنت وزارة الصحة مقتل ثلاثة جنود في قصف شنه ثلاثة مسلحين.", "مقتل", "وزارة الصحة", "ثلاثة جنود",
         (["ثلاثة مسلحين"], ["ثلاثة جنود"])),
        ("أعلنت وزارة الصحة مقتل ثلاثة جنود في قصف أنه ثلاثة مسلحين.", "مقتل", "وزارة الصحة", "ثلاثة جنود",
         (["وزارة الصحة"], ["ثلاثة جنود"])),
        # who stands beside the verb that a raid is the object of, a time between or not
        ("قالت وزارة الصحة: شنت وزارة الداخلية، أمس، غارات.", "غارات", "وزارة الصحة", "", (["وزارة الداخلية"], [])),
        ("قالت وزارة الصحة: وزارة الداخلية شنت أمس غارات.", "شنت", "وزارة الصحة", "وزارة الداخلية",
         (["وزارة الداخلية"], [])),
        ("قالت وزارة الصحة: شنت وزارة الداخلية حملة وتلتها غارات.", "غارات", "وزارة الصحة", "", (["وزارة الصحة"], [])),
        ("قالت وزارة الصحة: نفت وزارة الداخلية غارات.", "غارات", "وزارة الصحة", "", (["وزارة الصحة"], [])),
        # nobody is told to have done it, or another clause tells what he did
        ("أعلنت وزارة الصحة مقتل السفير هشام الدرعي في قصف عنيف.", "مقتل", "وزارة الصحة", "هشام الدرعي",
         (["وزارة الصحة"], ["هشام الدرعي"])),
        ("قتلت وزارة الصحة السفير هشام الدرعي في قصف نفذته وزارة الداخلية.", "قتلت", "وزارة الصحة", "هشام الدرعي",
         (["وزارة الصحة"], ["هشام الدرعي"])),
        ("مقتل السفير هشام الدرعي وتندد بعده في قصف نفذته وزارة الداخلية.", "مقتل", "", "هشام الدرعي",
         ([], ["هشام الدرعي"])),
        ("مقتل السفير هشام الدرعي بعد زيارة نفذتها وزارة الداخلية.", "مقتل", "", "هشام الدرعي",
         ([], ["هشام الدرعي"])),
    ],
)  # fmt: skip
def test_who_stands_behind_the_attack_did_it(
    text: str, word: str, actor: str, recipient: str, wanted: tuple[list[str], list[str]]
) -> None:  # fmt: skip
    assert filled(text, word, "ASSAULT", actor, recipient) == wanted


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "recipient"),
    [
        # who denies a deed told by a noun without a doer denies his own
        ("نفت طهران بيع أي سلاح.", "بيع", "COOPERATE", ["طهران"], []),
        ("نفت وزارة الدفاع اعتقال أي ناشط.", "اعتقال", "COERCE", ["وزارة الدفاع"], []),
        ("أما وزارة الدفاع فنفت قصف القرية.", "قصف", "ASSAULT", ["وزارة الدفاع"], []),
        ("نفت وزارة الصحة تلقي أي مساعدات.", "تلقي", "AID", [], ["وزارة الصحة"]),
        ("نفت وزارة الدفاع مغادرة المدينة.", "مغادرة", "MOBILIZE", [], []),
        # who is named behind the noun may have done it, who was killed was not killed by who denies it
        ("نفت وزارة الدفاع وصول سفينة إلى الميناء.", "وصول", "MOBILIZE", [], []),
        ("نفت وزارة الدفاع مقتل القائد.", "مقتل", "ASSAULT", [], []),
        ("أكدت وزارة الدفاع اعتقال ناشط.", "اعتقال", "COERCE", [], []),
        ("نفت طهران اتهامات واشنطن.", "اتهامات", "ACCUSE", [], []),
    ],
)
def test_who_denies_takes_part(text: str, word: str, kind: str, actor: list[str], recipient: list[str]) -> None:
    assert filled(text, word, kind) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "word", "kind", "actor", "wanted"),
    [
        ("حجزت قوة إسرائيلية حافلة مدرسية، أمس.", "حجزت", "COERCE", "قوة إسرائيلية", "حافلة مدرسية"),
        ("أنقذت سفينة تجارية أمس 30 مهاجرا قبالة سبها.", "أنقذت", "AID", "سفينة تجارية", "30 مهاجرا"),
        ("حجزت قوة إسرائيلية قرب سبها زورقا محملا بالوقود.", "حجزت", "COERCE", "قوة إسرائيلية", "زورقا"),
        # "general" is no "year"
        ("دعا الأمين العام أنطونيو غوتيريش قادة الفصائل إليه.", "دعا", "REQUEST", "أنطونيو غوتيريش", "قادة الفصائل"),
        ("دعا هذا العام وهناك أنطونيو غوتيريش قادة الفصائل إلى الهدوء.", "دعا", "REQUEST", "أنطونيو غوتيريش", ""),
        # a verb with its subject before it
        ("قال إن قوة إسرائيلية حجزت الشاحنة يوم السبت.", "حجزت", "COERCE", "قوة إسرائيلية", "الشاحنة"),
        # nobody free: a preposition, "and", a subject's ending, a clause, a missile
        ("حجزت قوة إسرائيلية عند حافلة مدرسية ثلاث حقائب.", "حجزت", "COERCE", "قوة إسرائيلية", ""),
        ("حجزت قوة إسرائيلية وشاحنة مرت بعدها.", "حجزت", "COERCE", "قوة إسرائيلية", ""),
        ("أوقفت قوة إسرائيلية مسافرون قالوا إنها عادت.", "أوقفت", "COERCE", "قوة إسرائيلية", ""),
        ("حجزت قوة إسرائيلية كانت ترافق شاحنة.", "حجزت", "COERCE", "قوة إسرائيلية", ""),
        ("أطلقت قوة إسرائيلية أمس طائرة صغيرة.", "أطلقت", "ASSAULT", "قوة إسرائيلية", ""),
        # «إليه» folds like «آلية»
        ("حجزت قوة إسرائيلية إليه الطريق.", "حجزت", "COERCE", "قوة إسرائيلية", ""),
        # nobody is known to do it: whoever stands behind may
        ("حجزت حافلة مدرسية.", "حجزت", "COERCE", "", ""),
    ],
)  # fmt: skip
def test_the_object_that_stands_free(text: str, word: str, kind: str, actor: str, wanted: str) -> None:
    assert filled(text, word, kind, actor)[1] == ([wanted] if wanted else [])


def test_whoever_suffered_is_the_object() -> None:
    sides = filled("حجزت قوة إسرائيلية شاحنة تقل ثلاثة صيادين.", "حجزت", "COERCE", "قوة إسرائيلية", "ثلاثة صيادين")
    assert sides[1] == ["ثلاثة صيادين"]

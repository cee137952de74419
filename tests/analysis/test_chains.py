"""Chains of sources: who spoke before, whom a noun points back to, how one among many is chosen."""

from __future__ import annotations

from math import isclose

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.attributions.speakers import Speakers
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned import acts
from marsad.analysis.learned.chains import is_due, joined
from marsad.analysis.learned.hearers import hears, says_another
from marsad.analysis.learned.hops import Memory
from marsad.analysis.learned.saying import CueHere, cue_of, turns, verb_before
from marsad.analysis.learned.spots import Spot, Spots
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.reader.votes import choice
from marsad.text.spans import Span
from marsad.text.views import fold


def table_of(text: str) -> EntityTable:
    reading = Reading.of(Document("example", text))
    return EntityTable(reading, *find_entities(reading, [], [], []))


def outlet(name: str) -> Found:
    return Found("organization", name, sector=("MED",))


def test_choice_weighs_every_row_by_one_column() -> None:
    table = {"near": (2.0, 0.0), "far": (-1.0, 1.0)}
    rows = [{"near": 1.0}, {"far": 1.0}, {"unknown": 5.0}]
    first, second = choice(rows, table, 0), choice(rows, table, 1)
    assert first[0] > first[2] > first[1]
    assert second[1] > second[0] == second[2]
    assert isclose(sum(first), 1.0)


def test_choice_among_nobody() -> None:
    assert choice([], {}, 0) == ()


def test_a_paragraph_goes_on_retelling_its_outlet() -> None:
    paper, channel, speaker = outlet("صحيفة"), outlet("قناة"), Found("person", "سالم")
    memory = Memory([([paper, speaker], 0, 0), ([speaker], 1, 0), ([channel], 2, 1)])
    assert memory.outlet(0) is paper
    assert memory.outlet(1) is channel
    assert memory.outlet(2) is None


def test_who_passed_on_a_speaker_last() -> None:
    paper, speaker, other = outlet("صحيفة"), Found("person", "سالم"), Found("person", "ماهر")
    memory = Memory([([paper, speaker], 0, 0), ([other], 1, 0)])
    assert memory.passed_on(speaker, 0) == (paper, "paragraph")
    assert memory.passed_on(speaker, 1) == (paper, "far")
    assert memory.passed_on(other, 0) == (None, "paragraph")
    assert memory.passed_on(Found("person", "نبيل"), 0) == (None, "")


def test_who_passed_on_words_lately() -> None:
    body, speaker, other = Found("organization", "مركز"), Found("person", "سالم"), Found("person", "ماهر")
    memory = Memory([([body, speaker], 0, 0), ([other], 1, 1)])
    assert memory.lately(body, 0) == "paragraph"
    assert memory.lately(body, 1) == "far"
    assert memory.lately(speaker, 0) == memory.lately(other, 1) == "no"
    memory.chains += [([other], 2, 1), ([other], 3, 1)]
    assert memory.lately(body, 0) == "no"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ترجمة عن صحيفة «الساحل»\nأغلق المرفأ أمس.", "صحيفة «الساحل»"),
        # named only later, or a body that is no outlet
        ("أغلق المرفأ أمس. " * 10 + "وقالت صحيفة «الساحل» إن السفن تنتظر.", None),
        ("بيان عن منظمة «الساحل»\nأغلق المرفأ أمس.", None),
    ],
)
def test_the_outlet_that_a_report_opens_with(text: str, name: str | None) -> None:
    table = table_of(text)
    opening = Spots(WordMap(table.reading), table).opening
    assert (opening.name if isinstance(opening, Found) else None) == name


@pytest.mark.parametrize(
    ("text", "content", "kind", "lemma"),
    [
        ("قال الوزير إن المصنع سيفتتح غدا.", "المصنع", "verb", "قال"),
        ("وصل الوفد، مضيفا أن الزيارة قصيرة.", "الزيارة", "participle", "أضاف"),
        ("الطريق مغلق، بحسب البلدية.", "الطريق", "opener behind", fold("بحسب")),
        ("الوزير: المصنع مغلق.", "المصنع", "colon", ""),
        # who speaks is no word of saying, though his noun is a participle
        ("زعم متحدث باسم الوزارة أن المصنع مغلق.", "المصنع", "verb", "زعم"),
        ("قال مصدر مطلع في مقر الوزارة إن المصنع مغلق.", "المصنع", "verb", "قال"),
        ("طالب سالم، الذي قدم نفسه متحدثا باسم الأهالي، بأن المصنع مغلق.", "المصنع", "verb", "طالب"),
        ("عاد الوزير، متحدثا عن مصنع يفتتح غدا.", "مصنع", "participle", "تحدث"),
        # how somebody stays unnamed, the channel, and who published it say nothing themselves
        ("أوضح تاجر طلب عدم ذكر اسمه أن المصنع مغلق.", "المصنع", "verb", "أوضح"),
        ("كشف مسؤولون طلبوا عدم الكشف عن هوياتهم أن المصنع مغلق.", "المصنع", "verb", "كشف"),
        ("قال الوزير، عبر حسابه، إن المصنع مغلق.", "المصنع", "verb", "قال"),
        ("أكدت الوزارة في بيان أوردته الوكالة أن المصنع مغلق.", "المصنع", "verb", "أكد"),
        ("قالت الشركة في رد على أسئلة إن المصنع مغلق.", "المصنع", "verb", "قال"),
        ("نقلت القناة عن جيرانه أن المصنع مغلق، ولم تعلق البلدية.", "المصنع", "none", ""),
        ("نقلت القناة عن جيرانه أن المصنع مغلق، كما أكدت البلدية.", "المصنع", "opener behind", fold("كما")),
        ("وعبر الوزير عن قلقه من مصنع مغلق.", "مصنع", "verb", "عبر"),
        ("طلب الوزير أن يفتح المصنع غدا.", "المصنع", "verb", "طلب"),
        ("بحسب ما أوردته الوكالة فإن المصنع مغلق.", "المصنع", "verb", "أورد"),
    ],
)
def test_cue_of_a_passage(text: str, content: str, kind: str, lemma: str) -> None:
    reading = Reading.of(Document("example", text))
    first = next(t.index for t in reading.tokens if t.norm == fold(content))
    last = next(t.index for t in reading.tokens if t.index > first and not t.is_word)
    cue = cue_of(reading, (first, last))
    assert (cue.kind, cue.lemma) == (kind, lemma)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("في حين زعم متحدث باسم الوزارة أن الطريق مغلق.", True),
        ("من جهته قال الوزير إن الطريق مغلق.", True),
        ("وردا على ذلك، نفى الوزير أن الطريق مغلق.", True),
        ("أما الوزارة فقالت إن الطريق مغلق.", True),
        ("وقال الوزير إن الطريق مغلق.", False),
        ("قال الوزير في بيان إن الطريق مغلق، فيما عاد الوفد.", False),
    ],
)
def test_another_begins_to_speak(text: str, turned: bool) -> None:
    reading = Reading.of(Document("example", text))
    first = next(t.index for t in reading.tokens if t.norm == fold("الطريق"))
    assert turns(reading, cue_of(reading, (first, first + 2))) is turned


def test_words_of_saying_between_two_places_are_counted() -> None:
    table = table_of("قال الوزير إن الطريق مغلق، فيما نقلت القناة عن مسؤول أن الجسر مفتوح.")
    spots = Spots(WordMap(table.reading), table)
    words = {t.norm: t.index for t in table.reading.tokens}
    assert spots.said_between(0, len(table.reading.tokens)) == 2
    assert spots.said_between(words[fold("مغلق")], words[fold("القناة")]) == 1
    assert spots.said_between(words[fold("الجسر")], words[fold("مفتوح")]) == 0
    assert spots.said_between(5, 2) == 0


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("قال الوزير إن [الطريق مغلق]، فيما نقلت *القناة* عن مسؤول أن الجسر مفتوح.", True),
        ("قال الوزير إن [الطريق مغلق]، وقالت *شركة الجسور* إنه مفتوح.", True),
        ("قال الوزير إن [الطريق مغلق]. ورد *مسؤول محلي* بعد ساعة.", True),
        ("نفى الوزير أن [الطريق مغلق]، وهو ما كانت قد زعمته *شركة الجسور*.", True),
        ("قال الوزير إن [الطريق مغلق]، وهو ما نفته *شركة الجسور*.", True),
        # the word behind takes up the passage, or no other stands before it
        ("قال الوزير إن [الطريق مغلق]، كما قالت *شركة الجسور*.", False),
        ("قال الوزير إن [الطريق مغلق]، وفق ما أفادت *شركة الجسور*.", False),
        ("[الطريق مغلق]، قالت *شركة الجسور*.", False),
        ("قال *مسؤول محلي* إن [الطريق مغلق].", False),
    ],
)
def test_the_subject_of_the_next_word_of_saying_says_something_else(text: str, another: bool) -> None:
    plain = text.translate(str.maketrans("", "", "[]*"))
    table = table_of(plain)
    reading, spots = table.reading, Spots(WordMap(table.reading), table)
    low, high = text.replace("*", "").index("["), text.replace("*", "").index("]") - 1
    content = reading.tokens_in(low, high)
    at = reading.token_at(text.translate(str.maketrans("", "", "[]")).index("*"))
    spot = next(
        (s for s in spots.all if spots.at.tokens[s.first] == at),
        Spot(spots.at.word[at], spots.at.word[at] + 1, outlet("قناة")),
    )
    cue: CueHere = cue_of(reading, content)
    assert says_another(spots, content, cue, spot) is another


def described(table: EntityTable, word: str) -> Candidate:
    token = next(t.index for t in table.reading.tokens if t.norm == fold(word))
    found = table.group_at(token)
    assert found is not None
    return found


def test_a_definite_noun_means_the_one_who_bears_it_as_title() -> None:
    table = table_of("كشف المهندس محمد الزنتاني أن الضخ تراجع.\nوتابع للمهندس أحد. وقال المهندس إن الخط مغلق.")
    said = [t.index for t in table.reading.tokens if t.norm == fold("المهندس")][-1]
    candidate = table.group_at(said)
    assert candidate is not None
    person = table.meant(candidate)
    assert isinstance(person, Found)
    assert person.type == "person"
    assert person is table.entity(candidate)


def test_looking_whom_a_description_means_makes_nobody_an_entity() -> None:
    table = table_of("قال مصدر أمني رفيع إن الطريق مغلق. وأضاف المصدر أن القوة وصلت.")
    before = len(table.found)
    source = described(table, "المصدر")
    assert table.meant(source) is described(table, "مصدر")
    assert len(table.found) == before
    assert table.entity(source).name == "مصدر أمني رفيع"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قال مصدر أمني رفيع إن محمد الزنتاني عاد. وذكر ذات المصدر أن الطريق مغلق.", "مصدر أمني رفيع"),
        # a source has no name, and none was brought in before
        ("عاد محمد الزنتاني. وذكر ذات المصدر أن الطريق مغلق.", None),
    ],
)
def test_the_same_source_is_the_one_brought_in_before(text: str, who: str | None) -> None:
    table = table_of(text)
    said = next(t.index for t in table.reading.tokens if t.norm == fold("المصدر"))
    found = Speakers(table.reading, table).refer_back(said)
    assert (table.entity(found).name if found is not None else None) == who


@pytest.mark.parametrize(
    ("between", "again", "who"),
    [
        ("قناة «الشط»", "الصحيفة الفرنسية", "صحيفة «الساحل» الفرنسية"),
        ("صحيفة «الشط»", "الصحيفة الفرنسية", "صحيفة «الساحل» الفرنسية"),
        # without the country the nearest is meant
        ("صحيفة «الشط»", "الصحيفة", "صحيفة «الشط»"),
    ],
)
def test_an_outlet_is_named_again_by_its_country(between: str, again: str, who: str) -> None:
    table = table_of(f"كتبت صحيفة «الساحل» الفرنسية أمس. وقالت {between} إنه عاد. وأضافت {again} أنه مريض.")
    said = [t.index for t in table.reading.tokens if t.norm == fold("الصحيفة")][-1]
    found = Speakers(table.reading, table).refer_back(said)
    assert (found.name if isinstance(found, Found) else None) == who


@pytest.mark.parametrize(
    ("again", "who"),
    [
        ("الوزير السعودي", "فيصل بن فرحان"),
        ("الوزير المصري", "بدر عبد العاطي"),
        ("الوزير", "بدر عبد العاطي"),
    ],
)
def test_a_minister_is_named_again_by_his_country(again: str, who: str) -> None:
    table = table_of(f"وصل الوزير فيصل بن فرحان إلى القاهرة، والتقى الوزير بدر عبد العاطي. وقال {again} إن الوضع صعب.")
    said = [t.index for t in table.reading.tokens if t.norm == fold("الوزير")][-1]
    found = Speakers(table.reading, table).refer_back(said)
    assert (found.name if isinstance(found, Found) else None) == who


def test_two_joined_by_and_share_no_title() -> None:
    table = table_of("وصل المهندس ومحمد الزنتاني إلى طرابلس. وقال المهندس إن الخط مغلق.")
    said = [t.index for t in table.reading.tokens if t.norm == fold("المهندس")][-1]
    candidate = table.group_at(said)
    assert candidate is not None
    assert not isinstance(table.meant(candidate), Found)


@pytest.mark.parametrize(
    ("text", "passages", "same", "told"),
    [
        ("ووعد بتحقيق «لا يجامل أحدا».", ("بتحقيق", "لا يجامل أحدا"), True, ["بتحقيق «لا يجامل أحدا"]),
        ("قال إن المرفأ مغلق، والسفن تنتظر.", ("المرفأ مغلق", "والسفن تنتظر"), True, ["المرفأ مغلق، والسفن تنتظر"]),
        # two speakers, a sentence that ends, words between, a word of saying
        ("ووعد بتحقيق «لا يجامل أحدا».", ("بتحقيق", "لا يجامل أحدا"), False, ["بتحقيق", "لا يجامل أحدا"]),
        ("قال إن المرفأ مغلق. السفن تنتظر.", ("المرفأ مغلق", "السفن تنتظر"), True, ["المرفأ مغلق", "السفن تنتظر"]),
        ("قال إن المرفأ مغلق وأن السفن تنتظر.", ("المرفأ مغلق", "السفن تنتظر"), True, ["المرفأ مغلق", "السفن تنتظر"]),
        ("قال إن المرفأ مغلق، نافيا أمرا.", ("المرفأ مغلق", "نافيا أمرا"), True, ["المرفأ مغلق", "نافيا أمرا"]),
    ],
)  # fmt: skip
def test_passages_of_one_speaker_within_a_sentence_are_one(
    text: str, passages: tuple[str, str], same: bool, told: list[str]
) -> None:
    reading = Reading.of(Document("example", text))
    speakers = [Found("person", "سالم"), Found("person", "ماهر")]
    claims = []
    for n, passage in enumerate(passages):
        start = text.index(passage)
        place = Span(start, start + len(passage))
        tokens = reading.tokens_in(place.start, place.end)
        claims.append(
            Claim([speakers[0 if same else n]], "say", Span(0, 3), place, "test", tokens=tokens, confidence=0.9)
        )
    assert [c.content.text(text) for c in joined(reading, claims)] == told


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("قالت الهيئة إنه عاد أمس.", "عاد أمس", "قال"),
        ("ذكر ابن الشيخ أن السوق مغلق.", "السوق مغلق", "ذكر"),
        # the verb that «إنه» might be taken for
        ("نوه الوزير بأن الطريق مفتوح.", "الطريق مفتوح", "نوه"),
    ],
)
def test_a_word_that_a_verb_of_saying_is_not_written_like(text: str, content: str, cue: str) -> None:
    read = Reading.of(Document("example", text))
    start = text.index(content)
    assert cue_of(read, read.tokens_in(start, start + len(content))).lemma == cue


@pytest.mark.parametrize(
    ("text", "passage", "due"),
    [
        ("ومن المقرر أن يصل الوفد غدا.", "أن يصل", True),
        ("ومن المقرر أن يصل الوفد غدا.", "يصل", True),
        ("وقال المتحدث إن الوفد يصل غدا.", "الوفد", False),
        ("وغادر المقر الذي يصل إليه الوفد غدا.", "يصل", False),
    ],
)
def test_what_is_due_is_nobodys_word(text: str, passage: str, due: bool) -> None:
    reading = Reading.of(Document("t", text))
    assert is_due(reading, reading.token_at(text.index(passage))) is due


@pytest.mark.parametrize(
    ("text", "content", "verb"),
    [
        ("هدد الحراس بقطع الطريق.", "الطريق", "هدد"),
        ("يعتقد المؤرخ أن القلعة بنيت مرتين.", "القلعة", "اعتقد"),
        # a word of saying is the cue and needs no other
        ("قال الحراس إن الطريق مغلق.", "الطريق", ""),
        ("عاد الحراس.\nالطريق مغلق.", "الطريق", ""),
    ],
)
def test_the_verb_of_a_passage_that_has_no_word_of_saying(text: str, content: str, verb: str) -> None:
    reading = Reading.of(Document("example", text))
    first = next(t.index for t in reading.tokens if t.norm == fold(content))
    assert verb_before(reading, first, cue_of(reading, (first, first + 2))) == verb


def test_who_speaks_and_through_whom_is_heard_of_the_act() -> None:
    cue = CueHere(0, "verb", "قال", "say", "قالت")
    paper, person = acts.of_speaker(cue, "outlet", 1), acts.of_speaker(cue, "person", 1)
    assert "speaker outlet act say" in paper and "speaker outlet act say" not in person
    assert "retold 2 act say" in acts.of_speaker(cue, "person", 3) and "retold 2 act say" not in person


def test_a_verb_is_heard_of_the_act() -> None:
    cue = CueHere(0, "none", "", "", "")
    even = (1 / len(acts.CLASSES),) * len(acts.CLASSES)
    assert "verb هدد" in acts.features(even, cue, None, "هدد")
    assert not any(name.startswith("verb ") for name in acts.features(even, cue, None, ""))


@pytest.mark.parametrize(
    ("text", "who", "heard"),
    [
        ("قال لجنود من الحامية إن الطريق مغلق.", "جنود", True),
        ("قالت وزارة الدفاع لجنود من الحامية إن الطريق مغلق.", "جنود", True),
        # who speaks, in whose words, and behind whom the verb stands
        ("قال جنود من الحامية إن الطريق مغلق.", "جنود", False),
        ("قال المذيع نقلا عن تصريح لجنود من الحامية إن الطريق مغلق.", "جنود", False),
        ("وفقا لجنود من الحامية قالوا ذلك فإن الطريق مغلق.", "جنود", False),
    ],
)
def test_who_is_told_something_has_not_said_it(text: str, who: str, heard: bool) -> None:
    table = table_of(text)
    spots = Spots(WordMap(table.reading), table)
    first = table.reading.token_at(text.index("الطريق"))
    spot = next(s for s in spots.all if who in table.reading.tokens[spots.at.tokens[s.first]].norm)
    content = first, first + 2
    assert hears(spots, content, cue_of(table.reading, content), spot) is heard

"""Where a clause begins that the words before take no part in, with near misses."""

from __future__ import annotations

import pytest

from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.walls import apart, aside, dated_apart, walls
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document


def others(text: str, word: str) -> set[str]:
    """Who stands in another clause than `word`, of all who are named."""
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, found, described))
    token = reading.token_at(text.index(word))
    sentence = reading.sentence_of(token)
    here = walls(at, spots, sentence.first, sentence.last)
    return {spots.entity(s).name for s in spots.all if apart(at, spots, here, token, s)}


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        # who is named right before a verb in the singular begins a clause
        ("أنقرة تغلق الحدود وأثينا ترفض القرار.", "تغلق", {"أثينا"}),
        ("أنقرة تغلق الحدود وأثينا ترفض القرار.", "ترفض", {"أنقرة"}),
        ("غارة على درنة وبنغازي تندد بالقصف.", "غارة", {"بنغازي"}),
        ("غارة على درنة وبنغازي أمس.", "غارة", set()),
        ("أنقرة وأثينا تعلنان الاتفاق.", "تعلنان", set()),
        ("اتفقت أنقرة وأثينا على الحدود.", "اتفقت", set()),
        # a headline's second half, whoever its subject is
        ("غارة على درنة والأمن يعتقل أربعة في بنغازي\nتفاصيل", "غارة", {"بنغازي"}),
        ("غارة على أنقرة والقوات الليبية تعتقل أربعة في بنغازي\nتفاصيل", "تعتقل", {"أنقرة"}),
        ("غارة على أنقرة وجماعة موالية لروما تتبناها\nتفاصيل", "غارة", {"روما"}),
        ("غارة على درنة والأمن يعتقل أربعة في بنغازي.", "غارة", set()),
        ("لقاء في درنة والملف الليبي يتصدر جدول بنغازي\nتفاصيل", "لقاء", set()),
        # a headline's indefinite subject, but no description
        ("أنقرة تستدعي سفير روما ووفد أوروبي يصل أثينا\nتفاصيل.", "تستدعي", {"وفد أوروبي", "أثينا"}),
        ("أنقرة تستدعي سفير روما ووفد أوروبي يصل أثينا.", "تستدعي", set()),
        # what is expected next
        ("زار أردوغان روما، ومن المقرر أن يصل ماكرون إلى أنقرة.", "زار", {"ماكرون", "أنقرة"}),
        ("زار أردوغان روما، ومن المقرر أن يصل ماكرون إلى أنقرة.", "يصل", {"أردوغان", "روما"}),
        # the visitor goes on: nobody else is named who could
        ("زار أردوغان روما، ومن المقرر أن يلتقي بماكرون غدا.", "يلتقي", set()),
        ("وصل أردوغان من المقر إلى روما.", "وصل", set()),
        # "while", and what looks like it
        ("وصل أردوغان إلى روما، فيما غادر ماكرون إلى أثينا.", "وصل", {"ماكرون", "أثينا"}),
        ("أبلغ أردوغان روما قلقه، في حين امتنع ماكرون عن التعليق.", "امتنع", {"أردوغان", "روما"}),
        ("غادر أردوغان روما في وقت متأخر مع ماكرون.", "غادر", set()),
        ("بحث أردوغان فيما يتعلق بالحدود موقف ماكرون.", "بحث", set()),
        # a circumstance that begins the sentence, with people of its own
        ("فبعد أيام من زيارة أردوغان إلى روما، وصل ماكرون إلى أثينا.", "زيارة", {"ماكرون", "أثينا"}),
        ("فبعد أيام من زيارة أردوغان إلى روما، وصل ماكرون إلى أثينا.", "وصل", {"أردوغان", "روما"}),
        ("وبعد زيارته روما، وصل ماكرون إلى أثينا.", "زيارته", set()),
        ("وبعد ثلاثة أيام في روما، وصل ماكرون إلى أثينا.", "وصل", set()),
        ("وبعد أيام من زيارة أردوغان، ماكرون في أثينا.", "زيارة", set()),
        # what else is done
        ("دعا أردوغان روما إلى التهدئة، كما دعا ماكرون أثينا.", "دعا", {"ماكرون", "أثينا"}),
        ("دعا أردوغان روما، كما قال المتحدث، مع أثينا.", "دعا", set()),
        ("دعا أردوغان روما إلى التهدئة، وهو الموقف الذي رحب به ماكرون.", "دعا", {"ماكرون"}),
        # what another thinks of all that was told
        ("دعا أردوغان روما إلى التهدئة، وهو ما رحب به ماكرون.", "دعا", {"ماكرون"}),
        ("دعا أردوغان روما إلى التهدئة، وهو صديق ماكرون.", "دعا", set()),
        # what somebody does besides has objects of its own
        ("دعا أردوغان روما إلى التهدئة، مرحبا بوساطة ماكرون.", "دعا", {"ماكرون"}),
        ("دعا أردوغان روما إلى التهدئة، مرحبا بوساطة ماكرون.", "مرحبا", set()),
        ("دعا أردوغان روما إلى التهدئة، مؤكدا دعم ماكرون.", "دعا", {"ماكرون"}),
        ("دعا أردوغان روما، والوسيط ماكرون، إلى التهدئة.", "دعا", set()),
        # somebody begins to speak
        ("دعا أردوغان روما إلى الحوار، وقال ماكرون إن أثينا ترفض ذلك.", "ترفض", {"أردوغان", "روما", "ماكرون"}),
        ("دعا أردوغان روما إلى الحوار، وقال إن ذلك ينفع ماكرون.", "ينفع", set()),
        # the circumstances have people of their own; what they brought about may be done to those before
        ("دعمت روما المبادرة، وذلك خلال لقاء ماكرون.", "دعمت", {"ماكرون"}),
        ("رضيت روما، وذلك بعد تعهد ماكرون.", "تعهد", set()),
        ("دعمت روما المبادرة، وذلك ما أراده ماكرون.", "دعمت", set()),
        # the next that somebody says, if it is of somebody else
        ("قيل إن أنقرة دعت روما إلى الحوار، وإن أثينا ترفض ذلك.", "دعت", {"أثينا"}),
        ("قيل إن أنقرة دعت روما إلى الحوار، وإن أثينا ترفض ذلك.", "ترفض", {"أنقرة", "روما"}),
        ("قال المصدر إن ستة مهاجرين غرقوا، وإن أحدهم طلب النجدة من أثينا.", "غرقوا", set()),
        ("قال المصدر إن أردوغان زار روما، وأنه طلب لقاء ماكرون.", "طلب", set()),
        ("قال المصدر إن أردوغان في روما، وأن أثينا أبلغته بقرب ترحيله.", "ترحيله", set()),
        # whoever was named goes on elsewhere: the pronoun is he
        ("قال المصدر إن أردوغان وصل إلى روما، وإنه سيتوجه إلى أثينا.", "وصل", {"أثينا"}),
        ("قال المصدر إن أردوغان وصل إلى روما، وإنه سيلتقي ماكرون.", "سيلتقي", set()),
        ("وصل أردوغان إلى روما، وقال مكتبه إنه سيتوجه إلى أثينا.", "وصل", {"أثينا"}),
        ("وصل أردوغان إلى روما لأنه سيتوجه منها إلى أثينا.", "وصل", set()),
        # after somebody else had come, who went elsewhere
        ("جاء وصول أردوغان إلى روما بعد أيام من زيارة ماكرون إلى أثينا.", "وصول", {"ماكرون", "أثينا"}),
        ("جاء وصول أردوغان إلى روما بعد أيام من زيارة ماكرون إلى أثينا.", "زيارة", {"أردوغان", "روما"}),
        ("جاء وصول أردوغان إلى روما بعد أيام من لقاء ماكرون في أثينا.", "وصول", set()),
    ],
)
def test_who_stands_in_another_clause(text: str, word: str, wanted: set[str]) -> None:
    assert others(text, word) == wanted


@pytest.mark.parametrize(
    ("text", "word", "time", "elsewhere"),
    [
        ("احتجزت الشرطة ستة ركاب، بينما أنقذت السفينة آخرين فجر الأحد.", "احتجزت", "الأحد", True),
        ("احتجزت الشرطة ستة ركاب، بينما أنقذت السفينة آخرين فجر الأحد.", "أنقذت", "الأحد", False),
        ("احتجزت الشرطة يوم السبت ستة ركاب، بينما نجا آخرون.", "احتجزت", "السبت", False),
        ("زار أردوغان روما، ومن المقرر أن يصل ماكرون غدا.", "زار", "غدا", True),
        # what was signed then is another thing, unless the signing is what is told
        ("قال المصدر إن أردوغان وصل إلى روما، وإنه سيغادر يوم الأحد.", "وصل", "الأحد", True),
        ("وصل أردوغان إلى روما، وقال مكتبه إنه سيغادر يوم الأحد.", "وصل", "الأحد", True),
        ("دعا الحزب إلى مراجعة اتفاقية الهجرة الموقعة عام 1968.", "دعا", "عام", True),
        ("دعا الحزب إلى مراجعة اتفاقية الهجرة المبرمة في مارس 1968.", "مراجعة", "مارس", True),
        ("وافق الحزب على اتفاق وقف إطلاق النار الموقع عام 1968.", "اتفاق", "عام", False),
        ("رفض الحزب الاتفاق الموقع في مارس 2020.", "رفض", "مارس", True),
        ("زار الموقع في مارس 2020 وفد رفيع.", "زار", "مارس", False),
        ("ندد الحزب في بيانه الصادر أمس بالضربة.", "ندد", "أمس", False),
        # what somebody was doing when it happened has its day
        ("قتل الصياد بينما كان يغادر الميناء فجر الأحد.", "قتل", "الأحد", False),
        ("بحث أردوغان فيما يتعلق بالحدود موقف ماكرون أمس.", "بحث", "أمس", False),
    ],
)
def test_which_clause_a_time_dates(text: str, word: str, time: str, elsewhere: bool) -> None:
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, *find_entities(reading, ())))
    token, sentence = reading.token_at(text.index(word)), reading.sentence_of(0)
    stands = at.tokens.index(reading.token_at(text.index(time)))
    assert dated_apart(at, walls(at, spots, sentence.first, sentence.last), token, stands) is elsewhere


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        # a clause between commas has its own people, and the main clause goes on behind it
        ("دعا أردوغان، الذي يزور روما، ماكرون إلى التهدئة.", "يزور", "CONSULT", {"ماكرون"}),
        ("دعا أردوغان، الذي يزور روما، ماكرون إلى التهدئة.", "دعا", "REQUEST", {"روما"}),
        # whom a visitor met is whom he came to
        ("زار أردوغان، الذي التقى ميلوني، روما أمس.", "زار", "CONSULT", set()),
        # the clause ends the sentence, or "and" goes on with it
        ("دعا أردوغان ماكرون، الذي يزور روما.", "دعا", "REQUEST", set()),
        ("دعا أردوغان، الذي زار روما، والتقى ماكرون.", "زار", "CONSULT", set()),
        ("دعا أردوغان، في روما، ماكرون إلى التهدئة.", "دعا", "REQUEST", set()),
        # who was met in a circumstance did not say it
        ("جدد أردوغان، خلال لقائه ماكرون، دعم روما.", "دعم", "SUPPORT", {"ماكرون"}),
        ("زار أردوغان، خلال لقائه ماكرون، روما أمس.", "زار", "CONSULT", set()),
    ],
)
def test_who_stands_in_a_clause_between_commas(text: str, word: str, kind: str, wanted: set[str]) -> None:
    reading = Reading.of(Document("t", text))
    at = WordMap(reading)
    spots = Spots(at, EntityTable(reading, *find_entities(reading, ())))
    token = reading.token_at(text.index(word))
    assert {spots.entity(s).name for s in spots.all if aside(at, token, s, kind)} == wanted

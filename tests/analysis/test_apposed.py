"""Who is named twice in a row takes part once, and who stands beside somebody else does so too."""

from __future__ import annotations

import pytest

from marsad.analysis.entities.candidate import Candidate
from marsad.analysis.learned.apposed import once
from marsad.analysis.learned.spots import Pick, Spot
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import EntityType
from marsad.text.spans import Span

TYPES: dict[str, EntityType] = {"p": "person", "g": "group", "o": "organization", "a": "asset", "c": "place"}


def left(text: str, taking_part: str) -> str:
    """Who is left of "words type role", "|" between them."""
    at = WordMap(Reading.of(Document("d", text)))
    picks = []
    for part in taking_part.split("|"):
        words, form, role = part.rsplit(" ", 2)
        begin = text.index(words)
        first, last = at.reading.tokens_in(begin, begin + len(words))
        place = at.words(first, last)
        assert place is not None
        item = Candidate(first, last, Span(begin, begin + len(words)), TYPES[form], "test", 1)
        picks.append(Pick(0.5, role, Spot(*place, item)))
    return "|".join(p.spot.item.name(at.reading) for p in once(at, picks) if isinstance(p.spot.item, Candidate))


@pytest.mark.parametrize(
    ("text", "taking_part", "right"),
    [
        # a title and its bearer, but not two whom "and" joins, nor two in different parts
        ("زار السفير هشام الدرعي سبها.", "السفير g actor|هشام الدرعي p actor", "هشام الدرعي"),
        ("زار السفير وهشام الدرعي سبها.", "السفير g actor|هشام الدرعي p actor", "السفير|هشام الدرعي"),
        ("دعا السفير هشام الدرعي إلى مكتبه.", "السفير g actor|هشام الدرعي p recipient", "السفير|هشام الدرعي"),
        ("خطف مسلحون موظفها هشام الدرعي.", "موظفها g recipient|هشام الدرعي p recipient", "هشام الدرعي"),
        # a title that goes on with another is nobody in whatever part
        ("استقبله وزير الخارجية السعودي الأمير هشام الدرعي.", "الأمير p actor|هشام الدرعي p recipient", "هشام الدرعي"),
        # a noun in construct belongs to the name behind it
        ("اعتذر لأسرة النقيب هشام الدرعي.", "أسرة g recipient|هشام الدرعي p recipient", "أسرة"),
        # a rank is no brigade before a name
        ("وقع اللواء هشام الدرعي المذكرة.", "اللواء o actor|هشام الدرعي p actor", "هشام الدرعي"),
        ("وقع اللواء والسفير هشام الدرعي المذكرة.", "اللواء o actor|هشام الدرعي p actor", "اللواء|هشام الدرعي"),
        # behind a comma, unless it is a list or there are several
        ("اتصل وجيه من المرج، الحاج هشام الدرعي، بالوالي.", "وجيه من المرج g actor|هشام الدرعي p actor", "هشام الدرعي"),
        ("اجتمع مدير الميناء، هشام الدرعي وسالم القماطي.",
         "مدير الميناء g actor|هشام الدرعي p actor|سالم القماطي p actor", "مدير الميناء|هشام الدرعي|سالم القماطي"),
        ("اجتمع محامون، هشام الدرعي معهم.", "محامون g actor|هشام الدرعي p actor", "محامون|هشام الدرعي"),
        # "which is", and how many they are
        ("وصلت «ريم»، وهي سفينة شحن.", "ريم a actor|سفينة شحن a actor", "ريم"),
        ("وصلت «ريم»، ومعها سفينة شحن.", "ريم a actor|سفينة شحن a actor", "ريم|سفينة شحن"),
        ("وصلت قوة أجنبية قوامها 120 مدربا.", "قوة أجنبية g actor|120 مدربا g actor", "قوة أجنبية"),
        ("وصلت قوة أجنبية رافقها 120 مدربا.", "قوة أجنبية g actor|120 مدربا g actor", "قوة أجنبية|120 مدربا"),
        # a ship in quotation marks is named
        ("أفرج عن ناقلة المشتقات «ريم» ليلا.", "ناقلة المشتقات a recipient|ريم a recipient", "ريم"),
    ],
)  # fmt: skip
def test_who_is_named_again_takes_part_once(text: str, taking_part: str, right: str) -> None:
    assert left(text, taking_part) == right

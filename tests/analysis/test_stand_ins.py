"""Words in the place of a subject, with near misses: nobody is named beside the verb."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import find_claims
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.triggers import readings_at
from marsad.analysis.learned.spots import Spots
from marsad.analysis.learned.stand_ins import certain, meant, nation, subject, take_over
from marsad.analysis.learned.words import WordMap
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "verb", "kind", "wanted"),
    [
        ("قالت حركة الشباب إنها قتلت ستة جنود.", "قتلت", "ASSAULT", "حركة الشباب"),
        ("قالت حركة الشباب إنها دمرت آليتين وقتلت ستة جنود.", "وقتلت", "ASSAULT", "حركة الشباب"),
        # the pronoun is of another gender than who speaks, or than the verb
        ("قال أردوغان إنها قتلت ستة جنود.", "قتلت", "ASSAULT", None),
        ("قالت حركة الشباب إنه قتل ستة جنود.", "قتل", "ASSAULT", None),
        # no pronoun at all
        ("قالت حركة الشباب إن القوات قتلت ستة جنود.", "قتلت", "ASSAULT", None),
        # «نحن»: who speaks, of what is done by saying so
        ("قالت حركة الشباب: «نطالب فرنسا بالرد».", "نطالب", "REQUEST", "حركة الشباب"),
        ("قالت حركة الشباب: «يطالب فرنسا بالرد».", "يطالب", "REQUEST", None),
        # the speaker's country, which the report names elsewhere
        ("قال إيمانويل ماكرون إن بلاده اعتقلت ستة. ونفت فرنسا ذلك.", "اعتقلت", "COERCE", "فرنسا"),
        ("قال إيمانويل ماكرون إن بلاده قد اعتقلت ستة. ونفت فرنسا ذلك.", "اعتقلت", "COERCE", "فرنسا"),
        ("قال إيمانويل ماكرون إن بلاده اعتقلت ستة. ونفت إيطاليا ذلك.", "اعتقلت", "COERCE", None),
        ("قال إيمانويل ماكرون إن جيش بلاده القوي اعتقل ستة. ونفت فرنسا ذلك.", "اعتقل", "COERCE", None),
    ],
)
def test_who_is_meant(text: str, verb: str, kind: str, wanted: str | None) -> None:
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    table = EntityTable(reading, found, described)
    spots = Spots(WordMap(reading), table)
    token = reading.token_at(text.index(verb))
    row = next(r for r in readings_at(reading, token) if r.trigger.type == kind)
    claim = next(c for c in find_claims(reading, table, None) if c.content.start <= text.index(verb) < c.content.end)
    spot = subject(spots, claim, token, row)
    assert (None if spot is None else spots.entity(spot).name) == wanted


@pytest.mark.parametrize(
    ("text", "word", "kind", "wanted"),
    [
        ("قتل ثلاثة في قصف إسرائيلي على البلدة. وردت إسرائيل بالنفي.", "قصف", "ASSAULT", "إسرائيل"),
        ("قتل ثلاثة في قصف إسرائيلي على البلدة. وردت تركيا بالنفي.", "قصف", "ASSAULT", None),
        ("قتل ثلاثة في قصف عنيف على البلدة. وردت إسرائيل بالنفي.", "قصف", "ASSAULT", None),
        ("قتل ثلاثة في قصف مدفعي وإسرائيلي. وردت إسرائيل بالنفي.", "قصف", "ASSAULT", None),
        # an adjective between, and an attack that another word leads to
        ("قتل ثلاثة في قصف مدفعي إسرائيلي على البلدة. وردت إسرائيل بالنفي.", "قصف", "ASSAULT", "إسرائيل"),
        ("قتل ثلاثة، وأصيب آخرون، في قصف إسرائيلي. وردت إسرائيل بالنفي.", "قتل", "ASSAULT", "إسرائيل"),
        ("قتل ثلاثة وهاجم آخرون في قصف إسرائيلي. وردت إسرائيل بالنفي.", "قتل", "ASSAULT", None),
        ("قتل ثلاثة، وقال شاهد إن في قصف إسرائيلي كذا. وردت إسرائيل بالنفي.", "قتل", "ASSAULT", None),
        ("اعتقل ثلاثة في قصف إسرائيلي. وردت إسرائيل بالنفي.", "اعتقل", "COERCE", None),
        # a body whose people are called so
        ("قتل ثلاثة في هجوم حوثي. ونفى الحوثيون ذلك.", "هجوم", "ASSAULT", "الحوثيون"),
        ("قتل ثلاثة في هجوم بري. ونفى الحوثيون ذلك.", "هجوم", "ASSAULT", None),
        # where the country isn't named it is its army's
        ("قتل ثلاثة في قصف إسرائيلي. ونفى الجيش الإسرائيلي ذلك.", "قصف", "ASSAULT", "الجيش الإسرائيلي"),
        ("قتل ثلاثة في قصف إسرائيلي. ونفت الشرطة الإسرائيلية ذلك.", "قصف", "ASSAULT", None),
        ("بدأت مباحثات إسرائيلية تركية. وردت إسرائيل بالنفي.", "مباحثات", "CONSULT", None),
    ],
)
def test_whose_deed_an_adjective_says_it_is(text: str, word: str, kind: str, wanted: str | None) -> None:
    reading = Reading.of(Document("t", text))
    found, described = find_entities(reading, ())
    spots = Spots(WordMap(reading), EntityTable(reading, found, described))
    token = reading.token_at(text.index(word))
    spot = nation(spots, token, [r for r in readings_at(reading, token) if r.trigger.type == kind])
    assert (None if spot is None else spots.entity(spot).name) == wanted


@pytest.mark.parametrize(
    ("text", "verb", "kind", "sure"),
    [
        ("قال الجيش إنه قصف مركزا لحماس.", "قصف", "ASSAULT", True),
        ("قالت البلدية إنها قد استقبلت السفير.", "استقبلت", "CONSULT", True),
        # others than who speaks, somebody named behind the pronoun's verb, a passive by its spelling
        ("قال السائق إنهم خطفوا أربعة.", "خطفوا", "ASSAULT", False),
        ("قال الصياد إنه أنقذه رعاة.", "أنقذه", "AID", False),
        ("قال الصياد إن الرعاة أنقذوا أربعة.", "أنقذوا", "AID", False),
    ],
)
def test_a_pronoun_right_before_a_verb_is_its_subject(text: str, verb: str, kind: str, sure: bool) -> None:
    reading = Reading.of(Document("t", text))
    token = reading.token_at(text.index(verb))
    row = next(r for r in readings_at(reading, token) if r.trigger.type == kind and r.kind == "verb")
    assert certain(reading, token, row) is sure


@pytest.mark.parametrize(
    ("text", "verb", "kind", "actor", "recipient"),
    [
        ("قالت حركة الشباب إنها قصفت فرنسا.", "قصفت", "ASSAULT", "حركة الشباب", "فرنسا"),
        ("قالت حركة الشباب إنها التقت فرنسا.", "التقت", "CONSULT", "حركة الشباب|فرنسا", ""),
        ("قالت حركة الشباب إنها استقبلت فرنسا.", "استقبلت", "CONSULT", "فرنسا", "حركة الشباب"),
    ],
)
def test_whoever_was_taken_for_the_subject_gives_way(
    text: str, verb: str, kind: str, actor: str, recipient: str
) -> None:
    reading = Reading.of(Document("t", text))
    table = EntityTable(reading, *find_entities(reading, ()))
    spots = Spots(WordMap(reading), table)
    token = reading.token_at(text.index(verb))
    rows = [r for r in readings_at(reading, token) if r.trigger.type == kind]
    claim = next(c for c in find_claims(reading, table, None) if c.content.start <= text.index(verb) < c.content.end)
    other = next(e for e in table.found if e.name == "فرنسا")
    roles = {"actor": [other], "recipient": [], "place": [], "from": []}
    spot = meant(spots, claim, token, rows, roles)
    assert spot is not None
    take_over(reading, token, rows[0], spots.entity(spot), roles, [other])
    assert "|".join(e.name for e in roles["actor"]) == actor
    assert "|".join(e.name for e in roles["recipient"]) == recipient
    # who is named before the pronoun may be meant by it
    named = next(e for e in table.found if e.name == "حركة الشباب")
    assert (
        meant(spots, claim, token, rows, {**roles, "actor": [other], "recipient": [named]}) is None or kind != "ASSAULT"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قال إيمانويل ماكرون إن رفض بلاده واضح. ونفت فرنسا ذلك.", "فرنسا"),
        # the report doesn't name it; somebody else's country
        ("قال إيمانويل ماكرون إن رفض بلاده واضح. ونفت إيطاليا ذلك.", "إيمانويل ماكرون"),
        ("قال إيمانويل ماكرون إن رفض الحكومة واضح. ونفت فرنسا ذلك.", None),
    ],
)
def test_what_the_speakers_country_does_by_a_noun(text: str, wanted: str | None) -> None:
    reading = Reading.of(Document("t", text))
    table = EntityTable(reading, *find_entities(reading, ()))
    spots = Spots(WordMap(reading), table)
    token = reading.token_at(text.index("رفض"))
    rows = [r for r in readings_at(reading, token) if r.trigger.type == "REJECT" and r.kind == "noun"]
    claim = next(c for c in find_claims(reading, table, None) if c.content.start <= text.index("رفض") < c.content.end)
    spot = meant(spots, claim, token, rows, {"actor": [], "recipient": []})
    assert (None if spot is None else spots.entity(spot).name) == wanted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("قتل ثلاثة في غارات أمريكية على صعدة. ونفت إيران وفرنسا ذلك.", ""),
        ("قتل ثلاثة في غارات إيرانية على صعدة. ونفت إيران وفرنسا ذلك.", "إيران"),
        ("قتل ثلاثة في غارات عنيفة على صعدة. ونفت إيران وفرنسا ذلك.", "إيران فرنسا"),
    ],
)
def test_who_is_of_another_country_than_the_attack_did_not_make_it(text: str, kept: str) -> None:
    reading = Reading.of(Document("t", text))
    table = EntityTable(reading, *find_entities(reading, ()))
    spots = Spots(WordMap(reading), table)
    token = reading.token_at(text.index("قتل"))
    rows = [r for r in readings_at(reading, token) if r.trigger.type == "ASSAULT"]
    roles = {"actor": [e for e in table.found if e.name in ("إيران", "فرنسا")], "recipient": []}
    assert len(roles["actor"]) == 2
    meant(spots, None, token, rows, roles)
    assert " ".join(e.name for e in roles["actor"]) == kept

"""A statement that only points back to an event, or counts who suffered, is a second word on which it rests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model.record import Act, Amount, Attribution, Entity, Event, EventType, Mention, Record
from marsad.resolve.accounts import accounts
from marsad.resolve.retold import retellings


def record(
    first: str, told: str, second: str, kind: EventType = "ASSAULT", act: Act = "say", **event: object
) -> Record:
    """An event in the first sentence, on the police's word, and somebody's statement `told` in the second."""
    text = f"{first} {second}"

    def at(words: str) -> tuple[Mention, ...]:
        return (Mention(text.index(words), text.index(words) + len(words)),)

    fields: dict[str, object] = {"mode": None, "aux": ()}
    fields.update(event)
    happened = Event(
        "V1", kind, fields["mode"], fields["aux"], (), (), (), (), (), None, None, (), at(first[:-1]), "A1",  # type: ignore[arg-type]
    )  # fmt: skip
    police = Entity("E1", "organization", "الشرطة", at("الشرطة"))
    other = Entity("E2", "group", "طبيب", at("طبيب"))
    return Record(
        "r1", None, None, None, None, None, "ar", text, entities=(police, other),
        amounts=(Amount("N1", at(told)[0].start, at(told)[0].start + 4, 6, "person", False),),
        attributions=(
            Attribution("A1", ("E1",), "say", (), at(first[:-1])), Attribution("A2", ("E2",), act, (), at(told)),
        ),
        events=(happened,),
    )  # fmt: skip


def again(
    first: str, told: str, second: str = "", kind: EventType = "ASSAULT", act: Act = "say", **event: object
) -> bool:
    """Does the statement tell the event again?"""
    made = record(first, told, second or f"وأضاف طبيب أن {told}.", kind, act, **event)
    return [s.id for s in retellings(made).get("V1", ())] == ["A2"]


SHELLED = "قصفت الشرطة سوق البلدة بالمدفعية."
MET = "التقى قائد الشرطة وفد القبيلة في المدينة."
CLOSED = "أغلق محتجون بوابة المصفاة كما قالت الشرطة."
HELD = "اعتقلت الشرطة صاحب المتجر."
FREED = "أفرجت الشرطة عن العمال."
TAKEN = "خطف مسلحون تقول الشرطة إنهم من البادية العمال."
MODES = {HELD: "arrest", FREED: "release", TAKEN: "abduct"}


@pytest.mark.parametrize(
    ("first", "told", "kind", "act"),
    [
        (CLOSED, "الإغلاق وقع ليل الجمعة وشارك فيه مئة رجل", "PROTEST", "say"),
        (MET, "اللقاء تم بطلب من القبيلة", "CONSULT", "say"),
        (SHELLED, "القصف استمر ساعة", "ASSAULT", "say"),
        (HELD, "الاعتقال", "COERCE", "confirm"),
        (SHELLED, "القصف إلى فصيل منشق", "ASSAULT", "accuse"),
        (SHELLED, "ستة قتلى بينهم امرأة", "ASSAULT", "say"),
        (SHELLED, "المستشفى استقبل تسعة جرحى", "ASSAULT", "say"),
        (HELD, "عدد الموقوفين لم يتجاوز 12 شخصا", "COERCE", "say"),
        (FREED, "عدد المفرج عنهم تسعة", "RETREAT", "say"),
        (TAKEN, "عدد المخطوفين بلغ سبعة", "ASSAULT", "say"),
        (HELD, "المحل ظل مغلقا أسبوعا كاملا، وأن عدد الموقوفين بلغ عشرة", "COERCE", "say"),
        # who did it and what it was done with are counted
        (TAKEN, "الخاطفين أربعة وإنهم سلكوا دربا ترابيا", "ASSAULT", "say"),
        (SHELLED, "المهاجمين كانوا نحو خمسين", "ASSAULT", "say"),
        (SHELLED, "القذائف كانت ستا لا أربعا", "ASSAULT", "say"),
        (CLOSED, "المحتجين قرابة أربعمئة", "PROTEST", "report"),
        # somebody is said to have done it
        (SHELLED, "الحركة بالوقوف وراء القصف", "ASSAULT", "accuse"),
        (SHELLED, "فصيل منشق بإطلاق القذائف", "ASSAULT", "accuse"),
    ],
)
def test_told_again(first: str, told: str, kind: EventType, act: Act) -> None:
    assert again(first, told, kind=kind, act=act, mode=MODES.get(first))


@pytest.mark.parametrize(
    ("first", "told", "kind", "act"),
    [
        # what is thought of it, planned or asked for, isn't told
        (MET, "اللقاء رسالة إلى الجيران", "CONSULT", "say"),
        (MET, "اللقاء قد يتم في الخريف", "CONSULT", "say"),
        (HELD, "الاعتقال", "COERCE", "say"),
        (SHELLED, "القصف استمر ساعة", "ASSAULT", "deny"),
        # a noun of another kind of event, and one that points back to nothing
        (SHELLED, "الاجتماع جرى أمس", "ASSAULT", "say"),
        (MET, "لقاء تم بطلب من القبيلة", "CONSULT", "say"),
        # nobody was hurt, or it is told too late in the statement to be what it is about
        (SHELLED, "لا قتلى بين السكان", "ASSAULT", "say"),
        (SHELLED, "السوق ظل مغلقا أسبوعا كاملا حدادا على القتلى", "ASSAULT", "say"),
        (MET, "ستة قتلى بينهم امرأة", "CONSULT", "say"),
        # the deed and not who suffered it, and what happens in another ward
        (HELD, "تحقيقا فتح في ملابسات الاعتقال", "COERCE", "say"),
        (SHELLED, "إدارة المستشفى أخلت أقسام الجراحة", "ASSAULT", "say"),
        (HELD, "عدد المخطوفين بلغ سبعة", "COERCE", "say"),
        (SHELLED, "السوق ظل مغلقا أسبوعا كاملا، وأن زوجة الجريح وصلت", "ASSAULT", "say"),
        # what those who did it did next, or others who are counted
        (TAKEN, "الخاطفين طلبوا فدية من أسرته", "ASSAULT", "say"),
        (SHELLED, "بين المهاجمين ثلاثة أجانب", "ASSAULT", "say"),
        (SHELLED, "الخاطفين أربعة", "ASSAULT", "say"),
        (SHELLED, "المحتجين قرابة أربعمئة", "ASSAULT", "say"),
        (MET, "الوفد من عشرة رجال", "CONSULT", "say"),
        # what somebody else is accused of
        (SHELLED, "الحركة بالوقوف وراء الإضراب", "ASSAULT", "accuse"),
        (MET, "الحركة بإطلاق القذائف", "CONSULT", "accuse"),
        (SHELLED, "الحركة بإطلاق الشائعات", "ASSAULT", "accuse"),
        (SHELLED, "الوزير بالتورط في الفساد", "ASSAULT", "accuse"),
    ],
)
def test_near_misses(first: str, told: str, kind: EventType, act: Act) -> None:
    assert not again(first, told, kind=kind, act=act, mode=MODES.get(first))


STRUCK = "قتلت غارة نفذتها الشرطة 30 رجلا في السوق."


def struck(told: str, gap: str = "", **event: object) -> bool:
    """Does the statement tell of the strike, whose first sentence has a number of its own?"""
    made = record(STRUCK, told, f"{gap}وتحدث طبيب عن {told}.", **event)  # type: ignore[arg-type]
    at = STRUCK.index("30")
    made = replace(made, amounts=(Amount("N1", at, at + 7, 30, "person", False),))
    return [s.id for s in retellings(made).get("V1", ())] == ["A2"]


@pytest.mark.parametrize("told", ["خمسين", "14 فقط", "نحو أحد عشر"])
def test_another_number_alone_is_told_against_the_one_before_it(told: str) -> None:
    assert struck(told)


def test_near_misses_of_another_number() -> None:
    # more is said than a number, no number stands near before it, or the strike is long past
    assert not struck("خمسين عائلة نازحة")
    assert not struck("النصف")
    assert not struck("خمسين", gap="وعاد الهدوء إلى المدينة. " * 12)
    assert not struck("خمسين", aux=("historical",))


def test_an_attack_that_destroys_things_hurt_nobody() -> None:
    assert not again(SHELLED, "ستة قتلى بينهم امرأة", mode="destroy")


def test_what_points_back_may_be_told_beside_another_event_of_its_kind() -> None:
    told = "القصف وقع عند الفجر، وأسقطت الدفاعات ثماني مسيرات"
    made = record(SHELLED, told, f"وأضاف طبيب أن {told}.")
    at = made.text.index("أسقطت")
    shot = replace(made.events[0], id="V2", evidence=(Mention(at, at + 25),))
    assert list(retellings(replace(made, events=(*made.events, shot)))) == ["V1"]
    # but what its first words tell themselves is told by them
    at = made.text.index("القصف وقع")
    own = replace(shot, evidence=(Mention(at, at + 9),))
    assert not retellings(replace(made, events=(*made.events, own)))


def test_who_counts_them_may_do_so_before_the_event_is_told() -> None:
    text = "وذكر طبيب أن عدد الموقوفين بلغ عشرة. وأعلنت الشرطة توقيف سبعة بحارة. واحتجزت الشرطة مركبا."
    who = Entity("E1", "group", "طبيب", (Mention(5, 9),))
    said = Attribution("A1", ("E1",), "report", (), (Mention(13, 34),))

    def held(ident: str, at: int, mode: str = "arrest") -> Event:
        return Event(ident, "COERCE", mode, (), (), (), (), (), (), None, None, (), (Mention(at, at + 5),), None)

    def read(*events: Event) -> dict[str, list[Attribution]]:
        made = Record("r1", None, None, None, None, None, "ar", text, entities=(who,), attributions=(said,))
        return retellings(replace(made, events=events))

    assert list(read(held("V1", 51), held("V2", 75, "seize"))) == ["V1"]
    # of two arrests neither is meant more than the other
    assert not read(held("V1", 51), held("V2", 75))


def test_what_is_planned_denied_or_long_past_has_no_dead_of_today() -> None:
    told = "ستة قتلى بينهم امرأة"
    assert not again(SHELLED, told, aux=("future",))
    assert not again(SHELLED, told, aux=("negation",))
    assert not again(SHELLED, told, aux=("historical",))
    assert not again(SHELLED, told, mode="abduct")


def test_a_statement_before_the_event_tells_another() -> None:
    made = record(SHELLED, "ستة قتلى", "وأضاف طبيب أن ستة قتلى وصلوا.")
    late = Event("V1", "ASSAULT", None, (), (), (), (), (), (), None, None, (), (Mention(60, 66),), "A1")
    early = Attribution("A2", ("E2",), "say", (), (Mention(0, 20),))
    made = Record(
        "r1", None, None, None, None, None, "ar", "ستة قتلى وصلوا إلى المستشفى" + " " * 20 + made.text,
        entities=made.entities, attributions=(early,), events=(late,),
    )  # fmt: skip
    assert not retellings(made)


def test_the_account_rests_on_both_words_and_has_the_number() -> None:
    (told,) = accounts(record(SHELLED, "ستة قتلى بينهم امرأة", "وأضاف طبيب أن ستة قتلى بينهم امرأة وصلوا."), {})
    assert [hop.name for hop in told.chain] == ["الشرطة"]
    assert [[hop.name for hop in other.chain] for other in told.retold] == [["طبيب"]]
    assert [quote.exact for quote in told.evidence][1:] == ["ستة قتلى بينهم امرأة"]
    assert [number.value for number in told.amounts] == [6]


def test_the_reports_own_words_stay_its_own() -> None:
    made = record(SHELLED, "ستة قتلى", "وأضاف طبيب أن ستة قتلى وصلوا.")
    own = Record(
        made.id, None, "صحيفة الميناء", None, None, None, "ar", made.text, entities=made.entities,
        attributions=made.attributions[1:], events=(Event("V1", "ASSAULT", None, (), (), (), (), (), (), None, None, (),
        made.events[0].evidence, None),),
    )  # fmt: skip
    (told,) = accounts(own, {})
    assert told.chain == ()
    assert [[hop.name for hop in other.chain] for other in told.retold] == [["طبيب"]]

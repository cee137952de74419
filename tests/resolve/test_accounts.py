"""Accounts hold what the record says: names, days, words with their places, and the chain."""

from dataclasses import replace

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document
from marsad.model.record import Act, Attribution, Entity, Event, EventType, Mention, Record, Time
from marsad.resolve.accounts import accounts

TEXT = "وصل وزير الخارجية سليم الكعبي إلى طرابلس يوم الثلاثاء 4 مارس 2025، بحسب ما قالت وزارة الخارجية الليبية."


def test_words_of_an_account_stand_in_the_text() -> None:
    record = Analyser().analyze(Document("r1", TEXT, None, "صحيفة الميناء", "2025-03-05"), published_by="given")
    told = accounts(record, {"E1": "a-1"})
    assert [a.event for a in told] == [e.id for e in record.events]
    assert told, "the sentence tells a visit"
    for account in told:
        assert (account.report, account.publisher) == ("r1", "صحيفة الميناء")
        assert account.evidence
        for quote in (*account.evidence, *account.cue):
            assert TEXT[quote.start : quote.end] == quote.exact
        for participant in (*account.actor, *account.recipient, *account.place):
            assert participant.actor == ("a-1" if participant.entity == "E1" else f"r1#{participant.entity}")


WORDS = "قال المتحدث باسم شرطة الميناء ليبان شري إن السفينة أوقفت الأحد"


def at(words: str) -> tuple[Mention, ...]:
    return (Mention(WORDS.index(words), WORDS.index(words) + len(words)),)


def record(attribution: str | None, *attributions: Attribution) -> Record:
    body = Entity("E1", "organization", "شرطة الميناء", at("شرطة الميناء"))
    man = Entity("E2", "person", "ليبان شري", at("ليبان شري"))
    seized = Event("V1", "COERCE", "seize", (), (), ("E1",), (), (), (), None, None, (), at("أوقفت"), attribution)
    return Record(
        "r1",
        None,
        None,
        None,
        None,
        None,
        "ar",
        WORDS,
        entities=(body, man),
        attributions=attributions,
        events=(seized,),
    )


def test_a_spokesman_beside_his_title_speaks_for_the_body_without_a_position() -> None:
    (told,) = accounts(record("A1", Attribution("A1", ("E2",), "say", at("قال"), at("السفينة أوقفت الأحد"))), {})
    assert [(hop.name, hop.body_name) for hop in told.chain] == [("ليبان شري", "شرطة الميناء")]


def test_its_spokesman_speaks_for_the_body_named_beside_him() -> None:
    text = "ذكرت شرطة الميناء، على لسان ناطقها ليبان شري، أن السفينة أوقفت الأحد"

    def at(words: str) -> tuple[Mention, ...]:
        return (Mention(text.index(words), text.index(words) + len(words)),)

    body, man = (
        Entity("E1", "organization", "شرطة الميناء", at("شرطة الميناء")),
        Entity("E2", "person", "ليبان شري", at("ليبان شري")),
    )
    said = Attribution("A1", ("E2",), "say", at("ذكرت"), at("السفينة أوقفت الأحد"))
    made = replace(record("A1", said), text=text, entities=(body, man))
    event = replace(made.events[0], evidence=at("أوقفت"))
    (told,) = accounts(replace(made, events=(event,)), {})
    assert told.chain[0].body_name == "شرطة الميناء"
    # somebody who only works there doesn't
    other = text.replace("ناطقها", "عاملها")
    (told,) = accounts(replace(made, text=other, events=(event,)), {})
    assert told.chain[0].body_name is None


def test_an_event_within_somebodys_words_is_told_on_his_word() -> None:
    said = Attribution("A1", ("E2",), "say", at("قال"), at("السفينة أوقفت الأحد"))
    (told,) = accounts(record(None, said), {})
    assert [hop.entity for hop in told.chain] == ["E2"]
    (other,) = accounts(record(None, said, Attribution("A2", ("E1",), "say", (), at("أوقفت"))), {})
    assert other.chain == (), "two have said it: whose word it is can't be told"
    (own,) = accounts(record(None, Attribution("A1", ("E2",), "say", (), at("السفينة"))), {})
    assert own.chain == ()


TWICE = "قالت الشرطة إن السفينة أوقفت الأحد. وأكد الربان حسن إن السفينة أوقفت ليلا. وأوقفت السفينة."


def twice(*pieces: str, content: str = "السفينة أوقفت ليلا") -> list[list[str]]:
    """Chains and passages on which one event with these pieces of evidence is told again."""

    def spans(*words: str) -> tuple[Mention, ...]:
        return tuple(Mention(TWICE.index(w), TWICE.index(w) + len(w)) for w in words)

    police = Entity("E1", "organization", "الشرطة", spans("الشرطة"))
    captain = Entity("E2", "person", "حسن", spans("حسن"))
    seized = Event("V1", "COERCE", "seize", (), (), ("E1",), (), (), (), None, None, (), spans(*pieces), "A1")
    first = Attribution("A1", ("E1",), "say", (), spans("السفينة أوقفت الأحد"))
    second = Attribution("A2", ("E2",), "confirm", (), spans(content))
    (told,) = accounts(
        Record("r1", None, None, None, None, None, "ar", TWICE, entities=(police, captain),
               attributions=(first, second), events=(seized,)),
        {},
    )  # fmt: skip
    return [[hop.name for hop in other.chain] + [q.exact for q in other.evidence] for other in told.retold]


def test_a_piece_in_anothers_statement_is_told_on_his_word_too() -> None:
    assert twice("أوقفت الأحد", "أوقفت ليلا") == [["حسن", "أوقفت ليلا"]]


def test_pieces_in_the_same_or_in_nobodys_statement_are_told_once() -> None:
    assert twice("أوقفت الأحد") == []
    assert twice("أوقفت الأحد", "وأوقفت السفينة") == []
    assert twice("أوقفت الأحد", "أوقفت ليلا", content="ليلا") == []


DENIED = "نفى ليبان شري، الخميس، وصول أي سفينة إلى الميناء الأحد"


def denied(day: str, kind: EventType = "MOBILIZE", act: Act = "deny") -> str | None:
    """The first day of what is denied, where the record dates it by `day`."""

    def at(words: str) -> tuple[Mention, ...]:
        return (Mention(DENIED.index(words), DENIED.index(words) + len(words)),)

    (mark,) = at(day)
    when = Time("T1", mark.start, mark.end, "2025-06-12", "2025-06-12", "date", "day")
    man = Entity("E1", "person", "ليبان شري", at("ليبان شري"))
    event = Event("V1", kind, None, ("negation",), (), (), (), (), (), "T1", None, (), at("وصول أي سفينة"), "A1")
    said = Attribution("A1", ("E1",), act, at("نفى"), at("وصول أي سفينة إلى الميناء الأحد"))
    made = Record(
        "r1", None, None, None, None, None, "ar", DENIED, entities=(man,), times=(when,), attributions=(said,),
        events=(event,),
    )  # fmt: skip
    return accounts(made, {})[0].earliest


def test_the_day_of_a_denial_is_not_that_of_what_is_denied() -> None:
    assert denied("الخميس") is None
    assert denied("الأحد") == "2025-06-12"
    assert denied("الخميس", act="say") == "2025-06-12"
    # a denied meeting without a day could stand between two meetings of the same men
    assert denied("الخميس", kind="CONSULT") == "2025-06-12"

"""Which tellings are one event, and what each adds."""

from __future__ import annotations

import pytest

from marsad.analysis.attributions import Claim
from marsad.analysis.entities import find_entities
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.events.merging import merge
from marsad.analysis.events.telling import Telling
from marsad.analysis.reading import Reading
from marsad.model.document import Document
from marsad.model.record import Reason, Time
from marsad.text.spans import Span

TEXT = "مصر وتونس والجزائر والمغرب وليبيا."


def countries() -> dict[str, Found]:
    reading = Reading.of(Document("example", TEXT))
    table = EntityTable(reading, *find_entities(reading, [], [], []))
    return {e.name: e for k in range(len(reading.tokens)) if (e := table.covering(k)) is not None}


HELD = countries()


def told(kind: str, actor: str, recipient: str = "", sentence: int = 0, day: str = "", leaves: bool = False) -> Telling:
    """A telling with these participants, in a sentence of its own unless given."""
    time = Time(f"T{day}", 0, 1, day, day, "date", "day") if day else None
    span = Span(sentence, sentence + 1)
    return Telling(
        kind, None, [HELD[n] for n in actor.split()], [HELD[n] for n in recipient.split()], [], [], (), time, [span],
        [None], "example", span, sentence, leaves=leaves,
    )  # fmt: skip


def test_told_twice_is_one_event() -> None:
    found = merge([told("CONSULT", "مصر تونس"), told("CONSULT", "تونس مصر", sentence=1)])
    assert len(found) == 1
    assert len(found[0].evidence) == 2


def test_who_meets_two_one_after_the_other_meets_twice() -> None:
    assert len(merge([told("CONSULT", "مصر تونس"), told("CONSULT", "مصر الجزائر", sentence=1)])) == 2


def test_a_clause_tells_no_act_both_as_denied_and_as_done() -> None:
    denied, done = told("MOBILIZE", "مصر"), told("MOBILIZE", "مصر")
    denied.aux = ("negation",)
    (found,) = merge([denied, done])
    assert found.aux == ("negation",)


def test_a_clause_tells_no_act_both_as_planned_and_as_possible() -> None:
    planned, possible = told("CONSULT", "مصر"), told("CONSULT", "مصر")
    planned.aux, possible.aux = ("future",), ("future", "hypothetical")
    (found,) = merge([planned, possible])
    assert found.aux == ("future", "hypothetical")
    past, possible = told("CONSULT", "مصر"), told("CONSULT", "مصر")
    past.aux, possible.aux = ("historical",), ("hypothetical",)
    assert len(merge([past, possible])) == 2


def test_visits_up_to_now_are_not_the_one_of_this_week() -> None:
    since, now = told("CONSULT", "مصر تونس"), told("CONSULT", "مصر تونس", sentence=1, day="2025-03-18")
    since.until = "2025-03-20"
    assert len(merge([since, now])) == 2


def test_an_act_denied_in_one_sentence_and_told_in_another_is_told_twice() -> None:
    denied, done = told("MOBILIZE", "مصر"), told("MOBILIZE", "مصر", sentence=1)
    denied.aux = ("negation",)
    assert {t.aux for t in merge([denied, done])} == {("negation",), ()}


def test_a_telling_that_names_fewer_is_the_same_meeting() -> None:
    assert len(merge([told("CONSULT", "مصر تونس الجزائر"), told("CONSULT", "مصر", sentence=1)])) == 1


def test_two_in_common_are_enough_where_each_telling_has_somebody_of_its_own() -> None:
    found = merge([told("CONSULT", "مصر تونس الجزائر"), told("CONSULT", "مصر تونس المغرب", sentence=1)])
    assert len(found) == 1


def test_nobody_acts_upon_himself_because_another_telling_names_him_on_the_other_side() -> None:
    found = merge([told("CONSULT", "مصر"), told("CONSULT", "ليبيا", "مصر", sentence=1)])
    assert all(not set(map(id, e.actor)) & set(map(id, e.recipient)) for e in found)


def test_leaving_and_arriving_is_one_movement_of_the_day_of_arrival() -> None:
    left, came = told("MOBILIZE", "مصر", day="2025-11-02", leaves=True), told("MOBILIZE", "مصر تونس", day="2025-11-16")
    left.reasons, came.reasons = [Reason("time", "reader.time", 0, 2)], [Reason("time", "reader.time", 3, 5)]
    (found,) = merge([left, came])
    assert found.time is not None
    assert found.time.earliest == "2025-11-16"
    # the words of the other day say nothing of it any more
    assert [r.start for r in found.reasons if r.field == "time"] == [3]


def test_movements_on_two_days_in_two_sentences_are_two() -> None:
    first = told("MOBILIZE", "مصر", day="2025-11-02")
    assert len(merge([first, told("MOBILIZE", "مصر", sentence=1, day="2025-11-16")])) == 2


def test_two_words_of_one_clause_quote_it_once() -> None:
    first, second, third = (
        told("CONSULT", "مصر تونس"),
        told("CONSULT", "مصر تونس"),
        told("CONSULT", "مصر تونس", sentence=9),
    )
    first.evidence, second.evidence = [Span(0, 5)], [Span(3, 8)]
    (event,) = merge([first, second, third])
    assert event.evidence == [Span(0, 8), Span(9, 10)]


def test_people_and_things_are_taken_in_two_acts() -> None:
    arrested, seized = told("COERCE", "مصر", "تونس"), told("COERCE", "مصر", "تونس")
    arrested.mode, seized.mode = "arrest", "seize"
    assert len(merge([arrested, seized])) == 2
    arrested.mode, seized.mode = "seize", None
    assert len(merge([arrested, seized])) == 1


PLACES = Reading.of(Document("example", "في بلدة بير بمنطقة تمبكتو شمالي البلاد، وفي سبها ومرزق."))


def somewhere(word: str) -> Found:
    at = next(k for k, t in enumerate(PLACES.tokens) if t.norm.endswith(word))
    token = PLACES.tokens[at]
    start = token.start + (1 if word == "مرزق" else 0)
    return Found("place", word, mentions=[(at, at + 1, Span(start, token.end))])


TOWN, REGION, HERE, THERE = (somewhere(w) for w in ("بير", "تمبكتو", "سبها", "مرزق"))


def attack(actor: str, recipient: str, place: Found | None = None, sentence: int = 0, **more: object) -> Telling:
    t = told("ASSAULT", actor, recipient, sentence)
    t.place = [place] if place is not None else []
    t.evidence = [Span(0, 20)] if sentence == 0 else [Span(30, 40)]
    for name, value in more.items():
        setattr(t, name, value)
    return t


def test_a_headline_names_the_region_and_the_report_the_town_in_it() -> None:
    (event,) = merge([attack("مصر", "تونس", REGION), attack("مصر", "تونس", TOWN, sentence=1)], PLACES)
    assert event.place == [TOWN]


def test_two_towns_joined_by_and_are_two_scenes() -> None:
    assert len(merge([attack("مصر", "تونس", HERE), attack("مصر", "تونس", THERE, sentence=1)], PLACES)) == 2


def test_words_of_one_clause_that_share_who_was_hit_tell_one_attack() -> None:
    killed, shelled = attack("", "تونس", mode="firearms"), attack("مصر", "تونس", mode="heavy-weapons")
    (event,) = merge([killed, shelled])
    assert [e.name for e in event.actor] == ["مصر"]


def test_an_abduction_an_answer_and_a_further_victim_are_acts_of_their_own() -> None:
    assert len(merge([attack("", "تونس", mode="abduct"), attack("", "تونس", mode="firearms")])) == 2
    assert len(merge([attack("مصر", "تونس"), attack("تونس", "مصر")])) == 2
    assert len(merge([attack("مصر", ""), attack("تونس", "مصر", sentence=1)])) == 2
    assert len(merge([attack("مصر", "تونس"), attack("مصر", "ليبيا")])) == 2


def test_whoever_died_of_an_attack_suffered_it_too() -> None:
    first, then = attack("مصر", "تونس"), attack("مصر", "ليبيا", result=True, amounts=["M1"])
    (event,) = merge([first, then])
    assert [e.name for e in event.recipient] == ["تونس", "ليبيا"]
    assert event.amounts == ["M1"]


def test_who_owns_an_attack_tells_the_one_told_before() -> None:
    first, owned = attack("مصر", "تونس"), attack("مصر", "ليبيا", sentence=1, retold=True)
    assert len(merge([first, owned])) == 1
    assert len(merge([attack("مصر", "تونس"), attack("المغرب", "تونس", sentence=1, retold=True)])) == 2
    assert len(merge([attack("مصر", "تونس"), attack("مصر", "ليبيا", sentence=1)])) == 2


def test_an_attack_is_compared_with_every_telling_of_another() -> None:
    told_thrice = [attack("مصر", "تونس"), attack("مصر", ""), attack("", "تونس ليبيا")]
    assert len(merge(told_thrice)) == 1
    assert len(merge([attack("مصر", "تونس"), attack("", "ليبيا المغرب")])) == 2


def group(name: str) -> Found:
    return Found("group", name)


def test_a_headline_and_the_sentence_that_begins_the_report_tell_one_attack() -> None:
    headline, lead = attack("", "", TOWN), attack("مصر", "", TOWN, sentence=1)
    headline.recipient, lead.recipient = [group("عشرات المدنيين")], [group("مدنيين كانوا يحفرون خندقا")]
    (event,) = merge([headline, lead], PLACES)
    assert [e.name for e in event.recipient] == ["مدنيين كانوا يحفرون خندقا"]
    assert [e.name for e in event.actor] == ["مصر"]


def test_another_place_other_people_or_a_later_sentence_is_another_attack() -> None:
    def pair(whom: str, where: Found, sentence: int) -> list[Telling]:
        headline, lead = attack("", "", HERE), attack("مصر", "", where, sentence=sentence)
        headline.recipient, lead.recipient = [group("عشرات المدنيين")], [group(whom)]
        return [headline, lead]

    assert len(merge(pair("مدنيين", THERE, 1), PLACES)) == 2
    assert len(merge(pair("سبعة جنود", HERE, 1), PLACES)) == 2
    assert len(merge(pair("مدنيين", HERE, 5), PLACES)) == 2
    assert len(merge(pair("مدنيين", HERE, 2), PLACES)) == 1


def test_a_headline_says_who_fights_whom_or_by_the_same_word_what_was_done() -> None:
    text = Reading.of(Document("d", "يغتالون اشتباكات\nاغتال اندلعت"))
    at = {t.norm: Span(t.start, t.end) for t in text.tokens}

    def pair(one: str, other: str, whom: tuple[list[Found], list[Found]], who: str = "مسلحون ملثمون") -> int:
        headline, lead = attack("", "", HERE), attack("", "", HERE, sentence=1)
        headline.actor, lead.actor = [group("مسلحون")], [group(who)]
        headline.recipient, lead.recipient = whom
        headline.trigger, lead.trigger = at[one], at[other]
        return len(merge([headline, lead], text))

    official, named = [group("مسؤولا محليا")], [Found("person", "فلان")]
    assert pair("يغتالون", "اغتال", (official, named)) == 1
    assert pair("يغتالون", "اندلعت", (official, named)) == 2
    assert pair("يغتالون", "اغتال", (official, named), "جنود") == 2
    assert pair("اشتباكات", "اندلعت", ([], [])) == 2
    assert pair("اشتباكات", "اشتباكات", ([], [])) == 1
    assert pair("اشتباكات", "اشتباكات", ([], named)) == 2


def test_a_headline_without_a_place_or_with_another_for_so_many_tells_the_same() -> None:
    def pair(whom: str, what: str, where: Found | None, other: str = "ثلاثة مسلحين") -> int:
        headline, lead = attack("مصر", "", where), attack("", "", THERE, sentence=1)
        lead.actor = [Found("asset", what, country="EGY")]
        headline.actor[0].country = "EGY"
        headline.recipient, lead.recipient = [group(whom)], [group(other)]
        return len(merge([headline, lead], PLACES))

    assert pair("مسلحين", "مسيرة مصرية", None) == 1
    assert pair("صيادين", "مسيرة مصرية", None) == 2

    def saved(many: str, where: Found, who: str = "مصر") -> int:
        people = group(many)
        headline, lead = told("AID", "مصر"), told("AID", who, sentence=1)
        headline.place, lead.place = [HERE], [where]
        headline.recipient = lead.recipient = [people]
        return len(merge([headline, lead], PLACES))

    assert saved("130 مهاجرا", THERE) == 1
    assert saved("المهاجرين", THERE) == 2
    assert saved("130 مهاجرا", THERE, "تونس") == 2


def test_a_noun_and_the_verb_of_its_clause_tell_one_act_past_by_one_of_them() -> None:
    def pair(start: int, who: str = "مصر تونس") -> int:
        paper, signed = told("AGREE", "مصر تونس"), told("AGREE", who)
        signed.aux, paper.trigger, signed.trigger = ("historical",), Span(20, 26), Span(start, start + 4)
        return len(merge([paper, signed]))

    assert pair(27) == 1
    assert pair(60) == 2
    assert pair(27, "ليبيا تونس") == 2


def test_a_place_is_one_whatever_its_case() -> None:
    headline, lead = attack("مصر", "تونس", Found("place", "حاجز أمني")), attack("مصر", "تونس", sentence=1)
    lead.place = [Found("place", "حاجزا أمنيا")]
    assert len(merge([headline, lead], PLACES)) == 1
    lead.place = [Found("place", "حاجز عسكري")]
    assert len(merge([headline, lead], PLACES)) == 2


def test_unnamed_attackers_are_those_who_own_the_attack() -> None:
    first, owned = attack("", "تونس"), attack("المغرب", "", sentence=1, retold=True)
    first.actor = [group("مسلحون")]
    later = attack("ليبيا", "الجزائر", sentence=1)
    found = merge([first, later, owned])
    assert len(found) == 2
    assert len(found[0].evidence) == 2


def test_a_sentence_tells_one_meeting_of_the_same_two() -> None:
    first, second = told("CONSULT", "مصر", "تونس"), told("CONSULT", "تونس مصر")
    first.mode, second.mode = "visit", "multilateral"
    assert len(merge([first, second])) == 1
    first, second = told("CONSULT", "مصر", "تونس"), told("CONSULT", "تونس مصر", sentence=1)
    first.mode, second.mode = "visit", "multilateral"
    assert len(merge([first, second])) == 2


def test_who_has_a_guest_is_visited() -> None:
    assert [e.mode for e in merge([told("CONSULT", "مصر", "تونس")])] == ["visit"]
    assert [e.mode for e in merge([told("CONSULT", "مصر تونس")])] == [None]


def test_who_call_each_other_are_equals_and_nowhere() -> None:
    first, second = told("CONSULT", "مصر", "تونس"), told("CONSULT", "مصر تونس")
    first.mode, second.mode, first.place = "visit", "phone", [HELD["ليبيا"]]
    (found,) = merge([first, second])
    assert (found.mode, found.place, found.recipient) == ("phone", [], [])
    assert {e.name for e in found.actor} == {"مصر", "تونس"}
    first = told("CONSULT", "مصر", "تونس")
    first.mode, first.place = "visit", [HELD["ليبيا"]]
    (found,) = merge([first])
    assert found.place and found.recipient


def test_a_place_in_the_name_of_another() -> None:
    def meeting(place: str, actor: str, recipient: str = "") -> Telling:
        t = told("CONSULT", actor, recipient)
        t.place = [Found("place", place)]
        t.place[0].names = {place}
        return t

    assert len(merge([meeting("مقر القيادة بالرجمة", "مصر", "تونس"), meeting("الرجمة", "مصر تونس")])) == 1
    assert len(merge([meeting("مقر القيادة بالرجمة", "مصر", "تونس"), meeting("سبها", "مصر تونس")])) == 2


def test_a_headline_leaves_out_whose_word_it_is() -> None:
    def chain(text: str) -> list[bool]:
        tellings = [told("CONSULT", "مصر تونس"), told("CONSULT", "تونس مصر", sentence=1)]
        tellings[1].claims = [Claim([HELD["ليبيا"]], "say", Span(0, 1), Span(1, 2), "example")]
        (event,) = merge(tellings, Reading.of(Document("example", text)))
        return [c is None for c in event.claims]

    assert chain("مصر وتونس تبحثان الحدود\n\nقالت ليبيا إن مصر وتونس بحثتا الحدود.") == [False, True]
    # a first sentence with its mark is the report's own telling
    assert chain("مصر وتونس تبحثان الحدود.\n\nقالت ليبيا إن مصر وتونس بحثتا الحدود.") == [True, False]


def test_a_report_without_words_tells_nothing() -> None:
    assert merge([], Reading.of(Document("example", ""))) == []


def test_what_was_to_come_and_is_called_off_is_denied() -> None:
    later, off = told("CONSULT", "مصر تونس"), told("CONSULT", "مصر تونس")
    later.aux, off.aux = ("future",), ("negation",)
    assert [e.aux for e in merge([later, off])] == [("negation",)]
    later, off = told("CONSULT", "مصر تونس"), told("CONSULT", "مصر تونس")
    later.aux, off.aux, off.trigger = ("future",), ("negation",), Span(100, 101)
    assert len(merge([later, off])) == 2


def test_what_one_tells_and_another_denies_in_a_sentence_are_two() -> None:
    made, denied = told("MOBILIZE", "مصر"), told("MOBILIZE", "مصر")
    denied.aux = ("negation",)
    denied.reasons = [Reason("actor", "events.told_before", 0, 1)]
    assert len(merge([made, denied])) == 2


def test_an_attack_and_the_denial_of_it_are_two() -> None:
    made, denied = told("ASSAULT", "", "مصر"), told("ASSAULT", "تونس", "مصر")
    denied.aux = ("negation",)
    assert len(merge([made, denied])) == 2


def at(place: str, t: Telling, *aux: str) -> Telling:
    """The telling at a place, with these auxiliary modes."""
    t.place, t.aux = [HELD[place]] if place else [], tuple(aux)  # type: ignore[assignment]
    return t


def test_a_meeting_right_behind_a_visit_is_where_the_visitor_is() -> None:
    visit, met = at("ليبيا", told("CONSULT", "مصر")), told("CONSULT", "تونس الجزائر", sentence=1)
    assert [e.place for e in merge([visit, met])] == [[HELD["ليبيا"]]] * 2
    assert [r.by for r in met.reasons] == ["events.told_before"]


def test_who_is_held_after_a_protest_is_held_there() -> None:
    protest, held = at("ليبيا", told("PROTEST", "مصر")), told("COERCE", "تونس", "الجزائر", sentence=2)
    assert merge([protest, held])[1].place == [HELD["ليبيا"]]


def test_what_is_told_elsewhere_has_no_place_of_another_event() -> None:
    # of another sort, later, planned, or with a place of its own
    for second in (
        told("REQUEST", "تونس", "الجزائر", sentence=1),
        told("CONSULT", "تونس الجزائر", sentence=3),
        at("", told("CONSULT", "تونس الجزائر", sentence=1), "future"),
    ):
        assert merge([at("ليبيا", told("CONSULT", "مصر")), second])[1].place == []
    own = at("المغرب", told("CONSULT", "تونس الجزائر", sentence=1))
    assert merge([at("ليبيا", told("CONSULT", "مصر")), own])[1].place == [HELD["المغرب"]]


def test_who_met_as_equals_made_no_visit() -> None:
    met, delegation = told("CONSULT", "مصر تونس"), told("CONSULT", "مصر تونس")
    delegation.mode = "visit"
    (found,) = merge([met, delegation])
    assert found.mode is None
    alone = told("CONSULT", "مصر")
    came = told("CONSULT", "مصر")
    came.mode = "visit"
    (found,) = merge([alone, came])
    assert found.mode == "visit"


def test_how_often_is_said_of_either_telling_in_a_sentence() -> None:
    came, met = told("CONSULT", "مصر تونس"), told("CONSULT", "مصر تونس")
    met.count = 3
    (found,) = merge([came, met])
    assert found.count == 3


def test_a_headline_names_fewer_than_met() -> None:
    (found,) = merge([told("CONSULT", "مصر"), told("CONSULT", "مصر تونس", sentence=1)])
    assert [e.name for e in found.actor] == ["مصر", "تونس"]
    # a later sentence adds nobody to the meeting that was told in full
    (found,) = merge([told("CONSULT", "مصر", sentence=1), told("CONSULT", "مصر تونس", sentence=2)])
    assert [e.name for e in found.actor] == ["مصر"]


def test_visits_that_are_counted_apart_are_two_events() -> None:
    twice, thrice = told("CONSULT", "مصر تونس"), told("CONSULT", "مصر تونس", sentence=1)
    twice.count, thrice.count = 2, 3
    assert len(merge([twice, thrice])) == 2
    thrice.count = 2
    assert len(merge([twice, thrice])) == 1


def test_the_days_for_which_it_lasts_are_taken_from_the_telling_that_says_so() -> None:
    bare, lasts = told("PROTEST", "مصر"), told("PROTEST", "مصر", sentence=1)
    lasts.due = ("2025-03-15", "2025-03-20")
    (found,) = merge([bare, lasts])
    assert found.due == lasts.due


def test_one_journey_of_which_one_word_says_that_it_is_past() -> None:
    first, second = told("CONSULT", "مصر", "تونس"), told("CONSULT", "مصر", "تونس")
    first.aux = ("historical",)
    assert len(merge([first, second])) == 1
    first, second = told("CONSULT", "مصر", "تونس"), told("CONSULT", "مصر", "ليبيا")
    first.aux = ("historical",)
    assert len(merge([first, second])) == 2


@pytest.mark.parametrize(
    ("rest", "visits"),
    [
        ("في زيارة هي الثانية منذ يناير", 1),
        ("في زيارة سابقة قبل عام", 2),
        ("بعد زيارة أولى في يناير", 2),
    ],
)
def test_what_somebody_comes_on_is_the_visit(rest: str, visits: int) -> None:
    reading = Reading.of(Document("t", f"يصل وزير مصر إلى تونس غدا، {rest}."))
    found = []
    for word, day, who in (("يصل", "2024-06-25", "مصر الجزائر"), ("زيارة", "2024-01-01", "مصر")):
        telling = told("CONSULT", who, day=day)
        start = reading.text.index(word)
        telling.mode, telling.trigger = "visit", Span(start, start + len(word))
        telling.evidence = [telling.trigger]
        found.append(telling)
    joined = merge(found, reading)
    assert len(joined) == visits
    assert joined[0].time is not None and joined[0].time.earliest == "2024-06-25"

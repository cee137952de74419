"""Accounts hold what the record says: names, days, words with their places, and the chain."""

from marsad.analysis.pipeline import Analyser
from marsad.model.document import Document
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

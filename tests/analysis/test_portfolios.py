"""Several ministers, named by what they are ministers of."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.portfolios import is_portfolio, portfolios_end
from marsad.analysis.reading import Reading
from marsad.model.document import Document


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("التقى وزراء الخارجية والداخلية والمالية الأتراك أمس.", "وزراء الخارجية والداخلية والمالية الأتراك"),
        ("على رأس وفد ضم وزيري النفط والدفاع.", "وزيري النفط والدفاع"),
        ("وقال وزيرا التعليم العالي والصحة إن الاتفاق جاهز.", "وزيرا التعليم العالي والصحة"),
        # others join them, and a land of their own says whose they are
        ("التقى وزراء الخارجية والرئيس التركي.", "وزراء الخارجية"),
        ("وحضر اللقاء وزيرا خارجية مصر وقطر.", ""),
        # one minister, and no minister
        ("التقى وزير الخارجية والداخلية معا.", ""),
        ("قال السفراء والداخلية معا.", ""),
    ],
)
def test_portfolios(text: str, wanted: str) -> None:
    reading = Reading.of(Document("t", text))
    found = [(k, end) for k in range(len(reading.tokens)) if (end := portfolios_end(reading, k)) > k]
    assert [reading.span(k, end).text(text).removeprefix("و") for k, end in found] == (
        [wanted.removeprefix("و")] if wanted else []
    )


def test_a_portfolio_is_no_body() -> None:
    text = "التقى وزيري النفط والدفاع، وزار الدفاع المدني."
    reading = Reading.of(Document("t", text))
    at = {word: reading.token_at(text.index(word)) for word in ("النفط", "والدفاع", "الدفاع المدني")}
    assert [is_portfolio(reading, k, k + 1) for k in at.values()] == [True, True, False]

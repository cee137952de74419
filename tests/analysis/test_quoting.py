"""Quotations of several sentences."""

from __future__ import annotations

import pytest

from marsad.analysis.learned.quoting import whole
from marsad.analysis.learned.words import WordMap
from marsad.reader.model import WordSpan

from .conftest import Passages


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قال: «[لا نخاف أحدا]. سنعود غدا إلى بيوتنا».", ["لا نخاف أحدا. سنعود غدا إلى بيوتنا"]),
        ('قال: "[لا نخاف أحدا]. [سنعود غدا إلى بيوتنا]".', ["لا نخاف أحدا. سنعود غدا إلى بيوتنا"]),
        ("قال: «لا نخاف أحدا. [سنعود غدا إلى بيوتنا]». وغادر.", ["لا نخاف أحدا. سنعود غدا إلى بيوتنا"]),
        ('قال إن [الجيش "باق هنا الآن]. [ولن يرحل غدا عنا]".', ['الجيش "باق هنا الآن. ولن يرحل غدا عنا']),
        # one sentence, two quotations, a passage that goes on behind the marks, marks without their pair
        ("قال: «[لا نخاف أحدا] هنا». وغادر الوفد.", ["لا نخاف أحدا"]),
        ("قال: «[لا نخاف أحدا]». وأضاف: «[سنعود غدا]».", ["لا نخاف أحدا", "سنعود غدا"]),
        ("قال إن [الخطة «لا تخيف. ولن تخيف أحدا» منا].", ["الخطة «لا تخيف. ولن تخيف أحدا» منا"]),
        ('قال: "[لا نخاف أحدا]. سنعود غدا إلى بيوتنا.', ["لا نخاف أحدا"]),
        # a title of short sentences
        ("قرأ «[لا. نعم]» في المسرح.", ["لا. نعم"]),
    ],
)
def test_a_quotation_of_several_sentences_is_one_passage(text: str, told: list[str], passages: Passages) -> None:
    reading, places = passages(text)
    at = WordMap(reading)
    spans = [WordSpan(*words, "content", 0.9) for place in places if (words := at.words(*place)) is not None]
    out = [reading.span(*at.range(s.first, s.last)).text(reading.text) for s in whole(at, spans)]
    assert out == told

"""How far the second reading looks: whole sentences, never past its limit, always with what is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.reader.windows import LONGEST_CONTENT, LONGEST_EVENT, Borders


def test_sentences_before_come_first() -> None:
    sentence = [0] * 20 + [1] * 20 + [2] * 10 + [3] * 30
    assert Borders(sentence).event(45) == (0, 50)


def test_a_long_sentence_is_cut_around_the_mark() -> None:
    start, end = Borders([0] * 400).event(200)
    assert start <= 200 < end
    assert end - start == LONGEST_EVENT


@given(st.lists(st.integers(1, 130), min_size=1, max_size=12), st.data())
def test_windows_hold_the_mark_and_keep_to_the_limit(sizes: list[int], data: st.DataObject) -> None:
    sentence = [n for n, size in enumerate(sizes) for _ in range(size)]
    borders = Borders(sentence)
    at = data.draw(st.integers(0, len(sentence) - 1))
    start, end = borders.event(at)
    assert start <= at < end <= len(sentence)
    assert end - start <= LONGEST_EVENT
    last = data.draw(st.integers(at + 1, min(len(sentence), at + LONGEST_CONTENT)))
    start, end = borders.content(at, last)
    assert start <= at < end <= len(sentence)
    assert end - start <= LONGEST_CONTENT

"""The learned reader at work on sentences written for these tests: what it says, and that it says it again."""

from __future__ import annotations

import numpy as np
import pytest

from marsad.reader.labels import TYPES
from marsad.reader.model import ReaderModel
from marsad.tagger import Tagger

TEXT = (
    "استقبل وزير الطاقة شيركو دلزار السبت وفدا من غرفة التجارة في قرطمين . "
    "وقال الوزير إن المصنع سيفتتح نهاية العام . "
    "واتهمت نقابة العمال الشركة بطرد ثلاثة عمال ."
)


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    return ReaderModel()


def read(model: ReaderModel, text: str):  # type: ignore[no-untyped-def]
    words, sentence, number = text.split(), [], 0
    for word in words:
        sentence.append(number)
        number += word == "."
    pages = model.read(words, sentence)
    assert pages is not None
    return words, pages


def test_no_words_no_pages(model: ReaderModel) -> None:
    assert model.read([], []) is None


def test_second_reading_says_who_and_where(model: ReaderModel) -> None:
    words, pages = read(model, TEXT)
    marked = pages.event(words.index("استقبل"))
    assert TYPES[int(marked.types().argmax())] == "CONSULT"
    minister = words.index("شيركو")
    assert marked.chance("actor", minister, minister + 2) + marked.chance("recipient", minister, minister + 2) > 0.5
    place = words.index("قرطمين")
    chances = {n: marked.chance("place", n, n + 1) for n in range(*marked.window)}
    # how likely differs between processors, that no other word is likelier doesn't
    assert max(chances, key=lambda n: chances[n]) == place
    assert chances[place] > 0.25


def test_the_mark_decides(model: ReaderModel) -> None:
    """The same words play other parts when another event is asked about."""
    words, pages = read(model, TEXT)
    union = words.index("نقابة")
    accused = pages.event(words.index("واتهمت")).chance("actor", union, union + 2)
    received = pages.event(words.index("استقبل")).chance("actor", union, union + 2)
    assert accused > 0.5 > received


def test_words_outside_the_window_have_no_part(model: ReaderModel) -> None:
    words, pages = read(model, " ".join([TEXT] * 6))
    marked = pages.event(0)
    assert marked.window[1] < len(words)
    assert marked.chance("actor", len(words) - 3, len(words) - 1) == 0.0


def test_whose_word_a_passage_is(model: ReaderModel) -> None:
    words, pages = read(model, TEXT)
    spans = pages.contents()
    said = next(s for s in spans if s.first <= words.index("المصنع") < s.last)
    marked = pages.content(said.first, said.last)
    speaker = words.index("الوزير")
    chances = {n: marked.chance("origin", n, n + 1) for n in range(*marked.window)}
    assert max(chances, key=chances.__getitem__) == speaker
    assert chances[speaker] > 0.2


def test_same_words_same_numbers(model: ReaderModel) -> None:
    words, pages = read(model, TEXT)
    at = words.index("استقبل")
    first = pages.event(at).tags["who"]
    pages.content(0, 3)
    assert (first == pages.event(at).tags["who"]).all()
    _, again = read(model, TEXT)
    assert (first == again.event(at).tags["who"]).all()


def test_heads_of_the_first_reading_score_every_word_in_blocks(model: ReaderModel) -> None:
    states = np.random.default_rng(1).standard_normal((131, 384)).astype(np.float32)
    scores = model.first_heads("record", states) | model.first_heads("newswire", states)
    for head in ("named", "titles", "types", "aner"):
        wanted = states @ model.weights[f"words.{head}.weight"].T + model.weights[f"words.{head}.bias"]
        assert np.allclose(scores[head], wanted, atol=1e-4)


def test_newswire_names_are_read_by_layers_of_their_own(model: ReaderModel) -> None:
    words, pages = read(model, TEXT)
    states = model.encoder.lower([model.encoder.pieces(w) for w in words])
    own, record = (f(states, 0, len(words)) for f in (model.encoder.newswire, model.encoder.upper))
    assert own.shape == record.shape
    assert not np.allclose(own, record, atol=0.1)
    # the tagger hears the same as the reader, which reads the whole report
    assert {(s.start, s.end, s.label) for s in Tagger().tag(words)} == {
        (s.first, s.last, s.label) for s in pages.newswire()
    }


def test_above_the_cut_a_word_is_one_state_however_many_pieces_it_has(model: ReaderModel) -> None:
    words = ["اجتمع", "فيستاكوفينغرادوفسكي", "ووزير", "الخارجية"]
    pieces = [model.encoder.pieces(w) for w in words]
    assert max(map(len, pieces)) > 3
    states = model.encoder.lower(pieces)
    assert len(states) == len(words) + 2  # the marks at both ends
    # the last pieces of the long word are heard although none of them is handed on
    cut = [p[:3] for p in pieces]
    assert not np.allclose(model.encoder.lower(cut)[2], states[2], atol=0.1)
    assert len(model.encoder.upper(states, 1, 3)) == 2
    whole = model.encoder.upper(states, 0, 4)
    assert np.allclose(model.encoder.upper(states, 1, 3), whole[1:3], atol=0.5)

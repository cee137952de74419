"""The neural tagger: what it finds, and that it stands odd input.

The sentences were written for these tests. Where a test speaks of unseen names,
none of their words occurs in the training data.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from marsad.tagger import Tagger, TaggerError, TagSpan
from marsad.tagger.encoder import MAX_PIECES, clean_word
from marsad.tagger.tagger import OVERLAP, _windows, decode

LABELS = ("O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def cut(sentence: str) -> list[str]:
    return sentence.split()


def names(tagger: Tagger, sentence: str) -> set[tuple[str, str]]:
    words = cut(sentence)
    return {(" ".join(words[s.start : s.end]), s.label) for s in tagger.tag(words)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "وقال وزير الطاقة في حكومة الإقليم شيركو دلزار إن بلدة قرطمين ستستقبل النازحين الأسبوع المقبل .",
            {("شيركو دلزار", "PERS"), ("قرطمين", "LOC")},
        ),
        (
            "التقى الرئيس ميلوراد ستويكوفيتش نظيره التركي في مدينة تسفيكاو الألمانية يوم الأحد .",
            {("ميلوراد ستويكوفيتش", "PERS"), ("تسفيكاو", "LOC")},
        ),
        (
            "وأعلن الوزير غيلبرتو نافاريتي أن المصنع الجديد سيفتتح في مقاطعة تاراباكا نهاية العام .",
            {("غيلبرتو نافاريتي", "PERS"), ("تاراباكا", "LOC")},
        ),
    ],
)
def test_finds_unseen_names(tagger: Tagger, sentence: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= names(tagger, sentence)


def test_person_after_a_title_of_business(tagger: Tagger) -> None:
    found = names(tagger, "وأعلن المدير التنفيذي للشركة غيلبرتو نافاريتي أن المصنع سيفتتح في تاراباكا .")
    assert ("غيلبرتو نافاريتي", "PERS") in found


def test_finds_an_organisation(tagger: Tagger) -> None:
    found = names(tagger, "دعا مجلس الأمن الدولي إلى وقف القتال في السودان .")
    assert any(label == "ORG" and text.startswith("مجلس الأمن") for text, label in found)
    assert ("السودان", "LOC") in found


def test_particles_stay_in_the_word(tagger: Tagger) -> None:
    assert {("وبنغازي", "LOC"), ("طرابلس", "LOC")} <= names(tagger, "اندلعت اشتباكات في طرابلس وبنغازي أمس .")


def test_plain_sentence_has_no_names(tagger: Tagger) -> None:
    assert tagger.tag(cut("ارتفعت أسعار الخبز ثلاثة أضعاف خلال شهر واحد .")) == []


def test_marks_of_the_page_change_nothing(tagger: Tagger) -> None:
    plain = cut("قال الوزير شيركو دلزار في بغداد إن 25 شاحنة وصلت .")
    marked = cut("قَالَ الوزيـــر شيركو دلزار في بـغـداد إنّ ٢٥ شاحنة وصلت\u200f .")
    assert tagger.tag(plain) == tagger.tag(marked)


def test_spans_are_sorted_and_sound(tagger: Tagger) -> None:
    words = cut("بحث محمود عباس في رام الله مع الأمم المتحدة أوضاع غزة .")
    found = tagger.tag(words)
    assert found
    assert all(0 <= s.start < s.end <= len(words) and 0.0 < s.confidence <= 1.0 for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_same_words_same_spans(tagger: Tagger) -> None:
    words = cut("زار إيمانويل ماكرون بيروت والتقى البطريرك الراعي في بكركي .")
    first = tagger.tag(words)
    tagger.tag(["كلمات", "أخرى", "بينهما"] * 40)
    assert tagger.tag(words) == first == Tagger().tag(words)


def test_empty_input(tagger: Tagger) -> None:
    assert tagger.tag([]) == []


def test_long_input(tagger: Tagger) -> None:
    sentence = cut("وقال شيركو دلزار في مدينة بغداد إن العمل مستمر و")
    words = (sentence * 200)[:2000]
    found = tagger.tag(words)
    places = [s for s in found if words[s.start] == "بغداد" and s.label == "LOC"]
    assert len(places) >= 190
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "words",
    [
        [""],
        [" ", "\t", "\n"],
        ["\u200f\u200e", "\ufeff", "ـــ", "\u064b\u064c"],
        ["\ud800", "ب\udfffغداد"],
        ["\x00", "\x1b[0m"],
        ["😀", "🇵🇸", "👨‍👩‍👧"],
        ["ﷺ", "ﻹ", "ﷲ", "Ⅷ", "ｗ"],
        ["س" * 100_000],
        ["\u0301" * 500],
        ["漢字", "Ελλάδα", "שלום", "नमस्ते"],
    ],
)
def test_odd_unicode(tagger: Tagger, words: list[str]) -> None:
    mixed = ["وصل", "إلى", "بغداد", *words, "."]
    for given in (words, mixed):
        assert all(s.end <= len(given) for s in tagger.tag(given))


@pytest.mark.parametrize(
    ("word", "clean"),
    [
        ("«", '"'),
        ("''", '"'),
        ("١٢٣", "123"),
        ("ـ", "-"),
        ("مُحمَّد", "محمد"),
        ("إيران", "إيران"),
        ("ایران", "ايران"),
        ("ﻻ", "لا"),
        ("أ", "أ"),
        ("\u200f", ""),
    ],
)
def test_clean_word(word: str, clean: str) -> None:
    assert clean_word(word) == clean


def test_windows_cover_every_word_once() -> None:
    sizes = [1 + i % 12 for i in range(900)]
    windows = list(_windows(sizes))
    assert [i for w in windows for i in range(w.keep, w.keep_end)] == list(range(900))
    assert all(w.start <= w.keep < w.keep_end <= w.end for w in windows)
    assert all(sum(sizes[w.start : w.end]) <= MAX_PIECES for w in windows)
    assert all(sum(sizes[b.start : a.end]) <= OVERLAP for a, b in pairwise(windows))


def test_decoding_is_valid_bio() -> None:
    draw = np.random.default_rng(7)
    for _ in range(50):
        scores = np.log(draw.dirichlet(np.ones(9) * 0.4, size=12) + 1e-9).astype(np.float32)
        path = [LABELS[i] for i in decode(scores, LABELS, [False] * 12)]
        for before, label in zip(["O", *path], path, strict=False):
            assert not label.startswith("I-") or before[1:] == label[1:]


def test_decoding_finds_the_best_of_all_valid_sequences() -> None:
    labels = ("O", "B-PERS", "I-PERS", "B-LOC", "I-LOC")
    draw = np.random.default_rng(11)

    def cost(before: int, label: int, joined: bool) -> float:
        same = labels[before][1:] == labels[label][1:]
        if labels[label].startswith("I-") and not same:
            return float("inf")
        return 3.0 if labels[label].startswith("B-") and same and not joined else 0.0

    for n in range(40):
        # words that are nobody's stand between: what is unsure at one end must not be settled at the other
        scores = draw.normal(size=(5, 5)).astype(np.float32) * (1, 2, 4)[n % 3]
        scores[:, 0] += (0, 2, 5)[n // 3 % 3]
        joined = [bool(x) for x in draw.random(5) < (0.5, 1.0)[n % 2]]
        ways = [
            (sum(float(scores[i, k]) for i, k in enumerate(way)) - sum(map(cost, (0, *way), way, joined)), way)
            for way in product(range(5), repeat=5)
        ]
        assert tuple(decode(scores, labels, joined)) == max(ways)[1]


def test_decoding_weighs_the_whole_sentence() -> None:
    scores = np.full((2, 9), -9.0, np.float32)
    scores[0, 0], scores[0, 1] = -0.6, -0.8  # O, B-PERS
    scores[1, 2], scores[1, 0] = -0.1, -2.5  # I-PERS, O
    assert [LABELS[i] for i in decode(scores, LABELS, [False, False])] == ["B-PERS", "I-PERS"]


@pytest.mark.parametrize(("joined", "second"), [(False, "I-PERS"), (True, "B-PERS")])
def test_names_of_one_type_seldom_touch(joined: bool, second: str) -> None:
    scores = np.full((2, 9), -9.0, np.float32)
    scores[0, 1] = -0.1
    scores[1, 1], scores[1, 2] = -0.4, -1.2
    assert [LABELS[i] for i in decode(scores, LABELS, [False, joined])] == ["B-PERS", second]


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(TaggerError, match=r"encoder\.onnx"):
        Tagger(tmp_path)


def test_broken_model(tmp_path: Path, tagger: Tagger) -> None:
    for name in ("tokenizer.json", "settings.json", "heads.npz", "upper.onnx", "second.onnx", "newswire.onnx"):
        (tmp_path / name).write_bytes((tagger.folder / name).read_bytes())
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(TaggerError, match="cannot be loaded"):
        Tagger(tmp_path).tag(["بغداد"])


def test_threads_must_be_positive() -> None:
    with pytest.raises(ValueError, match="threads"):
        Tagger(threads=0)


def test_import_is_cheap() -> None:
    code = (
        "import sys, marsad.tagger;"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_span_is_frozen() -> None:
    span = TagSpan(0, 1, "LOC", 0.9)
    with pytest.raises(AttributeError):
        span.start = 3  # type: ignore[misc]

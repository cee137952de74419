"""Variants of training sentences: spelling, particles, marks and other names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from random import Random
from typing import Final, NamedTuple

from marsad.tagger.encoder import clean_word

from .data import Sentence, valid_bio

_HAMZA: Final = str.maketrans("أإآ", "ااا")
_HAMZA_ALL: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي", "ء": ""})
_PREFIXES: Final = ("وال", "بال", "وب", "ول", "لل", "و", "ف", "ب", "ل", "ك")

# The corpus mostly writes a final alif maqsura as ya; modern news do not.
_MAQSURA: Final = {
    word[:-1] + "ي": word
    for word in re.findall(
        r"\w+",
        "إلى الى على حتى متى لدى مدى سوى أخرى اخرى كبرى الكبرى الأخرى الاخرى إحدى احدى مستشفى"
        " المستشفى مستوى المستوى منتدى المنتدى الأولى الاولى أولى لأولى القصوى أعلى الأعلى أقصى"
        " الأقصى أدنى الأدنى يبقى تبقى يسعى تسعى تلقى يتلقى أدلى ألقى التقى أنهى أعطى أجرى جرى"
        " انتهى اكتفى توفى نفى سعى معنى بمعنى مبنى المبنى ذكرى الذكرى دعوى فتوى الفتوى قوى"
        " القوى القرى قرى جرحى قتلى مرضى ضحى شتى أسرى الأسرى يرى ترى نرى رأى أرى",
    )
} | {"وعلي": "وعلى", "وإلي": "وإلى", "والي": "والى", "وحتي": "وحتى"}
_MAQSURA_NAMES: Final = {
    word[:-1] + "ي": word
    for word in re.findall(r"\w+", "مصطفى موسى عيسى يحيى ليلى سلمى مرتضى المصطفى مجتبى بشرى نجوى سلوى هدى")
}

_PARTS: Final = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")


class Name(NamedTuple):
    """A stretch of words with one label; the first may carry a particle."""

    start: int
    end: int
    label: str
    prefix: str


class Augmenter:
    """Draws a variant of a sentence; knows the names of the training part."""

    def __init__(self, sentences: list[Sentence]) -> None:
        bare: Counter[str] = Counter()
        for sentence in sentences:
            for start, _end, _label in spans(sentence.labels):
                bare[sentence.words[start]] += 1
        self._bare = bare
        pools: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for sentence in sentences:
            for name in self.names(sentence):
                words = sentence.words[name.start : name.end]
                if len(words) <= 5 and all(w.isalpha() for w in words):
                    first = without(words[0], name.prefix)
                    pools[name.label].add((first, *words[1:]))
        self.pools = {label: sorted(pool) for label, pool in pools.items()}

    def names(self, sentence: Sentence) -> list[Name]:
        """The names with the particle written onto the first word, if any."""
        return [
            Name(start, end, label, self._prefix(sentence.words[start])) for start, end, label in spans(sentence.labels)
        ]

    def _prefix(self, word: str) -> str:
        for prefix in _PREFIXES:
            rest = without(word, prefix)
            if word.startswith(prefix) and len(rest) >= 3 and self._bare[rest] > self._bare[word]:
                return prefix
        return ""

    def draw(self, sentence: Sentence, rng: Random) -> Sentence:
        """A variant of the sentence."""
        if sentence.variant is not None and rng.random() < 0.15:
            sentence = sentence.variant
        if rng.random() < 0.6:
            sentence = self._other_names(sentence, rng)
        if rng.random() < 0.3:
            sentence = split_marks(sentence)
        sentence = self._spelling(sentence, rng)
        words = list(sentence.words)
        if len(words) > 4 and words[-1] == "." and rng.random() < 0.2:
            return cut_last(sentence)
        return sentence

    def _other_names(self, sentence: Sentence, rng: Random) -> Sentence:
        words: list[str] = []
        labels: list[str] = []
        fine: list[str | None] = []
        done = 0
        chance = {"PERS": 0.4, "LOC": 0.3, "ORG": 0.12, "MISC": 0.1}
        for name in self.names(sentence):
            words += sentence.words[done : name.start]
            labels += sentence.labels[done : name.start]
            fine += sentence.fine[done : name.start]
            done = name.end
            old = sentence.words[name.start : name.end]
            if rng.random() < chance[name.label] and self.pools.get(name.label):
                new = self._pick(name, rng)
                fine_new: list[str | None] = [None] * len(new)
            else:
                new = (without(old[0], name.prefix), *old[1:])
                fine_new = list(sentence.fine[name.start : name.end])
            prefix = name.prefix
            before = words[-1] if words else ""
            if not prefix and before in ("في", "إلى", "الى", "إلي", "الي") and rng.random() < 0.12:
                prefix = "ب" if before == "في" else "ل"
                del words[-1], labels[-1], fine[-1]
            elif not prefix and rng.random() < 0.04:
                prefix = rng.choice(("و", "و", "ل", "ب"))
            new = (attach(new[0], prefix), *new[1:])
            quoted = rng.random() < 0.03
            if quoted:
                words, labels, fine = [*words, '"'], [*labels, "O"], [*fine, "O"]
            words += new
            labels += ["B-" + name.label] + ["I-" + name.label] * (len(new) - 1)
            fine += fine_new
            if quoted:
                words, labels, fine = [*words, '"'], [*labels, "O"], [*fine, "O"]
        words += sentence.words[done:]
        labels += sentence.labels[done:]
        fine += sentence.fine[done:]
        return Sentence(tuple(words), tuple(labels), tuple(fine))

    def _pick(self, name: Name, rng: Random) -> tuple[str, ...]:
        """Another name; persons may be put together from two."""
        pool = self.pools[name.label]
        picked = rng.choice(pool)
        if name.label == "PERS" and rng.random() < 0.5:
            size = name.end - name.start
            other = rng.choice(pool)
            if size == 1:
                return (picked[-1],)
            return (picked[0], *other[1 - min(size, len(other)) :]) if len(other) > 1 else picked
        return picked

    def _spelling(self, sentence: Sentence, rng: Random) -> Sentence:
        words = list(sentence.words)
        if rng.random() < 0.5:
            words = [
                _MAQSURA_NAMES.get(w, w) if label.endswith("PERS") else _MAQSURA.get(w, w) if label == "O" else w
                for w, label in zip(words, sentence.labels, strict=True)
            ]
        drawn = rng.random()
        if drawn < 0.15:
            words = [w.translate(_HAMZA) for w in words]
        elif drawn < 0.20:
            words = [w.translate(_HAMZA_ALL) or w for w in words]
        else:
            words = [w.translate(_HAMZA) if rng.random() < 0.03 else w for w in words]
        if rng.random() < 0.06:
            words = [w[:-1] + "ه" if w.endswith("ة") else w for w in words]
        return Sentence(tuple(words), sentence.labels, sentence.fine)


def spans(labels: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """(start, end, label) of the names."""
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((i, i + 1, label[2:]))
        elif label.startswith("I-"):
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found


def without(word: str, prefix: str) -> str:
    """The word without its particle; the article swallowed by li- comes back."""
    if prefix == "لل":
        return "ال" + word[2:]
    if prefix in ("وال", "بال"):
        return word[1:]
    return word[len(prefix) :]


def attach(word: str, prefix: str) -> str:
    """The word with a particle written onto it."""
    if prefix in ("ل", "لل", "ول"):
        start = "ول" if prefix == "ول" else "ل"
        return start + (word[1:] if word.startswith("ال") else word)
    if prefix in ("وال", "بال"):
        return prefix[0] + word
    return prefix + word


def split_marks(sentence: Sentence) -> Sentence:
    """Marks as words of their own, as the product's tokeniser cuts them."""
    words: list[str] = []
    labels: list[str] = []
    fine: list[str | None] = []
    for word, label, f in zip(sentence.words, sentence.labels, sentence.fine, strict=True):
        parts = _PARTS.findall(clean_word(word)) or [word]
        inside = [i for i, part in enumerate(parts) if part[0].isalnum()]
        for i, part in enumerate(parts):
            named = not inside or inside[0] <= i <= inside[-1]
            first = not inside or i == inside[0]
            words.append(part)
            labels.append(label if first else "I-" + label[2:] if named and label != "O" else "O")
            fine.append(f if first or f is None else "I-" + f[2:] if named and f != "O" else "O")
    return Sentence(tuple(words), tuple(valid_bio(labels)), tuple(fine))


def cut_last(sentence: Sentence) -> Sentence:
    """Without the last word."""
    return Sentence(sentence.words[:-1], sentence.labels[:-1], sentence.fine[:-1])

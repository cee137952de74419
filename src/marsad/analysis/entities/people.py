"""People that no list holds: a given name or a title, and the name that follows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.tables import read_table
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate
from .heads import head_of

_NAME_PARTS = frozenset(
    fold(w)
    for w in [
        "بن",
        "ابن",
        "بنت",
        "آل",
        "أبو",
        "ابو",
        "أم",
        "بو",
        "عبد",
        "بك",
        "باشا",
        "دي",
        "دا",
        "فان",
        "فون",
        "دو",
        "ديل",
        "لو",
        "بني",
    ]
)
_KUNYA = frozenset(fold(w) for w in ["أبو", "ابو", "أبي", "أبا", "بو"])
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Title:
    """A word or phrase that stands before a person's name."""

    words: tuple[str, ...]
    kind: str
    sector: str
    office: bool
    gender: str


@lru_cache(maxsize=1)
def titles() -> dict[str, tuple[Title, ...]]:
    """Titles by their first folded word, article left out; longest first."""
    out: dict[str, list[Title]] = {}
    for row in read_table("gazetteer/titles.tsv"):
        words = tuple(fold(w).removeprefix("ال") for w in row["title"].split())
        out.setdefault(words[0], []).append(
            Title(words, row["kind"], row["sector"], not row["not_position"], row["gender"])
        )
    return {k: tuple(sorted(v, key=lambda t: -len(t.words))) for k, v in out.items()}


@lru_cache(maxsize=16_384)
def title_word(norm: str) -> tuple[str, str, tuple[Title, ...]] | None:
    """A folded word read as the first word of a title: (particles, stem, titles)."""
    table = titles()
    for prefix, stem in splits(norm):
        if stem in table and not prefix.endswith("س"):
            return prefix, stem, table[stem]
    return None


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """Who bears a folded given name, words of the language («صدام») among them: m, f or u."""
    out: dict[str, str] = {}
    for row in read_table("gazetteer/given_names.tsv"):
        name = fold(row["name"])
        out[name] = row["gender"] if out.get(name, row["gender"]) == row["gender"] else "u"
    return out


@lru_cache(maxsize=1)
def _surname_blockers() -> frozenset[str]:
    return frozenset(
        fold(w)
        for w in [
            "الذي",
            "التي",
            "الذين",
            "رئيس",
            "وزير",
            "قائد",
            "مدير",
            "عضو",
            "نائب",
            "سفير",
            "المتحدث",
            "الناطق",
            "الثلاثاء",
            "الأربعاء",
            "الخميس",
            "الجمعة",
            "السبت",
            "الأحد",
            "الاثنين",
            "اليوم",
            "أمس",
            "الماضي",
            "المقبل",
        ]
    )


def is_name_part(norm: str, previous: str) -> bool:
    """May the folded word go on a personal name that has begun? (A guess from spelling and lists.)"""
    if not norm[0].isalpha() or norm in _surname_blockers() or function_class(norm):
        return False
    if norm in _NAME_PARTS or previous in _NAME_PARTS:
        return True
    if is_verb(norm) and not has_article(norm):
        return norm in gazetteer().given_names
    if norm.startswith("ال") and (nationality(norm) or title_word(norm)) and is_adjective(norm) and nationality(norm):
        return False
    if title_word(norm) and not has_article(norm):
        return norm in gazetteer().given_names
    if norm.startswith(("و", "ف", "ب", "ل", "ك")) and not norm.startswith("ال") and norm not in gazetteer().given_names:
        # a particle and an article is a new phrase; other words may well be names (بوتين، لافروف)
        if any(p.endswith(("ال", "لل")) for p, _ in splits(norm)):
            return False
    return head_of(norm) is None or (has_article(norm) is False and norm in gazetteer().given_names)


def people(reading: Reading) -> list[Candidate]:
    """Candidates that begin with a known given name: «جيريمي برنت», «عبد السلام الحاج محمد»."""
    given = gazetteer().given_names
    tokens = reading.tokens
    out: list[Candidate] = []
    for sentence in reading.body:
        i = sentence.first
        while i < sentence.last:
            token = tokens[i]
            start = _given_start(token.norm, given) if token.is_word and not preposition(reading, i) else None
            if start is None:
                i += 1
                continue
            last = i + 1
            if token.norm[start:] in {"عبد"} and last < sentence.last:
                last += 1
            while last < min(sentence.last, i + _LONGEST) and is_name_part(tokens[last].norm, tokens[last - 1].norm):
                if has_article(tokens[last].norm) and last - i >= 2:
                    last += 1
                    break
                last += 1
            if last - i >= 2:
                span = Span(reading.view.offsets[token.at + start], tokens[last - 1].end)
                out.append(Candidate(i, last, span, "person", "entities.person.given_name", 42 + last - i))
            i = last
    return out


def preposition(reading: Reading, i: int) -> bool:
    """«على» folds like «علي»; its last letter tells them apart."""
    token = reading.tokens[i]
    return function_class(token.norm) is not None and reading.text[token.end - 1] == "ى"


def _given_start(norm: str, given: frozenset[str]) -> int | None:
    """How many letters of particles stand before a given name, None where there is none."""
    if norm in given or norm in _KUNYA:
        return 0
    for prefix in ("و", "ل", "ب", "ف", "ول", "وب", "ك"):
        if norm.startswith(prefix) and norm[len(prefix) :] in given and len(norm) - len(prefix) >= 3:
            return len(prefix)
    return None

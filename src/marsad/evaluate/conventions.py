"""What a newswire corpus marks as names where the record keeps more or less: counted, never written by hand.

The corpus (ANERcorp) leaves out of a name what the record keeps: the noun that says what a place or body is
(«مدينة»، «صحيفة»), a point of the compass, the nationality behind a body's name, and whole bodies that only such a
noun names («وزارة الداخلية»). `Conventions` holds what the corpus does with each of these words, counted from text
that nothing is scored on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from marsad.analysis.entities.heads import head_of
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.model.record import EntityType
from marsad.text.clitics import ARTICLE_PREFIXES, has_article, splits
from marsad.text.views import fold, folded

Label = Literal["PERS", "LOC", "ORG"]
Ruling = Literal["whole", "rest", "none"]

LABELS: Final[dict[EntityType, Label]] = {"person": "PERS", "place": "LOC", "organization": "ORG"}
RARE: Final = "*"
"""Stands for all head nouns of places that are too rare for a ruling of their own, counted together."""
FEWEST: Final = 3
"""Head nouns that the counted text holds less often have no ruling: the record's own name stands."""
FEWEST_OTHERS: Final = 5
"""Other words that are left out before a name ("الرئيس", "فريق") must stand before one this often."""
_COMPASS: Final = frozenset(
    fold(w)
    for w in [
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "وسط",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "أنحاء",
        "شمالا",
        "جنوبا",
        "شرقا",
        "غربا",
    ]
)
IN: Final = fold("في")
AT: Final = fold("ب")
_INSIDE: Final = 1 / 3
_FOLLOWED: Final = 1 / 5
NOBODY: Final[Mapping[str, EntityType]] = {}


@dataclass(frozen=True)
class Custom:
    """How the corpus marks a head noun: how often outside and inside of names, how often a name follows."""

    noun: str
    outside: int
    inside: int
    followed: int
    label: str
    """What the names behind it mostly are."""
    kind: bool
    """Is it a head noun or a point of the compass? Other words are only ever left out before a name."""

    @property
    def ruling(self) -> Ruling:
        """Does the name hold the noun, begin behind it, or is there none?"""
        if self.inside >= _INSIDE * (self.inside + self.outside):
            return "whole"
        if self.followed >= max(1, _FOLLOWED * self.outside):
            return "rest"
        return "none" if self.kind else "whole"


class Conventions:
    """What the corpus does with each head noun, indefinite and definite apart, and with the word behind it.

    `closed` holds «في» and «ب» if the corpus ends a body's name before them, `endings` which adjectives it leaves in a
    place's name («الأوسط») and which not («المحتلة»), `alone` which head nouns it never marks alone («السفارة»).
    """

    def __init__(
        self,
        customs: Iterable[Custom],
        *,
        closed: frozenset[str] = frozenset(),
        endings: Mapping[str, bool] | None = None,
        listed: Mapping[str, str] | None = None,
        alone: frozenset[str] = frozenset(),
    ) -> None:
        self.alone = alone
        self.customs = {c.noun: c for c in customs}
        self.listed = listed or {}
        self.closed = closed
        self.endings = endings

    @classmethod
    def counted(cls, sentences: Sequence[Sequence[tuple[str, str]]]) -> Conventions:
        """From sentences of words with their labels (B-, I-, O)."""
        outside: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        kinds: set[str] = set()
        followers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        inner: Counter[str] = Counter()
        endings: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        for sentence in sentences:
            before = "O"
            for (word, label), (behind, following) in zip(sentence, [*sentence[1:], ("", "O")], strict=True):
                noun, kind = _noun(fold(word))
                keys = _keys(noun, fold(behind)) if kind else [noun]
                if kind:
                    kinds.update(keys)
                    single = label[0] == "B" and following[0] != "I"
                    alone[noun] += 2 if single else -1 if label == "O" and not following.startswith("B") else 0
                if label.startswith("B-"):
                    inside.update(keys)
                elif label == "O":
                    outside.update(keys)
                    if following.startswith("B-") and following[2:] in LABELS.values():
                        for key in keys:
                            followers[key][following[2:]] += 1
                if noun == IN and before.endswith("-ORG"):
                    inner[IN] += (label == "I-ORG") - (following == "B-LOC")
                if before.endswith("-ORG") and label in ("I-ORG", "B-LOC") and place_at(fold(word)):
                    inner[AT] += 1 if label == "I-ORG" else -1
                if before.endswith("-LOC") and label in ("O", "I-LOC") and _is_ending(noun := fold(word)):
                    endings[noun] += 1 if label == "I-LOC" else -1
                before = label
        customs: list[Custom] = []
        rare: list[Custom] = []
        for noun in sorted(outside | inside):
            names = followers[noun]
            seen = outside[noun] + inside[noun] if noun in kinds else names.total() if _nominal(noun) else 0
            label = max(sorted(names), key=names.__getitem__, default="")
            custom = Custom(noun, outside[noun], inside[noun], names.total(), label, noun in kinds)
            if seen >= (FEWEST if noun in kinds else FEWEST_OTHERS):
                customs.append(custom)
            elif _of_a_place(noun):
                rare.append(custom)
        counts = (sum(c.outside for c in rare), sum(c.inside for c in rare), sum(c.followed for c in rare))
        customs.append(Custom(RARE, *counts, LABELS["place"], kind=True))
        nouns = {c.noun: c.ruling for c in customs}
        kept = (c for c in customs if c.kind or c.ruling != nouns.get(c.noun.rpartition(" ")[0], "whole"))
        return cls(
            kept,
            closed=frozenset(word for word, stays in inner.items() if stays < 0),
            endings={word: stays > 0 for word, stays in endings.items()},
            listed=_listed(sentences),
            alone=frozenset(noun for noun, marked in alone.items() if marked < 0),
        )

    def _goes(self, words: Sequence[str]) -> bool:
        """Does the corpus leave out the adjective that ends a place's name? One it never met goes from a bare name."""
        if self.endings is None or len(words) < 2 or not _is_ending(words[-1]):
            return False
        listed = gazetteer().named(" ".join(words))
        if words[-1] in self.endings:
            return not self.endings[words[-1]] and all(e.source != "countries" for e in listed)
        bare = not has_article(words[-2]) and head_of(words[-2]) is None
        return bare and not listed and is_adjective(words[-1])

    def _custom(self, words: Sequence[str]) -> Custom | None:
        """The ruling on a name that begins with these folded words, the closest one."""
        noun, kind = _noun(words[0])
        keys = _keys(noun, words[1] if len(words) > 1 else "") if kind else [noun]
        if len(words) > 1 and _of_a_place(noun):
            keys = [RARE, *keys]
        return next((self.customs[k] for k in reversed(keys) if k in self.customs), None)

    def _whole(self, called: str, type_: EntityType) -> str | None:
        """The label of a listed name that the corpus marks as a whole, empty where it marks none."""
        if called in self.listed:
            return self.listed[called]
        noun, kind = _noun(called.partition(" ")[0])
        place = type_ == "place" and kind and " " in called and _one_thing(called)
        return self.listed.get(f"{noun} *") if place else None

    def name(
        self, words: Sequence[str], kind: EntityType, known: Mapping[str, EntityType] = NOBODY, called: str = ""
    ) -> tuple[int, int, str] | None:
        """What the corpus would mark of a record's name: its folded words from first to last, and a label.

        `known` are the folded names of the record's people and places: what is left of «حكومة سامي صالح» is a man.
        """
        if (listed := self._whole(called, kind)) is not None:
            return (0, len(words), listed) if listed else None
        label: str = LABELS[kind]
        if (inner := _in_marks(words)) is not None:
            return (*inner, self.listed.get(" ".join(words[slice(*inner)]), label) or label)
        first, last = 0, len(words)
        bare = False
        while first < last:
            if not _says(words[first]):
                first += 1
                continue
            custom = self._custom(words[first:last])
            if custom is None or custom.ruling == "whole" or _is_country(words[first:last]):
                break
            if kind == "organization" and first == 0 and _called_like_a_place(words[0]):
                break
            if kind == "person" and (custom.label != "PERS" or last - first == 1):
                break
            if custom.ruling == "none" and kind == "organization":
                return _body_at_end(words, first)
            bare = bare or custom.ruling == "none"
            first, label = first + 1, label if kind == "person" else custom.label
        if bare or (kind == "organization" and first and label != "ORG"):
            seen = ((k, seen_as(words[first:k], known)) for k in range(last, first, -1))
            rest = next(((k, found) for k, found in seen if found is not None), None)
            if bare and rest is None:
                return None
            last, label = rest or (last, label)
        nation = kind == "organization" or (kind == "place" and first > 0)
        while last > first and (
            not _says(words[last - 1])
            or (nation and _of_a_nation(words[last - 1]))
            or (label == "LOC" and self._goes(words[first:last]))
        ):
            last -= 1
        if first >= last or (
            last - first == 1 < len(words) and kind == "organization" and _noun(words[first])[0] in self.alone
        ):
            return None
        label = self.listed.get(" ".join(words[first:last]), label)
        return (first, last, label) if label else None


def _listed(sentences: Sequence[Sequence[tuple[str, str]]]) -> dict[str, str]:
    """The label of each name that the knowledge base lists, empty where the corpus mostly marks none.

    Only names that are nothing else, and where one label is most of their occurrences; none only of names of several
    words, since one word may be misread. «المملكة *» stands for all listed places that this head noun begins.
    """
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        marks = [*(label for _, label in sentence), "O"]
        for name, first, last in _hits([word for word, _ in sentence]):
            inside = marks[first:last]
            if all(label == "O" or label.endswith("MISC") for label in inside):
                label = ""
            elif inside[0][0] == "B" and all(x[0] == "I" for x in inside[1:]) and marks[last][0] != "I":
                label = inside[0][2:]
            else:
                label = _PART
            noun, kind = _noun(name.partition(" ")[0])
            seen[name][label] += 1
            if kind and " " in name and gazetteer().named(name)[0].type == "place":
                seen[f"{noun} *"][label] += 1
    out: dict[str, str] = {}
    for name, labels in seen.items():
        label = max(sorted(labels), key=labels.__getitem__)
        told = label or (" " in name and not name.endswith("*"))
        if told and label != _PART and labels.total() >= FEWEST and 2 * labels[label] > labels.total():
            out[name] = label
    return out


_PART: Final = "-"
"""What the corpus marks in or around a listed name is something else than the name."""


def _hits(words: Sequence[str]) -> set[tuple[str, int, int]]:
    """Names in a sentence that the knowledge base lists as one thing: folded, with their first and last word."""
    text = " ".join(words)
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for k, word in enumerate(words):
        begins.update(dict.fromkeys(range(at, at + len(word)), k))
        ends[at + len(word)] = k + 1
        at += len(word) + 1
    view = folded(text)
    out: set[tuple[str, int, int]] = set()
    for hit in gazetteer().index.find(view):
        name, span = view.text[hit.start : hit.end], view.span(hit.start, hit.end)
        if not hit.entry.needs_context and span.end in ends and _one_thing(name):
            out.add((name, begins[span.start], ends[span.end]))
    return out


def _one_thing(name: str) -> bool:
    """Is a listed name no other word and of one type alone? «الشرق الأوسط» is a region and a newspaper."""
    base = gazetteer()
    if name in base.ambiguous or name.removeprefix("ال") in base.ambiguous:
        return False
    return len({e.type for e in base.named(name)}) == 1


def _in_marks(words: Sequence[str]) -> tuple[int, int] | None:
    """The words in quotation marks right behind a head noun, which are all that the corpus marks there.

    >>> _in_marks(fold('شركة " نوفارتيس " للأدوية').split()), _in_marks(fold('شركة نوفارتيس').split())
    ((2, 3), None)
    """
    if len(words) < 4 or words[1] != '"' or not _noun(words[0])[1] or '"' not in words[3:]:
        return None
    return 2, words.index('"', 3)


def _of_a_place(noun: str) -> bool:
    """Is it a head noun of places alone, without the article? «ميدان», «حديقة»."""
    hit = head_of(noun) if " " not in noun else None
    return hit is not None and not hit[0] and not hit[1] and all(h.type == "place" for h in hit[2])


def _keys(noun: str, behind: str) -> list[str]:
    """The keys of a head noun, the wide one first: itself, and together with the word behind it.

    >>> _keys("المجلس", "الوطني"), _keys("شرق", "ليبيا")
    (['المجلس', 'المجلس الوطني'], ['شرق'])
    """
    return [noun, f"{noun} {behind}"] if noun not in _COMPASS and _nominal(behind) else [noun]


@lru_cache(maxsize=1)
def _compass_countries() -> frozenset[str]:
    """«جنوب أفريقيا»: countries whose names begin with a point of the compass."""
    names = (fold(name) for e in gazetteer().entries if e.source == "countries" for name in e.names)
    return frozenset(n for n in names if n.split()[0] in _COMPASS and " " in n)


def _is_country(words: Sequence[str]) -> bool:
    """Do these folded words begin with such a country's name, particles before it or not?"""
    if len(words) < 2:
        return False
    return any(f"{stem} {words[1]}" in _compass_countries() for _, stem in splits(words[0]))


def _called_like_a_place(word: str) -> bool:
    """«القاعدة» as a body's name: the noun says nothing of what the body is."""
    hit = head_of(word)
    return hit is not None and all(h.type == "place" for h in hit[2])


def place_at(word: str) -> bool:
    """Is it a listed place with «ب» written onto it? «بالمغرب», not «بالرئيس»."""
    stem = word[1:]
    return (
        word.startswith(AT) and len(stem) > 2 and stem not in gazetteer().ambiguous and seen_as([stem], NOBODY) == "LOC"
    )


def _is_ending(word: str) -> bool:
    return word.startswith("ال") and (is_adjective(word) or word.endswith("ه")) and nationality(word) is None


def _body_at_end(words: Sequence[str], first: int) -> tuple[int, int, str] | None:
    """«لجنة تابعة للأمم المتحدة» is no name, but the known body at its end is one."""
    last = len(words)
    for k in range(first + 1, last - 1):
        rest = words[k + 1 : last]
        for letters, stem in splits(words[k]):
            start = ("ال" if letters.endswith(("ال", "لل")) else "") + stem
            if any(
                e.type == "organization" and not e.needs_context for e in gazetteer().named(" ".join((start, *rest)))
            ):
                return k, last, "ORG"
    return None


def _of_a_nation(word: str) -> bool:
    return has_article(word) and nationality(word) is not None


def _says(word: str) -> bool:
    """Has it a letter or digit?"""
    return any(map(str.isalnum, word))


def _nominal(norm: str) -> bool:
    return _says(norm) and function_class(norm) is None and not is_verb(norm)


def _noun(norm: str) -> tuple[str, bool]:
    """The key of a folded word, and whether it is a head noun (with its article) or a point of the compass.

    >>> _noun(fold("بمدينة")), _noun(fold("المدينة")), _noun(fold("وشرق")), _noun(fold("طبرق"))
    (('مدينه', True), ('المدينه', True), ('شرق', True), ('طبرق', False))
    """
    hit = head_of(norm) if norm else None
    if hit is not None:
        return ("ال" if hit[1] else "") + hit[2][0].noun, True
    # «الشرق» is the Orient and no point of the compass
    points = (stem for letters, stem in splits(norm) if stem in _COMPASS and letters not in ARTICLE_PREFIXES)
    point = next(points, None) if norm else None
    return (norm, False) if point is None else (point, True)


def seen_as(words: Sequence[str], known: Mapping[str, EntityType]) -> Label | None:
    """What the record or the knowledge base takes these folded words for: a person, a place or neither."""
    name = " ".join(words)
    kinds = {known[name]} if name in known else {e.type for e in gazetteer().named(name)}
    return next((LABELS[kind] for kind in ("place", "person") if kind in kinds), None)

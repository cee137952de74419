"""English names of bodies and places that no list knows but whose words are regular.

«وزارة الدفاع النيجرية» is put together from a small dictionary, the places of the knowledge base
and the country's name; where the head noun isn't known the whole name is put into Latin letters
instead, and either way is marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from marsad.analysis.words import bare, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.lexicon.latin import latin
from marsad.lexicon.tables import read_table
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .coreference import country_entry

_LONGEST = 3
"""Words of the longest phrase of the dictionary, and of a place that is looked for in a name."""
_TOWN = 100_000
"""People of a town that is meant by its bare name."""
_QUOTED = re.compile(r"[«“\"„](.*?)[»”\"]")
_BELONGING = frozenset(map(fold, ("تابع", "تابعة", "تابعين")))
_PREPOSITIONS = {"ل": "for", "ب": "in", "و": "and", "بال": "in", "لل": "for", "وال": "and"}
_JOINING = {fold(w): en for w, en in (("في", "in"), ("لدى", "in"), ("من", "of"), ("على", "of"), ("عن", "of"))}


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    """Folded word or phrase -> its English by role (head, noun, adjective)."""
    out: dict[str, dict[str, str]] = {}
    rows = read_table("ar/entities/english.tsv")
    for row in rows:
        out.setdefault(fold(row["word"]), {}).setdefault(row["role"], row["en"])
    for row in rows:
        if row["role"] == "adjective":
            for form in (fold(row["word"]) + ending for ending in ("ه", "ين", "ات")):
                # «الداخلية» is the interior and not what is internal
                if "noun" not in out.get(form, {}):
                    out.setdefault(form, {}).setdefault("adjective", row["en"])
    for form, en in (("عليا", "Supreme"), ("اولي", "First"), ("كبري", "Greater"), ("متحده", "United")):
        out.setdefault(form, {})["adjective"] = en
    return out


@dataclass(slots=True)
class _Part:
    """One noun or proper name with its adjectives, and the word that joins it to what stands before."""

    noun: str
    feminine: bool
    joined: str = "of"
    proper: bool = False
    adjectives: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        # «اللجنة العسكرية المشتركة»: the joint military committee
        return " ".join([*reversed(self.adjectives), self.noun])


def english(name: str, head: str) -> tuple[str, bool]:
    """An English name and whether it was translated (else put into Latin letters).

    A head noun with a proper name keeps the name in Latin letters, adjectives go to the noun they agree with:

    >>> english("ميناء طبرق", "ميناء"), english("وكالة الضفة للأنباء", "وكالة")
    (('Port of Tobruk', True), ('News Agency of West Bank', True))
    >>> english("وزارة الدفاع الوطني", "وزارة"), english("مديرية أمن الزاوية", "مديرية")
    (('Ministry of National Defence', True), ('Directorate of Security of Zawiya', True))

    Who is known in it is called as he is known:

    >>> english("حكومة نواف سلام", "حكومة"), english("بعثة الأمم المتحدة", "بعثة")
    (('Government of Nawaf Salam', True), ('Mission of United Nations', True))
    """
    written, called = _written(name)
    tokens = [fold(w) for w in written]
    heads = ((n, _phrase(tokens, 0, n)) for n in range(min(_LONGEST, len(tokens)), 0, -1))
    i, first = next(((n, _head(sense, tokens[0])) for n, sense in heads if "head" in sense), (0, ""))
    # «السلطات», «الخارجية الإيطالية»: institutions that say what they are
    said = head or (first.endswith(" of") and has_article(tokens[0]))
    if not said or not all(tokens) or not first:
        return latin(name), False
    parts = [_Part(first.removesuffix(" of"), written[0].endswith("ة"))]
    countries: list[str] = []
    while i < len(tokens):
        if (code := nationality(tokens[i])) is not None and country_entry(code) is not None:
            if not _owned(parts, tokens[i], code):
                countries.append(code)
            i += 1
        elif i in called and _known(" ".join(written[i : called[i]])) is None:
            # «منظمة «رقيب المتوسط» غير الحكومية»: what is quoted is a name, whatever its words mean
            parts.append(_Part(latin(" ".join(written[i : called[i]])), False, "of", True))
            i = called[i]
        else:
            i = _next(parts, tokens, written, i)
    return _together(parts, first, countries), True


def _written(name: str) -> tuple[list[str], dict[int, int]]:
    """The words, and where words in quotation marks begin and end behind the first."""
    words: list[str] = []
    called: dict[int, int] = {}
    for n, piece in enumerate(_QUOTED.split(name)):
        inside = "".join(c if c.isalnum() or c.isspace() else " " for c in piece).split()
        if n % 2 and inside and words:
            called[len(words)] = len(words) + len(inside)
        words += inside
    return words, called


def _head(sense: dict[str, str], token: str) -> str:
    """What the name begins with: «قضاء زاخو» is a district, «القضاء» the judiciary."""
    head = sense["head"]
    return sense["noun"] if has_article(token) and not head.endswith(" of") and "noun" in sense else head


def _phrase(tokens: list[str], i: int, n: int) -> dict[str, str]:
    return _words().get(" ".join(bare(t) for t in tokens[i : i + n]), {})


def _next(parts: list[_Part], tokens: list[str], written: list[str], i: int) -> int:
    """Read one more noun, adjective or proper name into `parts`; where it ends."""
    joined = "of"
    if i + 1 < len(tokens) and (tokens[i] in _JOINING or bare(tokens[i]) in _BELONGING):
        joined = _JOINING.get(tokens[i], "of")
        i += 1
    for last in range(len(tokens), i + 1, -1):
        if (known := _known(" ".join(written[i:last]))) is not None:
            parts.append(_Part(known, True, joined, False))
            return last
    for n in range(min(_LONGEST, len(tokens) - i), 0, -1):
        for prefix, stem in splits(tokens[i]):
            if prefix not in ("", "ال", *_PREPOSITIONS):
                continue
            phrase = " ".join([stem, *(bare(t) for t in tokens[i + 1 : i + n])])
            sense = _words().get(phrase, {})
            ends = i + n == len(tokens)
            en = sense.get("noun") or (sense.get("head") if "adjective" not in sense else None)
            if en is not None and en == sense.get("head") and ends and not en.endswith(" of"):
                # «شركة أنابيب الجبل»: the mountain is a name there
                en = None
            described = prefix in ("", "ال") and "adjective" in sense and joined == "of"
            if described and (en is None or has_article(tokens[i])):
                _agreeing(parts, stem).adjectives.append(sense["adjective"])
                return i + n
            if en is not None and en != "-":
                feminine, how = stem.endswith(("ه", "ات")), _PREPOSITIONS.get(prefix, joined)
                parts.append(_Part(en.removesuffix(" of"), feminine, how))
                return i + n
            if (place := _place(" ".join([written[i][len(prefix) :], *written[i + 1 : i + n]]))) is not None:
                parts.append(_Part(place, True, _PREPOSITIONS.get(prefix, joined), True))
                return i + n
    last = i + 1
    while last < len(tokens) and _unknown(tokens[last]):
        last += 1
    spelt = latin(" ".join(written[i:last]))
    if joined == "of" and tokens[i].startswith("لل") and len(tokens[i]) > 4:
        joined, spelt = "for", latin(" ".join(["ال" + written[i][2:], *written[i + 1 : last]]))
    parts.append(_Part(spelt, False, joined, True))
    return last


def _unknown(token: str) -> bool:
    """Neither in the dictionary nor a nationality nor a preposition: a proper name goes on with it."""
    if token in _JOINING or token.startswith("لل") or bare(token) in _BELONGING or nationality(token) is not None:
        return False
    return not any(stem in _words() for prefix, stem in splits(token) if prefix in ("", "ال", *_PREPOSITIONS))


def _agreeing(parts: list[_Part], adjective: str) -> _Part:
    """The noun that an adjective goes with: the last one if their gender agrees, else the first one if theirs does."""
    feminine = adjective.endswith("ه") or adjective in ("عليا", "كبري", "اولي")
    last, first = parts[-1], parts[0]
    return first if last.feminine != feminine and first.feminine == feminine else last


def _owned(parts: list[_Part], adjective: str, code: str) -> bool:
    """«القيادة العامة للجيش الوطني الليبي»: is it only the last noun that the adjective agrees with?"""
    feminine, last = adjective.endswith("ه"), parts[-1]
    if parts[0].feminine == feminine or last.feminine != feminine or last.proper or not _english_adjectives().get(code):
        return False
    last.adjectives.append(_english_adjectives()[code])
    return True


def _known(name: str) -> str | None:
    """Somebody, or an international body, that the knowledge base has under these very words."""
    named = [e for e in gazetteer().named(name) if e.type == "person" or e.kind == "igo"]
    return re.sub(r" \(.*?\)", "", named[0].en) if len({e.id for e in named}) == 1 else None


def _place(name: str) -> str | None:
    """A place that the knowledge base has under this very name and that is no other word."""
    if fold(name) in gazetteer().ambiguous:
        return None
    places = (e for e in gazetteer().named(name) if e.type == "place")
    known = [e for e in places if e.source != "places" or e.population >= _TOWN]
    return re.sub(r" \(.*?\)| (District|Region)$", "", known[0].en) if known else None


def _together(parts: list[_Part], first: str, countries: list[str]) -> str:
    head, rest = parts[0], parts[1:]
    # «شركة «كذا» الدنماركية», «مدينة إسبرطة التركية»: what has a name of its own keeps it in front
    named = bool(rest) and (first == "-" or (not first.endswith(" of") and rest[0].proper))
    core = str(head)
    if first == "-":
        # «مدينة إسبرطة»: English says the name alone
        core = ""
    if rest and not first.endswith(" of") and rest[0].proper:
        # «شركة أمبري للأمن البحري»: the name goes before what it is
        called = str(rest[0])
        core, rest = f"{core} {called}" if core in _FRONT else f"{called} {core}".strip(), rest[1:]
    elif rest and str(rest[-1]) == "News" and len(rest) == 2 and rest[-1].joined == "for":
        # «وكالة الضفة للأنباء»
        core, rest = f"News {core}", rest[:-1]
    noun = head.noun
    for n, part in enumerate(rest):
        # «مكافحة التهريب» takes no "of"; «لجنة كذا لعمال كذا» is the workers' own
        joined = "of" if part.joined == "for" and first.endswith(" of") and not n else part.joined
        joined = "" if noun == "Combating" or part.noun == "Abroad" else joined + " "
        core += f" {joined}{part}" if core else str(part)
        noun = part.noun
    return _of_countries(core[:1].upper() + core[1:], countries, named)


def _of_countries(core: str, countries: list[str], named: bool) -> str:
    """The name with the countries it belongs to: as English adjectives, or behind a name of its own."""
    if not countries:
        return core
    entries = [e for code in dict.fromkeys(countries) if (e := country_entry(code)) is not None]
    adjectives = [_english_adjectives().get(e.country or "", "") for e in entries]
    if named:
        return f"{core} ({', '.join(e.en for e in entries)})"
    if not all(adjectives):
        return f"{core} of {' and '.join(e.en for e in entries)}"
    return f"{'-'.join(adjectives)} {core}"


@lru_cache(maxsize=1)
def _english_adjectives() -> dict[str, str]:
    return {row["alpha3"]: row["adjective_en"] for row in read_table("gazetteer/countries.tsv")}


_FRONT = frozenset(("Mount", "Lake", "Radio", "Battalion", "Brigade", "River"))
"""Nouns that English puts before the name."""

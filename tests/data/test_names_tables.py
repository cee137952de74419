"""Shape, counts and hygiene of the outlet and institution tables."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest

GAZETTEER = Path(__file__).resolve().parents[2] / "src" / "marsad" / "data" / "gazetteer"

OUTLET_COLUMNS = ["names", "en", "kind", "country", "wikidata", "needs_kind"]
INSTITUTION_COLUMNS = ["names", "en", "kind", "country", "sector", "wikidata", "needs_context"]

OUTLET_KINDS = {"agency", "newspaper", "tv", "radio", "site", "magazine", "network"}
INSTITUTION_KINDS = {
    "ministry",
    "army",
    "militia",
    "party",
    "igo",
    "ngo",
    "agency",
    "court",
    "parliament",
    "government",
    "company",
    "university",
    "movement",
    "tribe",
    "sport",
    "bank",
    "church",
    "council",
    "police",
    "intelligence",
}
SECTORS = {
    "GOV",
    "MIL",
    "MED",
    "IGO",
    "NGO",
    "PTY",
    "LEG",
    "JUD",
    "COP",
    "SPY",
    "REB",
    "PAR",
    "CVL",
    "BUS",
    "EDU",
    "REF",
    "CRM",
    "UAF",
    "OPP",
    "REL",
    "LAB",
}

# Tatweel, presentation forms, Persian/Urdu letters, short vowels, zero width
# characters and bidi controls have no place in a name that is matched.
FORBIDDEN = re.compile(
    "[\u0640\u064b-\u0652\u0670\ufb50-\ufdff\ufe70-\ufeff\u067e\u0686\u0698\u06a4\u06a9"
    "\u06af\u06be\u06c0-\u06d5\u06cc\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00a0]"
)

_LETTERS = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")


def fold(name: str) -> str:
    name = unicodedata.normalize("NFC", name).translate(_LETTERS)
    return " ".join(name.lower().split())


def read(table: str) -> tuple[list[str], list[dict[str, str]]]:
    with (GAZETTEER / table).open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


TABLES = {
    "outlets.tsv": (OUTLET_COLUMNS, OUTLET_KINDS, "needs_kind", 560),
    "institutions.tsv": (INSTITUTION_COLUMNS, INSTITUTION_KINDS, "needs_context", 720),
}


@pytest.fixture(params=sorted(TABLES))
def table(request):
    name = request.param
    header, rows = read(name)
    return name, header, rows


def test_columns_and_cells(table):
    name, header, rows = table
    columns = TABLES[name][0]
    assert header == columns
    for row in rows:
        assert None not in row and None not in row.values(), row
        for value in row.values():
            assert value == value.strip(), row
            assert value == unicodedata.normalize("NFC", value), row
        assert row["names"] and row["en"], row


def test_vocabularies(table):
    name, _, rows = table
    _, kinds, flag, _ = TABLES[name]
    for row in rows:
        assert row["kind"] in kinds, row
        assert row[flag] in {"", "1"}, row
        assert re.fullmatch(r"([A-Z]{3})?", row["country"]), row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row
        if "sector" in row:
            assert row["sector"] and set(row["sector"].split(" ")) <= SECTORS, row


def test_counts(table):
    name, _, rows = table
    flag, least = TABLES[name][2:]
    # One entity may hold two rows: its clear names and its ambiguous ones.
    entities = {(row["en"], row["country"]) for row in rows}
    assert len(entities) >= least
    assert sum(row[flag] == "1" for row in rows) >= 50


def test_no_folded_name_twice(table):
    _, _, rows = table
    seen: dict[str, str] = {}
    twice = []
    for row in rows:
        for name in row["names"].split("|"):
            key = fold(name)
            if key in seen:
                twice.append((name, seen[key], row["en"]))
            seen[key] = row["en"]
    assert not twice


def test_clean_characters(table):
    _, _, rows = table
    bad = [
        name
        for row in rows
        for name in row["names"].split("|")
        if not name or name != " ".join(name.split()) or FORBIDDEN.search(name)
    ]
    assert not bad


def test_one_wikidata_item_per_entity(table):
    _, _, rows = table
    owners: dict[str, set[str]] = {}
    for row in rows:
        if row["wikidata"]:
            owners.setdefault(row["wikidata"], set()).add(row["en"])
    assert not {item: names for item, names in owners.items() if len(names) > 1}


def test_every_arab_country_has_outlets():
    _, rows = read("outlets.tsv")
    arab = [
        "QAT",
        "ARE",
        "SAU",
        "KWT",
        "BHR",
        "OMN",
        "YEM",
        "IRQ",
        "SYR",
        "JOR",
        "LBN",
        "PSE",
        "EGY",
        "SDN",
        "LBY",
        "TUN",
        "DZA",
        "MAR",
        "MRT",
        "SOM",
        "DJI",
    ]
    countries = {row["country"] for row in rows}
    assert set(arab) <= countries
    agencies = {row["country"] for row in rows if row["kind"] == "agency"}
    assert set(arab) <= agencies


def test_ambiguous_names_are_flagged():
    _, rows = read("outlets.tsv")
    flagged = {fold(n): r["needs_kind"] for r in rows for n in r["names"].split("|")}
    for name in [
        "الحياة",
        "الشرق الأوسط",
        "العرب",
        "الوطن",
        "النهار",
        "الأخبار",
        "الجزيرة",
        "الحرة",
        "الحدث",
        "الرياض",
        "القدس",
        "قنا",
        "بترا",
        "سونا",
    ]:
        assert flagged[fold(name)] == "1", name
    for name in [
        "رويترز",
        "فرانس برس",
        "أسوشيتد برس",
        "واشنطن بوست",
        "لوموند",
        "شينخوا",
        "هآرتس",
        "وام",
        "واس",
        "سانا",
    ]:
        assert flagged[fold(name)] == "", name
    _, rows = read("institutions.tsv")
    flagged = {fold(n): r["needs_context"] for r in rows for n in r["names"].split("|")}
    for name in ["القاعدة", "الشباب", "الكتائب", "فتح", "النهضة", "المجلس الرئاسي", "العدالة والتنمية", "آفاد", "باسف"]:
        assert flagged[fold(name)] == "1", name
    for name in ["حزب الله", "الأمم المتحدة", "تنظيم القاعدة", "حركة الشباب", "قوات الدعم السريع", "البيت الأبيض"]:
        assert flagged[fold(name)] == "", name


# Names equal to very common words once letters are folded: never wanted bare.
COMMON = ["ومع", "ويبدو", "على", "إلى", "أن", "هذا", "كان من", "قال", "بعد", "قبل", "حتى", "عن", "وقد", "كما", "أفادت"]


def test_no_function_word_is_a_name(table):
    name, _, rows = table
    flag = TABLES[name][2]
    common = {fold(word) for word in COMMON}
    assert not [n for row in rows if not row[flag] for n in row["names"].split("|") if fold(n) in common]

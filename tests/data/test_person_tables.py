"""Checks of the hand-written person tables: persons, given names, titles."""

import re
from pathlib import Path

import pytest

GAZ = Path(__file__).resolve().parents[2] / "src" / "marsad" / "data" / "gazetteer"

COLUMNS = {
    "persons": ["names", "short", "en", "country", "sector", "office", "wikidata"],
    "given_names": ["name", "gender", "origin", "ambiguous"],
    "titles": ["title", "gender", "kind", "sector", "not_position"],
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
    "REL",
    "OPP",
    "UAF",
}
# presentation forms, tatweel, diacritics, Persian/Urdu letters, zero-width and bidi controls
BAD = re.compile(
    "[\u0640\u064b-\u065f\u0670\u067e\u0686\u0698\u06a4\u06a9\u06af\u06be\u06c1\u06cc"
    "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufb50-\ufdff\ufe70-\ufeff\u00a0]"
)
ARABIC = re.compile("[\u0621-\u064a]")
NAME = re.compile("[\u0621-\u064a .\\-]+")


def fold(text):
    table = str.maketrans("أإآٱؤئة", "ااااويه")
    return " ".join(text.translate(table).split())


def load(name):
    with open(GAZ / f"{name}.tsv", encoding="utf-8", newline="") as handle:
        lines = handle.read().split("\n")
    assert lines[-1] == ""
    rows = [line.split("\t") for line in lines[:-1]]
    assert rows[0] == COLUMNS[name]
    for row in rows[1:]:
        assert len(row) == len(rows[0]), row
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def multi(value):
    return value.split("|") if value else []


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_characters(name):
    text = (GAZ / f"{name}.tsv").read_text(encoding="utf-8")
    assert not BAD.search(text)
    assert "\r" not in text
    assert '"' not in text
    for row in load(name):
        for value in row.values():
            assert value == value.strip()
            assert "  " not in value
            assert all(part == part.strip() and part for part in multi(value))


def assert_unique(forms):
    seen, twice = set(), []
    for form in forms:
        key = fold(form)
        if key in seen:
            twice.append(form)
        seen.add(key)
    assert not twice


def test_no_duplicates():
    persons = load("persons")
    assert_unique(n for row in persons for n in multi(row["names"]))
    assert_unique(s for row in persons for s in multi(row["short"]))
    assert_unique(row["en"] for row in persons)
    assert_unique(row["wikidata"] for row in persons if row["wikidata"])
    assert_unique(row["name"] for row in load("given_names"))
    assert_unique(row["title"] for row in load("titles"))


def test_short_belongs_to_one_person():
    persons = load("persons")
    owner = {fold(n): row["en"] for row in persons for n in multi(row["names"])}
    for row in persons:
        for short in multi(row["short"]):
            assert owner.get(fold(short), row["en"]) == row["en"], short


def test_short_forms_are_not_words():
    """A short form is neither a title nor a given name that is also a common word."""
    words = {fold(row["name"]) for row in load("given_names") if row["ambiguous"]}
    titles = {fold(row["title"]) for row in load("titles")}
    for row in load("persons"):
        for short in multi(row["short"]):
            assert fold(short) not in words | titles, short


def test_person_values():
    for row in load("persons"):
        assert multi(row["names"]) and row["en"] and row["office"], row
        for name in multi(row["names"]) + multi(row["short"]):
            assert NAME.fullmatch(name), name
        assert not ARABIC.search(row["en"] + row["office"])
        assert re.fullmatch("[A-Z]{3}", row["country"]), row
        codes = row["sector"].split(" ")
        assert set(codes) <= SECTORS and len(set(codes)) == len(codes), row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row


def test_abd_is_given_both_ways():
    for row in load("persons"):
        names = set(multi(row["names"]))
        for name in names:
            joined = re.sub(r"(^| )عبد (?=ال)", r"\1عبد", name)
            assert joined in names, name


def test_given_name_values():
    rows = load("given_names")
    for row in rows:
        assert NAME.fullmatch(row["name"])
        assert len(row["name"]) > 1
        assert row["gender"] in {"m", "f", "u"}
        assert row["origin"] in {"arabic", "foreign"}
        assert row["ambiguous"] in {"", "1"}
    table = {row["name"]: row for row in rows}
    for name in ["وعد", "سلام", "كريم", "صالح", "نور", "وسام", "جمال", "أمل", "فرج", "جمعة", "خميس"]:
        assert table[name]["ambiguous"] == "1", name
    assert table["مصطفى"]["ambiguous"] == ""
    for name in ["سيرغي", "جيريمي", "ريتشارد", "ستيفاني", "أنطونيو", "يفغيني", "رجب", "بنيامين", "عثمان"]:
        assert name in table
    assert table["عثمان"]["origin"] == "arabic"
    assert "عبد الله" in table
    assert "عبدالله" in table


def test_title_values():
    rows = load("titles")
    for row in rows:
        assert NAME.fullmatch(row["title"]), row
        assert row["gender"] in {"m", "f", "u"}
        assert row["kind"] in {"office", "rank", "honorific", "profession", "kin"}
        assert row["not_position"] in {"", "1"}
        assert not row["sector"] or set(row["sector"].split(" ")) <= SECTORS
        assert (row["not_position"] == "1") == (row["kind"] in {"rank", "honorific", "kin"}), row
    table = {row["title"]: row for row in rows}
    for title in [
        "اللواء",
        "العميد",
        "المشير",
        "الشيخ",
        "السيد",
        "السيدة",
        "الدكتور",
        "الأستاذ",
        "المهندس",
        "الحاج",
        "القس",
        "الإمام",
        "الأمير",
    ]:
        assert table[title]["not_position"] == "1", title
    for title in ["رئيس", "رئيسة", "وزير", "وزيرة", "المبعوث الخاص", "ولي العهد", "الأمين العام"]:
        assert table[title]["not_position"] == "", title


def test_counts():
    persons, given, titles = load("persons"), load("given_names"), load("titles")
    assert len(persons) >= 950
    assert sum(bool(row["short"]) for row in persons) >= 600
    assert sum(row["origin"] == "arabic" for row in given) >= 900
    assert sum(row["origin"] == "foreign" for row in given) >= 700
    assert len(titles) >= 350

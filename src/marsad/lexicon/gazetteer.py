"""General knowledge: countries, places, outlets, institutions and people with their Arabic names.

The tables and their provenance stand in `data/gazetteer/`. An `Entry` is one row; the same
folded name may lead to several entries (Tripoli in Libya, Tripoli in Lebanon), and choosing
among them is the analysis' business.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from marsad.text.views import fold

from .index import NameIndex
from .tables import read_table, values

Source = Literal["countries", "capitals", "overlay", "places", "outlets", "institutions", "persons"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the knowledge base knows. `kind` is the table's own finer class."""

    source: Source
    type: Literal["person", "organization", "place"]
    names: tuple[str, ...]
    en: str
    country: str | None = None
    kind: str = ""
    sector: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str | None = None
    geonames: int | None = None
    population: int = 0
    short: tuple[str, ...] = ()
    needs_context: bool = False

    @property
    def id(self) -> str:
        """A name for explanations: table and English name."""
        return f"{self.source}:{self.en}"


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _countries() -> list[Entry]:
    out: list[Entry] = []
    for r in read_table("gazetteer/countries.tsv"):
        out.append(
            Entry(
                "countries", "place", tuple(values(r["names"])), r["en"], r["alpha3"], "country",
                latitude=_number(r["lat"]), longitude=_number(r["lon"]), wikidata=r["wikidata"] or None,
                population=50_000_000,
            )
        )  # fmt: skip
        if r["capital_names"]:
            out.append(
                Entry(
                    "capitals", "place", tuple(values(r["capital_names"])), r["capital_en"], r["alpha3"], "capital",
                    latitude=_number(r["capital_lat"]), longitude=_number(r["capital_lon"]), population=5_000_000,
                )
            )  # fmt: skip
    return out


def _overlay() -> list[Entry]:
    return [
        Entry(
            "overlay", "place", tuple(values(r["names"])), r["en"], r["country"] or None, r["kind"],
            latitude=_number(r["lat"]), longitude=_number(r["lon"]), wikidata=r["wikidata"] or None,
            geonames=int(r["geonames"]) if r["geonames"] else None, population=300_000,
        )
        for r in read_table("gazetteer/overlay.tsv")
    ]  # fmt: skip


def _places() -> list[Entry]:
    return [
        Entry(
            "places", "place", tuple(values(r["names"])), r["name_en"], r["country"] or None, "town",
            latitude=_number(r["lat"]), longitude=_number(r["lon"]), geonames=int(r["geonameid"]),
            population=int(r["population"] or 0),
        )
        for r in read_table("gazetteer/places.tsv.gz")
    ]  # fmt: skip


def _outlets() -> list[Entry]:
    return [
        Entry(
            "outlets", "organization", tuple(values(r["names"])), r["en"], r["country"] or None, r["kind"],
            sector=("MED",), wikidata=r["wikidata"] or None, needs_context=bool(r["needs_kind"]),
        )
        for r in read_table("gazetteer/outlets.tsv")
    ]  # fmt: skip


def _institutions() -> list[Entry]:
    return [
        Entry(
            "institutions", "organization", tuple(values(r["names"])), r["en"], r["country"] or None, r["kind"],
            sector=tuple(r["sector"].split()), wikidata=r["wikidata"] or None, needs_context=bool(r["needs_context"]),
        )
        for r in read_table("gazetteer/institutions.tsv")
    ]  # fmt: skip


def _persons() -> list[Entry]:
    return [
        Entry(
            "persons", "person", tuple(values(r["names"])), r["en"], r["country"] or None, r["office"],
            sector=tuple(r["sector"].split()), wikidata=r["wikidata"] or None, short=tuple(values(r["short"])),
        )
        for r in read_table("gazetteer/persons.tsv")
    ]  # fmt: skip


@dataclass(frozen=True)
class Gazetteer:
    """All entries with the index that finds them. Load it once (`gazetteer()`)."""

    entries: tuple[Entry, ...]
    index: NameIndex[Entry]
    given_names: frozenset[str]
    ambiguous: frozenset[str]
    """Folded place forms that are ordinary words or personal names too."""

    def named(self, name: str) -> list[Entry]:
        """All entries with this name, whatever its spelling."""
        return self._by_name.get(fold(name), [])

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        table: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in (*entry.names, *entry.short):
                table.setdefault(fold(name), []).append(entry)
        return table


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The knowledge base that ships with the package. Takes some tenths of a second the first time."""
    entries = (*_countries(), *_overlay(), *_places(), *_outlets(), *_institutions(), *_persons())
    forms = ((name, e) for e in entries for name in (*e.names, *e.short))
    given: set[str] = set()
    for row in read_table("gazetteer/given_names.tsv"):
        if not row["ambiguous"]:
            given.add(fold(row["name"]))
    ambiguous = frozenset(fold(r["form"]) for r in read_table("gazetteer/ambiguous.tsv"))
    return Gazetteer(entries, NameIndex(forms), frozenset(given), ambiguous)

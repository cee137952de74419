"""The formats that a desk can be exported in: one line each, one module each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from .reading import Options, Readable


class UnknownFormatError(ValueError):
    """There is no such format."""


@dataclass(frozen=True, slots=True)
class Format:
    """`module` is loaded when the format is used. `of`: it is about one story or actor and takes no filters."""

    name: str
    suffix: str
    media_type: str
    holds: str
    module: str
    of: bool = False

    @property
    def binary(self) -> bool:
        """Not for a terminal."""
        return self.suffix.endswith((".zip", ".xlsx", ".parquet", ".pdf"))


FORMATS: Mapping[str, Format] = MappingProxyType({
    f.name: f
    for f in (
        Format("jsonl", ".jsonl", "application/x-ndjson", "records of the reports, whole", "jsonl"),
        Format("stories", ".stories.jsonl", "application/x-ndjson", "stories with accounts and origins", "stories"),
        Format("csv", ".csv", "text/csv; charset=utf-8", "events, one row a telling", "csv"),
        Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
               "all tables as sheets", "xlsx"),
        Format("datapackage", ".zip", "application/zip", "all tables as CSV, described", "datapackage"),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", "events, nested and typed", "parquet"),
        Format("geojson", ".geojson", "application/geo+json", "events on the map", "geojson"),
        Format("plover", ".plover.jsonl", "application/x-ndjson", "events as PLOVER records", "plover"),
        Format("polecat", ".polecat.tsv", "text/tab-separated-values; charset=utf-8", "events in POLECAT's 40 columns",
               "polecat"),
        Format("acled", ".acled.csv", "text/csv; charset=utf-8", "stories in ACLED's columns", "acled"),
        Format("ftm", ".ftm.zip", "application/zip", "FollowTheMoney entities", "ftm"),
        Format("webannotation", ".jsonld", "application/ld+json", "every statement on its words", "webannotation"),
        Format("timemap", ".timemap.zip", "application/zip", "stories for TimeMap", "timemap"),
        Format("graphml", ".graphml", "application/graphml+xml", "the network of actors", "graphml"),
        Format("prov", ".prov.jsonld", "application/ld+json", "where every telling comes from, as PROV-O", "prov"),
        Format("dossier-html", ".html", "text/html; charset=utf-8", "a story or actor, to print", "dossier_html", True),
        Format("dossier-pdf", ".pdf", "application/pdf", "a story or actor, printed", "dossier_pdf", True),
        Format("gold", ".gold.jsonl", "application/x-ndjson", "reports on which people decided, annotated", "gold"),
    )
})  # fmt: skip


ALL = Options()


def export(name: str, desk: Readable, options: Options = ALL) -> Iterator[bytes]:
    """The desk in a format, piece by piece; equal desks give equal bytes.

    Raises `UnknownFormatError` at once for a name that isn't in `FORMATS`, and `ValueError` where a dossier isn't
    told what it is about.
    """
    form = FORMATS.get(name)
    if form is None:
        raise UnknownFormatError(f"format {name!r}: one of {', '.join(FORMATS)}")
    if form.of and options.of is None:
        raise ValueError(f"{name}: name the story or actor that it is about")
    module = import_module(f"{__package__}.{form.module}")
    made: Iterator[bytes] = module.export(desk, options)
    return made

"""Kinship, membership, part-of and succession that the text states."""

from __future__ import annotations

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading

from .belonging import find_belonging, group_relations, inside_names, offices_of_headings
from .kinship import find_kin, kinship, only_person, owned, patronymics
from .link import Link, distinct, items
from .succession import find_succession

__all__ = ["Link", "distinct", "find_relations", "group_relations", "kinship", "owned"]


def find_relations(reading: Reading, table: EntityTable) -> list[Link]:
    """All relations in order of the text, each once."""
    out: list[Link] = []
    earlier: Found | None = None
    for sentence in reading.body:
        line = items(reading, table, sentence)
        if line:
            out += find_kin(reading, line, earlier)
            out += find_belonging(reading, table, line)
            out += find_succession(reading, table, line)
        if any(item.type == "person" for item in line):
            # a sentence that names nobody leaves whom it is about
            earlier = only_person(line)
    out += patronymics(table)
    out += offices_of_headings(reading, table)
    out += inside_names(reading, table)
    return distinct(out)

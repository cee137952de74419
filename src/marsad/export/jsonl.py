"""JSON Lines: the records, whole, one report a line. `marsad schema` prints the JSON Schema that each line obeys."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model.encoding import to_json

from .reading import Options, Readable


def export(desk: Readable, options: Options) -> Iterator[bytes]:
    """The records in the order of their ids, as `marsad analyze --format jsonl` writes them."""
    for record in desk.records(options.filters):
        yield (to_json(record) + "\n").encode()

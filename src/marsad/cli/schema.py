"""`marsad schema`: the JSON Schema of a record."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema (2020-12) that every record obeys."""
    import json

    from marsad.model.encoding import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))

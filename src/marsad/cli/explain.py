"""`marsad explain`: which rule, lexicon entry or model made a statement, and of which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .reading import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.record import Record
    from marsad.sources import Defaults


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report, or records that analyze wrote (json, jsonl).")],
    at: Annotated[
        int | None, typer.Option("--at", metavar="OFFSET", help="All that is said of this character (from 0).")
    ] = None,
    event: Annotated[str | None, typer.Option("--event", metavar="ID", help="This event, field by field.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Which document, where FILE holds several.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", parser=day, help="Day of publication, as for analyze.")
    ] = None,
    tagger: Annotated[bool, typer.Option("--tagger/--no-tagger", help="As for analyze.")] = True,
) -> None:
    """Say why the record holds what it holds: at one place of the text, or for one event."""
    import sys

    from marsad.sources import Defaults

    from .explanation import covering, of_event
    from .messages import WRONG_USE, give_up

    if (at is None) == (event is None):
        give_up("give either --at OFFSET or --event ID", WRONG_USE)
    record = _the_record(file, document, Defaults(published), tagger=tagger)
    if at is not None:
        if not 0 <= at < len(record.text):
            give_up(f"--at {at}: the text has the characters 0 to {len(record.text) - 1}", WRONG_USE)
        lines = covering(record, at)
    else:
        found = next((e for e in record.events if e.id == event), None)
        if found is None:
            known = " ".join(e.id for e in record.events) or "none"
            give_up(f"--event {event}: no such event; the record has {known}", WRONG_USE)
        lines = of_event(record, found)
    sys.stdout.write("\n".join(lines) + "\n")


def _the_record(file: str, ident: str | None, defaults: Defaults, *, tagger: bool) -> Record:
    from .messages import WRONG_USE, give_up

    chosen: list[Record] = []
    for record in _records(file, ident, defaults, tagger=tagger):
        chosen.append(record)
        if ident is not None or len(chosen) > 1:
            break
    if not chosen:
        give_up(f"{file}: no document {ident}" if ident is not None else f"{file}: no document")
    if len(chosen) > 1:
        give_up(f"{file}: holds several documents; name one with --document ID", WRONG_USE)
    return chosen[0]


def _records(file: str, ident: str | None, defaults: Defaults, *, tagger: bool) -> Iterator[Record]:
    """Records of the file, kept or made; with `ident` only that one's. Ends the command at what can't be read."""
    from marsad.sources import Problem, read_paths

    from .loading import load_analyser
    from .messages import give_up, warn

    kept = _kept_records(file)
    if kept is not None:
        yield from (r for r in kept if ident is None or r.id == ident)
        return
    analyser = None
    for item in read_paths([file], defaults):
        if isinstance(item, Problem):
            # a broken line of many matters only if it is the only thing there
            if ident is None:
                give_up(item)
            warn(item)
        elif ident is None or item.document.id == ident:
            analyser = analyser or load_analyser(tagger=tagger)
            yield analyser.analyze(item.document, published_by=item.published_by)


def _kept_records(file: str) -> Iterator[Record] | None:
    """The records that a file holds, if it holds records and not reports."""
    import json
    from pathlib import Path

    import msgspec

    from marsad.model.encoding import from_dict

    from .messages import give_up

    if Path(file).suffix.lower() not in (".json", ".jsonl", ".ndjson"):
        return None
    try:
        content = Path(file).read_text(encoding="utf-8")
        try:
            values = json.loads(content)
        except ValueError:
            values = [json.loads(line) for line in content.split("\n") if line.strip()]
    except (OSError, ValueError):
        return None
    values = values if isinstance(values, list) else [values]
    if not values or not all(isinstance(v, dict) and "entities" in v and "version" in v for v in values):
        return None
    try:
        return iter([from_dict(value) for value in values])
    except msgspec.ValidationError as error:
        give_up(f"{file}: not a record of this version ({error})")

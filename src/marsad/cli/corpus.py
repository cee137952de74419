"""`marsad corpus`: sheets to gold files, checks and counts of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from .corpus_files import Collection

app = typer.Typer(
    help="Annotated reports: compile sheets, check them, count them.", no_args_is_help=True, rich_markup_mode=None
)
Folder = Annotated[str, typer.Argument(metavar="DIR", help="Folder of sheets (*.sheet) and gold files (*.json).")]


@app.command("compile")
def compile_sheets(
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET...", help="Files in the compact sheet format.")],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Folder for the gold files.")],
) -> None:
    """Write a gold file for each report, and DIR/stories/SHEET.json for a sheet's stories.

    Nothing is written where a sheet has a problem; all problems are named with sheet and line.
    """
    from pathlib import Path

    from .corpus_files import Collection
    from .messages import give_up

    collection = Collection()
    for sheet in sheets:
        collection.add_sheet(Path(sheet), Path(sheet).name)
    _stop_at_problems(collection)
    try:
        for ident, report in collection.reports.items():
            _write(Path(out, f"{ident}.json"), report)
        for name, stories in collection.stories.items():
            _write(Path(out, "stories", f"{name}.json"), stories)
    except OSError as error:
        give_up(f"{error.filename or out}: {(error.strerror or str(error)).lower()}")
    print(f"{len(collection.reports)} reports and {sum(map(len, collection.stories.values()))} stories in {out}")


@app.command()
def check(folder: Folder) -> None:
    """Name every fault of a corpus; exit code 1 if there is one."""
    collection = _collection(folder)
    _stop_at_problems(collection)
    print(f"{len(collection.reports)} reports and {sum(map(len, collection.stories.values()))} stories are well formed")


@app.command()
def stats(folder: Folder, as_json: Annotated[bool, typer.Option("--json", help="The counts as JSON.")] = False) -> None:
    """Count a corpus: reports by register and split, events, modes, chains, lengths, reports without event."""
    import json

    from .corpus_files import counts

    collection = _collection(folder)
    _stop_at_problems(collection)
    numbers = counts(collection)
    if as_json:
        print(json.dumps(numbers, ensure_ascii=False, indent=1))
        return
    for name, value in numbers.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, number in value.items():
                print(f"  {key:32}{number:>8}")
        else:
            print(f"{name:34}{value:>8}")


def _collection(folder: str) -> Collection:
    from pathlib import Path

    from .corpus_files import Collection
    from .messages import WRONG_USE, give_up

    if not Path(folder).is_dir():
        give_up(f"{folder}: no such folder", WRONG_USE)
    collection = Collection.of_folder(Path(folder))
    if not collection.reports and not collection.problems:
        give_up(f"{folder}: neither sheets (*.sheet) nor gold files (*.json)")
    return collection


def _stop_at_problems(collection: Collection) -> None:
    from .messages import FAILED, warn

    for problem in collection.problems:
        warn(problem)
    if collection.problems:
        raise typer.Exit(FAILED)


def _write(path: Any, value: object) -> None:
    import json

    from .output import opened

    path.parent.mkdir(parents=True, exist_ok=True)
    with opened(str(path)) as stream:
        stream.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")

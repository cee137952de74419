"""`marsad corpus`: sheets to gold files; checks, counts, comparisons and exports of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .corpus_files import Collection

app = typer.Typer(
    help="Annotated reports: compile sheets, check, count, compare and export them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Folder = Annotated[
    str | None,
    typer.Argument(
        metavar="[DIR]",
        show_default=False,
        help="A corpus (reports/, stories/, splits.json; by default this repository's), or any folder of "
        "sheets (*.sheet) and gold files (*.json).",
    ),
]


@app.command("compile")
def compile_sheets(
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET...", help="Files in the compact sheet format.")],
    out: Annotated[str | None, typer.Option("--out", metavar="DIR", help="Folder for the gold files.")] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="CORPUS", help="Corpus to add them to; splits once given stay as they are."),
    ] = None,
) -> None:
    """Write a gold file for each report, and DIR/stories/SHEET.json for a sheet's stories.

    Nothing is written where a sheet has a problem; all problems are named with sheet and line.
    """
    from pathlib import Path

    from .corpus_files import Collection
    from .messages import WRONG_USE, give_up

    if (out is None) == (into is None):
        give_up("name either --out or --into", WRONG_USE)
    collection = Collection()
    for sheet in sheets:
        collection.add_sheet(Path(sheet), Path(sheet).name)
    _stop_at_problems(collection)
    if into is not None:
        _add_to_corpus(collection, Path(into))
        return
    assert out is not None
    try:
        for ident, report in collection.reports.items():
            _write(Path(out, f"{ident}.json"), report)
        for name, stories in collection.stories.items():
            _write(Path(out, "stories", f"{name}.json"), stories)
    except OSError as error:
        give_up(f"{error.filename or out}: {(error.strerror or str(error)).lower()}")
    print(f"{len(collection.reports)} reports and {sum(map(len, collection.stories.values()))} stories in {out}")


@app.command()
def check(
    folder: Folder = None,
    doubts: Annotated[bool, typer.Option("--doubts", help="Also what a second reader should look at.")] = False,
) -> None:
    """Name every fault of a corpus; exit code 1 if there is one."""
    root = _root(folder)
    if not (root / "reports").is_dir():
        collection = _collection(root)
        _stop_at_problems(collection)
        reports, stories = len(collection.reports), sum(map(len, collection.stories.values()))
        print(f"{reports} reports and {stories} stories are well formed")
        return
    from marsad.corpus import CorpusError, load, load_stories
    from marsad.corpus.validate import validate

    from .messages import FAILED, give_up, warn

    try:
        findings = validate(root)
        for finding in findings:
            if finding.fault:
                warn(finding)
            elif doubts:
                print(f"doubt: {finding}")
        if any(f.fault for f in findings):
            raise typer.Exit(FAILED)
        count = sum(not f.fault for f in findings)
        print(f"{len(load(root))} reports and {len(load_stories(root))} stories are well formed, {count} doubts")
    except CorpusError as error:
        give_up(error)


@app.command()
def stats(
    folder: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="The counts as JSON.")] = False,
    datasheet: Annotated[
        str | None, typer.Option(metavar="FILE", help="Bring the counts in this datasheet up to date.")
    ] = None,
) -> None:
    """Count a corpus: reports by register and split, events, modes, chains, lengths, reports without event."""
    root = _root(folder)
    if (root / "reports").is_dir():
        _corpus_stats(root, as_json, datasheet)
    else:
        _folder_stats(root, as_json)


@app.command()
def overlap(
    folder: Folder = None,
    against: Annotated[
        list[str] | None, typer.Option(metavar="DIR", help="Texts that nothing may be taken from (*.json, *.txt).")
    ] = None,
    size: Annotated[int, typer.Option(min=2, help="Words of a phrase.")] = 6,
    most: Annotated[int, typer.Option(min=1, help="In how many matters a phrase may stand.")] = 3,
) -> None:
    """Name phrases that recur across reports of different matters or stand in other texts; exit code 1 if any."""
    from pathlib import Path

    from marsad.corpus import CorpusError, load
    from marsad.corpus.overlap import borrowed, read_texts, repeated

    from .messages import FAILED, give_up

    try:
        reports = load(_root(folder))
        found = repeated(reports, size=size, most=most)
        taken = [r for other in against or () for r in borrowed(reports, read_texts(Path(other)), size=size)]
    except CorpusError as error:
        give_up(error)
    for repeat in found:
        print(f"repeated {repeat}")
    for repeat in taken:
        print(f"taken {repeat}, from {' '.join(repeat.shared_by)}")
    if found or taken:
        raise typer.Exit(FAILED)
    print(f"{len(reports)} reports: no phrase of {size} words stands in more than {most} matters or in other texts")


@app.command("export")
def export_corpus(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="conll, brat or webanno.")],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Folder for the files.")],
    folder: Folder = None,
    split: Annotated[str | None, typer.Option(help="Only train, dev or test.")] = None,
) -> None:
    """Write a corpus in the format of other tools. Offsets are code points of the text."""
    from pathlib import Path

    from marsad.corpus import CorpusError, load
    from marsad.corpus.export import FORMATS, export

    from .messages import WRONG_USE, give_up
    from .output import opened

    if form not in FORMATS:
        give_up(f"format {form}: one of {', '.join(FORMATS)}", WRONG_USE)
    try:
        reports = load(_root(folder), split)
        Path(out).mkdir(parents=True, exist_ok=True)
        for name, content in export(reports, form):
            with opened(str(Path(out, name))) as stream:
                stream.write(content)
    except CorpusError as error:
        give_up(error)
    except OSError as error:
        give_up(f"{error.filename or out}: {(error.strerror or str(error)).lower()}")
    print(f"{len(reports)} reports in {out}")


@app.command()
def agreement(
    first: Annotated[str, typer.Argument(metavar="A", help="Folder of one annotation.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Folder of another annotation of the same texts.")],
    markdown: Annotated[bool, typer.Option("--markdown", help="A table for the datasheet.")] = False,
) -> None:
    """How far two annotations of the same texts agree: F1 by track, both ways together."""
    from marsad.corpus import CorpusError, load
    from marsad.corpus.agreement import agreement as agree
    from marsad.corpus.agreement import as_markdown, as_text

    from .messages import give_up

    try:
        tracks = agree(load(first), load(second), _scored)
    except (CorpusError, ValueError) as error:
        give_up(error)
    print(as_markdown(tracks) if markdown else as_text(tracks))


def _scored(
    gold: Mapping[str, Mapping[str, Any]], said: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[int, int, int]]:
    """The project's scorer, as `marsad.corpus.agreement` wants it."""
    from marsad.evaluate import GoldError, read_analysis, score_reports
    from marsad.evaluate.gold import read_gold

    problems: list[str] = []
    reports = {ident: read_gold(dict(data), ident, problems) for ident, data in gold.items()}
    if problems:
        raise GoldError(problems)
    scores = score_reports(reports, {ident: read_analysis(data) for ident, data in said.items()})
    return {track: (t.right, t.said, t.gold) for track, t in scores.tracks.items()}


def _corpus_stats(root: Path, as_json: bool, datasheet: str | None) -> None:
    import json
    from pathlib import Path

    from marsad.corpus import CorpusError, load, load_stories
    from marsad.corpus import stats as counting

    from .messages import give_up
    from .output import opened

    try:
        counted = counting.count(load(root), load_stories(root))
        if datasheet is not None:
            updated = counting.with_counts(Path(datasheet).read_text(encoding="utf-8"), counted)
            with opened(datasheet) as stream:
                stream.write(updated)
            return
    except (CorpusError, ValueError, OSError) as error:
        give_up(error)
    print(json.dumps(counting.as_json(counted), ensure_ascii=False, indent=1) if as_json else counting.as_text(counted))


def _folder_stats(root: Path, as_json: bool) -> None:
    import json

    from .corpus_files import counts

    collection = _collection(root)
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


def _add_to_corpus(collection: Collection, root: Path) -> None:
    """Add compiled sheets to a corpus and give new reports their split."""
    from marsad.corpus.build import assign_splits
    from marsad.corpus.loader import load, load_stories, read_json, read_splits
    from marsad.corpus.report import CorpusError

    from .messages import give_up

    compiled = set(collection.reports)
    stories: dict[str, list[Any]] = {}
    for sheet, entries in sorted(collection.stories.items()):
        # a writer's sheets are W-1, W-2, …: one file of stories for the writer
        stories.setdefault(sheet.partition("-")[0], []).extend(entries)
    try:
        for ident, report in collection.reports.items():
            _write(root / "reports" / f"{ident}.json", report)
        for name, entries in stories.items():
            path = root / "stories" / f"{name}.json"
            # a story is told anew where one of its reports is
            kept = [s for s in read_json(path) if not _told_by(s) & compiled] if path.is_file() else []
            _write(path, kept + entries)
        splits = assign_splits(load(root), load_stories(root), read_splits(root))
        _write(root / "splits.json", splits)
    except CorpusError as error:
        give_up(error)
    except OSError as error:
        give_up(f"{error.filename or root}: {(error.strerror or str(error)).lower()}")
    print(f"{len(collection.reports)} reports and {sum(map(len, stories.values()))} stories added to {root}")


def _told_by(story: dict[str, Any]) -> set[str]:
    return {ident for ident, _ in story["reports"]}


def _root(folder: str | None) -> Path:
    """The folder that is meant; ends the command where there is none."""
    from pathlib import Path

    from marsad.corpus import CorpusError, find_corpus

    from .messages import WRONG_USE, give_up

    try:
        root = find_corpus() if folder is None else Path(folder)
    except CorpusError as error:
        give_up(error)
    if not root.is_dir():
        give_up(f"{folder}: no such folder", WRONG_USE)
    return root


def _collection(root: Path) -> Collection:
    from .corpus_files import Collection
    from .messages import give_up

    collection = Collection.of_folder(root)
    if not collection.reports and not collection.problems:
        give_up(f"{root}: neither sheets (*.sheet) nor gold files (*.json)")
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

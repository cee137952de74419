"""Reading a corpus folder: `reports/*.json`, `stories/*.json` and `splits.json`, or a flat folder of gold files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from .report import CorpusError, GoldReport, GoldStory, Json, report_from_json, story_from_json

SPLITS = ("train", "dev", "test")
T = TypeVar("T")


def find_corpus() -> Path:
    """The corpus folder of the repository that this package runs from.

    The corpus isn't part of the installed package. Raises `CorpusError` where there is none.
    """
    for parent in Path(__file__).resolve().parents:
        if (parent / "corpus" / "reports").is_dir():
            return parent / "corpus"
    raise CorpusError(
        "no corpus folder above the marsad package: the corpus is part of the repository, not of the "
        "installed package; name its folder"
    )


def load(folder: str | Path | None = None, split: str | None = None) -> list[GoldReport]:
    """The annotated reports of a corpus, in order of their ids.

    `folder` is a corpus (with `reports/`) or a plain folder of gold files; by default the repository's
    corpus. `split` keeps only the reports of "train", "dev" or "test". Raises `CorpusError` naming the
    file where the folder or a file can't be read.
    """
    if split is not None and split not in SPLITS:
        raise CorpusError(f"split {split!r}: one of {', '.join(SPLITS)}")
    root = find_corpus() if folder is None else Path(folder)
    split_of = read_splits(root)
    out: list[GoldReport] = []
    for path in report_files(root):
        report = _converted(path, read_json(path), report_from_json)
        assigned = split_of.get(report.id)
        if split is None or assigned == split:
            out.append(replace(report, split=assigned))
    return out


def load_stories(folder: str | Path | None = None) -> list[GoldStory]:
    """The stories of a corpus, file by file. Raises `CorpusError` naming the file that can't be read."""
    root = find_corpus() if folder is None else Path(folder)
    out: list[GoldStory] = []
    for path in story_files(root):
        entries = read_json(path)
        if not isinstance(entries, list):
            raise CorpusError(f"{path}: not a list of stories")
        out += [_converted(path, entry, story_from_json) for entry in entries]
    return out


def report_files(root: Path) -> list[Path]:
    """The gold files of a corpus or of a plain folder. Raises `CorpusError` where there is none."""
    inner = root / "reports"
    files = sorted(inner.glob("*.json") if inner.is_dir() else root.glob("*.json"))
    files = [f for f in files if f.name != "splits.json"]
    if not files:
        raise CorpusError(f"{root}: no gold files (reports/*.json)")
    return files


def story_files(root: Path) -> list[Path]:
    """The files of stories, none where there is no folder of them."""
    return sorted((root / "stories").glob("*.json"))


def read_splits(root: Path) -> dict[str, str]:
    """Report id -> split, empty where the folder has no splits. Raises `CorpusError`."""
    path = root / "splits.json"
    if not path.is_file():
        return {}
    data = read_json(path)
    if not isinstance(data, dict) or not all(isinstance(v, str) for v in data.values()):
        raise CorpusError(f"{path}: not an object of report ids and splits")
    return data


def read_json(path: Path) -> Any:
    """A file's JSON. Raises `CorpusError` naming the file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: not readable as JSON ({error})") from None


def _converted(path: Path, data: Any, convert: Callable[[Json], T]) -> T:
    import msgspec

    if not isinstance(data, dict):
        raise CorpusError(f"{path}: not in the gold format (no JSON object)")
    try:
        return convert(data)
    except msgspec.ValidationError as error:
        raise CorpusError(f"{path}: not in the gold format ({error})") from None

"""The sheets and gold files of a corpus, read together, and what there is to count in them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from marsad.corpus.sheet import parse
from marsad.evaluate.gold import read_gold

GoldDoc = dict[str, Any]
SPLITS = ("train", "dev", "test")
_LENGTHS = (50, 100, 200, 300, 450)


@dataclass
class Collection:
    """Reports by id, stories by the file that tells them, each report's split, and all faults found.

    A report that stands both in a sheet and in a gold file counts once, as the gold file has it.
    The split is the report's `split` field, else the one that splits.json (`{"train": [ids], …}`)
    gives it, else the folder train, dev or test that it stands in.
    """

    reports: dict[str, GoldDoc] = field(default_factory=dict)
    stories: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    splits: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _from_sheet: set[str] = field(default_factory=set)

    @classmethod
    def of_folder(cls, folder: Path) -> Collection:
        """Everything under a folder."""
        collection = cls()
        for path in sorted(folder.rglob("*.sheet")):
            collection.add_sheet(path, str(path.relative_to(folder)))
        stories: list[Path] = []
        splits: list[Path] = []
        for path in sorted(folder.rglob("*.json")):
            name = str(path.relative_to(folder))
            if path.parent.name == "stories":
                stories.append(path)
            elif path.name == "splits.json":
                splits.append(path)
            else:
                collection._add_gold(path, name)
        # the stories' events must be known first
        for path in stories:
            collection._add_stories(path, str(path.relative_to(folder)))
        for path in splits:
            collection._assign(path, str(path.relative_to(folder)))
        return collection

    def add_sheet(self, path: Path, name: str) -> None:
        """Read one sheet; `name` is how problems call it."""
        try:
            docs, stories, problems = parse(path.read_text(encoding="utf-8-sig"), name)
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: {error}")
            return
        self.problems += problems
        for doc in docs:
            if self._add(doc, name, path):
                self._from_sheet.add(doc["id"])
                if not problems:
                    self._validate(doc, f"{name}: {doc['id']}")
        if stories:
            self.stories[path.stem] = stories

    def _add_gold(self, path: Path, name: str) -> None:
        doc = self._load(path, name)
        if not isinstance(doc, dict) or "id" not in doc or "text" not in doc:
            if doc is not None:
                self.problems.append(f"{name}: not a gold file")
            return
        if doc["id"] in self._from_sheet:
            self._from_sheet.discard(doc["id"])
            del self.reports[doc["id"]]
        if self._add(doc, name, path):
            self._validate(doc, name)

    def _add_stories(self, path: Path, name: str) -> None:
        stories = self._load(path, name)
        if stories is None:
            return
        known = {(d["id"], e.get("key")) for d in self.reports.values() for e in d.get("events", ())}
        try:
            for story in stories:
                for report, event in story["reports"]:
                    if (report, event) not in known:
                        self.problems.append(f"{name}: {story['story']}: no event {report}/{event}")
            self.stories[path.stem] = stories
        except (KeyError, TypeError, ValueError) as error:
            self.problems.append(f"{name}: not a file of stories ({type(error).__name__}: {error})")

    def _load(self, path: Path, name: str) -> Any:
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            self.problems.append(f"{name}: not readable as JSON ({error})")
            return None

    def _add(self, doc: GoldDoc, name: str, path: Path) -> bool:
        ident = doc["id"]
        if ident in self.reports:
            self.problems.append(f"{name}: {ident} stands in another file too")
            return False
        self.reports[ident] = doc
        folder = next((part for part in reversed(path.parent.parts) if part in SPLITS), None)
        split = doc.get("split") or folder
        if split:
            self.splits[ident] = split
        return True

    def _validate(self, doc: GoldDoc, name: str) -> None:
        try:
            read_gold(doc, name, self.problems)
        except (KeyError, TypeError, AttributeError) as error:
            self.problems.append(f"{name}: not in the gold format ({type(error).__name__}: {error})")

    def _assign(self, path: Path, name: str) -> None:
        try:
            for split, idents in (self._load(path, name) or {}).items():
                for ident in idents:
                    if ident in self.reports:
                        self.splits[ident] = split
                    else:
                        self.problems.append(f"{name}: no report {ident}")
        except (AttributeError, TypeError):
            self.problems.append(f"{name}: not of the form {{split: [ids]}}")


def counts(collection: Collection) -> dict[str, int | dict[str, int]]:
    """What the corpus holds. Chain hops count sources: 0 is the report's own voice."""
    docs = list(collection.reports.values())
    events = [e for d in docs for e in d["events"]]
    chains = [c["sources"] for d in docs for c in d["claims"]]
    words = [len(d["text"].split()) for d in docs]
    stories = [s for entries in collection.stories.values() for s in entries]
    return {
        "reports": len(docs),
        "reports without event": sum(not d["events"] for d in docs),
        "reports by register": _tally(d.get("register") or "-" for d in docs),
        "reports by split": _tally(collection.splits.get(d["id"], "-") for d in docs),
        "words": sum(words),
        "words in a report": ({"least": min(words), "median": int(median(words)), "most": max(words)} if words else {}),
        "reports by length": _tally(map(_length, words)),
        "entities": sum(len(d["entities"]) for d in docs),
        "positions": sum(len(d["positions"]) for d in docs),
        "relations": sum(len(d["relations"]) for d in docs),
        "times": sum(len(d["times"]) for d in docs),
        "amounts": sum(len(d["amounts"]) for d in docs),
        "claims": len(chains),
        "claims by chain hops": _tally(str(len(c)) for c in chains),
        "events": len(events),
        "events by type": _tally(e["type"] for e in events),
        "events by mode": _tally(f"{e['type']} {e['mode']}" for e in events if e["mode"]),
        "events by aux": _tally(aux for e in events for aux in e["aux"]),
        "events by chain hops": _tally(str(len(c)) for e in events for c in e["sources"]),
        "stories": len(stories),
        "stories by reports": _tally(str(len(s["reports"])) for s in stories),
        "stories by origins": _tally(str(s["independent"]) for s in stories),
    }


def _tally(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _length(words: int) -> str:
    lower = 0
    for upper in _LENGTHS:
        if words < upper:
            return f"{lower:03} to {upper - 1:03} words"
        lower = upper
    return f"{lower:03} words and more"

"""Gold files: what a careful human analyst recorded of a report, loaded and checked.

Gold is written with names and verbatim pieces of the text. Loading turns the pieces into
spans, so that nothing after this module searches in texts, and refuses a file whose text
does not bear out what it says.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from marsad.model.record import Act, Auxiliary, EntityType, EventType, Polarity, RelationName
from marsad.text.spans import Span

from .names import comparable

ROLES = ("actor", "recipient", "place", "from")
Chain = tuple[str, ...]


class GoldError(ValueError):
    """Gold that cannot be used. `problems` holds one line for each fault: file, field, what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class GoldEntity:
    key: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class GoldPosition:
    person: str
    title: str
    organization: str | None


@dataclass(frozen=True)
class GoldLink:
    """A relation or an alignment: who, how, to whom."""

    subject: str
    kind: str
    object: str


@dataclass(frozen=True)
class GoldTime:
    span: Span
    text: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True)
class GoldAmount:
    """A quantity; `spans` are all places where its words stand, since gold doesn't say which is meant."""

    spans: tuple[Span, ...]
    text: str
    value: float | int | None


@dataclass(frozen=True)
class GoldClaim:
    span: Span
    content: str
    sources: Chain
    act: str


@dataclass(frozen=True)
class GoldEvent:
    """`roles` maps actor, recipient, place and from to entity keys; `chains` are the ways it is told."""

    key: str
    type: str
    mode: str | None
    aux: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    also: frozenset[str]
    time: tuple[str, str] | None
    evidence: tuple[Span, ...]
    chains: tuple[Chain, ...]


@dataclass(frozen=True)
class GoldReport:
    """One annotated report. `alignments` is None where the annotator was not asked for them."""

    id: str
    text: str
    title: str | None
    publisher: str | None
    published: str | None
    register: str | None
    entities: Mapping[str, GoldEntity]
    positions: tuple[GoldPosition, ...]
    relations: tuple[GoldLink, ...]
    alignments: tuple[GoldLink, ...] | None
    times: tuple[GoldTime, ...]
    amounts: tuple[GoldAmount, ...]
    claims: tuple[GoldClaim, ...]
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True)
class GoldStory:
    """Several reports' tellings of one event, and how many independent origins they come from."""

    file: str
    name: str
    tellings: tuple[tuple[str, str], ...]
    """(report id, event key) of each."""
    independent: int
    conflicts: tuple[tuple[str, frozenset[str]], ...] = ()
    """What the tellings say differently: the field (its first word) and the values as strings."""


def load_gold(folder: str | Path) -> dict[str, GoldReport]:
    """All `*.json` of a folder by id, in order of file names.

    Raises `GoldError` with every problem of every file, or where there is no file.
    """
    problems: list[str] = []
    reports: dict[str, GoldReport] = {}
    paths = sorted(Path(folder).glob("*.json"))
    if not paths:
        raise GoldError([f"{folder}: no gold files (*.json)"])
    for path in paths:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            report = read_gold(data, path.name, problems)
        except (OSError, ValueError) as error:
            problems.append(f"{path.name}: not readable as JSON ({error})")
            continue
        except (KeyError, TypeError, AttributeError) as error:
            problems.append(f"{path.name}: not in the gold format ({type(error).__name__}: {error})")
            continue
        if report.id != path.stem:
            problems.append(f"{path.name}: id {report.id} is not the file's name")
        reports[report.id] = report
    if problems:
        raise GoldError(problems)
    return reports


def load_stories(folder: str | Path, reports: Mapping[str, GoldReport]) -> list[GoldStory]:
    """The stories of `folder`/stories, none where the folder has none. Raises `GoldError`."""
    problems: list[str] = []
    stories: list[GoldStory] = []
    for path in sorted(Path(folder, "stories").glob("*.json")):
        try:
            for entry in json.loads(path.read_text(encoding="utf-8")):
                tellings = tuple((str(report), str(event)) for report, event in entry["reports"])
                conflicts = tuple(
                    (str(c["field"]).split()[0], frozenset(map(_value, c["values"].values())))
                    for c in entry.get("conflicts") or ()
                )
                stories.append(GoldStory(path.stem, entry["story"], tellings, int(entry["independent"]), conflicts))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"stories/{path.name}: not in the gold format ({type(error).__name__}: {error})")
    known = {(r.id, e.key) for r in reports.values() for e in r.events}
    for story in stories:
        for report_id, key in story.tellings:
            if (report_id, key) not in known:
                problems.append(f"stories/{story.file}.json: {story.name}: no event {report_id}/{key}")
    if problems:
        raise GoldError(problems)
    return stories


def _value(value: Any) -> str:
    return "/".join(dict.fromkeys(map(str, value))) if isinstance(value, list) else str(value)


def read_gold(data: dict[str, Any], file: str, problems: list[str]) -> GoldReport:
    """One gold report from its JSON; what is wrong with it is appended to `problems` as lines.

    Raises `KeyError` or `TypeError` where the shape is not that of a gold file at all.
    """
    return _Reading(data, file, problems).report()


class _Reading:
    def __init__(self, data: dict[str, Any], file: str, problems: list[str]) -> None:
        self.data = data
        self.text: str = data["text"]
        self.file = file
        self.problems = problems
        self.keys = set(data["entities"])

    def report(self) -> GoldReport:
        data = self.data
        alignments = data.get("alignments") if "alignments" in data else None
        if data.get("published") is not None:
            self._day(data["published"], "published")
        report = GoldReport(
            id=data["id"],
            text=self.text,
            title=data.get("title"),
            publisher=data.get("publisher"),
            published=data.get("published"),
            register=data.get("register"),
            entities={key: self._entity(key, e) for key, e in data["entities"].items()},
            positions=tuple(map(self._position, data["positions"])),
            relations=tuple(self._link(r, "relation", get_args(RelationName)) for r in data["relations"]),
            alignments=(
                tuple(self._link(a, "polarity", get_args(Polarity)) for a in alignments or ())
                if "alignments" in data
                else None
            ),
            times=tuple(t for t in map(self._time, data["times"]) if t),
            amounts=tuple(a for a in map(self._amount, data["amounts"]) if a),
            claims=tuple(c for c in map(self._claim, data["claims"]) if c),
            events=tuple(map(self._event, data["events"])),
        )
        keys = [e.key for e in report.events]
        for key in sorted({k for k in keys if keys.count(k) > 1}):
            self._say(f"event {key}: the key repeats")
        return report

    def _say(self, message: str) -> None:
        self.problems.append(f"{self.file}: {message}")

    def _known(self, keys: Any, where: str) -> tuple[str, ...]:
        for key in keys:
            if key not in self.keys:
                self._say(f"{where}: unknown entity {key}")
        return tuple(keys)

    def _one_of(self, value: str, allowed: tuple[str, ...], where: str) -> str:
        if value not in allowed:
            self._say(f"{where}: {value!r} is none of {' '.join(allowed)}")
        return value

    def _day(self, value: str, where: str) -> None:
        try:
            datetime.date.fromisoformat(value)
        except (ValueError, TypeError):
            self._say(f"{where}: {value!r} is not an ISO date")

    def _interval(self, earliest: str | None, latest: str | None, where: str) -> None:
        for day in (earliest, latest):
            if day is not None:
                self._day(day, where)
        if earliest is not None and latest is not None and earliest > latest:
            self._say(f"{where}: ends ({latest}) before it starts ({earliest})")

    def _find(self, piece: str, where: str, n: int = 1) -> Span | None:
        at = -1
        for _ in range(n):
            at = self.text.find(piece, at + 1)
            if at < 0:
                break
        if at < 0 or not piece:
            self._say(f"{where}: not in the text{f' {n} times' if n > 1 else ''}: {piece[:60]}")
            return None
        return Span(at, at + len(piece))

    def _entity(self, key: str, data: dict[str, Any]) -> GoldEntity:
        names = tuple(data["names"])
        folded = comparable(self.text)
        if not any(name in self.text or comparable(name) in folded for name in names):
            self._say(f"entity {key}: none of its names is in the text")
        return GoldEntity(key, self._one_of(data["type"], get_args(EntityType), f"entity {key}"), names)

    def _position(self, data: dict[str, Any]) -> GoldPosition:
        title, organization = data["title"], data["organization"]
        self._known([data["person"], *([organization] if organization else [])], "position")
        # a title told with ل merges the article: "للرئيس" holds "الرئيس"
        if title not in self.text and "لل" + title[2:] not in self.text:
            self._say(f"position: title not in the text: {title}")
        return GoldPosition(data["person"], title, organization)

    def _link(self, data: dict[str, Any], field: str, allowed: tuple[str, ...]) -> GoldLink:
        self._known([data["subject"], data["object"]], field)
        return GoldLink(data["subject"], self._one_of(data[field], allowed, field), data["object"])

    def _time(self, data: dict[str, Any]) -> GoldTime | None:
        self._interval(data["earliest"], data["latest"], f"time {data['text']}")
        span = self._find(data["text"], "time", data.get("n", 1))
        return GoldTime(span, data["text"], data["earliest"], data["latest"]) if span else None

    def _amount(self, data: dict[str, Any]) -> GoldAmount | None:
        words: str = data["text"]
        if self._find(words, "amount") is None:
            return None
        spans, at = [], self.text.find(words)
        while at >= 0:
            spans.append(Span(at, at + len(words)))
            at = self.text.find(words, at + len(words))
        return GoldAmount(tuple(spans), words, data["value"])

    def _claim(self, data: dict[str, Any]) -> GoldClaim | None:
        sources = self._known(data["sources"], "claim")
        if not sources:
            self._say(f"claim: no sources: {data['content'][:60]}")
        act = self._one_of(data["act"], get_args(Act), "claim")
        span = self._find(data["content"], "claim")
        return GoldClaim(span, data["content"], sources, act) if span else None

    def _event(self, data: dict[str, Any]) -> GoldEvent:
        where = f"event {data['key']}"
        for aux in data["aux"]:
            self._one_of(aux, get_args(Auxiliary), where)
        time = data["time"]
        if time:
            self._interval(time[0], time[1], where)
        spans = (self._find(piece, where) for piece in data["evidence"])
        return GoldEvent(
            key=data["key"],
            type=self._one_of(data["type"], get_args(EventType), where),
            mode=data["mode"],
            aux=frozenset(data["aux"]),
            roles={role: frozenset(self._known(data.get(role) or (), f"{where}: {role}")) for role in ROLES},
            also=frozenset(self._known(data.get("also") or (), f"{where}: also")),
            time=(time[0], time[1]) if time else None,
            evidence=tuple(s for s in spans if s),
            chains=tuple(self._known(chain, f"{where}: sources") for chain in data["sources"]),
        )

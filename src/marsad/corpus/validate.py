"""Is a corpus well formed? Everything that the scorer's own check asks for, and what it can't see.

A *fault* is wrong whatever the annotator meant: a piece that isn't in the text, an unknown key, a
Tuesday that is a Wednesday, a topic in two splits. A *doubt* is what a second reader should look at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path

from marsad.lexicon.tables import read_table
from marsad.text.views import fold

from . import times
from .loader import SPLITS, load_stories, read_json, read_splits, report_files
from .locate import NAMED, find, locate_names, occurrences
from .report import CorpusError, GoldAlignment, GoldRelation, GoldReport, GoldStory, report_from_json
from .sheet import CONTEXTS, EVENT_MODES, NOTICE, REGISTERS

SECTOR_CODES = (
    "GOV MIL MED IGO NGO PTY LEG JUD COP SPY REB PAR CVL BUS EDU REF CRM UAF OPP AGR ELI HLH LAB MNC RAD REL SEP SET"
)
SECTORS = frozenset(SECTOR_CODES.split())
_PRONOUNS = frozenset(
    map(fold, ("هو", "هي", "هم", "هن", "هما", "أنا", "نحن", "أنت", "أنتم", "هذا", "هذه", "ذلك", "تلك", "هؤلاء"))
)
_PARTICLES = ("وال", "فال", "بال", "كال", "لل", "ولل", "وبال")
_RANKS = frozenset(map(fold, ("المشير", "الفريق", "اللواء", "العميد", "العقيد", "السيد", "السيدة", "الدكتور")))
_KEY = re.compile(r"[a-z0-9_]+")
_SHORT_CLAIM = 2
# the corpus is planned from 30 to 600 words
_FEW_WORDS, _MANY_WORDS = 25, 650


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or looks wrong; `where` is the report's id or the file's name."""

    where: str
    message: str
    fault: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def validate(folder: Path) -> list[Finding]:
    """All findings of a corpus: its reports, splits and stories.

    Raises `CorpusError` where there is no corpus at all.
    """
    findings: list[Finding] = []
    reports: dict[str, GoldReport] = {}
    for path in report_files(folder):
        report = _read(path, findings)
        if report is None:
            continue
        if report.id != path.stem:
            findings.append(Finding(path.name, f"id {report.id} is not the file's name"))
        if report.id in reports:
            findings.append(Finding(path.name, f"{report.id} stands in another file too"))
        reports[report.id] = report
        findings += check_report(report)
    try:
        findings += check_splits(reports.values(), read_splits(folder))
        findings += check_stories(reports, load_stories(folder))
    except CorpusError as error:
        findings.append(Finding(folder.name, str(error)))
    return findings


def _read(path: Path, findings: list[Finding]) -> GoldReport | None:
    import msgspec

    try:
        return report_from_json(read_json(path))
    except CorpusError as error:
        findings.append(Finding(path.name, str(error)))
    except (msgspec.ValidationError, AttributeError) as error:
        findings.append(Finding(path.name, f"not in the gold format ({error})"))
    return None


def check_report(report: GoldReport) -> list[Finding]:
    """The findings of one report by itself."""
    found = [Finding(report.id, m) for m in _faults(report)]
    return found + [Finding(report.id, m, fault=False) for m in _doubts(report)]


def check_splits(reports: Iterable[GoldReport], splits: dict[str, str]) -> list[Finding]:
    """Every report has a split, and no story or topic of a writer stands in two."""
    known = {r.id: r for r in reports}
    out = [Finding("splits.json", f"no report {ident}") for ident in splits if ident not in known]
    out += [Finding(i, f"split {s!r}: one of {', '.join(SPLITS)}") for i, s in splits.items() if s not in SPLITS]
    out += [Finding(ident, "no split") for ident in known if ident not in splits]
    for field in ("topic", "story"):
        places: dict[tuple[str, str], set[str]] = defaultdict(set)
        for ident, report in known.items():
            if (value := getattr(report, field)) and ident in splits:
                places[report.writer, value].add(splits[ident])
        for (writer, value), found in sorted(places.items()):
            if len(found) > 1:
                out.append(Finding(writer, f"{field} {value} stands in {' and '.join(sorted(found))}"))
    return out


def check_stories(reports: dict[str, GoldReport], stories: Iterable[GoldStory]) -> list[Finding]:
    """Stories tell of events that exist, in several reports, all of one split, from at least one origin."""
    out: list[Finding] = []
    told: Counter[tuple[str, str]] = Counter()
    for story in stories:
        idents = {ident for ident, _ in story.tellings}
        told.update(story.tellings)
        for ident, key in story.tellings:
            events = {e.key for e in reports[ident].events} if ident in reports else set()
            if key not in events:
                out.append(Finding(story.name, f"no event {ident}/{key}"))
        if len(idents) < 2:
            out.append(Finding(story.name, "a story is told by at least two reports"))
        if story.independent < 1:
            out.append(Finding(story.name, f"{story.independent} origins"))
        out += [
            Finding(story.name, f"conflict over {c.field}: {ident} doesn't tell the story")
            for c in story.conflicts
            for ident in c.values
            if ident not in idents
        ]
        out += _story_doubts(story, [reports[i] for i in sorted(idents) if i in reports])
    out += [Finding(ident, f"event {key} is in {n} stories") for (ident, key), n in told.items() if n > 1]
    return out


def _story_doubts(story: GoldStory, reports: list[GoldReport]) -> Iterator[Finding]:
    def doubt(message: str) -> Finding:
        return Finding(story.name, message, fault=False)

    if len(story.root_sources) != story.independent:
        yield doubt(f"{story.independent} origins, but {len(story.root_sources)} are named")
    if not 2 <= len(reports) <= 5:
        yield doubt(f"{len(reports)} reports")
    names = {e.en for r in reports for e in r.entities.values()} | {r.publisher for r in reports}
    yield from (
        doubt(f"origin {root!r} is no entity's English name") for root in story.root_sources if root not in names
    )


def _faults(report: GoldReport) -> Iterator[str]:
    text = report.text
    if not text.strip():
        yield "no text"
    if report.notice != NOTICE:
        yield "the notice that the text is composed is missing or altered"
    if report.register not in REGISTERS:
        yield f"register {report.register}: one of {' '.join(REGISTERS)}"
    if not report.topic:
        yield "no topic"
    if report.published is not None and not _is_day(report.published):
        yield f"published {report.published!r} is not an ISO date"
    if report.published_source is None:
        yield "published_source: given or assumed"
    yield from (f"boilerplate not in the text: {piece[:60]}" for piece in report.boilerplate if piece not in text)
    yield from _entity_faults(report)
    yield from _key_faults(report)
    yield from _piece_faults(report)
    yield from _event_faults(report)
    keys = Counter(e.key for e in report.events)
    yield from (f"event key {key} repeats" for key, n in keys.items() if n > 1)


def _entity_faults(report: GoldReport) -> Iterator[str]:
    mentions = locate_names(report)
    for key, entity in report.entities.items():
        if not _KEY.fullmatch(key):
            yield f"entity key {key!r}: small letters, digits and _ only"
        if not any(name.strip() for name in entity.names):
            yield f"entity {key}: no names"
        elif not mentions[key]:
            yield f"entity {key}: none of its names is in the text: {' ; '.join(entity.names)}"
        for name in entity.names:
            if fold(name).strip() in _PRONOUNS:
                yield f"entity {key}: a pronoun is no name: {name}"
            if name != name.strip():
                yield f"entity {key}: blanks around the name {name!r}"
        if entity.country not in (None, "IGO") and entity.country not in _countries():
            yield f"entity {key}: country {entity.country} is no ISO 3166 code"
        yield from (f"entity {key}: sector {s}" for s in entity.sector if s not in SECTORS)
        if not entity.en:
            yield f"entity {key}: no English name"


def _links(report: GoldReport) -> list[GoldRelation | GoldAlignment]:
    return [*report.relations, *report.alignments]


def _key_faults(report: GoldReport) -> Iterator[str]:
    known = report.entities
    events = {e.key for e in report.events}
    for position in report.positions:
        for key in (position.person, position.organization):
            if key is not None and key not in known:
                yield f"position {position.title}: unknown entity {key}"
    for link in _links(report):
        yield from (f"relation: unknown entity {k}" for k in (link.subject, link.object) if k not in known)
        if link.subject == link.object:
            yield f"relation of {link.subject} to itself"
    for amount in report.amounts:
        if amount.event is not None and amount.event not in events:
            yield f"amount {amount.text}: unknown event {amount.event}"
    for claim in report.claims:
        yield from (f"claim: unknown source {k}" for k in claim.sources if k not in known)
        if not claim.sources:
            yield f"claim: no sources: {claim.content[:60]}"
    for event in report.events:
        keys = chain((k for _, k in event.participants()), *event.sources)
        yield from (f"event {event.key}: unknown entity {k}" for k in keys if k not in known)


def _piece_faults(report: GoldReport) -> Iterator[str]:
    text = report.text
    for position in report.positions:
        if position.title not in text and "لل" + position.title[2:] not in text:
            yield f"position title not in the text: {position.title}"
    for time in report.times:
        if find(text, time.text, time.n) is None:
            yield f"time not in the text {time.n} times: {time.text}"
        yield from (f"time {time.text}: {m}" for m in _interval_faults(time.earliest, time.latest))
        if all(d is None or _is_day(d) for d in (time.earliest, time.latest)):
            yield from (f"time {time.text}: {m}" for m in times.faults(time))
    for amount in report.amounts:
        if not occurrences(text, amount.text):
            yield f"amount not in the text: {amount.text}"
        if not amount.unit:
            yield f"amount {amount.text}: no unit"
        if amount.value is None and not amount.approximate:
            yield f"amount {amount.text}: neither a value nor approximate"
    for claim in report.claims:
        if find(text, claim.content) is None:
            yield f"claim not in the text: {claim.content[:60]}"
    seen = Counter((c.content, c.sources) for c in report.claims)
    yield from (f"claim twice: {content[:60]}" for (content, _), n in seen.items() if n > 1)


def _event_faults(report: GoldReport) -> Iterator[str]:
    for event in report.events:
        where = f"event {event.key}"
        if event.mode is not None and event.mode not in EVENT_MODES[event.type].split():
            yield f"{where}: {event.type} has no mode {event.mode}"
        yield from (f"{where}: context {c}" for c in event.context if c not in CONTEXTS)
        if len(set(event.aux)) < len(event.aux):
            yield f"{where}: aux {' '.join(event.aux)}"
        if event.time:
            yield from (f"{where}: {m}" for m in _interval_faults(*event.time))
        if not event.evidence:
            yield f"{where}: no evidence"
        for piece in event.evidence:
            if find(report.text, piece) is None:
                yield f"{where}: evidence not in the text: {piece[:60]}"
        if not event.sources:
            yield f"{where}: no chain (the report's own voice is the empty chain)"
        if event.count is not None and event.count < 1:
            yield f"{where}: count {event.count}"


def _interval_faults(earliest: str | None, latest: str | None) -> Iterator[str]:
    if (earliest is None) != (latest is None):
        yield "one end of the interval is open"
    for day in (earliest, latest):
        if day is not None and not _is_day(day):
            yield f"{day!r} is not an ISO date"
    if earliest is not None and latest is not None and earliest > latest:
        yield f"ends ({latest}) before it starts ({earliest})"


def _doubts(report: GoldReport) -> Iterator[str]:
    words = len(report.text.split())
    if not _FEW_WORDS <= words <= _MANY_WORDS:
        yield f"{words} words"
    yield from _entity_doubts(report)
    for time in report.times:
        if all(d is None or _is_day(d) for d in (time.earliest, report.published)):
            yield from (f"time: {m}" for m in times.doubts(time, report.published))
    for claim in report.claims:
        if len(claim.content.split()) < _SHORT_CLAIM:
            yield f"claim of one word: {claim.content}"
        if len(set(claim.sources)) < len(claim.sources):
            yield f"claim: a source passes on to itself: {' > '.join(claim.sources)}"
    for event in report.events:
        yield from (f"event {event.key}: {m}" for m in _event_doubts(report, event.key))
    if report.register == "control" and report.events:
        yield "a control report with events"


def _entity_doubts(report: GoldReport) -> Iterator[str]:
    used = {k for c in report.claims for k in c.sources} | {p.person for p in report.positions}
    used |= {p.organization for p in report.positions if p.organization}
    used |= {k for link in _links(report) for k in (link.subject, link.object)}
    for event in report.events:
        used |= {k for _, k in event.participants()} | {k for c in event.sources for k in c}
    mentions = locate_names(report)
    longer = [s for key, found in mentions.items() if report.entities[key].type in NAMED for s in found]
    # a capital may stand for its state and be a city too; any other two entities with one name are suspect
    names = Counter(fold(n) for e in report.entities.values() if e.type != "place" for n in set(e.names))
    known = {fold(n) for e in report.entities.values() for n in e.names}
    for key, entity in report.entities.items():
        if entity.type not in NAMED and key not in used:
            yield f"{entity.type} {key} takes part in nothing"
        found = mentions[key]
        if entity.type in NAMED and found and all(any(o.contains(s) and o != s for o in longer) for s in found):
            yield f"{entity.type} {key} stands only inside a longer name: {entity.names[0]}"
        for name in entity.names:
            first = fold(name).split()[:1]
            if entity.type == "person" and first and first[0] in _RANKS:
                yield f"person {key}: a name without title or rank: {name}"
            if name.startswith(_PARTICLES) and find(report.text, name) and _bare(name) in known:
                yield f"entity {key}: particle in the name {name}"
            if names[fold(name)] > 1:
                yield f"entity {key}: another entity has the name {name} too"


def _event_doubts(report: GoldReport, key: str) -> Iterator[str]:
    event = next(e for e in report.events if e.key == key)
    published = report.published
    if event.time and published and all(map(_is_day, (*event.time, published))):
        if event.time[0] > published and not {"future", "hypothetical", "negation"} & set(event.aux):
            yield f"happens ({event.time[0]}) after publication and is not future"
        if event.time[1] < published and "future" in event.aux:
            yield f"is future, but over ({event.time[1]}) before publication"
    for piece in event.evidence:
        if any(piece in b for b in report.boilerplate):
            yield f"evidence in boilerplate: {piece[:60]}"
    if event.type == "CONSULT" and event.mode == "visit" and not event.actor:
        yield "a visit without visitor"
    both = set(event.actor) & set(event.recipient)
    if both:
        yield f"actor and recipient at once: {' '.join(sorted(both))}"
    places = [k for k in (*event.place, *event.origin) if k in report.entities]
    for k in places:
        if (kind := report.entities[k].type) in ("person", "group"):
            yield f"{k} is a place of it, but a {kind}"


def _bare(name: str) -> str:
    """The name without what is taken for a particle before its article."""
    return fold("ال" + name[2:] if name.startswith("لل") else name[1:])


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(row["alpha3"] for row in read_table("gazetteer/countries.tsv"))

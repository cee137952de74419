"""What a printed dossier of a story or an actor says: headings, facts, quotations, decisions and the frozen texts.

This is the content; `dossier_html` and `dossier_pdf` only set it. Values are lines, each with the direction of its
own words, so that Arabic names keep their order in an English dossier and the other way round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.model.actor import Actor
from marsad.model.judgement import MACHINE, Judgement
from marsad.model.record import Record
from marsad.model.story import Account, Participant, Story, StoryLine

from .dossier_words import CHECK, counted, heading, unit, why, word
from .facts import country_name, latin
from .reading import Language, Options, Readable, reference

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 2 opens a chapter, 3 a part of one. `anchor` is what other places refer to."""

    level: int
    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values."""

    rows: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading row."""

    head: tuple[str, ...]
    rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report and where they stand in it."""

    exact: str
    report: str
    start: int
    end: int

    @property
    def place(self) -> str:
        return f"{self.report} {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class FrozenText:
    """The text of a report as it was read; `marks` are the spans that the dossier quotes, in order."""

    report: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


Block = Heading | Facts | Grid | Quotation | FrozenText | Paragraph


@dataclass(frozen=True, slots=True)
class Dossier:
    """`kind` says what the dossier is, `title` whom or what it is about."""

    language: Language
    kind: str
    title: str
    ident: str
    blocks: tuple[Block, ...]

    @property
    def creed(self) -> str:
        return heading("creed", self.language)


def dossier(desk: Readable, options: Options) -> Dossier:
    """The dossier of the story or actor `options.of`. Raises `KeyError` where the desk knows neither."""
    ident = options.of or ""
    language = options.language
    if ident.startswith("a-"):
        actor = desk.actor(ident)
        blocks = tuple(_Writer(desk, language).actor(actor))
        return Dossier(language, heading("actor", language), actor.line.name, actor.line.id, blocks)
    story = desk.story(ident)
    blocks = tuple(_Writer(desk, language).story(story))
    title = story.line.summary or story.line.id
    return Dossier(language, heading("story", language), title, story.line.id, blocks)


class _Writer:
    def __init__(self, desk: Readable, language: Language) -> None:
        self.desk, self.language = desk, language
        self.quoted: dict[str, set[tuple[int, int]]] = {}
        self.refs: list[str] = []

    def h(self, key: str) -> str:
        return heading(key, self.language)

    def w(self, value: str | None) -> str:
        return word(value, self.language) if value else ""

    # --- whole dossiers

    def story(self, story: Story) -> Iterator[Block]:
        yield Heading(2, self.h("sum"))
        yield self._facts(self._sum(story.line))
        yield from self._origins(story)
        yield from self._conflicts(story)
        yield Heading(2, self.h("accounts"))
        for number, account in enumerate(story.accounts, 1):
            yield from self._account(account, number)
        yield from self._decisions([story.line.id, *self.refs])
        yield from self._texts()
        yield from self._check()

    def actor(self, actor: Actor) -> Iterator[Block]:
        a = actor.line
        catalogues = [f"Wikidata {a.wikidata}"] if a.wikidata else []
        catalogues += [f"GeoNames {a.geonames}"] if a.geonames else []
        here = f"{a.latitude}, {a.longitude}" if a.latitude is not None and a.longitude is not None else None
        yield Heading(2, self.h("sum"))
        yield self._facts([
            ("id", [a.id]), ("names", [a.name, a.name_en]), ("kind", [self.w(a.type)]),
            ("country", [country_name(a.country) or a.country]), ("sector", a.sector), ("identifiers", catalogues),
            ("coordinates", [here]), ("reports", [str(a.reports)]), ("stories", [str(a.stories)]),
            ("seen", [_span(a.first_seen, a.last_seen)]),
        ])  # fmt: skip
        if actor.spellings:
            yield Heading(2, self.h("names"))
            yield self._grid(
                ("form", "reports", "since"),
                [((s.form,), (str(s.reports),), (s.first_seen,)) for s in actor.spellings],
            )
        if actor.offices:
            yield Heading(2, self.h("offices"))
            yield self._grid(
                ("title", "body", "seen", "reports"),
                [((o.title,), (o.organization_name,), (_span(o.first_seen, o.last_seen),), o.reports)
                 for o in actor.offices],
            )  # fmt: skip
        if actor.ties:
            yield Heading(2, self.h("ties"))
            yield self._grid(
                ("tie", "other", "reports"),
                [((self._tie(t.kind, t.outgoing),), (t.name, t.name_en), t.reports) for t in actor.ties],
            )
        yield Heading(2, self.h("stories"))
        number = 0
        for line in sorted(actor.stories, key=lambda s: (s.earliest or s.first_published or "9999", s.id)):
            story = self.desk.story(line.id)
            yield Heading(3, self._what(line), line.id)
            yield self._facts(self._sum(line))
            for account in story.accounts:
                number += 1
                yield from self._account(account, number, level=4)
        yield from self._decisions([a.id, *actor.merged, *(s.id for s in actor.stories), *self.refs])
        yield from self._texts()
        yield from self._check()

    # --- parts

    def _what(self, s: StoryLine | Account) -> str:
        what = " · ".join(self.w(x) for x in (s.type, s.mode) if x)
        return f"{what} ({'، '.join(map(self.w, s.aux))})" if s.aux else what

    def _names(self, who: Iterable[Participant]) -> list[str]:
        if self.language == "ar":
            return [p.name for p in who]
        return [p.name if latin(p) == p.name else f"{latin(p)} ({p.name})" for p in who]

    def _sum(self, s: StoryLine) -> list[tuple[str, Iterable[str | None]]]:
        return [
            ("id", [s.id]),
            ("what", [self._what(s)]),
            ("who", self._names(s.actor)),
            ("whom", self._names(s.recipient)),
            ("where", self._names(s.place)),
            ("from", self._names(s.origin)),
            ("when", [_span(s.earliest, s.latest) or self.h("undated")]),
            ("count", [str(s.count) if s.count else None]),
            ("certainty", [self.w(s.certainty)]),
            ("counts", [counted(s.reports, s.outlets, s.origins, s.anonymous, self.language)]),
        ]

    def _origins(self, story: Story) -> Iterator[Block]:
        yield Heading(2, self.h("origins"))
        yield self._grid(
            ("origin", "kind", "why", "tellings"),
            [
                (
                    (o.name, o.name_en if self.language == "en" and o.kind != "anonymous" else None),
                    (self.w(o.kind), self.w("negation") if o.denies else None),
                    (why(o, self.language),),
                    self._told(o.accounts, story),
                )
                for o in story.origins
            ],
        )

    def _conflicts(self, story: Story) -> Iterator[Block]:
        yield Heading(2, self.h("conflicts"))
        if not story.conflicts:
            yield Paragraph(self.h("none"))
            return
        yield self._grid(
            ("field", "value", "says", "first_said"),
            [
                (
                    (self.w(c.field),),
                    (self._version(v.value, c.unit),),
                    self._told(v.accounts, story),
                    (v.first_said,),
                )
                for c in story.conflicts
                for v in c.values
            ],
        )

    def _version(self, value: str, counted_in: str | None) -> str:
        # of a conflict "denied" is said of the event, of a story it is said of all tellings
        said = self.w("negation" if value == "denied" else value)
        return f"{said} {unit(counted_in, self.language)}".strip()

    def _told(self, refs: Iterable[str], story: Story) -> list[str]:
        """Tellings with their outlets."""
        outlets = {reference(a): a.publisher for a in story.accounts}
        return [f"{ref} · {outlets[ref]}" if outlets.get(ref) else ref for ref in refs]

    def _account(self, a: Account, number: int, level: int = 3) -> Iterator[Block]:
        ref = reference(a)
        yield Heading(level, f"{self.h('telling')} {number} · {a.publisher or a.title or a.report}", ref)
        act = " · ".join(self.w(x) for x in (a.act, a.distance) if x)
        yield self._facts([
            ("id", [ref]), ("headline", [a.title]), ("published", [a.published]), ("address", [a.url]),
            ("chain", self._chain(a)), ("act", [act]), ("what", [self._what(a)]),
            ("who", self._names(a.actor)), ("whom", self._names(a.recipient)),
            ("where", self._names(a.place)), ("from", self._names(a.origin)),
            ("when", [_span(a.earliest, a.latest) or self.h("undated")]),
            ("count", [str(a.count) if a.count else None]), ("numbers", [n.exact for n in a.amounts]),
            ("reprint", [a.copy_of]), ("confidence", [None if a.confidence is None else f"{a.confidence:.2f}"]),
            ("decision", [self.w(a.decision)]),
        ])  # fmt: skip
        self.quoted.setdefault(a.report, set())
        self.refs += [ref, a.report]
        for q in a.evidence:
            self.quoted[a.report].add((q.start, q.end))
            yield Quotation(q.exact, a.report, q.start, q.end)

    def _chain(self, a: Account) -> list[str]:
        if not a.chain:
            return [self.h("own_voice")]
        citing = {"en": "citing", "ar": "نقلا عن"}[self.language]
        return [self.h("this_report"), *(f"{citing} {self._hop(h.name, h.body_name)}" for h in a.chain)]

    def _hop(self, name: str, body: str | None) -> str:
        return f"{name} ({body})" if body and body != name else name

    def _tie(self, kind: str, outgoing: bool) -> str:
        """Which way it goes: the other one's side is told where the tie comes from there."""
        return self.w(kind) if outgoing else f"← {self.w(kind)}"

    def _decisions(self, refs: Iterable[str]) -> Iterator[Block]:
        yield Heading(2, self.h("decisions"))
        found: dict[int, Judgement] = {}
        for ref in dict.fromkeys(refs):
            cursor: str | None = None
            while True:
                page = self.desk.judgements(ref, cursor=cursor)
                found.update({j.number: j for j in page.items if j.by != MACHINE})
                cursor = page.cursor
                if cursor is None:
                    break
        if not found:
            yield Paragraph(self.h("none"))
            return
        yield self._grid(
            ("decision", "about", "by", "at", "reasons"),
            [
                (
                    (f"{j.number}. {self.w(j.kind)}" + (f" → {j.undoes}" if j.undoes else ""),),
                    (j.left, j.right),
                    (j.by,),
                    (j.at,),
                    (f"{j.field}: {j.value}" if j.field else None, j.note),
                )
                for _, j in sorted(found.items())
            ],
        )

    def _texts(self) -> Iterator[Block]:
        yield Heading(2, self.h("texts"))
        for report in sorted(self.quoted):
            record = self.desk.report(report)
            marks = tuple(sorted(self.quoted[report]))
            yield Heading(3, record.title or report, report)
            yield self._facts(self._report(record, marks))
            yield FrozenText(report, record.text, marks)

    def _report(self, record: Record, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, Iterable[str | None]]]:
        sha = hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
        return [
            ("id", [record.id]), ("outlet", [record.publisher]), ("published", [record.published]),
            ("address", [record.url]), ("sha256", [sha]),
            ("quoted_at", [", ".join(f"{start}–{end}" for start, end in marks)]),
        ]  # fmt: skip

    def _check(self) -> Iterator[Block]:
        yield Heading(2, self.h("check"))
        yield Paragraph(CHECK[self.language])
        yield Paragraph(self.h("creed"))

    # --- shapes

    def _facts(self, rows: Iterable[tuple[str, Iterable[str | None]]]) -> Facts:
        """Labelled values; what is empty has no row."""
        made = [(self.h(label), tuple(dict.fromkeys(v for v in values if v))) for label, values in rows]
        return Facts(tuple((label, values) for label, values in made if values))

    def _grid(self, head: Iterable[str], rows: Iterable[Iterable[Iterable[str | None]]]) -> Grid:
        return Grid(
            tuple(map(self.h, head)),
            tuple(tuple(tuple(line for line in cell if line) for cell in row) for row in rows),
        )


def _span(earliest: str | None, latest: str | None) -> str | None:
    """An interval of local days, as days."""
    if earliest and latest and earliest != latest:
        return f"{earliest} – {latest}"
    return earliest or latest

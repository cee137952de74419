"""Stories, actors, audits and timelines as an analyst reads them: each line leads to a report's own words.

A reference `REPORT#V2 120-164` names the event and where its words stand in the report's text (code points). Arabic
stands between Unicode isolates, as in `text_output`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.model.actor import Actor
from marsad.model.record import Act
from marsad.model.story import Account, Conflict, Hop, Origin, Participant, Story, StoryLine
from marsad.model.views import Audit, TimelineItem

from .text_output import OWN_VOICE, days, shown

CREED = "Marsad records what reports say, never what is true."
_STATUS = {"future": "announced", "negation": "denied", "historical": "past", "hypothetical": "hypothetical"}
_CERTAINTY = {
    "corroborated": "corroborated by two or more named origins",
    "single-origin": "a single named origin",
    "anonymous": "unnamed origins only",
    "denied": "denials only",
}
_LONGEST = 240


def render_story(story: Story, *, colour: bool = False) -> str:
    """A story in full: what is told, on whose word, where tellings differ, and every account with its words."""
    line = story.line
    place = {f"{a.report}#{a.event}": a for a in story.accounts}
    out = [_bold(_headline(line), colour), f"{line.id} · {_counts(line)} · {_CERTAINTY[line.certainty]}", ""]
    out += [_bold("Origins", colour) + ("" if story.origins else ": none")]
    out += [x for origin in story.origins for x in _origin(origin, place)]
    out += ["", _bold("Conflicts", colour) + ("" if story.conflicts else ": none")]
    out += [x for conflict in story.conflicts for x in _conflict(conflict, place)]
    out += ["", _bold("Accounts", colour)]
    out += [x for account in story.accounts for x in _account(account, colour)]
    return "\n".join([*out, "", CREED, ""])


def render_stories(lines: Sequence[StoryLine], total: int, *, colour: bool = False) -> str:
    """Stories as a list, two lines each; `total` counts those that weren't asked for too."""
    out: list[str] = []
    for line in lines:
        out += [
            f"{_bold(line.id, colour)}  {_headline(line)}",
            f"    {_counts(line)}{_marks(line)} · {_quote(line.summary)}",
        ]
    more = f"{len(lines)} of {total} stories" if total > len(lines) else _plural(total, "story", "stories")
    return "\n".join([*out, "", more, CREED, ""])


def render_actor(actor: Actor, *, colour: bool = False) -> str:
    """An actor in full: spellings, offices, ties, stories."""
    line = actor.line
    facts = [line.type, line.country, ", ".join(line.sector), line.wikidata]
    out = [
        _bold(_both(line.name, line.name_en), colour),
        " · ".join([line.id, *(f for f in facts if f), _plural(line.reports, "report"),
                    _plural(line.stories, "story", "stories")]),
    ]  # fmt: skip
    out += _section("Spellings", [f"{shown(s.form)} · {_plural(s.reports, 'report')}" for s in actor.spellings], colour)
    out += _section(
        "Offices",
        [
            " · ".join(
                x
                for x in (
                    shown(o.title) + (f" of {shown(o.organization_name)}" if o.organization_name else ""),
                    days(o.first_seen, o.last_seen),
                    ", ".join(map(shown, o.reports)),
                )
                if x
            )
            for o in actor.offices
        ],
        colour,
    )
    out += _section(
        "Ties",
        [
            f"{'' if t.outgoing else 'is '}{t.kind.replace('_', ' ')} {'' if t.outgoing else 'of '}"
            f"{_both(t.name, t.name_en)} · {t.actor} · {', '.join(map(shown, t.reports))}"
            for t in actor.ties
        ],
        colour,
    )
    out += _section(
        "Stories", [f"{s.earliest or 'undated':10}  {s.id}  {_headline(s, dated=False)}" for s in actor.stories], colour
    )
    return "\n".join([*out, "", CREED, ""])


def render_audits(audits: Sequence[Audit], *, colour: bool = False) -> str:
    """Counted statements, each against the list of what is on record."""
    out: list[str] = []
    for made in audits:
        who = ", ".join(shown(p.name) for p in made.actor) or "somebody"
        where = f" in {', '.join(shown(p.name) for p in made.place)}" if made.place else ""
        what = f"{made.type} {made.mode}" if made.mode else made.type
        out += [
            _bold(f"{who}: {what} × {made.said}{where}", colour)
            + f" · {days(made.earliest, made.latest) or 'no interval'}",
            f"    {made.event} {made.start}-{made.end} · {_outlet(made.publisher, made.published)}",
            f"    {_quote(made.exact)}",
            f"    said {made.said}, on record {made.on_record}{_difference(made)}",
        ]
        out += [f"      {s.earliest or 'undated':10}  {s.id}  {_headline(s, dated=False)}" for s in made.stories]
        out += [f"    ? {s.earliest or 'undated':10}  {s.id}  {_headline(s, dated=False)}" for s in made.maybe]
    return "\n".join([*out, "", _plural(len(audits), "counted statement"), CREED, ""])


def render_timeline(items: Sequence[TimelineItem], total: int, *, colour: bool = False) -> str:
    """Stories in order of time, undated ones last; `total` counts the older ones that weren't asked for too."""
    out = []
    for item in items:
        line = item.story
        when = days(line.earliest, line.latest) or "undated"
        out.append(
            f"{_bold(f'{when:24}', colour)}  {line.id}  {_headline(line, dated=False)} · {_counts(line)}{_marks(line)}"
        )
    return "\n".join([*out, "", _how_many(items, total), CREED, ""])


def _how_many(items: Sequence[TimelineItem], total: int) -> str:
    if total <= len(items):
        return _plural(total, "story", "stories")
    # whatever older there is may have happened on this day or before
    undated = any(item.story.latest is None and item.story.earliest is None for item in items)
    last = min((day for item in items if (day := item.story.latest or item.story.earliest)), default=None)
    before = f"--to {last} lists what came before, " if last and not undated else ""
    return (
        f"the newest {len(items)} of {total} stories; {total - len(items)} "
        f"{'undated' if undated else 'older or undated'} ones are not shown: {before}a larger --limit lists all"
    )


def _headline(line: StoryLine, *, dated: bool = True) -> str:
    what = f"{line.type} {line.mode}" if line.mode else line.type
    actors, recipients = _names(line.actor), _names(line.recipient)
    who = f"{actors or '?'} → {recipients}" if recipients else actors
    where = " ".join(
        x
        for x in (
            f"from {_names(line.origin)}" if line.origin else "",
            f"{'to' if line.origin else 'in'} {_names(line.place)}" if line.place else "",
        )
        if x
    )
    status = ", ".join(_STATUS[a] for a in line.aux)
    when = days(line.earliest, line.latest) if dated else ""
    times = f"{line.count} times" if line.count and line.count > 1 else ""
    return " · ".join(x for x in (what, who, where, when, times, status) if x)


def _names(people: Sequence[Participant], most: int = 3) -> str:
    names = list(dict.fromkeys(shown(p.name) for p in people))
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _counts(line: StoryLine) -> str:
    unnamed = f" ({line.anonymous} of them unnamed)" if line.anonymous else ""
    return (
        f"{_plural(line.reports, 'report')} · {_plural(line.outlets, 'outlet')} · "
        f"{_plural(line.origins, 'origin')}{unnamed}"
    )  # fmt: skip


def _marks(line: StoryLine) -> str:
    return f" · conflict: {', '.join(line.conflicts)}" if line.conflicts else ""


def _origin(origin: Origin, accounts: dict[str, Account]) -> list[str]:
    kind = {"named": "", "anonymous": " (unnamed)", "outlet": " (outlet)"}[origin.kind]
    denies = " · denies" if origin.denies else ""
    told = [_at(accounts[ref]) for ref in origin.accounts if ref in accounts]
    return [f"  {_both(origin.name, origin.name_en)}{kind}{denies}", f"      {_isolated(origin.why, origin.names)}",
            f"      {', '.join(told)}"]  # fmt: skip


def _isolated(why: str, names: Iterable[str]) -> str:
    """The sentence with the names in it isolated from its own direction, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        mark = shown(name)
        if mark != name and mark not in why:
            why = why.replace(name, mark)
    return why


def _conflict(conflict: Conflict, accounts: dict[str, Account]) -> list[str]:
    unit = f" ({conflict.unit})" if conflict.unit else ""
    out = [f"  {conflict.field}{unit}"]
    for value in conflict.values:
        told = [accounts[ref] for ref in value.accounts if ref in accounts]
        by = "; ".join(f"{_word_of(a)} {_at(a)}" for a in told)
        since = f" · first said {value.first_said}" if value.first_said else ""
        out.append(f"      {shown(value.value)}{since} · {by}")
    return out


def _account(account: Account, colour: bool) -> list[str]:
    facts = [
        f"{account.type} {account.mode}" if account.mode else account.type,
        days(account.earliest, account.latest),
        ", ".join(_STATUS[a] for a in account.aux),
        f"reprints {account.copy_of}" if account.copy_of else "",
        account.decision or "",
    ]
    out = [
        f"  {_bold(_at(account), colour)} · {_outlet(account.publisher, account.published)} · "
        + " · ".join(f for f in facts if f),
    ]
    out += [f"      {_quote(q.exact)} {q.start}-{q.end}" for q in account.evidence]
    out.append(_on_the_word_of(account.chain, account.act))
    for other in account.retold:
        spots = ", ".join(f"{q.start}-{q.end}" for q in other.evidence)
        out.append(f"{_on_the_word_of(other.chain, other.act)} · {spots}")
    return out


def _on_the_word_of(chain: Sequence[Hop], act: Act | None) -> str:
    hops = " ← ".join([OWN_VOICE, *(_both(h.name, h.name_en) for h in chain)])
    return f"      {hops}" + (f" · {act}" if act else "")


def _word_of(account: Account) -> str:
    return shown(account.chain[-1].name) if account.chain else shown(account.publisher or account.report)


def _at(account: Account) -> str:
    where = f" {account.evidence[0].start}-{account.evidence[0].end}" if account.evidence else ""
    return f"{shown(account.report)}#{account.event}{where}"


def _outlet(publisher: str | None, published: str | None) -> str:
    return " · ".join([shown(publisher) if publisher else "outlet unknown", published or "date unknown"])


def _difference(made: Audit) -> str:
    gap = made.said - made.on_record
    what = f": {abs(gap)} {'fewer' if gap > 0 else 'more'} on record" if gap else ": as many"
    return what + (f", {made.uncertain} uncertain (?)" if made.uncertain else "")


def _section(name: str, lines: Sequence[str], colour: bool) -> list[str]:
    return ["", _bold(name, colour) + ("" if lines else ": none"), *(f"  {x}" for x in lines)]


def _both(name: str, name_en: str | None) -> str:
    return f"{shown(name)} ({shown(name_en)})" if name_en and name_en != name else shown(name)


def _quote(words: str) -> str:
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2].rstrip()} […] {words[-_LONGEST // 2 :].lstrip()}"
    return f"“{shown(words)}”"


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text

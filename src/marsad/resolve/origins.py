"""Origins: whose word a story rests on, each counted once however many reports pass it on.

Every chain is walked to its last hop, and ends that are one word are one origin: the same actor; a body and who
speaks for it; an outlet that only passes on what another chain traces further; a reprint and its original; a
report's own voice that sums up what the same passage tells on somebody's word. A telling in a report's own voice
has its outlet as its origin. `docs/stories.md` gives the rules with examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from marsad.lexicon.tables import read_table
from marsad.model.story import Account, Hop, Origin, OriginKind, Quote
from marsad.text.views import fold

from .accounts import VOICES
from .likeness import content_words, heads, same_name
from .retold import only_mentions

_Code = Literal["chain-end", "own-word", "reprint", "unnamed"]
_NEWS = frozenset(map(fold, ("للأنباء", "الإخبارية", "الإخباري", "أنباء", "الأنباء")))
"""Words besides their heads that outlets' names come with and without."""

_DOCUMENTS = frozenset(
    map(fold, ("مذكرة", "وثيقة", "بيان", "بلاغ", "تقرير", "رسالة", "محضر", "سجل", "سجلات", "منشور", "برقية", "كتاب"))
)
_KINDS_OF_DOCUMENTS = frozenset(
    map(fold, ("داخلية", "داخلي", "سرية", "سري", "مسربة", "مسرب", "رسمية", "رسمي", "صادرة", "صادر", "عن", "من", "في"))
)
"""What is said of a document before the body whose it is."""


@dataclass(frozen=True, slots=True)
class _End:
    """Where one telling's chain ends. `chain` is without the report's own outlet; empty in the outlet's own voice.

    `words` are the pieces of evidence that are told on it. `mention` says that a report's own voice only mentions
    what the report tells on somebody's word.
    """

    account: Account
    chain: tuple[Hop, ...]
    outlet: str
    words: tuple[Quote, ...]
    mention: bool = False

    @property
    def last(self) -> Hop | None:
        return self.chain[-1] if self.chain else None

    @property
    def kind(self) -> OriginKind:
        return "outlet" if self.last is None else "named" if self.last.named else "anonymous"

    @property
    def name(self) -> str:
        return self.last.name if self.last else self.outlet

    @property
    def relay(self) -> str:
        """Who passes the last hop's word on."""
        return self.chain[-2].name if len(self.chain) > 1 else self.outlet


def origins(accounts: Sequence[Account]) -> tuple[Origin, ...]:
    """The independent origins of a story's accounts, those with most tellings first.

    Accounts that an analyst rejected don't count.
    """
    counted = [a for a in accounts if a.decision != "rejected"]
    publishers = {a.report: a.publisher for a in accounts}
    ends = _mentions([end for a in counted for end in _ends(a, publishers)])
    groups = _Groups(len(ends))
    for rule in (_one_actor, _one_outlet, _one_body, _passed_on, _one_description):
        groups.join(ends, rule)
    groups.join_first(ends, _summed_up)
    for rule in (_shortened, _document, _one_head, _metonym, _own_statement):
        groups.join_unique(ends, rule)
    made = [_origin([ends[i] for i in members]) for members in groups.all()]
    return tuple(sorted(made, key=lambda o: (-len(o.accounts), o.accounts)))


def reference(account: Account) -> str:
    """The account's event reference, `REPORT#V2`."""
    return f"{account.report}#{account.event}"


@lru_cache(maxsize=2048)
def outlet_key(name: str) -> str:
    """A form in which an outlet's name with and without "agency", "newspaper" and the article is equal.

    >>> outlet_key("وكالة الميناء للأنباء") == outlet_key("الميناء")
    True
    """
    words = [w for w in fold(name).replace('"', " ").split() if w not in _NEWS]
    bare = [w.removeprefix("ال") if len(w) > 4 else w for w in words]
    return " ".join([w for w in bare if w not in _outlet_heads()] or bare)


@cache
def _outlet_heads() -> frozenset[str]:
    return frozenset(fold(row["head"]) for row in read_table("ar/entities/heads.tsv") if row["sector"] == "MED")


class _Groups:
    """Which ends are one origin: joined pair by pair, numbered by the first member."""

    def __init__(self, size: int) -> None:
        self._of = list(range(size))

    def join(self, ends: Sequence[_End], same: Callable[[_End, _End], bool]) -> None:
        """Join all pairs of which the rule holds, in either order."""
        for i, end in enumerate(ends):
            for j in range(i):
                if self._root(i) != self._root(j) and (same(ends[j], end) or same(end, ends[j])):
                    self._merge(i, j)

    def join_unique(self, ends: Sequence[_End], same: Callable[[_End, _End], bool]) -> None:
        """Join an end to the one group that the rule names for it; where there are several it stays apart."""
        for i, end in enumerate(ends):
            found = {
                self._root(j) for j, other in enumerate(ends) if self._root(j) != self._root(i) and same(end, other)
            }
            if len(found) == 1:
                self._merge(i, found.pop())

    def join_first(self, ends: Sequence[_End], same: Callable[[_End, _End], bool]) -> None:
        """Join an end to the first that the rule names for it, so that it never ties two others together."""
        for i, end in enumerate(ends):
            found = [self._root(j) for j, other in enumerate(ends) if same(end, other)]
            if found and self._root(i) not in found:
                self._merge(i, found[0])

    def all(self) -> list[list[int]]:
        members: dict[int, list[int]] = {}
        for i in range(len(self._of)):
            members.setdefault(self._root(i), []).append(i)
        return list(members.values())

    def _root(self, i: int) -> int:
        while self._of[i] != i:
            i = self._of[i]
        return i

    def _merge(self, i: int, j: int) -> None:
        first, second = sorted((self._root(i), self._root(j)))
        self._of[second] = first


def _ends(account: Account, publishers: dict[str, str | None]) -> Iterator[_End]:
    """The ends of an account: of its chain, and of each that it tells the event again on."""
    told_by = account.copy_of or account.report
    outlet = publishers.get(told_by) or (account.publisher if not account.copy_of else None) or told_by
    again = [quote for other in account.retold for quote in other.evidence]
    own = tuple(quote for quote in account.evidence if quote not in again)
    if own or account.chain or not again:
        yield _End(account, _without(account.chain, outlet), outlet, own)
    for other in account.retold:
        yield _End(account, _without(other.chain, outlet), outlet, other.evidence)


def _mentions(ends: Sequence[_End]) -> list[_End]:
    """The ends, marked where an own voice only mentions («تضاربت الروايات بشأن إغلاق الخط») what others then tell."""
    sourced = {end.account.report for end in ends if end.last and "negation" not in end.account.aux}
    return [
        replace(end, mention=True)
        if end.last is None and end.account.report in sourced and only_mentions(end.account, end.words)
        else end
        for end in ends
    ]


def _without(chain: tuple[Hop, ...], outlet: str) -> tuple[Hop, ...]:
    """The chain without the report's own outlet."""
    while chain and chain[0].type == "organization" and outlet_key(chain[0].name) == outlet_key(outlet):
        chain = chain[1:]
    return chain


def _one_actor(a: _End, b: _End) -> bool:
    if a.last is None or b.last is None:
        return False
    if a.last.actor == b.last.actor:
        return True
    return a.last.named and b.last.named and a.last.type == b.last.type == "person" and _same(a.last, b.last)


def _one_outlet(a: _End, b: _End) -> bool:
    """The same outlet's own voice twice, or once quoted by another report."""
    if a.mention or b.mention:
        return False
    if a.last is None and b.last is None:
        return outlet_key(a.outlet) == outlet_key(b.outlet)
    if a.last is None and b.last is not None and b.last.type == "organization":
        return outlet_key(a.outlet) == outlet_key(b.last.name)
    return False


def _one_body(a: _End, b: _End) -> bool:
    """`a` speaks for the body whose word `b` is."""
    if a.last is None or a.last.type == "organization":
        return False
    if not a.last.named and not _is_voice(a.last):
        return False
    if b.last is not None and (b.last.type != "organization" or not b.last.named):
        if not b.last.named and a.last.body_name and content_words(a.last.body_name) == content_words(b.last.name):
            # the head of what is only described («مدير الشركة المالكة» and «الشركة المالكة»)
            return len(content_words(b.last.name)) > 1
        # two voices of one body
        return bool(
            not a.last.named and not b.last.named and a.last.body and a.last.body == b.last.body
            and _is_voice(b.last)
        )  # fmt: skip
    if b.last is None and _is_media(b.outlet):
        return False
    if b.last is not None and a.last.body == b.last.actor:
        return True
    if a.last.body_name and len(content_words(a.last.body_name)) > 1 and _same_body(a.last.body_name, b.name):
        return True
    words = content_words(b.name)
    return not a.last.named and bool(words) and words <= content_words(a.last.name)


def _passed_on(a: _End, b: _End) -> bool:
    """`a` ends with an outlet, a body or somebody unnamed who, in `b`, only passes on what another one told.

    Somebody named may have seen it too.
    """
    if a.last is None or (a.last.named and a.last.type == "person"):
        return False
    if a.last.named and not a.last.media:
        return any(a.last.actor == hop.actor for hop in b.chain[:-1])
    return any(_one_hop(a.last, hop) for hop in b.chain[:-1])


def _one_description(a: _End, b: _End) -> bool:
    """Two unnamed sources are one where the same outlet passes both on in the same words.

    A body that one report's analysis took for people described is that body («مجموعة محامي السدرة»).
    """
    if a.last is None or b.last is None or a.last.named:
        return False
    if b.last.named:
        words = content_words(a.last.name)
        return b.last.type == "organization" and len(words) > 1 and words == content_words(b.last.name)
    if outlet_key(a.relay) != outlet_key(b.relay):
        return False
    x, y = content_words(a.last.name), content_words(b.last.name)
    return bool(x and y) and (x <= y or y <= x)


def _summed_up(a: _End, b: _End) -> bool:
    """A report's own voice that tells what the same words tell on somebody's word, or only mentions it."""
    if a.last is not None or b.last is None or a.account.report != b.account.report:
        return False
    if a.mention and "negation" not in b.account.aux:
        return True
    return any(p.start < q.end and q.start < p.end for p in a.words for q in b.words)


def _shortened(a: _End, b: _End) -> bool:
    """`a` is a body whose name is a shorter form of `b`'s."""
    if a.last is None or b.last is None or not (a.last.named and b.last.named):
        return False
    if a.last.type != "organization" or b.last.type != "organization":
        return False
    short, full = content_words(a.last.name), content_words(b.last.name)
    return bool(short) and (short < full or (short == full and a.last.name != b.last.name))


def _document(a: _End, b: _End) -> bool:
    """`a` is a document of the body that `b` is, by a short form of its name or a longer one.

    «وثيقة داخلية في شركة الضفاف» is the word of «الضفاف للملاحة», «تقرير سري لملحق عسكري» nobody's but the attaché's.
    """
    if a.last is None or b.last is None or a.last.named or not (b.last.named and b.last.type == "organization"):
        return False
    words = fold(a.last.name).split()
    if words[0].removeprefix("ال") not in _DOCUMENTS:
        return False
    of = content_words(" ".join(w for w in words[1:] if w.removeprefix("ال") not in _KINDS_OF_DOCUMENTS | heads()))
    body = content_words(b.last.name)
    return bool(of) and (of <= body or body <= of)


def _one_head(a: _End, b: _End) -> bool:
    """`a` speaks for "the organization" or is called so, and `b` is an organization.

    «المجموعة» alone is people described: then `b` is of the same report.
    """
    if a.last is None or b.last is None or b.last.type != "organization" or not b.last.named:
        return False
    if a.last.type == "organization":
        called = a.last.name
    elif a.last.body is None and (a.last.named or _is_voice(a.last)):
        called = a.last.body_name or ("" if a.last.named else _after_voice(a.last.name))
    elif not a.last.named and a.account.report == b.account.report:
        called = a.last.name
    else:
        return False
    words = fold(called).split()
    head = words[0].removeprefix("ال") if len(words) == 1 else ""
    if not called and not a.last.named:
        return a.account.report == b.account.report
    return bool(head) and words[0] != head and head in fold(b.last.name).split()


def _metonym(a: _End, b: _End) -> bool:
    """`a` is a place that stands for its government ("Ankara denies"), `b` a body of which the same report tells."""
    if a.last is None or b.last is None or a.last.type != "place" or a.account.report != b.account.report:
        return False
    return b.last.type == "organization" or bool(b.last.body or b.last.body_name)


def _own_statement(a: _End, b: _End) -> bool:
    """`a` is the own voice of a report without an outlet, a statement, and `b` the one body on whose word it tells."""
    if a.last is not None or a.account.publisher or b.last is None or a.account.report != b.account.report:
        return False
    return b.last.named and b.last.type == "organization"


def _after_voice(description: str) -> str:
    """What a described spokesman is said to speak for; "its" says nothing."""
    words = [w for w in description.split() if fold(w).removeprefix("ال") not in VOICES]
    return " ".join(w for w in words if not fold(w).startswith(("باسم", "بلسان")))


def _one_hop(a: Hop, b: Hop) -> bool:
    if a.actor == b.actor or (a.named and b.named and a.type == b.type and _same(a, b)):
        return True
    x, y = content_words(a.name), content_words(b.name)
    return not a.named and not b.named and len(x & y) >= 2 and (x <= y or y <= x)


def _is_voice(hop: Hop) -> bool:
    return any(w.removeprefix("ال") in VOICES for w in fold(hop.name).split())


def _same(a: Hop, b: Hop) -> bool:
    return a.name == b.name or same_name(a, b)


@lru_cache(maxsize=2048)
def _same_body(a: str, b: str) -> bool:
    """Do all words of the shorter name stand in the longer one?

    >>> _same_body("هيئة المصائد", "الهيئة العامة للمصائد السمكية"), _same_body("وزارة الدفاع", "وزارة الصحة")
    (True, False)
    """
    x, y = sorted((content_words(a), content_words(b)), key=len)
    return bool(x) and x <= y


def _is_media(outlet: str) -> bool:
    return any(w.removeprefix("ال") in _outlet_heads() for w in fold(outlet).split())


def _origin(members: Sequence[_End]) -> Origin:
    told = [end.account for end in members]
    named = [e for e in members if e.kind == "named"] or [e for e in members if e.kind == "outlet"] or list(members)
    # a body stands for those who speak for it
    main = next((e for e in named if e.last is None or e.last.type == "organization"), named[0])
    names = tuple(dict.fromkeys(e.name for e in (main, *members)))
    kind = main.kind
    why, code = _why(main, members, names)
    return Origin(
        actor=main.last.actor if main.last else None,
        name=main.name,
        name_en=main.last.name_en if main.last else None,
        kind=kind,
        why=why,
        code=code,
        names=names,
        accounts=tuple(dict.fromkeys(map(reference, told))),
        denies=all("negation" in a.aux for a in told),
    )


def _why(main: _End, members: Sequence[_End], names: Sequence[str]) -> tuple[str, _Code]:
    count = len({e.account.report for e in members})
    reports = "1 report traces" if count == 1 else f"{count} reports trace"
    copies = sorted({e.account.report for e in members if e.account.copy_of})
    others = _list(n for n in names if n != main.name)
    tail = f"; {others} counted with it" if others else ""
    if copies and main.kind == "outlet":
        return f"{main.name}'s own telling, reprinted by {_list(copies)}{tail}", "reprint"
    if main.kind == "outlet":
        return f"{main.name} tells it in its own voice, naming nobody{tail}", "own-word"
    if main.kind == "anonymous":
        return f"{reports} it to {main.name}, who is described and not named{tail}", "unnamed"
    return f"{reports} it to {main.name}{tail}", "chain-end"


def _list(items: Iterable[str]) -> str:
    return ", ".join(items)

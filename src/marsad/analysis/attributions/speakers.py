"""Who speaks: the nearest transmitter first, the one whose word it is last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.entities.candidate import Candidate, Found
from marsad.analysis.entities.groups import group_noun
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.tables import read_table
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .documents import author

_FROM = frozenset({fold("عن")})
_TITLE = 4
"""Tokens of a title with its adjectives before a name."""
THROUGH = frozenset(
    fold(w)
    for w in [
        "تصريح",
        "تصريحات",
        "حديث",
        "مقابلة",
        "حوار",
        "لقاء",
        "اتصال",
        "مداخلة",
        "رسالة",
        "بيان",
        "منشور",
        "تسجيل",
    ]
)
PUBLISHED = frozenset(
    fold(w)
    for w in [
        "نشرته",
        "نشرتها",
        "نشره",
        "نشرها",
        "أوردته",
        "أوردتها",
        "نقلته",
        "نقلتها",
        "بثته",
        "بثتها",
        "أوردها",
        "أورده",
        "أذاعته",
        "أذاعتها",
        "نقله",
        "نقلها",
        "بثه",
        "بثها",
        "أصدرته",
        "أصدرتها",
        "أصدره",
    ]
)
CHANNELS = frozenset(
    fold(w)
    for w in [
        "إكس",
        "فيسبوك",
        "تويتر",
        "تلغرام",
        "تليغرام",
        "إنستغرام",
        "يوتيوب",
        "واتساب",
        "منصة",
        "منصتها",
        "صفحته",
        "صفحتها",
        "حسابه",
        "حسابها",
    ]
)


_BEFORE = 8
"""Tokens from a subject to the verb behind it."""
_FARTHEST = 400
"""Tokens that a reference may point back over."""


_UNNAMED = frozenset((fold("مصدر"),))
"""Nouns for those who never have a name."""


_LATTER = {fold("الأخير"): ("person",), fold("الأخيرة"): ("organization", "place")}
"""Who may be meant by "the latter"."""
_LATTER_BEFORE = 40
"""Tokens before the sentence in which he may stand."""
_SAID_OF = frozenset(fold(w) for w in (",", "لكن", "ولكن", "أن", "إن", "فإن", "أما", "عن", "إلى", "لكون"))
"""What, beside a verb, stands before it."""


@lru_cache(maxsize=1)
def _back_nouns() -> dict[str, str]:
    return {fold(r["noun"]): r["kind"] for r in read_table("ar/attributions/media.tsv")}


@lru_cache(maxsize=16_384)
def back_reference(norm: str) -> tuple[str, str] | None:
    """A definite noun that points back to a speaker ("الصحيفة", "للوكالة"): (noun, kind)."""
    nouns = _back_nouns()
    for prefix, stem in splits(norm):
        if prefix.endswith(("ال", "لل")):
            for ending in ("", "ه"):
                base = stem[: len(stem) - len(ending)] if ending and stem.endswith(ending) else stem
                if base in nouns:
                    return base, nouns[base]
    return None


@dataclass(slots=True)
class Speaker:
    """One possible source with where it stands."""

    entity: Found | Candidate
    first: int
    last: int


def can_speak(item: Found | Candidate) -> bool:
    """May this be the source of a claim? (Assets and most places may not.)"""
    if item.type in ("person", "organization"):
        return True
    if isinstance(item, Candidate):
        return item.type == "group"
    return item.type == "group" or (item.entry is not None and item.entry.source in ("countries", "capitals"))


def is_outlet(item: Found | Candidate) -> bool:
    """Is this a news outlet?"""
    if isinstance(item, Found) and item.entry is not None and "MED" in item.entry.sector:
        return True
    return item.type == "organization" and "MED" in item.sector


class Speakers:
    """Finds speakers in a report and remembers who spoke before."""

    def __init__(self, reading: Reading, table: EntityTable) -> None:
        self.reading = reading
        self.table = table
        self.last: list[Found] = []
        """The chain of the claim before."""

    def refer_back(self, i: int) -> Found | Candidate | None:
        """Whom a definite noun at token i points back to."""
        hit = back_reference(self.reading.tokens[i].norm)
        if hit is None:
            return self._latter(i)
        noun, kind = hit
        if kind == "document":
            return author(self.reading, self.table, i, noun)
        if noun in _UNNAMED:
            return self._described(i, noun)
        if kind == "person":
            if self._is_title(i):
                return None
            # «الوزير السعودي» is no Egyptian
            nation = self._nation(i)
            for k in range(i - 1, max(-1, i - _FARTHEST), -1):
                if (holder := self.table.titled(k, noun)) is not None and not _is_foreign(holder, nation):
                    return holder
        if kind == "body" and (named := self._named_by(noun, i)) is not None:
            return named
        nation = self._nation(i) if kind == "outlet" else None
        for wanted in (nation, None) if nation is not None else (None,):
            for entity in reversed(self.last):
                if _fits(entity, noun, kind) and _is_from(entity, wanted):
                    return entity
            for k in range(i - 1, max(-1, i - _FARTHEST), -1):
                before = self.table.covering(k)
                if before is not None and _fits(before, noun, kind) and _is_from(before, wanted):
                    return before
        return None

    def _is_title(self, i: int) -> bool:
        """«العقيد فلان», «الرئيس الروسي فلان»: does the noun at token i with its adjectives stand before a name?"""
        tokens = self.reading.tokens
        k = i + 1
        while k < min(len(tokens), i + _TITLE) and has_article(tokens[k].norm) and self.table.covering(k) is None:
            if not is_adjective(tokens[k].norm) and nationality(tokens[k].norm) is None:
                break
            k += 1
        named = self.table.covering(k)
        if named is None or named.type != "person":
            return False
        # «الرئيس وفلان» are two
        return any(first == k and span.start == tokens[k].start for first, _, span in named.mentions)

    def _named_by(self, noun: str, i: int) -> Found | None:
        """«المجلس»: the council named last before token i rather than the council's presidency."""
        for entity in reversed(self.last):
            if entity.type == "organization" and _head_is(entity, noun):
                return entity
        for k in range(i - 1, max(-1, i - _FARTHEST), -1):
            before = self.table.covering(k)
            if before is not None and before.type == "organization" and _head_is(before, noun):
                return before
        return None

    def _latter(self, i: int) -> Found | Candidate | None:
        """«مع قوات كذا، في حين نفت | الأخيرة»: the body or, in the masculine, the person named last before."""
        tokens = self.reading.tokens
        kinds = _LATTER.get(tokens[i].norm)
        before = tokens[i - 1].norm if i else "."
        if kinds is None or not (is_verb(before) or before in _SAID_OF) or has_article(before):
            return None
        first = self.reading.sentence_of(i).first
        for least in (first, max(0, first - _LATTER_BEFORE)):
            zone = [s for s in self.in_zone(least, i - 1) if s.entity.type in kinds]
            if zone:
                return zone[-1].entity
        return None

    def _nation(self, i: int) -> str | None:
        """Where the outlet is from that is named again: «الصحيفة | البريطانية»."""
        tokens = self.reading.tokens
        norm = tokens[i + 1].norm if i + 1 < len(tokens) else "."
        return nationality(norm) if has_article(norm) else None

    def _described(self, i: int, noun: str) -> Found | Candidate | None:
        """«ذات المصدر»: the last one before who was brought in by this noun."""
        for k in range(i - 1, max(-1, i - _FARTHEST), -1):
            group = self.table.group_at(k)
            if group is not None and group.head == noun and not has_article(self.reading.tokens[k].norm):
                return self.table.meant(group)
        return None

    def ahead(self, i: int, first: int, outside: Span | None = None) -> list[Found]:
        """«الشركة كذبت ذلك»: whoever stands last before the verb at token i, no further back than token `first`.

        Nobody inside of `outside`.
        """
        for s in reversed(self.in_zone(max(first, i - _BEFORE), i)):
            start = self.reading.tokens[s.first].start
            if self._is_led(s):
                # «سؤال عن اتهامات لجيشه»
                continue
            if outside is None or not outside.start <= start < outside.end:
                return [self.table.entity(s.entity)]
        return []

    def _is_led(self, s: Speaker) -> bool:
        """Is a preposition written onto the first word: «لجيشه», «بالوزارة»?"""
        token = self.reading.tokens[s.first]
        item = s.entity
        if isinstance(item, Candidate):
            start = item.span.start
        else:
            start = next((span.start for first, _, span in item.mentions if first == s.first), token.start)
        return start > token.start and self.reading.text[start - 1] in "لبك"

    def in_zone(self, first: int, last: int) -> list[Speaker]:
        """All possible speakers between two tokens, in order; back references resolved."""
        out: list[Speaker] = []
        i = first
        while i < last:
            named = self.table.named_at(i)
            if named is not None:
                if can_speak(named[1]):
                    out.append(Speaker(named[1], i, named[0]))
                i = max(named[0], i + 1)
                continue
            group = self.table.group_at(i)
            if group is not None and group.type == "group":
                back = self.refer_back(i) if group.last - group.first == 1 else None
                out.append(Speaker(back or group, i, group.last))
                i = group.last
                continue
            entity = self.refer_back(i)
            if entity is not None:
                out.append(Speaker(entity, i, i + 1))
            i += 1
        return out

    def chain(self, first: int, last: int, publisher: str | None) -> list[Found]:
        """The chain told between two tokens (behind a cue, before the content): nearest transmitter first.

        «لوموند نقلا عن مذكرة لمنظمة كذا» -> [لوموند, المنظمة]; «نورلاند في تصريح نشرته السفارة» ->
        [السفارة, نورلاند]; «فلان لقناة كذا» -> [القناة, فلان].
        """
        tokens = self.reading.tokens
        speakers = self.in_zone(first, last)
        if not speakers:
            return []
        subject = self._subject(speakers, first)
        chain = [self.table.entity(subject.entity)]
        position = speakers.index(subject)
        for speaker in speakers[position + 1 :]:
            cue = tokens[speaker.first - 1].norm if speaker.first else ""
            norm = tokens[speaker.first].norm
            lead = {t.norm for t in tokens[max(first, speaker.first - 3) : speaker.first]}
            if cue in _FROM or lead & {fold("نقلا")}:
                chain.append(self.table.entity(speaker.entity))
            elif (
                is_outlet(speaker.entity)
                and (
                    norm.startswith("ل")
                    or cue in {fold("مع"), fold("إلى"), fold("لدى")}
                    or lead & (PUBLISHED | THROUGH)
                )
            ) or lead & PUBLISHED:
                chain.insert(0, self.table.entity(speaker.entity))
        out: list[Found] = []
        for entity in chain:
            if entity not in out and not self.is_publisher(entity, publisher):
                out.append(entity)
        return out or chain[-1:]

    def _subject(self, speakers: list[Speaker], first: int) -> Speaker:
        """The head of the subject: a person in apposition to the office before him is meant himself."""
        subject = speakers[0]
        for other in speakers[1:]:
            gap = self.reading.tokens[subject.last : other.first]
            if any(t.norm not in {",", '"', "(", ")"} and (function_class(t.norm) or not t.is_word) for t in gap):
                break
            kind = other.entity.type
            if (kind == "person" and subject.entity.type in ("organization", "group", "place")) or (
                subject.entity.type == "place" and kind != "place" and len(gap) <= 1
            ):
                subject = other
            else:
                break
        return subject

    def is_publisher(self, entity: Found, publisher: str | None) -> bool:
        """Is this the report's own outlet, whose own telling has no chain?"""
        if publisher is None or entity.type != "organization":
            return False
        own = _core(publisher)
        return any(_core(n) == own for n in entity.names)


_KIND_WORDS = frozenset(
    fold(w)
    for w in [
        "صحيفة",
        "جريدة",
        "مجلة",
        "قناة",
        "وكالة",
        "موقع",
        "إذاعة",
        "شبكة",
        "بوابة",
        "نشرة",
        "الإخبارية",
        "للأنباء",
        "الأنباء",
        "الاخبارية",
    ]
)


@lru_cache(maxsize=16_384)
def _core(name: str) -> str:
    words = [w for w in fold(name).replace('"', " ").split() if w not in _KIND_WORDS]
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)


def _is_foreign(entity: Found, nation: str | None) -> bool:
    """Is the entity known to be from another country?"""
    country = (entity.entry.country if entity.entry is not None else None) or entity.country
    return nation is not None and country is not None and country != nation


def _is_from(entity: Found, nation: str | None) -> bool:
    """Is the entity from a country, or does its name say so? True of all where none is wanted."""
    if nation is None:
        return True
    country = (entity.entry.country if entity.entry is not None else None) or entity.country
    return country == nation or any(nationality("ال" + w) == nation for n in entity.names for w in n.split())


def _fits(entity: Found, noun: str, kind: str) -> bool:
    if kind == "outlet":
        if entity.type != "organization":
            return False
        medium = "MED" in entity.sector or (entity.entry is not None and "MED" in entity.entry.sector)
        if noun in {fold("وكالة"), fold("شبكة"), fold("موقع")} and entity.head == noun:
            return True
        return medium and (not entity.head or entity.head == noun or noun not in _heads_known(entity))
    if kind == "body":
        if entity.type != "organization":
            return False
        return entity.head == noun or any(noun in n.split() for n in entity.names)
    return entity.type == "person" or (
        entity.type == "group" and (group_noun(noun) or ("", None))[1] is not None and entity.head == noun
    )


def _head_is(entity: Found, noun: str) -> bool:
    return entity.head == noun or any(n.split()[:1] == [noun] for n in entity.names)


_MEDIA = frozenset(fold(w) for w in ("صحيفة", "جريدة", "مجلة", "قناة", "وكالة", "موقع", "إذاعة", "شبكة"))

_SITES = frozenset(fold(w) for w in ("موقع", "بوابة", "منصة"))


def _heads_known(entity: Found) -> frozenset[str]:
    """Nouns by which an outlet of another kind is not called: «بوابة كذا» is no «المجلة», but may be «الموقع»."""
    if entity.head in _SITES:
        return _MEDIA - _SITES
    return _MEDIA if entity.head in _MEDIA else frozenset()

"""The report's entities, looked up by token, with groups and assets made on demand."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, is_adjective
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate, Found
from .coreference import plain
from .groups import another, are_several, group_noun
from .offices import counterpart

_FARTHEST = 300
"""Tokens over which a definite noun may point back to a group."""

_TITLE = 8
"""Tokens from a title's first word to the name."""
_NAME_MARKS = frozenset('"()')
_SAME = frozenset(fold(w) for w in ("ذاته", "ذاتها", "نفسه", "نفسها", "المذكور", "المذكورة", "عينه", "عينها"))


class EntityTable:
    """Who and what stands where. Groups join the entities only when a later layer asks for them."""

    def __init__(self, reading: Reading, found: list[Found], described: list[Candidate]) -> None:
        self.reading = reading
        self.found = found
        self._named: dict[int, tuple[int, Span, Found]] = {}
        self._cover: dict[int, Found] = {}
        for entity in found:
            for first, last, span in entity.mentions:
                self._put(first, last, span, entity)
        self._groups: dict[int, Candidate] = {}
        self._head_of: dict[int, Candidate] = {}
        for c in described:
            self._groups.setdefault(c.first, c)
            for i in range(c.first, c.last):
                self._head_of.setdefault(i, c)
        self._made: dict[tuple[int, int], Found] = {}
        self._by_words: dict[tuple[str, str, str], Found] = {}
        self._points: dict[tuple[int, int], Found | Candidate | None] = {}
        self.owner: dict[int, Found] = {}
        """Tokens that refer back to an entity without naming it ("الصحيفة")."""

    def _put(self, first: int, last: int, span: Span, entity: Found) -> None:
        old = self._named.get(first)
        if old is None or old[0] < last:
            self._named[first] = (last, span, entity)
        for i in range(first, last):
            self._cover[i] = entity

    def named_at(self, i: int) -> tuple[int, Found] | None:
        """The named entity whose mention starts at token i, with the token behind it."""
        hit = self._named.get(i)
        return (hit[0], hit[2]) if hit else None

    def span_at(self, i: int) -> Span | None:
        """The span of the named mention that starts at token i, particles left out."""
        hit = self._named.get(i)
        return hit[1] if hit else None

    def covering(self, i: int) -> Found | None:
        """The named entity that token i belongs to."""
        return self._cover.get(i)

    def group_at(self, i: int) -> Candidate | None:
        """The description that starts at token i."""
        return self._groups.get(i)

    def group_covering(self, i: int) -> Candidate | None:
        """A description that token i stands in."""
        return self._head_of.get(i)

    def need(self, c: Candidate) -> Found:
        """The entity of a description, made now if it wasn't; the same words are the same group."""
        key = (c.first, c.last)
        if key in self._made:
            return self._made[key]
        if (before := self._pointed_to(c)) is not None:
            self._made[key] = self.entity(before)
            return self._made[key]
        forms = {plain(c.name(self.reading)), *(plain(a.text(self.reading.text)) for a in c.aliases)} - {""}
        longest = plain(c.name(self.reading))
        words = (c.type, c.head, longest)
        same = self._by_words.get(words)
        if same is not None and (c.last - c.first > 1 or c.type == "organization"):
            same.mentions.append((c.first, c.last, c.span))
            self._made[key] = same
            return same
        name = c.name(self.reading)
        if c.type == "organization" and self.reading.text[max(0, c.span.start - 2) : c.span.start] == "لل":
            # «للمحكمة» has dropped the alef of the article
            name = "ال" + name
        entity = Found(c.type, name, country=c.country, sector=c.sector, by=c.by, head=c.head)
        entity.names = forms
        entity.needed = False
        entity.mentions = [(c.first, c.last, c.span), *((c.first, c.last, a) for a in c.aliases)]
        self.found.append(entity)
        self._made[key] = entity
        self._by_words.setdefault(words, entity)
        return entity

    def meant(self, item: Found | Candidate) -> Found | Candidate:
        """Whom `entity` would give, without making anybody an entity of the report."""
        if not isinstance(item, Candidate):
            return item
        if (item.first, item.last) in self._made:
            return self._made[item.first, item.last]
        if (before := self._pointed_to(item)) is not None:
            return self.meant(before)
        same = self._by_words.get((item.type, item.head, plain(item.name(self.reading))))
        joined = item.last - item.first > 1 or item.type == "organization"
        return same if same is not None and joined else item

    def _pointed_to(self, c: Candidate) -> Found | Candidate | None:
        key = (c.first, c.last)
        if key not in self._points:
            self._points[key] = self._look_back(c)
        return self._points[key]

    def _look_back(self, c: Candidate) -> Found | Candidate | None:
        """«المصدر» after «مصدر أمني رفيع», «المدير» after «مدير الميناء فلان»: a definite noun alone points back.

        So does one with an adjective of those by which somebody was brought in: «المصدر الأمني».
        """
        tokens = self.reading.tokens
        if c.type == "group" and (holder := counterpart(self, c)) is not None:
            return holder
        alone = c.last - c.first == 1 or (c.last - c.first == 2 and tokens[c.last - 1].norm in _SAME)
        if not has_article(tokens[c.first].norm):
            return None
        said = [bare(t.norm) for t in tokens[c.first : c.last]]
        if not alone and not all(has_article(t.norm) and _tells_apart(t.norm) for t in tokens[c.first + 1 : c.last]):
            return None
        head = c.head.removeprefix("ال")
        for i in range(c.first - 1, max(-1, c.first - _FARTHEST), -1):
            if alone and c.type == "group" and (holder := self.titled(i, head)) is not None:
                return holder
            before = self._groups.get(i)
            if (
                before is not None
                and self._are_several(before) == self._are_several(c)
                and before.head.removeprefix("ال") == head
                and before.type == c.type
                and before.last - before.first > 1
                and (alone or self._is_so(before, said))
                and self._pointed_to(before) is None
            ):
                return before
        return None

    def _are_several(self, c: Candidate) -> bool:
        """«أكثر من ثلاثين نائبا»: several by a number or by the first noun."""
        for t in self.reading.tokens[c.first : c.last]:
            if are_several(t.norm):
                return True
            if group_noun(t.norm) is not None:
                break
        return False

    def _is_so(self, before: Candidate, said: list[str]) -> bool:
        """«مصدر دبلوماسي أوروبي»: is it brought in without an article, by this noun and all these adjectives?"""
        words = [t.norm for t in self.reading.tokens[before.first : before.last]]
        if has_article(words[0]) or not any(s.removesuffix("ا") == said[0] for _, s in splits(words[0])):
            return False
        so = {bare(w).removesuffix("ا") for w in words[1:] if _tells_apart(w)}
        return set(said[1:]) <= so | {_SECOND[w] for w in so & _SECOND.keys()}

    def titled(self, i: int, noun: str) -> Found | None:
        """The person at whose name the noun stands at token i, as a title before it."""
        tokens = self.reading.tokens
        norm = tokens[i].norm
        if not norm.endswith(noun) or not tokens[i].is_word or not any(stem == noun for _, stem in splits(norm)):
            return None
        here = self._named.get(i)
        if here is not None and here[2].type == "person" and here[0] > i + 1:
            # «الملك محمد السادس» bears his title in his name
            return here[2]
        for k in range(i + 1, min(i + _TITLE, len(tokens))):
            named = self._named.get(k)
            if named is not None and named[2].type == "person":
                # «السائق وفلان» are two
                return named[2] if named[1].start == tokens[k].start else None
            if not tokens[k].is_word and tokens[k].norm not in _NAME_MARKS:
                return None
        return None

    def walk(self, first: int, last: int) -> Iterator[tuple[int, int, Found | Candidate]]:
        """Named entities and descriptions between two tokens, in order, longest first, none inside another."""
        i = first
        while i < last:
            named, group = self.named_at(i), self.group_at(i)
            if named is not None:
                yield i, named[0], named[1]
                i = max(named[0], i + 1)
            elif group is not None:
                yield i, group.last, group
                i = max(group.last, i + 1)
            elif i in self.owner:
                yield i, i + 1, self.owner[i]
                i += 1
            else:
                i += 1

    def starting_at(self, i: int) -> Iterator[tuple[int, Found | Candidate]]:
        """What starts at token i, with the token behind it: a name, and a description around it."""
        named, group = self.named_at(i), self.group_at(i)
        if named is not None:
            yield named
        if group is not None and (named is None or group.last != named[0]):
            yield group.last, group
        if named is None and group is None and i in self.owner:
            yield i + 1, self.owner[i]

    def entity(self, item: Found | Candidate) -> Found:
        """The entity of what `walk` gave."""
        return self.need(item) if isinstance(item, Candidate) else item


_SECOND = {fold(a): fold(b) for a, b in (("ثان", "ثاني"),)}
"""«مصدر ثان» is «المصدر الثاني» once he is known."""


def _tells_apart(norm: str) -> bool:
    return is_adjective(norm) or another(norm)

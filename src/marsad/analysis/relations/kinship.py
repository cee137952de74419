"""Kinship: «صدام وبلقاسم نجلي حفتر», «حفتر ونجله صدام», «نجلي اللواء فلان، أيوب وحمزة»."""

from __future__ import annotations

from functools import lru_cache

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.people import title_word
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_verb
from marsad.lexicon.tables import read_table, values
from marsad.text.clitics import has_article, splits
from marsad.text.views import fold

from .link import Item, Link, between, without_titles

_FARTHEST = 9
"""Words between the word of kinship and the name, titles and offices counted."""
_FARTHEST_OFFICE = 14
"""The same where the office is told with the body that it is held in."""
_HELD_IN = frozenset(map(fold, ("في", "لدى")))


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Folded form of a word of kinship -> relation of the one it names to the one it is told of."""
    return {
        fold(form): row["relation"]
        for row in read_table("ar/relations/words.tsv")
        if row["pattern"] == "kin"
        for form in values(row["forms"])
    }


@lru_cache(maxsize=16_384)
def kinship(norm: str) -> str | None:
    """The relation that a folded word names («نجلي», «وشقيقه»), None for other words.

    >>> kinship(fold("ونجله")), kinship(fold("رئيس"))
    ('child_of', None)
    """
    words = _words()
    return next((words[stem] for prefix, stem in splits(norm) if stem in words and not prefix.endswith("ال")), None)


def find_kin(reading: Reading, line: list[Item], earlier: Found | None = None) -> list[Link]:
    """Kinship that one sentence states; `line` holds its names in order.

    `earlier` is the one person of the sentence before: «زوجته» at a sentence's beginning is his wife.
    """
    people = [item for item in line if item.type == "person" and isinstance(item.what, Found)]
    if not people:
        return []
    out: list[Link] = []
    sentence = reading.sentence_of(line[0].first)
    for i in range(sentence.first, sentence.last):
        token = reading.tokens[i]
        relation = kinship(token.norm) if token.is_word else None
        if relation is not None and not any(p.first <= i < p.last for p in people):
            out.extend(_read(reading, people, i, relation, earlier))
    return out


def only_person(line: list[Item]) -> Found | None:
    """The one person whom a sentence names, None if it names several or nobody."""
    people = {id(item.what): item.what for item in line if isinstance(item.what, Found) and item.type == "person"}
    return next(iter(people.values())) if len(people) == 1 else None


def _read(reading: Reading, people: list[Item], i: int, relation: str, earlier: Found | None) -> list[Link]:
    norm = reading.tokens[i].norm
    after = [p for p in people if p.first > i]
    before = [p for p in people if p.last <= i]
    # «قرينة الرئيس، وهالة»: "and" goes on to somebody else
    ahead = after[0] if after and "و" not in after[0].particles and _reaches(reading, i + 1, after[0].first) else None
    span = reading.span(i, i + 1)
    by = f"relations.kin.{relation}"
    if owned(reading, i):
        # «حفتر ونجله صدام»: whose son it is stands before
        owner = _found(before[-1]) if before else earlier
        if ahead is None or owner is None:
            return []
        own = [ahead, *_joined(reading, after[1:], ahead)] if norm.endswith(("يه", "يها")) else [ahead]
        return [Link(_found(p), relation, owner, span, by) for p in own]
    if ahead is None or any(kinship(reading.tokens[k].norm) for k in range(i + 1, ahead.first)):
        return []
    if norm.startswith("و") and before and _touches(reading, before[-1].last, i):
        # «للمطراني ونجل الوزير فلان»: a further title of somebody named later
        return []
    behind = before[-1] if before and _touches(reading, before[-1].last, i) else None
    if behind is not None:
        # «صدام وبلقاسم نجلي حفتر»
        both = norm.endswith(("ي", "ا")) and len(norm) > 3 and len(before) > 1
        subjects = [behind]
        if both and (words := between(reading, before[-2], behind)) is not None and not words:
            subjects.append(before[-2])
        return [Link(_found(p), relation, _found(ahead), span, by) for p in subjects]
    # «شقيق محمود بن سالمة، عصام», «نجلي اللواء إدريس المغربي، أيوب وحمزة»
    rest = after[1:]
    if rest and reading.tokens[ahead.last].norm == "," and between(reading, ahead, rest[0]) == ():
        own = [rest[0]]
        if norm.endswith(("ي", "ا")):
            own += _joined(reading, rest[1:], rest[0])
        return [Link(_found(p), relation, _found(ahead), span, by) for p in own]
    return []


def owned(reading: Reading, i: int) -> bool:
    """Does the word end in a pronoun («نجله», «كريمته»)? «ابنة» only looks so when folded."""
    token = reading.tokens[i]
    return token.norm.endswith(("ه", "ها")) and reading.text[token.end - 1] != "ة"


def _joined(reading: Reading, rest: list[Item], last: Item) -> list[Item]:
    """The next person where «و» joins it to the one before («منصف وطارق»)."""
    if rest and "و" in rest[0].particles and between(reading, last, rest[0]) == ():
        return [rest[0]]
    return []


def _touches(reading: Reading, end: int, i: int) -> bool:
    """Only a comma, «وهو» or a bracket between the name and the word of kinship?"""
    return all(reading.tokens[k].norm in _APPOSED for k in range(end, i))


_APPOSED = frozenset({",", '"', "(", ")", *map(fold, ("وهو", "وهي", "هو", "هي"))})


def _reaches(reading: Reading, first: int, last: int) -> bool:
    """Only titles, offices and their complements between the word of kinship and the name?"""
    words = tuple(t.norm for t in reading.tokens[first:last] if t.is_word)
    if any(not t.is_word and t.norm not in _APPOSED for t in reading.tokens[first:last]):
        return False
    if len(words) > 2 and title_word(words[0]) is not None and not has_article(words[0]):
        # «شقيق وزير الداخلية في حكومة كذا | فلان»: the body that the office is held in stands behind «في»
        at = next((n for n, w in enumerate(words) if w in _HELD_IN), None)
        if at is not None and last - first <= _FARTHEST_OFFICE and head_of(words[min(at + 1, len(words) - 1)]):
            words = (*words[:at], *words[at + 1 :])
            last = first
    if last - first > _FARTHEST:
        return False
    return all(function_class(w) is None and (has_article(w) or not is_verb(w)) for w in without_titles(words))


def _found(item: Item) -> Found:
    assert isinstance(item.what, Found)
    return item.what


_FAMILY = frozenset(map(fold, ("ولد", "بن", "ابن", "أبو", "آل", "بنت")))
"""«ولد فلان» alone is a family name and not a father's."""


def patronymics(table: EntityTable) -> list[Link]:
    """«صدام خليفة حفتر» beside «خليفة حفتر»: the full name of the father stands inside that of the child."""
    people = [(e, max((n.split() for n in e.names), key=len, default=[])) for e in table.found if e.type == "person"]
    parents = {" ".join(words): e for e, words in people if len(words) == 2 and words[0] not in _FAMILY}
    out: list[Link] = []
    for child, words in people:
        son_of = len(words) > 3 and words[1] in _FAMILY
        parent = parents.get(" ".join(words[2:] if son_of else words[1:])) if son_of or len(words) == 3 else None
        if parent is not None and parent is not child:
            out.append(Link(child, "child_of", parent, child.mentions[0][2], "relations.patronymic"))
    return out

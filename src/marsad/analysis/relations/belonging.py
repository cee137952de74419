"""Membership and part-of: who belongs to which body, which body or place lies in which."""

from __future__ import annotations

from functools import lru_cache

from marsad.analysis.attributions.cues import cue_verb
from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.coreference import plain
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table, values
from marsad.text.clitics import splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .kinship import kinship
from .link import Item, Link, between, inner, neighbours, without_titles

_FROM, _IN, _WITH_DASH = fold("من"), fold("في"), "-"


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """Folded words by pattern: member, heads, counts, belongs, directions, units, offices, settled."""
    out: dict[str, set[str]] = {}
    for row in read_table("ar/relations/words.tsv"):
        out.setdefault(row["pattern"], set()).update(fold(form) for form in values(row["forms"]))
    return {k: frozenset(v) for k, v in out.items()}


def _is(norm: str, pattern: str) -> bool:
    words = _words()[pattern]
    return any(stem in words for _, stem in splits(norm))


def find_belonging(reading: Reading, table: EntityTable, line: list[Item]) -> list[Link]:
    """What one sentence states of belonging; `line` holds its names in order."""
    out: list[Link] = []
    for before, a, b in neighbours(line):
        words = between(reading, a, b)
        if words is None:
            continue
        kinds = (a.type, b.type)
        hit: tuple[Item, str, Item, str] | None = None
        if kinds == ("place", "place"):
            hit = _place_in_place(reading, a, b, words)
        elif kinds == ("organization", "organization"):
            hit = _body_of_body(reading, a, b, words)
        elif kinds == ("person", "organization"):
            hit = _person_of_body(a, b, words)
        elif kinds == ("organization", "person"):
            hit = _body_with_person(reading, before, a, b, words)
        elif kinds == ("group", "place") and (place := _at_end(table, a, "place")) is not None:
            hit = _place_in_place(reading, place, b, words)
        elif kinds == ("group", "person"):
            hit = _person_of_group(a, b, words) or _described(reading, table, a, b, words)
            hit = hit or _delegate(reading, table, a, b, words)
            if hit is not None and hit[3] == _COUNTED:
                joined = _joined(reading, line, b)
                out += [_link(reading, table, (p, *hit[1:])) for p in joined]
        elif a.type in ("asset", "organization") and b.type == "organization":
            hit = _belongs(a, b, words)
        if hit is not None:
            subject, relation, whole, by = hit
            if words and words[0].startswith("و") and subject is a and (first_man := _apposed(reading, line, a)):
                # «فلان، وهو شقيق فلان وعضو لجنة كذا»: the second office is the first man's too
                subject = first_man
            out.append(_link(reading, table, (subject, relation, whole, by)))
    return out


_Hit = tuple[Item, str, Item, str]
_COUNTED = "relations.counted"


def _link(reading: Reading, table: EntityTable, hit: _Hit) -> Link:
    subject, relation, whole, by = hit
    span = reading.span(min(subject.first, whole.first), max(subject.last, whole.last))
    return Link(table.entity(subject.what), relation, table.entity(whole.what), span, by)


def _joined(reading: Reading, line: list[Item], first: Item) -> list[Item]:
    """Those whom "and" joins to a person, titles between them: «ضم الشيخ فلان | والحاج فلان»."""
    out: list[Item] = []
    last = first
    for item in line[line.index(first) + 1 :]:
        words = between(reading, last, item)
        if item.type != "person" or words is None or without_titles(words):
            break
        if not (item.particles.startswith("و") or (words and words[0].startswith("و"))):
            break
        out.append(item)
        last = item
    return out


def _apposed(reading: Reading, line: list[Item], b: Item) -> Item | None:
    """The person before `b` whose kinship with `b` the words between them tell."""
    people = [p for p in line if p.type == "person" and p.last <= b.first]
    if b.type == "person" and people and any(kinship(w) for w in between(reading, people[-1], b) or ()):
        return people[-1]
    return None


def _place_in_place(reading: Reading, a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«قرية كذا في ريف كذا», «ميناء كذا بمدينة كذا», «وادي كذا شمال غربي محافظة كذا».

    Only of what is settled or lies there for good: a street, base or stadium «في طبرق» tells where
    something happened and not how the land is divided.
    """
    if _is_country(a) or not _is(reading.tokens[a.first].norm, "settled"):
        return None
    stated = (not words and b.particles == "ب") or words in ((_IN,), (fold("الواقعة"), _IN), (fold("الواقع"), _IN))
    if fold(b.what.name if isinstance(b.what, Found) else "").split()[:1] in _REGIONS:
        rest = words[1:] if words[:1] == (_IN,) else words
        stated = stated or (bool(rest) and all(w in _words()["directions"] for w in rest) and not b.particles)
    return (a, "part_of", b, "relations.place_in_place") if stated else None


_REGIONS = [[fold(w)] for w in ("محافظة", "ولاية", "إقليم", "مقاطعة", "منطقة", "قضاء")]


def _is_country(item: Item) -> bool:
    what = item.what
    return isinstance(what, Found) and what.entry is not None and what.entry.source == "countries"


def _body_of_body(reading: Reading, a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«وزارة الداخلية بحكومة الوحدة», «لجنة الأمن في مجلس الشعب», «المكتب السياسي لحزب كذا»."""
    by = "relations.body_of_body"
    tokens = reading.tokens
    if (belongs := _belongs(a, b, words)) is not None:
        return belongs
    if words in ((), (_IN,)) and (words or b.particles in ("ب", "ل")):
        spoken = any(cue_verb(tokens[k].norm) for k in range(max(0, a.first - 4), a.first) if tokens[k].is_word)
        outlet = "MED" in b.what.sector
        # «معدات من جمعية كذا لمستشفى كذا» goes to the hospital; «المكتب السياسي لحزب كذا» is the party's
        given = b.particles == "ل" and not _is(tokens[a.first].norm, "offices")
        return None if given or (b.particles == "ل" and (spoken or outlet)) else (a, "part_of", b, by)
    return None


def _belongs(a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    # «التابعة لـ«ميد أليرت»»: before a quotation mark the particle is a word of its own
    apart = len(words) > 1 and words[-1] == "ل"
    words = words[:-1] if apart else words
    if words and len(words) <= 2 and _is(words[-1], "belongs") and (apart or b.particles == "ل"):
        return a, "part_of", b, "relations.belongs"
    return None


def _person_of_body(a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«الباحث فلان، من معهد كذا», «فلان عضو لجنة كذا», «فلان القيادي في حركة كذا»."""
    rest = tuple(w for w in words if w not in _FILLING)
    member = len(rest) in (1, 2) and _is(rest[0], "member") and rest[1:] in ((), (_IN,))
    from_body = words in ((_FROM,), (_FROM, fold("قيادة")))
    named = bool(rest) and rest[:2] == (fold("أحد"), fold("أبرز"))
    return (a, "member_of", b, "relations.person_of_body") if member or from_body or named else None


_FILLING = frozenset(map(fold, ("وهو", "وهي", "هو", "هي", "بوصفه", "بوصفها", "بصفته", "بصفتها")))


def _body_with_person(reading: Reading, before: Item | None, a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«عضو مجلس كذا السيد فلان»; who heads a body or a delegation holds an office and is told as that."""
    rest = without_titles(words)
    if not rest and not any(kinship(w) for w in words):
        tokens = reading.tokens
        k = a.first - 1
        if k > 0 and tokens[k].norm == _IN:
            k -= 1
        if k >= 0 and tokens[k].is_word and _is(tokens[k].norm, "member") and (before is None or before.last <= k):
            return b, "member_of", a, "relations.member"
        return None
    return None


def _person_of_group(a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«أربعة مسعفين بينهم الطبيب فلان»: one of those described."""
    rest = without_titles(words)
    among = rest[-1:] and rest[-1] in _AMONG and (len(rest) == 1 or rest[:-1] in ((_FROM,), ("و" + _FROM,)))
    return (b, "member_of", a, "relations.among") if among and not b.particles.endswith("ل") else None


def _described(reading: Reading, table: EntityTable, a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«القيادي في حركة كذا | فلان»: whoever is described as somebody of a body before he is named."""
    norm = reading.tokens[a.first].norm
    if without_titles(words) or b.particles or not _is(norm, "member"):
        return None
    body = _at_end(table, a, "organization")
    return None if body is None else (b, "member_of", body, "relations.member")


def _delegate(reading: Reading, table: EntityTable, a: Item, b: Item, words: tuple[str, ...]) -> _Hit | None:
    """«وفد من مجلس كذا يرأسه الشيخ فلان», «… ضم الشيخ فلان»: who leads or is on a body's delegation is of that body."""
    rest = without_titles(words)
    sent = {stem for _, stem in splits(reading.tokens[a.first].norm)}
    if sent.isdisjoint(_DELEGATIONS) or not rest or len(rest) > 2 or b.particles.endswith("ل"):
        return None
    heads, counts = _is(rest[-1], "heads"), _is(rest[-1], "counts")
    body = _at_end(table, a, "organization")
    if body is None or not (heads or counts):
        return None
    return b, "member_of", body, "relations.headed" if heads else _COUNTED


_DELEGATIONS = frozenset(map(fold, ("وفد", "وفدا", "بعثة")))
_AMONG = frozenset(map(fold, ("بينهم", "منهم", "أحدهم", "أحدهما", "وبينهم", "ومنهم", "بينهما")))


def _at_end(table: EntityTable, group: Item, kind: str) -> Item | None:
    """«وفد من مجلس كذا», «صيادو حي كذا»: the body or place that a description ends with."""
    for k in range(group.first + 1, group.last):
        hit = table.named_at(k)
        if hit is not None and hit[0] == group.last and hit[1].type == kind:
            return Item(k, group.last, hit[1], "")
    return None


def offices_of_headings(reading: Reading, table: EntityTable) -> list[Link]:
    """«شركة كذا – إدارة الإعلام» as a line of its own: the office belongs to the body before the dash."""
    out: list[Link] = []
    for entity in table.found:
        if entity.type != "organization":
            continue
        for first, last, span in entity.mentions:
            at_start = first == 0 or reading.tokens[first - 1].norm == "\n"
            if not at_start or last + 1 >= len(reading.tokens) or reading.tokens[last].norm != _WITH_DASH:
                continue
            behind = table.named_at(last + 1)
            if behind is None or behind[1].type != "organization" or not _is(reading.tokens[last + 1].norm, "offices"):
                continue
            whole = Span(span.start, reading.tokens[behind[0] - 1].end)
            out.append(Link(behind[1], "part_of", entity, whole, "relations.heading"))
    return out


def inside_names(reading: Reading, table: EntityTable) -> list[Link]:
    """«لجنة الأمن في مجلس الشعب», «سوق كذا بمدينة كذا»: a body or place of the report named inside another's name."""
    names = {(e.type, name): e for e in table.found for name in e.names if len(name) > 3 and e.type in _WHOLES}
    out: list[Link] = []
    for entity in table.found:
        kind = "organization" if entity.type == "asset" else entity.type
        if kind not in _WHOLES:
            continue
        for first, last, span in entity.mentions:
            for k in range(first + 1, last):
                norm = reading.tokens[k].norm
                tail = plain(" ".join(t.norm for t in reading.tokens[k:last]))
                bare = names.get((kind, tail))
                # «لجنة كذا لهيئة كذا» is the body's; «الحدود الشرقية لروسيا» lies not within
                whole = bare or (
                    names.get((kind, tail[1:])) if norm[0] in ("بل" if kind == "organization" else "ب") else None
                )
                if whole is None:
                    continue
                before = reading.tokens[k - 1].norm
                stated = before == _IN or bare is None or norm.startswith("لل")
                if kind == "place":
                    stated = stated and _is(reading.tokens[first].norm, "settled")
                else:
                    stated = stated or _is(before, "offices") or _is(before, "belongs")
                if whole is not entity and stated:
                    out.append(Link(entity, "part_of", whole, span, "relations.inside_name"))
                break
    return out


_WHOLES = frozenset(("organization", "place"))


def _inside(reading: Reading, table: EntityTable) -> list[Link]:
    """«مسؤولين في وزارة الداخلية بحكومة الوحدة»: bodies in bodies and places in places inside a description."""
    out: list[Link] = []
    for group in table.found:
        if group.type not in ("group", "asset"):
            continue
        for first, last, _ in group.mentions:
            line = [i for i in inner(reading, table, first + 1, last) if i.last <= last]
            for _, a, b in neighbours(line):
                words = between(reading, a, b)
                if words is None or a.type != b.type:
                    continue
                hit = None
                if a.type == "organization":
                    hit = _body_of_body(reading, a, b, words)
                elif a.type == "place":
                    hit = _place_in_place(reading, a, b, words)
                if hit is not None:
                    out.append(_link(reading, table, hit))
    return out


def group_relations(table: EntityTable) -> list[Link]:
    """«كتيبة من الشرطة», «رجال تابعون للغرفة»: the body named inside the description of a group or asset.

    «وفد من البرلمان» says where people come from and is left to the description.
    """
    out: dict[tuple[int, int], Link] = {}
    tokens = table.reading.tokens
    for entity in table.found:
        if entity.type not in ("group", "asset"):
            continue
        for first, last, span in entity.mentions:
            for k in range(first + 1, last):
                hit = table.named_at(k)
                if hit is None or hit[1].type != "organization":
                    continue
                before = tokens[k - 1].norm
                unit = entity.type == "asset" or any(_is(t.norm, "units") for t in tokens[first:k])
                if _is(before, "belongs") or (unit and (before == _FROM or tokens[k].norm.startswith("ل"))):
                    relation = "part_of" if unit else "member_of"
                    link = Link(entity, relation, hit[1], span, "relations.group")
                    out.setdefault((id(entity), id(hit[1])), link)
                break
    return [*out.values(), *_inside(table.reading, table)]

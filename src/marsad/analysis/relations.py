"""Kinship, membership, part-of and succession that the text states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.lexicon.tables import read_table, values
from marsad.text.clitics import splits
from marsad.text.spans import Span
from marsad.text.views import fold

_GAP = 4


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two entities; the span is that of the word that states it."""

    subject: Found
    relation: str
    object: Found
    span: Span
    by: str


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, str]]:
    """Folded form -> (relation, direction)."""
    out: dict[str, tuple[str, str]] = {}
    for row in read_table("ar/relations/words.tsv"):
        for form in values(row["forms"]):
            out[fold(form)] = (row["relation"], row["pattern"])
    return out


def kinship(norm: str) -> bool:
    """Is the folded word one of kinship («نجلي», «شقيق»)?"""
    words = _words()
    return any(stem in words and words[stem][1] == "kin" for _, stem in splits(norm))


def find_relations(reading: Reading, table: EntityTable) -> list[Link]:
    """All relations in order of the text, each once."""
    tokens = reading.tokens
    words = _words()
    out: list[Link] = []
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            if not tokens[i].is_word:
                continue
            for _, stem in splits(tokens[i].norm):
                if stem in words:
                    out.extend(_read(reading, table, sentence.first, sentence.last, i, *words[stem]))
                    break
    out.extend(_patronymics(reading, table))
    out.extend(_adjacent(reading, table))
    unique: dict[tuple[int, str, int], Link] = {}
    for link in out:
        if link.subject is not link.object:
            unique.setdefault((id(link.subject), link.relation, id(link.object)), link)
    return list(unique.values())


def _near(table: EntityTable, first: int, last: int, kinds: tuple[str, ...], step: int) -> list[Found]:
    order = range(first, last) if step > 0 else range(last - 1, first - 1, -1)
    out: list[Found] = []
    for k in order:
        entity = table.covering(k)
        if entity is not None and entity.type in kinds and entity not in out:
            out.append(entity)
    return out


def _read(
    reading: Reading, table: EntityTable, first: int, last: int, i: int, relation: str, pattern: str
) -> list[Link]:
    span = reading.span(i, i + 1)
    by = f"relations.{pattern}.{relation}"
    after = _near(table, i + 1, min(last, i + 1 + _GAP), ("person",), 1)
    before = _near(table, max(first, i - _GAP), i, ("person",), -1)
    if pattern == "kin":
        # «صدام وبلقاسم نجلي حفتر», «نجله صدام», «حفتر ونجله صدام»
        norm = reading.tokens[i].norm
        if norm.endswith(("ه", "ها")) and before and after:
            return [Link(after[0], relation, before[0], span, by)]
        if before and after:
            dual = norm.endswith(("ي", "ا")) and len(norm) > 3
            return [Link(b, relation, after[0], span, by) for b in (before[:2] if dual else before[:1])]
        return []
    organizations_after = _near(table, i + 1, min(last, i + 1 + _GAP), ("organization",), 1)
    subjects = _near(table, max(first, i - 6), i, ("person", "organization", "asset"), -1)
    if pattern == "member" and organizations_after and (before or after):
        person = (before or after)[0]
        return [Link(person, relation, organizations_after[0], span, by)]
    if pattern == "belongs" and organizations_after and subjects:
        return [Link(subjects[0], relation, organizations_after[0], span, by)]
    if pattern == "replaces" and organizations_after:
        organizations = [s for s in subjects if s.type == "organization"]
        if organizations:
            return [Link(organizations[0], relation, organizations_after[0], span, by)]
    return []


_FROM = fold("من")
_IN = fold("في")
_BELONGING = (fold("تابع"), fold("التابع"))
_REGIONS = frozenset(fold(w) for w in ["ولاية", "محافظة", "ريف", "إقليم", "منطقة", "قضاء", "مديرية", "مقاطعة", "ناحية"])
_SETTLEMENTS = frozenset(fold(w) for w in ["قرية", "بلدة", "مدينة", "حي", "مخيم", "غابة", "ضاحية"])
_UNITS = frozenset(
    fold(w)
    for w in [
        "قوة",
        "وحدة",
        "كتيبة",
        "دورية",
        "مفرزة",
        "رتل",
        "لواء",
        "فصيل",
        "سرية",
        "سفينة",
        "زورق",
        "قارب",
        "طائرة",
        "مروحية",
        "قافلة",
        "فرقاطة",
    ]
)


def _adjacent(reading: Reading, table: EntityTable) -> list[Link]:
    """«فلان من جامعة كذا», «قرية كذا في ريف كذا», «كتلة كذا بمجلس النواب»: one name right behind another."""
    tokens = reading.tokens
    out: list[Link] = []
    for entity in table.found:
        for _, last, span in entity.mentions:
            k = last
            while k < len(tokens) and tokens[k].norm in {",", '"', ")"}:
                k += 1
            if k >= len(tokens) or not tokens[k].is_word:
                continue
            norm = tokens[k].norm
            behind = table.named_at(k + 1) if norm in (_FROM, _IN) else table.named_at(k)
            attached = norm.startswith("ب") and norm not in (_FROM, _IN)
            if behind is None or not (norm in (_FROM, _IN) or attached):
                continue
            other = behind[1]
            if entity.type == "person" and other.type == "organization" and norm == _FROM:
                out.append(Link(entity, "member_of", other, span, "relations.adjacent.from"))
            elif entity.type == "place" and other.type == "place" and norm != _FROM:
                region = fold(other.name).split()[0].removeprefix("ب") in _REGIONS
                if region and (entity.head in _SETTLEMENTS or fold(entity.name).split()[0] in _SETTLEMENTS):
                    out.append(Link(entity, "part_of", other, span, "relations.adjacent.place"))
    return out


def group_relations(table: EntityTable) -> list[Link]:
    """«وفد من البرلمان», «كتيبة من الشرطة»: the body named inside the description of a group or asset."""
    out: dict[tuple[int, int], Link] = {}
    for entity in table.found:
        if entity.type not in ("group", "asset"):
            continue
        for first, last, span in entity.mentions:
            for k in range(first + 1, last):
                hit = table.named_at(k)
                before = table.reading.tokens[k - 1].norm
                if hit is not None and hit[1].type == "organization":
                    if before != _FROM and not before.startswith(_BELONGING):
                        break
                    unit = entity.type == "asset" or entity.head in _UNITS
                    relation = "part_of" if unit else "member_of"
                    out.setdefault((id(entity), id(hit[1])), Link(entity, relation, hit[1], span, "relations.group"))
                    break
    return list(out.values())


def _patronymics(reading: Reading, table: EntityTable) -> list[Link]:
    """«صدام خليفة حفتر» beside «خليفة حفتر»: the father's full name stands inside the son's."""
    people = [(e, max((n.split() for n in e.names), key=len, default=[])) for e in table.found if e.type == "person"]
    parents = {" ".join(words): e for e, words in people if len(words) == 2}
    out: list[Link] = []
    for child, words in people:
        parent = parents.get(" ".join(words[1:])) if len(words) == 3 else None
        if parent is not None and parent is not child:
            out.append(Link(child, "child_of", parent, child.mentions[0][2], "relations.patronymic"))
    return out

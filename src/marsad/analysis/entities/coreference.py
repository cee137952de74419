"""Joining the mentions of one report into entities.

A full name and a later short name, an organization with and without its kind noun, a country
and the capital that stands for its government: each is one entity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality, verb_readings
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.lexicon.tables import read_table
from marsad.text.clitics import BARE_PREFIXES, has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate, Found
from .people import preposition

_PLACE_PREPOSITIONS = frozenset(
    fold(w)
    for w in [
        "في",
        "إلى",
        "الى",
        "من",
        "داخل",
        "وسط",
        "خارج",
        "قرب",
        "نحو",
        "مدينة",
        "العاصمة",
        "عاصمة",
        "شرقي",
        "غربي",
        "شمالي",
        "جنوبي",
    ]
)
_NAME_PARTICLES = frozenset(fold(w) for w in ["بن", "ابن", "آل", "أبو", "ابو", "أم", "عبد", "دي", "فان"])
_BEGINNING = frozenset(fold(w) for w in ["عبد", "أبو", "أبي", "أبا", "أم", "ابن", "بن", "بنت"])
"""Words that make one name with the next."""


@lru_cache(maxsize=16_384)
def plain(name: str) -> str:
    """A folded name with articles and quotes off, for comparing mentions.

    >>> plain("وكالة «نوفا» الإيطالية")
    'وكاله نوفا ايطاليه'
    """
    words = "".join(c if c.isalnum() or c.isspace() else " " for c in fold(name)).split()
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)


class _Known:
    """The entities so far, by their names, entries, heads and the words at the ends of names."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._by: dict[tuple[str, str], list[Found]] = {}

    def _keys(self, entity: Found) -> set[tuple[str, str]]:
        keys = {("name", n) for n in entity.names}
        if entity.head:
            keys.add(("head", entity.head))
        for name in entity.names:
            words = name.split()
            keys |= {("word", words[0]), ("word", words[-1])}
        if entity.entry is not None:
            keys.add(("entry", entity.entry.id))
        return keys

    def add(self, entity: Found) -> None:
        """Remember a new entity."""
        self.found.append(entity)
        self.learn(entity)

    def learn(self, entity: Found) -> None:
        """Remember what an entity is called by now."""
        for key in self._keys(entity):
            held = self._by.setdefault(key, [])
            if not any(entity is h for h in held):
                held.append(entity)

    def like(self, names: Iterable[str], entries: Iterable[Entry], head: str = "") -> list[Found]:
        """Entities that share a name, an end of a name, an entry or a head, each once, oldest first."""
        keys: list[tuple[str, str]] = [("entry", e.id) for e in entries]
        for name in names:
            words = name.split()
            keys.append(("name", name))
            if words:
                keys += [("word", words[0]), ("word", words[-1])]
        if head:
            keys.append(("head", head))
        seen: dict[int, Found] = {}
        for key in keys:
            for entity in self._by.get(key, ())[:_MOST_ALIKE]:
                seen.setdefault(id(entity), entity)
        return list(seen.values())


_MOST_ALIKE = 60
"""Entities of one head or family name that a new mention is compared with."""


def join(reading: Reading, chosen: list[Candidate]) -> list[Found]:
    """Entities out of the chosen candidates, in order of first mention; short mentions are found and added."""
    known = _Known()
    persons = [c for c in chosen if c.type == "person"]
    full = [c for c in persons if len(plain(c.name(reading)).split()) > 1]
    chosen = [_called(reading, c, full) for c in chosen]
    persons = [c for c in chosen if c.type == "person"]
    for c in full:
        _add_person(reading, c, known)
    for c in (c for c in chosen if c.type != "person" and c.type not in ("group", "asset")):
        _add_other(reading, c, known)
    for c in persons:
        if len(plain(c.name(reading)).split()) <= 1:
            _add_short(reading, c, known)
    found = known.found
    covered = _covered(chosen)
    _short_mentions(reading, found, covered)
    for entity in found:
        entity.mentions = sorted(set(entity.mentions), key=lambda m: (m[2].start, -m[2].end))
    _capitals(reading, found)
    return sorted((e for e in found if e.mentions), key=lambda e: e.mentions[0][2].start)


def _called(reading: Reading, c: Candidate, full: Iterable[Candidate]) -> Candidate:
    """«بدعوة من أردوغان»: what is taken for a place, but is the last name of somebody whom the report names in full."""
    if c.type != "place" or c.last - c.first != 1 or any(e.source in ("countries", "capitals") for e in c.entries):
        return c
    word = plain(c.name(reading))
    if not any(plain(p.name(reading)).split()[-1] == word for p in full if p.first != c.first):
        return c
    before = reading.tokens[c.first - 1].norm if c.first else ""
    if c.entries and before.removeprefix("و") in _PLACE_PREPOSITIONS:
        return c
    return replace(c, type="person", entries=())


def _covered(chosen: Iterable[Candidate]) -> set[int]:
    return {i for c in chosen if c.type not in ("group", "asset") for i in range(c.first, c.last)}


def _mention(entity: Found, c: Candidate) -> None:
    entity.mentions.append((c.first, c.last, c.span))
    for alias in c.aliases:
        entity.mentions.append((c.first, c.last, alias))


def _new(reading: Reading, c: Candidate, known: _Known) -> Found:
    name = c.name(reading)
    if reading.text[max(0, c.span.start - 2) : c.span.start] == "لل":
        # «للبحرية الروسية» has dropped the alef of the name's own article
        name = "ال" + name
    elif name.startswith("ل") and _dropped_article(reading, c):
        # «للجنة الدولية»: of three lams two are written
        name = "ال" + name
    entity = Found(c.type, name, country=c.country, sector=c.sector, by=c.by, confidence=c.confidence, head=c.head)
    entity.names = {plain(name), *(plain(a.text(reading.text)) for a in c.aliases)} - {""}
    if c.entries:
        # every form of a known name counts as its name
        entity.entry = c.entries[0] if len(c.entries) == 1 else None
    known.add(entity)
    _mention(entity, c)
    return entity


def _dropped_article(reading: Reading, c: Candidate) -> bool:
    """Is the second lam of «للجنة الدولية» the first one of a noun whose adjective has the article?"""
    token, behind = reading.tokens[c.first], reading.tokens[min(c.first + 1, c.last - 1)]
    doubled = token.norm.startswith("لل") and reading.view.offsets[token.at + 1] == c.span.start
    return doubled and c.last - c.first > 1 and has_article(behind.norm) and is_adjective(behind.norm)


def _words(entity: Found) -> list[str]:
    return max((n.split() for n in entity.names), key=len, default=[])


def _add_person(reading: Reading, c: Candidate, known: _Known) -> None:
    words = plain(c.name(reading)).split()
    for entity in known.like([" ".join(words)], c.entries):
        if entity.type != "person":
            continue
        other = _words(entity)
        same_entry = bool(c.entries) and entity.entry is not None and entity.entry in c.entries
        if same_entry or words == other or _contained(words, other) or _contained(other, words):
            _mention(entity, c)
            entity.names.add(" ".join(words))
            if len(words) > len(other):
                entity.name = c.name(reading)
            if entity.entry is None and c.entries:
                entity.entry = c.entries[0]
            known.learn(entity)
            return
    _new(reading, c, known)


def _contained(short: list[str], long: list[str]) -> bool:
    """The short name keeps the first and last word of the long one, or ends or begins it with two words."""
    if not 1 < len(short) < len(long):
        return False
    if short[0] == long[0] and short[-1] == long[-1]:
        return True
    if long[: len(short)] == short:
        return True
    # «خالد خليفة حفتر» ends in his father's name, which is another man; «أبو بكر البغدادي» does not
    return long[-len(short) :] == short and short[0] in _NAME_PARTICLES


def _add_short(reading: Reading, c: Candidate, known: _Known) -> None:
    """A name of one word: the man the knowledge base means by it, else whoever was named so in full before."""
    word = plain(c.name(reading))
    alike = [e for e in known.like([word], c.entries) if e.type == "person"]
    same = [e for e in alike if e.entry is not None and e.entry in c.entries]
    named = [e for e in alike if word in e.names or word in (_words(e)[:1] + _words(e)[-1:])]
    if c.entries and not same:
        # «حفتر» before «بلقاسم حفتر» is named is the one whom the press calls so
        named = [e for e in named if min(m[2].start for m in e.mentions) < c.span.start]
    if not c.entries:
        named = [e for e in named if not _child(reading, c, word, e)]
    # «قاسم» is rather «نعيم قاسم» than «قاسم هاشم»
    named.sort(key=lambda e: word != _words(e)[-1])
    for entity in (*same, *named):
        _mention(entity, c)
        entity.names.add(word)
        known.learn(entity)
        return
    _new(reading, c, known)


def _child(reading: Reading, c: Candidate, word: str, entity: Found) -> bool:
    """«ونجليه خالد وصدام» before «خالد البلشي»: a given name behind a word of kin is nobody's who is named later."""
    first = min(m[0] for m in entity.mentions)
    k = c.first - 1
    if k > 0 and c.span.start > reading.tokens[c.first].start:
        k -= 1
    kin = any(reading.tokens[n].norm.removeprefix("و") in _KIN for n in {k, c.first - 1} if n >= 0)
    return kin and first > c.first and word != _words(entity)[-1]


_KIN = frozenset(
    fold(kin + whose)
    for kin in ("نجلي", "نجل", "ابني", "ابن", "ابنت", "كريمت", "شقيق", "شقيقي", "شقيقت", "زوج", "زوجت")
    for whose in ("ه", "ها", "هما")
)


def _add_other(reading: Reading, c: Candidate, known: _Known) -> None:
    forms = {plain(c.name(reading)), *(plain(a.text(reading.text)) for a in c.aliases)} - {""}
    for entity in known.like(forms, c.entries, c.head if c.type == "organization" else ""):
        if entity.type != c.type:
            continue
        shared = bool(c.entries) and entity.entry is not None and entity.entry in c.entries
        if shared or forms & entity.names or (c.type == "organization" and _prefix_of(forms, entity, c)):
            _mention(entity, c)
            entity.names |= forms
            if (len(c.name(reading)) > len(entity.name) and c.type != "place") or entity.by == "entities.capital":
                entity.name = c.name(reading)
            entity.country = entity.country or c.country
            if entity.entry is None and len(c.entries) == 1:
                entity.entry = c.entries[0]
            known.learn(entity)
            return
    _new(reading, c, known)


def _prefix_of(forms: set[str], entity: Found, c: Candidate) -> bool:
    """«السفارة الأميركية» and «السفارة الأميركية لدى ليبيا»; «وزارة الداخلية» and «وزارة الداخلية بحكومة الوحدة»."""
    if not c.head or c.head != entity.head:
        return False
    if c.country and entity.country and c.country != entity.country:
        return False
    return any(
        len(a.split()) > 1 and len(b.split()) > 1 and (b.startswith(a + " ") or a.startswith(b + " "))
        for a in forms
        for b in entity.names
    )


def _short_mentions(reading: Reading, found: list[Found], covered: set[int]) -> None:
    """Family names, given names of kin and bare names of organizations that stand alone later on."""
    by_word: dict[str, list[Found]] = {}
    surnames: dict[str, int] = {}
    for entity in found:
        if entity.type == "person" and len(words := _words(entity)) > 1:
            surnames[words[-1]] = surnames.get(words[-1], 0) + 1
    for entity in found:
        words = _words(entity)
        if entity.type == "person" and len(words) > 1:
            if _called_by(words):
                by_word.setdefault(words[-1], []).append(entity)
            if surnames[words[-1]] > 1 and words[0] not in _NAME_PARTICLES and function_class(words[0]) is None:
                by_word.setdefault(words[0], []).append(entity)
        elif entity.type in ("organization", "asset", "place"):
            for name in entity.names:
                if " " not in name and len(name) > 3 and function_class(name) is None and not is_verb(name):
                    by_word.setdefault(name, []).append(entity)
    if not by_word:
        return
    view = reading.view
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            token = reading.tokens[i]
            if i in covered or not token.is_word or preposition(reading, i):
                continue
            for prefix, stem in splits(token.norm):
                key = stem[2:] if stem.startswith("ال") and len(stem) > 4 else stem
                owners = by_word.get(key)
                if not owners or (prefix not in BARE_PREFIXES and not prefix.endswith(("ال", "لل"))):
                    continue
                start = view.offsets[token.at + len(prefix)]
                if prefix.endswith("ال"):
                    start = view.offsets[token.at + len(prefix) - 2]
                owner = owners[0]
                if owner.type in ("place", "person") and adjectival(reading, i):
                    continue
                if key != token.norm and _other_word(
                    owner, key, definite="ال" in (prefix[-2:], stem[:2]) or prefix.endswith("لل")
                ):
                    continue
                owner.mentions.append((i, i + 1, Span(start, token.end)))
                owner.names.add(key)
                covered.add(i)
                break


def _called_by(words: list[str]) -> bool:
    """Is somebody called by the last word of his name? «علي بن أبي طالب» isn't «طالب»."""
    last, before = words[-1], words[-2]
    if last in _ORDINALS or before in _BEGINNING:
        return False
    return function_class(last) is None or last in gazetteer().given_names


def _other_word(owner: Found, key: str, *, definite: bool) -> bool:
    """Does the article make another word of it? «الجمعة» is not «علي جمعة», «البوروندي» is of «بوروندي»."""
    if not definite or "ال" + key in fold(owner.name).split():
        return False
    return owner.type == "person" or (owner.type == "place" and nationality(key) is not None)


def adjectival(reading: Reading, at: int) -> bool:
    """«العائلة المالكة السعودية»: a country's name that is its adjective too, behind a word with the article."""
    norm, before = reading.tokens[at].norm, reading.tokens[at - 1] if at else None
    return (
        norm.startswith("ال")
        and nationality(norm) is not None
        and before is not None
        and before.is_word
        and has_article(before.norm)
        and function_class(before.norm) is None
        and before.norm != _GOD
    )


_GOD = fold("الله")
_ORDINALS = frozenset(
    fold(w) for w in ("أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر", "عشر")
)
"""What kings and popes are counted with: «الثاني» alone is an ordinary word."""


def _capitals(reading: Reading, found: list[Found]) -> None:
    """A capital that acts is its country's government; one where something happens is a city."""
    countries: dict[str, Found] = {
        e.entry.country: e for e in found if e.entry and e.entry.source == "countries" and e.entry.country
    }
    for entity in list(found):
        entry = entity.entry
        seat = entry is not None and entry.en in _SEATS
        if entry is None or (entry.source != "capitals" and not seat) or entry.country is None:
            continue
        acting = [m for m in entity.mentions if not _located(reading, m) and (not seat or _speaks(reading, m))]
        if not acting:
            continue
        home = countries.get(entry.country)
        if home is None:
            if len(acting) == len(entity.mentions):
                # the capital alone stands for the country
                country = country_entry(entry.country)
                entity.entry = country or entry
                countries[entry.country] = entity
                continue
            home = Found("place", acting[0][2].text(reading.text), entry=country_entry(entry.country), by=entity.by)
            found.append(home)
            countries[entry.country] = home
        home.mentions.extend(acting)
        home.mentions.sort(key=lambda m: m[2].start)
        entity.mentions = [m for m in entity.mentions if m not in acting]


_SEATS = ("Tel Aviv", "Port Sudan")
"""Where governments sit that are no capitals by the tables."""
_SPOKEN = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE")


@lru_cache(maxsize=1)
def _says() -> frozenset[str]:
    """Verbs of what governments do by saying so."""
    told = {row["past"] for row in read_table("ar/events/triggers.tsv") if row["type"] in _SPOKEN}
    return frozenset(told | {row["past"] for row in read_table("ar/attributions/cues.tsv")})


def _speaks(reading: Reading, mention: tuple[int, int, Span]) -> bool:
    """«رفضت | بورتسودان», «تل أبيب | تنفي»: does such a verb in the feminine stand right beside the name?"""
    first, last, _ = mention
    beside = [reading.tokens[k].norm for k in (first - 1, last) if 0 <= k < len(reading.tokens)]
    return any(
        lemma in _says() and form.gender == "f" and not pronoun
        for norm in beside for lemma, form, _, pronoun in verb_readings(norm)
    )  # fmt: skip


def country_entry(alpha3: str) -> Entry | None:
    """The knowledge base's entry of a country."""
    return _countries().get(alpha3)


def _countries() -> dict[str, Entry]:
    global _COUNTRIES
    if _COUNTRIES is None:
        _COUNTRIES = {e.country: e for e in gazetteer().entries if e.source == "countries" and e.country}
    return _COUNTRIES


_COUNTRIES: dict[str, Entry] | None = None


_VISITED = frozenset(("زار", "غادر", "استضاف", "احتضن", "وصل", "بلغ"))
"""Verbs beside which a capital is a city: somebody goes there, or something happens there."""
_WITNESSED = "شهد"
"""The same for «شهدت الخرطوم قصفا», without a pronoun: «تقارب شهدته الخرطوم وأنقرة» is between governments."""
CAPITAL = fold("العاصمة")
_BESIDE = 6
"""Tokens between such a verb and the city."""


def _visited(reading: Reading, first: int) -> bool:
    """«زار المفوض أنقرة», where neither a mark nor another verb stands between."""
    for k in range(first - 1, max(reading.sentence_of(first).first, first - _BESIDE) - 1, -1):
        token = reading.tokens[k]
        if any(lemma in _VISITED or (lemma == _WITNESSED and not o) for lemma, _, _, o in verb_readings(token.norm)):
            return True
        if not token.is_word or (token.norm[0] == "و" and is_verb(token.norm)):
            return False
    return False


def _located(reading: Reading, mention: tuple[int, int, Span]) -> bool:
    first, _, span = mention
    token = reading.tokens[first]
    if _visited(reading, first) or token.norm.endswith(CAPITAL):
        return True
    prefix = token.norm[: max(0, len(token.norm) - len(fold(span.text(reading.text))))]
    if prefix.endswith("ب"):
        return True
    if first == 0 or reading.tokens[first - 1].norm == "\n":
        # a dateline: «فاليتا – 14 أبريل»
        return first + 1 < len(reading.tokens) and reading.tokens[first + 1].norm in "-:(,/"
    before = reading.tokens[first - 1].norm
    # «وفي واغادوغو»: one "and" alone, since «في» has a letter of "so"
    if before in _PLACE_PREPOSITIONS or before.removeprefix("و") in _PLACE_PREPOSITIONS:
        return True
    # «تونس وطرابلس» share what stands before the first of them
    return (
        prefix == "و"
        and first > 1
        and reading.tokens[first - 2].norm in {"في", "بين"}
        and reading.tokens[first - 2].norm == "في"
    )

"""Who holds which office: titles before and after names, with the body they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.heads import head_of
from marsad.analysis.entities.people import genders, title_word
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.relations import kinship, owned
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import gazetteer
from marsad.text.clitics import PRONOUNS, has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

_LONGEST = 14
_JOINING = frozenset(fold(w) for w in ["في", "باسم", "إلى", "لدى", "الخاص", "للشؤون"])

_WITH, _TO = fold("لدى"), fold("إلى")
_WHERE = frozenset((fold("في"), _WITH))
"""Words that lead from an office to the body it is held in."""
_LEADING = _WHERE | {_TO, fold("باسم")}
"""Words that no title ends with."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title held by a person of the report."""

    person: Found
    span: Span
    organization: Found | None
    by: str


def find_positions(reading: Reading, table: EntityTable) -> list[Office]:
    """All offices in order of the text, each person and title once."""
    out: list[Office] = []
    seen: set[tuple[int, str]] = set()
    for entity in table.found:
        if entity.type != "person":
            continue
        for first, last, _ in entity.mentions:
            for office in (_before(reading, table, entity, first), _after(reading, table, entity, last)):
                if office is None:
                    continue
                key = (id(entity), fold(office.span.text(reading.text)))
                if key not in seen:
                    seen.add(key)
                    out.append(office)
    return sorted(out, key=lambda o: o.span.start)


def learned_positions(reading: Reading, table: EntityTable, ranges: list[tuple[int, int]]) -> list[Office]:
    """Offices whose titles the reader marked, and those that grammar finds for people whom it gave none."""
    out: list[Office] = []
    seen: set[tuple[int, str]] = set()
    holders: set[int] = set()
    apposed: dict[int, Found] = {}
    for first, last in (_described(reading, table, *_trimmed(reading, *r)) for r in ranges):
        addressed = _mere_honorific(reading, first, last) and not _profession(reading, first, last)
        if last <= first or addressed or _no_office(reading.tokens[first].norm):
            continue
        kin = any(kinship(t.norm) for t in reading.tokens[first + 1 : last])
        if kin or (last - first > 1 and _orders(reading, first)):
            # «نقل الوزير إلى الأمير تحيات أخيه فلان»: his brother's name follows, and no office before it
            continue
        within = table.named_at(last - 1)
        if within is not None and within[1].type == "place":
            # «وزير الخارجية بدولة | الكويت» goes on to the end of the name
            last = max(last, within[0])
        person = _holder(reading, table, first, last)
        if _of_kin(reading, first):
            # «فلانة قرينة | الرئيس المصري»: she doesn't hold it, and he need not be named
            person = _person_touching(table, last)
        if reading.tokens[first].norm.startswith("و") and _person_touching(table, last) is None:
            # «توم كذا، السفير لدى تركيا | والمبعوث الخاص إلى سوريا»: a second office of the same man
            person = apposed.get(first, person)
        if person is None:
            continue
        if _person_ahead(reading, table, first) is person or apposed.get(first) is person:
            apposed[last] = person
        span = Span(_title_start(reading, first), reading.tokens[last - 1].end)
        key = (id(person), fold(span.text(reading.text)))
        if key not in seen:
            seen.add(key)
            holders.add(id(person))
            out.append(Office(person, span, _body(table, first, last), "reader.title"))
    out += [o for o in find_positions(reading, table) if id(o.person) not in holders]
    return sorted(out, key=lambda o: o.span.start)


def _described(reading: Reading, table: EntityTable, first: int, last: int) -> tuple[int, int]:
    """The title with what goes with it: «وزير النقل» | «السنغالي», «أستاذة الآثار» | «في جامعة البلمند»."""
    tokens = reading.tokens
    for k in (first, first - 1, first - 2):
        if k >= 0 and (end := _phrase_end(reading, k)) > first:
            # «الرئيس | المدير العام»
            first, last = k, max(last, end)
    while last > first and last < len(tokens) and has_article(tokens[last - 1].norm) and table.covering(last) is None:
        norm = tokens[last].norm
        if not (tokens[last].is_word and norm.startswith("ال") and is_adjective(norm)):
            break
        last += 1
    if last - first > 1 and tokens[last - 1].norm in _LEADING and last < len(tokens):
        # «السفير الأمريكي لدى | تركيا»: no title ends with its preposition
        named = table.named_at(last)
        return first, last - 1 if named is None else named[0]
    if first < last < len(tokens) and (tokens[last].norm in _WHERE or _sent_to(reading, first, last)):
        body = table.named_at(last + 1)
        if body is not None and (body[1].type == "organization" or tokens[last].norm in (_WITH, _TO)):
            last = body[0]
    return first, last


def _sent_to(reading: Reading, first: int, last: int) -> bool:
    """«المبعوث الخاص | إلى سوريا»"""
    hit = title_word(reading.tokens[first].norm)
    return reading.tokens[last].norm == _TO and hit is not None and hit[1] in _SENT


_SENT = frozenset(map(fold, ("مبعوث", "مبعوثة", "موفد", "موفدة", "سفير", "سفيرة")))


def _phrase_end(reading: Reading, first: int) -> int:
    """Behind the longest listed office of several words that begins at a token, `first` itself where none does."""
    hit = title_word(reading.tokens[first].norm) if reading.tokens[first].is_word else None
    if hit is None:
        return first
    for title in hit[2]:
        end = first + len(title.words)
        words = tuple(t.norm.removeprefix("ال") for t in reading.tokens[first + 1 : end])
        if len(title.words) > 1 and title.office and words == title.words[1:]:
            return end
    return first


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The title without marks at its end, and without a second title of kinship («… وابنة المؤرخ»)."""
    tokens = reading.tokens
    cut = next((k for k in range(first + 1, last) if tokens[k].norm.startswith("و") and kinship(tokens[k].norm)), last)
    while cut - 1 > first and _honorific(tokens[cut - 1].norm):
        # «الأمين العام | معالي»: how he is addressed is no part of the office
        cut -= 1
    while cut > first and not (tokens[cut - 1].is_word or tokens[cut - 1].norm == '"'):
        cut -= 1
    # «رئيس الجمهورية | العماد فلان», «رئيس المجلس | الفريق أول فلان»: a rank is how he is addressed
    graded = cut - first > 2 and tokens[cut - 1].norm in _GRADES and tokens[cut - 2].norm in _GRADED
    end = cut - 1 if graded else cut
    if (
        end - first > 2
        and (graded or _rank(tokens[end - 1].norm))
        and all(has_article(tokens[k].norm) for k in (end - 1, end - 2))
    ):
        cut = end - 1
    return first, cut


def _of_kin(reading: Reading, first: int) -> bool:
    """Does the title say whose kin somebody is («قرينة | الرئيس»)?"""
    return first > 0 and kinship(reading.tokens[first - 1].norm) is not None and not owned(reading, first - 1)


def _honorific(norm: str) -> bool:
    hit = title_word(norm)
    return hit is not None and all(t.kind == "honorific" for t in hit[2])


def _no_office(norm: str) -> bool:
    """«نجله», «رجل الأعمال», «وفدا من …», «أمر ب…», «ممرضتان»: no title begins with kin, a man, many, a verb."""
    titled = title_word(norm) is not None or _owned_title(norm) is not None
    verb = is_verb(norm) and not titled and not is_adjective(norm) and not has_article(norm)
    # «موفدتنا» is the report's own, and two hold no office together
    other = (norm.endswith(("تان", "تين")) and not titled) or norm.endswith("تنا")
    return verb or other or kinship(norm) is not None or any(stem in _NOT_HELD for _, stem in splits(norm))


def _orders(reading: Reading, first: int) -> bool:
    """«أمر بإيداعه», «وأمر النائب العام» only fold like «آمر اللواء»."""
    token = reading.tokens[first]
    hit = title_word(token.norm)
    if hit is None or hit[1] != _COMMANDER or hit[0].endswith("ال"):
        return False
    letter = reading.text[reading.view.offsets[token.at + len(hit[0])]]
    behind = reading.tokens[first + 1].norm if first + 1 < len(reading.tokens) else ""
    return letter == "أ" or (letter != "آ" and behind[:1] == "ب")


_COMMANDER = fold("آمر")
_GRADES = frozenset(map(fold, ("أول", "ثان", "ثاني", "الركن")))
_GRADED = frozenset(map(fold, ("الفريق", "اللواء", "العميد", "الملازم")))
_NOT_HELD = frozenset(
    fold(w) for w in ("رجل", "سيدة", "امرأة", "شاب", "وفد", "وفدا", "مجموعة", "أحد", "إحدى", "مكتب", "ديوان", "سفارة")
)


def _mere_honorific(reading: Reading, first: int, last: int) -> bool:
    """«السفير», «العميد المتقاعد», «لوكالتنا»: a rank, an honorific or a profession, or no title at all."""
    norm = reading.tokens[first].norm
    if any(not is_adjective(t.norm) or not has_article(t.norm) for t in reading.tokens[first + 1 : last]):
        return False
    hit = title_word(norm)
    if hit is None:
        return last - first == 1 and _owned_title(norm) is None and head_of(norm) is not None
    alone = [t for t in hit[2] if len(t.words) == 1]
    if last - first > 1 and alone and all(t.kind == "profession" for t in alone):
        # «الخبير الجيولوجي», «الشاعرة الغينية» say more than how somebody is addressed
        return False
    if hit[1] in _ENVOYS and last - first > 1 and nationality(reading.tokens[first + 1].norm) is not None:
        # «السفير الإيطالي» says whose
        return False
    return (not alone and last - first == 1) or (
        bool(alone) and (hit[1] in _RANKS_OF_SERVICE or not any(t.kind == "office" for t in alone))
    )


def _profession(reading: Reading, first: int, last: int) -> bool:
    """«المحامية», «المؤرخ»: what somebody is by profession, and not how everybody of some standing is addressed."""
    hit = title_word(reading.tokens[first].norm)
    if hit is None or last - first > 1 or not hit[0].endswith(("ال", "لل")):
        return False
    alone = [t for t in hit[2] if len(t.words) == 1]
    return bool(alone) and all(t.kind == "profession" for t in alone) and hit[1] not in _PLAYERS


_PLAYERS = frozenset(map(fold, ("حارس", "لاعب", "لاعبة", "مهاجم", "مدافع")))
"""What somebody is in a game, or at a door."""
_RANKS_OF_SERVICE = frozenset(fold(w) for w in ("سفير", "سفيرة", "عميد"))
"""«السفير فلان», «العميد فلان» say how he is addressed; an office says of what (عميد بلدية كذا)."""
_ENVOYS = frozenset(map(fold, ("سفير", "سفيرة")))


def _holder(reading: Reading, table: EntityTable, first: int, last: int) -> Found | None:
    """Whose title it is: of the name right behind it; of the one before where the name touches it or a comma parts."""
    before = _person_ahead(reading, table, first)
    if before is not None and _of_a_woman(reading, first) and genders().get(_first_name(before)) == "m":
        # «التقى الوزير سالم | رئيسة البعثة»
        before = None
    if before is not None:
        behind = _person_behind(reading, table, last)
        touching = table.covering(first - 1) is before
        if (
            touching
            and reading.tokens[first].norm.startswith("و")
            and _title_start(reading, first) != (reading.tokens[first].start)
        ):
            # «الوزير فلان | والرئيس المدير العام لمجمع كذا فلان»: "and" joins another man
            return behind
        # «اللواء فلان قائد القوات، والعقيد فلان» against «التقى فلان قائد القوات، فلان»
        return before if touching and behind is None else behind or before
    return _person_behind(reading, table, last)


def _of_a_woman(reading: Reading, first: int) -> bool:
    """A feminine title of somebody: «رئيسة», «الممثلة»."""
    hit = title_word(reading.tokens[first].norm)
    return hit is not None and all(t.gender == "f" for t in hit[2])


def _first_name(person: Found) -> str:
    return fold(person.name).partition(" ")[0]


def _person_touching(table: EntityTable, last: int) -> Found | None:
    """The person whose name begins right behind a title."""
    hit = table.named_at(last)
    return hit[1] if hit is not None and hit[1].type == "person" else None


def _person_behind(reading: Reading, table: EntityTable, last: int) -> Found | None:
    inside = False
    for k in range(last, min(last + 7, len(reading.tokens))):
        hit = table.named_at(k)
        inside = reading.tokens[k].norm == "(" or (inside and reading.tokens[k].norm != ")")
        if inside and (hit is None or hit[1].type == "organization"):
            # «رئيسة بعثة الأمم المتحدة (يونامي)، فلانة»
            continue
        norm = reading.tokens[k].norm
        if k > last and norm.startswith("و") and (hit is None or norm[1:] in reading.norms):
            return None
        if hit is not None and hit[1].type == "person":
            return hit[1]
        if norm not in _BEFORE_NAMES and not _addressed(reading, k) and not nationality(norm):
            return None
    return None


_BEFORE_NAMES = frozenset(
    {",", '"', "(", ")", *map(fold, ("السابق", "السابقة", "الأسبق", "الراحل", "المعروف", "لديها", "لديه"))}
)


def _person_ahead(reading: Reading, table: EntityTable, first: int) -> Found | None:
    first = _before_holding(reading, first)
    for k in range(first - 1, max(first - 5, -1), -1):
        entity = table.covering(k)
        if entity is not None:
            return entity if entity.type == "person" else None
        if reading.tokens[k].norm not in {",", '"', "(", ")", "-", "وهو", "وهي", "هو"}:
            return None
    return None


def _before_holding(reading: Reading, first: int) -> int:
    """Where «الذي يشغل (أيضا) منصب» begins before an office, else the office's own beginning."""
    tokens = reading.tokens
    k = first - 1
    if k < 2 or tokens[k].norm not in _POST:
        return first
    k -= 1
    while k > 0 and (tokens[k].norm in _HOLDING or tokens[k].norm in _ALSO):
        k -= 1
    return k if tokens[k].norm in _WHO and tokens[k + 1].norm in _HOLDING | _ALSO else first


_POST = frozenset(map(fold, ("منصب", "مهام", "مهمة")))
_HOLDING = frozenset(
    map(fold, ("يشغل", "تشغل", "شغل", "شغلت", "يتولى", "تتولى", "تولى", "تولت", "تقلد", "يتقلد", "تقلدت", "يحمل"))
)
_ALSO = frozenset(map(fold, ("كان", "كانت", "أيضا", "سابقا", "حاليا", "سبق", "أن")))
_WHO = frozenset(map(fold, ("الذي", "التي")))


def _before(reading: Reading, table: EntityTable, person: Found, first: int) -> Office | None:
    """«نائب وزير الدفاع الروسي يونس بك يفكيروف»: walk back to the first word of the title."""
    tokens = reading.tokens
    sentence = reading.sentence_of(first)
    k = first - 1
    # a rank or honorific or a comma may stand between the office and the name
    while k > sentence.first and (tokens[k].norm in {",", '"'} or _addressed(reading, k)):
        if tokens[k].norm.startswith("و") and tokens[k].norm not in gazetteer().given_names:
            return None
        k -= 1
    if k - 1 > sentence.first and tokens[k].norm in _GRADES and tokens[k - 1].norm in _GRADED:
        # «رئيس المجلس | الفريق أول فلان»
        k -= 2
    end = k + 1
    best: int | None = None
    while k >= max(sentence.first, first - _LONGEST):
        norm = tokens[k].norm
        if not tokens[k].is_word:
            if norm != '"':
                break
            k -= 1
            continue
        hit = title_word(norm)
        if _orders(reading, k):
            break
        if hit is not None and any(t.office for t in hit[2]):
            best = k
            if (norm.startswith("و") and hit[0] != "") or _opens(reading, k, sentence.first):
                break
        elif (
            (is_verb(norm) and not has_article(norm) and table.covering(k) is None and not is_adjective(norm))
            or function_class(norm) in {"complementizer", "relative", "conjunction", "pronoun", "particle", "auxiliary"}
            or (function_class(norm) == "preposition" and norm not in _JOINING)
        ):
            break
        if _other_person(table, k, person):
            break
        k -= 1
    if best is None or best >= end or any(kinship(t.norm) for t in tokens[best + 1 : end]):
        return None
    if end < first and _of_kin(reading, best):
        # «قرينة | الرئيس، وفلان»
        return None
    if function_class(tokens[end - 1].norm) == "time" and tokens[end - 1].norm != _GENERAL:
        # «استقبل الرئيس أمس | فلانا»
        return None
    if _mere_honorific(reading, best, end) or (is_verb(tokens[best].norm) and end - best == 1):
        return None
    span = Span(_title_start(reading, best), tokens[end - 1].end)
    return Office(person, span, _body(table, best, end), "positions.before")


_GENERAL = fold("العام")
"""«النائب العام» is no year."""


def _addressed(reading: Reading, k: int) -> bool:
    """A rank, honorific or profession between an office and the name («العميد», «الطبيب»)."""
    norm = reading.tokens[k].norm
    return _rank(norm) or (has_article(norm) and title_word(norm) is not None and _mere_honorific(reading, k, k + 1))


def _opens(reading: Reading, k: int, first: int) -> bool:
    """Does no further title stand right before ("نائب" before "وزير")?"""
    if k == first:
        return True
    before = title_word(reading.tokens[k - 1].norm)
    return before is None


def _rank(norm: str) -> bool:
    hit = title_word(norm)
    return hit is not None and all(not t.office for t in hit[2]) and hit[2] != ()


def _title_start(reading: Reading, k: int) -> int:
    """Where the title starts, attached particles left out, its article kept."""
    token = reading.tokens[k]
    hit = title_word(token.norm)
    prefix = hit[0] if hit is not None else _owned_title(token.norm) or ""
    keep = 2 if prefix.endswith("ال") else 0
    return reading.view.offsets[token.at + len(prefix) - keep]


_PEERS = frozenset(map(fold, ("نظير", "نظيرت", "زميل", "زميلت")))
"""«نظيره النيجري»: of the same office as somebody named before."""


def _owned_title(norm: str) -> str | None:
    """The particles before a title with a pronoun («وأمينها», «لمراسلتها»), None for other words."""
    for prefix, stem in splits(norm):
        for pronoun in PRONOUNS:
            core = stem.removesuffix(pronoun)
            if core in _PEERS and core != stem:
                return prefix
            hits = (title_word(core), title_word(core[:-1] + "ه") if core.endswith("ت") else None)
            if core != stem and any(hit is not None and not hit[0] for hit in hits):
                return prefix
    return None


def _other_person(table: EntityTable, k: int, person: Found) -> bool:
    other = table.covering(k)
    return other is not None and other.type == "person" and other is not person


def _body(table: EntityTable, first: int, last: int) -> Found | None:
    for k in range(first, last):
        entity = table.covering(k)
        if entity is not None and entity.type == "organization":
            return entity
    return None


def _after(reading: Reading, table: EntityTable, person: Found, last: int) -> Office | None:
    """«فلان، المتحدث باسم المنظمة،»: a definite title between commas behind the name."""
    tokens = reading.tokens
    sentence = reading.sentence_of(last - 1)
    if last + 1 >= sentence.last or tokens[last].norm != ",":
        return None
    hit = title_word(tokens[last + 1].norm)
    if hit is None or not any(t.office for t in hit[2]) or hit[0] not in ("", "ال"):
        return None
    end = last + 2
    while end < min(sentence.last, last + _LONGEST) and tokens[end].is_word:
        norm = tokens[end].norm
        if function_class(norm) in {"complementizer", "relative", "conjunction", "auxiliary", "particle"}:
            break
        if is_verb(norm) and not has_article(norm) and not is_adjective(norm) and not nationality(norm):
            break
        if function_class(norm) == "preposition" and norm not in _JOINING:
            break
        if _other_person(table, end, person):
            return None
        end += 1
    if end < sentence.last and tokens[end].is_word:
        pass
    elif end >= sentence.last or tokens[end].norm not in {",", ".", ")", "\n", ";", ":"}:
        return None
    # a title between comma and another name belongs to that name
    if end < sentence.last and table.named_at(end) is not None and table.named_at(end)[1].type == "person":  # type: ignore[index]
        return None
    start = _title_start(reading, last + 1)
    return Office(person, Span(start, tokens[end - 1].end), _body(table, last + 1, end), "positions.after")

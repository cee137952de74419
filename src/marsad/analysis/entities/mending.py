"""The learned reader's names made whole: its edges follow sub-words, grammar knows where a name can end.

The reader cuts inside constructs («مجلس أعيان» | «يفرن»), runs over line ends and into the next name
(«واشنطن ولندن»), and keeps a preposition that it met once with a name. Each rule here is one of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality, verb_readings
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.model.record import EntityType
from marsad.text.characters import TATWEEL
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .aliases import with_alias
from .candidate import Candidate
from .edges import edged, site
from .groups import group_noun
from .heads import head_of
from .outlets import with_article
from .parting import side_by_side, torn, two_names

_LONGEST = 9
"""Words of a name that is put together from two."""
_OPENING = frozenset(("preposition", "complementizer", "relative", "auxiliary", "demonstrative", "particle"))
"""Function words that open what follows, so that no name ends with them."""
_AT_THEM = frozenset(fold(w) for w in ("إليه", "إليها", "إليهم", "إليهما", "عليه", "عليها", "عليهم", "عليهما"))
"""«وجّه القضاء | إليهم»: the verb's, and no part of the name before."""
_ALI = fold("علي")
"""Folds like the preposition «على»."""
_COMMON = frozenset(fold(w) for w in ("فريق", "بطولة", "نقاط", "دولار", "يورو", "جنيه", "درهم", "شيكل", "حدود"))
"""Nouns of sport and money, and the border, which the reader takes for bodies or places."""
_TOWNS = frozenset(fold(w) for w in ("مدينة", "بلدة", "قرية", "جزيرة", "حي", "مخيم"))


def mended(reading: Reading, learned: Sequence[Candidate], listed: Sequence[Candidate]) -> list[Candidate]:
    """The reader's candidates with mended edges, in order of the text. `listed` are the knowledge base's."""
    known = {(c.first, c.last): c for c in listed}
    learned = [with_article(reading, c) for c in learned]
    learned = [c for c in learned if not torn(c, listed)]
    learned = [_grown(reading, _signed(reading, _outlet(reading, c), known), listed) for c in learned]
    cut = [p for c in sorted(learned, key=lambda c: c.first) for p in _cut(reading, c, known)]
    parts = [p for c in cut for p in edged(reading, c, known)]
    out: list[Candidate] = []
    for c in parts:
        joined = _joined(reading, out[-1], c) if out else None
        if joined is not None and side_by_side(reading, joined, joined.first, joined.last, known) is None:
            out[-1] = joined
        else:
            out.append(c)
    out = [_continued(reading, c, out, listed) for c in out]
    held = {i for c in out for i in range(c.first, c.last)}
    kept = [_with_kind(reading, with_alias(reading, c), held) for c in out if not _bare_noun(reading, c, known)]
    towns = {c.first: c for c in (*listed, *kept) if c.type == "place"}
    return [_seated(reading, c, towns) for c in kept]


_IN = fold("في")
_MOVING = frozenset(("MIL", "MED", "UAF", "PAR"))
"""Bodies that are anywhere: what stands behind «في» says where they do something."""


def _seated(reading: Reading, c: Candidate, towns: dict[int, Candidate]) -> Candidate:
    """«محكمة في فاليتا» is «محكمة» too, «القنصلية البريطانية» | «في القدس» with its seat: both name the body."""
    if c.type != "organization":
        return c
    tokens = reading.tokens
    inside = next((k for k in range(c.first + 2, c.last) if tokens[k].norm == _IN), None)
    if inside is not None:
        return replace(c, aliases=(*c.aliases, Span(c.span.start, tokens[inside - 1].end)))
    seat = towns.get(c.last + 1)
    if c.last + 1 >= len(tokens) or tokens[c.last].norm != _IN or seat is None or c.last - c.first < 2:
        return c
    head = head_of(tokens[c.first].norm)
    if head is None or any(h.sector in _MOVING for h in head[2]):
        return c
    return replace(c, aliases=(*c.aliases, Span(c.span.start, seat.span.end)))


def _with_kind(reading: Reading, c: Candidate, held: set[int]) -> Candidate:
    """«معبر الكركرات» where the reader has the name alone: with its kind noun it is the same place."""
    k = c.first - 1
    if c.type != "place" or k < 0 or k in held or c.span.start != reading.tokens[c.first].start:
        return c
    hit = head_of(reading.tokens[k].norm)
    if hit is None or hit[1] or not any(h.type == "place" for h in hit[2]):
        return c
    start = reading.view.offsets[reading.tokens[k].at + len(hit[0])]
    return replace(c, aliases=(*c.aliases, Span(start, c.span.end)))


def _continued(reading: Reading, c: Candidate, learned: Sequence[Candidate], listed: Sequence[Candidate]) -> Candidate:
    """«مجلس أعيان» before a town that only the knowledge base saw: the body's name goes on."""
    ending = reading.tokens[c.last - 1]
    if c.type != "organization" or has_article(ending.norm) or not ending.is_word or is_adjective(ending.norm):
        return c
    if head_of(reading.tokens[c.first].norm) is None or any(o.first == c.last for o in learned):
        return c
    for p in listed:
        if p.first == c.last and p.type == "place" and p.span.start == reading.tokens[p.first].start:
            return replace(c, last=p.last, span=Span(c.span.start, p.span.end))
    return c


def _outlet(reading: Reading, c: Candidate) -> Candidate:
    """«صحيفة لوموند»: right behind its kind noun an outlet stands, whatever the reader takes the name for."""
    if c.type == "organization" or c.first == 0 or c.span.start != reading.tokens[c.first].start:
        return c
    before = head_of(reading.tokens[c.first - 1].norm)
    if before is None or before[1] or not any(h.sector == "MED" for h in before[2]) or site(reading, c):
        return c
    return replace(c, type="organization", sector=("MED",))


def _signed(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> Candidate:
    """«الدوحة - الراية:»: what stands between a town and the colon of a dateline sent the report."""
    tokens, at = reading.tokens, c.first - 1
    if c.type != "place" or at < 1 or c.last >= len(tokens) or tokens[at].norm not in _SIGNED:
        return c
    if tokens[c.last].norm not in _SIGNED[tokens[at].norm]:
        return c
    own = known.get((c.first, c.last))
    if tokens[at].norm == "/" and own is not None and any(e.kind in _SETTLED for e in own.entries):
        # «صفاقس/طرابلس - اقتحمت …»: from two towns
        return c
    town = any((k, at) in known and known[k, at].type == "place" for k in range(max(0, at - 3), at))
    return replace(c, type="organization", sector=("MED",), entries=listed_outlets(reading, c)) if town else c


_SIGNED = {"-": (":",), "/": (":", "\n", "-")}
"""Marks before a dateline's sender, and those behind: «القاهرة/ الأناضول»."""
_SETTLED = frozenset(("town", "capital", "country"))


def listed_outlets(reading: Reading, c: Candidate) -> tuple[Entry, ...]:
    """Outlets of this name, also those whose name is an ordinary word («الجزيرة»): the reader says it is a body."""
    return tuple(e for e in gazetteer().named(c.name(reading)) if e.source == "outlets")


def _grown(reading: Reading, c: Candidate, listed: Sequence[Candidate]) -> Candidate:
    """«حفتر» inside «خليفة حفتر», «الفيلق» inside «الفيلق الأفريقي»: all of a known name of several words.

    Of places only countries: «البوسنة» in «البوسنة والهرسك».
    """
    if c.type != "organization" and c.last - c.first > 2:
        return c
    for whole in listed:
        if c.type == "place" and all(e.source != "countries" for e in whole.entries):
            continue
        longer = whole.last - whole.first > c.last - c.first
        if longer and whole.type == c.type and whole.first <= c.first and c.last <= whole.last:
            return replace(c, first=whole.first, last=whole.last, span=whole.span)
    return c


def _cut(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> Iterator[Candidate]:
    """The candidate without what stands behind a line end, without a function word at its end, split at «و»."""
    tokens = reading.tokens
    first, last = c.first, c.last
    if last - first > 1 and c.type != "person" and (kind := _dual_kind(tokens[first].norm)) is not None:
        # «قبيلتي الرمال | والكثبان»: two of that kind
        inner = replace(_part(reading, c, first + 1, last, tokens[first + 1].start), type=kind)
        at = next((n for n in range(first + 2, last) if tokens[n].norm[0] == "و" and len(tokens[n].norm) > 3), last)
        yield from _cut(reading, inner if at == last else _part(reading, inner, first + 1, at, inner.span.start), known)
        if at < last:
            yield from _cut(reading, _part(reading, inner, at, last, reading.view.offsets[tokens[at].at + 1]), known)
        return
    breaks = [k for k in range(first + 1, last) if tokens[k].norm == "\n"]
    if breaks:
        last = breaks[0]
    while (
        last - 1 > first
        and (first, last) not in known
        and tokens[last - 1].norm != _ALI
        and (function_class(tokens[last - 1].norm) in _OPENING or tokens[last - 1].norm in _AT_THEM)
    ):
        last -= 1
    if c.type == "place" and last - first > 2 and tokens[last - 1].norm in _LYING and (first, last) not in known:
        # «معسكر العيون» | «الواقع جنوب المدينة»
        last -= 1
    if (
        c.type == "organization"
        and last - first > 1
        and tokens[last - 1].norm in _LEANING
        and (first, last) not in known
    ):
        # «حركة الشباب» | «المرتبطة بتنظيم القاعدة»
        last -= 1
    if _before_place(reading, c, known):
        yield _part(reading, c, first, last - 1, c.span.start)
        yield replace(_part(reading, c, last - 1, last, tokens[last - 1].start), type="place")
        return
    last = _true_end(reading, c, last, known)
    dash = _dash(reading, first, last)
    if dash is not None and (first, dash[0]) in known and (dash[1], last) in known:
        left, right = dash
        yield _typed(_part(reading, c, first, left, c.span.start), known)
        yield from _cut(reading, _typed(_part(reading, c, right, last, tokens[right].start), known), known)
        return
    if _before_country(reading, c, known):
        yield _part(reading, c, last - 1, last, tokens[last - 1].start)
        return
    for k in range(first + 2, last - 1):
        if c.type == "place" and tokens[k].norm in _THEN and tokens[k - 1].is_word and (first, last) not in known:
            # «مدينة جنين | شمال الضفة الغربية»
            yield from _cut(reading, _part(reading, c, first, k, c.span.start), known)
            if tokens[k].norm != _CAPITAL:
                yield from _cut(reading, _part(reading, c, k, last, tokens[k].start), known)
            return
    begin = _inner(reading, first, last, known) if c.type == "place" else None
    if begin is not None:
        yield _part(reading, c, begin, last, tokens[begin].start)
        return
    for k in range(first + 1, last):
        if tokens[k].norm.startswith("و") and two_names(reading, c, first, k, last, known):
            yield _part(reading, c, first, k, c.span.start)
            yield from _cut(reading, _part(reading, c, k, last, reading.view.offsets[tokens[k].at + 1]), known)
            return
    if (second := side_by_side(reading, c, first, last, known)) is not None:
        yield _part(reading, c, first, second, c.span.start)
        yield from _cut(reading, _typed(_part(reading, c, second, last, tokens[second].start), known), known)
        return
    yield c if last == c.last else _part(reading, c, first, last, c.span.start)


_LYING = frozenset(
    fold(w) for w in ("الواقع", "الواقعة", "المجاور", "المجاورة", "القريب", "القريبة", "المحاصر", "المحاصرة")
)
"""What is said of a place and is no part of its name."""
_LEANING = frozenset(
    fold(w)
    for w in (
        *("المرتبطة", "المرتبط", "الموالية", "الموالي", "التابعة", "التابع", "المقربة", "المقرب", "المدعومة"),
        *("المدعوم",),
        *("المحسوبة", "المحسوب", "المتحالفة", "المتحالف", "المناهضة", "المناهض", "المنشقة", "المنضوية", "المبايعة"),
    )
)
"""What is said of a body's ties and is no part of its name."""
_VISITING = frozenset(("زار", "غادر", "دخل", "بلغ"))
"""Verbs whose object is a place."""
_FAR = 10
"""Tokens before a visitor's name in which the verb stands."""


def _before_place(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> bool:
    """«زار سعيد المالح | نيامي», «اتهم الجيش الكونغولي | رواندا»: the name ends where the place begins."""
    tokens = reading.tokens
    place = known.get((c.last - 1, c.last))
    if c.type not in ("person", "organization") or c.last - c.first < 3 or (c.first, c.last) in known:
        return False
    if place is None or place.type != "place" or place.span.start != tokens[c.last - 1].start:
        return False
    if c.type == "organization":
        country = any(e.source == "countries" for e in place.entries)
        before = tokens[c.last - 2].norm
        return country and has_article(before) and nationality(before) is not None
    sentence = reading.sentence_of(c.first)
    return any(
        lemma in _VISITING
        for k in range(max(sentence.first, c.first - _FAR), c.first)
        for lemma, *_ in verb_readings(tokens[k].norm)
    )


def _inner(reading: Reading, first: int, last: int, known: dict[tuple[int, int], Candidate]) -> int | None:
    """«وقرى الضفة الغربية»: the plural of a kind of place is no name, the region behind it is one."""
    at = first
    while at < last - 1 and any(stem in _KINDS for _, stem in splits(reading.tokens[at].norm)):
        at += 1
    return at if at > first and (at, last) in known and (first, last) not in known else None


_CAPITAL = fold("عاصمة")
_TO = fold("إلى")
_THEN = frozenset(fold(w) for w in ("شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "عاصمة"))
_KINDS = frozenset(fold(w) for w in ("مدن", "قرى", "بلدات", "مناطق"))


def _true_end(reading: Reading, c: Candidate, last: int, known: dict[tuple[int, int], Candidate]) -> int:
    """Where the name ends: before a number's word, a purpose, and an adjective that another noun asks for."""
    tokens = reading.tokens
    if (c.first, last) in known:
        return last
    if c.type == "organization":
        # «مجلس الأمن رقم 1701»: the number is the resolution's
        last = next((k for k in range(c.first + 2, last) if tokens[k].norm in _NUMBER), last)
        # «الأمم المتحدة | إلى السودان»: whom the envoy was sent to
        last = next((k for k in range(c.first + 1, last) if tokens[k].norm == _TO and (c.first, k) in known), last)
    if c.type == "person" and last - c.first > 3 and _person(known.get((c.first, last - 1))):
        # «علي عبد الله صالح أرضية»: who is known by three names has no common noun for a fourth
        word = tokens[last - 1].norm
        last -= not has_article(word) and word not in gazetteer().given_names
    if c.type == "person" and last - c.first > 2 and _person(known.get((c.first, last - 1))):
        # «أفاد محمود بصل | بانتشال جثامين»
        last -= tokens[last - 1].norm[0] == "ب" and tokens[last - 1].norm not in gazetteer().given_names
    if c.type == "person" and last - c.first > 1 and _purpose(tokens[last - 1].norm):
        last -= 1
    while last - c.first > 1 and (_next_head(tokens[last - 1].norm) or tokens[last - 1].norm in _THEN):
        # «مدينة نابلس ومخيمي | بلاطة», «مخيم جنين شمالي | الضفة»
        last -= 1
    if c.type == "place":
        last = next((n for n in range(c.first + 1, last) if _by_what(reading, n)), last)
        while last - c.first > 1 and tokens[last - 1].norm in _BUILDINGS:
            # «قرية السدر | مبنى البلدية»
            last -= 1
    if c.type == "place" and last - c.first > 1 and _capital(known.get((c.first, last - 1))):
        # «نجامينا | عشت»: a capital has its whole name
        word = tokens[last - 1].norm
        last -= not word.startswith(("ال", "و")) and not is_adjective(word) and head_of(word) is None
    own = head_of(tokens[c.first].norm)
    if c.type == "place" and own is None and last - c.first > 1 and _foreign_adjective(tokens[last - 1].norm):
        # «معرض صنعاء الدولي»: towns are feminine, the adjective is the fair's
        town = known.get((c.first, last - 1))
        last -= town is not None and town.type == "place"
    if c.type == "organization" and last - c.first > 2 and _foreign_adjective(tokens[last - 1].norm):
        # «رئيس بلدية باريس الاشتراكي»: the mayor is, the town hall isn't
        town = known.get((last - 2, last - 1))
        feminine = own is not None and tokens[c.first].norm.endswith("ه")
        last -= feminine and town is not None and town.type == "place"
    return last


def _dual_kind(norm: str) -> EntityType | None:
    """What two things are that a noun in the dual construct names: «قبيلتي», «بمخيمي»."""
    if not norm.endswith("ي") or head_of(norm) is not None:
        return None
    hit = head_of(norm[:-2] + "ه" if norm.endswith("تي") else norm[:-1])
    return hit[2][0].type if hit is not None and not hit[1] and hit[2][0].type != "asset" else None


def _by_what(reading: Reading, k: int) -> bool:
    """«قرية السدر | بالمدافع»: a word with «بال» that is no place is no part of a place's name."""
    norm = reading.tokens[k].norm
    return norm.startswith("بال") and len(norm) > 5 and not gazetteer().named(norm.removeprefix("ب"))


_BUILDINGS = frozenset(fold(w) for w in ("مبنى", "مقر", "مجلس", "مكتب", "وزارة", "مديرية", "مستشفى", "محكمة"))
"""Nouns that begin another name right behind a place's."""


def _typed(c: Candidate, known: dict[tuple[int, int], Candidate]) -> Candidate:
    """With the type that the knowledge base knows these words by."""
    entry = known.get((c.first, c.last))
    return c if entry is None else replace(c, type=entry.type)


def _capital(c: Candidate | None) -> bool:
    return c is not None and any(e.source == "capitals" for e in c.entries)


def _person(c: Candidate | None) -> bool:
    return c is not None and c.type == "person"


def _next_head(norm: str) -> bool:
    """«ومخيمي»: a head noun of a next name that nothing follows."""
    hit = head_of(norm) or (head_of(norm.removesuffix("ي")) if norm.endswith("ي") else None)
    return hit is not None and hit[0] == "و" and not hit[1]


def _purpose(norm: str) -> bool:
    """«ليعوض»: a present with the «ل» of purpose."""
    return len(norm) > 4 and norm.startswith(("لي", "لت")) and is_verb(norm[1:]) and not is_adjective(norm)


def _foreign_adjective(norm: str) -> bool:
    """A masculine adjective with the article that geographical names («الجنوبي») and their tellings don't have."""
    return (
        norm.startswith("ال")
        and not norm.endswith("ه")
        and is_adjective(norm)
        and nationality(norm) is None
        and norm.removeprefix("ال") not in _GEOGRAPHIC
    )


def _dash(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The end and the next beginning around a dash between blanks, as between two datelines: «عمان - بيروت»."""
    text, tokens = reading.text, reading.tokens
    for k in range(first + 1, last):
        between = text[tokens[k - 1].end : tokens[k].start]
        if between.strip() == TATWEEL and between[0].isspace() and between[-1].isspace():
            # a dash drawn with the letter stretcher, which the view drops; «ب ـ» is a particle
            return (k, k) if len(tokens[k - 1].norm) > 2 else None
        spaced = between[:1].isspace() and text[tokens[k].end : tokens[k].end + 1].isspace()
        if tokens[k].norm == "-" and spaced and k + 1 < last:
            return k, k + 1
    return None


_NUMBER = frozenset(fold(w) for w in ("رقم", "برقم", "ورقم"))
_GEOGRAPHIC = frozenset(
    fold(w)
    for w in (
        "شرقي", "غربي", "شمالي", "جنوبي", "عربي", "كبير", "أوسط", "أعلى", "أدنى", "أقصى", "جديد", "قديم", "أحمر",
        "أبيض", "أسود", "أخضر", "أزرق", "عليا", "سفلى", "كبرى", "صغرى", "وسطى", "دنيا",
    )
)  # fmt: skip


def _before_country(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> bool:
    """«زار | تاياني ليبيا»: a name before its country, which is no name of a place together with it."""
    if c.type != "place" or c.last - c.first != 2 or (c.first, c.last) in known:
        return False
    country = known.get((c.last - 1, c.last))
    norm = reading.tokens[c.first].norm
    return (
        country is not None
        and any(e.source == "countries" for e in country.entries)
        and country.span.start == reading.tokens[c.last - 1].start
        and head_of(norm) is None
        and not any(stem in _PARTS for _, stem in splits(norm))
        and nationality(norm) is None
    )


_PARTS = frozenset(
    fold(w) for w in ("شرق", "غرب", "شمال", "جنوب", "وسط", "شرقي", "غربي", "شمالي", "جنوبي", "أقصى", "عموم")
)


def _part(reading: Reading, c: Candidate, first: int, last: int, start: int) -> Candidate:
    end = reading.tokens[last - 1].end
    aliases = tuple(a for a in c.aliases if start <= a.start and a.end <= end)
    return replace(c, first=first, last=last, span=Span(start, end), aliases=aliases)


def _joined(reading: Reading, a: Candidate, b: Candidate) -> Candidate | None:
    """«شركة» | «أنابيب الجبل», «مجلس أعيان» | «يفرن»: a construct goes on with the very next word."""
    if a.last != b.first or b.last - a.first > _LONGEST or a.type == "person":
        return None
    tokens = reading.tokens
    ending, beginning = tokens[a.last - 1], tokens[b.first]
    if not ending.is_word or not beginning.is_word or b.span.start != beginning.start or has_article(ending.norm):
        return None
    if beginning.norm in _THEN and a.last - a.first > 1:
        return None
    head = head_of(tokens[a.first].norm)
    if head is None:
        return None
    lone = a.last - a.first == 1
    if not lone and (b.type == "person" or is_adjective(ending.norm) or function_class(ending.norm)):
        return None
    if not lone and a.type == "place" and not (b.type == "place" and tokens[a.first].norm.lstrip("بلو") in _TOWNS):
        return None
    kinds = {h.type for h in head[2]}
    kind = a.type if a.type in kinds or a.type == b.type else next(iter(kinds))
    return replace(
        a, last=b.last, span=Span(a.span.start, b.span.end), type=kind, confidence=a.confidence, aliases=()
    )  # fmt: skip


def _bare_noun(reading: Reading, c: Candidate, known: dict[tuple[int, int], Candidate]) -> bool:
    """«مكتب», «منطقة», «سجون», «تلتين مشرفتين»: a common noun that opens names, left alone."""
    if c.type == "place" and c.last - c.first < 3 and (c.first, c.last) not in known:
        norms = [t.norm for t in reading.tokens[c.first : c.last]]
        two = len(norms[0]) > 4 and norms[0].endswith(("تين", "تان")) and not any(n.startswith("ال") for n in norms)
        foreign = len(norms) == 2 and not norms[0].startswith("ال") and not norms[1].startswith("ال")
        if foreign and is_adjective(norms[1]) and nationality(norms[1]) is not None:
            # «مياه يونانية»
            return True
        if (two and (c.first + 1, c.last) not in known) or (len(norms) == 1 and norms[0] in _MANY):
            return True
    if c.last - c.first != 1 or (c.first, c.last) in known:
        return False
    token = reading.tokens[c.first]
    if reading.text[token.start : token.end] == "على":
        # folds like the given name «علي»
        return True
    if any(stem in _COMMON for _, stem in splits(token.norm)) or function_class(token.norm) == "pronoun":
        return True
    called = token.norm in gazetteer().given_names or has_article(token.norm)
    if c.type == "person" and not called and group_noun(token.norm) is not None:
        # «ناشط» is what he is and not his name
        return True
    if any(_owned(token.norm, ending, c.type) for ending in OWNERS):
        return True
    hit = head_of(token.norm)
    return hit is not None and not hit[1] and token.norm not in gazetteer().given_names


_MANY = _KINDS | frozenset(fold(w) for w in ("سجون", "مطارات", "موانئ", "حقول", "معابر", "مخيمات", "قواعد"))
"""Kinds of places in the plural: by themselves no name."""
OWNERS = ("ه", "ها", "هم", "هما", "نا")


def _owned(norm: str, ending: str, kind: EntityType) -> bool:
    """«حزبه», «قواتها»: a head noun of such names with its owner's pronoun."""
    stem = norm.removesuffix(ending)
    if stem == norm or len(stem) < 3 or norm in gazetteer().given_names:
        return False
    hits = (head_of(form) for form in (stem, stem.removesuffix("ت") + "ه"))
    return any(hit is not None and not hit[1] and kind in {h.type for h in hit[2]} for hit in hits)

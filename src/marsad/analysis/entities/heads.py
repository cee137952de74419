"""Names built by a rule of the language: a head noun and what follows it.

«وزارة الخارجية الروسية», «ميناء طبرق الليبي», «منظمة "رقيب البحر"»: the head nouns are data
(`data/ar/entities/heads.tsv`), so that ministries, embassies and ports need no lists.
A head with nothing that names ("الشركة", "المدينة") is a reference back and no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.analysis.reading import Reading
from marsad.analysis.words import bare, function_class, is_adjective, is_verb, nationality
from marsad.lexicon.tables import read_table
from marsad.model.record import EntityType
from marsad.text.clitics import has_article, splits
from marsad.text.spans import Span
from marsad.text.views import fold

from .candidate import Candidate

_MED = "MED"
_ALONE = frozenset(
    fold(w)
    for w in [
        "الجيش",
        "الشرطة",
        "الحكومة",
        "البرلمان",
        "الكونغرس",
        "الكنيست",
        "الخارجية",
        "الداخلية",
        "الدفاع",
        "البحرية",
        "الرئاسة",
    ]
)
"""Definite words that name a body by themselves in the press of its country."""
_STOP_NOUNS = frozenset(
    fold(w)
    for w in [
        "الرئيس",
        "الوزير",
        "الأمين",
        "المتحدث",
        "الناطق",
        "السفير",
        "المبعوث",
        "القائد",
        "النائب",
        "الشيخ",
        "السيد",
        "السيدة",
        "اللواء",
        "العميد",
        "الفريق",
        "المشير",
        "الجنرال",
        "العقيد",
        "الدكتور",
        "المهندس",
        "الأستاذ",
        "وزير",
        "رئيس",
        "قائد",
        "سفير",
        "مدير",
        "محافظ",
        "عضو",
        "أمين",
        "نائب",
        "مبعوث",
        "المبعوثة",
        "الملك",
        "الأمير",
        "الجانبان",
        "الطرفان",
        "الجانبين",
        "الطرفين",
        "المذكورة",
        "المذكور",
        "الأسبوع",
        "الشهر",
        "العام",
        "اليوم",
        "أمس",
        "الماضي",
        "الماضية",
        "المقبل",
        "المقبلة",
        "الجاري",
        "الجارية",
        "الحالي",
        "الحالية",
        "القادم",
        "القادمة",
        "نفسها",
        "نفسه",
        "ذاتها",
        "ذاته",
        "التابع",
        "التابعة",
        "التابعين",
    ]
)
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Head:
    """One head noun: the type it names and how what follows is read."""

    noun: str
    type: EntityType
    sector: str
    follow: str


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[Head, ...]]:
    out: dict[str, list[Head]] = {}
    for row in read_table("ar/entities/heads.tsv"):
        key = fold(row["head"])
        out.setdefault(key, []).append(Head(key, row["type"], row["sector"], row["follow"]))  # type: ignore[arg-type]
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=16_384)
def media_noun(norm: str) -> bool:
    """Is a folded word a noun for an outlet: «صحيفة», «القناة»?"""
    hit = head_of(norm)
    return hit is not None and any(h.sector == "MED" for h in hit[2])


def head_of(norm: str) -> tuple[str, bool, tuple[Head, ...]] | None:
    """The head nouns that a folded word can be: (particles, definite?, heads)."""
    table = _heads()
    for prefix, stem in splits(norm):
        if stem in table and not prefix.endswith("س"):
            definite = prefix.endswith(("ال", "لل"))
            return prefix, definite, table[stem]
    return None


def is_back_reference(norm: str) -> bool:
    """A definite head noun alone ("الوكالة", "للمدينة") that points back and names nothing."""
    if norm.lstrip("وفبل") in _OWN:
        return True
    hit = head_of(norm)
    return hit is not None and hit[1] and norm.lstrip("وفبك") not in _ALONE and bare(norm) not in _ALONE_STEMS


_OWN = frozenset(
    fold(w).lstrip("بل") for w in ["بلاده", "بلادها", "بلادهم", "بلدهم", "بلدها", "بلده", "بلادنا", "بلدنا"]
)
_ALONE_STEMS = frozenset(w.removeprefix("ال") for w in _ALONE)


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a name reaches: tokens to `last` (exclusive), the quoted core if there is one."""

    last: int
    alias: Span | None
    named: bool
    nation: str | None


def heads(reading: Reading, known_at: dict[int, Candidate]) -> list[Candidate]:
    """All candidates that start with a head noun. `known_at` maps a first token to the longest known name there."""
    out: list[Candidate] = []
    tokens = reading.tokens
    for sentence in reading.body:
        for i in range(sentence.first, sentence.last):
            if not tokens[i].is_word:
                continue
            hit = head_of(tokens[i].norm)
            if hit is None:
                continue
            prefix, definite, rows = hit
            for head in rows:
                candidate = _candidate(reading, i, sentence.last, prefix, definite, head, known_at)
                if candidate is not None:
                    out.append(candidate)
                    break
    return out


def _start(reading: Reading, i: int, prefix: str, definite: bool) -> int:
    """Source offset where the name starts: behind the particles, the article kept where it is written."""
    token = reading.tokens[i]
    keep = 2 if definite and not prefix.endswith("لل") else 0
    skip = len(prefix) - keep
    view = reading.view
    return view.offsets[token.at + skip]


def _candidate(
    reading: Reading, i: int, end: int, prefix: str, definite: bool, head: Head, known_at: dict[int, Candidate]
) -> Candidate | None:
    extent = _extent(reading, i, end, definite, head, known_at)
    if extent is None:
        return None
    start = _start(reading, i, prefix, definite)
    span = Span(start, reading.tokens[extent.last - 1].end)
    aliases = [extent.alias] if extent.alias else []
    sector = (head.sector,) if head.sector else ()
    weight = 55 if extent.named else 44
    if head.type == "place" and head.noun in SETTLEMENTS and i + 1 < extent.last:
        aliases.append(Span(reading.tokens[i + 1].start, span.end))
    entries = known_at[i].entries if i in known_at and known_at[i].last == extent.last else ()
    return Candidate(
        i, extent.last, span, head.type, f"entities.head.{head.noun}", weight + 2 * (extent.last - i), entries,
        tuple(aliases), extent.nation, sector, head.noun,
    )  # fmt: skip


SETTLEMENTS = frozenset(fold(w) for w in ["مدينة", "بلدة", "قرية", "جزيرة", "شاطئ", "موقع"])
"""Nouns before a place's own name that may be left out: «مدينة طبرق» is «طبرق»."""


def _quoted(reading: Reading, j: int, end: int) -> tuple[int, Span] | None:
    """A short quotation that starts at token j: the token behind it, and the span inside the quotes."""
    tokens = reading.tokens
    opener = tokens[j].norm if j < end else ""
    if opener not in ('"', "("):
        return None
    closer = '"' if opener == '"' else ")"
    for k in range(j + 1, min(end, j + 9)):
        if tokens[k].norm == closer:
            if k == j + 1:
                return None
            return k + 1, Span(tokens[j + 1].start, tokens[k - 1].end)
        if tokens[k].norm in (",", ".", ";"):
            return None
    return None


def _latin_run(reading: Reading, j: int, end: int) -> int:
    tokens = reading.tokens
    k = j
    while k < end and tokens[k].norm.isascii() and (tokens[k].is_word or (k > j and tokens[k].norm in "-&'")):
        k += 1
    return k


def _extent(
    reading: Reading, i: int, end: int, definite: bool, head: Head, known_at: dict[int, Candidate]
) -> Extent | None:
    tokens = reading.tokens
    end = min(end, i + _LONGEST)
    j = i + 1
    if head.follow == "quoted" or (j < end and tokens[j].norm == '"'):
        # at most two words between head and quotation: «سفينة الشحن "ستيلا نورد"»
        for k in range(j, min(j + 3, end)):
            inside = _quoted(reading, k, end)
            if inside and tokens[k].norm == '"':
                last, alias = inside
                last, nation = _adjectives(reading, last, end, definite=True)
                return Extent(last, alias, True, nation)
            if not tokens[k].is_word or function_class(tokens[k].norm):
                break
        if head.follow == "quoted":
            return None
    if j >= end or not tokens[j].is_word:
        if definite and fold(tokens[i].norm) in _ALONE:
            return Extent(j, None, False, None)
        return None
    latin = _latin_run(reading, j, end)
    if latin > j:
        return Extent(latin, reading.span(j, latin), True, None)
    if head.type == "place":
        return _place_extent(reading, j, end, definite, head, known_at)
    if head.follow in ("proper", "outlet", "definite") and not definite:
        if head.follow == "definite":
            return None
        if j in known_at and known_at[j].type != "place":
            last, nation = _adjectives(reading, known_at[j].last, end, definite=True)
            return Extent(last, known_at[j].span, True, nation)
        return None
    return _organization_extent(reading, i, j, end, definite, head, known_at)


def _organization_extent(
    reading: Reading, i: int, j: int, end: int, definite: bool, head: Head, known_at: dict[int, Candidate]
) -> Extent | None:
    tokens = reading.tokens
    nation: str | None = None
    if definite:
        last, nation = _adjectives(reading, j, end, definite=True)
        if last == j:
            return Extent(j, None, False, None) if tokens[i].norm.lstrip("وف") in _ALONE else None
        last = _of_phrase(reading, last, end)
        return Extent(last, None, nation is not None or last > j + 1, nation)
    k, named = j, False
    while k < end and tokens[k].is_word:
        norm = tokens[k].norm
        if norm in _STOP_NOUNS or (function_class(norm) and not has_article(norm)):
            break
        if k in known_at and known_at[k].type in ("place", "person", "organization"):
            k, named = known_at[k].last, True
            break
        if has_article(norm) and not norm.startswith(("و", "ب", "ف", "ك", "لل")):
            k, named = k + 1, True
            break
        if k == j and nationality(norm) and head.sector == _MED:
            # an outlet without a name: «جريدة مالطية»
            return Extent(k + 1, None, False, nationality(norm))
        if is_verb(norm) or is_adjective(norm) or k - j >= 2:
            break
        k += 1
    if not named:
        return None
    # "وزارة التخطيط والتعاون الدولي"
    while (
        k < end
        and tokens[k].is_word
        and tokens[k].norm.startswith("وال")
        and head.follow == "portfolio"
        and not is_verb(tokens[k].norm)
    ):
        k += 1
    k, nation = _adjectives(reading, k, end, definite=True)
    k = _of_phrase(reading, k, end)
    inside = _quoted(reading, k, end)
    if inside and tokens[k].norm == '"' and head.noun == fold("وكالة"):
        return Extent(inside[0], inside[1], True, nation)
    return Extent(k, None, True, nation)


def _of_phrase(reading: Reading, k: int, end: int) -> int:
    """Complements that belong to the name: «… للنفط», «… لحقوق الإنسان», «… بحكومة الوحدة الوطنية»."""
    tokens = reading.tokens
    if k >= end or not tokens[k].is_word:
        return k
    norm = tokens[k].norm
    if norm.startswith("لل") and len(norm) > 4 and not function_class(norm):
        if norm.removeprefix("لل") in {"مره", "مرة"}:
            return k
        last, _ = _adjectives(reading, k + 1, end, definite=True)
        if last < end and tokens[last].norm.startswith("وال") and is_adjective(tokens[last].norm) is False:
            last += 1
        if last + 1 < end and tokens[last].norm == fold("في") and tokens[last - 1].norm == fold("للدعم"):
            last += 2
        return last
    if norm in {fold("لحقوق"), fold("لكرة"), fold("لتنسيق"), fold("لشؤون"), fold("لرعاية"), fold("لمكافحة")}:
        last = k + 1
        if last < end and has_article(tokens[last].norm):
            last += 1
        last, _ = _adjectives(reading, last, end, definite=True)
        return last
    if norm in {fold("بحكومة")}:
        last = k + 1
        while last < end and has_article(tokens[last].norm) and not tokens[last].norm.startswith("و") and last - k < 3:
            last += 1
        return last if last > k + 1 else k
    return k


def _adjectives(reading: Reading, k: int, end: int, definite: bool) -> tuple[int, str | None]:
    """The token behind the adjectives that start at k, and the nationality among them."""
    tokens = reading.tokens
    nation: str | None = None
    while k < end and tokens[k].is_word:
        norm = tokens[k].norm
        if norm.startswith(("و", "ف", "ب", "ل", "ك")) and not norm.startswith(("ولي", "بري", "فرع", "كبر")):
            inner = bare(norm)
            if inner != norm or norm.startswith("لل"):
                break
        if definite != has_article(norm) or norm in _STOP_NOUNS:
            break
        country = nationality(norm)
        if country is None and (not is_adjective(norm) or bare(norm) in _OF_PEOPLE):
            break
        nation = nation or country
        k += 1
    return k, nation


_OF_PEOPLE = frozenset(
    fold(w)
    for w in [
        "مكلف",
        "مكلفة",
        "سابق",
        "سابقة",
        "حالي",
        "حالية",
        "راحل",
        "راحلة",
        "مشغل",
        "مشغلة",
        "جديد",
        "ممنوحة",
        "ممنوح",
        "معني",
        "معنية",
    ]
)
"""Adjectives that describe an office-holder or a thing and are no part of a body's name."""


def _place_extent(
    reading: Reading, j: int, end: int, definite: bool, head: Head, known_at: dict[int, Candidate]
) -> Extent | None:
    tokens = reading.tokens
    norm = tokens[j].norm
    if definite:
        # «المنطقة العازلة» names, «المدينة القديمة» may; only nationality or compass words count
        last, nation = _adjectives(reading, j, end, definite=True)
        return Extent(last, None, False, nation) if last > j and nation else None
    if head.follow == "pipeline" or norm in _STOP_NOUNS or function_class(norm):
        return None
    if j in known_at and known_at[j].type in ("place", "person", "organization"):
        last = known_at[j].last
    elif (
        (is_verb(norm) and not has_article(norm))
        or (nationality(norm) and not has_article(norm))
        or (is_adjective(norm) and not has_article(norm))
    ):
        return None
    else:
        last = j + 1
        following = tokens[last] if last < end else None
        if (
            following is not None
            and following.is_word
            and not has_article(norm)
            and (has_article(following.norm) or last in known_at)
            and not following.norm.startswith(("و", "ب", "ف"))
            and following.norm not in _STOP_NOUNS
            and not function_class(following.norm)
            and not (is_adjective(following.norm) and nationality(following.norm))
        ):
            last += 1
    if head.noun in _ADJECTIVE_PLACES:
        last, nation = _adjectives(reading, last, end, definite=True)
        return Extent(last, None, True, nation)
    return Extent(last, None, True, None)


_ADJECTIVE_PLACES = frozenset(
    fold(w)
    for w in [
        "ميناء",
        "مرفأ",
        "مطار",
        "قاعدة",
        "معبر",
        "منفذ",
        "منطقة",
        "ريف",
        "مخيم",
        "حقل",
        "إقليم",
        "شاطئ",
        "جبل",
        "سجن",
    ]
)

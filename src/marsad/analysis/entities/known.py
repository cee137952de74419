"""Names that the knowledge base holds."""

from __future__ import annotations

from marsad.analysis.reading import Reading
from marsad.analysis.words import function_class, is_adjective, is_verb, nationality
from marsad.lexicon.gazetteer import Entry, gazetteer
from marsad.text.views import fold

from .candidate import Candidate
from .heads import head_of, media_noun

_WEIGHTS = {
    "countries": 50,
    "capitals": 48,
    "overlay": 46,
    "persons": 52,
    "institutions": 50,
    "outlets": 46,
    "places": 36,
}
_MIN_POPULATION = 30_000
"""A smaller place of one short word is read only with a place noun or a preposition of place before it."""
_PLACE_CUES = frozenset(
    fold(w)
    for w in [
        "في",
        "إلى",
        "الى",
        "من",
        "مدينة",
        "بلدة",
        "قرية",
        "محافظة",
        "ولاية",
        "منطقة",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "شمالي",
        "جنوبي",
        "شرقي",
        "غربي",
        "قرب",
        "حي",
        "ريف",
        "بين",
        "وسط",
        "نحو",
        "صوب",
        "باتجاه",
        "مطار",
        "ميناء",
        "قاعدة",
    ]
)
_OUTLET_CUES = frozenset(
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
        "تلفزيون",
        "منصة",
        "بوابة",
        "راديو",
        "مراسل",
        "مراسلة",
        "مراسلو",
        "مراسلي",
        "مراسلا",
        "صحيفتي",
        "صحف",
        "فضائية",
    ]
)
_TITLE_CUES = frozenset(
    fold(w)
    for w in [
        "الرئيس",
        "الوزير",
        "السفير",
        "الجنرال",
        "العميد",
        "اللواء",
        "الفريق",
        "المشير",
        "السيد",
        "الشيخ",
        "الدكتور",
        "المبعوث",
        "المبعوثة",
        "الملك",
        "الأمير",
    ]
)


_ORDINARY = frozenset(fold(w) for w in ("بنوك", "كنيس"))
"""Words that look like a city behind a particle («نوك», «نيس»)."""
_LIES = frozenset(fold(w) for w in ("قرب", "في", "على", "عند", "شمال", "جنوب", "شرق", "غرب", "تابع", "بين"))
"""Words behind a kind of place that say where it lies."""
_IN = fold("في")
_MUSCAT, _HEAD = fold("مسقط"), fold("رأس")


def known(reading: Reading) -> list[Candidate]:
    """All hits of the knowledge base outside boilerplate, rivals included."""
    base = gazetteer()
    out: dict[tuple[int, int], list[tuple[Entry, str]]] = {}
    for hit in base.index.find(reading.view):
        out.setdefault((hit.start, hit.end), []).append((hit.entry, hit.prefix))
    result: list[Candidate] = []
    for (start, end), found in out.items():
        first = reading.token_at_view(start)
        last = reading.token_at_view(end - 1) + 1
        text = reading.view.text[start:end]
        span = reading.view.span(start, end)
        prefix = found[0][1]
        by_type: dict[str, list[Entry]] = {}
        for entry, _ in found:
            if _plausible(reading, entry, text, prefix, first, last, base.ambiguous):
                by_type.setdefault(entry.type, []).append(entry)
        for kind, entries in by_type.items():
            unique = list(dict.fromkeys(entries))
            best = max(_WEIGHTS[e.source] for e in unique)
            quoted = first > 0 and reading.tokens[first - 1].norm == '"'
            weight = best + (8 if kind == "organization" and (quoted or _before(reading, first) in _OUTLET_CUES) else 0)
            by = "lexicon." + unique[0].id
            placed = kind == "place" and _placed(reading, unique, text, prefix, first)
            placed |= kind == "organization" and all(_outlet_here(reading, e, prefix, first, last) for e in unique)
            result.append(Candidate(first, last, span, kind, by, weight, tuple(unique), placed=placed))  # type: ignore[arg-type]
    return result


def _placed(reading: Reading, entries: list[Entry], text: str, prefix: str, first: int) -> bool:
    """A city that its surroundings bear out: «في طرابلس», «بطرابلس», «بين طرابلس وتونس»."""
    if text in gazetteer().ambiguous or max(e.population for e in entries) < _MIN_POPULATION:
        return False
    before = reading.tokens[first - 1].norm.lstrip("وف") if first else ""
    return before in _AT or (prefix.endswith("ب") and len(text) > 3)


def _outlet_here(reading: Reading, entry: Entry, prefix: str, first: int, last: int) -> bool:
    """«مراسل الجزيرة», «قال الوزير للجزيرة إن»: somebody reports for what bears a region's name, or speaks to it."""
    if entry.source != "outlets" or media_noun(reading.tokens[first].norm):
        # «مراسل الصحيفة»
        return False
    if _before(reading, first).lstrip("ولب") in _REPORTERS:
        return True
    before = reading.tokens[first - 1].norm if first else ""
    behind = reading.tokens[last].norm if last < len(reading.tokens) else ""
    return prefix.lstrip("وف")[:1] == "ل" and (before in _INTERVIEWS or behind == _THAT)


_REPORTERS = frozenset(map(fold, ("مراسل", "مراسلة", "مراسلو", "مراسلي", "مراسلا")))
_INTERVIEWS = frozenset(map(fold, ("تصريح", "تصريحات", "حديث", "مقابلة", "حوار", "مداخلة", "لقاء")))
_THAT = fold("إن")


def of_members(reading: Reading, first: int) -> bool:
    """«القيادي في فتح», «المتحدث باسم فتح»: whoever has leaders and spokesmen is a body."""
    if first < 2:
        return False
    before, noun = reading.tokens[first - 1].norm, reading.tokens[first - 2].norm
    return before == _NAMED or (before == _IN and noun.removeprefix("ال") in _MEMBERS)


_NAMED = fold("باسم")
_MEMBERS = frozenset(map(fold, ("قيادي", "قيادية", "قياديون", "قياديين", "عضو", "عضوة", "أعضاء", "ناشط", "كادر")))


_AT = frozenset(fold(w) for w in ["في", "إلى", "الى", "من", "مدينة", "بلدة", "قرب", "نحو", "العاصمة"])


def _before(reading: Reading, first: int) -> str:
    i = first - 1
    while i >= 0 and reading.tokens[i].norm == '"':
        i -= 1
    return reading.tokens[i].norm.removeprefix("ال") if i >= 0 else ""


def _plausible(
    reading: Reading, entry: Entry, text: str, prefix: str, first: int, last: int, ambiguous: frozenset[str]
) -> bool:
    words = last - first
    before = _before(reading, first)
    raw_before = reading.tokens[first - 1].norm if first else ""
    bare = text.removeprefix("ال")
    if entry.type == "organization":
        if not entry.needs_context:
            return len(text) > 2 and not _of_a_ship(reading, first, last)
        quoted = first > 0 and reading.tokens[first - 1].norm == '"'
        if before in _OUTLET_CUES or quoted or words > 2:
            return True
        return _outlet_here(reading, entry, prefix, first, last) or (not prefix and of_members(reading, first))
    if entry.type == "person":
        # a short name that is also a given name or a word of the language says too little
        common = text in gazetteer().given_names or is_verb(text) or is_adjective(text) or function_class(text)
        return words > 1 or not common
    behind = reading.tokens[last].norm if last < len(reading.tokens) else ""
    if prefix and words == 1 and reading.tokens[first].norm.lstrip("وف") in _ORDINARY:
        return False
    if text == _MUSCAT and behind.startswith(_HEAD):
        # «مسقط رأسه» is anybody's birthplace
        return False
    if words == 1 and behind in _LIES and head_of(text) is not None:
        # «معسكر قرب سبها» is a camp and not the town
        return False
    place_cue = before in _PLACE_CUES or before.lstrip("وف") == _IN or prefix.endswith("ب")
    if entry.source in ("countries", "capitals"):
        if text in ambiguous or bare in ambiguous:
            return place_cue or _in_list(reading, first, last) or not _adjectival(reading, first)
        return True
    if text in ambiguous or bare in ambiguous or is_verb(text) or function_class(text):
        return words > 1 or (
            raw_before in _PLACE_CUES
            and not is_verb(text)
            and not function_class(text)
            and entry.population >= _MIN_POPULATION
        )
    if words == 1 and nationality(text) and not text.startswith("ال"):
        return False
    if entry.source == "places":
        if prefix and len(bare) <= 4 and not prefix.endswith("ب"):
            return False
        if raw_before in _TITLE_CUES or (first and reading.tokens[first - 1].norm in gazetteer().given_names):
            return False
        if entry.population < _MIN_POPULATION or len(bare) <= 3:
            return place_cue
    return True


def _of_a_ship(reading: Reading, first: int, last: int) -> bool:
    """«السفينة «إم إس سي آبي»»: a ship's name in quotation marks begins with its owner's."""
    tokens = reading.tokens
    if first < 2 or tokens[first - 1].norm != '"' or last >= len(tokens) or tokens[last].norm == '"':
        return False
    return any(tokens[k].norm.removeprefix("ال") in SHIPS for k in range(max(0, first - 3), first - 1))


SHIPS = frozenset(map(fold, ("سفينة", "ناقلة", "باخرة", "يخت", "فرقاطة", "عبارة", "بارجة", "غواصة")))


def _adjectival(reading: Reading, first: int) -> bool:
    """Does the word stand after a noun that it may describe ("دعم مالي", "وضع مالي")?"""
    if first == 0:
        return False
    before = reading.tokens[first - 1]
    return before.is_word and function_class(before.norm) is None and not is_verb(before.norm)


def _in_list(reading: Reading, first: int, last: int) -> bool:
    token = reading.tokens[first]
    return token.norm.startswith("و") and first > 0 and reading.tokens[first - 1].is_word

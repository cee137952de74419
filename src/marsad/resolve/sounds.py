"""How names sound, Arabic or Latin, so that spellings of one name lie near each other.

A word becomes a string of sound signs, one sign a sound, the same signs for both scripts. Two words are
compared by the cheapest way to turn one into the other: «ج» for «غ» costs little in a foreign name, a
vowel that only Latin letters write costs next to nothing, another consonant costs a full step.
Words are expected folded (`text.views.fold`), without article and spaces.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from marsad.text.characters import is_arabic

# long vowels are capitals A I U, short ones a e i o u, E is ayn, S T D Z the emphatics, H is ح, x is خ, G is غ,
# C the sound of "ch", $ of "sh", & of "th", % of "dh", ^ the "zh" of Russian names
_ARABIC = {
    "ا": "A", "ب": "b", "ت": "t", "ث": "&", "ج": "j", "ح": "H", "خ": "x", "د": "d", "ذ": "%", "ر": "r", "ز": "z",
    "س": "s", "ش": "$", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z", "ع": "E", "غ": "G", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "U", "ي": "I",
}  # fmt: skip
_ARABIC_PAIRS = {"تش": "C", "دج": "j", "دز": "z", "كس": "ks"}
_LATIN = {
    "a": "a", "b": "b", "c": "k", "d": "d", "e": "e", "f": "f", "g": "g", "h": "h", "i": "i", "j": "j", "k": "k",
    "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "q", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v",
    "w": "w", "x": "ks", "y": "I", "z": "z",
}  # fmt: skip
_LATIN_GROUPS = {
    "tsch": "C", "sch": "$", "tch": "C", "dzh": "j", "kh": "x", "gh": "G", "sh": "$", "ch": "C", "th": "&", "dh": "%",
    "ph": "f", "zh": "^", "dj": "j", "dz": "z", "tz": "ts", "ck": "k", "qu": "k", "ou": "U", "oo": "U", "ee": "I",
    "ie": "I", "ei": "I", "ey": "I", "ay": "I", "ai": "I", "aa": "A", "ce": "se", "ci": "si", "cy": "sI", "eu": "U",
}  # fmt: skip
_VOWELS = frozenset("AIUaeiou")
_SHORT = frozenset("aeiou")

_COARSE = {
    "b": "B", "p": "B", "f": "F", "v": "F", "t": "T", "T": "T", "d": "T", "D": "T", "&": "T", "%": "T",
    "z": "S", "Z": "T", "s": "S", "S": "S", "$": "S", "C": "S", "^": "K", "k": "K", "q": "K", "g": "K", "G": "K",
    "x": "K", "j": "K", "l": "L", "m": "M", "n": "N", "r": "R",
}  # fmt: skip


def _costs(groups: dict[str, float]) -> dict[tuple[str, str], float]:
    out: dict[tuple[str, str], float] = {}
    for pairs, cost in groups.items():
        for pair in pairs.split():
            for a in pair:
                for b in pair:
                    if a != b and out.get((a, b), 1.0) > cost:
                        out[a, b] = cost
    return out


# spellings of one foreign name by two Arabic writers
_LOOSE = _costs(
    {
        "jG kq jg Gg ": 0.15,
        "Gk jk gk Gq fv bp DZ": 0.2,
        "tT &t sS %d zZ %z $C UA jI": 0.3,
        "dD hH fU sz kx s& jz j$ ": 0.4,
        "AE bf IA UI td": 0.5,
    }
)
# spellings of one Arabic name by two Arabic writers: vowels and consonants tell names apart
_STRICT = _costs({"DZ": 0.15, "Ah": 0.25, "jG": 0.5, "q$": 0.9})
# one script against the other, or Latin against Latin
_ACROSS = _costs(
    {
        "Aa Ii Uu Uo Ie Uw uw ow Iy tT sS dD hH kq Gg DZ zZ Aae ah": 0.05,
        "ae ie ei uo ao ai Eaeiou AE jg &t %d %z Dd fv bp vw xk $C C^ j^ eA Aa qg gk Gk jI UA": 0.15,
        "Kx Cx kC %Z Zd Z% s& sz Uv jz Gj gj xh Hx iI eI au eu ou IA Ai Au Ua Ia Uf j$ Ck": 0.3,
    }
)
_DROP_LOOSE = {"A": 0.3, "I": 0.35, "U": 0.35, "h": 0.4, "E": 0.5, "H": 0.8}
_DROP_STRICT = {"A": 0.8, "I": 0.9, "U": 0.9}
_DROP_ACROSS = {
    "a": 0.04, "e": 0.04, "i": 0.06, "o": 0.08, "u": 0.08, "A": 0.35, "I": 0.35, "U": 0.35, "h": 0.15, "E": 0.1,
    "w": 0.4, "H": 0.5,
}  # fmt: skip


def is_latin(word: str) -> bool:
    """Is the word written in Latin letters (no Arabic letter in it)?"""
    return not any(is_arabic(c) for c in word)


@lru_cache(maxsize=262_144)
def sounds(word: str) -> str:
    """The sound signs of a folded word, doubled ones once.

    >>> sounds("حفتر"), sounds("haftar"), sounds("تشرشل")
    ('Hftr', 'haftar', 'Cr$l')
    """
    latin = is_latin(word)
    groups, single = (_LATIN_GROUPS, _LATIN) if latin else (_ARABIC_PAIRS, _ARABIC)
    longest = 4 if latin else 2
    out: list[str] = []
    i = 0
    while i < len(word):
        for size in range(min(longest, len(word) - i), 1, -1):
            sign = groups.get(word[i : i + size])
            if sign is not None:
                out.append(sign)
                i += size
                break
        else:
            c = word[i]
            out.append(single.get(c, c if c.isdigit() else ""))
            i += 1
    signs = "".join(out)
    if signs.endswith("h") and len(signs) > 2 and signs[-2] not in "AIU":
        # ta marbuta, and the final h of "Khalifah"
        signs = signs[:-1] + ("a" if signs[-2] not in _VOWELS else "")
    return "".join(c for n, c in enumerate(signs) if n == 0 or c != signs[n - 1])


@lru_cache(maxsize=262_144)
def skeleton(word: str) -> str:
    """The consonants of a folded word in a dozen coarse classes, for looking names up.

    >>> skeleton("افكوروف"), skeleton("يوفكيورف"), skeleton("yevkurov")
    ('FKRF', 'FKRF', 'FKRF')
    """
    signs = sounds(word)
    if signs[:1] in ("j", "I") and len(signs) > 2 and (is_latin(word) or signs[1] in _VOWELS):
        # «يونس» and «جونوس»: y and j change places at the start
        signs = signs[1:]
    out: list[str] = []
    for c in signs:
        coarse = _COARSE.get(c, c if c.isdigit() else "")
        if coarse and (not out or out[-1] != coarse):
            out.append(coarse)
    return "".join(out)


@lru_cache(maxsize=524_288)
def likeness(a: str, b: str, *, strict: bool = False) -> float:
    """How alike two folded words sound, 0 to 1. `strict` for Arabic names, whose vowels tell them apart.

    >>> likeness("غوتيريش", "جوتيريش") > 0.9, likeness("سالم", "سليم", strict=True) < 0.7
    (True, True)
    >>> likeness("صدام", "saddam") > 0.9
    True
    """
    if a == b:
        return 1.0
    across = is_latin(a) or is_latin(b)
    left, right = sounds(a), sounds(b)
    if left == right:
        return 0.99
    if not left or not right:
        return 0.0
    # a coarse look first: most pairs share nothing
    if Levenshtein.normalized_similarity(skeleton(a), skeleton(b)) < 0.5 and Levenshtein.distance(left, right) > 2:
        return 0.0
    costs = _ACROSS if across else _STRICT if strict else _LOOSE
    drops = _DROP_ACROSS if across else _DROP_STRICT if strict else _DROP_LOOSE
    weight = max(_weight(left, across), _weight(right, across))
    return max(0.0, 1.0 - _distance(left, right, costs, drops) / weight)


def _weight(signs: str, across: bool) -> float:
    return max(1.0, sum(0.4 if across and c in _SHORT else 1.0 for c in signs))


def _distance(a: str, b: str, costs: dict[tuple[str, str], float], drops: dict[str, float]) -> float:
    row = [0.0]
    for c in b:
        row.append(row[-1] + drops.get(c, 1.0))
    for x in a:
        drop = drops.get(x, 1.0)
        last, row = row, [row[0] + drop]
        for n, y in enumerate(b):
            step = last[n] + (0.0 if x == y else costs.get((x, y), 1.0))
            row.append(min(step, last[n + 1] + drop, row[n] + drops.get(y, 1.0)))
    return row[-1]

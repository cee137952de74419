"""How names sound, Arabic or Latin, so that spellings of one name lie near each other.

A word becomes a string of sound signs, one sign a sound, the same signs for both scripts. Two words are
compared by the cheapest way to turn one into the other: «ج» for «غ» costs little in a foreign name, a
vowel that only Latin letters write costs next to nothing, another consonant costs a full step.
Words are expected folded (`text.views.fold`), without article and spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from marsad.text.characters import is_arabic

# long vowels are capitals A I U, short ones a e i o u, E is ayn, S T D Z the emphatics, H is ح, x is خ, G is غ,
# C the sound of "ch", Q of "ts", Y of "ai", $ of "sh", & of "th", % of "dh", ^ the "zh" of Russian names,
# c the Latin letter
_ARABIC = {
    "ا": "A", "ب": "b", "ت": "t", "ث": "&", "ج": "j", "ح": "H", "خ": "x", "د": "d", "ذ": "%", "ر": "r", "ز": "z",
    "س": "s", "ش": "$", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z", "ع": "E", "غ": "G", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "U", "ي": "I", "ڨ": "g",
}  # fmt: skip
_ARABIC_PAIRS = {"تش": "C", "دج": "j", "كس": "ks", "تس": "Q", "تز": "Q", "اي": "Y"}
_LATIN = {
    "a": "a", "b": "b", "c": "c", "d": "d", "e": "e", "f": "f", "g": "g", "h": "h", "i": "i", "j": "j", "k": "k",
    "l": "l", "m": "m", "n": "n", "o": "o", "p": "p", "q": "q", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v",
    "w": "w", "x": "ks", "y": "I", "z": "z",
}  # fmt: skip
_LATIN_GROUPS = {
    "tsch": "C", "sch": "$", "tch": "C", "dzh": "j", "kh": "x", "gh": "G", "sh": "$", "ch": "C", "th": "&", "dh": "%",
    "ph": "f", "zh": "^", "dj": "j", "tz": "Q", "ts": "Q", "ck": "k", "qu": "k", "ou": "U", "oo": "U", "ee": "I",
    "ie": "I", "ei": "Y", "ey": "Y", "ay": "Y", "ai": "Y",
    "ij": "Y", "ej": "Y", "aj": "Y", "oj": "Y", "aa": "A", "eu": "U", "tsh": "C",
}  # fmt: skip
_VOWELS = frozenset("AIUYaeiou")
_SHORT = frozenset("aeiou")
_BEFORE_VOWEL = frozenset("aeiouyاوي")
"""A glide before one of these is a consonant: «تاياني», "Tajani"."""

_COARSE = {
    "b": "B", "p": "B", "f": "F", "v": "F", "t": "T", "T": "T", "d": "T", "D": "T", "&": "T", "%": "T",
    "z": "S", "Z": "T", "s": "S", "S": "S", "$": "S", "C": "S", "Q": "S",
    "^": "K", "k": "K", "q": "K", "g": "K", "G": "K",
    "x": "K", "j": "K", "c": "K", "l": "L", "m": "M", "n": "N", "r": "R",
}  # fmt: skip

_Costs = dict[tuple[str, str], float]


def _costs(groups: dict[str, float]) -> _Costs:
    out: _Costs = {}
    for pairs, cost in groups.items():
        for pair in pairs.split():
            for a in pair:
                for b in pair:
                    if a != b and out.get((a, b), 9.0) > cost:
                        out[a, b] = cost
    return out


# spellings of one foreign name by two Arabic writers
_LOOSE = _costs(
    {
        "jG kq jg Gg kg qg": 0.15,
        "Gk jk fv bp DZ qG": 0.2,
        "tT &t sS %d zZ %z $C UA jI aA QC Qs Qz YI YA": 0.3,
        "dD hH fU sz kx hG s& jz j$ aI aU Qt Ct": 0.4,
        "AE bf IA UI td": 0.5,
    }
)
# spellings of one Arabic name by two Arabic writers: vowels and consonants tell names apart
_STRICT = _costs({"DZ aA": 0.15, "Ah jg Gg qg": 0.25})
# one script against the other, or Latin against Latin
_ACROSS = _costs(
    {
        "Aa Ii Uu Uo Ie Uw uw ow YI Yi Ye cS tT sS dD hH kq gG DZ zZ ae ah cs ck cq": 0.05,
        "ei uo ao ai Ya YA QC Qs Qz Zd cs Ea Ei Ee Eo Eu AE": 0.15,
        "jg &t %d %z Dd fv bp vw xk $C C^ j^ eA qg gk Gk jI cj cC td jG": 0.15,
        "Cx Ck wf %Z s& Qt sz Uv Uf jz iI eI au eu ou j$ xH": 0.3,
        "IA UA Ai Au Ui Ua Ia Io": 0.6,
    }
)
_DROP_LOOSE = {"A": 0.3, "I": 0.35, "U": 0.35, "Y": 0.4, "h": 0.4, "E": 0.5, "H": 0.8, "a": 0.4}
_DROP_STRICT = {"A": 0.8, "I": 0.9, "U": 0.9, "a": 0.9}
_DROP_ACROSS = {
    "Y": 0.4,
    "a": 0.04, "e": 0.04, "i": 0.06, "o": 0.08, "u": 0.08, "A": 0.5, "I": 0.4, "U": 0.4, "h": 0.15, "E": 0.1,
    "w": 0.4, "H": 0.5,
}  # fmt: skip
_SILENT = frozenset("cdstxz")
"""What French writes at the end and doesn't say."""
_OTHER = 1.2
"""A consonant more, less or other."""
_STRICT_WEIGHT = 1.6
"""Any one long vowel or consonant makes an Arabic name another name, however long the name is."""


def is_latin(word: str) -> bool:
    """Is the word written in Latin letters (no Arabic letter in it)?"""
    return not any(is_arabic(c) for c in word)


def plain_latin(text: str) -> str:
    """Latin text in lower case without accents and apostrophes; other letters are left as they are.

    >>> plain_latin("Muʿammar al-Qaddāfī")
    'muammar al-qaddafi'
    """
    base = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub("['’‘`ʿʾʼ]", "", base).lower()


@lru_cache(maxsize=4096)
def sounds(word: str) -> str:
    """The sound signs of a folded word; doubled Latin letters are one.

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
            if sign is not None and not (sign == "Y" and word[i + size : i + size + 1] in _BEFORE_VOWEL):
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
    return "".join(c for n, c in enumerate(signs) if n == 0 or c != signs[n - 1]) if latin else signs


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The consonants of a folded word in a dozen coarse classes, for looking names up.

    >>> skeleton("افكوروف"), skeleton("يوفكيورف"), skeleton("yevkurov")
    ('FKRF', 'FKRF', 'FKRF')
    """
    signs = sounds(word)
    if signs[:1] == "w" or (signs[:1] == "U" and len(signs) > 1 and word[0] in "وo"):
        # «واغنر», «فاغنر» and "Wagner"
        signs = "v" + signs[1:]
    return _classes(signs)


def skeletons(word: str) -> frozenset[str]:
    """The skeleton and what it may be in another writer's spelling: j as y, c as s, w as v, v as w."""
    signs = sounds(word)
    out = {skeleton(word), _classes(signs.replace("j", ""))}
    if "c" in signs:
        out.add(_classes(signs.replace("c", "s")))
    if signs[:1] == "h":
        # «هريتسينكو» and «غريتسينكو»
        out.add(_classes("g" + signs[1:]))
    if "v" in signs[1:]:
        # Turkish writes v for «و»: "Cevdet", "Davut"
        out.add(_classes(signs.replace("v", "")))
    if "w" in signs[1:]:
        out.add(_classes(signs.replace("w", "v")))
    return frozenset(out - {""}) or frozenset({"-"})


def _classes(signs: str) -> str:
    out: list[str] = []
    for c in signs:
        coarse = _COARSE.get(c, c if c.isdigit() else "")
        if coarse and (not out or out[-1] != coarse):
            out.append(coarse)
    return "".join(out)


@lru_cache(maxsize=8192)
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
    weight = _STRICT_WEIGHT if strict and not across else max(_weight(left, across), _weight(right, across))
    cost = _distance(left, right, costs, drops)
    for word, signs, other in ((a, left, right), (b, right, left)):
        if len(word) > 4 and word[-1] in _SILENT and is_latin(word):
            # "Leclerc", "Bouchard"
            cost = min(cost, 0.2 + _distance(signs[:-1], other, costs, drops))
    if not across and (left[0] == "A") != (right[0] == "A") and strict:
        # «ادبيبة» and «دبيبة»: the helping vowel of Maghrebi names
        longer, shorter = (left, right) if left[0] == "A" else (right, left)
        cost = min(cost, 0.25 + _distance(longer[1:], shorter, costs, drops))
    return max(0.0, 1.0 - cost / weight)


def _weight(signs: str, across: bool) -> float:
    return max(1.0, sum(0.4 if across and c in _SHORT else 1.0 for c in signs))


def _distance(a: str, b: str, costs: _Costs, drops: dict[str, float]) -> float:
    row = [0.0]
    for c in b:
        row.append(row[-1] + drops.get(c, _OTHER))
    for x in a:
        drop = drops.get(x, _OTHER)
        last, row = row, [row[0] + drop]
        for n, y in enumerate(b):
            step = last[n] + (0.0 if x == y else costs.get((x, y), _OTHER))
            row.append(min(step, last[n + 1] + drop, row[n] + drops.get(y, _OTHER)))
    return row[-1]

"""Arabic names in Latin letters by rule, for names that no list knows.

Unvocalised print hides short vowels, so the result is a reading aid, always marked as
romanised: consonants after a simplified ALA-LC, short vowels put where the syllables of
Arabic want them (no two consonants open a word, none but one closes it).
"""

from __future__ import annotations

from .views import fold

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h",
}  # fmt: skip
_LONG = {"و": ("u", "w"), "ي": ("i", "y")}
_KASRA = "\u0650"
_MARKS = str.maketrans(dict.fromkeys('“”«»"', " "))


def romanise(name: str) -> str:
    """A Latin reading of an Arabic name; what is Latin already stays.

    >>> romanise("سالم أبوزيان"), romanise("الفيتوري"), romanise("طبرق"), romanise("All Eyes")
    ('Salim Abuzian', 'al-Fituri', 'Tabraq', 'All Eyes')
    """
    return " ".join(_word(w) for w in name.translate(_MARKS).split())


def _word(word: str) -> str:
    norm = fold(word)
    if word.isascii() or not norm:
        return word
    # the article has no hamza: «أليس», «إلياس» begin with a vowel of their own
    article = norm.startswith("ال") and len(norm) > 3 and word[0] not in "أإآ"
    if article:
        norm = norm[2:]
    if word[-1] == "ة" and norm[-4:-3] == "ا":
        # «سالمة» is a fāʿila
        norm = norm[:-2] + _KASRA + norm[-2:]
    if word[-1] in "ةى":
        norm = norm[:-1] + "ا"
    latin = "".join(_voiced(_sounds(norm, word)))
    latin = latin[:1].upper() + latin[1:]
    return "al-" + latin if article else latin


def _sounds(norm: str, word: str) -> list[tuple[str, bool]]:
    """Letters as Latin sounds, and whether each is a vowel."""
    out: list[tuple[str, bool]] = []
    for i, c in enumerate(norm):
        after = norm[i + 1 : i + 2]
        vowel_before = bool(out) and out[-1][1]
        if c in _LONG:
            vowel, glide = _LONG[c]
            if i == 1 and norm[0] == "ا":
                # «إيران», «أوباما», «أيمن»
                out[-1] = ("o", True) if c == "و" else ("i", True) if word[:1] == "إ" else ("ay", False)
            elif i == 0 or vowel_before or (after == "ا" and (c == "و" or (i + 2 == len(norm) and len(out) < 2))):
                # «نوال», «حيا»
                out.append((glide, False))
            else:
                out.append((vowel, True))
        elif c in "ا":
            if not vowel_before or out[-1][0] != "a":
                out.append(("i" if i == 0 and word[:1] == "إ" else "a", True))
        elif c == "ع":
            # no Latin letter: it leaves the vowel it is read with
            if not vowel_before and after not in ("ا", "و", "ي"):
                out.append(("a", True))
        elif c == _KASRA:
            out.append(("i", True))
        elif c == "غ" and norm[i - 1 : i] == "ن":
            # «موانغي», «هولينغتون»
            out.append(("g", False))
        elif c != "ء":
            out.append((_CONSONANTS.get(c, c), False))
    return out


def _voiced(sounds: list[tuple[str, bool]]) -> list[str]:
    """The sounds with short vowels between consonants that would otherwise pile up."""
    out: list[str] = []
    run: list[str] = []
    vowel = ""
    for sound, is_vowel in [*sounds, ("", True)]:
        if not is_vowel:
            run.append(sound)
            continue
        out += _cluster(run, first=not vowel, last=not sound, short="i" if vowel else "a")
        run = []
        if sound:
            out.append(sound)
            vowel = sound
    return out


def _cluster(run: list[str], *, first: bool, last: bool, short: str) -> list[str]:
    """Consonants between two long vowels (or the word's ends): at most two stand together, one at either end."""
    if len(run) < 2:
        return run
    if first and last:
        heads = [run[0], "a", *([] if len(run) == 2 else _pairs(run[1:-1])), run[-1]]
        return heads if len(run) < 4 else [run[0], "a", run[1], *_pairs(run[2:-1]), run[-1]]
    if first:
        return [run[0], "a", *run[1:]] if len(run) < 4 else [run[0], "a", run[1], *_pairs(run[2:-1]), run[-1]]
    if last:
        return [*run[:-1], short, run[-1]] if len(run) < 4 else [run[0], *_pairs(run[1:-1]), run[-1]]
    return run if len(run) < 3 else [run[0], *_pairs(run[1:-1]), run[-1]]


def _pairs(run: list[str]) -> list[str]:
    return [x for c in run for x in (c, "a")]

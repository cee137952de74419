"""Tables of characters: what is folded, dropped or unified before matching.

Escapes are used for everything invisible, so that the file survives any editor.
"""

from __future__ import annotations

TATWEEL = "\u0640"
DIACRITICS = frozenset(
    [chr(c) for c in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD))]
    + [chr(c) for c in (*range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE))]
)
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = BIDI_CONTROLS | frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
DROPPED = DIACRITICS | INVISIBLE | {TATWEEL}

HAMZA_FORMS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي"}
LETTER_FORMS = {"ى": "ي", "ة": "ه", "گ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج", "ک": "ك", "ی": "ي"}
DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
QUOTES = dict.fromkeys("“”„‟«»″＂❝❞〝〞", '"')
DASHES = dict.fromkeys("‐‑‒–—―−", "-")
SPACES = dict.fromkeys(
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
)
OTHER = {"،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "‘": "'", "’": "'", "…": "."}

OPENING_QUOTES = frozenset("“«„❝〝")
CLOSING_QUOTES = frozenset("”»‟❞〞")
STRAIGHT_QUOTES = frozenset('"″＂')


def is_arabic(char: str) -> bool:
    """Is this a letter of the Arabic script (presentation forms included)?"""
    code = ord(char)
    return (
        0x0620 <= code <= 0x064A
        or 0x066E <= code <= 0x06D3
        or 0x0750 <= code <= 0x077F
        or 0xFB50 <= code <= 0xFDFF
        or 0xFE70 <= code <= 0xFEFC
    )

"""XML from strangers: decoded here, without its own declaration, and never with entities that grow."""

from __future__ import annotations

import re

from .encoding import decode_page
from .report import InputError

_DECLARATION = re.compile(r"^\s*<\?xml\b.*?\?>", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+(%\s+)?[\w.:-]+\s+(?:\"([^\"]*)\"|'([^']*)'|(\w+))", re.I)
_LONGEST = 64
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(data: bytes, charset: str | None = None) -> str:
    """The document as text. Raises `InputError` for entities that lead outside, nest or are long.

    A wrong declaration of the encoding is seen through (`decode_page`); characters that XML bars are dropped.
    """
    text = _NOT_XML.sub("", _DECLARATION.sub("", decode_page(data, charset).lstrip("\ufeff"), count=1))
    for found in _ENTITY.finditer(text):
        value = found[2] or found[3] or ""
        if found[1] or found[4]:
            raise InputError("declares entities from outside: refused")
        if len(value) > _LONGEST or re.search(r"&(?!#)", value) or "%" in value:
            raise InputError("declares entities that grow: refused")
    return text

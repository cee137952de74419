"""The desk in the formats of other programs: one file a format, `formats` lists them.

`export("csv", desk, Options(filters))` gives the bytes piece by piece.
"""

from .formats import FORMATS, Format, UnknownFormatError, export
from .reading import CREED, Language, Options, Readable

__all__ = ["CREED", "FORMATS", "Format", "Language", "Options", "Readable", "UnknownFormatError", "export"]

"""Neural tagger of names: persons, places, organisations.

Importing this package is cheap; numpy, onnxruntime and tokenizers are loaded
with the first sentence.
"""

from __future__ import annotations

from .encoder import TaggerError
from .tagger import Tagger, TagSpan

__all__ = ["TagSpan", "Tagger", "TaggerError"]

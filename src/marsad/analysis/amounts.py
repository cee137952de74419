"""stub"""
from __future__ import annotations
from collections.abc import Sequence
from marsad.model.record import Amount
from marsad.text.spans import Span
from .reading import Reading

def amounts(reading: Reading, taken: Sequence[Span]) -> list[Amount]:
    return []

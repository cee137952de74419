"""What holds for the bytes of every format: equal desks give equal bytes, unknown formats are named."""

from __future__ import annotations

import pytest

from marsad.export import FORMATS, Options, Readable, UnknownFormatError, export

PLAIN = [name for name, form in FORMATS.items() if not form.of]


@pytest.mark.parametrize("name", PLAIN)
def test_twice_the_same_bytes(desk: Readable, name: str) -> None:
    first = b"".join(export(name, desk, Options()))
    assert first
    assert first == b"".join(export(name, desk, Options()))


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormatError, match="'cvs': one of jsonl, "):
        export("cvs", None)  # type: ignore[arg-type]

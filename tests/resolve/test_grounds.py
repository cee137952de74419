"""Reasons: every code that the comparisons give has its words in both languages, and takes the values it is given."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.model.judgement import Ground
from marsad.resolve import grounds
from marsad.resolve.actors import EntityFacts, compare, merge
from marsad.resolve.grounds import VALUE, said, words

SOURCES = Path(grounds.__file__).parent


def given() -> list[tuple[str, int | None]]:
    """Every reason in the sources, with the number of its values; None where that isn't written out."""
    out: list[tuple[str, int | None]] = []
    for path in sorted(SOURCES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Ground":
                code, *rest = node.args
                assert isinstance(code, ast.Constant), f"{path.name}:{node.lineno}"
                values = rest[0].elts if rest and isinstance(rest[0], ast.Tuple) else []
                counted = not rest or (values and not any(isinstance(v, ast.Starred) for v in values))
                out.append((str(code.value), len(values) if counted else None))
    return out


def test_every_reason_has_its_words_and_every_sentence_a_reason() -> None:
    assert {code for code, _ in given()} == set(words())


@pytest.mark.parametrize("code,values", sorted(set(given()), key=str))
def test_a_sentence_takes_the_values_it_is_given(code: str, values: int | None) -> None:
    taken = {language: {m[1] for m in VALUE.finditer(template)} for language, template in words()[code].items()}
    if values is not None:
        assert all(int(number) <= values for numbers in taken.values() for number in numbers)
    assert taken["en"] == taken["ar"]
    assert bool(values or values is None) == bool(taken["en"])


def test_values_are_said_in_the_language() -> None:
    ground = Ground("other-country", ("LBY", "EGY", "XXX"))
    assert said(ground) == "different countries: Libya, Egypt, XXX"
    assert said(ground, "ar") == "بلدان مختلفة: ليبيا، مصر، XXX"
    assert said(Ground("both-name", ("طبرق", "سرت")), "ar") == "كلاهما يذكر: طبرق، سرت"
    assert said(Ground("no-such-code", ("kept",))) == "kept"


def test_an_office_is_named_as_the_report_writes_it() -> None:
    first = EntityFacts("r1#E1", "r1", "person", "سالم المرسي", ("سالم المرسي",), offices=("رئيس هيئة الموانئ",))
    second = replace(first, ref="r2#E1", report="r2", offices=("رييس هيئه المواني",))
    assert Ground("same-office", ("رئيس هيئة الموانئ",)) in compare(first, merge(None, second)).reasons

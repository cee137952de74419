"""Agreement: perfect with itself, the same both ways, and lower the more is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from marsad.cli.corpus import _scored
from marsad.corpus import CorpusError, GoldReport
from marsad.corpus.agreement import Agreement, agreement, as_markdown, as_text, headline


def by_track(tracks: list[Agreement]) -> Mapping[str, Agreement]:
    return {t.track: t for t in tracks}


def changed(report: GoldReport) -> GoldReport:
    """Another annotator: other keys, one claim less, another act, the events of one type left out."""
    return replace(
        report,
        claims=tuple(replace(c, act="say") for c in report.claims[1:]),
        events=tuple(e for e in report.events if e.type != "CONSULT"),
        times=report.times[:-1],
    )


def test_an_annotation_agrees_with_itself(reports: list[GoldReport]) -> None:
    tracks = agreement(reports[:60], reports[:60], _scored)
    assert {t.f1 for t in tracks} == {1.0}
    assert headline(tracks) == 1.0
    assert all(t.first == t.second for t in tracks)


def test_it_is_the_same_both_ways(reports: list[GoldReport]) -> None:
    ours, theirs = reports[:40], [changed(r) for r in reports[:50]]
    forth, back = by_track(agreement(ours, theirs, _scored)), by_track(agreement(theirs, ours, _scored))
    assert forth.keys() == back.keys()
    for track, value in forth.items():
        assert value.f1 == pytest.approx(back[track].f1), track
        assert (value.first, value.second) == (back[track].second, back[track].first)
    assert forth["entities"].f1 == 1.0
    assert 0.5 < forth["times"].f1 < 1.0
    assert 0.5 < forth["event detection"].f1 < 1.0
    claims = forth["claim detection"]
    assert claims.f1 == pytest.approx(2 * claims.second / (claims.first + claims.second), abs=0.02)


def test_what_cannot_be_compared(reports: list[GoldReport]) -> None:
    with pytest.raises(CorpusError, match="share no report"):
        agreement(reports[:1], reports[1:2], _scored)
    other: Any = replace(reports[0], text=reports[0].text + ".")
    with pytest.raises(CorpusError, match="different texts"):
        agreement(reports[:1], [other], _scored)


def test_tables(reports: list[GoldReport]) -> None:
    tracks = agreement(reports[:5], reports[:5], _scored)
    assert "| events strict | 1.000 |" in as_markdown(tracks)
    assert as_text(tracks).splitlines()[-1].split() == ["headline", "1.000"]

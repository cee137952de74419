"""The figures of `eval/results.json` as tables of the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("en", "ar", "limits")
FEWEST = 20
"""A figure over fewer statements in the gold says next to nothing."""
Results = Mapping[str, Any]

_TRACKS = {
    "entities": ("people, organizations, places", "الأشخاص والجهات والأماكن"),
    "positions": ("offices and who holds them", "المناصب وأصحابها"),
    "relations": ("kinship, membership, succession", "القرابة والعضوية والخلافة"),
    "alignments": ("lasting stances", "المواقف الثابتة"),
    "times": ("times, resolved to days", "الأزمنة محوّلة إلى أيام"),
    "amounts": ("amounts", "الأعداد والمقادير"),
    "claims": ("claims with the whole chain of sources", "الأقوال مع سلسلة مصادرها كاملة"),
    "event detection": ("events: type and a participant", "الأحداث: النوع وأحد الأطراف"),
    "arguments": ("who, to whom, where in events", "الفاعل والمتلقّي والمكان في الأحداث"),
    "events strict": ("events with every field right", "الأحداث وكل حقل فيها صحيح"),
}
_SETS = {
    "corpus-dev": ("corpus, dev", "المدوّنة: التطوير"),
    "corpus-dev-2": ("corpus, dev, long reports", "المدوّنة: التطوير، تقارير طويلة"),
    "corpus-dev-3": ("corpus, dev, packed reports", "المدوّنة: التطوير، تقارير مكتنزة"),
    "corpus-dev-4": ("corpus, dev, on others' word", "المدوّنة: التطوير، منقولة عن غيرها"),
    "corpus-test": ("corpus, test", "المدوّنة: الاختبار"),
    "second": ("second collection", "المجموعة الثانية"),
    "second-unseen": ("its unseen part", "جزؤها المحجوب"),
}
_LIMITS = {
    "entities": "people, organizations and places",
    "positions": "offices",
    "times": "times",
    "amounts": "amounts",
    "claims": "claims with their chain",
    "event detection": "events, type and a participant",
    "events strict": "events with every field right",
}


def table(results: Results, language: str) -> str:
    """Markdown: F1 of the tracks by set (`en`, `ar`), or what goes wrong in plain counts (`limits`)."""
    return _limits(results) if language == "limits" else _quality(results, int(language == "ar"))


def _quality(results: Results, which: int) -> str:
    sets = [name for name in _SETS if name in results]
    first, reports, mean = (("F1", "reports", "headline"), ("F1", "عدد التقارير", "المتوسط"))[which]
    lines = [
        f"| {first} | " + " | ".join(_SETS[name][which] for name in sets) + " |",
        "|---|" + "---:|" * len(sets),
    ]
    for track, names in _TRACKS.items():
        rows = (results[name]["tracks"].get(track) for name in sets)
        cells = [f"{row['f1']:.2f}" if row and row["gold"] >= FEWEST else "–" for row in rows]
        if set(cells) != {"–"}:
            lines.append(f"| {names[which]} | " + " | ".join(cells) + " |")
    lines.append(f"| **{mean}** | " + " | ".join(f"**{results[name]['headline']:.2f}**" for name in sets) + " |")
    lines.append(f"| {reports} | " + " | ".join(str(results[name]["reports"]) for name in sets) + " |")
    return "\n".join(lines)


def _limits(results: Results) -> str:
    # the part that nothing was fitted to tells most about a stranger's report
    name = next((n for n in ("corpus-test", "second-unseen", "corpus-dev") if n in results), None)
    if name is None:
        return ""
    rows = results[name]["tracks"]
    lines = [
        f"On {results[name]['reports']} reports ({_SETS[name][0]}):",
        "",
        "| of 100 … | that a reader would record, it misses | that it records, are wrong |",
        "|---|---:|---:|",
    ]
    for track, words in _LIMITS.items():
        row = rows.get(track)
        if row and row["gold"]:
            lines.append(f"| {words} | {100 * (1 - row['recall']):.0f} | {100 * (1 - row['precision']):.0f} |")
    return "\n".join(lines)

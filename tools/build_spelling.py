"""Builds `data/ar/words/spelling.tsv`: words as they are spelt, for texts that leave letters out.

The source are the reports of the corpus' train split that spell in full. A word is listed where its bare form
(`marsad.lexicon.spelling.bare`) ends in one way in three quarters of its occurrences and stands in three reports at
least; of several hamzas the commonest counts. Words of the reports' names are left out: those that are known stand in
the gazetteer. Words whose bare form is the written one are listed too where the last letter could be another («على»,
«له») or a particle could be seen in them («كان»).

Usage: python tools/build_spelling.py [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from marsad.lexicon.spelling import THAT, bare
from marsad.text.clitics import BARE_PREFIXES

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "marsad" / "data" / "ar" / "words" / "spelling.tsv"
FEWEST_REPORTS = 3
SHARE = 0.75
HAMZAS = 0.08
"""The least share of words with a hamza on alef in a report that spells in full."""
ENDINGS = 3
"""The fewest words that end in each of ي and ة there."""
_WORD = re.compile("[ء-غف-ي]{2,}")
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_ENDS = ("ه", "ى")


def words(text: str) -> list[str]:
    """The words of a text, without vowel signs and tatweel."""
    return _WORD.findall(_MARKS.sub("", text))


def in_full(found: list[str]) -> bool:
    """Does a report spell hamza, ta marbuta and ya?"""
    hamzas = sum(1 for w in found if re.search("[أإآ]", w))
    return hamzas >= HAMZAS * len(found) and all(sum(w.endswith(e) for w in found) >= ENDINGS for e in "ية")


def counted() -> tuple[dict[str, Counter[str]], dict[str, set[str]]]:
    """Spellings and reports by bare form."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    splits: dict[str, str] = json.loads((ROOT / "corpus" / "splits.json").read_text(encoding="utf-8"))
    for ident in sorted(i for i, split in splits.items() if split == "train"):
        report = json.loads((ROOT / "corpus" / "reports" / f"{ident}.json").read_text(encoding="utf-8"))
        found = words(report["text"])
        if not in_full(found):
            continue
        named = {w for e in report["entities"].values() if e["type"] != "group" for n in e["names"] for w in words(n)}
        for word in found:
            if word not in named:
                spelt[bare(word)][word] += 1
                reports[bare(word)].add(ident)
    return spelt, reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    spelt, reports = counted()
    kept: list[str] = []
    unchanged: list[str] = []
    for plain, forms in spelt.items():
        word = forms.most_common(1)[0][0]
        same_end = sum(n for form, n in forms.items() if form[-1] == word[-1])
        clear = same_end >= SHARE * sum(forms.values())
        if len(reports[plain]) < FEWEST_REPORTS or not clear or THAT.fullmatch(plain):
            continue
        (kept if word != plain or plain.endswith(_ENDS) else unchanged).append(word)
    # «كان» is no «ك» before «ان»
    listed = {bare(w) for w in kept} | {"ان"}
    kept += [w for w in unchanged if any(p and w.startswith(p) and w[len(p) :] in listed for p in BARE_PREFIXES)]
    out.write_text("word\n" + "".join(f"{w}\n" for w in sorted(kept)), encoding="utf-8")
    print(f"{len(kept)} words in {out}")


if __name__ == "__main__":
    main()

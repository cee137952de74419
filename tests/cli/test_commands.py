"""schema, explain, evaluate and corpus, run in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from marsad.cli import app
from marsad.evaluate import load_gold

NEWS = "زار وزير الخارجية التركي هاكان فيدان القاهرة أمس الثلاثاء.\nاقرأ أيضا: أخبار أخرى\n"
SHEET = f"""#id t-1
#published 2024-06-05
#publisher -
#title زيارة
#register wire
#topic visit
#text
{NEWS}#end
B اقرأ أيضا: أخبار أخرى
E fidan | person | هاكان فيدان | Hakan Fidan | TUR | GOV
E cairo | place | القاهرة | Cairo | EGY | -
P fidan | وزير الخارجية التركي | -
T أمس الثلاثاء | 2024-06-04
V visit CONSULT/visit actor=fidan place=cairo time=2024-06-04 context=diplomatic
X زار … القاهرة

S visit | t-1/visit | Turkey | 1
"""


def marsad(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "visits.sheet"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path, sheet: Path) -> Path:
    assert marsad("corpus", "compile", sheet, "--out", tmp_path / "gold").exit_code == 0
    return tmp_path / "gold"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_schema() -> None:
    done = marsad("schema")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["$schema"].startswith("https://json-schema.org")


def test_explain_a_place_in_the_text(news: Path) -> None:
    done = marsad("explain", news, "--at", str(NEWS.index("القاهرة") + 1), "--no-tagger")
    assert done.exit_code == 0
    first, *rest = done.stdout.splitlines()
    assert first.startswith(f"character {NEWS.index('القاهرة') + 1}: ")
    assert any(line.startswith("entity ") and "القاهرة" in line and " by " in line for line in rest)
    nothing = marsad("explain", news, "--at", str(NEWS.index(".")), "--no-tagger")
    assert nothing.stdout.splitlines()[-1] == "nothing is said of it"


def test_explain_an_event_of_a_report_and_of_its_kept_record(tmp_path: Path, news: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    assert marsad("analyze", news, "--published", "2024-06-05", "--no-tagger", "--output", kept).exit_code == 0
    record = json.loads(kept.read_text(encoding="utf-8"))
    assert record["events"]
    ident = record["events"][0]["id"]
    fresh = marsad("explain", news, "--published", "2024-06-05", "--no-tagger", "--event", ident)
    assert fresh.exit_code == 0
    for field in ("type: CONSULT", "actor: ", "time: ", "attribution: this report's own voice", "evidence: ", " by "):
        assert field in fresh.stdout
    assert marsad("explain", kept, "--event", ident).stdout == fresh.stdout


def test_explain_used_wrongly(tmp_path: Path, news: Path) -> None:
    two = tmp_path / "two.jsonl"
    two.write_text("".join(json.dumps({"id": i, "text": NEWS}) + "\n" for i in "ab"), encoding="utf-8")
    for args, message in [
        ([news], "either --at OFFSET or --event ID"),
        ([news, "--at", "1", "--event", "V1"], "either --at OFFSET or --event ID"),
        ([news, "--at", "9999"], f"0 to {len(NEWS) - 1}"),
        ([news, "--event", "V99"], "no such event"),
        ([two, "--at", "1"], "--document ID"),
    ]:
        done = marsad("explain", *args, "--no-tagger")
        assert done.exit_code == 2
        assert message in done.stderr
    assert marsad("explain", two, "--at", "1", "--document", "b", "--no-tagger").exit_code == 0
    assert "no document c" in marsad("explain", two, "--at", "1", "--document", "c", "--no-tagger").stderr
    assert "no such file" in marsad("explain", tmp_path / "gone", "--at", "1").stderr


def test_evaluate_analyses_or_takes_records(tmp_path: Path, gold: Path) -> None:
    fresh = marsad("evaluate", gold, "--no-tagger", "--json")
    assert fresh.exit_code == 0, fresh.stderr
    figures = json.loads(fresh.stdout)
    assert figures["tracks"]["times"]["gold"] == 1
    report = load_gold(gold)["t-1"]
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps({"id": report.id, "text": report.text}) + "\n", encoding="utf-8")
    table = marsad("evaluate", gold, "--records", records, "--details")
    assert "t-1: missed event CONSULT visit" in table.stdout
    assert table.stdout.splitlines()[-1].startswith("headline")
    records.write_text("", encoding="utf-8")
    assert "no analysis of 1 reports: t-1" in marsad("evaluate", gold, "--records", records).stdout


def test_evaluate_scores_stories(tmp_path: Path, gold: Path) -> None:
    records, stories = tmp_path / "records.jsonl", tmp_path / "stories.jsonl"
    records.write_text("", encoding="utf-8")
    stories.write_text('{"id": "s", "accounts": [], "origins": []}\n', encoding="utf-8")
    done = marsad("evaluate", gold, "--records", records, "--stories", stories, "--json")
    assert json.loads(done.stdout)["stories"]["origins right"] == [0, 1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "records.jsonl:1: "),
        ('{"id": "t-1", "events": [{"id": 1}]}', "records.jsonl:1: t-1: not an analysis record (KeyError: 'type')"),
        ('{"id": "t-1", "text": "x"}', "t-1: the analysis holds another text"),
        ('{"id": "t-1", "times": [{"start": 0, "end": 1, "earliest": "x"}]}', "'x' is not an ISO date"),
    ],
)
def test_evaluate_names_what_is_wrong_with_records(tmp_path: Path, gold: Path, content: str, message: str) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(content, encoding="utf-8")
    done = marsad("evaluate", gold, "--records", records)
    assert done.exit_code == 1
    assert message in done.stderr


def test_evaluate_names_every_fault_of_the_gold(tmp_path: Path, gold: Path) -> None:
    path = gold / "t-1.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["events"][0] |= {"type": "MEET", "actor": ["nobody"], "evidence": ["ليس في النص"]}
    data["times"][0]["n"] = 2
    path.write_text(json.dumps(data), encoding="utf-8")
    done = marsad("evaluate", gold)
    assert done.exit_code == 1
    for fault in ("'MEET' is none of", "unknown entity nobody", "not in the text: ليس", "not in the text 2 times"):
        assert f"marsad: t-1.json: {'time' if '2 times' in fault else 'event visit'}" in done.stderr
        assert fault in done.stderr
    assert "no gold files" in marsad("evaluate", tmp_path / "gone").stderr


def test_corpus_compiles_sheets(gold: Path) -> None:
    report = load_gold(gold)["t-1"]
    assert report.text == NEWS.removesuffix("\n")
    assert report.events[0].roles["actor"] == {"fidan"}
    assert json.loads((gold / "stories" / "visits.json").read_text(encoding="utf-8"))[0]["independent"] == 1


def test_corpus_compiles_nothing_from_a_faulty_sheet(tmp_path: Path, sheet: Path) -> None:
    sheet.write_text(SHEET.replace("actor=fidan", "actor=nobody"), encoding="utf-8")
    done = marsad("corpus", "compile", sheet, "--out", tmp_path / "gold")
    assert done.exit_code == 1
    assert "visits.sheet: t-1: event visit: unknown entity nobody" in done.stderr
    assert not (tmp_path / "gold").exists()
    assert marsad("corpus", "check", tmp_path).exit_code == 1


def test_corpus_check_and_stats_over_sheets_and_gold_files(tmp_path: Path, gold: Path) -> None:
    (gold / "splits.json").write_text('{"dev": ["t-1"]}', encoding="utf-8")
    assert "1 reports and 1 stories are well formed" in marsad("corpus", "check", gold).stdout
    # the sheet and the gold file that was made of it are one report
    assert "1 reports" in marsad("corpus", "check", tmp_path).stdout
    numbers = json.loads(marsad("corpus", "stats", gold, "--json").stdout)
    assert numbers["reports by register"] == {"wire": 1}
    assert numbers["reports by split"] == {"dev": 1}
    assert numbers["events by mode"] == {"CONSULT visit": 1}
    assert numbers["events by chain hops"] == {"0": 1}
    assert numbers["reports without event"] == 0
    assert "CONSULT visit" in marsad("corpus", "stats", gold).stdout


def test_corpus_check_names_faults_of_every_file(tmp_path: Path, gold: Path) -> None:
    copy = json.loads((gold / "t-1.json").read_text(encoding="utf-8"))
    (gold / "again.json").write_text(json.dumps(copy), encoding="utf-8")
    (gold / "bad.json").write_text("{", encoding="utf-8")
    (gold / "stories" / "s.json").write_text('[{"story": "s", "reports": [["t-1", "gone"]]}]', encoding="utf-8")
    (gold / "splits.json").write_text('{"dev": ["gone"]}', encoding="utf-8")
    done = marsad("corpus", "check", gold)
    assert done.exit_code == 1
    for fault in (
        "t-1.json: t-1 stands in another file too",
        "bad.json: not readable as JSON",
        "s.json: s: no event t-1/gone",
        "splits.json: no report gone",
    ):
        assert fault in done.stderr
    assert marsad("corpus", "check", tmp_path / "void").exit_code == 2

"""Every output obeys the schema that `marsad schema` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from marsad.analysis.pipeline import Analyser
from marsad.cli import app
from marsad.model.document import Document
from marsad.model.encoding import from_dict, to_dict, to_json

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
NEWS = (
    "زار وزير الخارجية التركي هاكان فيدان القاهرة أمس الثلاثاء، حيث التقى نظيره المصري.\n"
    "وقالت وكالة الأناضول نقلا عن مصدر دبلوماسي إن نحو 40 جنديا وصلوا إلى بورتسودان مطلع الشهر الماضي.\n"
    "ونفت الحكومة قصف المدينة، وحذرت من هجوم وشيك.\nاقرأ أيضا: أخبار أخرى"
)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(CliRunner().invoke(app, ["schema"]).stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(tagger=False)


def faults(validator: Draft202012Validator, record: dict[str, Any]) -> list[str]:
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(record)]


@pytest.mark.parametrize("text", [NEWS, "", " \n", "Latin only", "\ud800\x00", "12 34"])
@pytest.mark.parametrize("published", [None, "2024-06-05"])
def test_records_of_texts(
    validator: Draft202012Validator, analyser: Analyser, text: str, published: str | None
) -> None:
    record = analyser.analyze(Document("d", text, "عنوان", "جريدة", published, "https://example.org/"))
    assert faults(validator, json.loads(to_json(record))) == []


def test_records_of_the_corpus(validator: Draft202012Validator, analyser: Analyser) -> None:
    paths = sorted(CORPUS.glob("*.json"))[::5]
    if not paths:
        pytest.skip("no corpus here")
    for path in paths:
        data = json.loads(path.read_text(encoding="utf-8"))
        record = analyser.analyze(
            Document(data["id"], data["text"], data["title"], data["publisher"], data["published"])
        )
        plain = json.loads(to_json(record))
        assert faults(validator, plain) == [], path.name
        assert from_dict(plain) == record


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_the_command_line_writes(validator: Draft202012Validator, tmp_path: Path, form: str) -> None:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    command = "from marsad.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "analyze", str(path), "--format", form], capture_output=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert faults(validator, json.loads(done.stdout)) == []


def test_the_schema_refuses_what_is_no_record(validator: Draft202012Validator, analyser: Analyser) -> None:
    record = to_dict(analyser.analyze(Document("d", NEWS, published="2024-06-05")))
    for wrong in (
        record | {"more": 1},
        {k: v for k, v in record.items() if k != "text"},
        record | {"published_by": "guess"},
        record | {"entities": [{"id": "E1"}]},
    ):
        assert faults(validator, json.loads(json.dumps(wrong)))

"""The built wheel, in an environment of its own, runs the README's example: what a user gets is what is here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = """
import marsad
from marsad.export import FORMATS, Options, export

with marsad.open("made.db") as desk:
    for outcome in desk.add(["news.txt"]):
        assert outcome.status == "added", outcome
    story = next(desk.all_stories()).line.id
    for name, form in FORMATS.items():
        size = sum(map(len, export(name, desk, Options(of=story if form.of else None))))
        assert size or name == "gold", name
"""


def run(*args: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, args)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"{args}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("marsad-*.whl")
    return built


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = ROOT / "src"
    tracked = run("git", "ls-files", "src/marsad", cwd=ROOT).splitlines() if (ROOT / ".git").exists() else []
    assert {n.removeprefix("src/") for n in tracked} <= names
    assert {n for n in names if n.endswith(".py")} <= {str(p.relative_to(source)) for p in source.rglob("*.py")}
    assert not [n for n in names if "__pycache__" in n or n.startswith("tests/")]


def test_the_readme_s_example_runs_where_only_the_wheel_is_installed(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    try:
        run(*pip, "install", "--quiet", wheel, cwd=tmp_path)
    except AssertionError as error:
        # a machine without an index, or one that lacks a package, can't say anything about the wheel
        if re.search(r"No matching distribution|Could not find a version|Temporary failure|connection", str(error)):
            pytest.skip("the packages that it needs can't be had here")
        raise
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    for example in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL):
        (tmp_path / "example.py").write_text(example, "utf-8")
        assert run(python, "example.py", cwd=tmp_path).strip()
    news = "وصل وزير الخارجية التركي هاني القصاب إلى طرابلس يوم الثلاثاء 4 مارس 2025، بحسب وزارة الخارجية الليبية.\n"
    (tmp_path / "news.txt").write_text(news, "utf-8")
    (tmp_path / "formats.py").write_text(SAMPLE, "utf-8")
    run(python, "formats.py", cwd=tmp_path)
    marsad = python.with_name("marsad")
    assert "CONSULT" in run(marsad, "export", "csv", "--desk", "made.db", cwd=tmp_path)

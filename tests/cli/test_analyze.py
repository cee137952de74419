"""The command line as a user runs it: a real process, real files, real pipes and terminals."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.cli.text_output import CREED, FIRST_STRONG_ISOLATE, POP_ISOLATE

MARSAD = [sys.executable, "-c", "from marsad.cli import main; main()"]
ANALYZE = [*MARSAD, "analyze", "--no-tagger"]
NEWS = (
    "زار وزير الخارجية التركي هاكان فيدان القاهرة أمس الثلاثاء، حيث التقى نظيره المصري.\n"
    "وقالت وكالة الأناضول نقلا عن مصدر دبلوماسي إن الجانبين بحثا الوضع في السودان."
)


def run(*args: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*ANALYZE, *map(str, args)], input=stdin, capture_output=True, cwd=cwd, timeout=120)


def line(text: str = NEWS, **fields: object) -> str:
    return json.dumps({"text": text, **fields}, ensure_ascii=False) + "\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "news.txt"
    path.parent.mkdir()
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_a_report_becomes_a_record(news: Path) -> None:
    done = run(news, "--published", "2024-06-05", "--publisher", "جريدة", "--title", "زيارة")
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    assert record["text"] == NEWS
    assert (record["published"], record["published_by"]) == ("2024-06-05", "given")
    assert (record["publisher"], record["title"]) == ("جريدة", "زيارة")
    named = {NEWS[m["start"] : m["end"]] for e in record["entities"] for m in e["mentions"]}
    assert {"هاكان فيدان", "القاهرة"} <= named


def test_the_three_formats(tmp_path: Path, news: Path) -> None:
    one = run(news, "--format", "json").stdout.decode()
    assert one.startswith("{\n")
    both = run(news, "-", "--format", "json", stdin=line(id="b").encode()).stdout.decode()
    assert [r["text"] for r in json.loads(both)] == [NEWS, NEWS]
    assert both.startswith("[\n{")
    lines = run(news, "-", "--format", "jsonl", stdin=line(id="b").encode()).stdout.decode()
    assert [json.loads(x)["id"] for x in lines.splitlines()] == [json.loads(one)["id"], "b"]
    assert json.loads(run(tmp_path / "gone", "--format", "json").stdout) == []
    text = run(news, "--format", "text").stdout.decode()
    assert CREED in text
    assert text.count(FIRST_STRONG_ISOLATE) == text.count(POP_ISOLATE) > 0
    assert "this report" in text


@pytest.mark.parametrize("stdin", [NEWS, line(), f"<html><body><article><p>{NEWS}</p></article></body></html>"])
def test_standard_input_of_every_kind(stdin: str) -> None:
    done = run("-", stdin=stdin.encode())
    assert done.returncode == 0
    assert "القاهرة" in json.loads(done.stdout)["text"]


def test_what_fails_is_named_once_and_the_rest_is_written(tmp_path: Path, news: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("{broken\n" + line(id="good"), encoding="utf-8")
    binary = tmp_path / "b\n.bin"
    binary.write_bytes(b"\x00\x01")
    done = run(lines, binary, tmp_path / "gone.txt", news)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    messages = done.stderr.decode().splitlines()
    assert len(messages) == 3
    assert messages[0].startswith(f"marsad: {lines}:1: broken JSON")
    assert messages[1].startswith(f"marsad: {tmp_path}/b\\n.bin: not text")
    assert messages[2] == f"marsad: {tmp_path}/gone.txt: no such file or folder"


@pytest.mark.parametrize(
    "page", [b"<html>", b"<html></html>", b"<html><body><a href=/>x</a></body></html>", b"<!doctype html>\n<<<>", b"<"]
)
def test_a_bad_page_is_one_line_on_standard_error(tmp_path: Path, page: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page)
    done = run(path)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [f"marsad: {path}: no article found on the page"]


def test_any_unicode_in_json_is_analysed_and_written(tmp_path: Path) -> None:
    text = NEWS + " \ud83d \x00 \u202e \u2066 😀"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "\udcff", "text": text}), encoding="ascii")
    done = run(path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["text"] == text
    readable = run(path, "--format", "text")
    assert readable.returncode == 0
    assert CREED in readable.stdout.decode("utf-8")


def test_names_of_files_may_be_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as stream:
        stream.write(NEWS.encode())
    assert len(run(tmp_path).stdout.splitlines()) == 1
    with open(path, "wb"):
        pass
    done = run(tmp_path)
    assert done.returncode == 1
    assert b"\\udcff.txt: empty" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["x", "--published", "yesterday"],
        ["x", "--published", "2024-02-30"],
        ["x", "--format", "xml"],
        ["x", "--no"],
    ],
)
def test_wrong_use_is_two(args: list[str]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_output_replaces_the_old_file_and_keeps_its_rights(tmp_path: Path, news: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    done = run(news, "--output", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads(out.read_text(encoding="utf-8"))["text"] == NEWS
    assert out.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["out.jsonl", "in"] or sorted(os.listdir(tmp_path)) == ["in", "out.jsonl"]


def test_output_through_a_link_and_into_a_pipe(tmp_path: Path, news: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real.jsonl")
    assert run(news, "--output", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "real.jsonl").read_text(encoding="utf-8"))
    assert json.loads(run(news, "--output", "/dev/stdout").stdout)["text"] == NEWS


def test_nothing_is_written_where_nothing_could_be_read(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    assert run(tmp_path / "gone.txt", "--output", out).returncode == 1
    assert out.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_an_output_that_cannot_be_written_ends_at_once(tmp_path: Path, news: Path) -> None:
    for out in (tmp_path / "gone" / "out.jsonl", tmp_path):
        done = run(news, "--output", out)
        assert done.returncode == 1
        assert done.stderr.decode().startswith(f"marsad: {out}: ")
        assert len(done.stderr.splitlines()) == 1


def test_the_output_is_never_an_input(tmp_path: Path, news: Path) -> None:
    for paths in ([news], [news.parent], [f"{news.parent}/*"]):
        done = run(*paths, "--output", news)
        assert done.returncode == 2
        assert news.read_text(encoding="utf-8") == NEWS


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A run that has written one record of its output and waits for more input."""
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    process = subprocess.Popen(
        [*ANALYZE, "-", "--output", str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell that starts the tests in the background has them ignore interrupts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdin is not None
    process.stdin.write(line().encode() * 20)
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while not any(p.stat().st_size for p in tmp_path.glob(".*.part")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield process, out
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_runs_leave_nothing(
    waiting: tuple[subprocess.Popen[bytes], Path], number: signal.Signals, code: int
) -> None:
    process, out = waiting
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in errors
    assert out.read_text(encoding="utf-8") == "old"
    assert os.listdir(out.parent) == ["out.jsonl"]


def test_a_killed_run_leaves_the_old_file(waiting: tuple[subprocess.Popen[bytes], Path]) -> None:
    process, out = waiting
    process.kill()
    process.communicate(timeout=30)
    assert out.read_text(encoding="utf-8") == "old"


def test_a_reader_that_leaves_is_no_error() -> None:
    process = subprocess.Popen(
        [*ANALYZE, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(line().encode() * 60)
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    try:
        process.stdin.write(line().encode() * 60)
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.stderr.read() == b""
    process.wait(timeout=60)
    process.stderr.close()


def on_terminal(*args: str | Path, stderr_only: bool = False) -> tuple[int, str]:
    """Run with standard error (and output) on a pseudo-terminal; the exit code and what appeared there."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*ANALYZE, *map(str, args)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if stderr_only else slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(slave)
    seen = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:  # Linux's way of saying that nobody writes any more
            break
        if not chunk:
            break
        seen += chunk
    os.close(master)
    return process.wait(timeout=60), seen.decode("utf-8", "replace")


def test_on_a_terminal_it_is_readable_text(news: Path) -> None:
    code, seen = on_terminal(news)
    assert code == 0
    assert CREED in seen
    assert '"entities"' not in seen


def test_a_bar_for_many_documents_only(tmp_path: Path) -> None:
    many, few = tmp_path / "many.jsonl", tmp_path / "few.jsonl"
    many.write_text("{broken\n" + line() * 6, encoding="utf-8")
    few.write_text(line() * 5, encoding="utf-8")
    code, seen = on_terminal(many, stderr_only=True)
    assert code == 1
    assert "analysing" in seen
    assert f"marsad: {many}:1: broken JSON" in seen
    assert "analysing" not in on_terminal(many, "--quiet", stderr_only=True)[1]
    assert on_terminal(few, stderr_only=True) == (0, "")
    assert run(many).stderr.decode().count("\n") == 1


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['marsad', '--help']\n"
        "from marsad.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'trafilatura', 'onnxruntime', 'rich', 'msgspec', 'marsad.analysis'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    durations = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
        durations.append(time.perf_counter() - start)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"analyze" in done.stdout
    assert min(durations) < 0.5

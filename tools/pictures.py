"""Take the pictures of the documentation anew, from a running desk of the samples.

    make demo                                     in another terminal
    python tools/pictures.py http://127.0.0.1:8765

Needs a Chromium (`make programs`). Writes `docs/images/desk-*.png`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
ARGUMENTS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
LOCALES = {"ar": "ar-EG", "en": "en-GB"}


class Picture(NamedTuple):
    """One view: where it is, what is to be seen before it is taken, and how the browser is set."""

    path: str
    ready: str
    language: str
    height: int
    follow: str = ""
    """A link on the page that leads to the view."""
    dark: bool = False


PICTURES = {
    "stories": Picture("/", "article.story", "ar", 860),
    "story": Picture("/", "main svg", "en", 1000, "article.story a[href^='/stories/']"),
    "reader": Picture("/reports/desk-01#V1", "main article", "ar", 760),
    "timeline": Picture("/timeline", "a.item", "en", 760, dark=True),
    "map": Picture("/map", ".side li", "ar", 860),
}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=ARGUMENTS
        )
        for name, picture in PICTURES.items():
            context = browser.new_context(
                locale=LOCALES[picture.language],
                color_scheme="dark" if picture.dark else "light",
                viewport={"width": 1280, "height": picture.height},
            )
            page = context.new_page()
            page.goto(sys.argv[1].rstrip("/") + picture.path)
            if picture.follow:
                page.locator(picture.follow).first.click()
            page.wait_for_selector(picture.ready)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(1500)
            page.screenshot(path=IMAGES / f"desk-{name}.png")
            context.close()


if __name__ == "__main__":
    main()

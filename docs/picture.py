"""Draws the picture of the report that the README shows: `python docs/picture.py` (needs chromium and the test extra).

The household is the demo's: nobody in it exists. What is seen is what any browser shows, at the width of a tablet.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from watchdog_sante.commands.demo import run  # noqa: E402

_SIZE = {"width": 800, "height": 720}


def draw(language: str, target: Path) -> None:
    """The top of the demo's report in one language, as a PNG."""
    made = run(language).data
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=_SIZE, color_scheme="light")
        page.goto(made.report.as_uri())
        page.screenshot(path=target)
        browser.close()
    shutil.rmtree(made.folder)


if __name__ == "__main__":
    for language, name in (("fr", "report.fr.png"), ("en", "report.png")):
        draw(language, ROOT / "docs" / name)

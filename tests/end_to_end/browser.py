"""Debian's Chromium without a screen, and what it saw: requests, errors, sizes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is not installed: the report is not opened in a real browser"
)
_FLAGS = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update"
_WIDER_THAN_THE_SCREEN = """() => {
  const wide = document.documentElement.clientWidth;
  const seen = one => one.checkVisibility() && !one.closest('.unseen, thead, .skip');
  const out = [...document.body.querySelectorAll('*')].filter(
    one => seen(one) && one.getBoundingClientRect().right > wide + 0.5);
  const page = document.documentElement.scrollWidth > wide ? ['the page'] : [];
  return page.concat(out.map(one => one.outerHTML.slice(0, 90)));
}"""


class Browser:
    """A page as a person with a screen of a certain width and a theme sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []  # every address asked for since the page was opened
        self.complaints: list[str] = []  # the console: errors, and what the page's policy forbade
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, file: Path, width: int, theme: str = "light") -> None:
        """Load the page anew."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        self.requests.clear()
        self.complaints.clear()
        self.page.goto(file.as_uri())

    def unfold(self) -> None:
        """Open everything that is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    def overflow(self) -> list[str]:
        """What is wider than the screen."""
        found: list[str] = self.page.evaluate(_WIDER_THAN_THE_SCREEN)
        return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a new profile, closed at the end."""
    flags = [f"--{flag}" for flag in _FLAGS.split()]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield Browser(started.new_page())
        finally:
            started.close()

"""The report in a real Chromium: asks nothing of any network, no error, no horizontal scroll, accessible, printable."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from tests.end_to_end.browser import Browser, chromium, needs_chromium
from tests.report import planted
from watchdog_sante.commands import audit as audit_command
from watchdog_sante.commands.demo import run as demo
from watchdog_sante.inbox import Listing
from watchdog_sante.package_data import profiles
from watchdog_sante.settings import load

pytestmark = needs_chromium
WIDTHS, THEMES = (360, 1280), ("light", "dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's household in both languages, and the hostile one."""
    folder = tmp_path_factory.mktemp("planted")
    statements = planted.write(folder)
    found = audit_command.run(Listing((statements,)), load(folder / "watchdog.yaml"), profiles()).data
    audit_command.write_report(found, folder / "report.html", "fr", found.evidence.as_of)
    return {"fr": demo("fr").data.report, "en": demo("en").data.report, "planted": folder / "report.html"}


@pytest.mark.parametrize("name", ["fr", "en", "planted"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_asks_for_nothing_complains_of_nothing_and_fits(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    browser.open(pages[name], width)
    folded = browser.overflow()
    browser.unfold()
    assert (folded, browser.overflow()) == ([], [])
    assert browser.requests == [pages[name].as_uri()]
    assert browser.complaints == []


def test_the_house_would_notice_a_request_an_error_and_a_page_too_wide(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<img src='http://127.0.0.1:9/x.png'><div style='width: 900px'>x</div><script>broken()</script>")
    browser.open(page, 360)
    assert browser.requests == [page.as_uri(), "http://127.0.0.1:9/x.png"]
    assert any("broken" in line for line in browser.complaints)
    assert browser.overflow()


def test_markup_in_any_field_is_shown_as_text_and_never_lives(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["planted"], 1280)
    alive = "script, img, iframe, object, embed, link, base, form, svg svg, [onerror], [onload], a[href^=javascript]"
    assert browser.page.evaluate(f"[...document.querySelectorAll('{alive}')].map(one => one.outerHTML)") == []
    assert browser.page.evaluate("window.broken ?? null") is None
    text = browser.page.evaluate("document.body.textContent")
    assert [mark for mark in (*planted.MARKS[:4], planted.FILE_NAME, "{{ 7*7 }}") if mark not in text] == []
    assert browser.page.evaluate("document.querySelectorAll('style').length") == 1
    assert browser.complaints == []


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_no_barrier(browser: Browser, pages: dict[str, Path], width: int, theme: str) -> None:
    browser.open(pages["fr"], width, theme)
    browser.unfold()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(browser.page, options=rules).response
    assert found["testEngine"]["version"].startswith("4.")
    assert len(found["passes"]) > 20
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]] == []


def test_both_themes_differ_and_the_charts_follow(browser: Browser, pages: dict[str, Path]) -> None:
    colors = {}
    for theme in THEMES:
        browser.open(pages["fr"], 1280, theme)
        colors[theme] = browser.page.evaluate(
            """() => {
              const fill = one => getComputedStyle(document.querySelector(one)).fill;
              return [getComputedStyle(document.body).backgroundColor,
                fill('.months .wide-chart .color-0 rect'), fill('.payments .wide-chart .color-2 circle')];
            }"""
        )
    assert all(light != dark for light, dark in zip(colors["light"], colors["dark"], strict=True))


def test_the_keyboard_reaches_the_content_first_and_sees_where_it_is(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["fr"], 1280)
    browser.page.keyboard.press("Tab")
    seen = browser.page.evaluate(
        """() => {
          const one = document.activeElement;
          return [one.getAttribute('href'), one.getBoundingClientRect().top >= 0, getComputedStyle(one).outlineStyle];
        }"""
    )
    assert seen == ["#main", True, "solid"]
    browser.page.keyboard.press("Enter")
    assert browser.page.evaluate("document.activeElement.id") == "main"


def test_a_link_into_a_folded_card_opens_it(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["fr"], 360)
    folded = "document.getElementById('card-WS201').closest('details').open"
    assert browser.page.evaluate(folded) is False
    browser.page.click('a[href="#card-WS201"] >> nth=0')
    assert browser.page.evaluate(folded) is True


def test_it_prints_on_a_few_pages_in_ink_on_white(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["fr"], 1280, "dark")
    printed = browser.page.pdf(format="A4")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(printed)).pages]
    assert 3 <= len(sheets) <= 10
    assert "4 points méritent un regard." in sheets[0]
    browser.page.emulate_media(media="print", color_scheme="dark")
    shown = browser.page.evaluate(
        """() => {
          const seen = one => document.querySelector(one).checkVisibility({contentVisibilityAuto: true});
          return [getComputedStyle(document.body).color, seen('nav'), seen('.cards'),
            seen('.wide-chart'), seen('details.printed table')];
        }"""
    )
    browser.page.emulate_media(media="screen")
    assert shown == ["rgb(29, 42, 51)", False, False, True, True]

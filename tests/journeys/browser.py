"""What a real browser sees: helpers for the journeys in this folder.

The fixtures (in conftest.py) are
  page          a page of headless Chromium, 1280 px wide, whose relative addresses are the live server's:
                page.goto("/"). It fails the test at its end if a script failed or a policy blocked anything
  phone         the same, 375 px wide
  plain_page    the same without JavaScript
  sign_in_page  sign_in_page(page, person): the page now belongs to that person, without typing a password

and this module adds
  axe_clean(page)           fails with a report if axe finds anything that people with disabilities would stumble over
  no_sideways_scroll(page)  fails if the page is wider than its window
  screenshot(page, name)    writes .local/screenshots/<name>-<width>.png of the whole page, to be looked at, where
                            the environment says SCREENSHOTS=1: SCREENSHOTS=1 make test args="tests/journeys"
  seen_and_clean(page, name)  all three at once, at 1280 and 375 px; nothing scrolls sideways at 320 px either

    def test_visitor_finds_a_partner(page, organisation):
        page.goto("/organisations/")
        page.get_by_label("Search").fill("Harrowmere")
        page.get_by_role("button", name="Show results").click()
        seen_and_clean(page, "directory")
"""

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".local" / "screenshots"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
NARROWEST = {"width": 320, "height": 640}  # also what 400 % zoom leaves of 1280 px


def axe_clean(page: Page) -> None:
    """Fail with axe's report if it finds any violation of WCAG 2.2 AA or of its best practices."""
    script = "0" if page.evaluate("'axe' in window") else AXE_SCRIPT  # a long one: once for each page
    results = Axe(script).run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def no_sideways_scroll(page: Page) -> None:
    """Fail if the page scrolls sideways at its present width."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} px wider than its window of {page.viewport_size}"


def screenshot(page: Page, name: str) -> Path | None:
    """Write a picture of the whole page and return where it is; nothing unless SCREENSHOTS is set: it takes time."""
    if not os.environ.get("SCREENSHOTS"):
        return None
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}-{page.viewport_size['width']}.png"
    page.screenshot(path=path, full_page=True)
    return path


def seen_and_clean(page: Page, name: str) -> None:
    """Check and picture the page at 1280 and 375 px, and that it fits 320 px; the window is as before afterwards."""
    before = page.viewport_size
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        screenshot(page, name)
        axe_clean(page)
        no_sideways_scroll(page)
    page.set_viewport_size(NARROWEST)
    no_sideways_scroll(page)
    page.set_viewport_size(before)

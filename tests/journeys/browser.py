"""What a real browser sees: helpers for the journeys in this folder.

The fixtures (in conftest.py) are
  page          a page of headless Chromium, 1280 px wide, whose relative addresses are the live server's:
                page.goto("/"). It fails the test at its end if a script failed or a policy blocked anything.
                Windows are used again by later tests, without cookies or anything else of their past
  phone         the same, 375 px wide
  plain_page    the same without JavaScript
  sign_in_page  sign_in_page(page, person): the page now belongs to that person, without typing a password

and this module adds
  axe_clean(page)           fails with a report if axe finds anything that people with disabilities would stumble over
  no_sideways_scroll(page)  fails if the page is wider than its window
  screenshot(page, name)    writes .local/screenshots/<name>-<width>.png of the whole page, to be looked at, where
                            the environment says SCREENSHOTS=1: SCREENSHOTS=1 make test args="tests/journeys"
  seen_and_clean(page, name)  all three at once, at 1280 and 375 px; nothing scrolls sideways at 320 px either
  settled(page)             waits until a page that was left by a click or a key has given way to the next one

A click returns before the next page is there. The functions above wait for it; `expect(...)` of playwright waits too.
Whatever looks at once (is_visible, a count, the database, the mailbox) comes after one of these.

    def test_visitor_finds_a_partner(page, organisation):
        page.goto("/organisations/")
        page.get_by_label("Search").fill("Harrowmere")
        page.get_by_role("button", name="Show results").click()
        seen_and_clean(page, "directory")
"""

import os
import time
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Error, Page

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".local" / "screenshots"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
NARROWEST = {"width": 320, "height": 640}  # also what 400 % zoom leaves of 1280 px
PATIENCE = 30  # seconds: what a machine several times slower than ours needs at its worst
AXE_OPTIONS = "{resultTypes: ['violations']}"

# Axe reads each colour of a page some hundred times from the same few words: remembering what it read saves a third of
# its time, and what it finds is the same
REMEMBER_COLOURS = """
(() => {
  const prototype = axe.commons.color.Color.prototype, read = prototype.parseString, known = new Map()
  prototype.parseString = function (text) {
    if (known.has(text)) return Object.assign(this, known.get(text))
    read.call(this, text)
    const { r, g, b, alpha } = this
    known.set(text, { r, g, b, alpha })
    return this
  }
})()
"""

# Every page with scripts can bring axe in by itself: to send half a megabyte to each took twice as long
AXE = AXE_SCRIPT + REMEMBER_COLOURS
BRING_AXE = f"window.bringAxe = function () {{\n{AXE}\n}}"

# Runs in every page before its own scripts: `leaving` holds from a click or key that sends a form or follows a link
# until the next page, or until ten seconds later where none comes (the answer was a file to keep). Before that it may
# be an element: browsers call each by its id, and a page may well have a part that is about leaving.
NOTE_LEAVING = """
(() => {
  function leave () { window.leaving = true; setTimeout(stay, 10000) }
  function stay () { window.leaving = false }
  addEventListener('submit', event => { leave(); setTimeout(() => { if (event.defaultPrevented) stay() }) }, true)
  window.navigation?.addEventListener('navigate', event => {
    if (!event.destination.sameDocument && event.downloadRequest === null) leave()
  })
})()
"""


def settled(page: Page) -> None:
    """Wait until the page is whole and nothing was begun that leads away from it.

    Without JavaScript only the page's being whole is known: after a click, `expect` something of the next page first.
    """
    end = time.monotonic() + PATIENCE
    while not _stays(page):
        assert time.monotonic() < end, f"{page.url} did not come to rest within {PATIENCE} seconds"
        page.wait_for_timeout(20)


def _stays(page: Page) -> bool:
    try:
        return page.evaluate("document.readyState === 'complete' && window.leaving !== true")
    except Error as problem:  # asked just when one page gave way to the next
        if "context was destroyed" in problem.message or "navigation" in problem.message:
            return False
        raise


def axe_clean(page: Page) -> None:
    """Fail with axe's report if it finds any violation of WCAG 2.2 AA or of its best practices."""
    settled(page)
    if not page.evaluate("'axe' in window || (window.bringAxe?.(), 'axe' in window)"):
        page.evaluate(AXE)
    # To hand over what is in order as well takes a third of the time of looking for it
    results = AxeResults({"violations": page.evaluate(f"axe.run({AXE_OPTIONS}).then(found => found.violations)")})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def no_sideways_scroll(page: Page) -> None:
    """Fail if the page scrolls sideways at its present width."""
    settled(page)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} px wider than its window of {page.viewport_size}"


def screenshot(page: Page, name: str) -> Path | None:
    """Write a picture of the whole page and return where it is; nothing unless SCREENSHOTS is set: it takes time."""
    if not os.environ.get("SCREENSHOTS"):
        return None
    settled(page)
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

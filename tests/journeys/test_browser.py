"""The checks of this folder find what they look for."""

import pytest

from .browser import axe_clean, no_sideways_scroll


def test_axe_names_what_is_wrong_and_where(page):
    page.goto("/")
    axe_clean(page)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match=r"(?s)image-alt.*Target: .*img"):
        axe_clean(page)


def test_colours_too_close_to_each_other_are_found_wherever_they_are_used(page):
    page.goto("/")
    faint = "document.querySelector('main').innerHTML += '<p>Faint</p>'.repeat(3);"
    page.evaluate(faint + "document.querySelectorAll('main p').forEach(each => { each.style.color = '#999' })")
    with pytest.raises(AssertionError, match=r"(?s)color-contrast.*1\).*2\).*3\)"):
        axe_clean(page)


def test_what_is_wider_than_its_window_is_found(page):
    page.goto("/")
    no_sideways_scroll(page)
    page.evaluate("document.querySelector('main').style.width = '3000px'")
    with pytest.raises(AssertionError, match="px wider than its window"):
        no_sideways_scroll(page)

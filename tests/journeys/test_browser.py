"""The checks of this folder find what they look for."""

import pytest

from .browser import axe_clean, no_sideways_scroll


def test_axe_names_what_is_wrong_and_where(page):
    page.goto("/")
    axe_clean(page)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match=r"(?s)image-alt.*Target: .*img"):
        axe_clean(page)


def test_what_is_wider_than_its_window_is_found(page):
    page.goto("/")
    no_sideways_scroll(page)
    page.evaluate("document.querySelector('main').style.width = '3000px'")
    with pytest.raises(AssertionError, match="px wider than its window"):
        no_sideways_scroll(page)

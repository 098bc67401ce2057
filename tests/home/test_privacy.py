"""Promises of the pages about privacy and cookies: they say what is so."""

import html
import re

import pytest
from django.urls import reverse

from partnerships_portal.accounts import register
from partnerships_portal.home.cookies import COOKIES
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def test_privacy_page_tells_everything_in_the_register(client):
    page = html.unescape(client.get(reverse("privacy")).content.decode())
    for holding in register.holdings():
        for words in (holding.what, holding.why, holding.seen_by, str(holding.kept), holding.erasure_in_words):
            assert words in page


def test_privacy_page_begins_with_what_one_can_do_and_every_link_of_its_contents_leads_somewhere(client):
    page = client.get(reverse("privacy")).content.decode()
    assert page.index('id="rights"') < page.index('id="people"')
    anchors = re.findall(r'href="#([a-z]+)"', page.split('id="contents-title"')[1].split("</nav>")[0])
    assert anchors and all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)
    assert page.count('class="govuk-accordion__section"') == len(register.GROUPS)


def test_cookies_page_tells_every_cookie_that_a_person_is_given_and_no_other(client, stranger):
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": stranger.email, "password": PASSWORD})
    client.post(reverse("your_account"), {"name": "Amina"})
    met = set(client.cookies)
    named = {cookie.name for cookie in COOKIES}
    assert met <= named, "the cookies page must name it"
    page = client.get(reverse("cookies")).content.decode()
    assert all(cookie.name in page for cookie in COOKIES)

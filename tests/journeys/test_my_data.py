"""A person takes their data away and leaves; the organisation stays, and its owner reads what happened."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals.actions import save_section
from partnerships_portal.accounts.audit import checking, record, sealing
from partnerships_portal.accounts.models import User
from tests.factories import PASSWORD, MembershipFactory, NotificationFactory, UserFactory

from .browser import seen_and_clean, settled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def leaver(organisation, owner):
    """An editor with something behind them."""
    person = UserFactory(name="Amina Okafor", email="amina@example.org")
    MembershipFactory(user=person, organisation=organisation, role="editor")
    at = timezone.now()
    save_section(organisation=organisation, section="about", values={"summary": "We care."}, by=person, at=at)
    record(actor=owner, action="member_role_given", target=organisation, at=at, person=person.pk, role="editor")
    NotificationFactory(person=owner, subject="Amina Okafor changed the profile")
    return person


@pytest.mark.parametrize("kind", ["page", "plain_page"])
def test_person_takes_their_data_and_leaves_and_the_organisation_stays(
    kind, request, sign_in_page, leaver, owner, organisation, mailoutbox
):
    page = sign_in_page(request.getfixturevalue(kind), leaver)
    look = seen_and_clean if kind == "page" else lambda page, name: None  # axe needs scripts
    page.goto(reverse("your_account"))
    page.locator("main").get_by_role("link", name="View your data").click()
    look(page, "my-data")
    page.locator("main").get_by_text("Download your data").click()
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    look(page, "my-data-download")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as zipped:
        said = json.loads(zipped.read("what-we-hold-about-me.json"))
    assert "amina@example.org" in json.dumps(said)

    page.goto(reverse("account_delete"))
    look(page, "account-delete")
    page.get_by_role("button", name="Delete my account for good").click()
    page.get_by_role("link", name="Tick the box to say").wait_for()
    look(page, "account-delete-error")
    page.get_by_label("I understand that this cannot be undone").check()
    page.get_by_role("button", name="Delete my account for good").click()
    page.get_by_text("Your account is deleted.").wait_for()
    assert User.objects.get(pk=leaver.pk).is_erased
    assert mailoutbox[-1].to == ["amina@example.org"]

    page.context.clear_cookies()
    sign_in_page(page, owner).goto(organisation.get_absolute_url())
    page.locator("main").get_by_role("link", name="History").click()
    page.get_by_text("A former member changed “about” of the profile: summary").wait_for()
    page.get_by_text("A former member left").wait_for()
    settled(page)
    assert "Amina" not in page.content()
    look(page, "history")
    page.get_by_label("About what").select_option("People and roles")
    page.get_by_role("button", name="Show results").click()
    page.get_by_text("2 entries").wait_for()


def test_only_owner_sees_what_to_do_first(page, sign_in_page, owner, organisation):
    sign_in_page(page, owner).goto(reverse("account_delete"))
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_text(f"You are the only owner of {organisation}").wait_for()
    seen_and_clean(page, "account-delete-blocked")
    page.locator("main").get_by_role("link", name=f"People of {organisation}").click()
    page.wait_for_url(f"**{reverse('organisation_people', args=[organisation.pk])}")


def test_manager_reads_the_record_and_sees_that_it_is_whole(page, sign_in_page, staff, leaver, organisation):
    sealing.seal(at=timezone.now())
    checking.check_and_keep(at=timezone.now())
    sign_in_page(page, staff).goto(reverse("audit_log"))
    assert page.get_by_text("nothing changed").is_visible()
    seen_and_clean(page, "audit-log")
    page.get_by_label("From").fill("2020-01-01")
    page.get_by_label("Name or e-mail address").fill("okafor")
    page.get_by_role("button", name="Show results").click()
    page.get_by_text("1 entry").wait_for()
    page.locator("#results").get_by_role("link", name=organisation.name).first.click()
    page.wait_for_url(f"**{organisation.get_absolute_url()}")


def test_privacy_and_cookies_are_clean(page, db):
    for name in ("privacy", "cookies"):
        page.goto(reverse(name))
        seen_and_clean(page, name)

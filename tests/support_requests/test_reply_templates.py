"""Words that officers begin with: filled in as plain text, kept by managers, edited before anything is sent."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from support_requests.models import Pointer, ReplyTemplate, SupportMessage
from support_requests.triage.placeholders import filled, unknown_in
from tests.factories import OrganisationFactory, UserFactory
from tests.factories.answers import PointerFactory, ReplyTemplateFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
ADD = "/support/answers/templates/new/"


def typed(**more) -> dict:
    return {"title": "Thank you", "text": "Dear {name}", "form_key": uuid.uuid4()} | more


def test_placeholders_are_filled_in_once_and_whatever_their_case():
    values = {"organisation": "The {name} Trust", "name": "Ruth"}
    assert filled("{ Organisation } and {name}: {officer}", values) == "The {name} Trust and Ruth: {officer}"


def test_unknown_placeholders_are_told_as_they_were_typed():
    assert unknown_in("{name} {Budget} {Budget} {0} {name.__class__} { x") == ["Budget", "0", "name.__class__"]


def test_template_is_put_in_the_box_as_plain_text_and_nothing_is_sent(sign_in, triage):
    organisation = OrganisationFactory(name="<b>Tyne</b> & {officer} Care")
    asker = UserFactory(name="Ruth Okafor")
    case = SupportRequestFactory(organisation=organisation, asked_by=asker, officer=triage)
    template = ReplyTemplateFactory()
    page = sign_in(triage).get(reverse("support_case_messages", args=[case.pk]), {"template": template.pk})
    assert page.context["form"].initial["text"].startswith("Dear Ruth Okafor,")
    assert "accounts of &lt;b&gt;Tyne&lt;/b&gt; &amp; {officer} Care." in page.text
    assert not SupportMessage.objects.exists()


@pytest.mark.parametrize("asked", ["0", "999999", "x", "9" * 30])
def test_template_that_is_not_there_leaves_the_box_empty(sign_in, triage, asked):
    case = SupportRequestFactory(officer=triage)
    page = sign_in(triage).get(reverse("support_case_messages", args=[case.pk]), {"template": asked})
    assert page.status_code == 200 and "text" not in page.context["form"].initial


def test_manager_adds_a_template_once_and_officers_can_use_it(sign_in, staff, triage):
    sent = typed()
    for _ in range(2):
        assert sign_in(staff).post(ADD, sent).status_code == 302
    assert ReplyTemplate.objects.filter(title="Thank you").count() == 1
    case = SupportRequestFactory(officer=triage)
    assert "Thank you" in sign_in(triage).get(reverse("support_case_messages", args=[case.pk])).text


def test_unknown_placeholder_is_refused_and_what_was_typed_kept(sign_in, staff):
    page = sign_in(staff).post(ADD, typed(text="Dear {asker}, thank you")).text
    assert "nothing can be filled in for {asker}" in page and "Dear {asker}, thank you" in page
    assert not ReplyTemplate.objects.filter(title="Thank you").exists()


def test_two_templates_have_two_titles(sign_in, staff):
    ReplyTemplateFactory(title="Thank you")
    assert "There is one called “Thank you” already" in sign_in(staff).post(ADD, typed()).text


def test_of_two_managers_who_change_one_the_second_is_told(sign_in, staff):
    template = ReplyTemplateFactory()
    address = reverse("support_reply_template", args=[template.pk])
    seen = template.changed_at.isoformat()
    sign_in(staff).post(address, typed(seen=seen, text="Hello"))
    page = sign_in(staff).post(address, typed(seen=seen, text="Good morning")).text
    template.refresh_from_db()
    assert template.text == "Hello" and "Somebody changed this" in page and "Good morning" in page


def test_template_that_was_taken_away_is_offered_no_more(sign_in, staff, triage):
    template = ReplyTemplateFactory()
    for _ in range(2):
        page = sign_in(staff).get(reverse("support_reply_template_retire", args=[template.pk]))
        assert "Answers that were given with it stay as they are" in page.text
        sign_in(staff).post(reverse("support_reply_template_retire", args=[template.pk]))
    case = SupportRequestFactory(officer=triage)
    assert template.title not in sign_in(triage).get(reverse("support_case_messages", args=[case.pk])).text
    assert sign_in(staff).get(reverse("support_reply_template", args=[template.pk])).status_code == 404


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//elsewhere.example", "http://plain.example", "offers"])
def test_pointer_leads_nowhere_unsafe(sign_in, staff, url):
    sent = {"title": "Elsewhere", "url": url, "form_key": uuid.uuid4()}
    assert (
        "Address: enter one that begins with https://"
        in sign_in(staff).post("/support/answers/pointers/new/", sent).text
    )
    assert not Pointer.objects.filter(title="Elsewhere").exists()


def test_pointer_is_changed(sign_in, staff):
    pointer = PointerFactory()
    sent = {"title": "Help", "url": "https://help.example/a", "about": "", "seen": pointer.changed_at.isoformat()}
    sign_in(staff).post(reverse("support_pointer", args=[pointer.pk]), sent | {"form_key": uuid.uuid4()})
    pointer.refresh_from_db()
    assert (pointer.title, pointer.url, pointer.changed_by) == ("Help", "https://help.example/a", staff)
    assert pointer.changed_at <= timezone.now()

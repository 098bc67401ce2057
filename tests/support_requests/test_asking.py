"""Asking for support: a draft kept page by page, what is carried along on consent, sent once."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.notifications.models import Notification
from support_requests.actions import carrying, requests
from support_requests.models import AgreedContext, SupportRequest
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
State = SupportRequest.State
FIRST = {"title": "We cannot agree on who leads", "happening": "Three of us want to bid."}


@pytest.fixture
def consortium(organisation):
    """A consortium of the organisation with another one."""
    made = ConsortiumFactory(name="Harrowmere Together", purpose="Care at home")
    ConsortiumMemberFactory(consortium=made, organisation=organisation, role="lead")
    ConsortiumMemberFactory(consortium=made, organisation__name="Saltwick Care")
    return made


def begin(client, **more):
    form = {**FIRST, "form_key": uuid.uuid4(), **more}
    return client.post(reverse("support_new"), form), form


def test_asking_from_the_first_page_to_the_confirmation(sign_in, editor, owner, organisation, triage):
    client = sign_in(editor)
    answer, _ = begin(client)
    draft = SupportRequest.objects.get()
    assert answer.url == reverse("support_edit", args=[draft.pk, "support"])
    answer = client.post(answer.url, {"support_types": ["legal", "commercial"]})
    assert answer.url == reverse("support_edit", args=[draft.pk, "when"])
    answer = client.post(answer.url, {"others_involved": "Saltwick Council"})
    answer = client.get(answer.url)  # nothing to choose from: on to the answers
    assert answer.url == reverse("support_check", args=[draft.pk])
    page = client.get(answer.url).content.decode()
    assert "Commercial advice<br>Legal advice" in page
    assert "Saltwick Council" in page
    answer = client.post(answer.url, follow=True)
    assert "Your request is sent" in answer.content.decode()
    assert "First reply: by" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert draft.support_types == ["commercial", "legal"]
    assert Notification.objects.filter(event="support_received", person=triage).count() == 1
    assert Notification.objects.filter(event="support_sent").get().person == owner


def test_a_double_click_begins_one_request(sign_in, editor):
    client = sign_in(editor)
    first, form = begin(client)
    second = client.post(reverse("support_new"), form)
    assert SupportRequest.objects.count() == 1
    assert first.url == second.url


def test_a_form_key_of_somebody_else_begins_nothing(sign_in, editor, other_owner):
    _, form = begin(sign_in(editor))
    answer = sign_in(other_owner).post(reverse("support_new"), form)
    assert SupportRequest.objects.count() == 1
    assert "This page was used for something else" in answer.content.decode()


def test_sending_again_sends_once(editor, owner, organisation, triage):
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    assert requests.send(request=draft, by=editor, at=timezone.now()).was_new
    sent_at = SupportRequest.objects.get().submitted_at
    assert not requests.send(request=draft, by=editor, at=timezone.now()).was_new
    assert SupportRequest.objects.get().submitted_at == sent_at
    assert Notification.objects.filter(event="support_received").count() == 1
    told = Notification.objects.get(event="support_sent", person=owner).body
    assert f"{editor} sent it" in told and "First reply: by" in told and "Decision: by" in told


def test_sending_from_a_page_that_is_stale_shows_that_it_is_sent(sign_in, editor, organisation):
    sent = SupportRequestFactory(organisation=organisation)
    answer = sign_in(editor).post(reverse("support_check", args=[sent.pk]), follow=True)
    assert "Your request is sent" in answer.content.decode()


def test_what_is_missing_is_named_and_keeps_it_from_being_sent(sign_in, editor, organisation):
    draft = SupportRequestFactory(organisation=organisation, state="draft", support_types=[])
    client = sign_in(editor)
    assert (
        "Select at least one type of support" in client.get(reverse("support_check", args=[draft.pk])).content.decode()
    )
    client.post(reverse("support_check", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_was_sent_is_not_changed_by_an_old_page(sign_in, editor, organisation):
    sent = SupportRequestFactory(organisation=organisation)
    sign_in(editor).post(reverse("support_edit", args=[sent.pk, "support"]), {"support_types": ["marketing"]})
    sent.refresh_from_db()
    assert sent.support_types == ["legal", "financial_modelling"]


def test_two_who_write_one_page_at_once_choose(sign_in, editor, owner, organisation):
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    url = reverse("support_edit", args=[draft.pk, "happening"])
    page = sign_in(editor).get(url).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    sign_in(owner).post(url, {"title": "Who leads?", "happening": draft.happening, "seen": seen})
    answer = sign_in(editor).post(url, {"title": "Which model?", "happening": draft.happening, "seen": seen})
    assert "What changed while you were editing" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Who leads?"


def test_a_draft_is_discarded_by_those_who_may_write_it(sign_in, editor, organisation):
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    client = sign_in(editor)
    client.post(reverse("support_discard", args=[draft.pk]))
    assert not SupportRequest.objects.exists()
    assert client.post(reverse("support_discard", args=[draft.pk])).status_code == 404


def test_an_organisation_has_only_so_many_requests_at_a_time(sign_in, editor, organisation, settings):
    settings.SUPPORT_REQUESTS_AT_MOST = 1
    SupportRequestFactory(organisation=organisation)
    answer, _ = begin(sign_in(editor))
    assert "has 1 requests and drafts already" in answer.content.decode()
    assert FIRST["happening"] in answer.content.decode()
    assert SupportRequest.objects.count() == 1


def test_one_that_is_not_admitted_yet_sends_one_request(editor, organisation):
    organisation.admitted_at = None
    organisation.save()
    first, second = (SupportRequestFactory(organisation=organisation, state="draft") for _ in range(2))
    requests.send(request=first, by=editor, at=timezone.now())
    with pytest.raises(requests.NotPossible, match="has asked already"):
        requests.send(request=second, by=editor, at=timezone.now())


def test_a_page_of_a_consortium_carries_what_it_is_about_and_fitting_types(sign_in, editor, consortium):
    client = sign_in(editor)
    assert "choosing a partnership model" in client.get(reverse("support_new"), {"from": "model"}).content.decode()
    begin(client, consortium=consortium.pk, **{"from": "model"})
    draft = SupportRequest.objects.get()
    assert draft.consortium == consortium
    assert draft.support_types == ["legal", "model_design", "governance"]
    assert not draft.shares_context


@pytest.mark.parametrize("kind", ["consortium", "proposal", "opportunity"])
def test_nothing_is_carried_that_the_person_has_no_part_in(sign_in, editor, kind):
    begin(sign_in(editor), **{kind: ConsortiumFactory().pk})
    assert getattr(SupportRequest.objects.get(), kind) is None


def test_staff_read_exactly_what_was_shown_before_consent(sign_in, editor, organisation, consortium, triage):
    draft = SupportRequestFactory(organisation=organisation, state="draft", consortium=consortium)
    client, url = sign_in(editor), reverse("support_context", args=[draft.pk])
    page = client.get(url).content.decode()
    assert "Harrowmere Together" in page
    assert "Saltwick Care" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    client.post(url, {"answer": "yes", "seen": seen})
    client.post(reverse("support_check", args=[draft.pk]))
    consortium.purpose = "Something confidential"
    consortium.save()
    read = sign_in(triage).get(reverse("support_request", args=[draft.pk])).content.decode()
    assert "Care at home" in read
    assert "Something confidential" not in read


def test_what_changed_since_it_was_shown_is_shown_again_before_it_is_shared(sign_in, editor, organisation, consortium):
    draft = SupportRequestFactory(organisation=organisation, state="draft", consortium=consortium)
    client, url = sign_in(editor), reverse("support_context", args=[draft.pk])
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(url).content.decode())[1]
    consortium.purpose = "Something new"
    consortium.save()
    answer = client.post(url, {"answer": "yes", "seen": seen}, follow=True)
    assert "has changed since you opened the page" in answer.content.decode()
    assert not AgreedContext.objects.exists()


def test_without_consent_nobody_reads_what_it_is_about(sign_in, editor, organisation, consortium, triage):
    draft = SupportRequestFactory(organisation=organisation, state="draft", consortium=consortium)
    client = sign_in(editor)
    client.post(reverse("support_context", args=[draft.pk]), {"answer": "no"})
    client.post(reverse("support_check", args=[draft.pk]))
    read = sign_in(triage).get(reverse("support_request", args=[draft.pk])).content.decode()
    assert "Harrowmere Together" not in read


def test_what_the_organisation_has_left_is_dropped_when_it_is_sent(sign_in, editor, organisation, consortium):
    draft = SupportRequestFactory(organisation=organisation, state="draft", consortium=consortium, shares_context=True)
    AgreedContext.objects.create(request=draft, facts=[["a", "b"]], agreed_by=editor, agreed_at=timezone.now())
    consortium.members.filter(organisation=organisation).update(left_at=timezone.now())
    client, url = sign_in(editor), reverse("support_check", args=[draft.pk])
    assert "has no part any more" in client.get(url).content.decode()
    assert "sent without “Harrowmere Together”" in client.post(url, follow=True).content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.consortium, draft.shares_context) == (State.SUBMITTED, None, False)
    assert not AgreedContext.objects.exists()


def test_consent_is_taken_back_once_and_staff_are_told(sign_in, editor, organisation, consortium, triage):
    sent = SupportRequestFactory(organisation=organisation, consortium=consortium, shares_context=True)
    facts = [["Consortium", "Harrowmere Together"]]
    AgreedContext.objects.create(request=sent, facts=facts, agreed_by=editor, agreed_at=timezone.now())
    client, url = sign_in(editor), reverse("support_stop_sharing", args=[sent.pk])
    assert "Harrowmere Together" in client.get(url).content.decode()
    for _ in range(2):
        client.post(url)
    assert "Harrowmere Together" not in sign_in(triage).get(sent.get_absolute_url()).content.decode()
    assert Notification.objects.filter(event="support_context_taken_back", person=triage).count() == 1
    assert not SupportRequest.objects.get().shares_context


def test_choosing_something_else_takes_the_consent_back(editor, organisation, consortium):
    draft = SupportRequestFactory(organisation=organisation, state="draft", consortium=consortium, shares_context=True)
    AgreedContext.objects.create(request=draft, facts=[["a", "b"]], agreed_by=editor, agreed_at=timezone.now())
    carrying.choose(request=draft, key="", by=editor, at=timezone.now())
    assert not AgreedContext.objects.exists()
    assert not SupportRequest.objects.get().shares_context


def test_somebody_without_an_organisation_is_told_where_to_go(sign_in, stranger):
    page = sign_in(stranger).get(reverse("support_home")).content.decode()
    assert "You do not act for an organisation" in page
    assert "Find Business Support" in page
    assert sign_in(stranger).get(reverse("support_new")).url == reverse("support_home")


def test_somebody_of_a_council_is_told_whom_the_programme_helps(sign_in, commissioner):
    page = sign_in(commissioner).get(reverse("support_new"), follow=True).text
    assert "one that you buy from" in page and reverse("knowledge_list") in page
    assert "You do not act for an organisation" not in page


def test_a_charity_and_one_not_admitted_are_told_what_they_can_ask(sign_in):
    charity = MembershipFactory(organisation=OrganisationFactory(kind="charity", verified_at=None), role="owner").user
    assert "what you do together with a Mutual" in sign_in(charity).get(reverse("support_home")).content.decode()
    new = MembershipFactory(organisation=OrganisationFactory(admitted_at=None), role="owner").user
    assert "You can send one request now" in sign_in(new).get(reverse("support_home")).content.decode()


def test_a_viewer_reads_the_requests_and_is_told_who_can_ask(sign_in, viewer, organisation):
    SupportRequestFactory(organisation=organisation, title="Help with a joint venture")
    page = sign_in(viewer).get(reverse("support_home")).content.decode()
    assert "Help with a joint venture" in page
    assert "Its owners and editors can ask for support" in page
    assert reverse("support_new") not in page


def test_the_list_costs_the_same_for_many_requests(sign_in, editor, organisation):
    client, url = sign_in(editor), reverse("support_home")
    SupportRequestFactory(organisation=organisation)
    client.get(url)

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    SupportRequestFactory.create_batch(12, organisation=organisation, state="accepted")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(one)


def test_requests_that_are_withdrawn_and_sent_again_are_only_so_many_in_a_day(editor, organisation, settings):
    settings.SUPPORT_REQUESTS_A_DAY_AT_MOST = 2
    at = timezone.now()
    SupportRequestFactory.create_batch(2, organisation=organisation, state="withdrawn", created_at=at)
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    with pytest.raises(requests.NotPossible, match="has sent 2 requests in a day"):
        requests.send(request=draft, by=editor, at=at)
    assert requests.send(request=draft, by=editor, at=at + dt.timedelta(days=1)).was_new

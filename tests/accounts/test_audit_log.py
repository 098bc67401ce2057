"""Promises about reading the record: owners read their own, managers all of it, in words."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts import erasure
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import AuditCheck
from tests.factories import MembershipFactory, OpportunityFactory, OrganisationFactory, ServiceClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


def words_on(answer) -> str:
    assert answer.status_code == 200
    found = html.unescape(answer.content.decode()).split('id="results"')[1]
    return " ".join(re.sub(r"<[^>]+>", "", found).split())


@pytest.fixture
def history(sign_in, owner, organisation):
    """`history(**asked)` is what the owner reads."""
    return lambda **asked: words_on(sign_in(owner).get(reverse("organisation_history", args=[organisation.pk]), asked))


@pytest.fixture
def audit(sign_in, staff):
    return lambda **asked: words_on(sign_in(staff).get(reverse("audit_log"), asked))


def test_owner_reads_who_did_what_around_their_organisation(history, organisation, owner, editor, viewer, staff):
    at = timezone.now()
    claim = ServiceClaimFactory(organisation=organisation)
    record(
        actor=editor, action="profile_saved", target=organisation, at=at, section="ways_of_working", fields=["values"]
    )
    record(actor=owner, action="member_role_given", target=organisation, at=at, person=viewer.pk, role="viewer")
    record(actor=staff, action="service_claim_verified", target=claim, at=at)
    record(actor=None, action="awards_linked", target=organisation, at=at)
    said = history()
    assert f"{editor.name} changed “ways of working” of the profile: values" in said
    assert f"{owner.name} gave {viewer.name} the role viewer" in said
    assert "Programme staff verified a service that it delivers" in said and staff.name not in said
    assert "The portal linked contracts" in said
    assert "4 entries" in said


def test_owner_reads_nothing_of_other_organisations(history, other_organisation, other_owner):
    record(
        actor=other_owner, action="profile_saved", target=other_organisation, at=timezone.now(), section="x", fields=[]
    )
    assert "0 entries" in history() and "Nothing yet" in history()


def test_former_staff_are_still_told_as_the_programme(history, organisation):
    former = UserFactory()
    record(actor=former, action="definition_returned", target=organisation, at=timezone.now())
    assert "Programme staff returned the answers" in history() and former.name not in history()


def test_owner_chooses_by_whom_and_about_what(history, organisation, editor, staff):
    at = timezone.now()
    record(actor=editor, action="services_saved", target=organisation, at=at)
    record(actor=editor, action="member_left", target=organisation, at=at)
    record(actor=staff, action="definition_verified", target=organisation, at=at)
    assert "2 entries" in history(who=editor.pk)
    assert "1 entry" in history(who=editor.pk, kind="Profile")
    assert "1 entry" in history(who="staff")
    assert "0 entries" in history(who="portal")
    assert "3 entries" in history(who="999999", kind="nonsense"), "what is not offered is not asked for"


def test_erased_person_is_a_former_member_in_the_history(history, organisation, editor):
    record(actor=editor, action="services_saved", target=organisation, at=timezone.now())
    erasure.erase(person=editor, by=editor, at=timezone.now())
    said = history()
    assert "A former member changed which services it delivers" in said
    assert "A former member left" in said and editor.name not in said


def test_manager_reads_everything_and_follows_it(audit, sign_in, staff, organisation, owner):
    draft = OpportunityFactory(state="draft", title="Not to be known yet")
    record(actor=owner, action="services_saved", target=organisation, at=timezone.now())
    record(actor=None, action="opportunity_created", target=draft, at=timezone.now())
    said = audit()
    assert f"{owner.name} changed which services it delivers: {organisation.name}" in said
    assert f"opportunity number {draft.pk}" in said and "Not to be known yet" not in said
    assert f'href="{organisation.get_absolute_url()}"' in sign_in(staff).get(reverse("audit_log")).content.decode()


def test_manager_filters(audit, organisation, other_organisation, owner, other_owner):
    record(actor=owner, action="services_saved", target=organisation, at=timezone.now())
    record(actor=other_owner, action="member_left", target=other_organisation, at=timezone.now())
    record(actor=None, action="awards_linked", target=organisation, at=timezone.now())
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert "3 entries" in audit(since=today, until=today)
    assert "0 entries" in audit(until="2020-01-01")
    assert "1 entry" in audit(who=owner.email.upper())
    assert "1 entry" in audit(who="the portal")
    assert "1 entry" in audit(action="member_left")
    assert "2 entries" in audit(kind="Profile")
    assert "2 entries" in audit(thing="mutuals.organisation", number=organisation.pk)
    assert "3 entries" in audit(since="yesterday", number="x", action="nothing"), "with an error, all"


def test_error_in_a_filter_says_what_to_do(sign_in, staff):
    page = sign_in(staff).get(reverse("audit_log"), {"since": "30 February"}).content.decode()
    assert "From: enter a real date" in page


def test_pages_of_the_record_take_as_many_queries_for_one_event_as_for_many(sign_in, owner, staff, organisation):
    opportunity = OpportunityFactory()
    addresses = {owner: reverse("organisation_history", args=[organisation.pk]), staff: reverse("audit_log")}

    def queries_after(times) -> list[int]:
        for _ in range(times):
            person = MembershipFactory(organisation=organisation).user
            for target in (OrganisationFactory(), organisation, opportunity):
                record(actor=person, action="member_left", target=target, at=timezone.now(), person=person.pk)
        return [queries_of(sign_in(person), address) for person, address in addresses.items()]

    assert queries_after(1) == queries_after(12)


def queries_of(browser, address) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_page_says_that_nothing_was_changed_or_what_was(sign_in, staff):
    address = reverse("audit_log")
    assert "has not been checked yet" in sign_in(staff).get(address).content.decode()
    values = {"at": timezone.now(), "events": 12, "sealed": 10, "blocks": 1, "head": "a"}
    AuditCheck.objects.create(**values)
    assert "nothing changed: 12 events, 10 of them sealed" in sign_in(staff).get(address).content.decode()
    AuditCheck.objects.create(**values, trouble="Event 3 was taken away.")
    page = sign_in(staff).get(address).content.decode()
    assert "the record was changed. Event 3 was taken away." in page


def test_folded_filters_say_how_many_are_in_use(sign_in, staff, owner, organisation):
    record_of, history_of = reverse("audit_log"), reverse("organisation_history", args=[organisation.pk])

    def seen(person, address, **asked):
        page = sign_in(person).get(address, asked).content.decode()
        fold = r'portal-filters__more"( open)?>.*?<span[^>]*>(.*?)</span>'
        return re.search(fold, page, re.S).groups()

    assert seen(staff, record_of) == (None, "Filter")
    assert seen(staff, record_of, since="2026-01-01", number="7", kind="") == (None, "Filter (2 chosen)")
    assert seen(staff, record_of, since="yesterday", who="Ann") == (" open", "Filter (1 chosen)"), "an error is seen"
    assert seen(owner, history_of, kind="Profile") == (None, "Filter (1 chosen)")

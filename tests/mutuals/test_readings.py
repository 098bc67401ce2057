"""Promises about what is kept closer: staff say why, everybody's reading is noted, owners read who it was."""

import datetime as dt
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals import actions, search
from mutuals.models import DeclaredPurpose, Organisation, Reading
from mutuals.viewers import viewer_of
from mutuals.visibility import Visibility
from partnerships_portal.accounts.models import AuditEvent, ProgrammeRole, User
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.disclosure import partners

pytestmark = pytest.mark.django_db

EXACT = "£33,123,457"


@pytest.fixture
def kept(organisation):
    """The organisation with an exact turnover, which it shows to accepted partners only."""
    Organisation.objects.filter(pk=organisation.pk).update(turnover=33_123_457, turnover_band=6)
    organisation.refresh_from_db()
    return organisation


@pytest.fixture
def declare(kept, sign_in):
    """`declare(person)` posts the form."""

    def send(person, purpose="verification", organisation=kept, **more):
        address = reverse("purpose_declare", args=[organisation.pk])
        return sign_in(person).post(address, {"purpose": purpose, **more})

    return send


@pytest.fixture
def partner_owner(kept):
    membership = MembershipFactory(organisation=OrganisationFactory(name="Tidewell Partners"))
    partners(kept, membership.organisation, name="Tide and Moor")
    return membership.user


def page(client, organisation) -> str:
    return client.get(organisation.get_absolute_url()).content.decode()


def test_staff_see_what_signed_in_organisations_see_until_they_say_why(kept, triage, declare, sign_in):
    before = page(sign_in(triage), kept)
    assert EXACT not in before and "£25 million to £50 million" in before
    assert "3 sections are restricted" in before and "Say why you need them" in before
    assert declare(triage).status_code == 302
    after = page(sign_in(triage), kept)
    assert EXACT in after and "checking the three-part definition" in after


def test_purpose_opens_one_organisation_and_no_other(kept, other_organisation, staff, declare, sign_in):
    Organisation.objects.filter(pk=other_organisation.pk).update(turnover=44_000_001)
    declare(staff)
    assert "£44,000,001" not in page(sign_in(staff), other_organisation)


def test_purpose_opens_it_to_nobody_else(kept, staff, triage, declare, sign_in):
    declare(staff)
    assert EXACT not in page(sign_in(triage), kept)


def test_purpose_lasts_a_working_day(kept, staff, declare, settings):
    declare(staff)
    at = timezone.now()
    hours = dt.timedelta(hours=settings.PURPOSE_HOURS)
    assert viewer_of(staff, at=at).level_on(kept.pk) == Visibility.PROGRAMME
    assert viewer_of(staff, at=at + hours).level_on(kept.pk) == Visibility.SIGNED_IN


def test_purpose_ends_with_the_part_that_a_person_plays(kept, staff, declare, sign_in):
    declare(staff)
    User.objects.filter(pk=staff.pk).update(programme_role=ProgrammeRole.ANALYST)
    assert EXACT not in page(sign_in(staff), kept)


def test_analyst_is_told_no_way_to_what_is_kept_closer(kept, analyst, declare, sign_in):
    assert declare(analyst).status_code == 403
    said = page(sign_in(analyst), kept)
    assert EXACT not in said and "Say why" not in said
    assert not DeclaredPurpose.objects.exists()


def test_staff_who_say_nothing_are_asked_again_and_keep_their_note(staff, declare):
    response = declare(staff, purpose="", note="Request 12")
    assert "Select why you need them" in response.content.decode()
    assert "Request 12" in response.content.decode()


def test_same_purpose_sent_twice_is_declared_once(staff, declare):
    for _ in range(2):
        assert declare(staff, note="Request 12").status_code == 302
    assert DeclaredPurpose.objects.count() == AuditEvent.objects.filter(action="purpose_declared").count() == 1


def test_declaring_leads_back_to_a_page_of_ours_only(kept, staff, declare):
    assert declare(staff, next="/verification/")["Location"] == "/verification/"
    assert declare(staff, next="https://evil.example/")["Location"] == kept.get_absolute_url()


def test_what_staff_read_is_noted_once_however_often_they_reload(kept, triage, declare, sign_in):
    declare(triage)
    for _ in range(3):
        page(sign_in(triage), kept)
    reading = Reading.objects.get()
    assert (reading.reader, reading.organisation, reading.purpose) == (triage, kept, "verification")
    assert reading.sections == ["finances"]  # the two others are empty: nothing of them was shown


def test_reading_again_later_or_something_else_is_noted_anew(kept, triage):
    at = timezone.now()
    note = {"reader": triage, "organisation": kept, "purpose": "support"}
    assert actions.log_reading(**note, sections=["finances"], at=at)
    assert not actions.log_reading(**note, sections=["finances"], at=at + dt.timedelta(minutes=14))
    assert actions.log_reading(**note, sections=["definition", "finances"], at=at + dt.timedelta(minutes=14))
    assert actions.log_reading(**note, sections=["finances"], at=at + dt.timedelta(minutes=16))
    assert not actions.log_reading(**note, sections=[], at=at)


def test_noting_a_reading_takes_one_query(kept, triage, django_assert_num_queries):
    with django_assert_num_queries(1):
        actions.log_reading(reader=triage, organisation=kept, sections=["finances"], at=timezone.now())


def test_what_an_accepted_partner_reads_is_noted(kept, partner_owner, sign_in):
    assert EXACT in page(sign_in(partner_owner), kept)
    reading = Reading.objects.get()
    assert (reading.reader, reading.purpose, reading.sections) == (partner_owner, "", ["finances"])
    assert (str(reading.reader_for), reading.consortium_title) == ("Tidewell Partners", "Tide and Moor")


def test_what_is_open_to_all_signed_in_leaves_no_note(kept, owner, other_owner, stranger, staff, sign_in):
    for person in (None, owner, other_owner, stranger, staff):
        page(sign_in(person), kept)
    assert not Reading.objects.exists()


def test_lists_show_partners_no_more_than_others(kept, partner_owner, sign_in):
    Organisation.objects.filter(pk=kept.pk).update(visibility_size=Visibility.PARTNERS)
    search.refresh()
    assert "£25 million to £50 million" in page(sign_in(partner_owner), kept)
    listed = sign_in(partner_owner).get("/organisations/?q=harrowmere").content.decode()
    assert kept.name in listed and "Turnover £25 million" not in listed


def test_owner_reads_who_read_and_why(kept, owner, partner_owner, triage, declare, sign_in):
    declare(triage)
    page(sign_in(triage), kept)
    page(sign_in(partner_owner), kept)
    said = unescape(sign_in(owner).get(reverse("organisation_readings", args=[kept.pk])).content.decode())
    assert f"{triage.name}, programme staff: checking the three-part definition" in said
    assert f"{partner_owner.name}, for Tidewell Partners, in Tide and Moor" in said
    assert "Read: exact figures" in said


def test_programme_manager_reads_who_read_and_not_in_which_consortium(kept, staff, partner_owner, sign_in):
    page(sign_in(partner_owner), kept)
    said = unescape(sign_in(staff).get(reverse("organisation_readings", args=[kept.pk])).content.decode())
    assert f"{partner_owner.name}, for Tidewell Partners, an accepted partner" in said
    assert "Tide and Moor" not in said


def test_owner_is_told_when_nobody_has_read(owner, organisation, sign_in):
    said = sign_in(owner).get(reverse("organisation_readings", args=[organisation.pk])).content.decode()
    assert "Nobody so far" in said


def test_list_of_readers_takes_the_same_queries_however_long(kept, owner, sign_in, django_assert_max_num_queries):
    def visit():
        return sign_in(owner).get(reverse("organisation_readings", args=[kept.pk]))

    def read_by(count):
        for _ in range(count):
            reader = MembershipFactory(user=UserFactory()).user
            actions.log_reading(reader=reader, organisation=kept, sections=["finances"], at=timezone.now())

    read_by(2)
    with django_assert_max_num_queries(48) as few:
        visit()
    read_by(12)
    with django_assert_max_num_queries(len(few)):
        assert visit().content.decode().count("an accepted partner") == 14

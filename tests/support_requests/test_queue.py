"""Promises about the queue of requests for support."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mutuals.visibility import Visibility
from partnerships_portal.reference.models import LocalAuthority
from support_requests.models import SupportRequest
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db
ADDRESS, GIVE = "/support/cases/", "/support/cases/give/"


def titles(client, **asked) -> list[str]:
    page = client.get(ADDRESS, asked)
    assert page.status_code == 200
    return [line.what for line in page.context["lines"]]


@pytest.fixture
def queue(sign_in, triage):
    return sign_in(triage)


def test_lists_part_the_requests(queue, triage):
    SupportRequestFactory(title="New")
    SupportRequestFactory(title="Draft", state="draft")
    SupportRequestFactory(title="Taken", officer=triage)
    SupportRequestFactory(title="Asked for more", waiting_since=timezone.now())
    SupportRequestFactory(title="Accepted", state="accepted", officer=triage)
    SupportRequestFactory(title="Declined", state="declined")
    shown = {key: set(titles(queue, list=key)) for key in ("decide", "mine", "nobodys", "waiting", "support", "ended")}
    assert shown == {
        "decide": {"New", "Taken"},
        "mine": {"Taken", "Accepted"},
        "nobodys": {"New", "Asked for more"},
        "waiting": {"Asked for more"},
        "support": {"Accepted"},
        "ended": {"Declined"},
    }
    assert "Draft" not in titles(queue, list="all")
    page = queue.get(ADDRESS)
    assert [(tab.key, tab.number) for tab in page.context["tabs"]] == [
        *(("decide", 2), ("mine", 2), ("nobodys", 2), ("waiting", 1), ("support", 1), ("ended", 1), ("all", 5))
    ]


def test_first_due_stands_first_and_is_said_in_words(queue):
    at = timezone.now()
    hour = dt.timedelta(hours=1)
    SupportRequestFactory(title="Later", decision_due_at=at + 90 * hour, first_reply_due_at=at + 80 * hour)
    SupportRequestFactory(
        title="Replied", first_replied_at=at, first_reply_due_at=at - hour, decision_due_at=at + 70 * hour
    )
    SupportRequestFactory(title="Late", first_reply_due_at=at - hour)
    SupportRequestFactory(title="Stands still", first_reply_due_at=at - hour, waiting_since=at - 2 * hour)
    assert titles(queue, list="nobodys") == ["Late", "Replied", "Later", "Stands still"]
    assert titles(queue, due="overdue") == ["Late"]
    assert titles(queue, due="week") == ["Late", "Replied", "Later"]
    text = queue.get(ADDRESS, {"due": "overdue"}).content.decode()
    assert "First reply" in text
    assert "Overdue by" in text


def test_filters_narrow_the_list_and_stand_in_the_address(queue, triage):
    north = OrganisationFactory(name="Northern Care")
    SupportRequestFactory(title="Lease of a van", organisation=north, priority="urgent", support_types=["legal"])
    SupportRequestFactory(title="Merging rotas", priority="low", support_types=["marketing"], officer=triage)
    assert titles(queue, q="van northern") == ["Lease of a van"]
    assert titles(queue, priority="pressing") == ["Lease of a van"]
    assert titles(queue, type="marketing") == ["Merging rotas"]
    assert titles(queue, officer="nobody") == ["Lease of a van"]
    assert titles(queue, officer=str(triage.pk)) == ["Merging rotas"]
    assert titles(queue, sort="priority") == ["Lease of a van", "Merging rotas"]
    assert titles(queue, q="nothing like it") == []
    assert "Nothing matches" in queue.get(ADDRESS, {"q": "nothing like it"}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"list": "x", "officer": "0x", "priority": "?", "due": "now", "region": "'", "sort": "up", "page": "-1"},
        {"officer": "9" * 40, "page": "9" * 40},
        {"q": "\x00%_'", "type": "[]"},
        {"q": "a" * 500},
    ],
)
def test_odd_addresses_show_the_queue(queue, asked):
    SupportRequestFactory()
    assert queue.get(ADDRESS, asked).status_code == 200


def test_priority_is_shown_with_its_reasons_or_the_officers(queue):
    SupportRequestFactory(support_types=["legal", "governance", "marketing"])
    SupportRequestFactory(priority="high", priority_because="Their lease ends.")
    text = queue.get(ADDRESS).content.decode()
    assert "needs 3 kinds of support" in text
    assert "Set by an officer: Their lease ends." in text


def test_queue_asks_no_more_queries_when_more_waits(queue):
    SupportRequestFactory.create_batch(2)
    queue.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        queue.get(ADDRESS)
    SupportRequestFactory.create_batch(20, officer=UserFactory(programme_role="triage_officer"))
    with CaptureQueriesContext(connection) as many:
        queue.get(ADDRESS)
    assert len(few) == len(many)


def test_officer_ticks_several_and_gives_them(queue, staff):
    one, two, other = SupportRequestFactory.create_batch(3)
    ama = UserFactory(name="Ama Boateng", programme_role="triage_officer")
    SupportRequest.objects.filter(pk=other.pk).update(officer=ama, officer_since=timezone.now())
    sent = {"case": [one.pk, two.pk, other.pk], "to": staff.pk, f"seen-{other.pk}": ama.pk}
    page = queue.post(GIVE, sent).content.decode()
    assert f"{staff.name} has 2 of them" in page
    assert "Ask them to hand it over, or take it yourself." in page
    assert list(SupportRequest.objects.order_by("pk").values_list("officer", flat=True)) == [staff.pk, staff.pk, ama.pk]


def test_what_somebody_took_meanwhile_is_taken_from_them_only_after_that_was_said(queue, triage):
    one, other = SupportRequestFactory.create_batch(2)
    ama = UserFactory(name="Ama Boateng", programme_role="triage_officer")
    SupportRequest.objects.filter(pk=other.pk).update(officer=ama, officer_since=timezone.now())
    sent = {"case": [one.pk, other.pk], "to": "me", f"seen-{other.pk}": ""}
    assert "Somebody else has 1 of them" in queue.post(GIVE, sent).content.decode()
    again = queue.post(GIVE, {"case": other.pk, "to": "me", f"seen-{other.pk}": ama.pk}, follow=True)
    assert "Ama Boateng had it." in again.content.decode()
    assert set(SupportRequest.objects.values_list("officer", flat=True)) == {triage.pk}


def test_one_button_takes_one_request_whatever_else_is_ticked(queue, triage):
    one, two = SupportRequestFactory.create_batch(2)
    sent = {"case": [two.pk], "to": "", "take": one.pk, f"seen-{one.pk}": ""}
    page = queue.post(f"{GIVE}?list=nobodys", sent)
    assert page.headers["Location"] == f"{ADDRESS}?list=nobodys"
    assert list(SupportRequest.objects.filter(officer=triage)) == [one]


@pytest.mark.parametrize(
    ("sent", "words", "control"),
    [
        ({"to": "me"}, "Tick at least one request", "case-{pk}"),
        ({"to": "me", "case": ["x", "9" * 30]}, "Tick at least one request", "case-{pk}"),
        ({"to": "", "case": ["1"]}, "Select who is to have them", "give-to"),
        ({"to": "me", "case": [str(pk) for pk in range(1, 60)]}, "Tick at most 50 requests at once", "case-{pk}"),
    ],
)
def test_what_cannot_be_given_leads_to_what_mends_it(queue, sent, words, control):
    one = SupportRequestFactory()
    page = queue.post(f"{GIVE}?list=nobodys", sent).content.decode()
    assert f'<a href="#{control.format(pk=one.pk)}">{words}</a>' in page
    assert "<title>Error: Requests for support" in page


def test_after_a_problem_the_queue_is_as_it_was_with_what_was_chosen(queue, staff):
    one, other = SupportRequestFactory.create_batch(2, priority="urgent")
    SupportRequestFactory(title="Filtered out", priority="low")
    page = queue.post(f"{GIVE}?list=nobodys&priority=urgent", {"case": [one.pk], "to": "nobody"})
    told = page.content.decode()
    assert {line.pk for line in page.context["lines"]} == {one.pk, other.pk}
    assert f'id="case-{one.pk}" checked' in told and f'id="case-{other.pk}" checked' not in told
    ticked_none = queue.post(f"{GIVE}?list=nobodys", {"to": staff.pk}).content.decode()
    assert f'<option value="{staff.pk}" selected>' in ticked_none
    assert queue.get(f"{GIVE}?list=nobodys&page=2").headers["Location"] == f"{ADDRESS}?list=nobodys&page=2"


def test_who_ticks_none_of_what_somebody_else_has_is_shown_them_again(queue):
    ama = UserFactory(name="Ama Boateng", programme_role="triage_officer")
    held = SupportRequestFactory(officer=ama, officer_since=timezone.now())
    page = queue.post(GIVE, {"to": "me", "again": "1", f"seen-{held.pk}": ama.pk}).content.decode()
    assert f'<a href="#case-{held.pk}">Tick at least one request</a>' in page
    assert "Somebody else has 1 of them" in page and "Ama Boateng has it, since" in page


def test_analyst_reads_and_gives_nothing(sign_in, analyst):
    one = SupportRequestFactory()
    client = sign_in(analyst)
    assert 'name="case"' not in client.get(ADDRESS).content.decode()
    assert client.post(GIVE, {"case": one.pk, "to": "me"}).status_code == 403


def test_request_of_somebody_who_left_is_nobodys_and_can_be_taken(queue, triage):
    left = UserFactory(name="Ama Boateng", programme_role="")
    one = SupportRequestFactory(title="Left behind", officer=left)
    assert titles(queue, list="nobodys") == ["Left behind"]
    assert titles(queue, officer="nobody") == ["Left behind"]
    assert "Nobody: Ama Boateng can act on it no more" in queue.get(ADDRESS).content.decode()
    queue.post(GIVE, {"take": one.pk, f"seen-{one.pk}": left.pk})
    assert SupportRequest.objects.get().officer == triage


def test_region_is_that_of_organisations_whose_place_staff_may_read(queue, reference_data):
    leeds = LocalAuthority.objects.get(name="Leeds")
    for level in (Visibility.SIGNED_IN, Visibility.PROGRAMME):
        organisation = OrganisationFactory(base_authority=leeds, visibility_about=level)
        SupportRequestFactory(title=str(level.label), organisation=organisation)
    assert titles(queue, region=leeds.region.slug) == ["Signed-in organisations"]
    assert titles(queue, region="london") == []


def test_staff_who_belong_to_the_organisation_do_not_read_why_it_has_its_priority(sign_in, triage):
    insider = UserFactory(programme_role="triage_officer")
    case = SupportRequestFactory(priority="low", priority_because="They cry wolf", priority_set_by=triage)
    MembershipFactory(organisation=case.organisation, user=insider, role="viewer")
    for reader, reads in ((triage, True), (insider, False)):
        client = sign_in(reader)
        for address in (ADDRESS, f"/support/cases/{case.pk}/"):
            page = client.get(address).text
            assert case.title in page and ("They cry wolf" in page) == reads
        assert ("Suggested:" in page) == reads

"""Promises about posting, amending and ending an opportunity through its pages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.models import Opportunity
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from tests.factories import BodyFactory, OpportunityFactory, RegionFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in, commissioner):
    """The commissioner's browser."""
    return sign_in(commissioner)


def address(name, *args):
    return reverse(name, args=args)


def section(opportunity, name):
    return address("opportunity_section", opportunity.pk, name)


def typed_date(name, date, time=None):
    parts = [date.day, date.month, date.year, *([time] if time is not None else [])]
    return {f"{name}_{number}": part for number, part in enumerate(parts)}


def in_days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def test_commissioner_posts_an_opportunity_from_nothing_to_published(desk, body, service, place):
    page = desk.post(address("opportunity_create", body.pk), {"title": "Youth clubs"})
    opportunity = Opportunity.objects.get()
    assert page.url == address("opportunity_edit", opportunity.pk)
    desk.post(section(opportunity, "what"), {"title": "Youth clubs", "description": "Somewhere warm", "version": 1})
    desk.post(section(opportunity, "dates"), typed_date("submission_deadline", in_days(40), "5pm") | {"version": 1})
    lot = opportunity.lots.get()
    desk.post(
        address("lot_edit", opportunity.pk, lot.pk),
        {"services": [service.code], "places": [place.code], "version": 1},
    )
    page = desk.post(address("opportunity_publish", opportunity.pk), {"to": "open", "knowingly": "on"}, follow=True)
    opportunity.refresh_from_db()
    assert opportunity.state == "open"
    assert "is open for tenders." in page.content.decode()
    assert timezone.localtime(opportunity.submission_deadline).hour == 17


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("open", "It is open for tenders already: nothing was changed."),
        ("early_engagement", "It is published for early engagement already: nothing was changed."),
    ],
)
def test_second_press_of_publish_finds_it_published(desk, ready, to, said):
    Opportunity.objects.update(engagement_deadline=timezone.now() + dt.timedelta(days=20))
    for _ in range(2):
        page = desk.post(address("opportunity_publish", ready.pk), {"to": to, "knowingly": "on"}, follow=True)
    assert said in page.content.decode()
    assert AuditEvent.objects.filter(action="opportunity_published").count() == 1
    assert Change.objects.filter(kind="opportunity").count() == 1


def test_unready_draft_says_what_is_missing_and_stays_a_draft(desk, draft):
    page = desk.post(address("opportunity_publish", draft.pk), {"to": "early_engagement"}).content.decode()
    for missing in (
        "Describe what you want to buy",
        "Say when engagement ends or when the tender is expected",
        "Select at least one service for the lot",
        "Select at least one place for the lot",
    ):
        assert missing in page
    assert Opportunity.objects.get().state == "draft"


def test_lots_must_add_up_before_publishing(desk, ready, commissioner, service, place):
    Opportunity.objects.update(value=100_000)
    ready.lots.update(value=40_000)
    second = ready.lots.create(number="2", value=50_000)
    second.services.set([service])
    second.places.set([place])
    page = desk.post(address("opportunity_publish", ready.pk), {"to": "open", "knowingly": "on"}).content.decode()
    assert "The lots add up to £90,000, the total value is £100,000" in page
    second.value = 60_000
    second.save()
    desk.post(address("opportunity_publish", ready.pk), {"to": "open", "knowingly": "on"})
    assert Opportunity.objects.get().state == "open"


def test_draft_whose_deadline_passed_meanwhile_is_not_published_and_keeps_everything(desk, ready):
    Opportunity.objects.update(submission_deadline=timezone.now() - dt.timedelta(minutes=1))
    before = Opportunity.objects.values().get()
    page = desk.post(address("opportunity_publish", ready.pk), {"to": "open", "knowingly": "on"}).content.decode()
    assert "The deadline for tenders must be in the future" in page and "There is a problem" in page
    assert Opportunity.objects.values().get() == before


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (typed_date("submission_deadline", in_days(-1), "noon"), "enter a date and time in the future"),
        (
            typed_date("submission_deadline", in_days(9), "") | typed_date("enquiry_deadline", in_days(10), ""),
            "Questions must be in before the deadline for tenders",
        ),
        (
            typed_date("starts_on", in_days(90)) | typed_date("ends_on", in_days(80)),
            "The contract must end after it starts",
        ),
        ({"starts_on_0": "31", "starts_on_1": "2", "starts_on_2": "2027"}, "enter a real date, such as 27 3 2027"),
        ({"starts_on_0": "1", "starts_on_2": "2027"}, "enter the day, month and year"),
        ({"starts_on_0": "1", "starts_on_1": "1", "starts_on_2": "9" * 30}, "enter a real date, such as 27 3 2027"),
        (typed_date("submission_deadline", in_days(9), "25:00"), "enter the time like 17:00 or 5pm"),
        ({"submission_deadline_3": "12:00"}, "enter the day, month and year"),
    ],
)
def test_wrong_dates_are_explained_and_what_was_typed_is_kept(desk, draft, wrong, message):
    page = desk.post(section(draft, "dates"), wrong).content.decode()
    assert message in page and "There is a problem" in page
    for value in wrong.values():
        assert f'value="{value}"' in page or value == ""
    assert AuditEvent.objects.filter(action="opportunity_saved").count() == 0


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"value": "a lot"}, "enter an amount in pounds, such as 1,250,000"),
        ({"value": "0"}, "Total value: enter at least £1"),
        ({"value": "-5"}, "Total value: enter at least £1"),
        ({"value": "9" * 40}, "enter an amount under £1 trillion"),
        ({"value": "NaN"}, "enter an amount in pounds, such as 1,250,000"),
        ({"minimum_turnover": "-1"}, "Minimum yearly turnover: enter £0 or more"),
    ],
)
def test_wrong_money_is_explained(desk, draft, typed, message):
    page = desk.post(section(draft, "money"), typed).content.decode()
    assert message in page
    assert f'value="{next(iter(typed.values()))}"' in page


def test_money_is_read_however_it_is_written(desk, draft):
    desk.post(section(draft, "money"), {"value": "£1,250,000.50", "minimum_turnover": "500 000"})
    draft.refresh_from_db()
    assert (str(draft.value), draft.minimum_turnover) == ("1250000.50", 500_000)
    assert 'value="1,250,000.50"' in desk.get(section(draft, "money")).content.decode()


def test_section_33_is_not_offered_under_the_provider_selection_regime(desk, draft):
    page = desk.post(section(draft, "law"), {"regime": "psr", "reserved_for": ["mutuals"]})
    assert "Section 33 is not available" in page.content.decode()


def test_amendment_is_shown_to_everyone_with_its_reason(desk, published, sign_in):
    deadline = in_days(50)
    page = desk.post(
        section(published, "dates"),
        typed_date("submission_deadline", deadline, "12:00") | {"version": 1, "note": "More time for partners"},
        follow=True,
    )
    assert page.redirect_chain[0][0] == address("opportunity_amend", published.pk)
    page = sign_in(None).get(published.get_absolute_url()).content.decode()
    assert "Amended (version 2)" in page and "More time for partners" in page
    assert "Tenders by: from" in page and f"to 12 noon on {deadline.day} {deadline:%B %Y}" in page


def test_saving_a_form_as_it_came_is_no_amendment(desk, published):
    deadline = timezone.now().replace(second=42, microsecond=7) + dt.timedelta(days=9)
    Opportunity.objects.update(description="One\n\nTwo", submission_deadline=deadline)
    local = timezone.localtime(deadline)
    desk.post(section(published, "what"), {"title": published.title, "description": "One\r\n\r\nTwo", "version": 1})
    desk.post(section(published, "dates"), typed_date("submission_deadline", local, f"{local:%H:%M}") | {"version": 1})
    published.refresh_from_db()
    assert (published.version, published.submission_deadline) == (1, deadline)


def test_names_of_people_in_the_history_are_for_the_buyers_only(desk, published, commissioner, sign_in, stranger):
    assert f"by {commissioner.name}" in desk.get(published.get_absolute_url()).content.decode()
    for person in (None, stranger):
        assert commissioner.name not in sign_in(person).get(published.get_absolute_url()).content.decode()


def test_published_opportunity_cannot_lose_what_it_needs(desk, published):
    lot = published.lots.get()
    page = desk.post(address("lot_edit", published.pk, lot.pk), {"version": 1}).content.decode()
    assert "Select at least one service" in page and "Select at least one place" in page
    page = desk.post(section(published, "what"), {"title": "T", "description": "", "version": 1}).content.decode()
    assert "Describe what you want to buy" in page
    page = desk.post(section(published, "dates"), {"version": 1}).content.decode()
    assert "Say by when tenders must be in" in page
    assert lot.services.count() == 1


def test_whole_regions_and_all_of_england_can_be_asked_for(desk, draft, service):
    region = RegionFactory(name="South West")
    lot = draft.lots.get()
    desk.post(address("lot_edit", draft.pk, lot.pk), {"services": [service.code], "regions": [region.code]})
    assert list(lot.regions.all()) == [region]
    desk.post(address("lot_edit", draft.pk, lot.pk), {"services": [service.code], "is_nationwide": "on"})
    lot.refresh_from_db()
    assert lot.is_nationwide and not lot.regions.exists()


def test_lots_are_added_and_removed(desk, draft, service, place):
    desk.post(
        address("lot_create", draft.pk),
        {"title": "North", "services": [service.code], "places": [place.code], "value": "5,000"},
    )
    second = draft.lots.get(number="2")
    assert (second.title, int(second.value)) == ("North", 5000)
    assert "Remove “North”?" in desk.get(address("lot_remove", draft.pk, second.pk)).content.decode()
    desk.post(address("lot_remove", draft.pk, second.pk))
    assert draft.lots.count() == 1
    page = desk.post(address("lot_remove", draft.pk, draft.lots.get().pk), follow=True).content.decode()
    assert "An opportunity needs at least one lot" in page


def test_lot_of_another_opportunity_does_not_exist_here(desk, draft):
    other = OpportunityFactory()
    assert desk.get(address("lot_edit", draft.pk, other.lots.get().pk)).status_code == 404


def test_cancelling_asks_why_and_everyone_sees_it(desk, published, sign_in):
    page = desk.post(address("opportunity_cancel", published.pk), {"reason": " "}).content.decode()
    assert "Say why it is cancelled" in page
    desk.post(address("opportunity_cancel", published.pk), {"reason": "The grant fell through"})
    page = sign_in(None).get(published.get_absolute_url()).content.decode()
    assert "Why it is cancelled:</strong> The grant fell through" in page
    page = desk.post(address("opportunity_cancel", published.pk), {"reason": "Again"}, follow=True).content.decode()
    assert "This opportunity is already cancelled." in page


def test_pages_ask_the_same_number_of_questions_however_many_lots(published, body, service, desk, commissioner):
    def queries(path):
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(path).status_code == 200
        return len(captured)

    paths = [
        published.get_absolute_url(),
        address("opportunity_amend", published.pk),
        address("my_opportunities"),
        body.get_absolute_url(),
        address("body_list"),
    ]
    second = published.lots.create(number="2")  # two already: a page may say things of one that it cannot of several
    second.services.set([service])
    before = [queries(path) for path in paths]
    for number in range(3, 9):
        lot = published.lots.create(number=str(number))
        lot.services.set([service, ServiceAreaFactory()])
        lot.regions.set([RegionFactory()])
        OpportunityFactory(body=body)
        published.joint_buyers.add(BodyFactory())
    assert [queries(path) for path in paths] == before


@pytest.mark.parametrize("name", ["nonsense", "lots", "__class__"])
def test_section_that_does_not_exist_is_not_found(desk, draft, name):
    assert desk.get(section(draft, name)).status_code == 404


def test_what_people_write_is_never_markup(desk, published, sign_in):
    nasty = "<script>alert(1)</script>"
    desk.post(section(published, "what"), {"title": nasty, "description": nasty, "reference": nasty, "version": 1})
    for path in (published.get_absolute_url(), "/opportunities/", published.body.get_absolute_url()):
        assert nasty not in sign_in(None).get(path).content.decode()


def test_tender_cannot_be_expected_before_engagement_ends(desk, draft):
    data = typed_date("engagement_deadline", in_days(20), "12:00") | typed_date("expected_tender_on", in_days(10))
    page = desk.post(section(draft, "dates"), data | {"version": 1}).content.decode()
    assert "The tender must be expected after market engagement ends" in page

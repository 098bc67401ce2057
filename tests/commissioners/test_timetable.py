"""Promises about the timetable of an opportunity: its dates in order, and the time left to form a partnership."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import PartnershipModel, State
from commissioners.law.timing import WEEKS_TO_FORM
from commissioners.models import Award, Opportunity
from commissioners.timetable.time_left import clock_of, in_a_sentence, in_short
from commissioners.timetable.timeline import timeline
from tests.factories import OpportunityFactory

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
DAYS = st.integers(min_value=-400, max_value=800)


def planned(state=State.OPEN, **dates) -> Opportunity:
    return Opportunity(title="Youth clubs", state=state, published_at=AT - dt.timedelta(days=10), **dates)


def in_days(days: int) -> dt.datetime:
    return AT + dt.timedelta(days=days)


@given(DAYS, DAYS, DAYS, DAYS)
def test_dates_stand_in_their_order_and_one_of_those_to_come_is_next(engagement, enquiry, submission, start):
    found = timeline(
        planned(
            engagement_deadline=in_days(engagement),
            enquiry_deadline=in_days(enquiry),
            submission_deadline=in_days(submission),
            starts_on=in_days(start).date(),
        ),
        at=AT,
    ).entries
    days = [timezone.localdate(one.on) if isinstance(one.on, dt.datetime) else one.on for one in found]
    assert days == sorted(days)
    to_come = [one for one in found if not one.is_past]
    assert [one.is_next for one in to_come] == [True] * bool(to_come) + [False] * max(0, len(to_come) - 1)
    assert not any(one.is_next for one in found if one.is_past)


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_later_deadline_never_leaves_time_for_fewer_partnerships(days, more):
    earlier = clock_of(planned(submission_deadline=in_days(days)), at=AT, weeks=WEEKS_TO_FORM)
    later = clock_of(planned(submission_deadline=in_days(days + more)), at=AT, weeks=WEEKS_TO_FORM)
    assert set(earlier.feasible if earlier else ()) <= set(later.feasible if later else ())


@given(DAYS, st.integers(min_value=0, max_value=200))
def test_in_early_engagement_the_clock_runs_to_the_expected_date_and_the_days_that_the_tender_is_open(days, open_for):
    expected = timezone.localdate(in_days(days))
    found = clock_of(
        planned(State.EARLY_ENGAGEMENT, expected_tender_on=expected, tender_days=open_for), at=AT, weeks=WEEKS_TO_FORM
    )
    assert found.deadline.on == expected + dt.timedelta(days=open_for)


def test_list_names_what_there_is_time_for():
    assert in_short(planned(submission_deadline=in_days(45)), at=AT, weeks=WEEKS_TO_FORM) == (
        "Time left to form: informal, subcontract"
    )
    assert in_short(planned(submission_deadline=in_days(300)), at=AT, weeks=WEEKS_TO_FORM) == (
        "Time left to form: any kind of partnership"
    )
    assert in_short(planned(submission_deadline=in_days(5)), at=AT, weeks=WEEKS_TO_FORM) == (
        "Too late to form a partnership"
    )


@pytest.mark.parametrize(
    "silent",
    [
        {"submission_deadline": in_days(45), "openness": "not_accepted"},
        {"submission_deadline": in_days(-1)},
        {"submission_deadline": in_days(45), "state": State.CANCELLED},
        {},
    ],
)
def test_list_says_nothing_of_time_where_it_is_over_unknown_or_not_wanted(silent):
    assert in_short(planned(**silent), at=AT, weeks=WEEKS_TO_FORM) == ""


def test_unknown_deadline_leaves_the_clock_unknown_and_says_what_is_missing():
    found = clock_of(planned(State.EARLY_ENGAGEMENT), at=AT, weeks=WEEKS_TO_FORM)
    assert "not known. Neither a deadline nor an expected tender date" in in_a_sentence(found)


def test_what_is_published_today_waits_for_its_deadline():
    opportunity = planned(submission_deadline=in_days(45))
    opportunity.published_at = AT
    found = [(one.name, one.status) for one in timeline(opportunity, at=AT).entries]
    assert found == [("Published here", "Past"), ("Tenders by", "Next")]


@pytest.mark.django_db
def test_timetable_marks_past_and_next_in_words_and_shows_the_standstill(client):
    now = timezone.now()
    opportunity = OpportunityFactory(
        state="closed", created_at=now - dt.timedelta(days=90), starts_on=dt.date(2099, 4, 1), may_be_extended=True
    )
    award = Award.objects.create(body=opportunity.body, opportunity=opportunity, title="Contract")
    Award.objects.filter(pk=award.pk).update(standstill_ends_on=timezone.localdate() + dt.timedelta(days=3))
    page = client.get(reverse("opportunity_timetable", args=[opportunity.pk])).content.decode()
    assert page.count(">Past<") == 2 and page.count("Next") == 1
    assert page.index("Tenders by") < page.index("Standstill ends") < page.index("1 April 2099")
    assert "The time for tenders is over" in page


@pytest.mark.django_db
def test_page_of_an_opportunity_asks_no_more_queries_with_more_awards(client, django_assert_num_queries):
    opportunity = OpportunityFactory()
    address = reverse("opportunity_timetable", args=[opportunity.pk])
    client.get(address)
    for _ in range(3):
        Award.objects.create(
            body=opportunity.body, opportunity=opportunity, title="Contract", standstill_ends_on=dt.date(2099, 1, 1)
        )
    with django_assert_num_queries(3):
        client.get(address)


@pytest.mark.django_db
def test_staff_are_led_to_who_set_the_weeks_and_nobody_else(sign_in, analyst, owner):
    address = reverse("opportunity_timetable", args=[OpportunityFactory().pk])
    assert reverse("forming_times") in sign_in(analyst).get(address).content.decode()
    for person in (None, owner):
        assert reverse("forming_times") not in sign_in(person).get(address).content.decode()


@pytest.mark.django_db
def test_match_page_leads_to_the_clock(sign_in, owner):
    opportunity = OpportunityFactory()
    page = sign_in(owner).get(f"/opportunities/{opportunity.pk}/match/").content.decode()
    assert "Time left to form: informal, subcontract" in page
    assert reverse("opportunity_timetable", args=[opportunity.pk]) in page


@pytest.mark.django_db
class TestWeeks:
    """How long partnerships take, as programme managers set it."""

    def change(self, sign_in, staff, **answers):
        return sign_in(staff).post(reverse("forming_time_change", args=["alliance"]), answers, follow=True)

    def test_manager_checks_then_sets_the_weeks_and_every_clock_follows(self, sign_in, staff, client):
        opportunity = OpportunityFactory()  # sixty days
        timetable = reverse("opportunity_timetable", args=[opportunity.pk])
        assert "informal, subcontract." in client.get(timetable).content.decode()
        check = self.change(sign_in, staff, step="check", weeks="5", seen="10").content.decode()
        assert "Check before you save" in check
        assert "informal, subcontract." in client.get(timetable).content.decode()
        said = self.change(sign_in, staff, step="save", weeks="5", seen="10").content.decode()
        assert "now counts as 5 weeks" in said and str(staff) in said and "Back to 10" in said
        assert "informal, alliance, subcontract." in client.get(timetable).content.decode()

    def test_way_back_to_the_starting_value(self, sign_in, staff):
        self.change(sign_in, staff, step="save", weeks="5", seen="10")
        back = sign_in(staff).get(reverse("forming_time_change", args=["alliance"]), {"weeks": "10"})
        assert 'value="10"' in back.content.decode()
        said = self.change(sign_in, staff, step="save", weeks="10", seen="5").content.decode()
        assert "now counts as 10 weeks" in said and "Back to 10" not in said

    def test_second_manager_is_told_what_the_first_has_set(self, sign_in, staff):
        self.change(sign_in, staff, step="save", weeks="5", seen="10")
        said = self.change(sign_in, staff, step="save", weeks="7", seen="10").content.decode()
        assert "Somebody else has set this to 5 weeks meanwhile" in said

    @pytest.mark.parametrize("weeks", ["", "-1", "105", "six"])
    def test_weeks_that_cannot_be_are_explained(self, sign_in, staff, weeks):
        said = self.change(sign_in, staff, step="check", weeks=weeks, seen="10").content.decode()
        assert "There is a problem" in said

    def test_model_that_does_not_exist_has_no_page(self, sign_in, staff):
        assert sign_in(staff).get(reverse("forming_time_change", args=["merger"])).status_code == 404

    def test_every_model_has_a_short_name_for_lists(self):
        long = in_a_sentence(clock_of(planned(submission_deadline=in_days(45)), at=AT, weeks=WEEKS_TO_FORM))
        assert long.startswith("There is time left to form: informal, subcontract. Start by")
        assert set(WEEKS_TO_FORM) == set(PartnershipModel)

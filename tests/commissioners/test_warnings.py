"""Promises about a timetable that leaves consortia too little time: the buyer is told, and may go on knowingly."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import State
from commissioners.forms.fields import uk_moment
from commissioners.law.timing import WEEKS_TO_FORM
from commissioners.models import Opportunity
from commissioners.timetable.advice import advice_for
from commissioners.timetable.warning import warning_of
from partnerships_portal.accounts.models import AuditEvent
from tests.factories import OpportunityFactory

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def planned(days, state=State.DRAFT, **more) -> Opportunity:
    return Opportunity(title="Clubs", state=state, submission_deadline=AT + dt.timedelta(days=days), **more)


@given(st.integers(min_value=0, max_value=400))
def test_deadline_that_the_warning_asks_for_is_the_earliest_without_a_warning(days):
    found = warning_of(planned(days), at=AT, weeks=WEEKS_TO_FORM)
    if found is None:
        assert days >= 20 * 7
        return
    enough = (found.enough_on - timezone.localdate(AT)).days
    assert warning_of(planned(enough), at=AT, weeks=WEEKS_TO_FORM) is None
    assert warning_of(planned(enough - 1), at=AT, weeks=WEEKS_TO_FORM) is not None


def test_models_that_the_buyer_would_not_consider_do_not_count():
    assert warning_of(planned(30, models_considered=["informal"]), at=AT, weeks=WEEKS_TO_FORM) is None
    found = warning_of(planned(30, models_considered=["informal", "alliance"]), at=AT, weeks=WEEKS_TO_FORM)
    assert found.labels == ["Alliance"] and found.days == 30


def test_nobody_is_warned_where_consortia_are_not_accepted_or_no_date_is_said():
    assert warning_of(planned(5, openness="not_accepted"), at=AT, weeks=WEEKS_TO_FORM) is None
    assert warning_of(Opportunity(state=State.DRAFT), at=AT, weeks=WEEKS_TO_FORM) is None


def test_early_engagement_counts_as_time_from_the_day_it_was_published():
    early = {"state": State.EARLY_ENGAGEMENT, "published_at": AT - dt.timedelta(days=120)}
    assert warning_of(planned(30, **early), at=AT, weeks=WEEKS_TO_FORM) is None
    assert warning_of(planned(19, **early), at=AT, weeks=WEEKS_TO_FORM).enough_on == dt.date(2026, 12, 10)


@pytest.mark.django_db
class TestPublishing:
    @pytest.fixture
    def desk(self, sign_in, commissioner):
        return sign_in(commissioner)

    def publish(self, desk, opportunity, **answers):
        address = reverse("opportunity_publish", args=[opportunity.pk])
        return desk.post(address, {"to": "open"} | answers, follow=True).content.decode()

    def test_buyer_is_told_who_is_shut_out_why_it_matters_and_what_would_help(self, desk, ready):
        page = desk.get(reverse("opportunity_edit", args=[ready.pk])).content.decode()
        assert "nobody could form" in page and "Alliance" in page and "Informal arrangement" not in page
        assert "procurement that allows time" in page and "cannot be confidently generalised" in page
        enough = timezone.localdate() + dt.timedelta(weeks=20)
        assert f"Tenders by {enough.day} {enough:%B %Y} or later" in page
        assert "Publish it for early engagement first" in page

    def test_it_is_published_only_knowingly_and_the_record_says_so(self, desk, ready):
        page = self.publish(desk, ready)
        assert "Confirm that you publish it with too little time" in page
        assert Opportunity.objects.get().state == "draft"
        page = self.publish(desk, ready, knowingly="on")
        assert "is open for tenders." in page
        event = AuditEvent.objects.get(action="opportunity_published")
        assert "Alliance" in event.details["knowingly"]

    def test_time_enough_asks_for_no_confirmation(self, desk, ready):
        Opportunity.objects.update(submission_deadline=timezone.now() + dt.timedelta(days=200))
        assert "too little time" not in desk.get(reverse("opportunity_publish", args=[ready.pk])).content.decode()
        assert "is open for tenders." in self.publish(desk, ready)

    def test_published_timetable_is_still_warned_of_when_it_is_amended(self, desk, published):
        page = desk.get(reverse("opportunity_amend", args=[published.pk])).content.decode()
        assert "Whoever first heard of it when it was published" in page

    def test_answers_that_changed_since_they_were_checked_are_shown_again(self, desk, ready, sign_in, colleague):
        checked = desk.get(reverse("opportunity_publish", args=[ready.pk])).context["form"]["seen"].value()
        what = reverse("opportunity_section", args=[ready.pk, "what"])
        sign_in(colleague).post(what, {"title": "Youth clubs for all", "description": "Other words"})
        page = self.publish(desk, ready, knowingly="on", seen=checked)
        assert "Somebody changed the answers after you opened this page" in page and "Other words" in page
        assert Opportunity.objects.get().state == "draft"
        ready.refresh_from_db()
        again = f"{ready.version}-{ready.updated_at.isoformat()}"
        assert f'value="{again}"' in page.replace("&#x2B;", "+")
        assert "is open for tenders." in self.publish(desk, ready, knowingly="on", seen=again)


def test_times_that_the_clocks_skip_or_have_twice_are_refused():
    from_two = uk_moment(dt.date(2027, 3, 28), dt.time(2))
    assert from_two == dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC)
    with pytest.raises(ValidationError, match="clocks go forward"):
        uk_moment(dt.date(2027, 3, 28), dt.time(1, 30))
    with pytest.raises(ValidationError, match="clocks go back"):
        uk_moment(dt.date(2027, 10, 31), dt.time(1, 30))


@given(st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)), st.times())
def test_every_moment_that_is_taken_reads_as_it_was_typed(date, time):
    try:
        moment = uk_moment(date, time)
    except ValidationError:
        assert time.hour == 1 and date.month in (3, 10) and date.isoweekday() == 7
        return
    local = timezone.localtime(moment)
    assert (local.date(), local.time()) == (date, time)


@pytest.mark.django_db
def test_dates_worth_a_second_look_are_said_and_do_not_stop_anyone():
    opportunity = OpportunityFactory(
        submission_deadline=dt.datetime(2026, 12, 25, 12, tzinfo=dt.UTC),
        enquiry_deadline=dt.datetime(2026, 12, 19, 12, tzinfo=dt.UTC),
        starts_on=dt.date(2027, 1, 4),
        regime="procurement_act",
        is_light_touch=False,
        is_above_threshold=True,
    )
    holiday, saturday = sorted(advice_for(opportunity)[:2], key=lambda text: text.startswith("Questions"))
    assert "Tenders are due on a bank holiday, 25 December 2026" in holiday and "Tuesday 29 December 2026" in holiday
    assert "Questions are due on a Saturday, 19 December 2026" in saturday


@pytest.mark.django_db
def test_contract_that_starts_before_its_standstill_could_end_is_pointed_out():
    opportunity = OpportunityFactory(
        submission_deadline=dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC),
        award_expected_on=dt.date(2027, 3, 1),
        starts_on=dt.date(2027, 3, 8),
        regime="psr",
        route="psr_competitive",
    )
    assert "its standstill lasts until the end of" in " ".join(advice_for(opportunity))
    opportunity.starts_on = dt.date(2027, 4, 1)
    assert advice_for(opportunity) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"tender_days": "0"}, "enter at least 1"),
        ({"tender_days": "9999"}, "enter 365 or fewer"),
        ({"tender_days": "many"}, "enter a whole number"),
        (
            {"may_be_extended": "no", "may_extend_to_0": 1, "may_extend_to_1": 1, "may_extend_to_2": 2031},
            "You say that it may not be extended, and until when",
        ),
        (
            {
                "award_expected_on_0": 1,
                "award_expected_on_1": 5,
                "award_expected_on_2": 2028,
                "starts_on_0": 1,
                "starts_on_1": 4,
                "starts_on_2": 2028,
            },
            "The contract must start after the award is expected",
        ),
        (
            {
                "submission_deadline_0": 28,
                "submission_deadline_1": 3,
                "submission_deadline_2": 2027,
                "submission_deadline_3": "1:30am",
            },
            "Tenders by: the clocks go forward in that hour",
        ),
    ],
)
def test_dates_that_cannot_be_are_explained(sign_in, commissioner, draft, typed, message):
    page = sign_in(commissioner).post(reverse("opportunity_section", args=[draft.pk, "dates"]), typed)
    assert message in page.content.decode()


@pytest.mark.django_db
def test_lot_lies_within_the_contract(sign_in, commissioner, ready, service, place):
    Opportunity.objects.update(starts_on=dt.date(2028, 4, 1), ends_on=dt.date(2031, 3, 31))
    desk, address = sign_in(commissioner), reverse("lot_create", args=[ready.pk])
    chosen = {"services": [service.code], "places": [place.code]}
    early = {"starts_on_0": 1, "starts_on_1": 1, "starts_on_2": 2028}
    late = {"ends_on_0": 1, "ends_on_1": 4, "ends_on_2": 2031}
    page = desk.post(address, chosen | early | late).content.decode()
    assert "It must not start before the contract, 1 April 2028" in page
    assert "It must not end after the contract, 31 March 2031" in page
    ready.lots.create(number="2", starts_on=dt.date(2027, 1, 1))
    page = desk.post(reverse("opportunity_publish", args=[ready.pk]), {"to": "open", "knowingly": "on"})
    assert "Lot 2: it must not start before the contract" in page.content.decode()

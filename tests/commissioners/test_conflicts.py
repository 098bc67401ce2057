"""Promises when two officers edit at once: the second sees what changed, field by field, and nothing is lost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.forms.lots import LotForm
from commissioners.forms.sections import SECTIONS
from commissioners.models import Opportunity
from tests.factories import LocalAuthorityFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db


def now(opportunity) -> Opportunity:
    return Opportunity.objects.get(pk=opportunity.pk)


@pytest.fixture
def opened():
    """`opened(opportunity, section)`: the hidden fields of the section as somebody opens it now."""

    def fields(opportunity, section):
        form = SECTIONS[section][1](opportunity=now(opportunity))
        return {"seen": form.initial["seen"], "seen_state": form.initial["seen_state"]}

    return fields


@pytest.fixture
def post(sign_in, commissioner):
    """`post(opportunity, section, person=None, **typed)` saves a section; the commissioner does unless it says who."""

    def send(opportunity, section, person=None, **typed):
        address = reverse("opportunity_section", args=[opportunity.pk, section])
        return sign_in(person or commissioner).post(address, typed)

    return send


def differences(response) -> dict:
    shown = response.context["form"].conflict.differences
    return {one.label: (one.theirs, one.typed, one.takes_theirs) for one in shown}


@pytest.mark.parametrize("kind", ["draft", "published"])
def test_second_officer_sees_who_wrote_what_and_chooses(request, kind, opened, post, colleague):
    opportunity = request.getfixturevalue(kind)
    seen = opened(opportunity, "what")
    post(opportunity, "what", colleague, **seen, title="Youth clubs for all", description="Theirs", reference="R1")
    response = post(opportunity, "what", **seen, title="Youth clubs", description="Mine")
    assert differences(response) == {
        "Title": ("Youth clubs for all", "Youth clubs", True),
        "What do you want to buy": ("Theirs", "Mine", False),
        "Your own reference": ("R1", "Nothing", True),
    }
    page = response.content.decode()
    assert f"{colleague} saved this section on {timezone.localtime():%-d %B %Y}" in page.replace("&#x27;", "'")
    assert "Someone else changed this while you were writing" in page and "Mine</textarea>" in page
    again = response.context["form"]["seen"].value()
    chosen = {"use_title": "theirs", "use_description": "mine", "use_reference": "theirs"}
    answers = {"seen": again, "seen_state": seen["seen_state"], "title": "Youth clubs", "description": "Mine"}
    assert post(opportunity, "what", **answers, **chosen).status_code == 302
    kept = now(opportunity)
    assert (kept.title, kept.description, kept.reference) == ("Youth clubs for all", "Mine", "R1")


def test_third_change_in_between_is_shown_too(draft, opened, post, colleague):
    seen = opened(draft, "what")
    post(draft, "what", colleague, **seen, title="A", description="")
    again = post(draft, "what", **seen, title="B", description="").context["form"]["seen"].value()
    post(draft, "what", colleague, title="C", description="")
    response = post(draft, "what", seen=again, title="B", description="", use_title="mine")
    assert differences(response) == {"Title": ("C", "B", False)}
    assert now(draft).title == "C"


def test_officers_in_different_sections_do_not_meet(published, opened, post, colleague):
    seen = opened(published, "what")
    post(published, "money", colleague, value="250,000")
    assert post(published, "what", **seen, title="Other", description="Words").status_code == 302
    assert (now(published).title, now(published).value) == ("Other", 250_000)


def test_same_answer_of_both_is_no_conflict(draft, opened, post, colleague):
    seen = opened(draft, "money")
    post(draft, "money", colleague, **seen, value="£100,000.00")
    assert post(draft, "money", **seen, value="100 000").status_code == 302


def test_dates_and_money_are_compared_as_people_read_them(draft, opened, post, colleague):
    money, dates = opened(draft, "money"), opened(draft, "dates")
    deadline = timezone.localdate() + dt.timedelta(days=200)
    typed = {f"submission_deadline_{n}": part for n, part in enumerate((deadline.day, deadline.month, deadline.year))}
    post(draft, "money", colleague, **money, value="100,000")
    post(draft, "dates", colleague, **dates, **typed, submission_deadline_3="5pm", tender_days="40")
    assert differences(post(draft, "money", **money, value="250,000")) == {
        "Total value without VAT, in pounds": ("£100,000", "£250,000", False)
    }
    found = differences(post(draft, "dates", **dates, **typed, submission_deadline_3="noon"))
    assert found == {
        "Tenders by": (
            f"5pm on {deadline.day} {deadline:%B %Y}",
            f"12 noon on {deadline.day} {deadline:%B %Y}",
            False,
        ),
        "For how many days will the tender be open": ("40", "Nothing", True),
    }


def test_what_is_taken_from_the_other_is_checked_with_what_one_keeps(draft, opened, post, colleague):
    seen = opened(draft, "dates")
    start = {"starts_on_0": 1, "starts_on_1": 4, "starts_on_2": 2029}
    end = {"ends_on_0": 31, "ends_on_1": 3, "ends_on_2": 2028}
    post(draft, "dates", colleague, **seen, **start)
    response = post(draft, "dates", **seen, **end)
    again = response.context["form"]["seen"].value()
    page = post(draft, "dates", seen=again, **end, use_starts_on="theirs", use_ends_on="mine").content.decode()
    assert "The contract must end after it starts" in page
    assert now(draft).ends_on is None


def test_draft_that_was_published_meanwhile_is_not_amended_unawares(ready, opened, post, colleague, body):
    seen = opened(ready, "what")
    Opportunity.objects.filter(pk=ready.pk).update(state="open", published_at=timezone.now())
    response = post(ready, "what", **seen, title="Other", description="Mine")
    page = response.content.decode()
    assert "It was published while you were writing" in page and "Mine</textarea>" in page
    form = response.context["form"]
    answers = {"seen": form["seen"].value(), "seen_state": form["seen_state"].value()}
    assert post(ready, "what", **answers, title="Other", description="Mine").status_code == 302


class TestLots:
    @pytest.fixture
    def change(self, sign_in, commissioner):
        def send(lot, person=None, **typed):
            address = reverse("lot_edit", args=[lot.opportunity_id, lot.pk])
            return sign_in(person or commissioner).post(address, typed)

        return send

    def seen(self, lot):
        return LotForm(opportunity=now(lot.opportunity), lot=lot.opportunity.lots.get(pk=lot.pk)).initial["seen"]

    def test_second_officer_sees_what_became_of_the_lot(self, ready, service, place, change, colleague):
        ready.lots.create(number="2")
        lot, other = ready.lots.first(), ServiceAreaFactory(name="Libraries")
        district = LocalAuthorityFactory(name="Plymouth")
        seen = self.seen(lot)
        change(lot, colleague, seen=seen, title="West", services=[service.code, other.code], places=[place.code])
        response = change(lot, seen=seen, value="5,000", services=[service.code], places=[district.code])
        assert differences(response) == {
            "Title of the lot": ("West", "Nothing", True),
            "Value without VAT, in pounds": ("Nothing", "£5,000", False),
            "Services": ("Libraries, Youth work", "Youth work", True),
            "Places": ("Torridge", "Plymouth", False),
        }
        again = response.context["form"]["seen"].value()
        chosen = {"use_title": "theirs", "use_services": "theirs", "use_places": "mine", "use_value": "mine"}
        typed = {"value": "5,000", "services": [service.code], "places": [district.code]}
        assert change(lot, seen=again, **typed, **chosen).status_code == 302
        lot.refresh_from_db()
        assert (lot.title, lot.value, set(lot.services.all()), set(lot.places.all())) == (
            *("West", 5000),
            *({service, other}, {district}),
        )

    def test_removed_lot_can_be_saved_as_a_new_one(self, ready, service, place, change, sign_in, colleague):
        lot = ready.lots.create(number="2", title="North")
        seen = self.seen(lot)
        sign_in(colleague).post(reverse("lot_remove", args=[ready.pk, lot.pk]))
        typed = {"title": "North and east", "services": [service.code], "places": [place.code]}
        page = change(lot, seen=seen, **typed).content.decode()
        assert "Somebody else removed this lot while you were writing" in page and 'value="North and east"' in page
        create = reverse("lot_create", args=[ready.pk])
        assert f'action="{create}"' in page
        sign_in(colleague).post(create, typed)
        assert list(ready.lots.values_list("title", flat=True)) == ["", "North and east"]

    def test_officers_in_different_lots_do_not_meet(self, published, service, place, change, colleague):
        first, second = published.lots.first(), published.lots.create(number="2")
        seen = self.seen(second)
        typed = {"services": [service.code], "places": [place.code]}
        change(first, colleague, seen=self.seen(first), **typed, title="West")
        assert change(second, seen=seen, **typed, title="East").status_code == 302

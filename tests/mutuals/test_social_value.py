"""Promises about outcomes: rows come and go without a script, nothing typed is lost, commissioners read them."""

import pytest
from django.urls import reverse

from mutuals.forms import SocialValueForm
from mutuals.models import Organisation, SocialOutcome
from partnerships_portal.accounts.models import AuditEvent

pytestmark = pytest.mark.django_db

ONE = {"what_1": "Fewer falls", "known_1": "Survey of 200 people", "year_1": "2024"}
TWO = {"what_2": "More people at home", "known_2": "", "year_2": ""}


@pytest.fixture
def post(organisation, owner, sign_in):
    def send(person=owner, seen=None, **fields):
        seen = seen or SocialValueForm(organisation=organisation).initial["seen"]
        address = reverse("organisation_edit", args=[organisation.pk, "social_value"])
        return sign_in(person).post(address, {"seen": seen, **fields})

    return send


def outcomes() -> list:
    return list(SocialOutcome.objects.values_list("what", "how_known", "year"))


def test_outcomes_are_kept_in_their_order_and_an_empty_row_is_none(post, organisation):
    assert post(social_value="People stay at home", **ONE, **TWO, what_3="", known_3="", year_3="").status_code == 302
    assert outcomes() == [("Fewer falls", "Survey of 200 people", 2024), ("More people at home", "", None)]
    assert Organisation.objects.get().social_value == "People stay at home"
    assert AuditEvent.objects.get().details == {"section": "social_value", "fields": ["social_value", "outcomes"]}


def test_saving_the_same_again_changes_nothing(post):
    for _ in range(2):
        post(social_value="", **ONE)
    assert AuditEvent.objects.count() == 1


def test_row_is_added_with_what_was_typed_and_nothing_is_saved(post):
    form = post(social_value="Typed", **ONE, then="add").context["form"]
    assert form.count == 2 and form["what_1"].value() == "Fewer falls" and form["social_value"].value() == "Typed"
    assert not outcomes()


def test_row_is_removed_and_the_others_move_up(post):
    form = post(**ONE, **TWO, then="remove-1").context["form"]
    assert form.count == 1 and form["what_1"].value() == "More people at home"


@pytest.mark.parametrize("asked", ["remove-9", "remove-x", "remove-0", "remove-٣"])
def test_row_that_is_not_there_is_not_removed(post, asked):
    assert post(**ONE, then=asked).context["form"]["what_1"].value() == "Fewer falls"


def test_there_are_at_most_ten_outcomes(post):
    rows = {f"what_{number}": f"Outcome {number}" for number in range(1, 12)}
    page = post(**rows, then="add")
    assert page.context["form"].count == 10 and not page.context["form"].may_add
    post(**rows)
    assert len(outcomes()) == 10


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what_1": "", "known_1": "A survey", "year_1": ""}, "Outcome 1: say what changed, for whom"),
        ({"what_1": "Less", "year_1": "last year"}, "Outcome 1: enter the year in four digits"),
        ({"what_1": "Less", "year_1": "1066"}, "Outcome 1: the year must be between"),
        ({"what_1": "x" * 301}, "Outcome 1, what changed, for whom: use 300 characters or fewer"),
    ],
)
def test_what_is_wrong_names_the_outcome_and_keeps_what_was_typed(post, fields, says):
    response = post(**fields)
    assert says in str(response.context["form"].errors)
    assert not outcomes()


def test_year_is_shown_as_a_year(post):
    post(**ONE)
    assert SocialValueForm(organisation=Organisation.objects.get())["year_1"].value() == "2024"


def test_commissioner_reads_outcomes_and_how_they_are_known(post, organisation, commissioner, sign_in):
    post(**ONE)
    page = sign_in(commissioner).get(organisation.get_absolute_url()).content.decode()
    assert "Fewer falls" in page and "2024. How we know: Survey of 200 people" in page


def test_outcomes_of_another_owner_are_not_lost(post, organisation, editor):
    seen = SocialValueForm(organisation=organisation).initial["seen"]
    post(person=editor, social_value="", **ONE)
    response = post(seen=seen, social_value="", what_1="Mine")
    shown = response.context["form"].conflict
    assert shown.who == str(editor)
    assert [(one.label, one.typed) for one in shown.differences] == [("Outcomes", "Mine (no more)")]
    again = response.context["form"]["seen"].value()
    assert post(seen=again, social_value="New words", what_1="Mine", use_outcomes="theirs").status_code == 302
    assert outcomes() == [("Fewer falls", "Survey of 200 people", 2024)]
    assert Organisation.objects.get().social_value == "New words"

"""Promises about the questions on partnerships: one after another, kept, checked, and published as one change."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from commissioners.actions import opportunities
from commissioners.models import Opportunity
from commissioners.openness.contradictions import contradictions, remarks
from commissioners.openness.partnership_models import MODELS
from partnerships_portal.accounts.models import AuditEvent
from tests.factories import OpportunityFactory

pytestmark = pytest.mark.django_db
SILENT = {
    "openness": "",
    "models_considered": [],
    "wants_lead_provider": None,
    "wants_joint_liability": None,
    "social_value_weight": None,
}


@pytest.fixture
def desk(sign_in, commissioner):
    """The commissioner's browser."""
    return sign_in(commissioner)


def start(opportunity):
    return reverse("opportunity_openness", args=[opportunity.pk])


def step(opportunity, name, **query):
    return reverse("opportunity_openness_step", args=[opportunity.pk, name], query=query or None)


def check(opportunity):
    return reverse("opportunity_openness_check", args=[opportunity.pk])


def words(client, address):
    return client.get(address).content.decode()


def amendments(opportunity):
    return AuditEvent.objects.filter(target_id=opportunity.pk, action="opportunity_amended")


def test_answers_to_a_draft_are_saved_one_by_one_and_lead_through_all_questions(desk, draft):
    answers = {
        "consortia": {"openness": "welcomed"},
        "models": {"models_considered": ["alliance", "subcontract"]},
        "lead": {"wants_lead_provider": "no"},
        "liability": {"wants_joint_liability": "no"},
        "lots": {"considers_smaller_lots": "yes"},
        "social-value": {"social_value_weight": "12.5", "social_value_questions": "Who gains?"},
        "money": {"minimum_turnover": "£100,000", "minimum_insurance": "5 000 000"},
        "infrastructure": {"infrastructure_asked": "A base", "openness_note": "Do ask"},
    }
    address = step(draft, "consortia")
    for name, typed in answers.items():
        assert address == step(draft, name)
        address = desk.post(address, typed)["Location"]
    assert address == check(draft)
    draft.refresh_from_db()
    assert (draft.openness, draft.models_considered) == ("welcomed", ["alliance", "subcontract"])
    assert (draft.wants_lead_provider, draft.wants_joint_liability, draft.considers_smaller_lots) == (
        False,
        False,
        True,
    )
    assert (draft.social_value_weight, draft.social_value_questions) == (Decimal("12.50"), "Who gains?")
    assert (draft.minimum_turnover, draft.minimum_insurance) == (100_000, 5_000_000)
    assert (draft.infrastructure_asked, draft.openness_note) == ("A base", "Do ask")
    page = words(desk, check(draft))
    assert "12.5%" in page
    assert "£5,000,000" in page


def test_not_stated_stays_unknown(desk, draft):
    desk.post(step(draft, "lead"), {"wants_lead_provider": ""})
    desk.post(step(draft, "liability"), {"wants_joint_liability": "no"})
    draft.refresh_from_db()
    assert (draft.openness, draft.wants_lead_provider, draft.wants_joint_liability) == ("", None, False)


def test_questions_about_consortia_are_not_asked_where_none_is_accepted(desk, draft):
    following = desk.post(step(draft, "consortia"), {"openness": "not_accepted"})
    assert following["Location"] == step(draft, "lots")


def test_answers_that_contradict_each_other_are_explained_and_stop_publication(desk, draft, at):
    desk.post(step(draft, "models"), {"models_considered": ["alliance"]})
    following = desk.post(step(draft, "consortia"), {"openness": "not_accepted"})
    assert following["Location"] == step(draft, "models"), "it is asked again, so that it can be taken back"
    assert "change one of the two" in words(desk, check(draft))
    assert "change one of the two" in words(desk, reverse("opportunity_edit", args=[draft.pk]))
    assert check(draft) in words(desk, reverse("opportunity_edit", args=[draft.pk]))
    desk.post(step(draft, "models"), {})
    assert "change one of the two" not in words(desk, check(draft))


def test_wrong_answer_is_said_and_kept_on_the_page(desk, draft):
    for typed in ("101", "-1", "much", "1.234"):
        page = desk.post(step(draft, "social-value"), {"social_value_weight": typed}).content.decode()
        assert "Weight of social value:" in page
        assert f'value="{typed}"' in page


def test_answers_to_what_is_published_are_kept_until_they_are_published_as_one_change(desk, published, client):
    desk.post(step(published, "consortia"), {"openness": "welcomed"})
    desk.post(step(published, "lots"), {"considers_smaller_lots": "yes", "then": "later"})
    published.refresh_from_db()
    assert (published.openness, published.version) == ("", 1)
    assert "You have answers that are not published yet" in words(desk, start(published))
    page = words(desk, check(published))
    assert "Published now: Not stated" in page
    desk.post(check(published), {"note": "Providers asked"})
    published.refresh_from_db()
    assert (published.openness, published.considers_smaller_lots, published.version) == ("welcomed", True, 2)
    assert amendments(published).get().details["note"] == "Providers asked"
    assert "You have answers that are not published yet" not in words(desk, start(published))
    assert "Smaller lots would be considered." in words(client, published.get_absolute_url())


def test_second_press_changes_nothing_twice(desk, published):
    desk.post(step(published, "consortia"), {"openness": "welcomed"})
    for _ in range(2):
        desk.post(check(published), {"note": ""})
    published.refresh_from_db()
    assert published.version == 2


def seen_on(client, address):
    """The hidden field that says what the person had opened."""
    return re.findall(r'name="seen" value="([^"]*)"', words(client, address))[0]


def test_answers_are_not_published_over_what_somebody_else_changed_meanwhile(desk, published, commissioner, at):
    address = step(published, "consortia")
    desk.post(address, {"openness": "welcomed", "seen": seen_on(desk, address)})
    opportunities.save(opportunity=published, values={"openness": "required"}, by=commissioner, at=at)
    page = desk.post(check(published), {"note": "Mine"}).content.decode()
    assert "Someone else changed these answers" in page
    assert "Mine" in page
    assert "Published now: Required" in page
    published.refresh_from_db()
    assert published.openness == "required"
    desk.post(check(published), {"note": "Mine"})
    published.refresh_from_db()
    assert (published.openness, published.version) == ("welcomed", 3)


def test_two_who_answer_the_same_question_of_a_draft_see_both_answers(desk, draft, commissioner, at):
    address = step(draft, "lead")
    seen = seen_on(desk, address)
    opportunities.save(opportunity=draft, values={"wants_lead_provider": True}, by=commissioner, at=at)
    page = desk.post(address, {"wants_lead_provider": "no", "seen": seen}).content.decode()
    assert "Someone else changed this" in page
    draft.refresh_from_db()
    assert draft.wants_lead_provider is True


def test_answers_that_are_kept_can_be_deleted(desk, published):
    desk.post(step(published, "consortia"), {"openness": "welcomed"})
    desk.post(start(published))
    assert "You have changed nothing" in words(desk, check(published))
    desk.post(check(published))
    published.refresh_from_db()
    assert published.version == 1


def test_contradictions_are_not_published(desk, published):
    desk.post(step(published, "models"), {"models_considered": ["alliance"]})
    desk.post(step(published, "consortia"), {"openness": "not_accepted"})
    page = desk.post(check(published)).content.decode()
    assert "change one of the two" in page
    published.refresh_from_db()
    assert published.version == 1


def test_buyer_of_an_imported_notice_adds_what_no_notice_says(desk, body):
    notice = OpportunityFactory(body=body, source="find_a_tender", ocid="ocds-h6vhtk-1")
    page = words(desk, notice.get_absolute_url())
    assert "Say how open you are to consortia" in page
    assert "Amend" not in page
    desk.post(step(notice, "consortia"), {"openness": "welcomed"})
    desk.post(step(notice, "lots"), {"considers_smaller_lots": "yes"})
    desk.post(step(notice, "money"), {"minimum_insurance": "1000000"})
    page = desk.post(check(notice), follow=True).content.decode()
    assert "The commissioner welcomes bids from consortia" in page
    assert page.index("Insurance cover") < page.index("£1,000,000")
    notice.refresh_from_db()
    assert (notice.considers_smaller_lots, notice.minimum_insurance) == (True, 1_000_000)
    what = reverse("opportunity_section", args=[notice.pk, "what"])
    page = desk.post(what, {"title": "Mine", "description": "x", "version": 2}).content.decode()
    assert "Change it where the notice was published" in page


def test_what_is_closed_is_no_longer_asked_about(desk, published):
    Opportunity.objects.update(state="closed")
    for address in (start(published), step(published, "lots"), check(published)):
        assert desk.get(address)["Location"] == published.get_absolute_url()
    assert desk.post(step(published, "lots"), {"considers_smaller_lots": "yes"}).status_code == 302
    published.refresh_from_db()
    assert published.considers_smaller_lots is None


def test_step_that_does_not_exist_is_not_found(desk, draft):
    assert desk.get(step(draft, "nothing")).status_code == 404


def test_turnover_that_shuts_small_providers_out_is_said_before_it_is_published(desk, draft):
    Opportunity.objects.update(value=300_000, starts_on="2027-04-01", ends_on="2030-03-31")
    desk.post(step(draft, "money"), {"minimum_turnover": "500000"})
    for address in (step(draft, "money"), check(draft)):
        assert "more than twice the yearly value" in words(desk, address)


@pytest.mark.parametrize(
    ("said", "step_named"),
    [
        ({"openness": "not_accepted", "models_considered": ["alliance"]}, "models"),
        ({"openness": "not_accepted", "wants_lead_provider": True}, "lead"),
        ({"openness": "not_accepted", "wants_joint_liability": True}, "liability"),
        ({"openness": "accepted", "models_considered": ["subcontract"], "wants_lead_provider": False}, "lead"),
        ({"openness": "accepted", "models_considered": ["alliance"], "wants_lead_provider": True}, "lead"),
    ],
)
def test_contradiction_names_the_question_to_mend(said, step_named):
    (point,) = contradictions(SILENT | said)
    assert point.step == step_named


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"openness": "not_accepted"},
        {"openness": "not_accepted", "wants_lead_provider": False},
        {"openness": "required"},
        {"openness": "welcomed", "models_considered": ["alliance", "subcontract"], "wants_lead_provider": True},
    ],
)
def test_what_goes_together_is_no_contradiction(said):
    assert contradictions(SILENT | said) == []


def test_joint_liability_and_an_alliance_may_be_meant_but_their_effect_is_said():
    (point,) = remarks(SILENT | {"models_considered": ["alliance"], "wants_joint_liability": True})
    assert "undermines an alliance" in point.text


@pytest.mark.parametrize(("weight", "buyer_class", "said"), [(5, "central", 1), (10, "central", 0), (5, "", 0)])
def test_central_body_is_told_of_the_least_weight_of_social_value(weight, buyer_class, said):
    found = remarks(SILENT | {"social_value_weight": Decimal(weight)}, buyer_class=buyer_class)
    assert len(found) == said


def test_every_partnership_model_is_explained():
    from commissioners.choices import PartnershipModel

    assert [each.model for each in MODELS] == list(PartnershipModel)

"""Members of a consortium answer the report's questions together, and compare the models."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import choosing
from consortia.models import ModelAnswer
from mutuals.visibility import Visibility
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import versions
from tests.factories import MembershipFactory, OpportunityFactory
from tests.factories.choosing import ModelAnswerFactory, ModelPaperFactory

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def at_model(consortium, *rest) -> str:
    return "/".join([f"/consortia/{consortium.pk}/model", *rest, ""])


def test_an_answer_is_for_all_members_and_says_who_gave_it(own, fellow, owner, consortium, sign_in):
    choosing.answer(member=own, section="money", answers={"surplus": "kept"}, by=owner, at=NOON)
    page = sign_in(fellow).get(at_model(consortium)).content.decode()
    assert "Kept together and put back into the work" in page
    assert f"{owner}, Harrowmere Community Health, 22 November 2026" in page


def test_every_change_of_an_answer_is_in_the_history_of_deeds_and_a_repeated_one_is_not(own, owner):
    for said in ("kept", "kept", "shared"):
        choosing.answer(member=own, section="money", answers={"surplus": said}, by=owner, at=NOON)
    events = AuditEvent.objects.filter(action="model_questions_answered", target_id=own.consortium_id)
    said = {"section": "Assets, surplus and what lasts", "codes": ["surplus"]}
    assert [event.details for event in events] == [said] * 2


def test_an_answer_that_somebody_else_changed_meanwhile_is_not_overwritten(own, owner, fellow_seat, fellow):
    seen = versions({"surplus": ""})
    choosing.answer(member=fellow_seat, section="money", answers={"surplus": "own"}, by=fellow, at=NOON)
    with pytest.raises(ChangedMeanwhile):
        choosing.answer(member=own, section="money", answers={"surplus": "kept"}, seen=seen, by=owner, at=NOON)
    assert ModelAnswer.objects.get().answer == "own"


def test_two_who_answer_different_questions_do_not_meet(own, owner, fellow_seat, fellow):
    seen = versions({"surplus": "", "lasting": ""})
    choosing.answer(
        member=fellow_seat, section="money", answers={"surplus": "own", "lasting": ""}, seen=seen, by=fellow, at=NOON
    )
    choosing.answer(
        member=own, section="money", answers={"surplus": "own", "lasting": "beyond"}, seen=seen, by=owner, at=NOON
    )
    assert dict(ModelAnswer.objects.values_list("question", "answer")) == {"surplus": "own", "lasting": "beyond"}


def test_whoever_only_reads_cannot_answer(own, viewer, sign_in, consortium):
    with pytest.raises(NotPossible):
        choosing.answer(member=own, section="money", answers={"surplus": "own"}, by=viewer, at=NOON)
    assert sign_in(viewer).get(at_model(consortium, "questions", "money")).status_code == 403


def test_a_member_that_left_can_neither_read_nor_answer(own, owner, fellow_seat, consortium, sign_in):
    own.left_at = NOON
    own.save()
    with pytest.raises(NotPossible):
        choosing.answer(member=own, section="money", answers={"surplus": "own"}, by=owner, at=NOON)
    assert sign_in(owner).get(at_model(consortium, "comparison")).status_code == 404


def test_a_conflict_shows_what_the_other_wrote_and_the_person_chooses(
    own, owner, fellow_seat, fellow, consortium, sign_in
):
    browser, address = sign_in(owner), at_model(consortium, "questions", "money")
    seen = browser.get(address).context["form"].initial["seen"]
    choosing.answer(member=fellow_seat, section="money", answers={"surplus": "own"}, by=fellow, at=NOON)
    typed = {"asset_lock": "yes", "surplus": "kept", "lasting": "", "seen": seen}
    page = browser.post(address, typed)
    text = page.content.decode()
    assert "What changed while you were editing" in text
    assert "There is none in common: each is paid for its own part" in text
    assert not ModelAnswer.objects.filter(question="asset_lock").exists(), "nothing is saved by halves"
    seen = page.context["form"].data["seen"]
    browser.post(address, typed | {"seen": seen, "use_surplus": "theirs"})
    assert dict(ModelAnswer.objects.values_list("question", "answer")) == {"surplus": "own", "asset_lock": "yes"}


def test_what_the_commissioner_published_is_shown_and_not_asked(own, owner, consortium, sign_in):
    consortium.opportunity = OpportunityFactory(
        openness="accepted",
        wants_joint_liability=True,
        submission_deadline=timezone.now() + dt.timedelta(days=80),
    )
    consortium.save()
    browser = sign_in(owner)
    form = browser.get(at_model(consortium, "questions", "commissioner")).context["form"]
    assert set(form.fields) == {"seen", "lead", "guarantees", "contracts"}
    assert "The commissioner says so" in browser.get(at_model(consortium)).content.decode()
    page = browser.get(at_model(consortium, "comparison")).content.decode()
    assert "Joint and several liability undermines an alliance." in page
    assert "It usually takes about 20 weeks to set up, and 80 days are left" in page


def test_the_comparison_says_that_it_is_no_legal_advice_and_shows_all_seven(own, viewer, consortium, sign_in):
    page = sign_in(viewer).get(at_model(consortium, "comparison"))
    assert "This is not legal advice." in page.content.decode()
    assert len(page.context["rows"]) == 7
    assert "Nothing is answered yet" in page.content.decode()


def test_pages_ask_as_much_of_the_database_with_all_answers_as_with_none(
    own, owner, consortium, sign_in, django_assert_max_num_queries
):
    browser = sign_in(owner)
    browser.get(at_model(consortium))
    with django_assert_max_num_queries(20) as before:
        browser.get(at_model(consortium))
    for code in ("surplus", "lasting", "equals", "risk", "formal", "ending"):
        ModelAnswerFactory(consortium=consortium, question=code, answer="shared")
    for code in ("confidentiality", "data_sharing"):
        ModelPaperFactory(consortium=consortium, code=code, looked_after_by=own.organisation)
    with django_assert_max_num_queries(len(before)):
        browser.get(at_model(consortium))


def test_a_sentence_of_weeks_is_refused_kindly_and_kept(own, owner, consortium, sign_in):
    page = sign_in(owner).post(at_model(consortium, "questions", "commissioner"), {"weeks": "a dozen", "lead": "yes"})
    assert "Weeks left: enter a whole number from 0 to 260, or leave it empty" in page.content.decode()
    assert "a dozen" in page.content.decode()
    assert not ModelAnswer.objects.exists()


def test_a_section_that_is_not_there_is_not_found(own, owner, consortium, sign_in):
    assert sign_in(owner).get(at_model(consortium, "questions", "else")).status_code == 404
    assert sign_in(owner).get(at_model(consortium, "comparison", "merger")).status_code == 404
    assert sign_in(owner).get(at_model(consortium, "documents", "alliance")).status_code == 404, "no model is chosen"


def test_somebody_in_two_members_says_for_which_one_they_act(own, owner, fellow_seat, consortium, sign_in):
    MembershipFactory(user=owner, organisation=fellow_seat.organisation, role="editor")
    browser, address = sign_in(owner), at_model(consortium, "questions", "money")
    assert "For which organisation do you act?" in browser.get(address).content.decode()
    assert "Select the organisation that you act for" in browser.post(address, {"surplus": "own"}).content.decode()
    browser.post(address, {"surplus": "own", "seat": str(fellow_seat.pk)})
    assert ModelAnswer.objects.get().changed_for == fellow_seat.organisation


def test_everyone_can_read_about_the_models(client):
    page = client.get("/partnership-models/").content.decode()
    assert "This is not legal advice." in page
    assert page.count("Ask a lawyer") == 7
    assert "The closest form is a merger" in page


def test_a_model_is_proposed_from_its_page_and_agreed_by_all(own, owner, fellow_seat, fellow, consortium, sign_in):
    browser = sign_in(owner)
    page = browser.get(at_model(consortium, "comparison", "alliance")).content.decode()
    address = f"/consortia/{consortium.pk}/decisions/propose/choose_model/?model=alliance"
    assert address in page
    assert browser.get(address).context["form"].initial["model"] == "alliance"
    browser.post(address, {"model": "alliance", "text": "It suits us", "then": "send"})
    decision = consortium.decisions.get()
    assert "Proposed by Harrowmere Community Health" in sign_in(fellow).get(at_model(consortium)).content.decode()
    consortium.refresh_from_db()
    assert consortium.partnership_model == "", "nobody chooses for another"
    sign_in(fellow).post(decision.get_absolute_url(), {"answer": "agree", "words": ""})
    page = browser.get(at_model(consortium)).content.decode()
    assert "You agreed on: Alliance" in page
    assert "0 of 9 done" in page
    assert "Proposed by" not in page


def test_whoever_only_reads_is_not_asked_to_propose(own, viewer, consortium, sign_in):
    page = sign_in(viewer).get(at_model(consortium, "comparison", "cic")).content.decode()
    assert "Propose it to the others" not in page


def test_members_are_warned_if_the_commissioner_no_longer_accepts_the_model_that_they_chose(
    own, viewer, consortium, sign_in
):
    consortium.opportunity = OpportunityFactory(
        models_considered=["alliance"], submission_deadline=timezone.now() + dt.timedelta(days=200)
    )
    consortium.partnership_model = "alliance"
    consortium.save()
    browser = sign_in(viewer)
    assert "May not be possible here" not in browser.get(at_model(consortium)).content.decode()
    consortium.opportunity.models_considered = ["subcontract"]
    consortium.opportunity.save()
    assert "May not be possible here" in browser.get(at_model(consortium)).content.decode()


def test_members_that_must_lock_what_they_own_are_named_as_far_as_everyone_can_see_it(
    own, owner, fellow_seat, consortium, sign_in
):
    own.organisation.legal_form = "cic_guarantee"
    own.organisation.save()
    address = at_model(consortium, "questions", "money")
    page = sign_in(owner).get(address).content.decode()
    assert "Harrowmere Community Health is a community interest company" in page
    assert "Quillmoor Together is a" not in page
    own.organisation.visibility_about = Visibility.PARTNERS
    own.organisation.save()
    assert "is a community interest company" not in sign_in(owner).get(address).content.decode()

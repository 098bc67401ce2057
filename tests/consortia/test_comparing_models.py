"""Partnership models are put in an order by reasons that anyone can check, and nothing is hidden or guessed."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioners.choices import Openness, PartnershipModel
from commissioners.law.timing import WEEKS_TO_FORM
from consortia.choosing import effects
from consortia.choosing.comparing import Tender, compare
from consortia.choosing.documents import PAPERS
from consortia.choosing.effects import EFFECTS, Side
from consortia.choosing.questions import BY_CODE, PROMPTS, QUESTIONS, SECTIONS, WEEKS_LEFT, codes_of
from consortia.choosing.sheets import SHEETS

ALLIANCE, SUBCONTRACT, CIC = PartnershipModel.ALLIANCE, PartnershipModel.SUBCONTRACT, PartnershipModel.CIC

an_answer = st.fixed_dictionaries(
    {each.code: st.sampled_from(["", *(code for code, _ in each.options)]) for each in QUESTIONS}
    | {"weeks": st.sampled_from(["", "0", "5", "12", "40"])}
)
a_tender = st.builds(
    Tender,
    openness=st.sampled_from(Openness.values),
    models_considered=st.lists(st.sampled_from(PartnershipModel.values), unique=True).map(tuple),
    wants_lead=st.sampled_from([None, True, False]),
    wants_joint_liability=st.sampled_from([None, True, False]),
    days_left=st.sampled_from([None, 0, 30, 80, 400]),
    is_reserved=st.booleans(),
)


def compared(answers=None, tender=None):
    return {one.model: one for one in compare(answers or {}, weeks=WEEKS_TO_FORM, tender=tender)}


def order(answers, tender=None):
    return [one.model for one in compare(answers, weeks=WEEKS_TO_FORM, tender=tender)]


@given(an_answer, a_tender)
def test_every_model_is_always_shown_once(answers, tender):
    assert sorted(order(answers, tender)) == sorted(PartnershipModel)


@given(an_answer, a_tender, st.sampled_from([*BY_CODE, "weeks"]))
def test_not_known_never_adds_a_reason(answers, tender, code):
    said, unsaid = compared(answers, tender), compared({**answers, code: ""}, tender)
    for model in PartnershipModel:
        assert set(unsaid[model].reasons_against) <= set(said[model].reasons_against)
        assert set(unsaid[model].reasons_for) <= set(said[model].reasons_for)
        assert set(unsaid[model].obstacles) <= set(said[model].obstacles)


@given(an_answer, a_tender, st.sampled_from(list(PartnershipModel)))
def test_a_reason_against_lowers_or_keeps_the_place(answers, tender, model):
    answers = {**answers, "administration": "yes"}
    before = compared(answers, tender)
    more = effects.Effect("administration", "yes", model, Side.AGAINST, "One more reason against.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effects, "EFFECTS", (*EFFECTS, more))
        after = compared(answers, tender)
    assert after[model].place >= before[model].place
    for other in set(PartnershipModel) - {model}:
        assert after[other].place <= before[other].place


@given(an_answer, a_tender)
def test_what_may_not_be_possible_stands_below_all_that_may_with_its_reason(answers, tender):
    found = compare(answers, weeks=WEEKS_TO_FORM, tender=tender)
    flags = [one.may_not_be_possible for one in found]
    assert flags == sorted(flags)
    assert all(one.obstacles[0].text for one in found if one.may_not_be_possible)


@given(an_answer, a_tender, st.permutations(list(PartnershipModel)))
def test_the_order_follows_from_the_reasons_alone(answers, tender, shuffled):
    found = compared(answers, tender)
    for first, second in itertools.pairwise(shuffled):
        if found[first].standing == found[second].standing:
            assert found[first].place == found[second].place
        else:
            assert (found[first].standing < found[second].standing) == (found[first].place < found[second].place)


@given(an_answer, a_tender)
def test_every_reason_has_a_sentence_and_a_source(answers, tender):
    for one in compare(answers, weeks=WEEKS_TO_FORM, tender=tender):
        for reason in (*one.reasons_for, *one.reasons_against, *one.obstacles):
            assert reason.text.endswith(".")
            assert reason.source.name


@given(an_answer, a_tender, st.sampled_from([each.code for each in QUESTIONS]))
def test_what_is_not_answered_and_would_matter_is_said_to_be_unknown(answers, tender, code):
    found = compared({**answers, code: ""}, tender)
    for model in {each.model for each in EFFECTS if each.question == code}:
        assert (BY_CODE[code].label in found[model].unknown) == (code not in tender.answers)


@given(an_answer, a_tender)
def test_what_the_commissioner_published_goes_before_what_members_answered(answers, tender):
    opposite = {code: {"yes": "no", "no": "yes"}.get(answers[code], "") for code in tender.answers}
    assert order(answers, tender) == order({**answers, **opposite}, tender)


def test_without_any_answer_all_share_the_first_place_quickest_first():
    found = compare({}, weeks={**WEEKS_TO_FORM, PartnershipModel.LLP: 1})
    assert {one.place for one in found} == {1}
    assert [one.model for one in found][:2] == [PartnershipModel.LLP, PartnershipModel.INFORMAL]


def test_of_two_with_the_same_balance_the_one_with_fewer_reasons_against_stands_higher():
    found = compared({"contracts": "lead", "equals": "all"})
    one, other = found[SUBCONTRACT], found[PartnershipModel.CONTRACTUAL_JOINT_VENTURE]
    assert one.balance == other.balance == 0
    assert len(one.reasons_against) == 1 and other.reasons_against == ()
    assert other.place < one.place


def test_a_commissioner_who_wants_joint_liability_speaks_against_an_alliance():
    (reason,) = compared(tender=Tender(wants_joint_liability=True))[ALLIANCE].reasons_against
    assert "undermines an alliance" in reason.text
    assert reason.because == "Joint and several liability: Yes, the commissioner says"
    (reason,) = compared({"joint_liability": "yes"})[ALLIANCE].reasons_against
    assert reason.because == "Joint and several liability: Yes"


def test_members_with_an_asset_lock_and_a_lasting_purpose_are_led_to_a_community_interest_company():
    answers = {"asset_lock": "yes", "surplus": "kept", "lasting": "beyond", "contracts": "new", "guarantees": "no"}
    assert order(answers)[0] == CIC


def test_one_who_leads_others_is_led_to_subcontracting():
    assert order({"lead": "yes", "contracts": "lead", "equals": "none", "administration": "no"})[0] == SUBCONTRACT


def test_a_model_that_takes_longer_than_is_left_may_not_be_possible_here():
    tender = Tender(days_left=70, deadline_on=dt.date(2027, 2, 3))
    found = compared(tender=tender)
    assert not found[ALLIANCE].may_not_be_possible  # ten weeks are seventy days
    assert found[CIC].obstacles[0].text == (
        "It usually takes about 20 weeks to set up, and 70 days are left until 3 February 2027. "
        "Ask whether it may be set up later."
    )


def test_the_weeks_that_members_gave_count_only_where_there_is_no_deadline():
    assert compared({"weeks": "4"})[CIC].may_not_be_possible
    assert not compared({"weeks": "4"}, Tender(days_left=400))[CIC].may_not_be_possible


def test_a_commissioner_who_accepts_no_consortium_is_asked_about_what_bids_as_one():
    found = compared(tender=Tender(openness=Openness.NOT_ACCEPTED))
    assert {model for model, one in found.items() if one.may_not_be_possible} == {
        PartnershipModel.INFORMAL,
        PartnershipModel.CONTRACTUAL_JOINT_VENTURE,
        ALLIANCE,
    }
    assert found[ALLIANCE].obstacles[0].source.name == "What the commissioner says of this opportunity"
    assert not found[SUBCONTRACT].may_not_be_possible
    assert any("bid as one organisation" in line for line in found[SUBCONTRACT].unknown)


def test_a_model_that_the_commissioner_names_has_a_reason_for_it_and_the_others_may_not_be_possible():
    found = compared(tender=Tender(models_considered=("alliance",)))
    assert [reason.text for reason in found[ALLIANCE].reasons_for] == [
        "The commissioner names it among the models that it would consider."
    ]
    assert {model for model, one in found.items() if not one.may_not_be_possible} == {ALLIANCE}


@pytest.mark.parametrize("tender", [Tender(), Tender(wants_lead=True)])
def test_where_one_must_lead_an_alliance_may_not_be_possible_and_joint_forms_are_to_be_asked_about(tender):
    found = compared({} if tender.wants_lead else {"lead": "yes"}, tender)
    assert {model for model, one in found.items() if one.may_not_be_possible} == {ALLIANCE}
    asked = "Would it do as the one provider that leads and holds the contract? Ask the commissioner."
    assert {model for model, one in found.items() if asked in one.unknown} == {
        PartnershipModel.CONTRACTUAL_JOINT_VENTURE,
        PartnershipModel.COMPANY,
        CIC,
        PartnershipModel.LLP,
    }


@pytest.mark.parametrize(("weeks", "is_too_late"), [("19", True), ("20", False)])
def test_as_many_weeks_as_a_model_takes_are_enough(weeks, is_too_late):
    assert compared({"weeks": weeks})[CIC].may_not_be_possible is is_too_late


def test_a_reserved_contract_is_flagged_and_not_decided():
    found = compared(tender=Tender(is_reserved=True))
    assert all("That is for a lawyer to say." in " ".join(one.unknown) for one in found.values())
    assert {one.place for one in found.values()} == {1}


def test_every_effect_belongs_to_a_question_and_one_of_its_answers():
    for each in EFFECTS:
        assert each.answer in dict(BY_CODE[each.question].options)
    said = [(each.question, each.answer, each.model) for each in EFFECTS]
    assert len(said) == len(set(said)), "one answer says one thing of a model"


def test_every_answer_but_those_that_decide_nothing_speaks_for_or_against_something():
    silent = {
        (question.code, answer)
        for question in QUESTIONS
        for answer, _ in question.options
        if not effects.effects_of(question.code, answer)
    }
    told_elsewhere = {("accepts", "yes"), ("accepts", "no"), ("lead", "no")}
    assert silent == told_elsewhere | {("equals", "some"), ("administration", "yes")}


def test_all_models_have_a_sheet_and_a_checklist_whose_papers_are_named_once():
    assert [sheet.model for sheet in SHEETS] == list(PartnershipModel)
    assert list(PAPERS) == list(PartnershipModel)
    for papers in PAPERS.values():
        codes = [paper.code for paper in papers]
        assert len(codes) == len(set(codes)) >= 4
    for sheet in SHEETS:
        assert sheet.advantages and sheet.disadvantages and sheet.ask_a_lawyer


def test_every_question_stands_in_one_section():
    asked = [code for section in SECTIONS for code in codes_of(section)]
    assert sorted(asked) == sorted([*BY_CODE, WEEKS_LEFT.code, *(each.code for each in PROMPTS)])


def test_a_merger_is_no_model_to_choose():
    assert "merger" not in PartnershipModel.values

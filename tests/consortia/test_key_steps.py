"""Key steps as a checklist that members share, and their notes about red lines."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import key_steps as actions
from consortia.actions.key_steps import NotYours
from consortia.actions.limits import MOST
from consortia.key_steps.erasing import forget_in_key_steps
from consortia.key_steps.starting import STARTING
from consortia.models import KeyStep, RedLineNote
from partnerships_portal.accounts.register import Whose
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from tests.at_once import at_once
from tests.factories import MembershipFactory
from tests.factories.working_together import KeyStepFactory

from .working import address, partners, text_of

NOTHING = {
    "state": "to_do",
    "reason": "",
    "organisation_id": None,
    "person_id": None,
    "due_on": None,
    "evidence": "",
    "link": "",
}


@pytest.fixture
def pair(db):
    return partners(2)


def save(partner, code="funding", seen="", **values):
    return actions.save_step(
        member=partner.seat, code=code, values=NOTHING | values, seen=seen, by=partner.owner, at=timezone.now()
    )


def taken(partner, **values):
    return {"organisation_id": partner.organisation.pk, **values}


def test_a_consortium_starts_with_the_steps_of_the_report_in_five_groups(pair, sign_in):
    page = text_of(sign_in(pair[0].owner).get(address(pair[0].seat.consortium, "key_steps")))
    assert all(step.what in page for step in STARTING)
    assert all(group.label in page for group in KeyStep.Group)
    assert "0 of 3 done" in page and "No member has taken it on yet" in page


def test_progress_counts_what_applies(pair, sign_in):
    save(pair[0], "staff", state="done")
    save(pair[0], "it", state="not_applicable", reason="We share none")
    page = text_of(sign_in(pair[1].owner).get(address(pair[0].seat.consortium, "key_steps")))
    assert "1 of 2 done" in page and "We share none" in page


def test_a_member_takes_a_step_on_and_the_others_read_it(pair, sign_in):
    first, second = pair
    browser = sign_in(first.owner)
    typed = {
        "state": "under_way",
        "organisation_id": first.organisation.pk,
        "person_id": first.owner.pk,
        "due_on_0": "27",
        "due_on_1": "3",
        "due_on_2": "2027",
        "evidence": "Minutes of May",
    }
    browser.post(address(first.seat.consortium, "key_step", "funding"), typed)
    step = KeyStep.objects.get()
    assert (step.organisation, step.person, step.state) == (first.organisation, first.owner, "under_way")
    page = text_of(sign_in(second.owner).get(address(first.seat.consortium, "key_steps")))
    assert f"Harrowmere Care, {first.owner}, by 27 March 2027" in page and "Minutes of May" in page


def test_nobody_changes_what_another_member_has_taken_on(pair, sign_in):
    first, second = pair
    save(first, **taken(first))
    assert sign_in(second.owner).post(address(first.seat.consortium, "key_step", "funding")).status_code == 403
    with pytest.raises(NotYours, match="Harrowmere Care has taken this on"):
        save(second, state="done")


def test_nobody_gives_a_step_to_another_member_or_names_its_people(pair):
    first, second = pair
    with pytest.raises(NotYours, match="for your own organisation only"):
        save(first, **taken(second))
    with pytest.raises(NotYours, match="Name somebody of the organisation"):
        save(first, **taken(first, person_id=second.owner.pk))
    assert not KeyStep.objects.exists()


def test_what_a_member_that_left_had_taken_on_is_free_again(pair, sign_in):
    first, second = pair
    save(first, **taken(first))
    first.leave()
    page = text_of(sign_in(second.owner).get(address(first.seat.consortium, "key_steps")))
    assert "Harrowmere Care had taken it on and has left" in page
    save(second, **taken(second))
    assert KeyStep.objects.get().organisation == second.organisation
    with pytest.raises(NotPossible, match="not in this consortium any more"):
        save(first, state="done")


def test_what_does_not_apply_says_why(pair, sign_in):
    answer = sign_in(pair[0].owner).post(
        address(pair[0].seat.consortium, "key_step", "it"), {"state": "not_applicable", "evidence": "Kept as typed"}
    )
    assert "Say why the step does not apply to you" in text_of(answer) and "Kept as typed" in text_of(answer)
    assert not KeyStep.objects.exists()


def test_who_saves_later_sees_what_the_first_wrote_and_chooses(pair, sign_in):
    first, second = pair
    browser, where = sign_in(second.owner), address(first.seat.consortium, "key_step", "funding")
    seen = browser.get(where).context["form"].initial["seen"]
    save(first, evidence="Each pays its own")
    answer = browser.post(where, {"state": "to_do", "evidence": "We ask the council", "seen": seen})
    page = text_of(answer)
    assert "What changed while you were editing" in page and "Each pays its own" in page
    assert KeyStep.objects.get().evidence == "Each pays its own", "nothing is overwritten unseen"
    knowing = answer.context["form"].data["seen"]
    browser.post(where, {"state": "to_do", "evidence": "We ask the council", "seen": knowing})
    assert KeyStep.objects.get().evidence == "We ask the council"


def test_the_same_step_is_added_once(pair):
    said = {"group": "resources", "what": "Find a van", "by": pair[0].owner, "at": timezone.now()}
    one, two = (actions.add_step(member=pair[0].seat, **said) for _ in range(2))
    assert one == two and one.code == "own-1"


@pytest.mark.parametrize("code", ["nothing", "own-9"])
def test_there_are_no_other_steps(pair, sign_in, code):
    assert sign_in(pair[0].owner).get(address(pair[0].seat.consortium, "key_step", code)).status_code == 404


def test_who_only_reads_is_offered_nothing_to_change(pair, sign_in):
    reader = MembershipFactory(organisation=pair[0].organisation, role="viewer").user
    page = text_of(sign_in(reader).get(address(pair[0].seat.consortium, "key_steps")))
    assert "Change<" not in page and "Add a step" not in page


def test_an_account_that_is_deleted_is_named_by_no_step(pair):
    first, _ = pair
    save(first, **taken(first, person_id=first.owner.pk))
    forget_in_key_steps(Whose(first.owner, (first.owner.email,)), timezone.now())
    step = KeyStep.objects.get()
    assert step.person is None and step.organisation == first.organisation


def test_a_dissolved_consortium_is_read_and_not_changed(pair):
    pair[0].seat.consortium.state = "dissolved"
    pair[0].seat.consortium.save()
    with pytest.raises(NotPossible, match="dissolved"):
        save(pair[0], state="done")


@pytest.mark.parametrize(
    ("said", "awaits"),
    [({}, True), ({"state": "done"}, False), ({"due_on": timezone.localdate() + dt.timedelta(days=1)}, False)],
)
def test_a_step_that_is_due_awaits_those_who_took_it_on(pair, said, awaits):
    first, second = pair
    save(first, **taken(first, **{"due_on": timezone.localdate()} | said))
    where = [each.text for each in awaiting(first.owner, timezone.now())]
    assert where == (["Key step that is due: Agree who pays for setting up, and where the money comes from"] * awaits)
    assert awaiting(second.owner, timezone.now()) == []
    first.leave()
    assert awaiting(first.owner, timezone.now()) == []


def test_whoever_acts_for_two_members_says_for_which(pair, sign_in):
    first, second = pair
    both = MembershipFactory(organisation=first.organisation, user=second.owner, role="editor").user
    browser, where = sign_in(both), address(first.seat.consortium, "key_step_add")
    typed = {"group": "resources", "what": "Find a van"}
    assert "Choose the organisation that you act for" in text_of(browser.post(where, typed))
    browser.post(where, typed | {"seat": second.seat.pk})
    assert KeyStep.objects.get().changed_for == second.organisation


def test_what_looks_like_a_price_is_asked_about_once(pair, sign_in):
    browser, where = sign_in(pair[0].owner), address(pair[0].seat.consortium, "red_line", "money")
    answer = browser.post(where, {"text": "Our price is £120,000", "stood": ""})
    assert "Is this a price?" in text_of(answer) and not RedLineNote.objects.exists()
    browser.post(where, {"text": "Our price is £120,000", "stood": "", "warned": answer.context["form"].seen})
    assert RedLineNote.objects.exists()


def test_a_consortium_has_only_so_many_steps_of_its_own(pair):
    KeyStepFactory.create_batch(MOST, consortium=pair[0].seat.consortium)
    with pytest.raises(NotPossible, match="100 steps of its own at most"):
        actions.add_step(member=pair[0].seat, group="resources", what="One more", by=pair[0].owner, at=timezone.now())


def test_the_list_needs_no_more_queries_for_more_steps(pair, sign_in, django_assert_max_num_queries):
    browser, where = sign_in(pair[0].owner), address(pair[0].seat.consortium, "key_steps")
    browser.get(where)

    def queries():
        with django_assert_max_num_queries(60) as counted:
            browser.get(where)
        return len(counted)

    before = queries()
    for partner in pair:
        for number in range(3):
            KeyStepFactory(
                consortium=partner.seat.consortium,
                code=f"own-{partner.seat.pk}-{number}",
                organisation=partner.organisation,
                person=partner.owner,
            )
    assert queries() == before


@pytest.mark.django_db(transaction=True)
def test_two_members_that_take_one_step_on_in_one_moment_do_not_both_hold_it():
    first, second = partners(2)
    found = at_once(lambda: save(first, **taken(first)), lambda: save(second, **taken(second)))
    assert sorted(type(each).__name__ for each in found) == ["NotYours", "bool"]
    winner = first if found[0] is True else second
    assert KeyStep.objects.get().organisation == winner.organisation


def note(partner, text, seen=None):
    return actions.note_red_line(
        member=partner.seat, prompt="mission", text=text, seen=seen, by=partner.owner, at=timezone.now()
    )


def test_notes_about_red_lines_belong_to_all_and_keep_what_stood_before(pair, sign_in):
    first, second = pair
    note(first, "No zero-hours contracts")
    now = RedLineNote.objects.get()
    note(second, "No zero-hours contracts, no prisons", seen=now.pk)
    listed = text_of(sign_in(first.owner).get(address(first.seat.consortium, "red_lines")))
    assert "no prisons" in listed and "for Saltwick Libraries" in listed
    changing = text_of(sign_in(first.owner).get(address(first.seat.consortium, "red_line", "mission")))
    assert "What stood here before" in changing and RedLineNote.objects.count() == 2


def test_a_note_is_not_overwritten_unseen(pair, sign_in):
    first, second = pair
    note(first, "No zero-hours contracts")
    with pytest.raises(ChangedMeanwhile):
        note(second, "Anything goes")
    answer = sign_in(second.owner).post(
        address(first.seat.consortium, "red_line", "mission"), {"text": "Anything goes", "stood": ""}
    )
    page = text_of(answer)
    assert "No zero-hours contracts" in page and "Anything goes" in page and "There is a problem" in page
    assert RedLineNote.objects.count() == 1


def test_the_same_note_twice_is_one(pair):
    note(pair[0], "No zero-hours contracts")
    assert note(pair[0], "No zero-hours contracts") is False
    assert RedLineNote.objects.count() == 1

"""What members have to do: nobody gives work to another, and who took it on is reminded of each date once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortia.actions import shared_action_timers as timers
from consortia.actions import shared_actions as actions
from consortia.actions.key_steps import NotYours
from consortia.models import Consortium, SharedAction
from consortia.sharing import awaiting
from consortia.sharing.actions import next_actions
from consortia.sharing.erasing import forget_in_actions
from consortia.workspace.seats import workspace_of
from partnerships_portal.accounts.register import Whose
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories import MembershipFactory
from tests.factories.sharing import SharedActionFactory

from .working import address, partners, text_of

NOTHING = {"what": "Book a room", "due_on": None, "owner_id": None, "person_id": None}
DAY = dt.timedelta(days=1)


@pytest.fixture
def pair(db):
    return partners(2)


def add(partner, **values):
    return actions.add(member=partner.seat, values=NOTHING | values, by=partner.owner, at=timezone.now())


def change(partner, action, **values):
    said = {"action": action, "values": NOTHING | values, "seen": ""}
    return actions.change(member=partner.seat, **said, by=partner.owner, at=timezone.now())


def answer(partner, action, accepts=True):
    said = {"action": action, "accepts": accepts}
    actions.answer(member=partner.seat, **said, by=partner.owner, at=timezone.now())
    action.refresh_from_db()


def where(partner, name="shared_actions", *args):
    return address(partner.seat.consortium, name, *args)


def waiting(person, at=None) -> list[str]:
    at = at or timezone.now()
    return [thing.text for queue in awaiting.of_person(Asker(person), at) for thing in queue.things()]


def told(event) -> set:
    return {one.person for one in Notification.objects.filter(event=event).select_related("person")}


def test_a_member_takes_something_on_for_itself_and_names_somebody(pair, sign_in):
    first, second = pair
    colleague = MembershipFactory(organisation=first.organisation, role="editor").user
    typed = {"what": "Book a room", "due_on_0": "27", "due_on_1": "3", "due_on_2": "2027"}
    typed |= {"owner_id": first.organisation.pk, "person_id": colleague.pk}
    sign_in(first.owner).post(where(first, "shared_action_add"), typed)
    action = SharedAction.objects.get()
    assert (action.owner, action.person, action.accepted_by) == (first.organisation, colleague, first.owner)
    page = text_of(sign_in(second.owner).get(where(first)))
    assert f"Harrowmere Care, {colleague}, by 27 March 2027" in page
    assert second.owner in told("shared_action_added") and first.owner not in told("shared_action_added")


def test_another_member_is_asked_and_has_it_once_it_says_yes(pair, sign_in):
    first, second = pair
    action = add(first, owner_id=second.organisation.pk)
    assert told("shared_action_asked") == {second.owner} and action.accepted_at is None
    assert waiting(second.owner) == ["Say whether you take on “Book a room”"] and not waiting(first.owner)
    browser = sign_in(second.owner)
    assert "You are asked to do this" in text_of(browser.get(action.get_absolute_url()))
    for _ in range(2):
        browser.post(where(first, "shared_action_answer", action.pk), {"accept": "yes"})
    action.refresh_from_db()
    assert action.accepted_by == second.owner and not waiting(second.owner)
    assert told("shared_action_accepted") == {first.owner}
    assert sign_in(first.owner).get(where(first, "shared_action_change", action.pk)).status_code == 403
    with pytest.raises(NotYours, match="Saltwick Libraries has taken this on"):
        actions.finish(member=first.seat, action=action, by=first.owner, at=timezone.now())


def test_whoever_is_asked_can_decline_and_then_it_is_nobodys(pair):
    first, second = pair
    action = add(first, owner_id=second.organisation.pk)
    answer(second, action, accepts=False)
    assert action.owner is None and told("shared_action_declined") == {first.owner}
    with pytest.raises(NotPossible, match="is not asked"):
        answer(second, action)


def test_nobody_accepts_for_another_member_or_names_its_people(pair, sign_in):
    first, second = pair
    action = add(first, owner_id=second.organisation.pk)
    assert sign_in(first.owner).post(where(first, "shared_action_answer", action.pk)).status_code == 403
    for owner in (first.organisation.pk, second.organisation.pk):
        with pytest.raises(NotYours, match="your own organisation"):
            add(first, what="Another", owner_id=owner, person_id=second.owner.pk)
    assert SharedAction.objects.count() == 1


def test_a_person_is_named_only_by_who_takes_it_on_and_the_form_says_so(pair, sign_in):
    first, second = pair
    typed = {"what": "Kept as typed", "owner_id": second.organisation.pk, "person_id": first.owner.pk}
    page = text_of(sign_in(first.owner).post(where(first, "shared_action_add"), typed))
    assert "or Harrowmere Care as who does it" in page and "Kept as typed" in page
    assert not SharedAction.objects.exists()


def test_what_a_member_that_left_had_is_free_again(pair, sign_in):
    first, second = pair
    action = add(second, owner_id=second.organisation.pk)
    second.leave()
    browser = sign_in(first.owner)
    assert "Saltwick Libraries had it and has left" in text_of(browser.get(where(first)))
    assert change(first, action, owner_id=first.organisation.pk)
    assert SharedAction.objects.get().owner == first.organisation


def test_done_is_said_by_whom_and_can_be_taken_back(pair, sign_in):
    first, second = pair
    action = add(first, owner_id=first.organisation.pk)
    browser = sign_in(first.owner)
    for _ in range(2):
        browser.post(where(first, "shared_action_finish", action.pk))
    assert told("shared_action_done") == {second.owner}
    assert f"Done by {first.owner}, Harrowmere Care" in text_of(browser.get(where(first)))
    with pytest.raises(NotPossible, match="done already"):
        change(first, action, what="Else")
    browser.post(where(first, "shared_action_reopen", action.pk))
    assert SharedAction.objects.get().done_at is None


def test_who_saves_later_sees_what_the_first_wrote(pair, sign_in):
    first, second = pair
    action = add(first)
    browser, page = sign_in(second.owner), where(first, "shared_action_change", action.pk)
    seen = browser.get(page).context["form"].initial["seen"]
    change(first, action, what="Book the hall")
    shown = text_of(browser.post(page, {"what": "Book a van", "seen": seen}))
    assert "What changed while you were editing" in shown and "Book the hall" in shown
    assert SharedAction.objects.get().what == "Book the hall"


def test_the_same_action_is_added_once(pair):
    assert add(pair[0]) == add(pair[0]) == add(pair[1])


def test_overdue_is_shown_and_waits_for_the_named_person_alone(pair, sign_in):
    first, _ = pair
    colleague = MembershipFactory(organisation=first.organisation, role="editor").user
    action = SharedActionFactory(
        consortium=first.seat.consortium, of=first.seat, person=colleague, due_on=timezone.localdate() - DAY
    )
    assert "Overdue" in text_of(sign_in(first.owner).get(where(first)))
    assert waiting(colleague) == [f"Do, and mark as done: {action}"] and not waiting(first.owner)
    colleague.memberships.all().delete()
    assert waiting(first.owner), "whoever was named has gone: it is everybody's of the organisation again"


def test_nothing_waits_of_a_consortium_that_one_has_left_or_that_was_dissolved(pair):
    first, second = pair
    for partner in pair:
        due = timezone.localdate()
        SharedActionFactory(consortium=first.seat.consortium, of=partner.seat, due_on=due)
    second.leave()
    assert waiting(first.owner) and not waiting(second.owner)
    Consortium.objects.update(state="dissolved")
    assert not waiting(first.owner)
    assert timers.remind(at=timezone.now()) == 0


def test_owners_are_reminded_the_day_before_and_when_overdue_of_each_date_once(pair):
    first = pair[0]
    due = timezone.localdate() + dt.timedelta(days=5)
    action = SharedActionFactory(consortium=first.seat.consortium, of=first.seat, due_on=due, what="Book a room")
    now = timezone.now()
    found = [timers.remind(at=now + days * DAY) for days in (3, 4, 4, 5, 6, 7)]
    assert found == [0, 1, 0, 0, 1, 0]
    assert told("shared_action_due") == told("shared_action_overdue") == {first.owner}
    action.refresh_from_db()
    change(first, action, what="Book a room", due_on=due + 10 * DAY, owner_id=first.organisation.pk)
    assert timers.remind(at=now + 14 * DAY) == 1, "another date is another reminder"


def test_only_the_named_person_is_reminded(pair):
    colleague = MembershipFactory(organisation=pair[0].organisation, role="editor").user
    due = timezone.localdate() + DAY
    SharedActionFactory(consortium=pair[0].seat.consortium, of=pair[0].seat, person=colleague, due_on=due)
    timers.remind(at=timezone.now())
    assert told("shared_action_due") == {colleague}


def test_nobody_is_reminded_of_what_nobody_took_on_or_is_done(pair):
    by = {"consortium": pair[0].seat.consortium, "due_on": timezone.localdate()}
    SharedActionFactory(**by)
    done = {"done_at": timezone.now(), "done_by": pair[0].owner, "done_for": pair[0].organisation}
    SharedActionFactory(of=pair[0].seat, **done, **by)
    assert timers.remind(at=timezone.now()) == 0


def test_the_overview_may_ask_for_the_soonest(pair, django_assert_num_queries):
    today, consortium = timezone.localdate(), pair[0].seat.consortium
    for days in (9, 1, 5, None):
        due = today + days * DAY if days else None
        SharedActionFactory(consortium=consortium, what=f"In {days}", due_on=due)
    workspace = workspace_of(pair[0].owner, consortium)
    with django_assert_num_queries(1):
        found = next_actions(workspace, today=today, most=3)
    assert [one.action.what for one in found] == ["In 1", "In 5", "In 9"]


def test_the_overview_shows_what_comes_next(pair, sign_in):
    page = text_of(sign_in(pair[0].owner).get(pair[0].seat.consortium.get_absolute_url()))
    assert "No action is open." in page
    add(pair[1], what="Book the hall", owner_id=pair[1].organisation.pk)
    page = text_of(sign_in(pair[0].owner).get(pair[0].seat.consortium.get_absolute_url()))
    assert "Book the hall" in page and "No action is open." not in page


def test_the_list_needs_no_more_queries_for_more(pair, sign_in):
    browser = sign_in(pair[0].owner)

    def queries():
        browser.get(where(pair[0]))
        with CaptureQueriesContext(connection) as counted:
            browser.get(where(pair[0]))
        return len(counted)

    done = {"done_at": timezone.now(), "done_by": pair[0].owner, "done_for": pair[0].organisation}
    made = {"consortium": pair[0].seat.consortium, "of": pair[1].seat}
    SharedActionFactory(**made)
    SharedActionFactory(**made, **done)
    before = queries()
    SharedActionFactory.create_batch(5, **made)
    SharedActionFactory.create_batch(5, **made, **done)
    assert queries() == before


def test_an_account_that_is_deleted_is_named_by_no_action(pair):
    action = SharedActionFactory(consortium=pair[0].seat.consortium, of=pair[0].seat, person=pair[0].owner)
    forget_in_actions(Whose(pair[0].owner, (pair[0].owner.email,)), timezone.now())
    action.refresh_from_db()
    assert action.person is None and action.owner == pair[0].organisation


@pytest.mark.django_db(transaction=True)
def test_an_action_that_is_accepted_and_given_to_another_in_one_moment_has_one_owner():
    first, second, third = partners(3)
    action = add(first, owner_id=second.organisation.pk)
    found = at_once(
        lambda: actions.answer(member=second.seat, action=action, accepts=True, by=second.owner, at=timezone.now()),
        lambda: change(first, action, owner_id=third.organisation.pk),
    )
    action.refresh_from_db()
    if action.accepted_at:
        assert action.owner == second.organisation and isinstance(found[1], NotPossible)
    else:
        assert action.owner == third.organisation and isinstance(found[0], NotPossible)

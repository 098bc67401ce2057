"""Accepting with a package and declining with pointers: once, on what was seen, and whoever asks is told."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import cases, clocks, deciding
from support_requests.actions.packages import Line
from support_requests.delivering.years import year_of
from support_requests.models import Package, SupportRequest
from support_requests.triage.versions import version_of
from tests.factories import MembershipFactory
from tests.factories.answers import PointerFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import SupportBudgetFactory, SupportMessageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
LINES = [Line("legal", Decimal(3)), Line("governance", Decimal("1.5"), "A board away day")]


@pytest.fixture
def case(organisation, owner, triage):
    """Had by the triage officer."""
    return SupportRequestFactory(organisation=organisation, asked_by=owner, officer=triage)


@pytest.fixture
def budget():
    return SupportBudgetFactory(year=year_of(timezone.localdate()))


def accept(case, by, budget, *, lines=LINES, seen=None, joint=False):
    said = {"seen": seen or version_of(case), "lines": lines, "summary": "An agreement.", "for_consortium": joint}
    return deciding.accept(request=case, budget=budget, **said, by=by, at=timezone.now())


def decline(case, by, *, seen=None, reason="It is not about a partnership.", pointers=()):
    said = {"seen": seen or version_of(case), "reason": reason, "pointers": pointers}
    return deciding.decline(request=case, **said, by=by, at=timezone.now())


def typed(case, budget, **more) -> dict:
    days = {"days_legal": "3", "days_governance": "1,5", "what_governance": "A board away day"}
    said = {"seen": version_of(case), "budget": budget.pk, "summary": "An agreement that all can sign."}
    return days | said | more


def address(name, case):
    return reverse(f"support_case_{name}", args=[case.pk])


def test_officer_accepts_with_a_package_after_checking_it(sign_in, triage, owner, case, budget):
    client = sign_in(triage)
    assert client.get(address("accept", case)).context["form"]["budget"].value() == budget.pk  # the only one
    check = client.post(address("accept", case), typed(case, budget)).text
    assert "Check before you accept" in check and "4½ days" in check and "A board away day" in check
    assert not Package.objects.exists()
    page = client.post(address("accept", case), typed(case, budget, decide="1"), follow=True).text
    assert "is accepted" in page
    case.refresh_from_db()
    assert (case.state, case.decided_by) == ("accepted", triage) and case.first_replied_at and case.decided_at
    assert {(line.support_type, line.days) for line in case.package.lines.all()} == {
        ("legal", Decimal(3)),
        ("governance", Decimal("1.5")),
    }
    told = Notification.objects.get(person=owner, event="support_accepted")
    assert "4½ days" in told.body


def test_whoever_checks_can_change_something_and_finds_it_as_it_was_typed(sign_in, triage, case, budget):
    page = sign_in(triage).post(address("accept", case), typed(case, budget, change="1")).text
    assert "Accept with a package" in page and 'value="1,5"' in page and "An agreement that all can sign." in page


@pytest.mark.parametrize(
    "more, words",
    [
        ({"days_legal": "", "days_governance": "", "what_governance": ""}, "Enter days for at least one type"),
        ({"days_legal": "0.3"}, "Legal advice: enter days in quarters"),
        ({"days_legal": "-1"}, "Legal advice: enter days in quarters"),
        ({"days_legal": "soon"}, "Legal advice: enter days in quarters"),
        ({"days_legal": "NaN"}, "Legal advice: enter days in quarters"),
        ({"days_legal": "1e400"}, "Legal advice: enter days in quarters"),
        ({"days_legal": "", "what_legal": "Draft it"}, "Legal advice: enter how many days"),
        ({"summary": ""}, "Enter what the package is to achieve"),
        ({"budget": ""}, "Choose a budget"),
        ({"budget": "99999"}, "Choose a budget"),
    ],
)
def test_what_is_wrong_with_a_package_is_said(sign_in, triage, case, budget, more, words):
    page = sign_in(triage).post(address("accept", case), typed(case, budget, decide="1") | more).text
    assert words in page
    case.refresh_from_db()
    assert case.state == "submitted"


def test_budget_with_too_few_days_refuses_and_keeps_what_was_typed(sign_in, triage, case):
    small = SupportBudgetFactory(year=year_of(timezone.localdate()), days=4)
    page = sign_in(triage).post(address("accept", case), typed(case, small, decide="1")).text
    assert "has 4 days left" in page and "A board away day" in page and "An agreement that all can sign." in page
    case.refresh_from_db()
    assert (case.state, case.decided_at, case.first_replied_at) == ("submitted", None, None)


def test_package_is_for_the_consortium_only_where_it_was_shared(case, triage, budget):
    seat = ConsortiumMemberFactory(organisation=case.organisation)
    case.consortium = seat.consortium
    case.save()
    with pytest.raises(NotPossible, match="is in and shared"):
        accept(case, triage, budget, joint=True)
    case.shares_context = True
    case.save()
    assert accept(case, triage, budget, joint=True).consortium == case.consortium


def test_officer_of_another_member_agrees_nothing_for_the_whole_consortium(case, triage, budget):
    seat = ConsortiumMemberFactory(organisation=case.organisation)
    case.consortium, case.shares_context = seat.consortium, True
    case.save()
    theirs = MembershipFactory(user=triage, role="viewer").organisation
    ConsortiumMemberFactory(consortium=seat.consortium, organisation=theirs)
    with pytest.raises(NotPossible, match="You belong to a member of"):
        accept(case, triage, budget, joint=True)
    assert accept(case, triage, budget).consortium is None


def test_package_is_not_for_a_consortium_that_whoever_asks_has_left(case, triage, budget):
    seat = ConsortiumMemberFactory(organisation=case.organisation, left_at=timezone.now())
    case.consortium, case.shares_context = seat.consortium, True
    case.save()
    with pytest.raises(NotPossible, match="is in and shared"):
        accept(case, triage, budget, joint=True)


def test_no_package_for_an_organisation_that_was_closed(case, triage, budget):
    type(case.organisation).objects.filter(pk=case.organisation.pk).update(closed_at=timezone.now())
    with pytest.raises(NotPossible, match="does not take part in the portal now"):
        accept(case, triage, budget)
    assert decline(case, triage)


def test_accepting_twice_agrees_one_package(case, triage, budget):
    seen = version_of(case)
    assert accept(case, triage, budget, seen=seen) == accept(case, triage, budget, seen=seen)
    assert Package.objects.count() == Notification.objects.filter(event="support_accepted").count() == 1


def test_another_package_for_what_was_accepted_is_refused(case, triage, budget):
    seen = version_of(case)
    accept(case, triage, budget, seen=seen)
    with pytest.raises(NotPossible, match="This request is accepted by now"):
        accept(case, triage, budget, seen=seen, lines=LINES[:1])


def test_officer_declines_with_a_reason_and_pointers_which_stay_as_they_were_given(
    sign_in, triage, owner, editor, case
):
    pointer = PointerFactory(title="Offers of others", about="Who offers what")
    sent = {
        "seen": version_of(case),
        "reason": "You need a broker.",
        "more": "Ask the council.",
        "pointers": pointer.pk,
    }
    client = sign_in(triage)
    check = client.post(address("decline", case), sent).text
    assert "You need a broker." in check and "Ask the council." in check and "Offers of others" in check
    for _ in range(2):
        client.post(address("decline", case), sent | {"decide": "1"})
    case.refresh_from_db()
    assert case.state == "declined" and case.ended_at and case.reason == "You need a broker.\n\nAsk the council."
    pointer.title = "Changed"
    pointer.save()
    assert [str(one) for one in case.given_pointers.all()] == ["Offers of others"]
    told = Notification.objects.filter(event="support_declined")
    assert {one.person for one in told} == {owner, editor} and told.count() == 2
    assert "You need a broker." in told[0].body
    page = sign_in(owner).get(case.get_absolute_url()).text
    assert "Ask the council." in page and "Offers of others" in page and "Who offers what" in page


def test_declining_what_waits_for_the_asker_ends_the_wait(case, triage):
    clocks.pause(case, at=timezone.now())
    decline(case, triage)
    case.refresh_from_db()
    assert case.waiting_since is None and not case.pauses.filter(until=None).exists()


STALE = [
    ({"state": "withdrawn", "ended_at": timezone.now()}, "withdrew this request"),
    ({"changed_at": timezone.now()}, "changed this request"),
    ({"officer": None}, "Nobody has this request now"),
]


@pytest.mark.parametrize("change, words", STALE)
def test_decision_on_what_was_otherwise_is_refused_and_loses_nothing(sign_in, triage, case, budget, change, words):
    sent = typed(case, budget, decide="1")
    SupportRequest.objects.filter(pk=case.pk).update(**change)
    page = sign_in(triage).post(address("accept", case), sent).text
    assert words in page and "Nothing was decided" in page and "An agreement that all can sign." in page
    assert not Package.objects.exists()
    reason = {"seen": sent["seen"], "reason": "Because of this.", "decide": "1"}
    page = sign_in(triage).post(address("decline", case), reason).text
    assert words in page and "Because of this." in page


def test_decision_without_the_last_message_of_the_asker_is_refused_once(sign_in, triage, case, budget):
    sent = typed(case, budget, decide="1")
    SupportMessageFactory(request=case, side="asker", written_by=case.asked_by)
    page = sign_in(triage).post(address("accept", case), sent)
    assert "wrote another message" in page.text
    again = sent | {"seen": page.context["form"]["seen"].value()}
    sign_in(triage).post(address("accept", case), again)
    case.refresh_from_db()
    assert case.state == "accepted"


def test_officer_who_has_not_taken_it_decides_nothing(case, staff, budget):
    for decide in (lambda: accept(case, staff, budget), lambda: decline(case, staff)):
        with pytest.raises(NotPossible, match="has this request"):
            decide()


def test_officer_of_the_organisation_decides_nothing(sign_in, triage, case):
    MembershipFactory(organisation=case.organisation, user=triage, role="viewer")
    sent = {"seen": version_of(case), "reason": "No.", "decide": "1"}
    assert sign_in(triage).post(address("decline", case), sent).status_code == 403


def test_form_of_a_request_that_is_decided_says_so(sign_in, triage, case):
    decline(case, triage)
    page = sign_in(triage).get(address("accept", case)).text
    assert "nothing can be decided on it now" in page and "Check before you accept</button>" not in page


def test_officer_can_still_write_after_declining(case, triage):
    decline(case, triage)
    said = {"text": "Do come back.", "asks_for_more": False, "form_key": case.form_key}
    assert cases.write_to_asker(request=case, **said, by=triage, at=timezone.now())

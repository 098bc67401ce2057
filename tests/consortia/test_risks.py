"""The risk register: all read it, and a risk belongs to whoever accepts it."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import limits
from consortia.actions import risks as actions
from consortia.actions.key_steps import NotYours
from consortia.models import Risk
from consortia.risks.scales import HIGH, IMPACTS, LIKELIHOODS, LOW, level
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker, awaiting, number_awaiting
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.factories.working_together import RiskFactory

from .working import address, partners, text_of

PLAIN = {
    "kind": "financial",
    "what": "The start is late",
    "likelihood": 4,
    "impact": 3,
    "cost_low": None,
    "cost_high": None,
    "mitigation": "",
    "review_on": None,
    "owner_id": None,
}


@pytest.fixture
def pair(db):
    return partners(2)


def add(partner, **values):
    return actions.add(member=partner.seat, values=PLAIN | values, by=partner.owner, at=timezone.now())


def change(partner, risk, seen="", **values):
    return actions.change(
        member=partner.seat, risk=risk, values=PLAIN | values, seen=seen, by=partner.owner, at=timezone.now()
    )


def reply(partner, risk, accepts):
    actions.answer(member=partner.seat, risk=risk, accepts=accepts, by=partner.owner, at=timezone.now())


def test_no_more_risks_are_open_than_a_page_shows_also_when_closed_ones_are_opened_again(pair, monkeypatch):
    first, _ = pair
    closed = add(first)
    actions.close(member=first.seat, risk=closed, ending="Over", by=first.owner, at=timezone.now())
    monkeypatch.setattr(limits, "MOST", 1)
    add(first, what="The price is too low")
    with pytest.raises(NotPossible, match="1 open risks at most"):
        actions.reopen(member=first.seat, risk=closed, by=first.owner, at=timezone.now())
    closed.refresh_from_db()
    assert closed.closed_at


def waiting(partner):
    return [each.text for each in awaiting(partner.owner, timezone.now())]


def test_another_member_is_asked_to_own_a_risk_and_owns_it_once_it_accepts(pair, sign_in):
    first, second = pair
    risk = add(first, owner_id=second.organisation.pk)
    page = text_of(sign_in(first.owner).get(address(risk.consortium, "risk", risk.pk)))
    assert "Saltwick Libraries was asked, and has not accepted yet" in page and "Own this risk" not in page
    assert waiting(second) == ["Say whether you own the risk “The start is late”"] and waiting(first) == []
    sign_in(second.owner).post(address(risk.consortium, "risk_answer", risk.pk), {"accept": "yes"})
    risk.refresh_from_db()
    assert risk.accepted_by == second.owner and waiting(second) == []


def test_nobody_accepts_for_another_member(pair, sign_in):
    first, second = pair
    risk = add(first, owner_id=second.organisation.pk)
    answer = sign_in(first.owner).post(address(risk.consortium, "risk_answer", risk.pk), {"accept": "yes"})
    assert answer.status_code == 403
    with pytest.raises(NotPossible, match="Harrowmere Care is not asked"):
        reply(first, risk, True)
    assert Risk.objects.get().accepted_at is None


def test_only_the_owner_changes_what_it_owns(pair, sign_in):
    first, second = pair
    risk = add(first, owner_id=first.organisation.pk)
    assert risk.accepted_by == first.owner, "whoever takes a risk itself need not be asked"
    assert sign_in(second.owner).get(address(risk.consortium, "risk_change", risk.pk)).status_code == 403
    assert sign_in(second.owner).post(address(risk.consortium, "risk_close", risk.pk)).status_code == 403
    with pytest.raises(NotYours, match="Harrowmere Care has taken this on"):
        change(second, risk, impact=1)


def test_an_owner_that_has_left_owns_nothing(pair, sign_in):
    first, second = pair
    risk = add(first, owner_id=first.organisation.pk)
    first.leave()
    page = text_of(sign_in(second.owner).get(address(risk.consortium, "risk", risk.pk)))
    assert "Nobody: Harrowmere Care has left" in page
    change(second, risk, owner_id=second.organisation.pk)
    assert Risk.objects.get().owner == second.organisation


def test_declining_leaves_the_risk_to_all(pair):
    first, second = pair
    risk = add(first, owner_id=second.organisation.pk)
    reply(second, risk, False)
    assert Risk.objects.get().owner is None
    with pytest.raises(NotPossible, match="is not asked"):
        reply(second, risk, True)
    assert Notification.objects.filter(event="risk_declined", person=first.owner).count() == 1


def test_an_owner_hands_over_only_to_who_accepts(pair):
    first, second = pair
    risk = add(first, owner_id=first.organisation.pk)
    change(first, risk, owner_id=second.organisation.pk)
    risk.refresh_from_db()
    assert risk.owner == second.organisation and risk.accepted_at is None
    assert Notification.objects.filter(event="risk_owner_asked", person=second.owner).count() == 1
    reply(second, risk, False)
    second.leave()
    with pytest.raises(NotPossible, match="among the members"):
        change(first, risk, owner_id=second.organisation.pk)


@pytest.mark.parametrize(("days", "texts"), [(0, ["Review the risk “The start is late”"]), (1, [])])
def test_a_review_that_is_due_awaits_the_owner(pair, days, texts):
    first, second = pair
    add(first, owner_id=first.organisation.pk, review_on=timezone.localdate() + dt.timedelta(days=days))
    assert waiting(first) == texts and waiting(second) == []
    assert number_awaiting(Asker(first.owner), timezone.now()) == len(texts)


def test_a_review_of_what_nobody_owns_awaits_all(pair, sign_in):
    risk = add(pair[0], review_on=timezone.localdate())
    assert waiting(pair[0]) == waiting(pair[1]) == ["Review the risk “The start is late”"]
    assert "Review is due" in text_of(sign_in(pair[0].owner).get(address(risk.consortium, "risks")))
    pair[1].leave()
    assert waiting(pair[1]) == []


def test_the_other_members_are_told_of_a_new_risk_once(pair):
    first, second = pair
    assert add(first) == add(first), "the same risk is added once"
    assert list(Notification.objects.values_list("event", "person")) == [("risk_added", second.owner.pk)]


def test_a_closed_risk_can_be_read_and_opened_again(pair, sign_in):
    first, second = pair
    risk = add(first)
    sign_in(first.owner).post(address(risk.consortium, "risk_close", risk.pk), {"ending": "It was signed"})
    page = text_of(sign_in(second.owner).get(address(risk.consortium, "risk", risk.pk)))
    assert "It was signed" in page and "Closed" in page
    with pytest.raises(NotPossible, match="was closed"):
        change(second, risk, impact=1)
    sign_in(second.owner).post(address(risk.consortium, "risk_reopen", risk.pk))
    assert Risk.objects.get().closed_at is None


def test_the_matrix_shows_each_open_risk_in_its_place(pair, sign_in):
    consortium = pair[0].seat.consortium
    RiskFactory(consortium=consortium, likelihood=5, impact=1, what="Small and sure")
    page = sign_in(pair[0].owner).get(address(consortium, "risks"))
    rows = page.context["matrix"]
    assert [row.name for row in rows] == [one.name for one in reversed(LIKELIHOODS.values())]
    assert [[len(cell.risks) for cell in row.cells] for row in rows[:1]] == [[1, 0, 0, 0, 0]]
    assert "Very likely: 80 to 100 times in 100" in text_of(page) and IMPACTS[1] in text_of(page)


def test_a_likelier_or_worse_risk_never_wants_less_attention():
    order = [LOW, "Medium", HIGH]
    for likelihood in range(1, 6):
        for impact in range(1, 6):
            here = order.index(level(likelihood, impact))
            assert likelihood == 5 or order.index(level(likelihood + 1, impact)) >= here
            assert impact == 5 or order.index(level(likelihood, impact + 1)) >= here


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what": ""}, "Say what may happen"),
        ({"likelihood": "9"}, "How likely is it: choose from the list"),
        ({"cost_low": "100"}, "enter both amounts, the lowest and the highest, or neither"),
        ({"cost_low": "100", "cost_high": "50"}, "the highest amount must not be below the lowest"),
        ({"cost_low": "-5", "cost_high": "50"}, "enter an amount that is not below £0"),
        ({"review_on_0": "1", "review_on_1": "1", "review_on_2": "2020"}, "must be today or later"),
    ],
)
def test_what_cannot_be_is_refused_kindly_and_what_was_typed_is_kept(pair, sign_in, typed, said):
    whole = {
        "kind": "financial",
        "what": "The start is late",
        "likelihood": "4",
        "impact": "3",
        "mitigation": "We wait",
    }
    answer = sign_in(pair[0].owner).post(address(pair[0].seat.consortium, "risk_add"), whole | typed)
    assert said in text_of(answer) and "We wait" in text_of(answer) and not Risk.objects.exists()


def test_who_saves_later_sees_what_the_first_wrote(pair, sign_in):
    first, second = pair
    risk = add(first)
    browser, where = sign_in(second.owner), address(risk.consortium, "risk_change", risk.pk)
    seen = browser.get(where).context["form"].initial["seen"]
    change(first, risk, likelihood=1)
    typed = {"kind": "financial", "what": "The start is late", "likelihood": "5", "impact": "3", "seen": seen}
    page = text_of(browser.post(where, typed))
    assert "What changed while you were editing" in page and "Very unlikely" in page
    assert Risk.objects.get().likelihood == 1
    with pytest.raises(ChangedMeanwhile):
        change(second, risk, seen=seen, likelihood=5)


def test_the_register_needs_no_more_queries_for_more_risks(pair, sign_in, django_assert_max_num_queries):
    browser, where = sign_in(pair[0].owner), address(pair[0].seat.consortium, "risks")

    def queries():
        with django_assert_max_num_queries(60) as counted:
            browser.get(where)
        return len(counted)

    add(pair[0])
    queries()
    before = queries()
    for partner in pair:
        for number in range(3):
            add(partner, what=f"Risk {partner.seat.pk} {number}", owner_id=partner.organisation.pk)
    assert queries() == before


@pytest.mark.django_db(transaction=True)
def test_accepting_while_another_is_asked_instead_has_one_outcome():
    first, second, third = partners(3)
    risk = add(first, owner_id=second.organisation.pk)
    found = at_once(lambda: reply(second, risk, True), lambda: change(first, risk, owner_id=third.organisation.pk))
    risk.refresh_from_db()
    if found[0] is None:
        assert isinstance(found[1], NotYours) and risk.owner == second.organisation and risk.accepted_at
    else:
        assert found[1] is True and risk.owner == third.organisation and risk.accepted_at is None

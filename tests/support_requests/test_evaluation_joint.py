"""Promises about asking each member of a consortium that was helped together, and about what members read."""

import datetime as dt

import pytest
from django.utils import timezone

from mutuals.models import Organisation
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from support_requests.actions import evaluation as actions
from support_requests.actions.evaluation_answers import answer
from support_requests.actions.evaluation_timers import look_after
from support_requests.evaluation.answers import Response, answered, response
from support_requests.evaluation.awaiting import of_person
from support_requests.models import Evaluation
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory
from tests.factories.evaluation import EvaluationFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import PackageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db

ACCEPTED = dt.datetime(2026, 3, 31, 9, 30, tzinfo=dt.UTC)
SIX_MONTHS_LATER = ACCEPTED + dt.timedelta(days=184)
SAID = {"turnover": 1_250_000, "confidence": 4, "challenges": []}


@pytest.fixture
def member():
    """Somebody who owns another member of the consortium that support was agreed for."""
    return MembershipFactory(role="owner").user


@pytest.fixture
def joint(organisation, owner, member):
    """A package for the whole of Vale Alliance, for which the owner asked."""
    accepted = SupportRequestFactory(organisation=organisation, asked_by=owner, state="accepted")
    package = PackageFactory(request=accepted, consortium=ConsortiumFactory(name="Vale Alliance"))
    for one in (organisation, member.memberships.get().organisation):
        ConsortiumMemberFactory(consortium=package.consortium, organisation=one)
    return package


def of_people(request, *people, wave="baseline") -> list[Evaluation]:
    """The questionnaire of each person's organisation."""
    return [request.evaluations.get(wave=wave, organisation__memberships__user=one) for one in people]


def test_each_member_of_a_joint_package_is_asked_for_itself_once_a_wave(joint, owner, member):
    ConsortiumMemberFactory(consortium=joint.consortium, left_at=ACCEPTED, ending="own_act")
    for _ in range(2):
        actions.begin(request=joint.request, at=ACCEPTED)
    assert joint.request.evaluations.count() == 6
    assert {one.person for one in Notification.objects.all()} == {owner, member}
    look_after(at=SIX_MONTHS_LATER)
    assert Notification.objects.filter(event="evaluation_asked", person=member).count() == 2


def test_members_read_neither_what_was_asked_nor_what_others_answered(joint, owner, member, sign_in):
    actions.begin(request=joint.request, at=timezone.now())
    mine, theirs = of_people(joint.request, owner, member)
    answer(evaluation=mine, said=SAID, by=owner, at=timezone.now())
    message = Notification.objects.get(person=member)
    assert "The programme supports Vale Alliance" in message.body and joint.request.title not in message.body
    browser = sign_in(member)
    assert browser.get(mine.get_absolute_url()).status_code == 404
    page = browser.get(theirs.get_absolute_url()).text
    assert "Vale Alliance" in page and joint.request.title not in page
    [awaits] = [one for queue in of_person(Asker(member), timezone.now()) for one in queue.things()]
    assert awaits.detail == "About the support for Vale Alliance; five minutes"
    with pytest.raises(NotPossible, match="no longer act"):
        answer(evaluation=theirs, said=SAID, by=owner, at=timezone.now())
    answer(evaluation=theirs, said=SAID, by=member, at=timezone.now())
    browser = sign_in(owner)
    assert browser.get(theirs.get_absolute_url()).status_code == 404
    own = browser.get(joint.request.get_absolute_url()).text
    assert mine.get_absolute_url() in own and theirs.get_absolute_url() not in own


def test_members_are_set_each_against_its_own_baseline(joint, owner, member, sign_in):
    actions.begin(request=joint.request, at=ACCEPTED)
    for wave, confidence in (("baseline", 2), ("six_months", 4)):
        for more, person in enumerate((owner, member)):
            [one] = of_people(joint.request, person, wave=wave)
            answer(
                evaluation=one, said={"confidence": confidence + more, "turnover": 100 + more}, by=person, at=one.due_at
            )
        look_after(at=SIX_MONTHS_LATER)
    found = [(one.before["confidence"], one.after["confidence"]) for one in answered("six_months")]
    assert sorted(found) == [(2, 4), (3, 5)]
    assert response("six_months") == Response(answered=2, asked=2)
    for person, own, other in ((owner, "£100", "£101"), (member, "£101", "£100")):
        page = sign_in(person).get(of_people(joint.request, person, wave="six_months")[0].get_absolute_url()).text
        assert own in page and other not in page


def test_member_that_left_the_consortium_is_asked_no_more(joint, owner, member):
    actions.begin(request=joint.request, at=ACCEPTED)
    Notification.objects.all().delete()
    joint.consortium.members.filter(organisation__memberships__user=member).update(left_at=ACCEPTED)
    look_after(at=ACCEPTED)
    look_after(at=SIX_MONTHS_LATER)
    asked_again = Notification.objects.filter(event="evaluation_asked")
    assert [one.person for one in asked_again] == [owner]
    states = [of_people(joint.request, member, wave=wave)[0].state for wave in ("baseline", "six_months")]
    assert states == ["not_asked", "not_asked"]


def test_questions_to_a_merged_member_are_the_others_unless_that_is_asked_the_same(joint, owner, member):
    actions.begin(request=joint.request, at=ACCEPTED)
    [first], into, heir = of_people(joint.request, member), joint.request.organisation, OrganisationFactory()
    third = ConsortiumMemberFactory(consortium=joint.consortium).organisation
    answered_before = EvaluationFactory(request=joint.request, wave="baseline", organisation=third, state="answered")
    Organisation.objects.filter(pk=first.organisation_id).update(closed_at=ACCEPTED, merged_into=into)
    Organisation.objects.filter(pk=third.pk).update(closed_at=ACCEPTED, merged_into=heir)
    look_after(at=ACCEPTED)
    for one in (first, answered_before):
        one.refresh_from_db()
    assert (first.state, of_people(joint.request, owner)[0].state) == ("not_asked", "asked")
    assert answered_before.organisation == heir

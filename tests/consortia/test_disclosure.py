"""Promises about staged disclosure: nothing opens before both agreed and one released, and it closes at once."""

import itertools

import pytest
from django.utils import timezone

from consortia.actions import disclosure, members, releases
from consortia.disclosure.opening import released_to
from consortia.models import AgreementAcceptance, SectionRelease
from mutuals.models import Organisation
from mutuals.viewers import viewer_of
from mutuals.visibility import SECTIONS, SECTIONS_BY_KEY, Visibility
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import awaiting
from partnerships_portal.notifications.models import Notification
from tests.documents import files
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.disclosure import AcceptanceFactory, AgreementFactory, partners
from tests.factories.partnering import ConsortiumMemberFactory

from .disclosing import (
    accept,
    agree,
    close,
    come_back,
    come_back_and_accept,
    dissolve,
    joined_later,
    leave,
    newer,
    pair_of,
    put_forward,
    release_all,
    withdrawn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(organisation, other_organisation, owner, other_owner):
    """The organisation's and the other's places in a new consortium, each with an owner."""
    return pair_of(organisation, other_organisation)


# What happened between two members, in order: the plain re-statement of when a released section is open
STAGES = {
    "strangers": (lambda ours, theirs: ours.consortium.members.all().delete(), False),
    "nothing": (lambda ours, theirs: None, False),
    "put forward": (lambda ours, theirs: AgreementFactory(consortium=ours.consortium), False),
    "released only": (lambda ours, theirs: release_all(ours), False),
    "we accepted": (lambda ours, theirs: (agree(ours), release_all(ours)), False),
    "they accepted": (lambda ours, theirs: (agree(theirs), release_all(ours)), False),
    "both accepted": (lambda ours, theirs: agree(ours, theirs), False),
    "released": (lambda ours, theirs: (agree(ours, theirs), release_all(ours)), True),
    "they released": (lambda ours, theirs: (agree(ours, theirs), release_all(theirs)), False),
    "taken back": (lambda ours, theirs: (agree(ours, theirs), release_all(ours, back=True)), False),
    "new version": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), newer(ours)), False),
    "we accepted anew": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), agree(ours)), False),
    "they accepted anew": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), agree(theirs)), False),
    "both accepted anew": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), agree(ours, theirs)), True),
    "new version withdrawn": (
        lambda ours, theirs: (agree(ours, theirs), release_all(ours), withdrawn(newer(ours))),
        True,
    ),
    "all withdrawn": (lambda ours, theirs: (withdrawn(agree(ours, theirs)), release_all(ours)), False),
    "they left": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), leave(theirs)), False),
    "we left": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), leave(ours)), False),
    "they came back": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), come_back(theirs)), False),
    "they came back and accepted": (
        lambda ours, theirs: (agree(ours, theirs), release_all(ours), come_back_and_accept(theirs)),
        False,
    ),
    "released before they joined": (
        lambda ours, theirs: (release_all(ours), joined_later(theirs), agree(ours, theirs)),
        False,
    ),
    "dissolved": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), dissolve(ours)), False),
    "we closed": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), close(ours)), False),
    "they closed": (lambda ours, theirs: (agree(ours, theirs), release_all(ours), close(theirs)), False),
}


@pytest.mark.parametrize("stage", STAGES)
def test_each_viewer_sees_exactly_what_its_stage_and_level_allow(stage, pair, request):
    ours, theirs = pair
    reach, is_open = STAGES[stage]
    reach(ours, theirs)
    names = ("owner", "viewer", "other_owner", "stranger", "commissioner", "staff", "triage")
    third = MembershipFactory(organisation=OrganisationFactory()).user
    people = {name: request.getfixturevalue(name) for name in names} | {"third": third}
    taking_part = {"third"} | (set() if stage == "they closed" else {"other_owner"}) | {"staff", "triage"}
    for name, person in people.items():
        eyes = viewer_of(person, at=timezone.now())
        for level, section in itertools.product(Visibility, SECTIONS):
            setattr(ours.organisation, section.column, level)
            allowed = (
                name in ("owner", "viewer")
                or level == Visibility.PUBLIC
                or (level == Visibility.SIGNED_IN and name in taking_part)
                or (level == Visibility.PARTNERS and name == "other_owner" and is_open)
            )
            assert (section in eyes.sections_of(ours.organisation)) == allowed, (stage, name, section.key, level)


def test_it_takes_one_query_however_many_partners(organisation, django_assert_num_queries):
    for _ in range(3):
        partners(OrganisationFactory(), organisation, OrganisationFactory())
    with django_assert_num_queries(1):
        found = released_to([organisation.pk])
    assert len(found) == 6 * len(SECTIONS) and organisation.pk not in {pk for pk, _ in found}


def test_section_open_in_two_consortia_stays_open_when_one_ends(pair, other_owner):
    ours, theirs = pair
    agree(*pair)
    release_all(ours)
    partners(ours.organisation, theirs.organisation, name="Another")
    dissolve(ours)
    openings = viewer_of(other_owner).openings(SECTIONS_BY_KEY["finances"], ours.organisation)
    assert [opening.name for opening in openings] == ["Another"]


def told(event) -> set:
    return set(Notification.objects.filter(event=event).values_list("person", flat=True))


def test_members_agree_release_and_take_back_and_each_is_told_once(pair, owner, editor, other_owner):
    ours, theirs = pair
    agreement, is_new = put_forward(ours, owner)
    assert is_new and "Moor and Tide" in agreement.text and told("agreement_put_forward") == {editor.pk, other_owner.pk}
    accept(agreement, ours, owner)
    assert not told("agreement_accepted_by_all")
    accepted, _ = accept(agreement, theirs, other_owner)
    assert (accepted.name, accepted.role) == ("Ruth Okafor", "Finance director")
    assert told("agreement_accepted_by_all") == {owner.pk, editor.pk, other_owner.pk}
    titles = releases.release(member=ours, sections=["finances", "capacity"], by=editor, at=timezone.now())
    assert titles == ["Exact figures", "Capacity"]
    assert told("sections_released") == {owner.pk, other_owner.pk}
    assert releases.take_back(member=ours, section="finances", by=owner, at=timezone.now())
    assert told("sections_taken_back") == {editor.pk, other_owner.pk}
    assert list(released_to([theirs.organisation_id])) == [(ours.organisation_id, "capacity")]
    done = AuditEvent.objects.filter(target_kind="consortia.consortium").values_list("action", flat=True)
    wanted = ["put_forward", "accepted", "accepted", "released", "taken_back"]
    assert all(action.endswith(end) for action, end in zip(done.order_by("pk"), wanted, strict=True))


def test_sent_again_changes_nothing_twice(pair, owner, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    assert put_forward(theirs, other_owner) == (agreement, False)
    for member, by in ((ours, owner), (theirs, other_owner)):
        accept(agreement, member, by)
        assert accept(agreement, member, by, name="Somebody else")[1] is False
    at = timezone.now()
    assert releases.release(member=ours, sections=["finances"], by=owner, at=at)
    assert releases.release(member=ours, sections=["finances"], by=owner, at=at) == []
    assert releases.take_back(member=ours, section="finances", by=owner, at=at)
    assert not releases.take_back(member=ours, section="finances", by=owner, at=at)
    assert not AgreementAcceptance.objects.filter(name="Somebody else").exists()
    assert Notification.objects.filter(event="sections_released").count() == 1


def test_nothing_is_released_before_all_have_accepted(pair, owner):
    ours, _ = pair
    agree(ours)
    with pytest.raises(NotPossible, match="once every member has accepted"):
        releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now())
    assert not SectionRelease.objects.exists()


def test_only_what_is_kept_for_partners_is_released(pair, owner):
    ours, _ = pair
    agree(*pair)
    Organisation.objects.filter(pk=ours.organisation_id).update(visibility_finances=Visibility.PROGRAMME)
    for key in ("finances", "about"):
        with pytest.raises(NotPossible, match="is not kept for accepted partners"):
            releases.release(member=ours, sections=[key], by=owner, at=timezone.now())


def test_whoever_joins_later_sees_nothing_until_it_is_released_again(pair, owner):
    ours, _ = pair
    agreement = agree(*pair)
    releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now())
    newcomer = ConsortiumMemberFactory(consortium=ours.consortium)
    AcceptanceFactory(agreement=agreement, member=newcomer)
    assert not released_to([newcomer.organisation_id])
    assert releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now()) == ["Exact figures"]
    assert (ours.organisation_id, "finances") in released_to([newcomer.organisation_id])
    assert SectionRelease.objects.standing().count() == 1


def test_newcomer_who_has_not_accepted_closes_nothing_between_the_others(pair, owner):
    ours, theirs = pair
    agree(*pair)
    releases.release(member=ours, sections=["finances"], by=owner, at=timezone.now())
    ConsortiumMemberFactory(consortium=ours.consortium)
    assert released_to([theirs.organisation_id])


def test_document_of_their_own_takes_the_place_of_the_wording(pair, owner, other_owner):
    ours, theirs = pair
    first, _ = put_forward(ours, owner)
    second, is_new = put_forward(theirs, other_owner, upload=files.upload("agreement.pdf"))
    assert is_new and (second.version, second.text, second.document.name) == (2, "", "agreement.pdf")
    assert put_forward(ours, owner, upload=files.upload("agreement.pdf")) == (second, False)
    with pytest.raises(NotPossible, match="Version 1 is not in force"):
        accept(first, ours, owner)


def test_only_who_put_it_forward_withdraws_it_and_only_until_all_accepted(pair, owner, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    with pytest.raises(NotPossible, match="Only the member"):
        disclosure.withdraw(agreement=agreement, member=theirs, by=other_owner, at=timezone.now())
    accept(agreement, ours, owner)
    assert disclosure.withdraw(agreement=agreement, member=ours, by=owner, at=timezone.now())
    assert not disclosure.withdraw(agreement=agreement, member=ours, by=owner, at=timezone.now())
    again, _ = put_forward(ours, owner)
    for member, by in ((ours, owner), (theirs, other_owner)):
        accept(again, member, by)
    with pytest.raises(NotPossible, match="All whom it was put to have accepted"):
        disclosure.withdraw(agreement=again, member=ours, by=owner, at=timezone.now())


def test_newcomer_does_not_undo_that_a_version_stands(pair, owner):
    ours, _ = pair
    agreement, _ = put_forward(ours, owner)
    agree(*pair, version=agreement)
    ConsortiumMemberFactory(consortium=ours.consortium)
    with pytest.raises(NotPossible, match="All whom it was put to have accepted"):
        disclosure.withdraw(agreement=agreement, member=ours, by=owner, at=timezone.now())


def test_nobody_acts_for_another_member_or_after_leaving(pair, owner, viewer):
    ours, theirs = pair
    agreement = agree(*pair)
    for member, by in ((theirs, owner), (ours, viewer)):
        with pytest.raises(NotPossible):
            releases.release(member=member, sections=["finances"], by=by, at=timezone.now())
    leave(ours)
    with pytest.raises(NotPossible, match="not in this consortium any more"):
        accept(agreement, ours, owner)


def test_agreement_awaits_those_who_may_accept_it_until_they_do(pair, owner, viewer, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    at = timezone.now()
    texts = {person: [one.text for one in awaiting(person, at)] for person in (owner, viewer, other_owner)}
    wanted = ["Read the confidentiality agreement of Moor and Tide"]
    assert texts == {owner: wanted, viewer: [], other_owner: wanted}
    accept(agreement, theirs, other_owner)
    assert not awaiting(other_owner, at)
    dissolve(ours)
    assert not awaiting(owner, at)


def test_all_are_told_when_the_last_that_had_not_accepted_leaves(pair, owner, other_owner):
    ours, theirs = pair
    third = ConsortiumMemberFactory(consortium=ours.consortium)
    agreement, _ = put_forward(ours, owner)
    accept(agreement, ours, owner)
    accept(agreement, theirs, other_owner)
    assert not told("agreement_accepted_by_all")
    going = MembershipFactory(organisation=third.organisation, role="owner").user
    members.leave(member=third, by=going, at=timezone.now())
    assert {owner.pk, other_owner.pk} == told("agreement_accepted_by_all")


def test_member_that_had_accepted_leaves_without_a_word_of_it(pair, owner, other_owner):
    ours, theirs = pair
    agreement, _ = put_forward(ours, owner)
    accept(agreement, theirs, other_owner)
    members.leave(member=theirs, by=other_owner, at=timezone.now())
    assert not told("agreement_accepted_by_all")

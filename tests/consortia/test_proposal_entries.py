"""Where a proposal begins: matches, teams, the directory, a comparison."""

import pytest
from django.urls import reverse
from django.utils import timezone

from consortia.actions import teams
from consortia.models import Proposal
from consortia.teams.wishes import Wishes
from mutuals import search
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    PartnerMatchFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db


def begin(client, address, **said):
    """Open the page where a proposal begins and save its first part; returns the draft."""
    page = client.get(address)
    assert page.status_code == 200, address
    brought: dict = {}
    for name, value in page.context["brought"]:
        brought.setdefault(name, []).append(value)
    client.post(reverse("proposal_new"), page.context["form"].initial | brought | said)
    return Proposal.objects.get()


def test_from_a_partner_match(editor, viewer, organisation, sign_in):
    partner = PartnerMatchFactory(organisation=organisation).partner
    address = reverse("proposal_new") + f"?for={organisation.pk}&organisation={partner.pk}"
    page = reverse("organisation_partners", args=[organisation.pk])
    assert address.replace("&", "&amp;") in sign_in(editor).get(page).content.decode()
    assert address.replace("&", "&amp;") not in sign_in(viewer).get(page).content.decode()
    draft = begin(sign_in(editor), address, kind="long_term", motivators="capacity")
    assert [one.organisation for one in draft.invitations.all()] == [partner]


def test_from_a_team_with_roles_and_what_each_covers(editor, organisation, sign_in):
    nursing, therapy = ServiceAreaFactory(name="Nursing"), ServiceAreaFactory(name="Therapy")
    place = LocalAuthorityFactory(name="Ambermoor")
    opportunity = OpportunityFactory(services=[nursing, therapy], places=[place])
    organisation.service_claims.create(service_area=nursing)
    organisation.places.set([place])
    other = OrganisationFactory(name="Tarnbeck Therapies", services=[therapy], places=[place])
    at = timezone.now()
    wishes = Wishes(lead=organisation.pk)
    search = teams.ask(opportunity=opportunity, organisation=organisation, wishes=wishes, by=editor, at=at)
    client = sign_in(editor)
    page = client.get(reverse("opportunity_teams", args=[opportunity.pk])).content.decode()
    address = reverse("proposal_new") + f"?team={search.pk}-1"
    assert "Propose to this team" in page and address in page
    draft = begin(client, address)
    (asked,) = draft.invitations.all()
    assert (asked.organisation, asked.role, asked.note) == (other, "equal", "Therapy in Ambermoor")
    assert (draft.opportunity, draft.lot, draft.role) == (opportunity, None, "lead")


def test_another_organisations_team_brings_nothing(editor, organisation, other_owner, other_organisation, sign_in):
    opportunity = OpportunityFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()])
    search = teams.ask(
        opportunity=opportunity, organisation=other_organisation, wishes=Wishes(), by=other_owner, at=timezone.now()
    )
    page = sign_in(editor).get(reverse("proposal_new"), {"team": f"{search.pk}-1"})
    assert page.context["began"].lines == [] and page.context["began"].opportunity is None


def test_from_the_directory_and_a_comparison(editor, viewer, commissioner, organisation, sign_in):
    others = [OrganisationFactory(name=name) for name in ("Quillmoor Care", "Tarnbeck Youth Works")]
    search.refresh()
    detail = reverse("organisation_detail", args=[others[0].pk])
    ticked = {"with": [one.pk for one in others]}
    pages = [(detail, {}), (reverse("organisation_list"), {}), (reverse("organisation_compare"), ticked)]
    for address, query in pages:
        assert reverse("proposal_new") in sign_in(editor).get(address, query).content.decode(), address
        for person in (viewer, commissioner, None):
            assert reverse("proposal_new") not in sign_in(person).get(address, query).content.decode(), address
    own = sign_in(editor).get(reverse("organisation_detail", args=[organisation.pk])).content.decode()
    assert reverse("proposal_new") not in own
    address = reverse("proposal_new") + "?" + "&".join(f"with={one.pk}" for one in others)
    draft = begin(sign_in(editor), address, kind="long_term", buyers="self_payers")
    assert {one.organisation for one in draft.invitations.all()} == set(others)


@pytest.mark.parametrize(
    "query", ["organisation=x", "organisation=999", "team=1", "team=x-y", "opportunity=7", "lot=3"]
)
def test_odd_addresses_bring_nothing(editor, sign_in, query):
    assert sign_in(editor).get(f"{reverse('proposal_new')}?{query}").context["began"].lines == []


def test_for_one_of_several_organisations(editor, other_organisation, organisation, sign_in):
    MembershipFactory(organisation=other_organisation, user=editor, role="editor")
    page = sign_in(editor).get(reverse("proposal_new"), {"for": other_organisation.pk, "organisation": organisation.pk})
    began = page.context["began"]
    assert began.proposer == other_organisation and [one.organisation for one in began.lines] == [organisation]


def test_one_lot_can_be_chosen(editor, organisation, sign_in):
    opportunity = OpportunityFactory()
    lot = opportunity.lots.create(number="2", title="Night shelters")
    address = reverse("proposal_new") + f"?opportunity={opportunity.pk}&lot={lot.pk}"
    draft = begin(sign_in(editor), address)
    assert (draft.opportunity, draft.lot) == (opportunity, lot)

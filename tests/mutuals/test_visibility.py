"""Promises about who sees what: whatever levels are chosen, nothing hidden is in a page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutuals import search
from mutuals.models import Network, Organisation
from mutuals.viewers import viewer_of
from mutuals.visibility import SECTIONS, Visibility
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    ServiceClaimFactory,
)
from tests.factories.disclosure import partners

pytestmark = pytest.mark.django_db

# One telling value for each section: it is on the page if the viewer may see the section, and nowhere else.
TELLING = {
    "about": "Zephyrine nursing cooperative",
    "services": "Audiolatry clinics",
    "places": "Quillonshire",
    "social_value": "Fewer falls at Ambleholt",
    "size": "£25 million to £50 million",
    "ways_of_working": "Regulated activity, inspected",
    "partnering": "Lends minibuses",
    "finances": "£33,123,457",
    "capacity": "77.7",
    "history": "4 of 5, where 1 is cautious",
}


@pytest.fixture
def full(organisation):
    """The organisation with a telling value in every section."""
    Organisation.objects.filter(pk=organisation.pk).update(
        summary=TELLING["about"],
        social_value=TELLING["social_value"],
        turnover=33_123_457,
        turnover_band=6,
        safeguarding=3,
        offers=TELLING["partnering"],
        capacity=77.7,
        risk_appetite=4,
    )
    area = ServiceAreaFactory(name=TELLING["services"])
    ServiceClaimFactory(organisation=organisation, service_area=area, contract="Contract Xanthe")
    organisation.places.add(LocalAuthorityFactory(name=TELLING["places"]))
    organisation.networks.add(Network.objects.create(name="Network Ysolde"))
    return organisation


@pytest.fixture
def partner_owner(full):
    """The owner of an accepted partner of the organisation."""
    membership = MembershipFactory(organisation=OrganisationFactory(name="Partner"))
    partners(full, membership.organisation)
    return membership.user


@pytest.fixture
def unreleased_owner(full):
    """The owner of a member of a consortium of the organisation's in which all accepted and nothing is released."""
    membership = MembershipFactory(organisation=OrganisationFactory(name="Not yet"))
    partners(full, membership.organisation, release=False)
    return membership.user


@pytest.fixture
def people(owner, viewer, other_owner, partner_owner, unreleased_owner, stranger, commissioner, staff):
    """Each kind of person with the level up to which the sections of the organisation are open to them."""
    return {
        None: Visibility.PUBLIC,
        stranger: Visibility.PUBLIC,
        commissioner: Visibility.PUBLIC,
        other_owner: Visibility.SIGNED_IN,
        partner_owner: Visibility.PARTNERS,
        unreleased_owner: Visibility.SIGNED_IN,
        viewer: Visibility.PROGRAMME,
        owner: Visibility.PROGRAMME,
        staff: Visibility.SIGNED_IN,
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(levels=st.lists(st.sampled_from(Visibility), min_size=len(SECTIONS), max_size=len(SECTIONS)))
def test_page_holds_exactly_the_sections_that_are_open_to_its_viewer(levels, full, people, sign_in):
    columns = {section.column: level for section, level in zip(SECTIONS, levels, strict=True)}
    Organisation.objects.filter(pk=full.pk).update(**columns)
    search.refresh()
    for person, open_to in people.items():
        page = sign_in(person).get(full.get_absolute_url()).content.decode()
        listed = sign_in(person).get("/organisations/?q=harrowmere").content.decode()
        for section, level in zip(SECTIONS, levels, strict=True):
            value = TELLING[section.key]
            assert (value in page) == (level <= open_to), f"{section.key} at {level} for {person}"
            if level > open_to:
                assert value not in listed, f"{section.key} at {level} for {person}, in the directory"
                assert not (section.key == "services" and "Contract Xanthe" in page)
                assert not (section.key == "partnering" and "Network Ysolde" in page)


def test_nothing_hidden_reaches_the_template(full, sign_in):
    """The context holds words only: no organisation from which a template could read more."""
    response = sign_in(None).get(full.get_absolute_url())
    for layer in response.context:
        for value in getattr(layer, "dicts", [layer]):
            assert not [one for one in dict(value).values() if isinstance(one, Organisation)]


def test_own_people_are_told_who_else_sees_a_section(full, owner, sign_in):
    page = sign_in(owner).get(full.get_absolute_url()).content.decode()
    assert "Only you, partners to whom you release it, and programme staff who say why see this." in page
    assert "Everyone sees this." in page


def test_others_are_not_told_who_sees_a_section(full, other_owner, sign_in):
    page = sign_in(other_owner).get(full.get_absolute_url()).content.decode()
    assert "sees this" not in page and "see this." not in page


def test_person_of_a_closed_organisation_sees_what_everyone_sees(full, other_owner, other_organisation):
    Organisation.objects.filter(pk=other_organisation.pk).update(closed_at=full.created_at)
    assert viewer_of(other_owner).level_on(full.pk) == Visibility.PUBLIC


def test_closed_organisation_exists_for_its_people_and_staff_only(full, owner, other_owner, staff, sign_in):
    Organisation.objects.filter(pk=full.pk).update(closed_at=full.created_at)
    got = {person: sign_in(person).get(full.get_absolute_url()).status_code for person in (None, other_owner)}
    assert got == {None: 404, other_owner: 404}
    assert sign_in(owner).get(full.get_absolute_url()).status_code == 200
    assert sign_in(staff).get(full.get_absolute_url()).status_code == 200


def test_page_takes_the_same_number_of_queries_however_full(full, owner, sign_in, django_assert_max_num_queries):
    def visit():
        return sign_in(owner).get(full.get_absolute_url())

    with django_assert_max_num_queries(66) as few:
        visit()
    for _ in range(10):
        ServiceClaimFactory(organisation=full)
        full.places.add(LocalAuthorityFactory())
    with django_assert_max_num_queries(len(few)):
        visit()


def test_whole_region_is_named_as_one(full, sign_in):
    region = full.places.get().region
    full.places.add(LocalAuthorityFactory(region=region))
    page = sign_in(None).get(full.get_absolute_url()).content.decode()
    assert f"All of {region.name}" in page
    LocalAuthorityFactory(region=region)
    assert f"All of {region.name}" not in sign_in(None).get(full.get_absolute_url()).content.decode()

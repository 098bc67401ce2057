"""Whatever an organisation keeps closer, nobody who may not see it can tell: by no page, count, search, file or score.

For random profiles with random levels, all that is above somebody's level is changed. What they get must stay the same
to the byte.
"""

import itertools
import random

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from consortia.matching import running
from mutuals import actions, search
from mutuals.models import Network, Organisation
from mutuals.visibility import SECTIONS, Visibility
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from partnerships_portal.reference.postcodes import find_postcode
from tests.consortia.hidden import change
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    RegionFactory,
    ServiceAreaFactory,
    ServiceClaimFactory,
)
from tests.factories.disclosure import partners

from .onlookers import POSTCODE, Person, looks

pytestmark = pytest.mark.django_db

# Words that stand nowhere but in one section of the profile.
TELLING = {
    "about": "Zephyrine",
    "services": "Xanthe",
    "places": "Orlop",
    "social_value": "Ambleholt",
    "partnering": "Minibuses",
    "finances": "33,123,457",
    "capacity": "7,777.7",
}
SEARCHED = {"about": "zephyrine", "services": "audiolatry", "places": "quillonshire", "partnering": "minibuses"}
levels = st.lists(st.sampled_from(Visibility), min_size=len(SECTIONS), max_size=len(SECTIONS))


@pytest.fixture
def sector(db):
    """Services, places, tenders for them and other organisations that show everything."""
    areas = [ServiceAreaFactory(name=name) for name in ("Audiolatry", "Nursing", "Therapies", "Rehabilitation")]
    north, south = RegionFactory(name="North", slug="north"), RegionFactory(name="South", slug="south")
    places = [LocalAuthorityFactory(name="Quillonshire", region=north)]
    places += [LocalAuthorityFactory(region=region) for region in (north, south, south, south)]
    for place, beside in itertools.pairwise(places):
        place.neighbours.add(beside)
    body = BodyFactory()
    body.places.set(places)
    for number in range(2):
        OpportunityFactory(
            body=body,
            services=areas[number : number + 3],
            places=places[number : number + 3],
            minimum_turnover=2_000_000,
        )
    told = {"turnover_band": 2, "values": ["prevention"], "governance": 2, "pace_of_decisions": 2}
    for number in range(3):
        one = OrganisationFactory(services=areas[number : number + 2], places=places[number : number + 2], **told)
        one.networks.add(Network.objects.get_or_create(name="The old network")[0])
        BidFactory(body=body, by=[one], state="won")
    return areas, places, body


@pytest.fixture
def watching(sector, organisation):
    """Another organisation, a partner to whom all is released and one to whom nothing is: matched like everybody."""
    areas, places, _ = sector
    shown = {"turnover_band": 1, "values": ["prevention"], "governance": 2, "pace_of_decisions": 2}
    other = OrganisationFactory(name="Other", services=areas[1:3], places=places[1:3], **shown)
    partner = OrganisationFactory(name="Partner", services=areas[2:], places=places[2:], **shown)
    waiting = OrganisationFactory(name="Waiting", services=areas[2:], places=places[:2], **shown)
    partners(organisation, partner)
    partners(organisation, waiting, release=False)
    return {"other": other, "partner": partner, "waiting": waiting}


@pytest.fixture
def people(watching, organisation, stranger, commissioner, staff, triage, sign_in):
    """Everybody who is not of the organisation, staff without and with a declared purpose among them."""
    everyone, signed_in = Visibility.PUBLIC, Visibility.SIGNED_IN
    newcomer = MembershipFactory(organisation=OrganisationFactory(admitted_at=None)).user
    former = MembershipFactory(organisation=OrganisationFactory(closed_at=timezone.now())).user
    owners = {name: MembershipFactory(organisation=one).user for name, one in watching.items()}
    actions.declare_purpose(organisation=organisation, purpose="support", note="", by=triage, at=timezone.now())
    return {
        "anybody": Person(sign_in(None), everyone, everyone, asks_much=True),
        "stranger": Person(sign_in(stranger), everyone, everyone),
        "commissioner": Person(sign_in(commissioner), everyone, everyone),
        "newcomer": Person(sign_in(newcomer), everyone, everyone),
        "former member": Person(sign_in(former), everyone, everyone),
        "other": Person(sign_in(owners["other"]), signed_in, signed_in, asks_much=True),
        "staff": Person(sign_in(staff), signed_in, signed_in),
        "partner": Person(sign_in(owners["partner"]), Visibility.PARTNERS, signed_in),
        "waiting": Person(sign_in(owners["waiting"]), signed_in, signed_in),
        "staff with a purpose": Person(sign_in(triage), Visibility.PROGRAMME, signed_in),
    }


@pytest.fixture
def everything(organisation, people, owner, watching, sector, sign_in):
    """All that anybody can get that might tell of the organisation."""
    areas, places, _ = sector
    values = {
        "facets": {
            "service": [areas[0].code, areas[-1].code],
            "place": [places[0].code, places[-1].code],
            "size": [6, 7],
            "q": SEARCHED.values(),
        },
        "beside": watching["other"].pk,
        "opportunities": OpportunityFactory._meta.model.objects.values_list("pk", flat=True),
    }
    return looks(organisation, people, sign_in(owner), watching, values)


def dress(organisation: Organisation, chosen: list[Visibility], draw: random.Random) -> None:
    """Give the organisation these levels and a full profile, with a telling word in each section that holds words."""
    leeds = find_postcode(POSTCODE)
    Organisation.objects.filter(pk=organisation.pk).update(
        **{section.column: level for section, level in zip(SECTIONS, chosen, strict=True)},
        summary=f"{TELLING['about']} nursing cooperative",
        base_easting=leeds.easting + draw.randrange(50_000),
        base_northing=leeds.northing,
        social_value=f"Fewer falls at {TELLING['social_value']}",
        is_national=draw.random() < 0.2,
        national_evidence=f"{TELLING['places']} contract",
        turnover=33_123_457,
        turnover_band=draw.choice([None, 0, 2, 6]),
        staff_band=draw.choice([None, 1]),
        values=draw.sample(["prevention", "quality", "openness"], 2),
        pace_of_decisions=draw.choice([None, 1, 2]),
        governance=draw.choice([None, 3]),
        safeguarding=draw.choice([None, 3]),
        offers=f"{TELLING['partnering']} to share",
        capacity=7_777.7,
        volume_of_work=draw.choice([None, 4_000, 9_000]),
        risk_appetite=draw.choice([None, 4]),
    )
    areas = list(ServiceArea.objects.exclude(parent=None).order_by("position"))
    for area in areas[: draw.choice([1, 2])]:
        ServiceClaimFactory(organisation=organisation, service_area=area, contract=f"{TELLING['services']} contract")
    organisation.places.set(LocalAuthority.objects.order_by("pk")[: draw.choice([1, 2])])
    organisation.networks.set(Network.objects.all()[: draw.choice([0, 1])])
    organisation.outcomes.create(what=f"{TELLING['social_value']} is calmer")
    if draw.random() < 0.5:
        BidFactory(body=BodyFactory(), by=[organisation, OrganisationFactory()], state="lost")


def settle(at) -> None:
    """Search, lists and matches have caught up."""
    search.refresh()
    running.full_run(at=at)


def change_all(organisation: Organisation, sections) -> None:
    for section in sections:
        for field in section.fields:
            change(organisation, field)
        if section.key == "about":
            Organisation.objects.filter(pk=organisation.pk).update(base_easting=530_000, base_northing=180_000)


@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=levels, seed=st.integers(0, 2**16))
def test_nobody_can_tell_what_is_above_their_level(chosen, seed, organisation, everything):
    by_level = {level: [s for s, one in zip(SECTIONS, chosen, strict=True) if one == level] for level in Visibility}
    at = timezone.now()
    with transaction.atomic():
        dress(organisation, chosen, random.Random(seed))
        settle(at)
        before = {look.what: look.get() for look in everything if look.level < Visibility.PROGRAMME}
        _no_telling_word(chosen, everything, before)
        for level in (Visibility.PROGRAMME, Visibility.PARTNERS, Visibility.SIGNED_IN):
            if by_level[level]:
                change_all(organisation, by_level[level])
                settle(at)
                for look in everything:
                    if look.level < level:
                        assert look.get() == before[look.what], f"{look.what} tells of {by_level[level]}"
        transaction.set_rollback(True)


def _no_telling_word(chosen, everything, got) -> None:
    """Words of a section are in what somebody gets only where they may see the section."""
    for section, level in zip(SECTIONS, chosen, strict=True):
        for look in everything:
            if look.what in got and section.key in TELLING and look.level < level and "?q=" not in look.what:
                assert TELLING[section.key].encode() not in got[look.what], f"{look.what} tells of {section.key}"
        for look in everything:
            if look.what.startswith(f"/organisations/?q={SEARCHED.get(section.key)} ") and level > Visibility.PUBLIC:
                assert b"Harrowmere" not in got[look.what], f"{look.what} is found by {section.key}"


def test_the_same_changes_are_told_where_they_may_be(organisation, everything):
    """The test above could fail: what everyone may see does change what everybody gets."""
    at, draw = timezone.now(), random.Random(3)
    dress(organisation, [Visibility.PUBLIC] * len(SECTIONS), draw)
    settle(at)
    before = {look.what: look.get() for look in everything}
    for word in SEARCHED.values():
        assert b"Harrowmere" in before[f"/organisations/?q={word} as anybody"]
    change_all(organisation, SECTIONS)
    settle(at)
    after = {look.what: look.get() for look in everything}
    same = {what for what in before if before[what] == after[what]}
    for what in before:
        if what.startswith(
            (
                "page",
                "preview",
                "/organisations/ ",
                "/organisations/map/",
                "/organisations/compare",
                "/organisations.csv",
                "partners",
            )
        ):
            assert what not in same
    assert len(same) < len(before) / 2

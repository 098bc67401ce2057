"""A change to each field of a profile, for tests that nothing kept closer reaches anybody else."""

import datetime as dt

from mutuals.models import Network, Organisation
from mutuals.visibility import SECTIONS
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import BidFactory, BodyFactory, ServiceClaimFactory

# (section, field) of everything that an organisation may keep closer.
FIELDS = [(section.key, field) for section in SECTIONS for field in section.fields]

_NEW = {
    "legal_form": "cio",
    "summary": "Something else",
    "website": "https://example.org/else",
    "base_postcode": "YO1 7HH",
    "founded_on": dt.date(1999, 1, 1),
    "spun_out_on": dt.date(2001, 1, 1),
    "parent_body": "Another council",
    "company_number": "00000009",
    "charity_number": "99",
    "is_national": True,
    "national_evidence": "Three contracts in every region",
    "social_value": "Fewer hospital stays",
    "turnover_band": 7,
    "staff_band": 4,
    "values": ["environment", "local_economy", "prevention"],
    "pace_of_decisions": 5,
    "governance": 5,
    "safeguarding": 0,
    "partnering_experience": "Many joint bids",
    "offers": "Rooms",
    "looks_for": "A lead",
    "turnover": 77_000_000,
    "staff": 900,
    "capacity": 400,
    "volume_of_work": 1,
    "risk_appetite": 5,
}


def change(organisation: Organisation, field: str) -> None:
    """Give one field of a profile another content; KeyError for a field that this module does not know."""
    if field == "service_claims":
        mine = organisation.service_claims.values("service_area")
        for area in ServiceArea.objects.exclude(parent=None).exclude(pk__in=mine)[:2]:
            ServiceClaimFactory(organisation=organisation, service_area=area, contract="Council contract, 2025")
    elif field == "places":
        organisation.places.set(LocalAuthority.objects.exclude(organisations=organisation)[:2])
    elif field == "networks":
        organisation.networks.set([*Network.objects.all(), Network.objects.get_or_create(name="A new network")[0]])
    elif field == "outcomes":
        organisation.outcomes.create(what="Fewer hospital stays", how_known="The trust counts them", year=2025)
    elif field == "past_bids":
        _bid(organisation)
    else:
        new = LocalAuthority.objects.last() if field == "base_authority" else _NEW[field]
        Organisation.objects.filter(pk=organisation.pk).update(**{field: new})
        organisation.refresh_from_db()


def _bid(organisation):
    """A contract with a body of every place, so that every region's record could move."""
    body = BodyFactory()
    body.places.set(LocalAuthority.objects.all())
    BidFactory(body=body, state="won", by=[organisation], is_joint=True)

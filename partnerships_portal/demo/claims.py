"""What organisations claim: services with or without evidence, and that they are a Mutual."""

import datetime as dt
from collections.abc import Iterator

from mutuals.models import Organisation, ServiceClaim, ThreePartDefinition
from partnerships_portal.accounts.models import User

from . import shape
from .bodies import Buyers
from .cast import Cast
from .profiles import began
from .words import definitions
from .words.profile import inside_a_sentence

DAY = dt.timedelta(days=1)


def service_claims(cast: Cast, i: int, *, buyers: Buyers, verifier: User) -> Iterator[ServiceClaim]:
    """A claim for each service of organisation `i`: about half name a contract, staff verified a few others."""
    place = cast.ground.names[cast.districts[i][0]]
    for area in cast.services[i]:
        claim = ServiceClaim(organisation_id=cast.ids[i], service_area_id=area.pk)
        luck = cast.chooser.random()
        if luck < shape.CLAIMS_WITH_CONTRACT or i in cast.parts:
            year = cast.at.year - cast.chooser.randint(1, 6)
            claim.contract = f"{area.name}, {place}, {year} to {year + cast.chooser.randint(3, 7)}"
            claim.contract_buyer = cast.buyer(i, buyers)
        elif luck < shape.CLAIMS_WITH_CONTRACT + shape.CLAIMS_VERIFIED:
            claim.verified_at = cast.at - cast.chooser.randint(5, 400) * DAY
            claim.verified_by_id = verifier.pk
        yield claim


def definition(cast: Cast, i: int, *, of: Organisation, verifier: User) -> ThreePartDefinition:
    """The answers of Mutual `i` to the three-part definition, as far as it got."""
    status = cast.sector.definition[i]
    days = cast.chooser.randint(1, 12) if status == "submitted" else cast.chooser.randint(15, 600)
    submitted = None if status == "draft" else (of.verified_at or cast.at - (days - 5) * DAY) - 5 * DAY
    decided = submitted + 5 * DAY if submitted and status in ("verified", "returned") else None
    words = {
        "parent": of.parent_body,
        "date": f"{began(cast, i):%-d %B %Y}",
        "service": inside_a_sentence(cast.services[i][0].name),
        "place": cast.ground.names[cast.districts[i][0]],
    }
    return ThreePartDefinition(
        organisation_id=cast.ids[i],
        left_public_sector=True,
        left_public_sector_evidence=cast.chooser.choice(definitions.LEFT).format(**words),
        delivers_public_services=True,
        delivers_public_services_evidence=cast.chooser.choice(definitions.DELIVERS).format(**words),
        staff_control=None if status == "draft" else True,
        staff_control_evidence="" if status == "draft" else cast.chooser.choice(definitions.CONTROL),
        status=status,
        submitted_at=submitted,
        decided_at=decided,
        decided_by_id=verifier.pk if decided else None,
        reasons=cast.chooser.choice(definitions.RETURNED) if status == "returned" else "",
    )

"""Writes the profile of each organisation of the world."""

import datetime as dt
from collections.abc import Callable

from django.utils.text import slugify

from mutuals.bands import STAFF_EDGES, TURNOVER_EDGES, band_of
from mutuals.choices import OrganisationValue
from mutuals.models import Organisation
from mutuals.visibility import SECTIONS, Visibility
from partnerships_portal.accounts.models import User

from . import shape
from .bodies import Buyers
from .cast import Cast
from .words import profile

DAY = dt.timedelta(days=1)
VALUES = [value.value for value in OrganisationValue]
NATIONAL_EVIDENCE = "Contracts in six regions since 2021."
ONE_TO_FIVE = (1, 2, 3, 4, 5)
# Weights of the four safeguarding levels (none, basic, enhanced, regulated) by service group.
SAFEGUARDING = {
    "health": (0, 1, 3, 6),
    "social-care": (0, 1, 3, 6),
    "children-and-young-people": (0, 0, 5, 5),
    "education": (0, 2, 6, 2),
    "culture-and-leisure": (1, 6, 3, 0),
    "other": (2, 6, 3, 0),
}


def organisation(cast: Cast, i: int, *, buyers: Buyers, verifier: User) -> Organisation:
    """Organisation `i` of the world, unsaved, with its primary key."""
    joined = cast.at - cast.chooser.randint(20, 900) * DAY
    verified = joined + 5 * DAY if cast.sector.definition[i] == "verified" else None
    profile_of = Organisation(
        pk=cast.ids[i],
        name=cast.names[i],
        kind=cast.sector.kind[i],
        is_demo=True,
        created_at=joined,
        updated_at=joined + cast.chooser.random() * (cast.at - joined),
        admitted_at=joined,
        verified_at=verified,
        verified_by_id=verifier.pk if verified else None,
        parent_body=cast.buyer(i, buyers) if cast.is_mutual(i) else "",
        **_about(cast, i),
        **_size(cast, i),
        **_ways_of_working(cast, i),
        **_partnering(cast, i),
        **_visibilities(cast),
    )
    for name, value in cast.parts[i].fields().items() if i in cast.parts else ():
        setattr(profile_of, name, value)
    return profile_of


def began(cast: Cast, i: int) -> dt.date:
    """The day on which a Mutual left the public sector, or another organisation was founded."""
    return (cast.at - float(cast.sector.age[i]) * 365.25 * DAY).date()


def _about(cast: Cast, i: int) -> dict[str, object]:
    forms = shape.LEGAL_FORMS[cast.sector.kind[i]]
    legal_form = cast.chooser.choices(list(forms), list(forms.values()))[0]
    day, is_mutual = None if cast.hides(i, "founded_on") else began(cast, i), cast.is_mutual(i)
    national = bool(cast.sector.national[i])
    return {
        "legal_form": cast.tells(i, "legal_form", legal_form, ""),
        "summary": cast.tells(i, "summary", profile.summary(cast.subject(i), cast.chooser), ""),
        "website": cast.tells(i, "website", f"https://{slugify(cast.names[i])}.example.org", ""),
        "base_authority_id": int(cast.ground.ids[cast.districts[i][0]]),
        "founded_on": day - 90 * DAY if day and is_mutual else day,
        "spun_out_on": day if is_mutual else None,
        "is_national": national,
        "national_evidence": NATIONAL_EVIDENCE if national and cast.chooser.random() < 0.6 else "",
    }


def _size(cast: Cast, i: int) -> dict[str, object]:
    """Some tell the exact turnover, some of the others its band at least."""
    turnover, staff = int(cast.sector.turnover[i]), int(cast.sector.staff[i])
    capacity = float(cast.sector.capacity[i])
    exact = cast.tells(i, "turnover", turnover)
    told_band = exact is not None or not cast.hides(i, "turnover_band")
    return {
        "turnover": exact,
        "turnover_band": band_of(turnover, TURNOVER_EDGES) if told_band else None,
        "staff": cast.tells(i, "staff", staff),
        "staff_band": cast.tells(i, "staff", band_of(staff, STAFF_EDGES)),
        "capacity": cast.tells(i, "capacity", capacity),
        "volume_of_work": cast.tells(i, "volume_of_work", round(capacity * float(cast.sector.load[i]), 1)),
    }


def _ways_of_working(cast: Cast, i: int) -> dict[str, object]:
    draw: Callable = cast.chooser.choices
    governance = draw(ONE_TO_FIVE, (0, 1, 4, 4, 2) if cast.is_mutual(i) else (4, 4, 2, 1, 0))[0]
    values = sorted(cast.chooser.sample(VALUES, cast.chooser.randint(2, 5)))
    return {
        "values": cast.tells(i, "values", values, []),
        "pace_of_decisions": cast.tells(i, "pace_of_decisions", draw(ONE_TO_FIVE, (1, 2, 4, 3, 1))[0]),
        "governance": cast.tells(i, "governance", governance),
        "safeguarding": cast.tells(i, "safeguarding", draw((0, 1, 2, 3), SAFEGUARDING[cast.sector.group[i]])[0]),
    }


def _partnering(cast: Cast, i: int) -> dict[str, object]:
    subject = cast.subject(i)
    return {
        "partnering_experience": profile.experience(subject, cast.chooser) if cast.sector.experienced[i] else "",
        "offers": cast.tells(i, "offers", profile.offers(subject, cast.chooser), ""),
        "looks_for": cast.tells(i, "looks_for", profile.looks_for(subject, cast.chooser), ""),
        "risk_appetite": cast.tells(i, "risk_appetite", cast.chooser.choices(ONE_TO_FIVE, (2, 4, 4, 2, 1))[0]),
    }


def _visibilities(cast: Cast) -> dict[str, int]:
    """The defaults, except that a few organisations moved one or two sections."""
    chosen = {section.column: section.default.value for section in SECTIONS}
    if cast.chooser.random() < shape.CHANGED_VISIBILITY:
        for section in cast.chooser.sample(SECTIONS, cast.chooser.choice((1, 1, 2))):
            chosen[section.column] = cast.chooser.choice(Visibility.values)
    return chosen

"""What the two stories' commissioners do next: live opportunities that give the demo people something to find."""

import datetime as dt
from typing import Any

from commissioners.models import Lot, Opportunity
from partnerships_portal.reference.models import ServiceArea

from .bodies import Body
from .ground import Ground
from .notice_dates import deadline

OPPORTUNITIES = 4  # that `write` adds
DAY = dt.timedelta(days=1)
# Fields of the opportunity, and lots as title, service codes and pounds.
Planned = tuple[dict[str, Any], list[tuple[str, set[str], int]]]


def write(ground: Ground, council: Body, care_board: Body, *, at: dt.datetime) -> None:
    """The next youth contract in early engagement, a small open one, a draft, and work for the dormant partnership."""
    places = {body.pk: [int(ground.ids[i]) for i in body.districts] for body in (council, care_board)}
    mine = (_youth_service(at), _holiday_activities(at), _care_leavers(at))
    for body, (said, lots) in [*((council, planned) for planned in mine), (care_board, _after_hospital(at))]:
        published = said.get("published_at")
        opportunity = Opportunity.objects.create(
            body_id=body.pk,
            created_at=(published or at) - 7 * DAY,
            updated_at=published or at - 7 * DAY,
            is_demo=True,
            regime="procurement_act",
            is_light_touch=True,
            **said,
        )
        for number, (title, services, value) in enumerate(lots, start=1):
            lot = Lot.objects.create(opportunity=opportunity, number=str(number), title=title, value=value)
            lot.services.set(ServiceArea.objects.filter(code__in=services))
            lot.places.set(places[body.pk])


def _youth_service(at: dt.datetime) -> Planned:
    """In early engagement, larger than the Mutual could win alone."""
    return (
        {
            "title": "Youth service from next year: what should it be?",
            "description": "The present youth contract ends next year. We ask young people and providers of every "
            "size what comes next: one contract or several, and which support for families and care leavers "
            "belongs with it.\n\nNothing is decided. Tell us how long you would need to form a partnership.",
            "state": "early_engagement",
            "published_at": at - 12 * DAY,
            "engagement_deadline": deadline(at, 30),
            "expected_tender_on": (at + 150 * DAY).date(),
            "tender_days": 40,
            "openness": "welcomed",
            "models_considered": ["subcontract", "contractual_joint_venture", "alliance"],
            "openness_note": "Last time the contract was too large for local organisations alone. Partnerships of "
            "local organisations are welcome, with or without a lead provider.",
            "value": 6_000_000,
            "value_with_vat": 7_200_000,
            "minimum_turnover": 5_000_000,
        },
        [
            ("Lot 1: youth work and youth hubs", {"youth-work", "youth-justice"}, 4_000_000),
            ("Lot 2: families and care leavers", {"family-support", "care-leavers"}, 2_000_000),
        ],
    )


def _holiday_activities(at: dt.datetime) -> Planned:
    """Open, and small enough to win alone."""
    return (
        {
            "title": "Holiday and evening activities for young people",
            "description": "Activities in the evenings and in school holidays, in places that young people choose. "
            "Small and local organisations are who we have in mind.",
            "state": "open",
            "route": "below_threshold",
            "is_above_threshold": False,
            "published_at": at - 9 * DAY,
            "enquiry_deadline": deadline(at, 16),
            "submission_deadline": deadline(at, 27),
            "openness": "accepted",
            "suits_small": True,
            "suits_voluntary": True,
            "value": 180_000,
            "value_with_vat": 216_000,
        },
        [("", {"youth-work"}, 180_000)],
    )


def _care_leavers(at: dt.datetime) -> Planned:
    """A draft that only the council's people see."""
    return (
        {
            "title": "Homes and mentors for young people who leave care",
            "description": "We want one service that offers a home, a mentor and a first job.",
            "state": "draft",
            "expected_tender_on": (at + 120 * DAY).date(),
            "openness": "required",
        },
        [("", {"care-leavers", "housing-support"}, 2_400_000)],
    )


def _after_hospital(at: dt.datetime) -> Planned:
    """Open, and asks for a partnership: work at last for the dormant one."""
    return (
        {
            "title": "Care, home and learning after hospital",
            "description": "People who leave hospital without a safe home come back within weeks. We want "
            "care at home, a place to live and a course or a job from one partnership.\n\nNo single provider "
            "covers this. We ask for bids from partnerships, and allow time to form them.",
            "state": "open",
            "route": "competitive_flexible",
            "is_above_threshold": True,
            "published_at": at - 15 * DAY,
            "enquiry_deadline": deadline(at, 45),
            "submission_deadline": deadline(at, 60),
            "openness": "required",
            "models_considered": ["alliance", "llp"],
            "wants_joint_liability": False,
            "value": 12_000_000,
            "value_with_vat": 14_400_000,
            "minimum_turnover": 15_000_000,
        },
        [
            ("Lot 1: care at home", {"home-care", "reablement", "supported-living"}, 8_000_000),
            (
                "Lot 2: home and learning",
                {"housing-support", "adult-learning", "careers-guidance"},
                4_000_000,
            ),
        ],
    )

"""What happened in the two stories: opportunities, consortia, bids and awards. `parts.py` says who plays."""

import datetime as dt

from django.utils import timezone

from commissioners.models import Award, AwardSupplier, Lot, Opportunity
from consortia.models import Bid, BidParticipant, Consortium, ConsortiumMember
from partnerships_portal.reference.models import ServiceArea

from . import sequel
from .bodies import Body
from .cast import Cast
from .notice_dates import deadline
from .parts import Casting
from .procedures import law

OPPORTUNITIES = 3 + sequel.OPPORTUNITIES  # that the stories add
DAY = dt.timedelta(days=1)


class Teller:
    """Writes the stories of one world."""

    def __init__(self, cast: Cast, casting: Casting, at: dt.datetime) -> None:
        self.cast, self.casting, self.at = cast, casting, at

    def tell(self, council: Body, care_board: Body) -> None:
        """Write both stories, the first with the council, the second with the care board, and what comes next."""
        self._lost_and_kept(council)
        self._co_commissioned(council)
        self._won_and_dormant(care_board)
        sequel.write(self.cast.ground, council, care_board, at=self.at)

    def _lost_and_kept(self, council: Body) -> None:
        opportunity = self._opportunity(
            council,
            "County youth service, one contract",
            "The youth service becomes one contract. The council asks for a lead provider with local partners.",
            ("youth-work", "family-support"),
            days_ago=640,
            value=5_400_000,
            route="competitive_flexible",
            openness="welcomed",
            models_considered=["subcontract"],
            wants_lead_provider=True,
            minimum_turnover=5_000_000,
        )
        first, second = self.casting.youth
        roles = {self.casting.lead: "lead", first: "subcontractor", second: "subcontractor"}
        consortium = self._consortium("Ostrelwick Youth Partnership", "subcontract", "active", roles, days_ago=700)
        self._bid(
            opportunity,
            consortium,
            roles,
            "lost",
            lessons="Scores for quality were the highest; price lost it. Roles were agreed late because the lead spoke "
            "to the commissioner alone. We keep meeting every month: the next youth contract will need all three.",
        )
        self._award(opportunity, [], bids=4)

    def _co_commissioned(self, council: Body) -> None:
        opportunity = self._opportunity(
            council,
            "Youth hubs, designed and delivered together with the council",
            "The council designs the youth hubs together with those who will run them, and with young people.",
            ("youth-work",),
            days_ago=270,
            value=880_000,
            route="direct_award",
            openness="required",
            models_considered=["contractual_joint_venture"],
            wants_lead_provider=False,
        )
        roles = dict.fromkeys(self.casting.youth, "equal")
        name = "Tarrowmere and Quellamoor Youth Hubs"
        consortium = self._consortium(name, "contractual_joint_venture", "active", roles, days_ago=300)
        self._bid(opportunity, consortium, roles, "won")
        self._award(opportunity, list(roles), bids=1)

    def _won_and_dormant(self, care_board: Body) -> None:
        opportunity = self._opportunity(
            care_board,
            "Framework for health, care, learning and housing support",
            "A framework of providers who join health, social care, learning and housing around the person. "
            "A place on the framework brings no promise of work.",
            ("community-nursing", "home-care", "adult-learning", "housing-support"),
            days_ago=820,
            value=24_000_000,
            route="framework",
            openness="welcomed",
            models_considered=["alliance", "llp"],
            minimum_turnover=20_000_000,
        )
        roles = dict.fromkeys(self.casting.founders, "equal")
        consortium = self._consortium("Octave Brenquil LLP", "llp", "dormant", roles, days_ago=1_000)
        consortium.purpose = (
            "Eight social enterprises in health, social care, education and housing. The partnership won a place on a "
            "framework; no call-off since has suited it, and it waits for work."
        )
        consortium.save(update_fields=["purpose"])
        self._bid(opportunity, consortium, roles, "won", lessons="A place on a framework is not work. Ask for volumes.")
        self._award(opportunity, list(roles), bids=11)

    def _opportunity(
        self,
        body: Body,
        title: str,
        text: str,
        services: tuple[str, ...],
        *,
        days_ago: int,
        value: int,
        route: str,
        **said,
    ) -> Opportunity:
        due = deadline(self.at, -days_ago)
        starts = (due + 120 * DAY).date()
        opportunity = Opportunity.objects.create(
            body_id=body.pk,
            title=title,
            description=text,
            state="awarded",
            is_light_touch=True,
            is_above_threshold=True,
            value=value,
            value_with_vat=value * 1.2,
            submission_deadline=due,
            published_at=due - 45 * DAY,
            created_at=due - 60 * DAY,
            updated_at=due - 45 * DAY,
            starts_on=starts,
            ends_on=starts + 4 * 365 * DAY,
            is_demo=True,
            **law(route, (due - 45 * DAY).date()),
            **said,
        )
        lot = Lot.objects.create(opportunity=opportunity, number="1", value=value, outcome="awarded")
        lot.services.set(ServiceArea.objects.filter(code__in=services))
        lot.places.set([int(self.cast.ground.ids[i]) for i in body.districts])
        return opportunity

    def _consortium(self, name: str, model: str, state: str, roles: dict[int, str], *, days_ago: int) -> Consortium:
        formed = self.at - days_ago * DAY
        consortium = Consortium.objects.create(
            name=name, partnership_model=model, state=state, is_standing=True, created_at=formed, is_demo=True
        )
        ConsortiumMember.objects.bulk_create(
            ConsortiumMember(consortium=consortium, organisation_id=self.cast.ids[i], role=role, joined_at=formed)
            for i, role in roles.items()
        )
        return consortium

    def _bid(self, opportunity: Opportunity, consortium: Consortium, roles, state: str, lessons: str = "") -> None:
        bid = Bid.objects.create(
            body_id=opportunity.body_id,
            opportunity=opportunity,
            consortium=consortium,
            title=opportunity.title,
            state=state,
            submitted_on=timezone.localdate(opportunity.submission_deadline),
            is_joint=True,
            lessons=lessons,
            is_demo=True,
        )
        BidParticipant.objects.bulk_create(BidParticipant(bid=bid, organisation_id=self.cast.ids[i]) for i in roles)

    def _award(self, opportunity: Opportunity, winners: list[int], *, bids: int) -> None:
        award = Award.objects.create(
            body_id=opportunity.body_id,
            opportunity=opportunity,
            title=opportunity.title,
            awarded_on=timezone.localdate(opportunity.submission_deadline) + 45 * DAY,
            value=opportunity.value,
            is_joint=len(winners) > 1,
            bids_received=bids,
            is_demo=True,
        )
        lot = opportunity.lots.get()
        award.lots.add(lot)
        award.services.set(lot.services.all())
        award.places.set(lot.places.all())
        if not winners:
            AwardSupplier.objects.create(award=award, name="A supplier outside the directory (invented)")
        AwardSupplier.objects.bulk_create(
            AwardSupplier(award=award, name=self.cast.names[i], organisation_id=self.cast.ids[i]) for i in winners
        )

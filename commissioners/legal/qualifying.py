"""Whether organisations qualify for reserved contracts, by their own answers: read for many at once."""

from collections import defaultdict
from dataclasses import replace

from commissioners.choices import Regime, Reservation, Route
from commissioners.law.answers import Answer
from commissioners.law.qualifying import Award as NewAward
from commissioners.law.qualifying import (
    EarlierContract,
    MutualTests,
    has_no_comparable_contract,
    is_public_service_mutual,
    qualifies,
)
from commissioners.law.reserved import OTHER_PROCEDURES
from commissioners.models import Award, Opportunity, QualifyingAnswers, ReservedContract

from .authorities import named, perhaps_the_same, successions
from .lists import entered_lists

TESTS = tuple(MutualTests.__dataclass_fields__)
PSR_ROUTES = {Route.PSR_DIRECT_AWARD, Route.PSR_MOST_SUITABLE, Route.PSR_COMPETITIVE}


class Qualifications:
    """The answers of some organisations, for any opportunity. A fixed number of queries to make; none to ask.

    `answer` reads the services of the opportunity's lots, with their groups, and its joint buyers: prefetch them.
    """

    def __init__(self, organisation_ids):
        ids = list(organisation_ids)
        rows = QualifyingAnswers.objects.filter(organisation__in=ids)
        self.answers = {row.organisation_id: row for row in rows}
        self.contracts = defaultdict(list)
        for contract in ReservedContract.objects.filter(organisation__in=ids).prefetch_related("services"):
            self.contracts[contract.organisation_id].append((contract, _earlier(contract)))
        for award in _awards_of(ids):
            for organisation in {row.organisation_id for row in award.suppliers.all()} & set(ids):
                self.contracts[organisation].append((award, _awarded(award)))
        self.successions = successions()
        self.reservable = entered_lists(None).reservable

    def is_mutual(self, organisation_id: int) -> Answer:
        """The three tests of a public service mutual."""
        return is_public_service_mutual(tests_of(self.answers.get(organisation_id)), self.reservable)

    def answer(self, organisation_id: int, opportunity: Opportunity) -> Answer:
        """Whether it is a qualifying public service mutual for the award of that opportunity."""
        answers = self.answers.get(organisation_id)
        services = services_of(opportunity)
        earlier = [
            replace(found, is_same_kind_of_services=same_kind(services, list(row.services.all())))
            for row, found in self.contracts[organisation_id]
        ]
        unsure = perhaps_the_same(opportunity, [one.authority for one in earlier])
        award = NewAward(
            authority=opportunity.body_id,
            awarded_on=opportunity.award_expected_on,
            successions=(*self.successions, *unsure),
        )
        has_said = answers is not None and answers.stated_contracts_at is not None
        counted = earlier if has_said or has_no_comparable_contract(earlier, award).is_no else None
        return qualifies(tests_of(answers), counted, award, self.reservable)


def tests_of(answers: QualifyingAnswers | None) -> MutualTests:
    """What the organisation says of itself; everything open where it has not answered."""
    return MutualTests(**{name: getattr(answers, name) for name in TESTS}) if answers else MutualTests()


def services_of(opportunity: Opportunity) -> list:
    """The service areas of its lots."""
    return [service for lot in opportunity.lots.all() for service in lot.services.all()]


def same_kind(services, others) -> bool | None:
    """True where a service is in both; False where both are known and not even their groups meet; otherwise None."""
    if {one.pk for one in services} & {one.pk for one in others}:
        return True
    groups, other_groups = ({one.parent_id or one.pk for one in some} for some in (services, others))
    return False if groups and other_groups and not groups & other_groups else None


def _awards_of(organisation_ids):
    won = Award.objects.filter(suppliers__organisation__in=organisation_ids).distinct()
    return (
        won.select_related("body", "opportunity").prefetch_related("services", "suppliers").defer("opportunity__search")
    )


def _earlier(contract: ReservedContract) -> EarlierContract:
    return EarlierContract(
        authority=contract.body_id or named(contract.body_name),
        authority_name=contract.body_name,
        awarded_on=contract.awarded_on,
        entered_on=contract.entered_on,
        relied_on_section_33=contract.relied_on_section_33,
    )


def _awarded(award: Award) -> EarlierContract:
    return EarlierContract(
        authority=award.body_id,
        authority_name=award.body.name,
        awarded_on=award.awarded_on,
        entered_on=award.entered_on,
        relied_on_section_33=_relied(award),
        regime=Regime(award.opportunity.regime) if award.opportunity else Regime.NOT_KNOWN,
    )


def _relied(award: Award) -> bool | None:
    """As the award says; what was bought by another procedure cannot have been reserved."""
    if award.relied_on_section_33 is not None or award.opportunity is None:
        return award.relied_on_section_33
    return False if Route(award.opportunity.route) in OTHER_PROCEDURES | PSR_ROUTES else None


def reserved_opportunities(user):
    """Those reserved for mutuals that the person sees and may still be bid for, with what `answer` reads."""
    found = Opportunity.objects.visible_to(user).filter(
        reserved_for__contains=[Reservation.MUTUALS], state__in=["early_engagement", "open"], superseded_by=None
    )
    return found.select_related("body").defer("search").prefetch_related("lots__services", "joint_buyers")

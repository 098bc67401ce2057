"""What organisations of the demonstration offer to partners and look for: several kinds, in several states."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from consortia.models import OfferAnswer, OfferMessage, PartnerOffer
from mutuals.models import Organisation
from partnerships_portal.accounts.models import ProgrammeRole, User

DAY = dt.timedelta(days=1)
Kind, ShownTo, State = PartnerOffer.Kind, PartnerOffer.ShownTo, PartnerOffer.State


@dataclass(frozen=True)
class Said:
    """One of them. `by` counts organisations: 0 is the demonstration's Mutual."""

    by: int
    direction: str
    kind: str
    title: str
    text: str
    shown_to: str = ShownTo.EVERYONE
    state: str = State.PUBLISHED
    days: int = 60  # that are left
    ago: int = 12  # days since it was begun


TOLD = (
    Said(
        0,
        "offers",
        Kind.SHADOWING,
        "Shadow our youth workers for an evening",
        "Come with our workers to a park, a school and a youth centre, and talk with them about what they do and why. "
        "We would be glad to visit you in return.",
        ShownTo.MUTUALS,
        days=90,
    ),
    Said(
        0,
        "offers",
        Kind.PREMISES,
        "A youth centre that is free on weekday mornings",
        "A hall, two small rooms and a kitchen in the middle of town, on a bus route. Free until three o’clock. We ask "
        "for heating and cleaning only.",
        days=5,
        ago=100,
    ),
    Said(
        1,
        "offers",
        Kind.BACK_OFFICE,
        "Payroll and rotas for organisations of up to 200 staff",
        "Our payroll team runs rotas, pay and pensions for us and two others. There is room for one more from April, "
        "at what it costs us.",
        ShownTo.ORGANISATIONS,
        days=120,
        ago=20,
    ),
    Said(
        2,
        "asks",
        Kind.PARTNER,
        "A partner who knows supported housing",
        "We plan to answer an early notice for young people leaving care. We bring youth work and mentoring, and look "
        "for somebody who runs homes and wants to plan this together from the start.",
        days=45,
        ago=6,
    ),
    Said(
        3,
        "asks",
        Kind.PLACEMENT,
        "A placement for a trainee manager, six weeks in spring",
        "Our trainee has led a team of eight and would like to see how another Mutual is run, from board papers to the "
        "front desk.",
        ShownTo.EVERYONE,
        State.SUBMITTED,
        ago=3,
    ),
    Said(
        4,
        "offers",
        Kind.EXPERTISE,
        "Help with a first social value report",
        "We have written five, two of which were audited, and can spend three days with an organisation that begins.",
        ShownTo.ORGANISATIONS,
        State.SUBMITTED,
        ago=1,
    ),
)
MESSAGES = (
    "We have 46 staff and do payroll by hand. Could one of you show us what changes for our people?",
    "Gladly. Our payroll manager is free on Thursday afternoons. Bring one month of rotas, without names.",
)


def ensure(*, first: Organisation, at: dt.datetime) -> None:
    """Make them where there are none: what people did since stays."""
    person = User.objects.filter(memberships__organisation=first).order_by("pk").first()
    if person is None or PartnerOffer.objects.filter(organisation__is_demo=True).exists():
        return
    officer = User.objects.filter(programme_role=ProgrammeRole.TRIAGE_OFFICER).order_by("pk").first() or person
    others = Organisation.objects.active().filter(is_demo=True).exclude(pk=first.pk).order_by("pk")
    here = [first, *others[:4]]
    for said in TOLD:
        if said.by < len(here):
            offer = _make(said, here[said.by], person, officer, at)
            if said.kind == Kind.BACK_OFFICE:
                _answer(offer, first, person, at)


def _make(said: Said, organisation: Organisation, person: User, officer: User, at: dt.datetime) -> PartnerOffer:
    begun = at - said.ago * DAY
    is_decided = said.state != State.SUBMITTED
    offer = PartnerOffer.objects.create(
        organisation=organisation,
        direction=said.direction,
        kind=said.kind,
        title=said.title,
        text=said.text,
        shown_to=said.shown_to,
        until=timezone.localdate(at + said.days * DAY),
        is_nationwide=not organisation.places.exists(),
        state=said.state,
        created_at=begun,
        created_by=_member(organisation) or person,
        times_submitted=1,
        submitted_at=begun,
        decided_at=begun + DAY if is_decided else None,
        decided_by=officer if is_decided else None,
        published_at=begun + DAY if is_decided else None,
    )
    offer.places.set(organisation.places.all()[:3])
    offer.services.set([claim.service_area_id for claim in organisation.service_claims.order_by("pk")[:2]])
    return offer


def _answer(offer: PartnerOffer, first: Organisation, person: User, at: dt.datetime) -> None:
    """The demonstration's Mutual answers, and reads a reply."""
    answer = OfferAnswer.objects.create(
        offer=offer, organisation=first, title=offer.title, answered_at=at - 4 * DAY, answered_by=person
    )
    sides = ((first, person), (offer.organisation, _member(offer.organisation) or offer.created_by))
    for days, (text, (organisation, by)) in enumerate(zip(MESSAGES, sides, strict=True)):
        OfferMessage.objects.create(
            answer=answer, organisation=organisation, text=text, by=by, at=at - (4 - days) * DAY
        )


def _member(organisation: Organisation) -> User | None:
    return User.objects.filter(memberships__organisation=organisation).order_by("pk").first()

"""After the award of the youth hubs: what the council said of it, its feedback, and a joint review under way."""

import datetime as dt

from commissioners.models import Award, CommissioningBody, Feedback, JointReview, Opportunity, ReviewPart, ReviewStep
from mutuals.models import Organisation
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
REVIEW = "Youth hubs: the first six months"
LESSON = (
    "Both organisations came with one plan for staff, premises and young people’s say, and had tried it in two hubs. "
    "That convinced us more than any single promise."
)
FEEDBACK = (
    "Your part on safeguarding across two organisations was the clearest we read. Next time say sooner who answers for "
    "premises: we had to ask."
)


def ensure(*, body: CommissioningBody, organisation: Organisation, at: dt.datetime) -> None:
    """Write it once, where the stories were told: a joint award of the council to the organisation."""
    won = Award.objects.filter(body=body, is_joint=True, suppliers__organisation=organisation)
    award = won.exclude(opportunity=None).order_by("pk").first()
    officer = User.objects.filter(body_memberships__body=body).order_by("pk").first()
    if award is None or award.opportunity is None or officer is None or award.reviews.exists():
        return
    _say_more(award, award.opportunity)
    Feedback.objects.create(
        opportunity=award.opportunity,
        organisation=organisation,
        text=FEEDBACK,
        given_at=at - 20 * DAY,
        given_by=officer,
    )
    _begin_review(award, officer, at)


def _say_more(award: Award, opportunity: Opportunity) -> None:
    decided = award.awarded_on
    Award.objects.filter(pk=award.pk).update(
        voluntary_bids_received=award.bids_received,
        standstill_ends_on=decided and decided + 13 * DAY,
        entered_on=decided and decided + 20 * DAY,
        starts_on=opportunity.starts_on,
        ends_on=opportunity.ends_on,
        relied_on_section_33=False,
        note=LESSON,
    )


def _begin_review(award: Award, officer: User, at: dt.datetime) -> None:
    review = JointReview.objects.create(
        award=award, title=REVIEW, held_on=(at + 9 * DAY).date(), created_at=at - 6 * DAY, created_by=officer, version=3
    )
    ReviewPart.objects.create(
        review=review,
        went_well="The hubs opened in time, and young people helped to choose the staff.",
        to_change="We changed reporting twice. We will ask for one page a quarter from now on.",
        partnership="The monthly meeting works. Decisions should be written down the same day.",
        updated_at=at - 4 * DAY,
        updated_by=officer,
        agreed_version=3,
        agreed_at=at - 4 * DAY,
        agreed_by=officer,
    )
    for supplier in award.suppliers.exclude(organisation=None):
        ReviewPart.objects.create(review=review, organisation_id=supplier.organisation_id, updated_at=at - 6 * DAY)
    ReviewStep.objects.create(review=review, text="Send the new reporting page", due_on=(at + 21 * DAY).date())

"""Telling organisations what their buyer thought of their interest or tender."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.delivery.feedback import GIVEN_IN, who_may_be_given
from commissioners.models import Feedback, Opportunity
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.joining.people import people_of
from partnerships_portal.notifications.actions import notify_many


@transaction.atomic
def give(*, opportunity, organisation, lot, text: str, by, at) -> Feedback:
    """Give feedback to one organisation, on a lot or (None) the whole. Its people are told; nobody else learns of it.

    The same words again are given once. Raises NotPossible before the opportunity is closed, and for an organisation
    that neither was interested nor is named by an award.
    """
    current = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    if current.state not in GIVEN_IN:
        raise NotPossible("Feedback is given once the opportunity is closed.")
    if not who_may_be_given(current).filter(pk=organisation.pk).exists():
        raise NotPossible(f"{organisation} neither told you its interest nor is named by an award.")
    said = {"opportunity": current, "organisation": organisation, "lot": lot, "text": text}
    feedback, is_new = Feedback.objects.get_or_create(**said, defaults={"given_at": at, "given_by": by})
    if not is_new:
        return feedback
    record(actor=by, action="feedback_given", target=current, at=at)
    notify_many(
        people=people_of(organisation),
        event="feedback_received",
        key=feedback.pk,
        subject=f"Feedback on “{Truncator(current.title).chars(140)}”",
        body="The buyer has given your organisation feedback. Only your people and the buyer’s can read it.",
        url=f"{reverse('opportunity_awards', args=[current.pk])}#feedback",
        members_of=organisation,
        at=at,
    )
    return feedback

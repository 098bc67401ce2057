"""How many weeks a partnership model takes to form: set by programme managers, for every clock."""

from django.db import transaction

from commissioners.choices import PartnershipModel
from commissioners.law.timing import WEEKS_TO_FORM
from commissioners.models import FormingTime
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible


@transaction.atomic
def set_weeks(*, model: PartnershipModel, weeks: int, seen: int | None = None, by, at) -> bool:
    """Set the weeks of a model; returns whether that changed anything.

    `seen`: the weeks that the person was shown. Raises NotPossible where somebody else has changed them since.
    """
    kept = FormingTime.objects.select_for_update().filter(partnership_model=model).first()
    was = kept.weeks if kept else WEEKS_TO_FORM[model]
    if was == weeks:
        return False
    if seen is not None and was != seen:
        raise NotPossible(f"Somebody else has set this to {was} weeks meanwhile. Check whether you still want {weeks}.")
    kept, _ = FormingTime.objects.update_or_create(
        partnership_model=model, defaults={"weeks": weeks, "changed_at": at, "changed_by": by}
    )
    record(actor=by, action="forming_time_set", target=kept, at=at, model=str(model.label), was=was, weeks=weeks)
    return True

"""Keeping comparisons: a person's own list, which nobody else sees."""

from django.db import transaction

from mutuals.models import Organisation, SavedComparison
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User

MOST_KEPT = 50  # comparisons of one person


class CannotKeep(Exception):
    """The comparison was not saved. The message says what to do."""


@transaction.atomic
def save_comparison(*, name: str, organisations: list[Organisation], by, at) -> SavedComparison:
    """Keep two to four organisations under a name of one's own. The same again is the one that is there already.

    Raises CannotKeep if the name stands for others, if there are too few or too many organisations, or if the person
    keeps MOST_KEPT already.
    """
    wanted = {organisation.pk for organisation in organisations}
    if not 2 <= len(wanted) <= SavedComparison.MOST:
        raise CannotKeep("Choose two to four organisations to save a comparison")
    User.objects.select_for_update().get(pk=by.pk)  # two windows of one person save one after the other
    own = SavedComparison.objects.visible_to(by)
    before = own.filter(name=name).first()
    if before:
        if set(before.organisations.values_list("pk", flat=True)) == wanted:
            return before
        raise CannotKeep(f"Enter another name: you have a comparison called “{name}” already")
    if own.count() >= MOST_KEPT:
        raise CannotKeep(f"Remove a comparison first: you have {MOST_KEPT}, which is as many as the portal keeps")
    saved = SavedComparison.objects.create(person=by, name=name, created_at=at)
    saved.organisations.set(organisations)
    record(actor=by, action="comparison_saved", target=saved, at=at)
    return saved


@transaction.atomic
def remove_comparison(*, comparison: SavedComparison, by, at) -> None:
    """Forget a comparison; the organisations are not touched."""
    record(actor=by, action="comparison_removed", target=comparison, at=at)
    comparison.delete()

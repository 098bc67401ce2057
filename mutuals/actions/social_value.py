"""The social value that an organisation says it creates, and the outcomes that show it."""

from django.db import transaction

from mutuals.models import Organisation, SocialOutcome
from partnerships_portal.conflicts.versions import changed_since, versions

from .profile import ChangedMeanwhile, finish

MOST_OUTCOMES = 10


@transaction.atomic
def save_social_value(
    *, organisation: Organisation, social_value: str | None, outcomes: list | None, seen: str = "", by, at
) -> list[str]:
    """Save the statement and the outcomes, each (what, how known, year or None), in their order; None leaves one as is.

    Returns the names of what changed. `seen` is the `version_of_social_value` when the person opened it, empty to save
    regardless. Raises ChangedMeanwhile if somebody else changed since what would be replaced.
    """
    stored = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    state = state_of_social_value(stored)
    wanted = {"social_value": social_value, "outcomes": outcomes}
    changed = [name for name, value in wanted.items() if value is not None and value != state[name]]
    if not changed:
        return []
    if changed_since(seen, {name: state[name] for name in changed}):
        raise ChangedMeanwhile
    if "social_value" in changed:
        stored.social_value = social_value or ""
        stored.save(update_fields=["social_value"])
    if "outcomes" in changed:
        _replace(stored, outcomes or [])
    finish(stored, action="profile_saved", by=by, at=at, section="social_value", fields=changed)
    return changed


def _replace(organisation: Organisation, outcomes: list) -> None:
    organisation.outcomes.all().delete()
    SocialOutcome.objects.bulk_create(
        SocialOutcome(organisation=organisation, what=what, how_known=known, year=year, position=position)
        for position, (what, known, year) in enumerate(outcomes[:MOST_OUTCOMES])
    )


def version_of_social_value(organisation: Organisation) -> str:
    """A short text that changes whenever the statement or an outcome does."""
    return versions(state_of_social_value(organisation))


def state_of_social_value(organisation: Organisation) -> dict:
    outcomes = organisation.outcomes.values_list("what", "how_known", "year")
    return {"social_value": organisation.social_value, "outcomes": list(outcomes)}

"""When two people edit one section of a profile at once: the second sees what the first wrote, and chooses."""

from mutuals.models import Organisation
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.conflicts import meeting
from partnerships_portal.conflicts.meeting import in_words as in_words


class MeetsOthers(meeting.MeetsOthers):
    """For forms of a section of an organisation's profile."""

    section: str

    def meet(self, organisation: Organisation, problem: Exception) -> None:
        """Show what somebody else wrote meanwhile. `organisation` as it is stored now."""
        now = type(self)(organisation=organisation)  # type: ignore[call-arg]
        self.show_conflict(now, last=_last_saved(organisation, self.section), problem=problem)


def _last_saved(organisation: Organisation, section: str) -> AuditEvent | None:
    events = AuditEvent.objects.filter(target_kind=Organisation._meta.label_lower, target_id=organisation.pk)
    return events.filter(details__section=section).select_related("actor").order_by("-at", "-pk").first()

"""Reply templates as officers use them: put into the box, to be edited before anything is sent."""

from django.utils import timezone

from partnerships_portal.pages import number_in
from support_requests.models import ReplyTemplate, SupportRequest

from .placeholders import filled


def offered() -> list[ReplyTemplate]:
    """Those that officers can begin a message with."""
    return list(ReplyTemplate.objects.kept())


def begun_with(pk: str, *, case: SupportRequest, officer) -> dict[str, str]:
    """What the box holds for the template that an address names; nothing for one that is not offered."""
    number = number_in(pk)
    template = ReplyTemplate.objects.kept().filter(pk=number).first() if number else None
    return {"text": filled(template.text, values_for(case, officer=officer))} if template else {}


def values_for(case: SupportRequest, *, officer) -> dict[str, str]:
    """What the placeholders stand for."""
    due = case.decision_due_at
    return {
        "organisation": case.organisation.name,
        "name": case.asked_by.name or case.organisation.name,
        "request": case.title,
        "officer": str(officer),
        "decision by": f"{timezone.localtime(due):%-d %B %Y}" if due else "",
    }

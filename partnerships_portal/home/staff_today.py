"""What needs programme staff today."""

from django.urls import reverse

from mutuals.models import Organisation, ThreePartDefinition

from .items import Section, Todo, day

SHOWN = 10


def sections(user) -> list[Section]:
    waiting = ThreePartDefinition.objects.filter(
        status=ThreePartDefinition.Status.SUBMITTED, organisation__in=Organisation.objects.visible_to(user)
    )
    todos = [
        Todo(
            f"Check {definition.organisation} against the definition of a Mutual",
            reverse("verification_decide", args=[definition.pk]),
            f"waiting since {day(definition.submitted_at)}" if definition.submitted_at else "",
        )
        for definition in waiting.select_related("organisation").order_by("submitted_at", "pk")[:SHOWN]
    ]
    queue = reverse("verification_queue")
    return [Section("Verification", "No organisation waits to be verified.", todos, queue, "All that wait")]

"""Ways from an organisation's page to its people, for those who have one."""

from django.urls import reverse

from mutuals.models import Organisation


def people_links(organisation: Organisation, *, user) -> tuple[tuple[str, str], ...]:
    """(words, address) of what the person can do about who acts for the organisation, and about its end."""
    here = [organisation.pk]
    links = []
    if user.has_perm("mutuals.read_people", organisation):
        links.append(("People", reverse("organisation_people", args=here)))
    if (
        organisation.is_active
        and user.has_perm("mutuals.ask_to_join")
        and not user.has_perm("mutuals.leave_organisation", organisation)
    ):
        links.append(("Do you work here? Ask to join", reverse("join_request_create", args=here)))
    return tuple(links)

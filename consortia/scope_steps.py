"""What the people of an organisation can do about each part of its scope to partner."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import LocalAuthority

from .findings import ScopeFinding, partner_matches
from .matching.explain import Reason, Step

FILTERED_BY = 12  # most services or places that one address names

# Section of the profile, by determinant: what the portal reads it from.
NEED_SECTIONS = {
    "geography": (("Say what work you have in hand", "capacity"), ("Say where you deliver", "places")),
    "size": (("Give your turnover", "size"),),
    "service": (("Choose your services", "services"),),
    "competition": (("Say where you deliver", "places"), ("Choose your services", "services")),
    "commissioner": (("Say where you deliver", "places"),),
    "history": (("Say where you deliver", "places"),),
}
READINESS_SECTIONS = {
    "size": (("Give your turnover", "size"), ("Say when you were founded", "about")),
    "history": (
        ("Say how you work", "ways_of_working"),
        ("Check your register numbers, by which contracts are found", "about"),
    ),
    "geography": (("Say what you can take on", "capacity"),),
    "service": (("Name contracts that show your services", "evidence"),),
}


def with_steps(finding: ScopeFinding, organisation: Organisation, *, may_edit: bool, at) -> ScopeFinding:
    """The same finding, each reason with the next steps that the person may take."""
    ways = _ways_to_partners(organisation, at)
    need = [
        _with(reason, [*_missing(reason, organisation, may_edit), *ways[reason.determinant]]) for reason in finding.need
    ]
    readiness = [
        _with(reason, _edits(organisation, READINESS_SECTIONS[reason.determinant]) if may_edit else [])
        for reason in finding.readiness
    ]
    return replace(finding, need=need, readiness=readiness)


def _with(reason: Reason, steps: list[Step]) -> Reason:
    return replace(reason, steps=tuple(steps))


def _missing(reason: Reason, organisation: Organisation, may_edit: bool) -> list[Step]:
    """What would make the need better known; what is known needs no edit."""
    if not may_edit or reason.leaning != "unknown":
        return []
    return _edits(organisation, NEED_SECTIONS[reason.determinant])


def _edits(organisation: Organisation, sections) -> list[Step]:
    return [Step(text, reverse("organisation_edit", args=[organisation.pk, section])) for text, section in sections]


def _ways_to_partners(organisation: Organisation, at) -> dict[str, list[Step]]:
    """For each determinant of need, the possible partners who could meet it."""
    partners = partner_matches(organisation, at).order_by().values("partner")
    everyone = [_partners("See your possible partners", organisation)]
    near, others = everyone, everyone
    if places := _places_next_door(organisation, partners):
        near = [_partners("See partners in places next door", organisation, place=places)]
    if services := _other_services(organisation, partners):
        others = [_partners("See partners with services that you do not offer", organisation, service=services)]
    open_to_all = f"{reverse('opportunity_list')}?{urlencode({'openness': ['welcomed', 'required']}, doseq=True)}"
    return {
        "geography": near,
        "size": everyone,
        "service": others,
        "competition": everyone,
        "commissioner": [Step("See opportunities that welcome or require consortia", open_to_all)],
        "history": everyone,
    }


def _partners(text: str, organisation: Organisation, **query) -> Step:
    address = reverse("organisation_partners", args=[organisation.pk])
    return Step(text, f"{address}?{urlencode(query, doseq=True)}" if query else address)


def _other_services(organisation: Organisation, partners) -> list[int]:
    claims = ServiceClaim.objects.filter(
        organisation__in=partners, organisation__visibility_services__lte=Visibility.SIGNED_IN
    ).exclude(service_area__in=organisation.service_claims.values("service_area"))
    return list(claims.order_by("service_area").values_list("service_area", flat=True).distinct()[:FILTERED_BY])


def _places_next_door(organisation: Organisation, partners) -> list[int]:
    shown = Organisation.objects.filter(pk__in=partners, visibility_places__lte=Visibility.SIGNED_IN)
    own = organisation.places.values("pk")
    near = LocalAuthority.objects.filter(organisations__in=shown, neighbours__in=own).exclude(pk__in=own)
    return list(near.order_by("pk").values_list("pk", flat=True).distinct()[:FILTERED_BY])

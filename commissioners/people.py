"""Who decides on people that ask to act for a body, and what they are shown of somebody who asks."""

import re
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.models import BodyMembership, BodyRequest, CommissioningBody
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.models import ProgrammeRole, User
from partnerships_portal.queues import Line, Tag, waits_since

# addresses that anybody can have
WEBMAIL = re.compile(
    r"(aol|btinternet|gmail|googlemail|gmx|hotmail|icloud|live|mail|me|msn|outlook|proton|protonmail|virginmedia|yahoo)"
    r"\.(com|co\.uk|net|me|de)|sky\.com|talktalk\.net"
)
PUBLIC_SECTOR = (".gov.uk", ".nhs.uk", ".police.uk", ".ac.uk", ".mod.uk", ".sch.uk", "nhs.net")


def deciding_staff():
    """Programme staff who decide where a body has no owner, or is new."""
    deciding = (ProgrammeRole.TRIAGE_OFFICER, ProgrammeRole.PROGRAMME_MANAGER)
    return User.objects.filter(programme_role__in=deciding, is_active=True)


def for_staff(requests):
    """Those of the requests on which programme staff decide: for a new body, or one without an owner."""
    owners = BodyMembership.objects.filter(body=OuterRef("body"), role=BodyMembership.Role.OWNER, user__is_active=True)
    return requests.filter(Q(body=None) | ~Exists(owners))


def waiting_requests(body: CommissioningBody, user):
    """People who ask to act for the body, longest waiting first."""
    return BodyRequest.objects.visible_to(user).filter(body=body).waiting().select_related("person")


def hints_about(asked: BodyRequest) -> list[str]:
    """What the person's confirmed addresses say, as sentences. Hints, never proof."""
    domains = {_domain(address) for address in verified_addresses(asked.person)}
    own = sorted(domain for domain in domains if not WEBMAIL.fullmatch(domain))
    hints = [f"An address at {domain}, {why}." for domain in own if (why := _why(domain, asked.body))]
    if not own:
        hints.append("Every address is of a kind that anybody can have.")
    return hints or [f"Nothing is known here of {' and '.join(own)}."]


def _why(domain: str, body: CommissioningBody | None) -> str:
    if body is not None and domain in _domains_of_people(body):
        return f"where people of {body} have theirs"
    if body is not None and _is_of_website(domain, body.website):
        return f"as the website of {body}"
    return "which only public bodies have" if f".{domain}".endswith(PUBLIC_SECTOR) else ""


def _domains_of_people(body: CommissioningBody) -> set[str]:
    people = body.memberships.values("user")
    held = EmailAddress.objects.filter(user__in=people, verified=True).values_list("email", flat=True)
    return {domain for address in held if not WEBMAIL.fullmatch(domain := _domain(address))}


def _is_of_website(domain: str, website: str) -> bool:
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return bool(host) and (domain == host or domain.endswith(f".{host}"))


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def line(asked: BodyRequest, at, *, may_decide: bool) -> Line:
    """Somebody who asks to act for a body, as a row of the queue; it leads on for those who decide."""
    return Line(
        what=f"{asked.person} for {asked.body or asked.body_name}",
        url=reverse("body_request_decide", args=[asked.pk]) if may_decide else "",
        who=str(asked.person),
        waits=waits_since(asked.asked_at, at),
        detail=Truncator(asked.message).chars(120),
        tags=() if asked.body else (Tag("New body", "purple"),),
    )

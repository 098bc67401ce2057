"""The consortia of the demonstration have agreed to confidentiality, and released figures to each other."""

import datetime as dt
from itertools import cycle

from consortia.disclosure.wording import EDITION, wording_for
from consortia.models import AgreementAcceptance, ConfidentialityAgreement, Consortium, ConsortiumMember, SectionRelease
from partnerships_portal.accounts.models import User

DAY = dt.timedelta(days=1)
SIGNED = (
    ("Maren Quillory", "Chief executive"),
    ("Tobiah Fennimarsh", "Finance director"),
    ("Isolde Warrenby", "Chair of trustees"),
    ("Osric Pellandine", "Director of operations"),
)


def write(*, by: User) -> None:
    """Every invented consortium: all accepted on the days after it was formed. All release their exact figures, and
    all but the last their capacity."""
    formed = Consortium.objects.filter(is_demo=True, agreements=None).order_by("pk")
    for consortium in formed.prefetch_related("members"):
        members = sorted(consortium.members.all(), key=lambda member: member.pk)
        _accepted(consortium, members, by)
        released = [(member, "finances") for member in members] + [(member, "capacity") for member in members[:-1]]
        SectionRelease.objects.bulk_create(
            SectionRelease(member=member, section=section, released_by=by, released_at=consortium.created_at + 30 * DAY)
            for member, section in released
        )


def _accepted(consortium: Consortium, members: list[ConsortiumMember], by: User) -> None:
    agreement = ConfidentialityAgreement.objects.create(
        consortium=consortium,
        version=1,
        wording=EDITION,
        text=wording_for(consortium),
        put_forward_for=members[0],
        put_forward_by=by,
        put_forward_at=consortium.created_at + 7 * DAY,
    )
    signed = zip(enumerate(members), cycle(SIGNED))
    AgreementAcceptance.objects.bulk_create(
        AgreementAcceptance(
            agreement=agreement,
            member=member,
            accepted_by=by,
            name=name,
            role=role,
            accepted_at=consortium.created_at + (8 + number) * DAY,
        )
        for (number, member), (name, role) in signed
    )

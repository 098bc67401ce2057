"""Adding an organisation to the directory."""

from django.db import transaction

from mutuals.models import Membership, Organisation

from .profile import finish, with_bands


@transaction.atomic
def create_organisation(*, values: dict, by, at) -> Organisation:
    """Add an organisation; who adds it becomes its owner."""
    organisation = Organisation.objects.create(**with_bands(values), created_at=at, updated_at=at, admitted_at=at)
    Membership.objects.create(user=by, organisation=organisation, role=Membership.Role.OWNER, created_at=at)
    finish(organisation, action="organisation_created", by=by, at=at, fields=sorted(values))
    return organisation

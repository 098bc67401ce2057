"""What people do with their own accounts."""

from django.db import transaction

from .audit import record
from .models import User


@transaction.atomic
def change_name(*, person: User, name: str, by: User, at) -> None:
    """Give a person another name."""
    User.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    record(actor=by, action="name_changed", target=person, at=at, fields=["name"])

"""What people do with their own accounts, and the programme with those of its staff."""

from django.db import transaction

from .audit import record
from .models import ProgrammeRole, User


@transaction.atomic
def change_name(*, person: User, name: str, by: User, at) -> None:
    """Give a person another name."""
    User.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    record(actor=by, action="name_changed", target=person, at=at, fields=["name"])


@transaction.atomic
def give_programme_role(*, person: User, role: ProgrammeRole, by: User | None, at) -> bool:
    """Make a person programme staff in this role; returns whether that changed anything. `by` None: the operator."""
    if not User.objects.filter(pk=person.pk).exclude(programme_role=role).update(programme_role=role):
        return False
    person.programme_role = role
    record(actor=by, action="programme_role_given", target=person, at=at, role=role)
    return True


@transaction.atomic
def take_programme_role(*, person: User, by: User | None, at) -> bool:
    """Make a person programme staff no longer; returns whether they were. `by` None: the operator."""
    if not User.objects.filter(pk=person.pk).exclude(programme_role="").update(programme_role=""):
        return False
    record(actor=by, action="programme_role_taken", target=person, at=at, role=person.programme_role)
    person.programme_role = ""
    return True

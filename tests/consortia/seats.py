"""A consortium of three organisations, each with a person who acts for it, by short names: first, second, third."""

from django.utils import timezone

from consortia.models import Consortium, ConsortiumMember
from partnerships_portal.notifications.models import Notification
from tests.factories import ConsortiumFactory, MembershipFactory, OrganisationFactory
from tests.factories.partnering import ConsortiumMemberFactory


class Seats:
    """Who sits in the consortium."""

    def __init__(self, consortium: Consortium):
        self.consortium = consortium
        self._members: dict[str, ConsortiumMember] = {}
        self._people: dict = {}

    @classmethod
    def made(cls, *names: str, **fields) -> "Seats":
        seats = cls(ConsortiumFactory(**{"state": "forming", "is_standing": False} | fields))
        for name in names or ("first", "second", "third"):
            seats.join(name)
        return seats

    def join(self, name: str) -> ConsortiumMember:
        organisation = OrganisationFactory(name=f"The {name} organisation")
        self._people[name] = MembershipFactory(organisation=organisation, role="owner").user
        self._members[name] = ConsortiumMemberFactory(consortium=self.consortium, organisation=organisation)
        return self._members[name]

    def leave(self, name: str) -> None:
        """As if it had left, with nothing else that follows."""
        ConsortiumMember.objects.filter(pk=self._members[name].pk).update(left_at=timezone.now())

    def member(self, name: str) -> ConsortiumMember:
        return self._members[name]

    def person(self, name: str):
        return self._people[name]

    def colleague(self, name: str, role: str = "editor"):
        return MembershipFactory(organisation=self._members[name].organisation, role=role).user

    def told(self, event: str) -> set[str]:
        """Whom a message of this event has reached, by short name."""
        people = set(Notification.objects.filter(event=event).values_list("person", flat=True))
        return {name for name, person in self._people.items() if person.pk in people}

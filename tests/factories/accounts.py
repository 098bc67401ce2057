"""People and what they are told."""

import factory
import faker
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.models import Notification

PASSWORD = "correct horse battery staple"
NAMES = faker.Faker("en_GB")


class UserFactory(DjangoModelFactory):
    """A person who can sign in: the e-mail address is verified."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.LazyFunction(lambda: NAMES.name().replace("'", "’"))  # as it stands on pages
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified_email(self, create, extracted, **kwargs):
        if create and extracted is not False:
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)


class NotificationFactory(DjangoModelFactory):
    """A message that was read by nobody and waits to be sent."""

    class Meta:
        model = Notification

    person = factory.SubFactory(UserFactory)
    event = "something_happened"
    key = factory.Sequence(str)
    subject = factory.Sequence(lambda n: f"Message {n}")
    created_at = factory.LazyFunction(timezone.now)

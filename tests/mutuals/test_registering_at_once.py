"""A registration that is sent twice at the same moment makes one organisation."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from mutuals import actions
from mutuals.models import Membership, Organisation
from partnerships_portal.notifications.models import Notification
from tests.factories import RegistrationFactory, UserFactory


@pytest.mark.django_db(transaction=True)
def test_sends_at_once_make_one_organisation():
    person = UserFactory()
    draft, together, made, problems = RegistrationFactory(person=person), threading.Barrier(4), [], []

    def send():
        together.wait()
        try:
            made.append(
                actions.send_registration(
                    registration=draft,
                    values={"name": "Larkfold Together", "kind": "charity"},
                    definition={},
                    by=person,
                    at=timezone.now(),
                )
            )
        except Exception as error:  # whatever goes wrong in a thread is a failure of the test
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert len({organisation.pk for organisation in made}) == Organisation.objects.count() == 1
    assert Membership.objects.count() == 1
    assert Notification.objects.filter(event="registration_received").count() == 1

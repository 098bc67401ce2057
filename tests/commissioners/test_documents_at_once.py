"""The promise that a document which is sent twice in one moment is one."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from commissioners.actions import documents
from commissioners.models import OpportunityDocument
from partnerships_portal.accounts.models import AuditEvent
from tests.documents import files

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_presses_of_the_button_add_one_document(published, commissioner):
    start = threading.Barrier(2)

    def press():
        try:
            start.wait(timeout=10)
            documents.add(
                opportunity=published,
                title="Specification",
                upload=files.upload("specification.pdf"),
                by=commissioner,
                at=timezone.now(),
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert OpportunityDocument.objects.count() == 1
    assert AuditEvent.objects.filter(action="opportunity_amended").count() == 1

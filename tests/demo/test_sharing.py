"""What members of a consortium of the demonstration have written, kept and planned."""

import pytest

from consortia.models import Consortium, SharedVersion
from partnerships_portal.demo import sharing
from partnerships_portal.documents.models import StoredFile
from tests.demo.conftest import AT

pytestmark = pytest.mark.usefixtures("demo_world")


@pytest.fixture
def consortium():
    return Consortium.objects.get(messages__subject="First meeting")


def test_the_demonstrations_mutual_finds_messages_documents_and_actions(consortium):
    assert consortium.members.present().filter(organisation__memberships__user__email="owner.demo@example.org")
    assert consortium.messages.count() == len(sharing.MESSAGES)
    assert {one.title: one.versions.count() for one in consortium.shared_documents.all()} == {
        "Minutes of the first meeting": 1,
        "Partnership agreement": 2,
    }
    assert consortium.sharedaction_rows.count() == len(sharing.ACTIONS)


def test_it_is_made_once_and_its_files_go_with_it(consortium):
    own = consortium.members.present().get(organisation__memberships__user__email="owner.demo@example.org")
    sharing.ensure(member=own.organisation, at=AT)
    assert consortium.messages.count() == len(sharing.MESSAGES)
    files = list(StoredFile.objects.filter(shared_version__isnull=False).values_list("pk", flat=True))
    sharing.remove(Consortium.objects.filter(pk=consortium.pk))
    assert len(files) == 3 and not StoredFile.objects.filter(pk__in=files).exists()
    assert not SharedVersion.objects.exists()

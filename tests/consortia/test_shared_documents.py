"""Documents of a consortium: every version is kept with its own number, and only whoever put it in takes it away."""

import re
import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consortia.actions import shared_documents as actions
from consortia.models import SharedDocument, SharedVersion
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.models import StoredFile
from partnerships_portal.notifications.models import Notification
from tests.at_once import at_once
from tests.documents import files
from tests.factories import MembershipFactory
from tests.factories.sharing import SharedVersionFactory

from .working import address, partners, text_of


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}


@pytest.fixture
def pair(db):
    return partners(2)


def put(partner, title="Agreement", upload=None, form_key=None):
    said = {"title": title, "upload": upload or files.upload(), "form_key": form_key or uuid.uuid4()}
    return actions.add_document(member=partner.seat, **said, by=partner.owner, at=timezone.now())


def renew(partner, document, upload=None, form_key=None):
    said = {"document": document, "upload": upload or files.upload(), "form_key": form_key or uuid.uuid4()}
    return actions.add_version(member=partner.seat, **said, by=partner.owner, at=timezone.now())


def where(partner, name, *args):
    return address(partner.seat.consortium, name, *args)


def key_on(page) -> str:
    return re.search(r'name="form_key" value="([^"]+)"', page.content.decode())[1]


def test_a_document_is_put_in_and_every_member_adds_versions_and_opens_them(pair, sign_in):
    first, second = pair
    browser, form = sign_in(first.owner), where(first, "shared_document_add")
    typed = {"title": "Agreement", "note": "A first draft", "form_key": key_on(browser.get(form))}
    browser.post(form, typed | {"file": files.upload()})
    document = SharedDocument.objects.get()
    other, form = sign_in(second.owner), where(first, "shared_version_add", document.pk)
    other.post(form, {"form_key": key_on(other.get(form)), "file": files.upload("agreed.pdf", files.PDF + b"2")})
    page = text_of(browser.get(document.get_absolute_url()))
    assert "Version 1: contract.pdf" in page and "Version 2: agreed.pdf" in page and "A first draft" in page
    saved = other.get(where(first, "shared_version", document.pk, 1))
    assert b"".join(saved.streaming_content) == files.PDF and "attachment" in saved["Content-Disposition"]
    assert "Version 2" in text_of(browser.get(where(first, "shared_documents")))
    told = Notification.objects.filter(event="shared_version_added").order_by("pk")
    assert [one.person for one in told] == [second.owner, first.owner]
    assert "Saltwick Libraries added version 2 of “Agreement”" in told[1].subject


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", files.EXE, "cannot be taken: choose a PDF, Word"),
        ("contract.pdf", files.EXE, "is not the PDF file that its name says"),
        ("empty.pdf", b"", "is empty. Choose a file with something in it"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_and_what_was_typed_is_kept(pair, sign_in, name, content, said):
    browser, form = sign_in(pair[0].owner), where(pair[0], "shared_document_add")
    typed = {"title": "Our agreement", "note": "Read page 4", "form_key": key_on(browser.get(form))}
    answer = browser.post(form, typed | {"file": files.upload(name, content)})
    page = text_of(answer)
    assert said in page and "Our agreement" in page and "Read page 4" in page and answer.status_code == 200
    assert not SharedDocument.objects.exists() and not StoredFile.objects.exists()
    browser.post(form, typed | {"file": files.upload()})
    assert SharedDocument.objects.get().title == "Our agreement", "the same page can be sent again with another file"


def test_a_file_over_the_limit_is_refused_and_what_was_typed_is_kept(pair, sign_in, settings):
    settings.FILE_MAX_BYTES = 10
    browser, form = sign_in(pair[0].owner), where(pair[0], "shared_document_add")
    typed = {"title": "Our agreement", "form_key": key_on(browser.get(form))}
    page = text_of(browser.post(form, typed | {"file": files.upload()}))
    assert "is larger than" in page and "Our agreement" in page and not SharedDocument.objects.exists()


def test_a_double_click_keeps_one_document_and_one_version(pair, sign_in):
    browser, form = sign_in(pair[0].owner), where(pair[0], "shared_document_add")
    typed = {"title": "Agreement", "form_key": key_on(browser.get(form))}
    for _ in range(2):
        assert browser.post(form, typed | {"file": files.upload()}).status_code == 302
    assert SharedVersion.objects.count() == StoredFile.objects.count() == Notification.objects.count() == 1


def test_whoever_acts_for_two_members_says_for_which(pair, sign_in):
    first, second = pair
    MembershipFactory(user=first.owner, organisation=second.organisation, role="editor")
    browser, form = sign_in(first.owner), where(first, "shared_document_add")
    page = text_of(browser.post(form, {"title": "Agreement", "file": files.upload()}))
    assert "Choose the organisation that you act for" in page and not SharedDocument.objects.exists()
    browser.post(form, {"title": "Agreement", "file": files.upload(), "seat": second.seat.pk})
    assert SharedVersion.objects.get().member == second.seat


def test_a_title_is_there_once_and_the_way_on_is_said(pair):
    put(pair[0])
    with pytest.raises(NotPossible, match="add a version"):
        put(pair[1], "AGREEMENT")


def test_only_the_member_that_put_a_version_in_removes_it_and_the_others_stay(pair, sign_in):
    first, second = pair
    version = put(first)
    renew(second, version.document)
    page = where(first, "shared_version_remove", version.document_id, 1)
    assert sign_in(second.owner).post(page).status_code == 403
    with pytest.raises(NotPossible, match="only Harrowmere Care can remove it"):
        actions.remove_version(version=version, member=second.seat, by=second.owner, at=timezone.now())
    browser = sign_in(first.owner)
    assert "deleted for good" in text_of(browser.get(page))
    for _ in range(2):
        assert browser.post(page).status_code == 302
    shown = text_of(sign_in(second.owner).get(version.document.get_absolute_url()))
    assert "Version 1 <strong" in shown and "Removed by" in shown and "Version 2: contract.pdf" in shown
    assert browser.get(where(first, "shared_version", version.document_id, 1)).status_code == 404
    assert browser.get(where(first, "shared_version", version.document_id, 2)).status_code == 200
    assert StoredFile.objects.count() == 1
    assert renew(first, version.document).number == 3, "a number is never used again"


@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_a_removed_version_are_gone():
    first, _ = partners(2)
    version = put(first)
    place = version.file.file.name
    assert default_storage.exists(place)
    actions.remove_version(version=version, member=first.seat, by=first.owner, at=timezone.now())
    assert not default_storage.exists(place)


def test_whoever_has_left_opens_nothing_and_what_it_put_in_stays(pair, sign_in):
    first, second = pair
    version = put(second)
    second.leave()
    assert sign_in(second.owner).get(where(first, "shared_version", version.document_id, 1)).status_code == 404
    assert sign_in(first.owner).get(where(first, "shared_version", version.document_id, 1)).status_code == 200
    assert sign_in(first.owner).post(where(first, "shared_version_remove", version.document_id, 1)).status_code == 403


def test_a_document_of_another_consortium_is_not_found_through_ones_own(pair, sign_in):
    elsewhere = SharedVersionFactory()
    browser = sign_in(pair[0].owner)
    for name, args in (("shared_document", ()), ("shared_version_add", ()), ("shared_version", (1,))):
        assert browser.get(where(pair[0], name, elsewhere.document_id, *args)).status_code == 404


def test_a_dissolved_consortium_keeps_its_documents_and_takes_no_more(pair, sign_in):
    version = put(pair[0])
    consortium = pair[0].seat.consortium
    type(consortium).objects.filter(pk=consortium.pk).update(state="dissolved")
    browser = sign_in(pair[0].owner)
    assert browser.get(where(pair[0], "shared_version", version.document_id, 1)).status_code == 200
    assert browser.get(where(pair[0], "shared_document_add")).status_code == 403
    for act in (lambda: put(pair[0], "More"), lambda: renew(pair[0], version.document)):
        with pytest.raises(NotPossible, match="dissolved"):
            act()


def test_a_consortium_keeps_so_many_files_and_so_much_in_all(pair, settings):
    version = put(pair[0])
    settings.CONSORTIUM_FILES_AT_MOST = 1
    with pytest.raises(NotPossible, match="A consortium can have 1 files"):
        renew(pair[1], version.document)
    settings.CONSORTIUM_FILES_AT_MOST, settings.CONSORTIUM_FILES_MB = 10, 0
    with pytest.raises(NotPossible, match="MB in all"):
        renew(pair[1], version.document)


def test_the_lists_need_no_more_queries_for_more(pair, sign_in):
    browser = sign_in(pair[0].owner)
    document = put(pair[0]).document

    def queries(address):
        browser.get(address)
        with CaptureQueriesContext(connection) as counted:
            browser.get(address)
        return len(counted)

    pages = (where(pair[0], "shared_documents"), document.get_absolute_url())
    before = [queries(page) for page in pages]
    SharedVersionFactory.create_batch(5, member=pair[1].seat)
    for number in range(2, 7):
        SharedVersionFactory(member=pair[0].seat, document=document, number=number)
    assert [queries(page) for page in pages] == before


@pytest.mark.django_db(transaction=True)
def test_two_versions_in_one_moment_are_both_kept_with_their_own_numbers():
    first, second = partners(2)
    document = put(first).document
    found = at_once(
        lambda: renew(first, document, files.upload("ours.pdf")),
        lambda: renew(second, document, files.upload("theirs.pdf")),
    )
    assert sorted(one.number for one in found) == [2, 3]
    assert {one.file.name for one in document.versions.select_related("file")} == {
        "contract.pdf",
        "ours.pdf",
        "theirs.pdf",
    }


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_moment_keep_one_version():
    first, _ = partners(2)
    document, key = put(first).document, uuid.uuid4()
    found = at_once(*[lambda: renew(first, document, form_key=key)] * 3)
    assert {one.number for one in found} == {2} and document.versions.count() == 2

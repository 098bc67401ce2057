"""Promises to whoever asks what is held about them: all of it, and nothing about anybody else."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from mutuals.actions import invitations
from partnerships_portal.accounts import export, register
from partnerships_portal.accounts.audit import record
from tests.factories import NotificationFactory, UserFactory

from .test_erasure import EMAIL, NAME, OTHER, leaver, reauthenticated  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def files(person) -> tuple[str, dict]:
    with zipfile.ZipFile(io.BytesIO(export.archive(person, at=timezone.now()))) as zipped:
        assert zipped.namelist() == ["what-we-hold-about-me.html", "what-we-hold-about-me.json"]
        page, data = (zipped.read(name).decode() for name in zipped.namelist())
    return page, json.loads(data)


def test_file_has_everything_that_is_held(leaver):  # noqa: F811
    page, data = files(leaver)
    whose = export.whose_is(leaver)
    held = {each.what for each in register.holdings() if each.mine and not each.not_given and each.rows(whose).exists()}
    assert {each["what"] for group in data["data"].values() for each in group} == held and len(held) > 10
    for words in (NAME, EMAIL, OTHER, "Harrowmere Community Health", "Firefox", "Zoë’s four", f"Dear {NAME}"):
        assert words in page and words in json.dumps(data, ensure_ascii=False)


def test_file_has_nothing_of_anybody_else(leaver, owner, other_owner):  # noqa: F811
    NotificationFactory(person=owner, subject="A secret of the owner")
    page, data = files(leaver)
    for words in ("A secret of the owner", owner.name, owner.email, other_owner.email, "friend@example.org"):
        assert words not in page and words not in json.dumps(data, ensure_ascii=False)


def test_file_has_nothing_of_an_address_that_was_never_confirmed(owner, organisation, stranger):
    stranger.emailaddress_set.create(email="victim@example.org", verified=False)
    at = timezone.now()
    invitations.invite(organisation, addresses=["victim@example.org"], role="editor", by=owner, at=at)
    page, data = files(stranger)
    for words in (organisation.name, owner.name):
        assert words not in page and words not in json.dumps(data, ensure_ascii=False)


def test_file_has_no_secret_and_says_why(leaver):  # noqa: F811
    page, data = files(leaver)
    assert leaver.password not in page + json.dumps(data)
    assert "it is a fingerprint that would only help others to guess your password" in page


def test_words_that_people_wrote_cannot_become_markup_in_the_file(stranger):
    stranger.name = "<script>alert(1)</script>"
    stranger.save()
    assert "<script>" not in files(stranger)[0]


def test_download_asks_for_the_password_first(leaver, sign_in):  # noqa: F811
    client = sign_in(leaver)
    address = reverse("personal_data_export")
    assert client.post(address)["Location"].startswith(reverse("account_reauthenticate"))
    reauthenticated(client)
    assert client.get(address).status_code == 200
    answer = client.post(address)
    assert answer["Content-Type"] == "application/zip"
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert "no-store" in answer["Cache-Control"]


def test_eleventh_download_of_an_hour_has_to_wait(stranger, sign_in):
    client = reauthenticated(sign_in(stranger))
    said = [client.post(reverse("personal_data_export")).status_code for _ in range(11)]
    assert said == [200] * 10 + [429]


def test_summary_says_how_much_without_more_queries_for_more_rows(sign_in, django_assert_max_num_queries):
    person = UserFactory()
    client = sign_in(person)
    client.get(reverse("personal_data"))
    for times in (1, 30):
        for _ in range(times):
            NotificationFactory(person=person)
            record(actor=person, action="name_changed", target=person, at=timezone.now())
        with django_assert_max_num_queries(len(register.holdings()) + 16):
            page = client.get(reverse("personal_data")).content.decode()
    assert "31&nbsp;entries" in page

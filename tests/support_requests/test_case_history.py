"""The history of a case: in full since it was sent, and in one line before."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.audit import record
from support_requests.triage import happenings
from tests.factories import UserFactory
from tests.factories.support import PackageFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
SENT = dt.datetime(2026, 5, 7, 11, 30, tzinfo=dt.UTC)  # half past twelve in London


@pytest.fixture
def case(organisation, owner):
    """Drafted by two in four steps over three days, then sent."""
    case = SupportRequestFactory(organisation=organisation, asked_by=owner, state="in_progress", submitted_at=SENT)
    colleague = UserFactory(name="Ben Carver")
    deeds = ["support_draft_begun", "support_draft_changed", "support_files_added", "support_context_shared"]
    for days, (by, deed) in enumerate(zip([owner, owner, colleague, owner], deeds, strict=True)):
        record(actor=by, action=deed, target=case, at=SENT - dt.timedelta(days=3 - days, hours=1), number=2)
    record(actor=owner, action="support_sent", target=case, at=SENT)
    return case


def history(client, case, **asked) -> str:
    return client.get(reverse("support_case_history", args=[case.pk]), asked).content.decode()


def test_drafting_is_one_line_and_what_followed_is_told_in_full(sign_in, triage, owner, case):
    record(actor=owner, action="support_files_added", target=case, at=SENT + dt.timedelta(hours=1), number=3)
    record(actor=triage, action="support_case_taken", target=case, at=SENT + dt.timedelta(hours=2))
    record(actor=triage, action="package_line_added", target=PackageFactory(request=case), at=SENT)
    page = history(sign_in(triage), case)
    assert f"{owner}, Ben Carver drafted the request, in 4 steps" in page
    assert "4 May 2026, 11:30 to 7 May 2026, 11:30" in page
    assert "changed the draft" not in page and "added 2 files" not in page
    assert "sent a request for support" in page and "added 3 files" in page
    assert page.count("portal-secondary") >= 5


def test_drafting_stands_at_the_end_of_the_last_page(sign_in, triage, case, monkeypatch):
    monkeypatch.setattr(happenings, "PAGE_SIZE", 1)
    record(actor=triage, action="support_case_taken", target=case, at=SENT + dt.timedelta(hours=2))
    browser = sign_in(triage)
    first, last = (history(browser, case, page=number) for number in (1, 2))
    assert "drafted the request" not in first
    assert "sent a request for support" in last and "drafted the request" in last


def test_case_without_a_record_of_its_draft_has_none(sign_in, triage):
    case = SupportRequestFactory()
    record(actor=triage, action="support_case_taken", target=case, at=timezone.now())
    assert "drafted the request" not in history(sign_in(triage), case)

"""Names that people choose are text on every page of the support programme, also where forms name them."""

import pytest
from django.urls import reverse

from tests.factories import ConsortiumFactory
from tests.factories.answers import PointerFactory
from tests.factories.partnering import ConsortiumMemberFactory
from tests.factories.support import AssignmentFactory, PackageLineFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db
NAME = "<img src=x onerror=alert(1)>"


def test_a_consortium_is_named_as_text_in_forms(sign_in, organisation, editor, triage):
    together = ConsortiumFactory(name=NAME)
    ConsortiumMemberFactory(consortium=together, organisation=organisation)
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    sent = SupportRequestFactory(
        organisation=organisation, officer=triage, title=NAME, consortium=together, shares_context=True
    )
    for reader, address in (
        (editor, reverse("support_edit", args=[draft.pk, "about"])),
        (triage, reverse("support_case_accept", args=[sent.pk])),
    ):
        page = sign_in(reader).get(address).text
        assert NAME not in page and "&lt;img src=x" in page


def test_pointers_and_advisers_are_named_as_text_in_forms(sign_in, triage):
    PointerFactory(title=NAME)
    sent = SupportRequestFactory(officer=triage)
    helping = AssignmentFactory(adviser__person__name=NAME)
    AssignmentFactory(line=PackageLineFactory(package=helping.line.package, support_type="governance"))
    for address in (
        reverse("support_case_decline", args=[sent.pk]),
        reverse("time_add", args=[helping.line.package_id]),
    ):
        page = sign_in(triage).get(address).text
        assert NAME not in page and "&lt;img src=x" in page

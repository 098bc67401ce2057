"""What an organisation decides about its suggestions takes effect at once, can be taken back, and stays its own."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consortia import findings
from consortia.actions import suggestions
from consortia.actions.alerts import best_matches
from consortia.models import MutedReason, NotSuggested, Rival, SetAside
from mutuals.models import Organisation
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from tests.factories import OpportunityFactory, OrganisationFactory, PartnerMatchFactory, SetAsideFactory
from tests.factories import TenderMatchFactory as Match

pytestmark = pytest.mark.django_db


def tenders_of(organisation, at=None):
    return [match.opportunity for match in findings.tender_matches(organisation, at or timezone.now())]


def partners_of(organisation, at=None):
    return [match.partner for match in findings.partner_matches(organisation, at or timezone.now())]


def befriended(organisation, **more):
    """Another organisation: each is the other's best partner."""
    other = OrganisationFactory(**more)
    PartnerMatchFactory(organisation=organisation, partner=other)
    PartnerMatchFactory(organisation=other, partner=organisation)
    return other


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def test_a_tender_that_is_not_for_us_is_gone_at_once_and_comes_back(editor, organisation, sign_in):
    match, other = Match(organisation=organisation), Match(organisation=organisation)
    client = sign_in(editor)
    answer = client.post(
        reverse("tender_set_aside", args=[organisation.pk, match.opportunity_id]), {"why": "too_big"}, follow=True
    )
    assert tenders_of(organisation) == [other.opportunity]
    page = answer.content.decode()
    assert f"“{match.opportunity.title}” is set aside." in page and "Undo" in page
    aside = SetAside.objects.get()
    assert (aside.cause, aside.by, aside.until) == ("too_big", editor, None)
    post(client, "suggest_again", organisation.pk, aside.pk, then="matches")
    assert match.opportunity in tenders_of(organisation)
    assert post(client, "suggest_again", organisation.pk, aside.pk).status_code == 302  # a second press
    assert [e.action for e in AuditEvent.objects.order_by("pk")][-2:] == ["tender_set_aside", "set_aside_taken_back"]


def test_not_now_comes_back_by_itself(editor, organisation, sign_in):
    match = Match(organisation=organisation)
    post(sign_in(editor), "tender_set_aside", organisation.pk, match.opportunity_id, why="not_now_3")
    at = timezone.now()
    assert tenders_of(organisation, at) == []
    later = at + dt.timedelta(days=92)
    type(match.opportunity).objects.filter(pk=match.opportunity_id).update(submission_deadline=None)
    assert tenders_of(organisation, later) == [match.opportunity]


def test_not_now_said_again_after_its_end_is_a_new_decision(editor, viewer, organisation):
    opportunity, at = OpportunityFactory(), timezone.now()
    SetAsideFactory(
        organisation=organisation, opportunity=opportunity, cause="not_now", until=at - dt.timedelta(days=1), by=viewer
    )
    Change.objects.all().delete()
    suggestions.set_aside(organisation=organisation, opportunity=opportunity, cause="too_far", by=editor, at=at)
    kept = SetAside.objects.get()
    assert (kept.by, kept.at, kept.cause) == (editor, at, "too_far")
    assert Change.objects.filter(kind="organisation", object_id=organisation.pk).count() == 1
    assert AuditEvent.objects.filter(action="tender_set_aside").count() == 1


def test_a_set_aside_tender_says_so_on_its_page_and_is_no_news(editor, organisation, sign_in):
    match = Match(organisation=organisation, point=0.9, low=0.9, high=0.9)
    assert best_matches(match.opportunity, timezone.now()) == [match]
    SetAsideFactory(organisation=organisation, opportunity=match.opportunity, by=editor)
    assert best_matches(match.opportunity, timezone.now()) == []
    page = sign_in(editor).get(reverse("opportunity_match", args=[match.opportunity_id])).content.decode()
    assert "Your organisation set this aside on" in page and "too far away" in page


def test_setting_aside_twice_keeps_one_and_has_matching_find_others(editor, organisation):
    opportunity, at = OpportunityFactory(), timezone.now()
    Change.objects.all().delete()
    for cause in ("too_far", "too_far", "not_our_field"):
        suggestions.set_aside(organisation=organisation, opportunity=opportunity, cause=cause, by=editor, at=at)
    assert SetAside.objects.get().cause == "not_our_field"
    assert Change.objects.filter(kind="organisation", object_id=organisation.pk).count() == 1
    assert AuditEvent.objects.filter(action="tender_set_aside").count() == 1


def test_a_partner_set_aside_is_gone_for_us_and_not_for_them(editor, organisation, sign_in):
    partner = befriended(organisation)
    post(sign_in(editor), "partner_set_aside", organisation.pk, partner.pk, why="too_far")
    assert partners_of(organisation) == []
    assert partners_of(partner) == [organisation]


def test_rivals_are_never_suggested_to_each_other_and_the_other_is_not_told(editor, organisation, sign_in):
    partner = befriended(organisation)
    client = sign_in(editor)
    post(client, "partner_set_aside", organisation.pk, partner.pk, why="rival")
    assert partners_of(organisation) == partners_of(partner) == []
    rival = Rival.objects.get()
    post(client, "rival_forget", organisation.pk, rival.pk)
    assert partners_of(organisation) == [partner] and partners_of(partner) == [organisation]


def test_a_rival_merged_into_another_organisation_is_a_rival_still(editor, organisation):
    at = timezone.now()
    gone, survivor = OrganisationFactory(), befriended(organisation)
    suggestions.name_rival(organisation=organisation, rival=gone, by=editor, at=at)
    assert partners_of(organisation) == [survivor]
    Organisation.objects.filter(pk=gone.pk).update(merged_into=survivor, closed_at=at)
    assert partners_of(organisation) == [] and partners_of(survivor) == []


def test_a_rival_is_found_by_part_of_its_name(editor, organisation, sign_in):
    rival, client = OrganisationFactory(name="Torridge Therapies CIC"), sign_in(editor)
    address = reverse("rival_name", args=[organisation.pk])
    assert "Torridge Therapies CIC" in client.get(address, {"name": "therapies"}).content.decode()
    assert "No organisation in the directory is called so" in client.get(address, {"name": "zzz"}).content.decode()
    assert "Enter a name" in client.get(address, {"name": ""}).content.decode()
    client.post(address, {"organisation": rival.pk})
    client.post(address, {"organisation": rival.pk})
    assert Rival.objects.get().rival == rival
    assert client.post(address, {"organisation": organisation.pk}).status_code == 404
    with pytest.raises(NotPossible):
        suggestions.name_rival(organisation=organisation, rival=organisation, by=editor, at=timezone.now())


def test_who_does_not_want_to_be_suggested_is_not(editor, organisation, sign_in):
    other = befriended(organisation)
    client = sign_in(editor)
    post(client, "being_suggested", organisation.pk, suggested="no")
    assert partners_of(other) == [] and partners_of(organisation) == [other]
    assert "not suggested" in client.get(reverse("suggestion_choices", args=[organisation.pk])).content.decode()
    assert NotSuggested.objects.get().by == editor
    post(client, "being_suggested", organisation.pk, suggested="yes")
    assert partners_of(other) == [organisation]


def test_muted_reasons_are_not_read_and_scores_stay(editor, organisation, sign_in):
    match, at = Match(organisation=organisation), timezone.now()

    def read():
        (finding,) = findings.tender_findings(organisation, [match], at)
        return {reason.determinant for reason in finding.reasons}, finding.match.point

    reasons, point = read()
    client = sign_in(editor)
    client.post(reverse("reasons_mute", args=[organisation.pk]), {"muted": ["competition", "history"]})
    assert read() == (reasons - {"competition", "history"}, point)
    assert "Not read here" in client.get(reverse("organisation_matches", args=[organisation.pk])).content.decode()
    client.post(reverse("reasons_mute", args=[organisation.pk]), {})
    assert read() == (reasons, point) and not MutedReason.objects.exists()


def test_a_reason_that_does_not_exist_is_refused(editor, organisation, sign_in):
    answer = post(sign_in(editor), "reasons_mute", organisation.pk, muted="luck")
    assert "Select reasons from the list" in answer.content.decode() and not MutedReason.objects.exists()


def test_why_not_must_be_said(editor, organisation, sign_in):
    answer = post(sign_in(editor), "tender_set_aside", organisation.pk, OpportunityFactory().pk)
    assert "Select why not" in answer.content.decode() and not SetAside.objects.exists()


def test_a_viewer_reads_what_was_decided_and_cannot_change_it(viewer, editor, organisation, sign_in):
    aside = SetAsideFactory(organisation=organisation, by=editor)
    page = sign_in(viewer).get(reverse("suggestion_choices", args=[organisation.pk])).content.decode()
    assert aside.opportunity.title in page and "Suggest again" not in page
    assert post(sign_in(viewer), "suggest_again", organisation.pk, aside.pk).status_code == 403


def test_nobody_takes_back_what_another_organisation_decided(other_owner, editor, organisation, sign_in):
    aside = SetAsideFactory(organisation=organisation, by=editor)
    own = other_owner.memberships.get().organisation
    post(sign_in(other_owner), "suggest_again", own.pk, aside.pk)
    assert SetAside.objects.exists()
    assert SetAside.objects.visible_to(editor).exists() and not SetAside.objects.visible_to(other_owner).exists()


def test_the_page_of_choices_asks_the_same_number_of_queries(editor, organisation, sign_in):
    client, address = sign_in(editor), reverse("suggestion_choices", args=[organisation.pk])
    counts = []
    for number in (1, 12):
        for _ in range(number):
            SetAsideFactory(organisation=organisation, by=editor)
            Rival.objects.create(organisation=organisation, rival=OrganisationFactory(), by=editor, at=timezone.now())
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        counts.append(len(made))
    assert counts[0] == counts[1]

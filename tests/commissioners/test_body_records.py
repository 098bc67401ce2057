"""Promises about what is kept of a public body, its end and its successors, and what it leaves open."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import body_records, handing_over, opportunities
from commissioners.models import Opportunity
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification
from tests.factories import BodyFactory, BodyMembershipFactory, OpportunityFactory

pytestmark = pytest.mark.django_db
END = dt.date(2025, 3, 31)
FIELDS = ("name", "kind", "buyer_class", "is_best_value_authority", "is_school", "starts_on", "ends_on", "successor")
FIELDS = (*FIELDS, "successor_is_legal", "succession_source")


def save(body, by, **changes) -> list[str]:
    identifiers = changes.pop("identifiers", [])
    values = {name: getattr(body, name) for name in FIELDS} | changes
    return body_records.save_record(
        body=body, values=values, places=[], identifiers=identifiers, by=by, at=timezone.now()
    )


def follow(body, successor, by, **more) -> list[str]:
    return save(body, by, ends_on=END, successor=successor, **more)


def typed(body, **changes) -> dict:
    """What the form sends."""
    return {"name": body.name, "kind": body.kind, "buyer_class": body.buyer_class} | changes


def text(answer) -> str:
    return answer.content.decode()


def test_manager_checks_what_changes_and_everything_is_matched_anew(sign_in, staff):
    body, heir = BodyFactory(name="Old Marlbeck Council"), BodyFactory(name="Greater Marlbeck Council")
    browser, url = sign_in(staff), reverse("body_record_edit", args=[body.pk])
    said = typed(body, buyer_class="sub_central", ends_on_0="31", ends_on_1="3", ends_on_2="2025", successor="greater")
    page = text(browser.post(url, said | {"then": "check"}))
    assert "Check your answers" in page and "31 March 2025" in page and "Sub-central" in page
    body.refresh_from_db()
    assert body.ends_on is None
    assert "greater" in text(browser.post(url, said | {"then": "change"}))
    browser.post(url, said | {"then": "save"})
    body.refresh_from_db()
    assert (body.ends_on, body.successor, body.successor_is_legal) == (END, heir, None)
    assert Change.objects.filter(kind="everything").exists()
    assert set(AuditEvent.objects.get(action="body_saved").details["fields"]) == {"buyer_class", "ends_on", "successor"}


def test_saving_the_same_again_changes_nothing(staff):
    body, heir = BodyFactory(), BodyFactory()
    assert follow(body, heir, staff) and not follow(body, heir, staff)
    assert AuditEvent.objects.filter(action="body_saved").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on": dt.date(2026, 1, 1), "ends_on": END}, "end is before the start"),
        ({"successor_is_legal": True}, "Say which body followed"),
    ],
)
def test_what_cannot_be_is_refused(staff, changes, words):
    with pytest.raises(NotPossible, match=words):
        save(BodyFactory(), staff, **changes)


def test_body_cannot_follow_itself_nor_a_body_that_follows_it(staff):
    first, second, third = BodyFactory(), BodyFactory(), BodyFactory()
    with pytest.raises(NotPossible, match="cannot follow each other"):
        follow(first, first, staff)
    follow(first, second, staff)
    follow(second, third, staff)
    for successor in (first, second):
        with pytest.raises(NotPossible, match="cannot follow each other"):
            follow(third, successor, staff)


def test_successor_has_begun_when_the_body_ends_and_has_not_ended_before(staff):
    body = BodyFactory()
    with pytest.raises(NotPossible, match="began only on"):
        follow(body, BodyFactory(starts_on=END + dt.timedelta(days=2)), staff)
    with pytest.raises(NotPossible, match="before"):
        follow(body, BodyFactory(ends_on=END - dt.timedelta(days=1)), staff)
    with pytest.raises(NotPossible, match="Say when it ended"):
        save(BodyFactory(), staff, successor=BodyFactory())
    body.refresh_from_db()
    heir = BodyFactory(starts_on=END + dt.timedelta(days=1))
    assert follow(body, heir, staff)
    with pytest.raises(NotPossible, match="It followed"):
        save(heir, staff, starts_on=END + dt.timedelta(days=40))


def test_legal_successor_needs_a_source(staff):
    body, heir = BodyFactory(), BodyFactory()
    with pytest.raises(NotPossible, match="Give a link"):
        follow(body, heir, staff, successor_is_legal=True)
    assert follow(body, heir, staff, successor_is_legal=True, succession_source="https://www.legislation.gov.uk/x")


@pytest.mark.parametrize(("wording", "message"), [("nowhere", "no body has"), ("Marl", "several bodies")])
def test_successor_that_is_not_clear_is_asked_for_again_and_nothing_typed_is_lost(sign_in, staff, wording, message):
    body = BodyFactory(name="Wharram Council")
    BodyFactory(name="Marlbeck Council"), BodyFactory(name="Marlow Council")
    said = typed(body, successor=wording, identifiers="GB-PPON P-1", then="save")
    page = text(sign_in(staff).post(reverse("body_record_edit", args=[body.pk]), said))
    assert message in page and "GB-PPON P-1" in page


def test_identifier_of_another_body_is_refused(staff):
    other, body = BodyFactory(), BodyFactory()
    other.identifiers.create(scheme="GB-PPON", identifier="P-1")
    with pytest.raises(NotPossible, match="Merge them"):
        save(body, staff, identifiers=[("GB-PPON", "P-1")])


@pytest.mark.parametrize(
    ("legal", "words"),
    [(True, "It is the legal successor"), (False, "is not the legal successor"), (None, "It is not known whether")],
)
def test_page_of_an_ended_body_says_what_followed_and_what_that_means(client, legal, words):
    heir = BodyFactory(name="Greater Marlbeck Council")
    body = BodyFactory(name="Old Council", ends_on=END, successor=heir, successor_is_legal=legal)
    OpportunityFactory(body=body, title="Homes of the past", state="closed")
    page = text(client.get(body.get_absolute_url()))
    assert "ended on 31 March 2025" in page and "Greater Marlbeck Council" in page and words in page
    assert "Homes of the past" in page, "its opportunities remain listed"
    assert "Old Council" in text(client.get(heir.get_absolute_url()))


def test_ended_body_starts_nothing_new_and_names_its_successor(sign_in, commissioner):
    body = commissioner.body_memberships.get().body
    body.ends_on, body.successor = END, BodyFactory(name="Greater Marlbeck Council")
    body.save()
    with pytest.raises(NotPossible, match="Greater Marlbeck Council followed it"):
        opportunities.create(body=body, title="New homes", by=commissioner, at=timezone.now())
    answer = sign_in(commissioner).post(
        reverse("opportunity_create", args=[body.pk]), {"title": "New homes"}, follow=True
    )
    assert "Greater Marlbeck Council followed it" in text(answer)
    assert not Opportunity.objects.exists()


def test_draft_of_an_ended_body_waits_to_be_handed_over(staff, commissioner):
    body, heir = commissioner.body_memberships.get().body, BodyFactory()
    draft = OpportunityFactory(body=body, state="draft")
    body.ends_on, body.successor = END, heir
    body.save()
    with pytest.raises(NotPossible, match="hand this draft over"):
        opportunities.publish(opportunity=draft, to="early_engagement", by=commissioner, at=timezone.now())
    handing_over.hand_over(body=body, by=staff, at=timezone.now())
    with pytest.raises(opportunities.NotReady):  # only what is missing stands in the way now
        opportunities.publish(opportunity=draft, to="early_engagement", by=commissioner, at=timezone.now())


def test_body_goes_on_until_its_last_day_is_over(commissioner):
    body = commissioner.body_memberships.get().body
    body.ends_on = timezone.localdate()
    body.save()
    assert opportunities.create(body=body, title="New homes", by=commissioner, at=timezone.now())


def test_what_is_open_goes_over_to_the_last_in_line_with_its_ocid(sign_in, staff, commissioner):
    body = commissioner.body_memberships.get().body
    heir = BodyFactory(name="Greater Marlbeck Council")
    between = BodyFactory(ends_on=END, successor=heir)
    body.ends_on, body.successor = END, between
    body.save()
    kept = {state: OpportunityFactory(body=body, state=state) for state in ("draft", "open", "closed", "awarded")}
    imported = OpportunityFactory(body=body, state="open", source="find_a_tender", ocid="ocds-h6vhtk-1")
    before = dict(Opportunity.objects.values_list("pk", "ocid"))
    page = text(sign_in(staff).get(reverse("body_hand_over", args=[body.pk])))
    assert kept["open"].title in page and imported.title not in page
    sign_in(staff).post(reverse("body_hand_over", args=[body.pk]))
    moved = set(Opportunity.objects.filter(body=heir).values_list("pk", flat=True))
    assert moved == {kept["draft"].pk, kept["open"].pk, kept["closed"].pk}
    assert before == dict(Opportunity.objects.values_list("pk", "ocid"))
    assert heir.memberships.get(user=commissioner).role == "owner", "nobody owned it, so its people go along"
    assert Notification.objects.filter(person=commissioner, event="opportunities_handed_over").count() == 1
    assert handing_over.hand_over(body=body, by=staff, at=timezone.now()) == (heir, 0)


def test_people_do_not_move_to_a_body_that_has_owners(staff, commissioner):
    body, heir = commissioner.body_memberships.get().body, BodyMembershipFactory().body
    body.ends_on, body.successor = END, heir
    body.save()
    handing_over.hand_over(body=body, by=staff, at=timezone.now())
    assert not heir.memberships.filter(user=commissioner).exists()


def test_nothing_is_handed_over_while_the_body_goes_on(staff, commissioner):
    with pytest.raises(NotPossible, match="has not ended"):
        handing_over.hand_over(body=commissioner.body_memberships.get().body, by=staff, at=timezone.now())

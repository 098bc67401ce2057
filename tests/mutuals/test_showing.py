"""Promises about choosing who sees what, and about seeing one's page as others do."""

import re

import pytest
from django.urls import reverse

from mutuals.forms import VisibilityForm
from mutuals.models import DirectoryEntry, Organisation
from mutuals.visibility import SECTIONS, Visibility
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.models import Change
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.disclosure import partners

pytestmark = pytest.mark.django_db


@pytest.fixture
def choose(organisation, owner, sign_in):
    """`choose(size=2)` saves the page as the owner, with every other section as it is."""

    def send(person=owner, seen=None, **levels):
        form = VisibilityForm(organisation=Organisation.objects.get(pk=organisation.pk))
        values = {section.column: form.initial[section.column] for section in SECTIONS}
        values |= {f"visibility_{key}": level for key, level in levels.items()} | {"seen": seen or form.initial["seen"]}
        return sign_in(person).post(reverse("organisation_visibility", args=[organisation.pk]), values, follow=True)

    return send


def article(response) -> str:
    return re.search(r"<article.*</article>", response.content.decode(), re.S).group()


def test_owner_chooses_and_is_told_what_changed(choose, organisation, owner):
    said = choose(size=Visibility.PARTNERS, capacity=Visibility.PUBLIC).content.decode()
    assert "Size: accepted partners only. Capacity: everyone." in said
    organisation.refresh_from_db()
    assert (organisation.visibility_size, organisation.visibility_capacity) == (2, 0)
    event = AuditEvent.objects.get()
    assert (event.actor, event.details["section"]) == (owner, "visibility")
    assert event.details["fields"] == ["visibility_size", "visibility_capacity"]


def test_choice_is_in_force_at_once_on_the_page_in_the_directory_and_for_matching(choose, organisation, sign_in):
    Organisation.objects.filter(pk=organisation.pk).update(summary="Zephyrine nurses")
    choose(about=Visibility.PROGRAMME)
    assert "Zephyrine" not in sign_in(None).get(organisation.get_absolute_url()).content.decode()
    assert organisation.name not in sign_in(None).get("/organisations/?q=zephyrine").content.decode()
    assert DirectoryEntry.objects.get(pk=organisation.pk).about_level == Visibility.PROGRAMME
    assert Change.objects.filter(kind="organisation", object_id=organisation.pk).exists()


def test_saving_as_it_is_changes_nothing(choose):
    assert "Nothing was changed" in choose().content.decode()
    assert not AuditEvent.objects.exists()


def test_second_owner_does_not_undo_unknowingly_what_the_first_chose(choose, organisation):
    seen = VisibilityForm(organisation=organisation).initial["seen"]
    choose(size=Visibility.PROGRAMME)
    said = choose(seen=seen, size=Visibility.PUBLIC).content.decode()
    assert "while you were editing" in said
    assert Organisation.objects.get(pk=organisation.pk).visibility_size == Visibility.PROGRAMME


def test_each_section_needs_an_answer_and_says_which_lacks_one(choose):
    said = choose(size="").content.decode()
    assert "Size: choose who sees it" in said
    assert "Size: choose one of the four answers" in choose(size="9").content.decode()


def test_editor_reads_what_the_owner_chose_and_cannot_change_it(choose, editor, organisation, sign_in):
    assert choose(person=editor, size=0).status_code == 403
    said = sign_in(editor).get(reverse("organisation_visibility", args=[organisation.pk])).content.decode()
    assert "Only an owner can change this" in said and "Accepted partners only" in said
    assert "<form" not in said.split("<main")[1]


def test_page_says_what_each_section_holds_and_what_keeping_it_costs(organisation, owner, sign_in):
    said = sign_in(owner).get(reverse("organisation_visibility", args=[organisation.pk])).content.decode()
    assert "people find you by name but not by the words" in said
    assert "Keeping it costs nothing: others’ matches use the band" in said


@pytest.mark.parametrize("eyes", ["public", "organisation", "partner", "commissioner"])
def test_preview_is_exactly_the_page_that_such_a_person_gets(
    eyes, organisation, owner, other_owner, commissioner, sign_in
):
    Organisation.objects.filter(pk=organisation.pk).update(
        summary="Nurses", turnover=5_123_456, turnover_band=4, capacity=12.5, risk_appetite=2
    )
    partner = MembershipFactory(organisation=OrganisationFactory(name="Partner"))
    partners(organisation, partner.organisation, name="a consortium that you share")
    person = {"public": None, "organisation": other_owner, "partner": partner.user, "commissioner": commissioner}[eyes]
    theirs = article(sign_in(person).get(organisation.get_absolute_url()))
    preview = sign_in(owner).get(reverse("organisation_preview", args=[organisation.pk, eyes]))
    assert article(preview) == theirs
    assert ("£5,123,456" in theirs) == (eyes == "partner")
    assert "Preview." in preview.content.decode()


def test_there_are_four_pairs_of_eyes_and_no_others(organisation, owner, sign_in):
    assert sign_in(owner).get(f"/organisations/{organisation.pk}/seen-by/staff/").status_code == 404


def test_preview_of_an_organisation_not_admitted_yet_says_that_nobody_sees_it(organisation, owner, sign_in):
    Organisation.objects.filter(pk=organisation.pk).update(admitted_at=None)
    said = sign_in(owner).get(reverse("organisation_preview", args=[organisation.pk, "public"])).content.decode()
    assert "have not admitted the organisation yet" in said


def test_owner_finds_the_choice_beside_each_section_and_editor_does_not(organisation, owner, editor, sign_in):
    assert "Change who sees this" in sign_in(owner).get(organisation.get_absolute_url()).content.decode()
    assert "Change who sees this" not in sign_in(editor).get(organisation.get_absolute_url()).content.decode()

"""Promises about registering: saved as you go, sent once, and nobody is registered twice unknowingly."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mutuals import actions
from mutuals.choices import Kind
from mutuals.duplicates import possible_duplicates
from mutuals.models import Membership, Organisation, Registration
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from partnerships_portal.reference.models import LocalAuthority
from tests.factories import MembershipFactory, OrganisationFactory, RegistrationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

START = "organisation_register"
NAME = {"name": "Larkfold Together", "kind": "charity"}
PLACE = {"legal_form": "cio", "base_postcode": "ls11ur"}
NUMBERS = {"company_number": "", "charity_number": "1123456"}
SPUN_OUT = {"spun_out_on_0": "1", "spun_out_on_1": "4", "spun_out_on_2": "2014", "parent_body": "Leeds City Council"}
CHARITY = {"name": NAME, "place": PLACE, "numbers": NUMBERS, "spin-out": {}}
MUTUAL = {
    "name": {"name": "Larkfold Nurses CIC", "kind": "mutual"},
    "place": {"legal_form": "cic_shares", "base_postcode": "LS1 1UR"},
    "numbers": {"company_number": "1234567", "charity_number": ""},
    "spin-out": SPUN_OUT,
    "left-public-sector": {"left_public_sector": "True", "left_public_sector_evidence": "Transfer agreement"},
    "delivers-public-services": {
        "delivers_public_services": "True",
        "delivers_public_services_evidence": "Community nursing",
    },
    "staff-control": {"staff_control": "True", "staff_control_evidence": "Staff own all shares"},
}


@pytest.fixture
def newcomer(stranger, sign_in):
    """A browser of somebody who registers."""
    return sign_in(stranger)


@pytest.fixture
def answer(newcomer):
    """`answer(steps)` starts a registration, answers the steps in order and returns the last response."""

    def go(steps, then="continue"):
        response = newcomer.post(reverse(START))
        draft = Registration.objects.drafts().get()
        for step, typed in steps.items():
            response = newcomer.post(reverse("registration_step", args=[draft.pk, step]), typed | {"then": then})
        return response

    return go


def check_page(draft) -> str:
    return reverse("registration_check", args=[draft.pk])


def errors(response) -> list[str]:
    return [error for listed in response.context["form"].errors.values() for error in listed]


def test_charity_registers_in_steps_and_waits_for_admission(answer, newcomer, stranger, staff, triage, analyst):
    response = answer(CHARITY)
    draft = Registration.objects.get()
    assert response["Location"] == check_page(draft)
    page = newcomer.get(check_page(draft)).content.decode()
    for said in ("Larkfold Together", "Charitable incorporated organisation", "LS1 1UR", "Leeds", "1123456"):
        assert said in page
    assert not Organisation.objects.exists()
    newcomer.post(check_page(draft))
    made = Organisation.objects.get()
    assert (made.name, made.kind, made.charity_number) == ("Larkfold Together", "charity", "1123456")
    assert made.base_authority.name == "Leeds" and made.base_easting and made.base_northing
    assert made.admitted_at is None and not Organisation.objects.active().exists()
    assert list(Organisation.objects.waiting_for_admission()) == [made]
    assert Membership.objects.get().role == "owner"
    assert "Registration sent" in newcomer.get(check_page(draft)).content.decode()
    told = set(Notification.objects.values_list("person", "event"))
    assert told == {
        (stranger.pk, "registration_received"),
        (staff.pk, "verification_work"),
        (triage.pk, "verification_work"),
    }
    assert AuditEvent.objects.filter(action="organisation_registered").count() == 1


def test_mutual_registers_with_its_definition_already_sent(answer, newcomer):
    answer(MUTUAL)
    newcomer.post(check_page(Registration.objects.get()))
    made = Organisation.objects.get()
    assert (made.company_number, made.parent_body, str(made.spun_out_on)) == (
        "01234567",
        "Leeds City Council",
        "2014-04-01",
    )
    assert made.definition.status == "submitted" and made.definition.is_complete and not made.is_mutual


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_can_be_registered(kind, answer, newcomer):
    steps = MUTUAL if kind == "mutual" else CHARITY
    answer({step: typed | ({"kind": kind} if step == "name" else {}) for step, typed in steps.items()})
    newcomer.post(check_page(Registration.objects.get()))
    assert Organisation.objects.get().kind == kind


def test_sending_twice_makes_one_organisation(answer, newcomer):
    answer(CHARITY)
    draft = Registration.objects.get()
    for _ in range(3):
        assert newcomer.post(check_page(draft), follow=True).status_code == 200
    assert Organisation.objects.count() == Membership.objects.count() == 1
    step = reverse("registration_step", args=[draft.pk, "name"])
    assert newcomer.post(step, {"name": "Another", "kind": "charity"})["Location"] == check_page(draft)
    assert Organisation.objects.get().name == "Larkfold Together"


def test_half_typed_step_is_kept_for_later_without_what_is_wrong(answer, newcomer):
    answer({"name": NAME})
    draft = Registration.objects.get()
    step = reverse("registration_step", args=[draft.pk, "place"])
    response = newcomer.post(step, {"legal_form": "cio", "base_postcode": "LS1", "then": "later"}, follow=True)
    page = response.content.decode()
    assert "Your other answers are saved" in page and "Not saved" in page and "Postcode of the main office" in page
    draft.refresh_from_db()
    assert draft.answers["place"] == {"legal_form": "cio"}
    assert step in page  # where to go on
    assert newcomer.get(step).context["form"]["legal_form"].value() == "cio"
    assert newcomer.post(reverse(START))["Location"] == step


def test_dates_come_back_as_they_were_typed(answer, newcomer):
    answer({**CHARITY, "spin-out": SPUN_OUT})
    page = newcomer.get(reverse("registration_step", args=[Registration.objects.get().pk, "spin-out"]))
    assert page.context["form"]["spun_out_on"].value() == ["1", "4", "2014"]
    assert 'value="2014"' in page.content.decode()


def test_later_step_leads_to_the_first_one_that_is_missing(answer, newcomer):
    answer({"name": NAME})
    draft = Registration.objects.get()
    missing = reverse("registration_step", args=[draft.pk, "place"])
    for address in (reverse("registration_step", args=[draft.pk, "spin-out"]), check_page(draft)):
        assert newcomer.get(address)["Location"] == missing
        assert newcomer.post(address)["Location"] == missing
    part = reverse("registration_step", args=[draft.pk, "staff-control"])  # not asked of a charity
    assert newcomer.get(part)["Location"] == missing
    assert newcomer.get(reverse("registration_step", args=[draft.pk, "nonsense"])).status_code == 404


def test_change_from_the_check_page_returns_to_it(answer, newcomer):
    answer(CHARITY)
    draft = Registration.objects.get()
    step = reverse("registration_step", args=[draft.pk, "numbers"]) + "?then=check"
    page = newcomer.get(check_page(draft)).content.decode()
    assert step in page
    assert check_page(draft) in newcomer.get(step).content.decode()  # the back link
    assert newcomer.post(step, {"charity_number": "7654321"})["Location"] == check_page(draft)
    assert "7654321" in newcomer.get(check_page(draft)).content.decode()


def test_whoever_turns_into_a_mutual_is_asked_the_rest_before_sending(answer, newcomer):
    answer(CHARITY)
    draft = Registration.objects.get()
    step = reverse("registration_step", args=[draft.pk, "name"]) + "?then=check"
    missing = reverse("registration_step", args=[draft.pk, "spin-out"])
    assert newcomer.post(step, NAME | {"kind": "mutual"})["Location"] == missing
    response = newcomer.post(missing, {})
    assert "Enter the date on which it left the public sector" in errors(response)
    assert newcomer.post(check_page(draft))["Location"] == missing
    assert not Organisation.objects.exists()


def test_no_to_a_part_of_the_definition_is_said_before_it_is_sent(answer, newcomer):
    answer({**MUTUAL, "staff-control": {"staff_control": "False", "staff_control_evidence": "The board decides"}})
    assert "You have answered no" in newcomer.get(check_page(Registration.objects.get())).content.decode()


def test_draft_of_somebody_else_does_not_exist(answer, sign_in, other_owner, staff):
    answer({"name": NAME})
    draft = Registration.objects.get()
    for person in (other_owner, staff):
        for address in (check_page(draft), reverse("registration_step", args=[draft.pk, "name"])):
            assert sign_in(person).get(address).status_code == 404
            assert sign_in(person).post(address, NAME).status_code == 404


def test_staff_of_the_programme_register_nothing(sign_in, staff, commissioner):
    assert sign_in(staff).post(reverse(START)).status_code == 403
    assert sign_in(commissioner).post(reverse(START)).status_code == 302


def test_draft_can_be_deleted_and_started_again(answer, newcomer):
    answer({"name": NAME})
    newcomer.post(reverse(START), {"then": "discard"})
    assert not Registration.objects.exists()
    assert "Start now" in newcomer.get(reverse(START)).content.decode()


def test_one_person_may_have_only_some_waiting(newcomer, stranger, settings):
    settings.REGISTRATIONS_WAITING_AT_MOST = 2
    for _ in range(2):
        waiting = OrganisationFactory(admitted_at=None, admission_asked_at=timezone.now())
        RegistrationFactory(person=stranger, sent_at=timezone.now(), organisation=waiting)
    page = newcomer.post(reverse(START), follow=True).content.decode()
    assert "2 organisations that you registered are waiting" in page
    assert not Registration.objects.drafts().exists()
    Organisation.objects.filter(pk=waiting.pk).update(admitted_at=timezone.now(), admission_asked_at=None)
    assert newcomer.post(reverse(START))["Location"].endswith("/name/")


def test_draft_begun_before_the_limit_is_not_sent_over_it(stranger, settings):
    settings.REGISTRATIONS_WAITING_AT_MOST = 0
    draft = RegistrationFactory(person=stranger)
    values = {"name": "Larkfold", "kind": "charity"}
    with pytest.raises(NotPossible):
        actions.send_registration(registration=draft, values=values, definition={}, by=stranger, at=timezone.now())
    assert not Organisation.objects.exists()


# who is in the directory already


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("LARKFOLD together", "Larkfold Together"),
        ("The Larkfold Together C.I.C.", "Larkfold Together CIC"),
        ("Larkfold Together Limited", "Larkfold Together Ltd."),
        ("Larkfold & Vale", "Larkfold and Vale Community Interest Company"),
        ("St. Mary’s Nurses", "St Mary's Nurses"),
        ("Cymdeithas Tŷ Gwyrdd", "cymdeithas ty gwyrdd"),
        ("Zoë’s  Café", "Zoe's Cafe CIO"),
        ("جمعية الرعاية", "جَمعية الرعاية"),
        ("社区护理", "社区护理"),
        ("Ёлка", "Елка"),
    ],
)
def test_near_same_name_is_found(typed, there, answer, newcomer):
    here = OrganisationFactory(name=there, kind="charity")
    response = answer({"name": NAME | {"name": typed}})
    draft = Registration.objects.get()
    matches = reverse("registration_matches", args=[draft.pk])
    assert response["Location"] == f"{matches}?after=name"
    page = newcomer.get(response["Location"]).content.decode()
    assert "Is one of these yours?" in page and f"/organisations/{here.pk}/join/" in page
    following = newcomer.post(response["Location"])
    assert following["Location"] == reverse("registration_step", args=[draft.pk, "place"])
    newcomer.post(reverse("registration_step", args=[draft.pk, "name"]), NAME | {"name": typed})  # asked once
    assert newcomer.get(matches).status_code == 302


@pytest.mark.parametrize("other", ["Larkfold Apart", "Larkfold", "The CIC", "護理", "Larkfold Together North"])
def test_another_name_is_another_organisation(other, answer):
    OrganisationFactory(name=other)
    assert "already-here" not in answer({"name": NAME})["Location"]


def test_names_of_endings_only_are_not_all_the_same():
    OrganisationFactory(name="The CIC")
    assert not possible_duplicates(name="Ltd").exists()


def test_same_register_number_is_found_after_the_numbers(answer, newcomer):
    here = OrganisationFactory(name="Another Name", charity_number="1123456")
    response = answer({"name": NAME, "place": PLACE, "numbers": NUMBERS})
    assert "already-here/?after=numbers" in response["Location"]
    assert "Another Name" in newcomer.get(response["Location"]).content.decode()
    draft = Registration.objects.get()
    newcomer.post(reverse("registration_step", args=[draft.pk, "spin-out"]), {})
    assert "already-here" in newcomer.get(check_page(draft))["Location"]  # not sent before it is answered
    assert "already-here" in newcomer.post(check_page(draft))["Location"]
    assert list(Organisation.objects.all()) == [here]
    assert newcomer.post(response["Location"])["Location"].endswith("/spin-out/")
    newcomer.post(check_page(draft))
    assert Organisation.objects.count() == 2


def test_match_shows_only_what_is_public(answer, newcomer):
    from_leeds = OrganisationFactory(
        name="Larkfold Together",
        visibility_about=1,
        summary="A secret",
        base_authority=LocalAuthority.objects.get(name="Leeds"),
        charity_number="999999",
    )
    page = newcomer.get(answer({"name": NAME})["Location"]).content.decode()
    assert "Larkfold Together" in page
    assert "Leeds" not in page and "secret" not in page and "999999" not in page
    Organisation.objects.filter(pk=from_leeds.pk).update(visibility_about=0)
    page = newcomer.get(reverse("registration_matches", args=[Registration.objects.get().pk])).content.decode()
    assert "Leeds" in page and "secret" not in page


def test_unadmitted_and_closed_organisations_are_never_revealed(answer):
    now = timezone.now()
    OrganisationFactory(name="Larkfold Together", admitted_at=None, admission_asked_at=now)
    OrganisationFactory(name="Larkfold Together", closed_at=now)
    assert answer({"name": NAME})["Location"].endswith("/place/")


def test_own_organisation_is_not_offered_to_join(answer, newcomer, stranger):
    here = MembershipFactory(user=stranger, organisation=OrganisationFactory(name="Larkfold Together")).organisation
    page = newcomer.get(answer({"name": NAME})["Location"]).content.decode()
    assert "You act for it already" in page and f"/organisations/{here.pk}/join/" not in page


def test_finding_duplicates_reads_an_index_and_costs_the_same_however_many():
    def cost():
        with CaptureQueriesContext(connection) as queries:
            list(possible_duplicates(name="Larkfold", company_number="01234567", charity_number="123456"))
        return len(queries)

    few = cost()
    OrganisationFactory.create_batch(3, name="Larkfold")
    assert cost() == few == 1


# what cannot be taken


@pytest.mark.parametrize(
    ("step", "field", "typed", "says"),
    [
        ("name", "name", "", "Enter the name of the organisation"),
        ("name", "name", "\u202e\u200b", "Enter the name of the organisation"),
        ("name", "name", "?!", "in letters or numbers"),
        ("name", "name", "Happy 🎉 Nurses", "without emoji"),
        ("name", "name", "x" * 201, "200 characters or fewer"),
        ("name", "kind", "club", "Select one of the kinds"),
        ("place", "legal_form", "", "Select the legal form"),
        ("place", "base_postcode", "", "Enter the postcode of the main office"),
        ("place", "base_postcode", "ZZ1 1ZZ", "Check the postcode"),
        ("place", "base_postcode", "EH1 1BB", "postcode in England"),
        ("numbers", "company_number", "12", "8 characters"),
        ("numbers", "charity_number", "exempt", "6 to 8 digits"),
        ("spin-out", "spun_out_on_2", "3014", "enter a date from 1800 to today"),
        ("staff-control", "staff_control", "maybe", "Answer yes or no"),
        ("staff-control", "staff_control_evidence", "", "Say what shows the influence of its staff"),
        ("staff-control", "staff_control_evidence", "x" * 1001, "1,000 characters or fewer"),
    ],
)
def test_what_cannot_be_taken_is_said_kindly_and_kept_as_typed(step, field, typed, says, answer):
    steps = dict(list(MUTUAL.items())[: list(MUTUAL).index(step) + 1])
    response = answer({**steps, step: steps[step] | {field: typed}})
    assert response.status_code == 200
    assert says in " ".join(errors(response))
    assert response.context["form"].data[field] == typed
    assert Registration.objects.get().answers.get(step) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("جمعية الرعاية", "جمعية الرعاية"),
        ("社区护理 Community", "社区护理 Community"),
        ("Cymdeithas Tŷ Gwyrdd", "Cymdeithas Tŷ Gwyrdd"),
        ("O’Brien & Sons' Nurses", "O’Brien & Sons' Nurses"),
        ("  Lark\u200bfold \t Nurses ", "Larkfold Nurses"),
        ("Cafe\u0301 Nurses®", "Café Nurses®"),
        ("<b>Bold</b> Nurses", "<b>Bold</b> Nurses"),
    ],
)
def test_name_in_any_script_is_kept_and_shown(typed, kept, answer, newcomer):
    answer({**CHARITY, "name": NAME | {"name": typed}})
    newcomer.post(check_page(Registration.objects.get()))
    assert Organisation.objects.get().name == kept
    page = newcomer.get(check_page(Registration.objects.get()))
    assert "<b>Bold" not in page.content.decode()


def test_answers_that_are_no_longer_right_are_asked_again(stranger, newcomer):
    draft = RegistrationFactory(person=stranger, answers={"name": {"name": "Larkfold", "kind": "abolished"}})
    assert newcomer.get(check_page(draft))["Location"].endswith("/name/")


def test_deleted_draft_cannot_be_written(stranger):
    draft = RegistrationFactory(person=stranger)
    actions.discard_registration(registration=draft, by=stranger, at=timezone.now())
    draft.pk = draft.pk or 1
    with pytest.raises(NotPossible):
        actions.save_step(registration=draft, step="name", answers=NAME, by=stranger, at=timezone.now())


def test_two_people_may_register_at_the_same_time(sign_in):
    for person in (UserFactory(), UserFactory()):
        assert sign_in(person).post(reverse(START)).status_code == 302
    assert Registration.objects.drafts().count() == 2


def test_step_is_not_finished_while_something_typed_in_it_was_left_out(answer, newcomer):
    answer({**CHARITY})
    draft = Registration.objects.get()
    step = reverse("registration_step", args=[draft.pk, "numbers"])
    wrong = {"company_number": "12", "charity_number": "1123456", "then": "later"}
    for typed in (wrong, wrong | {"company_number": ""}):  # leaving again says nothing about it
        page = newcomer.post(step, typed, follow=True).content.decode()
        assert page.count("Not saved, because it needs correcting: Companies House number") == 2
        assert page.count("Completed") == 3 and "Not finished" in page
    for sent in (newcomer.get(check_page(draft)), newcomer.post(check_page(draft))):
        assert sent["Location"] == step and not Organisation.objects.exists()
    assert "Enter it again, or leave it empty" in newcomer.get(step).content.decode()
    newcomer.post(step, {"company_number": "", "charity_number": "1123456", "then": "continue"})
    page = newcomer.get(reverse(START)).content.decode()
    assert "Not finished" not in page and "needs correcting" not in page
    newcomer.post(check_page(draft))
    assert Organisation.objects.get().company_number == ""


def test_mending_what_was_left_out_finishes_the_step(answer, newcomer):
    answer({**CHARITY})
    draft = Registration.objects.get()
    step = reverse("registration_step", args=[draft.pk, "numbers"])
    newcomer.post(step, {"company_number": "12", "then": "later"})
    newcomer.post(step, {"company_number": "01234567", "then": "later"})
    assert "Not finished" not in newcomer.get(reverse(START)).content.decode()
    newcomer.post(check_page(draft))
    assert Organisation.objects.get().company_number == "01234567"


def test_what_was_begun_waits_in_the_inbox_until_it_is_sent(stranger, newcomer):
    newcomer.post(reverse(START))
    assert "Finish registering" not in newcomer.get(reverse("inbox")).text  # nothing was answered yet
    draft = Registration.objects.drafts().get()
    newcomer.post(reverse("registration_step", args=[draft.pk, "name"]), NAME | {"then": "continue"})
    assert "Finish registering Larkfold Together" in newcomer.get(reverse("inbox")).text
    Registration.objects.update(sent_at=timezone.now())
    assert "Finish registering" not in newcomer.get(reverse("inbox")).text


@pytest.mark.parametrize(
    ("typed", "country", "helper"),
    [
        ("EH1 1YZ", "Scotland", "Find Business Support"),
        ("CF10 1EP", "Wales", "Business Wales"),
        ("BT1 5GS", "Northern Ireland", "nibusinessinfo"),
    ],
)
def test_whoever_registers_from_outside_england_is_told_who_helps_there(typed, country, helper, answer):
    page = answer({"name": MUTUAL["name"], "place": PLACE | {"base_postcode": typed}}).text
    assert f"this one is in {country}" in page and f">{helper}</a> helps in {country}" in page
    assert f'value="{typed}"' in page

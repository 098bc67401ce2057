"""Promises about the pages of confidentiality: forms, figures side by side, and the log of who read what."""

import pytest
from django.urls import reverse

from consortia.models import ConfidentialityAgreement, SectionRelease
from mutuals.models import Reading
from tests.documents import files
from tests.factories.disclosure import AcceptanceFactory, ReleaseFactory
from tests.factories.partnering import ConsortiumMemberFactory

from .disclosing import EXACT, agree, pair_of, release_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(organisation, other_organisation, owner, other_owner):
    """The organisation's and the other's places in a new consortium, each with an owner."""
    return pair_of(organisation, other_organisation)


def here(name, pair, *more) -> str:
    return reverse(name, args=[pair[0].consortium_id, *more])


def test_journey_through_the_forms(pair, owner, other_owner, sign_in):
    first, second = sign_in(owner), sign_in(other_owner)
    assert "Select which agreement" in first.post(here("agreement_put_forward", pair)).content.decode()
    assert first.post(here("agreement_put_forward", pair), {"kind": "own"}).status_code == 200
    assert first.post(here("agreement_put_forward", pair), {"kind": "wording"}).status_code == 302
    typed = {"name": "Amina Okafor", "role": ""}
    said = first.post(here("agreement_accept", pair, 1), typed).content.decode()
    assert "Enter your role" in said and "Tick to say that you may agree" in said and "Amina Okafor" in said
    for client in (first, second):
        sent = {"name": "Amina Okafor", "role": "Chair", "may_agree": "on"}
        assert client.post(here("agreement_accept", pair, 1), sent).status_code == 302
    assert "Select at least one section" in first.post(here("sections_release", pair)).content.decode()
    chosen = {"sections": ["finances", "capacity"]}
    check = first.post(here("sections_release", pair), chosen | {"then": "check"}).content.decode()
    assert EXACT in check and "Saltwick Libraries Together" in check and not SectionRelease.objects.exists()
    first.post(here("sections_release", pair), chosen | {"then": "release"})
    page = second.get(here("consortium_confidentiality", pair)).content.decode()
    assert "Open to you: Exact figures, Capacity." in page and "by Amina Okafor, Chair," in page
    figures = second.get(here("consortium_figures", pair)).content.decode()
    assert EXACT in figures and "77.7" in figures
    first.post(here("section_take_back", pair), {"section": "finances"})
    figures = second.get(here("consortium_figures", pair)).content.decode()
    assert EXACT not in figures and "77.7" in figures and "Not released to you" in figures


def test_what_is_released_to_all_is_shown_and_not_offered_again(pair, owner, other_owner, sign_in):
    ours, _ = pair
    agree(*pair)
    browser = sign_in(owner)
    ReleaseFactory(member=ours, section="finances")
    page = browser.get(here("sections_release", pair)).content.decode()
    assert "Released already" in page and 'value="finances"' not in page and 'value="capacity"' in page
    again = {"sections": ["finances"], "then": "release"}
    assert (
        "It was released already" in browser.post(here("sections_release", pair), again, follow=True).content.decode()
    )
    assert SectionRelease.objects.count() == 1
    later = ConsortiumMemberFactory(consortium=ours.consortium)
    AcceptanceFactory(agreement=ConfidentialityAgreement.objects.get(), member=later)
    page = browser.get(here("sections_release", pair)).content.decode()
    assert 'value="finances"' in page, "somebody joined who does not see it"


def test_where_all_is_released_the_page_says_so(pair, owner, sign_in):
    agree(*pair)
    release_all(pair[0])
    page = sign_in(owner).get(here("sections_release", pair)).content.decode()
    assert "All is released" in page and "Check who will see it" not in page


def test_file_of_the_wrong_kind_is_refused_and_nothing_is_put_forward(pair, owner, sign_in):
    sent = {"kind": "own", "file": files.upload("program.exe")}
    said = sign_in(owner).post(here("agreement_put_forward", pair), sent).content.decode()
    assert "There is a problem" in said and not ConfidentialityAgreement.objects.exists()


def test_every_page_that_shows_a_released_section_is_in_the_log_of_its_owner(pair, owner, other_owner, sign_in):
    ours, theirs = pair
    agree(*pair)
    release_all(ours)
    release_all(theirs)
    pages = (ours.organisation.get_absolute_url(), here("consortium_figures", pair))
    for page in pages:
        Reading.objects.all().delete()
        for _ in range(2):
            assert EXACT in sign_in(other_owner).get(page).content.decode()
        reading = Reading.objects.get()
        assert (reading.reader, reading.organisation, reading.reader_for) == (
            other_owner,
            ours.organisation,
            theirs.organisation,
        )
        assert (reading.consortium_id, reading.consortium_title) == (ours.consortium_id, "Moor and Tide")
        assert set(reading.sections) == {"finances", "capacity"}  # the history says nothing yet
    said = sign_in(owner).get(reverse("organisation_readings", args=[ours.organisation_id])).content.decode()
    assert f"{other_owner.name}, for Saltwick Libraries Together, in Moor and Tide" in said


def test_what_the_owner_reads_and_what_shows_nothing_is_not_logged(pair, owner, other_owner, sign_in):
    ours, _ = pair
    agree(*pair)
    release_all(ours)
    for page in (ours.organisation.get_absolute_url(), here("consortium_figures", pair)):
        sign_in(owner).get(page)
    for page in (here("consortium_confidentiality", pair), reverse("organisation_list"), reverse("home")):
        assert EXACT not in sign_in(other_owner).get(page).content.decode()
    compared = f"{reverse('organisation_compare')}?with={ours.organisation_id}"
    assert EXACT not in sign_in(other_owner).get(compared).content.decode()
    assert not Reading.objects.exists()


def test_profile_says_through_which_consortium_it_is_shown(pair, other_owner, sign_in):
    ours, _ = pair
    agree(*pair)
    release_all(ours)
    said = sign_in(other_owner).get(ours.organisation.get_absolute_url()).content.decode()
    assert "Shown to you as a member of Moor and Tide." in said


def test_pages_take_the_same_queries_however_many_members(pair, owner, sign_in, django_assert_max_num_queries):
    ours, _ = pair
    agreement = agree(*pair)
    release_all(ours)
    client = sign_in(owner)

    def join():
        member = ConsortiumMemberFactory(consortium=ours.consortium, organisation__turnover=5)
        AcceptanceFactory(agreement=agreement, member=member)
        for key in ("finances", "capacity"):
            ReleaseFactory(member=member, section=key)

    join()
    for name in ("consortium_confidentiality", "consortium_figures"):
        client.get(here(name, pair))
        Reading.objects.all().delete()
        with django_assert_max_num_queries(60) as few:
            client.get(here(name, pair))
        for _ in range(3):
            join()
        Reading.objects.all().delete()
        with django_assert_max_num_queries(len(few)):
            client.get(here(name, pair))

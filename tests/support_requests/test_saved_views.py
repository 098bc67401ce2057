"""Promises about views of the queue that officers keep."""

import pytest
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from support_requests.actions import saved_views
from support_requests.models import SavedView
from support_requests.retention.saved_views import delete_views_of_former_staff
from tests.at_once import refused_at_once
from tests.factories import UserFactory
from tests.factories.support_queue import SavedViewFactory

pytestmark = pytest.mark.django_db
ADDRESS, SAVE = "/support/cases/", "/support/cases/views/"
AT = timezone.now()


def test_officer_keeps_what_the_queue_shows(sign_in, triage):
    queue = sign_in(triage)
    asked = f"{SAVE}?list=nobodys&priority=pressing&page=3&odd=1&sort=&type=none"
    answer = queue.post(asked, {"name": "Pressing and free"}, follow=True)
    assert "“Pressing and free” is kept among your views." in answer.content.decode()
    view = SavedView.objects.get()
    assert (view.owner, view.query) == (triage, "list=nobodys&priority=pressing")
    assert answer.context["kept_now"] == view
    again = queue.post(asked, {"name": "pressing and free"}, follow=True)
    assert SavedView.objects.count() == 1
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("name", "words"),
    [(" ", "Enter a name for the view"), ("Mornings", "You keep a view called “Mornings” already.")],
)
def test_view_that_cannot_be_kept_leads_to_its_name(sign_in, triage, name, words):
    kept = SavedViewFactory(owner=triage, name="Mornings", query="list=nobodys")
    queue = sign_in(triage)
    answer = queue.post(f"{SAVE}?list=mine", {"name": name})
    page = answer.content.decode()
    assert f'<a href="#view-name">{words}' in page and "<title>Error: " in page
    assert f'value="{name}" aria-describedby="view-name-error"' in page and "<details" in page
    assert answer.context["here"] == "mine"
    assert list(SavedView.objects.all()) == [kept]
    assert queue.get(f"{SAVE}?list=mine").headers["Location"] == f"{ADDRESS}?list=mine"


def test_queue_opens_with_the_view_of_choice_and_nothing_else_does(sign_in, triage):
    queue = sign_in(triage)
    first, second = (SavedViewFactory(owner=triage, query=f"list={key}") for key in ("mine", "waiting"))
    for view in (first, second):
        queue.post(f"{SAVE}{view.pk}/", {"name": view.name, "is_default": "on"})
    assert queue.get(ADDRESS).headers["Location"] == f"{ADDRESS}?list=waiting"
    assert queue.get(f"{ADDRESS}?list=decide").status_code == 200
    assert list(SavedView.objects.filter(is_default=True)) == [second]
    queue.post(f"{SAVE}{second.pk}/", {"name": second.name})
    assert queue.get(ADDRESS).status_code == 200


def test_view_is_renamed_told_in_words_and_deleted(sign_in, triage):
    queue = sign_in(triage)
    view = SavedViewFactory(owner=triage, query="list=mine&priority=urgent&stuck=no_adviser")
    other = SavedViewFactory(owner=triage)
    page = queue.get(f"{SAVE}{view.pk}/").content.decode()
    assert "Mine; Priority: Urgent; Stuck: Accepted, and no adviser was asked" in page
    taken = queue.post(f"{SAVE}{view.pk}/", {"name": other.name.upper()}).content.decode()
    assert "Choose another name." in taken
    queue.post(f"{SAVE}{view.pk}/", {"name": "Urgent of mine"})
    view.refresh_from_db()
    assert view.name == "Urgent of mine"
    queue.post(f"{SAVE}{view.pk}/delete/")
    assert list(SavedView.objects.all()) == [other]


def test_nobody_reads_or_changes_the_view_of_another(sign_in, staff):
    view = SavedViewFactory()
    manager = sign_in(staff)
    assert manager.get(f"{SAVE}{view.pk}/").status_code == 404
    assert manager.post(f"{SAVE}{view.pk}/delete/").status_code == 404
    with pytest.raises(NotPossible):
        saved_views.change(view=view, name="Mine now", is_default=True, by=staff, at=AT)
    saved_views.delete(view=view, by=staff, at=AT)
    assert SavedView.objects.filter(pk=view.pk).exists()
    assert view not in manager.get(ADDRESS).context["views"]


def test_too_many_views_are_refused(triage, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST", 1)
    SavedViewFactory(owner=triage)
    with pytest.raises(NotPossible, match="Delete one first"):
        saved_views.save(name="One more", query="list=all", by=triage, at=AT)


def test_views_end_with_the_role():
    kept, former = SavedViewFactory(), SavedViewFactory(owner=UserFactory(programme_role=""))
    assert delete_views_of_former_staff(AT) == 1
    assert list(SavedView.objects.all()) == [kept]
    assert not SavedView.objects.visible_to(former.owner).exists()


@pytest.mark.django_db(transaction=True)
def test_two_windows_choose_at_once_and_one_view_opens_the_queue():
    first = SavedViewFactory()
    second = SavedViewFactory(owner=first.owner)
    deeds = [
        lambda view=view: saved_views.change(view=view, name=view.name, is_default=True, by=first.owner, at=AT)
        for view in (first, second)
    ]
    assert refused_at_once(*deeds) == []
    assert SavedView.objects.filter(is_default=True).count() == 1

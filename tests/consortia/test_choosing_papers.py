"""Members look after the documents that their partnership model needs, each for itself."""

import datetime as dt

import pytest
from django.utils import timezone

from consortia.actions import choosing
from consortia.choosing.awaiting import of_person
from consortia.choosing.documents import CONFIDENTIALITY
from consortia.models import ModelPaper
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.awaiting import Asker
from tests.factories.choosing import ModelPaperFactory

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def at_model(consortium, *rest) -> str:
    return "/".join([f"/consortia/{consortium.pk}/model", *rest, ""])


def paper_values(**more):
    return {"paper": CONFIDENTIALITY, "ours": True, "due_on": None, "done_on": None, "note": "", "at": NOON} | more


def test_a_member_takes_a_document_on_and_no_other_member_changes_it(own, owner, fellow_seat, fellow):
    assert choosing.keep_paper(member=own, by=owner, **paper_values(note="Sent to our lawyer"))
    with pytest.raises(NotPossible, match="Harrowmere Community Health looks after this document"):
        choosing.keep_paper(member=fellow_seat, by=fellow, **paper_values(ours=False))
    assert ModelPaper.objects.get().looked_after_by == own.organisation
    assert not choosing.keep_paper(member=own, by=owner, **paper_values(note="Sent to our lawyer"))


def test_a_document_of_a_member_that_left_can_be_taken_on_by_another(own, owner, fellow_seat, fellow):
    choosing.keep_paper(member=own, by=owner, **paper_values())
    own.left_at = NOON
    own.save()
    assert choosing.keep_paper(member=fellow_seat, by=fellow, **paper_values())
    assert ModelPaper.objects.get().looked_after_by == fellow_seat.organisation


def test_the_checklist_shows_how_each_document_stands(own, owner, consortium, sign_in):
    consortium.partnership_model = "cic"
    consortium.save()
    browser = sign_in(owner)
    done = {"ours": "yes", "done_on_0": "2", "done_on_1": "11", "done_on_2": "2026", "note": "Signed by all"}
    browser.post(at_model(consortium, "documents", "confidentiality"), done)
    late = {"ours": "no", "due_on_0": "2", "due_on_1": "11", "due_on_2": "2025"}
    browser.post(at_model(consortium, "documents", "articles"), late)
    page = browser.get(at_model(consortium, "documents")).content.decode()
    assert "1 of 13 done" in page
    assert "Harrowmere Community Health looks after it, done on 2 November 2026" in page
    assert "Late" in page
    assert "Community interest statement" in page


def test_two_of_one_member_who_change_one_document_meet(own, owner, editor, consortium, sign_in):
    consortium.partnership_model = "alliance"
    consortium.save()
    browser, address = sign_in(editor), at_model(consortium, "documents", "alliance")
    seen = browser.get(address).context["form"].initial["seen"]
    sign_in(owner).post(address, {"ours": "yes", "note": "First"})
    page = browser.post(address, {"ours": "yes", "note": "Second", "seen": seen})
    assert "What changed while you were editing" in page.content.decode()
    assert ModelPaper.objects.get().note == "First"
    seen = page.context["form"].data["seen"]
    browser.post(address, {"ours": "yes", "note": "Second", "seen": seen, "use_note": "mine"})
    assert ModelPaper.objects.get().note == "Second"


def test_without_a_model_the_checklist_says_what_to_do_next(own, viewer, consortium, sign_in):
    assert "No model is chosen yet" in sign_in(viewer).get(at_model(consortium, "documents")).content.decode()


def test_a_document_that_is_due_awaits_those_who_look_after_it(own, owner, viewer, fellow, consortium):
    consortium.partnership_model = "alliance"
    consortium.save()
    due = {"consortium": consortium, "looked_after_by": own.organisation, "due_on": timezone.localdate(NOON)}
    ModelPaperFactory(**due)
    ModelPaperFactory(**due | {"code": "alliance", "due_on": dt.date(2026, 12, 24)})
    ModelPaperFactory(**due | {"code": "principles", "done_on": dt.date(2026, 11, 2)})
    ModelPaperFactory(**due | {"code": "llp_agreement"})  # of a model that was not chosen
    (queue,) = of_person(Asker(owner), NOON)
    (thing,) = queue.things()
    assert thing.text == "Finish the document “Confidentiality agreement”"
    assert thing.url == at_model(consortium, "documents", "confidentiality")
    assert queue.counted.count() == 1
    assert of_person(Asker(viewer), NOON) == []
    assert of_person(Asker(fellow), NOON)[0].things() == []
    own.left_at = NOON
    own.save()
    assert of_person(Asker(owner), NOON) == [], "what a member that left looked after is free"

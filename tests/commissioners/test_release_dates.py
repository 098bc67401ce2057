"""The promise that whoever follows open data by date misses nothing: whatever changes a release gives it a new date."""

import datetime as dt
import importlib
import inspect
import pkgutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commissioners import actions
from commissioners.actions import (
    awards,
    bodies,
    body_merging,
    body_records,
    buyers,
    deadlines,
    documents,
    handing_over,
    interest_lists,
    legal,
    lots,
    opportunities,
    outcomes,
    questions,
)
from commissioners.choices import LotOutcome, State
from commissioners.delivery.winners import Winner
from commissioners.models import Award, Opportunity
from commissioners.publishing.releases import releases_of
from tests.factories import BodyFactory, JointBuyerRequestFactory, OpportunityDocumentFactory, QuestionFactory

pytestmark = pytest.mark.django_db
NOTHING_CHOSEN = {"services": [], "places": [], "regions": []}
OWN = ("date", "id")  # of a release, said of itself


class Scene:
    """A published opportunity, and the person who does things to it at `at`."""

    def __init__(self, opportunity, partner_body, *, by, at):
        self.opportunity, self.partner_body = opportunity, partner_body
        self.whole = {"by": by, "at": at}

    @property
    def lot(self):
        return self.opportunity.lots.first()

    def second_lot(self):
        return self.opportunity.lots.create(number="2", title="Mentoring")

    def joined(self):
        self.opportunity.joint_buyers.add(self.partner_body)
        return self.partner_body

    def state(self, state):
        Opportunity.objects.filter(pk=self.opportunity.pk).update(state=state)
        self.opportunity.refresh_from_db()
        return self.opportunity

    def award(self):
        """An award of the first lot, announced before."""
        self.state(State.CLOSED)
        self.second_lot()
        values = {"awarded_on": dt.date(2026, 11, 20), "value": None, "bids_received": None, "note": ""}
        before = self.whole | {"at": self.whole["at"] - dt.timedelta(days=1)}
        awards.announce(
            opportunity=self.opportunity, lots=[self.lot], winners=[Winner("Saltwick CIC")], values=values, **before
        )
        return Award.objects.get()

    def question(self, **state):
        return QuestionFactory(opportunity=self.opportunity, **state)


def answered(scene):
    question = scene.question()
    before = scene.whole | {"at": scene.whole["at"] - dt.timedelta(days=1)}
    questions.answer(question=question, published_text="When?", answer="In May", **before)
    question.refresh_from_db()
    return question


def prepared_publish(scene):
    scene.state(State.EARLY_ENGAGEMENT)
    return lambda: opportunities.publish(opportunity=scene.opportunity, to=State.OPEN, **scene.whole)


def prepared_closing(scene):
    past = scene.whole["at"] - dt.timedelta(hours=1)
    Opportunity.objects.filter(pk=scene.opportunity.pk).update(submission_deadline=past)
    return lambda: opportunities.close_overdue(at=scene.whole["at"])


def prepared_agreeing(scene):
    asked = JointBuyerRequestFactory(opportunity=scene.opportunity, body=scene.partner_body)
    return lambda: buyers.agree(request=asked, **scene.whole)


def prepared_lot_removal(scene):
    second = scene.second_lot()
    return lambda: lots.remove(lot=second, **scene.whole)


def prepared_award(scene):
    scene.state(State.CLOSED)
    values = {"awarded_on": dt.date(2026, 11, 20), "value": None, "bids_received": None, "note": ""}
    winners = [Winner("Saltwick CIC")]
    return lambda: awards.announce(
        opportunity=scene.opportunity, lots=[scene.lot], winners=winners, values=values, **scene.whole
    )


def prepared_correction(scene):
    award = scene.award()
    values = {"awarded_on": dt.date(2026, 11, 20), "value": 9_000, "bids_received": 3, "note": ""}
    return lambda: awards.correct(
        award=award,
        lots=[scene.lot],
        winners=[Winner("Saltwick CIC")],
        values=values,
        reason="The value was left out",
        version=award.version,
        **scene.whole,
    )


def prepared_failure(scene):
    scene.state(State.CLOSED)
    return lambda: outcomes.leave_out(
        opportunity=scene.opportunity,
        lots=[scene.lot],
        outcome=LotOutcome.NOT_AWARDED,
        reason="Nobody tendered",
        **scene.whole,
    )


def prepared_answer(scene):
    question = scene.question()
    return lambda: questions.answer(question=question, published_text="When?", answer="In May", **scene.whole)


def prepared_answer_correction(scene):
    question = answered(scene)
    return lambda: questions.correct(
        question=question, published_text="When?", answer="In June", hide_former=False, **scene.whole
    )


def prepared_leaving(scene):
    scene.joined()
    return lambda: buyers.leave(opportunity=scene.opportunity, bodies=[scene.partner_body], **scene.whole)


def prepared_removal(scene):
    scene.joined()
    return lambda: buyers.remove(opportunity=scene.opportunity, body=scene.partner_body, **scene.whole)


def prepared_website(scene):
    body = scene.opportunity.body
    return lambda: bodies.save_priorities(
        body=body, priorities="", priority_services=[], website="https://www.example.org/", **scene.whole
    )


def a_file():
    return SimpleUploadedFile("brief.txt", b"What we want to buy", content_type="text/plain")


def prepared_document_removal(scene):
    document = OpportunityDocumentFactory(opportunity=scene.opportunity)
    return lambda: documents.remove(document=document, **scene.whole)


def prepared_document_replacement(scene):
    document = OpportunityDocumentFactory(opportunity=scene.opportunity)
    return lambda: documents.replace(document=document, title="The brief", upload=a_file(), **scene.whole)


def prepared_extension(scene):
    scene.state(State.CLOSED)
    deadline = scene.whole["at"] + dt.timedelta(days=30)
    return lambda: deadlines.extend(
        opportunity=scene.opportunity, deadline=deadline, reason="Partners asked for time", **scene.whole
    )


def prepared_renaming(scene):
    body = scene.opportunity.body
    return lambda: body_records.save_record(
        body=body, values={"name": "Marlbeck and Pinecombe Council"}, places=[], identifiers=[], **scene.whole
    )


def prepared_merger(scene):
    body = scene.opportunity.body
    return lambda: body_merging.merge_bodies(body=body, into=scene.partner_body, **scene.whole)


def prepared_merger_of_a_joint_buyer(scene):
    joint, kept = scene.joined(), BodyFactory(name="Pinefell Council")
    return lambda: body_merging.merge_bodies(body=joint, into=kept, **scene.whole)


def prepared_handing_over(scene):
    body = scene.opportunity.body
    type(body).objects.filter(pk=body.pk).update(ends_on=dt.date(2026, 3, 31), successor=scene.partner_body)
    body.refresh_from_db()
    return lambda: handing_over.hand_over(body=body, **scene.whole)


# Every action that changes what is published: prepares on a scene, and returns what is then done at a later time
DEEDS = {
    "opportunities.save": lambda scene: (
        lambda: opportunities.save(opportunity=scene.opportunity, values={"title": "Youth hubs"}, **scene.whole)
    ),
    "opportunities.publish": prepared_publish,
    "opportunities.cancel": lambda scene: (
        lambda: opportunities.cancel(opportunity=scene.opportunity, reason="No money", **scene.whole)
    ),
    "opportunities.close_overdue": prepared_closing,
    "lots.add": lambda scene: (
        lambda: lots.add(opportunity=scene.opportunity, values={"title": "North"}, chosen=NOTHING_CHOSEN, **scene.whole)
    ),
    "lots.change": lambda scene: (
        lambda: lots.change(lot=scene.lot, values={"title": "South"}, chosen=NOTHING_CHOSEN, **scene.whole)
    ),
    "lots.remove": prepared_lot_removal,
    "buyers.agree": prepared_agreeing,
    "buyers.remove": prepared_removal,
    "buyers.leave": prepared_leaving,
    "awards.announce": prepared_award,
    "awards.correct": prepared_correction,
    "outcomes.leave_out": prepared_failure,
    "questions.answer": prepared_answer,
    "questions.correct": prepared_answer_correction,
    "documents.add": lambda scene: (
        lambda: documents.add(opportunity=scene.opportunity, title="The brief", upload=a_file(), **scene.whole)
    ),
    "documents.replace": prepared_document_replacement,
    "documents.remove": prepared_document_removal,
    "bodies.save_priorities": prepared_website,
    "body_records.save_record": prepared_renaming,
    "body_merging.merge_bodies": prepared_merger,
    "body_merging.merge_bodies, of a joint buyer": prepared_merger_of_a_joint_buyer,
    "handing_over.hand_over": prepared_handing_over,
    "deadlines.extend": prepared_extension,
    "legal.choose_route": lambda scene: (
        lambda: legal.choose_route(
            opportunity=scene.opportunity,
            route="open",
            regime="procurement_act",
            reservation=None,
            version=scene.opportunity.version,
            **scene.whole,
        )
    ),
    "interest_lists.show_to": lambda scene: (
        lambda: interest_lists.show_to(opportunity=scene.opportunity, shown_to="signed_in", **scene.whole)
    ),
}
# Nothing that these do is in a release: whole modules, and single actions of the others
QUIET_MODULES = {
    *("body_requests", "calendars", "claims", "events", "feedback", "following", "forming_times", "interests"),
    "joint_interests",
    *("memberships", "notice_links", "qualifying", "reminding", "reviews", "service_lists", "sign_ups"),
}
QUIET = {
    *("awards.dispute", "awards.link_suppliers", "bodies.add_body", "buyers.ask", "buyers.decline", "buyers.withdraw"),
    *("legal.answer_route_questions", "opportunities.create"),
    *("questions.ask", "questions.withdraw", "questions.set_aside"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_action_that_changes_a_release_gives_it_a_new_date(deed, published, partner_body, commissioner, at):
    later = at + dt.timedelta(days=2)
    scene = Scene(published, partner_body, by=commissioner, at=later)
    do = DEEDS[deed](scene)
    (before,) = releases_of(Opportunity.objects.filter(pk=published.pk))
    do()
    (after,) = releases_of(Opportunity.objects.filter(pk=published.pk))
    assert _content(after) != _content(before), "it changes nothing that is published: name it in QUIET"
    assert after["date"] == later.isoformat().replace("+00:00", "Z")


def _content(release: dict) -> dict:
    return {name: value for name, value in release.items() if name not in OWN}


def test_every_action_is_known_to_change_a_release_or_not_to():
    found = {
        f"{module.name}.{name}"
        for module in pkgutil.iter_modules(actions.__path__)
        if module.name not in QUIET_MODULES
        for name, action in _actions(importlib.import_module(f"{actions.__name__}.{module.name}"))
    }
    unknown = sorted(found - set(DEEDS) - QUIET)
    assert not unknown, (
        f"say here whether it changes what is published (DEEDS) or not (QUIET, or QUIET_MODULES): {', '.join(unknown)}"
    )


def _actions(module):
    """What people and the portal do: functions of this module that are told when, by keywords alone."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        parameters = inspect.signature(function).parameters.values()
        only_keywords = all(each.kind == inspect.Parameter.KEYWORD_ONLY for each in parameters)
        is_own = inspect.unwrap(function).__module__ == module.__name__ and not name.startswith("_")
        if is_own and only_keywords and "at" in inspect.signature(function).parameters:
            yield name, function

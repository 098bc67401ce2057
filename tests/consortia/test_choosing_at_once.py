"""Members who answer at the same moment: one answer counts, and the other person sees it."""

import datetime as dt

import pytest

from commissioners.actions.meanwhile import ChangedMeanwhile
from consortia.actions import choosing, members
from consortia.choosing.documents import CONFIDENTIALITY
from consortia.models import ModelAnswer, ModelPaper
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import versions
from tests.at_once import at_once
from tests.factories import MembershipFactory
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db(transaction=True)
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def seats():
    """Two members of one consortium, each with a person who acts for it."""
    own = ConsortiumMemberFactory()
    fellow = ConsortiumMemberFactory(consortium=own.consortium)
    return [(seat, MembershipFactory(organisation=seat.organisation).user) for seat in (own, fellow)]


def test_of_two_who_answer_one_question_at_once_the_second_is_shown_the_first(seats):
    seen = versions({"surplus": ""})

    def deed(seat, person, said):
        return lambda: choosing.answer(
            member=seat, section="money", answers={"surplus": said}, seen=seen, by=person, at=NOON
        )

    results = at_once(*(deed(*seat, said) for seat, said in zip(seats, ("kept", "shared"), strict=True)))
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
    winner = ("kept", "shared")[next(number for number, result in enumerate(results) if isinstance(result, list))]
    assert ModelAnswer.objects.get().answer == winner


def test_a_double_click_saves_once(seats):
    (seat, person), _ = seats

    def deed():
        return choosing.answer(member=seat, section="money", answers={"surplus": "own"}, seen="", by=person, at=NOON)

    assert sorted(at_once(deed, deed)) == [[], ["surplus"]]
    assert AuditEvent.objects.filter(action="model_questions_answered").count() == 1


def test_of_two_members_who_take_one_document_on_at_once_one_gets_it(seats):
    def deed(seat, person):
        return lambda: choosing.keep_paper(
            member=seat, paper=CONFIDENTIALITY, ours=True, due_on=None, done_on=None, note="", by=person, at=NOON
        )

    results = at_once(*(deed(*seat) for seat in seats))
    assert sorted(isinstance(result, NotPossible) for result in results) == [False, True]
    winner = seats[results.index(True)][0]
    assert ModelPaper.objects.get().looked_after_by == winner.organisation


def test_a_member_that_leaves_while_it_answers_has_answered_before_or_not_at_all(seats):
    (seat, person), _ = seats

    def leaves():
        return members.leave(member=seat, by=person, at=NOON)

    def answers():
        return choosing.answer(member=seat, section="money", answers={"surplus": "own"}, by=person, at=NOON)

    left, answered = at_once(leaves, answers)
    assert left is None
    assert ModelAnswer.objects.exists() == (answered == ["surplus"])
    with pytest.raises(NotPossible):
        answers()

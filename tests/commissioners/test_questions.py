"""Promises about questions to the buyer and their answers."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commissioners.actions import questions
from commissioners.models import Opportunity, Question
from commissioners.retention.talking import forget_askers
from commissioners.talking.asking import gives_away
from partnerships_portal.accounts.erasure import erase
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.accounts.tidying import tidy
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    FollowingFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "Is the building on Quay Street included?"


@pytest.fixture
def pages(published):
    return f"{published.get_absolute_url()}questions/"


def ask(opportunity, by, text=WORDS, at=None):
    return questions.ask(opportunity=opportunity, text=text, by=by, at=at or timezone.now())


def answer(question, by, at=None, words="Yes, with its garden."):
    questions.answer(question=question, published_text=question.text, answer=words, by=by, at=at or timezone.now())


def one(pk) -> Question:
    return Question.objects.get(pk=pk)


def test_the_buyers_people_are_told_that_a_question_waits_and_not_by_whom(published, owner, commissioner, onlooker):
    question = ask(published, owner)
    rows = Notification.objects.filter(event="question_received")
    assert {row.person for row in rows} == {commissioner, onlooker}
    assert not any(str(owner) in row.subject + row.body or WORDS in row.body for row in rows)
    assert AuditEvent.objects.get(action="question_received", target_id=question.pk).actor is None


@pytest.mark.django_db(transaction=True)
def test_the_same_question_sent_twice_in_one_moment_is_one(published, owner):
    start, kept = threading.Barrier(2), []

    def press():
        try:
            start.wait(timeout=10)
            kept.append(ask(published, owner).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept == [Question.objects.get().pk] * 2


@pytest.mark.parametrize("again", [WORDS, "  is the BUILDING on Quay\r\n Street included? "])
def test_the_same_question_sent_twice_is_one(published, owner, again):
    first = ask(published, owner)
    assert ask(published, owner, again) == first
    assert Question.objects.count() == 1


def test_a_question_is_in_time_until_the_very_moment_and_a_second_later_is_not(published, owner):
    published.enquiry_deadline = timezone.now().replace(microsecond=0)
    published.save(update_fields=["enquiry_deadline"])
    ask(published, owner, at=published.enquiry_deadline)
    with pytest.raises(NotPossible, match="The deadline for questions has passed: it was"):
        ask(published, owner, "Another one?", at=published.enquiry_deadline + dt.timedelta(seconds=1))


def test_without_a_deadline_for_questions_that_for_tenders_counts_and_that_of_engagement_before(owner):
    now = timezone.now()
    tendered = OpportunityFactory(submission_deadline=now)
    early = OpportunityFactory(
        state="early_engagement", engagement_deadline=now, submission_deadline=now + dt.timedelta(days=9)
    )
    for opportunity in (tendered, early):
        with pytest.raises(NotPossible):
            ask(opportunity, owner, at=now + dt.timedelta(seconds=1))


def test_what_was_typed_is_kept_when_it_comes_a_second_late(published, owner, pages, sign_in):
    client = sign_in(owner)
    assert "Check your question" in client.post(f"{pages}ask/", {"text": WORDS}).content.decode()
    Opportunity.objects.filter(pk=published.pk).update(enquiry_deadline=timezone.now() - dt.timedelta(seconds=1))
    page = client.post(f"{pages}ask/", {"text": WORDS, "send": "1"}).content.decode()
    assert "The deadline for questions has passed" in page
    assert WORDS in page
    assert not Question.objects.exists()


def test_who_has_no_active_organisation_or_acts_for_the_buyer_cannot_ask(published, stranger, commissioner):
    newcomer = MembershipFactory(organisation=OrganisationFactory(admitted_at=None)).user
    for person in (stranger, newcomer, commissioner):
        with pytest.raises(NotPossible):
            ask(published, person)


@pytest.mark.parametrize("state", ["draft", "closed", "awarded", "cancelled"])
def test_nothing_is_asked_before_it_is_published_or_after_it_is_over(owner, state):
    with pytest.raises(NotPossible):
        ask(OpportunityFactory(state=state), owner)


def test_a_notice_is_asked_about_at_its_buyer(owner):
    with pytest.raises(NotPossible, match="ask its buyer"):
        ask(OpportunityFactory(source="find_a_tender"), owner)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We at Harrowmere community health wonder", "“Harrowmere Community Health”"),
        ("Write to ruth@example.org", "e-mail addresses and telephone numbers"),
        ("May carers together bid?", ""),
        ("As Together we ask", "“Together”"),
        ("Are 12,000 hours a year meant?", ""),
    ],
)
def test_a_question_that_tells_who_asks_is_found(text, found):
    assert gives_away(text, ["Harrowmere Community Health", "Together"]) == found


def test_a_question_that_names_its_asker_is_not_sent(owner, organisation, pages, sign_in):
    page = sign_in(owner).post(f"{pages}ask/", {"text": f"{organisation.name} asks.", "send": "1"}).content.decode()
    assert f"Take out “{organisation.name}”" in page
    assert not Question.objects.exists()


def test_an_answer_is_for_everyone_and_those_who_follow_and_the_asker_are_told(
    published, owner, commissioner, pages, sign_in
):
    follower = FollowingFactory(opportunity=published).person
    question = ask(published, owner)
    assert WORDS not in sign_in(None).get(pages).content.decode()
    answer(question, commissioner)
    page = sign_in(None).get(pages).content.decode()
    assert WORDS in page and "Yes, with its garden." in page
    rows = Notification.objects.filter(event="news_answer")
    assert {row.person for row in rows} == {follower, owner}
    assert len({(row.subject, row.body, row.url, row.because) for row in rows}) == 1, "the asker's tells no more"


def test_open_data_readers_find_a_newer_release_after_an_answer(published, owner, commissioner):
    question, at = ask(published, owner), timezone.now() + dt.timedelta(hours=1)
    answer(question, commissioner, at=at)
    published.refresh_from_db()
    assert published.updated_at == at


def test_answering_twice_is_once_and_another_answer_meanwhile_is_not_overwritten(
    published, owner, commissioner, colleague
):
    question = ask(published, owner)
    answer(question, commissioner)
    answer(question, commissioner)
    with pytest.raises(NotPossible, match="Somebody else has answered"):
        answer(question, colleague, words="No.")
    assert AuditEvent.objects.filter(action="question_answered").count() == 1


def test_second_officer_is_shown_the_first_ones_answer_and_keeps_the_own(
    published, owner, commissioner, colleague, pages, sign_in
):
    question = ask(published, owner)
    answer(question, colleague)
    late = {"published_text": WORDS, "answer": "No, it is not.", "seen": "", "publish": "1"}
    page = sign_in(commissioner).post(f"{pages}{question.pk}/answer/", late).content.decode()
    assert "Somebody else has answered this meanwhile" in page
    assert "Yes, with its garden." in page and "No, it is not." in page
    assert one(question.pk).answer == "Yes, with its garden."


def test_buyer_words_the_question_anew_checks_and_publishes(published, owner, commissioner, pages, sign_in):
    question, client = ask(published, owner), sign_in(commissioner)
    typed = {"published_text": "Is the building included?", "answer": "Yes.", "seen": ""}
    address = f"{pages}{question.pk}/answer/"
    assert "Check your answer" in client.post(address, typed).content.decode()
    assert one(question.pk).state == "waiting"
    assert "Yes." in client.post(address, typed | {"change": "1"}).content.decode()
    client.post(address, typed | {"publish": "1"})
    page = sign_in(None).get(pages).content.decode()
    assert "Is the building included?" in page and "Quay Street" not in page


def test_a_corrected_answer_keeps_the_former_one_and_is_told(published, owner, commissioner, pages, sign_in):
    question = ask(published, owner)
    answer(question, commissioner)
    questions.correct(
        question=one(question.pk),
        published_text=WORDS,
        answer="Yes, without its garden.",
        hide_former=False,
        by=commissioner,
        at=timezone.now(),
    )
    page = sign_in(None).get(pages).content.decode()
    assert "Yes, without its garden." in page and "Yes, with its garden." in page
    assert Notification.objects.get(event="news_answer_corrected").person == owner


def test_a_former_answer_that_gave_something_away_is_kept_nowhere(published, owner, commissioner, pages, sign_in):
    question = ask(published, owner)
    answer(question, commissioner, words="As we told Harrowmere: yes.")
    questions.correct(
        question=one(question.pk),
        published_text=WORDS,
        answer="Yes.",
        hide_former=True,
        by=commissioner,
        at=timezone.now(),
    )
    assert "was taken off by the buyer" in sign_in(None).get(pages).content.decode()
    assert not AuditEvent.objects.filter(details__icontains="As we told").exists()


def test_taking_a_former_answer_off_takes_off_those_before_it_too(published, owner, commissioner, pages, sign_in):
    question = ask(published, owner)
    answer(question, commissioner, words="As we told Harrowmere: yes.")
    corrections = [("Yes, as we told them.", False), ("Yes.", True), ("Yes, from May on.", False)]
    for words, hides in corrections:
        correction = {"published_text": WORDS, "answer": words, "hide_former": hides}
        questions.correct(question=one(question.pk), **correction, by=commissioner, at=timezone.now())
    for person in (None, commissioner):
        page = sign_in(person).get(pages).content.decode()
        assert "as we told" not in page.lower()
        assert "<p>Yes.</p>" in page, "what came after it stays"


def test_why_a_question_is_set_aside_is_read_by_its_asker_alone(published, owner, editor, commissioner, pages, sign_in):
    question = ask(published, owner)
    sign_in(commissioner).post(f"{pages}{question.pk}/set-aside/", {"reason": "It names a person"})
    assert "It names a person" in sign_in(owner).get(pages).content.decode()
    assert "It names a person" in Notification.objects.get(event="question_set_aside", person=owner).body
    for person in (editor, None):
        page = sign_in(person).get(pages).content.decode()
        assert "It names a person" not in page and WORDS not in page


def test_a_question_set_aside_can_be_answered_after_all(published, owner, commissioner):
    question = ask(published, owner)
    questions.set_aside(question=question, reason="Why?", by=commissioner, at=timezone.now())
    answer(one(question.pk), commissioner)
    assert (one(question.pk).state, one(question.pk).reason) == ("answered", "")


def test_asker_withdraws_and_the_buyer_sees_it_no_longer(published, owner, editor, commissioner, pages, sign_in):
    question = ask(published, owner)
    assert sign_in(editor).post(f"{pages}{question.pk}/withdraw/").status_code == 404
    sign_in(owner).post(f"{pages}{question.pk}/withdraw/")
    assert WORDS not in sign_in(commissioner).get(pages).content.decode()
    for word in ("answer", "set-aside"):
        assert sign_in(commissioner).get(f"{pages}{question.pk}/{word}/").status_code == 404
    with pytest.raises(NotPossible):
        answer(question, commissioner)


def test_waiting_questions_are_in_the_inbox_and_counted(published, owner, commissioner, body_viewer, sign_in):
    ask(published, owner)
    ask(published, owner, "And the lift?")
    assert "Answer 2 questions about" in sign_in(commissioner).get("/inbox/").content.decode()
    assert "Answer 2 questions about" not in sign_in(body_viewer).get("/inbox/").content.decode()
    assert "2 questions wait for an answer" in sign_in(commissioner).get("/my-opportunities/").content.decode()


def test_when_the_asker_is_erased_the_answer_stays_and_nobody_asked_it(published, owner, organisation, commissioner):
    MembershipFactory(organisation=organisation, role="owner")
    answered, aside = ask(published, owner), ask(published, owner, "Does Mrs Hale decide?")
    waiting = ask(published, owner, "And the lift?")
    questions.answer(question=answered, published_text="Included?", answer="Yes.", by=commissioner, at=timezone.now())
    questions.set_aside(question=aside, reason="It names somebody", by=commissioner, at=timezone.now())
    assert erase(person=owner, by=owner, at=timezone.now())
    assert (one(answered.pk).asked_by, one(answered.pk).text) == (None, "Included?")
    assert one(waiting.pk).asked_by is None
    assert not Question.objects.filter(pk=aside.pk).exists()
    answer(one(waiting.pk), commissioner)


def test_who_asked_is_forgotten_a_year_later(published, owner, commissioner):
    question, aside = ask(published, owner), ask(published, owner, "And the lift?")
    answer(question, commissioner)
    questions.set_aside(question=aside, reason="No", by=commissioner, at=timezone.now())
    tidy(at=timezone.now() + dt.timedelta(days=364))
    assert one(question.pk).asked_by == owner
    tidy(at=timezone.now() + dt.timedelta(days=366))
    assert one(question.pk).asked_by is None
    assert not Question.objects.filter(pk=aside.pk).exists()


def test_queries_do_not_grow_with_questions(published, commissioner, pages, sign_in):
    client, counts = sign_in(commissioner), []
    for _ in range(2):
        for _ in range(3):
            QuestionFactory(opportunity=published)
            answer(QuestionFactory(opportunity=published), commissioner)
        with CaptureQueriesContext(connection) as queries:
            client.get(pages)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_person_can_have_only_so_many_questions_waiting(published, owner):
    for number in range(questions.WAITING_AT_MOST):
        ask(published, owner, f"Question {number}?")
    with pytest.raises(NotPossible, match="wait for an answer"):
        ask(published, owner, "One more?")


def test_what_an_erased_person_asked_and_nobody_answered_in_time_is_not_kept_as_it_was_asked(published, at):
    long_ago = at - dt.timedelta(days=400)
    over = OpportunityFactory(state="cancelled")
    asked = {"asked_by": None, "text": "May Ruth of Saltwick ask?", "asked_at": long_ago}
    answered = QuestionFactory(
        opportunity=over, state="answered", published_text="May we?", answer="Yes", answered_at=long_ago, **asked
    )
    waits, late = QuestionFactory(opportunity=published, **asked), QuestionFactory(opportunity=over, **asked)
    fresh = QuestionFactory(opportunity=over, asked_at=at - dt.timedelta(days=300))
    forget_askers(at)
    assert one(answered.pk).text == "May we?"
    assert set(Question.objects.values_list("pk", flat=True)) == {answered.pk, waits.pk, fresh.pk}, late.pk

"""Promises about the partnership model of the demonstration's joint venture."""

import pytest
from django.utils import timezone

from consortia.choosing.documents import papers_of
from consortia.choosing.questions import BY_CODE, PROMPT_BY_CODE
from consortia.models import ModelAnswer, ModelPaper
from partnerships_portal.demo import choosing
from tests.factories.partnering import ConsortiumMemberFactory

pytestmark = pytest.mark.django_db


def test_members_find_answers_and_papers_once_however_often_it_is_made(organisation, owner):
    own = ConsortiumMemberFactory(
        organisation=organisation, consortium__is_demo=True, consortium__partnership_model="contractual_joint_venture"
    )
    for _ in range(2):
        choosing.ensure(organisation=organisation, at=timezone.now())
    assert ModelAnswer.objects.filter(consortium=own.consortium).count() == len(choosing.ANSWERS)
    assert ModelPaper.objects.filter(consortium=own.consortium).count() == len(choosing.PAPERS)


def test_what_is_invented_answers_questions_that_are_asked():
    for code, answer in choosing.ANSWERS.items():
        assert code in PROMPT_BY_CODE or answer in dict(BY_CODE[code].options)
    codes = {paper.code for paper in papers_of("contractual_joint_venture")}
    assert {code for code, *_ in choosing.PAPERS} <= codes

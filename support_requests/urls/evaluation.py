"""Addresses of the evaluation: questionnaires, and what they show together."""

from django.urls import path

from support_requests.views import evaluation, evidence

urlpatterns = [
    path("evaluation/answer/<str:token>/", evaluation.evaluation_link, name="evaluation_link"),
    path("evaluation/<int:pk>/", evaluation.evaluation_answer, name="evaluation_answer"),
    path("evaluation/", evidence.support_evaluation, name="support_evaluation"),
    path("evaluation/figures.csv", evidence.support_evaluation_csv, name="support_evaluation_csv"),
    path("evaluation/answers.csv", evidence.support_answers_csv, name="support_answers_csv"),
    path("evidence/", evidence.support_evidence, name="support_evidence"),
    path("evidence/figures.csv", evidence.support_evidence_csv, name="support_evidence_csv"),
]

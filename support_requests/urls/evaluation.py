"""Addresses of the evaluation: questionnaires, and what they show together."""

from django.urls import path

from support_requests.views import evaluation

urlpatterns = [
    path("evaluation/answer/<str:token>/", evaluation.evaluation_link, name="evaluation_link"),
    path("evaluation/<int:pk>/", evaluation.evaluation_answer, name="evaluation_answer"),
]

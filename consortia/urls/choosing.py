"""Addresses of choosing a partnership model."""

from django.urls import path

from consortia.views import choosing

urlpatterns = [
    path("partnership-models/", choosing.partnership_models, name="partnership_models"),
    path("consortia/<int:pk>/model/", choosing.model_choice, name="model_choice"),
    path("consortia/<int:pk>/model/questions/<slug:section>/", choosing.model_questions, name="model_questions"),
    path("consortia/<int:pk>/model/comparison/", choosing.model_comparison, name="model_comparison"),
    path("consortia/<int:pk>/model/comparison/<slug:model>/", choosing.model_detail, name="model_detail"),
    path("consortia/<int:pk>/model/documents/", choosing.model_papers, name="model_papers"),
    path("consortia/<int:pk>/model/documents/<slug:code>/", choosing.model_paper, name="model_paper"),
]

"""Addresses of what consortia decide."""

from django.urls import path

from consortia.views import decisions

ONE = "consortia/<int:pk>/decisions/<int:decision_pk>/"

urlpatterns = [
    path("consortia/<int:pk>/decisions/", decisions.decision_list, name="decision_list"),
    path("consortia/<int:pk>/decisions/propose/", decisions.decision_kinds, name="decision_kinds"),
    path("consortia/<int:pk>/decisions/propose/<slug:kind>/", decisions.decision_propose, name="decision_propose"),
    path(ONE, decisions.decision, name="decision"),
    path(
        "consortia/<int:pk>/decisions/<int:decision_pk>/withdraw/",
        decisions.decision_withdraw,
        name="decision_withdraw",
    ),
]

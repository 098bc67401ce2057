"""Addresses of matches, under the addresses of the organisations and opportunities they are about."""

from django.urls import path

from . import views

urlpatterns = [
    path("matches/", views.tender_matches, name="tender_matches"),
    path("partners/", views.partner_matches, name="partner_matches"),
    path("organisations/<int:pk>/matches/", views.organisation_matches, name="organisation_matches"),
    path("organisations/<int:pk>/partners/", views.organisation_partners, name="organisation_partners"),
    path("organisations/<int:pk>/scope/", views.organisation_scope, name="organisation_scope"),
    path("opportunities/<int:pk>/match/", views.opportunity_match, name="opportunity_match"),
]

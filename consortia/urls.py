"""Addresses of matches, under the addresses of the organisations and opportunities they are about."""

from django.urls import path

from .views import matches, reserved, splitting

urlpatterns = [
    path("matches/", matches.tender_matches, name="tender_matches"),
    path("partners/", matches.partner_matches, name="partner_matches"),
    path("organisations/<int:pk>/matches/", matches.organisation_matches, name="organisation_matches"),
    path("organisations/<int:pk>/partners/", matches.organisation_partners, name="organisation_partners"),
    path("organisations/<int:pk>/scope/", matches.organisation_scope, name="organisation_scope"),
    path("opportunities/<int:pk>/match/", matches.opportunity_match, name="opportunity_match"),
    path("opportunities/<int:pk>/law/consortium/", reserved.consortium_check, name="consortium_check"),
    path("opportunities/<int:pk>/split/", splitting.opportunity_split, name="opportunity_split"),
]

"""Addresses of matches, under the addresses of the organisations and opportunities they are about."""

from django.urls import path

from consortia.views import (
    explaining,
    matches,
    reserved,
    runs,
    splitting,
    suggestions,
    teams,
    weight_deciding,
    weights,
    what_if,
)

urlpatterns = [
    path("matches/", matches.tender_matches, name="tender_matches"),
    path("partners/", matches.partner_matches, name="partner_matches"),
    path("organisations/<int:pk>/matches/", matches.organisation_matches, name="organisation_matches"),
    path("organisations/<int:pk>/partners/", matches.organisation_partners, name="organisation_partners"),
    path("organisations/<int:pk>/scope/", matches.organisation_scope, name="organisation_scope"),
    path("organisations/<int:pk>/what-if/", what_if.organisation_what_if, name="organisation_what_if"),
    path("organisations/<int:pk>/suggestions/", suggestions.suggestion_choices, name="suggestion_choices"),
    path("organisations/<int:pk>/suggestions/reasons/", suggestions.reasons_mute, name="reasons_mute"),
    path("organisations/<int:pk>/suggestions/of-us/", suggestions.being_suggested, name="being_suggested"),
    path("organisations/<int:pk>/suggestions/rivals/", suggestions.rival_name, name="rival_name"),
    path("organisations/<int:pk>/suggestions/rivals/<int:rival_pk>/", suggestions.rival_forget, name="rival_forget"),
    path(
        "organisations/<int:pk>/suggestions/aside/<int:set_aside_pk>/", suggestions.suggest_again, name="suggest_again"
    ),
    path(
        "organisations/<int:pk>/matches/<int:opportunity_pk>/not-for-us/",
        suggestions.tender_set_aside,
        name="tender_set_aside",
    ),
    path(
        "organisations/<int:pk>/partners/<int:partner_pk>/not-for-us/",
        suggestions.partner_set_aside,
        name="partner_set_aside",
    ),
    path("opportunities/<int:pk>/match/", matches.opportunity_match, name="opportunity_match"),
    path("opportunities/<int:pk>/law/consortium/", reserved.consortium_check, name="consortium_check"),
    path("opportunities/<int:pk>/teams/", teams.opportunity_teams, name="opportunity_teams"),
    path("opportunities/<int:pk>/split/", splitting.opportunity_split, name="opportunity_split"),
    path("how-matching-works/", explaining.how_matching_works, name="how_matching_works"),
    path("weights/", weights.weight_sets, name="weight_sets"),
    path("weights/<int:version>/", weights.weight_set, name="weight_set"),
    path("weights/<int:version>/draft/", weights.weight_set_draft, name="weight_set_draft"),
    path("weights/<int:version>/edit/<slug:part>/", weights.weight_set_edit, name="weight_set_edit"),
    path("weights/<int:version>/preview/", weights.weight_set_preview, name="weight_set_preview"),
    path("weights/<int:version>/publish/", weight_deciding.weight_set_publish, name="weight_set_publish"),
    path("weights/<int:version>/restore/", weight_deciding.weight_set_restore, name="weight_set_restore"),
    path("weights/<int:version>/discard/", weight_deciding.weight_set_discard, name="weight_set_discard"),
    path("programme/matching/", runs.match_runs, name="match_runs"),
    path("programme/matching/start/", runs.match_run_start, name="match_run_start"),
]

"""Addresses of proposals to partner."""

from django.urls import path

from consortia.views import (
    asking_to_join,
    proposal_another,
    proposal_answers,
    proposal_drafts,
    proposal_notes,
    proposals,
)

ASKED = "proposals/<int:pk>/asked/<int:invitation_pk>"

urlpatterns = [
    path("proposals/", proposals.proposal_list, name="proposal_list"),
    path("proposals/new/", proposal_drafts.proposal_new, name="proposal_new"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/edit/<slug:part>/", proposal_drafts.proposal_edit, name="proposal_edit"),
    path("proposals/<int:pk>/discard/", proposal_drafts.proposal_discard, name="proposal_discard"),
    path("proposals/<int:pk>/send/", proposals.proposal_send, name="proposal_send"),
    path("proposals/<int:pk>/confirm/", proposals.proposal_confirm, name="proposal_confirm"),
    path("proposals/<int:pk>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path("proposals/<int:pk>/another/", proposal_another.proposal_another, name="proposal_another"),
    path("proposals/<int:pk>/ask/<int:organisation_pk>/", proposal_another.proposal_ask, name="proposal_ask"),
    path(f"{ASKED}/answer/", proposal_answers.proposal_answer, name="proposal_answer"),
    path(f"{ASKED}/take-back/", proposal_answers.proposal_take_back, name="proposal_take_back"),
    path(f"{ASKED}/write/", proposal_notes.proposal_write, name="proposal_write"),
    path(f"{ASKED}/who/", proposal_notes.proposal_claim, name="proposal_claim"),
    path(f"{ASKED}/notes/<int:note_pk>/agree/", proposal_notes.proposal_note_take_up, name="proposal_note_take_up"),
    path(f"{ASKED}/withdraw/", proposals.proposal_ask_withdraw, name="proposal_ask_withdraw"),
    path("consortia/<int:pk>/ask-to-join/", asking_to_join.consortium_ask_to_join, name="consortium_ask_to_join"),
]

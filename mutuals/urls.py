"""Addresses of the directory, of organisations and of their verification."""

from django.urls import path

from .views import (
    definitions,
    directory,
    evidence,
    invitations,
    join_requests,
    organisations,
    people,
    readings,
    showing,
)

urlpatterns = [
    path("organisations/", directory.organisation_list, name="organisation_list"),
    path("organisations/map/", directory.organisation_map, name="organisation_map"),
    path("organisations/new/", organisations.organisation_create, name="organisation_create"),
    path("organisations/<int:pk>/", organisations.organisation_detail, name="organisation_detail"),
    path("organisations/<int:pk>/edit/<slug:section>/", organisations.organisation_edit, name="organisation_edit"),
    path("organisations/<int:pk>/visibility/", showing.organisation_visibility, name="organisation_visibility"),
    path("organisations/<int:pk>/seen-by/<slug:eyes>/", showing.organisation_preview, name="organisation_preview"),
    path("organisations/<int:pk>/purpose/", readings.purpose_declare, name="purpose_declare"),
    path("organisations/<int:pk>/readers/", readings.organisation_readings, name="organisation_readings"),
    path("organisations/<int:pk>/definition/", definitions.organisation_definition, name="organisation_definition"),
    path("organisations/<int:pk>/people/", people.organisation_people, name="organisation_people"),
    path("organisations/<int:pk>/people/invite/", invitations.invitation_create, name="invitation_create"),
    path("organisations/<int:pk>/leave/", people.organisation_leave, name="organisation_leave"),
    path("organisations/<int:pk>/join/", join_requests.join_request_create, name="join_request_create"),
    path("memberships/<int:pk>/", people.membership_change, name="membership_change"),
    path("memberships/<int:pk>/remove/", people.membership_remove, name="membership_remove"),
    path("invitations/<str:token>/", invitations.invitation_open, name="invitation_open"),
    path("invitations/<int:pk>/answer/", invitations.invitation_answer, name="invitation_answer"),
    path("invitations/<int:pk>/send-again/", invitations.invitation_send_again, name="invitation_send_again"),
    path("invitations/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("join-requests/<int:pk>/", join_requests.join_request_decide, name="join_request_decide"),
    path("join-requests/<int:pk>/withdraw/", join_requests.join_request_withdraw, name="join_request_withdraw"),
    path("service-claims/<int:pk>/verify/", organisations.service_claim_verify, name="service_claim_verify"),
    path("service-claims/<int:pk>/evidence/", evidence.claim_evidence_add, name="claim_evidence_add"),
    path("evidence/<int:pk>/", evidence.claim_evidence_download, name="claim_evidence_download"),
    path("evidence/<int:pk>/remove/", evidence.claim_evidence_remove, name="claim_evidence_remove"),
    path("verification/", definitions.verification_queue, name="verification_queue"),
    path("verification/<int:pk>/", definitions.verification_decide, name="verification_decide"),
]
